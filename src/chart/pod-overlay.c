#include "pod-overlay.h"

#include <math.h>

#include "pod-lab-beyond.h"
#include "pod-lab-equation.h"
#include "pod-lab-gap.h"
#include "pod-lab-panel.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* Results of longer ago would leave the trial no room. */
#define MOST_DAYS_BEFORE 180
#define WEEK 7
/* Medians of three cohorts stand beside one another in so many pixels; what stands closer is drawn small. */
#define LEAST_ROOM 26.0
/* Of a panel, what is no plot. */
#define BESIDE_PLOT 76.0
/* With fewer planned visits than this, weeks say more; of a long time so many weeks that there are not more than so many steps. */
#define LEAST_VISITS 3
#define MOST_STEPS 30

const PodOverlaySubject *
pod_overlay_get_subject (const PodOverlay *overlay, guint index)
{
  return &g_array_index (overlay->subjects, PodOverlaySubject, index);
}

const PodOverlayPoint *
pod_overlay_get (const PodOverlay *overlay, const PodOverlayPanel *panel, guint index)
{
  return &g_array_index (overlay->points, PodOverlayPoint, panel->first + index);
}

gboolean
pod_overlay_is_shown (const PodOverlay *overlay, gint32 day)
{
  return day >= overlay->first && day <= overlay->last;
}

/* ---- subjects ---- */

/* FALSE for somebody who was not infused: there is nothing to be aligned at. */
static gboolean
add_subject (PodOverlay *overlay, PodCasebook *casebook, PodDate as_of, gint64 focus)
{
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  PodOverlaySubject added = { .casebook = casebook,
                              .cohort = pod_study_index_cohort (overlay->study, subject->cohort) };
  int day = 0;

  if (!pod_subject_day (overlay->study, casebook, as_of, &day))
    {
      if (subject->record.id == focus)
        overlay->absent = g_strdup (pod_casebook_get_number (casebook));
      return FALSE;
    }
  pod_casebook_ref (casebook);
  added.zero = pod_date_first_day (as_of) - day;
  added.name = pod_casebook_get_number (casebook);
  added.schedule = pod_schedule_new (overlay->study, casebook, as_of);
  if (subject->record.id == focus)
    overlay->focus = (int) overlay->subjects->len;
  g_array_append_val (overlay->subjects, added);
  return TRUE;
}

static void
clear_subject (gpointer subject)
{
  PodOverlaySubject *gone = subject;

  pod_casebook_unref (gone->casebook);
  g_array_unref (gone->schedule);
}

/* ---- results ---- */

typedef struct
{
  PodOverlay *overlay;
  const PodLabOptions *options;
  PodLabLedger ledger;
  PodLabDue due; /* of the panel */
} Draft;

/* What is left out names its subject, and the day where that is counted. */
static PodLabLedger
make_ledger (const Draft *draft, const PodCasebook *casebook)
{
  PodLabLedger ledger = draft->ledger;
  int day = 0;

  ledger.whose = pod_casebook_get_number (casebook);
  ledger.has_zero = pod_subject_day (draft->overlay->study, casebook, draft->overlay->as_of, &day);
  ledger.zero = pod_date_first_day (draft->overlay->as_of) - day;
  return ledger;
}

static void
add_limits (PodOverlayPanel *panel, const PodLabSeries *series, const PodLabPoint *point)
{
  double lower = pod_lab_mode_apply (series->mode, series, point, point->lower);
  double upper = pod_lab_mode_apply (series->mode, series, point, point->upper);

  if (panel->n == 0)
    {
      panel->lower = lower;
      panel->upper = upper;
      return;
    }
  /* What is no number equals nothing. */
  if (!(lower == panel->lower))
    panel->lower = NAN;
  if (!(upper == panel->upper))
    panel->upper = NAN;
}

/* Among many, what was not quantified has the lane on any axis of values: at its bound it would lie upon the others, and half of it below the
 * axis. */
