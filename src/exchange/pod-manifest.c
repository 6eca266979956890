#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-manifest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-json-text.h"
#include "pod-signature-list.h"

PodPackageFile *
pod_package_file_new (const char *name, GBytes *bytes, int rows)
{
  PodPackageFile *file = g_new0 (PodPackageFile, 1);

  file->name = g_strdup (name);
  file->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  file->bytes = (gint64) g_bytes_get_size (bytes);
  file->rows = rows;
  return file;
}

void
pod_package_file_free (PodPackageFile *file)
{
  g_free (file->name);
  g_free (file->sha256);
  g_free (file);
}

gboolean
pod_package_is_name (const char *name)
{
  return *name != '\0' && *name != '.' && strlen (name) <= 64 &&
         strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") ==
             strlen (name);
}

/* ---- manifest.json ---- */

static const char statement[] = "De-identified, not anonymous: subjects carry codes whose key "
                                "stays at the site. With so few subjects a combination of "
                                "cohort, sex, age and course may single one out. This is personal "
                                "information and is to be handled as such.";

static void
append_exporter (GString *json, const PodPackage *package)
{
  pod_json_append_name (json, "exporter");
  g_string_append_c (json, '{');
  pod_json_append_member (json, "user", package->exporter);
  pod_json_append_member (json, "role", package->exporter_role);
  g_string_append_c (json, '}');
}

static void
append_source (GString *json, const PodPackage *package)
{
  g_autofree char *created = pod_instant_to_string (package->created);
  g_autofree char *as_of = pod_date_to_string (package->as_of);

  pod_json_append_member (json, "created", created);
  pod_json_append_member (json, "as_of", as_of);
  pod_json_append_member (json, "profile", pod_profile_to_string (package->profile));
  pod_json_append_member (json, "audit_head", package->audit_head);
  if (package->exporter != NULL)
    append_exporter (json, package);
  pod_json_append_name (json, "program");
  g_string_append_c (json, '{');
  pod_json_append_member (json, "name", "Podocyte");
  pod_json_append_member (json, "version", package->program_version);
  g_string_append_c (json, '}');
  pod_json_append_name (json, "demo");
  g_string_append (json, package->demo ? "true" : "false");
  if (package->demo)
    pod_json_append_member (json, "data", "Invented data: no such person exists.");
  pod_json_append_member (json, "statement", statement);
}

static void
append_file (GString *json, const PodPackageFile *file)
{
  g_string_append_c (json, '{');
  pod_json_append_member (json, "name", file->name);
  pod_json_append_member (json, "sha256", file->sha256);
  pod_json_append_member_int (json, "bytes", file->bytes);
  pod_json_append_name (json, "rows");
  if (file->rows >= 0)
    g_string_append_printf (json, "%d", file->rows);
  else
    g_string_append (json, "null");
  g_string_append_c (json, '}');
}

GString *
pod_manifest_to_json (const PodPackage *package, const GPtrArray *files)
{
  GString *json = g_string_new ("{");

  pod_json_append_member (json, "format", POD_MANIFEST_FORMAT);
  pod_json_append_member_int (json, "version", POD_MANIFEST_VERSION);
  pod_json_append_member (json, "study", pod_study_get (package->study, "registry"));
  pod_json_append_member (json, "sponsor", pod_study_get (package->study, "sponsor"));
  pod_json_append_member (json, "recipient", pod_study_get (package->study, "recipient"));
  pod_json_append_member_int (json, "sequence", package->sequence);
  pod_json_append_member (json, "previous", package->previous);
  append_source (json, package);
  pod_json_append_name (json, "files");
  for (guint i = 0; i < files->len; i++)
    {
      g_string_append (json, i == 0 ? "[\n" : ",\n");
      append_file (json, files->pdata[i]);
    }
  g_string_append (json, files->len > 0 ? "\n]}\n" : "[]}\n");
  return json;
}

/* ---- SHA256SUMS ---- */

static int
compare_files_cb (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(PodPackageFile *const *) a)->name, (*(PodPackageFile *const *) b)->name);
}

