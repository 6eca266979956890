#include "clinic-fixture.h"
#include "pod-course.h"
#include "pod-criterion-view.h"
#include "pod-eligibility-page.h"
#include "pod-test-decide.h"
#include "pod-test-window.h"
#include "pod-verdict-item.h"
#include "pod-words.h"

/* Every criterion with its verdict; the decision is the wizard's.  The subject whom nothing keeps out is clinic's. */

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window; /* the trial's, which closes it */
  GtkWidget *own;         /* what the page stands in */
  PodEligibilityPage *page;
  gint64 subject;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  fixture->window = pod_test_window_open (fixture->trial);
  fixture->own = adw_window_new ();
  fixture->page = g_object_new (POD_TYPE_ELIGIBILITY_PAGE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->own), 1024, 700);
  adw_window_set_content (ADW_WINDOW (fixture->own), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->own));
  gtk_test_widget_wait_for_draw (fixture->own);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), &page);
  gtk_window_destroy (GTK_WINDOW (fixture->own));
  g_assert_null (page);
  pod_test_window_close (fixture->window);
}

/* Writes the fixture's findings for the registered subject, except what registration has recorded or derives. */
static void
record (Fixture *fixture, const char *changes)
{
  g_autoptr (PodCasebook) eligible = fixture_eligible ("mn", "female", changes);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (eligible, &n);

  for (guint i = 0; i < n; i++)
    {
      PodFinding finding = findings[i];

      if (g_str_equal (finding.observation, "age") || g_str_equal (finding.observation, "egfr"))
        continue;
      finding.record = (PodRecord){ pod_change_reserve (change), fixture->subject, 0, FALSE };
      pod_change_put_finding (change, &finding);
    }
  pod_trial_commit (fixture->trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
show (Fixture *fixture)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);

  pod_eligibility_page_set_casebook (fixture->page, fixture->trial, casebook);
  pod_test_settle ();
}

static const char *
get_answer (Fixture *fixture)
{
  return gtk_label_get_text (pod_test_child (fixture->page, "answer"));
}

static gpointer
criteria_child (Fixture *fixture, const char *id)
{
  return pod_test_child (pod_test_child (fixture->page, "criteria"), id);
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (criteria_child (fixture, "selection"));
}

static gboolean
is_visible (Fixture *fixture, const char *id)
{
  return gtk_widget_get_visible (pod_test_child (fixture->page, id));
}

/* Registration alone settles hardly anything: neither yes nor no. */
static void
test_cannot_tell (Fixture *fixture, gconstpointer data)
{
  guint all;

  show (fixture);
  all = count_rows (fixture);
  g_assert_true (g_str_has_prefix (get_answer (fixture), "Cannot tell yet"));
  g_assert_true (is_visible (fixture, "missing_expander"));
  g_assert_false (is_visible (fixture, "decide_button"));
  g_assert_cmpstr (gtk_label_get_text (pod_test_child (fixture->page, "glyph")), ==, "?");
  gtk_toggle_button_set_active (criteria_child (fixture, "failed"), TRUE);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  gtk_toggle_button_set_active (criteria_child (fixture, "unknown"), TRUE);
  g_assert_cmpuint (count_rows (fixture), >, 0);
  g_assert_cmpuint (count_rows (fixture), <, all);
  pod_test_picture (fixture->own, "eligibility-unknown.png");
}

static void
count_cb (gpointer page, guint *times)
{
  (*times)++;
}

static void
test_eligible (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  guint asked = 0;

  record (fixture, NULL);
  show (fixture);
  pod_test_picture (fixture->own, "eligibility-eligible.png");
  g_assert_cmpstr (get_answer (fixture), ==, "Eligible on paper");
  g_assert_true (is_visible (fixture, "decide_button"));
  g_signal_connect (fixture->page, "decide", G_CALLBACK (count_cb), &asked);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "eligibility.decide", NULL);
  g_assert_cmpuint (asked, ==, 1);
  g_assert_true (pod_test_enrol (fixture->trial, fixture->subject,
                                 pod_trial_get_today (fixture->trial), NULL));
  casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  g_assert_cmpstr (pod_casebook_get_subject (casebook)->enrolment_number, ==, "MN-001");
  show (fixture);
  g_assert_false (is_visible (fixture, "decide_button"));
  g_assert_true (pod_test_shows (fixture->page, "the day of enrolment"));
}

