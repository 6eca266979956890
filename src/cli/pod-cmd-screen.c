#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-screen-report.h"
#include "pod-subject-item.h"

typedef struct
{
  gboolean all;
  gboolean json;
  char *day;
} Options;

static PodExit
screen_casebook (PodTrial *trial, PodCasebook *casebook, PodDate as_of, gboolean json)
{
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  const PodStudy *study = pod_trial_get_study (trial);
  /* Without a day, the one on which it was decided: a screening failure of last year is not asked about today. */
  PodDate day = pod_date_is_set (as_of)
                    ? as_of
                    : pod_screening_get_day (casebook, pod_trial_get_today (trial));
  const PodSite *site = pod_trial_get_site (trial);
  g_autoptr (PodScreening) screening = pod_screening_new (study, site, casebook, day);
  g_autoptr (PodFreshness) freshness = pod_freshness_new (study, site, casebook, day);
  g_autoptr (GPtrArray) tests = pod_next_tests_new (study, screening);
  const PodScreenReport report = { study, subject, screening, freshness, tests };
  g_autofree char *text = json ? pod_screen_report_json (&report)
                               : pod_screen_report_text (&report);

  pod_cli_print_line (text);
  return screening->eligible == POD_TRUE ? POD_EXIT_YES : POD_EXIT_NO;
}

/* A list is no question with one answer: it is written, or it is not. */
static PodExit
screen_all (PodTrial *trial, PodDate as_of, gboolean json)
{
  GListModel *subjects = pod_trial_get_subjects (trial);

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      if (screen_casebook (trial, pod_subject_item_get_casebook (item), as_of, json) ==
          POD_EXIT_TROUBLE)
        return POD_EXIT_TROUBLE;
    }
  return POD_EXIT_YES;
}

static PodExit
screen_one (PodTrial *trial, const char *number, PodDate as_of, gboolean json)
{
  gint64 subject = pod_trial_find_subject (trial, number);
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;

  if (subject == 0)
    return pod_cli_fail (
        _ ("“%s” is no subject of this trial; give a screening or enrolment number"), number);
  casebook = pod_trial_load_casebook (trial, subject, &error);
  if (casebook == NULL)
    return pod_cli_fail_error (number, error);
  return screen_casebook (trial, casebook, as_of, json);
}

static PodExit
screen (const PodCredentials *credentials, const Options *options, const char *number)
{
  PodDate as_of = POD_DATE_NONE;
  PodTrial *trial;
  PodExit status;

  if (options->all == (number != NULL))
    return pod_cli_fail (_ ("screen: name a subject, or ask for --all"));
  if (options->day != NULL && !pod_cli_parse_day ("--as-of", options->day, &as_of))
    return POD_EXIT_TROUBLE;
  trial = pod_credentials_open (credentials);
  if (trial == NULL)
    return POD_EXIT_TROUBLE;
  status = options->all ? screen_all (trial, as_of, options->json)
                        : screen_one (trial, number, as_of, options->json);
  pod_cli_close (trial);
  return status;
}

static PodExit
run (const char *const *arguments)
{
  PodCredentials credentials;
  Options options = { FALSE, FALSE, NULL };
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_ ("Every subject of the trial"), NULL },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &options.day, N_ ("The day of the question"), "DATE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Answer in JSON, a line a subject"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) operands = NULL;
  PodExit status = POD_EXIT_TROUBLE;

  pod_credentials_init (&credentials);
  if (pod_cli_parse (&pod_cmd_screen, entries, credentials.entries, arguments, 0, 1, &operands))
    status = screen (&credentials, &options, operands[0]);
  pod_credentials_clear (&credentials);
  g_free (options.day);
  return status;
}

const PodCommand pod_cmd_screen = {
  "screen",
  "screen SUBJECT|--all [--as-of DATE] [--json]",
  N_ ("Say of every criterion whether it is met, on what evidence, what is missing, and until "
      "when."),
  run,
};
