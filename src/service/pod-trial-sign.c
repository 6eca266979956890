/* Signing: who may, with the password again, what was looked at and nothing else. */

#include "pod-trial-sign.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-signature-table.h"
#include "pod-trial-apart.h"
#include "pod-trial-private.h"
#include "pod-trial-results.h"
#include "pod-trial-users.h"

/* ---- what is asked for ---- */

typedef struct
{
  gint64 subject;
  char *scope;
  gint64 about;
  const char *meaning; /* one of pod_signing_get_meanings() */
  gint64 audit;
  PodStamp *stamp;
  PodKey *key;
  guint epoch;
  char *lent_on;  /* NULL where the role has the right by itself */
  char *password; /* while it is tried elsewhere than on the main thread */
} Signing;

static void
signing_free (Signing *signing)
{
  g_free (signing->scope);
  g_clear_pointer (&signing->stamp, pod_stamp_free);
  g_clear_pointer (&signing->key, pod_key_unref);
  g_clear_pointer (&signing->password, pod_wipe);
  g_free (signing->lent_on);
  g_free (signing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Signing, signing_free)

static PodVerb
find_verb (const char *scope)
{
  if (g_strcmp0 (scope, "casebook") == 0)
    return POD_VERB_SIGN_OFF;
  if (g_strcmp0 (scope, "readings") == 0)
    return POD_VERB_SETTLE;
  return g_strcmp0 (scope, "access_review") == 0 ? POD_VERB_REVIEW_ACCESS : POD_VERB_SIGN;
}

static gboolean
refuse (PodTrial *self, const char *field, const char *message, GError **error)
{
  pod_trial_add_problem (self, field, message);
  return pod_trial_set_input_error (self, error);
}

/* Where nothing is settled, what is signed is that the proposals are accepted; and a ledger in which anything is, is no acceptance. */
static gboolean
check_ledger (PodTrial *self, const char *meaning, GError **error)
{
  gboolean accepts = g_str_equal (meaning, "acceptance");

  if (accepts == !pod_trial_is_any_settled (self))
    return TRUE;
  return refuse (self, "meaning",
                 accepts ? _ ("A reading was settled: the proposals are not accepted unchanged.")
                         : _ ("No reading is settled: what can be signed is that every proposal "
                              "is accepted."),
                 error);
}

/* The accounts and the ledger of readings are nobody's record; all else is a subject's. */
static gboolean
check_scope (PodTrial *self,
             gint64 subject,
             const char *scope,
             gint64 about,
             const char *meaning,
             GError **error)
{
  const char *const *meanings = pod_signing_get_meanings (scope);
  PodVerb verb = find_verb (scope);
  gboolean is_nobodys = verb == POD_VERB_REVIEW_ACCESS || verb == POD_VERB_SETTLE;
  gboolean is_whole = is_nobodys || verb == POD_VERB_SIGN_OFF;

  if (meanings[0] == NULL || is_nobodys != (subject == 0) || is_whole != (about == 0))
    return refuse (self, "scope", _ ("There is nothing that this would sign."), error);
  if (meaning == NULL || !g_strv_contains (meanings, meaning))
    return refuse (self, "meaning", _ ("Say what the signature means."), error);
  return verb != POD_VERB_SETTLE || check_ledger (self, meaning, error);
}

/* A laboratory's report is signed once each of its abnormal results is judged. */
static gboolean
check_report (PodTrial *self, gint64 subject, const char *scope, gint64 about, GError **error)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autofree char *obstacle = NULL;
  PodReport report;

  if (g_strcmp0 (scope, "report") != 0)
    return TRUE;
  casebook = pod_trial_load_casebook (self, subject, error);
  if (casebook == NULL)
    return FALSE;
  report = pod_report_find (self->study, self->site, casebook, (gint32) about);
  obstacle = pod_report_find_obstacle (&report);
  return obstacle == NULL || refuse (self, "report", obstacle, error);
}

/* NULL where it may not be. */
static Signing *
make_signing (PodTrial *self,
              gint64 subject,
              const char *scope,
              gint64 about,
              const char *meaning,
              gint64 audit,
              GError **error)
{
  Signing *signing;

  if (!pod_trial_require (self, find_verb (scope), error) ||
      !check_scope (self, subject, scope, about, meaning, error) ||
      !check_report (self, subject, scope, about, error))
    return NULL;
  signing = g_new0 (Signing, 1);
  signing->subject = subject;
  signing->scope = g_strdup (scope);
  signing->about = about;
  signing->meaning = g_intern_string (meaning);
  signing->audit = audit;
  signing->epoch = self->epoch;
  return signing;
}

/* ---- on the database thread ---- */

