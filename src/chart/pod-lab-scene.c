#include "pod-lab-panel.h"

#include "pod-kinetics.h"
#include "pod-lab-grades.h"
#include "pod-lab-key.h"
#include "pod-lab-mode.h"
#include "pod-lab-rows.h"
#include "pod-lab-strip-rows.h"
#include "pod-scene-event.h"
#include "pod-words.h"
#include "pod-zero-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define MARGIN 8.0
#define GAP 16.0
/* What stands alone has a page for itself. */
#define MORE_ALONE 180.0
#define FOOT 24.0
#define FOOT_LINE 16.0
/* Between the boxes of the key and the words below it. */
#define KEY_WHITE 6.0
#define TWO_COLUMNS 620.0
#define THREE_COLUMNS 1080.0
/* Results of longer ago would leave the trial no room. */
#define MOST_DAYS_BEFORE 180
/* In a description of more panels than this, only what is grave is told. */
#define MOST_TOLD 6
#define GRAVE 3

/* Age and the like have no course, and what is only asked at screening (months of a treatment) is no result. */
static gboolean
is_charted (const PodObservation *observation)
{
  return observation->symbol.kind == POD_KIND_QUANTITY && !observation->symbol.lasting &&
         observation->domain != NULL && g_strcmp0 (observation->domain, "DM") != 0;
}

static void
add_group (const PodStudy *study, const char *group, GPtrArray *found)
{
  const GPtrArray *all = pod_study_get_observations (study);

  for (guint i = 0; i < all->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (all, i);
      const char *own = observation->group != NULL &&
                                pod_study_find_group (study, observation->group) != NULL
                            ? observation->group
                            : NULL;

      if (is_charted (observation) && g_strcmp0 (own, group) == 0)
        g_ptr_array_add (found, (gpointer) observation);
    }
}

/* The study's groups are in the order in which a physician reads them; what has none comes last. */
GPtrArray *
pod_lab_list_observations (const PodStudy *study, const char *const *names)
{
  GPtrArray *found = g_ptr_array_new ();
  const GPtrArray *groups = pod_study_get_groups (study);

  if (names != NULL)
    {
      for (; *names != NULL; names++)
        {
          const PodObservation *observation = pod_study_find_observation (study, *names);
          if (observation != NULL && observation->symbol.kind == POD_KIND_QUANTITY)
            g_ptr_array_add (found, (gpointer) observation);
        }
      return found;
    }
  for (guint i = 0; i < groups->len; i++)
    add_group (study, ((const PodGroup *) g_ptr_array_index (groups, i))->id, found);
  add_group (study, NULL, found);
  return found;
}

/* What was withdrawn is drawn too, be it all there is. */
static gboolean
is_empty (const PodLabSeries *series)
{
  return series->points->len == 0 && series->withdrawn->len == 0;
}

/* Those with a point; findings without one are counted all the same. */
static GPtrArray *
collect_series (const PodStudy *study,
                const PodSite *site,
                const PodCasebook *casebook,
                PodDate as_of,
                const PodLabOptions *options,
                const PodLabLedger *ledger)
{
  g_autoptr (GPtrArray) observations = pod_lab_list_observations (study, options->observations);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_lab_series_free);

  for (guint i = 0; i < observations->len; i++)
    {
      g_autoptr (PodLabSeries)
          series = pod_lab_series_new (study, options->scale, site, casebook,
                                       g_ptr_array_index (observations, i), as_of, ledger);

      pod_lab_series_show (series, options->mode, options->axis, ledger);
      if (!is_empty (series))
        g_ptr_array_add (found, g_steal_pointer (&series));
    }
  return found;
}

