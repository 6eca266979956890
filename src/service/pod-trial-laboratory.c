/* Who sent a file, and by which map it is read: chosen by a person once for all files of a shape. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-trial-laboratory.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-arrival-table.h"
#include "pod-importing.h"
#include "pod-lab-file.h"
#include "pod-lab-headings.h"
#include "pod-trial-laboratory-private.h"

/* The heading is within so much of a file, or it has none that is found. */
#define LOOK_BYTES (256 * 1024)
/* Of a map that is kept, and of a laboratory's name. */
#define MAX_MAP_BYTES (256 * 1024)
#define MAX_NAME 120
/* Of all columns of a laboratory. */
#define MAX_COLUMNS_BYTES (64 * 1024)

static void
choice_free (gpointer data)
{
  PodLabMapChoice *choice = data;

  g_free (choice->name);
  g_free (choice->laboratory);
  g_free (choice->path);
  g_clear_pointer (&choice->headings, g_ptr_array_unref);
  g_free (choice->missing);
  g_free (choice);
}

void
pod_lab_look_free (PodLabLook *look)
{
  g_ptr_array_unref (look->laboratories);
  g_ptr_array_unref (look->maps);
  g_ptr_array_unref (look->chosen);
  g_free (look->shape);
  g_free (look->laboratory);
  g_free (look->map);
  g_free (look);
}

/* ---- names ---- */

static gboolean
is_name (const char *name)
{
  if (*name == '\0' || !g_utf8_validate (name, -1, NULL) || g_utf8_strlen (name, -1) > MAX_NAME)
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isprint (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static char *
fold (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : name, -1);
}

char *
pod_lab_look_spell (const PodLabLook *look, const char *typed)
{
  g_autofree char *name = g_strstrip (g_strdup (typed));
  g_autofree char *folded = NULL;

  if (!is_name (name))
    return NULL;
  folded = fold (name);
  for (guint i = 0; i < look->laboratories->len; i++)
    {
      const char *known = g_ptr_array_index (look->laboratories, i);
      g_autofree char *other = fold (known);

      if (g_str_equal (folded, other))
        return g_strdup (known);
    }
  return g_steal_pointer (&name);
}

/* ---- which map ---- */

gboolean
pod_lab_map_choice_is_for (const PodLabMapChoice *choice, const char *laboratory)
{
  return *choice->name != '\0' || g_strcmp0 (choice->laboratory, laboratory) == 0;
}

gboolean
pod_lab_look_fits (const PodLabLook *look, const PodLabMapChoice *choice, const char *laboratory)
{
  return choice->fits ||
         (laboratory != NULL &&
          g_ptr_array_find_with_equal_func (look->chosen, laboratory, g_str_equal, NULL));
}

static const PodLabMapChoice *
find_map (const PodLabLook *look, const char *laboratory, gboolean own, gboolean fits)
{
  for (guint i = 0; i < look->maps->len; i++)
    {
      const PodLabMapChoice *choice = g_ptr_array_index (look->maps, i);

      if (pod_lab_map_choice_is_for (choice, laboratory) &&
          (!fits || pod_lab_look_fits (look, choice, laboratory)) &&
          (!own || g_strcmp0 (choice->laboratory, laboratory) == 0))
        return choice;
    }
  return NULL;
}

static const PodLabMapChoice *
find_remembered (const PodLabLook *look, const char *laboratory)
{
  if (look->map == NULL || g_strcmp0 (look->laboratory, laboratory) != 0)
    return NULL;
  for (guint i = 0; i < look->maps->len; i++)
    {
      const PodLabMapChoice *choice = g_ptr_array_index (look->maps, i);

      if (pod_lab_map_choice_is_for (choice, laboratory) &&
          pod_lab_look_fits (look, choice, laboratory) && g_str_equal (choice->name, look->map))
        return choice;
    }
  return NULL;
}

const PodLabMapChoice *
pod_lab_look_choose (const PodLabLook *look, const char *laboratory)
{
  const PodLabMapChoice *choice = find_remembered (look, laboratory);

  for (int i = 0; choice == NULL && i < 4; i++)
    choice = find_map (look, laboratory, i % 2 == 0, i < 2);
  return choice;
}

/* ---- looking ---- */

/* @maps: (element-type PodLabMap), as look->maps; @shapes: what each makes of the file, NULL for none.
 * @chosen, @chosen_shapes: the same of the laboratories of whose columns somebody has said what they are. */
typedef struct
{
  char *path;
  GPtrArray *maps;
  GPtrArray *shapes;
  GPtrArray *chosen;
  GPtrArray *chosen_shapes;
  gboolean is_table;
  PodLabLook *look;
} Looking;

static void
looking_free (Looking *looking)
{
  g_free (looking->path);
  g_clear_pointer (&looking->maps, g_ptr_array_unref);
  g_clear_pointer (&looking->shapes, g_ptr_array_unref);
  g_clear_pointer (&looking->chosen, g_ptr_array_unref);
  g_clear_pointer (&looking->chosen_shapes, g_ptr_array_unref);
  g_clear_pointer (&looking->look, pod_lab_look_free);
  g_free (looking);
}

static void
add_map (Looking *looking, const char *name, const char *laboratory, char *path, PodLabMap *map)
{
  PodLabMapChoice *choice;

  /* One with faults is told of when it is chosen as a file, and by the check of the study. */
  if (map == NULL)
    {
      g_free (path);
      return;
    }
  choice = g_new0 (PodLabMapChoice, 1);
  choice->name = g_strdup (name);
  choice->laboratory = g_strdup (laboratory != NULL ? laboratory
                                                    : pod_lab_map_get_laboratory (map));
  choice->path = path;
  choice->decimal_comma = pod_lab_map_has_decimal_comma (map);
  choice->key_kind = pod_lab_map_get_key_kind (map);
  choice->dates = pod_lab_map_get_dates (map);
  g_ptr_array_add (looking->look->maps, choice);
  g_ptr_array_add (looking->maps, map);
}

static void
collect_maps (PodTrial *self, Looking *looking)
{
  g_autoptr (GPtrArray) kept = pod_site_list_settings (self->site, POD_SETTING_LAB_FILE);
  g_autoptr (GPtrArray) names = pod_trial_list_study_maps (self);
  g_autofree char *dir = pod_trial_get_maps_dir (self);

  for (guint i = 0; i < kept->len; i++)
    {
      const char *laboratory = g_ptr_array_index (kept, i);
      g_autofree char *key = g_strconcat (POD_SETTING_LAB_FILE, laboratory, NULL);

      add_map (looking, "", laboratory, NULL,
               pod_trial_parse_lab_map (self, pod_site_get_setting (self->site, key), NULL));
    }
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      add_map (looking, name, NULL, g_build_filename (dir, name, NULL),
               pod_trial_load_study_map (self, name, NULL));
    }
}

