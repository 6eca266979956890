#include <string.h>

#include "clinic-fixture.h"
#include "pod-journey.h"
#include "pod-subject-item.h"
#include "pod-trial-draft.h"

/* Screening as a morning brings it: one subject of each cohort to a signed enrolment, one screen failure, and one that the power went off
 * under.  What most of a chart says is recorded from another desk, as it mostly is; the last results are typed here, and the
 * decision follows from both. */

typedef struct
{
  const char *cohort; /* clinic's */
  const char *label;
  guint position;     /* among the cohorts */
  const char *number; /* that the subject gets begins so */
  const char *record_number;
} Patient;

static const Patient patients[] = {
  { "mn", "Primary membranous nephropathy", 0, "Subject number MN-", "X-900001" },
  { "igan", "Primary IgA nephropathy", 1, "Subject number IgAN-", "X-900002" },
  { "aav", "ANCA-associated vasculitis", 2, "Subject number AAV-", "X-900003" },
};

/* ---- the other desk ---- */

/* The journey types the creatinine, from which the eGFR follows, and the haemoglobin; registering has recorded the rest. */
static gboolean
is_typed_here (const PodFinding *finding)
{
  static const char *const names[] = { "age", "egfr", "creatinine", "hgb", "consent_given", NULL };

  return g_strv_contains (names, finding->observation);
}

/* The chart is of the fixture's day, and stays as old as it was. */
static PodMoment
shift (PodMoment when, PodDate today)
{
  gint32 days = pod_date_first_day (today) - pod_date_first_day (fixture_today ());

  if (pod_date_is_complete (when.date))
    when.date = pod_date_add_days (when.date, days);
  return when;
}

static void
put_chart (PodTrial *trial, gint64 subject, const char *cohort)
{
  g_autoptr (PodCasebook) chart = fixture_eligible (cohort, "female", NULL);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (chart, &n);

  for (guint i = 0; i < n; i++)
    {
      PodFinding finding = findings[i];

      if (is_typed_here (&finding))
        continue;
      finding.record = (PodRecord){ pod_change_reserve (change), subject, 0, FALSE };
      finding.when = shift (finding.when, pod_trial_get_today (trial));
      pod_change_put_finding (change, &finding);
    }
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The last screening number is the one that was given just now. */
static gint64
find_newest (PodTrial *trial)
{
  GListModel *subjects = pod_trial_get_subjects (trial);
  guint n = g_list_model_get_n_items (subjects);
  g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, n - 1);

  return pod_subject_item_get_id (item);
}

static PodTrial *
open_elsewhere (void)
{
  g_autoptr (GError) error = NULL;
  PodTrial *trial = pod_trial_open (pod_journey_get_path (), NULL, NULL, &error);

  g_assert_no_error (error);
  pod_trial_sign_in (trial, "pi", POD_JOURNEY_PASSWORD, &error);
  g_assert_no_error (error);
  return trial;
}

static void
record_chart (const char *cohort)
{
  g_autoptr (PodTrial) trial = open_elsewhere ();

  put_chart (trial, find_newest (trial), cohort);
  pod_trial_close (trial);
}

/* The result that was typed is in the draft: a power cut from now on loses nothing of it. */
static void
wait_for_draft (const char *text)
{
  g_autoptr (PodTrial) trial = open_elsewhere ();
  gboolean is_kept = FALSE;

  while (!is_kept)
    {
      g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (trial, NULL);

      for (guint i = 0; drafts != NULL && i < drafts->len; i++)
        {
          const PodDraft *draft = g_ptr_array_index (drafts, i);

          is_kept = is_kept ||
                    (g_str_equal (draft->form, "results") && strstr (draft->content, text) != NULL);
        }
      g_usleep (50000);
    }
  pod_trial_close (trial);
}

/* ---- this desk ---- */

static void
press_tab (guint n)
{
  for (guint i = 0; i < n; i++)
    pod_journey_key ("Tab");
}

/* The drop-down that the keyboard is in: keys come in order, so that only what opens and closes is waited for.  @other: an item that is seen
 * while it is open alone; @before: one that is not seen once the first after it is chosen. */
static void
choose_first (const char *other, const char *before)
{
  pod_journey_key ("Return");
  pod_journey_wait ("label", other);
  pod_journey_key ("Down");
  pod_journey_key ("Return");
  pod_journey_wait_gone ("label", before);
}

