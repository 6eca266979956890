#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-cli.h"
#include "pod-demo.h"

/* More would take long, and no trial of this kind has as many. */
#define MOST_SUBJECTS 500

typedef struct
{
  char *study;
  char *demo;     /* as it was typed: every number could have been */
  guint subjects; /* 0 without --demo */
  gint64 seed;
} Options;

/* "./my-study" is a folder; "my-study" one of those that are installed. */
static gboolean
is_folder (const char *study)
{
  return strchr (study, G_DIR_SEPARATOR) != NULL;
}

static gboolean
make_demo (const PodCredentials *credentials,
           const Options *options,
           const char *password,
           GError **error)
{
  const PodDemo demo = {
    .path = credentials->db,
    .study = options->study,
    .subjects = options->subjects,
    .seed = (guint32) options->seed,
    .user = credentials->user,
    .password = password,
  };

  return pod_demo_create (&demo, NULL, error);
}

static gboolean
make_site (const PodCredentials *credentials,
           const Options *options,
           const char *password,
           GError **error)
{
  const PodTrialCreation creation = {
    .path = credentials->db,
    .study = options->study,
    .folder = is_folder (options->study) ? options->study : NULL,
    .user = credentials->user,
    .password = password,
  };
  PodTrial *trial = pod_trial_create (&creation, NULL, error);

  if (trial == NULL)
    return FALSE;
  pod_cli_close (trial);
  return TRUE;
}

/* What the database was made of is pinned in it; what is asked of the disk later is asked of the folder of studies. */
static void
print_folder (const char *folder)
{
  g_autofree char *data = pod_data_dir ();

  g_print (_ ("Amendments and laboratory maps are looked for in %s/studies: put %s there before "
              "the "
              "database is used\n"),
           data, folder);
}

static PodExit
make (const PodCredentials *credentials, const Options *options)
{
  char *password = pod_credentials_read_password (credentials);
  g_autoptr (GError) error = NULL;
  gboolean made;

  if (password == NULL)
    return POD_EXIT_TROUBLE;
  if (g_file_test (credentials->db, G_FILE_TEST_EXISTS))
    {
      pod_cli_wipe (password);
      return pod_cli_fail (_ ("%s is there already and is not overwritten; name another file"),
                           credentials->db);
    }
  made = options->subjects > 0 ? make_demo (credentials, options, password, &error)
                               : make_site (credentials, options, password, &error);
  pod_cli_wipe (password);
  if (!made)
    return pod_cli_fail_error (credentials->db, error);
  g_print (_ ("%s: a new database of %s; its principal investigator is %s\n"), credentials->db,
           options->study, credentials->user);
  if (is_folder (options->study))
    print_folder (options->study);
  return POD_EXIT_YES;
}

/* Digits alone. */
static gboolean
read_demo (Options *options)
{
  guint64 subjects = 0;

  if (options->demo != NULL &&
      !g_ascii_string_to_unsigned (options->demo, 10, 1, MOST_SUBJECTS, &subjects, NULL))
    return FALSE;
  options->subjects = (guint) subjects;
  return TRUE;
}

static gboolean
check (Options *options)
{
  if (options->study == NULL)
    pod_cli_fail (_ ("init: no study is named; add --study nct07241468"));
  else if (!read_demo (options))
    pod_cli_fail (_ ("init: --demo takes 1 to %d subjects"), MOST_SUBJECTS);
  else if (options->seed < 0 || options->seed > G_MAXUINT32)
    pod_cli_fail (_ ("init: --seed takes 0 to %u"), G_MAXUINT32);
  else
    return TRUE;
  return FALSE;
}

static PodExit
run (const char *const *arguments)
{
  PodCredentials credentials;
  Options options = { .seed = 1 };
  const GOptionEntry entries[] = {
    { "study", 0, 0, G_OPTION_ARG_STRING, &options.study,
      N_ ("The study’s id, or with a slash in it the path of its folder"), "ID" },
    { "demo", 0, 0, G_OPTION_ARG_STRING, &options.demo, N_ ("Fill it with N invented subjects"),
      "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_ ("The same seed gives the same subjects"),
      "S" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) operands = NULL;
  PodExit status = POD_EXIT_TROUBLE;

  pod_credentials_init (&credentials);
  if (pod_cli_parse (&pod_cmd_init, entries, credentials.entries, arguments, 0, 0, &operands) &&
      check (&options))
    status = make (&credentials, &options);
  pod_credentials_clear (&credentials);
  g_free (options.study);
  g_free (options.demo);
  return status;
}

const PodCommand pod_cmd_init = {
  "init",
  "init --study ID [--demo N] [--seed S]",
  N_ ("Make a new site database; NAME becomes the principal investigator."),
  run,
};