static void
collect_chosen (PodTrial *self, Looking *looking)
{
  g_autoptr (GPtrArray) laboratories = pod_site_list_settings (self->site, POD_SETTING_LAB_COLUMNS);

  for (guint i = 0; i < laboratories->len; i++)
    {
      PodLabMap *map = pod_trial_load_lab_map (self, NULL, laboratories->pdata[i], NULL);

      if (map != NULL)
        g_ptr_array_add (looking->chosen, map);
    }
}

/* No letter is cut in two: a line ends before it. */
static gsize
cut (const char *data, gsize length)
{
  gboolean wide = memchr (data, '\0', MIN (length, 64)) != NULL;

  if (length < LOOK_BYTES)
    return length;
  while (!wide && length > 0 && data[length - 1] != '\n' && data[length - 1] != '\r')
    length--;
  return length - (wide ? length % 2 : 0);
}

/* A pipe would never end, nor begin. */
static GInputStream *
open_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo)
      info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, 0, cancellable, error);

  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
    return G_INPUT_STREAM (g_file_read (file, cancellable, error));
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "not a file");
  return NULL;
}

static GBytes *
read_start (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GInputStream) stream = open_file (path, cancellable, &local);
  g_autofree char *data = g_malloc (LOOK_BYTES);
  gsize length = 0;

  if (stream != NULL &&
      g_input_stream_read_all (stream, data, LOOK_BYTES, &length, cancellable, &local))
    return g_bytes_new (data, cut (data, length));
  pod_import_set_read_error (error, local);
  return NULL;
}

