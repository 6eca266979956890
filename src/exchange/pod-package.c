#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-package.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-dataset-json.h"
#include "pod-folder.h"
#include "pod-leak-scan-private.h"
#include "pod-manifest.h"
#include "pod-problem.h"
#include "pod-sdtm.h"
#include "pod-signature-list.h"

/* ---- profiles ---- */

static const char *const profiles[] = { "coded", "shifted", "study-day" };

gboolean
pod_profile_from_string (const char *text, PodProfile *profile)
{
  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (g_strcmp0 (text, profiles[i]) == 0)
      {
        *profile = (PodProfile) i;
        return TRUE;
      }
  return FALSE;
}

const char *
pod_profile_to_string (PodProfile profile)
{
  return profiles[profile];
}

/* ---- writing ---- */

/**
 * Writer:
 * @texts: searches for birth dates in what is no date column; @whole: for everything else in all bytes; @typed: for
 *   all of it in what somebody typed
 * @files: (element-type PodPackageFile)
 */
typedef struct
{
  const PodPackage *package;
  PodFolder *folder;
  GPtrArray *datasets;
  GPtrArray *files;
  PodLeakScanner *whole;
  PodLeakScanner *texts;
  PodLeakScanner *typed;
  PodExchangeProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Writer;

static gboolean
refuse (GError **error, PodExchangeError code, const char *message)
{
  g_set_error_literal (error, POD_EXCHANGE_ERROR, code, message);
  return FALSE;
}

static gboolean
go_on (Writer *writer, guint percent, GError **error)
{
  if (writer->progress)
    writer->progress (percent / 100.0, writer->progress_data);
  return !g_cancellable_set_error_if_cancelled (writer->cancellable, error);
}

static gboolean
scan (const PodLeakScanner *scanner, const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (GPtrArray) found = pod_leak_scanner_run (scanner, bytes);

  if (found->len == 0)
    return TRUE;
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_LEAK,
               _ ("Nothing was exported: in %s there is %s (%u in all)."), name,
               (const char *) found->pdata[0], found->len);
  return FALSE;
}

/* What is in the file is what gets hashed, scanned and listed: it is read back before anything else. */
static gboolean
write_file (Writer *writer, const char *name, GBytes *bytes, int rows, GError **error)
{
  g_autoptr (GBytes) back = NULL;

  if (!pod_folder_write (writer->folder, name, bytes, error) ||
      !(back = pod_folder_read (writer->folder, name, error)))
    return FALSE;
  if (!g_bytes_equal (bytes, back))
    return refuse (error, POD_EXCHANGE_ERROR_CHECK,
                   _ ("A file reads back differently than it was written."));
  if (!scan (writer->whole, name, back, error))
    return FALSE;
  if (rows < 0 && !scan (writer->texts, name, back, error))
    return FALSE;
  g_ptr_array_add (writer->files, pod_package_file_new (name, back, rows));
  return TRUE;
}

static gboolean
write_string (Writer *writer, const char *name, GString *text, int rows, GError **error)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);

  return write_file (writer, name, bytes, rows, error);
}

typedef gboolean (*ColumnFilter) (const PodColumn *column);

static gboolean
is_text (const PodColumn *column)
{
  return column->type == POD_CELL_STRING;
}

static char *
make_file_name (const PodDataset *dataset, gboolean ndjson)
{
  g_autofree char *lower = g_ascii_strdown (dataset->name, -1);

  return g_strconcat (lower, ndjson ? ".ndjson" : ".json", NULL);
}

static gboolean
scan_cells (const PodLeakScanner *scanner,
            const PodDataset *dataset,
            ColumnFilter filter,
            GError **error)
{
  g_autoptr (GString) texts = g_string_new (NULL);
  g_autofree char *name = make_file_name (dataset, FALSE);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < dataset->rows->len; i++)
    for (guint j = 0; j < dataset->columns->len; j++)
      {
        const char *cell = ((char **) dataset->rows->pdata[i])[j];

        if (cell && filter (&g_array_index (dataset->columns, PodColumn, j)))
          g_string_append_printf (texts, "%s\n", cell);
      }
  bytes = g_bytes_new (texts->str, texts->len);
  return scan (scanner, name, bytes, error);
}

