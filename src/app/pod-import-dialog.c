#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-arrivals-dialog.h"
#include "pod-dialogs.h"
#include "pod-import-columns.h"
#include "pod-import-failed.h"
#include "pod-import-leave.h"
#include "pod-import-lines.h"
#include "pod-import-mapped.h"
#include "pod-import-source.h"
#include "pod-import-words.h"
#include "pod-ranges-dialog.h"
#include "pod-trial-arrival.h"

struct _PodImportDialog
{
  AdwWindow parent_instance;

  PodTrialWindow *parent; /* NULL once it is gone */
  GCancellable *cancellable;
  char *path;
  gint64 arrival;
  PodImport *import;     /* as it was read */
  char *read_laboratory; /* what it was read by; NULL before */
  char *read_map;
  gboolean read_decimal; /* with a comma */
  gboolean anew_decimal; /* the same, as it is to be read once that reading is set aside */
  PodImportMapped *mapped;
  char *taken_back;    /* (nullable): which of those went with another laboratory, in words */
  gboolean is_new;     /* the arrival came in by this dialog */
  gboolean has_source; /* who sent it can be asked */
  gboolean reading;    /* the source is said, or was not asked yet */
  gboolean taking;     /* from then on there is no way back */
  gboolean goes_on;    /* the source was said before the file was looked at again */
  gboolean anew;       /* by other columns: what an earlier reading left is set aside */
  gboolean done;       /* what is clear was taken */
  gboolean left;       /* what becomes of what came in was said */
  PodSite *site;       /* as it was when its ranges were opened from here; NULL before */

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkSpinner *spinner;
  GtkLabel *busy_label;
  GtkProgressBar *progress;
  PodImportLines *lines;
  PodImportSource *source;
  PodImportFailed *failed;
  GtkButton *cancel_button;
  GtkWidget *back_button;
  GtkWidget *another_button;
  GtkButton *import_button;
};

G_DEFINE_FINAL_TYPE (PodImportDialog, pod_import_dialog, ADW_TYPE_WINDOW)

static void
show_page (PodImportDialog *self, const char *page)
{
  gboolean busy = g_str_equal (page, "busy");
  gboolean back = self->has_source && !self->taking && !busy && !g_str_equal (page, "source");

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.back", back);
  gtk_widget_set_visible (self->back_button, back);
  gtk_widget_set_visible (self->another_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
show_failure (PodImportDialog *self, const GError *error)
{
  self->goes_on = FALSE;
  pod_import_failed_show (self->failed, error, self->has_source && !self->taking);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), FALSE);
  show_page (self, "failed");
}

static void
show_lines (PodImportDialog *self, const PodImport *import, gboolean done)
{
  pod_import_lines_show (self->lines, import, done);
  show_page (self, "lines");
}

/* ---- first: who sent it ---- */

/* @why: (nullable) */
static void
explain (GtkWidget *button, const char *why)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  why != NULL ? why : "", -1);
  gtk_widget_set_tooltip_text (button, why);
}

static void
source_ready_cb (PodImportDialog *self)
{
  gboolean ready;

  g_object_get (self->source, "ready", &ready, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), self->reading || ready);
  explain (GTK_WIDGET (self->import_button),
           self->reading ? NULL : pod_import_source_get_hindrance (self->source));
}

static void
show_source (PodImportDialog *self)
{
  self->reading = FALSE;
  gtk_button_set_label (self->import_button, _ ("_Read the File"));
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), TRUE);
  show_page (self, "source");
  source_ready_cb (self);
  if (pod_import_source_is_remembered (self->source))
    gtk_widget_grab_focus (GTK_WIDGET (self->import_button));
}

static void preview (PodImportDialog *self);

/* Where it was said which column is what, nothing is left to be asked. */
static void
go_on (PodImportDialog *self)
{
  gboolean goes_on = self->goes_on;

  self->goes_on = FALSE;
  if (goes_on)
    preview (self);
}

static void
look_ready_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  PodLabLook *look = pod_trial_look_at_lab_file_finish (POD_TRIAL (object), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&look, pod_lab_look_free);
      return;
    }
  if (look == NULL)
    {
      show_failure (self, error);
      return;
    }
  self->has_source = TRUE;
  pod_import_source_fill (self->source, POD_TRIAL (object), look);
  show_source (self);
  go_on (self);
}

