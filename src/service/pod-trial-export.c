/* A package for the recipient.  What leaves is gathered on the database thread, without keeping others from writing, written on a worker,
 * and entered into the audit trail with the manifest's hash. */

#include "pod-config.h"

#include <glib/gstdio.h>

#include "pod-identities.h"
#include "pod-trial-private.h"

typedef struct
{
  PodStamp *stamp;
  PodKey *key;
  PodStudy *study;
  PodSite *site;
  char *directory;
  PodPackage package;
  PodTrialProgress progress;
  gpointer progress_data;
  GArray *without_offset; /* persons (gint64) */
  /* Owned here, pointed at by the package. */
  char *head;
  char *previous;
  char *manifest_hash;
} Exporting;

static void
package_subject_free (gpointer data)
{
  PodPackageSubject *subject = data;

  pod_casebook_unref (subject->casebook);
  g_free (subject);
}

static void
exporting_free (Exporting *exporting)
{
  pod_stamp_free (exporting->stamp);
  pod_key_unref (exporting->key);
  pod_study_unref (exporting->study);
  pod_site_unref (exporting->site);
  g_free (exporting->directory);
  g_ptr_array_unref (exporting->package.subjects);
  g_ptr_array_unref (exporting->package.identities);
  g_clear_pointer (&exporting->without_offset, g_array_unref);
  g_free (exporting->head);
  g_free (exporting->previous);
  g_free (exporting->manifest_hash);
  g_free (exporting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exporting, exporting_free)

static Exporting *
exporting_new (PodTrial *self, const char *directory, PodProfile profile, gboolean ndjson)
{
  Exporting *exporting = g_new0 (Exporting, 1);

  exporting->stamp = pod_trial_make_stamp (self, NULL);
  exporting->key = pod_key_ref (self->key);
  exporting->study = pod_study_ref (self->study);
  exporting->site = pod_site_ref (self->site);
  exporting->directory = g_strdup (directory);
  exporting->package = (PodPackage){
    .study = exporting->study,
    .site = exporting->site,
    .subjects = g_ptr_array_new_with_free_func (package_subject_free),
    .identities = g_ptr_array_new_with_free_func (pod_wipe),
    .profile = profile,
    .as_of = pod_trial_get_today (self),
    .created = pod_clock_now (&self->clock),
    .exporter = exporting->stamp->user,
    .exporter_role = exporting->stamp->role,
    .program_version = POD_VERSION,
    .ndjson = ndjson,
    .demo = self->demo,
  };
  return exporting;
}

/* Age at consent, as it was derived while the vault was open. */
static int
get_age (const PodCasebook *casebook)
{
  guint n;
  const PodFinding *ages = pod_casebook_get_series (casebook, "age", &n);

  for (guint i = 0; i < n; i++)
    if (!ages[i].record.voided)
      return (int) ages[i].quantity.number;
  return -1;
}

/* ---- offsets: most were made when the patient was registered ---- */

static gpointer
look (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Exporting *exporting = data;

  if (exporting->key->vault != NULL)
    exporting->without_offset = pod_person_list_without_offset (connection, error);
  else
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED,
                         "without the vault’s key the leak scan is not possible, so nothing "
                         "leaves");
  return NULL;
}

static gpointer
make_offsets (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Exporting *exporting = data;
  const GArray *persons = exporting->without_offset;

  if (!pod_trial_begin_writing (connection, exporting->stamp, error))
    return NULL;
  for (guint i = 0; i < persons->len; i++)
    if (pod_person_get_offset (connection, exporting->key->vault,
                               g_array_index (persons, gint64, i), error) == 0)
      return NULL;
  return NULL;
}

/* ---- gathering, in a job that reads and breathes ---- */

static void
put_casebook (PodSnapshot *snapshot, PodCasebook *casebook)
{
  gint64 id = pod_casebook_get_subject (casebook)->record.id;

  for (guint i = 0; i < snapshot->casebooks->len; i++)
    {
      gpointer *slot = &g_ptr_array_index (snapshot->casebooks, i);

      if (pod_casebook_get_subject (*slot)->record.id != id)
        continue;
      pod_casebook_unref (*slot);
      *slot = pod_casebook_ref (casebook);
      return;
    }
  g_ptr_array_add (snapshot->casebooks, pod_casebook_ref (casebook));
}

