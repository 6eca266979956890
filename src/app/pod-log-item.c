#include "pod-log-item.h"

struct _PodLogItem
{
  GObject parent_instance;

  const PodLogEntry *entry;
};

G_DEFINE_FINAL_TYPE (PodLogItem, pod_log_item, G_TYPE_OBJECT)

static void
pod_log_item_class_init (PodLogItemClass *klass)
{
}

static void
pod_log_item_init (PodLogItem *self)
{
}

PodLogItem *
pod_log_item_new (const PodLogEntry *entry)
{
  PodLogItem *self = g_object_new (POD_TYPE_LOG_ITEM, NULL);

  self->entry = entry;
  return self;
}

const PodLogEntry *
pod_log_item_get_entry (PodLogItem *self)
{
  return self->entry;
}
