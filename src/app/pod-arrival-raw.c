#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-raw.h"

#include <glib/gi18n-lib.h>

#include "pod-subject-page.h"

struct _PodArrivalRaw
{
  AdwBin parent_instance;

  PodTrial *trial; /* not held: it is the dialog's */
  gint64 item;     /* 0 for none */
  guint hide_id;
  guint reveal_seconds;
  GCancellable *cancellable; /* (nullable): of the look that was asked for */

  GtkToggleButton *reveal_button;
  GtkLabel *sealed;
  GtkWidget *frame;
  GtkTextView *text;
};

G_DEFINE_FINAL_TYPE (PodArrivalRaw, pod_arrival_raw, ADW_TYPE_BIN)

static void
set_text (PodArrivalRaw *self, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}

static const char *
say_sealed (PodArrivalRaw *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->reveal_button)))
    return _ ("The laboratory’s own words for this result, which may name the patient; only "
              "those who may see names can show them.");
  return _ ("The laboratory’s own words for this result, which may name the patient; showing "
            "them is recorded.");
}

/* Whoever reads it by the keyboard finds the eye again when it goes. */
static void
hide (PodArrivalRaw *self)
{
  g_clear_handle_id (&self->hide_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (gtk_widget_has_focus (GTK_WIDGET (self->text)))
    gtk_widget_grab_focus (GTK_WIDGET (self->reveal_button));
  set_text (self, "");
  gtk_widget_set_visible (self->frame, FALSE);
  gtk_label_set_text (self->sealed, say_sealed (self));
  gtk_widget_set_visible (GTK_WIDGET (self->sealed), TRUE);
  gtk_toggle_button_set_active (self->reveal_button, FALSE);
}

static gboolean
hide_cb (gpointer user_data)
{
  PodArrivalRaw *self = user_data;

  self->hide_id = 0;
  hide (self);
  return G_SOURCE_REMOVE;
}

static void
show (PodArrivalRaw *self, const char *raw)
{
  set_text (self, raw);
  gtk_widget_set_visible (self->frame, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->sealed), FALSE);
  self->hide_id = g_timeout_add_seconds (self->reveal_seconds, hide_cb, self);
}

static void
raw_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodArrivalRaw) self = user_data;
  g_autoptr (GError) error = NULL;
  char *raw = pod_trial_open_arrival_raw_finish (POD_TRIAL (source), result, &error);
  g_autofree char *words = error != NULL ? pod_trial_error_to_words (error) : NULL;
  gboolean is_asked = self->cancellable == g_task_get_cancellable (G_TASK (result));

  /* Else another result is chosen by then, or it was hidden again. */
  if (is_asked && raw != NULL)
    show (self, raw);
  else if (is_asked)
    {
      hide (self);
      gtk_label_set_text (self->sealed, words);
    }
  pod_trial_free_raw (raw);
}

/* As a look at a name it is an entry in the audit trail, so it happens only when asked for. */
static void
reveal_toggled_cb (PodArrivalRaw *self)
{
  if (!gtk_toggle_button_get_active (self->reveal_button))
    {
      hide (self);
      return;
    }
  if (self->trial == NULL || self->item == 0)
    return;
  self->cancellable = g_cancellable_new ();
  pod_trial_open_arrival_raw_async (self->trial, self->item, self->cancellable, raw_cb,
                                    g_object_ref (self));
}

void
pod_arrival_raw_show (PodArrivalRaw *self, PodTrial *trial, const PodTrialArrivalItem *item)
{
  gint64 id = item != NULL ? item->id : 0;
  gboolean may = pod_trial_may (trial, POD_VERB_SEE_IDENTITY);
  gboolean is_as_before = may == gtk_widget_get_visible (GTK_WIDGET (self->reveal_button));

  self->trial = trial;
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button), may);
  if (id == self->item && is_as_before)
    return;
  self->item = id;
  hide (self);
}

void
pod_arrival_raw_set_reveal_seconds (PodArrivalRaw *self, guint seconds)
{
  self->reveal_seconds = seconds;
}

/* ---- the widget ---- */

static void
pod_arrival_raw_unmap (GtkWidget *widget)
{
  hide (POD_ARRIVAL_RAW (widget));
  GTK_WIDGET_CLASS (pod_arrival_raw_parent_class)->unmap (widget);
}

static void
pod_arrival_raw_dispose (GObject *object)
{
  PodArrivalRaw *self = POD_ARRIVAL_RAW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->hide_id, g_source_remove);
  G_OBJECT_CLASS (pod_arrival_raw_parent_class)->dispose (object);
}

static void
pod_arrival_raw_class_init (PodArrivalRawClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_arrival_raw_dispose;
  widget_class->unmap = pod_arrival_raw_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-arrival-raw.ui");
  gtk_widget_class_bind_template_child (widget_class, PodArrivalRaw, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalRaw, sealed);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalRaw, frame);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalRaw, text);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
}

static void
pod_arrival_raw_init (PodArrivalRaw *self)
{
  self->reveal_seconds = POD_REVEAL_SECONDS;
  gtk_widget_init_template (GTK_WIDGET (self));
  hide (self);
}
