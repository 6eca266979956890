/* What a copy costs: taken, verified, encrypted and on the disk, against SQLite's own bare copy into a file; and what it takes to make a
 * database of one again.  On the demonstration of 36. */

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bench.h"
#include "pod-backup.h"
#include "pod-demo.h"
#include "pod-trial-backup.h"

#define RUNS 7
#define SUBJECTS 36
#define USER "pi"
#define PASSWORD "an invented phrase"
/* A verified copy reads all rows twice more and replays the trail: it is dear by what it proves.  Some 5 here; the limit is far beyond. */
#define BACKUP_LIMIT 20

typedef struct
{
  char *dir;
  char *db;
  char *copy;
  char *bare;
  char *restored;
} World;

static gint64
time_backup (gpointer data)
{
  const World *world = data;
  PodInstant now = { G_GINT64_CONSTANT (1773469800000000), 480 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PodBackup) backup = NULL;
  gint64 start, spent;

  g_unlink (world->copy);
  start = g_get_monotonic_time ();
  backup = pod_backup_take (world->db, NULL, now, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  pod_backup_write (backup, world->copy, NULL, NULL, NULL, &error);
  spent = g_get_monotonic_time () - start;
  g_assert_no_error (error);
  return spent;
}

static gint64
time_bare (gpointer data)
{
  const World *world = data;
  sqlite3 *source = NULL, *target = NULL;
  sqlite3_backup *backup;
  gint64 start;

  g_unlink (world->bare);
  start = g_get_monotonic_time ();
  g_assert_cmpint (sqlite3_open (world->db, &source), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_open (world->bare, &target), ==, SQLITE_OK);
  backup = sqlite3_backup_init (target, "main", source, "main");
  g_assert_cmpint (sqlite3_backup_step (backup, -1), ==, SQLITE_DONE);
  g_assert_cmpint (sqlite3_backup_finish (backup), ==, SQLITE_OK);
  sqlite3_close (target);
  sqlite3_close (source);
  return g_get_monotonic_time () - start;
}

static void
show_restore (const World *world)
{
  gint64 start = g_get_monotonic_time ();
  PodRestored restored = { 0 };
  g_autoptr (GError) error = NULL;

  pod_trial_restore (&(PodRestoration){ world->copy, world->restored, USER, PASSWORD, NULL, FALSE },
                     NULL, &restored, &error);
  g_assert_no_error (error);
  g_print ("restored: %" G_GINT64_FORMAT " entries, %u subjects in %.0f ms, Argon2id included\n",
           restored.entries, restored.subjects, (double) (g_get_monotonic_time () - start) / 1000);
  pod_restored_clear (&restored);
}

static void
show_size (const char *what, const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_print ("%s: %.2f MB\n", what, (double) status.st_size / 1e6);
}

static World *
make_world (void)
{
  World *world = g_new0 (World, 1);
  g_autoptr (GError) error = NULL;

  world->dir = g_dir_make_tmp ("podocyte-bench-XXXXXX", &error);
  g_assert_no_error (error);
  world->db = g_build_filename (world->dir, "demo.podocyte", NULL);
  world->copy = g_build_filename (world->dir, "demo.podbackup", NULL);
  world->bare = g_build_filename (world->dir, "bare.db", NULL);
  world->restored = g_build_filename (world->dir, "restored.podocyte", NULL);
  pod_demo_create (&(PodDemo){ .path = world->db,
                               .study = "nct07241468",
                               .subjects = SUBJECTS,
                               .seed = 1,
                               .user = USER,
                               .password = PASSWORD },
                   NULL, &error);
  g_assert_no_error (error);
  return world;
}

static void
free_world (World *world)
{
  char *paths[] = { world->db, world->copy, world->bare, world->restored, world->dir };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_remove (paths[i]);
      g_free (paths[i]);
    }
  g_free (world);
}

int
main (int argc, char **argv)
{
  World *world = make_world ();

  bench_ratio ("a copy: verified, encrypted, on the disk", time_backup,
               "SQLite's bare copy into a file", time_bare, world, RUNS, BACKUP_LIMIT);
  show_size ("the database", world->db);
  show_size ("the copy", world->copy);
  show_restore (world);
  free_world (world);
  return bench_end ();
}