static gboolean
load_touched (PodSnapshot *snapshot, PodConnection *connection, gint64 last, GError **error)
{
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (PodSnapshot) news = pod_snapshot_new ();
  gboolean site = FALSE;

  if (!pod_audit_find_touched (connection, snapshot->seen, last, subjects, &site, error) ||
      !pod_snapshot_load (news, connection, subjects, error))
    return FALSE;
  for (guint i = 0; i < news->casebooks->len; i++)
    put_casebook (snapshot, g_ptr_array_index (news->casebooks, i));
  snapshot->seen = last;
  return TRUE;
}

/* What was written meanwhile is read, too, until there is nothing more: then all casebooks are of the trail's head, which the package
 * names, and this transaction sees. */
static gboolean
load_all (PodSnapshot *snapshot, PodConnection *connection, GError **error)
{
  GError *local = NULL;
  gint64 last;

  if (!pod_snapshot_load (snapshot, connection, NULL, error))
    return FALSE;
  while ((last = pod_audit_last (connection, &local)) != snapshot->seen && local == NULL)
    if (!load_touched (snapshot, connection, last, &local))
      break;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
gather_subjects (Exporting *exporting, PodConnection *connection, GError **error)
{
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();

  if (!load_all (snapshot, connection, error))
    return FALSE;
  for (guint i = 0; i < snapshot->casebooks->len; i++)
    {
      PodCasebook *casebook = g_ptr_array_index (snapshot->casebooks, i);
      PodPackageSubject *subject = g_new0 (PodPackageSubject, 1);

      subject->casebook = pod_casebook_ref (casebook);
      subject->age = get_age (casebook);
      g_ptr_array_add (exporting->package.subjects, subject);
      subject->offset = pod_person_get_offset (connection, exporting->key->vault,
                                               pod_casebook_get_subject (casebook)->person, error);
      if (subject->offset == 0)
        return FALSE;
    }
  return TRUE;
}

/* Which package is the next; 0 with an error. */
static int
find_sequence (PodConnection *connection, GError **error)
{
  GError *failure = NULL;
  g_autofree char *last = pod_setting_get (connection, "export.sequence", &failure);

  if (failure == NULL)
    return (last != NULL ? (int) g_ascii_strtoll (last, NULL, 10) : 0) + 1;
  g_propagate_error (error, failure);
  return 0;
}

static void
read_sequence (Exporting *exporting, PodConnection *connection, GError **error)
{
  exporting->package.sequence = find_sequence (connection, error);
  if (exporting->package.sequence == 0)
    return;
  exporting->previous = pod_setting_get (connection, "export.previous", error);
  exporting->package.previous = exporting->previous;
}

/* On the database thread. */
static gpointer
gather (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Exporting *exporting = data;

  if (!gather_subjects (exporting, connection, error) ||
      !pod_identities_gather (exporting->package.identities, connection, exporting->key->vault,
                              error))
    return NULL;
  exporting->head = pod_audit_head (connection, error);
  exporting->package.audit_head = exporting->head;
  if (exporting->head != NULL)
    read_sequence (exporting, connection, error);
  return NULL;
}

/* Two packages of one number would break the chain of manifests. */
static gboolean
check_sequence (Exporting *exporting, PodConnection *connection, GError **error)
{
  int next = find_sequence (connection, error);

  if (next == exporting->package.sequence)
    return TRUE;
  if (next != 0)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                         "another package was made at the same time");
  return FALSE;
}

/* On the database thread, after the package was written. */
static gpointer
note (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Exporting *exporting = data;
  g_autofree char *sequence = g_strdup_printf ("%d", exporting->package.sequence);
  g_autofree char *detail = g_strdup_printf ("package %s profile %s manifest %s head %s", sequence,
                                             pod_profile_to_string (exporting->package.profile),
                                             exporting->manifest_hash, exporting->head);

  if (pod_trial_begin_writing (connection, exporting->stamp, error) &&
      check_sequence (exporting, connection, error) &&
      pod_setting_set (connection, "export.sequence", sequence, error) &&
      pod_setting_set (connection, "export.previous", exporting->manifest_hash, error))
    pod_audit_note (connection, "EXPORT", detail, error);
  return NULL;
}

