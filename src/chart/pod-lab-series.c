#include "pod-lab-series.h"

#include <math.h>

#include "pod-abnormal.h"
#include "pod-grade.h"
#include "pod-lab-beyond.h"
#include "pod-lab-equation.h"
#include "pod-lab-mode.h"
#include "pod-plausible.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define DIGITS 4
/* No quantity of the body, in whatever unit, comes near; nearer the end of what a double holds, scales overflow. */
#define MOST_VALUE 1e100
#define LEAST_VALUE 1e-100

static gboolean
is_measurable (double value)
{
  return value == 0 || (fabs (value) >= LEAST_VALUE && fabs (value) <= MOST_VALUE);
}

/* "9 Jan 2026 · day 8", or what is known of it. */
static char *
print_when (const PodLabLedger *ledger, PodMoment when)
{
  return ledger->has_zero && pod_date_is_complete (when.date)
             ? pod_moment_on_day_to_words (when, pod_date_first_day (when.date) - ledger->zero)
             : pod_moment_to_words (when);
}

/* "Haemoglobin 71, 9 Jan 2026 · day 8": as it was written. */
static char *
name_finding (const PodLabSeries *series, const PodFinding *finding, const PodLabLedger *ledger)
{
  g_autofree char *when = print_when (ledger, finding->when);
  g_autofree char *told = g_strdup_printf (_ (", %s"), when);
  g_autofree char *number = isnan (finding->quantity.number)
                                ? g_strdup (finding->text != NULL ? finding->text : "–")
                                : pod_decimal_to_label (finding->quantity.number, DIGITS);
  const char *unit = finding->unit_text != NULL       ? finding->unit_text
                     : finding->quantity.unit != NULL ? pod_unit_get_label (finding->quantity.unit)
                                                      : "";

  return g_strconcat (ledger->whose != NULL ? ledger->whose : "",
                      ledger->whose != NULL ? C_ ("clause", ", ") : "",
                      pod_lab_equation_name_finding (series->study, finding), " ",
                      pod_comparator_to_label (finding->quantity.comparator), number,
                      *unit != '\0' ? " " : "", unit, told, NULL);
}

void
pod_lab_series_list (const PodLabSeries *series,
                     const PodFinding *finding,
                     PodLeft why,
                     const PodLabLedger *ledger)
{
  g_autofree char *what = NULL;

  if (ledger == NULL)
    return;
  what = name_finding (series, finding, ledger);
  pod_tally_leave_out (ledger->tally, why, ledger->scene, POD_RECORD_FINDING, finding->record.id,
                       what);
}

void
pod_lab_series_leave_out (PodLabSeries *series,
                          guint index,
                          PodLeft why,
                          const PodLabLedger *ledger)
{
  pod_lab_series_list (series, pod_lab_series_get (series, index)->finding, why, ledger);
  g_array_remove_index (series->points, index);
}

PodLeft
pod_lab_find_left (const PodStudy *study,
                   const PodSite *site,
                   const PodCasebook *casebook,
                   const PodFinding *finding,
                   PodLabPoint *point)
{
  if (pod_finding_is_not_done (finding))
    return POD_LEFT_NOT_DONE;
  if (!pod_date_is_complete (finding->when.date))
    return POD_LEFT_UNDATED;
  if (isnan (finding->quantity.number))
    return POD_LEFT_NO_NUMBER;
  if (!pod_finding_convert (study, site, casebook, finding, &point->value, &point->lower,
                            &point->upper))
    return POD_LEFT_NO_UNIT;
  return is_measurable (point->value) ? POD_N_LEFT : POD_LEFT_NO_NUMBER;
}

static gboolean
is_unscheduled (const PodCasebook *casebook, gint64 id)
{
  const PodVisit *visit = pod_casebook_find_visit (casebook, id);

  return visit != NULL && visit->planned == NULL;
}

/* Withdrawn, of the same laboratory, and said otherwise. */
static gboolean
is_replaced (const PodFinding *withdrawn, const PodFinding *finding)
{
  return withdrawn->record.voided && !pod_finding_is_not_done (withdrawn) &&
         g_strcmp0 (withdrawn->source, "derived") != 0 &&
         g_strcmp0 (withdrawn->laboratory, finding->laboratory) == 0 &&
         (withdrawn->quantity.number != finding->quantity.number ||
          withdrawn->quantity.comparator != finding->quantity.comparator ||
          withdrawn->quantity.unit != finding->quantity.unit);
}

