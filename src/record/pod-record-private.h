#pragma once

#include "pod-record-field.h"

G_BEGIN_DECLS

/* Moves every string of @record, a struct of @type, into @strings, which must then outlive it. What
 * a study names (observations) is interned instead, so that it compares by pointer. */
void pod_record_adopt_strings (PodRecordType type, gpointer record, GStringChunk *strings);

G_END_DECLS
