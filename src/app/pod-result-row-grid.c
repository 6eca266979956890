/* A row of the grid of one day: beside what is typed stand the value of before, the limits and how it lies to both. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-abnormal.h"
#include "pod-date-text.h"
#include "pod-number-text.h"
#include "pod-plausible.h"
#include "pod-result-row-private.h"
#include "pod-words.h"

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text != NULL && *text != '\0' ? text : NULL);
  /* One of two lines stands where the row's other words do. */
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* ---- what was before, and how much of it that is ---- */

/* What is not what it is taken for says so in words below it: a mark would be explained nowhere. */
static void
show_previous (PodResultRow *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const PodFinding *before = self->before;
  g_autofree char *value = before != NULL ? pod_finding_to_words (study, before) : NULL;
  g_autofree char *when = before != NULL ? pod_date_to_words (before->when.date) : NULL;
  g_autofree char *number = NULL;
  g_autofree char *doubt = NULL;
  double hours;

  if (before != NULL &&
      pod_collection_is_doubtful (pod_finding_get_collection (study, before, &hours)))
    {
      number = pod_finding_quantity_to_words (before);
      doubt = g_strdup_printf ("%s\n%s", when,
                               C_ ("collection",
                                   "collection not complete, or not of the right time"));
    }
  show_text (self->previous, number != NULL ? number : value);
  if (number != NULL)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->previous), value);
  show_text (self->previous_when, doubt != NULL ? doubt : when);
}

static gboolean
convert (PodResultRow *self, const PodFinding *finding, double *number)
{
  double lower, upper;

  return finding->quantity.comparator == POD_EXACTLY &&
         pod_finding_convert (pod_trial_get_study (self->trial), NULL, self->casebook, finding,
                              number, &lower, &upper) &&
         !isnan (*number);
}

/* Of numbers that are measured alike, and not of "< 5"; nor of what is negative or crosses zero: from -2 to -4 is no rise. */
static char *
say_change (PodResultRow *self, const PodFinding *finding)
{
  double now, then, percent;

  if (finding == NULL || pod_result_row_is_implausible (self) || self->before == NULL ||
      !convert (self, finding, &now) || !convert (self, self->before, &then) || !(then > 0) ||
      now < 0)
    return NULL;
  percent = round ((now / then - 1) * 100);
  if (percent == 0)
    return g_strdup_printf (C_ ("change", "%s%.0f %%"), "±", 0.0);
  return g_strdup_printf (C_ ("change", "%s%.0f %%"), percent < 0 ? "−" : "+", fabs (percent));
}

/* ---- limits and flag ---- */

static PodResultLimits
get_limits (PodResultRow *self, const PodFinding *finding)
{
  PodResultLimits limits = pod_result_row_suggest_limits (self);

  if (finding != NULL && (!isnan (finding->lower) || !isnan (finding->upper)))
    limits = (PodResultLimits){ finding->lower, finding->upper, FALSE };
  return limits;
}

static void
show_limits (PodResultRow *self, const PodFinding *finding)
{
  PodResultLimits limits = get_limits (self, finding);
  g_autofree char *span = NULL;
  g_autofree char *words = NULL;

  if (self->observation->symbol.kind == POD_KIND_QUANTITY)
    {
      span = pod_result_limits_to_span (&limits);
      words = pod_result_limits_to_words (&limits);
    }
  gtk_label_set_text (self->limits, span != NULL ? span : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->limits), words);
}

/* "↑ above the limits", "↓ grade 2"; NULL where there is nothing to say. */
static char *
say_flag (const PodAbnormality *found, gboolean is_implausible)
{
  const char *sign = pod_result_flag_to_sign (found->flag);

  if (is_implausible)
    return g_strdup (C_ ("flag", "not plausible"));
  if (found->level > 0 && found->sure < found->level)
    /* Translators: an arrow, and the grades between which a number alone cannot tell. */
    return g_strdup_printf (C_ ("flag", "%1$s grade %2$d–%3$d"), sign, found->sure, found->level);
  if (found->level > 0)
    return g_strdup_printf (C_ ("flag", "%s grade %d"), sign, found->level);
  if (*sign == '\0')
    return NULL;
  if (found->flag == POD_FLAG_LOW)
    return g_strdup_printf ("%s %s", sign, C_ ("flag", "low"));
  if (found->flag == POD_FLAG_HIGH)
    return g_strdup_printf ("%s %s", sign, C_ ("flag", "high"));
  return g_strdup_printf ("%s %s", sign, pod_result_flag_to_words (found->flag));
}

static void
show_flag (PodResultRow *self, const PodFinding *finding)
{
  PodAbnormality found = POD_ABNORMALITY_NONE;
  gboolean is_implausible = pod_result_row_is_implausible (self);
  g_autofree char *words = NULL;

  if (finding != NULL)
    found = pod_finding_get_abnormality (pod_trial_get_study (self->trial),
                                         pod_trial_get_site (self->trial), self->casebook, finding);
  words = g_strstrip (say_flag (&found, is_implausible) ?: g_strdup (""));
  show_text (self->flag, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->flag), is_implausible ? NULL : found.note);
  if (is_implausible || found.needs_judgement)
    gtk_widget_add_css_class (GTK_WIDGET (self->flag), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->flag), "warning");
}