/* What it is tells, not its version, which a judgement counts up as well.  Of one moment what was written before lies before it, down to
 * @first. */
static gboolean
is_corrected (const PodFinding *first, const PodFinding *finding)
{
  if (finding->record.voided || g_strcmp0 (finding->source, "derived") == 0)
    return FALSE;
  if (g_strcmp0 (finding->status, "corrected") == 0)
    return TRUE;
  for (const PodFinding *before = finding;
       before > first && pod_moment_compare ((before - 1)->when, finding->when) == 0; before--)
    if (is_replaced (before - 1, finding))
      return TRUE;
  return FALSE;
}

static gboolean
read_point (PodLabSeries *series,
            const PodFinding *first,
            const PodFinding *finding,
            const PodLabLedger *ledger,
            PodLabPoint *point)
{
  PodLeft why = pod_lab_find_left (series->study, series->site, series->casebook, finding, point);
  PodShift shift = { .graded = POD_FINDING_GRADE_NONE (POD_UNGRADED_WITHDRAWN) };

  if (why != POD_N_LEFT)
    {
      /* What was withdrawn and has no place is no loss. */
      if (!finding->record.voided)
        pod_lab_series_list (series, finding, why, ledger);
      return FALSE;
    }
  if (!finding->record.voided && series->graded)
    shift = pod_finding_get_shift (series->study, series->scale, series->site, series->casebook,
                                   finding);
  point->finding = finding;
  point->day = pod_date_first_day (finding->when.date);
  point->comparator = finding->quantity.comparator;
  point->level = shift.graded.level;
  point->shift = shift;
  point->shown = point->value;
  point->unscheduled = is_unscheduled (series->casebook, finding->visit);
  point->corrected = is_corrected (first, finding);
  point->preliminary = pod_finding_is_preliminary (finding) && !finding->record.voided;
  point->maybe_partial = !pod_collection_is_known_whole (series->study, finding);
  point->withdrawn = finding->record.voided;
  point->outlying = !point->withdrawn &&
                    !pod_observation_expects (series->observation, POD_EXACTLY, point->value);
  point->implausible = point->outlying &&
                       !pod_observation_expects (series->observation, point->comparator,
                                                 point->value);
  return TRUE;
}

static void
find_baseline (PodLabSeries *series)
{
  PodDate start = pod_casebook_get_exposure_start (series->study, series->casebook);

  series->baseline = NAN;
  series->exposed = G_MAXINT32;
  if (!pod_date_is_set (start))
    return;
  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);
      if (point->day < pod_date_first_day (start) && point->comparator == POD_EXACTLY &&
          !point->preliminary)
        {
          series->baseline = point->value;
          series->baseline_of = point->finding;
        }
    }
  if (!isnan (series->baseline))
    series->exposed = pod_date_first_day (start);
}

void
pod_lab_series_gather_equations (const PodLabSeries *series, GPtrArray *names)
{
  for (guint i = 0; i < series->points->len; i++)
    pod_lab_equation_gather (series->study, series->observation,
                             pod_lab_series_get (series, i)->finding, names);
}

void
pod_lab_series_name_equations (PodLabSeries *series)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  pod_lab_series_gather_equations (series, names);
  series->equation = pod_lab_equation_print (names);
  series->label = pod_lab_equation_name (series->observation, series->equation);
}

static PodLabSeries *
make_series (const PodStudy *study,
             const PodSite *site,
             const PodCasebook *casebook,
             const PodObservation *observation,
             PodDate as_of,
             const PodLabLedger *ledger,
             const char *scale,
             gboolean graded)
{
  PodLabSeries *series = g_new0 (PodLabSeries, 1);
  guint n = 0;
  const PodFinding *findings = pod_casebook_get_series (casebook, observation->symbol.name, &n);

  series->study = study;
  series->site = site;
  series->casebook = casebook;
  series->graded = graded;
  series->scale = scale;
  series->observation = observation;
  series->label = pod_words_get (&observation->label, pod_words_locale ());
  series->unit = observation->symbol.unit != NULL ? pod_unit_get_label (observation->symbol.unit)
                                                  : "";
  series->points = g_array_new (FALSE, TRUE, sizeof (PodLabPoint));
  series->withdrawn = g_array_new (FALSE, TRUE, sizeof (PodLabPoint));
  series->shown_unit = series->unit;
  series->log = observation->log_scale;
  for (guint i = 0; i < n; i++)
    {
      PodLabPoint point = { 0 };

      if (pod_date_is_set (findings[i].when.date) &&
          pod_date_first_day (findings[i].when.date) > pod_date_last_day (as_of))
        continue;
      if (!read_point (series, findings, &findings[i], ledger, &point))
        continue;
      series->has_outlying |= point.outlying;
      g_array_append_val (point.withdrawn ? series->withdrawn : series->points, point);
    }
  find_baseline (series);
  return series;
}