static void
cut_series (PodLabSeries *series, gint32 first, gint32 last, const PodLabLedger *ledger)
{
  for (guint i = series->points->len; i-- > 0;)
    {
      PodLabPoint point = *pod_lab_series_get (series, i);

      if (point.day > last)
        {
          series->trail = point;
          series->has_trail = TRUE;
        }
      else if (point.day < first && !series->has_lead)
        {
          series->lead = point;
          series->has_lead = TRUE;
        }
      if (point.day < first || point.day > last)
        pod_lab_series_leave_out (series, i, POD_LEFT_OUTSIDE, ledger);
    }
  for (guint i = series->withdrawn->len; i-- > 0;)
    {
      gint32 day = g_array_index (series->withdrawn, PodLabPoint, i).day;

      if (day < first || day > last)
        g_array_remove_index (series->withdrawn, i);
    }
}

/* Drops what was measured on other days, and counts it. */
static void
drop_outside (GPtrArray *all, gint32 first, gint32 last, const PodLabLedger *ledger)
{
  for (guint i = all->len; i-- > 0;)
    {
      PodLabSeries *series = g_ptr_array_index (all, i);

      cut_series (series, first, last, ledger);
      pod_lab_series_name_equations (series);
      /* A zoom takes no panel away. */
      if (is_empty (series) && last == G_MAXINT32)
        g_ptr_array_remove_index (all, i);
    }
}

static void
take_in_days (PodLabFrame *frame, const GArray *points)
{
  for (guint i = 0; i < points->len; i++)
    {
      gint32 day = g_array_index (points, PodLabPoint, i).day;

      frame->first = MIN (frame->first, day);
      frame->last = MAX (frame->last, day);
    }
}

static void
find_days (PodLabFrame *frame, const GPtrArray *all)
{
  gint32 pad;

  for (guint i = 0; i < all->len; i++)
    {
      const PodLabSeries *series = g_ptr_array_index (all, i);

      take_in_days (frame, series->points);
      take_in_days (frame, series->withdrawn);
    }
  pad = MAX (1, (frame->last - frame->first) / 40);
  frame->first -= pad;
  frame->last += pad;
}

static void
choose_days (PodLabFrame *frame, GPtrArray *all, PodDayRange days, const PodLabLedger *ledger)
{
  gint32 zero = frame->timeline->zero;
  PodDayAxis axis = { 0 };

  frame->first = frame->last = zero;
  frame->first_treated = zero + 1;
  frame->last_treated = zero;
  if (pod_timeline_find_lymphodepletion (frame->timeline, &frame->first_treated,
                                         &frame->last_treated))
    frame->first = frame->first_treated;
  if (pod_day_axis_set_range (&axis, days))
    {
      frame->first = axis.first;
      frame->last = axis.last;
      drop_outside (all, axis.first, axis.last, ledger);
      return;
    }
  drop_outside (all, zero - MOST_DAYS_BEFORE, G_MAXINT32, ledger);
  find_days (frame, all);
}

guint
pod_lab_choose_columns (const PodLabOptions *options, guint panels)
{
  guint columns = options->columns;

  if (columns == 0)
    columns = options->width >= THREE_COLUMNS ? 3 : options->width >= TWO_COLUMNS ? 2 : 1;
  return MAX (1, MIN (columns, panels));
}

static gboolean
is_grave (const PodLabSeries *series)
{
  for (guint i = 0; i < series->points->len; i++)
    if (pod_lab_series_get (series, i)->level >= GRAVE)
      return TRUE;
  return FALSE;
}

/* What they come to since the infusion, where the study follows that. */
static void
tell_kinetics (GString *out, const GPtrArray *kinetics, const PodLabSeries *series)
{
  for (guint i = 0; i < kinetics->len; i++)
    {
      const PodKinetics *one = g_ptr_array_index (kinetics, i);
      g_autofree char *words = one->plan->observation == series->observation
                                   ? pod_kinetics_to_words (one)
                                   : NULL;
      g_autofree char *title = pod_kinetics_get_title (one);

      if (words != NULL)
        /* Translators: what is followed since the infusion, and its figures. */
        g_string_append_printf (out, C_ ("kinetics", " %1$s: %2$s."), title, words);
    }
}