/* What was chosen holds for the next of its kind; where that cannot be kept, it is asked again. */
static void
remember_source (PodImportDialog *self, PodTrial *trial, const PodImport *import)
{
  g_autofree char *laboratory = pod_import_source_get_laboratory (self->source);
  const PodLabMapChoice *map = pod_import_source_get_map (self->source);

  if (import->shape != NULL && laboratory != NULL && map != NULL)
    pod_trial_remember_laboratory (trial, import->shape, laboratory, map->name, NULL);
}

/* ---- before: what would become of each line ---- */

/* One button: it takes what is clear, and then it shows what waits. */
static void
offer_waiting (PodImportDialog *self, const PodImport *import)
{
  self->done = TRUE;
  gtk_button_set_label (self->import_button, pod_import_words_is_unmapped (import)
                                                 ? _ ("See _What Is Not Mapped…")
                                                 : _ ("See What _Waits…"));
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), TRUE);
}

/* With what has gone since somebody went back. */
static void
show_summary (PodImportDialog *self, const char *text)
{
  g_autofree char *all = self->taken_back != NULL
                             ? g_strdup_printf ("%s\n%s", text, self->taken_back)
                             : g_strdup (text);

  pod_import_lines_set_summary (self->lines, all);
  g_clear_pointer (&self->taken_back, g_free);
}

/* Nothing of this file is of any use: why stands above the lines. */
static void
offer_another (PodImportDialog *self, const char *why)
{
  explain (self->another_button, why);
  gtk_widget_set_visible (self->another_button, TRUE);
  gtk_widget_grab_focus (self->another_button);
}

/* What came in by another file and nobody has taken yet is of that one, and waits with it. */
static void
offer_import (PodImportDialog *self, const PodImport *import)
{
  guint n = import->accepted;
  g_autofree char *summary = pod_import_words_before (import);
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Import %u Result",
                                                         "_Import %u Results", n),
                                            n);

  self->done = FALSE;
  gtk_button_set_label (self->import_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), n > 0);
  show_summary (self, summary);
  if (n == 0 && pod_import_words_has_open (import))
    offer_waiting (self, import);
  if (gtk_widget_get_visible (GTK_WIDGET (self->import_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->import_button));
  else
    offer_another (self, summary);
}

static void set_aside_for (PodImportDialog *self, gboolean decimal_comma);

static void
preview_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_new = FALSE;
  gint64 arrival = 0;
  g_autoptr (PodImport)
      import = pod_trial_receive_finish (POD_TRIAL (source), result, &arrival, &is_new, &error);

  /* Left before it was shown: nobody knows then that anything lies there. */
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      if (is_new && arrival != 0 && self->parent != NULL)
        pod_import_leave_discard (self->parent, arrival);
      return;
    }
  /* What came in lies there also where the rest failed. */
  self->is_new = is_new || (self->is_new && (arrival == 0 || arrival == self->arrival));
  self->arrival = arrival != 0 ? arrival : self->arrival;
  if (import == NULL)
    {
      show_failure (self, error);
      return;
    }
  /* By other columns: what an earlier reading left may be wrong, and would stay. */
  if (self->anew && !self->is_new && self->arrival != 0)
    {
      self->anew = FALSE;
      set_aside_for (self, self->read_decimal);
      return;
    }
  self->anew = FALSE;
  remember_source (self, POD_TRIAL (source), import);
  show_lines (self, import, FALSE);
  offer_import (self, import);
  pod_import_lines_select_next (self->lines);
  g_clear_pointer (&self->import, pod_import_free);
  self->import = g_steal_pointer (&import);
}

static void
show_busy (PodImportDialog *self, const char *words)
{
  gtk_label_set_text (self->busy_label, words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), TRUE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), FALSE);
  show_page (self, "busy");
}

/* The task that calls it holds the dialog. */
static void
progress_cb (double fraction, gpointer user_data)
{
  PodImportDialog *self = user_data;

  if (!g_cancellable_is_cancelled (self->cancellable))
    gtk_progress_bar_set_fraction (self->progress, fraction);
}

static void
look_at (PodImportDialog *self)
{
  g_autofree char *name = g_path_get_basename (self->path);
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;

  if (trial == NULL)
    return;
  adw_window_title_set_subtitle (self->title, name);
  self->reading = TRUE;
  self->has_source = self->taking = FALSE;
  show_busy (self, _ ("Looking at the file…"));
  pod_trial_look_at_lab_file_async (trial, self->path, self->cancellable, look_ready_cb,
                                    g_object_ref (self));
}

