/* A database of an earlier version, as that version left it, is brought to this one: what was recorded, the trail and its head stay, and
 * wherever it is interrupted the old one is whole. */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pod-backup-copy.h"
#include "pod-old-copy.h"
#include "pod-schema.h"
#include "store-fixture.h"

/* Each is a process of its own, and all versions take the same way from the second step on: the oldest, which takes them all, is killed most often. */
#define KILLS 25
#define KILLS_OF_OTHERS 5

/**
 * Old: made by the program as it was before the next schema step; see tests/store/databases/README
 * @entries: that its trail has
 * @steps: that migrating adds
 */
typedef struct
{
  const char *file;
  const char *version;
  int schema;
  gint64 entries;
  gint64 steps;
} Old;

static const Old olds[] = {
  { "v1.podocyte", "1", 1, 39, 4 }, { "v2.podocyte", "2", 2, 57, 1 },
  { "v3.podocyte", "3", 3, 57, 1 }, { "v4.podocyte", "4", 4, 57, 1 },
  { "v5.podocyte", "5", 5, 61, 1 }, { "v5-edited.podocyte", "5", 5, 61, 1 },
  { "v6.podocyte", "6", 6, 61, 1 }, { "v7.podocyte", "7", 7, 61, 1 },
};

static const char *
copy_old (const Old *old)
{
  g_autofree char *stored = g_build_filename (g_getenv ("POD_TEST_DATABASES"), old->file, NULL);
  gsize length;
  const char *bytes = pod_test_read (stored, &length);
  const char *path = fixture_path ();
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  return path;
}

static const char *
ask (const char *path, const char *sql)
{
  sqlite3 *db = raw_open (path);
  const char *text = raw_text (db, sql);

  sqlite3_close (db);
  return text;
}

static const char *
get_copy_path (const Old *old, const char *path)
{
  g_autofree char *name = g_strdup_printf ("site.before-schema-%d.podocyte", old->schema + 1);
  g_autofree char *dir = g_path_get_dirname (path);

  return pod_test_path (dir, name);
}

static const char *
read_head (const char *path)
{
  return ask (path, "SELECT seq || ':' || lower (hex (hash)) FROM audit ORDER BY seq DESC LIMIT 1");
}

/* Every row of every table that the old version had, in its columns alone. */
static GPtrArray *
list_rows (const char *path, const GPtrArray *tables)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  sqlite3 *db = raw_open (path);

  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("%s", (char *) g_ptr_array_index (tables, i));
      g_autoptr (GPtrArray) some = raw_list (db, sql);

      g_ptr_array_extend_and_steal (rows, g_steal_pointer (&some));
    }
  sqlite3_close (db);
  return rows;
}

/* A SELECT for each table that gives each row as one text; without the setting that pins the schema, which the step changes. */
static GPtrArray *
make_queries (const Old *old, const char *path)
{
  sqlite3 *db = raw_open (path);
  g_autofree char *sql = g_strdup_printf (
      "SELECT 'SELECT ' || (SELECT group_concat ('quote (' || name || ')', ' || '','' || ') FROM "
      "pragma_table_info (m.name)) || ' FROM ' || m.name || CASE m.name WHEN 'setting' THEN "
      "' WHERE key <> ''store.schema''' WHEN 'audit' THEN ' WHERE seq <= %d' ELSE '' END || "
      "' ORDER BY 1' FROM sqlite_schema m WHERE m.type = 'table' ORDER BY m.name",
      (int) old->entries);
  GPtrArray *queries = raw_list (db, sql);

  sqlite3_close (db);
  return queries;
}

static void
check_same_rows (GPtrArray *before, GPtrArray *after)
{
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    g_assert_cmpstr (g_ptr_array_index (before, i), ==, g_ptr_array_index (after, i));
}

