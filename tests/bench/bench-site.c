#include "bench-site.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "pod-csv.h"
#include "pod-unit.h"

#define SAMPLE "samples/csv/cdisc_pilot_lb.csv.gz"
#define USER "bench"
#define PASSWORD "a long password of the bench"
/* The columns of the file that are asked for. */
enum
{
  KEY = 2,
  TEST = 4,
  RESULT = 7,
  UNIT = 8,
};

static const char study_head[] = "[study]\nid=bench\ntitle=A study to measure with\ntarget=254\n"
                                 "egfr_equation=2021\n"
                                 "[cohort all]\nlabel=All\nshort=ALL\n"
                                 "[anchor consent]\nlabel=Consent\nevent=consent\n"
                                 "[anchor enrolment]\nlabel=Enrolment\nevent=enrolment\n";
static const char map_head[] = "[map bench]\nlaboratory=Bench\nsubject=USUBJID\n"
                               "subject.kind=record_number\nitem=LBTESTCD\nresult=LBORRES\n"
                               "unit=LBORRESU\nlower=LBORNRLO\nupper=LBORNRHI\n"
                               "collected=LBDTC\nmissing=NA\n";

char *
bench_site_path (const BenchSite *site, const char *name)
{
  return g_build_filename (site->dir, name, NULL);
}

static void
unpack (const char *packed, const char *path)
{
  g_autoptr (GFile) from = g_file_new_for_path (packed);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) raw = G_INPUT_STREAM (g_file_read (from, NULL, &error));
  g_autoptr (GConverter)
      unzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) in = g_converter_input_stream_new (raw, unzip);
  g_autoptr (GFileOutputStream)
      out = g_file_replace (to, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &error);

  g_output_stream_splice (G_OUTPUT_STREAM (out), in, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL,
                          &error);
  g_assert_no_error (error);
}

static char *
read_table (const BenchSite *site)
{
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (site->file, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Behind the heading. */
static PodCsv *
open_table (const char *text)
{
  PodCsv *csv = pod_csv_new (text, ',');
  PodCsvRow heading;

  g_assert_true (pod_csv_read (csv, &heading, NULL));
  return csv;
}

/* Creatinine is known to every study; a test whose unit the program does not know is kept as text. */
static void
describe_test (const char *test, const char *unit_text, GString *study, GString *map)
{
  g_autofree char *folded = g_ascii_strdown (test, -1);
  g_autofree char *name = g_str_equal (test, "CREAT") ? g_strdup ("creatinine")
                                                      : g_strconcat ("lb_", folded, NULL);
  const PodUnit *unit = pod_unit_from_print (unit_text);

  g_string_append_printf (map, "[item %s]\nnames=%s\n", name, test);
  if (g_str_equal (test, "CREAT"))
    return;
  g_string_append_printf (study, "[observation %s]\nlabel=%s\n", name, test);
  if (unit != NULL)
    g_string_append_printf (study, "type=quantity\nunit=%s\n", pod_unit_get_ucum (unit));
  else
    g_string_append (study, "type=text\n");
}

static void
describe_tests (const char *table, GString *study, GString *map)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (PodCsv) csv = open_table (table);
  PodCsvRow row;

  while (pod_csv_read (csv, &row, NULL))
    if (g_hash_table_add (seen, g_strdup (pod_csv_get (csv, TEST))))
      describe_test (pod_csv_get (csv, TEST), pod_csv_get (csv, UNIT), study, map);
}

static void
write_text (const char *folder, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
}

static void
copy_knowledge (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("PODOCYTE_DATA_DIR"), "knowledge", name,
                                            NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  write_text (folder, name, text, (gssize) length);
}

static void
write_study (BenchSite *site, const char *table)
{
  g_autoptr (GString) study = g_string_new (study_head);
  g_autoptr (GString) map = g_string_new (map_head);
  g_autofree char *knowledge = bench_site_path (site, "knowledge");
  g_autofree char *folder = bench_site_path (site, "studies/bench");

  describe_tests (table, study, map);
  copy_knowledge (knowledge, "observations.ini");
  copy_knowledge (knowledge, "burdens.ini");
  copy_knowledge (knowledge, "egfr.ini");
  copy_knowledge (knowledge, "terms.ini");
  write_text (folder, "study.ini", study->str, -1);
  write_text (site->dir, "map.ini", map->str, -1);
  site->map = bench_site_path (site, "map.ini");
  g_setenv ("PODOCYTE_DATA_DIR", site->dir, TRUE);
}

static void
register_patient (BenchSite *site, PodTrial *trial, const char *key)
{
  g_autofree char *name = g_strdup_printf ("Patient %u", g_hash_table_size (site->keys) + 1);
  g_autoptr (GError) error = NULL;
  gint64 subject = pod_trial_register (trial,
                                       &(PodRegistration){
                                           .name = name,
                                           .record_number = key,
                                           .birth_date = pod_date_new (1940, 1, 31),
                                           .sex = "female",
                                           .cohort = "all",
                                           .consent = pod_date_new (2012, 1, 31),
                                       },
                                       &error);

  g_assert_no_error (error);
  g_hash_table_insert (site->keys, g_strdup (key), g_memdup2 (&subject, sizeof subject));
}

static void
register_patients (BenchSite *site, const char *table)
{
  PodClock clock = pod_clock_fixed (&site->now);
  PodTrialCreation creation = {
    .path = site->database, .study = "bench", .user = USER, .password = PASSWORD, .clock = &clock
  };
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrial) trial = pod_trial_create (&creation, problems, &error);
  g_autoptr (PodCsv) csv = open_table (table);
  PodCsvRow row;

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *text = pod_problem_to_string (problems->pdata[i]);

      g_printerr ("%s\n", text);
    }
  g_assert_no_error (error);
  while (pod_csv_read (csv, &row, NULL))
    if (!g_hash_table_contains (site->keys, pod_csv_get (csv, KEY)))
      register_patient (site, trial, pod_csv_get (csv, KEY));
  pod_trial_close (trial);
}

