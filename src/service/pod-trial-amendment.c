/* A proposed amendment: compared with the study in force, and adopted in its place. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-trial-amendment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-lacking.h"
#include "pod-rescore.h"
#include "pod-trial-private.h"

static void
clear_amendment (gpointer data)
{
  PodAmendment *amendment = data;

  g_clear_pointer (&amendment->differences, g_ptr_array_unref);
  g_clear_pointer (&amendment->effects, g_ptr_array_unref);
  g_clear_pointer (&amendment->lacking, g_ptr_array_unref);
  g_clear_pointer (&amendment->study, pod_study_unref);
  g_free (amendment->in_force);
}

PodAmendment *
pod_amendment_ref (PodAmendment *amendment)
{
  return g_atomic_rc_box_acquire (amendment);
}

void
pod_amendment_unref (PodAmendment *amendment)
{
  g_atomic_rc_box_release_full (amendment, clear_amendment);
}

/* ---- comparing ---- */

/* What the comparison needs on whatever thread it runs: all of it is never changed. */
typedef struct
{
  PodStudy *study;
  PodSite *site;
  char *pinned;
  PodDate today;
  GPtrArray *casebooks;
  GPtrArray *problems; /* (nullable) */
  PodTrialProgress progress;
  gpointer progress_data;
  guint epoch;
  /* What came of it. */
  GPtrArray *used;
  PodAmendment *amendment;
} Comparing;

static void
comparing_free (Comparing *comparing)
{
  pod_study_unref (comparing->study);
  pod_site_unref (comparing->site);
  g_free (comparing->pinned);
  g_ptr_array_unref (comparing->casebooks);
  g_clear_pointer (&comparing->problems, g_ptr_array_unref);
  g_clear_pointer (&comparing->used, g_ptr_array_unref);
  g_clear_pointer (&comparing->amendment, pod_amendment_unref);
  g_free (comparing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Comparing, comparing_free)

static GPtrArray *
list_casebooks (PodTrial *self)
{
  GPtrArray *casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  GListModel *subjects = pod_trial_get_subjects (self);

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      g_ptr_array_add (casebooks, pod_casebook_ref (pod_subject_item_get_casebook (item)));
    }
  return casebooks;
}

static Comparing *
comparing_new (PodTrial *self, GPtrArray *problems)
{
  Comparing *comparing = g_new0 (Comparing, 1);

  comparing->study = pod_study_ref (self->study);
  comparing->site = pod_site_ref (self->site);
  comparing->pinned = g_strdup (self->pinned);
  comparing->today = pod_trial_get_today (self);
  comparing->casebooks = list_casebooks (self);
  comparing->problems = problems != NULL ? g_ptr_array_ref (problems) : NULL;
  comparing->epoch = self->epoch;
  return comparing;
}

static gpointer
read_used (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Comparing *comparing = data;

  comparing->used = pod_used_table_list (connection, error);
  return NULL;
}

/* A folder of that name may hold another study. */
static PodStudy *
load_proposed (const Comparing *comparing, GError **error)
{
  const char *id = pod_study_get_id (comparing->study);
  g_autoptr (PodStudy) study = pod_study_find_on_disk (id, comparing->problems, error);

  if (study == NULL || g_strcmp0 (pod_study_get_id (study), id) == 0)
    return g_steal_pointer (&study);
  g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_STUDY,
               _ ("The files are those of another study, “%s”."), pod_study_get_id (study));
  return NULL;
}

