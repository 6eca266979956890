#include "pod-course-choices.h"
#include "pod-course-editor.h"
#include "pod-course-list.h"
#include "pod-course-row.h"
#include "pod-date-row.h"
#include "pod-draft-offer.h"
#include "pod-medication-dialog.h"
#include "pod-medication-form.h"
#include "pod-medication.h"
#include "pod-problem-row.h"
#include "pod-result-row.h"
#include "pod-test-window.h"
#include "pod-treatment-row.h"
#include "pod-widget-picture.h"

#include <math.h>
#include <string.h>

/* Typing medication: courses of the study's treatments, which criteria count from then on. */

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
  PodMedicationDialog *dialog;
  PodMedicationForm *form;
  PodCourseEditor *editor;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "igan");
  fixture->window = pod_test_window_open (fixture->trial);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static void
take_dialog (Fixture *fixture, PodMedicationDialog *dialog)
{
  fixture->dialog = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &fixture->dialog);
  fixture->form = pod_test_child (dialog, "form");
  fixture->editor = pod_test_child (fixture->form, "editor");
}

static void
open_dialog (Fixture *fixture)
{
  take_dialog (fixture, pod_medication_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                                   fixture->subject));
  pod_test_present (fixture->dialog);
}

static void
close_dialog (Fixture *fixture)
{
  pod_medication_form_discard (fixture->form);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
  g_assert_null (fixture->dialog);
}

static gpointer
field (Fixture *fixture, const char *id)
{
  return pod_test_child (fixture->editor, id);
}

static void
type (Fixture *fixture, const char *id, const char *text)
{
  gtk_editable_set_text (field (fixture, id), text);
}

static void
choose (Fixture *fixture, const char *treatment)
{
  pod_search_row_choose (field (fixture, "treatment"), treatment);
}

/* A new course, as somebody types it; what ended has an @end. */
static void
type_course (Fixture *fixture,
             const char *treatment,
             const char *dose,
             const char *start,
             const char *end)
{
  if (pod_course_editor_get_task (fixture->editor) != POD_COURSE_ADD)
    pod_medication_form_focus_new (fixture->form);
  choose (fixture, treatment);
  type (fixture, "dose", dose);
  type (fixture, "start", start);
  gtk_switch_set_active (field (fixture, "ongoing"), end == NULL);
  type (fixture, "end", end != NULL ? end : "");
}

static void
expect_saved (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  pod_medication_form_save (fixture->form, &error);
  g_assert_no_error (error);
  pod_test_settle ();
}

static guint
count_courses (Fixture *fixture)
{
  return pod_course_list_count (pod_test_child (fixture->form, "courses"));
}

static void
expect_refused (Fixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  guint before = count_courses (fixture);

  g_assert_false (pod_medication_form_save (fixture->form, &error));
  g_assert_error (error, POD_SERVICE_ERROR, code);
  pod_test_settle ();
  g_assert_cmpuint (count_courses (fixture), ==, before);
}

/* The course that began on that day and was not voided. */
static PodIntervention
get_course (PodCasebook *casebook, const char *start)
{
  const PodIntervention *found = NULL;
  guint n;
  const PodIntervention *all = pod_casebook_get_interventions (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *day = pod_date_to_string (all[i].start.date);

      if (!all[i].record.voided && g_str_equal (day, start))
        found = &all[i];
    }
  g_assert_nonnull (found);
  return *found;
}

static gpointer
find_row (GtkWidget *root, gint64 course)
{
  gpointer found = NULL;

  if (POD_IS_COURSE_ROW (root) && pod_course_row_get_course (POD_COURSE_ROW (root)) == course)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, course);
  return found;
}

/* Presses what stands under the course that began on that day. */
static void
ask (Fixture *fixture, const char *start, const char *action)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  gpointer row = find_row (GTK_WIDGET (fixture->form), get_course (casebook, start).record.id);

  g_assert_nonnull (row);
  gtk_widget_activate_action (row, action, NULL);
  pod_test_settle ();
}

static char *
say_exposure (Fixture *fixture, const char *class)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  const PodStudy *study = pod_trial_get_study (fixture->trial);

  return pod_medication_to_words (study, pod_trial_get_site (fixture->trial), casebook,
                                  pod_study_find_class (study, class),
                                  pod_trial_get_today (fixture->trial));
}

