/* A laboratory file into findings.  The file's parser knows no vault: it gives keys, and whose they are is found here. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>

#include "pod-finding-settle.h"
#include "pod-trial-private.h"

static void
import_item_free (gpointer data)
{
  PodImportItem *item = data;

  g_free (item->state);
  g_free (item->subject);
  g_free (item->item);
  g_free (item->observation);
  g_free (item->reason);
  g_free (item);
}

void
pod_import_free (PodImport *import)
{
  g_ptr_array_unref (import->items);
  g_free (import);
}

/* @owner: a person or a subject; @finding: of a known casebook */
typedef struct
{
  gint64 owner;
  const PodFinding *finding;
} Result;

/* Everything that the job on the database thread needs. */
typedef struct
{
  char *path;
  PodLabMap *map;
  gboolean dry_run;
  guint epoch;
  PodDate today;
  PodWriting *writing;
  /* Made while it runs. */
  PodLabFile *file;
  PodImport *import;
  PodSnapshot *snapshot;
  PodSnapshot *known;    /* the casebooks before */
  GHashTable *subjects;  /* key → PodCasebook, NULL where nobody is */
  GHashTable *recorded;  /* Result of a person */
  GHashTable *withdrawn; /* Result of a subject */
  GHashTable *origins;   /* subject and origin seen in this very file */
  GHashTable *births;    /* person (gint64 *) → PodDate *, read from the vault once */
} Importing;

static void
importing_free (Importing *importing)
{
  g_free (importing->path);
  g_clear_pointer (&importing->map, pod_lab_map_free);
  g_clear_pointer (&importing->writing, pod_writing_free);
  g_clear_pointer (&importing->file, pod_lab_file_free);
  g_clear_pointer (&importing->import, pod_import_free);
  g_clear_pointer (&importing->snapshot, pod_snapshot_free);
  g_clear_pointer (&importing->recorded, g_hash_table_unref);
  g_clear_pointer (&importing->withdrawn, g_hash_table_unref);
  g_clear_pointer (&importing->known, pod_snapshot_free);
  g_clear_pointer (&importing->subjects, g_hash_table_unref);
  g_clear_pointer (&importing->origins, g_hash_table_unref);
  g_clear_pointer (&importing->births, g_hash_table_unref);
  g_free (importing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Importing, importing_free)

PodLabMap *
pod_trial_load_lab_map (PodTrial *self, const char *map, GError **error)
{
  g_autofree char *data = pod_data_dir ();
  g_autofree char *path = map != NULL
                              ? g_strdup (map)
                              : g_build_filename (data, "studies", pod_study_get_id (self->study),
                                                  "maps", "default.ini", NULL);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodLabMap *loaded = pod_lab_map_load (path, self->study, problems);

  if (loaded == NULL)
    {
      g_autofree char *first = problems->len > 0
                                   ? pod_problem_to_string (g_ptr_array_index (problems, 0))
                                   : g_strdup (path);

      g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP, "%s", first);
    }
  return loaded;
}

static gint64
find_person (Importing *importing, PodConnection *connection, const char *key, GError **error)
{
  PodKey *vault = importing->writing->key;

  return vault->vault != NULL ? pod_person_find (connection, vault->vault, key, NULL, error) : 0;
}

static gboolean
matches (const PodSubject *subject, PodSubjectKeyKind kind, const char *key, gint64 person)
{
  switch (kind)
    {
    case POD_SUBJECT_KEY_SCREENING_NUMBER:
      return g_strcmp0 (subject->screening_number, key) == 0;
    case POD_SUBJECT_KEY_ENROLMENT_NUMBER:
      return g_strcmp0 (subject->enrolment_number, key) == 0;
    case POD_SUBJECT_KEY_RECORD_NUMBER:
    default:
      return person != 0 && subject->person == person;
    }
}

/* The latest attempt that the key stands for: a person screened twice has two. */
static PodCasebook *
find_casebook (Importing *importing, PodConnection *connection, const char *key, GError **error)
{
  PodSubjectKeyKind kind = pod_lab_map_get_key_kind (importing->map);
  GPtrArray *casebooks = importing->known->casebooks;
  PodCasebook *found = NULL;
  gint64 person = 0;
  gpointer cached;

  if (g_hash_table_lookup_extended (importing->subjects, key, NULL, &cached))
    return cached;
  if (kind == POD_SUBJECT_KEY_RECORD_NUMBER)
    person = find_person (importing, connection, key, error);
  for (guint i = 0; i < casebooks->len; i++)
    if (matches (pod_casebook_get_subject (g_ptr_array_index (casebooks, i)), kind, key, person))
      found = g_ptr_array_index (casebooks, i);
  g_hash_table_insert (importing->subjects, g_strdup (key), found);
  return found;
}