GString *
pod_manifest_to_sums (const GPtrArray *files)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy ((GPtrArray *) files, NULL, NULL);
  GString *sums = g_string_new (NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_files_cb);
  for (guint i = 0; i < sorted->len; i++)
    {
      const PodPackageFile *file = sorted->pdata[i];

      g_string_append_printf (sums, "%s  %s\n", file->sha256, file->name);
    }
  return sums;
}

/* ---- summary.txt ---- */

static const char *
describe_profile (PodProfile profile)
{
  switch (profile)
    {
    case POD_PROFILE_CODED:
      return _ ("coded: dates are true");
    case POD_PROFILE_SHIFTED:
      return _ ("shifted: every date of a subject is moved by the same number of days, which stays "
                "at the site");
    case POD_PROFILE_STUDY_DAY:
    default:
      return _ ("study-day: no dates, only days of the study");
    }
}

static void
append_line (GString *text, const char *what, const char *value)
{
  /* Translators: a line of the summary: what it is about, then the value. */
  g_string_append_printf (text, C_ ("summary", "%1$s: %2$s"), what, value ? value : "-");
  g_string_append_c (text, '\n');
}

static void
append_signatures (GString *text, const PodPackage *package)
{
  guint current, all = pod_signature_list_count (package, &current);
  g_autofree char *count = NULL;

  if (all == 0)
    return;
  /* Translators: how many signatures there are; how many of them cover what was not changed since. */
  count = g_strdup_printf (_ ("%1$u, of which current %2$u"), all, current);
  append_line (text, _ ("Signatures"), count);
}

static void
append_facts (GString *text, const PodPackage *package)
{
  g_autofree char *created = pod_instant_to_string (package->created);
  g_autofree char *as_of = pod_date_to_string (package->as_of);
  g_autofree char *sequence = g_strdup_printf ("%d", package->sequence);
  g_autofree char *program = g_strdup_printf ("Podocyte %s", package->program_version);

  append_line (text, _ ("Study"), pod_study_get (package->study, "registry"));
  append_line (text, C_ ("package", "From"), pod_study_get (package->study, "site_name"));
  append_line (text, _ ("For"), pod_study_get (package->study, "recipient"));
  append_line (text, _ ("Package"), sequence);
  append_line (text, _ ("Previous manifest (SHA-256)"), package->previous);
  append_line (text, _ ("Written"), created);
  append_line (text, _ ("Data as of"), as_of);
  append_line (text, _ ("Profile"), describe_profile (package->profile));
  append_line (text, _ ("Days"),
               _ ("those of the study (--DY) from the first exposure, lymphodepletion included, "
                  "which is day 1; those of PP from the infusion, which is day 0"));
  append_line (text, _ ("Grades"),
               _ ("LBTOXGR is the worst case where a number alone cannot tell, such as "
                  "hyperuricemia, which is grade 3 with physiologic consequences and 1 without"));
  append_line (text, _ ("Head of the audit trail"), package->audit_head);
  append_line (text, _ ("Program"), program);
  if (package->exporter != NULL)
    append_line (text, _ ("Exported by"), package->exporter);
  append_signatures (text, package);
}

GString *
pod_manifest_to_summary (const PodPackage *package, const GPtrArray *files)
{
  GString *text = g_string_new (NULL);

  if (package->demo)
    g_string_append_printf (text, "%s\n\n", _ ("INVENTED DATA: no such person exists."));
  append_facts (text, package);
  g_string_append_printf (text, "\n%s\n",
                          _ ("Datasets (CDISC Dataset-JSON 1.1, SDTMIG 3.4) and their rows:"));
  for (guint i = 0; i < files->len; i++)
    {
      const PodPackageFile *file = files->pdata[i];

      if (file->rows >= 0)
        g_string_append_printf (text, "  %-16s %7d\n", file->name, file->rows);
    }
  g_string_append_printf (text, "\n%s\n",
                          _ ("The data are de-identified, not anonymous: the key to the codes "
                             "stays at the site, and with so few subjects "
                             "a combination of cohort, sex, age and course may single one out. "
                             "They are personal information."));
  g_string_append_printf (text, "\n%s\n  sha256sum -c %s\n  podocytectl check-package .\n",
                          _ ("To check that nothing was changed:"), POD_SUMS_NAME);
  return text;
}
