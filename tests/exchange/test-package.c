#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "package-fixture.h"
#include "pod-dataset-json.h"
#include "pod-problem.h"
#include "pod-test.h"

/* Packages of three invented persons, written, read, checked, broken. */

typedef struct
{
  const char *file;
  guint row;
  const char *column;
  const char *value;
} Cell;

static void
assert_cells (const char *directory, const Cell *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodDataset) dataset = fixture_load (directory, cells[i].file);

      g_test_message ("%s row %u %s", cells[i].file, cells[i].row, cells[i].column);
      g_assert_cmpuint (cells[i].row, <=, dataset->rows->len);
      g_assert_cmpstr (pod_dataset_get (dataset, cells[i].row - 1, cells[i].column), ==,
                       cells[i].value);
    }
}

/* Rows count from 1. */
static const Cell coded_cells[] = {
  /* one row a person: the re-screened one by the latest attempt, the consent by the first */
  { "dm.json", 1, "USUBJID", "NCT07241468-01-001" },
  { "dm.json", 1, "SUBJID", "S-002" },
  { "dm.json", 1, "RFICDTC", "2026-01-05" },
  { "dm.json", 1, "RFSTDTC", "2026-03-10" },
  { "dm.json", 1, "RFXSTDTC", "2026-03-10" },
  { "dm.json", 1, "RFXENDTC", "2026-03-15T10:00" },
  { "dm.json", 1, "RFENDTC", "" },
  { "dm.json", 1, "AGE", "55" },
  { "dm.json", 1, "SEX", "M" },
  { "dm.json", 1, "ARMCD", "KN3601" },
  { "dm.json", 1, "ACTARMCD", "KN3601" },
  { "dm.json", 1, "COUNTRY", "CHN" },
  { "dm.json", 2, "AGE", NULL },
  { "dm.json", 2, "SEX", "F" },
  { "dm.json", 2, "ARMNRS", "NOT ASSIGNED" },
  /* of two consents the first */
  { "dm.json", 3, "RFICDTC", "2026-02-01" },
  { "dm.json", 3, "DTHFL", "Y" },
  { "dm.json", 3, "DTHDTC", "2026-04-01" },
  { "dm.json", 3, "RFENDTC", "2026-04-01" },
  { "suppdm.json", 1, "QVAL", "MN" },
  /* only criteria that the study has */
  { "ie.json", 1, "IETESTCD", "INC03A" },
  { "ie.json", 1, "IEORRES", "N" },
  { "ie.json", 2, "IETESTCD", "EXC01" },
  { "ie.json", 2, "IEORRES", "Y" },
  { "ie.json", 2, "IEDTC", "2026-01-20" },
  /* days count from the first treatment, and there is no day 0 */
  { "ie.json", 2, "IEDY", "-49" },
  { "ae.json", 1, "AETERM", "Anemia" },
  { "ae.json", 1, "AESTDTC", "2026-03" },
  { "ae.json", 1, "AESTDY", NULL },
  { "ae.json", 1, "AEENRF", "DURING/AFTER" },
  { "ae.json", 2, "AEDECOD", "Cytokine release syndrome" },
  { "ae.json", 2, "AESER", "Y" },
  { "ae.json", 2, "AESHOSP", "Y" },
  { "ae.json", 2, "AESDTH", "N" },
  { "ae.json", 2, "AEREL", "PROBABLY RELATED" },
  { "ae.json", 2, "AEOUT", "RECOVERED/RESOLVED" },
  { "ae.json", 2, "AEACN", "" },
  { "ae.json", 2, "AESTDTC", "2026-03-16T20:00" },
  { "ae.json", 2, "AESTDY", "7" },
  { "ae.json", 2, "AEENDY", "10" },
  { "ae.json", 2, "AEENRF", "" },
  { "suppae.json", 3, "QNAM", "AERELLD" },
  { "ex.json", 1, "EXTRT", "FLUDARABINE" },
  { "ex.json", 1, "EXSTDY", "1" },
  { "ex.json", 1, "EXLOT", "" },
  { "ex.json", 2, "EXTRT", "KN3601" },
  { "ex.json", 2, "EXDOSE", "3.1" },
  { "ex.json", 2, "EXDOSU", "10^6/kg" },
  { "ex.json", 2, "EXLOT", "KN-0042" },
  { "sv.json", 1, "VISITNUM", "1" },
  { "sv.json", 2, "VISITNUM", "1.01" },
  { "sv.json", 2, "VISIT", "Screening (2)" },
  { "sv.json", 3, "VISITNUM", "2" },
  { "sv.json", 4, "VISITNUM", "2.01" },
  { "sv.json", 4, "VISIT", "Unscheduled 2.01" },
  { "sv.json", 4, "SVPRESP", "" },
  { "sv.json", 5, "SVOCCUR", "N" },
  { "sv.json", 5, "SVSTDTC", "" },
  { "vs.json", 1, "VSORRESU", "mmHg" },
};

