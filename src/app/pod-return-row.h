#pragma once

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodReturnRow:
 * A result that a file displaced, and whether it comes back with the undoing of the file ("ticked").
 */
#define POD_TYPE_RETURN_ROW (pod_return_row_get_type ())
G_DECLARE_FINAL_TYPE (PodReturnRow, pod_return_row, POD, RETURN_ROW, GObject)

/* Ticked where nothing speaks against it.  @result must live as long. */
PodReturnRow *pod_return_row_new (const PodUndoneResult *result);
const PodUndoneResult *pod_return_row_get_result (PodReturnRow *self);
/* Whether it can come back at all. */
gboolean pod_return_row_is_open (PodReturnRow *self);
gboolean pod_return_row_get_ticked (PodReturnRow *self);
/* One that cannot come back stays without. */
void pod_return_row_set_ticked (PodReturnRow *self, gboolean ticked);

/* The result, and below it what speaks against it.  Free with g_free(). */
char *pod_return_row_to_words (PodReturnRow *self, PodTrial *trial);

G_END_DECLS
