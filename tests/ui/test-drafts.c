#include "pod-adverse-event-editor.h"
#include "pod-adverse-event-form.h"
#include "pod-dialog-fixture.h"
#include "pod-grade-row.h"
#include "pod-instrument-dialog.h"
#include "pod-result-input.h"
#include "pod-screening-wizard.h"
#include "pod-term-row.h"
#include "pod-test-put.h"
#include "pod-trial-draft.h"
#include "pod-trial-users.h"
#include "pod-user-editor.h"
#include "pod-users-dialog.h"
#include "pod-widget-picture.h"

/* What is being typed survives a lock, a closed window, a killed program; and it is gone when it was saved or thrown away. */

typedef PodDialogFixture Fixture;

static guint
count_drafts (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (fixture->trial, &error);

  g_assert_no_error (error);
  return drafts->len;
}

static gboolean
has_draft (gpointer data)
{
  return count_drafts (data) == 1;
}

static gboolean
has_none (gpointer data)
{
  return count_drafts (data) == 0;
}

static gpointer
open_editor (Fixture *fixture, gint64 event)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  PodAdverseEventEditor *editor = pod_adverse_event_editor_new (GTK_WINDOW (fixture->window),
                                                                fixture->trial, casebook, event);

  pod_test_present (editor);
  return editor;
}

static gpointer
field (gpointer editor, const char *id)
{
  return pod_test_child (pod_test_child (editor, "form"), id);
}

static void
fill (gpointer editor)
{
  pod_search_row_choose (field (editor, "term"), "crs");
  gtk_editable_set_text (field (editor, "verbatim"), "fever = 39.2; <b>\nlines");
  gtk_editable_set_text (field (editor, "start"), "2026-1");
  gtk_switch_set_active (field (editor, "ongoing"), FALSE);
  pod_grade_row_set_grade (field (editor, "grade"), 3);
  adw_combo_row_set_selected (field (editor, "product"), POD_CAUSALITY_PROBABLE);
}

static void
expect_filled (gpointer editor)
{
  g_assert_cmpstr (pod_search_row_get_chosen (field (editor, "term")), ==, "crs");
  g_assert_nonnull (strstr (gtk_editable_get_text (field (editor, "verbatim")), "39.2; <b>"));
  g_assert_cmpstr (gtk_editable_get_text (field (editor, "start")), ==, "2026-1");
  g_assert_false (gtk_switch_get_active (field (editor, "ongoing")));
  g_assert_cmpint (pod_grade_row_get_grade (field (editor, "grade")), ==, 3);
  g_assert_cmpuint (adw_combo_row_get_selected (field (editor, "product")), ==,
                    POD_CAUSALITY_PROBABLE);
}

/* Where what is typed in lies in its window. */
static double
get_top (gpointer editor)
{
  graphene_rect_t place;

  pod_test_settle ();
  g_assert_true (gtk_widget_compute_bounds (field (editor, "verbatim"), editor, &place));
  return place.origin.y;
}

/* A pause in typing is enough, and the form says so; nothing moves for it below the fingers of who types. */
static void
test_pause (Fixture *fixture, gconstpointer data)
{
  gpointer editor = open_editor (fixture, 0);
  double before = get_top (editor);

  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  fill (editor);
  g_assert_true (pod_test_run_until (has_draft, fixture, 3000));
  g_assert_true (pod_test_wait_shows (editor, "Draft saved"));
  pod_test_settle ();
  g_assert_cmpfloat (get_top (editor), ==, before);
  /* Back to nothing is nothing. */
  pod_search_row_choose (field (editor, "term"), NULL);
  gtk_editable_set_text (field (editor, "verbatim"), "");
  gtk_editable_set_text (field (editor, "start"), "");
  gtk_switch_set_active (field (editor, "ongoing"), TRUE);
  pod_grade_row_set_grade (field (editor, "grade"), 0);
  adw_combo_row_set_selected (field (editor, "product"), POD_CAUSALITY_UNASSESSED);
  g_assert_true (pod_test_run_until (has_none, fixture, 3000));
  gtk_window_close (editor);
}

/* Locked in the middle of a word: the window is empty, and the same person finds it all again. */
static void
test_lock (Fixture *fixture, gconstpointer data)
{
  gpointer editor = open_editor (fixture, 0);

  fill (editor);
  pod_trial_sign_out (fixture->trial);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  pod_test_sign_in (fixture->trial, "pi");
  pod_test_settle ();
  editor = pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR);
  g_assert_nonnull (editor);
  expect_filled (editor);
  g_assert_true (pod_test_wait_shows (editor, "You were writing this on"));
  pod_test_picture (editor, "draft-found.png");
}

