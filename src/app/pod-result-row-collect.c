/* What is meant by what is typed into a row: its finding, its faults, its draft. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-abnormal.h"
#include "pod-course.h"
#include "pod-date-text.h"
#include "pod-number-text.h"
#include "pod-plausible.h"
#include "pod-result-row-private.h"

static PodKind
get_kind (PodResultRow *self)
{
  return self->observation->symbol.kind;
}

const char *
pod_result_row_lend (PodResultRow *self, char *text)
{
  g_ptr_array_add (self->lent, text);
  return text;
}

static char *
take_text (const char *text)
{
  return g_strstrip (g_strdup (text));
}

const char *
pod_result_row_get_detail (PodResultRow *self, const char *field)
{
  return self->detail != NULL ? pod_result_detail_get_text (self->detail, field) : "";
}

/* ---- what is meant by what is typed ---- */

static gboolean
get_when (PodResultRow *self, PodMoment *when)
{
  PodMoment own = POD_MOMENT_NONE;

  if (self->detail != NULL && !pod_result_detail_get_moment (self->detail, &own))
    return FALSE;
  *when = pod_date_is_set (own.date) ? own : self->group_when;
  return TRUE;
}

static const char *
get_laboratory (PodResultRow *self)
{
  char *own = take_text (pod_result_row_get_detail (self, "laboratory"));

  pod_result_row_lend (self, own);
  return *own != '\0' ? own : self->group_laboratory;
}

gboolean
pod_result_row_parse_quantity (PodResultRow *self, PodQuantity *quantity)
{
  quantity->unit = pod_result_input_get_unit (self->input);
  return pod_number_text_parse (pod_result_input_get_text (self->input), quantity);
}

/* What cannot become a number by going on: "12x"; not "<", nor "3.", nor nothing. */
gboolean
pod_result_row_is_no_number (PodResultRow *self)
{
  PodQuantity quantity = { 0 };
  const char *text = self->input != NULL ? pod_result_input_get_text (self->input) : "";
  g_autofree char *longer = g_strconcat (text, "1", NULL);

  return get_kind (self) == POD_KIND_QUANTITY && *text != '\0' &&
         !pod_result_row_parse_quantity (self, &quantity) &&
         !pod_number_text_parse (longer, &quantity);
}

/* "<0" goes on, as in "<0.5": nothing is said of it while it is typed. */
static gboolean
is_begun (const PodQuantity *quantity)
{
  return quantity->comparator == POD_LESS_THAN && quantity->number == 0;
}

/* The value alone, enough to ask whether it is plausible. */
static gboolean
make_value (PodResultRow *self, PodFinding *finding)
{
  PodQuantity quantity = { 0 };

  pod_finding_init (finding);
  finding->observation = self->observation->symbol.name;
  if (self->input == NULL || get_kind (self) != POD_KIND_QUANTITY ||
      !pod_result_row_parse_quantity (self, &quantity) || is_begun (&quantity))
    return FALSE;
  finding->quantity = quantity;
  return TRUE;
}

gboolean
pod_result_row_is_implausible (PodResultRow *self)
{
  PodFinding finding;

  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return make_value (self, &finding) &&
         !pod_finding_is_plausible (pod_trial_get_study (self->trial), &finding);
}

gboolean
pod_result_row_is_impossible (PodResultRow *self)
{
  PodFinding finding;

  return make_value (self, &finding) &&
         !pod_finding_is_possible (pod_trial_get_study (self->trial), &finding);
}

char *
pod_result_row_say_implausible (PodResultRow *self)
{
  PodFinding finding;

  return make_value (self, &finding)
             ? pod_finding_say_implausible (pod_trial_get_study (self->trial), &finding)
             : NULL;
}

gboolean
pod_result_row_lacks_day (PodResultRow *self)
{
  PodMoment when = POD_MOMENT_NONE;

  return pod_result_row_is_touched (self) && get_when (self, &when) &&
         pod_date_is_set (when.date) && !pod_date_is_complete (when.date);
}

gboolean
pod_result_row_lacks_collection (PodResultRow *self)
{
  PodFinding finding;
  double hours;

  return pod_observation_is_collected (self->observation) &&
         pod_result_row_make_saved (self, &finding) &&
         pod_finding_get_collection (pod_trial_get_study (self->trial), &finding, &hours) ==
             POD_COLLECTION_UNKNOWN;
}

