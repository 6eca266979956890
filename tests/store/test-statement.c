#include <math.h>

#include "store-fixture.h"

/* The one wrapper around SQLite: what goes in comes out, of its own type. */

static const char *const SELECT_ALL = "SELECT :a, :b, :c, :d, :e";

static void
test_types (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (GError) error = NULL;
  g_autoptr (PodStatement) statement = pod_statement_new (connection, SELECT_ALL, &error);
  const guint8 bytes[] = { 0, 1, 0, 255 };
  gconstpointer read;
  gsize length;

  pod_statement_bind_int (statement, "a", G_MININT64);
  pod_statement_bind_real (statement, "b", 0.1);
  pod_statement_bind_text (statement, "c", "肌酐 ≤ 88.4");
  pod_statement_bind_bytes (statement, "d", bytes, sizeof bytes);
  pod_statement_bind_text (statement, "e", "");
  g_assert_true (pod_statement_step (statement, &error));
  g_assert_cmpint (pod_statement_get_int (statement, 0), ==, G_MININT64);
  g_assert_cmpfloat (pod_statement_get_real (statement, 1), ==, 0.1);
  g_assert_cmpstr (pod_statement_get_text (statement, 2), ==, "肌酐 ≤ 88.4");
  read = pod_statement_get_bytes (statement, 3, &length);
  g_assert_cmpmem (read, length, bytes, sizeof bytes);
  g_assert_false (pod_statement_is_null (statement, 4));
  g_assert_cmpstr (pod_statement_get_text (statement, 4), ==, "");
  g_assert_false (pod_statement_step (statement, &error));
  g_assert_no_error (error);
}

static void
test_absent (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (PodStatement) statement = pod_statement_new (connection, SELECT_ALL, NULL);
  gsize length;

  pod_statement_bind_null (statement, "a");
  pod_statement_bind_real (statement, "b", NAN);
  pod_statement_bind_text (statement, "c", NULL);
  pod_statement_bind_bytes (statement, "d", NULL, 0);
  g_assert_true (pod_statement_step (statement, NULL));
  for (int i = 0; i < 5; i++)
    g_assert_true (pod_statement_is_null (statement, i));
  g_assert_true (isnan (pod_statement_get_real (statement, 1)));
  g_assert_null (pod_statement_get_text (statement, 2));
  g_assert_null (pod_statement_get_bytes (statement, 3, &length));
  g_assert_cmpuint (length, ==, 0);
}

/* A statement that was freed has forgotten what was bound to it. */
static void
test_reuse (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (PodStatement) first = pod_statement_new (connection, SELECT_ALL, NULL);
      g_autoptr (PodStatement) second = pod_statement_new (connection, SELECT_ALL, NULL);

      g_assert_true (pod_statement_step (first, NULL));
      g_assert_true (pod_statement_is_null (first, 0));
      pod_statement_reset (first);
      pod_statement_bind_int (first, "a", 7);
      pod_statement_bind_int (second, "a", 8);
      g_assert_true (pod_statement_step (first, NULL));
      g_assert_true (pod_statement_step (second, NULL));
      g_assert_cmpint (pod_statement_get_int (first, 0), ==, 7);
      g_assert_cmpint (pod_statement_get_int (second, 0), ==, 8);
    }
}

static void
test_errors (void)
{
  g_autoptr (PodConnection) connection = fixture_create (fixture_path ());
  g_autoptr (PodStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *huge = g_strnfill (9 << 20, 'x');

  g_assert_null (pod_statement_new (connection, "SELEC 1", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  g_clear_error (&error);

  /* A text over the limit of length is refused, and told by the step. */
  statement = pod_statement_new (connection, SELECT_ALL, &error);
  pod_statement_bind_text (statement, "a", huge);
  g_assert_false (pod_statement_step (statement, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/statement/types", test_types);
  g_test_add_func ("/statement/absent", test_absent);
  g_test_add_func ("/statement/reuse", test_reuse);
  g_test_add_func ("/statement/errors", test_errors);
  return g_test_run ();
}