PodLabSeries *
pod_lab_series_new (const PodStudy *study,
                    const char *scale,
                    const PodSite *site,
                    const PodCasebook *casebook,
                    const PodObservation *observation,
                    PodDate as_of,
                    const PodLabLedger *ledger)
{
  return make_series (study, site, casebook, observation, as_of, ledger, scale, TRUE);
}

PodLabSeries *
pod_lab_series_new_ungraded (const PodStudy *study,
                             const PodSite *site,
                             const PodCasebook *casebook,
                             const PodObservation *observation,
                             PodDate as_of,
                             const PodLabLedger *ledger)
{
  return make_series (study, site, casebook, observation, as_of, ledger, NULL, FALSE);
}

void
pod_lab_series_free (PodLabSeries *series)
{
  if (series == NULL)
    return;
  g_array_unref (series->points);
  g_array_unref (series->withdrawn);
  g_free (series);
}

const PodLabPoint *
pod_lab_series_get (const PodLabSeries *series, guint index)
{
  return &g_array_index (series->points, PodLabPoint, index);
}

const PodLabPoint *
pod_lab_series_last (const PodLabSeries *series)
{
  return series->points->len > 0 ? pod_lab_series_get (series, series->points->len - 1) : NULL;
}

PodFindingGrade
pod_lab_series_grade (const PodLabSeries *series, const PodLabPoint *point, double value)
{
  PodFinding finding = *point->finding;
  PodFindingGrade none = POD_FINDING_GRADE_NONE (POD_UNGRADED_UNIT);
  double factor = 1;

  if (!pod_observation_get_factor (series->observation, finding.quantity.unit, &factor))
    return none;
  finding.status = NULL;
  finding.quantity.comparator = POD_EXACTLY;
  finding.quantity.number = value / factor;
  return pod_finding_grade_on (series->study, series->scale, series->site, series->casebook,
                               &finding);
}

int
pod_lab_point_get_side (const PodLabPoint *point)
{
  return pod_lab_may_be_on_axis (point->comparator, point->side) ? 0 : point->side;
}

/* ---- words ---- */

static char *
print_with_unit (const PodLabSeries *series, const PodLabPoint *point)
{
  g_autofree char *value = pod_lab_point_print (point);

  return *series->unit != '\0' ? g_strdup_printf ("%s %s", value, series->unit)
                               : g_steal_pointer (&value);
}

static char *
print_number (PodLabMode mode, const PodLabPoint *point, double value, int digits)
{
  g_autofree char *number = pod_lab_mode_print (mode, value, digits);

  return pod_lab_print_compared (point->comparator, number);
}

int
pod_lab_point_get_digits (const PodLabPoint *point, PodLabMode mode)
{
  int digits = pod_lab_mode_get_digits (mode, point->comparator);
  int own = pod_finding_get_digits (point->finding);

  return own > 0 ? MIN (own, digits) : digits;
}

char *
pod_lab_point_print (const PodLabPoint *point)
{
  return print_number (POD_LAB_VALUE, point, point->value,
                       pod_lab_point_get_digits (point, POD_LAB_VALUE));
}

char *
pod_lab_point_print_shown (const PodLabSeries *series, const PodLabPoint *point)
{
  return print_number (series->mode, point, point->shown,
                       pod_lab_point_get_digits (point, series->mode));
}

char *
pod_lab_point_print_in_full (const PodLabSeries *series, const PodLabPoint *point)
{
  return print_number (series->mode, point, point->shown,
                       pod_lab_mode_get_digits (series->mode, point->comparator));
}