/* Structured dates are checked against the profile; a birth date may stand in none of the texts.  A number of a few digits is in a
 * column of results by chance, but not in what somebody typed. */
static gboolean
scan_texts (Writer *writer, const PodDataset *dataset, GError **error)
{
  return scan_cells (writer->texts, dataset, is_text, error) &&
         scan_cells (writer->typed, dataset, pod_sdtm_is_typed, error);
}

static gboolean
compare_back (const PodDataset *dataset, GBytes *bytes, gboolean ndjson, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (PodDataset) back = pod_dataset_from_json (text, length, ndjson, NULL, error);

  if (!back)
    return FALSE;
  return pod_dataset_equal (dataset, back) ||
         refuse (error, POD_EXCHANGE_ERROR_CHECK,
                 _ ("A dataset reads back differently than it was written."));
}

static gboolean
write_form (Writer *writer,
            const PodDataset *dataset,
            const PodDatasetHead *head,
            gboolean ndjson,
            GError **error)
{
  g_autofree char *name = make_file_name (dataset, ndjson);
  GString *text = ndjson ? pod_dataset_to_ndjson (dataset, head)
                         : pod_dataset_to_json (dataset, head);
  g_autoptr (GBytes) back = NULL;

  return write_string (writer, name, text, (int) dataset->rows->len, error) &&
         (back = pod_folder_read (writer->folder, name, error)) &&
         compare_back (dataset, back, ndjson, error);
}

static gboolean
write_dataset (Writer *writer, const PodDataset *dataset, GError **error)
{
  const PodPackage *package = writer->package;
  const char *registry = pod_study_get (package->study, "registry");
  g_autofree char *created = pod_instant_to_string (package->created);
  g_autofree char *oid = g_strdup_printf ("%s.%04d.%s", registry, package->sequence, dataset->name);
  PodDatasetHead head = {
    created, oid, pod_study_get (package->study, "sponsor"), "Podocyte", package->program_version,
    registry
  };

  return scan_texts (writer, dataset, error) && write_form (writer, dataset, &head, FALSE, error) &&
         (!package->ndjson || write_form (writer, dataset, &head, TRUE, error));
}

static gboolean
write_datasets (Writer *writer, GError **error)
{
  for (guint i = 0; i < writer->datasets->len; i++)
    if (!go_on (writer, 50 + 40 * i / writer->datasets->len, error) ||
        !write_dataset (writer, writer->datasets->pdata[i], error))
      return FALSE;
  return go_on (writer, 90, error);
}

/* Scanned for all that the typed columns are, too: a printed name is typed. */
static gboolean
write_signatures (Writer *writer, GError **error)
{
  GString *csv = pod_signature_list_to_csv (writer->package);
  g_autoptr (GBytes) bytes = csv != NULL ? g_string_free_to_bytes (csv) : NULL;

  return bytes == NULL || (scan (writer->typed, POD_SIGNATURES_NAME, bytes, error) &&
                           write_file (writer, POD_SIGNATURES_NAME, bytes, -1, error));
}

/* The summary is listed in the manifest, the manifest in the sums; nothing lists the sums. */
static gboolean
write_lists (Writer *writer, char **manifest_hash, GError **error)
{
  const PodPackageFile *manifest;

  if (!write_string (writer, POD_SUMMARY_NAME,
                     pod_manifest_to_summary (writer->package, writer->files), -1, error) ||
      !write_string (writer, POD_MANIFEST_NAME,
                     pod_manifest_to_json (writer->package, writer->files), -1, error))
    return FALSE;
  manifest = writer->files->pdata[writer->files->len - 1];
  if (manifest_hash)
    *manifest_hash = g_strdup (manifest->sha256);
  return write_string (writer, POD_SUMS_NAME, pod_manifest_to_sums (writer->files), -1, error);
}

/* ---- before anything is written ---- */

static gboolean
pass_gate (const GPtrArray *datasets, GError **error)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autofree char *first = NULL;

  for (guint i = 0; i < datasets->len; i++)
    pod_dataset_check (datasets->pdata[i], problems);
  if (problems->len == 0)
    return TRUE;
  first = pod_problem_to_string (problems->pdata[0]);
  g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_CHECK,
               _ ("Nothing was exported: a dataset is not sound (%s)."), first);
  return FALSE;
}

