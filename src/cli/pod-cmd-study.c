#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-cli.h"
#include "pod-study-remarks.h"
#include "pod-study-try.h"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The paths of the maps, in order; empty where there is no such folder, which a study need not have. */
static GPtrArray *
list_maps (const char *folder, GPtrArray *problems)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".ini"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  if (error != NULL && !g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    pod_problems_add (problems, "maps", 0, 0, NULL, NULL, "%s", error->message);
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

/* A map speaks of the study's observations, so it can only be read with a study that has no fault. */
static void
check_maps (const char *directory, const PodStudy *study, GPtrArray *problems)
{
  g_autofree char *folder = g_build_filename (directory, "maps", NULL);
  g_autoptr (GPtrArray) paths = list_maps (folder, problems);

  if (study == NULL && paths->len > 0)
    g_print (_ ("%s: not read as long as the study has faults\n"), folder);
  for (guint i = 0; study != NULL && i < paths->len; i++)
    {
      PodLabMap *map = pod_lab_map_load (g_ptr_array_index (paths, i), study, problems);

      g_clear_pointer (&map, pod_lab_map_free);
    }
}

static void
print_sound (const char *directory, const PodStudy *study)
{
  guint criteria = pod_study_get_criteria (study)->len;
  guint observations = pod_study_get_observations (study)->len;
  guint visits = pod_study_get_visits (study)->len;

  g_print (_ ("%s: no fault; "), directory);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u criterion, ", "%u criteria, ", criteria), criteria);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u observation, ", "%u observations, ", observations),
           observations);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u visit\n", "%u visits\n", visits), visits);
}

/* NULL where it has a fault; all of them have been printed. */
static PodStudy *
load_study (const char *directory)
{
  g_autofree char *data = pod_data_dir ();
  g_autofree char *knowledge = g_build_filename (data, "knowledge", NULL);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodStudy) study = NULL;

  if (!g_file_test (directory, G_FILE_TEST_IS_DIR))
    {
      pod_cli_fail (_ ("%s is not a folder; name the folder of a study definition"), directory);
      return NULL;
    }
  study = pod_study_load (directory, knowledge, problems);
  check_maps (directory, study, problems);
  pod_cli_print_problems (stdout, problems);
  if (study != NULL && problems->len == 0)
    return g_steal_pointer (&study);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u fault\n", "%s: %u faults\n", problems->len),
           directory, problems->len);
  return NULL;
}

static PodExit
check_study (const char *directory)
{
  g_autoptr (PodStudy) study = load_study (directory);

  if (study == NULL)
    return POD_EXIT_TROUBLE;
  print_sound (directory, study);
  pod_study_print_remarks (study);
  return POD_EXIT_YES;
}

static PodExit
try_study (const char *directory, const char *table)
{
  g_autoptr (PodStudy) study = load_study (directory);

  return study != NULL ? pod_study_try (study, table) : POD_EXIT_TROUBLE;
}

static PodExit
run (const char *const *arguments)
{
  g_auto (GStrv) operands = NULL;
  guint n;

  if (!pod_cli_parse (&pod_cmd_study, NULL, NULL, arguments, 2, 3, &operands))
    return POD_EXIT_TROUBLE;
  n = g_strv_length (operands);
  if (strcmp (operands[0], "check") == 0 && n == 2)
    return check_study (operands[1]);
  if (strcmp (operands[0], "try") == 0 && n == 3)
    return try_study (operands[1], operands[2]);
  return pod_cli_fail (_ ("study: “%s” is not known so; usage: podocytectl %s"), operands[0],
                       pod_cmd_study.usage);
}

const PodCommand pod_cmd_study = {
  "study",
  "study check DIR | study try DIR TABLE",
  N_ ("check: load a study definition and its laboratory maps and print every fault; with one, the "
      "exit status is 2. Of a study without fault, remarks say which criteria imply or exclude one "
      "another. try: run a table of cases against it and print those that it answers otherwise."),
  run,
};
