/* How far the cells expanded and how long they were there, as it leaves: PP. */

#include <string.h>

#include "package-fixture.h"
#include "pod-dataset-json.h"
#include "pod-test.h"

#define STUDY "NCT07241468-01-"

#define ZERO_BELOW "LINEAR TRAPEZOIDAL, BELOW QUANTIFICATION AS 0"
#define NO_RESULT "INSUFFICIENT DATA: NO RESULT THAT COUNTS SINCE THE INFUSION"

typedef const char *const Lines[8];

static const struct
{
  guint number;
  Lines doses;
  Lines results;
} persons[] = {
  { 21,
    { "2026-03-15T10:00" },
    { "2026-03-14 <50", "2026-03-22 1000", "2026-03-25 12300", "2026-04-12 100",
      "2026-05-14 <50" } },
  /* above what could be measured; nothing before day 7 */
  { 22, { "2026-03-15" }, { "2026-03-22 >5000", "2026-03-29 <50" } },
  { 23, { "2026-03-15" }, { "2026-03-15T08:00 <50", "2026-03-22 <40", "2026-04-20 <50" } },
  { 24, { "2026-03" }, { "2026-03-22 700" } },
  { 25, { "2026-03-15" }, { NULL } },
  { 26,
    { "2026-03-15", "2026-05-01" },
    { "2026-03-14 <50", "2026-03-25 900", "2026-04-12 60", "2026-05-11 4000" } },
  /* a bound above the highest measured */
  { 27, { "2026-03-15" }, { "2026-03-22 100", "2026-03-25 <500" } },
  /* the same, and one above what could be measured, over all the planned days */
  { 28,
    { "2026-03-15" },
    { "2026-03-14 <50", "2026-03-22 100", "2026-03-25 <500", "2026-04-12 <50" } },
  { 29, { "2026-03-15" }, { "2026-03-14 <50", "2026-03-22 >5000", "2026-04-12 <50" } },
  /* before the infusion, and of a month */
  { 30, { "2026-03-15" }, { "2026-03-14 <50", "2026-03 700" } },
  /* nobody looked before, and all the planned days */
  { 31, { "2026-03-15" }, { "2026-03-22 1000", "2026-04-12 100" } },
  { 32, { "2026-03" }, { NULL } },
  /* a day short of them, and a day beyond */
  { 33, { "2026-03-15" }, { "2026-03-14 <50", "2026-04-11 100" } },
  { 34, { "2026-03-15" }, { "2026-03-14 <50", "2026-04-13 290" } },
  /* what peaks, and what is below a limit */
  { 35, { "2026-03-15" }, { "2026-03-22 400 il6 pg/mL", "2026-03-22 2 cd19 {cells}/uL" } },
};

typedef struct
{
  const char *subject;
  const char *group;
  const char *testcd;
  const char *column;
  const char *value;
} Cell;