static void
test_not_eligible (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  record (fixture, "hgb 59 g/L @-5");
  show (fixture);
  g_assert_true (g_str_has_prefix (get_answer (fixture), "Not eligible: 1"));
  /* The one that fails is the one that is read. */
  g_assert_true (pod_test_shows (fixture->page, "INC-03a"));
  g_assert_true (pod_test_shows (criteria_child (fixture, "criterion"), "not met"));
  g_assert_true (pod_test_shows (criteria_child (fixture, "criterion"), "59 g/L"));
  g_assert_true (is_visible (fixture, "decide_button"));
  pod_test_picture (fixture->own, "eligibility-not.png");

  g_assert_true (pod_test_fail_screening (fixture->trial, fixture->subject,
                                          pod_trial_get_today (fixture->trial), NULL));
  casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  g_assert_cmpstr (pod_casebook_find_event (casebook, "screen_failure")->detail, ==, "INC-03a");
  show (fixture);
  g_assert_false (is_visible (fixture, "decide_button"));
}

/* Nobody but the principal investigator decides. */
static void
test_roles (Fixture *fixture, gconstpointer data)
{
  record (fixture, NULL);
  pod_test_sign_in (fixture->trial, "coordinator");
  show (fixture);
  g_assert_cmpstr (get_answer (fixture), ==, "Eligible on paper");
  g_assert_false (is_visible (fixture, "decide_button"));
}

/* A new casebook of the same subject leaves the reader where they were; none leaves nothing behind. */
static void
test_replace (Fixture *fixture, gconstpointer data)
{
  GtkSingleSelection *selection = criteria_child (fixture, "selection");

  show (fixture);
  gtk_single_selection_set_selected (selection, 7);
  record (fixture, NULL);
  show (fixture);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 7);
  pod_eligibility_page_set_casebook (fixture->page, NULL, NULL);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_cmpstr (get_answer (fixture), ==, "");
}

/* Each criterion can be read, and says its verdict in a word beside the mark. */
static void
test_every_criterion (Fixture *fixture, gconstpointer data)
{
  GtkSingleSelection *selection = criteria_child (fixture, "selection");
  gpointer view = criteria_child (fixture, "criterion");

  record (fixture, NULL);
  show (fixture);
  for (guint i = 0; i < count_rows (fixture); i++)
    {
      const PodVerdict *verdict;

      gtk_single_selection_set_selected (selection, i);
      verdict = pod_verdict_item_get_verdict (gtk_single_selection_get_selected_item (selection));
      g_test_message ("%s", verdict->criterion->id);
      g_assert_cmpstr (gtk_label_get_text (pod_test_child (view, "words")), ==,
                       pod_verdict_to_words (verdict));
      g_assert_cmpstr (gtk_label_get_text (pod_test_child (view, "text")), ==,
                       verdict->criterion->text.plain);
      g_assert_nonnull (gtk_widget_get_first_child (pod_test_child (view, "evidence")));
    }
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add ("/eligibility/cannot-tell", Fixture, NULL, set_up, test_cannot_tell, tear_down);
  g_test_add ("/eligibility/eligible", Fixture, NULL, set_up, test_eligible, tear_down);
  g_test_add ("/eligibility/not-eligible", Fixture, NULL, set_up, test_not_eligible, tear_down);
  g_test_add ("/eligibility/roles", Fixture, NULL, set_up, test_roles, tear_down);
  g_test_add ("/eligibility/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/eligibility/every-criterion", Fixture, NULL, set_up, test_every_criterion,
              tear_down);
  return g_test_run ();
}
