/* Drafts: what somebody is typing, kept at every pause.  The database thread takes its jobs one after another, so of two savings of
 * one form the later one stays, and one that was asked for before a lock is done after it. */

#include "pod-trial-draft.h"

#include <string.h>

#include "pod-draft-memory.h"
#include "pod-draft-table.h"
#include "pod-trial-private.h"

void
pod_draft_free (PodDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->form);
  if (draft->content != NULL)
    pod_wipe (draft->content);
  g_free (draft->saved);
  g_free (draft);
}

/* ---- saving ---- */

typedef struct
{
  PodStamp *stamp;
  PodKey *key;
  char *form;
  gint64 subject;
  gint64 record;
  char *content; /* NULL: to be forgotten */
} Saving;

static void
saving_free (Saving *saving)
{
  pod_stamp_free (saving->stamp);
  pod_key_unref (saving->key);
  g_free (saving->form);
  if (saving->content != NULL)
    pod_wipe (saving->content);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* Who may send a form off may leave it half done.  A form's name may have what it is about behind a stroke. */
static PodVerb
find_verb (const char *form)
{
  static const struct
  {
    const char *form;
    PodVerb verb;
  } verbs[] = {
    { "person", POD_VERB_MANAGE_USERS }, { "register", POD_VERB_CONSENT },
    { "query", POD_VERB_ASK },           { "ask-again", POD_VERB_ASK },
    { "answer", POD_VERB_ANSWER },
  };
  gsize length = strcspn (form, "/");

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strlen (verbs[i].form) == length && strncmp (form, verbs[i].form, length) == 0)
      return verbs[i].verb;
  return POD_VERB_RECORD;
}

/* One's own are read and thrown away by whoever may do anything with a form, also where the role has changed since. */
static gboolean
require_any (PodTrial *self, GError **error)
{
  return pod_trial_require (self,
                            pod_trial_may (self, POD_VERB_MANAGE_USERS) ? POD_VERB_MANAGE_USERS
                                                                        : POD_VERB_READ,
                            error);
}

gboolean
pod_trial_may_draft (PodTrial *self, const char *form)
{
  return pod_trial_may (self, find_verb (form));
}

gboolean
pod_trial_keeps_drafts (PodTrial *self)
{
  return pod_trial_is_signed_in (self) && pod_vault_has_data (self->key->vault);
}

/* With a key, takes out of memory what was typed while there was none. */
static void
keep_in_memory (PodTrial *self,
                const char *form,
                gint64 subject,
                gint64 record,
                const char *content)
{
  g_autofree char *moment = pod_instant_to_string (pod_clock_now (&self->clock));

  pod_draft_memory_put (self->drafts, self->user_id, form, subject, record, content, moment);
}

/* NULL, without an error, where there is no key: it is in memory then, and all is done. */
static Saving *
make_saving (PodTrial *self,
             const char *form,
             gint64 subject,
             gint64 record,
             const char *content,
             GError **error)
{
  Saving *saving;

  if (content != NULL ? !pod_trial_require (self, find_verb (form), error)
                      : !require_any (self, error))
    return NULL;
  keep_in_memory (self, form, subject, record, pod_trial_keeps_drafts (self) ? NULL : content);
  if (!pod_trial_keeps_drafts (self))
    return NULL;
  saving = g_new0 (Saving, 1);
  saving->stamp = pod_trial_make_stamp (self, NULL);
  /* What was typed is kept also where the study was amended meanwhile: it decides nothing. */
  g_clear_pointer (&saving->stamp->study, g_free);
  saving->key = pod_key_ref (self->key);
  saving->form = g_strdup (form);
  saving->subject = subject;
  saving->record = record;
  saving->content = g_strdup (content);
  return saving;
}

static gpointer
save (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *saving = data;

  if (!pod_trial_begin_writing (connection, saving->stamp, error))
    return NULL;
  if (saving->content == NULL)
    pod_draft_table_remove (connection, saving->form, saving->subject, saving->record, error);
  else
    pod_draft_table_put (connection, saving->key->vault, saving->form, saving->subject,
                         saving->record, saving->content, error);
  return NULL;
}

static void
save_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
pod_trial_save_draft_async (PodTrial *self,
                            const char *form,
                            gint64 subject,
                            gint64 record,
                            const char *content,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask)
      task = pod_trial_new_task (self, pod_trial_save_draft_async, NULL, callback, user_data);
  GError *error = NULL;
  Saving *saving = make_saving (self, form, subject, record, content, &error);

  if (saving != NULL)
    pod_database_run (self->database, POD_ACCESS_WRITE, save, saving, (GDestroyNotify) saving_free,
                      NULL, NULL, save_ready_cb, g_object_ref (task));
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
pod_trial_save_draft_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
pod_trial_save_draft (PodTrial *self,
                      const char *form,
                      gint64 subject,
                      gint64 record,
                      const char *content,
                      GError **error)
{
  GError *failure = NULL;
  g_autoptr (Saving) saving = make_saving (self, form, subject, record, content, &failure);

  if (saving != NULL)
    pod_database_call (self->database, POD_ACCESS_WRITE, save, saving, NULL, NULL, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* ---- listing ---- */

typedef struct
{
  PodVault *vault;
  const char *user;
} Asking;

static gpointer
list (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Asking *asking = data;

  return pod_draft_table_list (connection, asking->vault, asking->user, error);
}

static PodDraft *
take_stored (PodStoredDraft *stored)
{
  PodDraft *draft = g_new0 (PodDraft, 1);

  draft->form = g_steal_pointer (&stored->form);
  draft->subject = stored->subject;
  draft->record = stored->record;
  draft->content = g_strdup (stored->content);
  draft->saved = g_steal_pointer (&stored->moment);
  return draft;
}

GPtrArray *
pod_trial_list_drafts (PodTrial *self, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_draft_free);
  g_autoptr (GPtrArray) stored = NULL;

  if (!require_any (self, error))
    return NULL;
  pod_draft_memory_list (self->drafts, self->user_id, drafts);
  if (!pod_trial_keeps_drafts (self))
    return g_steal_pointer (&drafts);
  stored = pod_database_call (self->database, POD_ACCESS_READ, list,
                              &(Asking){ self->key->vault, self->user },
                              (GDestroyNotify) g_ptr_array_unref, NULL, error);
  if (stored == NULL)
    return NULL;
  for (guint i = 0; i < stored->len; i++)
    g_ptr_array_add (drafts, take_stored (g_ptr_array_index (stored, i)));
  return g_steal_pointer (&drafts);
}
