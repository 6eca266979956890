#include <math.h>

#include "clinic-fixture.h"

static const PodScheduledVisit *
find_visit (GArray *schedule, const char *id)
{
  for (guint i = 0; i < schedule->len; i++)
    {
      const PodScheduledVisit *visit = &g_array_index (schedule, PodScheduledVisit, i);

      if (g_str_equal (visit->plan->id, id))
        return visit;
    }
  return NULL;
}

/* D28 has a window of three days either side: infusion on day 0 of the table, the day of the question in it. */
static void
test_visit_states (void)
{
  static const struct
  {
    const char *records;
    int as_of;
    PodVisitState state;
  } rows[] = {
    { "dose kn3601 @0", 24, POD_VISIT_PLANNED },
    { "dose kn3601 @0", 25, POD_VISIT_DUE },
    { "dose kn3601 @0", 31, POD_VISIT_DUE },
    { "dose kn3601 @0", 32, POD_VISIT_OVERDUE },
    { "dose kn3601 @0; visit D28 @25", 40, POD_VISIT_DONE },
    { "dose kn3601 @0; visit D28 @31", 40, POD_VISIT_DONE },
    { "dose kn3601 @0; visit D28 @24", 40, POD_VISIT_OUT_OF_WINDOW },
    { "dose kn3601 @0; visit D28 @32", 40, POD_VISIT_OUT_OF_WINDOW },
    { "dose kn3601 @0; missed D28", 40, POD_VISIT_MISSED },
    { "dose kn3601 @0; missed D28; visit D28 @30", 40, POD_VISIT_DONE },
    { "dose kn3601 @0; voided visit D28 @28", 40, POD_VISIT_OVERDUE },
    /* December 2026 may be inside; November cannot. */
    { "dose kn3601 @0; visit D28 @2026-12", 60, POD_VISIT_DONE },
    { "dose kn3601 @0; visit D28 @2026-11", 60, POD_VISIT_OUT_OF_WINDOW },
    /* On the 26th nobody knows of the visit of the 28th. */
    { "dose kn3601 @0; visit D28 @28", 26, POD_VISIT_DUE },
    { "", 26, POD_VISIT_PLANNED },
    { "dose kn3601 @2026-11", 90, POD_VISIT_PLANNED },
    { "dose kn3601 @10", 5, POD_VISIT_PLANNED },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", NULL, rows[i].records, NULL);
      g_autoptr (GArray) schedule = pod_schedule_new (study, casebook, fixture_day (rows[i].as_of));

      g_test_message ("%s on day %d", rows[i].records, rows[i].as_of);
      g_assert_cmpint (find_visit (schedule, "D28")->state, ==, rows[i].state);
    }
}

static void
test_visit_window (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", NULL, "dose kn3601 @0", NULL);
  g_autoptr (GArray) schedule = pod_schedule_new (study, casebook, fixture_today ());
  const PodScheduledVisit *visit = find_visit (schedule, "D28");

  g_assert_cmpuint (schedule->len, ==, pod_study_get_visits (study)->len);
  /* 20 November and 28 days. */
  g_assert_true (pod_date_equal (visit->earliest, pod_date_new (2026, 12, 15)));
  g_assert_true (pod_date_equal (visit->target, pod_date_new (2026, 12, 18)));
  g_assert_true (pod_date_equal (visit->latest, pod_date_new (2026, 12, 21)));
  g_assert_null (visit->visit);
}

/* Somebody who has left is asked for nothing more; what was missed before stays so. */
static void
test_nothing_after_the_end (void)
{
  static const struct
  {
    const char *end;
    gboolean expected;
  } rows[] = {
    { "withdrawal @@31", FALSE },
    { "withdrawal @@32", TRUE },
    { "death @@10", FALSE },
    { "voided death @@10", TRUE },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *records = g_strconcat ("dose kn3601 @0; visit D0 @0;", rows[i].end, NULL);
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", NULL, records, NULL);
      g_autoptr (GArray) schedule = pod_schedule_new (study, casebook, fixture_day (60));

      g_test_message ("%s", rows[i].end);
      g_assert_nonnull (find_visit (schedule, "D0"));
      g_assert_cmpint (find_visit (schedule, "D28") != NULL, ==, rows[i].expected);
    }
}

static void
test_states (void)
{
  static const struct
  {
    const char *records;
    PodSubjectState state;
  } rows[] = {
    { "", POD_STATE_SCREENING },
    { "consent @@-20", POD_STATE_SCREENING },
    { "consent @@-20; screen_failure @@-9", POD_STATE_SCREEN_FAILURE },
    { "consent @@-20; enrolment @@-9", POD_STATE_ENROLLED },
    { "consent @@-20; enrolment @@-9; screen_failure @@-7", POD_STATE_SCREEN_FAILURE },
    { "screen_failure @@-19; enrolment @@-9", POD_STATE_ENROLLED },
    { "enrolment @@1", POD_STATE_SCREENING },
    { "enrolment @@-9; dose fludarabine @-5", POD_STATE_LYMPHODEPLETION },
    { "enrolment @@-9; dose fludarabine @-5; dose kn3601 @0", POD_STATE_TREATED },
    { "enrolment @@-9; dose prednisone @-5", POD_STATE_ENROLLED },
    { "enrolment @@-9; voided dose kn3601 @-1", POD_STATE_ENROLLED },
    { "dose kn3601 @-9; completed @@-1", POD_STATE_COMPLETED },
    { "dose kn3601 @-9; withdrawal @@-1", POD_STATE_WITHDRAWN },
    { "dose kn3601 @-9; withdrawal @@-1; death @@0", POD_STATE_DIED },
    { "dose kn3601 @-9; death @@1", POD_STATE_TREATED },
    { "dose kn3601 @-9; death @@none", POD_STATE_DIED },
  };
  g_autoptr (PodStudy) study = fixture_study ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", NULL, rows[i].records, NULL);

      g_test_message ("%s", rows[i].records);
      g_assert_cmpstr (pod_subject_state_to_string (pod_subject_state (study, casebook,
                                                                       fixture_today ())),
                       ==, pod_subject_state_to_string (rows[i].state));
    }
}

static void
test_day (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodCasebook) before = fixture_casebook ("mn", NULL, "dose fludarabine @-5", NULL);
  g_autoptr (PodCasebook)
      treated = fixture_casebook ("mn", NULL, "dose fludarabine @-5; dose kn3601 @0", NULL);
  int day;

  g_assert_false (pod_subject_day (study, before, fixture_today (), &day));
  g_assert_true (pod_subject_day (study, treated, fixture_today (), &day));
  g_assert_cmpint (day, ==, 0);
  g_assert_true (pod_subject_day (study, treated, fixture_day (28), &day));
  g_assert_cmpint (day, ==, 28);
  g_assert_true (pod_subject_day (study, treated, fixture_day (-5), &day));
  g_assert_cmpint (day, ==, -5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/schedule/states", test_visit_states);
  g_test_add_func ("/clinic/schedule/window", test_visit_window);
  g_test_add_func ("/clinic/schedule/end", test_nothing_after_the_end);
  g_test_add_func ("/clinic/subject/states", test_states);
  g_test_add_func ("/clinic/subject/day", test_day);
  return g_test_run ();
}
