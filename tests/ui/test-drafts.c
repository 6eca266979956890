#include "pod-adverse-event-editor.h"
#include "pod-adverse-event-form.h"
#include "pod-grade-row.h"
#include "pod-register-dialog.h"
#include "pod-term-row.h"
#include "pod-test-window.h"
#include "pod-trial-draft.h"

/* What is being typed survives a lock, a closed window, a killed program; and it is gone when it was saved or thrown away. */

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  fixture->window = pod_test_window_open (fixture->trial);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

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

  gtk_window_present (GTK_WINDOW (editor));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (editor));
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
  pod_term_row_set_term (field (editor, "term"), "crs");
  gtk_editable_set_text (field (editor, "verbatim"), "fever = 39.2; <b>\nlines");
  gtk_editable_set_text (field (editor, "start"), "2026-1");
  gtk_switch_set_active (field (editor, "ongoing"), FALSE);
  pod_grade_row_set_grade (field (editor, "grade"), 3);
  adw_combo_row_set_selected (field (editor, "product"), POD_CAUSALITY_PROBABLE);
}

static void
expect_filled (gpointer editor)
{
  g_assert_cmpstr (pod_term_row_get_term (field (editor, "term")), ==, "crs");
  g_assert_nonnull (strstr (gtk_editable_get_text (field (editor, "verbatim")), "39.2; <b>"));
  g_assert_cmpstr (gtk_editable_get_text (field (editor, "start")), ==, "2026-1");
  g_assert_false (gtk_switch_get_active (field (editor, "ongoing")));
  g_assert_cmpint (pod_grade_row_get_grade (field (editor, "grade")), ==, 3);
  g_assert_cmpuint (adw_combo_row_get_selected (field (editor, "product")), ==,
                    POD_CAUSALITY_PROBABLE);
}

/* A pause in typing is enough, and the form says so. */
static void
test_pause (Fixture *fixture, gconstpointer data)
{
  gpointer editor = open_editor (fixture, 0);

  g_assert_cmpuint (count_drafts (fixture), ==, 0);
  fill (editor);
  g_assert_true (pod_test_run_until (has_draft, fixture, 3000));
  g_assert_true (pod_test_wait_shows (editor, "Draft saved"));
  /* Back to nothing is nothing. */
  pod_term_row_set_term (field (editor, "term"), NULL);
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

static gint64
save_event (Fixture *fixture, PodAdverseEvent *event, const char *why)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  pod_change_put_adverse_event (change, event);
  pod_trial_commit (fixture->trial, change, why, ids, &error);
  g_assert_no_error (error);
  return g_array_index (ids, gint64, 0);
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
  id = save_event (fixture, &event, NULL);
  editor = open_editor (fixture, id);
  gtk_editable_set_text (field (editor, "verbatim"), "dry cough");
  gtk_window_close (editor);
  pod_test_answer ("_Keep Draft");

  event.record = (PodRecord){ .id = id, .subject = fixture->subject, .version = 1 };
  event.outcome = POD_OUTCOME_RECOVERING;
  save_event (fixture, &event, "asked the patient");

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

/* A registration holds a name: it comes back, too. */
static void
test_register (Fixture *fixture, gconstpointer data)
{
  PodRegisterDialog *dialog = pod_register_dialog_new (fixture->window);

  gtk_window_present (GTK_WINDOW (dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (dialog));
  gtk_editable_set_text (pod_test_child (dialog, "name"), "测试乙");
  gtk_editable_set_text (pod_test_child (dialog, "birth_date"), "1971");
  adw_combo_row_set_selected (pod_test_child (dialog, "sex"), 2);
  adw_combo_row_set_selected (pod_test_child (dialog, "cohort"), 1);
  pod_trial_sign_out (fixture->trial);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (POD_TYPE_REGISTER_DIALOG));
  pod_test_sign_in (fixture->trial, "pi");
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_REGISTER_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (dialog, "name")), ==, "测试乙");
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (dialog, "birth_date")), ==, "1971");
  g_assert_cmpuint (adw_combo_row_get_selected (pod_test_child (dialog, "sex")), ==, 2);
  g_assert_cmpuint (adw_combo_row_get_selected (pod_test_child (dialog, "cohort")), ==, 1);
}

static gint64
record_event (Fixture *fixture, const char *verbatim)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  event.verbatim = verbatim;
  event.start = pod_moment_on (pod_date_new (2026, 11, 20));
  return save_event (fixture, &event, NULL);
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
  pod_test_picture (get_lost (), "draft-lost.png");
  pod_test_answer ("_Discard the Draft");
  g_assert_true (pod_test_run_until (is_editor_open, NULL, 5000));
  expect_filled (pod_test_toplevel (POD_TYPE_ADVERSE_EVENT_EDITOR));
  g_assert_cmpuint (count_drafts (fixture), ==, 1);
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
  };

  pod_test_window_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
