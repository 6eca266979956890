/* The laboratory's ranges: added and ended, never edited. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-trial-ranges.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-trial-private.h"

#define MOST_AGE 200

typedef struct
{
  PodStamp *stamp;
  GArray *ranges; /* PodRange: to be added */
  gint64 ended;   /* or this one to be ended */
  PodDate was, last;
  gint64 added; /* the row of the last */
} Ranging;

/* ---- on the database thread ---- */

static gboolean
is_of_same (const PodRange *a, const PodRange *b)
{
  return g_strcmp0 (a->laboratory, b->laboratory) == 0 &&
         g_strcmp0 (a->observation, b->observation) == 0 && g_strcmp0 (a->sex, b->sex) == 0 &&
         a->age_from == b->age_from && a->age_to == b->age_to;
}

/* It was corrected from its first day on, so that it holds on none. */
static gboolean
is_never (const PodRange *range)
{
  return pod_date_is_set (range->from) && pod_date_is_set (range->to) &&
         pod_date_compare (range->to, range->from) < 0;
}

/* A beginning that is open comes before every day. */
static gboolean
begins_before (const PodRange *range, PodDate day)
{
  if (!pod_date_is_set (day))
    return FALSE;
  return !pod_date_is_set (range->from) || pod_date_compare (range->from, day) < 0;
}

static gboolean
reaches (const PodRange *range, PodDate day)
{
  return !pod_date_is_set (range->to) || pod_date_compare (range->to, day) >= 0;
}

/* Of those of the same that begin on @day or after, the first; @but, an id, is not asked. */
static const PodRange *
find_next (const PodSite *site, const PodRange *range, PodDate day, gint64 but)
{
  const PodRange *next = NULL;
  guint n;
  const PodRange *ranges = pod_site_get_ranges (site, &n);

  for (guint i = 0; i < n; i++)
    if (ranges[i].id != but && is_of_same (&ranges[i], range) && !is_never (&ranges[i]) &&
        !begins_before (&ranges[i], day) &&
        (next == NULL || begins_before (&ranges[i], next->from)))
      next = &ranges[i];
  return next;
}

/* The one that begins on the same day, and so is corrected by @range; NULL where there is none. */
static const PodRange *
find_corrected (const PodSite *site, const PodRange *range)
{
  const PodRange *next = find_next (site, range, range->from, 0);

  return next != NULL && pod_date_equal (next->from, range->from) ? next : NULL;
}

/* Whether @range takes the days of @earlier, from its own first one on. */
static gboolean
is_ended_by (const PodRange *earlier, const PodRange *range)
{
  return is_of_same (earlier, range) && !is_never (earlier) && reaches (earlier, range->from) &&
         (begins_before (earlier, range->from) || pod_date_equal (earlier->from, range->from));
}

/* One that reaches into the time of @range ends on the day before; the one of the same day, which it corrects, thereby never holds. */
static gboolean
end_earlier (PodConnection *connection, const PodSite *site, const PodRange *range, GError **error)
{
  PodDate last = pod_date_add_days (range->from, -1);
  guint n;
  const PodRange *ranges = pod_site_get_ranges (site, &n);

  for (guint i = 0; i < n; i++)
    if (is_ended_by (&ranges[i], range) &&
        !pod_range_end (connection, ranges[i].id, ranges[i].to, last, error))
      return FALSE;
  return TRUE;
}

/* Where it was not said: as long as the one that it corrects, or until the day before the next. */
static PodDate
find_end (const PodSite *site, const PodRange *range)
{
  const PodRange *corrected = find_corrected (site, range);
  const PodRange *next = find_next (site, range, pod_date_add_days (range->from, 1), 0);
  PodDate end = range->to;

  if (!pod_date_is_set (end) && corrected != NULL)
    end = corrected->to;
  if (next != NULL && (!pod_date_is_set (end) || pod_date_compare (end, next->from) >= 0))
    end = pod_date_add_days (next->from, -1);
  return end;
}

