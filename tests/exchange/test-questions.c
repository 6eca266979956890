/* Instruments in the package: QS, one row an answer and one a sum. */
#include "package-fixture.h"
#include "pod-dataset-json.h"
#include "pod-instrument.h"
#include "pod-test.h"

/* Of a form: every answer, the box, and the sum, which is between limits where not every item is known.  What a sum of that day is worth
 * cannot be told without the edition. */
static const struct
{
  guint row;
  const char *column;
  const char *value;
} cells[] = {
  { 1, "QSTESTCD", "BVAS" },   { 1, "QSCAT", "BVAS 3" },
  { 1, "QSORRES", ">=12" },    { 1, "QSSTRESC", ">=12" },
  { 1, "QSSTRESN", NULL },     { 1, "QSDRVFL", "Y" },
  { 1, "QSLOBXFL", "Y" },      { 1, "QSDY", "-10" },
  { 2, "QSORRES", "8" },       { 2, "QSSTRESN", "8" },
  { 2, "QSDRVFL", "" },        { 2, "QSLOBXFL", "" },
  { 3, "QSTESTCD", "BVAS03" }, { 3, "QSTEST", "Fever >= 38.0 C (rectal >= 38.5 C)" },
  { 3, "QSCAT", "BVAS 3" },    { 3, "QSSCAT", "General" },
  { 3, "QSORRES", "YES" },     { 3, "QSSTRESC", "Y" },
  { 3, "QSDRVFL", "" },        { 4, "QSTESTCD", "BVAS43" },
  { 4, "QSSTRESC", "N" },      { 5, "QSTESTCD", "BVASPER" },
  { 5, "QSSCAT", "" },         { 5, "QSSTRESC", "N" },
  { 6, "QSTESTCD", "ICE01" },  { 6, "QSORRES", "4" },
  { 6, "QSSTRESN", "4" },
};

static PodDataset *
write_questions (const Fixture *fixture)
{
  const char *directory = pod_test_path (pod_test_dir (), "package");
  g_autofree char *study = NULL;
  g_autoptr (GError) error = NULL;
  PodDataset *dataset;
  const char *text;
  gsize length;

  pod_package_write (&fixture->package, directory, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  text = pod_test_read (pod_test_path (directory, "qs.json"), &length);
  dataset = pod_dataset_from_json (text, length, FALSE, &study, &error);
  g_assert_no_error (error);
  return dataset;
}

static void
test_cells (void)
{
  Fixture fixture;
  g_autoptr (PodDataset) qs = NULL;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  qs = write_questions (&fixture);
  g_assert_cmpuint (qs->rows->len, ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_test_message ("row %u %s", cells[i].row, cells[i].column);
      g_assert_cmpstr (pod_dataset_get (qs, cells[i].row - 1, cells[i].column), ==, cells[i].value);
    }
  fixture_tear_down (&fixture);
}

static void
add_code (GHashTable *codes, const PodObservation *answer)
{
  g_autofree char *code = g_strdup_printf ("%s:%s", answer->domain, answer->testcd);

  g_test_message ("%s: %s", answer->symbol.name, code);
  g_assert_nonnull (answer->domain);
  g_assert_nonnull (answer->test);
  g_assert_true (g_hash_table_add (codes, g_steal_pointer (&code)));
}

/* No answer stays behind because nobody gave it a name, and none has another's. */
static void
test_codes (void)
{
  Fixture fixture;
  const GPtrArray *instruments;
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  instruments = pod_study_get_instruments (fixture.study);
  g_assert_cmpuint (instruments->len, >, 0);
  for (guint i = 0; i < instruments->len; i++)
    {
      const PodInstrument *instrument = g_ptr_array_index (instruments, i);

      for (guint k = 0; k < instrument->items->len; k++)
        add_code (codes, ((const PodInstrumentItem *) g_ptr_array_index (instrument->items, k))
                             ->observation);
      for (guint k = 0; k < POD_N_INSTRUMENT_MARKS; k++)
        if (instrument->marks[k] != NULL)
          add_code (codes, instrument->marks[k]);
    }
  fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/questions/cells", test_cells);
  g_test_add_func ("/exchange/questions/codes", test_codes);
  return g_test_run ();
}
