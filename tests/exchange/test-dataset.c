#include <string.h>

#include "pod-dataset-json.h"
#include "pod-json-text.h"
#include "pod-problem.h"
#include "pod-test.h"

/* The gate, and JSON to the letter. */

static const PodColumn columns[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "XXSEQ", "Sequence Number", POD_CELL_INTEGER, 0, 2 },
  { "XXORRES", "Result", POD_CELL_STRING, 8, 0 },
  { "XXSTRESN", "Numeric Result", POD_CELL_DECIMAL, 0, 0 },
  { "XXSTDTC", "Start", POD_CELL_DATE, 10, 0 },
  { "XXDTC", "When", POD_CELL_DTC, 16, 0 },
};

static PodDataset *
make_dataset (void)
{
  PodDataset *dataset = pod_dataset_new ("XX", "A dataset");

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    pod_dataset_add_column (dataset, &columns[i]);
  return dataset;
}

static void
add_row (PodDataset *dataset, const char *seq, const char *column, const char *value)
{
  char **row = pod_dataset_add_row (dataset);

  pod_dataset_set (dataset, row, "STUDYID", "X");
  pod_dataset_set (dataset, row, "XXSEQ", seq);
  if (column)
    pod_dataset_set (dataset, row, column, value);
}

static const struct
{
  const char *column;
  const char *value;
  gboolean good;
} cells[] = {
  { "XXORRES", "12345678", TRUE },
  { "XXORRES", "123456789", FALSE },
  { "XXORRES", "肌酐", TRUE },
  { "XXORRES", "肌酐肌", FALSE }, /* bytes count */
  { "XXSTRESN", "0.1", TRUE },
  { "XXSTRESN", "-12.50", TRUE },
  { "XXSTRESN", "1e21", FALSE },
  { "XXSTRESN", ".5", FALSE },
  { "XXSTRESN", "5.", FALSE },
  { "XXSTRESN", "<0.5", FALSE },
  { "XXSTRESN", "007", FALSE },
  { "XXSTRESN", "", FALSE },
  { "XXSTRESN", NULL, TRUE },
  { "XXSTDTC", "2026-02-28", TRUE },
  { "XXSTDTC", "2026-02-29", FALSE },
  { "XXSTDTC", "2026-02", TRUE },
  { "XXSTDTC", "2026", TRUE },
  { "XXSTDTC", "", TRUE },
  { "XXSTDTC", "20260228", FALSE },
  { "XXDTC", "2026-02-28T08:05", TRUE },
  { "XXDTC", "2026-02-28 08:05", FALSE },
  { "XXDTC", "2026-02-28T25:05", FALSE },
  { "XXSEQ", "1.5", FALSE },
  { "XXSEQ", NULL, FALSE },
};

static void
test_cells (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (PodDataset) dataset = make_dataset ();
      g_autoptr (GPtrArray) problems = pod_problems_new ();

      add_row (dataset, "1", cells[i].column, cells[i].value);
      g_test_message ("%s %s", cells[i].column, cells[i].value);
      g_assert_cmpint (pod_dataset_check (dataset, problems), ==, cells[i].good);
      g_assert_cmpint (problems->len == 0, ==, cells[i].good);
    }
}

static void
test_keys (void)
{
  g_autoptr (PodDataset) dataset = make_dataset ();
  g_autoptr (GPtrArray) problems = pod_problems_new ();

  /* As numbers, not as texts. */
  add_row (dataset, "10", "XXORRES", "ten");
  add_row (dataset, "9", "XXORRES", "nine");
  g_assert_false (pod_dataset_check (dataset, problems));
  pod_dataset_sort (dataset);
  g_assert_cmpstr (pod_dataset_get (dataset, 0, "XXORRES"), ==, "nine");
  g_ptr_array_set_size (problems, 0);
  g_assert_true (pod_dataset_check (dataset, problems));
  add_row (dataset, "10", NULL, NULL);
  g_assert_false (pod_dataset_check (dataset, problems));
}

