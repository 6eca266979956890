#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-instrument-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-assessment.h"
#include "pod-dialogs.h"
#include "pod-instrument-view.h"
#include "pod-words.h"

struct _PodInstrumentDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  gint64 subject;
  GPtrArray *instruments; /* PodInstrument: in the order of the list */
  gboolean may_close;
  gboolean listing;

  AdwWindowTitle *title;
  GtkWidget *save_button;
  GtkListBox *list;
  PodInstrumentView *view;
};

G_DEFINE_FINAL_TYPE (PodInstrumentDialog, pod_instrument_dialog, ADW_TYPE_WINDOW)

/* ---- the list ---- */

/* The sum of the instrument as it was saved or typed last; NULL where there is none. */
static const PodFinding *
find_last (PodInstrumentDialog *self, PodCasebook *casebook, const PodInstrument *instrument)
{
  const GPtrArray *all = pod_study_get_observations (pod_trial_get_study (self->trial));

  for (guint i = 0; i < all->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (all, i);
      guint n;
      const PodFinding *series = pod_casebook_get_series (casebook, observation->symbol.name, &n);

      if (observation->score != instrument || observation->score_count != NULL)
        continue;
      for (guint k = n; k-- > 0;)
        if (!series[k].record.voided)
          return &series[k];
    }
  return NULL;
}

/* The sum of an instrument that the study has no place for. */
static char *
sum_up (PodCasebook *casebook, const PodInstrument *instrument)
{
  g_autoptr (GArray) moments = pod_assessment_list (casebook, instrument);
  g_autoptr (PodAssessment) last = NULL;
  g_autoptr (PodScore) score = NULL;
  g_autofree char *day = NULL;
  PodMoment when;

  if (moments->len == 0)
    return g_strdup (C_ ("instrument", "not filled in"));
  when = g_array_index (moments, PodMoment, moments->len - 1);
  last = pod_assessment_read (casebook, instrument, when);
  if (last == NULL)
    return g_strdup (C_ ("instrument", "not filled in"));
  score = pod_instrument_score (last->form);
  day = pod_moment_to_words (when);
  /* Translators: a sum, "≥" where items are not answered, and its day. */
  return g_strdup_printf (C_ ("instrument", "%1$s%2$d, %3$s"),
                          score->lowest < score->highest ? "≥ " : "", score->lowest, day);
}

static char *
say_last (PodInstrumentDialog *self, PodCasebook *casebook, const PodInstrument *instrument)
{
  const PodFinding *last = find_last (self, casebook, instrument);
  g_autofree char *value = NULL;
  g_autofree char *day = NULL;

  if (last == NULL)
    return sum_up (casebook, instrument);
  value = pod_finding_to_words (pod_trial_get_study (self->trial), last);
  day = pod_moment_to_words (last->when);
  if (g_strcmp0 (last->source, "derived") == 0)
    /* Translators: a sum and its day. */
    return g_strdup_printf (C_ ("instrument", "%1$s, %2$s"), value, day);
  return g_strdup_printf (C_ ("instrument", "%1$s, %2$s (sum typed, no items)"), value, day);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_line (PodInstrumentDialog *self, PodCasebook *casebook, const PodInstrument *instrument)
{
  const char *cohort = pod_casebook_get_subject (casebook)->cohort;
  const char *name = pod_words_get (&instrument->short_label, pod_words_locale ());
  g_autofree char *last = say_last (self, casebook, instrument);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *caption = make_label (last, "caption");

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_tooltip_text (box, pod_words_get (&instrument->label, pod_words_locale ()));
  gtk_box_append (GTK_BOX (box), make_label (name, "heading"));
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), caption);
  if (pod_assessment_is_needed (pod_trial_get_study (self->trial), instrument, cohort))
    gtk_box_append (GTK_BOX (box), make_label (_ ("A criterion reads it"), "caption"));
  return box;
}

static void
show_list (PodInstrumentDialog *self)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) : 0;
  GtkWidget *child;

  self->listing = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; casebook != NULL && i < self->instruments->len; i++)
    gtk_list_box_append (self->list,
                         make_line (self, casebook, g_ptr_array_index (self->instruments, i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, index));
  self->listing = FALSE;
}