gboolean
pod_result_row_lacks_hours (PodResultRow *self)
{
  PodFinding finding;
  double hours;

  return pod_observation_is_collected (self->observation) &&
         pod_result_row_make_saved (self, &finding) && pod_date_is_set (finding.began.date) &&
         pod_finding_get_collection (pod_trial_get_study (self->trial), &finding, &hours) ==
             POD_COLLECTION_WHOLE &&
         isnan (hours);
}

PodResultLimits
pod_result_row_suggest_limits (PodResultRow *self)
{
  PodFinding like;
  PodResultLimits none = { NAN, NAN, FALSE };

  pod_finding_init (&like);
  like.observation = self->observation->symbol.name;
  like.quantity.number = 1;
  like.quantity.unit = self->input != NULL ? pod_result_input_get_unit (self->input) : NULL;
  like.laboratory = get_laboratory (self);
  if (like.quantity.unit == NULL || self->casebook == NULL || !get_when (self, &like.when))
    return none;
  return pod_result_limits_suggest (self->trial, self->casebook, &like);
}

/* ---- checking and collecting ---- */

const char *
pod_result_row_say_no_number (void)
{
  return _ ("That is no number. Write 3.5, < 0.5 or > 60.");
}

static const char *
find_value_fault (PodResultRow *self)
{
  const char *text = pod_result_input_get_text (self->input);
  PodQuantity quantity = { 0 };
  PodMoment moment = POD_MOMENT_NONE;

  if (*text == '\0')
    return *pod_result_row_get_detail (self, "not_done") != '\0' ? NULL
                                                                 : _ ("There is no value yet.");
  if (*pod_result_row_get_detail (self, "not_done") != '\0')
    return _ ("It has a value, and the reason why it was not done: one of the two.");
  if (get_kind (self) == POD_KIND_QUANTITY && !pod_result_row_parse_quantity (self, &quantity))
    return pod_result_row_say_no_number ();
  if (pod_result_row_is_impossible (self))
    return pod_result_row_lend (self, pod_result_row_say_implausible (self));
  if (get_kind (self) == POD_KIND_DATE &&
      (!pod_date_text_parse (text, &moment) || moment.minute >= 0 ||
       pod_date_first_day (moment.date) > pod_date_last_day (pod_trial_get_today (self->trial))))
    return _ ("That is no day that has been. Write the year first: 2026-03-14.");
  return NULL;
}

static const char *
find_collection_fault (PodResultRow *self)
{
  PodMoment when = POD_MOMENT_NONE;

  if (self->detail == NULL || !pod_observation_is_collected (self->observation) ||
      *pod_result_input_get_text (self->input) == '\0')
    return NULL;
  get_when (self, &when);
  return pod_result_detail_find_collection_fault (self->detail, when);
}

gboolean
pod_result_row_is_wrongly_collected (PodResultRow *self)
{
  return self->input != NULL && find_collection_fault (self) != NULL &&
         find_value_fault (self) == NULL;
}

static gboolean
is_ungraded (PodResultRow *self, const PodFinding *finding)
{
  PodFindingGrade grade;

  if (self->casebook == NULL)
    return FALSE;
  grade = pod_finding_grade (pod_trial_get_study (self->trial), pod_trial_get_site (self->trial),
                             self->casebook, finding);
  return grade.level < 0 && grade.why == POD_UNGRADED_COLLECTION;
}

char *
pod_result_row_say_collection (PodResultRow *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  g_autofree char *words = NULL;
  PodFinding finding;
  double hours;

  if (pod_result_row_is_wrongly_collected (self) || !pod_result_row_make_saved (self, &finding) ||
      !pod_collection_is_doubtful (pod_finding_get_collection (study, &finding, &hours)))
    return NULL;
  words = pod_collection_to_words (study, &finding);
  /* Translators: how a specimen was collected: "collected over 12 h instead of 22–26 h". */
  return g_strdup_printf (is_ungraded (self, &finding) ? C_ ("collection", "Not graded: %s.")
                                                       : C_ ("collection", "In doubt: %s."),
                          words);
}