static void
test_kept (gconstpointer data)
{
  const Old *old = data;
  const char *path = copy_old (old);
  const char *head = read_head (path);
  g_autofree char *since = NULL;
  g_autoptr (GPtrArray) queries = make_queries (old, path);
  g_autoptr (GPtrArray) before = list_rows (path, queries);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (PodVerification) verification = NULL;

  g_assert_cmpstr (ask (path, "PRAGMA user_version"), ==, old->version);
  g_assert_cmpint (atoi (ask (path, "SELECT max (seq) FROM audit")), ==, old->entries);
  g_assert_cmpuint (before->len, >, 60);
  /* Opens it, and asks that the head of before is in the chain. */
  verification = fixture_verify (path, head);
  g_assert_cmpstr (describe_faults (verification), ==, "");
  g_assert_cmpint (verification->entries, ==, old->entries + old->steps);
  g_assert_cmpstr (ask (path, "PRAGMA user_version"), ==, G_STRINGIFY (POD_SCHEMA_VERSION));
  g_assert_cmpstr (ask (path, "SELECT value FROM setting WHERE key = 'store.schema'"), ==,
                   pod_schema_get ()->hash);
  after = list_rows (path, queries);
  check_same_rows (before, after);
  since = g_strdup_printf ("SELECT group_concat (DISTINCT user || '/' || session) FROM audit "
                           "WHERE seq > %d",
                           (int) old->entries);
  g_assert_cmpstr (ask (path, since), ==, "system/migration");
}

/* What was signed in with before opens what was sealed before, and what is written now is audited. */
static void
test_used (gconstpointer data)
{
  const Old *old = data;
  const char *path = copy_old (old);
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_connection_is_intact (connection));
  fixture_begin (connection, "correction");
  fixture_add_subject (connection, "S-003", NULL);
  fixture_commit (connection);
  g_clear_pointer (&connection, pod_connection_free);
  verification = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (verification), ==, "");
  g_assert_no_error (error);
}

/* What came in before is kept from being edited as what comes in now is. */
static void
test_arrivals (gconstpointer data)
{
  static const char *const edits[] = {
    "UPDATE arrival_item SET version = version + 1, raw = x'00'",
    "UPDATE arrival SET version = version + 1, heading = x'00'",
  };
  const Old *old = data;
  const char *path = copy_old (old);
  g_autoptr (PodConnection) connection = fixture_open (path);

  g_assert_cmpint (atoi (ask (path, "SELECT count (*) > 0 FROM arrival_item")), ==,
                   old->schema >= 5);
  if (old->schema < 5)
    return;
  fixture_begin (connection, "edited");
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_connection_exec (connection, edits[i], &error));
      g_assert_nonnull (strstr (error->message, "not edited"));
    }
  fixture_commit (connection);
}

