/* What leaves of a laboratory's results besides their values. */

#include <string.h>

#include "package-fixture.h"
#include "pod-dataset-json.h"
#include "pod-test.h"

static guint
find_row (const PodDataset *dataset, const char *testcd, const char *dtc)
{
  for (guint i = 0; i < dataset->rows->len; i++)
    if (g_strcmp0 (pod_dataset_get (dataset, i, "LBTESTCD"), testcd) == 0 &&
        g_strcmp0 (pod_dataset_get (dataset, i, "LBDTC"), dtc) == 0)
      return i;
  g_assert_not_reached ();
}

/* How it was collected, what a physician made of it, and that it was not done: in the study's words alone, and nothing of what is not final. */
static void
test_laboratory (void)
{
  static const struct
  {
    const char *testcd, *dtc, *column, *value;
  } cells[] = {
    { "PROT", "2026-03-01T08:00", "LBENDTC", "2026-03-02T08:00" },
    { "PROT", "2026-03-01T08:00", "LBCLSIG", "Y" },
    { "PROT", "2026-03-01T08:00", "LBSTAT", "" },
    { "HGB", "2026-03-03", "LBSTAT", "NOT DONE" },
    { "HGB", "2026-03-03", "LBREASND", "Specimen haemolysed" },
    { "HGB", "2026-03-03", "LBORRES", "" },
    { "HGB", "2026-03-03", "LBCLSIG", "" },
    { "PLAT", "2026-03-03", "LBSTAT", "NOT DONE" },
    { "PLAT", "2026-03-03", "LBREASND", "" },
    { "ALB", "2026-03-05", "LBCLSIG", "N" },
    { "ALB", "2026-03-05", "LBENDTC", "" },
  };
  Fixture fixture;
  const char *directory;
  g_autoptr (PodDataset) lb = NULL;
  g_autoptr (PodDataset) supp = NULL;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  fixture_add_laboratory (&fixture);
  directory = fixture_write (&fixture, NULL);
  lb = fixture_load (directory, "lb.json");
  supp = fixture_load (directory, "supplb.json");
  g_assert_cmpuint (lb->rows->len, ==, 6 + 4);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      guint row = find_row (lb, cells[i].testcd, cells[i].dtc);
      const char *cell = pod_dataset_get (lb, row, cells[i].column);

      g_test_message ("%s %s", cells[i].testcd, cells[i].column);
      g_assert_cmpstr (cell != NULL ? cell : "", ==, cells[i].value);
    }
  g_assert_cmpuint (supp->rows->len, ==, 2);
  g_assert_cmpstr (pod_dataset_get (supp, 0, "QNAM"), ==, "LBCOLCMP");
  g_assert_cmpstr (pod_dataset_get (supp, 0, "QVAL"), ==, "N");
  g_assert_cmpstr (pod_dataset_get (supp, 1, "QNAM"), ==, "LBCOLVOL");
  g_assert_cmpstr (pod_dataset_get (supp, 1, "QVAL"), ==, "1850");
  g_assert_cmpstr (pod_dataset_get (supp, 1, "IDVARVAL"), ==,
                   pod_dataset_get (lb, find_row (lb, "PROT", "2026-03-01T08:00"), "LBSEQ"));
  fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/laboratory/results", test_laboratory);
  return g_test_run ();
}
