/* Two people at one database, each in a process of their own: one adopts amendments while the other has the trial open, and enters results or
 * only looks.  Nothing is written by a study that is no longer in force, and whoever has it open is told. */

#include <sqlite3.h>
#include <stdio.h>

#include "pod-trial-amendment.h"
#include "pod-trial-users.h"
#include "pod-vault-private.h"
#include "service-fixture.h"

#define AMENDMENTS 4
#define TITLE "A small study"
#define LAST TITLE ", version 4"

/* ---- the other programs, which are this one ---- */

static PodTrial *
open_as (const char *path, const char *user)
{
  pod_vault_set_test_cost ();
  fixture_set_today ("2026-03-14");
  return fixture_open (path, user);
}

static const char *
get_title (PodTrial *trial)
{
  return pod_study_get (pod_trial_get_study (trial), "title");
}

/* A result that says by which version of the study it was entered. */
static gboolean
add_result (PodTrial *trial, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = pod_change_reserve (change),
                                .subject = pod_trial_find_subject (trial, "S-001") };
  finding.observation = "hgb";
  finding.when = pod_moment_on (pod_date_new (2026, 3, 10));
  finding.quantity = (PodQuantity){ POD_EXACTLY, 100, pod_unit_from_ucum ("g/L") };
  finding.text = get_title (trial);
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  return pod_trial_commit (trial, change, NULL, NULL, error);
}

static gboolean
is_out (gpointer trial)
{
  if (!pod_trial_is_signed_in (trial))
    return TRUE;
  pod_trial_refresh (trial);
  return FALSE;
}

static void
wait_until_told (PodTrial *trial)
{
  g_assert_true (pod_test_run_until (is_out, trial, 60000));
  g_assert_cmpstr (pod_trial_get_lock_cause (trial), ==, "amended");
  g_assert_nonnull (pod_trial_get_lock_words (trial));
}

/* Enters one result after the other; where that is refused, is told why, and goes on by the study that is in force. */
static int
be_writer (const char *path)
{
  PodTrial *trial = open_as (path, "anna");
  guint written = 0, refused = 0;

  puts ("open");
  fflush (stdout);
  for (gboolean last = FALSE; !last;)
    {
      g_autoptr (GError) error = NULL;

      last = g_str_equal (get_title (trial), LAST);
      if (add_result (trial, &error))
        written++;
      else
        {
          g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED_ELSEWHERE);
          refused++;
          wait_until_told (trial);
          fixture_become (trial, "anna");
          last = FALSE;
        }
      g_usleep (2000);
    }
  printf ("%u written, %u refused\n", written, refused);
  fixture_end (trial);
  return 0;
}

/* Touches nothing. */
static int
be_looker (const char *path)
{
  PodTrial *trial = open_as (path, "kim");

  puts ("open");
  fflush (stdout);
  wait_until_told (trial);
  puts ("told");
  fixture_end (trial);
  return 0;
}

/* ---- the test ---- */

static GSubprocess *
start (const char *what, const char *path)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe",
                                           what, path, NULL);
  char word[5];
  gsize n;

  g_assert_no_error (error);
  /* Not before it has the trial open. */
  g_input_stream_read_all (g_subprocess_get_stdout_pipe (process), word, sizeof word, &n, NULL,
                           &error);
  g_assert_no_error (error);
  g_assert_cmpmem (word, n, "open\n", sizeof word);
  return process;
}

static char *
finish (GSubprocess *process)
{
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return g_strdup (g_strchomp (said));
}

static void
amend (PodTrial *trial, const char *text, guint version)
{
  g_autofree char *title = g_strdup_printf (TITLE ", version %u", version);
  g_auto (GStrv) parts = g_strsplit (text, TITLE, 2);
  g_autofree char *changed = g_strjoinv (title, parts);
  g_autoptr (PodAmendment) amendment = NULL;
  g_autoptr (GError) error = NULL;

  pod_test_write (pod_test_path (g_getenv ("PODOCYTE_DATA_DIR"), "studies/small"), "study.ini",
                  changed);
  amendment = pod_trial_compare_amendment (trial, NULL, &error);
  g_assert_no_error (error);
  pod_trial_adopt_amendment (trial, amendment, title, FIXTURE_PASSWORD, &error);
  g_assert_no_error (error);
  fixture_become (trial, FIXTURE_PI);
}

/* Of every result: by which version it was entered, and which was in force by the trail. */
static guint
check_versions (const char *path)
{
  static const char sql[] =
      "SELECT f.text, (SELECT count (*) FROM audit m WHERE m.action = 'AMEND' AND m.seq < a.seq) "
      "FROM audit a JOIN finding f ON f.id = a.row WHERE a.tbl = 'finding' AND a.action = 'I' "
      "AND f.observation = 'hgb'";
  sqlite3_stmt *rows;
  sqlite3 *db;
  guint n = 0;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
  for (; sqlite3_step (rows) == SQLITE_ROW; n++)
    {
      int version = sqlite3_column_int (rows, 1);
      g_autofree char *title = version == 0 ? g_strdup (TITLE)
                                            : g_strdup_printf (TITLE ", version %d", version);

      g_assert_cmpstr ((const char *) sqlite3_column_text (rows, 0), ==, title);
    }
  sqlite3_finalize (rows);
  sqlite3_close (db);
  return n;
}

static void
test_amend (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  const char *text = pod_test_read (pod_test_path (g_getenv ("PODOCYTE_DATA_DIR"),
                                                   "studies/small/study.ini"),
                                    NULL);
  g_autoptr (GSubprocess) writer = NULL;
  g_autoptr (GSubprocess) looker = NULL;
  g_autofree char *written = NULL;
  g_autofree char *told = NULL;
  guint n;

  fixture_register (trial, "0000001");
  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  fixture_add_user (trial, "kim", POD_USER_COORDINATOR);
  looker = start ("--looker", path);
  writer = start ("--writer", path);
  for (guint i = 1; i <= AMENDMENTS; i++)
    {
      g_usleep ((gulong) g_test_rand_int_range (50000, 300000));
      amend (trial, text, i);
    }
  written = finish (writer);
  told = finish (looker);
  g_test_message ("%s", written);
  g_assert_cmpstr (told, ==, "told");
  n = check_versions (path);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, ==, (guint) g_ascii_strtoull (written, NULL, 10));
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  if (argc >= 3 && g_str_equal (argv[1], "--writer"))
    return be_writer (argv[2]);
  if (argc >= 3 && g_str_equal (argv[1], "--looker"))
    return be_looker (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/two/amend", test_amend);
  return g_test_run ();
}
