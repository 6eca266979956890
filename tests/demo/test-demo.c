#include "pod-agenda.h"
#include "pod-demo.h"
#include "pod-subject-item.h"
#include "pod-test.h"
#include "pod-trial-results.h"
#include "pod-trial-users.h"

#include <gio/gio.h>
#include <string.h>

/* Enough for every cohort, a person in screening, one in lymphodepletion or with CRS, and a re-screened one. */
#define FEW 9

/* 20 November 2026, 18:00 at the site. */
static PodInstant
make_evening (void)
{
  gint64 day = pod_date_first_day (pod_date_new (2026, 11, 20));

  return (PodInstant){ (day * 24 + 10) * 3600 * G_USEC_PER_SEC, 480 };
}

static PodTrial *
open_demo (const char *path)
{
  static PodInstant evening;
  g_autoptr (GError) error = NULL;
  PodClock clock = pod_clock_fixed (&evening);
  PodTrial *trial;

  evening = make_evening ();
  trial = pod_trial_open (path, &clock, NULL, &error);
  g_assert_no_error (error);
  pod_trial_sign_in (trial, "pi", POD_DEMO_PASSWORD, &error);
  g_assert_no_error (error);
  return trial;
}

static PodTrial *
make_demo (const char *path, guint subjects, guint32 seed)
{
  const PodDemo demo = { .path = path,
                         .study = "nct07241468",
                         .subjects = subjects,
                         .seed = seed,
                         .user = "pi",
                         .password = POD_DEMO_PASSWORD };
  g_autoptr (GError) error = NULL;

  pod_demo_create (&demo, NULL, &error);
  g_assert_no_error (error);
  return open_demo (path);
}

static void
close_demo (PodTrial *trial)
{
  pod_trial_close (trial);
  g_object_unref (trial);
}

static guint
count (PodTrial *trial)
{
  return g_list_model_get_n_items (pod_trial_get_subjects (trial));
}

static PodCasebook *
get_casebook (PodTrial *trial, guint index)
{
  g_autoptr (PodSubjectItem) item = g_list_model_get_item (pod_trial_get_subjects (trial), index);

  return pod_subject_item_get_casebook (item);
}

/* ---- everything that a casebook says, as text ---- */

static void
add_moment (GString *text, PodMoment moment)
{
  g_autofree char *written = pod_moment_to_string (moment);

  g_string_append_printf (text, " %s", written);
}

static void
add_subject_and_visits (GString *text, const PodCasebook *casebook)
{
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  guint n;
  const PodVisit *visits = pod_casebook_get_visits (casebook, &n);

  g_string_append_printf (text, "subject %s %s %s %s %s\n", subject->usubjid,
                          subject->screening_number, subject->enrolment_number, subject->cohort,
                          subject->sex);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "visit %s %s", visits[i].planned, visits[i].status);
      add_moment (text, pod_moment_on (visits[i].date));
      g_string_append_c (text, '\n');
    }
}

static void
add_findings (GString *text, const PodCasebook *casebook)
{
  guint n;
  const PodFinding *all = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "%s %s%.17g %s %s %s %.17g %.17g", all[i].observation,
                              pod_comparator_to_string (all[i].quantity.comparator),
                              all[i].quantity.number, all[i].unit_text, all[i].code, all[i].text,
                              all[i].lower, all[i].upper);
      add_moment (text, all[i].when);
      g_string_append_printf (text, " %s %s", all[i].significance, all[i].judged_by);
      g_string_append_c (text, '\n');
    }
}

static void
add_doses_and_events (GString *text, const PodCasebook *casebook)
{
  guint n;
  const PodIntervention *doses = pod_casebook_get_interventions (casebook, &n);
  const PodEvent *events;

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "dose %s %.17g", doses[i].treatment, doses[i].dose);
      add_moment (text, doses[i].start);
      add_moment (text, doses[i].end);
      g_string_append_c (text, '\n');
    }
  events = pod_casebook_get_events (casebook, &n);
  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "event %s %s", events[i].code, events[i].detail);
      add_moment (text, pod_moment_on (events[i].date));
      g_string_append_c (text, '\n');
    }
}

