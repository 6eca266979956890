#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "pod-cli.h"
#include "pod-json-text.h"

/* ---- saying what is wrong ---- */

static void
print_error (const char *message)
{
  g_autofree char *line = g_strdelimit (g_strdup (message), "\n\r", ' ');

  g_printerr ("podocytectl: %s\n", g_strchomp (line));
}

PodExit
pod_cli_fail (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  print_error (message);
  return POD_EXIT_TROUBLE;
}

PodExit
pod_cli_fail_error (const char *where, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  if (where != NULL)
    return pod_cli_fail ("%s: %s", where, words);
  return pod_cli_fail ("%s", words);
}

void
pod_cli_print_problems (FILE *stream, const GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = pod_problem_to_string (g_ptr_array_index (problems, i));

      fprintf (stream, "%s\n", line);
    }
}

/* ---- options ---- */

static GOptionContext *
make_context (const PodCommand *command,
              const GOptionEntry *entries,
              const GOptionEntry *credentials)
{
  const char *operands = strchr (command->usage, ' ');
  GOptionContext *context = g_option_context_new (operands != NULL ? operands + 1 : NULL);

  g_option_context_set_summary (context, _ (command->summary));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (credentials != NULL)
    g_option_context_add_main_entries (context, credentials, GETTEXT_PACKAGE);
  return context;
}

gboolean
pod_cli_parse (const PodCommand *command,
               const GOptionEntry *entries,
               const GOptionEntry *credentials,
               const char *const *arguments,
               guint least,
               guint most,
               char ***operands)
{
  g_autoptr (GOptionContext) context = make_context (command, entries, credentials);
  g_auto (GStrv) left = g_strdupv ((char **) arguments);
  g_autofree char *program = g_strconcat ("podocytectl ", command->name, NULL);
  g_autoptr (GError) error = NULL;
  guint n;

  g_set_prgname (program);
  if (!g_option_context_parse_strv (context, &left, &error))
    {
      pod_cli_fail (_ ("%s: %s; see “podocytectl %s --help”"), command->name, error->message,
                    command->name);
      return FALSE;
    }
  /* The first is the command itself; "--" is no operand. */
  n = g_strv_length (left);
  if (n > 1 && strcmp (left[1], "--") == 0)
    {
      g_free (left[1]);
      memmove (left + 1, left + 2, (n - 1) * sizeof *left);
      n--;
    }
  if (n - 1 < least || n - 1 > most)
    {
      pod_cli_fail (_ ("%s: %s; usage: podocytectl %s"), command->name,
                    n - 1 < least ? _ ("something is missing") : _ ("there is too much"),
                    command->usage);
      return FALSE;
    }
  *operands = g_strdupv (left + 1);
  return TRUE;
}

gboolean
pod_cli_parse_day (const char *option, const char *text, PodDate *date)
{
  if (pod_date_parse (text, date) && pod_date_is_complete (*date))
    return TRUE;
  pod_cli_fail (_ ("%s: “%s” is not a day; write it as 2026-03-14"), option, text);
  return FALSE;
}

/* ---- JSON ---- */

void
pod_cli_json_separate (GString *json)
{
  if (json->len > 0 && strchr ("[{:,", json->str[json->len - 1]) == NULL)
    g_string_append_c (json, ',');
}

void
pod_cli_json_number (GString *json, const char *name, double number)
{
  g_autofree char *text = isfinite (number) ? pod_decimal_to_string (number) : g_strdup ("null");

  pod_json_append_name (json, name);
  g_string_append (json, text);
}

void
pod_cli_json_truth (GString *json, const char *name, PodTruth truth)
{
  static const char *const words[] = { "false", "null", "true" };

  pod_json_append_name (json, name);
  g_string_append (json, words[truth]);
}

void
pod_cli_json_boolean (GString *json, const char *name, gboolean value)
{
  pod_cli_json_truth (json, name, pod_truth_from_boolean (value));
}

void
pod_cli_json_date (GString *json, const char *name, PodDate date)
{
  g_autofree char *text = pod_date_is_set (date) ? pod_date_to_string (date) : NULL;

  pod_json_append_member (json, name, text);
}

void
pod_cli_print_line (const char *text)
{
  fputs (text, stdout);
  fputc ('\n', stdout);
}
