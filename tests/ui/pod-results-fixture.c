#include "pod-results-fixture.h"

#include "pod-test-put.h"
#include "pod-widget-picture.h"

void
results_set_up (ResultsFixture *fixture, gconstpointer data)
{
  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  fixture->window = pod_test_window_open (fixture->trial);
}

void
results_tear_down (ResultsFixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

void
results_add (const char *path, void (*test) (ResultsFixture *fixture, gconstpointer data))
{
  g_test_add (path, ResultsFixture, NULL, results_set_up, test, results_tear_down);
}

void
results_leave (ResultsFixture *fixture)
{
  pod_results_form_discard (fixture->form);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
  pod_test_settle ();
  g_assert_null (fixture->dialog);
}

static void
take_dialog (ResultsFixture *fixture, PodResultsDialog *dialog)
{
  fixture->dialog = dialog;
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  fixture->form = pod_test_child (fixture->dialog, "form");
  pod_test_present (fixture->dialog);
}

void
results_open (ResultsFixture *fixture)
{
  take_dialog (fixture, pod_results_dialog_new (GTK_WINDOW (fixture->window), fixture->trial,
                                                fixture->subject));
}

void
results_open_visit (ResultsFixture *fixture, const char *visit, PodDate day)
{
  take_dialog (fixture,
               pod_results_dialog_new_for_visit (GTK_WINDOW (fixture->window), fixture->trial,
                                                 fixture->subject, visit, day));
}

static PodResultRow *
find_row_below (GtkWidget *root, const char *observation)
{
  if (POD_IS_RESULT_ROW (root) &&
      g_str_equal (pod_result_row_get_observation (POD_RESULT_ROW (root))->symbol.name,
                   observation))
    return POD_RESULT_ROW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      PodResultRow *row = find_row_below (child, observation);

      if (row != NULL)
        return row;
    }
  return NULL;
}

PodResultRow *
results_row (ResultsFixture *fixture, const char *observation)
{
  PodResultRow *found = find_row_below (GTK_WIDGET (fixture->form), observation);

  g_assert_nonnull (found);
  return found;
}

PodResultInput *
results_input (ResultsFixture *fixture, const char *observation)
{
  return POD_RESULT_INPUT (pod_widget_find (GTK_WIDGET (results_row (fixture, observation)),
                                            POD_TYPE_RESULT_INPUT));
}

void
results_type (ResultsFixture *fixture, const char *observation, const char *text)
{
  pod_result_input_set_text (results_input (fixture, observation), text);
}

const char *
results_note (ResultsFixture *fixture, const char *observation)
{
  return gtk_label_get_text (pod_test_child (results_row (fixture, observation), "note"));
}

/* The only one of it that counts. */
PodFinding
results_get (PodCasebook *casebook, const char *observation)
{
  const PodFinding *found = NULL;
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = 0; i < n; i++)
    if (!series[i].record.voided)
      {
        g_assert_null (found);
        found = &series[i];
      }
  g_assert_nonnull (found);
  return *found;
}

guint
results_count (ResultsFixture *fixture)
{
  g_autoptr (PodCasebook) casebook = pod_test_load (fixture->trial, fixture->subject);
  guint n;

  pod_casebook_get_findings (casebook, &n);
  return n;
}

void
results_expect_saved (ResultsFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  pod_results_form_save (fixture->form, &error);
  g_assert_no_error (error);
  pod_test_settle ();
  g_assert_null (fixture->dialog);
}

void
results_expect_refused (ResultsFixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  guint before = results_count (fixture);

  g_assert_false (pod_results_form_save (fixture->form, &error));
  g_assert_error (error, POD_SERVICE_ERROR, code);
  pod_test_settle ();
  g_assert_nonnull (fixture->dialog);
  g_assert_cmpuint (results_count (fixture), ==, before);
}

gint64
results_put (ResultsFixture *fixture, const char *laboratory, double number)
{
  PodFinding finding = pod_test_result ("creatinine", pod_date_new (2026, 11, 20), number, "mg/dL");

  finding.lower = 0.5;
  finding.upper = 1.2;
  finding.laboratory = laboratory;
  finding.source = "import";
  finding.origin = "made up";
  return pod_test_put (fixture->trial, fixture->subject, finding);
}

void
results_expect_visit (PodCasebook *casebook, const PodFinding *finding, const char *planned)
{
  guint n;
  const PodVisit *visits = pod_casebook_get_visits (casebook, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (visits[0].planned, ==, planned);
  g_assert_cmpint (finding->visit, ==, visits[0].record.id);
}
