/* What is settled step by step is shown once it is on record: where a commit fails nothing of its step is. */

#include <sqlite3.h>

#include "arrival-fixture.h"
#include "pod-trial-arrival.h"

/* Another program reads the file, and another one looks whether somebody waits for that. */
typedef struct
{
  sqlite3 *reader;
  sqlite3 *looker;
  GCancellable *cancellable;
} Held;

static sqlite3 *
open_beside (PodTrial *trial)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (pod_trial_get_path (trial), &db, SQLITE_OPEN_READONLY, NULL),
                   ==, SQLITE_OK);
  return db;
}

static int
look (sqlite3 *db)
{
  return sqlite3_exec (db, "SELECT count (*) FROM subject", NULL, NULL, NULL);
}

/* A commit that waits for readers lets in no other. */
static gboolean
call_off_cb (gpointer data)
{
  const Held *held = data;
  int rc = look (held->looker);

  if (rc == SQLITE_OK)
    return G_SOURCE_CONTINUE;
  g_assert_cmpint (rc, ==, SQLITE_BUSY);
  g_cancellable_cancel (held->cancellable);
  return G_SOURCE_REMOVE;
}

static void
hold (Held *held, PodTrial *trial)
{
  held->reader = open_beside (trial);
  held->looker = open_beside (trial);
  held->cancellable = g_cancellable_new ();
  g_assert_cmpint (sqlite3_exec (held->reader, "BEGIN", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (look (held->reader), ==, SQLITE_OK);
  g_timeout_add (5, call_off_cb, held);
}

static void
let_go (Held *held)
{
  sqlite3_exec (held->reader, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (held->reader);
  sqlite3_close (held->looker);
  g_object_unref (held->cancellable);
}

static gint64
receive (PodTrial *trial, const char *lines)
{
  gint64 arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, lines, &arrival);

  g_assert_cmpint (arrival, !=, 0);
  return arrival;
}

static void
test_results (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 arrival = receive (trial, FIRST);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 7;
  Held held;

  hold (&held, trial);
  pod_trial_take_arrival_async (trial, arrival, held.cancellable, pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_take_arrival_finish (trial, result, &n, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n, ==, 0);
  let_go (&held);
  g_clear_object (&result);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 0);
  arrival_take (trial, arrival, 1);
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  arrival_verify (trial);
  fixture_end (trial);
}

static gboolean
is_going (PodTrial *trial)
{
  g_autoptr (GPtrArray) said = pod_trial_list_mappings (trial, "Central", NULL);

  g_assert_cmpuint (said->len, ==, 1);
  return ((const PodLabMapping *) said->pdata[0])->is_going;
}

static void
test_mapping (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) said = NULL;
  g_autoptr (GError) error = NULL;
  Held held;

  g_assert_true (pod_trial_map_item (trial, "Central", "K", "hgb", &error));
  hold (&held, trial);
  pod_trial_unmap_item_async (trial, "Central", "K", "hgb", held.cancellable,
                              pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_unmap_item_finish (trial, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  let_go (&held);
  g_clear_object (&result);
  g_assert_false (is_going (trial));
  g_assert_true (pod_trial_unmap_item (trial, "Central", "K", "hgb", &error));
  said = pod_trial_list_mappings (trial, "Central", &error);
  g_assert_cmpuint (said->len, ==, 0);
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival-commit/results", test_results);
  g_test_add_func ("/arrival-commit/mapping", test_mapping);
  return g_test_run ();
}
