#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-package.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pod-dataset-json.h"
#include "pod-manifest.h"
#include "pod-problem.h"

/* A package of this trial has a few megabytes; a file far beyond that is not read. */
#define MAX_FILE (256 * 1024 * 1024)

typedef struct
{
  const char *directory;
  PodManifest *manifest;
  GHashTable *sums; /* name → hash */
  GPtrArray *problems;
} Check;

static void
report (Check *check, const char *file, const char *message)
{
  pod_problems_add (check->problems, file, 0, 0, NULL, NULL, "%s", message);
}

/* NULL, with a problem, where it is not a plain file that can be read. */
static GBytes *
read_file (Check *check, const char *name)
{
  g_autofree char *path = g_build_filename (check->directory, name, NULL);
  GStatBuf status;
  char *data = NULL;
  gsize length;

  if (g_lstat (path, &status) != 0)
    report (check, name, _ ("the file is missing"));
  else if (!S_ISREG (status.st_mode))
    report (check, name, _ ("this is not a plain file"));
  else if (status.st_size > MAX_FILE)
    report (check, name, _ ("the file is too large"));
  else if (!g_file_get_contents (path, &data, &length, NULL))
    report (check, name, _ ("the file cannot be read"));
  else
    return g_bytes_new_take (data, length);
  return NULL;
}

/* ---- SHA256SUMS ---- */

static gboolean
read_sum (Check *check, const char *line)
{
  gsize digits = strspn (line, "0123456789abcdef");
  const char *name = line + digits + 2;

  if (digits != 64 || line[64] != ' ' || (line[65] != ' ' && line[65] != '*') ||
      !pod_package_is_name (name))
    return FALSE;
  return g_hash_table_insert (check->sums, g_strdup (name), g_strndup (line, 64));
}

static void
read_sums (Check *check)
{
  g_autoptr (GBytes) bytes = read_file (check, POD_SUMS_NAME);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!bytes)
    return;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (lines[i][0] != '\0' && !read_sum (check, lines[i]))
      pod_problems_add (check->problems, POD_SUMS_NAME, i + 1, 0, NULL, NULL, "%s",
                        _ ("expected a SHA-256, two spaces and a file name that is not there "
                           "twice"));
}

static void
check_sum (Check *check, const char *name, GBytes *bytes)
{
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  const char *listed = g_hash_table_lookup (check->sums, name);

  if (!listed)
    report (check, name, _ ("SHA256SUMS does not list this file"));
  else if (!g_str_equal (listed, hash))
    report (check, name, _ ("the file was changed: its SHA-256 is not the one in SHA256SUMS"));
}

/* ---- datasets ---- */

/* What DTC columns hold cannot be seen under a profile without dates: they must not be there. */
static void
check_profile (Check *check, const char *name, const PodDataset *dataset)
{
  if (g_strcmp0 (check->manifest->profile, "study-day") != 0)
    return;
  for (guint i = 0; i < dataset->columns->len; i++)
    if (pod_column_is_date (&g_array_index (dataset->columns, PodColumn, i)))
      report (check, name, _ ("there is a column of dates, which this profile excludes"));
}

static void
check_name (Check *check, const char *name, const PodDataset *dataset)
{
  g_autofree char *lower = g_ascii_strdown (dataset->name, -1);
  gsize length = strlen (lower);

  if (!g_str_has_prefix (name, lower) || name[length] != '.')
    report (check, name, _ ("the dataset inside has another name than the file"));
}

static void
check_dataset (Check *check, const PodPackageFile *file, GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autofree char *study = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodDataset)
      dataset = pod_dataset_from_json (text ? text : "", length,
                                       g_str_has_suffix (file->name, ".ndjson"), &study, &error);

  if (!dataset)
    {
      report (check, file->name, error->message);
      return;
    }
  pod_dataset_check (dataset, check->problems);
  check_name (check, file->name, dataset);
  check_profile (check, file->name, dataset);
  if (file->rows != (int) dataset->rows->len)
    report (check, file->name, _ ("the manifest gives another number of rows"));
  if (g_strcmp0 (study, check->manifest->study) != 0)
    report (check, file->name, _ ("the dataset is of another study than the manifest"));
}

static gboolean
is_dataset (const char *name)
{
  return g_str_has_suffix (name, ".ndjson") ||
         (g_str_has_suffix (name, ".json") && !g_str_equal (name, POD_MANIFEST_NAME));
}

