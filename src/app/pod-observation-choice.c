#include "pod-config.h"

#include "pod-observation-choice.h"

#include "pod-words.h"

/* Beside the list: the study may be amended while somebody chooses. */
#define IDS "pod-observation-ids"

void
pod_observation_choice_fill (GtkDropDown *choice, const PodStudy *study)
{
  const GPtrArray *all = pod_study_get_observations (study);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression)
      expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  for (guint i = 0; i < all->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (all, i);

      /* What is derived no laboratory sends. */
      if (observation->derived)
        continue;
      g_strv_builder_add (ids, observation->symbol.name);
      gtk_string_list_append (words, pod_words_get (&observation->label, pod_words_locale ()));
    }
  g_object_set_data_full (G_OBJECT (choice), IDS, g_strv_builder_end (ids),
                          (GDestroyNotify) g_strfreev);
  gtk_drop_down_set_expression (choice, expression);
  gtk_drop_down_set_model (choice, G_LIST_MODEL (words));
  pod_observation_choice_clear (choice);
}

const char *
pod_observation_choice_get (GtkDropDown *choice)
{
  const char *const *ids = g_object_get_data (G_OBJECT (choice), IDS);
  guint selected = gtk_drop_down_get_selected (choice);

  return ids != NULL && selected < g_strv_length ((char **) ids) ? ids[selected] : NULL;
}

void
pod_observation_choice_clear (GtkDropDown *choice)
{
  gtk_drop_down_set_selected (choice, GTK_INVALID_LIST_POSITION);
}
