/* The study that a trial is of: on the disk where it is made, and what the disk proposes once it is in force. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-trial-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* The folders that the two rooms of pod_study_get_file() stand for. */
static char *
find_room (const char *id, const char *room)
{
  g_autofree char *data = pod_data_dir ();

  return g_str_equal (room, "study") ? g_build_filename (data, "studies", id, NULL)
                                     : g_build_filename (data, "knowledge", NULL);
}

/* A file without contents is pinned as one that is not there. */
static gboolean
has_contents (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  GStatBuf buffer;

  return g_stat (path, &buffer) != 0 || buffer.st_size > 0;
}

/* As pod_study_load() would read; 0 also where there is no such folder. */
static guint
count_files (const char *id, const char *room)
{
  g_autofree char *directory = find_room (id, room);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".ini") && *name != '.' && has_contents (directory, name);
  return n;
}

/* @name: what it is called in an error. */
static PodStudy *
load (const char *directory, const char *name, GPtrArray *problems, GError **error)
{
  g_autofree char *knowledge = find_room (NULL, "knowledge");
  g_autoptr (GPtrArray) faults = pod_problems_new ();
  PodStudy *study = pod_study_load (directory, knowledge, faults);

  if (study == NULL)
    {
      g_autofree char *first = faults->len > 0
                                   ? pod_problem_to_string (g_ptr_array_index (faults, 0))
                                   : g_strdup ("?");

      g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_STUDY,
                   g_dngettext (GETTEXT_PACKAGE, "the study “%s” has %u fault: %s",
                                "the study “%s” has %u faults; the first: %s", faults->len),
                   name, faults->len, first);
    }
  if (problems != NULL)
    g_ptr_array_extend_and_steal (problems, g_steal_pointer (&faults));
  return study;
}

PodStudy *
pod_study_find_on_disk (const char *id, GPtrArray *problems, GError **error)
{
  g_autofree char *directory = find_room (id, "study");

  return load (directory, id, problems, error);
}

PodStudy *
pod_load_study (const char *folder, GPtrArray *problems, GError **error)
{
  g_autofree char *name = g_path_get_basename (folder);

  return load (folder, name, problems, error);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
pod_list_studies (void)
{
  g_autofree char *data = pod_data_dir ();
  g_autofree char *directory = g_build_filename (data, "studies", NULL);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (*name != '.' && count_files (name, "study") > 0)
      g_ptr_array_add (ids, g_strdup (name));
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static gboolean
is_same_on_disk (const char *id, const char *name, GBytes *bytes)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", 2);
  g_autofree char *room = find_room (id, parts[0]);
  g_autofree char *path = g_build_filename (room, parts[1], NULL);
  g_autofree char *text = NULL;
  gsize length, kept_length;
  gconstpointer kept = g_bytes_get_data (bytes, &kept_length);

  return g_file_get_contents (path, &text, &length, NULL) && length == kept_length &&
         (length == 0 || memcmp (text, kept, length) == 0);
}

gboolean
pod_study_differs_on_disk (const PodStudy *study)
{
  const char *id = pod_study_get_id (study);
  guint n = pod_study_get_n_files (study);
  guint n_study = count_files (id, "study");

  if (n_study == 0)
    return FALSE;
  if (n_study + count_files (id, "knowledge") != n)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      const char *name = pod_study_get_file (study, i, &bytes);

      if (bytes == NULL || !is_same_on_disk (id, name, bytes))
        return TRUE;
    }
  return FALSE;
}