static gboolean
is_below (const PodOverlay *overlay, const PodOverlayPanel *panel, const PodLabPoint *point)
{
  return pod_lab_is_below (panel->log, point->shown, point->comparator) ||
         (overlay->mode == POD_LAB_VALUE && pod_comparator_is_upper_bound (point->comparator));
}

static void
add_points (Draft *draft, PodOverlayPanel *panel, guint subject, const PodLabSeries *series)
{
  const PodOverlaySubject *of = pod_overlay_get_subject (draft->overlay, subject);
  g_auto (PodLabGaps) gaps;

  pod_lab_gaps_init (&gaps, &draft->due, of->schedule);
  for (guint i = 0; i < series->points->len; i++)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);
      PodOverlayPoint added = {
        .subject = subject,
        .day = point->day - of->zero,
        .shown = point->shown,
        .digits = pod_lab_point_get_digits (point, series->mode),
        .comparator = point->comparator,
        .preliminary = point->preliminary,
        .maybe_partial = point->maybe_partial,
        .is_baseline = point->finding == series->baseline_of,
        .is_below = is_below (draft->overlay, panel, point),
        .gap_before = i > 0 &&
                      pod_lab_gaps_has (&gaps, pod_lab_series_get (series, i - 1)->day, point->day),
        .id = point->finding->record.id,
      };

      add_limits (panel, series, point);
      g_array_append_val (draft->overlay->points, added);
      panel->n++;
    }
}

/* They count for nothing here, and would only hide others: they are listed. */
static void
list_withdrawn (const Draft *draft, const PodLabSeries *series)
{
  PodLabLedger ledger = make_ledger (draft, series->casebook);

  for (guint i = 0; i < series->withdrawn->len; i++)
    pod_lab_series_list (series, g_array_index (series->withdrawn, PodLabPoint, i).finding,
                         POD_LEFT_WITHDRAWN, &ledger);
}

static void
leave_out_all (Draft *draft, const PodLabSeries *series)
{
  PodLabSeries *gone = (PodLabSeries *) series;
  PodLabLedger ledger = make_ledger (draft, series->casebook);

  while (gone->points->len > 0)
    pod_lab_series_leave_out (gone, gone->points->len - 1, POD_LEFT_NO_INFUSION, &ledger);
}

static PodLabSeries *
read_series (const Draft *draft, const PodCasebook *casebook, const PodObservation *observation)
{
  PodLabLedger ledger = make_ledger (draft, casebook);

  return pod_overlay_read_series (draft->overlay, casebook, observation, &ledger);
}

static void
add_panel (Draft *draft, const GPtrArray *others, const PodObservation *observation)
{
  PodOverlay *overlay = draft->overlay;
  g_autoptr (GPtrArray) equations = g_ptr_array_new ();
  PodOverlayPanel panel = {
    .observation = observation, .first = overlay->points->len, .lower = NAN, .upper = NAN
  };

  panel.log = pod_lab_axis_is_log (draft->options->axis, overlay->mode, observation);
  pod_lab_due_init (&draft->due, overlay->study, observation);
  for (guint i = 0; i < overlay->subjects->len; i++)
    {
      g_autoptr (PodLabSeries)
          series = read_series (draft, pod_overlay_get_subject (overlay, i)->casebook, observation);

      panel.unit = series->shown_unit;
      add_points (draft, &panel, i, series);
      pod_lab_series_gather_equations (series, equations);
      list_withdrawn (draft, series);
    }
  for (guint i = 0; i < others->len; i++)
    {
      g_autoptr (PodLabSeries)
          series = read_series (draft, g_ptr_array_index (others, i), observation);

      leave_out_all (draft, series);
    }
  panel.equation = pod_lab_equation_print (equations);
  panel.label = pod_lab_equation_name (observation, panel.equation);
  if (panel.n > 0)
    g_array_append_val (overlay->panels, panel);
  pod_lab_due_clear (&draft->due);
}

/* ---- days ---- */

