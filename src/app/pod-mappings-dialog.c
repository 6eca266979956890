#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-mappings-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-progress.h"
#include "pod-toasts.h"
#include "pod-trial-history.h"
#include "pod-user-item.h"
#include "pod-words.h"

struct _PodMappingsDialog
{
  AdwWindow parent_instance;

  GtkWindow *parent; /* NULL once it is gone */
  GtkWindow *bottom; /* below all of them; NULL once it is gone */
  PodTrial *trial;
  char *laboratory;
  GPtrArray *mappings;       /* PodLabMapping: as the list has them */
  PodLabMapping *going;      /* that is being taken back; NULL for none */
  GArray *waiting;           /* gint64: arrivals that are to be read again */
  GCancellable *cancellable; /* NULL while nothing goes on */
  GCancellable *dating;      /* of the list */
  PodProgress *progress;
  PodLabMapping *taken; /* the last that was taken back; NULL for none */
  PodToasts *shown;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkLabel *what;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PodMappingsDialog, pod_mappings_dialog, ADW_TYPE_WINDOW)

guint
pod_mappings_count (PodTrial *trial, const char *laboratory)
{
  g_autoptr (GPtrArray) mappings = pod_trial_list_mappings (trial, laboratory, NULL);

  return mappings != NULL ? mappings->len : 0;
}

/* ---- the list ---- */

static const char *
get_label (PodMappingsDialog *self, const PodLabMapping *mapping)
{
  const PodObservation *observation = pod_study_find_observation (pod_trial_get_study (self->trial),
                                                                  mapping->observation);

  return observation != NULL ? pod_words_get (&observation->label, pod_words_locale ())
                             : mapping->observation;
}

/* What it is, and who said so when; or that it is not yet all taken back. */
static char *
describe (PodMappingsDialog *self, const PodLabMapping *mapping)
{
  g_autofree char *deed = mapping->when != NULL
                              ? pod_user_deed_to_words (mapping->when, mapping->user)
                              : NULL;

  if (mapping->is_going)
    return g_strdup (_ ("Taken back in part: take it back once more to go on with it"));
  return deed != NULL ? g_strdup_printf ("%s\n%s", get_label (self, mapping), deed)
                      : g_strdup (get_label (self, mapping));
}

static GtkWidget *
make_row (PodMappingsDialog *self, const PodLabMapping *mapping, int index)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Take Back"));
  /* Translators: as the laboratory calls a test, and the observation of the study that it is. */
  g_autofree char *name = g_strdup_printf (_ ("Take back that “%1$s” is %2$s"), mapping->item,
                                           get_label (self, mapping));
  g_autofree char *subtitle = describe (self, mapping);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mapping->item);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "mappings.take-back");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", index);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

/* The row that somebody may have the keyboard in stays. */
static void
dated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodMappingsDialog) self = user_data;
  g_autoptr (GListModel) history = pod_trial_list_history_finish (POD_TRIAL (source), result, NULL);

  if (history == NULL || self->dating != g_task_get_cancellable (G_TASK (result)))
    return;
  pod_lab_mappings_date (self->mappings, self->laboratory, history);
  for (guint i = 0; i < self->mappings->len; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) i);
      g_autofree char *subtitle = describe (self, self->mappings->pdata[i]);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    }
}

static void
call_off_dating (PodMappingsDialog *self)
{
  g_cancellable_cancel (self->dating);
  g_clear_object (&self->dating);
}

/* Who has said it is read behind the list. */
static void
date (PodMappingsDialog *self)
{
  const PodHistoryFilter filter = { .table = "setting" };

  call_off_dating (self);
  if (self->mappings == NULL || self->mappings->len == 0)
    return;
  self->dating = g_cancellable_new ();
  pod_trial_list_history_async (self->trial, &filter, self->dating, dated_cb, g_object_ref (self));
}

static void
refresh (PodMappingsDialog *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_clear_pointer (&self->mappings, g_ptr_array_unref);
  self->mappings = pod_trial_list_mappings (self->trial, self->laboratory, NULL);
  for (guint i = 0; self->mappings != NULL && i < self->mappings->len; i++)
    gtk_list_box_append (self->list,
                         make_row (self, g_ptr_array_index (self->mappings, i), (int) i));
  gtk_stack_set_visible_child_name (self->stack, self->mappings != NULL && self->mappings->len > 0
                                                     ? "list"
                                                     : "empty");
  date (self);
}

/* ---- taken back ---- */

static gboolean
stands (GtkWindow *window)
{
  return window != NULL && gtk_widget_get_realized (GTK_WIDGET (window));
}

