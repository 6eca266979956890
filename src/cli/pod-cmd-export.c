#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-cli.h"

/* What the store or the study says is about the database, and not about where the package was to lie. */
static gboolean
is_about_package (const GError *error)
{
  return error->domain == POD_EXCHANGE_ERROR || error->domain == G_IO_ERROR ||
         error->domain == G_FILE_ERROR;
}

static PodExit
export_package (const PodCredentials *credentials,
                const char *directory,
                PodProfile profile,
                gboolean ndjson)
{
  PodTrial *trial = pod_credentials_open (credentials);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (trial == NULL)
    return POD_EXIT_TROUBLE;
  done = pod_trial_export (trial, directory, profile, ndjson, &error);
  pod_cli_close (trial);
  if (done)
    {
      g_print (_ ("%s: a package of the profile “%s”\n"), directory,
               pod_profile_to_string (profile));
      return POD_EXIT_YES;
    }
  pod_cli_fail_error (is_about_package (error) ? directory : credentials->db, error);
  /* What was to leave did not pass its check: that is an answer. */
  return g_error_matches (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_LEAK) ||
                 g_error_matches (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_CHECK)
             ? POD_EXIT_NO
             : POD_EXIT_TROUBLE;
}

static PodExit
run (const char *const *arguments)
{
  PodCredentials credentials;
  g_autofree char *name = NULL;
  gboolean ndjson = FALSE;
  PodProfile profile = POD_PROFILE_SHIFTED;
  const GOptionEntry entries[] = {
    { "profile", 0, 0, G_OPTION_ARG_STRING, &name,
      N_ ("How dates leave: coded, shifted (if not said) or study-day"), "PROFILE" },
    { "ndjson", 0, 0, G_OPTION_ARG_NONE, &ndjson, N_ ("Write a row a line"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) operands = NULL;
  PodExit status = POD_EXIT_TROUBLE;

  pod_credentials_init (&credentials);
  if (!pod_cli_parse (&pod_cmd_export, entries, credentials.entries, arguments, 1, 1, &operands))
    status = POD_EXIT_TROUBLE;
  else if (name != NULL && !pod_profile_from_string (name, &profile))
    pod_cli_fail (_ ("export: “%s” is no profile; choose coded, shifted or study-day"), name);
  else
    status = export_package (&credentials, operands[0], profile, ndjson);
  pod_credentials_clear (&credentials);
  return status;
}

const PodCommand pod_cmd_export = {
  "export",
  "export DIR [--profile coded|shifted|study-day] [--ndjson]",
  N_ ("Write a de-identified package for the recipient into a new folder."),
  run,
};
