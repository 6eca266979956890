/* The power goes: at every call that changes the disk, the file is rebuilt as the cut may have left it and opened as the program opens it.
 * What was acknowledged is there, the file is sound, and data and trail say the same. */

#include "fault-disk.h"
#include "fault-operations.h"

#define TRANSACTIONS 25
/* A subject, a visit and its findings: some fit the cache, some are written before they are committed. */
#define FINDINGS(i) (((i) *7) % 30)

typedef enum
{
  AS_THE_PROGRAM,
  /* The controls. */
  SAYS_IT_TOO_EARLY,
  WITHOUT_SYNC,
  DISK_LIES,
  TRAIL_APART,
  /* As TRAIL_APART, in one transaction: shows that the way it writes is not what fails. */
  TRAIL_TOGETHER,
} Manner;

typedef struct
{
  GPtrArray *records;
  /* From where cuts are made. */
  guint start;
  /* How many records there were when it was said, and the trail's last entry. */
  guint said[TRANSACTIONS];
  gint64 last[TRANSACTIONS];
  gint64 before;
} Workload;

typedef struct
{
  guint states;
  guint corrupt, lost, unpaired;
} Cuts;

static void
workload_clear (Workload *self)
{
  g_ptr_array_unref (self->records);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Workload, workload_clear)

static const char *
make_site (gint64 *last)
{
  const char *path = fixture_site ();
  sqlite3 *db = raw_open (path);

  raw_exec (db, "PRAGMA default_cache_size = 10");
  *last = g_ascii_strtoll (raw_text (db, "SELECT max (seq) FROM audit"), NULL, 10);
  sqlite3_close (db);
  return path;
}

/* Behind the back of the authorizer, which forbids it. */
static void
stop_syncing (PodConnection *connection)
{
  sqlite3_set_authorizer (pod_connection_get_db (connection), NULL, NULL);
  raw_exec (pod_connection_get_db (connection), "PRAGMA synchronous = OFF");
  pod_authorizer_install (connection);
}

static void
write_as_program (Workload *self, Manner manner, const char *path)
{
  g_autoptr (PodConnection) connection = fixture_open (path);

  if (manner == WITHOUT_SYNC)
    stop_syncing (connection);
  for (guint i = 0; i < TRANSACTIONS; i++)
    {
      g_autofree char *number = g_strdup_printf ("S-%u", 100 + i);
      g_autoptr (PodChange) change = fault_make_change (number, FINDINGS (i));

      fixture_begin (connection, NULL);
      self->said[i] = self->records->len;
      g_assert_true (pod_change_apply (connection, change, NULL, NULL));
      fixture_commit (connection);
      if (manner != SAYS_IT_TOO_EARLY)
        self->said[i] = self->records->len;
      self->last[i] = pod_audit_last (connection, NULL);
    }
}