/* Somebody else does not. */
static void
test_another (Fixture *fixture, gconstpointer data)
{
  fill (open_editor (fixture, 0));
  pod_trial_sign_out (fixture->trial);
  pod_test_sign_in (fixture->trial, "coordinator");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

static gpointer
press (gpointer root, const char *label)
{
  GtkWidget *child = gtk_widget_get_first_child (root);

  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (root), label) == 0)
    {
      g_signal_emit_by_name (root, "clicked");
      return root;
    }
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = press (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Kept on leaving, found when the form is opened again, discarded there. */
static void
test_keep_and_discard (Fixture *fixture, gconstpointer data)
{
  gpointer editor = open_editor (fixture, 0);

  fill (editor);
  gtk_window_close (editor);
  pod_test_answer ("_Keep Draft");
  g_assert_null (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  g_assert_true (pod_test_run_until (has_draft, fixture, 3000));

  editor = open_editor (fixture, 0);
  expect_filled (editor);
  g_assert_nonnull (press (pod_test_child (editor, "keeper"), "_Discard"));
  g_assert_cmpstr (gtk_editable_get_text (field (editor, "verbatim")), ==, "");
  g_assert_true (pod_test_run_until (has_none, fixture, 3000));
  g_assert_nonnull (press (pod_test_child (editor, "keeper"), "_Undo"));
  expect_filled (editor);
  g_assert_true (pod_test_run_until (has_draft, fixture, 3000));
  gtk_window_close (editor);
  pod_test_answer ("_Keep Draft");
  editor = open_editor (fixture, 0);
  g_assert_nonnull (press (pod_test_child (editor, "keeper"), "_Discard"));
  g_assert_true (pod_test_run_until (has_none, fixture, 3000));
  gtk_window_close (editor);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
}

static void
test_discarded_on_leaving (Fixture *fixture, gconstpointer data)
{
  gpointer editor = open_editor (fixture, 0);

  fill (editor);
  g_assert_true (pod_test_run_until (has_draft, fixture, 3000));
  gtk_window_close (editor);
  pod_test_answer ("_Discard");
  g_assert_true (pod_test_run_until (has_none, fixture, 3000));
}

static gboolean
is_gone (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR) == NULL;
}

static void
test_saved (Fixture *fixture, gconstpointer data)
{
  gpointer editor = open_editor (fixture, 0);

  gtk_editable_set_text (field (editor, "verbatim"), "cough");
  gtk_editable_set_text (field (editor, "start"), "2026-11-20");
  g_assert_true (pod_test_run_until (has_draft, fixture, 3000));
  gtk_widget_activate_action (editor, "editor.save", NULL);
  g_assert_true (pod_test_run_until (is_gone, NULL, 20000));
  g_assert_true (pod_test_run_until (has_none, fixture, 3000));
}

/* While the draft lay there somebody else saved the event: taking it up again takes nothing back. */
static void
test_old_draft (Fixture *fixture, gconstpointer data)
{
  PodAdverseEvent event;
  gpointer editor;
  gint64 id;
  g_autoptr (PodCasebook) casebook = NULL;
  const PodAdverseEvent *after;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  event.verbatim = "cough";
  event.start = pod_moment_on (pod_date_new (2026, 11, 20));
  id = pod_test_put_event (fixture->trial, &event, NULL);
  editor = open_editor (fixture, id);
  gtk_editable_set_text (field (editor, "verbatim"), "dry cough");
  gtk_window_close (editor);
  pod_test_answer ("_Keep Draft");

  event.record = (PodRecord){ .id = id, .subject = fixture->subject, .version = 1 };
  event.outcome = POD_OUTCOME_RECOVERING;
  pod_test_put_event (fixture->trial, &event, "asked the patient");

  editor = open_editor (fixture, id);
  g_assert_cmpstr (gtk_editable_get_text (field (editor, "verbatim")), ==, "dry cough");
  gtk_editable_set_text (pod_test_child (editor, "reason"), "more exact");
  gtk_widget_activate_action (editor, "editor.save", NULL);
  g_assert_true (pod_test_wait_shows (editor, "Nothing clashes"));
  gtk_widget_activate_action (editor, "editor.save", NULL);
  g_assert_true (pod_test_run_until (is_gone, NULL, 20000));
  casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  after = pod_casebook_find_adverse_event (casebook, id);
  g_assert_cmpstr (after->verbatim, ==, "dry cough");
  g_assert_cmpint (after->outcome, ==, POD_OUTCOME_RECOVERING);
}

static gpointer
find_patient (void)
{
  gpointer wizard = pod_test_toplevel (POD_TYPE_SCREENING_WIZARD);

  g_assert_nonnull (wizard);
  return pod_test_child (wizard, "patient");
}

/* A registration holds a name: it comes back, too, at the step where it was. */
static void
test_register (Fixture *fixture, gconstpointer data)
{
  PodScreeningWizard *wizard = pod_screening_wizard_new (fixture->window, 0);

  pod_test_present (wizard);
  gtk_editable_set_text (pod_test_child (find_patient (), "name"), "测试乙");
  gtk_editable_set_text (pod_test_child (find_patient (), "record_number"), "X-900077");
  gtk_editable_set_text (pod_test_child (find_patient (), "birth_date"), "1971");
  adw_combo_row_set_selected (pod_test_child (find_patient (), "sex"), 2);
  pod_screening_wizard_show_step (wizard, "consent");
  gtk_editable_set_text (pod_test_child (pod_test_child (wizard, "consent"), "explained_by"),
                         "Dr Invented");
  pod_trial_sign_out (fixture->trial);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  pod_test_sign_in (fixture->trial, "pi");
  pod_test_settle ();
  wizard = pod_test_toplevel (POD_TYPE_SCREENING_WIZARD);
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (find_patient (), "name")), ==, "测试乙");
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (find_patient (), "birth_date")), ==,
                   "1971");
  g_assert_cmpuint (adw_combo_row_get_selected (pod_test_child (find_patient (), "sex")), ==, 2);
  g_assert_cmpstr (pod_screening_wizard_get_step (wizard), ==, "consent");
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (pod_test_child (wizard, "consent"),
                                                          "explained_by")),
                   ==, "Dr Invented");
}

