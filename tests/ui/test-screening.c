#include <string.h>

#include "pod-date-row.h"
#include "pod-problem-row.h"
#include "pod-screening-fixture.h"
#include "pod-subject-page.h"
#include "pod-test-decide.h"
#include "pod-trial-draft.h"
#include "pod-trial-screening.h"
#include "pod-widget-picture.h"

/* Screening a patient, from the first name typed to a consent: problems stand at the fields, a known person is told of, and whoever is
 * interrupted goes on where they were. */

static guint
count_subjects (ScreeningFixture *fixture)
{
  return g_list_model_get_n_items (pod_trial_get_subjects (fixture->trial));
}

static const char *
get_problem (ScreeningFixture *fixture, const char *row)
{
  return pod_problem_row_get_text (screening_patient (fixture, row));
}

/* ---- the form ---- */

static void
test_empty_form (ScreeningFixture *fixture, gconstpointer data)
{
  screening_act (fixture, "wizard.next");
  g_assert_nonnull (get_problem (fixture, "name_problem"));
  g_assert_nonnull (get_problem (fixture, "record_number_problem"));
  g_assert_nonnull (get_problem (fixture, "sex_problem"));
  g_assert_nonnull (pod_date_row_get_problem (screening_patient (fixture, "birth_date")));
  screening_assert_step (fixture, "patient");
  /* Nor by any other way. */
  screening_go (fixture, 5);
  screening_assert_step (fixture, "patient");
  g_assert_cmpuint (count_subjects (fixture), ==, 0);
  pod_test_picture (fixture->wizard, "screening-problems.png");
}

static void
test_one_field_at_a_time (ScreeningFixture *fixture, gconstpointer data)
{
  screening_act (fixture, "wizard.next");
  screening_fill_in (fixture, "Invented Person", "X-900001");
  screening_type (fixture, "record_number", "  ");
  screening_act (fixture, "wizard.next");
  g_assert_null (get_problem (fixture, "name_problem"));
  g_assert_null (get_problem (fixture, "sex_problem"));
  g_assert_nonnull (get_problem (fixture, "record_number_problem"));
  gtk_test_accessible_assert_state (screening_patient (fixture, "record_number"),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
}

/* Monday 23 November 2026 is today. */
static const struct
{
  const char *birth_date;
  const char *consent;
  gboolean good;
} dates[] = {
  { "1968-04-21", "2026-11-23", TRUE },  { "1968", "2026-11-23 14:30", FALSE },
  { "1968-02-30", "2026-11-23", FALSE }, { "yesterday", "2026-11-23", FALSE },
  { "1968-04-21", "2026-11-24", FALSE }, { "1968-04-21", "2026-11", FALSE },
  { "2026-11-24", "2026-11-23", FALSE },
};

static void
test_dates (ScreeningFixture *fixture, gconstpointer data)
{
  guint good = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *record_number = g_strdup_printf ("X-90000%zu", i);

      g_test_message ("born %s, consent %s", dates[i].birth_date, dates[i].consent);
      screening_fill_in (fixture, "Invented Person", record_number);
      screening_type (fixture, "birth_date", dates[i].birth_date);
      screening_consent_to (fixture, dates[i].consent);
      screening_go (fixture, 3);
      good += dates[i].good;
      g_assert_cmpuint (count_subjects (fixture), ==, good);
      g_assert_cmpint (pod_screening_wizard_get_subject (fixture->wizard) != 0, ==, dates[i].good);
      if (!dates[i].good)
        continue;
      gtk_window_close (GTK_WINDOW (fixture->wizard));
      screening_open (fixture, 0);
    }
}