static gboolean
check_queries (PodConnection *connection, const Signing *signing, GError **error)
{
  GError *local = NULL;
  int n;

  if (find_verb (signing->scope) != POD_VERB_SIGN_OFF)
    return TRUE;
  n = pod_query_table_count_open (connection, signing->subject, &local);
  if (n > 0)
    g_set_error (&local, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                 g_dngettext (GETTEXT_PACKAGE,
                              "The casebook is not signed off while a query is open: there is %d.",
                              "The casebook is not signed off while queries are open: there are "
                              "%d.",
                              (gulong) n),
                 n);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

void
pod_signing_explain (GError **error)
{
  const char *message = NULL;
  PodServiceError code = POD_SERVICE_ERROR_INPUT;

  if (g_error_matches (*error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT))
    {
      message = _ ("The right to sign was withdrawn meanwhile.");
      code = POD_SERVICE_ERROR_ROLE;
    }
  else if (g_error_matches (*error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT))
    message = _ ("It was changed meanwhile: look at it as it is now, and sign that.");
  else if (g_error_matches (*error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND))
    message = _ ("There is nothing that this would sign.");
  if (message == NULL)
    return;
  g_clear_error (error);
  g_set_error_literal (error, POD_SERVICE_ERROR, code, message);
}

static gboolean
load_subject (PodSnapshot *snapshot, PodConnection *connection, gint64 subject, GError **error)
{
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (subject != 0)
    g_array_append_val (subjects, subject);
  return pod_snapshot_load (snapshot, connection, subjects, error);
}

static gpointer
sign (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Signing *signing = data;
  g_autoptr (PodSnapshot) snapshot = pod_snapshot_new ();
  GError *local = NULL;

  if (pod_trial_check_in_force (connection, signing->stamp, &local) &&
      pod_connection_set_stamp (connection, signing->stamp, &local) &&
      check_queries (connection, signing, &local) &&
      pod_signature_table_add (connection, signing->key->vault,
                               &(PodToSign){ signing->subject, signing->scope, signing->about,
                                             signing->meaning, signing->audit, signing->lent_on },
                               &local) != 0 &&
      load_subject (snapshot, connection, signing->subject, &local))
    return g_steal_pointer (&snapshot);
  pod_signing_explain (&local);
  g_propagate_error (error, local);
  return NULL;
}

/* ---- the verb ---- */

/* Not before the password was found to be right: it is the moment of signing. */
static void
stamp_signing (PodTrial *self, Signing *signing)
{
  signing->stamp = pod_trial_make_stamp (self, NULL);
  signing->key = pod_key_ref (self->key);
  if (!pod_role_may (self->role, find_verb (signing->scope)))
    signing->lent_on = pod_date_to_string (pod_trial_get_today (self));
}

static gboolean
take_signed (PodTrial *self, PodSnapshot *snapshot, GError *failure, GError **error)
{
  if (snapshot != NULL)
    {
      /* Somebody may have locked the trial meanwhile: what was signed stays signed. */
      if (pod_trial_is_signed_in (self))
        pod_trial_take_snapshot (self, snapshot);
      return TRUE;
    }
  if (g_error_matches (failure, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    pod_trial_add_problem (self, "scope", failure->message);
  g_propagate_error (error, failure);
  return FALSE;
}

gboolean
pod_trial_sign (PodTrial *self,
                gint64 subject,
                const char *scope,
                gint64 about,
                const char *meaning,
                const char *password,
                gint64 audit,
                GError **error)
{
  g_autoptr (Signing) signing = make_signing (self, subject, scope, about, meaning, audit, error);
  g_autoptr (PodSnapshot) snapshot = NULL;
  GError *failure = NULL;

  if (signing == NULL || !pod_trial_check_password_for (self, "signature", password, error))
    return FALSE;
  stamp_signing (self, signing);
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, sign, signing,
                                (GDestroyNotify) pod_snapshot_free, self->over, &failure);
  return take_signed (self, snapshot, failure, error);
}

static void
sign_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  GError *failure = NULL;
  GError *error = NULL;
  g_autoptr (PodSnapshot)
      snapshot = pod_database_run_finish (POD_DATABASE (source), result, &failure);

  if (take_signed (self, snapshot, failure, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* ---- the same without waiting: try the password, sign ---- */

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = POD_TRIAL (source);
  Signing *signing = g_task_get_task_data (task);
  GError *error = NULL;

  if (pod_trial_do_apart_finish (self, result, &error))
    {
      if (signing->epoch != self->epoch)
        pod_trial_set_gone_error (&error);
      else
        g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error);
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  stamp_signing (self, signing);
  pod_database_run (self->database, POD_ACCESS_WRITE, sign, signing, NULL,
                    (GDestroyNotify) pod_snapshot_free, g_task_get_cancellable (task),
                    sign_ready_cb, g_object_ref (task));
}

static gboolean
try_password (PodTrial *twin, gpointer data, GError **error)
{
  const Signing *signing = data;

  return pod_trial_check_password_for (twin, "signature", signing->password, error);
}

void
pod_trial_sign_async (PodTrial *self,
                      gint64 subject,
                      const char *scope,
                      gint64 about,
                      const char *meaning,
                      const char *password,
                      gint64 audit,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_sign_async, cancellable, callback, user_data);
  GError *error = NULL;
  Signing *signing = make_signing (self, subject, scope, about, meaning, audit, &error);

  if (signing == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  signing->password = g_strdup (password != NULL ? password : "");
  g_task_set_task_data (task, signing, (GDestroyNotify) signing_free);
  pod_trial_do_apart_async (self, try_password, signing, NULL, tried_cb, g_object_ref (task));
}

gboolean
pod_trial_sign_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- what became of it ---- */

void
pod_difference_free (PodDifference *difference)
{
  g_free (difference->table);
  g_free (difference->column);
  g_free (difference->old_value);
  g_free (difference->new_value);
  g_free (difference);
}

static gpointer
compare (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return pod_signature_table_compare (connection, *(const gint64 *) data, error);
}

static GPtrArray *
tell_differences (GPtrArray *changes)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_difference_free);

  for (guint i = 0; i < changes->len; i++)
    {
      PodCellChange *change = g_ptr_array_index (changes, i);
      PodDifference *difference = g_new0 (PodDifference, 1);

      difference->table = g_steal_pointer (&change->table);
      difference->row = change->row;
      difference->column = g_steal_pointer (&change->column);
      difference->old_value = g_steal_pointer (&change->old_value);
      difference->new_value = g_steal_pointer (&change->new_value);
      g_ptr_array_add (differences, difference);
    }
  return differences;
}

GPtrArray *
pod_trial_list_differences (PodTrial *self, gint64 signature, GError **error)
{
  g_autoptr (GPtrArray) changes = NULL;

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return NULL;
  changes = pod_database_call (self->database, POD_ACCESS_READ, compare, &signature,
                               (GDestroyNotify) g_ptr_array_unref, NULL, error);
  return changes != NULL ? tell_differences (changes) : NULL;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) changes = pod_database_run_finish (POD_DATABASE (source), result, &error);

  if (error == NULL && GPOINTER_TO_UINT (g_task_get_task_data (task)) != self->epoch)
    pod_trial_set_gone_error (&error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, tell_differences (changes), (GDestroyNotify) g_ptr_array_unref);
}