/* A package that the trail does not know of must not lie about.  It is flat, and all in it was made a moment ago. */
static void
discard_package (Exporting *exporting)
{
  g_autoptr (GDir) dir = g_dir_open (exporting->directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (exporting->directory, name, NULL);

      g_unlink (path);
    }
  g_rmdir (exporting->directory);
}

static void
report_cb (double fraction, gpointer data)
{
  const Exporting *exporting = data;

  pod_trial_tell_progress (exporting->progress, exporting->progress_data, fraction);
}

static gboolean
write_package (gpointer data, GCancellable *cancellable, GError **error)
{
  Exporting *exporting = data;

  return pod_package_write (&exporting->package, exporting->directory, &exporting->manifest_hash,
                            report_cb, exporting, cancellable, error);
}

gboolean
pod_trial_export (PodTrial *self,
                  const char *directory,
                  PodProfile profile,
                  gboolean ndjson,
                  GError **error)
{
  g_autoptr (Exporting) exporting = NULL;

  if (!pod_trial_require (self, POD_VERB_EXPORT, error))
    return FALSE;
  exporting = exporting_new (self, directory, profile, ndjson);
  if (!pod_trial_call (self, POD_ACCESS_READ, look, exporting, error) ||
      (exporting->without_offset->len > 0 &&
       !pod_trial_call (self, POD_ACCESS_WRITE, make_offsets, exporting, error)) ||
      !pod_trial_call (self, POD_ACCESS_READ, gather, exporting, error) ||
      !write_package (exporting, NULL, error))
    return FALSE;
  if (pod_trial_call (self, POD_ACCESS_WRITE, note, exporting, error))
    return TRUE;
  discard_package (exporting);
  return FALSE;
}

/* ---- the same without waiting: look, make offsets, gather, write, note ---- */

static void
note_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  discard_package (g_task_get_task_data (task));
  g_task_return_error (task, error);
}

static void
write_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && self->database == NULL)
    {
      discard_package (g_task_get_task_data (task));
      pod_trial_set_gone_error (&error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    pod_database_run (self->database, POD_ACCESS_WRITE, note, g_task_get_task_data (task), NULL,
                      NULL, NULL, note_ready_cb, g_object_ref (task));
}

/* FALSE where the task has ended: the job failed, or the trial was closed meanwhile. */
static gboolean
go_on (GTask *task, GObject *source, GAsyncResult *result)
{
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error == NULL && POD_TRIAL (g_task_get_source_object (task))->database == NULL)
    pod_trial_set_gone_error (&error);
  if (error == NULL)
    return TRUE;
  g_task_return_error (task, error);
  return FALSE;
}

static void
run_job (GTask *task, PodAccess access, PodDatabaseFunc job, GAsyncReadyCallback ready)
{
  PodTrial *self = g_task_get_source_object (task);

  pod_database_run (self->database, access, job, g_task_get_task_data (task), NULL, NULL,
                    g_task_get_cancellable (task), ready, g_object_ref (task));
}

static void
gather_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (!go_on (task, source, result))
    return;
  /* What was written before it could be cancelled is noted, and told as written. */
  pod_trial_work_in_thread (task, write_package, write_ready_cb);
}

static void
make_offsets_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  if (go_on (task, source, result))
    run_job (task, POD_ACCESS_READ, gather, gather_ready_cb);
}

static void
look_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Exporting *exporting = g_task_get_task_data (task);

  if (!go_on (task, source, result))
    return;
  if (exporting->without_offset->len > 0)
    run_job (task, POD_ACCESS_WRITE, make_offsets, make_offsets_ready_cb);
  else
    run_job (task, POD_ACCESS_READ, gather, gather_ready_cb);
}

void
pod_trial_export_async (PodTrial *self,
                        const char *directory,
                        PodProfile profile,
                        PodTrialProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_export_async, cancellable, callback, user_data);
  GError *error = NULL;
  Exporting *exporting;

  if (!pod_trial_require (self, POD_VERB_EXPORT, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  exporting = exporting_new (self, directory, profile, FALSE);
  exporting->progress = progress;
  exporting->progress_data = progress_data;
  g_task_set_task_data (task, exporting, (GDestroyNotify) exporting_free);
  run_job (task, POD_ACCESS_READ, look, look_ready_cb);
}

gboolean
pod_trial_export_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
