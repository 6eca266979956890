#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-cli.h"
#include "pod-json-text.h"
#include "pod-reading-words.h"
#include "pod-trial-amendment.h"

typedef struct
{
  gboolean adopt;
  gboolean json;
  char *reason;
} Options;

/* ---- in JSON ---- */

static void
append_difference (GString *json, const PodStudyDifference *difference)
{
  pod_cli_json_separate (json);
  g_string_append_c (json, '{');
  pod_json_append_member (json, "kind", difference->kind);
  pod_json_append_member (json, "id", difference->id);
  pod_json_append_member (json, "key", difference->key);
  pod_json_append_member (json, "before", difference->before);
  pod_json_append_member (json, "after", difference->after);
  g_string_append_c (json, '}');
}

static void
append_verdict (GString *json, const PodVerdictChange *verdict)
{
  pod_cli_json_separate (json);
  g_string_append_c (json, '{');
  pod_json_append_member (json, "id", verdict->criterion);
  pod_cli_json_truth (json, "before", verdict->before);
  pod_cli_json_truth (json, "after", verdict->after);
  pod_cli_json_boolean (json, "new", verdict->is_new);
  pod_cli_json_boolean (json, "dropped", verdict->is_gone);
  g_string_append_c (json, '}');
}

static void
append_effect (GString *json, const PodEffect *effect)
{
  pod_cli_json_separate (json);
  g_string_append_c (json, '{');
  pod_json_append_member (json, "subject", effect->number);
  pod_cli_json_truth (json, "before", effect->change->before);
  pod_cli_json_truth (json, "after", effect->change->after);
  pod_json_append_name (json, "criteria");
  g_string_append_c (json, '[');
  for (guint i = 0; i < effect->change->verdicts->len; i++)
    append_verdict (json, g_ptr_array_index (effect->change->verdicts, i));
  g_string_append (json, "]}");
}

static void
print_json (const PodAmendment *amendment, gboolean adopted)
{
  g_autoptr (GString) json = g_string_new ("{");

  pod_cli_json_boolean (json, "differs", amendment->differs);
  pod_cli_json_boolean (json, "adopted", adopted);
  pod_json_append_name (json, "definition");
  g_string_append_c (json, '[');
  for (guint i = 0; i < amendment->differences->len; i++)
    append_difference (json, g_ptr_array_index (amendment->differences, i));
  g_string_append_c (json, ']');
  pod_json_append_name (json, "subjects");
  g_string_append_c (json, '[');
  for (guint i = 0; i < amendment->effects->len; i++)
    append_effect (json, g_ptr_array_index (amendment->effects, i));
  g_string_append_c (json, ']');
  pod_json_append_name (json, "lacking");
  g_string_append_c (json, '[');
  for (guint i = 0; i < amendment->lacking->len; i++)
    {
      pod_cli_json_separate (json);
      pod_json_append_string (json, g_ptr_array_index (amendment->lacking, i));
    }
  g_string_append (json, "]}");
  pod_cli_print_line (json->str);
}

/* ---- in words ---- */

static void
print_difference (const PodStudyDifference *difference)
{
  g_autofree char *what = pod_study_difference_say_what (difference);

  g_print ("%s\n", what);
  if (difference->before != NULL)
    g_print ("  - %s\n", difference->before);
  if (difference->after != NULL)
    g_print ("  + %s\n", difference->after);
}

static void
print_words (const PodAmendment *amendment, gboolean adopted)
{
  g_autofree char *effects = pod_effects_to_words (amendment->effects, G_MAXUINT);

  if (!amendment->differs)
    {
      g_print ("%s\n", _ ("The study on this computer is the one in force."));
      return;
    }
  for (guint i = 0; i < amendment->differences->len; i++)
    print_difference (g_ptr_array_index (amendment->differences, i));
  if (amendment->differences->len == 0)
    g_print ("%s\n", _ ("Only comments or the order differ."));
  g_print ("%s\n", effects);
  for (guint i = 0; i < amendment->lacking->len; i++)
    g_print ("%s\n", (const char *) g_ptr_array_index (amendment->lacking, i));
  if (adopted)
    g_print ("%s\n", _ ("The amended study is in force."));
  else if (amendment->lacking->len > 0)
    g_print ("%s\n", _ ("It cannot be adopted."));
}

/* ---- the command ---- */

static PodExit
answer (PodTrial *trial, PodAmendment *amendment, const Options *options, const char *password)
{
  gboolean adopts = options->adopt && amendment->differs && amendment->lacking->len == 0;
  g_autoptr (GError) error = NULL;

  if (adopts && !pod_trial_adopt_amendment (trial, amendment, options->reason, password, &error))
    return pod_cli_fail_error ("amend", error);
  if (options->json)
    print_json (amendment, adopts);
  else
    print_words (amendment, adopts);
  return amendment->lacking->len > 0 ? POD_EXIT_NO : POD_EXIT_YES;
}

static PodExit
compare (PodTrial *trial, const Options *options, const char *password)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PodAmendment) amendment = pod_trial_compare_amendment (trial, problems, &error);

  if (amendment != NULL)
    return answer (trial, amendment, options, password);
  pod_cli_print_problems (stdout, problems);
  return pod_cli_fail_error ("amend", error);
}

static PodExit
amend (const PodCredentials *credentials, const Options *options)
{
  PodTrial *trial;
  char *password;
  PodExit status = POD_EXIT_TROUBLE;

  if (options->adopt != (options->reason != NULL))
    return pod_cli_fail (_ ("amend: --adopt takes a --reason, and a reason is for --adopt"));
  trial = pod_credentials_open (credentials);
  if (trial == NULL)
    return POD_EXIT_TROUBLE;
  password = pod_credentials_read_password (credentials);
  if (password != NULL)
    status = compare (trial, options, password);
  pod_cli_wipe (password);
  pod_cli_close (trial);
  return status;
}

static PodExit
run (const char *const *arguments)
{
  PodCredentials credentials;
  Options options = { FALSE, FALSE, NULL };
  const GOptionEntry entries[] = {
    { "adopt", 0, 0, G_OPTION_ARG_NONE, &options.adopt,
      N_ ("Put it in force, where no record would be orphaned"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason,
      N_ ("Why; it is kept in the audit trail"), "TEXT" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Answer in JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) operands = NULL;
  PodExit status = POD_EXIT_TROUBLE;

  pod_credentials_init (&credentials);
  if (pod_cli_parse (&pod_cmd_amend, entries, credentials.entries, arguments, 0, 0, &operands))
    status = amend (&credentials, &options);
  pod_credentials_clear (&credentials);
  g_free (options.reason);
  return status;
}

const PodCommand pod_cmd_amend = {
  "amend",
  "amend [--adopt --reason TEXT] [--json]",
  N_ ("Say what the study definition on this computer would change against the one in force, for "
      "every subject; with --adopt, put it in force."),
  run,
};
