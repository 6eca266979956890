#pragma once

#include "pod-trial-arrival.h"
#include "pod-trial-window.h"

G_BEGIN_DECLS

/**
 * PodImportMapped:
 * What was said, while one file was looked at, of the items of a laboratory: who finds that it is another laboratory's takes that back, too.
 */
typedef struct _PodImportMapped PodImportMapped;

PodImportMapped *pod_import_mapped_new (void);
void pod_import_mapped_free (PodImportMapped *self);

void pod_import_mapped_add (PodImportMapped *self,
                            const char *laboratory,
                            const char *item,
                            const char *observation);
/* Whoever leaves may not know that what was said is the laboratory's from then on: @window says it, where anything was. */
void pod_import_mapped_tell (PodImportMapped *self, PodTrialWindow *window);
/* How much it was, and why no more, in words; NULL where there is nothing to tell. */
typedef void (*PodImportTakenBack) (const char *words, gpointer data);
/* What was said of any but @laboratory is taken back, one after the other; @done is called at the end, or where it is called off or fails: what is left
 * stays to be taken back.  @self must live until then. */
void pod_import_mapped_take_back (PodImportMapped *self,
                                  PodTrial *trial,
                                  const char *laboratory,
                                  GCancellable *cancellable,
                                  PodImportTakenBack done,
                                  gpointer data);

G_END_DECLS
