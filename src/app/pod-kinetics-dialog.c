#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-kinetics-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-chart-open.h"
#include "pod-kinetics.h"
#include "pod-words.h"

#define VALUE_CHARS 44

struct _PodKineticsDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;

  AdwWindowTitle *title;
  GtkBox *list;
};

G_DEFINE_FINAL_TYPE (PodKineticsDialog, pod_kinetics_dialog, ADW_TYPE_WINDOW)

/* ---- the results behind a figure ---- */

static void
result_cb (PodKineticsDialog *self, GtkWidget *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "finding");

  pod_chart_open_record (GTK_WIDGET (self), self->trial, POD_RECORD_FINDING, *id);
}

/* Chinese characters are two wide. */
static int
count_width (const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width;
}

/* A number and its unit stay in one line; a sentence takes two. */
static GtkWidget *
make_value (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (count_width (text), VALUE_CHARS));
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

/* The day counts from the same infusion as those of the figure. */
static char *
say_moment (const PodKinetics *kinetics, const PodFinding *finding)
{
  g_autofree char *date = pod_moment_to_words (finding->when);
  g_autofree char *number = NULL;
  int day;

  if (!pod_date_is_complete (finding->when.date) || !pod_date_is_complete (kinetics->zero))
    return g_steal_pointer (&date);
  day = pod_study_day (pod_date_first_day (finding->when.date),
                       pod_date_first_day (kinetics->zero));
  number = pod_study_day_to_words (day);
  return g_strdup_printf ("%s · %s", number, date);
}

static GtkWidget *
make_result (PodKineticsDialog *self, const PodKinetics *kinetics, const PodFinding *finding)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *moment = say_moment (kinetics, finding);
  g_autofree char *value = pod_finding_to_words (pod_trial_get_study (self->trial), finding);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), moment);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_value (value));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _ ("Open the result"));
  g_object_set_data_full (G_OBJECT (row), "finding",
                          g_memdup2 (&finding->record.id, sizeof finding->record.id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (result_cb), self, G_CONNECT_SWAPPED);
  return row;
}

/* ---- figures ---- */

static GtkWidget *
make_figure (PodKineticsDialog *self, const PodKinetics *kinetics, const PodKineticsFigure *figure)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *spoken = g_strdup_printf ("%s: %s", figure->name, figure->value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), figure->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), figure->remark ? figure->remark : "");
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_value (figure->value));
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), figure->findings->len > 0);
  for (guint i = 0; i < figure->findings->len; i++)
    {
      const PodFinding *finding =
          pod_casebook_find_finding (self->casebook, g_array_index (figure->findings, gint64, i));

      if (finding != NULL)
        adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_result (self, kinetics, finding));
    }
  return row;
}

static void
add_label (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

/* Which they are, and why, is on record of each. */
static GtkWidget *
make_left_out (PodKineticsDialog *self, const PodKinetics *kinetics)
{
  g_autofree char *n = g_strdup_printf ("%u", kinetics->left_out->len);
  g_autofree char *name = g_strdup (C_ ("kinetics", "Not counted"));

  return make_figure (self, kinetics, &(PodKineticsFigure){ name, n, NULL, kinetics->left_out });
}

static void
add_figures (PodKineticsDialog *self, GtkWidget *box, const PodKinetics *kinetics)
{
  g_autoptr (GPtrArray) figures = pod_kinetics_list_figures (kinetics);
  GtkWidget *list;

  if (figures->len + kinetics->left_out->len == 0)
    return;
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_margin_top (list, 6);
  for (guint i = 0; i < figures->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         make_figure (self, kinetics, g_ptr_array_index (figures, i)));
  if (kinetics->left_out->len > 0)
    gtk_list_box_append (GTK_LIST_BOX (list), make_left_out (self, kinetics));
  gtk_box_append (GTK_BOX (box), list);
}

/* What is true of all of them is said above them, once. */
static gboolean
is_said_above (const PodKinetics *kinetics)
{
  return kinetics->state == POD_KINETICS_NOT_GIVEN && kinetics->left_out->len == 0;
}

/* Its name, what it is of and whose choice that is, what does not count, and the figures. */
static GtkWidget *
make_group (PodKineticsDialog *self, const PodKinetics *kinetics)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *title = pod_kinetics_get_title (kinetics);
  g_autofree char *basis = pod_kinetics_get_basis (kinetics);
  g_autofree char *caveat = pod_kinetics_get_caveat (kinetics);

  add_label (box, title, "heading");
  add_label (box, basis, "dim-label");
  if (caveat != NULL && !is_said_above (kinetics))
    add_label (box, caveat, "numeric");
  add_figures (self, box, kinetics);
  return box;
}

static gboolean
has_any_said_above (const GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    if (is_said_above (g_ptr_array_index (all, i)))
      return TRUE;
  return FALSE;
}

static void
fill (PodKineticsDialog *self)
{
  GtkWidget *child;
  g_autoptr (GPtrArray)
      all = pod_kinetics_list (pod_trial_get_study (self->trial), pod_trial_get_site (self->trial),
                               self->casebook, pod_trial_get_today (self->trial));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  if (has_any_said_above (all))
    add_label (GTK_WIDGET (self->list), _ ("No infusion yet: these figures count from it."),
               "numeric");
  for (guint i = 0; i < all->len; i++)
    gtk_box_append (self->list, make_group (self, g_ptr_array_index (all, i)));
}

/* Somebody else may have written in the meantime. */
static void
changed_cb (PodKineticsDialog *self)
{
  PodCasebook *casebook =
      pod_trial_load_casebook (self->trial, pod_casebook_get_subject (self->casebook)->record.id,
                               NULL);

  if (casebook == NULL)
    return;
  pod_casebook_unref (self->casebook);
  self->casebook = casebook;
  fill (self);
}

static void
signed_in_cb (PodKineticsDialog *self)
{
  if (!pod_trial_is_signed_in (self->trial))
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- the widget ---- */

static void
pod_kinetics_dialog_dispose (GObject *object)
{
  PodKineticsDialog *self = POD_KINETICS_DIALOG (object);

  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_kinetics_dialog_parent_class)->dispose (object);
}

static void
pod_kinetics_dialog_class_init (PodKineticsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_kinetics_dialog_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-kinetics-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodKineticsDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodKineticsDialog, list);
}

static void
pod_kinetics_dialog_init (PodKineticsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodKineticsDialog *
pod_kinetics_dialog_new (GtkWindow *parent, PodTrial *trial, PodCasebook *casebook)
{
  PodKineticsDialog *self = g_object_new (POD_TYPE_KINETICS_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  self->casebook = pod_casebook_ref (casebook);
  adw_window_title_set_subtitle (self->title, pod_casebook_get_number (casebook));
  fill (self);
  g_signal_connect_object (trial, "notify::signed-in", G_CALLBACK (signed_in_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pod_trial_get_subjects (trial), "items-changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}
