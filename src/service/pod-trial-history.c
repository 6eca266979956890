/* The audit trail as a list, and whether the machine's clock can be believed. */

#include "pod-history-private.h"

#define DEFAULT_LIMIT 500

PodHistorySearch *
pod_history_search_new (PodTrial *self, const PodHistoryFilter *filter)
{
  static const PodHistoryFilter everything = { 0 };
  PodHistorySearch *search = g_new0 (PodHistorySearch, 1);

  if (filter == NULL)
    filter = &everything;
  search->table = g_strdup (filter->table);
  search->user = g_strdup (filter->user);
  search->action = g_strdup (filter->action);
  if (filter->text != NULL && filter->text[0] != '\0')
    search->text = g_utf8_casefold (filter->text, -1);
  search->limit = filter->limit > 0 ? filter->limit : DEFAULT_LIMIT;
  search->query = (PodAuditQuery){ .subject = filter->subject,
                                   .with_person = pod_trial_may (self, POD_VERB_SEE_IDENTITY),
                                   .table = search->table,
                                   .row = filter->row,
                                   .user = search->user,
                                   .action = search->action,
                                   .from = filter->from,
                                   .to = filter->to,
                                   .before = filter->before };
  return search;
}

void
pod_history_search_free (PodHistorySearch *search)
{
  g_free (search->table);
  g_free (search->user);
  g_free (search->action);
  g_free (search->text);
  g_free (search);
}

static gboolean
occurs (const PodHistorySearch *search, const char *text)
{
  g_autofree char *folded = text ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, search->text) != NULL;
}

/* As it is stored, and as it is read. */
static gboolean
occurs_in_reason (const PodHistorySearch *search, const char *why)
{
  g_autofree char *words = pod_history_reason_to_words (why);

  return occurs (search, why) || occurs (search, words);
}

gboolean
pod_history_search_fits (const PodHistorySearch *search, const PodAuditEntry *entry)
{
  if (search->text == NULL)
    return TRUE;
  return occurs (search, entry->old_value) || occurs (search, entry->new_value) ||
         occurs_in_reason (search, entry->why) || occurs (search, entry->field) ||
         (entry->field != NULL &&
          occurs (search, pod_history_field_to_words (entry->table, entry->field)));
}

/* ---- the list ---- */

typedef struct
{
  PodConnection *connection;
  const PodHistorySearch *search;
  GListStore *items;
  guint n;
} Page;

/* An entry that changes the value alone does not say whose value it is. */
static char *
find_setting (PodConnection *connection, const PodAuditEntry *entry)
{
  if (g_strcmp0 (entry->table, "setting") != 0 || entry->row == NULL)
    return NULL;
  return pod_setting_find_key (connection, g_ascii_strtoll (entry->row, NULL, 10), NULL);
}

/* An entry stands on one page with all its fields, since the next page begins with the entry before it. */
static gboolean
add_entry_cb (GPtrArray *fields, gpointer data, GError **error)
{
  Page *page = data;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < fields->len; i++)
    {
      const PodAuditEntry *entry = g_ptr_array_index (fields, i);

      if (pod_history_search_fits (page->search, entry))
        g_ptr_array_add (items,
                         pod_history_item_new (entry, find_setting (page->connection, entry)));
    }
  if (page->n > 0 && page->n + items->len > page->search->limit)
    return FALSE;
  g_list_store_splice (page->items, page->n, 0, items->pdata, items->len);
  page->n += items->len;
  return page->n < page->search->limit;
}

static gpointer
list (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const PodHistorySearch *search = data;
  g_autoptr (GListStore) items = g_list_store_new (POD_TYPE_HISTORY_ITEM);
  Page page = { .connection = connection, .search = search, .items = items };

  if (!pod_audit_each (connection, &search->query, add_entry_cb, &page, cancellable, error))
    return NULL;
  return g_steal_pointer (&items);
}

GListModel *
pod_trial_list_history (PodTrial *self, const PodHistoryFilter *filter, GError **error)
{
  g_autoptr (PodHistorySearch) search = NULL;

  if (!pod_trial_require (self, POD_VERB_HISTORY, error))
    return NULL;
  search = pod_history_search_new (self, filter);
  return pod_database_call (self->database, POD_ACCESS_READ, list, search, g_object_unref, NULL,
                            error);
}

void
pod_trial_list_history_async (PodTrial *self,
                              const PodHistoryFilter *filter,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_list_history_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;

  if (!pod_trial_require (self, POD_VERB_HISTORY, &error))
    g_task_return_error (task, error);
  else
    pod_trial_read_in_session (task, list, pod_history_search_new (self, filter),
                               (GDestroyNotify) pod_history_search_free, g_object_unref);
}

GListModel *
pod_trial_list_history_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- the clock ---- */

typedef struct
{
  PodInstant now;
  gboolean sound;
} ClockCheck;

static gpointer
check_clock (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  ClockCheck *check = data;

  pod_audit_is_clock_sound (connection, check->now, &check->sound, error);
  return NULL;
}

gboolean
pod_trial_is_clock_sound (PodTrial *self)
{
  ClockCheck check = { .now = pod_clock_now (&self->clock), .sound = TRUE };

  /* What cannot be read says nothing of the clock; whoever reads next is told of that. */
  if (pod_trial_require_open (self, NULL))
    pod_database_call (self->database, POD_ACCESS_READ, check_clock, &check, NULL, NULL, NULL);
  return check.sound;
}
