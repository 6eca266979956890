/* Where the file lies and who else is at it: a full disk, a medium that can only be read, a file moved away or put in another's place,
 * a network, a second name, another process, a clock that was set back. */

#include <glib/gstdio.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault-operations.h"
#include "fault-vfs.h"

/* What a child that may not make file systems of its own says. */
#define MAY_NOT 77

static gint64
get_entries (const char *path)
{
  g_autoptr (PodVerification) verification = fixture_verify (path, NULL);

  g_assert_cmpstr (describe_faults (verification), ==, "");
  return verification->entries;
}

static gboolean
save (PodDatabase *database, guint number, GError **error)
{
  g_autofree char *text = g_strdup_printf ("S-%u", 1000 + number);
  g_autoptr (PodChange) change = fault_make_change (text, 20);
  GError *local = NULL;

  pod_database_call (database, POD_ACCESS_WRITE, fault_write_job, change, NULL, NULL, &local);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static guint
count_subjects (const char *path)
{
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (GPtrArray) subjects = pod_subject_table_list (connection, NULL);

  return subjects->len;
}

/* Writes until the disk is full; returns how many were said to be saved. */
static guint
fill_up (const char *path, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodDatabase) database = pod_database_open (path, &error);
  guint saved = 0;

  g_assert_no_error (error);
  while (saved < limit && save (database, saved, &error))
    saved++;
  if (error != NULL)
    g_assert_true (g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_FULL) ||
                   g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_READONLY) ||
                   g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_IO));
  pod_database_close (database);
  return saved;
}

/* What was said is there, nothing else is, and once there is room it goes on. */
static void
assert_full (const char *path, guint saved, guint before)
{
  g_assert_cmpuint (saved, >, 0);
  g_assert_cmpuint (saved, <, 200);
  g_assert_cmpuint (count_subjects (path), ==, before + saved);
  get_entries (path);
}

static void
test_quota (void)
{
  const char *path = fixture_site ();
  guint before = count_subjects (path), saved;
  g_autoptr (PodDatabase) database = NULL;
  struct stat status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  fault_vfs_set_quota (status.st_size + 100000);
  saved = fill_up (path, 200);
  fault_vfs_set_quota (0);
  assert_full (path, saved, before);
  database = pod_database_open (path, NULL);
  g_assert_true (save (database, saved, NULL));
  pod_database_close (database);
  fault_say ("full disk, a quota: %u changes saved, then refused; all there", saved);
}

/* The control: who does not listen says that more was saved than there is. */
static void
test_quota_control (void)
{
  const char *path = fixture_site ();
  guint before = count_subjects (path), said = 0;
  struct stat status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  fault_vfs_set_quota (status.st_size + 100000);
  {
    g_autoptr (PodDatabase) database = pod_database_open (path, NULL);

    for (; said < 30; said++)
      save (database, said, NULL);
    pod_database_close (database);
  }
  fault_vfs_set_quota (0);
  g_assert_cmpuint (count_subjects (path), <, before + said);
}

static void
test_max_pages (void)
{
  const char *path = fixture_site ();
  guint before = count_subjects (path), saved = 0;
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (GError) error = NULL;
  g_autofree char *pragma = NULL;
  gint64 pages;

  pod_connection_query_int (connection, "PRAGMA page_count", &pages, &error);
  g_assert_no_error (error);
  pragma = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT, pages + 20);
  /* Behind the back of the authorizer, which forbids it. */
  sqlite3_set_authorizer (pod_connection_get_db (connection), NULL, NULL);
  raw_exec (pod_connection_get_db (connection), pragma);
  pod_authorizer_install (connection);
  while (error == NULL && saved < 200)
    {
      g_autofree char *text = g_strdup_printf ("S-%u", 1000 + saved);
      g_autoptr (PodChange) change = fault_make_change (text, 20);

      g_assert_true (pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error));
      fault_write_job (connection, change, NULL, &error);
      if (error != NULL)
        pod_connection_rollback (connection);
      else
        saved += pod_connection_commit (connection, &error);
    }
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FULL);
  g_clear_pointer (&connection, pod_connection_free);
  assert_full (path, saved, before);
  fault_say ("full disk, max_page_count: %u changes saved, then refused; all there", saved);
}

/* ---- file systems of our own, in a process of their own ---- */