static const char *
find_fault (PodResultRow *self)
{
  const char *fault = find_value_fault (self);
  PodMoment when = POD_MOMENT_NONE;
  double lower, upper;

  if (fault != NULL)
    return fault;
  if (!get_when (self, &when))
    return _ ("Its own date cannot be read.");
  if (!pod_date_is_set (when.date))
    return _ ("A date is needed: of the group, or of its own.");
  if (pod_date_first_day (when.date) > pod_date_last_day (pod_trial_get_today (self->trial)))
    return _ ("It would be dated in the future.");
  if (self->detail != NULL && !pod_result_detail_get_limits (self->detail, &lower, &upper))
    return _ ("Its limits cannot be used.");
  if (pod_result_row_find_clash (self) != NULL)
    return _ ("Another result of the same time is on record. Correct that one (F2), or give this "
              "one a time of its own.");
  return find_collection_fault (self);
}

gboolean
pod_result_row_check (PodResultRow *self)
{
  const char *fault;

  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  if (!pod_result_row_is_touched (self))
    return TRUE;
  if (self->detail != NULL)
    pod_result_detail_check_start (self->detail);
  fault = find_fault (self);
  pod_result_row_set_problem (self, fault);
  return fault == NULL;
}

/* The end of a collection is the time of the result. */
static void
take_collection (PodResultRow *self, PodFinding *finding)
{
  const char *completeness = pod_result_row_get_detail (self, "completeness");

  if (self->detail == NULL || !pod_observation_is_collected (self->observation))
    return;
  pod_result_detail_get_collection (self->detail, &finding->began, &finding->volume);
  finding->completeness = *completeness != '\0' ? completeness : NULL;
}

static void
take_value (PodResultRow *self, PodFinding *finding)
{
  char *text = take_text (pod_result_input_get_text (self->input));
  PodMoment moment = POD_MOMENT_NONE;

  pod_result_row_lend (self, text);
  switch (get_kind (self))
    {
    case POD_KIND_QUANTITY:
      pod_result_row_parse_quantity (self, &finding->quantity);
      finding->text = text;
      break;
    case POD_KIND_CHOICE:
    case POD_KIND_FLAG:
      finding->code = text;
      break;
    case POD_KIND_DATE:
      pod_date_text_parse (text, &moment);
      finding->date = moment.date;
      break;
    case POD_KIND_TEXT:
    default:
      finding->text = text;
    }
}

/* Limits of the site's own table apply by themselves, also when the table is mended; they do not come with the result. */
static void
take_limits (PodResultRow *self, PodFinding *finding)
{
  PodResultLimits suggested = pod_result_row_suggest_limits (self);
  gboolean as_filled =
      self->detail == NULL ||
      (g_strcmp0 (pod_result_row_get_detail (self, "lower"), self->filled_lower) == 0 &&
       g_strcmp0 (pod_result_row_get_detail (self, "upper"), self->filled_upper) == 0);

  if (!as_filled)
    pod_result_detail_get_limits (self->detail, &finding->lower, &finding->upper);
  else if (!suggested.of_site)
    {
      finding->lower = suggested.lower;
      finding->upper = suggested.upper;
    }
}

/* In the grid what the day has already is the same sample, whatever the hour, unless another is named. */
static void
take_when (PodResultRow *self, PodFinding *finding)
{
  const PodFinding *there = self->on_day;

  get_when (self, &finding->when);
  if (there != NULL && finding->when.minute < 0 &&
      pod_date_equal (finding->when.date, there->when.date) &&
      (there->laboratory == NULL || finding->laboratory == NULL ||
       g_str_equal (there->laboratory, finding->laboratory)))
    finding->when = there->when;
}

