#include "bench.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>

#include "pod-store.h"

/* A subject's casebook, against the bare reading of the same rows; and what an import and a verification cost. */

#define FINDINGS 6000
#define OBSERVATIONS 60

typedef struct
{
  PodDatabase *database;
  sqlite3 *bare;
} World;

static PodChange *
make_change (const char *number)
{
  PodChange *change = pod_change_new ();
  gint64 subject = pod_change_reserve (change);

  pod_change_put_subject (change, &(PodSubject){ .record = { .id = subject },
                                                 .usubjid = number,
                                                 .screening_number = number });
  for (int i = 0; i < FINDINGS; i++)
    {
      g_autofree char *observation = g_strdup_printf ("observation_%d", i % OBSERVATIONS);
      g_autofree char *origin = g_strdup_printf ("central|%s|%d", observation, i);
      PodFinding finding;

      pod_finding_init (&finding);
      finding.record = (PodRecord){ .id = pod_change_reserve (change), .subject = subject };
      finding.observation = observation;
      finding.when = pod_moment_on (pod_date_from_day (20500 + i / OBSERVATIONS));
      finding.when.minute = 510;
      finding.quantity = (PodQuantity){ POD_EXACTLY, i / 7.0, pod_unit_from_ucum ("umol/L") };
      finding.text = "88.4";
      finding.unit_text = "umol/L";
      finding.lower = 57;
      finding.upper = 97;
      finding.laboratory = "Central";
      finding.source = "import";
      finding.origin = origin;
      pod_change_put_finding (change, &finding);
    }
  return change;
}

static gpointer
write_job (PodConnection *connection, gpointer number, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodChange) change = make_change (number);
  g_autoptr (PodStamp)
      stamp = pod_stamp_new ("bench", "coordinator", "s", NULL, (PodInstant){ 0, 480 });

  if (pod_connection_set_stamp (connection, stamp, error))
    pod_change_apply (connection, change, NULL, error);
  return NULL;
}

static gpointer
load_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return pod_casebook_load (connection, 1, error);
}

static gpointer
verify_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return pod_audit_verify (connection, NULL, NULL, NULL, cancellable, error);
}

static void
load_once (gpointer data)
{
  World *world = data;
  g_autoptr (PodCasebook) casebook = pod_database_call (world->database, POD_ACCESS_READ, load_job,
                                                        NULL, NULL, NULL, NULL);
  guint n;

  pod_casebook_get_findings (casebook, &n);
  g_assert_cmpuint (n, ==, FINDINGS);
}

/* Every column, as its own type, into nothing. */
static void
read_bare_once (gpointer data)
{
  World *world = data;
  sqlite3_stmt *stmt;
  int n = 0;

  sqlite3_prepare_v2 (world->bare, "SELECT * FROM finding WHERE subject = 1 ORDER BY id", -1, &stmt,
                      NULL);
  for (; sqlite3_step (stmt) == SQLITE_ROW; n++)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      {
        int type = sqlite3_column_type (stmt, i);

        if (type == SQLITE_FLOAT)
          sqlite3_column_double (stmt, i);
        else if (type == SQLITE_INTEGER)
          sqlite3_column_int64 (stmt, i);
        else if (type != SQLITE_NULL)
          sqlite3_column_text (stmt, i);
      }
  sqlite3_finalize (stmt);
  g_assert_cmpint (n, ==, FINDINGS);
}

static void
verify_once (gpointer data)
{
  World *world = data;
  g_autoptr (PodVerification) verification = pod_database_call (world->database, POD_ACCESS_READ,
                                                                verify_job, NULL, NULL, NULL, NULL);

  g_assert_cmpuint (verification->faults->len, ==, 0);
}

static void
write_once (gpointer data)
{
  static int number = 0;
  World *world = data;
  g_autofree char *name = g_strdup_printf ("S-%03d", ++number);
  g_autoptr (GError) error = NULL;

  pod_database_call (world->database, POD_ACCESS_WRITE, write_job, name, NULL, NULL, &error);
  g_assert_no_error (error);
}

static double
time_of (BenchFunc func, gpointer data)
{
  double best = G_MAXDOUBLE;

  for (int i = 0; i < 10; i++)
    {
      gint64 start = g_get_monotonic_time ();

      func (data);
      best = MIN (best, (double) (g_get_monotonic_time () - start));
    }
  return best;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("pod-bench-XXXXXX", &error);
  g_autofree char *path = g_build_filename (dir, "site.podocyte", NULL);
  World world = { .database = pod_database_create (path, &error) };

  g_assert_no_error (error);
  bench_run ("write a subject with 6000 findings, audited", write_once, &world, 5000);
  sqlite3_open (path, &world.bare);
  bench_run ("load a casebook of 6000 findings", load_once, &world, 250);
  bench_run ("read the same rows by SQLite alone", read_bare_once, &world, 100);
  g_print ("casebook / bare reading: %.1f\n",
           time_of (load_once, &world) / time_of (read_bare_once, &world));
  bench_run ("verify all of it", verify_once, &world, 10000);
  sqlite3_close (world.bare);
  pod_database_close (world.database);
  g_object_unref (world.database);
  g_remove (path);
  g_rmdir (dir);
  return bench_end ();
}
