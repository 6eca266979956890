/* Copies: what is in one is what was copied, only whom it was sealed to can open it, and whatever was cut, altered or lies is found. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pod-backup-copy.h"
#include "pod-backup-private.h"
#include "pod-schema.h"
#include "store-fixture.h"

static const PodInstant noon = { G_GINT64_CONSTANT (1773469800000000), 480 };
static const PodBackupSecret paul = { .user = "paul", .password = "a pass phrase" };

static PodBackup *
take (const char *path)
{
  g_autoptr (GError) error = NULL;
  PodBackup *backup = pod_backup_take (path, NULL, noon, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return backup;
}

static const char *
write_copy (const char *path)
{
  g_autoptr (PodBackup) backup = take (path);
  const char *copy = pod_test_path (pod_test_dir (), "copy.podbackup");
  g_autoptr (GError) error = NULL;

  pod_backup_write (backup, copy, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return copy;
}

static const char *
make_copy (void)
{
  return write_copy (fixture_site ());
}

/* A role that no PI has signed for gets no copy. */
static void
test_not_endorsed (void)
{
  const char *path = fixture_site ();
  PodConnection *connection = fixture_open (path);
  static const PodBackupSecret anna = { .user = "anna", .password = "another phrase" };
  g_autoptr (PodBackup) by_paul = NULL, by_anna = NULL;
  g_autoptr (GError) error = NULL;
  const char *copy;

  fixture_begin (connection, "promoted");
  pod_connection_exec (connection, "UPDATE user SET role = 'pi' WHERE name = 'anna'", &error);
  g_assert_no_error (error);
  fixture_commit (connection);
  pod_connection_free (connection);
  copy = write_copy (path);
  by_paul = pod_backup_open (copy, &paul, NULL, &error);
  g_assert_no_error (error);
  by_anna = pod_backup_open (copy, &anna, NULL, &error);
  g_assert_null (by_anna);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
}

/* Fails unless the file is refused as CORRUPT, and nothing is left in the folder where it was to be restored. */
static void
check_corrupt (const char *copy, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodBackup) backup = pod_backup_open (copy, &paul, NULL, &error);

  if (backup != NULL)
    g_error ("%s: taken for good", what);
  if (!g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT) &&
      !g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD))
    g_error ("%s: %s", what, error->message);
}

