#include "fuzz.h"

#include "pod-key-file.h"

/* Whatever the bytes are: no crash, every place lies in the text, and each entry can be taken. */

static guint
count_lines (const uint8_t *data, size_t size)
{
  guint lines = 1;

  for (size_t i = 0; i < size; i++)
    lines += data[i] == '\n';
  return lines;
}

static void
take_everything (PodKeyGroup *group, guint lines, GPtrArray *problems)
{
  for (guint i = 0; i < group->entries->len; i++)
    {
      PodKeyEntry *entry = g_ptr_array_index (group->entries, i);

      g_assert_nonnull (entry->key);
      g_assert_nonnull (entry->value);
      g_assert_true (g_utf8_validate (entry->value, -1, NULL));
      g_assert_cmpuint (entry->line, >=, 1);
      g_assert_cmpuint (entry->line, <=, lines);
      if (i % 2 == 0)
        g_assert_nonnull (pod_key_group_take (group, entry->key, entry->locale));
    }
  pod_key_group_finish (group, problems);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray)
      problems = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_problem_free);
  g_autoptr (PodKeyFile) file = pod_key_file_parse ((const char *) data, size, "fuzz", problems);
  guint lines = count_lines (data, size);

  g_assert_nonnull (file);
  for (guint i = 0; i < pod_key_file_get_n_groups (file); i++)
    {
      PodKeyGroup *group = pod_key_file_get_group (file, i);

      g_assert_nonnull (group->kind);
      g_assert_nonnull (group->name);
      take_everything (group, lines, problems);
    }
  return 0;
}