static void
attest (Fixture *fixture, const char *observation)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = pod_change_reserve (change);
  finding.record.subject = fixture->subject;
  finding.observation = observation;
  finding.code = "yes";
  finding.source = "typed";
  finding.when = pod_moment_on (pod_trial_get_today (fixture->trial));
  pod_change_put_finding (change, &finding);
  pod_trial_record (fixture->trial, fixture->subject, change, NULL, &error);
  g_assert_no_error (error);
}

static PodTruth
judge (Fixture *fixture, const char *criterion)
{
  g_autoptr (PodScreening)
      screening = pod_trial_screen (fixture->trial, fixture->subject,
                                    pod_trial_get_today (fixture->trial), NULL);

  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);

      if (g_str_equal (verdict->criterion->id, criterion))
        return verdict->holds;
    }
  g_assert_not_reached ();
}

/* ---- what it is for ---- */

/* An ARB of four months at one dose decides INC-10, without anybody counting months. */
static void
test_decides (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  PodIntervention course;

  attest (fixture, "acei_arb_maximal");
  g_assert_cmpint (judge (fixture, "INC-10"), ==, POD_UNKNOWN);
  pod_test_sign_in (fixture->trial, "coordinator");
  open_dialog (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "No Medication on Record"));
  pod_test_picture (fixture->dialog, "medication-empty.png");
  g_assert_true (pod_test_press (fixture->dialog, "_Add Medication"));
  type_course (fixture, "acei_arb", "８0", "2026-07-20", NULL);
  type (fixture, "note", "letter of the referring hospital");
  pod_test_picture (fixture->dialog, "medication-typed.png");
  expect_saved (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "4.1 months without a gap"));
  g_assert_true (pod_test_shows (fixture->dialog, "stable dose at least 4.1 months"));
  g_assert_true (pod_test_shows (fixture->dialog, "80 mg by mouth"));
  g_assert_cmpint (judge (fixture, "INC-10"), ==, POD_TRUE);

  casebook = pod_test_load (fixture->trial, fixture->subject);
  course = get_course (casebook, "2026-07-20");
  g_assert_cmpfloat (course.dose, ==, 80);
  g_assert_cmpstr (pod_unit_get_ucum (course.unit), ==, "mg");
  g_assert_cmpstr (course.route, ==, "ORAL");
  g_assert_cmpstr (course.note, ==, "letter of the referring hospital");
  g_assert_false (pod_date_is_set (course.end.date));
  /* The next one waits to be typed. */
  g_assert_cmpint (pod_course_editor_get_task (fixture->editor), ==, POD_COURSE_ADD);
  g_assert_false (pod_medication_form_is_touched (fixture->form));
  close_dialog (fixture);
}

/* How often is missed of what goes on for days in doses, and of nothing else: not of a rate, a count, what is given once, or what the note may
 * tell. */