static void
add_adverse_events (GString *text, const PodCasebook *casebook)
{
  guint n;
  const PodAdverseEvent *all = pod_casebook_get_adverse_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "adverse %s %d %u %s %s", all[i].term, all[i].grade,
                              all[i].seriousness, pod_causality_to_string (all[i].to_product),
                              pod_outcome_to_string (all[i].outcome));
      add_moment (text, all[i].start);
      add_moment (text, all[i].end);
      g_string_append_c (text, '\n');
    }
}

static char *
describe (PodTrial *trial)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < count (trial); i++)
    {
      const PodCasebook *casebook = get_casebook (trial, i);

      add_subject_and_visits (text, casebook);
      add_findings (text, casebook);
      add_doses_and_events (text, casebook);
      add_adverse_events (text, casebook);
    }
  return g_string_free (text, FALSE);
}

/* ---- the tests ---- */

static void
test_seed (void)
{
  const char *dir = pod_test_dir ();
  PodTrial *one = make_demo (pod_test_path (dir, "one.podocyte"), 3, 5);
  PodTrial *same = make_demo (pod_test_path (dir, "same.podocyte"), 3, 5);
  PodTrial *other = make_demo (pod_test_path (dir, "other.podocyte"), 3, 6);
  g_autofree char *a = describe (one), *b = describe (same), *c = describe (other);

  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
  close_demo (one);
  close_demo (same);
  close_demo (other);
}

/* Whoever is screened again is the same person with a new number. */
static void
check_rescreened (PodTrial *trial)
{
  guint pairs = 0;

  for (guint i = 0; i < count (trial); i++)
    for (guint j = i + 1; j < count (trial); j++)
      {
        const PodSubject *a = pod_casebook_get_subject (get_casebook (trial, i));
        const PodSubject *b = pod_casebook_get_subject (get_casebook (trial, j));

        g_assert_cmpstr (a->screening_number, !=, b->screening_number);
        if (strcmp (a->usubjid, b->usubjid) != 0)
          continue;
        pairs++;
        g_assert_nonnull (pod_casebook_find_event (get_casebook (trial, i), "screen_failure"));
        g_assert_cmpstr (a->cohort, ==, b->cohort);
        g_assert_cmpstr (a->sex, ==, b->sex);
      }
  g_assert_cmpuint (pairs, ==, 1);
}

static void
check_states (PodTrial *trial)
{
  guint states[POD_STATE_DIED + 1] = { 0 };
  guint cohorts[3] = { 0 };

  for (guint i = 0; i < count (trial); i++)
    {
      const PodCasebook *casebook = get_casebook (trial, i);
      const char *cohort = pod_casebook_get_subject (casebook)->cohort;

      states[pod_subject_state (pod_trial_get_study (trial), casebook,
                                pod_trial_get_today (trial))]++;
      cohorts[strcmp (cohort, "mn") == 0 ? 0 : strcmp (cohort, "igan") == 0 ? 1 : 2]++;
    }
  /* One for the re-screened person's first attempt, one who never came in. */
  g_assert_cmpuint (states[POD_STATE_SCREEN_FAILURE], ==, 2);
  g_assert_cmpuint (states[POD_STATE_SCREENING], ==, 1);
  g_assert_cmpuint (states[POD_STATE_LYMPHODEPLETION], ==, 1);
  g_assert_cmpuint (states[POD_STATE_TREATED] + states[POD_STATE_WITHDRAWN], ==, 7);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (cohorts[i], >=, 3);
}