static gint64
record_event (Fixture *fixture, const char *verbatim)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  event.verbatim = verbatim;
  event.start = pod_moment_on (pod_date_new (2026, 11, 20));
  return pod_test_put_event (fixture->trial, &event, NULL);
}

static void
void_event (Fixture *fixture, gint64 id)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  pod_change_void (change, POD_RECORD_ADVERSE_EVENT, id, 1);
  pod_trial_commit (fixture->trial, change, "of another patient", NULL, &error);
  g_assert_no_error (error);
}

static gpointer
get_lost (void)
{
  gpointer dialog = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);

  return dialog != NULL && pod_test_shows (dialog, "A Draft That Cannot Go On") ? dialog : NULL;
}

static gboolean
is_lost_told (gpointer data)
{
  return get_lost () != NULL;
}

static gboolean
is_editor_open (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR) != NULL;
}

/* The event was voided while the draft lay there: its text is shown and can be discarded, and the draft before it comes next. */
static void
test_voided (Fixture *fixture, gconstpointer data)
{
  gpointer editor;
  gint64 id = record_event (fixture, "cough");

  fill (open_editor (fixture, 0));
  pod_trial_sign_out (fixture->trial);
  pod_test_settle ();
  pod_test_sign_in (fixture->trial, "pi");
  g_assert_true (pod_test_run_until (is_editor_open, NULL, 5000));
  gtk_window_close (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  pod_test_answer ("_Keep Draft");
  editor = open_editor (fixture, id);
  gtk_editable_set_text (field (editor, "verbatim"), "dry cough <b>");
  gtk_window_close (editor);
  pod_test_answer ("_Keep Draft");
  void_event (fixture, id);
  g_assert_cmpuint (count_drafts (fixture), ==, 2);

  pod_trial_sign_out (fixture->trial);
  pod_test_sign_in (fixture->trial, "pi");
  g_assert_true (pod_test_run_until (is_lost_told, NULL, 5000));
  g_assert_null (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  g_assert_true (pod_test_shows (get_lost (), "dry cough <b>"));
  g_assert_true (pod_test_shows (get_lost (), "20 Nov 2026"));
  g_assert_false (pod_test_shows (get_lost (), "2026-11-20"));
  pod_test_picture (get_lost (), "draft-lost.png");
  pod_test_answer ("_Discard the Draft");
  g_assert_true (pod_test_run_until (is_editor_open, NULL, 5000));
  expect_filled (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
}

/* ---- a new account ---- */

static void
become_administrator (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  pod_trial_add_person (fixture->trial,
                        &(PodNewUser){ .user = "office",
                                       .password = POD_TEST_PASSWORD,
                                       .role = POD_USER_ADMINISTRATOR,
                                       .own_password = TRUE },
                        &error);
  g_assert_no_error (error);
  pod_test_sign_in (fixture->trial, "office");
  pod_test_settle ();
}

/* The people are a page of who sees nothing else, and a dialog of others. */
static gpointer
open_person (Fixture *fixture)
{
  gpointer people = pod_test_child (fixture->window, "people");

  if (pod_trial_may (fixture->trial, POD_VERB_READ))
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.users", NULL);
      pod_test_settle ();
      people = pod_test_child (pod_test_toplevel (POD_TYPE_USERS_DIALOG), "page");
    }
  gtk_widget_activate_action (people, "people.add", NULL);
  pod_test_settle ();
  return pod_test_toplevel (POD_TYPE_USER_EDITOR);
}

static void
fill_person (gpointer editor)
{
  gtk_editable_set_text (pod_test_child (editor, "user"), "nina");
  gtk_editable_set_text (pod_test_child (editor, "full_name"), "Invented <b>Nina & 测试");
  gtk_editable_set_text (pod_test_child (editor, "organisation"), "an invented ward");
  adw_combo_row_set_selected (pod_test_child (editor, "role"), POD_USER_NURSE + 1);
  gtk_editable_set_text (pod_test_child (editor, "password"), "a first one, invented");
}

static void
expect_person (gpointer editor)
{
  g_assert_nonnull (editor);
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (editor, "user")), ==, "nina");
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (editor, "full_name")), ==,
                   "Invented <b>Nina & 测试");
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (editor, "organisation")), ==,
                   "an invented ward");
  g_assert_cmpuint (adw_combo_row_get_selected (pod_test_child (editor, "role")), ==,
                    POD_USER_NURSE + 1);
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (editor, "password")), ==, "");
}

