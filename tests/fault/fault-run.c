#include "fault-run.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault-operations.h"
#include "pod-schema.h"

/* The site before each point, and what an operation adds to its trail when nothing fails. */
typedef struct
{
  char *bytes;
  gsize length;
  char *journal;
  gsize journal_length;
  gint64 last;
  gint64 added;
} Base;

static struct
{
  const FaultSource *source;
  guint at;
  gboolean is_lasting;
  guint hits;
} run;

gboolean
fault_is_whole (void)
{
  return g_strcmp0 (g_getenv ("POD_FAULT"), "whole") == 0;
}

guint
fault_count (guint sample, guint whole)
{
  const char *count = g_getenv ("POD_FAULT_COUNT");

  if (count != NULL)
    return (guint) g_ascii_strtoull (count, NULL, 10);
  return fault_is_whole () ? whole : sample;
}

void
fault_say (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s", text);
}

void
fault_begin (void)
{
  if (run.source != NULL)
    run.source->arm (run.at, run.is_lasting);
}

void
fault_end (void)
{
  if (run.source != NULL)
    run.hits = run.source->disarm ();
}

/* ---- counting ---- */

guint
fault_tally_violations (const FaultTally *tally)
{
  return tally->lost + tally->phantom + tally->torn + tally->corrupt + tally->wrong +
         tally->doubtful;
}

char *
fault_tally_to_string (const FaultTally *tally)
{
  return g_strdup_printf ("%u points: %u done (%u although it struck), %u failed, %u unknown, %u "
                          "aborted; "
                          "lost %u, phantom %u, torn %u, corrupt %u, wrong %u, doubtful %u",
                          tally->points, tally->done, tally->settled, tally->failed, tally->unknown,
                          tally->aborted, tally->lost, tally->phantom, tally->torn, tally->corrupt,
                          tally->wrong, tally->doubtful);
}

static void
count_said (FaultTally *tally, FaultSaid said)
{
  tally->points++;
  tally->done += said == FAULT_SAID_DONE;
  tally->failed += said == FAULT_SAID_FAILED;
  tally->unknown += said == FAULT_SAID_UNKNOWN;
  tally->aborted += said == FAULT_SAID_NOTHING;
  tally->wrong += said == FAULT_SAID_WRONG;
  tally->settled += said == FAULT_SAID_DONE && run.hits > 0;
  tally->doubtful += said == FAULT_SAID_UNKNOWN && !run.is_lasting;
}

/* ---- before and after ---- */

/* Looks with a sound disk; -1 where the file does not open or does not verify. */
static gint64
look (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodConnection) connection = pod_connection_open (path, &error);
  g_autoptr (PodVerification) verification = NULL;

  if (connection == NULL || !pod_connection_begin (connection, POD_ACCESS_READ, NULL, &error))
    {
      g_test_message ("does not open: %s", error->message);
      return -1;
    }
  verification = pod_audit_verify (connection, NULL, NULL, NULL, NULL, &error);
  pod_connection_rollback (connection);
  if (verification != NULL && verification->faults->len == 0)
    return verification->entries;
  g_test_message ("does not verify: %s",
                  verification ? describe_faults (verification) : error->message);
  return -1;
}

static void
lay_out (const char *path, const FaultOperation *operation, const Base *base)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (GError) error = NULL;

  g_unlink (path);
  g_unlink (journal);
  if (operation->makes_file)
    return;
  g_file_set_contents_full (path, base->bytes, (gssize) base->length, G_FILE_SET_CONTENTS_NONE,
                            0600, &error);
  g_assert_no_error (error);
  if (base->journal != NULL)
    g_file_set_contents_full (journal, base->journal, (gssize) base->journal_length,
                              G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

/* A file that was made is there or not; its trail is empty. */
static void
check_made (const char *path, FaultSaid said, FaultTally *tally)
{
  gboolean there = g_file_test (path, G_FILE_TEST_EXISTS);

  tally->lost += said == FAULT_SAID_DONE && !there;
  tally->phantom += said == FAULT_SAID_FAILED && there;
  tally->corrupt += said == FAULT_SAID_DONE && there && look (path) != 0;
}

static void
check_after (const char *path,
             const FaultOperation *operation,
             const Base *base,
             FaultSaid said,
             FaultTally *tally)
{
  gint64 entries, added;

  if (operation->makes_file)
    {
      check_made (path, said, tally);
      return;
    }
  entries = look (path);
  added = entries - base->last;
  if (entries < 0)
    tally->corrupt++;
  else if (added != 0 && added != base->added)
    tally->torn++;
  else if (operation->changes)
    {
      tally->lost += said == FAULT_SAID_DONE && added == 0;
      tally->phantom += said == FAULT_SAID_FAILED && added != 0;
    }
}

/* ---- the loop ---- */

static void
read_file (const char *path, char **bytes, gsize *length)
{
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, bytes, length, &error);
  g_assert_no_error (error);
}

