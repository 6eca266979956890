/* The folder of copies: which are of this database, which are kept, and when the next is due. */

#include <glib/gstdio.h>
#include <string.h>

#include "pod-trial-backup-private.h"

/* 21 CFR 11 and ICH E6(R3) 4.3.3 ask for copies and tests of them, and give no figures: the numbers are this program's choice. */
#define KEPT 30
#define DAY_US (24 * G_TIME_SPAN_HOUR)
#define TEST_DAYS 30

typedef struct
{
  char *path;
  PodBackupHead *head;
} Copy;

static void
copy_free (Copy *copy)
{
  g_free (copy->path);
  g_clear_pointer (&copy->head, pod_backup_head_free);
  g_free (copy);
}

static gboolean
is_ours (PodConnection *connection, const PodBackupHead *head, const char *name)
{
  g_autofree char *given = pod_backup_make_name (head);
  gboolean has = FALSE;

  return strcmp (given, name) == 0 && pod_audit_has_head (connection, head->head, &has, NULL) &&
         has;
}

static void
add_copy (GPtrArray *copies, PodConnection *connection, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (PodBackupHead) head = NULL;
  Copy *copy;

  if (!g_str_has_suffix (name, ".podbackup"))
    return;
  head = pod_backup_read_head (path, NULL);
  if (head == NULL || !is_ours (connection, head, name))
    return;
  copy = g_new0 (Copy, 1);
  copy->path = g_steal_pointer (&path);
  copy->head = g_steal_pointer (&head);
  g_ptr_array_add (copies, copy);
}

static int
compare_copies (gconstpointer a, gconstpointer b)
{
  const Copy *first = *(Copy *const *) a, *second = *(Copy *const *) b;
  int order = strcmp (second->head->created, first->head->created);

  return order != 0 ? order : strcmp (second->path, first->path);
}

/* (element-type Copy): newest first. */
static GPtrArray *
list_copies (PodConnection *connection, const char *folder)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) copy_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    add_copy (copies, connection, folder, name);
  g_ptr_array_sort (copies, compare_copies);
  return copies;
}

GPtrArray *
pod_copies_list (PodConnection *connection, const char *folder)
{
  g_autoptr (GPtrArray) copies = list_copies (connection, folder);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < copies->len; i++)
    {
      const Copy *copy = g_ptr_array_index (copies, i);

      g_ptr_array_add (paths, g_strdup (copy->path));
    }
  return paths;
}

/* Newest first, the first that is met of a month is its last. */
static gboolean
is_last_of_month (const GPtrArray *copies, guint i)
{
  const Copy *copy = g_ptr_array_index (copies, i);
  const Copy *newer = i > 0 ? g_ptr_array_index (copies, i - 1) : NULL;

  return newer == NULL ||
         strncmp (copy->head->created, newer->head->created, strlen ("2026-03")) != 0;
}

gpointer
pod_copying_tidy (PodConnection *connection,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  const PodCopying *copying = data;
  g_autoptr (GPtrArray) copies = list_copies (connection, copying->folder);

  for (guint i = KEPT; i < copies->len; i++)
    {
      const Copy *copy = g_ptr_array_index (copies, i);

      if (!is_last_of_month (copies, i))
        g_unlink (copy->path);
    }
  return NULL;
}

/* 0 where there is none. */
static gint64
read_instant (const char *when)
{
  PodInstant instant;

  return when != NULL && pod_instant_parse (when, &instant) ? instant.utc_us : 0;
}

/* Also where the clock was set back since: better once too often. */
static gboolean
is_long_ago (gint64 us, PodInstant now, gint64 span)
{
  return us == 0 || ABS (now.utc_us - us) >= span;
}

gboolean
pod_copy_is_old (gint64 last_us, PodInstant now)
{
  return is_long_ago (last_us, now, DAY_US);
}

gboolean
pod_copy_is_due (PodConnection *connection, PodInstant now, gboolean closing, gint64 *last_us)
{
  g_autofree char *when = NULL;
  gint64 last = pod_audit_find_last (connection, "BACKUP", POD_COPY_BY_ITSELF, &when, NULL, NULL);

  if (last_us != NULL)
    *last_us = read_instant (when);
  if (last < 0)
    return FALSE;
  if (closing)
    return pod_audit_has_changes_since (connection, last, NULL);
  return pod_copy_is_old (read_instant (when), now);
}

gboolean
pod_copy_test_is_due (PodConnection *connection, PodInstant now)
{
  g_autofree char *when = NULL;
  gint64 last = pod_audit_find_last (connection, "VERIFY", POD_COPY_TEST, &when, NULL, NULL);

  return last >= 0 && is_long_ago (read_instant (when), now, TEST_DAYS * DAY_US);
}
