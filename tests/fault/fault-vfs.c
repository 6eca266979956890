#include "fault-vfs.h"

#include <string.h>
#include <unistd.h>

const FaultKind fault_kinds[] = {
  { "open", FAULT_OPEN, SQLITE_CANTOPEN, FALSE, FALSE },
  { "delete", FAULT_DELETE, SQLITE_IOERR_DELETE, FALSE, FALSE },
  { "access", FAULT_ACCESS, SQLITE_IOERR_ACCESS, FALSE, FALSE },
  { "read", FAULT_READ, SQLITE_IOERR_READ, FALSE, FALSE },
  { "write", FAULT_WRITE, SQLITE_IOERR_WRITE, FALSE, FALSE },
  { "half a write", FAULT_WRITE, SQLITE_IOERR_WRITE, TRUE, FALSE },
  { "full disk", FAULT_WRITE, SQLITE_FULL, TRUE, FALSE },
  { "truncate", FAULT_TRUNCATE, SQLITE_IOERR_TRUNCATE, FALSE, FALSE },
  { "truncate, done", FAULT_TRUNCATE, SQLITE_IOERR_TRUNCATE, FALSE, TRUE },
  { "sync", FAULT_SYNC, SQLITE_IOERR_FSYNC, FALSE, FALSE },
  { "size", FAULT_SIZE, SQLITE_IOERR_FSTAT, FALSE, FALSE },
  { "lock", FAULT_LOCK, SQLITE_IOERR_LOCK, FALSE, FALSE },
  { "unlock", FAULT_UNLOCK, SQLITE_IOERR_UNLOCK, FALSE, FALSE },
  { "check lock", FAULT_CHECK_LOCK, SQLITE_IOERR_CHECKRESERVEDLOCK, FALSE, FALSE },
};
const guint fault_n_kinds = G_N_ELEMENTS (fault_kinds);

/* SQLite's own file lies behind it in memory. */
typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
  int kind;
} FaultFile;

static struct
{
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  const FaultKind *kind;
  guint countdown;
  gboolean is_lasting;
  guint hits;
  gint64 quota;
  gboolean is_read_only;
  GPtrArray *records;
} state;

/* ---- failing ---- */

void
fault_vfs_arm (const FaultKind *kind, guint at, gboolean is_lasting)
{
  state.kind = kind;
  state.countdown = at;
  state.is_lasting = is_lasting;
  state.hits = 0;
}

guint
fault_vfs_disarm (void)
{
  state.kind = NULL;
  return state.hits;
}

void
fault_vfs_set_quota (gint64 bytes)
{
  state.quota = bytes;
}

void
fault_vfs_set_read_only (gboolean is_read_only)
{
  state.is_read_only = is_read_only;
}

static gboolean
is_failing (FaultCall call)
{
  if (state.kind == NULL || state.kind->call != call || state.countdown == 0)
    return FALSE;
  if (state.countdown > 1)
    {
      state.countdown--;
      return FALSE;
    }
  state.countdown = state.is_lasting ? 1 : 0;
  state.hits++;
  return TRUE;
}

/* ---- writing down ---- */

static void
free_record (gpointer data)
{
  FaultRecord *record = data;

  g_free (record->data);
  g_free (record);
}

GPtrArray *
fault_records_new (void)
{
  return g_ptr_array_new_with_free_func (free_record);
}

void
fault_vfs_record (GPtrArray *records)
{
  state.records = records;
}

static FaultRecord *
note (FaultCall call, int file, gint64 offset)
{
  FaultRecord *record = g_new0 (FaultRecord, 1);

  record->call = call;
  record->file = file;
  record->offset = offset;
  g_ptr_array_add (state.records, record);
  return record;
}

static void
note_call (int rc, FaultCall call, const FaultFile *file, gint64 offset)
{
  if (rc == SQLITE_OK && state.records != NULL && file->kind >= 0)
    note (call, file->kind, offset);
}

static void
note_write (int rc, const FaultFile *file, const void *data, int length, gint64 offset)
{
  FaultRecord *record;

  if (rc != SQLITE_OK || state.records == NULL || file->kind < 0)
    return;
  record = note (FAULT_WRITE, file->kind, offset);
  record->length = (gsize) length;
  record->data = g_memdup2 (data, record->length);
}

/* ---- a file ---- */

static const sqlite3_io_methods *
get_methods (sqlite3_file *file)
{
  return ((FaultFile *) file)->real->pMethods;
}

#define REAL(file) (((FaultFile *) (file))->real)

static int
close_cb (sqlite3_file *file)
{
  return get_methods (file) ? get_methods (file)->xClose (REAL (file)) : SQLITE_OK;
}

static int
read_cb (sqlite3_file *file, void *data, int length, sqlite3_int64 offset)
{
  return is_failing (FAULT_READ) ? state.kind->rc
                                 : get_methods (file)->xRead (REAL (file), data, length, offset);
}

static gboolean
is_over_quota (const FaultFile *file, gint64 end)
{
  return state.quota > 0 && file->kind == 0 && end > state.quota;
}

