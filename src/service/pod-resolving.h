#pragma once

#include "pod-importing.h"

G_BEGIN_DECLS

/*
 * What waits, on its way to being settled: certain items in one transaction, or those of an arrival chunk by chunk.  What the steps of resolving
 * and of undoing share.
 */

typedef struct _PodResolving PodResolving;

/* One transaction; sets done where there is no more to do. */
typedef gboolean (*PodResolvingStep) (PodResolving *resolving,
                                      PodConnection *connection,
                                      GError **error);

/* On the main thread, before each step. */
typedef void (*PodResolvingPrepare) (PodTrial *self, PodResolving *resolving);

struct _PodResolving
{
  PodResolvingStep step;
  PodResolvingPrepare prepare; /* (nullable) */
  gpointer data;               /* of the steps */
  GDestroyNotify free_data;
  GArray *keys; /* PodArrivalKey */
  PodResolution resolution;
  gint64 arrival;
  GHashTable *only; /* (nullable): ids of items: no other */
  GArray *returns;  /* PodArrivalReturn: (nullable): what was displaced, until that is dealt with */
  char *why;
  char *returns_why; /* of that step */
  guint epoch;
  PodWriting *writing;
  PodSnapshot *staged;   /* what the step leaves, which counts once that is written */
  GHashTable *casebooks; /* subject → PodCasebook, as it was left */
  PodSite *site;         /* (nullable): as it was left */
  gint64 after;
  guint n;
  guint n_whole; /* of those, what is written */
  guint n_all;   /* 0: nobody knows */
  PodTrialProgress progress;
  gpointer progress_data;
  gboolean done;
};

/* NULL where the session may not. */
PodResolving *
pod_resolving_new (PodTrial *self, PodResolvingStep step, const char *why, GError **error);
void pod_resolving_free (PodResolving *resolving);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodResolving, pod_resolving_free)
/* How much of @n_all is whole, after each step; (nullable) */
void pod_resolving_set_progress (PodResolving *resolving, PodTrialProgress progress, gpointer data);
gboolean pod_resolving_has_reason (const PodResolving *resolving);
/* Always FALSE. */
gboolean pod_resolving_set_input_error (const char *message, GError **error);

/* What is to be written of an item.  @step: of the change, whose id the result has; -1: @item says it already */
typedef struct
{
  PodArrivalItem *item;
  int step;
} PodResolvingOutcome;

/* One step on its way. */
typedef struct
{
  PodResolving *resolving;
  PodConnection *connection;
  PodKnown *known;
  GPtrArray *rivals; /* PodArrivalItem: what goes with a withdrawal */
  GArray *outcomes;
  GHashTable *put; /* of this very step, by person: PodFinding of an item, by origin */
  GHashTable *put_days;
  GHashTable *voided; /* ids of findings */
  GHashTable *leaned; /* the same, of those that an item was found to say again */
} PodResolvingWork;

gboolean pod_resolving_start (PodResolvingWork *work,
                              PodResolving *resolving,
                              PodConnection *connection,
                              GError **error);
void pod_resolving_work_clear (PodResolvingWork *work);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PodResolvingWork, pod_resolving_work_clear)
/* The next of the arrival; sets done with the last. */
GPtrArray *pod_resolving_list_chunk (PodResolving *resolving,
                                     PodConnection *connection,
                                     guint states,
                                     GError **error);
void
pod_resolving_set_resolution (PodArrivalItem *item, PodArrivalState state, const char *resolution);
/* It says what is known already, and nobody needs to decide it. */
void pod_resolving_set_known (PodArrivalItem *item);
/* What was known when it came is unmapped again first: the store lets nothing else become of it. */
gboolean pod_resolving_reopen (PodConnection *connection, PodArrivalItem *item, GError **error);
void pod_resolving_add_outcome (PodResolvingWork *work, PodArrivalItem *item, int step);
/* Once, whoever asks for it again. */
void pod_resolving_void (PodResolvingWork *work, const PodFinding *finding);
gboolean pod_resolving_write (PodResolvingWork *work, GError **error);

/**
 * PodReadAgain:
 * What of an arrival is unmapped is read again by @maps (PodLabMap).
 * @refused: (element-type PodRefusedItem) (nullable): gets what was refused then
 */
typedef struct
{
  gint64 arrival;
  GPtrArray *maps;
  PodDate today;
  GPtrArray *refused;
} PodReadAgain;

/* The next of it; sets done with the last. */
gboolean pod_read_again_chunk (PodConnection *connection,
                               PodResolving *resolving,
                               const PodReadAgain *what,
                               GError **error);

/* Runs step after step; both take @resolving, which is NULL with an error. */
gboolean pod_resolving_run (PodTrial *self, PodResolving *resolving, guint *n, GError **error);
void pod_resolving_run_async (GTask *task, PodResolving *resolving, GError *error);
gboolean pod_resolving_finish (PodTrial *self, GAsyncResult *result, guint *n, GError **error);

G_END_DECLS
