/* A change on the database thread: applied, completed by what follows from it, and read back, in one transaction. */

#include "pod-finding-settle.h"
#include "pod-trial-private.h"

PodKey *
pod_key_new (PodVault *vault)
{
  PodKey *key = g_atomic_rc_box_new (PodKey);

  key->vault = vault;
  return key;
}

PodKey *
pod_key_ref (PodKey *key)
{
  return g_atomic_rc_box_acquire (key);
}

static void
clear_key (gpointer data)
{
  PodKey *key = data;

  g_clear_pointer (&key->vault, pod_vault_free);
}

void
pod_key_unref (PodKey *key)
{
  g_atomic_rc_box_release_full (key, clear_key);
}

PodSnapshot *
pod_snapshot_new (void)
{
  PodSnapshot *snapshot = g_new0 (PodSnapshot, 1);

  snapshot->casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  return snapshot;
}

void
pod_snapshot_free (PodSnapshot *snapshot)
{
  g_ptr_array_unref (snapshot->casebooks);
  g_clear_pointer (&snapshot->site, pod_site_unref);
  g_clear_pointer (&snapshot->ids, g_array_unref);
  g_free (snapshot);
}

static GArray *
list_all_subjects (PodConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) subjects = pod_subject_table_list (connection, error);
  GArray *ids;

  if (subjects == NULL)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < subjects->len; i++)
    g_array_append_val (ids, ((const PodSubject *) g_ptr_array_index (subjects, i))->record.id);
  return ids;
}

gboolean
pod_snapshot_load (PodSnapshot *snapshot,
                   PodConnection *connection,
                   GArray *subjects,
                   GError **error)
{
  g_autoptr (GArray) ids = subjects != NULL ? g_array_ref (subjects)
                                            : list_all_subjects (connection, error);
  GError *local = NULL;

  if (ids == NULL)
    return FALSE;
  if (subjects == NULL)
    snapshot->seen = pod_audit_last (connection, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      PodCasebook *casebook = pod_casebook_load (connection, g_array_index (ids, gint64, i), error);

      if (casebook == NULL)
        return FALSE;
      g_ptr_array_add (snapshot->casebooks, casebook);
      if (!pod_connection_breathe (connection, error))
        return FALSE;
    }
  return TRUE;
}

/* NULL for one that is not in the list: a new one, or another's. */
static PodCasebook *
find_casebook (PodTrial *self, gint64 subject)
{
  const gpointer place = g_hash_table_lookup (self->positions, &subject);
  g_autoptr (PodSubjectItem) item = NULL;

  if (place == NULL)
    return NULL;
  item = g_list_model_get_item (G_LIST_MODEL (self->subjects), GPOINTER_TO_UINT (place) - 1);
  return item != NULL ? pod_subject_item_get_casebook (item) : NULL;
}

/* Whoever writes a result, its limits and the judgement of it go by what it is.  Of what somebody has written meanwhile it does not matter:
 * that is a conflict. */
static void
settle_findings (PodTrial *self, PodChange *change)
{
  for (guint i = 0; i < pod_change_get_n_steps (change); i++)
    {
      const PodChangeStep *step = pod_change_get_step (change, i);
      PodFinding *finding = step->record;
      PodCasebook *casebook = step->type == POD_RECORD_FINDING && !step->is_void
                                  ? find_casebook (self, finding->record.subject)
                                  : NULL;

      if (casebook != NULL)
        pod_finding_settle (self->study, self->site, casebook,
                            pod_casebook_find_finding (casebook, step->id), finding);
    }
}

PodWriting *
pod_writing_new (PodTrial *self, PodChange *change, const char *why)
{
  PodWriting *writing = g_new0 (PodWriting, 1);

  settle_findings (self, change);
  writing->change = pod_change_ref (change);
  writing->stamp = pod_trial_make_stamp (self, why);
  writing->key = pod_key_ref (self->key);
  writing->study = pod_study_ref (self->study);
  writing->site = pod_site_ref (self->site);
  return writing;
}