static void
test_copy (gconstpointer data)
{
  const Old *old = data;
  const char *path = copy_old (old);
  const char *copy = get_copy_path (old, path);
  gsize length, copy_length;
  const char *bytes = pod_test_read (path, &length);
  const char *copied;
  struct stat status;

  pod_connection_free (fixture_open (path));
  copied = pod_test_read (copy, &copy_length);
  g_assert_cmpmem (copied, copy_length, bytes, length);
  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* It is known as what it is; another database of that name is not, nor is it where no step was made. */
static void
test_copy_is_found (gconstpointer data)
{
  const Old *old = data;
  const char *path = copy_old (old), *fresh = fixture_path ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autofree char *found = pod_old_copy_find (connection);
  g_autofree char *other = NULL;

  g_assert_cmpstr (found, ==, get_copy_path (old, path));
  pod_connection_free (fixture_create (fresh));
  g_clear_pointer (&connection, pod_connection_free);
  g_assert_cmpint (g_rename (found, get_copy_path (old, fresh)), ==, 0);
  connection = fixture_open (fresh);
  other = pod_old_copy_find (connection);
  g_assert_null (other);
}

/* Whatever lies where the copy is to lie is not overwritten, and without a copy there is no step. */
static void
test_copy_in_the_way (gconstpointer data)
{
  const Old *old = data;
  const char *path = copy_old (old);
  gsize length, length_after;
  const char *bytes = pod_test_read (path, &length);
  const char *after;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (get_copy_path (old, path), "something else", -1, NULL));
  g_assert_null (pod_connection_open (path, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_EXISTS);
  after = pod_test_read (path, &length_after);
  g_assert_cmpmem (after, length_after, bytes, length);
  g_assert_cmpstr (pod_test_read (get_copy_path (old, path), NULL), ==, "something else");
}

/* A migration that was interrupted has left the very copy. */
static void
test_copy_there_already (gconstpointer data)
{
  const Old *old = data;
  const char *path = copy_old (old);
  gsize length;
  const char *bytes = pod_test_read (path, &length);

  g_assert_true (g_file_set_contents (get_copy_path (old, path), bytes, (gssize) length, NULL));
  pod_connection_free (fixture_open (path));
  g_assert_cmpstr (ask (path, "PRAGMA user_version"), ==, G_STRINGIFY (POD_SCHEMA_VERSION));
}

/* ---- a copy of the old version ---- */

static PodBackup *
open_old_copy (const Old *old, const char *path, const char *head, GError **error)
{
  PodBackupHead told = { .study = (char *) "",
                         .created = (char *) "2026-03-14T06:30:00.000Z",
                         .head = (char *) head,
                         .schema = old->schema,
                         .program = (char *) "1" };
  gsize length;
  const char *bytes = pod_test_read (path, &length);
  guint8 *image = sqlite3_malloc64 (length);

  memcpy (image, bytes, length);
  return pod_backup_from_image (&told, image, length, NULL, error);
}

/* It is verified, restored byte for byte (which the copy that migrating lays beside it shows), and opened as any old database. */
static void
test_copy_of_old (gconstpointer data)
{
  const Old *old = data;
  const char *path = copy_old (old), *head = read_head (path);
  const char *dir = pod_test_dir (), *restored = pod_test_path (dir, "site.podocyte");
  gsize length, length_after;
  const char *bytes = pod_test_read (path, &length), *after;
  g_autoptr (PodBackup) backup = NULL;
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GError) error = NULL;

  backup = open_old_copy (old, path, head, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pod_backup_get_head (backup)->head, ==, head);
  g_assert_cmpint (pod_backup_get_head (backup)->schema, ==, old->schema);
  g_assert_cmpint (pod_backup_count_entries (backup), ==, old->entries);
  pod_backup_restore (backup, restored, &error);
  g_assert_no_error (error);
  after = pod_test_read (get_copy_path (old, restored), &length_after);
  g_assert_cmpmem (after, length_after, bytes, length);
  verification = fixture_verify (restored, head);
  g_assert_cmpstr (describe_faults (verification), ==, "");
}

static void
check_refused (const Old *old, const char *path, const char *head)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodBackup) backup = open_old_copy (old, path, head, &error);

  g_assert_null (backup);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT);
}

/* One whose rows are not what its trail says, and one that is not as its version made it. */
static void
test_altered_copy_of_old (gconstpointer data)
{
  const Old *old = data;
  const char *path = copy_old (old), *head = read_head (path);
  sqlite3 *db;

  raw_forge (path, "UPDATE subject SET version = 9 WHERE id = 1");
  check_refused (old, path, head);
  path = copy_old (old);
  db = raw_open (path);
  raw_exec (db, "DROP TRIGGER subject_delete");
  sqlite3_close (db);
  check_refused (old, path, head);
}

/* Somebody dropped a trigger of the old version: nothing is written, and verification says so. */
static void
test_altered (gconstpointer data)
{
  const Old *old = data;
  const char *path = copy_old (old);
  sqlite3 *db = raw_open (path);
  g_autoptr (PodVerification) verification = NULL;

  raw_exec (db, "DROP TRIGGER subject_delete");
  sqlite3_close (db);
  verification = fixture_verify (path, NULL);
  g_assert_true (has_fault (verification, "schema", NULL, NULL, NULL));
  g_assert_cmpstr (ask (path, "PRAGMA user_version"), ==, old->version);
  g_assert_false (g_file_test (get_copy_path (old, path), G_FILE_TEST_EXISTS));
}

