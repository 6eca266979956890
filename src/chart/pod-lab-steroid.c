#include "pod-lab-steroid.h"

#include <math.h>

#include "pod-timeline-lanes.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define DIGITS 3
/* Of the lane's height, for a course whose dose is not known. */
#define UNKNOWN_HEIGHT 0.4

/* @mg: NAN where it cannot be told. */
typedef struct
{
  const PodHappening *happening;
  const PodIntervention *record;
  double mg;
} Course;

double
pod_lab_steroid_convert (const PodStudy *study, const PodIntervention *course)
{
  const PodEquivalent *equivalent = pod_study_find_equivalent (study, course->treatment);
  double factor = 1;

  if (equivalent == NULL || isnan (course->dose))
    return NAN;
  /* A dose of no unit may be anything. */
  if (course->unit == NULL || !pod_unit_get_factor (course->unit, equivalent->unit, &factor))
    return NAN;
  return course->dose * factor / equivalent->dose * equivalent->reference;
}

/* Of the class that the study names, or one that the knowledge has an equivalent of. */
static gboolean
is_steroid (const PodStudy *study, const char *class, const PodIntervention *record)
{
  const PodTreatment *treatment = pod_study_find_treatment (study, record->treatment);

  if (pod_study_find_equivalent (study, record->treatment) != NULL)
    return TRUE;
  for (guint i = 0; treatment != NULL && treatment->classes != NULL && treatment->classes[i]; i++)
    if (g_strcmp0 (treatment->classes[i], class) == 0)
      return TRUE;
  return FALSE;
}

static GArray *
list_courses (const PodStudy *study, const PodCasebook *casebook, const PodTimeline *timeline)
{
  GArray *courses = g_array_new (FALSE, FALSE, sizeof (Course));
  const char *class = pod_study_get (study, "chart_steroids");

  for (guint i = 0; class != NULL && i < timeline->happenings->len; i++)
    {
      Course course = { &g_array_index (timeline->happenings, PodHappening, i), NULL, NAN };

      if (course.happening->lane != POD_LANE_MEDICATION)
        continue;
      course.record = pod_casebook_find_intervention (casebook, course.happening->id);
      if (course.record == NULL || !is_steroid (study, class, course.record))
        continue;
      course.mg = pod_lab_steroid_convert (study, course.record);
      g_array_append_val (courses, course);
    }
  return courses;
}

static gboolean
covers (const Course *course, gint32 day)
{
  return day >= course->happening->from && day <= course->happening->to;
}

/* Of all courses up to that one (@before), or of all, on a day. */
static double
sum_up (const GArray *courses, guint before, gint32 day)
{
  double sum = 0;

  for (guint i = 0; i < before; i++)
    {
      const Course *course = &g_array_index (courses, Course, i);

      if (covers (course, day) && !isnan (course->mg))
        sum += course->mg;
    }
  return sum;
}

/* Whether the whole of the course is taken with the same others: then no days need to be said of what they come to. */
static gboolean
is_whole (const Course *course, gint32 from, gint32 to)
{
  return course->happening->from == from && course->happening->to == to;
}

/* What has an equivalent is a dose of a day. */
static char *
print_dose (const Course *course)
{
  const PodIntervention *record = course->record;
  g_autofree char *number = pod_decimal_to_label (record->dose, DIGITS);
  const char *unit = record->unit != NULL ? pod_unit_get_label (record->unit) : NULL;
  g_autofree char *dose = g_strjoin (" ", number, unit, NULL);

  if (isnan (record->dose))
    return g_strdup (_ ("dose not recorded"));
  /* Translators: a dose: "10 mg". */
  return isnan (course->mg) ? g_steal_pointer (&dose)
                            : g_strdup_printf (C_ ("dose", "%s a day"), dose);
}

/* The course by its own days, whatever is seen of it; what all courses come to by the days on which they do. */
static char *
describe (const GArray *courses,
          const Course *course,
          gint32 from,
          gint32 to,
          const PodTimeline *timeline)
{
  GString *out = g_string_new (course->happening->label);
  g_autofree char *first = pod_day_words (from, timeline->zero);
  g_autofree char *last = pod_day_words (to, timeline->zero);
  g_autofree char *dose = print_dose (course);
  g_autofree char *sum = pod_decimal_to_label (sum_up (courses, courses->len, from), DIGITS);

  g_string_append_printf (out, " %s", dose);
  pod_happening_append_days (timeline, course->happening, out);
  if (isnan (course->mg))
    g_string_append (out, _ (", no equivalent of prednisone known"));
  else if (is_whole (course, from, to))
    /* Translators: goes on after a course of a drug. */
    g_string_append_printf (out, _ ("; all glucocorticoids: %s mg of prednisone a day"), sum);
  else
    /* Translators: goes on after a course of a drug: the first and the last day of a part of it, and what it comes to with others on these. */
    g_string_append_printf (out,
                            _ ("; all glucocorticoids, %1$s to %2$s: %3$s mg of prednisone a day"),
                            first, last, sum);
  return g_string_free (out, FALSE);
}

static void
add_part (PodLabStrip *strip,
          const GArray *courses,
          guint index,
          gint32 from,
          gint32 to,
          const PodTimeline *timeline)
{
  const Course *course = &g_array_index (courses, Course, index);
  double below = sum_up (courses, index, from);
  PodStripItem item = { .lane = POD_STRIP_STEROID,
                        .from = from,
                        .to = to,
                        .high = UNKNOWN_HEIGHT,
                        .uncertain = isnan (course->mg),
                        .role = POD_ROLE_MEDICATION,
                        .type = POD_RECORD_INTERVENTION,
                        .id = course->happening->id };

  if (!item.uncertain && strip->most > 0)
    {
      item.low = below / strip->most;
      item.high = (below + course->mg) / strip->most;
    }
  item.what = describe (courses, course, from, to, timeline);
  g_array_append_val (strip->items, item);
}

/* The first day on which the set of courses is another one; G_MAXINT32 after all of them. */
static gint32
find_change (const GArray *courses, gint32 day)
{
  gint32 change = G_MAXINT32;

  for (guint i = 0; i < courses->len; i++)
    {
      const PodHappening *happening = g_array_index (courses, Course, i).happening;

      if (happening->from > day)
        change = MIN (change, happening->from);
      if (happening->to >= day)
        change = MIN (change, happening->to + 1);
    }
  return change;
}

void
pod_lab_steroid_add (PodLabStrip *strip,
                     const PodStudy *study,
                     const PodCasebook *casebook,
                     const PodTimeline *timeline,
                     gint32 first,
                     gint32 last)
{
  g_autoptr (GArray) courses = list_courses (study, casebook, timeline);
  gint32 start = find_change (courses, G_MININT32);

  for (gint32 day = start; day <= last; day = find_change (courses, day))
    if (find_change (courses, day) > first)
      strip->most = MAX (strip->most, sum_up (courses, courses->len, day));
  for (gint32 day = start, next; day <= last; day = next)
    {
      next = find_change (courses, day);
      for (guint i = 0; next > first && i < courses->len; i++)
        if (covers (&g_array_index (courses, Course, i), day))
          add_part (strip, courses, i, day, next - 1, timeline);
    }
}
