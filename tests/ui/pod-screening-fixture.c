#include "pod-screening-fixture.h"

#include "pod-result-input.h"
#include "pod-widget-picture.h"

void
screening_open (ScreeningFixture *fixture, gint64 subject)
{
  fixture->wizard = pod_screening_wizard_new (fixture->window, subject);
  gtk_window_present (GTK_WINDOW (fixture->wizard));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->wizard));
}

void
screening_set_up (ScreeningFixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->window = pod_test_window_open (fixture->trial);
  screening_open (fixture, 0);
}

void
screening_tear_down (ScreeningFixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

gpointer
screening_step (ScreeningFixture *fixture, const char *name)
{
  return pod_test_child (fixture->wizard, name);
}

gpointer
screening_patient (ScreeningFixture *fixture, const char *id)
{
  return pod_test_child (screening_step (fixture, "patient"), id);
}

gpointer
screening_consent (ScreeningFixture *fixture, const char *id)
{
  return pod_test_child (screening_step (fixture, "consent"), id);
}

void
screening_type (ScreeningFixture *fixture, const char *id, const char *text)
{
  gtk_editable_set_text (screening_patient (fixture, id), text);
}

void
screening_fill_in (ScreeningFixture *fixture, const char *name, const char *record_number)
{
  screening_type (fixture, "name", name);
  screening_type (fixture, "record_number", record_number);
  screening_type (fixture, "birth_date", "1968-04");
  adw_combo_row_set_selected (screening_patient (fixture, "sex"), 1);
}

/* Nothing of it is proposed. */
void
screening_consent_to (ScreeningFixture *fixture, const char *date)
{
  gtk_editable_set_text (screening_consent (fixture, "signed_on"), date);
  gtk_editable_set_text (screening_consent (fixture, "explained_by"), "Dr Nobody");
  adw_combo_row_set_selected (screening_consent (fixture, "copy_given"), 1);
}

void
screening_act (ScreeningFixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->wizard), action, NULL);
}

void
screening_go (ScreeningFixture *fixture, int number)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->wizard), "wizard.go", "i", number);
}

void
screening_assert_step (ScreeningFixture *fixture, const char *name)
{
  g_assert_cmpstr (pod_screening_wizard_get_step (fixture->wizard), ==, name);
  g_assert_cmpstr (adw_view_stack_get_visible_child_name (pod_test_child (fixture->wizard,
                                                                          "stack")),
                   ==, name);
}

const PodFinding *
screening_find (PodCasebook *casebook, const char *observation)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, g_intern_string (observation), &n);

  return n > 0 ? &series[n - 1] : NULL;
}

void
screening_register (ScreeningFixture *fixture)
{
  /* Hostile to markup, as a name may be. */
  screening_fill_in (fixture, "Invented <b> & Person", "X-900001");
  screening_act (fixture, "wizard.next");
  screening_assert_step (fixture, "consent");
  screening_consent_to (fixture, "2026-11-23");
  screening_act (fixture, "wizard.next");
  pod_test_settle ();
}

void
screening_choose_cohort (ScreeningFixture *fixture)
{
  GtkWidget *first = GTK_WIDGET (gtk_window_get_focus (GTK_WINDOW (fixture->wizard)));

  g_assert_true (GTK_IS_CHECK_BUTTON (first));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (first), TRUE);
}

/* As its buttons do, which also close it. */
void
screening_answer (const char *response)
{
  AdwMessageDialog *question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_nonnull (question);
  adw_message_dialog_response (question, response);
  gtk_window_destroy (GTK_WINDOW (question));
  pod_test_settle ();
}

PodResultRow *
screening_find_row (gpointer root, const char *observation)
{
  PodResultRow *found = NULL;

  if (POD_IS_RESULT_ROW (root) &&
      g_str_equal (pod_result_row_get_observation (root)->symbol.name, observation))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = screening_find_row (child, observation);
  return found;
}

void
screening_type_result (ScreeningFixture *fixture, const char *observation, const char *text)
{
  PodResultRow *row = screening_find_row (fixture->wizard, observation);

  g_assert_nonnull (row);
  pod_result_input_set_text (POD_RESULT_INPUT (pod_widget_find (GTK_WIDGET (row),
                                                                POD_TYPE_RESULT_INPUT)),
                             text);
}

gpointer
screening_decision (ScreeningFixture *fixture, const char *id)
{
  return pod_test_child (screening_step (fixture, "decision"), id);
}