/* "23 Nov 2026" is read in one piece; only the sentence of a problem goes on in a second line. */
static void
test_date_in_one_piece (ScreeningFixture *fixture, gconstpointer data)
{
  GtkWidget *row = screening_consent (fixture, "signed_on");

  gtk_editable_set_text (GTK_EDITABLE (row), "2026-11-23");
  g_assert_false (gtk_label_get_wrap (pod_test_find_label (row, "23 Nov 2026", FALSE)));
  pod_date_row_set_problem (POD_DATE_ROW (row), "a sentence");
  g_assert_true (gtk_label_get_wrap (pod_test_find_label (row, "a sentence", FALSE)));
}

/* ---- the consent ---- */

static const char *
get_consent_problem (ScreeningFixture *fixture, const char *row)
{
  return pod_problem_row_get_text (screening_consent (fixture, row));
}

/* What is attested is typed by whoever attests it: neither the day, nor who explained it, nor the copy is there before. */
static void
test_nothing_proposed (ScreeningFixture *fixture, gconstpointer data)
{
  screening_fill_in (fixture, "Invented Person", "X-900001");
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "consent");
  g_assert_cmpstr (gtk_editable_get_text (screening_consent (fixture, "signed_on")), ==, "");
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "consent");
  g_assert_cmpuint (count_subjects (fixture), ==, 0);
  g_assert_nonnull (pod_date_row_get_problem (screening_consent (fixture, "signed_on")));
  g_assert_nonnull (get_consent_problem (fixture, "explained_by_problem"));
  g_assert_nonnull (get_consent_problem (fixture, "copy_problem"));
  g_assert_null (get_consent_problem (fixture, "signed_at_problem"));
  screening_consent_to (fixture, "2026-11-23");
  adw_combo_row_set_selected (screening_consent (fixture, "copy_given"), 2);
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "cohort");
}

/* The time may be left out; what is none is said under it, and so is one that has not come yet. */
static void
test_time (ScreeningFixture *fixture, gconstpointer data)
{
  GtkEditable *time = screening_consent (fixture, "signed_at");
  g_autoptr (PodCasebook) casebook = NULL;

  screening_fill_in (fixture, "Invented Person", "X-900001");
  screening_consent_to (fixture, "2026-11-23");
  gtk_editable_set_text (time, "half past two");
  screening_go (fixture, 3);
  screening_assert_step (fixture, "consent");
  g_assert_nonnull (get_consent_problem (fixture, "signed_at_problem"));
  gtk_editable_set_text (time, "23:59");
  screening_go (fixture, 3);
  screening_assert_step (fixture, "consent");
  g_assert_nonnull (strstr (get_consent_problem (fixture, "signed_at_problem"), "future"));
  gtk_editable_set_text (time, " 0:01");
  screening_go (fixture, 3);
  screening_assert_step (fixture, "cohort");
  casebook = pod_trial_load_casebook (fixture->trial,
                                      pod_screening_wizard_get_subject (fixture->wizard), NULL);
  g_assert_cmpint (screening_find (casebook, "consent_given")->when.minute, ==, 1);
  screening_go (fixture, 2);
  g_assert_true (pod_test_shows (screening_step (fixture, "consent"), "23 Nov 2026, 00:01"));
}

/* ---- the steps ---- */

static void
test_registered (ScreeningFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  screening_register (fixture);
  screening_assert_step (fixture, "cohort");
  g_assert_cmpuint (count_subjects (fixture), ==, 1);
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
  g_assert_true (pod_test_shows (fixture->wizard, "S-001"));
  casebook = pod_trial_load_casebook (fixture->trial,
                                      pod_screening_wizard_get_subject (fixture->wizard), NULL);
  g_assert_cmpstr (pod_casebook_get_consent_form (casebook), ==, "1.0");
  g_assert_cmpstr (screening_find (casebook, "consent_explained_by")->text, ==, "Dr Nobody");
  g_assert_cmpstr (screening_find (casebook, "consent_given")->code, ==, "yes");
  /* The name went into the vault and stands nowhere, nor in any field, until somebody looks. */
  g_assert_false (pod_test_shows (fixture->window, "Invented"));
  screening_go (fixture, 1);
  g_assert_false (pod_test_shows (fixture->wizard, "Invented"));
  g_assert_cmpstr (gtk_editable_get_text (screening_patient (fixture, "name")), ==, "");
  gtk_toggle_button_set_active (screening_patient (fixture, "reveal_button"), TRUE);
  g_assert_true (pod_test_shows (fixture->wizard, "Invented <b> & Person"));
  screening_go (fixture, 2);
  g_assert_false (pod_test_shows (fixture->wizard, "Invented"));
}

