/* What comes in from a laboratory, and what leaves for the recipient. */

#include <sqlite3.h>
#include <string.h>

#include "pod-test-decide.h"
#include "pod-test-forge.h"
#include "service-fixture.h"

static const char map_text[] =
    "[map central]\nlaboratory=Central\nencoding=auto\nsubject=病历号\n"
    "subject.kind=record_number\nitem=项目名称\nresult=结果\nunit=单位\ncollected=采集时间\n"
    "[item hgb]\nnames=血红蛋白\n"
    "[item creatinine]\nnames=肌酐\n";

#define HEADING "病历号,项目名称,结果,单位,采集时间\n"

static const char *
write_map (void)
{
  return pod_test_write (pod_test_dir (), "map.ini", map_text);
}

/* As hospital systems write it. */
static const char *
write_gb18030 (const char *text)
{
  const char *path = pod_test_path (pod_test_dir (), "lab.csv");
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *encoded = g_convert (text, -1, "GB18030", "UTF-8", NULL, &length, &error);

  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (path, encoded, (gssize) length, NULL));
  return path;
}

static PodImport *
import_text (PodTrial *trial, const char *text, gboolean dry_run)
{
  g_autoptr (GError) error = NULL;
  PodImport *import = pod_trial_import (trial, write_gb18030 (text), write_map (), dry_run, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (import->read, ==, import->items->len);
  g_assert_cmpuint (import->read, ==,
                    import->accepted + import->duplicate + import->conflict + import->unmapped +
                        import->refused);
  return import;
}

/* Each line, and what becomes of it. */
static const struct
{
  const char *line;
  const char *state;
} lines[] = {
  /* Another line says otherwise, so that both wait. */
  { "0000001,血红蛋白,101,g/L,2026-03-10 08:00\n", "conflict" },
  { "0000001,肌酐,<88.4,umol/L,2026-03-10 08:00\n", "accepted" },
  { "0000001,血红蛋白,101,g/L,2026-03-10 08:00\n", "duplicate" },
  { "0000001,血红蛋白,102,g/L,2026-03-10 08:00\n", "conflict" },
  { "0000001,血红蛋白,102,g/L,2026-03-10 09:00\n", "accepted" },
  { "0000001,血型,A,,2026-03-10 08:00\n", "unmapped" },
  { "0000009,血红蛋白,101,g/L,2026-03-10 08:00\n", "refused" },
  { "0000001,血红蛋白,,g/L,2026-03-11 08:00\n", "refused" },
  { "0000001,血红蛋白,1010,g/L,2026-03-12 08:00\n", "conflict" },
};

static char *
join_lines (void)
{
  GString *text = g_string_new (HEADING);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_string_append (text, lines[i].line);
  return g_string_free (text, FALSE);
}

static void
assert_states (const PodImport *import)
{
  g_assert_cmpuint (import->items->len, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < import->items->len; i++)
    {
      const PodImportItem *item = g_ptr_array_index (import->items, i);

      if (g_strcmp0 (item->state, lines[i].state) != 0)
        g_error ("line %u: %s (%s)", item->line, item->state, item->reason);
      g_assert_cmpint (item->reason == NULL, ==, g_str_equal (item->state, "accepted"));
    }
}

static void
test_import (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  const char *path = pod_trial_get_path (trial);
  g_autofree char *text = join_lines ();
  const char *head = fixture_audit_head (path);
  g_autoptr (PodImport) dry = import_text (trial, text, TRUE);
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodImport) again = NULL;

  /* Only asked what would become of it. */
  assert_states (dry);
  g_assert_cmpstr (fixture_audit_head (path), ==, head);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);

  import = import_text (trial, text, FALSE);
  assert_states (import);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  g_assert_cmpint (fixture_find (trial, subject, "creatinine")->quantity.comparator, ==,
                   POD_LESS_THAN);
  g_assert_cmpfloat (fixture_find (trial, subject, "creatinine")->quantity.number, ==, 88.4);
  /* No eGFR follows from a value that is only known to be less. */
  g_assert_cmpuint (fixture_count (trial, subject, "egfr"), ==, 0);
  g_assert_cmpuint (fixture_count_audit (path, "IMPORT"), ==, 1);
  g_assert_cmpstr (fixture_audit_detail (path, "IMPORT"), ==,
                   "read 9 accepted 2 duplicate 1 conflict 3 unmapped 1 refused 2");

  /* The same file once more: nothing at all is written. */
  head = fixture_audit_head (path);
  again = import_text (trial, text, FALSE);
  g_assert_cmpuint (again->accepted, ==, 0);
  g_assert_cmpuint (again->duplicate, ==, 3);
  g_assert_cmpuint (again->conflict, ==, 3);
  g_assert_cmpstr (fixture_audit_head (path), ==, head);
  fixture_end (trial);
}