/* What is under way may end when the dialog has gone, and what that stood above: it is told in what is left of them, to whoever is
 * still signed in. */
static void
tell (PodMappingsDialog *self, const char *heading, const char *words)
{
  GtkWindow *window = stands (GTK_WINDOW (self)) ? GTK_WINDOW (self)
                      : stands (self->parent)    ? self->parent
                                                 : self->bottom;

  if (stands (window) && pod_trial_is_signed_in (self->trial))
    pod_dialogs_show_error (window, heading, words);
}

static void
show_failure (PodMappingsDialog *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  tell (self, _ ("Nothing was changed"), words);
}

/* Each undoes the last only. */
static void
offer_undo (PodMappingsDialog *self)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” is mapped no longer"), self->taken->item);
  AdwToast *toast;

  pod_toasts_dismiss_all (self->shown);
  toast = pod_toasts_show (self->shown, text, POD_TOAST_LONG);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "mappings.undo");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mappings.undo", TRUE);
}

static PodLabMapping *
copy_mapping (const PodLabMapping *mapping)
{
  PodLabMapping *copy = g_new0 (PodLabMapping, 1);

  copy->item = g_strdup (mapping->item);
  copy->observation = g_strdup (mapping->observation);
  return copy;
}

/* Called off, what was begun is still on the list. */
static void
end_taking_back (PodMappingsDialog *self, const GError *error)
{
  PodLabMapping *mapping = g_steal_pointer (&self->going);

  g_clear_pointer (&self->progress, pod_progress_end);
  g_clear_object (&self->cancellable);
  if (error == NULL && self->trial != NULL)
    {
      g_clear_pointer (&self->taken, pod_lab_mapping_free);
      self->taken = g_steal_pointer (&mapping);
      offer_undo (self);
    }
  else if (self->trial != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_failure (self, error);
  g_clear_pointer (&mapping, pod_lab_mapping_free);
  if (self->trial != NULL)
    refresh (self);
}

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodMappingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  pod_trial_unmap_item_finish (POD_TRIAL (source), result, &error);
  end_taking_back (self, error);
}

static void
take_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodMappingsDialog *self = POD_MAPPINGS_DIALOG (widget);
  guint index = (guint) g_variant_get_int32 (parameter);

  if (self->mappings == NULL || index >= self->mappings->len || self->cancellable != NULL)
    return;
  self->going = copy_mapping (g_ptr_array_index (self->mappings, index));
  self->cancellable = g_cancellable_new ();
  self->progress = pod_progress_start (GTK_WINDOW (self), _ ("Taking It Back…"), self->cancellable);
  pod_trial_unmap_item_async (self->trial, self->laboratory, self->going->item,
                              self->going->observation, self->cancellable, taken_back_cb,
                              g_object_ref (self));
}

/* ---- and said again ---- */

static void read_next (PodMappingsDialog *self);

/* What was not come to is unmapped still, and lies with all that came in. */
static void
end_reading (PodMappingsDialog *self, const GError *error)
{
  g_autofree char *why = NULL;
  g_autofree char *words = NULL;

  g_clear_pointer (&self->progress, pod_progress_end);
  g_clear_object (&self->cancellable);
  if (error == NULL || self->trial == NULL)
    return;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    why = pod_trial_error_to_words (error);
  words =
      g_strconcat (why != NULL ? why : "", why != NULL ? "\n" : "",
                   _ ("The item is mapped again. What is left of it waits in “Results That Came "
                      "In” as not known: map one of them there, and its file is read again."),
                   NULL);
  tell (self, _ ("Not All Was Read Again"), words);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodMappingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!pod_trial_read_again_finish (POD_TRIAL (source), result, NULL, NULL, &error))
    end_reading (self, error);
  else
    read_next (self);
}

static void
read_next (PodMappingsDialog *self)
{
  gint64 arrival;

  if (self->trial == NULL || self->waiting->len == 0)
    {
      end_reading (self, NULL);
      return;
    }
  arrival = g_array_index (self->waiting, gint64, self->waiting->len - 1);
  g_array_set_size (self->waiting, self->waiting->len - 1);
  pod_trial_read_again_async (self->trial, arrival, NULL, self->cancellable, read_cb,
                              g_object_ref (self));
}