static void
test_coded (void)
{
  Fixture fixture;
  const char *directory;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  directory = fixture_write (&fixture, NULL);
  assert_cells (directory, coded_cells, G_N_ELEMENTS (coded_cells));
  fixture_tear_down (&fixture);
}

static guint
find_row (const PodDataset *dataset, const char *testcd, const char *dtc)
{
  for (guint i = 0; i < dataset->rows->len; i++)
    if (g_strcmp0 (pod_dataset_get (dataset, i, "LBTESTCD"), testcd) == 0 &&
        g_strcmp0 (pod_dataset_get (dataset, i, "LBDTC"), dtc) == 0)
      return i;
  g_assert_not_reached ();
}

/* Results: what was printed stays, what was converted is exact, what is censored is no number. */
static const struct
{
  const char *testcd, *dtc, *column, *value;
} results[] = {
  { "CREAT", "2026-03-09T07:30", "LBORRES", "<0.50" },
  { "CREAT", "2026-03-09T07:30", "LBORRESU", "mg/dL" },
  { "CREAT", "2026-03-09T07:30", "LBORNRLO", "1" },
  { "CREAT", "2026-03-09T07:30", "LBSTRESC", "<44.2" },
  { "CREAT", "2026-03-09T07:30", "LBSTRESN", NULL },
  { "CREAT", "2026-03-09T07:30", "LBSTNRHI", "176.8" },
  { "CREAT", "2026-03-09T07:30", "LBNRIND", "LOW" },
  { "CREAT", "2026-03-09T07:30", "LBLOBXFL", "Y" },
  { "CREAT", "2026-03-09T07:30", "LBDY", "-1" },
  { "CREAT", "2026-03-09T07:30", "VISITNUM", "1.01" },
  { "CREAT", "2026-03-10", "LBSTRESN", "132.6" },
  { "CREAT", "2026-03-10", "LBSTRESU", "umol/L" },
  { "CREAT", "2026-03-10", "LBNRIND", "NORMAL" },
  { "CREAT", "2026-03-10", "LBLOBXFL", "" },
  { "CREAT", "2026-03-10", "LBDY", "1" },
  { "CREAT", "2026-03-12T07:30", "LBNRIND", "HIGH" },
  { "CREAT", "2026-03-12T07:30", "VISIT", "Unscheduled 2.01" },
  { "HGB", "2026-03", "LBDY", NULL },
  { "HBSAG", "2026-02-20", "LBORRES", "NEGATIVE" },
  { "HBSAG", "2026-02-20", "LBSTRESC", "NEGATIVE" },
  { "NEUT", "2026-01-05T08:00", "LBORRESU", "10^9/L" },
};

static void
test_results (void)
{
  Fixture fixture;
  g_autoptr (PodDataset) lb = NULL;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  lb = fixture_load (fixture_write (&fixture, NULL), "lb.json");
  g_assert_cmpuint (lb->rows->len, ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      guint row = find_row (lb, results[i].testcd, results[i].dtc);

      g_test_message ("%s %s %s", results[i].testcd, results[i].dtc, results[i].column);
      g_assert_cmpstr (pod_dataset_get (lb, row, results[i].column), ==, results[i].value);
    }
  fixture_tear_down (&fixture);
}

static const Cell shifted_cells[] = {
  { "dm.json", 1, "RFICDTC", "2026-02-14" },        { "dm.json", 1, "RFSTDTC", "2026-04-19" },
  { "dm.json", 1, "RFXENDTC", "2026-04-24T10:00" }, { "dm.json", 2, "RFICDTC", "2026-02-12" },
  { "dm.json", 3, "DTHDTC", "2027-04-01" },         { "ae.json", 1, "AESTDTC", "2026-04" },
  { "ae.json", 2, "AESTDTC", "2026-04-25T20:00" },  { "ae.json", 2, "AESTDY", "7" },
  { "ie.json", 2, "IEDTC", "2026-03-01" },          { "ie.json", 2, "IEDY", "-49" },
};