static gboolean
make_small_disk (const char *dir)
{
  if (unshare (CLONE_NEWNS) != 0 && unshare (CLONE_NEWUSER | CLONE_NEWNS) != 0)
    return FALSE;
  mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
  return mount ("tmpfs", dir, "tmpfs", 0, "size=900k,mode=700") == 0;
}

static int
run_on_small_disk (const char *dir, gboolean read_only)
{
  g_autofree char *path = g_build_filename (dir, "site.podocyte", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodConnection) connection = NULL;
  guint saved;

  if (!make_small_disk (dir))
    return MAY_NOT;
  connection = fixture_create (path);
  g_clear_pointer (&connection, pod_connection_free);
  if (read_only && mount (NULL, dir, NULL, MS_REMOUNT | MS_RDONLY, NULL) != 0)
    return MAY_NOT;
  saved = fill_up (path, 200);
  g_assert_cmpuint (count_subjects (path), ==, saved);
  get_entries (path);
  return read_only ? saved != 0 : saved == 0 || saved == 200;
}

static void
test_in_child (gconstpointer mode)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess)
      process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "/proc/self/exe", mode,
                                  pod_test_dir (), NULL);

  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  if (g_subprocess_get_exit_status (process) == MAY_NOT)
    {
      g_test_skip ("file systems may not be mounted here");
      return;
    }
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  fault_say ("%s: as it should be", (const char *) mode);
}

/* ---- reading only ---- */

static void
test_read_only (void)
{
  const char *path = fixture_site ();
  gint64 before = get_entries (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodDatabase) database = NULL;

  fault_vfs_set_read_only (TRUE);
  database = pod_database_open (path, &error);
  if (database != NULL)
    {
      g_assert_no_error (error);
      g_assert_false (save (database, 0, &error));
      pod_database_close (database);
    }
  fault_vfs_set_read_only (FALSE);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_READONLY);
  g_assert_cmpint (get_entries (path), ==, before);
}

/* ---- moved, replaced, named twice ---- */

