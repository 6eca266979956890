#include <glib.h>
#include <math.h>

#include "pod-canon.h"

static char *
to_hex (PodCanon *canon)
{
  GString *hex = g_string_new (NULL);

  for (guint i = 0; i < canon->len; i++)
    g_string_append_printf (hex, "%02x", canon->data[i]);
  return g_string_free (hex, FALSE);
}

/* Written out by hand: every hash ever taken depends on these bytes. */
static void
test_bytes (void)
{
  g_autoptr (GByteArray) canon = pod_canon_new ("ab");
  g_autofree char *hex = NULL;

  pod_canon_add_null (canon);
  pod_canon_add_int (canon, -2);
  pod_canon_add_real (canon, 1.5);
  pod_canon_add_text (canon, "é");
  pod_canon_add_bytes (canon, "\0\1", 2);
  hex = to_hex (canon);
  g_assert_cmpstr (hex, ==,
                   "2302000000000000006162"
                   "4e0000000000000000"
                   "490800000000000000feffffffffffffff"
                   "520800000000000000000000000000f83f"
                   "540200000000000000c3a9"
                   "4202000000000000000001");
}

typedef void (*Fill) (PodCanon *canon);

static void
fill_nothing (PodCanon *c)
{
}
static void
fill_null (PodCanon *c)
{
  pod_canon_add_text (c, NULL);
}
static void
fill_empty (PodCanon *c)
{
  pod_canon_add_text (c, "");
}
static void
fill_no_bytes (PodCanon *c)
{
  pod_canon_add_bytes (c, "", 0);
}
static void
fill_zero (PodCanon *c)
{
  pod_canon_add_int (c, 0);
}
static void
fill_real_zero (PodCanon *c)
{
  pod_canon_add_real (c, 0);
}
static void
fill_digit (PodCanon *c)
{
  pod_canon_add_text (c, "0");
}

static void
fill_ab_c (PodCanon *c)
{
  pod_canon_add_text (c, "ab");
  pod_canon_add_text (c, "c");
}

static void
fill_a_bc (PodCanon *c)
{
  pod_canon_add_text (c, "a");
  pod_canon_add_text (c, "bc");
}

static void
test_different_things_differ (void)
{
  static const Fill fills[] = { fill_nothing, fill_null,      fill_empty, fill_no_bytes, fill_zero,
                                fill_digit,   fill_real_zero, fill_ab_c,  fill_a_bc };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fills); i++)
    {
      g_autoptr (GByteArray) canon = pod_canon_new ("t");

      fills[i](canon);
      g_assert_true (g_hash_table_add (seen, to_hex (canon)));
    }
}

static void
assert_same_real (double a, double b)
{
  g_autoptr (GByteArray) first = pod_canon_new ("t");
  g_autoptr (GByteArray) second = pod_canon_new ("t");

  pod_canon_add_real (first, a);
  pod_canon_add_real (second, b);
  g_assert_cmpmem (first->data, first->len, second->data, second->len);
}

static void
test_one_zero (void)
{
  assert_same_real (0.0, -0.0);
  assert_same_real (NAN, -NAN);
}

static void
test_null_bytes (void)
{
  g_autoptr (GByteArray) a = pod_canon_new ("t");
  g_autoptr (GByteArray) b = pod_canon_new ("t");

  pod_canon_add_bytes (a, NULL, 0);
  pod_canon_add_null (b);
  g_assert_cmpmem (a->data, a->len, b->data, b->len);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/canon/bytes", test_bytes);
  g_test_add_func ("/core/canon/different-things-differ", test_different_things_differ);
  g_test_add_func ("/core/canon/one-zero", test_one_zero);
  g_test_add_func ("/core/canon/null-bytes", test_null_bytes);
  return g_test_run ();
}