static void
check_eligibility (PodTrial *trial)
{
  for (guint i = 0; i < count (trial); i++)
    {
      PodCasebook *casebook = get_casebook (trial, i);
      const PodSubject *subject = pod_casebook_get_subject (casebook);
      const PodEvent *enrolment = pod_casebook_find_event (casebook, "enrolment");
      const PodEvent *failure = pod_casebook_find_event (casebook, "screen_failure");
      g_autoptr (PodScreening) screening = NULL;

      g_assert_true ((enrolment != NULL) == (subject->enrolment_number != NULL));
      if (enrolment == NULL && failure == NULL)
        continue;
      screening = pod_trial_screen (trial, subject->record.id,
                                    enrolment != NULL ? enrolment->date : failure->date, NULL);
      g_assert_cmpint (screening->eligible, ==, enrolment != NULL ? POD_TRUE : POD_FALSE);
      if (failure != NULL)
        g_assert_true (strstr (failure->detail, "C-") != NULL);
    }
}

/* Nothing of the demonstration lies after its last day. */
static void
check_dates (PodTrial *trial)
{
  gint32 today = pod_date_first_day (pod_trial_get_today (trial));
  guint n;

  for (guint i = 0; i < count (trial); i++)
    {
      const PodCasebook *casebook = get_casebook (trial, i);
      const PodFinding *findings = pod_casebook_get_findings (casebook, &n);
      const PodIntervention *doses;
      const PodAdverseEvent *events;

      for (guint j = 0; j < n; j++)
        g_assert_cmpint (pod_date_first_day (findings[j].when.date), <=, today);
      doses = pod_casebook_get_interventions (casebook, &n);
      for (guint j = 0; j < n; j++)
        g_assert_cmpint (pod_date_first_day (doses[j].start.date), <=, today);
      events = pod_casebook_get_adverse_events (casebook, &n);
      for (guint j = 0; j < n; j++)
        {
          g_assert_cmpint (pod_date_first_day (events[j].start.date), <=, today);
          if (pod_date_is_set (events[j].end.date))
            g_assert_cmpint (pod_date_first_day (events[j].end.date), <=, today);
        }
    }
}

/* Of those treated: the B cells go, the CAR copies come, and both are printed as laboratories do. */
static void
check_course (PodTrial *trial)
{
  guint depleted = 0, expanded = 0, n;

  for (guint i = 0; i < count (trial); i++)
    {
      const PodCasebook *casebook = get_casebook (trial, i);
      const PodFinding *series = pod_casebook_get_series (casebook, "cd19", &n);

      for (guint j = 0; j < n; j++)
        depleted += series[j].quantity.comparator == POD_LESS_THAN;
      series = pod_casebook_get_series (casebook, "car_copies", &n);
      for (guint j = 0; j < n; j++)
        expanded += series[j].quantity.number > 1000;
      if (pod_casebook_get_subject (casebook)->enrolment_number != NULL)
        {
          pod_casebook_get_series (casebook, "egfr", &n);
          g_assert_cmpuint (n, >, 0);
        }
    }
  g_assert_cmpuint (depleted, >, 10);
  g_assert_cmpuint (expanded, >, 5);
}

/* Most were collected over a day and complete; there are such that were not, and such of which nobody knows. */
static void
check_collections (PodTrial *trial)
{
  guint n_complete = 0, n_incomplete = 0, n_unknown = 0, n;

  for (guint i = 0; i < count (trial); i++)
    {
      const PodFinding *series = pod_casebook_get_series (get_casebook (trial, i), "uprot24", &n);

      for (guint j = 0; j < n; j++)
        {
          double hours;

          pod_finding_get_collection (pod_trial_get_study (trial), &series[j], &hours);
          n_complete += g_strcmp0 (series[j].completeness, "complete") == 0;
          n_incomplete += g_strcmp0 (series[j].completeness, "incomplete") == 0;
          n_unknown += series[j].completeness == NULL;
          if (series[j].completeness == NULL)
            continue;
          g_assert_true (hours > 23 && hours < 25 && series[j].volume >= 1000);
        }
    }
  g_assert_cmpuint (n_incomplete, >, 0);
  g_assert_cmpuint (n_unknown, >, 0);
  g_assert_cmpuint (n_complete, >, 3 * (n_incomplete + n_unknown));
}

