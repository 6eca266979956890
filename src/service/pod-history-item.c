/* One row of the history. */

#include "pod-history-private.h"

#include <string.h>

struct _PodHistoryItem
{
  GObject parent_instance;

  gint64 sequence;
  gint64 row;
  int offset;
  gboolean can_redact;
  char *when;
  char *user;
  char *role;
  char *organisation;
  char *action;
  char *table;
  char *subject;
  char *setting;
  char *field;
  char *old_value;
  char *new_value;
  char *why;
  gboolean is_return;
};

G_DEFINE_FINAL_TYPE (PodHistoryItem, pod_history_item, G_TYPE_OBJECT)

static void
pod_history_item_finalize (GObject *object)
{
  PodHistoryItem *self = POD_HISTORY_ITEM (object);

  g_free (self->when);
  g_free (self->user);
  g_free (self->role);
  g_free (self->organisation);
  g_free (self->action);
  g_free (self->table);
  g_free (self->subject);
  g_free (self->setting);
  g_free (self->field);
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self->why);

  G_OBJECT_CLASS (pod_history_item_parent_class)->finalize (object);
}

static void
pod_history_item_class_init (PodHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_history_item_finalize;
}

static void
pod_history_item_init (PodHistoryItem *self)
{
}

/* A NUL would end what is shown: its symbol, U+2400, stands for it.  A file has the character itself. */
static char *
show_value (const char *value, gsize length)
{
  g_autoptr (GString) shown = NULL;

  if (value == NULL || memchr (value, '\0', length) == NULL)
    return g_strdup (value);
  shown = g_string_new (NULL);
  for (gsize i = 0; i < length; i++)
    if (value[i] == '\0')
      g_string_append (shown, "␀");
    else
      g_string_append_c (shown, value[i]);
  return g_string_free (g_steal_pointer (&shown), FALSE);
}

PodHistoryItem *
pod_history_item_new (const PodAuditEntry *entry, char *setting)
{
  PodHistoryItem *self = g_object_new (POD_TYPE_HISTORY_ITEM, NULL);

  self->sequence = entry->sequence;
  self->row = entry->row ? g_ascii_strtoll (entry->row, NULL, 10) : 0;
  self->offset = entry->offset;
  self->can_redact = entry->can_redact;
  self->when = g_strdup (entry->when);
  self->user = g_strdup (entry->user);
  self->role = g_strdup (entry->role);
  self->organisation = g_strdup (entry->organisation);
  self->action = g_strdup (entry->action);
  self->table = g_strdup (entry->table);
  self->subject = g_strdup (entry->subject);
  self->setting = setting;
  self->field = g_strdup (entry->field);
  self->old_value = show_value (entry->old_value, entry->old_length);
  self->new_value = show_value (entry->new_value, entry->new_length);
  self->why = pod_history_reason_to_words (entry->why);
  self->is_return = pod_history_is_return_reason (entry->why);
  return self;
}

gint64
pod_history_item_get_sequence (PodHistoryItem *self)
{
  return self->sequence;
}

const char *
pod_history_item_get_when (PodHistoryItem *self)
{
  return self->when;
}

int
pod_history_item_get_offset (PodHistoryItem *self)
{
  return self->offset;
}

const char *
pod_history_item_get_user (PodHistoryItem *self)
{
  return self->user;
}

const char *
pod_history_item_get_role (PodHistoryItem *self)
{
  return self->role;
}

const char *
pod_history_item_get_organisation (PodHistoryItem *self)
{
  return self->organisation;
}

const char *
pod_history_item_get_action (PodHistoryItem *self)
{
  return self->action;
}

const char *
pod_history_item_get_table (PodHistoryItem *self)
{
  return self->table;
}

gint64
pod_history_item_get_row (PodHistoryItem *self)
{
  return self->row;
}

const char *
pod_history_item_get_subject (PodHistoryItem *self)
{
  return self->subject;
}

const char *
pod_history_item_get_setting (PodHistoryItem *self)
{
  return self->setting;
}

const char *
pod_history_item_get_field (PodHistoryItem *self)
{
  return self->field;
}

const char *
pod_history_item_get_old (PodHistoryItem *self)
{
  return self->old_value;
}

const char *
pod_history_item_get_new (PodHistoryItem *self)
{
  return self->new_value;
}

const char *
pod_history_item_get_why (PodHistoryItem *self)
{
  return self->why;
}

gboolean
pod_history_item_is_return (PodHistoryItem *self)
{
  return self->is_return;
}

gboolean
pod_history_item_can_redact (PodHistoryItem *self)
{
  return self->can_redact;
}