/* Whether @range, if it held until @last, would hold beside another of the same. */
static gboolean
is_overlapped (const PodSite *site, const PodRange *range, PodDate last)
{
  const PodRange *next = find_next (site, range, range->from, range->id);

  return next != NULL && pod_date_compare (next->from, last) <= 0;
}

static gint64
add_one (PodConnection *connection, const PodRange *range, GError **error)
{
  g_autoptr (PodSite) site = pod_site_load (connection, error);
  PodRange added = *range;

  if (site == NULL)
    return 0;
  added.to = find_end (site, range);
  return end_earlier (connection, site, range, error) ? pod_range_add (connection, &added, error)
                                                      : 0;
}

static gboolean
add_all (PodConnection *connection, Ranging *ranging, GError **error)
{
  for (guint i = 0; i < ranging->ranges->len; i++)
    {
      ranging->added = add_one (connection, &g_array_index (ranging->ranges, PodRange, i), error);
      if (ranging->added == 0)
        return FALSE;
    }
  return TRUE;
}

/* Somebody may have added the next one since this end was found possible. */
static gboolean
end_one (PodConnection *connection, const Ranging *ranging, GError **error)
{
  g_autoptr (PodSite) site = pod_site_load (connection, error);
  const PodRange *range = site != NULL ? pod_site_find_range_by_id (site, ranging->ended) : NULL;

  if (site == NULL)
    return FALSE;
  if (range != NULL && is_overlapped (site, range, ranging->last))
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                           "another range was added meanwhile");
      return FALSE;
    }
  return pod_range_end (connection, ranging->ended, ranging->was, ranging->last, error);
}

static gpointer
write_ranges (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Ranging *ranging = data;
  g_autoptr (PodSnapshot) snapshot = NULL;

  if (!pod_trial_begin_writing (connection, ranging->stamp, error) ||
      !add_all (connection, ranging, error) ||
      (ranging->ended != 0 && !end_one (connection, ranging, error)))
    return NULL;
  snapshot = pod_snapshot_new ();
  snapshot->site = pod_site_load (connection, error);
  return snapshot->site != NULL ? g_steal_pointer (&snapshot) : NULL;
}

static gboolean
run (PodTrial *self, Ranging *ranging, const char *why, GError **error)
{
  g_autoptr (PodStamp) stamp = pod_trial_make_stamp (self, why);
  g_autoptr (PodSnapshot) snapshot = NULL;

  ranging->stamp = stamp;
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, write_ranges, ranging,
                                (GDestroyNotify) pod_snapshot_free, NULL, error);
  if (snapshot == NULL)
    return FALSE;
  pod_trial_take_snapshot (self, snapshot);
  return TRUE;
}

/* ---- whether it can be ---- */

static void
check_limits (PodTrial *self, const PodObservation *observation, const PodRange *range)
{
  double factor;

  if (observation == NULL || observation->symbol.kind != POD_KIND_QUANTITY)
    {
      pod_trial_add_problem (self, "observation", _ ("Choose a result that is a number."));
      return;
    }
  if (range->unit == NULL || !pod_observation_get_factor (observation, range->unit, &factor))
    pod_trial_add_problem (self, "unit", _ ("The unit does not convert to the one of the study."));
  if (isnan (range->lower) && isnan (range->upper))
    pod_trial_add_problem (self, "lower", _ ("Give a limit at least."));
  else if (range->lower > range->upper)
    pod_trial_add_problem (self, "upper", _ ("The upper limit lies below the lower one."));
}

/* The one of the same day is corrected; the one after that must not be reached. */
static void
check_next (PodTrial *self, const PodRange *range)
{
  const PodRange *next = find_next (self->site, range, pod_date_add_days (range->from, 1), 0);

  if (next != NULL && pod_date_compare (next->from, range->to) <= 0)
    pod_trial_add_problem (self, "to", _ ("Another one of the same begins before it ends."));
}