static void
test_import_derives (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodImport)
      import = import_text (trial, HEADING "0000001,肌酐,88.4,umol/L,2026-03-10 08:00\n", FALSE);

  g_assert_cmpuint (import->accepted, ==, 1);
  g_assert_cmpuint (fixture_count (trial, subject, "egfr"), ==, 1);
  fixture_end (trial);
}

static void
test_import_async (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  const char *path = write_gb18030 (HEADING "0000001,血红蛋白,101,g/L,2026-03-10 08:00\n");
  const char *head = fixture_audit_head (pod_trial_get_path (trial));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_import_async (trial, path, write_map (), FALSE, cancellable, pod_test_take_result_cb,
                          &cancelled);
  g_cancellable_cancel (cancellable);
  fixture_wait ((gpointer *) &cancelled);
  g_assert_null (pod_trial_import_finish (trial, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpstr (fixture_audit_head (pod_trial_get_path (trial)), ==, head);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);

  pod_trial_import_async (trial, path, write_map (), FALSE, NULL, pod_test_take_result_cb, &done);
  g_assert_null (done);
  fixture_wait ((gpointer *) &done);
  import = pod_trial_import_finish (trial, done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->accepted, ==, 1);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);

  pod_trial_import_async (trial, path, write_map (), FALSE, NULL, pod_test_take_result_cb, &late);
  pod_trial_close (trial);
  fixture_wait ((gpointer *) &late);
  g_assert_null (pod_trial_import_finish (trial, late, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&cancelled);
  g_clear_object (&done);
  g_clear_object (&late);
  fixture_end (trial);
}

#define ONE_LINE HEADING "0000001,血红蛋白,101,g/L,2026-03-10 08:00\n"

/* The file of the first screening comes again after the second: the result is recorded once. */
static void
test_import_second_attempt (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 first = fixture_register (trial, "0000001");
  g_autoptr (PodImport) before = import_text (trial, ONE_LINE, FALSE);
  g_autoptr (PodImport) after = NULL;
  gint64 second;

  g_assert_true (pod_test_fail_screening (trial, first, pod_trial_get_today (trial), NULL));
  second = fixture_register (trial, "0000001");
  after = import_text (trial, ONE_LINE, FALSE);
  g_assert_cmpuint (before->accepted, ==, 1);
  g_assert_cmpuint (after->duplicate, ==, 1);
  g_assert_cmpuint (fixture_count (trial, first, "hgb"), ==, 1);
  g_assert_cmpuint (fixture_count (trial, second, "hgb"), ==, 0);
  fixture_end (trial);
}

/* What somebody took out stays out, until the laboratory says something else. */
static void
test_import_withdrawn (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodImport) before = import_text (trial, ONE_LINE, FALSE);
  const PodFinding *finding = fixture_find (trial, subject, "hgb");
  g_autoptr (PodChange) voiding = pod_change_new ();
  g_autoptr (PodImport) again = NULL;
  g_autoptr (PodImport) corrected = NULL;
  g_autoptr (GError) error = NULL;

  pod_change_void (voiding, POD_RECORD_FINDING, finding->record.id, finding->record.version);
  g_assert_true (pod_trial_commit (trial, voiding, "sample of another patient", NULL, &error));
  again = import_text (trial, ONE_LINE, FALSE);
  g_assert_cmpuint (again->conflict, ==, 1);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  corrected = import_text (trial, HEADING "0000001,血红蛋白,99,g/L,2026-03-10 08:00\n", FALSE);
  g_assert_cmpuint (corrected->accepted, ==, 1);
  fixture_end (trial);
}