/* The same rows by a program that has no triggers.  Not BEGIN IMMEDIATE: the source would take part, and the journals have a third. */
static void
write_apart (Workload *self, Manner manner, const char *path)
{
  Workload model = { .records = fault_records_new (), .before = self->before };
  g_autofree char *source = g_strconcat (path, ".source", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS source", source);
  gsize length;
  const char *bytes = pod_test_read (path, &length);
  sqlite3 *db;

  fault_vfs_record (NULL);
  g_assert_true (g_file_set_contents_full (source, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
  write_as_program (&model, AS_THE_PROGRAM, source);
  g_ptr_array_unref (model.records);
  fault_vfs_record (self->records);
  db = raw_open (path);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  raw_exec (db, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA");
  raw_exec (db, attach);
  for (guint i = 0; i < TRANSACTIONS; i++)
    {
      gint64 before = i > 0 ? model.last[i - 1] : model.before;
      g_autoptr (GString) sql = g_string_new ("BEGIN;");

      for (int table = 0; table < 3; table++)
        {
          const char *name = table == 0 ? "subject" : table == 1 ? "visit" : "finding";

          g_string_append_printf (
              sql,
              "INSERT INTO main.%s SELECT * FROM source.%s WHERE id IN (SELECT row FROM "
              "source.audit WHERE tbl = '%s' AND action = 'I' AND seq > %" G_GINT64_FORMAT
              " AND seq <= %" G_GINT64_FORMAT ");",
              name, name, name, before, model.last[i]);
        }
      g_string_append_printf (sql,
                              "%sINSERT INTO main.audit SELECT * FROM source.audit WHERE seq > "
                              "%" G_GINT64_FORMAT " AND seq <= %" G_GINT64_FORMAT "; COMMIT",
                              manner == TRAIL_APART ? "COMMIT; BEGIN;" : "", before, model.last[i]);
      raw_exec (db, sql->str);
      self->said[i] = self->records->len;
      self->last[i] = model.last[i];
    }
  sqlite3_close (db);
}

static void
forget_syncs (GPtrArray *records, guint start)
{
  for (guint i = start; i < records->len; i++)
    {
      FaultRecord *record = g_ptr_array_index (records, i);

      /* A call that changes nothing, in its place. */
      if (record->call == FAULT_SYNC)
        record->call = FAULT_ACCESS;
    }
}

static void
run_workload (Workload *self, Manner manner)
{
  const char *path = make_site (&self->before);

  self->records = fault_records_new ();
  fault_disk_note_file (self->records, path);
  self->start = self->records->len;
  fault_vfs_record (self->records);
  if (manner == TRAIL_APART || manner == TRAIL_TOGETHER)
    write_apart (self, manner, path);
  else
    write_as_program (self, manner, path);
  fault_vfs_record (NULL);
  if (manner == DISK_LIES)
    forget_syncs (self->records, self->start);
}

/* The last entry that was acknowledged when the cut came. */
static gint64
get_needed (const Workload *self, guint at)
{
  gint64 needed = self->before;

  for (guint i = 0; i < TRANSACTIONS; i++)
    if (self->said[i] <= at)
      needed = self->last[i];
  return needed;
}

static void
look (const char *path, gint64 needed, Cuts *cuts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodConnection) connection = pod_connection_open (path, &error);
  g_autoptr (PodVerification) verification = NULL;

  cuts->states++;
  if (connection != NULL && pod_connection_begin (connection, POD_ACCESS_READ, NULL, &error))
    {
      verification = pod_audit_verify (connection, NULL, NULL, NULL, NULL, &error);
      pod_connection_rollback (connection);
    }
  if (verification == NULL || has_fault (verification, "integrity", NULL, NULL, NULL))
    cuts->corrupt++;
  else if (verification->faults->len > 0)
    cuts->unpaired++;
  else if (verification->entries < needed)
    cuts->lost++;
}

static void
cut (const Workload *self, guint states, Cuts *cuts)
{
  const char *path = pod_test_path (pod_test_dir (), "cut.podocyte");
  g_autoptr (FaultDisk) disk = fault_disk_new (self->records);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  guint n = self->records->len - self->start;

  for (guint i = 0; i < states; i++)
    {
      /* Every point in turn where there are as many states; of each four one with nothing and one with all that was not synced. */
      guint at = states >= n ? i % (n + 1) : (guint) g_rand_int_range (random, 0, (gint32) n + 1);
      guint turn = (i + i / (n + 1) + (states >= n ? 0 : at)) % 4;
      FaultKept kept = turn == 0 ? FAULT_KEPT_NONE : turn == 1 ? FAULT_KEPT_ALL : FAULT_KEPT_SOME;

      at += self->start;
      fault_disk_write (disk, at, kept, random, path);
      look (path, get_needed (self, at), cuts);
    }
}

static Cuts
try_manner (Manner manner, guint states, const char *name)
{
  g_auto (Workload) workload = { 0 };
  Cuts cuts = { 0 };

  run_workload (&workload, manner);
  cut (&workload, states, &cuts);
  fault_say ("power cuts, %s: %u states of %u calls: corrupt %u, acknowledged and lost %u, "
             "data and trail apart %u",
             name, cuts.states, workload.records->len - workload.start, cuts.corrupt, cuts.lost,
             cuts.unpaired);
  return cuts;
}

static void
test_cuts (void)
{
  Cuts cuts = try_manner (AS_THE_PROGRAM, fault_count (150, 10000), "as the program writes");

  g_assert_cmpuint (cuts.corrupt + cuts.lost + cuts.unpaired, ==, 0);
}

static void
test_controls (void)
{
  guint states = fault_count (60, 500);
  Cuts cuts = try_manner (SAYS_IT_TOO_EARLY, states, "control, said before COMMIT");

  g_assert_cmpuint (cuts.lost, >, 0);
  g_assert_cmpuint (cuts.corrupt + cuts.unpaired, ==, 0);
  cuts = try_manner (WITHOUT_SYNC, states, "control, synchronous = OFF");
  g_assert_cmpuint (cuts.corrupt, >, 0);
  cuts = try_manner (DISK_LIES, states, "control, a disk that only says it has synced");
  g_assert_cmpuint (cuts.corrupt, >, 0);
  cuts = try_manner (TRAIL_APART, states, "control, the trail in a transaction of its own");
  g_assert_cmpuint (cuts.unpaired, >, 0);
  cuts = try_manner (TRAIL_TOGETHER, states, "the same in one transaction");
  g_assert_cmpuint (cuts.corrupt + cuts.lost + cuts.unpaired, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  g_test_add_func ("/fault/power/cuts", test_cuts);
  g_test_add_func ("/fault/power/controls", test_controls);
  return g_test_run ();
}
