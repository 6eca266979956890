#include "pod-config.h"

#include "pod-not-done-popover.h"

#include "pod-words.h"

struct _PodNotDonePopover
{
  GtkPopover parent_instance;

  GtkLabel *about;
  GtkListBox *reasons;
  GtkEditable *other;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodNotDonePopover, pod_not_done_popover, GTK_TYPE_POPOVER)

static void
choose (PodNotDonePopover *self, const char *text)
{
  g_autofree char *reason = g_strstrip (g_strdup (text));

  if (*reason == '\0')
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, reason);
}

static void
activated_cb (PodNotDonePopover *self, GtkListBoxRow *row)
{
  choose (self, gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))));
}

static void
other_cb (PodNotDonePopover *self)
{
  choose (self, gtk_editable_get_text (self->other));
}

static void
pod_not_done_popover_class_init (PodNotDonePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", POD_TYPE_NOT_DONE_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-not-done-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PodNotDonePopover, about);
  gtk_widget_class_bind_template_child (widget_class, PodNotDonePopover, reasons);
  gtk_widget_class_bind_template_child (widget_class, PodNotDonePopover, other);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
}

static void
pod_not_done_popover_init (PodNotDonePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pod_not_done_popover_new (const PodStudy *study)
{
  PodNotDonePopover *self = g_object_new (POD_TYPE_NOT_DONE_POPOVER, NULL);
  const GPtrArray *reasons = pod_study_get_not_done_reasons (study);

  for (guint i = 0; i < reasons->len; i++)
    {
      const PodNotDone *reason = g_ptr_array_index (reasons, i);
      GtkWidget *label = gtk_label_new (pod_words_get (&reason->label, pod_words_locale ()));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (self->reasons, label);
    }
  return GTK_WIDGET (self);
}

void
pod_not_done_popover_ask (PodNotDonePopover *self, const GdkRectangle *rect, const char *about)
{
  GtkListBoxRow *first;

  g_return_if_fail (POD_IS_NOT_DONE_POPOVER (self));

  gtk_label_set_text (self->about, about);
  gtk_editable_set_text (self->other, "");
  gtk_popover_set_pointing_to (GTK_POPOVER (self), rect);
  gtk_popover_popup (GTK_POPOVER (self));
  first = gtk_list_box_get_row_at_index (self->reasons, 0);
  gtk_widget_grab_focus (first != NULL ? GTK_WIDGET (first) : GTK_WIDGET (self->other));
}