/* Two at once: one migrates, the other finds it done. */
static gpointer
open_in_thread (gpointer path)
{
  return fixture_open (path);
}

static void
test_two (gconstpointer data)
{
  const Old *old = data;
  const char *path = copy_old (old);
  GThread *threads[4];
  g_autoptr (PodVerification) verification = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("open", open_in_thread, (gpointer) path);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    pod_connection_free (g_thread_join (threads[i]));
  verification = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (verification), ==, "");
  g_assert_cmpint (verification->entries, ==, old->entries + old->steps);
}

/* ---- killed ---- */

static void
run_and_kill (const char *path, gulong delay_us)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                                      "/proc/self/exe", "--migrate", path, NULL);
  char byte;

  g_assert_no_error (error);
  /* It is about to open. */
  g_input_stream_read (g_subprocess_get_stdout_pipe (process), &byte, 1, NULL, NULL);
  g_usleep (delay_us);
  g_subprocess_force_exit (process);
  g_subprocess_wait (process, NULL, NULL);
}

/* How long it takes here, so that the kills lie on both sides of its end. */
static gint64
time_migration (const Old *old)
{
  const char *path = copy_old (old);
  gint64 start = g_get_monotonic_time ();

  pod_connection_free (fixture_open (path));
  return g_get_monotonic_time () - start;
}

static void
test_killed (gconstpointer data)
{
  const Old *old = data;
  gint32 most = (gint32) MIN (2 * time_migration (old), G_USEC_PER_SEC);
  int kills = old == olds ? KILLS : KILLS_OF_OTHERS;
  guint n_old = 0;

  for (int i = 0; i < kills; i++)
    {
      const char *path = copy_old (old);
      const char *head = read_head (path);
      g_autoptr (PodVerification) verification = NULL;

      run_and_kill (path, (gulong) g_test_rand_int_range (0, most));
      /* The reader rolls back what the killed one had begun. */
      n_old += g_strcmp0 (ask (path, "PRAGMA user_version"), old->version) == 0;
      g_assert_cmpstr (ask (path, "PRAGMA integrity_check"), ==, "ok");
      verification = fixture_verify (path, head);
      g_assert_cmpstr (describe_faults (verification), ==, "");
      g_assert_cmpint (verification->entries, ==, old->entries + old->steps);
      g_unlink (path);
      g_unlink (get_copy_path (old, path));
    }
  g_test_message ("%u of %d were killed before the step was whole", n_old, kills);
}

/* Each for every version there is. */
static const struct
{
  const char *name;
  GTestDataFunc func;
} tests[] = {
  { "/migrate/R23-data-trail-and-signatures-stay-linked", test_kept },
  { "/migrate/used", test_used },
  { "/migrate/arrivals", test_arrivals },
  { "/migrate/R21-copy-before-a-step", test_copy },
  { "/migrate/copy-is-found", test_copy_is_found },
  { "/migrate/copy-in-the-way", test_copy_in_the_way },
  { "/migrate/copy-there-already", test_copy_there_already },
  { "/migrate/altered", test_altered },
  { "/migrate/copy-of-old", test_copy_of_old },
  { "/migrate/altered-copy-of-old", test_altered_copy_of_old },
  { "/migrate/two-at-once", test_two },
  { "/migrate/killed", test_killed },
};

int
main (int argc, char **argv)
{
  if (argc == 3 && g_strcmp0 (argv[1], "--migrate") == 0)
    {
      g_assert_cmpint (write (STDOUT_FILENO, "x", 1), ==, 1);
      pod_connection_free (fixture_open (argv[2]));
      pause ();
    }
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (olds); j++)
      {
        g_autofree char *path = g_strconcat (tests[i].name, "/", olds[j].file, NULL);

        g_test_add_data_func (path, &olds[j], tests[i].func);
      }
  return g_test_run ();
}