/* Locks, and looks into what is kept: the password is not in it. */
static gpointer
lock_and_come_back (Fixture *fixture, const char *user)
{
  g_autoptr (GPtrArray) drafts = NULL;
  const PodDraft *draft;

  pod_trial_window_lock (fixture->window, "idle");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_USER_EDITOR));
  pod_test_sign_in (fixture->trial, user);
  pod_test_settle ();
  drafts = pod_trial_list_drafts (fixture->trial, NULL);
  g_assert_cmpuint (drafts->len, ==, 1);
  draft = g_ptr_array_index (drafts, 0);
  g_assert_cmpstr (draft->form, ==, "person");
  g_assert_null (strstr (draft->content, "a first one"));
  return pod_test_toplevel (POD_TYPE_USER_EDITOR);
}

static gboolean
is_person_gone (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_USER_EDITOR) == NULL;
}

/* An administrator has no key: locked half-way, kept on leaving, found again, saved, and then the list has them. */
static void
test_administrator (Fixture *fixture, gconstpointer data)
{
  gpointer editor;

  become_administrator (fixture);
  fill_person (open_person (fixture));
  editor = lock_and_come_back (fixture, "office");
  expect_person (editor);
  g_assert_true (pod_test_wait_shows (editor, "You were writing this on"));
  pod_test_picture (editor, "draft-person.png");
  gtk_window_close (editor);
  pod_test_settle ();
  g_assert_true (pod_test_shows (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG),
                                 "lasts until the trial database is closed"));
  pod_test_answer ("_Keep Draft");
  g_assert_true (is_person_gone (NULL));
  expect_person (open_person (fixture));

  editor = lock_and_come_back (fixture, "office");
  expect_person (editor);
  gtk_editable_set_text (pod_test_child (editor, "password"), "a first one, invented");
  /* An account that reads is a PI's to make. */
  adw_combo_row_set_selected (pod_test_child (editor, "role"), POD_USER_ADMINISTRATOR + 1);
  g_signal_emit_by_name (pod_test_child (editor, "button"), "clicked");
  g_assert_true (pod_test_run_until (is_person_gone, NULL, 60000));
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  g_assert_true (pod_test_wait_shows (fixture->window, "Invented <b>Nina & 测试"));
}

