#include "clinic-fixture.h"
#include "pod-planned.h"

static const PodHappening *
find (const PodTimeline *timeline, PodLane lane, const char *label)
{
  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = &g_array_index (timeline->happenings, PodHappening, i);

      if (happening->lane == lane && g_str_equal (happening->label, label))
        return happening;
    }
  return NULL;
}

static PodTimeline *
draw (const PodStudy *study, const char *records, int as_of)
{
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", NULL, records, NULL);

  return pod_timeline_new (study, site, casebook, fixture_day (as_of));
}

/* Days since the infusion of 20 November, which is day 20777 since 1 January 1970. */
#define ZERO 20777

static const char course[] =
    "consent @@-20; enrolment @@2026-11; dose fludarabine @-5; dose kn3601 @0;"
    "visit SCR @-19; visit D28 @29; visit extra @12;"
    "dose prednisone @-60..10; dose acei_arb @2026-09; dose tocilizumab @none;"
    "death @@200";

static void
test_placement (void)
{
  static const struct
  {
    PodLane lane;
    const char *label;
    int from, to; /* from zero */
    gboolean ongoing, partial;
  } rows[] = {
    { POD_LANE_MILESTONE, "Consent", -20, -20, FALSE, FALSE },
    /* November: from the 1st, nineteen days before, to the 30th. */
    { POD_LANE_MILESTONE, "Enrolment", -19, 10, FALSE, TRUE },
    { POD_LANE_TREATMENT, "Fludarabine", -5, -5, FALSE, FALSE },
    { POD_LANE_VISIT, "Screening", -19, -19, FALSE, FALSE },
    { POD_LANE_VISIT, "Day 28", 29, 29, FALSE, FALSE },
    { POD_LANE_VISIT, "Unscheduled visit", 12, 12, FALSE, FALSE },
    { POD_LANE_MEDICATION, "Prednisone", -60, 10, FALSE, FALSE },
    /* 1 September lies 80 days before 20 November. */
    { POD_LANE_MEDICATION, "ACE inhibitor or ARB", -80, 40, TRUE, TRUE },
  };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodTimeline) timeline = draw (study, course, 40);

  g_assert_cmpint (timeline->zero, ==, ZERO);
  g_assert_true (timeline->has_infusion);
  g_assert_cmpuint (timeline->undated, ==, 1);
  g_assert_cmpint (timeline->first, ==, ZERO - 80);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PodHappening *happening = find (timeline, rows[i].lane, rows[i].label);

      g_test_message ("%s", rows[i].label);
      g_assert_nonnull (happening);
      g_assert_cmpint (happening->from - ZERO, ==, rows[i].from);
      g_assert_cmpint (happening->to - ZERO, ==, rows[i].to);
      g_assert_cmpint (happening->ongoing, ==, rows[i].ongoing);
      g_assert_cmpint (happening->partial, ==, rows[i].partial);
    }
  /* The dates stay as they were recorded: the month alone, and the end that nobody knows. */
  g_assert_cmpint (find (timeline, POD_LANE_MILESTONE, "Enrolment")->end.day, ==, 0);
  g_assert_cmpint (find (timeline, POD_LANE_MEDICATION, "ACE inhibitor or ARB")->start.month, ==,
                   9);
  g_assert_false (pod_date_is_set (find (timeline, POD_LANE_MEDICATION, "ACE inhibitor or ARB")
                                       ->end));
  g_assert_true (find (timeline, POD_LANE_VISIT, "Day 28")->is_by_name);
  g_assert_false (find (timeline, POD_LANE_VISIT, "Unscheduled visit")->is_by_name);
  /* What has not happened yet is not there. */
  g_assert_null (find (timeline, POD_LANE_MILESTONE, "Death"));
}

static void
test_visits (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodTimeline) timeline = draw (study, "dose kn3601 @0", 32);
  const PodHappening *visit = find (timeline, POD_LANE_VISIT, "Day 28");
  gint64 subject = 0;

  g_assert_cmpint (visit->visit_state, ==, POD_VISIT_OVERDUE);
  g_assert_true (visit->is_by_name);
  g_assert_cmpint (visit->from, ==, ZERO + 28);
  g_assert_cmpint (visit->window_from, ==, ZERO + 25);
  g_assert_cmpint (visit->window_to, ==, ZERO + 31);
  /* It is no record, and has its place in the plan. */
  g_assert_true (pod_planned_read (visit->id, &subject));
  g_assert_cmpint (subject, ==, 1);
  g_assert_cmpstr (pod_planned_find_visit (study, visit->id)->id, ==, "D28");
}

static void
test_zero (void)
{
  static const struct
  {
    const char *records;
    int zero;
    PodZero zero_is;
  } rows[] = {
    { "consent @@-20; dose fludarabine @-5; dose kn3601 @1", 1, POD_ZERO_INFUSION },
    /* Fludarabine begins on day -5. */
    { "consent @@-20; dose fludarabine @-3", 2, POD_ZERO_PLANNED },
    { "consent @@-20", -20, POD_ZERO_CONSENT },
    { "consent @@-20; dose kn3601 @90", -20, POD_ZERO_CONSENT },
    { "", 10, POD_ZERO_TODAY },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodTimeline) timeline = draw (study, rows[i].records, 10);

      g_test_message ("%s", rows[i].records);
      g_assert_cmpint (timeline->zero - ZERO, ==, rows[i].zero);
      g_assert_cmpint (timeline->zero_is, ==, rows[i].zero_is);
      g_assert_cmpint (timeline->has_infusion, ==, rows[i].zero_is == POD_ZERO_INFUSION);
    }
}