BenchSite *
bench_site_new (void)
{
  const char *shared = g_getenv ("POD_SHARED_DIR");
  g_autofree char *packed = g_build_filename (shared ? shared : "", SAMPLE, NULL);
  g_autofree char *table = NULL;
  BenchSite *site;

  if (!g_file_test (packed, G_FILE_TEST_EXISTS))
    {
      g_print ("skipped: there is no %s\n", packed);
      return NULL;
    }
  site = g_new0 (BenchSite, 1);
  site->dir = g_dir_make_tmp ("pod-bench-XXXXXX", NULL);
  site->file = bench_site_path (site, "lb.csv");
  site->database = bench_site_path (site, "registered.podocyte");
  site->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  site->now = (PodInstant){ G_GINT64_CONSTANT (1773450000) * G_USEC_PER_SEC, 480 };
  unpack (packed, site->file);
  table = read_table (site);
  write_study (site, table);
  register_patients (site, table);
  return site;
}

char *
bench_site_copy (const BenchSite *site, const char *name)
{
  char *path = bench_site_path (site, name);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (site->database, &bytes, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_DURABLE, 0600,
                            &error);
  g_assert_no_error (error);
  return path;
}

PodTrial *
bench_site_open (const BenchSite *site, const char *path)
{
  PodClock clock = pod_clock_fixed ((PodInstant *) &site->now);
  g_autoptr (GError) error = NULL;
  PodTrial *trial = pod_trial_open (path, &clock, NULL, &error);

  g_assert_no_error (error);
  pod_trial_sign_in (trial, USER, PASSWORD, &error);
  g_assert_no_error (error);
  return trial;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_all (inner);
    }
  g_remove (path);
}

void
bench_site_free (BenchSite *site)
{
  remove_all (site->dir);
  g_hash_table_unref (site->keys);
  g_free (site->dir);
  g_free (site->file);
  g_free (site->map);
  g_free (site->database);
  g_free (site);
}