/* Results are found by whose they are and where they came from, however many there are. */
static guint
hash_result (gconstpointer result)
{
  return g_str_hash (((const Result *) result)->finding->origin);
}

static gboolean
is_equal_result (gconstpointer a, gconstpointer b)
{
  const Result *one = a, *other = b;

  return one->owner == other->owner && g_str_equal (one->finding->origin, other->finding->origin) &&
         g_strcmp0 (one->finding->observation, other->finding->observation) == 0;
}

/* The first that comes stays. */
static void
add_result (GHashTable *results, gint64 owner, const PodFinding *finding)
{
  Result key = { owner, finding };

  if (!g_hash_table_contains (results, &key))
    g_hash_table_add (results, g_memdup2 (&key, sizeof key));
}

static const PodFinding *
find_result (GHashTable *results, gint64 owner, const PodFinding *finding)
{
  const Result *found = g_hash_table_lookup (results, &(Result){ owner, finding });

  return found != NULL ? found->finding : NULL;
}

/* What stands belongs to the person: the file that came before a re-screening may come again after it.  What was withdrawn
 * belongs to the attempt. */
static void
list_results (Importing *importing)
{
  GPtrArray *casebooks = importing->known->casebooks;

  for (guint i = 0; i < casebooks->len; i++)
    {
      const PodCasebook *casebook = g_ptr_array_index (casebooks, i);
      const PodSubject *subject = pod_casebook_get_subject (casebook);
      guint n;
      const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

      for (guint k = 0; k < n; k++)
        if (findings[k].origin != NULL && findings[k].record.voided)
          add_result (importing->withdrawn, subject->record.id, &findings[k]);
        else if (findings[k].origin != NULL)
          add_result (importing->recorded, subject->person, &findings[k]);
    }
}

