#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-cli.h"
#include "pod-json-text.h"

typedef struct
{
  char *format;
  char *map;
  gboolean dry_run;
  gboolean json;
} Options;

static void
append_item (GString *json, const PodImportItem *item)
{
  pod_cli_json_separate (json);
  g_string_append_c (json, '{');
  pod_json_append_member_int (json, "line", item->line);
  pod_json_append_member (json, "state", item->state);
  pod_json_append_member (json, "subject", item->subject);
  pod_json_append_member (json, "item", item->item);
  pod_json_append_member (json, "observation", item->observation);
  pod_json_append_member (json, "reason", item->reason);
  pod_json_append_name (json, "unlimited");
  g_string_append (json, item->is_unlimited ? "true" : "false");
  g_string_append_c (json, '}');
}

static void
print_json (const PodImport *import)
{
  g_autoptr (GString) json = g_string_new ("{");

  pod_json_append_member_int (json, "read", import->read);
  pod_json_append_member_int (json, "accepted", import->accepted);
  pod_json_append_member_int (json, "duplicate", import->duplicate);
  pod_json_append_member_int (json, "conflict", import->conflict);
  pod_json_append_member_int (json, "unmapped", import->unmapped);
  pod_json_append_member_int (json, "refused", import->refused);
  pod_json_append_name (json, "items");
  g_string_append_c (json, '[');
  for (guint i = 0; i < import->items->len; i++)
    append_item (json, g_ptr_array_index (import->items, i));
  g_string_append (json, "]}");
  pod_cli_print_line (json->str);
}

static void
print_item (const PodImportItem *item)
{
  if (g_strcmp0 (item->state, "accepted") != 0 && g_strcmp0 (item->state, "duplicate") != 0)
    g_print (_ ("line %u: %s: %s: %s\n"), item->line, item->item != NULL ? item->item : "–",
             item->state, item->reason != NULL ? item->reason : "–");
}

static void
print_words (const PodImport *import, const PodStudy *study, gboolean dry_run)
{
  g_autofree char *unlimited = pod_import_say_unlimited (import, study);
  guint n;

  for (guint i = 0; i < import->items->len; i += n)
    {
      const PodImportItem *item = g_ptr_array_index (import->items, i), *last;

      n = pod_import_count_alike (import, i);
      last = g_ptr_array_index (import->items, i + n - 1);
      if (n > 1)
        g_print (_ ("lines %u to %u: %u results: %s: %s\n"), item->line, last->line, n, item->state,
                 item->reason);
      else
        print_item (item);
    }
  g_print (_ ("%u read: %u accepted, %u duplicate, %u in conflict, %u unmapped, %u refused\n"),
           import->read, import->accepted, import->duplicate, import->conflict, import->unmapped,
           import->refused);
  if (unlimited != NULL)
    g_print ("%s\n", unlimited);
  if (dry_run)
    g_print (_ ("Nothing was written.\n"));
}

static PodExit
import_file (const PodCredentials *credentials, const Options *options, const char *file)
{
  PodTrial *trial = pod_credentials_open (credentials);
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GError) error = NULL;

  if (trial == NULL)
    return POD_EXIT_TROUBLE;
  import = pod_trial_import (trial, file, options->map, options->dry_run, &error);
  if (import != NULL && options->json)
    print_json (import);
  else if (import != NULL)
    print_words (import, pod_trial_get_study (trial), options->dry_run);
  pod_cli_close (trial);
  if (import == NULL)
    return pod_cli_fail_error (file, error);
  return import->refused + import->conflict == 0 ? POD_EXIT_YES : POD_EXIT_NO;
}

/* What a file is follows from what is in it; the word only says what was meant. */
static gboolean
is_read (const char *format)
{
  static const char *const formats[] = { "csv", "hl7", "fhir", NULL };

  return format == NULL || g_strv_contains (formats, format);
}

static gboolean
check (const Options *options, const char *file)
{
  if (!is_read (options->format))
    pod_cli_fail (_ ("import: the format “%s” is not read; export the results as csv, hl7 or fhir"),
                  options->format);
  else if (!g_file_test (file, G_FILE_TEST_IS_REGULAR))
    pod_cli_fail (_ ("%s is no file that can be read; name the laboratory’s file"), file);
  else
    return TRUE;
  return FALSE;
}

static PodExit
run (const char *const *arguments)
{
  PodCredentials credentials;
  Options options = { NULL, NULL, FALSE, FALSE };
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
      N_ ("What the file is: csv, hl7 or fhir"), "FORMAT" },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &options.map, N_ ("What the laboratory calls things"),
      "MAP" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run,
      N_ ("Say what would become of each line and write nothing"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Answer in JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) operands = NULL;
  PodExit status = POD_EXIT_TROUBLE;

  pod_credentials_init (&credentials);
  if (pod_cli_parse (&pod_cmd_import, entries, credentials.entries, arguments, 1, 1, &operands) &&
      check (&options, operands[0]))
    status = import_file (&credentials, &options, operands[0]);
  pod_credentials_clear (&credentials);
  g_free (options.format);
  g_free (options.map);
  return status;
}

const PodCommand pod_cmd_import = {
  "import",
  "import FILE [--format csv|hl7|fhir] [--map MAP] [--dry-run] [--json]",
  N_ ("Take the results of a laboratory file, and say what became of each line."),
  run,
};
