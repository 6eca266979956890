#include "pod-test.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <stdio.h>

/* How often a waiting test looks again when nothing wakes it. */
#define LOOK_AGAIN_MS 10

static const char *
keep (char *text)
{
  g_test_queue_free (text);
  return text;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
pod_test_run_until (PodTestCondition condition, gpointer data, guint timeout_ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) timeout_ms * 1000;
  guint wake = g_timeout_add (LOOK_AGAIN_MS, wake_cb, NULL);
  gboolean met;

  while (!(met = condition (data)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
  return met;
}

static gboolean
is_set (gpointer data)
{
  return g_atomic_pointer_get ((gpointer *) data) != NULL;
}

gboolean
pod_test_run_until_set (gpointer *where, guint timeout_ms)
{
  return pod_test_run_until (is_set, where, timeout_ms);
}

void
pod_test_take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **where = user_data;

  g_assert_null (*where);
  *where = g_object_ref (result);
}

static int
remove_entry_cb (const char *path, const struct stat *status, int flag, struct FTW *where)
{
  return g_remove (path);
}

static void
remove_tree (gpointer data)
{
  g_autofree char *dir = data;

  /* Contents before their folder, and a symbolic link is not followed. */
  nftw (dir, remove_entry_cb, 16, FTW_DEPTH | FTW_PHYS);
}

const char *
pod_test_dir (void)
{
  g_autoptr (GError) error = NULL;
  char *dir = g_dir_make_tmp ("pod-test-XXXXXX", &error);

  g_assert_no_error (error);
  g_test_queue_destroy (remove_tree, dir);
  return dir;
}

const char *
pod_test_path (const char *dir, const char *name)
{
  return keep (g_build_filename (dir, name, NULL));
}

const char *
pod_test_shared (const char *relative)
{
  const char *shared = g_getenv ("POD_SHARED_DIR");
  g_autofree char *path = shared ? g_build_filename (shared, relative, NULL) : NULL;
  g_autofree char *reason = NULL;

  if (path && g_file_test (path, G_FILE_TEST_EXISTS))
    return keep (g_steal_pointer (&path));
  reason = g_strdup_printf ("%s is not there", relative);
  g_test_skip (reason);
  return NULL;
}

const char *
pod_test_data (const char *relative)
{
  const char *data = g_getenv ("PODOCYTE_DATA_DIR");

  g_assert_nonnull (data);
  return pod_test_path (data, relative);
}

const char *
pod_test_read (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, length, &error);
  g_assert_no_error (error);
  return keep (text);
}

const char *
pod_test_write (const char *dir, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  const char *path = pod_test_path (dir, name);

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

void
pod_test_copy_texts (const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".ini"))
      pod_test_write (to, name, pod_test_read (pod_test_path (from, name), NULL));
}
