#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-cli.h"

static PodExit
check_study (const char *directory)
{
  g_autofree char *data = pod_data_dir ();
  g_autofree char *knowledge = g_build_filename (data, "knowledge", NULL);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodStudy) study = NULL;

  if (!g_file_test (directory, G_FILE_TEST_IS_DIR))
    return pod_cli_fail (_ ("%s is not a folder; name the folder of a study definition"),
                         directory);
  study = pod_study_load (directory, knowledge, problems);
  pod_cli_print_problems (stdout, problems);
  if (study == NULL)
    {
      g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u fault\n", "%s: %u faults\n", problems->len),
               directory, problems->len);
      return POD_EXIT_NO;
    }
  g_print (_ ("%s: no fault; %u criteria, %u observations, %u visits\n"), directory,
           pod_study_get_criteria (study)->len, pod_study_get_observations (study)->len,
           pod_study_get_visits (study)->len);
  return POD_EXIT_YES;
}

static PodExit
run (const char *const *arguments)
{
  g_auto (GStrv) operands = NULL;

  if (!pod_cli_parse (&pod_cmd_study, NULL, NULL, arguments, 2, 2, &operands))
    return POD_EXIT_TROUBLE;
  if (strcmp (operands[0], "check") != 0)
    return pod_cli_fail (_ ("study: “%s” is not known; usage: podocytectl %s"), operands[0],
                         pod_cmd_study.usage);
  return check_study (operands[1]);
}

const PodCommand pod_cmd_study = {
  "study",
  "study check DIR",
  N_ ("Load a study definition and print every fault of it."),
  run,
};