/* The same row with true dates: no date of it may be the true one, and nothing but dates may differ. */
static gboolean
is_moved (const PodDataset *dataset, char **moved, char **truth)
{
  for (guint i = 0; i < dataset->columns->len; i++)
    {
      gboolean same = g_strcmp0 (moved[i], truth[i]) == 0;
      gboolean empty = !truth[i] || *truth[i] == '\0';

      if (pod_column_is_date (&g_array_index (dataset->columns, PodColumn, i)) && !empty ? same
                                                                                         : !same)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_moved (const GPtrArray *moved, const GPtrArray *truth, GError **error)
{
  gboolean good = moved->len == truth->len;

  for (guint i = 0; good && i < moved->len; i++)
    {
      const PodDataset *a = moved->pdata[i], *b = truth->pdata[i];

      good = a->rows->len == b->rows->len;
      for (guint j = 0; good && j < a->rows->len; j++)
        good = is_moved (a, a->rows->pdata[j], b->rows->pdata[j]);
    }
  return good || refuse (error, POD_EXCHANGE_ERROR_CHECK,
                         _ ("Nothing was exported: a date was not moved."));
}

static gboolean
have_offsets (const PodPackage *package, GError **error)
{
  for (guint i = 0; i < package->subjects->len; i++)
    if (((const PodPackageSubject *) package->subjects->pdata[i])->offset == 0)
      return refuse (error, POD_EXCHANGE_ERROR_CHECK,
                     _ ("Nothing was exported: a subject has no number of days to move its dates "
                        "by."));
  return TRUE;
}

static gboolean
build (Writer *writer, GError **error)
{
  const PodPackage *package = writer->package;
  g_autoptr (GPtrArray) truth = NULL;

  if (package->profile == POD_PROFILE_SHIFTED && !have_offsets (package, error))
    return FALSE;
  writer->datasets = pod_sdtm_build (package, package->profile, writer->cancellable, error);
  if (!writer->datasets || !pass_gate (writer->datasets, error) || !go_on (writer, 25, error))
    return FALSE;
  if (package->profile != POD_PROFILE_SHIFTED)
    return TRUE;
  truth = pod_sdtm_build (package, POD_PROFILE_CODED, writer->cancellable, error);
  return truth && check_moved (writer->datasets, truth, error);
}

static gboolean
write_all (Writer *writer, const char *directory, char **manifest_hash, GError **error)
{
  g_autofree char *hash = NULL;

  writer->folder = pod_folder_new (directory, error);
  if (!writer->folder || !build (writer, error) || !write_datasets (writer, error) ||
      !write_signatures (writer, error) || !write_lists (writer, &hash, error) ||
      !go_on (writer, 95, error) || !pod_folder_put_in_place (writer->folder, error))
    return FALSE;
  if (manifest_hash)
    *manifest_hash = g_steal_pointer (&hash);
  if (writer->progress)
    writer->progress (1, writer->progress_data);
  return TRUE;
}

gboolean
pod_package_write (const PodPackage *package,
                   const char *directory,
                   char **manifest_hash,
                   PodExchangeProgress progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   GError **error)
{
  Writer writer = { .package = package,
                    .progress = progress,
                    .progress_data = progress_data,
                    .cancellable = cancellable };
  gboolean written;

  writer.files = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_package_file_free);
  writer.whole = pod_leak_scanner_new (package->identities, POD_LEAK_FILE);
  writer.texts = pod_leak_scanner_new (package->identities, POD_LEAK_DATES_ONLY);
  writer.typed = pod_leak_scanner_new (package->identities, POD_LEAK_ALL);
  written = write_all (&writer, directory, manifest_hash, error);
  g_clear_pointer (&writer.folder, pod_folder_free);
  g_clear_pointer (&writer.datasets, g_ptr_array_unref);
  g_ptr_array_unref (writer.files);
  pod_leak_scanner_free (writer.whole);
  pod_leak_scanner_free (writer.texts);
  pod_leak_scanner_free (writer.typed);
  return written;
}
