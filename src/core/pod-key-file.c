#include "pod-key-file-private.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define MAX_FILE_SIZE (4 * 1024 * 1024)

static void
free_entry (PodKeyEntry *entry)
{
  g_free (entry->key);
  g_free (entry->locale);
  g_free (entry->value);
  g_array_unref (entry->pieces);
  g_free (entry);
}

static void
free_group (PodKeyGroup *group)
{
  g_free (group->kind);
  g_free (group->name);
  g_ptr_array_unref (group->entries);
  g_free (group);
}

PodKeyFile *
pod_key_file_new (const char *name)
{
  PodKeyFile *file = g_new0 (PodKeyFile, 1);

  file->name = g_strdup (name != NULL ? name : "");
  file->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) free_group);
  return file;
}

PodKeyGroup *
pod_key_group_new (PodKeyFile *file, char *kind, char *name, guint line)
{
  PodKeyGroup *group = g_new0 (PodKeyGroup, 1);

  group->file = file->name;
  group->kind = kind;
  group->name = name;
  group->line = line;
  group->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);
  return group;
}

void
pod_key_group_free (PodKeyGroup *group)
{
  if (group != NULL)
    free_group (group);
}

void
pod_key_file_free (PodKeyFile *file)
{
  if (file == NULL)
    return;
  g_ptr_array_unref (file->groups);
  g_free (file->name);
  g_free (file);
}

guint
pod_key_file_get_n_groups (const PodKeyFile *file)
{
  return file->groups->len;
}

PodKeyGroup *
pod_key_file_get_group (const PodKeyFile *file, guint index)
{
  return g_ptr_array_index (file->groups, index);
}

PodKeyEntry *
pod_key_group_take (PodKeyGroup *group, const char *key, const char *locale)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      PodKeyEntry *entry = g_ptr_array_index (group->entries, i);

      if (strcmp (entry->key, key) == 0 && g_strcmp0 (entry->locale, locale) == 0)
        {
          entry->taken = TRUE;
          return entry;
        }
    }
  return NULL;
}

void
pod_key_entry_locate (const PodKeyEntry *entry, gsize offset, guint *line, guint *column)
{
  const PodKeyPiece *piece = &g_array_index (entry->pieces, PodKeyPiece, 0);
  gsize within = MIN (offset, strlen (entry->value));

  for (guint i = 1; i < entry->pieces->len && piece[1].offset <= within; i++)
    piece++;
  *line = piece->line;
  *column = piece->column +
            (guint) g_utf8_pointer_to_offset (entry->value + piece->offset, entry->value + within);
}

/* As it stands in the file: "criterion INC-01". */
static char *
describe_group (const PodKeyGroup *group)
{
  return *group->name == '\0' ? g_strdup (group->kind)
                              : g_strconcat (group->kind, " ", group->name, NULL);
}

PodKeyEntry *
pod_key_group_require (PodKeyGroup *group, const char *key, GPtrArray *problems)
{
  PodKeyEntry *entry = pod_key_group_take (group, key, NULL);

  if (entry == NULL)
    {
      g_autofree char *description = describe_group (group);

      pod_problems_add (problems, group->file, group->line, 0, description, key,
                        "this key is missing");
    }
  return entry;
}

const char *
pod_key_group_get (PodKeyGroup *group, const char *key)
{
  PodKeyEntry *entry = pod_key_group_take (group, key, NULL);

  return entry != NULL ? entry->value : NULL;
}

void
pod_key_group_finish (PodKeyGroup *group, GPtrArray *problems)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      const PodKeyEntry *entry = g_ptr_array_index (group->entries, i);

      if (!entry->taken)
        pod_key_group_problem (group, entry, problems, "unknown key");
    }
}

void
pod_key_group_problem (const PodKeyGroup *group,
                       const PodKeyEntry *entry,
                       GPtrArray *problems,
                       const char *format,
                       ...)
{
  g_autofree char *description = describe_group (group);
  g_autofree char *message = NULL;
  g_autofree char *key = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (entry != NULL && entry->locale != NULL)
    key = g_strdup_printf ("%s[%s]", entry->key, entry->locale);
  else if (entry != NULL)
    key = g_strdup (entry->key);
  pod_problems_add (problems, group->file, entry != NULL ? entry->line : group->line,
                    entry != NULL ? entry->column : 0, description, key, "%s", message);
}

/* Reads at most one byte more than is allowed, so that a device that never ends does no harm. */
static GByteArray *
read_bytes (const char *path, const char *name, GPtrArray *problems)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[16384];
  gsize count;
  FILE *stream = fopen (path, "rbe");
  int fault;

  if (stream == NULL)
    {
      pod_problems_add (problems, name, 0, 0, NULL, NULL, "the file cannot be opened: %s",
                        g_strerror (errno));
      return NULL;
    }
  while (bytes->len <= MAX_FILE_SIZE && (count = fread (buffer, 1, sizeof buffer, stream)) > 0)
    g_byte_array_append (bytes, buffer, (guint) count);
  fault = ferror (stream) ? errno : 0;
  fclose (stream);
  if (fault != 0)
    pod_problems_add (problems, name, 0, 0, NULL, NULL, "the file cannot be read: %s",
                      g_strerror (fault));
  else if (bytes->len > MAX_FILE_SIZE)
    pod_problems_add (problems, name, 0, 0, NULL, NULL, "the file is larger than 4 MiB");
  else
    return g_steal_pointer (&bytes);
  return NULL;
}

PodKeyFile *
pod_key_file_load (const char *path, GPtrArray *problems)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GByteArray) bytes = read_bytes (path, name, problems);
  g_autoptr (PodKeyFile) file = NULL;
  const char *text;
  gsize length;

  if (bytes == NULL)
    return NULL;
  length = bytes->len;
  /* An empty file has bytes too. */
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  text = (const char *) bytes->data;
  file = pod_key_file_parse (text, (gssize) length, name, problems);
  if (!g_utf8_validate_len (text, length, NULL))
    return NULL;
  return g_steal_pointer (&file);
}