static char *
describe (const GPtrArray *all, const GPtrArray *kinetics, const char *grades, gint32 zero)
{
  GString *out = g_string_new (NULL);

  if (all->len == 0)
    g_string_append (out, _ ("No results"));
  else if (all->len > MOST_TOLD)
    g_string_append_printf (out, _ ("%u observations; of grade 3 or more:"), all->len);
  for (guint i = 0; i < all->len; i++)
    {
      const PodLabSeries *series = g_ptr_array_index (all, i);
      g_autofree char *words = pod_lab_series_describe (series, zero);

      if (all->len <= MOST_TOLD || is_grave (series))
        g_string_append_printf (out, out->len > 0 ? _ (" %s.") : _ ("%s."), words);
      if (all->len <= MOST_TOLD)
        tell_kinetics (out, kinetics, series);
    }
  if (all->len > 0 && grades != NULL)
    g_string_append_printf (out, _ (" %s."), grades);
  return g_string_free (out, FALSE);
}

/* As much above each plot of the row from @first on. */
static void
level_row (PodLabFrame *frame, const GPtrArray *all, guint first, guint columns)
{
  double above = 0;

  frame->above = 0;
  for (guint i = first; i < MIN (first + columns, all->len); i++)
    above = MAX (above, pod_lab_panel_find_above (frame, g_ptr_array_index (all, i)));
  frame->above = above;
}

static void
draw_panels (PodLabFrame *frame, const GPtrArray *all, guint columns)
{
  PodScene *scene = frame->scene;
  double width = (scene->width - 2 * MARGIN - (columns - 1) * GAP) / columns;
  double y = MARGIN;

  for (guint i = 0; i < all->len; i++)
    {
      guint column = i % columns;

      if (column == 0)
        level_row (frame, all, i, columns);
      pod_lab_panel_draw (frame, g_ptr_array_index (all, i), MARGIN + column * (width + GAP), y,
                          width);
      if (column == columns - 1 || i == all->len - 1)
        y += pod_lab_panel_height (frame) + GAP;
    }
  scene->height = y;
}

/* Which of the marks that need a word there are. */
typedef struct
{
  gboolean compared;
  gboolean unscheduled;
  gboolean preliminary;
  gboolean corrected;
  gboolean withdrawn;
  gboolean outstanding;
  gboolean plain;
  gboolean beyond;
} Seen;

static Seen
look_for_marks (const GPtrArray *all)
{
  Seen seen = { FALSE };

  for (guint i = 0; i < all->len; i++)
    {
      const PodLabSeries *series = g_ptr_array_index (all, i);

      seen.withdrawn |= series->withdrawn->len > 0;
      for (guint k = 0; k < series->points->len; k++)
        {
          const PodLabPoint *point = pod_lab_series_get (series, k);

          seen.compared |= point->comparator != POD_EXACTLY;
          seen.unscheduled |= point->unscheduled;
          seen.preliminary |= point->preliminary;
          seen.corrected |= point->corrected;
          seen.beyond |= pod_lab_point_get_side (point) != 0;
          seen.outstanding |= pod_lab_point_stands_out (point);
          seen.plain |= point->level > 0 && !pod_lab_point_stands_out (point);
        }
    }
  return seen;
}

static void
add_words (GPtrArray *list, gboolean shown, const char *words)
{
  if (shown)
    g_ptr_array_add (list, (gpointer) words);
}

/* Only of what is on it; how grades are told. */
static void
list_grade_legend (Seen seen, GPtrArray *list)
{
  add_words (list, seen.outstanding,
             _ ("outlined, in the colour of its grade: before treatment, or worse since"));
  add_words (list, seen.plain, _ ("in the colour of the line: no worse than before treatment"));
}

