#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "pod-cli.h"
#include "pod-hardening.h"

static const PodCommand *const commands[] = {
  &pod_cmd_init,   &pod_cmd_study,         &pod_cmd_amend,  &pod_cmd_screen, &pod_cmd_import,
  &pod_cmd_export, &pod_cmd_check_package, &pod_cmd_verify, &pod_cmd_backup, &pod_cmd_restore,
  &pod_cmd_render, &pod_cmd_log,           &pod_cmd_calc,
};

static void
print_usage (FILE *stream)
{
  fprintf (stream, "%s\n\n", _ ("Usage: podocytectl COMMAND [OPTION…]"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  podocytectl %s\n      %s\n", commands[i]->usage, _ (commands[i]->summary));
  fprintf (stream, "\n%s\n%s\n%s\n",
           _ ("--db FILE names the site’s database, --user NAME --password-file FILE who asks."),
           _ ("“podocytectl COMMAND --help” lists the options of a command."),
           _ ("Exit status: 0 yes, 1 the answer is no or a check failed, 2 the input is wrong."));
}

/* Credentials may stand before the command too: their values are not it. */
static gboolean
takes_value (const char *argument)
{
  static const char *const options[] = {
    "--db", "--user", "--password-file", "--recovery-key-file", "--reason", NULL
  };

  return g_strv_contains (options, argument);
}

/* Where the command stands; the number of arguments where there is none. */
static guint
find_command (char **arguments)
{
  guint i = 1;

  while (arguments[i] != NULL && *arguments[i] == '-')
    i += takes_value (arguments[i]) && arguments[i + 1] != NULL ? 2 : 1;
  return i;
}

static PodExit
run (char **arguments)
{
  guint index = find_command (arguments);
  const char *name = arguments[index];
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  if (name == NULL)
    {
      print_usage (stderr);
      return POD_EXIT_TROUBLE;
    }
  g_ptr_array_add (rest, (gpointer) name);
  for (guint i = 1; arguments[i] != NULL; i++)
    if (i != index)
      g_ptr_array_add (rest, arguments[i]);
  g_ptr_array_add (rest, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name, name) == 0)
      return commands[i]->run ((const char *const *) rest->pdata);
  return pod_cli_fail (_ ("“%s” is no command; “podocytectl --help” lists them"), name);
}

static void
bind_translations (void)
{
  const char *directory = g_getenv ("PODOCYTE_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, directory != NULL ? directory : POD_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char *argv[])
{
  PodExit status;

  pod_harden_process ();
  bind_translations ();
  if (argc == 2 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0))
    {
      print_usage (stdout);
      return POD_EXIT_YES;
    }
  if (argc == 2 && strcmp (argv[1], "--version") == 0)
    {
      pod_cli_print_line ("podocytectl " POD_VERSION);
      return POD_EXIT_YES;
    }
  status = run (argv);
  /* A full disk must not look like an answer. */
  if (fflush (stdout) != 0 || ferror (stdout))
    return pod_cli_fail (_ ("standard output cannot be written: %s"), g_strerror (errno));
  return status;
}