void
pod_writing_free (PodWriting *writing)
{
  pod_change_unref (writing->change);
  pod_stamp_free (writing->stamp);
  pod_key_unref (writing->key);
  pod_study_unref (writing->study);
  pod_site_unref (writing->site);
  g_free (writing);
}

static void
add_once (GArray *subjects, gint64 subject)
{
  for (guint i = 0; i < subjects->len; i++)
    if (g_array_index (subjects, gint64, i) == subject)
      return;
  g_array_append_val (subjects, subject);
}

/* The id that a negative one of the same change was given. */
static gint64
resolve (const PodChange *change, const GArray *ids, gint64 subject)
{
  for (guint i = 0; subject < 0 && i < pod_change_get_n_steps (change); i++)
    if (pod_change_get_step (change, i)->id == subject)
      return g_array_index (ids, gint64, i);
  return subject;
}

/* Whose casebooks the change touched.  A voiding does not say whose record it was; its entry in the trail, after @before, does. */
static GArray *
list_touched (PodConnection *connection,
              const PodChange *change,
              const GArray *ids,
              gint64 before,
              GError **error)
{
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean voids = FALSE;
  gint64 last = 0;

  for (guint i = 0; i < pod_change_get_n_steps (change); i++)
    {
      const PodChangeStep *step = pod_change_get_step (change, i);
      const PodRecord *record = step->record;
      gint64 subject = step->type == POD_RECORD_SUBJECT ? step->id
                       : record != NULL                 ? record->subject
                                                        : 0;

      voids = voids || step->is_void;
      /* The records of a subject mostly come one after another. */
      if (subject != 0 && subject != last)
        add_once (subjects, resolve (change, ids, subject));
      last = subject;
    }
  if (voids && !pod_audit_find_touched (connection, before, G_MAXINT64, subjects, NULL, error))
    return NULL;
  return g_steal_pointer (&subjects);
}

/* Replaces each casebook from which something new followed. */
static gboolean
derive (PodWriting *writing, PodConnection *connection, PodSnapshot *snapshot, GError **error)
{
  for (guint i = 0; i < snapshot->casebooks->len; i++)
    {
      PodCasebook *casebook = g_ptr_array_index (snapshot->casebooks, i);
      gint64 subject = pod_casebook_get_subject (casebook)->record.id;
      gboolean written, scored;

      if (!pod_derive_for_casebook (writing, connection, casebook, &written, error) ||
          !pod_derive_scores (writing, connection, casebook, &scored, error))
        return FALSE;
      if (!written && !scored)
        continue;
      casebook = pod_casebook_load (connection, subject, error);
      if (casebook == NULL)
        return FALSE;
      pod_casebook_unref (g_ptr_array_index (snapshot->casebooks, i));
      g_ptr_array_index (snapshot->casebooks, i) = casebook;
    }
  return TRUE;
}

gboolean
pod_writing_apply_change (PodWriting *writing,
                          PodConnection *connection,
                          PodSnapshot *snapshot,
                          GError **error)
{
  g_autoptr (GArray) touched = NULL;
  GError *local = NULL;
  gint64 before = pod_audit_last (connection, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  snapshot->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!pod_change_apply (connection, writing->change, snapshot->ids, error))
    return FALSE;
  touched = list_touched (connection, writing->change, snapshot->ids, before, error);
  return touched != NULL && pod_snapshot_load (snapshot, connection, touched, error) &&
         derive (writing, connection, snapshot, error);
}

gpointer
pod_writing_apply (PodConnection *connection,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  PodWriting *writing = data;
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();

  if (!pod_trial_begin_writing (connection, writing->stamp, error) ||
      !pod_writing_apply_change (writing, connection, snapshot, error))
    return NULL;
  return g_steal_pointer (&snapshot);
}
