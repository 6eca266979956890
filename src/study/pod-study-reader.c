#include "pod-study-reader.h"

#include <string.h>

#define MAX_FILE_SIZE (4 * 1024 * 1024)

typedef void (*ReadFunc) (PodStudyReader *reader, PodKeyGroup *group);

/* In the order of reading: what is referred to comes first. */
static const struct
{
  const char *kind;
  ReadFunc read;
} kinds[] = {
  { "study", pod_read_settings },
  { "cohort", pod_read_cohort },
  { "burden", pod_read_burden },
  { "consent_form", pod_read_consent_form },
  { "group", pod_read_group },
  { "not_done", pod_read_not_done },
  { "instrument", pod_read_instrument },
  { "system", pod_read_system },
  { "item", pod_read_item },
  { "observation", pod_read_observation },
  { "reading", pod_read_reading },
  { "class", pod_read_class },
  { "treatment", pod_read_treatment },
  { "equivalent", pod_read_equivalent },
  { "anchor", pod_read_anchor },
  { "kinetics", pod_read_kinetics },
  { "equation", pod_read_equation },
  { "definition", pod_read_definition },
  { "criterion", pod_read_criterion },
  { "note", pod_read_note },
  { "check", pod_read_check },
  { "condition", pod_read_condition },
  { "visit", pod_read_visit },
  { "grade", pod_read_grade },
  { "term", pod_read_term },
};

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names of the *.ini of @directory, sorted; NULL with a problem where it cannot be read. */
static GPtrArray *
list_files (PodStudyReader *reader, const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (directory, 0, &error);
  GPtrArray *names;
  const char *name;

  if (!dir)
    {
      pod_problems_add (reader->problems, NULL, 0, 0, NULL, NULL, "%s", error->message);
      return NULL;
    }
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".ini") && *name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/* Takes @name and @bytes. The very bytes that are parsed are those that are pinned. */
static void
add_file (PodStudyReader *reader, char *name, GBytes *bytes)
{
  const char *slash = strrchr (name, '/');
  PodStudyFile *file = g_new0 (PodStudyFile, 1);
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  file->name = name;
  file->bytes = bytes;
  file->keys = pod_key_file_parse (text ? text : "", (gssize) length, slash ? slash + 1 : name,
                                   reader->problems);
  g_ptr_array_add (reader->study->files, file);
}

static void
load_file (PodStudyReader *reader, const char *directory, const char *room, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) ||
      !g_file_get_contents (path, &text, &length, &error) || length > MAX_FILE_SIZE)
    {
      pod_problems_add (reader->problems, name, 0, 0, NULL, NULL, "the file cannot be read: %s",
                        error ? error->message : "it is not a file of less than 4 MiB");
      g_free (text);
      return;
    }
  add_file (reader, g_strconcat (room, "/", name, NULL), g_bytes_new_take (text, length));
}

static void
load_directory (PodStudyReader *reader, const char *directory, const char *room)
{
  g_autoptr (GPtrArray) names = list_files (reader, directory);

  for (guint i = 0; names && i < names->len; i++)
    load_file (reader, directory, room, g_ptr_array_index (names, i));
  if (names && !names->len)
    pod_problems_add (reader->problems, NULL, 0, 0, NULL, NULL,
                      "%s holds no file that ends in .ini", directory);
}

static gboolean
is_known_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!strcmp (kinds[i].kind, kind))
      return TRUE;
  return FALSE;
}

static void
report_unknown_kind (PodStudyReader *reader, PodKeyGroup *group)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_string_append_printf (list, "%s%s", i ? ", " : "", kinds[i].kind);
  pod_key_group_problem (group, NULL, reader->problems,
                         "unknown kind of group \"%s\": expected one of %s", group->kind,
                         list->str);
  g_string_free (list, TRUE);
}

/* Keeps @group for reading unless it cannot be read at all.  Inside one file the key file has told of repeats. */
static void
collect_group (PodStudyReader *reader, PodKeyGroup *group, GHashTable *seen)
{
  g_autofree char *both = g_strconcat (group->kind, "\n", group->name, NULL);
  PodKeyGroup *first = g_hash_table_lookup (seen, both);
  gboolean is_study = !strcmp (group->kind, "study");

  if (!is_known_kind (group->kind))
    report_unknown_kind (reader, group);
  else if (!is_study && !*group->name)
    pod_key_group_problem (group, NULL, reader->problems,
                           "this group has no name: expected [%s name]", group->kind);
  else if (is_study && *group->name)
    pod_key_group_problem (group, NULL, reader->problems, "expected [study] without a name");
  else if (first)
    pod_key_group_problem (group, NULL, reader->problems,
                           "this group stands already in %s, line %u", first->file, first->line);
  else
    {
      g_hash_table_insert (seen, g_steal_pointer (&both), group);
      g_ptr_array_add (reader->groups, group);
    }
}

static void
collect_groups (PodStudyReader *reader)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < reader->study->files->len; i++)
    {
      PodStudyFile *file = g_ptr_array_index (reader->study->files, i);

      for (guint j = 0; j < pod_key_file_get_n_groups (file->keys); j++)
        collect_group (reader, pod_key_file_get_group (file->keys, j), seen);
    }
}

static gboolean
is_taken (const PodKeyGroup *group, const char *key, gsize length)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      const PodKeyEntry *entry = g_ptr_array_index (group->entries, i);

      if (entry->taken && strlen (entry->key) == length && !strncmp (entry->key, key, length))
        return TRUE;
    }
  return FALSE;
}