/* Whether something derived can come out otherwise: another equation, other points, another sum. */
static gboolean
may_derive_otherwise (const PodAmendment *amendment)
{
  static const char *const kinds[] = { "study", "equation",    "instrument", "system",
                                       "item",  "observation", NULL };

  for (guint i = 0; i < amendment->differences->len; i++)
    {
      const PodStudyDifference *difference = g_ptr_array_index (amendment->differences, i);

      if (g_strv_contains (kinds, difference->kind))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_effects (Comparing *comparing, GCancellable *cancellable, GError **error)
{
  PodAmendment *amendment = comparing->amendment;
  guint n = comparing->casebooks->len;

  for (guint i = 0; i < n; i++)
    {
      PodCasebook *casebook = g_ptr_array_index (comparing->casebooks, i);
      PodDate day = pod_screening_get_day (casebook, comparing->today);
      g_autoptr (PodCasebook) rescored = NULL;
      g_autoptr (PodScreening) before = NULL;
      g_autoptr (PodScreening) after = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      before = pod_screening_new (comparing->study, comparing->site, casebook, day);
      /* Adopting derives sums and eGFR anew: the later verdicts are those on the later values. */
      rescored = pod_casebook_rescore (casebook, amendment->study);
      amendment->n_rescored += rescored != casebook;
      after = pod_screening_new (amendment->study, comparing->site, rescored, day);
      pod_effects_add (amendment->effects, casebook, before, after);
      pod_trial_tell_progress (comparing->progress, comparing->progress_data, (i + 1.0) / n);
    }
  return TRUE;
}

static gboolean
compare (gpointer data, GCancellable *cancellable, GError **error)
{
  Comparing *comparing = data;
  PodStudy *proposed = load_proposed (comparing, error);
  PodAmendment *amendment;

  if (proposed == NULL)
    return FALSE;
  comparing->amendment = amendment = g_atomic_rc_box_new0 (PodAmendment);
  amendment->study = proposed;
  amendment->in_force = g_strdup (comparing->pinned);
  amendment->differs = pod_study_differs_on_disk (comparing->study);
  amendment->differences = pod_study_compare (comparing->study, proposed);
  amendment->lacking = pod_lacking_list (comparing->used, comparing->study, proposed);
  amendment->effects = pod_effects_new ();
  return add_effects (comparing, cancellable, error);
}

PodAmendment *
pod_trial_compare_amendment (PodTrial *self, GPtrArray *problems, GError **error)
{
  g_autoptr (Comparing) comparing = NULL;

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return NULL;
  comparing = comparing_new (self, problems);
  if (!pod_trial_call (self, POD_ACCESS_READ, read_used, comparing, error) ||
      !compare (comparing, NULL, error))
    return NULL;
  return g_steal_pointer (&comparing->amendment);
}

/* ---- the same without waiting: read what is used, compare ---- */

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Comparing *comparing = g_task_get_task_data (task);

  if (pod_trial_end_work (task, result, comparing->epoch))
    g_task_return_pointer (task, g_steal_pointer (&comparing->amendment),
                           (GDestroyNotify) pod_amendment_unref);
}

static void
used_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    pod_trial_work_in_thread (task, compare, compared_cb);
}