/* And the rest. */
static void
list_legend (const PodLabFrame *frame, Seen seen, GPtrArray *list)
{
  add_words (list, seen.compared, pod_lab_explain_compared (frame->scene));
  add_words (list, seen.beyond, _ ("filled triangle at an edge: not plausible, beyond the axis"));
  add_words (list, seen.unscheduled, _ ("diamond: unscheduled visit"));
  add_words (list, seen.preliminary, _ ("open dot: preliminary"));
  add_words (list, seen.corrected, _ ("ring: corrected"));
  add_words (list, seen.withdrawn, _ ("cross: withdrawn"));
  add_words (list, pod_lab_strip_has (frame->strip, POD_STRIP_EVENT),
             _ ("Worst AE: highest grade of the adverse events that go on that day"));
  /* Translators: of the sign behind an event in its bar: "G3 Neutropenia +1". */
  add_words (list, frame->scene->counts_alike, _ ("+n: others of that grade"));
  add_words (list, pod_lab_strip_has (frame->strip, POD_STRIP_STEROID),
             _ ("GC: glucocorticoids, mg of prednisone a day"));
}

static void
add_foot_line (PodScene *scene, const char *text)
{
  g_autofree char *line = pod_words_begin_line (text);

  pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, MARGIN + 8, scene->height + 4, POD_ALIGN_START,
                      POD_SIZE_SMALL, line)
      ->w = scene->width - 2 * MARGIN - 8;
  scene->height += FOOT_LINE;
}

/* As many in a line as it has room for: what is cut off explains nothing. */
static void
add_foot_list (const PodLabFrame *frame, const GPtrArray *list)
{
  double room = frame->scene->width - 2 * MARGIN - 8;
  g_autofree char *line = NULL;

  for (guint i = 0; i < list->len; i++)
    {
      const char *words = g_ptr_array_index (list, i);
      g_autofree char *longer = line != NULL ? g_strconcat (line, C_ ("list", "; "), words, NULL)
                                             : g_strdup (words);

      if (line != NULL && pod_metrics_width (frame->metrics, longer, POD_SIZE_SMALL, FALSE) > room)
        {
          add_foot_line (frame->scene, line);
          g_free (longer);
          longer = g_strdup (words);
        }
      g_free (line);
      line = g_steal_pointer (&longer);
    }
  if (line != NULL)
    add_foot_line (frame->scene, line);
}

/* By which scale, and how many results have no grade: nothing is lost silently. */
static void
draw_grades (const PodLabFrame *frame, const char *grades)
{
  const PodScene *scene = frame->scene;
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autofree char *rest = NULL;

  add_words (list, TRUE, grades);
  if (scene->not_graded > 0)
    rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$u result not graded (%2$s)",
                                         "%1$u results not graded (%2$s)", scene->not_graded),
                            scene->not_graded, scene->not_graded_why);
  add_words (list, rest != NULL, rest);
  add_foot_list (frame, list);
}

static void
draw_foot (const PodLabFrame *frame, const GPtrArray *all, const char *grades)
{
  PodScene *scene = frame->scene;
  Seen seen = look_for_marks (all);
  g_autoptr (GPtrArray) legend = g_ptr_array_new ();
  g_autoptr (GPtrArray) of_grades = g_ptr_array_new ();
  g_autofree char *unsure = pod_lab_grades_print_unsure (scene);
  double top = scene->height;

  list_grade_legend (seen, of_grades);
  list_legend (frame, seen, legend);
  pod_lab_key_draw (scene, frame->metrics);
  if (scene->key_bottom > 0)
    scene->height += KEY_WHITE;
  add_foot_line (scene, all->len == 0 ? _ ("No results that could be drawn")
                                      : pod_zero_get_axis_title (frame->timeline));
  if (unsure != NULL)
    add_foot_line (scene, unsure);
  add_foot_list (frame, of_grades);
  add_foot_list (frame, legend);
  if (grades != NULL && all->len > 0)
    draw_grades (frame, grades);
  if (all->len > 0)
    {
      scene->legend_top = top;
      scene->legend_bottom = scene->height;
    }
  scene->height += FOOT - FOOT_LINE;
}

