#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-contradictions-view.h"

#include <glib/gi18n-lib.h>

#include "pod-contradiction-words.h"
#include "pod-words.h"

struct _PodContradictionsView
{
  AdwBin parent_instance;

  PodTrial *trial;
  gboolean is_filled;

  GtkStack *stack;
  GtkBox *box;
};

static guint reading_signal;

G_DEFINE_FINAL_TYPE (PodContradictionsView, pod_contradictions_view, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* ---- one ---- */

/* "INC-19  Active vasculitis", and under it the protocol's own words. */
static GtkWidget *
make_criterion (const PodCriterion *criterion)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const char *locale = pod_words_locale ();
  g_autofree char *head = g_strdup_printf ("%s  %s", criterion->id,
                                           pod_words_get (&criterion->label, locale));

  gtk_box_append (GTK_BOX (box), make_label (head, "caption-heading"));
  gtk_box_append (GTK_BOX (box), make_label (pod_words_get (&criterion->text, locale), NULL));
  return box;
}

static GtkWidget *
make_criteria (const PodContradiction *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  gtk_box_append (GTK_BOX (box), make_criterion (item->a));
  if (item->b != NULL)
    gtk_box_append (GTK_BOX (box), make_criterion (item->b));
  return box;
}

static void
open_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, reading_signal, 0, g_object_get_data (G_OBJECT (button), "reading"));
}

/* Named by its question, so that one knows where the button leads. */
static GtkWidget *
make_reading (PodContradictionsView *self, const PodContradiction *item)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const PodReading *reading = pod_contradiction_find_reading (study, item);
  g_autofree char *text = NULL;
  GtkWidget *button, *label;

  if (reading == NULL)
    return make_label (_ ("No reading of the study is about this."), "dim-label");
  /* Translators: %s is the question that a reading answers. */
  text = g_strdup_printf (_ ("Settled by: %s"),
                          pod_words_get (&reading->question, pod_words_locale ()));
  label = make_label (text, NULL);
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_object_set_data (G_OBJECT (button), "reading", (gpointer) reading->observation.symbol.name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, 0);
  return button;
}

/* Small, for whoever compares the protocol with the rules. */
static GtkWidget *
make_rule (const char *part)
{
  GtkWidget *label = make_label (part, "dim-label");

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "monospace");
  return label;
}

static GtkWidget *
make_card (PodContradictionsView *self, const PodContradiction *item)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  g_autofree char *words = pod_contradiction_to_words (pod_trial_get_study (self->trial), item);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *title = make_label (words, "heading");
  GtkWidget *kind = make_label (pod_contradiction_kind_to_words (item->kind), "dim-label");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_label_set_wrap (GTK_LABEL (kind), FALSE);
  gtk_box_append (GTK_BOX (head), kind);
  gtk_box_append (GTK_BOX (card), head);
  if (item->part != NULL)
    gtk_box_append (GTK_BOX (card), make_rule (item->part));
  gtk_box_append (GTK_BOX (card), make_criteria (item));
  gtk_box_append (GTK_BOX (card), make_reading (self, item));
  return card;
}

/* ---- all ---- */

static void
fill (PodContradictionsView *self)
{
  g_autoptr (GArray) found = pod_study_find_contradictions (pod_trial_get_study (self->trial));

  for (guint i = 0; i < found->len; i++)
    {
      if (i > 0)
        gtk_box_append (self->box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (self->box, make_card (self, &g_array_index (found, PodContradiction, i)));
    }
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "found" : "none");
}

/* ---- the class ---- */

static void
pod_contradictions_view_map (GtkWidget *widget)
{
  PodContradictionsView *self = POD_CONTRADICTIONS_VIEW (widget);

  if (!self->is_filled && self->trial != NULL)
    fill (self);
  self->is_filled = self->trial != NULL;
  GTK_WIDGET_CLASS (pod_contradictions_view_parent_class)->map (widget);
}

static void
pod_contradictions_view_dispose (GObject *object)
{
  g_clear_object (&POD_CONTRADICTIONS_VIEW (object)->trial);
  G_OBJECT_CLASS (pod_contradictions_view_parent_class)->dispose (object);
}

static void
pod_contradictions_view_class_init (PodContradictionsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_contradictions_view_dispose;
  widget_class->map = pod_contradictions_view_map;
  reading_signal = g_signal_new ("reading", POD_TYPE_CONTRADICTIONS_VIEW, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-contradictions-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PodContradictionsView, stack);
  gtk_widget_class_bind_template_child (widget_class, PodContradictionsView, box);
}

static void
pod_contradictions_view_init (PodContradictionsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_contradictions_view_set_trial (PodContradictionsView *self, PodTrial *trial)
{
  g_set_object (&self->trial, trial);
}