static void
taken_back (const char *words, gpointer data)
{
  g_autoptr (PodImportDialog) self = data;
  g_autofree char *laboratory = NULL;
  const PodLabMapChoice *map;
  PodTrial *trial;

  laboratory = pod_import_source_get_laboratory (self->source);
  map = pod_import_source_get_map (self->source);
  trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;
  if (laboratory == NULL || map == NULL || trial == NULL)
    return;
  g_free (self->taken_back);
  self->taken_back = g_strdup (words);
  pod_trial_receive_async (trial, self->path, map->path, laboratory, progress_cb, self,
                           self->cancellable, preview_ready_cb, g_object_ref (self));
  self->read_decimal = pod_trial_has_decimal_comma (trial, laboratory, map);
  g_free (self->read_laboratory);
  self->read_laboratory = g_steal_pointer (&laboratory);
  g_free (self->read_map);
  self->read_map = g_strdup (map->name);
}

static void
receive (PodImportDialog *self)
{
  g_autofree char *laboratory = pod_import_source_get_laboratory (self->source);
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;

  if (laboratory == NULL || pod_import_source_get_map (self->source) == NULL || trial == NULL)
    return;
  self->reading = TRUE;
  show_busy (self, _ ("Reading the file…"));
  pod_import_mapped_take_back (self->mapped, trial, laboratory, self->cancellable, taken_back,
                               g_object_ref (self));
}

/* ---- read before, and as another's now ---- */

static void
forget_reading (PodImportDialog *self)
{
  g_clear_pointer (&self->read_laboratory, g_free);
  g_clear_pointer (&self->read_map, g_free);
  self->is_new = FALSE;
  self->arrival = 0;
}

/* What was set aside is told even to one who closed the dialog meanwhile: the file is not read again then. */
static void
tell_aside (PodImportDialog *self)
{
  if (self->parent != NULL)
    pod_trial_window_toast (self->parent,
                            _ ("The first reading of the file was set aside. It was not read "
                               "again, since you closed the window."));
}

/* FALSE where it could not be kept, which was told. */
static gboolean
keep_decimal (PodImportDialog *self, const char *laboratory, gboolean decimal_comma)
{
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (trial == NULL)
    return FALSE;
  if (pod_trial_keep_decimal_comma (trial, laboratory, decimal_comma, &error))
    return TRUE;
  words = pod_trial_error_to_words (error);
  pod_dialogs_show_error (GTK_WINDOW (self), _ ("Nothing was changed"), words);
  return FALSE;
}

/* As it is said to write its numbers now. */
static void
read_with (PodImportDialog *self, gboolean decimal_comma)
{
  g_autofree char *laboratory = pod_import_source_get_laboratory (self->source);
  const PodLabMapChoice *map = pod_import_source_get_map (self->source);
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;

  if (laboratory == NULL || map == NULL || trial == NULL)
    return;
  if (decimal_comma != pod_trial_has_decimal_comma (trial, laboratory, map) &&
      !keep_decimal (self, laboratory, decimal_comma))
    {
      show_source (self);
      return;
    }
  pod_import_source_show_decimal (self->source);
  receive (self);
}

/* How decimals are written is kept once the reading by the other way is gone: else half of a file would be read so, and half so. */
static void
set_aside_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean aside = pod_trial_set_aside_arrival_finish (POD_TRIAL (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      if (aside)
        tell_aside (self);
      return;
    }
  if (!aside)
    {
      show_failure (self, error);
      return;
    }
  forget_reading (self);
  read_with (self, self->anew_decimal);
}

/* What it was read as is withdrawn whole, also where the dialog is closed meanwhile. */
static void
set_aside_for (PodImportDialog *self, gboolean decimal_comma)
{
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;

  if (trial == NULL)
    return;
  self->reading = TRUE;
  self->anew_decimal = decimal_comma;
  show_busy (self, _ ("Setting the first reading aside…"));
  pod_trial_set_aside_arrival_async (trial, self->arrival,
                                     _ ("read again as another laboratory’s, by another map, by "
                                        "other columns, or with decimals written otherwise"),
                                     set_aside_cb, g_object_ref (self));
}

static void
set_aside (PodImportDialog *self)
{
  set_aside_for (self, pod_import_source_get_decimal_comma (self->source));
}

static void
preview (PodImportDialog *self)
{
  g_autofree char *laboratory = pod_import_source_get_laboratory (self->source);
  const PodLabMapChoice *map = pod_import_source_get_map (self->source);
  gboolean comma = pod_import_source_get_decimal_comma (self->source);

  if (laboratory == NULL || map == NULL)
    return;
  if (self->is_new && (g_strcmp0 (laboratory, self->read_laboratory) != 0 ||
                       g_strcmp0 (map->name, self->read_map) != 0 || comma != self->read_decimal))
    set_aside_for (self, comma);
  else
    read_with (self, comma);
}

