#include "pod-canon.h"

#include <math.h>
#include <string.h>

/* The type bytes are part of every hash ever taken: never change one. */
enum
{
  TYPE_TAG = '#',
  TYPE_NULL = 'N',
  TYPE_INT = 'I',
  TYPE_REAL = 'R',
  TYPE_TEXT = 'T',
  TYPE_BYTES = 'B',
};

/* The array grows once for each field: the audit trail packs some fifty for every row that is written. */
void
pod_canon_add_field (PodCanon *canon, char type, gconstpointer data, gsize length)
{
  guint64 size = GUINT64_TO_LE ((guint64) length);
  guint start = canon->len;
  guint8 *field;

  g_byte_array_set_size (canon, start + POD_CANON_HEADER + (guint) length);
  field = canon->data + start;
  field[0] = (guint8) type;
  memcpy (field + 1, &size, sizeof size);
  if (length > 0)
    memcpy (field + POD_CANON_HEADER, data, length);
}

void
pod_canon_start (PodCanon *canon, const char *tag)
{
  g_byte_array_set_size (canon, 0);
  pod_canon_add_field (canon, TYPE_TAG, tag, strlen (tag));
}

PodCanon *
pod_canon_new (const char *tag)
{
  PodCanon *canon = g_byte_array_new ();

  pod_canon_start (canon, tag);
  return canon;
}

void
pod_canon_add_null (PodCanon *canon)
{
  pod_canon_add_field (canon, TYPE_NULL, NULL, 0);
}

void
pod_canon_add_int (PodCanon *canon, gint64 value)
{
  guint64 bits = GUINT64_TO_LE ((guint64) value);

  pod_canon_add_field (canon, TYPE_INT, &bits, sizeof bits);
}

void
pod_canon_add_real (PodCanon *canon, double value)
{
  guint64 bits;

  /* One zero and one NaN, whatever arithmetic left in their bits. */
  if (value == 0)
    value = 0;
  memcpy (&bits, &value, sizeof bits);
  if (isnan (value))
    bits = G_GUINT64_CONSTANT (0x7ff8000000000000);
  bits = GUINT64_TO_LE (bits);
  pod_canon_add_field (canon, TYPE_REAL, &bits, sizeof bits);
}

void
pod_canon_add_text (PodCanon *canon, const char *value)
{
  if (value == NULL)
    pod_canon_add_null (canon);
  else
    pod_canon_add_field (canon, TYPE_TEXT, value, strlen (value));
}

void
pod_canon_add_bytes (PodCanon *canon, gconstpointer data, gsize length)
{
  if (data == NULL)
    pod_canon_add_null (canon);
  else
    pod_canon_add_field (canon, TYPE_BYTES, data, length);
}