/* A check is called what the study calls it; the day that is planned is a milestone once it is there. */
static void
test_before_treatment (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodTimeline) timeline =
      draw (study, "infusion_planned @@3; check.lymphodepletion @@-2; check.gone @@-1", 10);

  g_assert_nonnull (find (timeline, POD_LANE_MILESTONE, "Planned day 0"));
  g_assert_nonnull (find (timeline, POD_LANE_MILESTONE, "Before lymphodepletion"));
  g_assert_nonnull (find (timeline, POD_LANE_MILESTONE, "check.gone"));
}

static void
test_order (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodTimeline) timeline = draw (study, course, 40);

  for (guint i = 1; i < timeline->happenings->len; i++)
    {
      const PodHappening *a = &g_array_index (timeline->happenings, PodHappening, i - 1);
      const PodHappening *b = a + 1;

      g_assert_true (a->lane < b->lane || (a->lane == b->lane && a->from <= b->from));
      g_assert_cmpint (b->from, <=, b->to);
      g_assert_cmpint (b->from, >=, timeline->first);
      g_assert_cmpint (b->to, <=, timeline->last);
    }
}

static void
add_event (PodCasebookBuilder *builder,
           gint64 id,
           const char *start,
           const char *end,
           PodOutcome outcome)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record.id = id;
  event.verbatim = "An invented event";
  event.grade = 3;
  event.seriousness = POD_SERIOUS_HOSPITALISATION;
  event.outcome = outcome;
  if (start)
    g_assert_true (pod_date_parse (start, &event.start.date));
  if (end)
    g_assert_true (pod_date_parse (end, &event.end.date));
  pod_casebook_builder_add_adverse_event (builder, &event);
}

/* Today is 20 November; days are counted from it. */
static void
test_adverse_events (void)
{
  static const struct
  {
    const char *start, *end;
    PodOutcome outcome;
    int from, to;
    gboolean ongoing, partial;
  } rows[] = {
    { "2026-10-01", "2026-10-04", POD_OUTCOME_RECOVERED, -50, -47, FALSE, FALSE },
    { "2026-10-11", "2026-10-11", POD_OUTCOME_RECOVERED, -40, -40, FALSE, FALSE },
    { "2026-10-12", NULL, POD_OUTCOME_NOT_RECOVERED, -39, 0, TRUE, FALSE },
    /* Over, on a day that nobody recorded. */
    { "2026-10-13", NULL, POD_OUTCOME_RECOVERED, -38, 0, FALSE, TRUE },
    { "2026-10-14", "2026-10", POD_OUTCOME_RECOVERED, -37, -20, FALSE, TRUE },
    /* Its end was not known yet. */
    { "2026-10-15", "2026-12-01", POD_OUTCOME_RECOVERED, -36, 0, TRUE, FALSE },
    { "2026-11", NULL, POD_OUTCOME_RECOVERING, -19, 0, TRUE, TRUE },
  };
  const PodSubject subject = { .record = { .id = 1 }, .cohort = "mn" };
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 1);
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    add_event (builder, i + 1, rows[i].start, rows[i].end, rows[i].outcome);
  add_event (builder, 90, NULL, NULL, POD_OUTCOME_UNKNOWN);
  add_event (builder, 91, "2026-11-21", NULL, POD_OUTCOME_UNKNOWN);
  g_autoptr (PodCasebook) casebook = pod_casebook_builder_end (builder);
  g_autoptr (PodTimeline) timeline = pod_timeline_new (study, site, casebook, fixture_today ());
  g_assert_cmpuint (timeline->undated, ==, 1);
  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = &g_array_index (timeline->happenings, PodHappening, i);
      guint row = happening->id - 1;

      if (happening->lane != POD_LANE_ADVERSE_EVENT)
        continue;
      n++;
      g_test_message ("%s to %s", rows[row].start, rows[row].end ? rows[row].end : "-");
      g_assert_cmpint (happening->from - ZERO, ==, rows[row].from);
      g_assert_cmpint (happening->to - ZERO, ==, rows[row].to);
      g_assert_cmpint (happening->ongoing, ==, rows[row].ongoing);
      g_assert_cmpint (happening->partial, ==, rows[row].partial);
      g_assert_cmpint (happening->grade, ==, 3);
      g_assert_true (happening->serious);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (rows));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/timeline/placement", test_placement);
  g_test_add_func ("/clinic/timeline/visits", test_visits);
  g_test_add_func ("/clinic/timeline/zero", test_zero);
  g_test_add_func ("/clinic/timeline/before-treatment", test_before_treatment);
  g_test_add_func ("/clinic/timeline/order", test_order);
  g_test_add_func ("/clinic/timeline/adverse-events", test_adverse_events);
  return g_test_run ();
}