static void
look_by_maps (Looking *looking, GBytes *bytes)
{
  for (guint i = 0; i < looking->maps->len; i++)
    {
      const PodLabMap *map = g_ptr_array_index (looking->maps, i);
      PodLabMapChoice *choice = g_ptr_array_index (looking->look->maps, i);

      g_ptr_array_add (looking->shapes, pod_lab_file_find_shape (bytes, map));
      choice->headings = pod_lab_file_list_headings (bytes, map);
      if (choice->headings != NULL)
        choice->missing = pod_lab_headings_list_missing (choice->headings, map);
    }
  for (guint i = 0; i < looking->chosen->len; i++)
    {
      const PodLabMap *map = g_ptr_array_index (looking->chosen, i);

      g_ptr_array_add (looking->chosen_shapes, pod_lab_file_is_headed_as_chosen (bytes, map)
                                                   ? pod_lab_file_find_shape (bytes, map)
                                                   : NULL);
    }
}

/* On a thread of its own. */
static gboolean
look_at_file (gpointer data, GCancellable *cancellable, GError **error)
{
  Looking *looking = data;
  g_autoptr (GBytes) bytes = read_start (looking->path, cancellable, error);

  if (bytes == NULL)
    return FALSE;
  looking->is_table = pod_lab_file_is_table (bytes);
  look_by_maps (looking, bytes);
  return TRUE;
}

static void
remember (PodTrial *self, PodLabLook *look, const char *shape)
{
  g_autofree char *key = g_strconcat (POD_SETTING_LAB_SHAPE, shape, NULL);
  const char *value = pod_site_get_setting (self->site, key);
  g_auto (GStrv) parts = g_strsplit (value != NULL ? value : "", "\t", 2);

  if (g_strv_length (parts) == 2)
    {
      look->laboratory = g_strdup (parts[0]);
      look->map = g_strdup (parts[1]);
    }
  if (look->shape == NULL || look->laboratory != NULL)
    {
      g_free (look->shape);
      look->shape = g_strdup (shape);
    }
}

static void
settle_shapes (PodTrial *self, Looking *looking)
{
  PodLabLook *look = looking->look;

  look->is_table = looking->is_table;
  for (guint i = 0; i < looking->shapes->len; i++)
    {
      const char *shape = g_ptr_array_index (looking->shapes, i);
      PodLabMapChoice *choice = g_ptr_array_index (look->maps, i);

      choice->fits = shape != NULL || !looking->is_table;
      if (shape != NULL && look->laboratory == NULL)
        remember (self, look, shape);
    }
}

static void
settle_chosen (PodTrial *self, Looking *looking)
{
  PodLabLook *look = looking->look;

  for (guint i = 0; i < looking->chosen_shapes->len; i++)
    {
      const char *shape = g_ptr_array_index (looking->chosen_shapes, i);
      const PodLabMap *map = g_ptr_array_index (looking->chosen, i);

      if (shape == NULL)
        continue;
      g_ptr_array_add (look->chosen, g_strdup (pod_lab_map_get_laboratory (map)));
      if (look->laboratory == NULL)
        remember (self, look, shape);
    }
}

/* ---- the laboratories ---- */

static void
add_laboratory (GHashTable *all, const char *name)
{
  if (name != NULL && is_name (name))
    g_hash_table_add (all, g_strdup (name));
}

static void
add_settings (PodTrial *self, const char *prefix, GHashTable *all)
{
  g_autoptr (GPtrArray) names = pod_site_list_settings (self->site, prefix);

  for (guint i = 0; i < names->len; i++)
    add_laboratory (all, g_ptr_array_index (names, i));
}