static void
add_instruments (PodInstrumentDialog *self, const char *cohort, gboolean needed)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const GPtrArray *all = pod_study_get_instruments (study);

  for (guint i = 0; i < all->len; i++)
    if (pod_assessment_is_needed (study, g_ptr_array_index (all, i), cohort) == needed)
      g_ptr_array_add (self->instruments, g_ptr_array_index (all, i));
}

static void
selected_cb (PodInstrumentDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (self->listing || row == NULL)
    return;
  /* What was answered and not saved waits as a draft. */
  pod_instrument_view_set (self->view, self->trial, self->subject,
                           g_ptr_array_index (self->instruments, gtk_list_box_row_get_index (row)));
}

/* ---- saving and leaving ---- */

static void
touched_cb (PodInstrumentDialog *self)
{
  gtk_widget_set_sensitive (self->save_button, pod_instrument_view_is_touched (self->view));
  /* For a role without a key nothing waits. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !pod_instrument_view_is_touched (self->view) ||
                                                         pod_instrument_view_can_keep (self->view));
}

static void
save_cb (PodInstrumentDialog *self)
{
  pod_instrument_view_save (self->view, NULL);
}

static void
leaving_answered (PodLeaving answer, gpointer data)
{
  g_autoptr (PodInstrumentDialog) self = data;

  if (answer == POD_LEAVING_STAY)
    return;
  if (answer == POD_LEAVING_DISCARD)
    pod_instrument_view_discard (self->view);
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
pod_instrument_dialog_close_request (GtkWindow *window)
{
  PodInstrumentDialog *self = POD_INSTRUMENT_DIALOG (window);

  if (self->may_close || !pod_trial_is_signed_in (self->trial) ||
      !pod_instrument_view_is_touched (self->view))
    return GTK_WINDOW_CLASS (pod_instrument_dialog_parent_class)->close_request (window);
  pod_dialogs_ask_leaving (window, _ ("Leave without saving?"),
                           _ ("Your answers will be lost, unless you keep them as a draft."),
                           pod_instrument_view_can_keep (self->view), leaving_answered,
                           g_object_ref (self));
  return TRUE;
}

/* ---- the widget ---- */

static void
pod_instrument_dialog_dispose (GObject *object)
{
  PodInstrumentDialog *self = POD_INSTRUMENT_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_pointer (&self->instruments, g_ptr_array_unref);
  G_OBJECT_CLASS (pod_instrument_dialog_parent_class)->dispose (object);
  g_clear_object (&self->trial);
}

static void
pod_instrument_dialog_class_init (PodInstrumentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_instrument_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pod_instrument_dialog_close_request;
  g_type_ensure (POD_TYPE_INSTRUMENT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-instrument-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentDialog, list);
  gtk_widget_class_bind_template_child (widget_class, PodInstrumentDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, touched_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_instrument_dialog_init (PodInstrumentDialog *self)
{
  self->instruments = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
open_instrument (PodInstrumentDialog *self, const char *instrument)
{
  guint index = 0;

  for (guint i = 0; i < self->instruments->len; i++)
    if (g_strcmp0 (((PodInstrument *) g_ptr_array_index (self->instruments, i))->id, instrument) ==
        0)
      index = i;
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) index));
  selected_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Where there is room for two columns it takes it. */
static void
take_room (PodInstrumentDialog *self, GtkWindow *parent)
{
  int width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : 0;
  int height = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;

  if (width >= 1400)
    gtk_window_set_default_size (GTK_WINDOW (self), width - 160, MAX (height - 80, 640));
}

PodInstrumentDialog *
pod_instrument_dialog_new (GtkWindow *parent,
                           PodTrial *trial,
                           gint64 subject,
                           const char *instrument)
{
  PodInstrumentDialog *self = g_object_new (POD_TYPE_INSTRUMENT_DIALOG, "transient-for", parent,
                                            NULL);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);

  self->trial = g_object_ref (trial);
  self->subject = subject;
  if (casebook != NULL)
    {
      const char *cohort = pod_casebook_get_subject (casebook)->cohort;

      adw_window_title_set_subtitle (self->title, pod_casebook_get_number (casebook));
      add_instruments (self, cohort, TRUE);
      add_instruments (self, cohort, FALSE);
    }
  take_room (self, parent);
  gtk_widget_set_visible (self->save_button, pod_trial_may (trial, POD_VERB_RECORD));
  show_list (self);
  open_instrument (self, instrument);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (show_list), self);
  return self;
}
