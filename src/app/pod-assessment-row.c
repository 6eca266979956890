#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-assessment-row.h"

#include <glib/gi18n-lib.h>

#include "pod-instrument-words.h"
#include "pod-words.h"

struct _PodAssessmentRow
{
  AdwComboRow parent_instance;

  GtkStringList *lines;
  GArray *moments; /* PodMoment: of the lines below the first */
};

G_DEFINE_FINAL_TYPE (PodAssessmentRow, pod_assessment_row, ADW_TYPE_COMBO_ROW)

static void
pod_assessment_row_finalize (GObject *object)
{
  PodAssessmentRow *self = POD_ASSESSMENT_ROW (object);

  g_array_unref (self->moments);
  g_clear_object (&self->lines);
  G_OBJECT_CLASS (pod_assessment_row_parent_class)->finalize (object);
}

static void
pod_assessment_row_class_init (PodAssessmentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_assessment_row_finalize;
}

static void
pod_assessment_row_init (PodAssessmentRow *self)
{
  self->moments = g_array_new (FALSE, FALSE, sizeof (PodMoment));
  self->lines = gtk_string_list_new (NULL);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->lines));
}

/* 0, which is the line of a new one, where it is not kept. */
static guint
find_line (PodAssessmentRow *self, PodMoment moment)
{
  for (guint i = 0; pod_date_is_set (moment.date) && i < self->moments->len; i++)
    if (pod_moment_compare (g_array_index (self->moments, PodMoment, i), moment) == 0)
      return i + 1;
  return 0;
}

static void
fill (PodAssessmentRow *self, const PodCasebook *casebook, const PodInstrument *instrument)
{
  g_autoptr (GArray) moments = pod_assessment_list (casebook, instrument);

  gtk_string_list_append (self->lines, _ ("New"));
  for (guint i = moments->len; i-- > 0;)
    {
      PodMoment moment = g_array_index (moments, PodMoment, i);
      g_autofree char *words = pod_moment_to_words (moment);

      g_array_append_val (self->moments, moment);
      gtk_string_list_append (self->lines, words);
    }
}

void
pod_assessment_row_clear (PodAssessmentRow *self)
{
  g_array_set_size (self->moments, 0);
  gtk_string_list_splice (self->lines, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)),
                          NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), "");
}

void
pod_assessment_row_set (PodAssessmentRow *self,
                        PodTrial *trial,
                        const PodCasebook *casebook,
                        const PodInstrument *instrument,
                        PodMoment shown)
{
  g_autofree char *writer = NULL;

  g_return_if_fail (POD_IS_ASSESSMENT_ROW (self));

  pod_assessment_row_clear (self);
  fill (self, casebook, instrument);
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), find_line (self, shown));
  if (pod_assessment_row_has (self, shown))
    writer = pod_instrument_writer_to_words (trial, casebook, instrument, shown);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), writer != NULL ? writer : "");
}

PodMoment
pod_assessment_row_get (PodAssessmentRow *self)
{
  guint line = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return line != GTK_INVALID_LIST_POSITION && line > 0 && line <= self->moments->len
             ? g_array_index (self->moments, PodMoment, line - 1)
             : POD_MOMENT_NONE;
}

gboolean
pod_assessment_row_has (PodAssessmentRow *self, PodMoment moment)
{
  return find_line (self, moment) > 0;
}

guint
pod_assessment_row_count (PodAssessmentRow *self)
{
  return self->moments->len;
}