static void
write_bytes (const char *path, const char *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

/* ---- what comes back ---- */

static GPtrArray *
count_rows (const char *path)
{
  sqlite3 *db = raw_open (path);
  g_autoptr (GPtrArray)
      queries = raw_list (db, "SELECT 'SELECT ''' || name || ' '' || count (*) FROM ' || name "
                              "FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  GPtrArray *counts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < queries->len; i++)
    {
      g_autoptr (GPtrArray) count = raw_list (db, g_ptr_array_index (queries, i));

      g_ptr_array_extend_and_steal (counts, g_steal_pointer (&count));
    }
  sqlite3_close (db);
  return counts;
}

static const char *
ask (const char *path, const char *sql)
{
  sqlite3 *db = raw_open (path);
  const char *text = raw_text (db, sql);

  sqlite3_close (db);
  return text;
}

#define HEAD "SELECT seq || ':' || lower (hex (hash)) FROM audit ORDER BY seq DESC LIMIT 1"
#define SIGNATURES "SELECT group_concat (quote (hash) || quote (seal) || record) FROM signature"

static void
test_same (void)
{
  const char *path = fixture_site ();
  g_autoptr (GPtrArray) before = count_rows (path);
  const char *copy = write_copy (path);
  const char *restored = pod_test_path (pod_test_dir (), "restored.podocyte");
  g_autoptr (GError) error = NULL;
  g_autoptr (PodBackup) backup = pod_backup_open (copy, &paul, NULL, &error);
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GPtrArray) after = NULL;

  g_assert_no_error (error);
  g_assert_true (pod_backup_restore (backup, restored, &error));
  g_assert_no_error (error);
  after = count_rows (restored);
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    g_assert_cmpstr (g_ptr_array_index (before, i), ==, g_ptr_array_index (after, i));
  g_assert_cmpstr (ask (restored, HEAD), ==, ask (path, HEAD));
  g_assert_cmpstr (ask (restored, HEAD), ==, pod_backup_get_head (backup)->head);
  g_assert_cmpstr (ask (restored, SIGNATURES), ==, ask (path, SIGNATURES));
  g_assert_cmpuint (pod_backup_count_subjects (backup), ==, 2);
  g_assert_cmpuint (pod_backup_count_signatures (backup), ==, 2);
  verification = fixture_verify (restored, ask (path, HEAD));
  g_assert_cmpstr (describe_faults (verification), ==, "");
  g_assert_cmpint (verification->entries, ==, pod_backup_count_entries (backup));
}

static void
test_closed_to_others (void)
{
  const char *copy = make_copy ();
  struct stat status;

  g_assert_cmpint (g_stat (copy, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static gboolean
holds (const char *bytes, gsize length, const char *text)
{
  return memmem (bytes, length, text, strlen (text)) != NULL;
}

/* The first line is for people and for anchors; nothing of a subject is to be read in the file. */
static void
test_in_clear (void)
{
  const char *copy = make_copy ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PodBackupHead) head = pod_backup_read_head (copy, &error);
  gsize length;
  const char *bytes = pod_test_read (copy, &length);

  g_assert_no_error (error);
  g_assert_cmpstr (head->created, ==, "2026-03-14T06:30:00.000Z");
  g_assert_cmpint (head->schema, ==, POD_SCHEMA_VERSION);
  g_assert_true (g_regex_match_simple ("^[0-9]+:[0-9a-f]{64}$", head->head, 0, 0));
  g_assert_true (g_str_has_prefix (bytes, "{\"format\":\"podocyte-backup-1\",\"study\":"));
  g_assert_false (holds (bytes, length, "S-001"));
  g_assert_false (holds (bytes, length, "creatinine"));
  g_assert_false (holds (bytes, length, "SQLite format 3"));
  g_assert_false (holds (bytes, length, "CREATE TABLE"));
}

static void
test_name (void)
{
  const struct
  {
    const char *study, *head, *name;
  } rows[] = {
    { "nct07241468", "39:0123456789abcdef0123",
      "nct07241468-20260314T063000Z-0123456789abcdef.podbackup" },
    { "../a study", "0:", "___a_study-20260314T063000Z-.podbackup" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodBackupHead head = { .study = (char *) rows[i].study,
                             .created = (char *) "2026-03-14T06:30:00.000Z",
                             .head = (char *) rows[i].head };
      g_autofree char *name = pod_backup_make_name (&head);

      g_assert_cmpstr (name, ==, rows[i].name);
    }
}

/* ---- who can open it ---- */

static void
test_secrets (void)
{
  const struct
  {
    const char *what;
    PodBackupSecret secret;
    gboolean opens;
  } rows[] = {
    { "the principal investigator", { .user = "paul", .password = "a pass phrase" }, TRUE },
    { "another password", { .user = "paul", .password = "another phrase" }, FALSE },
    { "a coordinator", { .user = "anna", .password = "another phrase" }, FALSE },
    { "a monitor", { .user = "mona", .password = "third phrase" }, FALSE },
    { "nobody", { .user = "nobody", .password = "a pass phrase" }, FALSE },
    { "no password", { .user = "paul" }, FALSE },
    { "a recovery key that is none", { .recovery_key = "ABCD-EFGH" }, FALSE },
    { "nothing", { .user = NULL }, FALSE },
  };
  const char *copy = make_copy ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PodBackup) backup = pod_backup_open (copy, &rows[i].secret, NULL, &error);

      if ((backup != NULL) != rows[i].opens)
        g_error ("%s: %s", rows[i].what, error ? error->message : "opened");
      if (backup == NULL)
        g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
    }
}

/* A database whose users have no keys yet gives no copy, rather than one in clear. */
static void
test_no_key (void)
{
  const char *path = fixture_path ();
  const char *copy = pod_test_path (pod_test_dir (), "copy.podbackup");
  g_autoptr (PodConnection) connection = fixture_create (path);
  g_autoptr (PodBackup) backup = NULL;
  g_autoptr (GError) error = NULL;

  fixture_begin (connection, NULL);
  g_assert_true (pod_setting_set (connection, "study", "small", &error));
  fixture_commit (connection);
  backup = take (path);
  g_assert_false (pod_backup_write (backup, copy, NULL, NULL, NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

/* ---- cut and altered ---- */

/* A bench of rows long enough for several pieces. */
static const char *
make_long_copy (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);

  for (int i = 10; i < 60; i++)
    {
      g_autofree char *number = g_strdup_printf ("S-%03d", i);

      fixture_begin (connection, NULL);
      fixture_add_subject (connection, number, NULL);
      fixture_commit (connection);
    }
  g_clear_pointer (&connection, pod_connection_free);
  return write_copy (path);
}

#define PIECE (POD_BACKUP_CHUNK_BYTES + crypto_secretstream_xchacha20poly1305_ABYTES)

static void
test_cut (void)
{
  const char *copy = make_long_copy ();
  gsize length, start;
  const char *bytes = pod_test_read (copy, &length);
  const char *cut = pod_test_path (pod_test_dir (), "cut.podbackup");
  guint pieces = 0;

  start = (gsize) (strchr (strchr (bytes, '\n') + 1, '\n') + 1 - bytes) +
          crypto_secretstream_xchacha20poly1305_HEADERBYTES;
  /* At the end of each piece, where all that is there decrypts. */
  for (gsize at = start; at < length; at += PIECE, pieces++)
    {
      write_bytes (cut, bytes, at);
      check_corrupt (cut, "cut at the end of a piece");
    }
  g_assert_cmpuint (pieces, >, 3);
  for (gsize at = 0; at < start; at += 37)
    {
      write_bytes (cut, bytes, at);
      check_corrupt (cut, "cut in the beginning");
    }
  write_bytes (cut, bytes, length - 1);
  check_corrupt (cut, "without its last byte");
}

/* Two pieces changed places; a piece twice; something behind the end. */
static void
test_pieces (void)
{
  const char *copy = make_long_copy ();
  gsize length, start;
  const char *bytes = pod_test_read (copy, &length);
  const char *other = pod_test_path (pod_test_dir (), "other.podbackup");
  g_autofree char *altered = g_malloc (length + 1);

  start = (gsize) (strchr (strchr (bytes, '\n') + 1, '\n') + 1 - bytes) +
          crypto_secretstream_xchacha20poly1305_HEADERBYTES;
  memcpy (altered, bytes, length);
  memcpy (altered + start, bytes + start + PIECE, PIECE);
  memcpy (altered + start + PIECE, bytes + start, PIECE);
  write_bytes (other, altered, length);
  check_corrupt (other, "two pieces changed places");
  memcpy (altered, bytes, length);
  memcpy (altered + start + PIECE, bytes + start, PIECE);
  write_bytes (other, altered, length);
  check_corrupt (other, "a piece twice");
  memcpy (altered, bytes, length);
  altered[length] = 'x';
  write_bytes (other, altered, length + 1);
  check_corrupt (other, "one byte more");
}

/* Every byte of the lines in clear, and of the rest a sample. */
static void
test_flips (void)
{
  const char *copy = make_copy ();
  gsize length;
  const char *bytes = pod_test_read (copy, &length);
  const char *other = pod_test_path (pod_test_dir (), "flipped.podbackup");
  g_autofree char *altered = g_memdup2 (bytes, length);
  gsize clear = (gsize) (strchr (strchr (bytes, '\n') + 1, '\n') + 1 - bytes);
  guint flips = 0;

  for (gsize at = 0; at < length; flips++)
    {
      g_autofree char *what = g_strdup_printf ("byte %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT, at,
                                               length);

      altered[at] ^= (char) (1 << g_test_rand_int_range (0, 8));
      write_bytes (other, altered, length);
      check_corrupt (other, what);
      altered[at] = bytes[at];
      at += at < clear ? 1 : (gsize) g_test_rand_int_range (1, 3000);
    }
  g_test_message ("%u bytes flipped, %" G_GSIZE_FORMAT " of them in clear", flips, clear);
}

/* What is in clear is bound to what is not: the first line of another copy does not do. */
static void
test_other_head (void)
{
  const char *path = fixture_site ();
  const char *first = write_copy (path);
  gsize length;
  const char *bytes = pod_test_read (first, &length);
  const char *lied = pod_test_path (pod_test_dir (), "lied.podbackup");
  g_autoptr (GString) text = g_string_new_len (bytes, (gssize) length);
  char *schema = strstr (text->str, "\"schema\":" G_STRINGIFY (POD_SCHEMA_VERSION));

  g_assert_nonnull (schema);
  schema[9] = '1';
  write_bytes (lied, text->str, text->len);
  check_corrupt (lied, "another schema told");
}

/* ---- the copy is verified ---- */

/* One wrong row is not the end of all copies: it is copied, and the first line says so. */
static void
test_does_not_verify (void)
{
  const char *path = fixture_site ();
  const char *copy, *line;
  g_autoptr (PodBackup) backup = NULL;
  g_autoptr (PodBackupHead) head = NULL;
  g_autoptr (GError) error = NULL;

  raw_forge (path, "UPDATE finding SET number = 60 WHERE id = 1");
  copy = write_copy (path);
  line = pod_test_read (copy, NULL);
  g_assert_nonnull (strstr (line, ",\"faults\":"));
  head = pod_backup_read_head (copy, &error);
  g_assert_no_error (error);
  g_assert_cmpint (head->faults, >, 0);
  backup = pod_backup_open (copy, &paul, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pod_backup_get_head (backup)->faults, ==, head->faults);
}

/* A file that tells of no faults and has some is not what it says. */
static void
test_faults_not_told (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodBackup) backup = NULL, other = NULL;
  PodBackupHead told;
  g_autoptr (GError) error = NULL;
  guint8 *image;
  gsize length;
  const char *bytes;

  raw_forge (path, "UPDATE finding SET number = 60 WHERE id = 1");
  backup = take (path);
  told = *pod_backup_get_head (backup);
  told.faults = 0;
  bytes = pod_test_read (path, &length);
  image = sqlite3_malloc64 (length);
  memcpy (image, bytes, length);
  other = pod_backup_from_image (&told, image, length, NULL, &error);
  g_assert_null (other);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT);
}

/* Another file in this one's place: a file that has not the head that was just read. */
static void
test_replaced (void)
{
  const char *path = fixture_site ();
  g_autofree char *head = g_strnfill (64, 'a');
  g_autofree char *anchor = g_strconcat ("3:", head, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (pod_backup_take (path, anchor, noon, NULL, NULL, NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
}

/* ---- places ---- */

static void
test_exists (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodBackup) backup = take (path);
  const char *copy = pod_test_write (pod_test_dir (), "copy.podbackup", "something");
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_backup_write (backup, copy, NULL, NULL, NULL, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_EXISTS);
  g_assert_cmpstr (pod_test_read (copy, NULL), ==, "something");
}

static void
test_restore_places (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodBackup) backup = take (path);
  const char *dir = pod_test_dir ();
  const char *const suffixes[] = { "", "-journal", "-wal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat ("new.podocyte", suffixes[i], NULL);
      const char *there = pod_test_write (dir, name, "something");
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_backup_restore (backup, pod_test_path (dir, "new.podocyte"), &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_EXISTS);
      g_assert_cmpstr (pod_test_read (there, NULL), ==, "something");
      g_unlink (there);
    }
  g_assert_cmpint (g_chmod (dir, 0777), ==, 0);
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (pod_backup_restore (backup, pod_test_path (dir, "new.podocyte"), &error));
    g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PLACE);
  }
  g_assert_cmpint (g_chmod (dir, 0700), ==, 0);
}

/* Nothing but the copy is left: no part of it under another name. */
static void
test_nothing_left (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodBackup) backup = take (path);
  const char *dir = pod_test_dir ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GDir) listing = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (pod_backup_write (backup, pod_test_path (dir, "copy.podbackup"), NULL, NULL,
                                    cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  listing = g_dir_open (dir, 0, NULL);
  g_assert_null (g_dir_read_name (listing));
}

/* No room for the end of the file: neither the copy nor a part of it stays, and a restored database neither. */
static void
test_no_room (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodBackup) backup = take (path);
  const char *dir = pod_test_dir ();
  struct rlimit before, little;
  g_autoptr (GError) write_error = NULL, restore_error = NULL;
  g_autoptr (GDir) listing = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  little = (struct rlimit){ 100 << 10, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
  pod_backup_write (backup, pod_test_path (dir, "copy.podbackup"), NULL, NULL, NULL, &write_error);
  pod_backup_restore (backup, pod_test_path (dir, "new.podocyte"), &restore_error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (write_error, POD_STORE_ERROR, POD_STORE_ERROR_FULL);
  g_assert_error (restore_error, POD_STORE_ERROR, POD_STORE_ERROR_FULL);
  listing = g_dir_open (dir, 0, NULL);
  g_assert_null (g_dir_read_name (listing));
}

/* The folder cannot be made safe, for want of a descriptor: who is told that there is no file finds none. */
static void
test_folder_not_safe (void)
{
  const char *final = pod_test_path (pod_test_dir (), "copy.podbackup");
  g_autoptr (GError) error = NULL;
  g_autoptr (PodNewFile) file = pod_new_file_create (final, &error);
  struct rlimit before, little;

  g_assert_no_error (error);
  g_assert_cmpint (getrlimit (RLIMIT_NOFILE, &before), ==, 0);
  little = (struct rlimit){ (rlim_t) file->fd, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &little), ==, 0);
  g_assert_false (pod_new_file_put_in_place (file, &error));
  g_assert_cmpint (setrlimit (RLIMIT_NOFILE, &before), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  g_assert_false (g_file_test (final, G_FILE_TEST_EXISTS));
}

/* A journal that stays keeps the next try from its place. */
static void
test_try_again (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodBackup) backup = take (path);
  const char *dir = pod_test_dir (), *restored = pod_test_path (dir, "new.podocyte");
  g_autoptr (PodConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_backup_restore (backup, restored, &error));
  connection = fixture_open (restored);
  fixture_begin (connection, NULL);
  g_assert_true (pod_setting_set (connection, "site", "x", &error));
  fixture_commit (connection);
  g_clear_pointer (&connection, pod_connection_free);
  g_assert_true (g_file_test (pod_test_path (dir, "new.podocyte-journal"), G_FILE_TEST_EXISTS));
  pod_backup_remove_restored (restored);
  pod_backup_restore (backup, restored, &error);
  g_assert_no_error (error);
}

/* No room for a new database: nothing of it stays, its journal neither. */
static void
test_no_room_for_new (void)
{
  const char *dir = pod_test_dir ();
  struct rlimit before, little;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) listing = NULL;
  g_autoptr (PodConnection) connection = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  little = (struct rlimit){ 20 << 10, before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &little), ==, 0);
  connection = pod_connection_create (pod_test_path (dir, "new.podocyte"), &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_null (connection);
  g_assert_nonnull (error);
  listing = g_dir_open (dir, 0, NULL);
  g_assert_null (g_dir_read_name (listing));
}

