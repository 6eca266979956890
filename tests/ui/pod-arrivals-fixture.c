#include "pod-arrivals-fixture.h"

#define WAIT_MS 20000

gint64
arrivals_receive (PodDialogFixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 arrival = 0;
  g_autoptr (PodImport)
      import = pod_trial_receive (fixture->trial, pod_test_write (pod_test_dir (), "lab.csv", text),
                                  NULL, NULL, &arrival, &error);

  g_assert_no_error (error);
  return arrival;
}

gint64
arrivals_take (PodDialogFixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 arrival = arrivals_receive (fixture, text);

  g_assert_true (pod_trial_take_arrival (fixture->trial, arrival, NULL, &error));
  return arrival;
}

void
arrivals_open (PodDialogFixture *fixture)
{
  fixture->dialog = pod_arrivals_dialog_new (GTK_WINDOW (fixture->window), fixture->trial);
  g_object_add_weak_pointer (fixture->dialog, &fixture->dialog);
  gtk_window_present (fixture->dialog);
}

void
arrivals_open_list (PodDialogFixture *fixture)
{
  arrivals_open (fixture);
  arrivals_wait_list (fixture);
}

gboolean
arrivals_is_on_list (PodDialogFixture *fixture)
{
  return g_str_equal (gtk_stack_get_visible_child_name (pod_test_child (fixture->dialog, "stack")),
                      "list");
}

static gboolean
is_on_list (gpointer fixture)
{
  return arrivals_is_on_list (fixture);
}

static gboolean
is_empty (gpointer fixture)
{
  return !arrivals_is_on_list (fixture);
}

void
arrivals_wait_list (PodDialogFixture *fixture)
{
  g_assert_true (pod_test_run_until (is_on_list, fixture, WAIT_MS));
  pod_test_settle ();
}

void
arrivals_wait_empty (PodDialogFixture *fixture)
{
  g_assert_true (pod_test_run_until (is_empty, fixture, WAIT_MS));
}

void
arrivals_show (PodDialogFixture *fixture, guint filter)
{
  gtk_drop_down_set_selected (pod_test_child (fixture->dialog, "filter"), filter);
}

void
arrivals_answer (const char *reason, const char *button)
{
  gpointer question = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  GtkWidget *entry = adw_message_dialog_get_extra_child (question);

  /* Below what the question shows besides. */
  if (GTK_IS_BOX (entry))
    entry = gtk_widget_get_last_child (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), reason);
  pod_test_answer (button);
}

static const PodFinding *
find_creatinine (PodDialogFixture *fixture, guint *n)
{
  PodCasebook *casebook = pod_test_load (fixture->trial, fixture->subject);

  /* Kept until the test ends. */
  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, casebook);
  return pod_casebook_get_series (casebook, "creatinine", n);
}

guint
arrivals_count (PodDialogFixture *fixture)
{
  guint n, standing = 0;
  const PodFinding *findings = find_creatinine (fixture, &n);

  for (guint i = 0; i < n; i++)
    standing += !findings[i].record.voided;
  return standing;
}

gboolean
arrivals_stands (PodDialogFixture *fixture, double number)
{
  guint n;
  const PodFinding *findings = find_creatinine (fixture, &n);

  for (guint i = 0; i < n; i++)
    if (!findings[i].record.voided && findings[i].quantity.number == number)
      return TRUE;
  return FALSE;
}