static const Cell cells[] = {
  { "021", "CAR_COPIES-1", "CMAX", "PPTEST", "Max Conc" },
  { "021", "CAR_COPIES-1", "CMAX", "PPCAT", "CAR Transgene Copies" },
  { "021", "CAR_COPIES-1", "CMAX", "PPORRES", "12300" },
  { "021", "CAR_COPIES-1", "CMAX", "PPSTRESN", "12300" },
  { "021", "CAR_COPIES-1", "CMAX", "PPSTRESU", "copies/ug" },
  { "021", "CAR_COPIES-1", "CMAX", "PPTPTREF", "INFUSION 1" },
  { "021", "CAR_COPIES-1", "CMAX", "PPRFTDTC", "2026-03-15" },
  { "021", "CAR_COPIES-1", "CMAX", "PPSTINT", "" },
  { "021", "CAR_COPIES-1", "TMAX", "PPSTRESN", "10" },
  { "021", "CAR_COPIES-1", "TMAX", "PPORRESU", "day" },
  { "021", "CAR_COPIES-1", "AUCINT", "PPTEST", "AUC from T1 to T2" },
  /* 3,500 + 19,950 + 111,600 */
  { "021", "CAR_COPIES-1", "AUCINT", "PPSTRESN", "135050" },
  { "021", "CAR_COPIES-1", "AUCINT", "PPSTRESU", "day*copies/ug" },
  { "021", "CAR_COPIES-1", "AUCINT", "PPSTINT", "P0D" },
  { "021", "CAR_COPIES-1", "AUCINT", "PPENINT", "P28D" },
  { "021", "CAR_COPIES-1", "TLST", "PPSTRESN", "28" },
  { "021", "CAR_COPIES-1", "TLST", "PPSTAT", "" },
  { "022", "CAR_COPIES-1", "CMAX", "PPSTRESC", ">5000" },
  { "022", "CAR_COPIES-1", "CMAX", "PPSTRESN", "" },
  { "022", "CAR_COPIES-1", "TMAX", "PPSTRESN", "7" },
  { "022", "CAR_COPIES-1", "AUCINT", "PPSTAT", "NOT DONE" },
  { "022", "CAR_COPIES-1", "AUCINT", "PPREASND",
    "INSUFFICIENT DATA: RESULTS OF DAY 7 TO DAY 14 ONLY" },
  { "022", "CAR_COPIES-1", "AUCINT", "PPORRES", "" },
  { "022", "CAR_COPIES-1", "AUCINT", "PPSTINT", "P0D" },
  { "022", "CAR_COPIES-1", "AUCINT", "PPENINT", "P28D" },
  { "022", "CAR_COPIES-1", "TLST", "PPSTRESN", "7" },
  { "023", "CAR_COPIES-1", "CMAX", "PPORRES", "<50" },
  { "023", "CAR_COPIES-1", "CMAX", "PPSTRESN", "" },
  { "023", "CAR_COPIES-1", "AUCINT", "PPSTAT", "NOT DONE" },
  { "023", "CAR_COPIES-1", "AUCINT", "PPENINT", "P28D" },
  { "023", "CAR_COPIES-1", "TMAX", "PPREASND", "NO RESULT ABOVE QUANTIFICATION" },
  { "023", "CAR_COPIES-1", "AUCINT", "PPREASND", "NO RESULT ABOVE QUANTIFICATION" },
  { "023", "CAR_COPIES-1", "TLST", "PPREASND", "NO RESULT ABOVE QUANTIFICATION" },
  { "024", "CAR_COPIES-1", "CMAX", "PPREASND",
    "INSUFFICIENT DATA: THE DAY OF THE INFUSION IS NOT KNOWN" },
  { "024", "CAR_COPIES-1", "CMAX", "PPRFTDTC", "2026-03" },
  { "026", "CAR_COPIES-1", "CMAX", "PPSTRESN", "900" },
  { "026", "CAR_COPIES-2", "CMAX", "PPSTRESN", "4000" },
  { "026", "CAR_COPIES-2", "CMAX", "PPTPTREF", "INFUSION 2" },
  { "026", "CAR_COPIES-2", "CMAX", "PPRFTDTC", "2026-05-01" },
  { "026", "CAR_COPIES-2", "AUCINT", "PPREASND", "INSUFFICIENT DATA: FEWER THAN TWO RESULTS" },
  { "027", "CAR_COPIES-1", "CMAX", "PPSTRESC", ">=100" },
  { "027", "CAR_COPIES-1", "TMAX", "PPREASND", "ANOTHER RESULT MAY BE HIGHER" },
  { "027", "CAR_COPIES-1", "AUCINT", "PPSTAT", "NOT DONE" },
  { "027", "CAR_COPIES-1", "AUCINT", "PPREASND",
    "INSUFFICIENT DATA: RESULTS OF DAY 7 TO DAY 10 ONLY" },
  { "027", "CAR_COPIES-1", "AUCINT", "PPSTRESN", "" },
  { "027", "CAR_COPIES-1", "AUCINT", "PPENINT", "P28D" },
  /* 350 + 150, and what the third may be */
  { "028", "CAR_COPIES-1", "AUCINT", "PPSTAT", "" },
  { "028", "CAR_COPIES-1", "AUCINT", "PPORRES", ">=500" },
  { "028", "CAR_COPIES-1", "AUCINT", "PPSTRESC", ">=500" },
  { "028", "CAR_COPIES-1", "AUCINT", "PPSTRESN", "" },
  /* 17,500 + 52,500 */
  { "029", "CAR_COPIES-1", "AUCINT", "PPORRES", ">=70000" },
  { "029", "CAR_COPIES-1", "AUCINT", "PPSTRESN", "" },
  { "029", "CAR_COPIES-1", "AUCINT", "PPANMETH", ZERO_BELOW },
  { "030", "CAR_COPIES-1", "CMAX", "PPSTAT", "NOT DONE" },
  { "030", "CAR_COPIES-1", "CMAX", "PPREASND", NO_RESULT },
  { "030", "CAR_COPIES-1", "AUCINT", "PPREASND", NO_RESULT },
  { "030", "CAR_COPIES-1", "AUCINT", "PPENINT", "P28D" },
  /* 3,500 + 11,550 */
  { "031", "CAR_COPIES-1", "AUCINT", "PPSTRESN", "15050" },
  { "031", "CAR_COPIES-1", "AUCINT", "PPANMETH", ZERO_BELOW ", BEFORE INFUSION AS 0" },
  { "033", "CAR_COPIES-1", "AUCINT", "PPREASND",
    "INSUFFICIENT DATA: RESULTS OF DAY 0 TO DAY 27 ONLY" },
  { "033", "CAR_COPIES-1", "AUCINT", "PPANMETH", "" },
  /* 280 on day 28 */
  { "034", "CAR_COPIES-1", "AUCINT", "PPSTRESN", "3920" },
};

static void
set_up (Fixture *fixture, PodProfile profile)
{
  fixture_set_up (fixture, profile);
  fixture->package.as_of = pod_date_new (2026, 6, 30);
  for (guint i = 0; i < G_N_ELEMENTS (persons); i++)
    fixture_add_infused (fixture, persons[i].number, persons[i].doses, persons[i].results);
}