char *
pod_lab_point_print_limits (const PodLabPoint *point)
{
  char *limits = pod_limits_to_label (point->lower, point->upper, DIGITS);

  return limits != NULL ? limits : g_strdup ("");
}

char *
pod_lab_point_print_remarks (const PodLabPoint *point)
{
  return g_strconcat (point->unscheduled ? _ (", unscheduled") : "",
                      point->preliminary ? _ (", preliminary") : "",
                      point->corrected ? _ (", corrected") : "",
                      point->withdrawn ? _ (", withdrawn") : "",
                      pod_lab_get_side_words (pod_lab_point_get_side (point)), NULL);
}

/* What the remarks say already is not said twice. */
static gboolean
tells_grade (const PodLabPoint *point)
{
  PodUngraded why = point->shift.graded.why;

  if (point->level >= 0)
    return point->level > 0 || point->shift.shift != 0;
  return why != POD_UNGRADED_NO_CRITERION && why != POD_UNGRADED_PRELIMINARY &&
         why != POD_UNGRADED_WITHDRAWN;
}

static void
append_grade (const PodLabSeries *series, const PodLabPoint *point, GString *out)
{
  g_autofree char *words = pod_shift_to_words (&point->shift);
  const char *note = pod_finding_grade_get_note (&point->shift.graded);

  if (!series->graded || !tells_grade (point))
    return;
  g_string_append_printf (out, _ (", %s"), words);
  if (note != NULL)
    /* Translators: what is told of a result, and a sentence of why a number alone does not tell its grade. */
    g_string_append_printf (out, _ (" (%s)"), note);
}

/* ", 2.4 × ULN". */
static void
append_shown (const PodLabSeries *series, const PodLabPoint *point, GString *out)
{
  g_autofree char *shown = pod_lab_point_print_shown (series, point);

  /* Translators: goes on after a result: ", 2.4 × ULN". */
  g_string_append_printf (out, C_ ("result", ", %1$s %2$s"), shown, series->shown_unit);
}

static void
append (GString *out, const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (out, _ (", %s"), words);
}

/* Of an eGFR: what another equation makes of the same creatinine. */
static void
append_equations (const PodLabSeries *series, const PodLabPoint *point, GString *out)
{
  g_autofree char *words = point->withdrawn
                               ? NULL
                               : pod_egfr_to_words_by_each (series->study, series->casebook,
                                                            point->finding);

  append (out, words);
}

/* Of what is collected over hours: ", collected over 24 h, 1850 mL". */
static void
append_collection (const PodLabSeries *series, const PodLabPoint *point, GString *out)
{
  g_autofree char *words = pod_collection_to_words_in_full (series->study, point->finding);

  append (out, words);
}

/* Of a planned visit: that another one was not planned is among the remarks. */
static void
append_visit (const PodLabSeries *series, const PodLabPoint *point, GString *out)
{
  const PodVisit *visit = pod_casebook_find_visit (series->casebook, point->finding->visit);
  const PodPlannedVisit *planned = visit != NULL && visit->planned != NULL
                                       ? pod_study_find_visit (series->study, visit->planned)
                                       : NULL;
  g_autofree char *words = planned != NULL
                               ? pod_visit_name_to_words (pod_words_get (&planned->label,
                                                                         pod_words_locale ()))
                               : NULL;

  append (out, words);
}

static void
append_place (const PodLabSeries *series, const PodLabPoint *point, gint32 zero, GString *out)
{
  g_autofree char *when = pod_moment_on_day_to_words (point->finding->when, point->day - zero);
  g_autofree char *limits = pod_lab_point_print_limits (point);

  append (out, when);
  append_visit (series, point, out);
  if (*limits != '\0')
    g_string_append_printf (out, _ (", limits %s"), limits);
  append (out, point->finding->laboratory);
}

/* First what it is and means, then when, then by what, and last how it came about. */
char *
pod_lab_point_to_words (const PodLabSeries *series, const PodLabPoint *point, gint32 zero)
{
  g_autofree char *value = print_with_unit (series, point);
  g_autofree char *remarks = pod_lab_point_print_remarks (point);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s %s",
                          pod_lab_equation_name_finding (series->study, point->finding), value);
  if (series->mode != POD_LAB_VALUE)
    append_shown (series, point, out);
  append_grade (series, point, out);
  append_place (series, point, zero, out);
  append_equations (series, point, out);
  append_collection (series, point, out);
  g_string_append (out, point->implausible ? _ (", not plausible") : "");
  g_string_append (out, remarks);
  return g_string_free (out, FALSE);
}

