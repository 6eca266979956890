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
copy_free (gpointer data)
{
  Copy *copy = data;

  g_free (copy->path);
  g_clear_pointer (&copy->head, pod_backup_head_free);
  g_free (copy);
}

static gboolean
has_given_name (const PodBackupHead *head, const char *path)
{
  g_autofree char *given = pod_backup_make_name (head);
  g_autofree char *name = g_path_get_basename (path);

  return strcmp (given, name) == 0;
}

void
pod_copies_add (GPtrArray *copies, const char *path)
{
  g_autoptr (PodBackupHead) head = pod_backup_read_head (path, NULL);
  Copy *copy;

  if (head == NULL || !has_given_name (head, path))
    return;
  copy = g_new0 (Copy, 1);
  copy->path = g_strdup (path);
  copy->head = g_steal_pointer (&head);
  g_ptr_array_add (copies, copy);
}

GPtrArray *
pod_copies_read (const char *folder)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (copy_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".podbackup"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        pod_copies_add (copies, path);
      }
  return copies;
}

void
pod_copies_keep_own (GPtrArray *copies, PodConnection *connection)
{
  for (guint i = copies->len; i > 0; i--)
    {
      const Copy *copy = g_ptr_array_index (copies, i - 1);
      gboolean has = FALSE;

      if (!pod_audit_has_head (connection, copy->head->head, &has, NULL) || !has)
        g_ptr_array_remove_index (copies, i - 1);
    }
}

/* Newest first. */
static int
compare_copies (gconstpointer a, gconstpointer b)
{
  const Copy *first = *(Copy *const *) a, *second = *(Copy *const *) b;
  int order = strcmp (second->head->created, first->head->created);

  return order != 0 ? order : strcmp (second->path, first->path);
}

const char *
pod_copies_find_newest (GPtrArray *copies)
{
  g_ptr_array_sort (copies, compare_copies);
  for (guint i = 0; i < copies->len; i++)
    {
      const Copy *copy = g_ptr_array_index (copies, i);

      if (copy->head->faults == 0)
        return copy->path;
    }
  return copies->len > 0 ? ((const Copy *) g_ptr_array_index (copies, 0))->path : NULL;
}

/* (element-type Copy): those with or those without faults, newest first; borrowed. */
static GPtrArray *
list_kind (const GPtrArray *copies, gboolean with_faults)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < copies->len; i++)
    {
      Copy *copy = g_ptr_array_index (copies, i);

      if ((copy->head->faults > 0) == with_faults)
        g_ptr_array_add (list, copy);
    }
  g_ptr_array_sort (list, compare_copies);
  return list;
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

static void
tidy_kind (const GPtrArray *copies, gboolean with_faults)
{
  g_autoptr (GPtrArray) list = list_kind (copies, with_faults);

  for (guint i = KEPT; i < list->len; i++)
    if (!is_last_of_month (list, i))
      g_unlink (((const Copy *) g_ptr_array_index (list, i))->path);
}

/* A month of copies with faults must not push the last sound ones out. */
void
pod_copies_tidy (const GPtrArray *copies)
{
  tidy_kind (copies, FALSE);
  tidy_kind (copies, TRUE);
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