/* What was read otherwise is set aside first, also where the file came in before, as long as nobody has taken anything of it. */
static void
decimal_cb (PodImportDialog *self)
{
  gboolean comma = pod_import_lines_get_decimal_comma (self->lines);

  if (self->arrival != 0)
    set_aside_for (self, comma);
  else
    read_with (self, comma);
}

/* With what was chosen still chosen. */
static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodImportDialog *self = POD_IMPORT_DIALOG (widget);

  show_source (self);
  gtk_widget_child_focus (GTK_WIDGET (self->source), GTK_DIR_TAB_FORWARD);
}

static void
map_cb (PodImportDialog *self)
{
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;
  const char *item = pod_import_lines_get_unmapped (self->lines);
  const char *observation = pod_import_lines_get_observation (self->lines);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (trial == NULL || item == NULL || observation == NULL)
    return;
  if (pod_trial_map_item (trial, self->read_laboratory, item, observation, &error))
    {
      pod_import_mapped_add (self->mapped, self->read_laboratory, item, observation);
      receive (self);
      return;
    }
  words = pod_trial_error_to_words (error);
  pod_dialogs_show_error (GTK_WINDOW (self), _ ("Nothing was changed"), words);
}

/* With the limits that are there by now, more can be told of it; without others it keeps its place. */
static void
ranges_closed_cb (PodImportDialog *self)
{
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;

  if (trial != NULL && pod_trial_is_signed_in (trial) && !self->taking &&
      pod_trial_get_site (trial) != self->site && !g_cancellable_is_cancelled (self->cancellable) &&
      g_str_equal (gtk_stack_get_visible_child_name (self->stack), "lines"))
    receive (self);
}

static void
ranges_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodImportDialog *self = POD_IMPORT_DIALOG (widget);
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;
  PodRangesDialog *ranges;

  if (trial == NULL)
    return;
  /* Held: the next would not be told from it by where it lies. */
  g_clear_pointer (&self->site, pod_site_unref);
  self->site = pod_site_ref ((PodSite *) pod_trial_get_site (trial));
  ranges = pod_ranges_dialog_new (GTK_WINDOW (self), trial);
  if (self->import != NULL)
    pod_ranges_dialog_want (ranges, self->import, self->read_laboratory);
  g_signal_connect_object (ranges, "destroy", G_CALLBACK (ranges_closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (ranges));
}

static void
look_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  look_at (POD_IMPORT_DIALOG (widget));
}

/* ---- which column is what ---- */

/* What was read by other columns is not what is read now. */
static void
applied_cb (PodImportDialog *self, gboolean is_said)
{
  self->goes_on = is_said;
  self->anew = TRUE;
  g_clear_pointer (&self->read_map, g_free);
  pod_import_source_hold (self->source);
  look_at (self);
}

static void
columns_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodImportDialog *self = POD_IMPORT_DIALOG (widget);
  g_autofree char *laboratory = pod_import_source_get_laboratory (self->source);
  const PodLabMapChoice *map = pod_import_source_get_map (self->source);
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;
  PodImportColumns *columns;

  if (laboratory == NULL || trial == NULL || self->taking || map == NULL || map->headings == NULL)
    return;
  columns = pod_import_columns_new (GTK_WINDOW (self), trial, laboratory, map);
  g_signal_connect_object (columns, "applied", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (columns));
}

/* ---- after ---- */

static void
import_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n = 0;
  gboolean taken = pod_trial_take_arrival_finish (POD_TRIAL (source), result, &n, &error);
  g_autofree char *summary = taken ? pod_import_words_after (n) : NULL;

  /* What was added is told even to one who closed the dialog meanwhile. */
  if (taken && self->parent != NULL)
    pod_trial_window_toast (self->parent, summary);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!taken)
    {
      show_failure (self, error);
      return;
    }
  show_lines (self, self->import, TRUE);
  pod_import_lines_set_summary (self->lines, summary);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel_button));
  if (pod_import_words_has_open (self->import))
    offer_waiting (self, self->import);
}