static void
test_frequency (Fixture *fixture, gconstpointer data)
{
  const PodDate none = { 0 }, march = { 2026, 3, 0 };
  const struct
  {
    const char *treatment;
    double dose;
    const char *unit;
    PodDate start, end;
    const char *note;
    gboolean lacks;
  } cases[] = {
    { "acei_arb", 80, "mg", pod_date_new (2026, 3, 1), none, NULL, TRUE },
    { "acei_arb", 80, "mg", none, none, NULL, TRUE },
    { "acei_arb", 80, "mg", pod_date_new (2026, 3, 1), none, "twice a day", FALSE },
    { "acei_arb", 80, "mg/d", pod_date_new (2026, 3, 1), none, NULL, FALSE },
    { "rituximab", 1000, "mg", pod_date_new (2026, 3, 1), pod_date_new (2026, 3, 1), NULL, FALSE },
    { "rituximab", 1000, "mg", pod_date_new (2026, 3, 1), pod_date_new (2026, 3, 2), NULL, FALSE },
    { "rituximab", 1000, "mg", pod_date_new (2026, 3, 1), pod_date_new (2026, 3, 3), NULL, TRUE },
    { "rituximab", 1000, "mg", march, march, NULL, FALSE },
    { "noradrenaline", 0.1, "ug/kg/min", pod_date_new (2026, 3, 3), pod_date_new (2026, 3, 5), NULL,
      FALSE },
    { "plasma_exchange", 5, "1", pod_date_new (2026, 3, 1), pod_date_new (2026, 3, 10), NULL,
      FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodIntervention course;
      g_autofree char *words = NULL;

      pod_intervention_init (&course);
      course.treatment = g_intern_static_string (cases[i].treatment);
      course.dose = cases[i].dose;
      course.unit = pod_unit_from_ucum (cases[i].unit);
      course.start = pod_moment_on (cases[i].start);
      course.end = pod_moment_on (cases[i].end);
      course.note = cases[i].note;
      words = pod_course_dose_to_words (pod_trial_get_study (fixture->trial), &course);
      g_assert_cmpint (strstr (words, "frequency not recorded") != NULL, ==, cases[i].lacks);
    }
}

/* What the criteria make of it stands there as they count it: whole tenths that are over. */
static void
test_exposure (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *treatment;
    const char *start;
    const char *end;
    const char *class;
    const char *words;
  } cases[] = {
    { "prednisone", "2026-08-24", NULL, "glucocorticoid",
      "at least 2.9 months without a gap, stable dose at least 2.9 months" },
    { "mycophenolate", "2025-01-01", "2025-03-31", "immunosuppressant",
      "not taken now by what is on record, longest course of one drug at least 3 months, at least "
      "3 "
      "months in all" },
    { "hydroxychloroquine", "2026-09", NULL, "antimalarial",
      "at least 1.7 months without a gap, stable dose at least 1.7 months" },
  };

  open_dialog (fixture);
  g_assert_null (say_exposure (fixture, "antimalarial"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = NULL;

      type_course (fixture, cases[i].treatment, "5", cases[i].start, cases[i].end);
      expect_saved (fixture);
      words = say_exposure (fixture, cases[i].class);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
  attest (fixture, "medication_history_complete");
  pod_test_settle ();
  g_assert_true (pod_test_shows (fixture->dialog, "1.7 to 2.7 months without a gap"));
  g_assert_true (pod_test_shows (fixture->dialog, "Counted Together by Criteria"));
  pod_test_picture (fixture->dialog, "medication-exposure.png");
  close_dialog (fixture);
}

/* ---- what cannot be ---- */

static void
test_problems (Fixture *fixture, gconstpointer data)
{
  AdwComboRow *unit;

  open_dialog (fixture);
  type_course (fixture, "prednisone", "0", "2026-12-01", NULL);
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_nonnull (pod_problem_row_get_text (field (fixture, "dose_problem")));
  g_assert_nonnull (pod_date_row_get_problem (field (fixture, "start")));
  pod_test_picture (fixture->dialog, "medication-problems.png");
  type (fixture, "dose", "a little");
  type (fixture, "start", "2026-05");
  gtk_switch_set_active (field (fixture, "ongoing"), FALSE);
  type (fixture, "end", "2026-04-30");
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_nonnull (pod_problem_row_get_text (field (fixture, "dose_problem")));
  g_assert_null (pod_date_row_get_problem (field (fixture, "start")));
  g_assert_nonnull (pod_date_row_get_problem (field (fixture, "end")));
  type (fixture, "dose", "5");
  type (fixture, "end", "");
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_nonnull (pod_date_row_get_problem (field (fixture, "end")));
  type (fixture, "end", "2026-05-31");
  expect_saved (fixture);

  /* Where nothing is chosen there is no unit either. */
  type (fixture, "dose", "5");
  type (fixture, "start", "2026");
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_nonnull (pod_problem_row_get_text (field (fixture, "treatment_problem")));
  g_assert_nonnull (pod_problem_row_get_text (field (fixture, "unit_problem")));
  unit = field (fixture, "unit");
  adw_combo_row_set_selected (unit, 1);
  g_assert_null (pod_problem_row_get_text (field (fixture, "unit_problem")));
  close_dialog (fixture);
}

/* The same drug twice at once is asked about, and taken where it is so. */
static void
test_overlap (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  type_course (fixture, "prednisone", "5", "2026-03", NULL);
  expect_saved (fixture);
  type_course (fixture, "prednisone", "10", "2026-05", NULL);
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_true (gtk_widget_get_visible (field (fixture, "question_row")));
  pod_test_picture (fixture->dialog, "medication-question.png");
  gtk_check_button_set_active (field (fixture, "question"), TRUE);
  type (fixture, "start", "2026-06");
  g_assert_false (gtk_check_button_get_active (field (fixture, "question")));
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  gtk_check_button_set_active (field (fixture, "question"), TRUE);
  expect_saved (fixture);
  g_assert_cmpuint (count_courses (fixture), ==, 2);
  /* Another drug, or one that had ended, is no question. */
  type_course (fixture, "methylprednisolone", "40", "2026-05", NULL);
  expect_saved (fixture);
  type_course (fixture, "prednisone", "20", "2025-01", "2026-02");
  expect_saved (fixture);
  close_dialog (fixture);
}

/* ---- what becomes of a course ---- */

static void
test_dose_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autofree char *words = NULL;
  PodIntervention before, after;

  open_dialog (fixture);
  type_course (fixture, "prednisone", "20", "2026-03-01", NULL);
  expect_saved (fixture);
  ask (fixture, "2026-03-01", "course.change-dose");
  type (fixture, "dose", "10");
  type (fixture, "start", "2026-02-01");
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  type (fixture, "start", "2026-09-23");
  pod_test_picture (fixture->dialog, "medication-dose-changed.png");
  expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  before = get_course (casebook, "2026-03-01");
  after = get_course (casebook, "2026-09-23");
  g_assert_true (pod_date_equal (before.end.date, pod_date_new (2026, 9, 22)));
  g_assert_cmpfloat (before.dose, ==, 20);
  g_assert_cmpfloat (after.dose, ==, 10);
  g_assert_cmpstr (after.treatment, ==, "prednisone");
  g_assert_cmpstr (after.route, ==, before.route);
  words = say_exposure (fixture, "glucocorticoid");
  g_assert_cmpstr (words, ==, "at least 8.7 months without a gap, stable dose at least 2 months");
  g_assert_cmpint (pod_course_editor_get_task (fixture->editor), ==, POD_COURSE_NONE);
  close_dialog (fixture);
}

static void
test_stop_correct_void (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  AdwMessageDialog *dialog;

  open_dialog (fixture);
  type_course (fixture, "tacrolimus", "3", "2026-03-01", NULL);
  expect_saved (fixture);
  ask (fixture, "2026-03-01", "course.stop");
  type (fixture, "end", "2026-06-30");
  expect_saved (fixture);

  ask (fixture, "2026-03-01", "course.correct");
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "dose")), ==, "3");
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "end")), ==, "2026-06-30");
  type (fixture, "dose", "2");
  expect_refused (fixture, POD_SERVICE_ERROR_REASON);
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "read the label again");
  expect_saved (fixture);
  casebook = pod_test_load (fixture->trial, fixture->subject);
  g_assert_cmpfloat (get_course (casebook, "2026-03-01").dose, ==, 2);
  g_assert_true (pod_date_equal (get_course (casebook, "2026-03-01").end.date,
                                 pod_date_new (2026, 6, 30)));

  ask (fixture, "2026-03-01", "course.void");
  dialog = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)),
                         "of another subject");
  pod_test_answer ("V_oid");
  g_assert_cmpuint (count_courses (fixture), ==, 0);
  g_assert_true (pod_test_shows (fixture->dialog, "No Medication on Record"));
  close_dialog (fixture);
}

