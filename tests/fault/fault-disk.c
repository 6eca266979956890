#include "fault-disk.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_FILES 2
#define SECTOR 512

struct _FaultDisk
{
  GPtrArray *records;
  /* Of each record: the file itself, whatever name it has. */
  int *inode;
  /* Of each record, and of the end: names up to there are surely in the folder. */
  guint *folder_synced;
};

static const FaultRecord *
get (const FaultDisk *self, guint i)
{
  return g_ptr_array_index (self->records, i);
}

FaultDisk *
fault_disk_new (GPtrArray *records)
{
  FaultDisk *self = g_new0 (FaultDisk, 1);
  g_autofree gboolean *is_fresh = g_new0 (gboolean, records->len + 1);
  int current[N_FILES] = { -1, -1 };
  int n = 0;
  guint synced = 0;

  self->records = records;
  self->inode = g_new0 (int, records->len + 1);
  self->folder_synced = g_new0 (guint, records->len + 1);
  for (guint i = 0; i < records->len; i++)
    {
      const FaultRecord *record = get (self, i);

      if (record->call == FAULT_CREATE)
        {
          is_fresh[n] = TRUE;
          current[record->file] = n++;
        }
      self->inode[i] = current[record->file];
      /* SQLite syncs the folder with the first sync of a file that it made. */
      if (record->call == FAULT_SYNC && self->inode[i] >= 0 && is_fresh[self->inode[i]])
        {
          is_fresh[self->inode[i]] = FALSE;
          synced = i + 1;
        }
      if (record->call == FAULT_DELETE && record->is_durable)
        synced = i + 1;
      if (record->call == FAULT_DELETE)
        current[record->file] = -1;
      self->folder_synced[i + 1] = synced;
    }
  return self;
}

void
fault_disk_free (FaultDisk *disk)
{
  g_free (disk->inode);
  g_free (disk->folder_synced);
  g_free (disk);
}

static FaultRecord *
note (GPtrArray *records, FaultCall call)
{
  FaultRecord *record = g_new0 (FaultRecord, 1);

  record->call = call;
  g_ptr_array_add (records, record);
  return record;
}

void
fault_disk_note_file (GPtrArray *records, const char *path)
{
  FaultRecord *record;

  note (records, FAULT_CREATE);
  record = note (records, FAULT_WRITE);
  g_assert_true (g_file_get_contents (path, (char **) &record->data, &record->length, NULL));
  note (records, FAULT_SYNC);
}

/* ---- one state ---- */

static void
put_bytes (GByteArray *image, gint64 offset, const guint8 *data, gsize length)
{
  gsize end = (gsize) offset + length;
  guint before = image->len;

  if (end > before)
    {
      g_byte_array_set_size (image, (guint) end);
      memset (image->data + before, 0, end - before);
    }
  memcpy (image->data + offset, data, length);
}

static void
put_sectors (GByteArray *image, const FaultRecord *record, GRand *random)
{
  gsize done = 0;

  while (done < record->length)
    {
      gsize at = (gsize) record->offset + done;
      gsize length = MIN (SECTOR - at % SECTOR, record->length - done);

      if (g_rand_boolean (random))
        put_bytes (image, (gint64) at, record->data + done, length);
      done += length;
    }
}

static void
put_length (GByteArray *image, gint64 length)
{
  guint before = image->len;

  g_byte_array_set_size (image, (guint) length);
  if (length > before)
    memset (image->data + before, 0, (gsize) length - before);
}

static void
apply (GByteArray *image, const FaultRecord *record)
{
  if (record->call == FAULT_WRITE)
    put_bytes (image, record->offset, record->data, record->length);
  else if (record->call == FAULT_TRUNCATE)
    put_length (image, record->offset);
}

static void
apply_some (GByteArray *image, const FaultRecord *record, GRand *random)
{
  int chance = g_rand_int_range (random, 0, 10);

  if (chance < 5)
    apply (image, record);
  else if (chance < 7 && record->call == FAULT_WRITE)
    put_sectors (image, record, random);
}

static guint
find_last_sync (const FaultDisk *self, guint at, int inode)
{
  guint synced = 0;

  for (guint i = 0; i < at; i++)
    if (self->inode[i] == inode && get (self, i)->call == FAULT_SYNC)
      synced = i + 1;
  return synced;
}

static GByteArray *
build_file (const FaultDisk *self, guint at, int inode, FaultKept kept, GRand *random)
{
  GByteArray *image = g_byte_array_new ();
  guint synced = find_last_sync (self, at, inode);

  for (guint i = 0; i < at; i++)
    {
      if (self->inode[i] != inode)
        continue;
      if (i < synced || kept == FAULT_KEPT_ALL)
        apply (image, get (self, i));
      else if (kept == FAULT_KEPT_SOME)
        apply_some (image, get (self, i), random);
    }
  return image;
}

static gboolean
is_naming (const FaultRecord *record)
{
  return record->call == FAULT_CREATE || record->call == FAULT_DELETE;
}

/* Which files the names lead to; -1 for none. */
static void
build_folder (const FaultDisk *self, guint at, FaultKept kept, GRand *random, int *bound)
{
  guint synced = self->folder_synced[at];
  guint pending = 0, keep;

  for (guint i = synced; i < at; i++)
    pending += is_naming (get (self, i));
  keep = kept == FAULT_KEPT_NONE  ? 0
         : kept == FAULT_KEPT_ALL ? pending
                                  : (guint) g_rand_int_range (random, 0, (gint32) pending + 1);
  for (guint i = 0; i < at; i++)
    {
      const FaultRecord *record = get (self, i);

      if (!is_naming (record))
        continue;
      if (i >= synced && keep-- == 0)
        break;
      bound[record->file] = record->call == FAULT_CREATE ? self->inode[i] : -1;
    }
}

void
fault_disk_write (FaultDisk *disk, guint at, FaultKept kept, GRand *random, const char *path)
{
  int bound[N_FILES] = { -1, -1 };

  build_folder (disk, at, kept, random, bound);
  for (int file = 0; file < N_FILES; file++)
    {
      g_autofree char *name = g_strconcat (path, file == 0 ? "" : "-journal", NULL);
      g_autoptr (GByteArray) image = NULL;
      g_autoptr (GError) error = NULL;

      g_unlink (name);
      if (bound[file] < 0)
        continue;
      image = build_file (disk, at, bound[file], kept, random);
      g_file_set_contents_full (name, (char *) image->data, (gssize) image->len,
                                G_FILE_SET_CONTENTS_NONE, 0600, &error);
      g_assert_no_error (error);
    }
}