static gboolean
is_same_limit (double a, double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

static gboolean
is_same_result (const PodFinding *a, const PodFinding *b)
{
  return a->quantity.comparator == b->quantity.comparator &&
         is_same_limit (a->quantity.number, b->quantity.number) &&
         a->quantity.unit == b->quantity.unit && g_strcmp0 (a->code, b->code) == 0 &&
         pod_date_equal (a->date, b->date) && g_strcmp0 (a->text, b->text) == 0;
}

static void
put_item (Importing *importing, const PodLabItem *item, PodCasebook *casebook)
{
  PodFinding finding = item->finding;

  finding.record.id = pod_change_reserve (importing->writing->change);
  finding.record.subject = pod_casebook_get_subject (casebook)->record.id;
  finding.source = "import";
  pod_finding_settle (importing->writing->study, importing->writing->site, casebook, NULL,
                      &finding);
  pod_change_put_finding (importing->writing->change, &finding);
}

/* What somebody withdrew does not come back by itself; a result that the laboratory has corrected is another. */
static gboolean
was_withdrawn (Importing *importing, const PodCasebook *casebook, const PodFinding *finding)
{
  gint64 subject = pod_casebook_get_subject (casebook)->record.id;
  const PodFinding *withdrawn = find_result (importing->withdrawn, subject, finding);

  return withdrawn != NULL && is_same_result (withdrawn, finding);
}

/* What becomes of a line that has a subject and a usable result. */
static const char *
judge_result (Importing *importing,
              const PodLabItem *item,
              PodCasebook *casebook,
              const char **reason)
{
  g_autofree char *mark = g_strdup_printf ("%" G_GINT64_FORMAT "|%s",
                                           pod_casebook_get_subject (casebook)->record.id,
                                           item->finding.origin);
  gint64 person = pod_casebook_get_subject (casebook)->person;
  const PodFinding *earlier = find_result (importing->recorded, person, &item->finding);

  if (earlier == NULL)
    earlier = g_hash_table_lookup (importing->origins, mark);
  if (earlier != NULL && is_same_result (earlier, &item->finding))
    return "duplicate";
  if (earlier != NULL)
    {
      *reason = _ ("another result of the same test, specimen and time is recorded already; "
                   "nothing was changed");
      return "conflict";
    }
  if (was_withdrawn (importing, casebook, &item->finding))
    {
      *reason = _ ("this result was recorded and withdrawn; it is not recorded again");
      return "conflict";
    }
  put_item (importing, item, casebook);
  g_hash_table_insert (importing->origins, g_steal_pointer (&mark), (gpointer) &item->finding);
  return "accepted";
}

/* The birth date leaves the vault for as long as the job runs.  FALSE where it cannot be read. */
static gboolean
find_birth (Importing *importing,
            PodConnection *connection,
            const PodCasebook *casebook,
            PodDate *birth,
            GError **error)
{
  PodVault *vault = importing->writing->key->vault;
  gint64 person = pod_casebook_get_subject (casebook)->person;
  const PodDate *known = g_hash_table_lookup (importing->births, &person);
  g_autoptr (PodIdentity) identity = NULL;

  *birth = known != NULL ? *known : POD_DATE_NONE;
  if (known != NULL || vault == NULL)
    return TRUE;
  identity = pod_person_open (connection, vault, person, error);
  if (identity == NULL)
    return FALSE;
  if (identity->birth_date != NULL && !pod_date_parse (identity->birth_date, birth))
    *birth = POD_DATE_NONE;
  g_hash_table_insert (importing->births, g_memdup2 (&person, sizeof person),
                       g_memdup2 (birth, sizeof *birth));
  return TRUE;
}

/* Why a result is not taken though it can be read; NULL where it is. */
static const char *
find_refusal (const Importing *importing, const PodFinding *finding, PodDate birth)
{
  /* Of a birth date that is only a year, what certainly lies before it. */
  if (pod_date_is_before (finding->when.date, birth) == POD_TRUE)
    return _ ("the date of collection lies before the patient's birth");
  if (pod_date_first_day (finding->when.date) > pod_date_first_day (importing->today))
    return _ ("the date of collection lies in the future");
  if (!pod_finding_is_plausible (importing->writing->study, finding))
    return _ ("the value lies outside what is plausible; if it is true, enter it by hand with "
              "the reason");
  return NULL;
}

static const char *
judge (Importing *importing,
       PodConnection *connection,
       const PodLabItem *item,
       char **subject,
       const char **reason,
       GError **error)
{
  PodCasebook *casebook;
  PodDate birth;

  *reason = item->reason;
  if (!item->mapped)
    return "unmapped";
  if (item->reason != NULL)
    return "refused";
  casebook = find_casebook (importing, connection, item->subject_key, error);
  if (casebook == NULL)
    {
      *reason = _ ("not a subject of this trial");
      return "refused";
    }
  *subject = g_strdup (pod_casebook_get_subject (casebook)->screening_number);
  if (!find_birth (importing, connection, casebook, &birth, error))
    return "refused";
  *reason = find_refusal (importing, &item->finding, birth);
  if (*reason != NULL)
    return "refused";
  return judge_result (importing, item, casebook, reason);
}

static void
count (PodImport *import, const char *state)
{
  import->read++;
  if (g_str_equal (state, "accepted"))
    import->accepted++;
  else if (g_str_equal (state, "duplicate"))
    import->duplicate++;
  else if (g_str_equal (state, "conflict"))
    import->conflict++;
  else if (g_str_equal (state, "unmapped"))
    import->unmapped++;
  else
    import->refused++;
}

static gboolean
judge_all (Importing *importing,
           PodConnection *connection,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) failure = NULL;

  for (guint i = 0; i < importing->file->items->len; i++)
    {
      const PodLabItem *item = &g_array_index (importing->file->items, PodLabItem, i);
      PodImportItem *outcome = g_new0 (PodImportItem, 1);
      const char *reason = NULL;
      const char *state = judge (importing, connection, item, &outcome->subject, &reason, &failure);

      outcome->line = item->line;
      outcome->state = g_strdup (state);
      outcome->item = g_strdup (item->item);
      outcome->observation = g_strdup (item->finding.observation);
      outcome->reason = g_strdup (reason);
      g_ptr_array_add (importing->import->items, outcome);
      count (importing->import, state);
      if (failure != NULL || g_cancellable_set_error_if_cancelled (cancellable, &failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  return TRUE;
}

/* Read, not mapped: a mapped file that somebody cuts short takes the program with it. */
static GBytes *
read_bytes (const char *path, GError **error)
{
  GStatBuf status;
  char *text;
  gsize length;

  if (g_stat (path, &status) == 0 &&
      (!S_ISREG (status.st_mode) || status.st_size > POD_EXCHANGE_MAX_BYTES))
    {
      g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("not a file of at most %d MiB"), POD_EXCHANGE_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  return g_file_get_contents (path, &text, &length, error) ? g_bytes_new_take (text, length) : NULL;
}

/* On any thread. */
static gboolean
read_file (gpointer data, GCancellable *cancellable, GError **error)
{
  Importing *importing = data;
  g_autoptr (GBytes) bytes = read_bytes (importing->path, error);

  if (bytes == NULL)
    return FALSE;
  importing->file = pod_lab_file_read (bytes, importing->map, importing->writing->study,
                                       cancellable, error);
  return importing->file != NULL;
}

/* The audit trail counts; what the file was called or whom it was about is not its business. */
static gboolean
note_import (Importing *importing, PodConnection *connection, GError **error)
{
  const PodImport *import = importing->import;
  g_autofree char *detail =
      g_strdup_printf ("read %u accepted %u duplicate %u conflict %u unmapped %u refused %u",
                       import->read, import->accepted, import->duplicate, import->conflict,
                       import->unmapped, import->refused);

  return pod_audit_note (connection, "IMPORT", detail, error);
}

static gpointer
import_file (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Importing *importing = data;

  importing->import = g_new0 (PodImport, 1);
  importing->import->items = g_ptr_array_new_with_free_func (import_item_free);
  importing->known = pod_snapshot_new ();
  importing->snapshot = pod_snapshot_new ();
  if (!pod_snapshot_load (importing->known, connection, NULL, error))
    return NULL;
  list_results (importing);
  if (!judge_all (importing, connection, cancellable, error))
    return NULL;
  if (importing->dry_run || importing->import->accepted == 0)
    return NULL;
  if (pod_trial_begin_writing (connection, importing->writing->stamp, error) &&
      pod_writing_apply_change (importing->writing, connection, importing->snapshot, error))
    note_import (importing, connection, error);
  return NULL;
}

static Importing *
importing_new (PodTrial *self, const char *file, const char *map, gboolean dry_run, GError **error)
{
  g_autoptr (Importing) importing = NULL;
  g_autoptr (PodChange) change = pod_change_new ();

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return NULL;
  importing = g_new0 (Importing, 1);
  importing->path = g_strdup (file);
  importing->dry_run = dry_run;
  importing->today = pod_trial_get_today (self);
  importing->writing = pod_writing_new (self, change, NULL);
  importing->subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  importing->recorded = g_hash_table_new_full (hash_result, is_equal_result, g_free, NULL);
  importing->withdrawn = g_hash_table_new_full (hash_result, is_equal_result, g_free, NULL);
  importing->origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  importing->births = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  importing->map = pod_trial_load_lab_map (self, map, error);
  return importing->map != NULL ? g_steal_pointer (&importing) : NULL;
}

static PodImport *
take_import (PodTrial *self, Importing *importing)
{
  if (pod_trial_is_signed_in (self) && importing->snapshot->casebooks->len > 0)
    pod_trial_take_snapshot (self, importing->snapshot);
  return g_steal_pointer (&importing->import);
}

PodImport *
pod_trial_import (PodTrial *self,
                  const char *file,
                  const char *map,
                  gboolean dry_run,
                  GError **error)
{
  g_autoptr (Importing) importing = importing_new (self, file, map, dry_run, error);
  g_autoptr (GError) failure = NULL;

  if (importing == NULL || !read_file (importing, NULL, error))
    return NULL;
  pod_database_call (self->database, POD_ACCESS_WRITE, import_file, importing, NULL, NULL,
                     &failure);
  if (failure == NULL)
    return take_import (self, importing);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* ---- the same without waiting: a worker reads the file, then the database thread takes it ---- */

static void
import_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task,
                           take_import (g_task_get_source_object (task),
                                        g_task_get_task_data (task)),
                           (GDestroyNotify) pod_import_free);
}

/* Whoever has signed in meanwhile did not ask for this: nothing is written in the name of somebody who has gone. */
static void
read_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  Importing *importing = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && importing->epoch != self->epoch)
    pod_trial_set_gone_error (&error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    pod_database_run (self->database, POD_ACCESS_WRITE, import_file, importing, NULL, NULL,
                      g_task_get_cancellable (task), import_ready_cb, g_object_ref (task));
}

void
pod_trial_import_async (PodTrial *self,
                        const char *file,
                        const char *map,
                        gboolean dry_run,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_import_async, cancellable, callback, user_data);
  GError *error = NULL;
  Importing *importing = importing_new (self, file, map, dry_run, &error);

  if (importing == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  importing->epoch = self->epoch;
  g_task_set_task_data (task, importing, (GDestroyNotify) importing_free);
  pod_trial_work_in_thread (task, read_file, read_ready_cb);
}

PodImport *
pod_trial_import_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