static void
test_columns (void)
{
  static const PodColumn bad[] = {
    { "TOOLONGNM", "Label", POD_CELL_STRING, 1, 0 },
    { "lower", "Label", POD_CELL_STRING, 1, 0 },
    { "1ST", "Label", POD_CELL_STRING, 1, 0 },
    { "XXSEQ", "Twice", POD_CELL_STRING, 1, 0 },
    { "NOLABEL", "", POD_CELL_STRING, 1, 0 },
    { "LABEL41", "12345678901234567890123456789012345678901", POD_CELL_STRING, 1, 0 },
    { "GAP", "A key that leaves one out", POD_CELL_STRING, 1, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (PodDataset) dataset = make_dataset ();
      g_autoptr (GPtrArray) problems = pod_problems_new ();

      pod_dataset_add_column (dataset, &bad[i]);
      g_assert_false (pod_dataset_check (dataset, problems));
    }
}

/* Every text comes back, in both forms. */
static void
test_round_trip (void)
{
  static const char *const texts[] = {
    "a \"b\" \\ /", "肌酐", "\t\n", "\x7f", "", "\\u5f20", "0.10"
  };
  PodDatasetHead head = { "2026-04-02T03:20:00.000Z", "x", "y", "Podocyte", "0.1.0", "S" };
  g_autoptr (PodDataset) dataset = make_dataset ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *seq = g_strdup_printf ("%u", i + 1);

      add_row (dataset, seq, "XXORRES", texts[i]);
    }
  add_row (dataset, "99", "XXSTRESN", "0.10000000000000001");
  for (gboolean ndjson = FALSE; ndjson <= TRUE; ndjson++)
    {
      GString *json = ndjson ? pod_dataset_to_ndjson (dataset, &head)
                             : pod_dataset_to_json (dataset, &head);
      g_autofree char *text = g_string_free (json, FALSE);
      g_autoptr (GError) error = NULL;
      g_autofree char *study = NULL;
      g_autoptr (PodDataset)
          back = pod_dataset_from_json (text, strlen (text), ndjson, &study, &error);

      g_assert_no_error (error);
      g_assert_true (pod_dataset_equal (dataset, back));
      g_assert_cmpstr (study, ==, "S");
      g_assert_cmpstr (pod_dataset_get (back, 7, "XXSTRESN"), ==, "0.10000000000000001");
      pod_dataset_set (back, back->rows->pdata[0], "XXORRES", "b");
      g_assert_false (pod_dataset_equal (dataset, back));
    }
}

static const struct
{
  const char *text;
  const char *fault; /* NULL: it is JSON */
} jsons[] = {
  { "{}", NULL },
  { " [1, -0.5e+3, true, false, null, \"\\u5f20\\n\"] ", NULL },
  { "{\"a\":{\"b\":[]}}", NULL },
  { "", "Line 1, column 1" },
  { "[01]", "expected a comma" },
  { "['x']", "expected a value" },
  { "[1,]", "expected a value" },
  { "{\"a\":1,}", "expected a text" },
  { "{\"a\":1,\n\"a\":2}", "Line 2, column 4: a name that is there twice" },
  { "{\"a\":1,\"\\u0061\":2}", "an escape in a name" },
  { "[1] [2]", "something after" },
  { "[\"\\u0000\"]", "a NUL" },
  { "[\"a\nb\"]", "a control character" },
  { "[\"\\x\"]", "not an escape" },
  { "[\"", "never ends" },
  { "[1e]", "not a number" },
  { "[1.]", "not a number" },
  { "[inf]", "expected a value" },
  { "[[[[[1]]]]]", "nested too deep" },
  { "\xEF\xBB\xBF[]", "expected a value" },
  { "[\"\xFF\"]", "not UTF-8" },
};

static void
test_json (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (jsons); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean good = pod_json_scan (jsons[i].text, strlen (jsons[i].text), 4, &error);

      g_test_message ("%s: %s", jsons[i].text, error ? error->message : "good");
      g_assert_cmpint (good, ==, jsons[i].fault == NULL);
      if (jsons[i].fault)
        g_assert_nonnull (strstr (error->message, jsons[i].fault));
    }
}

/* A JSON file of tens of thousands of numbers that nobody here wrote. */
static void
test_foreign_json (void)
{
  const char *path = pod_test_shared ("reference/core-rules-sdtmig34.json");
  gsize length = 0;
  const char *text;
  g_autoptr (GError) error = NULL;

  if (!path)
    return;
  text = pod_test_read (path, &length);
  g_assert_true (pod_json_scan (text, length, 64, &error));
  g_assert_no_error (error);
  g_assert_false (pod_json_scan (text, length - 2, 64, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/dataset/cells", test_cells);
  g_test_add_func ("/exchange/dataset/keys", test_keys);
  g_test_add_func ("/exchange/dataset/columns", test_columns);
  g_test_add_func ("/exchange/dataset/round-trip", test_round_trip);
  g_test_add_func ("/exchange/json/scan", test_json);
  g_test_add_func ("/exchange/json/foreign", test_foreign_json);
  return g_test_run ();
}
