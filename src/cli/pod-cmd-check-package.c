#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-cli.h"

static PodExit
check_package (const char *directory)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;

  if (!g_file_test (directory, G_FILE_TEST_IS_DIR))
    return pod_cli_fail (_ ("%s is not a folder; name the folder of a package"), directory);
  if (pod_package_check (directory, problems, &error))
    {
      g_print (_ ("%s: the package is whole\n"), directory);
      return POD_EXIT_YES;
    }
  if (!g_error_matches (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_CHECK))
    return pod_cli_fail_error (directory, error);
  pod_cli_print_problems (stdout, problems);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u fault\n", "%s: %u faults\n", problems->len),
           directory, problems->len);
  return POD_EXIT_NO;
}

static PodExit
run (const char *const *arguments)
{
  g_auto (GStrv) operands = NULL;

  if (!pod_cli_parse (&pod_cmd_check_package, NULL, NULL, arguments, 1, 1, &operands))
    return POD_EXIT_TROUBLE;
  return check_package (operands[0]);
}

const PodCommand pod_cmd_check_package = {
  "check-package",
  "check-package DIR",
  N_ ("Check a package as its receiver would: without a database."),
  run,
};