gboolean
pod_result_row_make_typed (PodResultRow *self, PodFinding *finding)
{
  char *remark;

  pod_finding_init (finding);
  if (!pod_result_row_is_touched (self) || *pod_result_input_get_text (self->input) == '\0')
    return FALSE;
  finding->observation = self->observation->symbol.name;
  finding->source = "typed";
  take_value (self, finding);
  if (get_kind (self) == POD_KIND_QUANTITY)
    take_limits (self, finding);
  take_collection (self, finding);
  if (get_kind (self) == POD_KIND_QUANTITY || get_kind (self) == POD_KIND_CHOICE)
    finding->laboratory = get_laboratory (self);
  take_when (self, finding);
  remark = take_text (gtk_editable_get_text (self->remark));
  pod_result_row_lend (self, remark);
  if (get_kind (self) == POD_KIND_FLAG && *remark != '\0')
    finding->text = remark;
  return TRUE;
}

const PodFinding *
pod_result_row_find_base (PodResultRow *self)
{
  PodFinding typed;
  const PodFinding *same;

  if (self->casebook == NULL)
    return NULL;
  if (self->corrects != 0)
    return pod_casebook_find_finding (self->casebook, self->corrects);
  if (!pod_result_row_make_typed (self, &typed))
    return NULL;
  same = pod_result_find_same (self->casebook, &typed);
  return same != NULL ? same : pod_result_find_replaced (self->casebook, &typed);
}

gboolean
pod_result_row_was_not_done (PodResultRow *self)
{
  const PodFinding *base = pod_result_row_find_base (self);

  return base != NULL && pod_finding_is_not_done (base);
}

const PodFinding *
pod_result_row_find_clash (PodResultRow *self)
{
  PodFinding typed;

  if (self->casebook == NULL || self->corrects != 0 || find_value_fault (self) != NULL ||
      !pod_result_row_make_typed (self, &typed))
    return NULL;
  return pod_result_find_clash (self->casebook, &typed, self->in_grid);
}

/* What a physician made of it ends with what the result was, and the service ends it: whoever corrects judges nothing. */
static void
take_judgement (const PodFinding *base, PodFinding *finding)
{
  finding->significance = base->significance;
  finding->judged_by = base->judged_by;
  finding->adverse_event = base->adverse_event;
  finding->history = base->history;
}

/* A correction keeps what it is not about: where it was imported from, how it was computed, and its visit. */
static void
take_base (PodResultRow *self, const PodFinding *base, PodFinding *finding)
{
  finding->record = base->record;
  if (self->corrects != 0)
    finding->record.version = self->version;
  finding->visit = base->visit;
  finding->origin = base->origin;
  finding->method = base->method;
  finding->status = pod_finding_is_not_done (base) ? NULL : base->status;
  finding->range = base->range;
  take_judgement (base, finding);
  /* What is unfolded of a correction says all that is meant, also what is taken away. */
  if (self->corrects == 0 || self->detail == NULL)
    pod_result_complete (base, finding);
}

gboolean
pod_result_row_make_saved (PodResultRow *self, PodFinding *finding)
{
  const PodFinding *base;

  if (!pod_result_row_make_typed (self, finding))
    return FALSE;
  base = pod_result_row_find_base (self);
  if (base != NULL)
    take_base (self, base, finding);
  return TRUE;
}

gboolean
pod_result_row_collect (PodResultRow *self, PodFinding *finding)
{
  const PodFinding *base;

  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  if (!pod_result_row_make_saved (self, finding))
    return FALSE;
  base = pod_result_row_find_base (self);
  return base == NULL || !pod_result_is_as_saved (base, finding);
}

gboolean
pod_result_row_completes (PodResultRow *self)
{
  const PodFinding *base;
  PodFinding finding;

  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  if (!pod_result_row_is_touched (self))
    return FALSE;
  base = pod_result_row_find_base (self);
  if (base == NULL || !pod_result_row_make_typed (self, &finding))
    return FALSE;
  take_base (self, base, &finding);
  return pod_result_only_adds (base, &finding);
}

/* Something on record becomes another. */
gboolean
pod_result_row_replaces (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return pod_result_row_is_touched (self) && !pod_result_row_completes (self) &&
         (pod_result_row_find_base (self) != NULL || self->corrects != 0);
}

/* That something is added is its own reason; that something becomes another, or is unlikely, is not. */
gboolean
pod_result_row_needs_reason (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  if (!pod_result_row_is_touched (self) || pod_result_row_completes (self))
    return FALSE;
  return pod_result_row_replaces (self) ||
         (pod_result_row_is_implausible (self) && !pod_result_row_is_impossible (self));
}

