/* By the checksum of its contents a laboratory's file is known again: made in pieces it is that of the whole, and what is called off
 * has none. */

#include "pod-importing.h"
#include "pod-test.h"

#define PIECE POD_IMPORT_HASH_PIECE

/* No piece of it is like another. */
static GBytes *
make_bytes (gsize length)
{
  guint8 *data = g_malloc (length + 1);
  guint32 state = 1;

  for (gsize i = 0; i < length; i++)
    {
      state = state * 1664525u + 1013904223u;
      data[i] = (guint8) (state >> 24);
    }
  return g_bytes_new_take (data, length);
}

static void
test_pieces (void)
{
  static const gsize lengths[] = { 0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) bytes = make_bytes (lengths[i]);
      g_autofree char *whole = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      g_autoptr (GString) pieces = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      guint8 hash[POD_ARRIVAL_HASH_BYTES] = { 0 };

      g_test_message ("%" G_GSIZE_FORMAT " bytes", lengths[i]);
      g_assert_true (pod_import_hash (bytes, hash, NULL, &error));
      g_assert_no_error (error);
      for (gsize k = 0; k < sizeof hash; k++)
        g_string_append_printf (pieces, "%02x", hash[k]);
      g_assert_cmpstr (pieces->str, ==, whole);
    }
}

static void
test_called_off_before (void)
{
  static const gsize lengths[] = { 0, 1, PIECE };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GBytes) bytes = make_bytes (lengths[i]);
      g_autoptr (GError) error = NULL;
      guint8 hash[POD_ARRIVAL_HASH_BYTES] = { 0 };

      g_assert_false (pod_import_hash (bytes, hash, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      /* It stopped before a piece, not behind the last. */
      for (gsize k = 0; lengths[i] > 0 && k < sizeof hash; k++)
        g_assert_cmpuint (hash[k], ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-hash/pieces", test_pieces);
  g_test_add_func ("/import-hash/called-off-before", test_called_off_before);
  return g_test_run ();
}
