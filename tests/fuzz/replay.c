#include "fuzz.h"

#include <stdio.h>

/* Replays a corpus where there is no libFuzzer: each file of the folder is a case, in the order of
 * names. */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_folder (const char *folder)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

static gboolean
replay_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  g_autofree uint8_t *bytes = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return FALSE;
  /* A copy of the very size, so that reading past its end is seen; GLib puts a NUL there. */
  bytes = g_memdup2 (text, length);
  return LLVMFuzzerTestOneInput (bytes, length) == 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = list_folder (argc > 1 ? argv[1] : ".");

  /* The plan goes first: a crash then leaves cases that never ran. */
  printf ("1..%u\n", names->len + 1);
  printf ("%s 1 - there are seeds\n", names->len > 0 ? "ok" : "not ok");
  fflush (stdout);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      printf ("%s %u - %s\n", replay_file (argv[1], name) ? "ok" : "not ok", i + 2, name);
      fflush (stdout);
    }
  return names->len > 0 ? 0 : 1;
}
