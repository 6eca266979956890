/* "screen --all --json" as a site grows: a subject of ten thousand takes no longer than one of a thousand, beside SQLite alone reading the
 * same rows.  The site that writes stays open, as at work.  It is made at the vault's real cost: podocytectl takes a cheaper vault for a
 * damaged one, as it must. */

#include "bench.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>

#include "clinic-fixture.h"
#include "pod-trial.h"

#define USER "bench"
#define PASSWORD "a long password of the bench"
#define BATCH 100
#define MOST_RATIO 1.5

static PodInstant now;

static PodTrial *
make_site (const char *path)
{
  PodClock clock = pod_clock_fixed (&now);
  PodTrialCreation creation = {
    .path = path, .study = "nct07241468", .user = USER, .password = PASSWORD, .clock = &clock
  };
  g_autoptr (GError) error = NULL;
  PodTrial *trial;

  now = (PodInstant){
    ((gint64) pod_date_first_day (fixture_today ()) * 24 + 1) * 3600 * G_USEC_PER_SEC, 480
  };
  trial = pod_trial_create (&creation, NULL, &error);
  g_assert_no_error (error);
  return trial;
}

static gint64
register_patient (PodTrial *trial, guint number, const char *cohort)
{
  g_autofree char *name = g_strdup_printf ("Patient %u", number);
  g_autofree char *record = g_strdup_printf ("%08u", number);
  g_autoptr (GError) error = NULL;
  gint64 subject = pod_trial_register (trial,
                                       &(PodRegistration){ .name = name,
                                                           .record_number = record,
                                                           .birth_date = pod_date_new (1980, 1, 31),
                                                           .sex = "female",
                                                           .cohort = cohort,
                                                           .consent = fixture_day (-20) },
                                       &error);

  g_assert_no_error (error);
  return subject;
}

/* A chart as that of the subject whom nothing keeps out. */
static void
add_chart (PodChange *change, PodTrial *trial, gint64 subject, PodCasebook *chart)
{
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (chart, &n);

  for (guint i = 0; i < n; i++)
    {
      const PodObservation *observation = pod_study_find_observation (pod_trial_get_study (trial),
                                                                      findings[i].observation);
      PodFinding finding = findings[i];

      if (observation->derived)
        continue;
      finding.record = (PodRecord){ .id = pod_change_reserve (change), .subject = subject };
      finding.visit = 0;
      finding.source = "typed";
      pod_change_put_finding (change, &finding);
    }
}

static void
add_batch (PodTrial *trial, guint from)
{
  static const char *const cohorts[] = { "mn", "igan", "aav" };
  const char *cohort = cohorts[from / BATCH % G_N_ELEMENTS (cohorts)];
  g_autoptr (PodCasebook) chart = fixture_eligible (cohort, "female", "");
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < BATCH; i++)
    add_chart (change, trial, register_patient (trial, from + i + 1, cohort), chart);
  pod_trial_commit (trial, change, "as in the chart", NULL, &error);
  g_assert_no_error (error);
}

/* Seconds of a call by somebody at a terminal. */
static double
run (const char *program, const char *dir, const char *path)
{
  g_autofree char *password = g_build_filename (dir, "password", NULL);
  const char *argv[] = { program,  "screen", "--all",           "--json", "--db", path,
                         "--user", USER,     "--password-file", password, NULL };
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
write_password (const char *dir)
{
  g_autofree char *path = g_build_filename (dir, "password", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, PASSWORD "\n", -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      remove_folder (inner);
    }
  g_remove (path);
}

/* Seconds in which SQLite alone gives every value of the rows that a casebook is made of. */
static double
read_rows (const char *path)
{
  static const char *const selects[] = { "SELECT * FROM subject", "SELECT * FROM visit",
                                         "SELECT * FROM finding ORDER BY subject",
                                         "SELECT * FROM event" };
  gint64 start = g_get_monotonic_time ();
  gint64 bytes = 0;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < G_N_ELEMENTS (selects); i++)
    {
      sqlite3_stmt *rows;

      g_assert_cmpint (sqlite3_prepare_v2 (db, selects[i], -1, &rows, NULL), ==, SQLITE_OK);
      while (sqlite3_step (rows) == SQLITE_ROW)
        for (int k = 0; k < sqlite3_column_count (rows); k++)
          bytes += sqlite3_column_bytes (rows, k);
      g_assert_cmpint (sqlite3_finalize (rows), ==, SQLITE_OK);
    }
  sqlite3_close (db);
  g_assert_cmpint (bytes, >, 0);
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* Milliseconds a subject; @fixed: the seconds that a site without subjects takes. */
static double
measure_size (const char *program, const char *dir, const char *path, guint n, double fixed)
{
  double seconds = run (program, dir, path) - fixed;
  double floor = read_rows (path);

  printf ("screen --all --json of %5u subjects: %7.2f s, %.3f ms each; SQLite alone %6.2f s, "
          "%.3f ms each\n",
          n, seconds, seconds * 1000 / n, floor, floor * 1000 / n);
  fflush (stdout);
  return seconds * 1000 / n;
}

static gboolean
measure (const char *program, const char *dir, const char *path)
{
  static const guint sizes[] = { 1000, 4000, 10000 };
  PodTrial *trial = make_site (path);
  double fixed = run (program, dir, path);
  double first = 0, last = 0;
  guint n = 0;

  printf ("screen --all --json of a site without subjects: %.2f s\n", fixed);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      for (; n < sizes[i]; n += BATCH)
        add_batch (trial, n);
      last = measure_size (program, dir, path, n, fixed);
      first = i == 0 ? last : first;
    }
  pod_trial_close (trial);
  g_object_unref (trial);
  printf ("a subject of %u takes %.2f of one of %u\n", n, last / first, sizes[0]);
  return last / first <= MOST_RATIO;
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = g_dir_make_tmp ("pod-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "site.podocyte", NULL);
  gboolean kept;

  write_password (dir);
  kept = measure (argv[1], dir, path);
  if (!kept)
    printf ("more than linear: OVER LIMIT of %g\n", MOST_RATIO);
  remove_folder (dir);
  return kept ? 0 : 1;
}
