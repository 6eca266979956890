/* What is on record goes into a row's fields, to be corrected. */

#include "pod-config.h"

#include <math.h>

#include "pod-date-text.h"
#include "pod-result-row-private.h"

static char *
say_value (const PodFinding *finding)
{
  g_autofree char *number = NULL;

  if (finding->code != NULL)
    return g_strdup (finding->code);
  if (pod_date_is_set (finding->date))
    return pod_date_to_string (finding->date);
  if (isnan (finding->quantity.number))
    return g_strdup (finding->text != NULL ? finding->text : "");
  number = pod_decimal_to_string (finding->quantity.number);
  return g_strconcat (pod_comparator_to_string (finding->quantity.comparator), number, NULL);
}

static void
show_collection (PodResultRow *self, const PodFinding *finding)
{
  g_autofree char *began = pod_date_text_format (finding->began);
  g_autofree char *volume = pod_decimal_to_string (finding->volume);

  pod_result_detail_set_text (self->detail, "began", began);
  pod_result_detail_set_text (self->detail, "volume", volume);
  pod_result_detail_set_text (self->detail, "completeness",
                              finding->completeness != NULL ? finding->completeness : "");
}

static void
show_detail (PodResultRow *self, const PodFinding *finding)
{
  g_autofree char *when = pod_date_text_format (finding->when);
  g_autofree char *lower = pod_decimal_to_string (finding->lower);
  g_autofree char *upper = pod_decimal_to_string (finding->upper);

  pod_result_row_unfold (self);
  pod_result_detail_set_text (self->detail, "when", when);
  pod_result_detail_set_text (self->detail, "lower", lower);
  pod_result_detail_set_text (self->detail, "upper", upper);
  show_collection (self, finding);
  pod_result_detail_set_text (self->detail, "laboratory",
                              finding->laboratory != NULL ? finding->laboratory : "");
}

/* What is typed stays: it is the correction. */
static gboolean
correct_clash (PodResultRow *self, const PodFinding *clash)
{
  self->corrects = clash->record.id;
  self->version = clash->record.version;
  pod_result_row_take_changed (self);
  return gtk_widget_grab_focus (GTK_WIDGET (self->input));
}

/* There is no value to be shown: a result takes its place, or another reason. */
static gboolean
correct_not_done (PodResultRow *self, const PodFinding *not_done)
{
  show_detail (self, not_done);
  return correct_clash (self, not_done);
}

/* What F2 is about: what contradicts what is typed, else the latest that is on record. */
static gboolean
correct_other (PodResultRow *self)
{
  const char *name = self->observation->symbol.name;
  const PodFinding *clash = pod_result_row_find_clash (self);
  const PodFinding *not_done = self->latest == NULL && self->casebook != NULL
                                   ? pod_result_find_not_done (self->casebook, name)
                                   : NULL;

  if (self->on_day != NULL && pod_finding_is_not_done (self->on_day))
    not_done = self->on_day;

  if (clash == NULL && pod_result_row_was_not_done (self))
    clash = pod_result_row_find_base (self);
  if (clash != NULL)
    return correct_clash (self, clash);
  return not_done != NULL && correct_not_done (self, not_done);
}

gboolean
pod_result_row_correct (PodResultRow *self)
{
  g_autofree char *text = NULL;
  const PodFinding *latest;

  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  if (!pod_result_row_is_open (self) || self->corrects != 0)
    return FALSE;
  if (correct_other (self))
    return TRUE;
  latest = self->on_day != NULL ? self->on_day : self->latest;
  if (latest == NULL)
    return FALSE;
  text = say_value (latest);
  self->corrects = latest->record.id;
  self->version = latest->record.version;
  pod_result_input_set_unit (self->input, latest->quantity.unit);
  pod_result_input_set_text (self->input, text);
  if (self->observation->symbol.kind == POD_KIND_FLAG)
    gtk_editable_set_text (self->remark, latest->text != NULL ? latest->text : "");
  show_detail (self, latest);
  pod_result_row_take_changed (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->input));
  return TRUE;
}