/* What of the results its table holds, where that is not all. */
static void
note_part (const PodLabFrame *frame, const PodTally *tally)
{
  if (tally->counts[POD_LEFT_OUTSIDE] > 0)
    frame->scene->part = pod_days_print_part (frame->first - frame->timeline->zero,
                                              frame->last - frame->timeline->zero);
}

/* Drugs as far as the strip shows them. */
static void
note_lasting (const PodLabFrame *frame)
{
  pod_scene_note_lane (frame->scene, frame->timeline, POD_LANE_ADVERSE_EVENT);
  for (guint i = 0; i < frame->strip->items->len; i++)
    {
      const PodStripItem *item = &g_array_index (frame->strip->items, PodStripItem, i);

      if (item->lane != POD_STRIP_EVENT)
        pod_scene_note_lasting (frame->scene, item->type, item->id, item->from, item->to);
    }
}

/* What the charts show as rows, and what has no place on them; where nothing is drawn the page says so, and lists them. */
static void
fill_table (const PodLabFrame *frame,
            const GPtrArray *all,
            const PodStudy *study,
            const PodCasebook *casebook,
            const PodLabOptions *options,
            PodTally *tally,
            guint n_left_out)
{
  PodScene *scene = frame->scene;
  g_autofree PodLabTable *table = pod_lab_table_new_alone (scene, all, frame->timeline);
  guint records;

  pod_lab_rows_fill (table, scene, all, pod_lab_grades_get_scale (study, options->scale),
                     frame->timeline);
  records = scene->row_ids->len + pod_tally_count (tally);
  if (all->len > 0)
    {
      pod_lab_rows_add_left_out (table, scene, study, casebook, n_left_out);
      pod_lab_strip_rows_add (table, scene, frame->strip, study, casebook, frame->timeline,
                              frame->first, frame->last);
    }
  note_part (frame, tally);
  scene->height += pod_tally_finish (tally, scene, records, MARGIN + 8, scene->height);
}

PodScene *
pod_lab_scene_new (const PodStudy *study,
                   const PodSite *site,
                   const PodCasebook *casebook,
                   PodDate as_of,
                   const PodLabOptions *options,
                   const PodMetrics *metrics)
{
  g_autoptr (PodTimeline) timeline = pod_timeline_new (study, site, casebook, as_of);
  PodScene *scene = pod_scene_new (options->width, 0);
  PodLabFrame frame = { .scene = scene, .metrics = metrics, .timeline = timeline };
  PodTally tally = { 0 };
  PodLabLedger ledger = {
    .tally = &tally, .scene = scene, .zero = timeline->zero, .has_zero = TRUE
  };
  g_autoptr (GPtrArray) all = collect_series (study, site, casebook, as_of, options, &ledger);
  g_autofree char *grades = pod_lab_grades_print_scale (study, options->scale);
  guint n_left_out = scene->omissions->len;
  g_autoptr (GArray) schedule = pod_schedule_new (study, casebook, as_of);
  g_autoptr (PodLabStrip) strip = NULL;
  g_autoptr (GPtrArray) kinetics = NULL;

  choose_days (&frame, all, options->days, &ledger);
  strip = pod_lab_strip_new (study, casebook, timeline, frame.first, frame.last);
  frame.strip = strip;
  frame.schedule = schedule;
  frame.more = options->columns == 0 && all->len == 1 ? MORE_ALONE : 0;
  draw_panels (&frame, all, pod_lab_choose_columns (options, all->len));
  pod_lab_grades_note (scene, all, timeline->zero);
  draw_foot (&frame, all, grades);
  if (grades != NULL && all->len > 0)
    pod_scene_add_note (scene, grades);
  fill_table (&frame, all, study, casebook, options, &tally, n_left_out);
  note_lasting (&frame);
  scene->title = g_strdup (_ ("Results"));
  if (all->len <= MOST_TOLD)
    kinetics = pod_kinetics_list (study, site, casebook, as_of);
  scene->description = describe (all, kinetics, grades, timeline->zero);
  return scene;
}
