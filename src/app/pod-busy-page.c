#include "pod-busy-page.h"

#define PULSE_MS 100

struct _PodBusyPage
{
  AdwBin parent_instance;

  guint pulse_id;

  GtkLabel *label;
  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (PodBusyPage, pod_busy_page, ADW_TYPE_BIN)

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (POD_BUSY_PAGE (user_data)->bar);
  return G_SOURCE_CONTINUE;
}

static void
pod_busy_page_dispose (GObject *object)
{
  pod_busy_page_stop (POD_BUSY_PAGE (object));
  G_OBJECT_CLASS (pod_busy_page_parent_class)->dispose (object);
}

static void
pod_busy_page_class_init (PodBusyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_busy_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-busy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PodBusyPage, label);
  gtk_widget_class_bind_template_child (widget_class, PodBusyPage, bar);
}

static void
pod_busy_page_init (PodBusyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_busy_page_start (PodBusyPage *self, const char *text)
{
  pod_busy_page_stop (self);
  gtk_label_set_text (self->label, text);
  gtk_progress_bar_set_fraction (self->bar, 0);
  self->pulse_id = g_timeout_add (PULSE_MS, pulse_cb, self);
}

void
pod_busy_page_report (double fraction, gpointer page)
{
  PodBusyPage *self = page;

  pod_busy_page_stop (self);
  gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0, 1));
}

void
pod_busy_page_stop (PodBusyPage *self)
{
  g_clear_handle_id (&self->pulse_id, g_source_remove);
}
