#include "pod-results-fixture.h"
#include "pod-widget-picture.h"

#include <math.h>

/* The grid of a visit: its panel, one day for all of it, and what a person sees and presses while the values go in. */

static void
open_grid (ResultsFixture *fixture)
{
  results_open (fixture);
  pod_results_dialog_show_visit (fixture->dialog, NULL);
  pod_test_settle ();
}

static void
test_panel (ResultsFixture *fixture, gconstpointer data)
{
  results_put (fixture, "North", 1.1);
  open_grid (fixture);
  results_type (fixture, "creatinine", "1.4");
  results_type (fixture, "hgb", "12");
  results_type (fixture, "potassium", "6.9");
  pod_test_picture (fixture->dialog, "grid.png");
  pod_results_form_discard (fixture->form);
  gtk_window_close (GTK_WINDOW (fixture->dialog));
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add ("/ui/results-grid/panel", ResultsFixture, NULL, results_set_up, test_panel,
              results_tear_down);
  return g_test_run ();
}