static void
find_days (PodOverlay *overlay)
{
  gint32 pad;

  overlay->first = overlay->last = 0;
  for (guint i = 0; i < overlay->points->len; i++)
    {
      gint32 day = g_array_index (overlay->points, PodOverlayPoint, i).day;

      overlay->first = MIN (overlay->first, MAX (day, -MOST_DAYS_BEFORE));
      overlay->last = MAX (overlay->last, day);
    }
  pad = MAX (1, (overlay->last - overlay->first) / 40);
  overlay->first -= pad;
  overlay->last += pad;
}

static void
list_outside (Draft *draft)
{
  PodOverlay *overlay = draft->overlay;

  for (guint i = 0; i < overlay->panels->len; i++)
    {
      const PodOverlayPanel *panel = &g_array_index (overlay->panels, PodOverlayPanel, i);

      for (guint k = 0; k < panel->n; k++)
        {
          const PodOverlayPoint *point = pod_overlay_get (overlay, panel, k);
          const PodOverlaySubject *subject = pod_overlay_get_subject (overlay, point->subject);
          g_autofree char *when = NULL;
          g_autofree char *what = NULL;

          if (pod_overlay_is_shown (overlay, point->day))
            continue;
          when = pod_moment_on_day_to_words (pod_casebook_find_finding (subject->casebook,
                                                                        point->id)
                                                 ->when,
                                             point->day);
          what = pod_overlay_print_on (overlay, panel, point, when);
          pod_tally_leave_out (draft->ledger.tally, POD_LEFT_OUTSIDE, draft->ledger.scene,
                               POD_RECORD_FINDING, point->id, what);
        }
    }
}

/* Of how many subjects and tests there is a result in it. */
static guint
count_measured (const PodOverlay *overlay, const PodOverlayBin *bin)
{
  guint n = 0;

  for (guint i = 0; i < overlay->panels->len; i++)
    {
      const PodOverlayPanel *panel = &g_array_index (overlay->panels, PodOverlayPanel, i);
      int counted = -1;

      for (guint k = 0; k < panel->n; k++)
        {
          const PodOverlayPoint *point = pod_overlay_get (overlay, panel, k);

          if (point->day < bin->first || point->day > bin->last || (int) point->subject == counted)
            continue;
          counted = (int) point->subject;
          n++;
        }
    }
  return n;
}

static gboolean
is_from_product (const PodStudy *study, const PodPlannedVisit *visit)
{
  const PodAnchor *anchor = pod_study_find_anchor (study, visit->anchor);
  const PodTreatment *treatment = anchor != NULL && anchor->intervention != NULL
                                      ? pod_study_find_treatment (study, anchor->intervention)
                                      : NULL;

  return treatment != NULL && g_strcmp0 (treatment->category, "product") == 0;
}

static int
compare_bins (gconstpointer a, gconstpointer b)
{
  return ((const PodOverlayBin *) a)->target - ((const PodOverlayBin *) b)->target;
}

/* A day in the windows of two visits is that of the nearer one. */
static void
part_bins (GArray *bins)
{
  for (guint i = 1; i < bins->len; i++)
    {
      PodOverlayBin *before = &g_array_index (bins, PodOverlayBin, i - 1);
      PodOverlayBin *bin = &g_array_index (bins, PodOverlayBin, i);
      gint32 middle = before->target + (bin->target - before->target) / 2;

      if (before->last < bin->first)
        continue;
      before->last = MIN (before->last, middle);
      bin->first = MAX (bin->first, middle + 1);
    }
}

/* The visits counted from the infusion, by their windows; two on one day are one. */
static void
add_visit_bins (PodOverlay *overlay)
{
  const GPtrArray *visits = pod_study_get_visits (overlay->study);

  for (guint i = 0; i < visits->len; i++)
    {
      const PodPlannedVisit *visit = g_ptr_array_index (visits, i);
      PodOverlayBin bin = { visit->day - ABS (visit->before),
                            visit->day,
                            visit->day + ABS (visit->after),
                            pod_words_get (&visit->label, pod_words_locale ()),
                            FALSE,
                            FALSE };

      if (is_from_product (overlay->study, visit))
        g_array_append_val (overlay->bins, bin);
    }
  g_array_sort (overlay->bins, compare_bins);
  for (guint i = overlay->bins->len; i-- > 1;)
    if (g_array_index (overlay->bins, PodOverlayBin, i).target ==
        g_array_index (overlay->bins, PodOverlayBin, i - 1).target)
      g_array_remove_index (overlay->bins, i);
  part_bins (overlay->bins);
}