static void
check_file (Check *check, const PodPackageFile *file)
{
  g_autoptr (GBytes) bytes = read_file (check, file->name);
  g_autofree char *hash = bytes ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  if (!bytes)
    return;
  check_sum (check, file->name, bytes);
  if (!g_str_equal (hash, file->sha256))
    report (check, file->name,
            _ ("the file was changed: its SHA-256 is not the one in the manifest"));
  if ((gint64) g_bytes_get_size (bytes) != file->bytes)
    report (check, file->name, _ ("the manifest gives another number of bytes"));
  if (is_dataset (file->name))
    check_dataset (check, file, bytes);
  else if (file->rows >= 0)
    report (check, file->name, _ ("the manifest gives rows to what is no dataset"));
}

/* ---- what is there and what should be ---- */

static gboolean
is_listed (const Check *check, const char *name)
{
  if (g_str_equal (name, POD_MANIFEST_NAME) || g_str_equal (name, POD_SUMS_NAME))
    return TRUE;
  for (guint i = 0; i < check->manifest->files->len; i++)
    if (g_str_equal (((const PodPackageFile *) check->manifest->files->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

static gboolean
check_extras (Check *check, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (check->directory, 0, error);
  const char *name;

  if (!dir)
    return FALSE;
  while ((name = g_dir_read_name (dir)))
    if (!is_listed (check, name))
      {
        g_autofree char *shown = g_filename_display_name (name);

        report (check, shown, _ ("the manifest does not list this file"));
      }
  return TRUE;
}

static void
check_unlisted_sums (Check *check)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, check->sums);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_equal (name, POD_SUMS_NAME) || !is_listed (check, name))
      report (check, name, _ ("SHA256SUMS lists this file, and the manifest does not"));
}

/* "1234:" and 64 hex digits; "0:" where nothing was written yet. */
static gboolean
is_head (const char *head)
{
  gsize digits = strspn (head, "0123456789");
  const char *hash = head + digits + 1;

  if (digits == 0 || head[digits] != ':')
    return FALSE;
  return g_str_equal (head, "0:") ||
         (strlen (hash) == 64 && strspn (hash, "0123456789abcdef") == 64);
}

/* A copy is worth what it says of where it comes from: without that it can be held against no original. */
static void
check_provenance (Check *check)
{
  const PodManifest *manifest = check->manifest;
  PodInstant created;

  if (!manifest->audit_head || !is_head (manifest->audit_head))
    report (check, POD_MANIFEST_NAME, _ ("the head of the audit trail is missing"));
  if (!pod_instant_parse (manifest->created, &created) ||
      !g_str_has_suffix (manifest->created, "Z"))
    report (check, POD_MANIFEST_NAME, _ ("the time at which it was made, in UTC, is missing"));
  if (!manifest->program_version || *manifest->program_version == '\0')
    report (check, POD_MANIFEST_NAME, _ ("the version of the program is missing"));
  if (manifest->has_exporter && (!manifest->exporter || *manifest->exporter == '\0'))
    report (check, POD_MANIFEST_NAME, _ ("who made the package is missing"));
}

static void
check_manifest (Check *check)
{
  g_autoptr (GBytes) bytes = read_file (check, POD_MANIFEST_NAME);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  PodProfile profile;

  if (!bytes)
    return;
  check_sum (check, POD_MANIFEST_NAME, bytes);
  check->manifest = pod_manifest_from_json (bytes, &error);
  if (!check->manifest)
    {
      report (check, POD_MANIFEST_NAME, error->message);
      return;
    }
  if (!pod_profile_from_string (check->manifest->profile, &profile))
    report (check, POD_MANIFEST_NAME, _ ("the profile is not known"));
  check_provenance (check);
  for (guint i = 0; i < check->manifest->files->len; i++)
    {
      PodPackageFile *file = check->manifest->files->pdata[i];

      if (!g_hash_table_add (seen, file->name))
        report (check, file->name, _ ("the manifest lists this file twice"));
      else
        check_file (check, file);
    }
}

gboolean
pod_package_check (const char *directory, GPtrArray *problems, GError **error)
{
  Check check = { .directory = directory, .problems = problems };
  guint before = problems->len;
  gboolean readable = TRUE;

  if (!g_file_test (directory, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _ ("There is no such folder."));
      return FALSE;
    }
  check.sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  read_sums (&check);
  check_manifest (&check);
  if (check.manifest)
    {
      check_unlisted_sums (&check);
      readable = check_extras (&check, error);
    }
  g_clear_pointer (&check.manifest, pod_manifest_free);
  g_hash_table_unref (check.sums);
  if (readable && problems->len > before)
    g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_CHECK,
                 g_dngettext (GETTEXT_PACKAGE, "The package does not verify: %u problem.",
                              "The package does not verify: %u problems.", problems->len - before),
                 problems->len - before);
  return readable && problems->len == before;
}
