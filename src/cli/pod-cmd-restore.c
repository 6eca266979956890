#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-cli.h"

/* What opens the copy: a password, or the recovery key. */
typedef struct
{
  PodCredentials credentials;
  char *recovery_key_file;
  gboolean with_faults;
} Opening;

static gboolean
check (const Opening *opening)
{
  const PodCredentials *credentials = &opening->credentials;

  if (credentials->db != NULL)
    pod_cli_fail (_ ("restore: the new database is named after the backup, not by --db"));
  else if (opening->recovery_key_file != NULL)
    return TRUE;
  else if (credentials->user == NULL || credentials->password_file == NULL)
    pod_cli_fail (_ ("restore: add --user NAME and --password-file FILE of a principal "
                     "investigator, or --recovery-key-file FILE"));
  else
    return TRUE;
  return FALSE;
}

static PodExit
restore (const Opening *opening, const char *backup, const char *path, gboolean json)
{
  gboolean by_key = opening->recovery_key_file != NULL;
  char *secret = pod_cli_read_secret (by_key ? opening->recovery_key_file
                                             : opening->credentials.password_file);
  PodRestored restored = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (secret == NULL)
    return POD_EXIT_TROUBLE;
  done = pod_trial_restore (&(PodRestoration){ backup, path, opening->credentials.user,
                                               by_key ? NULL : secret, by_key ? secret : NULL,
                                               opening->with_faults },
                            NULL, &restored, &error);
  pod_cli_wipe (secret);
  if (!done)
    return pod_cli_fail_copy (g_file_test (path, G_FILE_TEST_EXISTS) ? path : backup, error);
  pod_cli_print_copy (path, &restored, json);
  pod_restored_clear (&restored);
  return POD_EXIT_YES;
}

static PodExit
run (const char *const *arguments)
{
  Opening opening = { .recovery_key_file = NULL };
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "recovery-key-file", 0, 0, G_OPTION_ARG_FILENAME, &opening.recovery_key_file,
      N_ ("A file whose first line is the recovery key, instead of a password"), "FILE" },
    { "with-faults", 0, 0, G_OPTION_ARG_NONE, &opening.with_faults,
      N_ ("Restore also a copy that was made with faults"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) operands = NULL;
  PodExit status = POD_EXIT_TROUBLE;

  pod_credentials_init (&opening.credentials);
  if (pod_cli_parse (&pod_cmd_restore, entries, opening.credentials.entries, arguments, 2, 2,
                     &operands) &&
      check (&opening))
    status = restore (&opening, operands[0], operands[1], json);
  pod_credentials_clear (&opening.credentials);
  g_free (opening.recovery_key_file);
  return status;
}

const PodCommand pod_cmd_restore = {
  "restore",
  "restore FILE DB [--recovery-key-file FILE] [--with-faults] [--json]",
  N_ ("Make a database of a backup, where none is, and verify it."),
  run,
};