static void
check_range (PodTrial *self, const PodRange *range)
{
  static const char *const sexes[] = { "male", "female", NULL };

  check_limits (self, pod_study_find_observation (self->study, range->observation), range);
  if (range->laboratory != NULL && *range->laboratory == '\0')
    pod_trial_add_problem (self, "laboratory", _ ("Say which laboratory."));
  if (range->sex != NULL && !g_strv_contains (sexes, range->sex))
    pod_trial_add_problem (self, "sex", _ ("Choose male, female or both."));
  if (range->age_from < 0 || range->age_to > MOST_AGE || range->age_from > range->age_to)
    pod_trial_add_problem (self, "age", _ ("Give the ages from the lower to the higher."));
  if (!pod_date_is_complete (range->from))
    pod_trial_add_problem (self, "from", _ ("Give the whole day from which it holds."));
  else if (pod_date_is_set (range->to) &&
           (!pod_date_is_complete (range->to) || pod_date_compare (range->to, range->from) < 0))
    pod_trial_add_problem (self, "to", _ ("It ends before it begins."));
  else if (pod_date_is_set (range->to))
    check_next (self, range);
}

static gboolean
require_range (PodTrial *self, const PodRange *range, GError **error)
{
  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return FALSE;
  check_range (self, range);
  return self->problems->len == 0 || pod_trial_set_input_error (self, error);
}

gint64
pod_trial_add_range (PodTrial *self, const PodRange *range, const char *why, GError **error)
{
  g_autoptr (GArray) ranges = NULL;
  Ranging ranging = { 0 };

  if (!require_range (self, range, error))
    return 0;
  ranging.ranges = ranges = g_array_new (FALSE, FALSE, sizeof (PodRange));
  g_array_append_vals (ranges, range, 1);
  return run (self, &ranging, why, error) ? ranging.added : 0;
}

/* The one that can be ended then; NULL with an error. */
static const PodRange *
require_end (PodTrial *self, gint64 range, PodDate last, GError **error)
{
  const PodRange *known;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return NULL;
  known = pod_site_find_range_by_id (self->site, range);
  if (range == 0 || known == NULL)
    pod_trial_add_problem (self, "range", _ ("There is no such range."));
  else if (!pod_date_is_complete (last) ||
           (pod_date_is_set (known->from) && pod_date_compare (last, known->from) < 0))
    pod_trial_add_problem (self, "to", _ ("It ends before it begins."));
  else if (is_overlapped (self->site, known, last))
    pod_trial_add_problem (self, "to", _ ("Another one of the same begins before it ends."));
  if (self->problems->len == 0)
    return known;
  pod_trial_set_input_error (self, error);
  return NULL;
}

gboolean
pod_trial_end_range (PodTrial *self, gint64 range, PodDate last, const char *why, GError **error)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (PodRange));
  const PodRange *known = require_end (self, range, last, error);
  Ranging ranging = { .ranges = none, .ended = range, .last = last };

  if (known == NULL)
    return FALSE;
  ranging.was = known->to;
  return run (self, &ranging, why, error);
}

/* ---- from the laboratory's map ---- */

static gboolean
is_same_limit (double a, double b)
{
  return isnan (a) ? isnan (b) : a == b;
}

/* Whether it stands, or stood before somebody corrected it: an old map read again brings nothing back. */
static gboolean
is_known (const PodSite *site, const PodRange *range)
{
  guint n;
  const PodRange *ranges = pod_site_get_ranges (site, &n);

  for (guint i = 0; i < n; i++)
    if (is_of_same (&ranges[i], range) && pod_date_equal (ranges[i].from, range->from) &&
        is_same_limit (ranges[i].lower, range->lower) &&
        is_same_limit (ranges[i].upper, range->upper) && ranges[i].unit == range->unit)
      return TRUE;
  return FALSE;
}

