#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-cli.h"
#include "pod-fault-words.h"
#include "pod-json-text.h"
#include "pod-trial-history.h"

static void
append_fault (GString *json, const PodTrialFault *fault)
{
  pod_cli_json_separate (json);
  g_string_append_c (json, '{');
  pod_json_append_member (json, "what", fault->what);
  pod_json_append_member (json, "table", fault->table);
  pod_json_append_member (json, "row", fault->row);
  pod_json_append_member (json, "field", fault->field);
  g_string_append_c (json, '}');
}

static void
print_json (const PodTrialVerification *verification)
{
  g_autoptr (GString) json = g_string_new ("{");

  pod_cli_json_boolean (json, "ok", verification->ok);
  pod_json_append_member_int (json, "entries", verification->entries);
  pod_json_append_member (json, "head", verification->head);
  pod_json_append_name (json, "faults");
  g_string_append_c (json, '[');
  for (guint i = 0; i < verification->faults->len; i++)
    append_fault (json, g_ptr_array_index (verification->faults, i));
  g_string_append (json, "]}");
  pod_cli_print_line (json->str);
}

/* In words, and in brackets as it is told to machines. */
static void
print_fault (const PodTrialFault *fault)
{
  g_autofree char *place = pod_fault_place_to_words (fault);
  g_autofree char *words = *place != '\0' ? g_strdup_printf (_ ("%1$s: %2$s"),
                                                             pod_fault_to_words (fault), place)
                                          : g_strdup (pod_fault_to_words (fault));

  g_print ("%s [%s", words, fault->what);
  if (fault->table != NULL)
    g_print (" %s", fault->table);
  if (fault->row != NULL)
    g_print (" %s", fault->row);
  if (fault->field != NULL)
    g_print (" %s", fault->field);
  g_print ("]\n");
}

static void
print_words (const PodTrialVerification *verification, const char *anchor)
{
  g_autofree char *entries = g_strdup_printf ("%" G_GINT64_FORMAT, verification->entries);
  g_autoptr (GPtrArray) faults = pod_faults_sort (verification->faults);

  for (guint i = 0; i < faults->len; i++)
    print_fault (g_ptr_array_index (faults, i));
  if (verification->ok)
    g_print (_ ("The audit trail and the tables agree: %s entries.\n"), entries);
  else
    g_print (g_dngettext (GETTEXT_PACKAGE, "The trail and the tables do not agree: %u fault.\n",
                          "The trail and the tables do not agree: %u faults.\n",
                          verification->faults->len),
             verification->faults->len);
  if (verification->ok && anchor != NULL)
    g_print (_ ("The head that was kept elsewhere is in the chain: %s\n"), anchor);
  g_print (_ ("Head: %s\n"), verification->head != NULL ? verification->head : "–");
  if (verification->old_copy != NULL)
    g_print (_ ("A copy of the database as it was before the schema step lies beside it, not "
                "encrypted: %s. The next backup that verifies removes it.\n"),
             verification->old_copy);
}

/* The study is not read and nobody is signed in: an altered cell may prevent both, and that is just what is asked. */
static PodTrialVerification *
ask (const PodCredentials *credentials, const char *password, const char *anchor, GError **error)
{
  PodTrial *trial = pod_trial_open_for_verifying (credentials->db, NULL, error);
  PodTrialVerification *verification;

  if (trial == NULL)
    return NULL;
  verification = pod_trial_verify_as (trial, credentials->user, password, anchor, error);
  pod_cli_close (trial);
  return verification;
}

static PodExit
verify (const PodCredentials *credentials, const char *anchor, gboolean json)
{
  char *password = pod_credentials_read_password (credentials);
  g_autoptr (PodTrialVerification) verification = NULL;
  g_autoptr (GError) error = NULL;

  if (password == NULL)
    return POD_EXIT_TROUBLE;
  verification = ask (credentials, password, anchor, &error);
  pod_cli_wipe (password);
  if (verification == NULL)
    return pod_cli_fail_error (credentials->db, error);
  if (json)
    print_json (verification);
  else
    print_words (verification, anchor);
  return verification->ok ? POD_EXIT_YES : POD_EXIT_NO;
}

/* NULL where it was not asked for; FALSE: pod_cli_fail() has spoken. */
static gboolean
read_anchor (const char *option, char **anchor)
{
  g_autoptr (GError) error = NULL;

  *anchor = option != NULL ? pod_trial_read_anchor (option, &error) : NULL;
  if (error != NULL)
    pod_cli_fail ("verify: --anchor: %s", error->message);
  return error == NULL;
}

static PodExit
run (const char *const *arguments)
{
  PodCredentials credentials;
  g_autofree char *option = NULL;
  g_autofree char *anchor = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "anchor", 0, 0, G_OPTION_ARG_FILENAME, &option,
      N_ ("A head that was kept elsewhere, or a package, backup or saved history that holds one"),
      "HEAD|FILE|DIR" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) operands = NULL;
  PodExit status = POD_EXIT_TROUBLE;

  pod_credentials_init (&credentials);
  if (pod_cli_parse (&pod_cmd_verify, entries, credentials.entries, arguments, 0, 0, &operands) &&
      read_anchor (option, &anchor))
    status = verify (&credentials, anchor, json);
  pod_credentials_clear (&credentials);
  return status;
}

const PodCommand pod_cmd_verify = {
  "verify",
  "verify [--anchor HEAD|FILE|DIR] [--json]",
  N_ ("Check the audit trail: its chain, its replay, and the database."),
  run,
};