/* Any key that is known may say where its value is from. */
static void
take_sources (PodKeyGroup *group)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      PodKeyEntry *entry = g_ptr_array_index (group->entries, i);

      if (!strcmp (entry->key, "source") ||
          (g_str_has_suffix (entry->key, ".source") &&
           is_taken (group, entry->key, strlen (entry->key) - strlen (".source"))))
        entry->taken = TRUE;
    }
}

static PodKeyGroup *
find_settings (PodStudyReader *reader)
{
  for (guint i = 0; i < reader->groups->len; i++)
    {
      PodKeyGroup *group = g_ptr_array_index (reader->groups, i);

      if (!strcmp (group->kind, "study"))
        return group;
    }
  return NULL;
}

static void
read_groups (PodStudyReader *reader)
{
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < reader->groups->len; i++)
      {
        PodKeyGroup *group = g_ptr_array_index (reader->groups, i);

        if (!strcmp (group->kind, kinds[k].kind))
          kinds[k].read (reader, group);
      }
}

static void
finish_groups (PodStudyReader *reader)
{
  for (guint i = 0; i < reader->groups->len; i++)
    {
      take_sources (g_ptr_array_index (reader->groups, i));
      pod_key_group_finish (g_ptr_array_index (reader->groups, i), reader->problems);
    }
}

static void
init_reader (PodStudyReader *reader, GPtrArray *problems)
{
  const PodVocabulary nothing = { NULL };
  const PodRuleOrigin nowhere = { NULL };

  reader->study = pod_study_new ();
  reader->problems = problems;
  reader->groups = g_ptr_array_new ();
  reader->pending = g_hash_table_new (g_str_hash, g_str_equal);
  reader->path = g_ptr_array_new ();
  reader->names = NULL;
  reader->medications = NULL;
  reader->stand_in = pod_rule_new_condition ("1 = 1", &nothing, &nowhere, NULL);
}

static void
clear_reader (PodStudyReader *reader)
{
  g_clear_pointer (&reader->groups, g_ptr_array_unref);
  g_clear_pointer (&reader->pending, g_hash_table_unref);
  g_clear_pointer (&reader->path, g_ptr_array_unref);
  g_clear_pointer (&reader->names, g_ptr_array_unref);
  g_clear_pointer (&reader->medications, g_ptr_array_unref);
  g_clear_pointer (&reader->stand_in, pod_rule_unref);
}

static void
check_whole (PodStudyReader *reader, const char *directory)
{
  PodKeyGroup *settings = find_settings (reader);

  for (guint i = 0; i < reader->groups->len; i++)
    {
      PodKeyGroup *group = g_ptr_array_index (reader->groups, i);

      if (!strcmp (group->kind, "reading"))
        pod_check_reading (reader, group);
    }
  if (settings)
    pod_check_settings (reader, settings);
  else
    pod_problems_add (reader->problems, NULL, 0, 0, "study", NULL,
                      "no file of %s has the group [study]", directory);
}

/* As a person mends them: file by file, from the top. */
static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const PodProblem *first = *(const PodProblem *const *) a;
  const PodProblem *second = *(const PodProblem *const *) b;
  int order = g_strcmp0 (first->file, second->file);

  if (!order)
    order = (first->line > second->line) - (first->line < second->line);
  if (!order)
    order = (first->column > second->column) - (first->column < second->column);
  return order;
}

/* What is made of the files, once all of them are added.  @source names them where there is no [study]; NULL for the knowledge
 * alone.  Faults are counted in a list of our own: the caller's may hold others, or not be there. */
static PodStudy *
read_files (PodStudyReader *reader, const char *source, GPtrArray *problems)
{
  GPtrArray *found = reader->problems;

  collect_groups (reader);
  read_groups (reader);
  if (source)
    check_whole (reader, source);
  finish_groups (reader);
  clear_reader (reader);
  if (found->len)
    g_clear_pointer (&reader->study, pod_study_unref);
  g_ptr_array_sort (found, compare_problems);
  if (problems)
    g_ptr_array_extend_and_steal (problems, g_ptr_array_ref (found));
  return reader->study;
}

static PodStudy *
load (const char *directory, const char *knowledge, GPtrArray *problems)
{
  g_autoptr (GPtrArray) found = pod_problems_new ();
  PodStudyReader reader;

  init_reader (&reader, found);
  load_directory (&reader, knowledge, "knowledge");
  if (directory)
    load_directory (&reader, directory, "study");
  return read_files (&reader, directory, problems);
}

PodStudy *
pod_study_load (const char *directory, const char *knowledge, GPtrArray *problems)
{
  return load (directory, knowledge, problems);
}

PodStudy *
pod_study_load_files (const GPtrArray *names, const GPtrArray *contents, GPtrArray *problems)
{
  g_autoptr (GPtrArray) found = pod_problems_new ();
  PodStudyReader reader;

  g_return_val_if_fail (names->len == contents->len, NULL);

  init_reader (&reader, found);
  for (guint i = 0; i < names->len; i++)
    add_file (&reader, g_strdup (g_ptr_array_index (names, i)),
              g_bytes_ref (g_ptr_array_index (contents, i)));
  return read_files (&reader, "the kept study", problems);
}

PodStudy *
pod_knowledge_load (const char *directory, GPtrArray *problems)
{
  return load (NULL, directory, problems);
}