/* ---- the row ---- */

/* Its unit stands beside it, unless that is another. */
static char *
say_value (PodResultRow *self, const PodFinding *finding)
{
  const PodUnit *beside = self->input != NULL ? pod_result_input_get_unit (self->input) : NULL;
  const PodUnit *own = finding->quantity.unit;

  if (self->observation->symbol.kind != POD_KIND_QUANTITY || pod_finding_is_not_done (finding))
    return pod_finding_to_words (pod_trial_get_study (self->trial), finding);
  if (own != NULL && beside != NULL &&
      g_str_equal (pod_unit_to_words (own), pod_unit_to_words (beside)))
    return pod_finding_number_to_words (finding);
  return pod_finding_quantity_to_words (finding);
}

/* "On record: 20 Nov 2026, 07:42 · imported", and how its specimen was collected where that is not as it should be. */
static char *
say_origin (PodResultRow *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  g_autofree char *origin = pod_result_origin_to_words (self->on_day);
  g_autofree char *collection = pod_collection_to_words (study, self->on_day);
  g_autofree char *both = NULL;
  double hours;

  if (pod_collection_is_doubtful (pod_finding_get_collection (study, self->on_day, &hours)))
    both = g_strdup_printf ("%s · %s", origin, collection);
  /* Translators: the day of a result, and where it came from. */
  return g_strdup_printf (_ ("On record: %s"), both != NULL ? both : origin);
}

/* What is on record of the day stands where it would be typed, and below the name where it came from. */
static void
show_on_day (PodResultRow *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  g_autofree char *value = self->on_day != NULL ? say_value (self, self->on_day) : NULL;
  g_autofree char *words = NULL;

  if (self->on_day != NULL && pod_finding_is_not_done (self->on_day))
    words = pod_result_not_done_to_words (study, self->on_day);
  else if (self->on_day != NULL && self->observation->symbol.kind == POD_KIND_QUANTITY &&
           self->input != NULL)
    words = say_origin (self);
  else if (self->on_day != NULL)
    words = pod_result_standing_to_words (study, self->on_day, NULL);
  gtk_label_set_text (self->record, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->record), words != NULL);
  if (self->input != NULL && (pod_result_row_is_not_done (self) ||
                              (self->on_day != NULL && pod_finding_is_not_done (self->on_day) &&
                               self->observation->symbol.kind != POD_KIND_QUANTITY)))
    pod_result_input_set_hint (self->input, C_ ("result", "not done"));
  else if (self->input != NULL)
    pod_result_input_set_record (self->input, value);
}

void
pod_result_row_show_grid (PodResultRow *self)
{
  PodFinding typed;
  const PodFinding *finding = self->on_day;
  g_autofree char *change = NULL;

  if (!self->in_grid || self->casebook == NULL)
    return;
  if (pod_result_row_is_touched (self))
    finding = pod_result_row_make_saved (self, &typed) ? &typed : NULL;
  change = say_change (self, finding);
  show_previous (self);
  show_on_day (self);
  show_limits (self, finding);
  show_flag (self, finding);
  show_text (self->change, change);
}

void
pod_result_row_find_days (PodResultRow *self)
{
  const char *name = self->observation->symbol.name;

  self->on_day = self->before = NULL;
  if (!self->in_grid || self->casebook == NULL || !pod_date_is_complete (self->group_when.date))
    return;
  self->on_day = pod_result_find_on_day (self->casebook, name, self->group_when.date);
  self->before = pod_result_find_before (self->casebook, name, self->group_when.date);
}

void
pod_result_row_set_in_grid (PodResultRow *self, gboolean in_grid)
{
  GtkWidget *cells[] = { self->previous_box, GTK_WIDGET (self->limits), self->flag_box };

  g_return_if_fail (POD_IS_RESULT_ROW (self));

  self->in_grid = in_grid;
  if (self->input != NULL)
    pod_result_input_set_answer_align (self->input, in_grid ? GTK_ALIGN_START : GTK_ALIGN_END);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    gtk_widget_set_visible (cells[i], in_grid);
}

gboolean
pod_result_row_is_settled (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return self->on_day != NULL && !pod_result_row_is_touched (self) &&
         !gtk_toggle_button_get_active (self->detail_button);
}

/* ---- not done ---- */

void
pod_result_row_set_not_done (PodResultRow *self, const char *why)
{
  g_return_if_fail (POD_IS_RESULT_ROW (self));

  pod_result_row_unfold (self);
  pod_result_detail_set_text (self->detail, "not_done", why);
}

gboolean
pod_result_row_is_not_done (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return self->input != NULL && *pod_result_input_get_text (self->input) == '\0' &&
         *pod_result_row_get_detail (self, "not_done") != '\0';
}

