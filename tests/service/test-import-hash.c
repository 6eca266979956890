/* By the checksum of its contents a laboratory's file is known again: made in pieces it is that of the whole, and it stops where it is called off. */

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

/* ---- called off ---- */

/* More than is done before whoever calls it off does so. */
#define MANY 256

typedef struct
{
  GCancellable *cancellable;
  GBytes *bytes;
  gint64 over; /* of the monotonic clock */
} Hashing;

static gpointer
hash_in_thread (gpointer data)
{
  Hashing *hashing = data;
  g_autoptr (GError) error = NULL;
  guint8 hash[POD_ARRIVAL_HASH_BYTES] = { 0 };

  g_assert_false (pod_import_hash (hashing->bytes, hash, hashing->cancellable, &error));
  hashing->over = g_get_monotonic_time ();
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  for (gsize i = 0; i < sizeof hash; i++)
    g_assert_cmpuint (hash[i], ==, 0);
  return NULL;
}

/* How long so many bytes take. */
static gint64
take_time (GBytes *bytes)
{
  guint8 hash[POD_ARRIVAL_HASH_BYTES];
  gint64 begin = g_get_monotonic_time ();

  g_assert_true (pod_import_hash (bytes, hash, NULL, NULL));
  return g_get_monotonic_time () - begin;
}

/* While it is under way, between two of its pieces: not only before the first or behind the last. */
static void
test_called_off (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  /* Nothing is ever written into it, so that it takes no room. */
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (MANY * PIECE), MANY * PIECE);
  g_autoptr (GBytes) few = g_bytes_new_from_bytes (bytes, 0, 16 * PIECE);
  Hashing hashing = { cancellable, bytes, 0 };
  gint64 whole = take_time (few) * (MANY / 16), begin = g_get_monotonic_time ();
  GThread *thread = g_thread_new ("hash", hash_in_thread, &hashing);

  g_usleep (whole / 32);
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_cmpint (hashing.over - begin, <, whole / 2);
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
      guint8 hash[POD_ARRIVAL_HASH_BYTES];

      g_assert_false (pod_import_hash (bytes, hash, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-hash/pieces", test_pieces);
  g_test_add_func ("/import-hash/called-off", test_called_off);
  g_test_add_func ("/import-hash/called-off-before", test_called_off_before);
  return g_test_run ();
}