static double
find_number (const PodCasebook *casebook, const char *observation, PodMoment when)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = 0; i < n; i++)
    if (pod_moment_compare (series[i].when, when) == 0)
      return series[i].quantity.number;
  return 0;
}

/* No sample has more neutrophils and lymphocytes than it has leukocytes, but for the rounding. */
static void
check_differentials (PodTrial *trial)
{
  for (guint i = 0; i < count (trial); i++)
    {
      const PodCasebook *casebook = get_casebook (trial, i);
      guint n;
      const PodFinding *series = pod_casebook_get_series (casebook, "wbc", &n);

      for (guint j = 0; j < n; j++)
        g_assert_cmpfloat (find_number (casebook, "anc", series[j].when) +
                               find_number (casebook, "lymphocytes", series[j].when),
                           <=, series[j].quantity.number + 0.011);
    }
}

/* What an instrument comes to follows from its items, all of them answered; nobody's who was enrolled is below the trial's limit. */
static void
check_instruments (PodTrial *trial)
{
  static const char *const sums[] = { "bvas", "bvas_renal_items", "acr_gpa", "acr_mpa",
                                      "acr_egpa" };
  guint found = 0;

  for (guint i = 0; i < count (trial); i++)
    for (guint k = 0; k < G_N_ELEMENTS (sums); k++)
      {
        guint n;
        const PodFinding *series = pod_casebook_get_series (get_casebook (trial, i), sums[k], &n);

        for (guint j = 0; j < n; j++, found++)
          {
            g_assert_cmpstr (series[j].source, ==, "derived");
            g_assert_cmpint (series[j].quantity.comparator, ==, POD_EXACTLY);
          }
      }
  g_assert_cmpuint (found, >, 10);
}

/* Who may yet be treated has a day 0 planned, and Today says what has to be repeated for it. */
static void
check_plans (PodTrial *trial)
{
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (GPtrArray) agenda = NULL;
  PodDate today = pod_trial_get_today (trial);
  guint planned = 0, repeats = 0;

  for (guint i = 0; i < count (trial); i++)
    {
      PodCasebook *casebook = get_casebook (trial, i);
      const PodEvent *plan = pod_casebook_find_event (casebook, "infusion_planned");

      g_ptr_array_add (casebooks, casebook);
      planned += plan != NULL;
      g_assert_true (plan == NULL || pod_date_compare (plan->date, today) >= 0);
    }
  agenda = pod_agenda_new (pod_trial_get_study (trial), pod_trial_get_site (trial), casebooks,
                           today);
  for (guint i = 0; i < agenda->len; i++)
    repeats += ((const PodAgendaItem *) g_ptr_array_index (agenda, i))->kind == POD_AGENDA_REPEAT;
  g_assert_cmpuint (planned, >, 0);
  g_assert_cmpuint (repeats, >, 0);
}

/* A physician has come to what is old, and what is new waits; what was called significant is attributed to something. */
static void
check_judgements (PodTrial *trial)
{
  g_autoptr (GPtrArray) waiting = pod_trial_list_waiting_reports (trial, 0, NULL);
  guint n_open = 0, n_significant = 0, n_not = 0;

  for (guint i = 0; i < waiting->len; i++)
    n_open += ((const PodWaitingReport *) g_ptr_array_index (waiting, i))->report.n_open;
  for (guint i = 0; i < count (trial); i++)
    {
      const PodCasebook *casebook = get_casebook (trial, i);
      guint n;
      const PodFinding *all = pod_casebook_get_findings (casebook, &n);

      for (guint j = 0; j < n; j++)
        {
          n_significant += pod_finding_is_significant (&all[j]);
          n_not += g_strcmp0 (all[j].significance, "not_significant") == 0;
          if (pod_finding_is_significant (&all[j]))
            g_assert_nonnull (pod_casebook_find_adverse_event (casebook, all[j].adverse_event));
        }
    }
  g_test_message ("%u open, %u significant, %u not", n_open, n_significant, n_not);
  g_assert_cmpuint (n_open, >, 5);
  g_assert_cmpuint (n_significant, >, 0);
  g_assert_cmpuint (n_not, >, 20);
}