static void
arrivals_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodMappingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
      arrivals = pod_trial_list_arrivals_finish (POD_TRIAL (source), result, &error);

  if (arrivals == NULL)
    {
      end_reading (self, error);
      return;
    }
  for (guint i = 0; i < arrivals->len; i++)
    {
      const PodTrialArrival *arrival = g_ptr_array_index (arrivals, i);

      if (!arrival->is_undone && arrival->n_unmapped > 0 &&
          g_str_equal (arrival->laboratory, self->laboratory))
        g_array_append_val (self->waiting, arrival->id);
    }
  read_next (self);
}

/* What went back to waiting for a word has it again. */
static void
read_again (PodMappingsDialog *self)
{
  g_array_set_size (self->waiting, 0);
  self->cancellable = g_cancellable_new ();
  self->progress = pod_progress_start (GTK_WINDOW (self), _ ("Reading It Again…"),
                                       self->cancellable);
  pod_trial_list_arrivals_async (self->trial, self->cancellable, arrivals_cb, g_object_ref (self));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodMappingsDialog *self = POD_MAPPINGS_DIALOG (widget);
  g_autoptr (GError) error = NULL;

  if (self->taken == NULL || self->cancellable != NULL)
    return;
  pod_toasts_dismiss_all (self->shown);
  gtk_widget_action_set_enabled (widget, "mappings.undo", FALSE);
  if (pod_trial_map_item (self->trial, self->laboratory, self->taken->item,
                          self->taken->observation, &error))
    read_again (self);
  else
    show_failure (self, error);
  g_clear_pointer (&self->taken, pod_lab_mapping_free);
  refresh (self);
}

/* ---- the window ---- */

/* What is under way holds the dialog beyond the window above which it was, to which GTK 4.8 would go back. */
static void
pod_mappings_dialog_unrealize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pod_mappings_dialog_parent_class)->unrealize (widget);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
}

static void
pod_mappings_dialog_dispose (GObject *object)
{
  PodMappingsDialog *self = POD_MAPPINGS_DIALOG (object);

  g_clear_pointer (&self->progress, pod_progress_end);
  call_off_dating (self);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  g_clear_object (&self->shown);
  g_clear_weak_pointer (&self->parent);
  g_clear_weak_pointer (&self->bottom);
  G_OBJECT_CLASS (pod_mappings_dialog_parent_class)->dispose (object);
}

static void
pod_mappings_dialog_finalize (GObject *object)
{
  PodMappingsDialog *self = POD_MAPPINGS_DIALOG (object);

  g_free (self->laboratory);
  g_clear_pointer (&self->mappings, g_ptr_array_unref);
  g_clear_pointer (&self->taken, pod_lab_mapping_free);
  g_clear_pointer (&self->going, pod_lab_mapping_free);
  g_clear_object (&self->cancellable);
  g_array_unref (self->waiting);
  G_OBJECT_CLASS (pod_mappings_dialog_parent_class)->finalize (object);
}

static void
pod_mappings_dialog_class_init (PodMappingsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_mappings_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_mappings_dialog_finalize;
  widget_class->unrealize = pod_mappings_dialog_unrealize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-mappings-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodMappingsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, PodMappingsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodMappingsDialog, what);
  gtk_widget_class_bind_template_child (widget_class, PodMappingsDialog, list);
  gtk_widget_class_install_action (widget_class, "mappings.take-back", "i", take_back_cb);
  gtk_widget_class_install_action (widget_class, "mappings.undo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "mappings.undo",
                                       NULL);
}

static void
pod_mappings_dialog_init (PodMappingsDialog *self)
{
  self->waiting = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = pod_toasts_new (self->toasts);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mappings.undo", FALSE);
}

static GtkWindow *
find_bottom (GtkWindow *window)
{
  GtkWindow *below = gtk_window_get_transient_for (window);

  return below != NULL ? find_bottom (below) : window;
}

PodMappingsDialog *
pod_mappings_dialog_new (GtkWindow *parent, PodTrial *trial, const char *laboratory)
{
  PodMappingsDialog *self = g_object_new (POD_TYPE_MAPPINGS_DIALOG, "transient-for", parent, NULL);
  g_autofree char *what = g_strdup_printf (
      /* Translators: %s: a laboratory. */
      _ ("%s: what somebody has said of its items, beside its map. An item that is taken back "
         "waits "
         "again until somebody says what it is, in every file of this laboratory that is read from "
         "now on. Results that were taken already stay."),
      laboratory);

  g_set_weak_pointer (&self->parent, parent);
  g_set_weak_pointer (&self->bottom, find_bottom (parent));
  self->trial = g_object_ref (trial);
  self->laboratory = g_strdup (laboratory);
  gtk_label_set_text (self->what, what);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (refresh), self);
  refresh (self);
  return self;
}