gboolean
pod_result_row_is_vacant (PodResultRow *self)
{
  return pod_result_row_is_open (self) && self->on_day == NULL && !pod_result_row_is_touched (self);
}

gboolean
pod_result_row_is_remaining (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self)) && pod_result_row_is_vacant (self);
}

/* ---- a value of a column ---- */

void
pod_result_row_set_value (PodResultRow *self, const char *code)
{
  g_return_if_fail (POD_IS_RESULT_ROW (self) && self->input != NULL);

  pod_result_input_set_text (self->input, code);
}

static gboolean
is_word (const char *word, const char *text)
{
  g_autofree char *a = word != NULL ? g_utf8_casefold (word, -1) : NULL;
  g_autofree char *b = g_utf8_casefold (text, -1);

  return g_strcmp0 (a, b) == 0;
}

/* An answer by its code or its words, in either language. */
static const char *
find_code (const PodObservation *observation, const char *text)
{
  static const char *const flags[] = { "yes", "no", NULL };
  const char *const *codes = observation->symbol.kind == POD_KIND_FLAG
                                 ? flags
                                 : observation->symbol.choices;

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    if (is_word (codes[i], text) || is_word (observation->choice_words[i].plain, text) ||
        is_word (observation->choice_words[i].translated, text))
      return codes[i];
  return NULL;
}

static gboolean
has_answers (PodResultRow *self)
{
  return self->observation->symbol.kind == POD_KIND_CHOICE ||
         self->observation->symbol.kind == POD_KIND_FLAG;
}

/* NULL where it is nothing that the row takes. */
static const char *
find_pasted (PodResultRow *self, const char *text)
{
  PodQuantity quantity = { 0 };
  PodMoment moment = POD_MOMENT_NONE;

  switch (self->observation->symbol.kind)
    {
    case POD_KIND_QUANTITY:
      return pod_number_text_parse (text, &quantity) ? text : NULL;
    case POD_KIND_CHOICE:
    case POD_KIND_FLAG:
      return find_code (self->observation, text);
    case POD_KIND_DATE:
      return pod_date_text_parse (text, &moment) ? text : NULL;
    case POD_KIND_TEXT:
    default:
      return text;
    }
}

/* With the number that is saved, where that is not what was copied: "4,5". */
static char *
say_unit (PodResultRow *self, const char *code, const PodUnit *unit)
{
  g_autofree char *number = self->observation->symbol.kind == POD_KIND_QUANTITY
                                ? pod_number_text_explain (code)
                                : NULL;
  const char *of_unit = unit != NULL ? pod_unit_to_words (unit) : "";

  if (number == NULL)
    return g_strdup (of_unit);
  /* Translators: what was pasted: a number, and its unit. */
  return g_strdup_printf (_ ("understood as %1$s %2$s"), number, of_unit);
}

/* @code: what goes into the row. */
static char *
say_taken (PodResultRow *self, const char *code)
{
  const char *there = pod_result_input_get_text (self->input);
  const PodUnit *unit = pod_result_input_get_unit (self->input);
  g_autofree char *words = say_unit (self, code, unit);
  PodFinding finding;

  pod_finding_init (&finding);
  finding.observation = self->observation->symbol.name;
  finding.quantity.unit = unit;
  if (unit != NULL && pod_number_text_parse (code, &finding.quantity) &&
      !pod_finding_is_plausible (pod_trial_get_study (self->trial), &finding))
    return g_strdup_printf (_ ("%s, not plausible"), words);
  if (*there != '\0' && !g_str_equal (there, code) && *words != '\0')
    /* Translators: the unit of what is pasted; then what is typed there already. */
    return g_strdup_printf (_ ("%1$s, instead of %2$s"), words, there);
  if (*there != '\0' && !g_str_equal (there, code))
    return g_strdup_printf (_ ("instead of %s"), there);
  return g_steal_pointer (&words);
}

gboolean
pod_result_row_reads_pasted (PodResultRow *self, const char *text)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return find_pasted (self, text) != NULL;
}

char *
pod_result_row_say_pasted (PodResultRow *self, const char *text, char **code)
{
  const char *found;
  g_autofree char *value = NULL;

  g_return_val_if_fail (POD_IS_RESULT_ROW (self), NULL);

  *code = NULL;
  if (!pod_result_row_is_open (self))
    return g_strdup (_ ("not taken: it is not typed here"));
  if (self->on_day != NULL && !pod_result_row_is_touched (self))
    {
      value = pod_finding_to_words (pod_trial_get_study (self->trial), self->on_day);
      return g_strdup_printf (_ ("not taken: %s is on record"), value);
    }
  found = find_pasted (self, text);
  if (found == NULL)
    return g_strdup (has_answers (self) ? _ ("not taken: none of its answers")
                                        : _ ("not taken: it cannot be read"));
  *code = g_strdup (found);
  return say_taken (self, found);
}