/* Nobody else is shown it; discarded in the form it is gone. */
static void
test_administrator_discards (Fixture *fixture, gconstpointer data)
{
  gpointer editor;

  become_administrator (fixture);
  fill_person (open_person (fixture));
  pod_trial_window_lock (fixture->window, "idle");
  pod_test_sign_in (fixture->trial, "pi");
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_USER_EDITOR));
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  editor = lock_and_come_back (fixture, "office");
  g_assert_nonnull (press (pod_test_child (editor, "keeper"), "_Discard"));
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (editor, "user")), ==, "");
  g_assert_cmpuint (adw_combo_row_get_selected (pod_test_child (editor, "role")), ==, 0);
  g_assert_true (pod_test_run_until (has_none, fixture, 3000));
}

/* A PI's is sealed in the database. */
static void
test_person_of_pi (Fixture *fixture, gconstpointer data)
{
  gpointer editor = open_person (fixture);

  fill_person (editor);
  g_assert_true (pod_test_wait_shows (editor, "Draft saved"));
  expect_person (lock_and_come_back (fixture, "pi"));
}

static void
give_office_role (Fixture *fixture, PodUserRole role)
{
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (GError) error = NULL;

  pod_test_sign_in (fixture->trial, "pi");
  users = pod_trial_list_users (fixture->trial, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < users->len; i++)
    {
      const PodUser *user = g_ptr_array_index (users, i);

      if (g_str_equal (user->name, "office"))
        pod_trial_set_role (fixture->trial, user->id, role, "another office", &error);
      g_assert_no_error (error);
    }
}

/* The role makes no accounts any more: what was typed is shown, all of it, and can be thrown away. */
static void
test_person_lost (Fixture *fixture, gconstpointer data)
{
  become_administrator (fixture);
  fill_person (open_person (fixture));
  pod_trial_window_lock (fixture->window, "idle");
  give_office_role (fixture, POD_USER_MONITOR);
  pod_test_settle ();
  pod_test_sign_in (fixture->trial, "office");
  g_assert_true (pod_test_run_until (is_lost_told, NULL, 5000));
  g_assert_true (pod_test_shows (get_lost (), "Your role does not add people any more."));
  g_assert_true (pod_test_shows (get_lost (), "Invented <b>Nina & 测试"));
  g_assert_true (pod_test_shows (get_lost (), "an invented ward"));
  pod_test_answer ("_Discard the Draft");
  g_assert_cmpuint (count_drafts (fixture), ==, 0);
}

/* ---- of the screening ---- */

static void
save_draft (Fixture *fixture, const char *form, const char *content)
{
  g_autoptr (GError) error = NULL;

  pod_trial_save_draft (fixture->trial, form, fixture->subject, 0, content, &error);
  g_assert_no_error (error);
}

#define ANSWERS "[draft]\nwas=\nwhen=2026-11-2\nreason=\n[items]\nfever=1\nmyalgia=0\n"

static gboolean
is_wizard_open (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_SCREENING_WIZARD) != NULL;
}

static gboolean
is_instrument_open (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_INSTRUMENT_DIALOG) != NULL;
}

static void
come_back (Fixture *fixture)
{
  pod_trial_sign_out (fixture->trial);
  pod_test_settle ();
  pod_test_sign_in (fixture->trial, "pi");
}

/* What the wizard shows is not offered beside it; what it does not show is. */
static void
test_in_wizard (Fixture *fixture, gconstpointer data)
{
  save_draft (fixture, "screening", "[screening]\nstep=cohort\n");
  save_draft (fixture, "instrument.bvas", ANSWERS);
  come_back (fixture);
  g_assert_true (pod_test_run_until (is_instrument_open, NULL, 5000));
  gtk_window_destroy (pod_test_toplevel (POD_TYPE_INSTRUMENT_DIALOG));
  g_assert_true (pod_test_run_until (is_wizard_open, NULL, 5000));

  fixture->subject = pod_test_register (fixture->trial, "Invented Berta", "R-0002", "aav");
  save_draft (fixture, "screening", "[screening]\nstep=cohort\n");
  save_draft (fixture, "instrument.bvas", ANSWERS);
  come_back (fixture);
  g_assert_true (pod_test_run_until (is_wizard_open, NULL, 5000));
  g_assert_null (pod_test_toplevel (POD_TYPE_INSTRUMENT_DIALOG));
}