/* What a program leaves that is killed when its change is half written. */
static void
take_journal (Base *base, const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (PodChange) change = fault_make_change ("S-900", FAULT_IMPORT_SIZE);
  g_autoptr (GError) error = NULL;

  fixture_begin (connection, NULL);
  g_assert_true (pod_change_apply (connection, change, NULL, &error));
  g_clear_pointer (&base->bytes, g_free);
  read_file (path, &base->bytes, &base->length);
  read_file (journal, &base->journal, &base->journal_length);
  g_assert_cmpuint (base->journal_length, >, 4096);
  pod_connection_rollback (connection);
}

static void
prepare_base (Base *base, const FaultOperation *operation)
{
  const char *path = fixture_site ();
  sqlite3 *db = raw_open (path);

  /* Kept in the file: so few pages that a change of some size is written before it is committed. */
  raw_exec (db, "PRAGMA default_cache_size = 10");
  base->last = g_ascii_strtoll (raw_text (db, "SELECT max (seq) FROM audit"), NULL, 10);
  sqlite3_close (db);
  read_file (path, &base->bytes, &base->length);
  if (operation->has_journal)
    take_journal (base, path);
}

/* GLib's words on its way out would fill the log. */
static void
stay_silent (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

/* What was said, and whether the fault struck, come back as the process's status. */
static FaultSaid
run_in_child (const FaultOperation *operation, const char *path)
{
  pid_t child = fork ();
  int status = 0;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      int said;

      g_log_set_default_handler (stay_silent, NULL);
      said = operation->run (path);
      _exit (100 + said * 2 + (run.hits > 0));
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  run.hits = !WIFEXITED (status) || (WEXITSTATUS (status) & 1);
  if (WIFSIGNALED (status) && (WTERMSIG (status) == SIGABRT || WTERMSIG (status) == SIGTRAP))
    return FAULT_SAID_NOTHING;
  if (!WIFEXITED (status) || WEXITSTATUS (status) < 100)
    g_error ("point %u: the program crashed (status %x)", run.at, status);
  return (FaultSaid) ((WEXITSTATUS (status) - 100) / 2);
}

/* Once without a fault: it works, and adds so much to the trail. */
static void
measure (Base *base, const FaultOperation *operation, gboolean in_child, const char *path)
{
  run.source = NULL;
  lay_out (path, operation, base);
  /* A child has none of its parent's threads: where there will be children, the parent must have none. */
  g_assert_cmpint (in_child ? run_in_child (operation, path) : operation->run (path), ==,
                   FAULT_SAID_DONE);
  base->added = operation->makes_file ? 0 : look (path) - base->last;
  g_assert_cmpint (base->added, >=, operation->changes);
}

static FaultSaid
try_point (const FaultOperation *operation,
           const FaultSource *source,
           guint at,
           gboolean is_lasting,
           const char *path)
{
  run.source = source;
  run.at = at;
  run.is_lasting = is_lasting;
  run.hits = 0;
  return source->may_abort ? run_in_child (operation, path) : operation->run (path);
}

void
fault_try (const FaultOperation *operation,
           const FaultSource *source,
           gboolean is_lasting,
           guint stride,
           FaultTally *tally)
{
  const char *path = pod_test_path (pod_test_dir (), "try.podocyte");
  Base base = { 0 };
  guint at = stride > 1 ? (guint) g_test_rand_int_range (1, (gint32) stride + 1) : 1;

  pod_schema_get ();
  prepare_base (&base, operation);
  measure (&base, operation, source->may_abort, path);
  for (;; at += stride)
    {
      guint violations = fault_tally_violations (tally);
      FaultSaid said;

      lay_out (path, operation, &base);
      said = try_point (operation, source, at, is_lasting, path);
      check_after (path, operation, &base, said, tally);
      if (fault_tally_violations (tally) > violations)
        fault_say ("%s, %s: violated at point %u, %s", source->name, operation->name, at,
                   is_lasting ? "from then on" : "once");
      if (run.hits == 0)
        break;
      count_said (tally, said);
    }
  /* Without a fault it must work again. */
  g_assert_cmpint (run.hits, ==, 0);
  g_free (base.bytes);
  g_free (base.journal);
}
