#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-cli.h"
#include "pod-trial-paper.h"
#include "pod-words.h"

static void
print_entry (const PodLogEntry *entry)
{
  g_autofree char *person = pod_log_entry_say_person (entry);
  g_autofree char *outcome = pod_log_entry_say_outcome (entry);
  g_autofree char *consent = pod_date_to_string (entry->consent);
  g_autofree char *decided = pod_date_to_string (entry->decided);
  g_autofree char *line = NULL;

  line = g_strdup_printf ("%s  %s  %s  %s  %s%s%s%s%s", entry->screening_number, consent,
                          entry->cohort != NULL ? entry->cohort : "–", person, outcome,
                          *decided != '\0' ? "  " : "", decided,
                          entry->decided_by != NULL ? "  " : "",
                          entry->decided_by != NULL ? entry->decided_by : "");
  pod_cli_print_line (line);
}

static void
print_text (const PodScreeningLog *log)
{
  g_autofree char *totals = pod_screening_log_say_totals (log);

  for (guint i = 0; i < log->entries->len; i++)
    print_entry (g_ptr_array_index (log->entries, i));
  pod_cli_print_line (totals);
}

static PodExit
print_log (PodTrial *trial, gboolean json, gboolean csv)
{
  const PodLogFilter filter = POD_LOG_FILTER_NONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodScreeningLog) log = pod_trial_list_screening_log (trial, &filter, &error);
  g_autofree char *text = NULL;

  if (log == NULL)
    return pod_cli_fail_error ("log", error);
  if (!json && !csv)
    {
      print_text (log);
      return POD_EXIT_YES;
    }
  text = json ? pod_screening_log_to_json (log) : pod_screening_log_to_csv (log);
  /* The one ends with no line end, the other with the table's own. */
  if (json)
    pod_cli_print_line (text);
  else
    fputs (text, stdout);
  return POD_EXIT_YES;
}

static PodExit
run (const char *const *arguments)
{
  PodCredentials credentials;
  gboolean json = FALSE, csv = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Answer in JSON"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, N_ ("Answer as a table for a spreadsheet"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) operands = NULL;
  PodExit status = POD_EXIT_TROUBLE;
  PodTrial *trial = NULL;

  pod_credentials_init (&credentials);
  if (pod_cli_parse (&pod_cmd_log, entries, credentials.entries, arguments, 0, 0, &operands))
    {
      if (json && csv)
        pod_cli_fail (_ ("log: --json or --csv, not both"));
      else
        trial = pod_credentials_open (&credentials);
    }
  if (trial != NULL)
    {
      status = print_log (trial, json, csv);
      pod_cli_close (trial);
    }
  pod_credentials_clear (&credentials);
  return status;
}

const PodCommand pod_cmd_log = {
  "log",
  "log [--json|--csv]",
  N_ ("List every attempt at screening: who, when, what became of it, and who decided."),
  run,
};