/* ---- somebody who is known ---- */

static void
fail_screening (PodTrial *trial, gint64 subject)
{
  g_assert_true (pod_test_fail_screening (trial, subject, pod_trial_get_today (trial), NULL));
}

static void
test_known (ScreeningFixture *fixture, gconstpointer data)
{
  gint64 first = pod_test_register (fixture->trial, "Invented Person", "X-900001", NULL);
  GtkWidget *known = screening_patient (fixture, "known");

  g_assert_false (gtk_widget_get_visible (known));
  screening_type (fixture, "record_number", "X-90000");
  g_assert_false (gtk_widget_get_visible (known));
  screening_type (fixture, "record_number", "X-900001");
  g_assert_true (gtk_widget_get_visible (known));
  g_assert_true (pod_test_shows (known, "S-001"));
  g_assert_true (pod_test_shows (known, "is not over yet"));
  fail_screening (fixture->trial, first);
  screening_type (fixture, "record_number", "X-900001 ");
  g_assert_true (pod_test_shows (known, "To screen again, go on"));
  g_assert_false (pod_test_shows (known, "Invented"));
  pod_test_picture (fixture->wizard, "screening-known.png");

  /* Under another name it is another patient's number. */
  screening_fill_in (fixture, "Somebody Else", "X-900001");
  screening_consent_to (fixture, "2026-11-23");
  screening_go (fixture, 3);
  screening_assert_step (fixture, "patient");
  g_assert_nonnull (get_problem (fixture, "name_problem"));
  g_assert_cmpuint (count_subjects (fixture), ==, 1);

  screening_type (fixture, "name", "Invented Person");
  screening_go (fixture, 3);
  screening_assert_step (fixture, "cohort");
  g_assert_cmpuint (count_subjects (fixture), ==, 2);
  g_assert_true (pod_test_shows (fixture->wizard, "S-002"));
}

static void
press_screen_again (ScreeningFixture *fixture)
{
  gpointer page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE);

  gtk_widget_activate_action (page, "subject.screen", NULL);
  pod_test_settle ();
  fixture->wizard = pod_test_toplevel (POD_TYPE_SCREENING_WIZARD);
}

/* Whoever they are is known: what is asked for is the consent, and what is kept is the attempt that failed. */
static void
test_again (ScreeningFixture *fixture, gconstpointer data)
{
  gint64 first = pod_test_register (fixture->trial, "Invented Person", "X-900001", "mn");
  g_autoptr (PodCasebook) one = NULL;
  g_autoptr (PodCasebook) two = NULL;

  fail_screening (fixture->trial, first);
  gtk_window_close (GTK_WINDOW (fixture->wizard));
  pod_trial_window_show_subject (fixture->window, first);
  press_screen_again (fixture);
  screening_assert_step (fixture, "consent");
  g_assert_true (pod_test_shows (fixture->wizard, "Screened before as S-001"));
  screening_go (fixture, 1);
  screening_assert_step (fixture, "patient");
  g_assert_true (pod_test_shows (screening_step (fixture, "patient"), "Sealed in the vault"));
  gtk_toggle_button_set_active (screening_patient (fixture, "reveal_button"), TRUE);
  g_assert_true (pod_test_shows (fixture->wizard, "Invented Person"));
  screening_act (fixture, "wizard.next");
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "consent");
  g_assert_nonnull (get_consent_problem (fixture, "explained_by_problem"));
  screening_consent_to (fixture, "2026-11-23");
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "cohort");
  g_assert_true (pod_test_shows (fixture->wizard, "S-002"));
  one = pod_trial_load_casebook (fixture->trial, first, NULL);
  two = pod_trial_load_casebook (fixture->trial, pod_screening_wizard_get_subject (fixture->wizard),
                                 NULL);
  g_assert_cmpint (pod_casebook_get_subject (one)->person, ==,
                   pod_casebook_get_subject (two)->person);
  g_assert_cmpstr (pod_casebook_get_subject (one)->usubjid, ==,
                   pod_casebook_get_subject (two)->usubjid);
  g_assert_nonnull (pod_casebook_find_event (one, "screen_failure"));
  g_assert_nonnull (screening_find (two, "age"));

  /* Once more from the first: there is one going on. */
  gtk_window_close (GTK_WINDOW (fixture->wizard));
  pod_trial_window_show_subject (fixture->window, first);
  press_screen_again (fixture);
  screening_consent_to (fixture, "2026-11-23");
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "consent");
  g_assert_true (pod_test_shows (fixture->wizard, "as S-002: go on there"));
}

