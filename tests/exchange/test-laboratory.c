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

static const char *
get (const PodDataset *dataset, guint row, const char *column)
{
  const char *cell = pod_dataset_get (dataset, row, column);

  return cell != NULL ? cell : "";
}

/* The edition of the scale goes with every grade, and with nothing else.  How many grades there are. */
static guint
check_scales (const PodDataset *lb, const PodDataset *supp)
{
  guint graded = 0, found = 0;

  for (guint i = 0; i < lb->rows->len; i++)
    {
      gboolean has_grade = *get (lb, i, "LBTOXGR") != '\0';
      guint scales = 0;

      graded += has_grade;
      g_assert_cmpint (has_grade, ==, *get (lb, i, "LBTOX") != '\0');
      for (guint k = 0; k < supp->rows->len; k++)
        scales += g_str_equal (get (supp, k, "QNAM"), "LBTOXSCL") &&
                  g_str_equal (get (supp, k, "QVAL"), "CTCAE 5.0") &&
                  g_str_equal (get (supp, k, "USUBJID"), get (lb, i, "USUBJID")) &&
                  g_str_equal (get (supp, k, "IDVARVAL"), get (lb, i, "LBSEQ"));
      g_assert_cmpuint (scales, ==, has_grade);
    }
  for (guint k = 0; k < supp->rows->len; k++)
    found += g_str_equal (get (supp, k, "QNAM"), "LBTOXSCL");
  g_assert_cmpuint (found, ==, graded);
  return graded;
}

static guint
find_qualifier (const PodDataset *supp, const char *name)
{
  for (guint i = 0; i < supp->rows->len; i++)
    if (g_str_equal (get (supp, i, "QNAM"), name))
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
  guint graded, volume;
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
  graded = check_scales (lb, supp);
  g_assert_cmpuint (graded, >, 0);
  g_assert_cmpuint (supp->rows->len, ==, 2 + graded);
  volume = find_qualifier (supp, "LBCOLVOL");
  g_assert_cmpstr (get (supp, find_qualifier (supp, "LBCOLCMP"), "QVAL"), ==, "N");
  g_assert_cmpstr (get (supp, volume, "QVAL"), ==, "1850");
  g_assert_cmpstr (get (supp, volume, "IDVARVAL"), ==,
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