void
pod_trial_list_differences_async (PodTrial *self,
                                  gint64 signature,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_list_differences_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;

  g_task_set_task_data (task, GUINT_TO_POINTER (self->epoch), NULL);
  if (!pod_trial_require (self, POD_VERB_READ, &error))
    g_task_return_error (task, error);
  else
    pod_database_run (self->database, POD_ACCESS_READ, compare,
                      g_memdup2 (&signature, sizeof signature), g_free,
                      (GDestroyNotify) g_ptr_array_unref, cancellable, compared_cb,
                      g_object_ref (task));
}

GPtrArray *
pod_trial_list_differences_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  gint64 signature;
  PodSealCheck check;
} Checking;

static gpointer
check (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Checking *checking = data;

  pod_signature_table_check (connection, checking->signature, &checking->check, error);
  return NULL;
}

static PodSignatureCheck
tell_check (PodSealCheck check)
{
  if (check == POD_SEAL_TRUE)
    return POD_SIGNATURE_TRUE;
  return check == POD_SEAL_REDACTED ? POD_SIGNATURE_REDACTED : POD_SIGNATURE_FALSE;
}

PodSignatureCheck
pod_trial_check_signature (PodTrial *self, gint64 signature, GError **error)
{
  Checking checking = { signature, POD_SEAL_FALSE };

  if (pod_trial_require (self, POD_VERB_READ, error))
    pod_database_call (self->database, POD_ACCESS_READ, check, &checking, NULL, NULL, error);
  return tell_check (checking.check);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Checking *checking = g_task_get_task_data (task);
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, tell_check (checking->check));
}

void
pod_trial_check_signature_async (PodTrial *self,
                                 gint64 signature,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const Checking checking = { signature, POD_SEAL_FALSE };
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_check_signature_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;

  g_task_set_task_data (task, g_memdup2 (&checking, sizeof checking), g_free);
  if (!pod_trial_require (self, POD_VERB_READ, &error))
    g_task_return_error (task, error);
  else
    pod_database_run (self->database, POD_ACCESS_READ, check, g_task_get_task_data (task), NULL,
                      NULL, cancellable, checked_cb, g_object_ref (task));
}

PodSignatureCheck
pod_trial_check_signature_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  GError *local = NULL;
  gssize answer;

  g_return_val_if_fail (g_task_is_valid (result, self), POD_SIGNATURE_FALSE);

  answer = g_task_propagate_int (G_TASK (result), &local);
  if (local == NULL)
    return (PodSignatureCheck) answer;
  g_propagate_error (error, local);
  return POD_SIGNATURE_FALSE;
}