/* One that went while another was being answered is not offered as an empty form. */
static void
test_gone_meanwhile (Fixture *fixture, gconstpointer data)
{
  save_draft (fixture, "instrument.bvas", ANSWERS);
  fill (open_editor (fixture, 0));
  come_back (fixture);
  g_assert_true (pod_test_run_until (is_editor_open, NULL, 5000));
  save_draft (fixture, "instrument.bvas", NULL);
  gtk_window_close (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  pod_test_answer ("_Keep Draft");
  g_assert_false (pod_test_run_until (is_instrument_open, NULL, 500));
}

static void
assert_lost_tells (Fixture *fixture, const char *form, const char *content, const char **texts)
{
  save_draft (fixture, form, content);
  come_back (fixture);
  g_assert_true (pod_test_run_until (is_lost_told, NULL, 5000));
  for (guint i = 0; texts[i] != NULL; i++)
    g_assert_true (pod_test_shows (get_lost (), texts[i]));
  pod_test_answer ("_Discard the Draft");
}

/* A form that is gone is told with all that was answered. */
static void
test_instrument_lost (Fixture *fixture, gconstpointer data)
{
  const char *raw[] = { "2026-11-2", "fever: 1", "myalgia: 0", NULL };
  const char *words[] = { "2026-11-2", "yes", "no", NULL };

  assert_lost_tells (fixture, "instrument.gone", ANSWERS, raw);
  fixture->subject = 999;
  assert_lost_tells (fixture, "instrument.bvas", ANSWERS, words);
}

/* Somebody was locked out: that is told first, and the draft comes after it. */
static void
test_after_notice (Fixture *fixture, gconstpointer data)
{
  fill (open_editor (fixture, 0));
  pod_trial_sign_out (fixture->trial);
  for (int i = 0; i < 5; i++)
    g_assert_false (pod_trial_sign_in (fixture->trial, "coordinator", "not the password", NULL));
  pod_test_sign_in (fixture->trial, "pi");
  pod_test_settle ();
  g_assert_true (pod_test_shows (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG), "coordinator"));
  g_assert_null (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  pod_test_answer ("_Understood");
  g_assert_true (pod_test_run_until (is_editor_open, NULL, 5000));
  expect_filled (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
}

static gboolean
has_two (gpointer data)
{
  return count_drafts (data) == 2;
}

static guint
count_shown (GtkWidget *root, const char *text)
{
  guint n = GTK_IS_LABEL (root) && gtk_widget_is_visible (root) &&
            g_str_equal (gtk_label_get_text (GTK_LABEL (root)), text);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_shown (child, text);
  return n;
}

/* The form keeps a draft of what is typed, the wizard one of where one is: that is said once. */
static void
test_said_once (Fixture *fixture, gconstpointer data)
{
  PodScreeningWizard *wizard = pod_screening_wizard_new (fixture->window, fixture->subject);
  GtkWidget *input;

  gtk_window_present (GTK_WINDOW (wizard));
  pod_screening_wizard_show_step (wizard, "results");
  pod_test_settle ();
  input = pod_widget_find (GTK_WIDGET (wizard), POD_TYPE_RESULT_INPUT);
  pod_result_input_set_text (POD_RESULT_INPUT (input), "120");
  g_assert_true (pod_test_run_until (has_two, fixture, 10000));
  pod_test_settle ();
  g_assert_cmpuint (count_shown (GTK_WIDGET (wizard), "Draft saved"), ==, 1);
  gtk_window_destroy (GTK_WINDOW (wizard));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/draft/form/pause", test_pause },
    { "/draft/form/lock", test_lock },
    { "/draft/form/another", test_another },
    { "/draft/form/keep-and-discard", test_keep_and_discard },
    { "/draft/form/discarded-on-leaving", test_discarded_on_leaving },
    { "/draft/form/saved", test_saved },
    { "/draft/form/old-draft", test_old_draft },
    { "/draft/form/register", test_register },
    { "/draft/form/voided", test_voided },
    { "/draft/form/after-notice", test_after_notice },
    { "/draft/form/in-wizard", test_in_wizard },
    { "/draft/form/said-once", test_said_once },
    { "/draft/form/gone-meanwhile", test_gone_meanwhile },
    { "/draft/form/instrument-lost", test_instrument_lost },
    { "/draft/form/R18-administrator", test_administrator },
    { "/draft/form/administrator-discards", test_administrator_discards },
    { "/draft/form/person-of-pi", test_person_of_pi },
    { "/draft/form/person-lost", test_person_lost },
  };

  pod_test_window_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, pod_dialog_fixture_set_up, tests[i].test,
                pod_dialog_fixture_tear_down);
  return g_test_run ();
}
