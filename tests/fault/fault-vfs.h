#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * A file system between SQLite and the real one, for tests: it fails the n-th call of a kind, holds a quota, gives out files that can
 * only be read, and writes down what reaches the disk, so that a power cut can be played.  One connection at a time; whoever sets it
 * waits for the database thread.
 */

typedef enum
{
  FAULT_OPEN,
  FAULT_DELETE,
  FAULT_ACCESS,
  FAULT_READ,
  FAULT_WRITE,
  FAULT_TRUNCATE,
  FAULT_SYNC,
  FAULT_SIZE,
  FAULT_LOCK,
  FAULT_UNLOCK,
  FAULT_CHECK_LOCK,
  /* A written record alone: a name came into the folder. */
  FAULT_CREATE,
} FaultCall;

/**
 * FaultKind:
 * @call: which calls it can break
 * @rc: what SQLite is told
 * @is_half: half of what was to be written is there nevertheless
 * @is_done: the call was carried out nevertheless, as a disk does that loses only its answer
 */
typedef struct
{
  const char *name;
  FaultCall call;
  int rc;
  gboolean is_half;
  gboolean is_done;
} FaultKind;

extern const FaultKind fault_kinds[];
extern const guint fault_n_kinds;

/* From now on every database is opened through it. */
void fault_vfs_install (void);

/* Breaks the @at-th call of @kind from now on (from 1), and where @is_lasting all after it. */
void fault_vfs_arm (const FaultKind *kind, guint at, gboolean is_lasting);
/* How often it broke a call since. */
guint fault_vfs_disarm (void);

/* No main file grows beyond it: SQLITE_FULL.  0: no quota. */
void fault_vfs_set_quota (gint64 bytes);
/* Files opened from now on can only be read, as on a medium mounted so. */
void fault_vfs_set_read_only (gboolean is_read_only);

/**
 * FaultRecord:
 * One call that changed the disk. @file: 0 for the main file, 1 for its journal.
 */
typedef struct
{
  FaultCall call;
  int file;
  gint64 offset;
  gsize length;
  guint8 *data;
  /* Of a deletion: the folder was synced with it. */
  gboolean is_durable;
} FaultRecord;

/* (element-type FaultRecord): what reaches the disk from now on; NULL stops. */
void fault_vfs_record (GPtrArray *records);
GPtrArray *fault_records_new (void);

G_END_DECLS