static int
write_cb (sqlite3_file *file, const void *data, int length, sqlite3_int64 offset)
{
  FaultFile *self = (FaultFile *) file;
  gboolean fails = is_failing (FAULT_WRITE);
  int rc;

  if (is_over_quota (self, offset + length))
    return SQLITE_FULL;
  if (fails && state.kind->is_half && length > 1)
    get_methods (file)->xWrite (REAL (file), data, length / 2, offset);
  if (fails)
    return state.kind->rc;
  rc = get_methods (file)->xWrite (REAL (file), data, length, offset);
  note_write (rc, self, data, length, offset);
  return rc;
}

static int
truncate_cb (sqlite3_file *file, sqlite3_int64 length)
{
  gboolean fails = is_failing (FAULT_TRUNCATE);
  int rc = SQLITE_OK;

  if (!fails || state.kind->is_done)
    rc = get_methods (file)->xTruncate (REAL (file), length);
  note_call (fails ? SQLITE_IOERR : rc, FAULT_TRUNCATE, (FaultFile *) file, length);
  return fails ? state.kind->rc : rc;
}

static int
sync_cb (sqlite3_file *file, int flags)
{
  int rc = is_failing (FAULT_SYNC) ? state.kind->rc
                                   : get_methods (file)->xSync (REAL (file), flags);

  note_call (rc, FAULT_SYNC, (FaultFile *) file, 0);
  return rc;
}

static int
size_cb (sqlite3_file *file, sqlite3_int64 *size)
{
  return is_failing (FAULT_SIZE) ? state.kind->rc
                                 : get_methods (file)->xFileSize (REAL (file), size);
}

static int
lock_cb (sqlite3_file *file, int level)
{
  return is_failing (FAULT_LOCK) ? state.kind->rc : get_methods (file)->xLock (REAL (file), level);
}

static int
unlock_cb (sqlite3_file *file, int level)
{
  gboolean fails = is_failing (FAULT_UNLOCK);
  int rc = get_methods (file)->xUnlock (REAL (file), level);

  return fails ? state.kind->rc : rc;
}

static int
check_lock_cb (sqlite3_file *file, int *is_reserved)
{
  return is_failing (FAULT_CHECK_LOCK)
             ? state.kind->rc
             : get_methods (file)->xCheckReservedLock (REAL (file), is_reserved);
}

static int
control_cb (sqlite3_file *file, int op, void *argument)
{
  return get_methods (file)->xFileControl (REAL (file), op, argument);
}

static int
sector_size_cb (sqlite3_file *file)
{
  return get_methods (file)->xSectorSize (REAL (file));
}

static int
characteristics_cb (sqlite3_file *file)
{
  return get_methods (file)->xDeviceCharacteristics (REAL (file));
}

/* Version 1: without the shared memory that only a WAL needs. */
static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = close_cb,
  .xRead = read_cb,
  .xWrite = write_cb,
  .xTruncate = truncate_cb,
  .xSync = sync_cb,
  .xFileSize = size_cb,
  .xLock = lock_cb,
  .xUnlock = unlock_cb,
  .xCheckReservedLock = check_lock_cb,
  .xFileControl = control_cb,
  .xSectorSize = sector_size_cb,
  .xDeviceCharacteristics = characteristics_cb,
};

/* ---- the file system ---- */

/* Only the main file and its journal are written down. */
static int
find_kind (int flags)
{
  if (flags & SQLITE_OPEN_MAIN_DB)
    return 0;
  return (flags & SQLITE_OPEN_MAIN_JOURNAL) ? 1 : -1;
}

static int
open_cb (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultFile *self = (FaultFile *) file;
  gboolean existed = name == NULL || access (name, F_OK) == 0;
  int rc;

  self->base.pMethods = NULL;
  self->real = (sqlite3_file *) (self + 1);
  self->kind = find_kind (flags);
  if (is_failing (FAULT_OPEN))
    return state.kind->rc;
  if (state.is_read_only && !existed)
    return SQLITE_CANTOPEN;
  if (state.is_read_only)
    flags = (flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)) | SQLITE_OPEN_READONLY;
  rc = state.real->xOpen (state.real, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->base.pMethods = &methods;
  if (!existed)
    note_call (rc, FAULT_CREATE, self, 0);
  return rc;
}

static int
delete_cb (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  int rc;

  if (is_failing (FAULT_DELETE))
    return state.kind->rc;
  rc = state.real->xDelete (state.real, name, sync_folder);
  if (rc == SQLITE_OK && state.records != NULL)
    note (FAULT_DELETE, g_str_has_suffix (name, "-journal"), 0)->is_durable = sync_folder != 0;
  return rc;
}

static int
access_cb (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  return is_failing (FAULT_ACCESS) ? state.kind->rc
                                   : state.real->xAccess (state.real, name, flags, result);
}

void
fault_vfs_install (void)
{
  state.real = sqlite3_vfs_find (NULL);
  state.vfs = *state.real;
  state.vfs.pNext = NULL;
  state.vfs.zName = "fault";
  state.vfs.szOsFile += (int) sizeof (FaultFile);
  state.vfs.xOpen = open_cb;
  state.vfs.xDelete = delete_cb;
  state.vfs.xAccess = access_cb;
  g_assert_cmpint (sqlite3_vfs_register (&state.vfs, 1), ==, SQLITE_OK);
}