static void
test_shifted (void)
{
  Fixture fixture;

  fixture_set_up (&fixture, POD_PROFILE_SHIFTED);
  assert_cells (fixture_write (&fixture, NULL), shifted_cells, G_N_ELEMENTS (shifted_cells));
  fixture_tear_down (&fixture);
}

static void
test_no_offset (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  const char *parent = pod_test_dir ();

  fixture_set_up (&fixture, POD_PROFILE_SHIFTED);
  ((PodPackageSubject *) fixture.package.subjects->pdata[1])->offset = 0;
  g_assert_false (pod_package_write (&fixture.package, pod_test_path (parent, "p"), NULL, NULL,
                                     NULL, NULL, &error));
  g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_CHECK);
  fixture_tear_down (&fixture);
}

static const char *const datasets[] = { "dm",     "suppdm", "ie", "ae", "suppae", "lb",
                                        "supplb", "vs",     "qs", "ex", "sv" };

static void
test_study_day (void)
{
  Fixture fixture;
  const char *directory;

  fixture_set_up (&fixture, POD_PROFILE_STUDY_DAY);
  directory = fixture_write (&fixture, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (datasets); i++)
    {
      g_autofree char *name = g_strconcat (datasets[i], ".json", NULL);
      g_autoptr (PodDataset) dataset = fixture_load (directory, name);
      const char *rows = strstr (pod_test_read (pod_test_path (directory, name), NULL), "\"rows\"");

      for (guint j = 0; j < dataset->columns->len; j++)
        g_assert_false (g_str_has_suffix (g_array_index (dataset->columns, PodColumn, j).name,
                                          "DTC"));
      g_assert_null (strstr (rows, "2026"));
    }
  {
    static const Cell cells[] = { { "ae.json", 2, "AESTDY", "7" },
                                  { "ex.json", 2, "EXSTDY", "6" } };

    assert_cells (directory, cells, G_N_ELEMENTS (cells));
  }
  fixture_tear_down (&fixture);
}

/* What people typed is in none of the files, whoever typed it: the name is in every free text of the fixture. */
static void
test_no_free_text (void)
{
  Fixture fixture;
  const char *directory, *name;
  g_autoptr (GDir) dir = NULL;
  guint files = 0;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  fixture_add_free_text (&fixture);
  directory = fixture_write (&fixture, NULL);
  dir = g_dir_open (directory, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    {
      const char *text = pod_test_read (pod_test_path (directory, name), NULL);

      files++;
      g_assert_null (strstr (text, FIXTURE_NAME));
      g_assert_null (strstr (text, "发热"));
      g_assert_null (strstr (text, "nurse"));
      g_assert_null (strstr (text, g_get_host_name ()));
    }
  g_assert_cmpuint (files, ==, G_N_ELEMENTS (datasets) + 3);
  {
    /* Nor has who was never treated a reference period that an event could outlast. */
    static const Cell cells[] = { { "ae.json", 3, "AETERM", "ADVERSE EVENT, NOT CODED" },
                                  { "ae.json", 3, "AEENRF", "" } };

    assert_cells (directory, cells, G_N_ELEMENTS (cells));
  }
  fixture_tear_down (&fixture);
}

static void
assert_empty (const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);

  g_assert_null (g_dir_read_name (dir));
}

/* A name in a field that leaves: the package does not. */
static void
test_leak (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;
  const char *parent = pod_test_dir ();

  fixture_set_up (&fixture, POD_PROFILE_SHIFTED);
  g_ptr_array_add (fixture.package.identities, (gpointer) "kn0042");
  g_assert_false (pod_package_write (&fixture.package, pod_test_path (parent, "p"), NULL, NULL,
                                     NULL, NULL, &error));
  g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_LEAK);
  g_assert_nonnull (strstr (error->message, "ex.json"));
  g_assert_null (strstr (error->message, "0042"));
  assert_empty (parent);
  fixture_tear_down (&fixture);
}

/* Short record numbers: a year, an age, a result, a piece of the registry's number. */
static void
test_short_numbers (void)
{
  static const char *const numbers[] = { "2026", "55", "95", "132", "0724", "07241", "1500" };
  Fixture fixture;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_ptr_array_add (fixture.package.identities, (gpointer) numbers[i]);
  fixture_write (&fixture, NULL);
  fixture_tear_down (&fixture);
}