static void
show_waiting (PodImportDialog *self)
{
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;
  GtkWindow *over = gtk_window_get_transient_for (GTK_WINDOW (self));
  PodArrivalsDialog *arrivals;

  if (over != NULL && trial != NULL)
    {
      arrivals = pod_arrivals_dialog_new (over, trial);
      pod_arrivals_dialog_show_file (arrivals, self->arrival);
      gtk_window_present (GTK_WINDOW (arrivals));
    }
  self->left = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
import_cb (PodImportDialog *self)
{
  if (!self->reading)
    {
      preview (self);
      return;
    }
  if (self->done)
    {
      show_waiting (self);
      return;
    }
  self->taking = TRUE;
  show_busy (self, _ ("Adding the results…"));
  pod_trial_take_arrival_async (pod_trial_window_get_trial (self->parent), self->arrival,
                                self->cancellable, import_ready_cb, g_object_ref (self));
}

/* ---- choosing ---- */

static void
chosen_again (const char *path, gpointer data)
{
  g_autoptr (PodImportDialog) self = data;

  if (path == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  g_clear_pointer (&self->import, pod_import_free);
  forget_reading (self);
  look_at (self);
}

static void
choose_again_cb (PodImportDialog *self)
{
  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Laboratory File"),
                           _ ("_Open"), NULL, chosen_again, g_object_ref (self));
}

/* What this dialog has read in, and nobody has taken anything of, would lie there unsaid. */
static gboolean
lies_open (PodImportDialog *self)
{
  PodTrial *trial = self->parent != NULL ? pod_trial_window_get_trial (self->parent) : NULL;
  gboolean busy = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "busy");

  return trial != NULL && pod_trial_is_signed_in (trial) && self->is_new && self->arrival != 0 &&
         !self->taking && !self->left && !busy &&
         (self->import == NULL || self->import->accepted > 0 ||
          pod_import_words_has_open (self->import));
}

static void
leave (gpointer dialog)
{
  POD_IMPORT_DIALOG (dialog)->left = TRUE;
  gtk_window_close (dialog);
}

static gboolean
pod_import_dialog_close_request (GtkWindow *window)
{
  PodImportDialog *self = POD_IMPORT_DIALOG (window);

  if (lies_open (self))
    {
      pod_import_leave_ask (window, self->parent, self->arrival, leave);
      return TRUE;
    }
  if (!self->taking && self->parent != NULL)
    pod_import_mapped_tell (self->mapped, self->parent);
  g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (pod_import_dialog_parent_class)->close_request (window);
}

/* Whoever takes the window away takes the dialog with it. */
static void
pod_import_dialog_dispose (GObject *object)
{
  PodImportDialog *self = POD_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  G_OBJECT_CLASS (pod_import_dialog_parent_class)->dispose (object);
}

static void
pod_import_dialog_finalize (GObject *object)
{
  PodImportDialog *self = POD_IMPORT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_free (self->read_laboratory);
  g_free (self->read_map);
  g_free (self->taken_back);
  g_clear_pointer (&self->site, pod_site_unref);
  pod_import_mapped_free (self->mapped);
  g_clear_pointer (&self->import, pod_import_free);
  G_OBJECT_CLASS (pod_import_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, busy_label);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, lines);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, source);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, failed);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, back_button);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, another_button);
  gtk_widget_class_bind_template_child (widget_class, PodImportDialog, import_button);
}

static void
pod_import_dialog_class_init (PodImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_import_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pod_import_dialog_close_request;
  g_type_ensure (POD_TYPE_IMPORT_FAILED);
  g_type_ensure (POD_TYPE_IMPORT_LINES);
  g_type_ensure (POD_TYPE_IMPORT_SOURCE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-import-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "import.look", NULL, look_action_cb);
  gtk_widget_class_install_action (widget_class, "import.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "import.ranges", NULL, ranges_cb);
  gtk_widget_class_install_action (widget_class, "import.columns", NULL, columns_cb);
  gtk_widget_class_bind_template_callback (widget_class, decimal_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_aside);
  gtk_widget_class_bind_template_callback (widget_class, source_ready_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_again_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "import.back",
                                       NULL);
}

static void
pod_import_dialog_init (PodImportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->mapped = pod_import_mapped_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->import_button));
}

PodImportDialog *
pod_import_dialog_new (PodTrialWindow *parent, const char *path)
{
  PodImportDialog *self = g_object_new (POD_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  PodTrial *trial = pod_trial_window_get_trial (parent);

  g_set_weak_pointer (&self->parent, parent);
  self->path = g_strdup (path);
  pod_import_lines_set_study (self->lines, pod_trial_get_study (trial));
  look_at (self);
  return self;
}
