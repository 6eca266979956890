#include "pod-judging-fixture.h"

#include "pod-significance-dialog.h"
#include "pod-test-put.h"

gint32
judging_get_day (void)
{
  return pod_date_first_day (pod_date_new (2026, 11, 20));
}

void
judging_add_on (PodDialogFixture *fixture,
                int day,
                const char *observation,
                double number,
                const char *unit,
                double lower)
{
  PodFinding finding = pod_test_result (observation, pod_date_new (2026, 11, day), number, unit);

  finding.lower = lower;
  finding.laboratory = "Central";
  pod_test_put (fixture->trial, fixture->subject, finding);
}

void
judging_add (PodDialogFixture *fixture,
             const char *observation,
             double number,
             const char *unit,
             double lower)
{
  judging_add_on (fixture, 20, observation, number, unit, lower);
}

void
judging_open (PodDialogFixture *fixture)
{
  pod_dialog_fixture_show (fixture, pod_significance_dialog_new (GTK_WINDOW (fixture->window),
                                                                 fixture->trial, fixture->subject));
}

void
judging_show_day (PodDialogFixture *fixture)
{
  pod_significance_dialog_show_day (fixture->dialog, judging_get_day ());
}

GtkSelectionModel *
judging_get_selection (PodDialogFixture *fixture)
{
  return GTK_SELECTION_MODEL (pod_test_child (fixture->dialog, "selection"));
}

guint
judging_count_rows (PodDialogFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (judging_get_selection (fixture)));
}

void
judging_choose_all (PodDialogFixture *fixture)
{
  gtk_selection_model_select_all (judging_get_selection (fixture));
  pod_test_settle ();
}