/* ---- others write meanwhile ---- */

typedef struct
{
  const char *path;
  gint stop;
  guint commits;
  gint64 longest;
} Writer;

static gpointer
write_all_the_time (gpointer data)
{
  Writer *writer = data;
  g_autoptr (PodConnection) connection = fixture_open (writer->path);

  while (!g_atomic_int_get (&writer->stop))
    {
      g_autofree char *value = g_strdup_printf ("%u", writer->commits);
      gint64 start = g_get_monotonic_time ();

      fixture_begin (connection, NULL);
      g_assert_true (pod_setting_set (connection, "count", value, NULL));
      fixture_commit (connection);
      writer->longest = MAX (writer->longest, g_get_monotonic_time () - start);
      writer->commits++;
      g_usleep (20000);
    }
  return NULL;
}

static void
test_while_others_write (void)
{
  const char *path = fixture_site ();
  Writer writer = { .path = path };
  GThread *thread = g_thread_new ("writer", write_all_the_time, &writer);

  for (int i = 0; i < 10; i++)
    {
      g_autoptr (PodBackup) backup = take (path);
      g_autoptr (PodVerification) verification = NULL;

      /* The head that was copied is in the live trail. */
      verification = fixture_verify (path, pod_backup_get_head (backup)->head);
      g_assert_cmpstr (describe_faults (verification), ==, "");
    }
  g_atomic_int_set (&writer.stop, 1);
  g_thread_join (thread);
  g_assert_cmpuint (writer.commits, >, 5);
  g_test_message ("%u commits meanwhile, the longest took %.1f ms", writer.commits,
                  (double) writer.longest / 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backup/R21-same-rows-head-and-signatures", test_same);
  g_test_add_func ("/backup/closed-to-others", test_closed_to_others);
  g_test_add_func ("/backup/not-endorsed", test_not_endorsed);
  g_test_add_func ("/backup/in-clear", test_in_clear);
  g_test_add_func ("/backup/name", test_name);
  g_test_add_func ("/backup/secrets", test_secrets);
  g_test_add_func ("/backup/no-key", test_no_key);
  g_test_add_func ("/backup/cut", test_cut);
  g_test_add_func ("/backup/pieces", test_pieces);
  g_test_add_func ("/backup/flips", test_flips);
  g_test_add_func ("/backup/other-head", test_other_head);
  g_test_add_func ("/backup/does-not-verify", test_does_not_verify);
  g_test_add_func ("/backup/faults-not-told", test_faults_not_told);
  g_test_add_func ("/backup/replaced", test_replaced);
  g_test_add_func ("/backup/exists", test_exists);
  g_test_add_func ("/backup/restore-places", test_restore_places);
  g_test_add_func ("/backup/nothing-left", test_nothing_left);
  g_test_add_func ("/backup/no-room", test_no_room);
  g_test_add_func ("/backup/folder-not-safe", test_folder_not_safe);
  g_test_add_func ("/backup/try-again", test_try_again);
  g_test_add_func ("/backup/no-room-for-new", test_no_room_for_new);
  g_test_add_func ("/backup/while-others-write", test_while_others_write);
  return g_test_run ();
}