/* Today is the 14th: a specimen of the 15th was not taken yet. */
static void
test_import_future (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodImport) import = import_text (trial,
                                              HEADING "0000001,血红蛋白,101,g/L,2026-03-14 23:00\n"
                                                      "0000001,血红蛋白,101,g/L,2026-03-15\n",
                                              FALSE);

  g_assert_cmpuint (import->accepted, ==, 1);
  g_assert_cmpuint (import->refused, ==, 1);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  fixture_end (trial);
}

/* Born on 29 February 1980: an instrument's clock of 1926, and the day before, are no result of hers. */
static void
test_import_before_birth (void)
{
  static const char text[] = HEADING "0000001,血红蛋白,101,g/L,1926-03-10 08:00\n"
                                     "0000001,血红蛋白,102,g/L,1980-02-28 23:00\n"
                                     "0000001,血红蛋白,103,g/L,1980-02-29 08:00\n";
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodImport) dry = import_text (trial, text, TRUE);
  g_autoptr (PodImport) import = import_text (trial, text, FALSE);

  g_assert_cmpuint (dry->refused, ==, 2);
  g_assert_cmpuint (import->refused, ==, 2);
  g_assert_cmpuint (import->accepted, ==, 1);
  for (guint i = 0; i < 2; i++)
    {
      const PodImportItem *item = g_ptr_array_index (import->items, i);

      g_assert_cmpstr (item->state, ==, "refused");
      g_assert_cmpstr (item->reason, ==, "the date of collection lies before the patient’s birth");
    }
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  fixture_end (trial);
}

/* Of somebody of whom only the year of birth is known, the year itself may be right. */
static void
test_import_year_of_birth (void)
{
  PodTrial *trial = fixture_trial ();
  PodRegistration registration = fixture_registration ("0000001");
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;

  registration.birth_date = pod_date_new (1980, 0, 0);
  g_assert_cmpint (pod_trial_register (trial, &registration, &error), >, 0);
  import = import_text (trial,
                        HEADING "0000001,血红蛋白,101,g/L,1979-12-31 08:00\n"
                                "0000001,血红蛋白,102,g/L,1980-01-01 08:00\n",
                        FALSE);
  g_assert_cmpuint (import->refused, ==, 1);
  g_assert_cmpuint (import->accepted, ==, 1);
  fixture_end (trial);
}

