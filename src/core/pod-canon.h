#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The one canonical encoder: what the audit chain, signatures and packages hash.
 *
 * A tag, then a field after another: a type byte, the length as 8 bytes little-endian, the
 * bytes.  Integers are 8 bytes little-endian, reals IEEE 754 bits little-endian with -0 folded
 * into 0 and NaN into one NaN; absent (NULL) differs from empty.  No JSON is canonicalised anywhere.
 */
typedef GByteArray PodCanon;

PodCanon *pod_canon_new (const char *tag);
/* Empties @canon and begins anew, in the memory that it has. */
void pod_canon_start (PodCanon *canon, const char *tag);
void pod_canon_add_null (PodCanon *canon);
void pod_canon_add_int (PodCanon *canon, gint64 value);
void pod_canon_add_real (PodCanon *canon, double value);
/* NULL is absent. */
void pod_canon_add_text (PodCanon *canon, const char *value);
void pod_canon_add_bytes (PodCanon *canon, gconstpointer data, gsize length);

/* The type byte and the length, before the bytes of each field. */
#define POD_CANON_HEADER 9
/* For an encoder that has a type of its own, and for texts that may hold a NUL. */
void pod_canon_add_field (PodCanon *canon, char type, gconstpointer data, gsize length);

G_END_DECLS