/* By the days of all results, and not by the room there is: a printed chart has the medians of the one in a file. */
static void
add_step_bins (PodOverlay *overlay)
{
  gint32 step = WEEK;

  while ((overlay->last - overlay->first) / step > MOST_STEPS)
    step *= 2;
  for (gint32 day = (overlay->first / step - 1) * step; day <= overlay->last + step / 2;
       day += step)
    {
      PodOverlayBin bin = { day - step / 2, day, day + (step - 1) / 2, NULL, FALSE, FALSE };

      if (bin.last >= overlay->first && bin.first <= overlay->last)
        g_array_append_val (overlay->bins, bin);
    }
  overlay->step = step;
}

/* What was measured before the infusion lies in the window of no visit that is counted from it: without its baseline a cohort's course would
 * begin after what it is to be seen beside. */
static void
add_baseline_bin (PodOverlay *overlay)
{
  PodOverlayBin bin = { .name = C_ ("result", "baseline"), .is_baseline = TRUE };
  double days = 0;
  guint n = 0;

  for (guint i = 0; i < overlay->points->len; i++)
    {
      const PodOverlayPoint *point = &g_array_index (overlay->points, PodOverlayPoint, i);

      if (!point->is_baseline)
        continue;
      days += point->day;
      n++;
    }
  if (n == 0)
    return;
  bin.target = bin.first = bin.last = (gint32) floor (days / n);
  g_array_prepend_val (overlay->bins, bin);
}

/* All there are, whichever are shown. */
static void
add_bins (PodOverlay *overlay)
{
  add_visit_bins (overlay);
  if (overlay->bins->len >= LEAST_VISITS)
    {
      if (g_array_index (overlay->bins, PodOverlayBin, 0).target >= 0)
        add_baseline_bin (overlay);
      return;
    }
  g_array_set_size (overlay->bins, 0);
  add_step_bins (overlay);
}

/* The baselines of each test have a day of their own: of them it is the median that is shown or not. */
static void
drop_hidden_bins (PodOverlay *overlay)
{
  for (guint i = overlay->bins->len; i-- > 0;)
    {
      const PodOverlayBin *bin = &g_array_index (overlay->bins, PodOverlayBin, i);

      if (!bin->is_baseline && !pod_overlay_is_shown (overlay, bin->target))
        g_array_remove_index (overlay->bins, i);
    }
}

/* How many days apart medians have room for their quartiles. */
static double
find_least_days (const PodOverlay *overlay, const PodLabOptions *options)
{
  guint columns = pod_lab_choose_columns (options, MAX (overlay->panels->len, 1));
  double width = MAX (options->width / columns - BESIDE_PLOT, LEAST_ROOM);

  return LEAST_ROOM * (overlay->last - overlay->first) / width;
}

/* Of two that are too near for the quartiles of both it is the one at which less is measured that is drawn small.  The first has its
 * quartiles in any case, since all others are seen beside it. */
static void
mark_crowded (PodOverlay *overlay, const PodLabOptions *options)
{
  double least = find_least_days (overlay, options);
  /* The baselines' own stay, though their day be none of those shown. */
  guint first =
      overlay->bins->len > 1 &&
              !pod_overlay_is_shown (overlay,
                                     g_array_index (overlay->bins, PodOverlayBin, 0).target)
          ? 1
          : 0;
  guint kept = first;

  for (guint i = first + 1; i < overlay->bins->len; i++)
    {
      PodOverlayBin *bin = &g_array_index (overlay->bins, PodOverlayBin, i);
      PodOverlayBin *before = &g_array_index (overlay->bins, PodOverlayBin, kept);

      bin->crowded = bin->target - before->target < least;
      if (bin->crowded &&
          (kept == first || count_measured (overlay, bin) <= count_measured (overlay, before)))
        continue;
      before->crowded = bin->crowded;
      bin->crowded = FALSE;
      kept = i;
    }
}