/* Somebody else was faster: nothing typed is lost, and theirs is not overwritten unseen. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodIntervention theirs;

  open_dialog (fixture);
  type_course (fixture, "tacrolimus", "3", "2026-03-01", NULL);
  expect_saved (fixture);
  ask (fixture, "2026-03-01", "course.correct");
  type (fixture, "dose", "2");
  gtk_editable_set_text (pod_test_child (fixture->form, "reason"), "read the label again");
  casebook = pod_test_load (fixture->trial, fixture->subject);
  theirs = get_course (casebook, "2026-03-01");
  theirs.dose = 4;
  pod_change_put_intervention (change, &theirs);
  pod_trial_record (fixture->trial, fixture->subject, change, "so it says", &error);
  g_assert_no_error (error);
  pod_medication_form_save (fixture->form, &error);
  g_assert_true (pod_trial_error_is_conflict (error));
  g_assert_true (pod_test_shows (fixture->dialog, "somebody else changed this"));
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "dose")), ==, "2");
  expect_saved (fixture);
  close_dialog (fixture);
}

/* ---- the trial's own ---- */

static gboolean
has_choice (Fixture *fixture, const char *treatment)
{
  GListModel *list = pod_test_child (field (fixture, "treatment"), "filtered");

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (list, i);

      if (g_str_equal (gtk_string_object_get_string (item), treatment))
        return TRUE;
    }
  return FALSE;
}