/* No mouse: from the name down to the sex, which is chosen with the keyboard. */
static void
type_patient (const Patient *patient)
{
  pod_journey_key ("<Control>n");
  pod_journey_key_until ("i", "Name");
  pod_journey_type ("Name", "Invented Person");
  pod_journey_type ("Hospital record number", patient->record_number);
  pod_journey_type ("Date of birth", "1979-03-02");
  press_tab (5);
  choose_first ("Male", "Male");
}

/* Nothing of it is proposed. */
static void
type_consent (void)
{
  g_autoptr (PodTrial) trial = open_elsewhere ();
  g_autofree char *today = pod_date_to_string (pod_trial_get_today (trial));

  pod_trial_close (trial);
  pod_journey_key_until ("2", "Signed on");
  pod_journey_type ("Signed on", today);
  pod_journey_type ("Explained by", "Dr Invented");
  press_tab (3);
  choose_first ("yes", "not answered");
}

/* The first cohort has the keyboard once the number is given, which the window behind says. */
static void
choose_cohort (const Patient *patient)
{
  pod_journey_wait ("label", "cohort not decided");
  for (guint i = 0; i < patient->position; i++)
    pod_journey_key ("Down");
  pod_journey_key ("space");
  pod_journey_wait_checked ("check box", patient->label);
}

static void
register_patient (const Patient *patient)
{
  type_patient (patient);
  pod_journey_key ("<Control>Page_Down");
  type_consent ();
  pod_journey_press ("push button", "Register");
  choose_cohort (patient);
  pod_journey_key ("<Control>Page_Down");
  pod_journey_wait ("text", "Hemoglobin");
}

static void
type_results (const char *haemoglobin)
{
  pod_journey_type ("Creatinine", "80");
  pod_journey_type ("Hemoglobin", haemoglobin);
  pod_journey_press ("push button", "Next");
}

static void
decide (const char *button)
{
  pod_journey_key ("<Alt>7");
  /* There is none before what was typed is saved; until then the only password is the one of signing in. */
  pod_journey_wait ("push button", button);
  pod_journey_type ("Password", POD_JOURNEY_PASSWORD);
  pod_journey_press ("push button", button);
  pod_journey_wait ("label", "Signed by");
}

static void
test_enrolled (gconstpointer data)
{
  const Patient *patient = data;

  pod_journey_start ("pi");
  register_patient (patient);
  record_chart (patient->cohort);
  pod_journey_wait ("page tab", "Criteria");
  type_results ("110");
  decide ("Enrol and Sign");
  pod_journey_wait ("alert", "Signed and recorded: enrolled as");
  pod_journey_wait ("label", patient->number);
  pod_journey_press ("push button", "Save and Leave");
  pod_journey_end ();
}

/* The same step of the same subject, with what was typed; and one value is enough to keep somebody out. */
static void
test_resumed_and_failed (void)
{
  pod_journey_start ("pi");
  register_patient (&patients[0]);
  pod_journey_type ("Hemoglobin", "58");
  wait_for_draft ("58");
  pod_journey_kill ();

  pod_journey_start_again ("pi");
  pod_journey_wait_text ("Hemoglobin", "58");
  pod_journey_wait ("page tab", "Decision");
  pod_journey_press ("push button", "Save and Leave");
  pod_journey_press ("push button", "Continue Screening");
  pod_journey_wait ("page tab", "Decision");
  decide ("Record Failure and Sign");
  pod_journey_wait ("label", "Screen failure");
  pod_journey_press ("push button", "Save and Leave");
  pod_journey_wait ("push button", "Screen Again");
  pod_journey_end ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pod_journey_init (argc, argv);
  for (gsize i = 0; i < G_N_ELEMENTS (patients); i++)
    {
      g_autofree char *path = g_strconcat ("/e2e/screening/", patients[i].cohort, NULL);

      /* Each takes a minute: every run walks the first cohort, "-m slow" all of them. */
      if (i == 0 || g_test_slow ())
        g_test_add_data_func (path, &patients[i], test_enrolled);
    }
  g_test_add_func ("/e2e/screening/resumed-and-failed", test_resumed_and_failed);
  return g_test_run ();
}