/* ---- medians ---- */

double
pod_overlay_quantile (const double *values, guint n, double part)
{
  double at = part * (n - 1);
  guint below = (guint) floor (at);
  guint above = MIN (below + 1, n - 1);
  double share = at - below;

  if (share == 0 || values[below] == values[above])
    return values[below];
  return values[below] * (1 - share) + values[above] * share;
}

/* Less than can be measured is less than anything measured. */
static double
rank (const PodOverlayPoint *point)
{
  switch (point->comparator)
    {
    case POD_LESS_THAN:
    case POD_AT_MOST:
      return -INFINITY;
    case POD_EXACTLY:
      return point->shown;
    default:
      return INFINITY;
    }
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

/* What is preliminary may still change, and decides nothing. */
static gboolean
counts_in (const PodOverlay *overlay,
           const PodOverlayPoint *point,
           const PodOverlayBin *bin,
           int cohort)
{
  gboolean within = bin->is_baseline ? point->is_baseline
                                     : point->day >= bin->first && point->day <= bin->last;

  return within && !point->preliminary &&
         pod_overlay_get_subject (overlay, point->subject)->cohort == cohort;
}

/* Of each subject of the cohort the result in the bin that is nearest to its target. */
static GArray *
collect (const PodOverlay *overlay,
         const PodOverlayPanel *panel,
         const PodOverlayBin *bin,
         int cohort,
         double *day)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));
  const PodOverlayPoint *nearest = NULL;
  double days = 0;

  for (guint i = 0; i <= panel->n; i++)
    {
      const PodOverlayPoint *point = i < panel->n ? pod_overlay_get (overlay, panel, i) : NULL;

      if (nearest != NULL && (point == NULL || point->subject != nearest->subject))
        {
          double value = rank (nearest);
          g_array_append_val (values, value);
          days += nearest->day;
          nearest = NULL;
        }
      if (point == NULL || !counts_in (overlay, point, bin, cohort))
        continue;
      if (nearest == NULL || ABS (point->day - bin->target) < ABS (nearest->day - bin->target))
        nearest = point;
    }
  g_array_sort (values, compare_values);
  *day = values->len > 0 ? days / values->len : bin->target;
  return values;
}

gboolean
pod_overlay_has_others (const PodOverlay *overlay, int cohort)
{
  for (guint i = 0; i < overlay->subjects->len; i++)
    if ((int) i != overlay->focus && pod_overlay_get_subject (overlay, i)->cohort == cohort)
      return TRUE;
  return FALSE;
}

static PodOverlayMiddle
find_middle (const PodOverlay *overlay,
             const PodOverlayPanel *panel,
             const PodOverlayBin *bin,
             int cohort)
{
  double day = 0;
  g_autoptr (GArray) values = collect (overlay, panel, bin, cohort, &day);
  const double *sorted = (const double *) values->data;
  PodOverlayMiddle middle = { values->len, day, NAN, NAN, NAN, NULL };

  if (values->len == 0 || !pod_overlay_has_others (overlay, cohort) ||
      (bin->is_baseline && !pod_overlay_is_shown (overlay, (gint32) round (day))))
    {
      middle.n = 0;
      return middle;
    }
  middle.median = pod_overlay_quantile (sorted, values->len, 0.5);
  middle.low = pod_overlay_quantile (sorted, values->len, 0.25);
  middle.high = pod_overlay_quantile (sorted, values->len, 0.75);
  return middle;
}