/* But in what somebody typed, a short number is that number. */
static void
test_short_number_typed (void)
{
  Fixture fixture;
  g_autoptr (GError) error = NULL;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  g_ptr_array_add (fixture.package.identities, (gpointer) "0042");
  g_assert_false (pod_package_write (&fixture.package, pod_test_path (pod_test_dir (), "p"), NULL,
                                     NULL, NULL, NULL, &error));
  g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_LEAK);
  fixture_tear_down (&fixture);
}

/* A birth date that is some other subject's visit is no leak: structured dates are checked against the profile. */
static void
test_birth_date_in_dates (void)
{
  Fixture fixture;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  g_ptr_array_add (fixture.package.identities, (gpointer) "2026-03-10");
  fixture_write (&fixture, NULL);
  fixture_tear_down (&fixture);
}

typedef struct
{
  GCancellable *cancellable;
  guint left;
} Patience;

static void
cancel_cb (double fraction, gpointer data)
{
  Patience *patience = data;

  g_assert_cmpfloat (fraction, <=, 1);
  if (patience->left-- == 0)
    g_cancellable_cancel (patience->cancellable);
}

/* Cancelled at each step there is, nothing stays. */
static void
test_cancelled (void)
{
  Fixture fixture;
  const char *parent = pod_test_dir ();
  guint steps = 0;

  fixture_set_up (&fixture, POD_PROFILE_SHIFTED);
  for (gboolean done = FALSE; !done; steps++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Patience patience = { cancellable, steps };

      done = pod_package_write (&fixture.package, pod_test_path (parent, "p"), NULL, cancel_cb,
                                &patience, cancellable, &error);
      if (done)
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      assert_empty (parent);
    }
  g_assert_cmpuint (steps, >, 5);
  fixture_tear_down (&fixture);
}