static void
test_trial_dose (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  pod_medication_form_focus_new (fixture->form);
  g_assert_true (has_choice (fixture, "prednisone"));
  g_assert_false (has_choice (fixture, "fludarabine"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->form), "medication.add-dose", NULL);
  g_assert_false (has_choice (fixture, "prednisone"));
  g_assert_true (has_choice (fixture, "fludarabine"));
  g_assert_true (has_choice (fixture, "kn3601"));

  /* The same drug, for the disease and years ago, is no dose of the trial. */
  choose (fixture, "cyclophosphamide");
  type (fixture, "dose", "750");
  type (fixture, "start", "2024-05-01");
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_nonnull (strstr (pod_date_row_get_problem (field (fixture, "start")), "consent"));
  type (fixture, "start", "2026-11-23 9:30");
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  g_assert_true (gtk_widget_get_visible (field (fixture, "question_row")));
  gtk_check_button_set_active (field (fixture, "question"), TRUE);
  expect_saved (fixture);
  g_assert_true (pod_test_shows (fixture->dialog, "Doses of the Trial"));
  close_dialog (fixture);
}

/* The list narrows by the name and by the class, in either language. */
static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkEditable *search;

  open_dialog (fixture);
  pod_medication_form_focus_new (fixture->form);
  search = pod_test_child (field (fixture, "treatment"), "search");
  gtk_editable_set_text (search, "biologic");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (has_choice (fixture, "rituximab"));
  g_assert_false (has_choice (fixture, "prednisone"));
  gtk_editable_set_text (search, "泼尼松");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_true (has_choice (fixture, "prednisone"));
  g_assert_false (has_choice (fixture, "rituximab"));
  gtk_editable_set_text (search, "snake oil");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pod_test_child (field (fixture, "treatment"),
                                                                     "stack")),
                   ==, "none");
  close_dialog (fixture);
}

/* Once the treatment is found and taken by keys, what is typed is its dose. */
static void
test_search_by_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  gpointer search;

  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not there");
      return;
    }
  open_dialog (fixture);
  pod_medication_form_focus_new (fixture->form);
  search = pod_test_child (field (fixture, "treatment"), "search");
  gtk_popover_popup (pod_test_child (field (fixture, "treatment"), "popover"));
  pod_test_settle ();
  gtk_editable_set_text (search, "泼尼松");
  g_signal_emit_by_name (search, "search-changed");
  pod_test_settle ();
  pod_test_press_key ("Return");
  g_assert_nonnull (pod_search_row_get_chosen (field (fixture, "treatment")));
  pod_test_press_key ("7");
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "dose")), ==, "7");
  close_dialog (fixture);
}

/* ---- drafts ---- */

static void
test_draft (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  type_course (fixture, "budesonide", "1", "2026-03", NULL);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
  pod_test_answer ("_Keep Draft");
  pod_test_settle ();
  g_assert_null (fixture->dialog);
  g_assert_true (pod_test_wait_drafts (fixture->trial, 1));

  open_dialog (fixture);
  g_assert_cmpstr (pod_search_row_get_chosen (field (fixture, "treatment")), ==, "budesonide");
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "start")), ==, "2026-03");
  expect_saved (fixture);
  g_assert_true (pod_test_wait_drafts (fixture->trial, 0));
  close_dialog (fixture);
}