static void
find_middles (PodOverlay *overlay)
{
  guint cohorts = pod_study_get_cohorts (overlay->study)->len;

  for (guint i = 0; i < overlay->panels->len; i++)
    for (guint k = 0; k < overlay->bins->len; k++)
      for (guint cohort = 0; cohort < cohorts; cohort++)
        {
          const PodOverlayPanel *panel = &g_array_index (overlay->panels, PodOverlayPanel, i);
          const PodOverlayBin *bin = &g_array_index (overlay->bins, PodOverlayBin, k);
          PodOverlayMiddle middle = find_middle (overlay, panel, bin, (int) cohort);

          middle.words = pod_overlay_print_middle (overlay, panel, bin, &middle, cohort);
          g_array_append_val (overlay->middles, middle);
        }
}

static void
clear_middle (gpointer middle)
{
  g_free (((PodOverlayMiddle *) middle)->words);
}

const PodOverlayMiddle *
pod_overlay_get_middle (const PodOverlay *overlay, guint panel, guint bin, guint cohort)
{
  guint cohorts = pod_study_get_cohorts (overlay->study)->len;

  return &g_array_index (overlay->middles, PodOverlayMiddle,
                         (panel * overlay->bins->len + bin) * cohorts + cohort);
}

/* ---- the whole ---- */

static PodOverlay *
new_overlay (const PodStudy *study,
             const PodSite *site,
             PodDate as_of,
             const PodLabOptions *options)
{
  PodOverlay *overlay = g_new0 (PodOverlay, 1);

  overlay->study = pod_study_ref ((PodStudy *) study);
  overlay->site = site != NULL ? pod_site_ref ((PodSite *) site) : NULL;
  overlay->as_of = as_of;
  overlay->mode = options->mode;
  overlay->axis = options->axis;
  overlay->focus = -1;
  overlay->subjects = g_array_new (FALSE, TRUE, sizeof (PodOverlaySubject));
  g_array_set_clear_func (overlay->subjects, clear_subject);
  overlay->panels = g_array_new (FALSE, TRUE, sizeof (PodOverlayPanel));
  overlay->points = g_array_new (FALSE, TRUE, sizeof (PodOverlayPoint));
  overlay->bins = g_array_new (FALSE, TRUE, sizeof (PodOverlayBin));
  overlay->middles = g_array_new (FALSE, TRUE, sizeof (PodOverlayMiddle));
  g_array_set_clear_func (overlay->middles, clear_middle);
  overlay->read = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_lab_series_free);
  return overlay;
}

PodOverlay *
pod_overlay_new (const PodStudy *study,
                 const PodSite *site,
                 const GPtrArray *casebooks,
                 PodDate as_of,
                 const PodLabOptions *options,
                 PodScene *scene)
{
  PodOverlay *overlay = new_overlay (study, site, as_of, options);
  Draft draft = { overlay, options, { &overlay->tally, scene } };
  g_autoptr (GPtrArray) observations = pod_lab_list_observations (study, options->observations);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < casebooks->len; i++)
    if (!add_subject (overlay, g_ptr_array_index (casebooks, i), as_of, options->focus))
      g_ptr_array_add (others, g_ptr_array_index (casebooks, i));
  for (guint i = 0; i < observations->len; i++)
    add_panel (&draft, others, g_ptr_array_index (observations, i));
  g_ptr_array_set_size (overlay->read, (int) overlay->panels->len);
  find_days (overlay);
  add_bins (overlay);
  if (options->days.first != 0 || options->days.last != 0)
    {
      overlay->first = options->days.first;
      overlay->last = MAX (options->days.last, options->days.first + 1);
    }
  list_outside (&draft);
  drop_hidden_bins (overlay);
  mark_crowded (overlay, options);
  find_middles (overlay);
  pod_overlay_find_spans (overlay);
  return overlay;
}

void
pod_overlay_free (PodOverlay *overlay)
{
  g_array_unref (overlay->subjects);
  g_array_unref (overlay->panels);
  g_array_unref (overlay->points);
  g_array_unref (overlay->bins);
  g_array_unref (overlay->middles);
  g_ptr_array_unref (overlay->read);
  g_clear_pointer (&overlay->site, pod_site_unref);
  pod_study_unref (overlay->study);
  g_free (overlay->absent);
  g_free (overlay);
}
