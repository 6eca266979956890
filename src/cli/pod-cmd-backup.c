#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-cli.h"
#include "pod-json-text.h"

void
pod_cli_print_copy (const char *path, const PodRestored *copy, gboolean json)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autofree char *entries = g_strdup_printf ("%" G_GINT64_FORMAT, copy->entries);

  if (!json)
    {
      g_print (_ ("%s: audit entries %s, subjects %u, signatures %u\n"), path, entries,
               copy->subjects, copy->signatures);
      g_print (_ ("Head: %s\n"), copy->head);
      return;
    }
  pod_json_append_member (text, "head", copy->head);
  pod_json_append_member_int (text, "entries", copy->entries);
  pod_json_append_member_int (text, "subjects", copy->subjects);
  pod_json_append_member_int (text, "signatures", copy->signatures);
  if (copy->faults > 0)
    pod_json_append_member_int (text, "faults", copy->faults);
  g_string_append_c (text, '}');
  pod_cli_print_line (text->str);
}

PodExit
pod_cli_fail_copy (const char *path, const GError *error)
{
  g_autofree char *words = pod_backup_error_to_words (error);

  pod_cli_fail ("%s: %s", path, words);
  return pod_trial_error_is_corrupt (error) || pod_trial_error_is_of_made (error)
             ? POD_EXIT_NO
             : POD_EXIT_TROUBLE;
}

static PodExit
backup (const PodCredentials *credentials, const char *path, gboolean json)
{
  PodTrial *trial = pod_credentials_open (credentials);
  g_autoptr (GError) error = NULL;
  PodExit status = POD_EXIT_YES;

  if (trial == NULL)
    return POD_EXIT_TROUBLE;
  if (!pod_trial_backup (trial, path, &error))
    status = pod_cli_fail_copy (path, error);
  /* One that was made is told, whatever was wrong with it. */
  if (pod_trial_get_last_backup (trial) != NULL)
    pod_cli_print_copy (path, pod_trial_get_last_backup (trial), json);
  pod_cli_close (trial);
  return status;
}

static PodExit
run (const char *const *arguments)
{
  PodCredentials credentials;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) operands = NULL;
  PodExit status = POD_EXIT_TROUBLE;

  pod_credentials_init (&credentials);
  if (pod_cli_parse (&pod_cmd_backup, entries, credentials.entries, arguments, 1, 1, &operands))
    status = backup (&credentials, operands[0], json);
  pod_credentials_clear (&credentials);
  return status;
}

const PodCommand pod_cmd_backup = {
  "backup",
  "backup FILE [--json]",
  N_ ("Copy the database, encrypted to its principal investigators and the recovery key."),
  run,
};
