#include <string.h>

#include "pod-date-row.h"
#include "pod-problem-row.h"
#include "pod-register-dialog.h"
#include "pod-test-window.h"

/* Screening a patient: the problems stand at the fields, and a known person is told of. */

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  PodRegisterDialog *dialog;
} Fixture;

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog = pod_register_dialog_new (fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->dialog));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->dialog));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->window = pod_test_window_open (fixture->trial);
  open_dialog (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static void
type (Fixture *fixture, const char *field, const char *text)
{
  gtk_editable_set_text (pod_test_child (fixture->dialog, field), text);
}

static void
fill_in (Fixture *fixture, const char *name, const char *record_number)
{
  type (fixture, "name", name);
  type (fixture, "record_number", record_number);
  type (fixture, "birth_date", "1968-04");
  adw_combo_row_set_selected (pod_test_child (fixture->dialog, "sex"), 1);
}

static void
press_register (Fixture *fixture)
{
  g_signal_emit_by_name (pod_test_child (fixture->dialog, "register_button"), "clicked");
}

static guint
count_subjects (Fixture *fixture)
{
  return g_list_model_get_n_items (pod_trial_get_subjects (fixture->trial));
}

static const char *
get_problem (Fixture *fixture, const char *row)
{
  return pod_problem_row_get_text (pod_test_child (fixture->dialog, row));
}

static void
test_empty_form (Fixture *fixture, gconstpointer data)
{
  press_register (fixture);
  g_assert_nonnull (get_problem (fixture, "name_problem"));
  g_assert_nonnull (get_problem (fixture, "record_number_problem"));
  g_assert_nonnull (get_problem (fixture, "sex_problem"));
  g_assert_nonnull (pod_date_row_get_problem (pod_test_child (fixture->dialog, "birth_date")));
  /* The cohort may wait, and the consent is of today unless somebody says otherwise. */
  g_assert_null (get_problem (fixture, "cohort_problem"));
  g_assert_null (pod_date_row_get_problem (pod_test_child (fixture->dialog, "consent")));
  g_assert_cmpuint (count_subjects (fixture), ==, 0);
  pod_test_picture (fixture->dialog, "register-problems.png");
}

static void
test_one_field_at_a_time (Fixture *fixture, gconstpointer data)
{
  press_register (fixture);
  fill_in (fixture, "Invented Person", "X-900001");
  type (fixture, "record_number", "  ");
  press_register (fixture);
  g_assert_null (get_problem (fixture, "name_problem"));
  g_assert_null (get_problem (fixture, "sex_problem"));
  g_assert_nonnull (get_problem (fixture, "record_number_problem"));
  gtk_test_accessible_assert_state (pod_test_child (fixture->dialog, "record_number"),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
}

/* Monday 23 November 2026 is today. */
static const struct
{
  const char *birth_date;
  const char *consent;
  gboolean good;
} dates[] = {
  { "1968-04-21", "2026-11-23", TRUE },  { "1968", "2026-11-23", TRUE },
  { "1968-02-30", "2026-11-23", FALSE }, { "yesterday", "2026-11-23", FALSE },
  { "1968-04-21", "2026-11-24", FALSE }, { "1968-04-21", "2026-11", FALSE },
  { "2026-11-24", "2026-11-23", FALSE },
};

static void
test_dates (Fixture *fixture, gconstpointer data)
{
  guint good = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *record_number = g_strdup_printf ("X-90000%zu", i);

      g_test_message ("born %s, consent %s", dates[i].birth_date, dates[i].consent);
      fill_in (fixture, "Invented Person", record_number);
      type (fixture, "birth_date", dates[i].birth_date);
      type (fixture, "consent", dates[i].consent);
      press_register (fixture);
      good += dates[i].good;
      g_assert_cmpuint (count_subjects (fixture), ==, good);
      if (dates[i].good)
        open_dialog (fixture);
    }
}

static GtkLabel *
find_label (GtkWidget *root, const char *text)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return GTK_LABEL (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* "23 Nov 2026" is read in one piece; only the sentence of a problem goes on in a second line. */
static void
test_date_in_one_piece (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = pod_test_child (fixture->dialog, "consent");

  g_assert_false (gtk_label_get_wrap (find_label (row, "23 Nov 2026")));
  pod_date_row_set_problem (POD_DATE_ROW (row), "a sentence");
  g_assert_true (gtk_label_get_wrap (find_label (row, "a sentence")));
}

static void
test_success (Fixture *fixture, gconstpointer data)
{
  /* Hostile to markup, as a name may be. */
  fill_in (fixture, "Invented <b> & Person", "X-900001");
  press_register (fixture);
  pod_test_settle ();
  g_assert_cmpuint (count_subjects (fixture), ==, 1);
  g_assert_null (pod_test_toplevel (POD_TYPE_REGISTER_DIALOG));
  g_assert_cmpstr (pod_trial_window_get_page (fixture->window), ==, "subject");
  g_assert_true (pod_test_shows (fixture->window, "S-001"));
  /* The name went into the vault and stands nowhere on the page. */
  g_assert_false (pod_test_shows (fixture->window, "Invented"));
}

static void
test_known_person (Fixture *fixture, gconstpointer data)
{
  GtkWindow *told;

  pod_test_register (fixture->trial, "Invented Person", "X-900001", NULL);
  fill_in (fixture, "Invented Person", "X-900001");
  press_register (fixture);
  pod_test_settle ();
  g_assert_cmpuint (count_subjects (fixture), ==, 2);
  told = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (told);
  g_assert_true (pod_test_wait_shows (told, "S-002"));
  /* A notice, not an error: there is nothing to mend. */
  g_assert_true (pod_test_shows (told, "Understood"));
  gtk_window_close (told);
}

/* As its buttons do, which also close it. */
static void
answer (const char *response)
{
  AdwMessageDialog *question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (question);
  adw_message_dialog_response (question, response);
  gtk_window_destroy (GTK_WINDOW (question));
  pod_test_settle ();
}

static void
test_asks_before_losing (Fixture *fixture, gconstpointer data)
{
  type (fixture, "name", "Invented Person");
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  answer ("no");
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_REGISTER_DIALOG));

  gtk_window_close (GTK_WINDOW (fixture->dialog));
  answer ("yes");
  g_assert_null (pod_test_toplevel (POD_TYPE_REGISTER_DIALOG));
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/ui/register/empty-form", test_empty_form },
    { "/ui/register/one-field-at-a-time", test_one_field_at_a_time },
    { "/ui/register/dates", test_dates },
    { "/ui/register/date-in-one-piece", test_date_in_one_piece },
    { "/ui/register/success", test_success },
    { "/ui/register/known-person", test_known_person },
    { "/ui/register/asks-before-losing", test_asks_before_losing },
  };

  pod_test_window_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
