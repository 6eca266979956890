#pragma once

#include "fault-vfs.h"

G_BEGIN_DECLS

/*
 * The disk as a power cut leaves it, from what was written down of the calls that changed it.  What was synced is there; of the
 * rest each write is there, is missing, or is there in some of its sectors of 512 bytes; names come into the folder and leave it in
 * their order, and surely only when the folder was synced.  A file that is made again is another file.  This is harsher than a
 * journalling file system is.
 */
typedef struct _FaultDisk FaultDisk;

/* @records is borrowed, and begins with both files as they were. */
FaultDisk *fault_disk_new (GPtrArray *records);
void fault_disk_free (FaultDisk *disk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultDisk, fault_disk_free)

/* The main file as it is now, synced: what recording begins with. */
void fault_disk_note_file (GPtrArray *records, const char *path);

typedef enum
{
  FAULT_KEPT_NONE, /* nothing that was not synced */
  FAULT_KEPT_ALL,  /* all of it: as after a kill */
  FAULT_KEPT_SOME,
} FaultKept;

/* Puts main file and journal at @path as after a cut just before record @at. */
void fault_disk_write (FaultDisk *disk, guint at, FaultKept kept, GRand *random, const char *path);

G_END_DECLS