static void
test_exists (void)
{
  Fixture fixture;
  const char *directory = pod_test_dir ();
  g_autoptr (GError) error = NULL;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  /* An empty folder will do. */
  g_assert_true (pod_package_write (&fixture.package, directory, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (pod_package_write (&fixture.package, directory, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_EXISTS);
  fixture_tear_down (&fixture);
}

static void
test_manifest (void)
{
  Fixture fixture;
  const char *directory, *hash = NULL, *text;
  gsize length;
  g_autofree char *computed = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *manifest;

  fixture_set_up (&fixture, POD_PROFILE_SHIFTED);
  fixture.package.previous = "abcd";
  fixture.package.sequence = 7;
  directory = fixture_write (&fixture, &hash);
  text = pod_test_read (pod_test_path (directory, "manifest.json"), &length);
  computed = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  g_assert_cmpstr (computed, ==, hash);
  g_assert_true (json_parser_load_from_data (parser, text, (gssize) length, NULL));
  manifest = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (manifest, "sequence"), ==, 7);
  g_assert_cmpstr (json_object_get_string_member (manifest, "previous"), ==, "abcd");
  g_assert_cmpstr (json_object_get_string_member (manifest, "profile"), ==, "shifted");
  g_assert_cmpstr (json_object_get_string_member (manifest, "audit_head"), ==, FIXTURE_HEAD);
  g_assert_cmpstr (json_object_get_string_member (manifest, "study"), ==, "NCT07241468");
  g_assert_true (json_object_get_boolean_member (manifest, "demo"));
  g_assert_nonnull (strstr (pod_test_read (pod_test_path (directory, "summary.txt"), NULL),
                            "INVENTED DATA"));
  fixture_tear_down (&fixture);
}

/* ---- the receiver ---- */

static gboolean
run (const char *command, const char *directory, char **output)
{
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  int status = 0;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (directory, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, output, NULL, &status,
                &error);
  g_assert_no_error (error);
  return g_spawn_check_wait_status (status, NULL);
}

static void
test_sha256sum (void)
{
  Fixture fixture;
  g_autofree char *output = NULL;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  g_assert_true (run ("sha256sum --strict -c SHA256SUMS", fixture_write (&fixture, NULL), &output));
  g_assert_nonnull (strstr (output, "manifest.json: OK"));
  fixture_tear_down (&fixture);
}

static const char validate[] =
    "/usr/bin/python3 - \"$SCHEMA\" <<'END'\n"
    "import glob, json, sys\n"
    "import jsonschema\n"
    "schema = json.load(open(sys.argv[1], encoding='utf-8'))\n"
    "files = [f for f in sorted(glob.glob('*.json')) if f != 'manifest.json']\n"
    "for name in files:\n"
    "    jsonschema.validate(json.load(open(name, encoding='utf-8')), schema)\n"
    "print(len(files))\n"
    "END\n";

/* Neither the schema nor the validator is ours. */
static void
test_schema (void)
{
  Fixture fixture;
  const char *schema = pod_test_shared ("reference/dataset-json-1.1.schema.json");
  g_autofree char *output = NULL;

  if (!schema)
    return;
  if (!run ("/usr/bin/python3 -c 'import jsonschema'", "/", NULL))
    {
      g_test_skip ("python3-jsonschema is not there");
      return;
    }
  g_setenv ("SCHEMA", schema, TRUE);
  fixture_set_up (&fixture, POD_PROFILE_SHIFTED);
  g_assert_true (run (validate, fixture_write (&fixture, NULL), &output));
  g_assert_cmpint (atoi (output), ==, G_N_ELEMENTS (datasets));
  fixture_tear_down (&fixture);
}

static void
test_ndjson (void)
{
  Fixture fixture;
  const char *directory;
  g_autoptr (PodDataset) json = NULL, ndjson = NULL;
  g_autoptr (GPtrArray) problems = pod_problems_new ();

  fixture_set_up (&fixture, POD_PROFILE_SHIFTED);
  fixture.package.ndjson = TRUE;
  directory = fixture_write (&fixture, NULL);
  json = fixture_load (directory, "lb.json");
  ndjson = fixture_load (directory, "lb.ndjson");
  g_assert_true (pod_dataset_equal (json, ndjson));
  g_assert_true (pod_package_check (directory, problems, NULL));
  fixture_tear_down (&fixture);
}

/* What is done to a sound package, and what the receiver is told. */
static const struct
{
  const char *command;
  const char *words;
} faults[] = {
  { "true", NULL },
  { "touch extra.txt", "extra.txt: the manifest does not list this file" },
  { "rm dm.json", "dm.json: the file is missing" },
  { "rm SHA256SUMS", "SHA256SUMS: the file is missing" },
  { "rm manifest.json", "manifest.json: the file is missing" },
  { "rm summary.txt; ln -s /etc/hostname summary.txt", "summary.txt: this is not a plain file" },
  { "sed -i 's/\"M\"/\"F\"/' dm.json", "dm.json: the file was changed" },
  { "sed -i 's/shifted/coded/' manifest.json", "manifest.json: the file was changed" },
  { "echo x >> summary.txt", "the manifest gives another number of bytes" },
  { "echo nonsense >> SHA256SUMS", "SHA256SUMS:14: expected a SHA-256" },
  { "printf '{}' > manifest.json", "manifest.json: This is not a manifest" },
  { "printf '{\"a\":1,\"a\":2}' > manifest.json", "a name that is there twice" },
  { "sed -i 's/\"records\":3/\"records\":4/' dm.json", "records is not the number of rows" },
  { "sed -i 's/\"records\":3/\"records\":\"3\"/' dm.json", "records is not the number of rows" },
  { "sed -i 's/\"S-002\",/\"S-002\",\"\",/' dm.json", "a row is not as wide as the columns" },
  { "sed -i 's/,55,/,\"55\",/' dm.json", "a cell is not of its column" },
  { "sed -i 's/,55,/,{},/' dm.json", "a cell is not of its column" },
  { "sed -i 's/2026-04-19/2026-02-31/' dm.json", "the value is not of the column's type" },
  { "sed -i 's/\"name\":\"SUBJID\"/\"name\":\"SITEID\"/' dm.json", "two columns have this name" },
  { "sed -i 's/01-001\"/01-009\"/' dm.json", "the keys of this row are not after those" },
  { "sed -i 's/\"dataType\":\"integer\"/\"dataType\":\"whole\"/' dm.json",
    "a column is not described" },
  { "sed -i 's/\"1.1.0\"/\"1.0.0\"/' dm.json", "not a Dataset-JSON 1.1.0" },
  { "sed -i 's/\"studyOID\":\"NCT07241468\"/\"studyOID\":\"NCT00000000\"/' dm.json",
    "of another study" },
  { "printf '\\000' >> dm.json", "dm.json: Line" },
  { "sed -i 's/\"M\"/\"MALE\"/' dm.json", "the value is longer than the column" },
};

static char *
check (const char *directory, gboolean *good)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;
  GString *all = g_string_new (NULL);

  *good = pod_package_check (directory, problems, &error);
  g_assert_true (*good == (problems->len == 0));
  if (!*good)
    g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_CHECK);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *text = pod_problem_to_string (problems->pdata[i]);

      g_string_append_printf (all, "%s\n", text);
    }
  return g_string_free (all, FALSE);
}