static int
compare_laboratories (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

static void
list_laboratories (PodTrial *self, Looking *looking, const GPtrArray *recorded)
{
  g_autoptr (GHashTable) all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *list = looking->look->laboratories;
  GHashTableIter iter;
  gpointer name;
  guint n;
  const PodRange *ranges = pod_site_get_ranges (self->site, &n);

  for (guint i = 0; i < recorded->len; i++)
    add_laboratory (all, g_ptr_array_index (recorded, i));
  for (guint i = 0; i < n; i++)
    add_laboratory (all, ranges[i].laboratory);
  for (guint i = 0; i < looking->look->maps->len; i++)
    add_laboratory (all,
                    ((PodLabMapChoice *) g_ptr_array_index (looking->look->maps, i))->laboratory);
  add_settings (self, POD_SETTING_LAB_MAP, all);
  add_settings (self, POD_SETTING_LAB_DECIMAL, all);
  add_settings (self, POD_SETTING_LAB_COLUMNS, all);
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (list, g_strdup (name));
  g_ptr_array_sort (list, compare_laboratories);
}

static gpointer
read_laboratories (PodConnection *connection,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  return pod_arrival_table_list_laboratories (connection, error);
}

/* ---- the verb ---- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  Looking *looking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) recorded = pod_database_run_finish (POD_DATABASE (source), result, &error);

  if (error == NULL && !pod_trial_is_signed_in (self))
    pod_trial_set_gone_error (&error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  settle_shapes (self, looking);
  settle_chosen (self, looking);
  list_laboratories (self, looking, recorded);
  g_task_return_pointer (task, g_steal_pointer (&looking->look),
                         (GDestroyNotify) pod_lab_look_free);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  GError *error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  if (error == NULL)
    pod_trial_require (self, POD_VERB_IMPORT, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    pod_database_run (self->database, POD_ACCESS_READ, read_laboratories, NULL, NULL,
                      (GDestroyNotify) g_ptr_array_unref, g_task_get_cancellable (task), listed_cb,
                      g_object_ref (task));
}

static Looking *
looking_new (const char *path)
{
  Looking *looking = g_new0 (Looking, 1);

  looking->path = g_strdup (path);
  looking->maps = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_lab_map_free);
  looking->shapes = g_ptr_array_new_with_free_func (g_free);
  looking->chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_lab_map_free);
  looking->chosen_shapes = g_ptr_array_new_with_free_func (g_free);
  looking->look = g_new0 (PodLabLook, 1);
  looking->look->laboratories = g_ptr_array_new_with_free_func (g_free);
  looking->look->maps = g_ptr_array_new_with_free_func (choice_free);
  looking->look->chosen = g_ptr_array_new_with_free_func (g_free);
  return looking;
}

void
pod_trial_look_at_lab_file_async (PodTrial *self,
                                  const char *path,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_look_at_lab_file_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  Looking *looking;

  if (!pod_trial_require (self, POD_VERB_IMPORT, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  looking = looking_new (path);
  collect_maps (self, looking);
  collect_chosen (self, looking);
  g_task_set_task_data (task, looking, (GDestroyNotify) looking_free);
  pod_trial_work_in_thread (task, look_at_file, looked_cb);
}

PodLabLook *
pod_trial_look_at_lab_file_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what is kept ---- */

typedef struct
{
  PodStamp *stamp;
  char *key;
  const char *value;
} Keeping;

static gpointer
write_setting (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Keeping *keeping = data;
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();

  if (!pod_trial_begin_writing (connection, keeping->stamp, error) ||
      !pod_setting_set (connection, keeping->key, keeping->value, error))
    return NULL;
  snapshot->site = pod_site_load (connection, error);
  return snapshot->site != NULL ? g_steal_pointer (&snapshot) : NULL;
}

static gboolean
keep (PodTrial *self,
      const char *prefix,
      const char *name,
      const char *value,
      const char *why,
      GError **error)
{
  g_autofree char *key = g_strconcat (prefix, name, NULL);
  Keeping keeping = { NULL, key, value };
  PodSnapshot *snapshot;

  if (g_strcmp0 (pod_site_get_setting (self->site, key), value) == 0)
    return TRUE;
  keeping.stamp = pod_trial_make_stamp (self, why);
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, write_setting, &keeping,
                                (GDestroyNotify) pod_snapshot_free, NULL, error);
  pod_stamp_free (keeping.stamp);
  if (snapshot == NULL)
    return FALSE;
  pod_trial_take_snapshot (self, snapshot);
  pod_snapshot_free (snapshot);
  return TRUE;
}