static void
assert_gone (PodDatabase *database)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (save (database, 0, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  pod_database_close (database);
}

static void
test_moved (void)
{
  const char *path = fixture_site (), *other = fixture_site ();
  const char *moved = pod_test_path (pod_test_dir (), "moved.podocyte");
  g_autoptr (PodDatabase) database = pod_database_open (path, NULL);
  g_autoptr (PodDatabase) replaced = NULL;
  gint64 before;

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  assert_gone (database);
  before = get_entries (moved);
  /* Another file under the name that is open. */
  replaced = pod_database_open (moved, NULL);
  g_assert_cmpint (g_rename (other, moved), ==, 0);
  assert_gone (replaced);
  g_assert_cmpint (get_entries (moved), ==, before);
}

/* The control: SQLite itself reads on in the file that is no longer there. */
static void
test_moved_control (void)
{
  const char *path = fixture_site (), *other = fixture_site ();
  sqlite3 *db = raw_open (path);

  raw_text (db, "SELECT count (*) FROM subject");
  g_assert_cmpint (g_rename (other, path), ==, 0);
  g_assert_cmpstr (raw_text (db, "SELECT count (*) FROM subject"), ==, "2");
  sqlite3_close (db);
}

static void
assert_place (const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pod_connection_open (path, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PLACE);
}

static void
test_names (void)
{
  const char *path = fixture_site ();
  const char *hard = pod_test_path (pod_test_dir (), "hard.podocyte");
  const char *soft = pod_test_path (pod_test_dir (), "soft.podocyte");

  g_assert_cmpint (symlink (path, soft), ==, 0);
  assert_place (soft);
  g_assert_cmpint (link (path, hard), ==, 0);
  assert_place (hard);
  assert_place (path);
  g_assert_cmpint (g_unlink (hard), ==, 0);
  pod_connection_free (fixture_open (path));
}

/* ---- networks ---- */

static void
test_networks (void)
{
  /* From <linux/magic.h>: NFS, SMB, CIFS, SMB2, FUSE, 9p, AFS, Ceph. */
  static const guint32 networks[] = { 0x6969,     0x517b,     0xff534d42, 0xfe534d42,
                                      0x65735546, 0x01021997, 0x5346414f, 0x00c36400 };
  /* ext4, XFS, Btrfs, tmpfs. */
  static const guint32 local[] = { 0xef53, 0x58465342, 0x9123683e, 0x01021994 };
  const char *path = fixture_site ();

  for (gsize i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      const char *fresh = pod_test_path (pod_test_dir (), "new.podocyte");
      g_autoptr (GError) error = NULL;

      pod_place_pretend (networks[i]);
      assert_place (path);
      g_assert_null (pod_connection_create (fresh, &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PLACE);
      g_assert_false (g_file_test (fresh, G_FILE_TEST_EXISTS));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (local); i++)
    {
      pod_place_pretend (local[i]);
      pod_connection_free (fixture_open (path));
    }
  pod_place_pretend (0);
}

/* ---- another process, another time ---- */

/* Whoever reads keeps a commit waiting; told as busy, and nothing was saved; afterwards it is saved as ever. */
static void
test_busy_commit (void)
{
  const char *path = fixture_site ();
  gint64 before = get_entries (path);
  g_autoptr (PodDatabase) database = pod_database_open (path, NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *other = raw_open (path);

  raw_exec (other, "BEGIN; SELECT count (*) FROM subject");
  g_assert_false (save (database, 0, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_BUSY);
  raw_exec (other, "COMMIT");
  g_assert_cmpint (get_entries (path), ==, before);
  g_clear_error (&error);
  g_assert_true (save (database, 0, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_entries (path), >, before);
  sqlite3_close (other);
  pod_database_close (database);
}

static void
note_at (PodConnection *connection, gint64 us, const char *what)
{
  g_autoptr (PodStamp)
      stamp = pod_stamp_new ("anna", "coordinator", "s-1", NULL, (PodInstant){ us, 480 });
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error));
  g_assert_true (pod_connection_set_stamp (connection, stamp, &error));
  g_assert_true (pod_audit_note (connection, what, NULL, &error));
  g_assert_true (pod_connection_commit (connection, &error));
  g_assert_no_error (error);
}

/* A clock set back changes what is written down, never the order. */
static void
test_clock (void)
{
  const char *path = fixture_site ();
  gint64 before = get_entries (path);
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (GPtrArray) entries = NULL;
  const PodAuditEntry *newest, *first;

  note_at (connection, G_GINT64_CONSTANT (1773500000000000), "FIRST");
  note_at (connection, G_GINT64_CONSTANT (1600000000000000), "SECOND");
  /* Between them stands the entry that says so. */
  entries = pod_audit_list (connection, NULL, 0, G_MAXUINT, NULL);
  g_assert_cmpuint (entries->len, >, 2);
  newest = g_ptr_array_index (entries, 0);
  first = g_ptr_array_index (entries, 2);
  g_assert_cmpstr (newest->action, ==, "SECOND");
  g_assert_cmpstr (((PodAuditEntry *) g_ptr_array_index (entries, 1))->action, ==, "CLOCK");
  g_assert_cmpstr (first->action, ==, "FIRST");
  g_assert_cmpint (newest->sequence, ==, first->sequence + 2);
  g_assert_cmpstr (newest->when, <, first->when);
  g_clear_pointer (&connection, pod_connection_free);
  g_assert_cmpint (get_entries (path), ==, before + 3);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strstr (argv[1], "disk") != NULL)
    return run_on_small_disk (argv[2], strstr (argv[1], "read") != NULL);
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  g_test_add_func ("/fault/place/quota", test_quota);
  g_test_add_func ("/fault/place/quota-control", test_quota_control);
  g_test_add_func ("/fault/place/max-page-count", test_max_pages);
  g_test_add_data_func ("/fault/place/small-disk", "a small disk", test_in_child);
  g_test_add_data_func ("/fault/place/read-only-disk", "a disk mounted to be read", test_in_child);
  g_test_add_func ("/fault/place/read-only", test_read_only);
  g_test_add_func ("/fault/place/moved", test_moved);
  g_test_add_func ("/fault/place/moved-control", test_moved_control);
  g_test_add_func ("/fault/place/names", test_names);
  g_test_add_func ("/fault/place/networks", test_networks);
  g_test_add_func ("/fault/place/busy-commit", test_busy_commit);
  g_test_add_func ("/fault/place/clock-set-back", test_clock);
  return g_test_run ();
}