void
pod_trial_compare_amendment_async (PodTrial *self,
                                   GPtrArray *problems,
                                   PodTrialProgress progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_compare_amendment_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  Comparing *comparing;

  if (!pod_trial_require (self, POD_VERB_READ, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  comparing = comparing_new (self, problems);
  comparing->progress = progress;
  comparing->progress_data = progress_data;
  g_task_set_task_data (task, comparing, (GDestroyNotify) comparing_free);
  pod_database_run (self->database, POD_ACCESS_READ, read_used, comparing, NULL, NULL, cancellable,
                    used_cb, g_object_ref (task));
}

PodAmendment *
pod_trial_compare_amendment_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- adopting ---- */

typedef struct
{
  PodWriting *writing; /* by the study that is adopted */
  const PodAmendment *amendment;
  const PodStudy *before;
} Adopting;

static gboolean
pin_proposed (PodConnection *connection, const PodStudy *study, GError **error)
{
  for (guint i = 0; i < pod_study_get_n_files (study); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      const char *name = pod_study_get_file (study, i, &bytes);

      if (!pod_pin_add (connection, name, bytes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_file (const PodStudy *study, const char *name)
{
  for (guint i = 0; i < pod_study_get_n_files (study); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (g_str_equal (pod_study_get_file (study, i, &bytes), name))
        return TRUE;
    }
  return FALSE;
}

/* Nothing is deleted from the database: a file that is gone is pinned without contents. */
static gboolean
drop_gone (PodConnection *connection, const Adopting *adopting, GError **error)
{
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  for (guint i = 0; i < pod_study_get_n_files (adopting->before); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      const char *name = pod_study_get_file (adopting->before, i, &bytes);

      if (!has_file (adopting->amendment->study, name) &&
          !pod_pin_add (connection, name, nothing, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
note (PodConnection *connection, const Adopting *adopting, GError **error)
{
  g_autofree char *digest = pod_pin_digest (connection, error);
  g_autofree char *detail = NULL;

  if (digest == NULL)
    return FALSE;
  detail = g_strdup_printf ("from %s to %s", adopting->amendment->in_force, digest);
  return pod_audit_note (connection, "AMEND", detail, error);
}

/* Somebody may have recorded after the comparison what is lacking. */
static gboolean
check_records (PodConnection *connection, const Adopting *adopting, GError **error)
{
  g_autoptr (GPtrArray) used = pod_used_table_list (connection, error);
  g_autoptr (GPtrArray) lacking = NULL;

  if (used == NULL)
    return FALSE;
  lacking = pod_lacking_list (used, adopting->before, adopting->amendment->study);
  if (lacking->len == 0)
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       g_ptr_array_index (lacking, 0));
  return FALSE;
}

static gboolean
derive_for_subject (PodConnection *connection,
                    const Adopting *adopting,
                    gint64 subject,
                    GError **error)
{
  g_autoptr (PodCasebook) casebook = pod_casebook_load (connection, subject, error);
  gboolean written;

  return casebook != NULL &&
         pod_derive_for_casebook (adopting->writing, connection, casebook, &written, error) &&
         pod_derive_scores (adopting->writing, connection, casebook, &written, error);
}

/* What another equation, or other points, gave is derived anew at once, or everybody would wait for the next result. */
static gboolean
derive_anew (PodConnection *connection, const Adopting *adopting, GError **error)
{
  g_autoptr (GPtrArray) subjects = NULL;

  if (!may_derive_otherwise (adopting->amendment))
    return TRUE;
  subjects = pod_subject_table_list (connection, error);
  for (guint i = 0; subjects != NULL && i < subjects->len; i++)
    {
      const PodSubject *subject = g_ptr_array_index (subjects, i);

      if (!derive_for_subject (connection, adopting, subject->record.id, error))
        return FALSE;
    }
  return subjects != NULL;
}

static gpointer
adopt (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Adopting *adopting = data;

  if (pod_trial_begin_writing (connection, adopting->writing->stamp, error) &&
      check_records (connection, adopting, error) &&
      pin_proposed (connection, adopting->amendment->study, error) &&
      drop_gone (connection, adopting, error) && derive_anew (connection, adopting, error))
    note (connection, adopting, error);
  return NULL;
}

static gboolean
check_adopting (PodTrial *self, const PodAmendment *amendment, const char *why, GError **error)
{
  if (!pod_trial_require (self, POD_VERB_SETTLE, error))
    return FALSE;
  if (g_strcmp0 (amendment->in_force, self->pinned) != 0)
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED_ELSEWHERE,
                         _ ("It was compared with a study that is no longer in force. Compare it "
                            "again."));
  else if (!amendment->differs)
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                         _ ("The study on this computer is the one in force."));
  else if (amendment->lacking->len > 0)
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                         g_ptr_array_index (amendment->lacking, 0));
  else if (why == NULL || *why == '\0')
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON,
                         _ ("Say why the study is amended."));
  else
    return TRUE;
  return FALSE;
}

gboolean
pod_trial_adopt_amendment (PodTrial *self,
                           PodAmendment *amendment,
                           const char *why,
                           const char *password,
                           GError **error)
{
  Adopting adopting = { .amendment = amendment, .before = self->study };
  g_autoptr (PodChange) nothing = pod_change_new ();
  GError *failure = NULL;

  if (!check_adopting (self, amendment, why, error) ||
      !pod_trial_check_password (self, password, error))
    return FALSE;
  adopting.writing = pod_writing_new (self, nothing, why);
  pod_study_unref (adopting.writing->study);
  adopting.writing->study = pod_study_ref (amendment->study);
  pod_database_call (self->database, POD_ACCESS_WRITE, adopt, &adopting, NULL, self->over,
                     &failure);
  pod_writing_free (adopting.writing);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  pod_trial_lock (self, "adopted");
  return TRUE;
}