/* As it will be saved, else as it is on record. */
gboolean
pod_result_row_lacks_limit (PodResultRow *self)
{
  PodFinding finding;
  PodResultLimits limits;

  if (self->input == NULL || get_kind (self) != POD_KIND_QUANTITY)
    return FALSE;
  if (!pod_result_row_is_touched (self))
    return pod_result_standing_lacks_limit (&self->standing);
  if (!make_value (self, &finding))
    return FALSE;
  limits = pod_result_row_suggest_limits (self);
  if (!pod_result_row_collect (self, &finding))
    return pod_result_standing_lacks_limit (&self->standing);
  return (self->standing.asks_upper && isnan (finding.upper) && isnan (limits.upper)) ||
         (self->standing.asks_lower && isnan (finding.lower) && isnan (limits.lower));
}

const char *
pod_result_row_get_not_done (PodResultRow *self, PodMoment *when)
{
  char *text;

  g_return_val_if_fail (POD_IS_RESULT_ROW (self), NULL);

  text = take_text (pod_result_row_get_detail (self, "not_done"));
  pod_result_row_lend (self, text);
  return *text != '\0' && get_when (self, when) ? text : NULL;
}

const PodFinding *
pod_result_row_get_corrected (PodResultRow *self, int *version)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), NULL);

  *version = self->version;
  return self->corrects != 0 ? pod_result_row_find_base (self) : NULL;
}

/* ---- as a draft ---- */

char *
pod_result_row_name_group (const PodObservation *observation)
{
  return g_strconcat (POD_RESULT_ROW_GROUP, observation->symbol.name, NULL);
}

void
pod_result_row_write (PodResultRow *self, GKeyFile *file)
{
  g_autofree char *group = NULL;
  const PodUnit *unit;

  g_return_if_fail (POD_IS_RESULT_ROW (self));

  if (!pod_result_row_is_touched (self))
    return;
  group = pod_result_row_name_group (self->observation);
  g_key_file_set_string (file, group, "value", pod_result_input_get_text (self->input));
  unit = pod_result_input_get_unit (self->input);
  if (unit != NULL)
    g_key_file_set_string (file, group, "unit", pod_unit_get_ucum (unit));
  g_key_file_set_string (file, group, "remark", gtk_editable_get_text (self->remark));
  g_key_file_set_int64 (file, group, "corrects", self->corrects);
  g_key_file_set_integer (file, group, "version", self->version);
  for (guint i = 0; self->detail != NULL && pod_result_detail_fields[i] != NULL; i++)
    g_key_file_set_string (file, group, pod_result_detail_fields[i],
                           pod_result_detail_get_text (self->detail, pod_result_detail_fields[i]));
}

static void
read_detail (PodResultRow *self, GKeyFile *file, const char *group)
{
  for (guint i = 0; pod_result_detail_fields[i] != NULL; i++)
    {
      const char *field = pod_result_detail_fields[i];
      g_autofree char *text = g_key_file_get_string (file, group, field, NULL);

      if (text == NULL)
        continue;
      pod_result_row_unfold (self);
      pod_result_detail_set_text (self->detail, field, text);
    }
}

void
pod_result_row_read (PodResultRow *self, GKeyFile *file)
{
  g_autofree char *group = NULL;
  g_autofree char *value = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *remark = NULL;

  g_return_if_fail (POD_IS_RESULT_ROW (self));

  group = pod_result_row_name_group (self->observation);
  if (!g_key_file_has_group (file, group) || !pod_result_row_is_open (self))
    return;
  value = g_key_file_get_string (file, group, "value", NULL);
  unit = g_key_file_get_string (file, group, "unit", NULL);
  remark = g_key_file_get_string (file, group, "remark", NULL);
  self->corrects = g_key_file_get_int64 (file, group, "corrects", NULL);
  self->version = g_key_file_get_integer (file, group, "version", NULL);
  if (unit != NULL)
    pod_result_input_set_unit (self->input, pod_unit_from_ucum (unit));
  read_detail (self, file, group);
  gtk_editable_set_text (self->remark, remark != NULL ? remark : "");
  pod_result_input_set_text (self->input, value != NULL ? value : "");
}
