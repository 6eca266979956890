#pragma once

#include "pod-backup.h"
#include "pod-trial-backup.h"
#include "pod-trial-private.h"

G_BEGIN_DECLS

/* Between the files of copies: one piece of work in parts, each where it belongs: the folder is read and files are made and removed on a
 * worker, the database is asked on its thread, where no lock is held for longer than it takes to ask. */

/* In the details of BACKUP and VERIFY, by which they are found again: never translated. */
#define POD_COPY_BY_ITSELF "by itself"
#define POD_COPY_TEST "restore-test"

typedef enum
{
  POD_COPY_ASKED, /* somebody named a file */
  POD_COPY_DAILY, /* by itself, where it is due */
  POD_COPY_CLOSING,
  POD_COPY_TRIED, /* no new one: the newest is restored for a test */
} PodCopyKind;

/**
 * PodCopying:
 * @path: of the file to be made or to be tried; by itself: where it was made
 * @key: (nullable): of whoever is signed in, for the test
 */
typedef struct
{
  PodCopyKind kind;
  PodStamp *stamp;
  PodKey *key;
  char *folder;
  char *path;
  PodTrialProgress progress;
  gpointer progress_data;
  GPtrArray *copies; /* (nullable): those in the folder; of pod_copies_read() */

  /* What the database says. */
  char *database;
  char *head;
  char *
      old_copy; /* (nullable): of before a schema step, which a copy that verifies makes needless */
  gboolean is_due;
  gboolean is_test_due;

  /* What came of it. */
  gboolean is_made;
  PodRestored made;
  gboolean is_tried;
  gboolean is_good;
  char *tried_head;
  GError *failure; /* of the trail */
} PodCopying;

PodCopying *pod_copying_new (PodTrial *self, PodCopyKind kind, const char *path);
void pod_copying_free (PodCopying *copying);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCopying, pod_copying_free)

/* On a worker, first: what lies in the folder, where that matters. */
gboolean pod_copying_look (gpointer data, GCancellable *cancellable, GError **error);
/* PodDatabaseFunc, reading: what there is to copy, and whether it is due; which copies are of this database. */
gpointer pod_copying_prepare (PodConnection *connection,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);
/* On a worker. FALSE where no copy came of it. */
gboolean pod_copying_work (gpointer data, GCancellable *cancellable, GError **error);
/* PodDatabaseFunc, writing: into the trail. */
gpointer pod_copying_note (PodConnection *connection,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error);
/* On a worker: removes copies that are kept no longer. */
gboolean pod_copying_tidy (gpointer data, GCancellable *cancellable, GError **error);
/* What kept the trail from noting it; @failure is taken.  A copy that was made stays. */
void pod_copying_take_failure (PodCopying *copying, GError *failure);
/* On the main thread, after all.  UNNOTED where a copy was made that the trail does not know of; FAULTS where one was made that does not
 * verify. */
gboolean pod_copying_finish (PodTrial *self, PodCopying *copying, GError **error);

/* Whether a copy by itself is due at @now; FALSE also where the database cannot say. @last_us: (nullable): when the last was made, 0 for
 * none. */
gboolean
pod_copy_is_due (PodConnection *connection, PodInstant now, gboolean closing, gint64 *last_us);
/* Whether the day since then is over. */
gboolean pod_copy_is_old (gint64 last_us, PodInstant now);
gboolean pod_copy_test_is_due (PodConnection *connection, PodInstant now);

/* The copies in the folder that have the name which this program gives: an opaque list, in no order.  Reads files. */
GPtrArray *pod_copies_read (const char *folder);
/* One more, where it is one. */
void pod_copies_add (GPtrArray *copies, const char *path);
/* A job: leaves those of this very database, whose head is in its trail. */
void pod_copies_keep_own (GPtrArray *copies, PodConnection *connection);
/* The path of the newest, of those without faults where there is one; NULL where there is none. */
const char *pod_copies_find_newest (GPtrArray *copies);
/* Unlinks those that are kept no longer. */
void pod_copies_tidy (const GPtrArray *copies);

G_END_DECLS