/* Whoever may not register reads who may. */
static void
test_again_for_others (ScreeningFixture *fixture, gconstpointer data)
{
  gint64 first = pod_test_register (fixture->trial, "Invented Person", "X-900001", "mn");
  GtkWidget *button;

  fail_screening (fixture->trial, first);
  gtk_window_close (GTK_WINDOW (fixture->wizard));
  pod_test_sign_in (fixture->trial, "monitor");
  pod_test_settle ();
  pod_trial_window_show_subject (fixture->window, first);
  button = pod_test_child (pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE),
                           "screen_button");
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "coordinator"));
}

/* Opening the earlier attempt leaves the wizard, and nothing of what was typed. */
static void
test_open_earlier (ScreeningFixture *fixture, gconstpointer data)
{
  gint64 first = pod_test_register (fixture->trial, "Invented Person", "X-900001", NULL);
  g_autoptr (GPtrArray) drafts = NULL;

  screening_type (fixture, "record_number", "X-900001");
  g_signal_emit_by_name (screening_step (fixture, "patient"), "open-subject", first);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
  drafts = pod_trial_list_drafts (fixture->trial, NULL);
  g_assert_cmpuint (drafts->len, ==, 0);
}

static gboolean
has_draft (gpointer data)
{
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (((ScreeningFixture *) data)->trial, NULL);

  return drafts != NULL && drafts->len == 1;
}

/* Where more than the number was typed it is kept. */
static void
test_open_earlier_keeps (ScreeningFixture *fixture, gconstpointer data)
{
  gint64 first = pod_test_register (fixture->trial, "Invented Person", "X-900001", NULL);

  screening_fill_in (fixture, "Invented Person", "X-900001");
  g_signal_emit_by_name (screening_step (fixture, "patient"), "open-subject", first);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  g_assert_true (pod_test_run_until (has_draft, fixture, 10000));
}

/* ---- leaving and coming back ---- */

static void
test_asks_before_losing (ScreeningFixture *fixture, gconstpointer data)
{
  screening_type (fixture, "name", "Invented Person");
  gtk_window_close (GTK_WINDOW (fixture->wizard));
  screening_answer ("no");
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));

  gtk_window_close (GTK_WINDOW (fixture->wizard));
  screening_answer ("yes");
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
}

static gboolean
is_open (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_SCREENING_WIZARD) != NULL;
}

/* A lock takes the window away; the same step of the same subject comes back, with what was chosen. */
static void
test_resumed (ScreeningFixture *fixture, gconstpointer data)
{
  gint64 subject;
  GtkWidget *first;

  screening_register (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  first = GTK_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
  pod_trial_window_lock (fixture->window, "asked");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  pod_test_sign_in (fixture->trial, "pi");
  g_assert_true (pod_test_run_until (is_open, NULL, 5000));
  fixture->wizard = pod_test_toplevel (POD_TYPE_SCREENING_WIZARD);
  g_assert_cmpint (pod_screening_wizard_get_subject (fixture->wizard), ==, subject);
  screening_assert_step (fixture, "cohort");
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "results");
  g_assert_true (pod_test_shows (fixture->wizard, "S-001 · MN"));
}