static void
test_faults (void)
{
  Fixture fixture;

  fixture_set_up (&fixture, POD_PROFILE_SHIFTED);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const char *directory = fixture_write (&fixture, NULL);
      gboolean good;
      g_autofree char *all = NULL;

      g_assert_true (run (faults[i].command, directory, NULL));
      all = check (directory, &good);
      g_test_message ("%s: %s", faults[i].command, all);
      g_assert_cmpint (good, ==, faults[i].words == NULL);
      if (faults[i].words)
        g_assert_nonnull (strstr (all, faults[i].words));
    }
  fixture_tear_down (&fixture);
}

static void
test_no_folder (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_package_check (pod_test_path (pod_test_dir (), "none"), problems, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

/* ---- signatures ---- */

/* 21 CFR 11.50: the printed name, the date and time in UTC, and what the signing meant; and of which record. */
static void
test_signed (void)
{
  Fixture fixture;
  const char *directory;
  g_auto (GStrv) lines = NULL;
  gboolean good;
  g_autofree char *all = NULL;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  fixture_add_signed (&fixture, "Dr Paul \"Test\" 测试");
  directory = fixture_write (&fixture, NULL);
  lines = g_strsplit (pod_test_read (pod_test_path (directory, "signatures.csv"), NULL), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
#define SIGNED                                                                                     \
  "\"Dr Paul \"\"Test\"\" 测试\",\"pi\",\"2026-04-02T05:30:05.000Z\",\"" FIXTURE_HEAD "\","
  g_assert_cmpstr (lines[1], ==,
                   "\"NCT07241468-01-006\",\"adverse_event\",\"2\",\"approval\"," SIGNED
                   "\"current\"");
  g_assert_cmpstr (lines[2], ==,
                   "\"NCT07241468-01-006\",\"event\",\"enrolment\",\"decision\"," SIGNED
                   "\"current\"");
  g_assert_cmpstr (lines[3], ==,
                   "\"NCT07241468-01-006\",\"visit\",\"1\",\"review\"," SIGNED "\"current\"");
  g_assert_cmpstr (lines[4], ==,
                   "\"NCT07241468-01-006\",\"casebook\",\"\",\"responsibility\"," SIGNED
                   "\"changed\"");
  all = check (directory, &good);
  g_assert_cmpstr (all, ==, "");
  g_assert_nonnull (strstr (pod_test_read (pod_test_path (directory, "summary.txt"), NULL),
                            "4, of which current 3"));
  fixture_tear_down (&fixture);
}

/* The day of signing is the day of the export: beside moved dates it would tell by how much they were moved. */
static void
test_signed_without_dates (void)
{
  static const PodProfile profiles[] = { POD_PROFILE_SHIFTED, POD_PROFILE_STUDY_DAY };

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    {
      Fixture fixture;
      const char *directory, *text;
      gboolean good;
      g_autofree char *all = NULL;

      fixture_set_up (&fixture, profiles[i]);
      fixture_add_signed (&fixture, "Dr Paul Test");
      directory = fixture_write (&fixture, NULL);
      text = pod_test_read (pod_test_path (directory, "signatures.csv"), NULL);
      g_assert_nonnull (strstr (text,
                                "\"approval\",\"Dr Paul Test\",\"pi\",\"\",\"\",\"current\""));
      g_assert_null (strstr (text, "2026"));
      g_assert_null (strstr (text, "05:30"));
      g_assert_null (strstr (text, "12:"));
      all = check (directory, &good);
      g_assert_cmpstr (all, ==, "");
      fixture_tear_down (&fixture);
    }
}

/* A printed name is typed, so it is searched as what is typed is; and a spreadsheet must not take it for a formula. */
static void
test_signed_by (void)
{
  static const struct
  {
    const char *name;
    const char *printed; /* NULL: nothing leaves */
  } cases[] = {
    { "Dr Paul Test", "\"Dr Paul Test\"" },
    { "=1+1", "\"'=1+1\"" },
    { "＝1", "\"'＝1\"" },
    { FIXTURE_NAME, NULL },
    { "for " FIXTURE_RECORD, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture;
      const char *directory = pod_test_path (pod_test_dir (), "package");
      g_autoptr (GError) error = NULL;

      fixture_set_up (&fixture, POD_PROFILE_CODED);
      fixture_add_signed (&fixture, cases[i].name);
      pod_package_write (&fixture.package, directory, NULL, NULL, NULL, NULL, &error);
      if (cases[i].printed == NULL)
        g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_LEAK);
      else
        g_assert_nonnull (strstr (pod_test_read (pod_test_path (directory, "signatures.csv"), NULL),
                                  cases[i].printed));
      fixture_tear_down (&fixture);
    }
}

/* ---- a certified copy ---- */

/* What is taken out of the manifest, and what the receiver misses.  The sums are made anew, as who would pass it off would. */
static void
test_certified (void)
{
  static const struct
  {
    const char *command;
    const char *words;
  } cases[] = {
    { "true", NULL },
    { "sed -i 's/\"audit_head\":\"[^\"]*\"/\"audit_head\":null/' manifest.json",
      "the head of the audit trail is missing" },
    { "sed -i 's/\"audit_head\":\"12:0/\"audit_head\":\"12:/' manifest.json",
      "the head of the audit trail is missing" },
    { "sed -i 's/\"created\":\"[^\"]*\"/\"created\":\"yesterday\"/' manifest.json",
      "the time at which it was made" },
    { "sed -i 's/\"version\":\"0.1.0\"/\"version\":\"\"/' manifest.json",
      "the version of the program" },
    { "sed -i 's/\"user\":\"paul\"/\"user\":\"\"/' manifest.json", "who made the package" },
    { "sed -i 's/\"sha256\":\"[0-9a-f]/\"sha256\":\"g/' manifest.json",
      "its SHA-256 is not the one in the manifest" },
  };
  Fixture fixture;

  fixture_set_up (&fixture, POD_PROFILE_CODED);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *directory = fixture_write (&fixture, NULL);
      gboolean good;
      g_autofree char *all = NULL;

      g_assert_true (run (cases[i].command, directory, NULL));
      g_assert_true (run ("sha256sum *.json *.txt > SHA256SUMS", directory, NULL));
      all = check (directory, &good);
      g_test_message ("%s: %s", cases[i].command, all);
      g_assert_cmpint (good, ==, cases[i].words == NULL);
      if (cases[i].words)
        g_assert_nonnull (strstr (all, cases[i].words));
    }
  g_assert_nonnull (strstr (pod_test_read (pod_test_path (fixture_write (&fixture, NULL),
                                                          "manifest.json"),
                                           NULL),
                            "\"exporter\":{\"user\":\"paul\",\"role\":\"pi\"}"));
  fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/package/coded", test_coded);
  g_test_add_func ("/exchange/package/results", test_results);
  g_test_add_func ("/exchange/package/shifted", test_shifted);
  g_test_add_func ("/exchange/package/no-offset", test_no_offset);
  g_test_add_func ("/exchange/package/study-day", test_study_day);
  g_test_add_func ("/exchange/package/no-free-text", test_no_free_text);
  g_test_add_func ("/exchange/package/leak", test_leak);
  g_test_add_func ("/exchange/package/short-numbers", test_short_numbers);
  g_test_add_func ("/exchange/package/short-number-typed", test_short_number_typed);
  g_test_add_func ("/exchange/package/birth-date-in-dates", test_birth_date_in_dates);
  g_test_add_func ("/exchange/package/cancelled", test_cancelled);
  g_test_add_func ("/exchange/package/exists", test_exists);
  g_test_add_func ("/exchange/package/manifest", test_manifest);
  g_test_add_func ("/exchange/package/sha256sum", test_sha256sum);
  g_test_add_func ("/exchange/package/schema", test_schema);
  g_test_add_func ("/exchange/package/ndjson", test_ndjson);
  g_test_add_func ("/exchange/package/faults", test_faults);
  g_test_add_func ("/exchange/package/no-folder", test_no_folder);
  g_test_add_func ("/exchange/package/R11-name-time-and-meaning", test_signed);
  g_test_add_func ("/exchange/package/signed-without-dates", test_signed_without_dates);
  g_test_add_func ("/exchange/package/signed-by", test_signed_by);
  g_test_add_func ("/exchange/package/R22-certified-copy", test_certified);
  return g_test_run ();
}
