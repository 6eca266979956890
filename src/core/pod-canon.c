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

static void
append_field (PodCanon *canon, guint8 type, gconstpointer data, gsize length)
{
  guint64 size = GUINT64_TO_LE ((guint64) length);

  g_byte_array_append (canon, &type, 1);
  g_byte_array_append (canon, (const guint8 *) &size, sizeof size);
  if (length > 0)
    g_byte_array_append (canon, data, (guint) length);
}

PodCanon *
pod_canon_new (const char *tag)
{
  PodCanon *canon = g_byte_array_new ();

  append_field (canon, TYPE_TAG, tag, strlen (tag));
  return canon;
}

void
pod_canon_add_null (PodCanon *canon)
{
  append_field (canon, TYPE_NULL, NULL, 0);
}

void
pod_canon_add_int (PodCanon *canon, gint64 value)
{
  guint64 bits = GUINT64_TO_LE ((guint64) value);

  append_field (canon, TYPE_INT, &bits, sizeof bits);
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
  append_field (canon, TYPE_REAL, &bits, sizeof bits);
}

void
pod_canon_add_text (PodCanon *canon, const char *value)
{
  if (value == NULL)
    pod_canon_add_null (canon);
  else
    append_field (canon, TYPE_TEXT, value, strlen (value));
}

void
pod_canon_add_bytes (PodCanon *canon, gconstpointer data, gsize length)
{
  if (data == NULL)
    pod_canon_add_null (canon);
  else
    append_field (canon, TYPE_BYTES, data, length);
}
