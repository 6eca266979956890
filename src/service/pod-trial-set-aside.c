/* A reading that nobody has taken anything of is set aside, so that its file can be read again as another laboratory's, or by another map.
 * What somebody has taken is theirs: whether nothing was is asked in the transaction that ends the rest. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-importing.h"

#define WAITS (1u << POD_ARRIVAL_CLEAR | 1u << POD_ARRIVAL_WAITING | 1u << POD_ARRIVAL_UNMAPPED)

typedef struct
{
  PodStamp *stamp;
  gint64 arrival;
} Aside;

static void
aside_free (Aside *aside)
{
  pod_stamp_free (aside->stamp);
  g_free (aside);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Aside, aside_free)

static gboolean
set_input_error (const char *message, GError **error)
{
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT, message);
  return FALSE;
}

/* Any that was taken stands, was corrected since, or took something out. */
static gboolean
check_untouched (PodConnection *connection, gint64 arrival, GError **error)
{
  const PodArrivalQuery query = { .arrival = arrival,
                                  .states = 1u << POD_ARRIVAL_ACCEPTED,
                                  .limit = 1 };
  g_autoptr (GPtrArray) taken = pod_arrival_item_list (connection, NULL, &query, error);

  if (taken == NULL)
    return FALSE;
  return taken->len == 0 ||
         set_input_error (_ ("Somebody has taken results of this file meanwhile. Undo the file in "
                             "“Results That Came In” first, then read it again."),
                          error);
}

static gboolean
end_item (PodConnection *connection, PodArrivalItem *item, GError **error)
{
  item->state = POD_ARRIVAL_UNDONE;
  g_free ((char *) item->resolution);
  item->resolution = g_strdup ("undone");
  return pod_arrival_item_settle (connection, item, FALSE, error);
}

static gboolean
end_items (PodConnection *connection, gint64 arrival, GError **error)
{
  const PodArrivalQuery query = { .arrival = arrival, .states = WAITS };
  g_autoptr (GPtrArray) items = pod_arrival_item_list (connection, NULL, &query, error);

  for (guint i = 0; items != NULL && i < items->len; i++)
    if (!end_item (connection, g_ptr_array_index (items, i), error))
      return FALSE;
  return items != NULL;
}

static gpointer
set_aside (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Aside *aside = data;
  g_autoptr (PodArrival) arrival = NULL;

  if (!pod_trial_begin_writing (connection, aside->stamp, error) ||
      !check_untouched (connection, aside->arrival, error) ||
      !end_items (connection, aside->arrival, error))
    return NULL;
  arrival = pod_arrival_table_get (connection, aside->arrival, error);
  if (arrival == NULL)
    return NULL;
  arrival->voided = TRUE;
  pod_arrival_table_update (connection, arrival, error);
  return NULL;
}

/* ---- the verbs ---- */

static Aside *
aside_new (PodTrial *self, gint64 arrival, const char *why, GError **error)
{
  g_autofree char *reason = g_strstrip (g_strdup (why != NULL ? why : ""));
  Aside *aside;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return NULL;
  if (*reason == '\0')
    {
      set_input_error (_ ("Say why the import is undone."), error);
      return NULL;
    }
  aside = g_new0 (Aside, 1);
  aside->stamp = pod_trial_make_stamp (self, reason);
  aside->arrival = arrival;
  return aside;
}

gboolean
pod_trial_set_aside_arrival (PodTrial *self, gint64 arrival, const char *why, GError **error)
{
  g_autoptr (Aside) aside = aside_new (self, arrival, why, error);

  return aside != NULL && pod_trial_call (self, POD_ACCESS_WRITE, set_aside, aside, error);
}

static void
set_aside_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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
pod_trial_set_aside_arrival_async (PodTrial *self,
                                   gint64 arrival,
                                   const char *why,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_set_aside_arrival_async, NULL,
                                               callback, user_data);
  GError *error = NULL;
  Aside *aside = aside_new (self, arrival, why, &error);

  if (aside == NULL)
    g_task_return_error (task, error);
  else
    pod_database_run (self->database, POD_ACCESS_WRITE, set_aside, aside,
                      (GDestroyNotify) aside_free, NULL, NULL, set_aside_cb, g_object_ref (task));
}

gboolean
pod_trial_set_aside_arrival_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
