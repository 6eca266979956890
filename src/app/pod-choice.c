#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-choice.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

#define IDS "pod-choice-ids"
#define TOOLTIP "pod-choice-tooltip"
/* What is longer would be wider than a window. */
#define LIST_CHARS 60

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

/* ---- all of the words ---- */

/* @chars: on a button; 0 in the list, which marks what is chosen. */
static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer chars)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  int n = GPOINTER_TO_INT (chars);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), tick);
  if (n > 0)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (n > 0)
    gtk_label_set_max_width_chars (GTK_LABEL (label), n);
  if (n > 0)
    gtk_widget_set_visible (tick, FALSE);
  else
    g_object_bind_property (item, "selected", tick, "visible", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer chars)
{
  GtkLabel *label = GTK_LABEL (gtk_widget_get_first_child (gtk_list_item_get_child (item)));
  const char *words = gtk_string_object_get_string (gtk_list_item_get_item (item));
  gboolean is_long = g_utf8_strlen (words, -1) > LIST_CHARS;

  gtk_label_set_text (label, words);
  if (GPOINTER_TO_INT (chars) > 0)
    return;
  /* A list is as wide as its rows must be, not as they would like to be. */
  gtk_label_set_ellipsize (label, is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (label, is_long ? LIST_CHARS : -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), is_long ? words : NULL);
}

static void
set_factory (GtkWidget *choice, const char *property, int chars)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (chars));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (chars));
  g_object_set (choice, property, factory, NULL);
}

static void
tell_chosen (GtkWidget *choice)
{
  const char *more = g_object_get_data (G_OBJECT (choice), TOOLTIP);
  g_autoptr (GObject) chosen = NULL;
  g_autofree char *text = NULL;

  g_object_get (choice, "selected-item", &chosen, NULL);
  if (!GTK_IS_STRING_OBJECT (chosen))
    text = g_strdup (more);
  else if (more == NULL)
    text = g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (chosen)));
  else
    text = g_strdup_printf ("%s\n%s", gtk_string_object_get_string (GTK_STRING_OBJECT (chosen)),
                            more);
  gtk_widget_set_tooltip_text (choice, text);
}

void
pod_choice_show_whole (GtkWidget *choice, int chars)
{
  g_object_set_data_full (G_OBJECT (choice), TOOLTIP,
                          g_strdup (gtk_widget_get_tooltip_text (choice)), g_free);
  set_factory (choice, "list-factory", 0);
  if (chars > 0)
    set_factory (choice, "factory", chars);
  g_signal_connect (choice, "notify::selected-item", G_CALLBACK (tell_chosen), NULL);
  tell_chosen (choice);
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