static void
test_import_errors (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;

  g_assert_null (pod_trial_import (trial, "/nowhere.csv", write_map (), FALSE, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_clear_error (&error);
  g_assert_null (pod_trial_import (trial, pod_test_dir (), write_map (), FALSE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (pod_trial_import (trial, write_gb18030 (HEADING), "/nowhere.ini", FALSE, &error));
  g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP);
  fixture_end (trial);
}

/* ---- out ---- */

static PodTrial *
make_exportable (gint64 *subject)
{
  PodTrial *trial;

  fixture_use_real_data ();
  trial = fixture_create (fixture_path (), "nct07241468");
  *subject = fixture_register (trial, "0000001");
  fixture_add_result (trial, *subject, "hgb", 101);
  fixture_add_result (trial, *subject, "creatinine", 88.4);
  return trial;
}

static void
assert_package (const char *directory)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;

  pod_package_check (directory, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_export (void)
{
  gint64 subject;
  PodTrial *trial = make_exportable (&subject);
  const char *path = pod_trial_get_path (trial);
  const char *dir = pod_test_dir ();
  static const char *const names[] = { "one", "two" };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    {
      const char *directory = pod_test_path (dir, names[i]);
      g_autofree char *begin = g_strdup_printf ("package %d profile shifted manifest ", i + 1);
      gsize length;
      const char *manifest;
      g_autofree char *hash = NULL;

      pod_trial_export (trial, directory, POD_PROFILE_SHIFTED, i == 1, &error);
      g_assert_no_error (error);
      assert_package (directory);
      manifest = pod_test_read (pod_test_path (directory, "manifest.json"), &length);
      hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) manifest, length);
      g_assert_true (g_str_has_prefix (fixture_audit_detail (path, "EXPORT"), begin));
      /* And the head of the trail, which is an anchor for it. */
      g_assert_true (g_str_has_prefix (fixture_audit_detail (path, "EXPORT") + strlen (begin),
                                       hash));
    }
  g_assert_cmpuint (fixture_count_audit (path, "EXPORT"), ==, 2);
  /* Not over another package, and then nothing is noted. */
  g_assert_false (pod_trial_export (trial, pod_test_path (dir, "one"), POD_PROFILE_SHIFTED, FALSE,
                                    &error));
  g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_EXISTS);
  g_assert_cmpuint (fixture_count_audit (path, "EXPORT"), ==, 2);
  fixture_end (trial);
}

/* What is typed freely stays at the site, whatever it holds. */
static void
test_export_free_text (void)
{
  gint64 subject;
  PodTrial *trial = make_exportable (&subject);
  const char *directory = pod_test_path (pod_test_dir (), "out");
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding finding = *fixture_find (trial, subject, "hgb");

  finding.text = "101 测试甲";
  finding.unit_text = "g/L 测试甲";
  finding.laboratory = "测试甲";
  pod_change_put_finding (change, &finding);
  pod_trial_commit (trial, change, "as printed", NULL, &error);
  g_assert_no_error (error);
  pod_trial_export (trial, directory, POD_PROFILE_SHIFTED, FALSE, &error);
  g_assert_no_error (error);
  assert_package (directory);
  fixture_end (trial);
}

/* The patient's record number, typed where a lot belongs, which is exported. */
static void
test_export_leak (void)
{
  gint64 subject;
  PodTrial *trial = make_exportable (&subject);
  const char *directory = pod_test_path (pod_test_dir (), "out");
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodIntervention intervention;

  pod_intervention_init (&intervention);
  intervention.record = (PodRecord){ .id = -1, .subject = subject };
  intervention.treatment = "kn3601";
  intervention.start = pod_moment_on (pod_date_new (2026, 3, 12));
  intervention.lot = "0000001";
  pod_change_put_intervention (change, &intervention);
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (pod_trial_export (trial, directory, POD_PROFILE_SHIFTED, FALSE, &error));
  g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_LEAK);
  g_assert_null (strstr (error->message, "0000001"));
  g_assert_false (g_file_test (directory, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture_count_audit (pod_trial_get_path (trial), "EXPORT"), ==, 0);
  fixture_end (trial);
}

typedef struct
{
  double last;
  gboolean done;
} Progress;

static void
progress_cb (double fraction, gpointer data)
{
  Progress *progress = data;

  g_assert_true (g_main_context_is_owner (NULL));
  g_assert_false (progress->done);
  g_assert_cmpfloat (fraction, >=, progress->last);
  progress->last = fraction;
}

static void
let_go_cb (double fraction, gpointer data)
{
  sqlite3 **other = data;

  g_clear_pointer (other, sqlite3_close);
}

/* Another process is writing: what leaves is gathered all the same, and only the note waits until it lets go. */
static void
test_export_beside_writer (void)
{
  gint64 subject;
  PodTrial *trial = make_exportable (&subject);
  const char *directory = pod_test_path (pod_test_dir (), "package");
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (pod_trial_get_path (trial), &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  pod_trial_export_async (trial, directory, POD_PROFILE_SHIFTED, let_go_cb, &other, NULL,
                          pod_test_take_result_cb, &done);
  fixture_wait ((gpointer *) &done);
  pod_trial_export_finish (trial, done, &error);
  g_assert_no_error (error);
  g_assert_null (other);
  assert_package (directory);
  g_clear_object (&done);
  fixture_end (trial);
}

/* A database of before offsets were made at registration. */
static void
test_export_makes_offsets (void)
{
  gint64 subject;
  PodTrial *trial = make_exportable (&subject);
  const char *path = pod_trial_get_path (trial);
  g_autoptr (GError) error = NULL;

  pod_test_forge (path, "UPDATE person SET shift = NULL");
  pod_trial_export (trial, pod_test_path (pod_test_dir (), "package"), POD_PROFILE_SHIFTED, FALSE,
                    &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count_audit (path, "EXPORT"), ==, 1);
  fixture_end (trial);
}

static void
test_export_async (void)
{
  gint64 subject;
  PodTrial *trial = make_exportable (&subject);
  g_autofree char *path = g_strdup (pod_trial_get_path (trial));
  const char *dir = pod_test_dir ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Progress progress = { 0 };

  pod_trial_export_async (trial, pod_test_path (dir, "done"), POD_PROFILE_CODED, progress_cb,
                          &progress, NULL, pod_test_take_result_cb, &done);
  g_assert_null (done);
  fixture_wait ((gpointer *) &done);
  g_assert_true (pod_trial_export_finish (trial, done, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (progress.last, >, 0);
  progress.done = TRUE;
  assert_package (pod_test_path (dir, "done"));

  g_cancellable_cancel (cancellable);
  pod_trial_export_async (trial, pod_test_path (dir, "cancelled"), POD_PROFILE_CODED, NULL, NULL,
                          cancellable, pod_test_take_result_cb, &cancelled);
  fixture_wait ((gpointer *) &cancelled);
  g_assert_false (pod_trial_export_finish (trial, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* Nothing lies about that the trail does not know of. */
  pod_trial_export_async (trial, pod_test_path (dir, "closed"), POD_PROFILE_CODED, NULL, NULL, NULL,
                          pod_test_take_result_cb, &closed);
  pod_trial_close (trial);
  fixture_wait ((gpointer *) &closed);
  g_assert_false (pod_trial_export_finish (trial, closed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (pod_test_path (dir, "cancelled"), G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (pod_test_path (dir, "closed"), G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture_count_audit (path, "EXPORT"), ==, 1);
  g_clear_object (&done);
  g_clear_object (&cancelled);
  g_clear_object (&closed);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/lines", test_import);
  g_test_add_func ("/import/derives", test_import_derives);
  g_test_add_func ("/import/async", test_import_async);
  g_test_add_func ("/import/errors", test_import_errors);
  g_test_add_func ("/import/second-attempt", test_import_second_attempt);
  g_test_add_func ("/import/withdrawn", test_import_withdrawn);
  g_test_add_func ("/import/future", test_import_future);
  g_test_add_func ("/import/before-birth", test_import_before_birth);
  g_test_add_func ("/import/year-of-birth", test_import_year_of_birth);
  g_test_add_func ("/export/package", test_export);
  g_test_add_func ("/export/free-text", test_export_free_text);
  g_test_add_func ("/export/leak", test_export_leak);
  g_test_add_func ("/export/async", test_export_async);
  g_test_add_func ("/export/beside-a-writer", test_export_beside_writer);
  g_test_add_func ("/export/makes-offsets", test_export_makes_offsets);
  return g_test_run ();
}