/* Left in good order there is nothing to go on with by itself; the first step that is open comes first. */
static void
test_left (ScreeningFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;
  gpointer page;
  gint64 subject;

  screening_register (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  screening_go (fixture, 6);
  screening_act (fixture, "wizard.leave");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  /* One sees what the screening has come to, and what is still missing. */
  page = pod_widget_find (GTK_WIDGET (fixture->window), POD_TYPE_SUBJECT_PAGE);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (pod_test_child (page, "stack")), ==,
                   "eligibility");
  g_assert_true (gtk_expander_get_expanded (pod_test_child (pod_test_child (page, "eligibility"),
                                                            "missing_expander")));
  drafts = pod_trial_list_drafts (fixture->trial, NULL);
  g_assert_cmpuint (drafts->len, ==, 0);
  screening_open (fixture, subject);
  screening_assert_step (fixture, "cohort");
  screening_act (fixture, "wizard.missing");
  screening_assert_step (fixture, "cohort");
}

/* ---- consent, afterwards ---- */

static void
test_withdrawn (ScreeningFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  gint64 subject;

  screening_register (fixture);
  subject = pod_screening_wizard_get_subject (fixture->wizard);
  screening_go (fixture, 2);
  g_assert_true (pod_test_shows (screening_step (fixture, "consent"), "Version 1.0"));
  g_signal_emit_by_name (screening_consent (fixture, "withdraw_button"), "clicked");
  screening_answer ("yes");
  casebook = pod_trial_load_casebook (fixture->trial, subject, NULL);
  g_assert_nonnull (pod_casebook_find_event (casebook, "withdrawal"));
  g_assert_false (gtk_widget_get_visible (screening_consent (fixture, "withdraw_button")));
}

/* A new consent is nobody's until its day is typed: leaving the step records none. */
static void
test_not_renewed (ScreeningFixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;

  screening_register (fixture);
  screening_go (fixture, 2);
  g_signal_emit_by_name (gtk_widget_get_last_child (screening_consent (fixture, "newer")),
                         "clicked");
  g_assert_cmpstr (gtk_editable_get_text (screening_consent (fixture, "signed_on")), ==, "");
  screening_go (fixture, 3);
  screening_assert_step (fixture, "cohort");
  casebook = pod_trial_load_casebook (fixture->trial,
                                      pod_screening_wizard_get_subject (fixture->wizard), NULL);
  g_assert_null (pod_casebook_find_event (casebook, "reconsent"));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (ScreeningFixture *, gconstpointer);
  } tests[] = {
    { "/ui/screening/empty-form", test_empty_form },
    { "/ui/screening/one-field-at-a-time", test_one_field_at_a_time },
    { "/ui/screening/dates", test_dates },
    { "/ui/screening/date-in-one-piece", test_date_in_one_piece },
    { "/ui/screening/nothing-proposed", test_nothing_proposed },
    { "/ui/screening/time", test_time },
    { "/ui/screening/registered", test_registered },
    { "/ui/screening/known", test_known },
    { "/ui/screening/again", test_again },
    { "/ui/screening/again-for-others", test_again_for_others },
    { "/ui/screening/open-earlier", test_open_earlier },
    { "/ui/screening/open-earlier-keeps", test_open_earlier_keeps },
    { "/ui/screening/asks-before-losing", test_asks_before_losing },
    { "/ui/screening/resumed", test_resumed },
    { "/ui/screening/left", test_left },
    { "/ui/screening/withdrawn", test_withdrawn },
    { "/ui/screening/not-renewed", test_not_renewed },
  };

  pod_test_window_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, ScreeningFixture, NULL, screening_set_up, tests[i].test,
                screening_tear_down);
  return g_test_run ();
}