/* What has other limits or another unit on the same first day is mended: it corrects the one that stands.  Returns how many. */
static guint
list_new (PodTrial *self, const PodLabMap *map, GArray *ranges)
{
  guint n, n_corrected = 0;
  const PodRange *all = pod_lab_map_get_ranges (map, &n);

  for (guint i = 0; i < n; i++)
    if (!is_known (self->site, &all[i]))
      {
        check_range (self, &all[i]);
        n_corrected += find_corrected (self->site, &all[i]) != NULL;
        g_array_append_vals (ranges, &all[i], 1);
      }
  return n_corrected;
}

PodLabMap *
pod_trial_read_ranges (PodTrial *self, const char *path, GError **error)
{
  return pod_trial_require (self, POD_VERB_IMPORT, error)
             ? pod_trial_load_lab_map (self, path, NULL, error)
             : NULL;
}

/* (element-type PodRange): what the map, which owns their words, has that is new.  NULL with an error. */
static GArray *
require_map (PodTrial *self, const PodLabMap *map, guint *n_corrected, GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (PodRange));

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return NULL;
  *n_corrected = list_new (self, map, ranges);
  if (self->problems->len == 0)
    return g_steal_pointer (&ranges);
  pod_trial_set_input_error (self, error);
  return NULL;
}

gboolean
pod_trial_import_ranges (PodTrial *self,
                         const PodLabMap *map,
                         guint *n_added,
                         guint *n_corrected,
                         GError **error)
{
  g_autoptr (GArray) ranges = NULL;
  Ranging ranging = { 0 };
  guint corrected = 0, added;

  ranging.ranges = ranges = require_map (self, map, &corrected, error);
  added = ranges != NULL ? ranges->len - corrected : 0;
  if (n_added != NULL)
    *n_added = added;
  if (n_corrected != NULL)
    *n_corrected = corrected;
  return ranges != NULL &&
         (ranges->len == 0 || run (self, &ranging, "ranges of the laboratory’s map", error));
}

/* ---- as it would be ---- */

static GArray *
copy_ranges (const PodSite *site)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (PodRange));
  guint n;
  const PodRange *ranges = pod_site_get_ranges (site, &n);

  return g_array_append_vals (copy, ranges, n);
}

static PodSite *
make_site (const PodSite *site, const GArray *ranges)
{
  return pod_site_with_ranges (site, (const PodRange *) (gconstpointer) ranges->data, ranges->len);
}

/* As add_one(), in memory. */
static PodSite *
try_one (const PodSite *site, const PodRange *range)
{
  g_autoptr (GArray) ranges = copy_ranges (site);
  PodRange added = *range;

  added.id = 1;
  added.to = find_end (site, range);
  for (guint i = 0; i < ranges->len; i++)
    {
      PodRange *earlier = &g_array_index (ranges, PodRange, i);

      added.id = MAX (added.id, earlier->id + 1);
      if (is_ended_by (earlier, range))
        earlier->to = pod_date_add_days (range->from, -1);
    }
  g_array_append_val (ranges, added);
  return make_site (site, ranges);
}

PodSite *
pod_trial_try_range (PodTrial *self, const PodRange *range, GError **error)
{
  return require_range (self, range, error) ? try_one (self->site, range) : NULL;
}

PodSite *
pod_trial_try_range_end (PodTrial *self, gint64 range, PodDate last, GError **error)
{
  g_autoptr (GArray) ranges = NULL;

  if (require_end (self, range, last, error) == NULL)
    return NULL;
  ranges = copy_ranges (self->site);
  for (guint i = 0; i < ranges->len; i++)
    if (g_array_index (ranges, PodRange, i).id == range)
      g_array_index (ranges, PodRange, i).to = last;
  return make_site (self->site, ranges);
}

PodSite *
pod_trial_try_import_ranges (PodTrial *self, const PodLabMap *map, GError **error)
{
  guint n_corrected;
  g_autoptr (GArray) ranges = require_map (self, map, &n_corrected, error);
  PodSite *site = ranges != NULL ? pod_site_ref (self->site) : NULL;

  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      g_autoptr (PodSite) before = site;

      site = try_one (before, &g_array_index (ranges, PodRange, i));
    }
  return site;
}
