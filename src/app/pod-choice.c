#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-choice.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

#define IDS "pod-choice-ids"

static const char *const *
get_ids (GtkDropDown *choice)
{
  return g_object_get_data (G_OBJECT (choice), IDS);
}

void
pod_choice_fill (GtkDropDown *choice, const char *const *ids, GtkStringList *words)
{
  const char *const *old = get_ids (choice);
  g_autofree char *chosen = g_strdup (pod_choice_get (choice));
  g_autoptr (GtkExpression)
      expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  if (old != NULL && g_strv_equal (old, ids))
    return;
  g_object_set_data_full (G_OBJECT (choice), IDS, g_strdupv ((char **) ids),
                          (GDestroyNotify) g_strfreev);
  gtk_drop_down_set_expression (choice, expression);
  gtk_drop_down_set_model (choice, G_LIST_MODEL (words));
  pod_choice_select (choice, chosen);
}

const char *
pod_choice_get (GtkDropDown *choice)
{
  const char *const *ids = get_ids (choice);
  guint selected = gtk_drop_down_get_selected (choice);

  if (ids == NULL || selected >= g_strv_length ((char **) ids) || *ids[selected] == '\0')
    return NULL;
  return ids[selected];
}

void
pod_choice_select (GtkDropDown *choice, const char *id)
{
  const char *const *ids = get_ids (choice);
  guint found = 0;

  for (guint i = 0; id != NULL && ids != NULL && ids[i] != NULL; i++)
    if (g_str_equal (ids[i], id))
      found = i;
  gtk_drop_down_set_selected (choice, found);
}

void
pod_choice_clear (GtkDropDown *choice)
{
  gtk_drop_down_set_selected (choice, GTK_INVALID_LIST_POSITION);
}

/* ---- what of a study can be chosen ---- */

static void
add (GStrvBuilder *ids, GtkStringList *words, const char *id, const char *word)
{
  g_strv_builder_add (ids, id);
  gtk_string_list_append (words, word);
}

static void
end (GtkDropDown *choice, GStrvBuilder *ids, GtkStringList *words)
{
  g_auto (GStrv) all = g_strv_builder_end (ids);

  pod_choice_fill (choice, (const char *const *) all, words);
}

void
pod_choice_fill_cohorts (GtkDropDown *choice, const PodStudy *study)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (study);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  add (ids, words, "", _ ("All cohorts"));
  for (guint i = 0; i < cohorts->len; i++)
    {
      const PodCohort *cohort = g_ptr_array_index (cohorts, i);

      add (ids, words, cohort->id, pod_words_get (&cohort->short_label, pod_words_locale ()));
    }
  end (choice, ids, words);
}

void
pod_choice_fill_scales (GtkDropDown *choice, const PodStudy *study)
{
  const char *own = pod_study_get (study, "toxicity_scale");
  g_autoptr (GPtrArray) scales = pod_study_list_scales (study);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  add (ids, words, "", own != NULL ? own : C_ ("scale", "Study’s"));
  for (guint i = 0; i < scales->len; i++)
    if (g_strcmp0 (g_ptr_array_index (scales, i), own) != 0)
      {
        g_autofree char *word = g_strdup_printf (_ ("%s (not the study’s)"),
                                                 (char *) g_ptr_array_index (scales, i));

        add (ids, words, g_ptr_array_index (scales, i), word);
      }
  end (choice, ids, words);
  gtk_widget_set_visible (GTK_WIDGET (choice), g_list_model_get_n_items (G_LIST_MODEL (words)) > 1);
}

void
pod_choice_fill_observations (GtkDropDown *choice, const PodStudy *study)
{
  const GPtrArray *all = pod_study_get_observations (study);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (all, i);

      /* What is derived no laboratory sends. */
      if (!observation->derived)
        add (ids, words, observation->symbol.name,
             pod_words_get (&observation->label, pod_words_locale ()));
    }
  end (choice, ids, words);
  pod_choice_clear (choice);
}