/* A lock takes it off the screen and keeps it, a change of a course too. */
static void
test_lock (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture);
  type_course (fixture, "prednisone", "20", "2026-03-01", NULL);
  expect_saved (fixture);
  ask (fixture, "2026-03-01", "course.change-dose");
  type (fixture, "dose", "10");
  pod_trial_window_lock (fixture->window, "asked");
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_MEDICATION_DIALOG, FALSE));
  pod_test_sign_in (fixture->trial, "pi");
  pod_draft_offer (fixture->window);
  g_assert_true (pod_test_wait_toplevel (POD_TYPE_MEDICATION_DIALOG, TRUE));
  take_dialog (fixture, pod_test_toplevel (POD_TYPE_MEDICATION_DIALOG));
  g_assert_cmpint (pod_course_editor_get_task (fixture->editor), ==, POD_COURSE_CHANGE_DOSE);
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "dose")), ==, "10");
  close_dialog (fixture);
}

/* ---- who may ---- */

static void
test_roles (Fixture *fixture, gconstpointer data)
{
  gpointer row;

  pod_test_sign_in (fixture->trial, "coordinator");
  open_dialog (fixture);
  type_course (fixture, "prednisone", "20", "2026-03-01", NULL);
  expect_saved (fixture);
  row = pod_widget_find (GTK_WIDGET (fixture->form), POD_TYPE_RESULT_ROW);
  g_assert_false (pod_result_row_is_open (row));
  close_dialog (fixture);

  pod_test_sign_in (fixture->trial, "monitor");
  open_dialog (fixture);
  g_assert_cmpuint (count_courses (fixture), ==, 1);
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->form, "bar")));
  row = pod_widget_find (GTK_WIDGET (fixture->form), POD_TYPE_COURSE_ROW);
  g_assert_false (gtk_widget_get_visible (pod_test_child (row, "buttons")));
  pod_medication_form_focus_new (fixture->form);
  g_assert_cmpint (pod_course_editor_get_task (fixture->editor), ==, POD_COURSE_NONE);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();

  pod_test_sign_in (fixture->trial, "pi");
  open_dialog (fixture);
  row = pod_widget_find (GTK_WIDGET (fixture->form), POD_TYPE_RESULT_ROW);
  g_assert_true (pod_result_row_is_open (row));
  close_dialog (fixture);
}

/* ---- small screens ---- */

static int
measure_width (gpointer widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  pod_trial_window_show_subject (fixture->window, fixture->subject);
  pod_test_settle ();
  pod_test_picture (fixture->window, "medication-page.png");
  g_assert_cmpint (measure_width (fixture->window), <=, 1024);
  open_dialog (fixture);
  type_course (fixture, "mycophenolate", "1.5", "2026-03", NULL);
  expect_saved (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->form), "medication.cancel", NULL);
  g_assert_cmpint (measure_width (fixture->dialog), <=, 480);
  gtk_window_set_default_size (GTK_WINDOW (fixture->dialog), 480, 640);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  pod_test_settle ();
  pod_test_picture (fixture->dialog, "medication-narrow.png");
  ask (fixture, "2026-03", "course.correct");
  type (fixture, "start", "2027");
  expect_refused (fixture, POD_SERVICE_ERROR_INPUT);
  pod_test_picture (fixture->dialog, "medication-narrow-editor.png");
  g_assert_cmpint (measure_width (fixture->dialog), <=, 480);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  close_dialog (fixture);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  ADD ("/medication/decides", test_decides);
  ADD ("/medication/frequency", test_frequency);
  ADD ("/medication/exposure", test_exposure);
  ADD ("/medication/problems", test_problems);
  ADD ("/medication/overlap", test_overlap);
  ADD ("/medication/dose-changed", test_dose_changed);
  ADD ("/medication/stop-correct-void", test_stop_correct_void);
  ADD ("/medication/conflict", test_conflict);
  ADD ("/medication/trial-dose", test_trial_dose);
  ADD ("/medication/search", test_search);
  ADD ("/medication/search-by-keys", test_search_by_keys);
  ADD ("/medication/draft", test_draft);
  ADD ("/medication/lock", test_lock);
  ADD ("/medication/roles", test_roles);
  ADD ("/medication/narrow", test_narrow);
  return g_test_run ();
}