static void
test_trial (void)
{
  PodTrial *trial = make_demo (pod_test_path (pod_test_dir (), "few.podocyte"), FEW, 1);
  g_autoptr (PodTrialVerification) verification = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_is_demo (trial));
  g_assert_cmpuint (count (trial), ==, FEW + 2);
  check_states (trial);
  check_rescreened (trial);
  check_eligibility (trial);
  check_dates (trial);
  check_course (trial);
  check_differentials (trial);
  check_collections (trial);
  check_instruments (trial);
  check_plans (trial);
  check_judgements (trial);
  verification = pod_trial_verify (trial, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (verification->ok);
  close_demo (trial);
}

/* The whole plan, where a normal build has the time for it. */
static void
test_whole (void)
{
  PodTrial *trial;

  if (!g_test_slow ())
    {
      g_test_skip ("the whole trial takes a while: run with -m slow");
      return;
    }
  trial = make_demo (pod_test_path (pod_test_dir (), "whole.podocyte"), POD_DEMO_SUBJECTS, 1);
  g_assert_cmpuint (count (trial), ==, POD_DEMO_SUBJECTS + 5);
  check_rescreened (trial);
  check_eligibility (trial);
  check_dates (trial);
  close_demo (trial);
}

static void
cancel_midway (double fraction, gpointer data)
{
  if (fraction > 0.2)
    g_cancellable_cancel (data);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) left = NULL;
  const char *dir = pod_test_dir ();
  const PodDemo demo = { .path = pod_test_path (dir, "cancelled.podocyte"),
                         .study = "nct07241468",
                         .subjects = 3,
                         .seed = 1,
                         .user = "pi",
                         .password = POD_DEMO_PASSWORD,
                         .progress = cancel_midway,
                         .progress_data = cancellable };

  g_assert_false (pod_demo_create (&demo, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  left = g_dir_open (dir, 0, NULL);
  g_assert_null (g_dir_read_name (left));
}

/* A file that is there already is left as it is. */
static void
test_existing (void)
{
  const char *path = pod_test_write (pod_test_dir (), "there.podocyte", "something else");
  const PodDemo demo = { .path = path,
                         .study = "nct07241468",
                         .subjects = 1,
                         .seed = 1,
                         .user = "pi",
                         .password = POD_DEMO_PASSWORD };
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_demo_create (&demo, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (pod_test_read (path, NULL), ==, "something else");
}

/* Of another study nothing is invented. */
static void
test_other_study (void)
{
  const char *path = pod_test_path (pod_test_dir (), "other.podocyte");
  const PodDemo demo = { .path = path,
                         .study = "nct00000000",
                         .subjects = 1,
                         .seed = 1,
                         .user = "pi",
                         .password = POD_DEMO_PASSWORD };
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_demo_create (&demo, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Signatures and the list of people print a name; here one that is plainly nobody's. */
static void
test_people (void)
{
  PodTrial *trial = make_demo (pod_test_path (pod_test_dir (), "people.podocyte"), 1, 1);
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, NULL);

  g_assert_cmpuint (users->len, ==, 3);
  for (guint i = 0; i < users->len; i++)
    {
      const PodUser *user = g_ptr_array_index (users, i);

      g_assert_nonnull (user->full_name);
      g_assert_true (g_str_has_suffix (user->full_name, " Invented"));
    }
  g_assert_cmpstr (pod_trial_get_printed_name (trial), ==, "Alba Invented");
  close_demo (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/existing", test_existing);
  g_test_add_func ("/demo/other-study", test_other_study);
  g_test_add_func ("/demo/cancelled", test_cancelled);
  g_test_add_func ("/demo/trial", test_trial);
  g_test_add_func ("/demo/seed", test_seed);
  g_test_add_func ("/demo/people", test_people);
  g_test_add_func ("/demo/whole", test_whole);
  return g_test_run ();
}
