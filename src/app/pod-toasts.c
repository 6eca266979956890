#include "pod-toasts.h"

struct _PodToasts
{
  GObject parent_instance;

  AdwToastOverlay *overlay;
  GPtrArray *shown; /* AdwToast: not yet dismissed */
};

G_DEFINE_FINAL_TYPE (PodToasts, pod_toasts, G_TYPE_OBJECT)

static void
pod_toasts_finalize (GObject *object)
{
  g_ptr_array_unref (POD_TOASTS (object)->shown);
  G_OBJECT_CLASS (pod_toasts_parent_class)->finalize (object);
}

static void
pod_toasts_class_init (PodToastsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_toasts_finalize;
}

static void
pod_toasts_init (PodToasts *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
}

PodToasts *
pod_toasts_new (AdwToastOverlay *overlay)
{
  PodToasts *self = g_object_new (POD_TYPE_TOASTS, NULL);

  self->overlay = overlay;
  return self;
}

static void
dismissed_cb (PodToasts *self, AdwToast *toast)
{
  g_ptr_array_remove (self->shown, toast);
}

/* AdwToast reads markup, and has no switch for it at 1.2. */
AdwToast *
pod_toasts_show (PodToasts *self, const char *text, guint seconds)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, seconds);
  if (seconds != POD_TOAST_SHORT)
    adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_ptr_array_add (self->shown, g_object_ref (toast));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->overlay, toast);
  return toast;
}

void
pod_toasts_dismiss_all (PodToasts *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_copy (self->shown, (GCopyFunc) g_object_ref, NULL);

  g_ptr_array_set_free_func (shown, g_object_unref);
  for (guint i = 0; i < shown->len; i++)
    adw_toast_dismiss (g_ptr_array_index (shown, i));
}