static gboolean
check_laboratory (const char *laboratory, GError **error)
{
  if (is_name (laboratory))
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       _ ("Choose the laboratory that sent the file."));
  return FALSE;
}

/* NULL where it is not, or not within reason. */
static char *
read_text (GFile *file, GError **error)
{
  g_autoptr (GFileInfo)
      info = g_file_query_info (file, "standard::type,standard::size", 0, NULL, error);
  g_autofree char *text = NULL;

  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
      g_file_info_get_size (info) > MAX_MAP_BYTES ||
      !g_file_load_contents (file, NULL, &text, NULL, NULL, error) ||
      !g_utf8_validate (text, -1, NULL))
    return NULL;
  return g_steal_pointer (&text);
}

static char *
read_map (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failure = NULL;
  char *text = read_text (file, &failure);

  if (failure != NULL)
    pod_import_set_read_error (error, failure);
  else if (text == NULL)
    g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP,
                 _ ("not a map: a text of at most %d KiB"), MAX_MAP_BYTES / 1024);
  return text;
}

gboolean
pod_trial_keep_lab_map (PodTrial *self, const char *laboratory, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (PodLabMap) map = NULL;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error) || !check_laboratory (laboratory, error))
    return FALSE;
  text = read_map (path, error);
  if (text != NULL)
    map = pod_trial_parse_lab_map (self, text, error);
  return map != NULL && keep (self, POD_SETTING_LAB_FILE, laboratory, text,
                              _ ("the map of a laboratory’s files"), error);
}

gboolean
pod_trial_remember_laboratory (PodTrial *self,
                               const char *shape,
                               const char *laboratory,
                               const char *map,
                               GError **error)
{
  g_autofree char *value = g_strconcat (laboratory, "\t", map, NULL);

  if (!pod_trial_require (self, POD_VERB_IMPORT, error) || !check_laboratory (laboratory, error))
    return FALSE;
  return keep (self, POD_SETTING_LAB_SHAPE, shape, value, _ ("who sends files of this form"),
               error);
}

gboolean
pod_trial_has_decimal_comma (PodTrial *self, const char *laboratory, const PodLabMapChoice *map)
{
  g_autofree char *key = g_strconcat (POD_SETTING_LAB_DECIMAL, laboratory, NULL);
  const char *value = pod_site_get_setting (self->site, key);

  return value != NULL ? g_str_equal (value, ",") : map->decimal_comma;
}

gboolean
pod_trial_keep_decimal_comma (PodTrial *self,
                              const char *laboratory,
                              gboolean decimal_comma,
                              GError **error)
{
  if (!pod_trial_require (self, POD_VERB_IMPORT, error) || !check_laboratory (laboratory, error))
    return FALSE;
  return keep (self, POD_SETTING_LAB_DECIMAL, laboratory, decimal_comma ? "," : ".",
               _ ("how a laboratory writes decimals"), error);
}

char **
pod_trial_list_lab_columns (PodTrial *self, const char *laboratory)
{
  g_autofree char *key = g_strconcat (POD_SETTING_LAB_COLUMNS, laboratory, NULL);
  const char *value = pod_site_get_setting (self->site, key);

  return value != NULL ? g_strsplit (value, "\n", -1) : NULL;
}

/* As they will be read again: a heading of two lines would be two of them. */
static gboolean
check_columns (const char *value, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);

  if (strlen (value) <= MAX_COLUMNS_BYTES && g_utf8_validate (value, -1, NULL) &&
      pod_lab_columns_are_clear ((const char *const *) lines))
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       _ ("Choose a column each for the subject’s number, the test, its result and "
                          "when it was collected, and none of them twice."));
  return FALSE;
}

gboolean
pod_trial_keep_lab_columns (PodTrial *self,
                            const char *laboratory,
                            const char *const *columns,
                            GError **error)
{
  g_autofree char *value = columns != NULL && columns[0] != NULL
                               ? g_strjoinv ("\n", (char **) columns)
                               : NULL;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error) || !check_laboratory (laboratory, error) ||
      (value != NULL && !check_columns (value, error)))
    return FALSE;
  return keep (self, POD_SETTING_LAB_COLUMNS, laboratory, value,
               _ ("which column of a laboratory’s tables is what"), error);
}
