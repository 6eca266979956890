#pragma once

#include "pod-importing.h"

G_BEGIN_DECLS

/* Inside the verbs of importing only: what a file's jobs share, and the jobs. */

/* So many results are one transaction, and so many are written before somebody may call it off. */
#define POD_IMPORT_CHUNK 500

/* Everything that the jobs on the database thread need. */
typedef struct
{
  char *path;
  PodLabMap *map;
  PodImportingMode mode;
  guint epoch;
  PodDate today;
  PodTrialProgress progress;
  gpointer progress_data;
  /* Of the chunk that runs. */
  PodWriting *writing;
  /* Made while it runs. */
  guint8 hash[POD_ARRIVAL_HASH_BYTES];
  PodLabFile *file;
  PodImport *import;
  GArray *order;     /* of the items: those of one subject together */
  GPtrArray *rivals; /* of the items: what contradicts each */
  guint next;        /* in order */
  PodArrival *arrival;
  gint64 seen_entry; /* the last of the trail, as the last chunk left it */
  gboolean wrote;    /* anything */
  /* As the last chunk that is whole has left it, whatever became of the next. */
  gint64 whole_arrival;
  gboolean whole_is_new;
  GHashTable *positions;       /* that are kept already */
  GHashTable *unmapped_before; /* position → PodArrivalItem: of those, what nobody had named */
  GHashTable *seen;            /* of PodJudge */
  GHashTable *days;            /* of PodJudge */
  const char *subject_key;     /* of the line before */
  GHashTable *casebooks;       /* subject → PodCasebook, as the last chunk left it */
} PodImporting;

void pod_importing_free (PodImporting *importing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodImporting, pod_importing_free)

/* PodWork over a PodImporting, on any thread: reads the file. */
gboolean pod_importing_read_file (gpointer data, GCancellable *cancellable, GError **error);
/* PodDatabaseFunc over a PodImporting: judges the next results of it, and writes what becomes of them. */
gpointer pod_importing_run_chunk (PodConnection *connection,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
