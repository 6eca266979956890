#include "pod-trust-fixture.h"

#include "pod-test-put.h"

PodAdverseEvent
fixture_load (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, &error);

  g_assert_no_error (error);
  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, casebook);
  return *pod_casebook_find_adverse_event (casebook, fixture->event);
}

void
fixture_change (Fixture *fixture, const char *words, int grade, const char *why)
{
  PodAdverseEvent event = fixture_load (fixture);

  event.verbatim = words;
  event.grade = grade;
  pod_test_put_event (fixture->trial, &event, why);
}

void
fixture_show (Fixture *fixture, gpointer dialog)
{
  g_set_weak_pointer (&fixture->dialog, dialog);
  gtk_window_present (dialog);
  gtk_test_widget_wait_for_draw (dialog);
  pod_test_settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  PodAdverseEvent event;

  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  fixture->window = pod_test_window_open (fixture->trial);
  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  event.term = "pyrexia";
  event.verbatim = "fever";
  pod_moment_parse ("2026-11-20", &event.start);
  event.grade = 2;
  event.scale = "CTCAE 5.0";
  event.graded_by = "pi";
  fixture->event = pod_test_put_event (fixture->trial, &event, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_weak_pointer (&fixture->dialog);
  pod_test_window_close (fixture->window);
}

void
fixture_add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}