static gboolean
is_row (const PodDataset *pp, guint row, const Cell *cell)
{
  const char *usubjid = pod_dataset_get (pp, row, "USUBJID");

  return g_str_equal (usubjid + strlen (STUDY), cell->subject) &&
         g_str_equal (pod_dataset_get (pp, row, "PPGRPID"), cell->group) &&
         g_str_equal (pod_dataset_get (pp, row, "PPTESTCD"), cell->testcd);
}

static guint
find_row (const PodDataset *pp, const Cell *cell)
{
  for (guint i = 0; i < pp->rows->len; i++)
    if (is_row (pp, i, cell))
      return i;
  g_assert_not_reached ();
}

static guint
count_rows (const PodDataset *pp, const char *subject)
{
  guint n = 0;

  for (guint i = 0; i < pp->rows->len; i++)
    n += g_str_has_suffix (pod_dataset_get (pp, i, "USUBJID"), subject);
  return n;
}

static void
test_parameters (void)
{
  Fixture fixture;
  g_autoptr (PodDataset) pp = NULL;

  set_up (&fixture, POD_PROFILE_CODED);
  pp = fixture_load (fixture_write (&fixture, NULL), "pp.json");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      const char *cell = pod_dataset_get (pp, find_row (pp, &cells[i]), cells[i].column);

      g_test_message ("%s %s %s", cells[i].subject, cells[i].testcd, cells[i].column);
      g_assert_cmpstr (cell != NULL ? cell : "", ==, cells[i].value);
    }
  /* Of what nobody measured there is nothing: CAR+ cells of all of these, and copies of one. */
  g_assert_cmpuint (count_rows (pp, "-025"), ==, 0);
  g_assert_cmpuint (count_rows (pp, "-021"), ==, 4);
  g_assert_cmpuint (count_rows (pp, "-026"), ==, 8);
  g_assert_cmpuint (count_rows (pp, "-032"), ==, 0);
  fixture_tear_down (&fixture);
}

/* What is Expected of PP stands there, also where it is not known (SDTMIG 3.4). */
static void
test_specimen (void)
{
  Fixture fixture;
  g_autoptr (PodDataset) pp = NULL;

  set_up (&fixture, POD_PROFILE_CODED);
  pp = fixture_load (fixture_write (&fixture, NULL), "pp.json");
  for (guint i = 0; i < pp->columns->len; i++)
    if (g_str_equal (g_array_index (pp->columns, PodColumn, i).name, "PPSPEC"))
      {
        g_assert_cmpstr (g_array_index (pp->columns, PodColumn, i - 1).name, ==, "PPREASND");
        g_assert_cmpstr (pod_dataset_get (pp, 0, "PPSPEC"), ==, "");
        fixture_tear_down (&fixture);
        return;
      }
  g_assert_not_reached ();
}

/* Days from the infusion stay what they are; its date is moved, and under study days there is none. */
static void
test_profiles (void)
{
  Fixture fixture;
  g_autoptr (PodDataset) moved = NULL;
  g_autoptr (PodDataset) days = NULL;
  guint row;

  set_up (&fixture, POD_PROFILE_SHIFTED);
  moved = fixture_load (fixture_write (&fixture, NULL), "pp.json");
  fixture_tear_down (&fixture);
  row = find_row (moved, &cells[8]);
  g_assert_cmpstr (pod_dataset_get (moved, row, "PPSTRESN"), ==, "10");
  g_assert_cmpstr (pod_dataset_get (moved, row, "PPRFTDTC"), ==, "2026-03-26");
  set_up (&fixture, POD_PROFILE_STUDY_DAY);
  days = fixture_load (fixture_write (&fixture, NULL), "pp.json");
  fixture_tear_down (&fixture);
  g_assert_cmpuint (days->columns->len, ==, moved->columns->len - 1);
  g_assert_cmpuint (days->rows->len, ==, moved->rows->len);
  for (guint i = 0; i < days->columns->len; i++)
    g_assert_cmpstr (g_array_index (days->columns, PodColumn, i).name, !=, "PPRFTDTC");
}

/* Days below a limit and peaks of cytokines are no parameters of the product. */
static void
test_only_exposure (void)
{
  Fixture fixture;
  g_autoptr (PodDataset) pp = NULL;

  set_up (&fixture, POD_PROFILE_CODED);
  pp = fixture_load (fixture_write (&fixture, NULL), "pp.json");
  for (guint i = 0; i < pp->rows->len; i++)
    g_assert_true (g_str_has_prefix (pod_dataset_get (pp, i, "PPGRPID"), "CAR_"));
  g_assert_cmpuint (count_rows (pp, "-035"), ==, 0);
  fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parameters/values", test_parameters);
  g_test_add_func ("/parameters/specimen", test_specimen);
  g_test_add_func ("/parameters/profiles", test_profiles);
  g_test_add_func ("/parameters/only-exposure", test_only_exposure);
  return g_test_run ();
}
