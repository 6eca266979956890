#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-treatment-row.h"

#include <glib/gi18n-lib.h>

#include "pod-medication.h"
#include "pod-words.h"

struct _PodTreatmentRow
{
  PodSearchRow parent_instance;
};

G_DEFINE_FINAL_TYPE (PodTreatmentRow, pod_treatment_row, POD_TYPE_SEARCH_ROW)

/* ---- words ---- */

const char *
pod_treatment_to_words (const PodStudy *study, const char *treatment)
{
  const PodTreatment *known = pod_study_find_treatment (study, treatment);

  return known != NULL ? pod_words_get (&known->label, pod_words_locale ()) : treatment;
}

char *
pod_treatment_classes_to_words (const PodStudy *study, const char *treatment)
{
  const PodTreatment *known = pod_study_find_treatment (study, treatment);
  GString *words = g_string_new (NULL);

  for (guint i = 0; known != NULL && known->classes[i] != NULL; i++)
    {
      const PodMedicationClass *class = pod_study_find_class (study, known->classes[i]);

      if (class == NULL)
        continue;
      if (words->len > 0)
        /* Translators: stands between the classes of a medication. */
        g_string_append (words, C_ ("classes", ", "));
      g_string_append (words, pod_words_get (&class->label, pod_words_locale ()));
    }
  return g_string_free (words, FALSE);
}

/* ---- the row ---- */

/* By its name or by that of a class. */
static gboolean
pod_treatment_row_matches (PodSearchRow *row, const char *id, const char *needle)
{
  const PodStudy *study = pod_search_row_get_study (row);
  const PodTreatment *treatment = pod_study_find_treatment (study, id);

  if (pod_search_row_is_called (&treatment->label, id, needle))
    return TRUE;
  for (guint i = 0; treatment->classes[i] != NULL; i++)
    {
      const PodMedicationClass *class = pod_study_find_class (study, treatment->classes[i]);

      if (class != NULL && pod_search_row_is_called (&class->label, class->id, needle))
        return TRUE;
    }
  return FALSE;
}

static const char *
pod_treatment_row_get_label (PodSearchRow *row, const char *id)
{
  return pod_treatment_to_words (pod_search_row_get_study (row), id);
}

static char *
pod_treatment_row_get_note (PodSearchRow *row, const char *id)
{
  return pod_treatment_classes_to_words (pod_search_row_get_study (row), id);
}

static void
pod_treatment_row_show_chosen (PodSearchRow *row, const char *id)
{
  g_autofree char *note = id != NULL ? pod_treatment_row_get_note (row, id)
                                     : g_strdup (_ ("Not chosen yet"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 id != NULL ? pod_treatment_row_get_label (row, id)
                                            : _ ("Treatment"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
}

static void
pod_treatment_row_class_init (PodTreatmentRowClass *klass)
{
  PodSearchRowClass *row_class = POD_SEARCH_ROW_CLASS (klass);

  row_class->matches = pod_treatment_row_matches;
  row_class->get_label = pod_treatment_row_get_label;
  row_class->get_note = pod_treatment_row_get_note;
  row_class->show_chosen = pod_treatment_row_show_chosen;
}

static void
pod_treatment_row_init (PodTreatmentRow *self)
{
  const PodSearchRowWords words = {
    .button = _ ("Choose a treatment"),
    .search = _ ("Find a treatment or a class"),
    .list = _ ("Treatments"),
    .none = _ ("No treatment is called so."),
    .hint = _ ("Only what the study names can be recorded, since criteria and the export know "
               "nothing else. Where a drug is missing, ask the principal investigator: the study’s "
               "file of treatments needs it."),
  };

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Treatment"));
  pod_search_row_set_words (POD_SEARCH_ROW (self), &words);
}

void
pod_treatment_row_set_study (PodTreatmentRow *self, const PodStudy *study, gboolean doses)
{
  const GPtrArray *all = pod_study_get_treatments (study);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (POD_IS_TREATMENT_ROW (self));

  for (guint i = 0; i < all->len; i++)
    {
      const PodTreatment *treatment = g_ptr_array_index (all, i);

      if (pod_treatment_is_dose (treatment) == doses)
        g_strv_builder_add (builder, treatment->id);
    }
  ids = g_strv_builder_end (builder);
  pod_search_row_set_study (POD_SEARCH_ROW (self), study, ids);
}