/* Of a point with a grade. */
static gboolean
is_too_high (const PodLabPoint *point)
{
  return !pod_grade_is_low (point->shift.graded.grade);
}

/* The highest grade counts first; between equal ones, the value further out in the grade's direction. */
static const PodLabPoint *
find_worst (const PodLabSeries *series)
{
  const PodLabPoint *worst = NULL;

  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);

      if (point->level < 1)
        continue;
      if (worst == NULL || point->level > worst->level ||
          (point->level == worst->level &&
           (is_too_high (point) ? point->value > worst->value : point->value < worst->value)))
        worst = point;
    }
  return worst;
}

static void
append_extremes (const PodLabSeries *series, gint32 zero, GString *out)
{
  const PodLabPoint *low = pod_lab_series_get (series, 0);
  const PodLabPoint *high = low;
  g_autofree char *low_text = NULL;
  g_autofree char *high_text = NULL;
  g_autofree char *low_day = NULL;
  g_autofree char *high_day = NULL;

  for (guint i = 1; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);
      low = point->value < low->value ? point : low;
      high = point->value > high->value ? point : high;
    }
  low_text = print_with_unit (series, low);
  high_text = print_with_unit (series, high);
  low_day = pod_day_words (low->day, zero);
  high_day = pod_day_words (high->day, zero);
  /* Translators: a value with its unit, and "day 8", twice. */
  g_string_append_printf (out, _ (", lowest %s on %s, highest %s on %s"), low_text, low_day,
                          high_text, high_day);
}

/* What would be read as its highest is told to be kept only; and where it is not seen at its height. */
static void
append_implausible (const PodLabSeries *series, GString *out)
{
  guint n = 0, above = 0, below = 0;
  g_autofree char *beyond = NULL;

  for (guint i = 0; series->has_outlying && i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);

      n += point->implausible;
      above += pod_lab_point_get_side (point) > 0;
      below += pod_lab_point_get_side (point) < 0;
    }
  beyond = pod_lab_print_beyond (above, below);
  if (n > 0)
    g_string_append_printf (out,
                            /* Translators: goes on after what is told of a test. */
                            g_dngettext (GETTEXT_PACKAGE, "; %u result not plausible",
                                         "; %u results not plausible", n),
                            n);
  if (beyond != NULL)
    g_string_append_printf (out, "%s%s", C_ ("list", "; "), beyond);
}

static void
append_worst (const PodLabSeries *series, const PodLabPoint *worst, gint32 zero, GString *out)
{
  g_autofree char *value = print_with_unit (series, worst);
  g_autofree char *day = pod_day_words (worst->day, zero);
  g_autofree char *grade = pod_shift_to_words (&worst->shift);

  if (is_too_high (worst))
    /* Translators: a value, "day 8", and "grade 3, baseline grade 1, shift +2". */
    g_string_append_printf (out, _ (", highest %s on %s (%s)"), value, day, grade);
  else
    g_string_append_printf (out, _ (", lowest %s on %s (%s)"), value, day, grade);
}

char *
pod_lab_series_describe (const PodLabSeries *series, gint32 zero)
{
  const PodLabPoint *worst = find_worst (series);
  const PodLabPoint *last = pod_lab_series_last (series);
  GString *out = g_string_new (NULL);
  g_autofree char *value = NULL;
  g_autofree char *day = NULL;

  g_string_append_printf (out,
                          g_dngettext (GETTEXT_PACKAGE, "%s: %u result", "%s: %u results",
                                       series->points->len),
                          series->label, series->points->len);
  if (last == NULL)
    return g_string_free (out, FALSE);
  if (worst != NULL)
    append_worst (series, worst, zero, out);
  else if (series->points->len > 1)
    append_extremes (series, zero, out);
  value = print_with_unit (series, last);
  day = pod_day_words (last->day, zero);
  g_string_append_printf (out, _ ("; latest %s on %s"), value, day);
  append_implausible (series, out);
  return g_string_free (out, FALSE);
}
