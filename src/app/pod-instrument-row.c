#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-instrument-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-instrument-words.h"
#include "pod-words.h"

struct _PodInstrumentRow
{
  AdwActionRow parent_instance;

  const PodInstrumentItem *item;
  PodTruth answer;
  int achieved;
  gboolean persistent;

  GtkCheckButton *check; /* NULL where there are several points */
  GPtrArray *numbers;    /* GtkToggleButton: from 0 to the points; NULL where there are not */
  GtkLabel *state;
  GtkLabel *points;
};

enum
{
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodInstrumentRow, pod_instrument_row, ADW_TYPE_ACTION_ROW)

/* ---- what it shows ---- */

static const char *
say_answer (PodInstrumentRow *self)
{
  if (self->answer == POD_UNKNOWN)
    return C_ ("item", "not answered");
  return self->answer == POD_TRUE ? C_ ("item", "yes") : C_ ("item", "no");
}

static void
show_numbers (PodInstrumentRow *self)
{
  for (guint i = 0; i < self->numbers->len; i++)
    {
      GtkWidget *button = g_ptr_array_index (self->numbers, i);
      gboolean chosen = self->answer != POD_UNKNOWN && self->achieved == (int) i;

      if (chosen)
        gtk_widget_add_css_class (button, "suggested-action");
      else
        gtk_widget_remove_css_class (button, "suggested-action");
    }
}

static void
show_check (PodInstrumentRow *self)
{
  gtk_check_button_set_active (self->check, self->answer == POD_TRUE);
  if (self->answer == POD_UNKNOWN)
    gtk_widget_add_css_class (GTK_WIDGET (self->check), "unanswered");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->check), "unanswered");
}

static void
show_points (PodInstrumentRow *self)
{
  gboolean persistent = self->persistent && self->item->has_persistent;
  int number = persistent ? self->item->persistent : self->item->points;
  g_autofree char *digits = pod_instrument_number_to_words (number);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%s point", "%s points", (gulong) ABS (number)), digits);

  gtk_label_set_text (self->points, text);
  if (self->answer == POD_TRUE)
    gtk_widget_remove_css_class (GTK_WIDGET (self->points), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->points), "dim-label");
}

static void
update_accessible (PodInstrumentRow *self)
{
  GtkAccessibleTristate checked = self->answer == POD_UNKNOWN ? GTK_ACCESSIBLE_TRISTATE_MIXED
                                  : self->answer == POD_TRUE  ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                                              : GTK_ACCESSIBLE_TRISTATE_FALSE;

  if (self->check != NULL)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED, checked, -1);
  else if (self->answer == POD_UNKNOWN)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                    say_answer (self), -1);
  else
    {
      g_autofree char *text = g_strdup_printf ("%d", self->achieved);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                      (double) self->achieved, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                      text, -1);
    }
}

static void
show (PodInstrumentRow *self)
{
  if (self->check != NULL)
    show_check (self);
  else
    show_numbers (self);
  /* An empty box says by its look that nobody answered. */
  gtk_label_set_text (self->state,
                      self->check == NULL || self->answer == POD_UNKNOWN ? "" : say_answer (self));
  show_points (self);
  update_accessible (self);
}

/* ---- answering ---- */

static void
answer (PodInstrumentRow *self, PodTruth truth, int achieved)
{
  if (self->answer == truth && self->achieved == achieved)
    return;
  pod_instrument_row_set_answer (self, truth, achieved);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
activated_cb (PodInstrumentRow *self)
{
  if (self->check != NULL)
    answer (self, self->answer == POD_TRUE ? POD_FALSE : POD_TRUE, 0);
}

static void
number_cb (GtkWidget *button, PodInstrumentRow *self)
{
  guint index;

  if (g_ptr_array_find (self->numbers, button, &index))
    answer (self, POD_TRUE, (int) index);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
pod_instrument_row_step (PodInstrumentRow *self, int step)
{
  if (step == 0)
    answer (self, POD_UNKNOWN, 0);
  else if (self->check != NULL)
    answer (self, step > 0 ? POD_TRUE : POD_FALSE, 0);
  else if (self->answer == POD_UNKNOWN)
    answer (self, POD_TRUE, step > 0 ? self->item->points : 0);
  else
    answer (self, POD_TRUE, CLAMP (self->achieved + step, 0, self->item->points));
}

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  pod_instrument_row_step (POD_INSTRUMENT_ROW (widget), g_variant_get_int32 (args));
  return GDK_EVENT_STOP;
}

/* ---- the widget ---- */

static void
pod_instrument_row_finalize (GObject *object)
{
  g_clear_pointer (&POD_INSTRUMENT_ROW (object)->numbers, g_ptr_array_unref);
  G_OBJECT_CLASS (pod_instrument_row_parent_class)->finalize (object);
}

static void
add_step (GtkWidgetClass *widget_class, guint key, int step)
{
  gtk_widget_class_add_binding (widget_class, key, 0, step_cb, "i", step);
}

static void
pod_instrument_row_class_init (PodInstrumentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_instrument_row_finalize;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  add_step (widget_class, GDK_KEY_Right, 1);
  add_step (widget_class, GDK_KEY_KP_Right, 1);
  add_step (widget_class, GDK_KEY_Left, -1);
  add_step (widget_class, GDK_KEY_KP_Left, -1);
  add_step (widget_class, GDK_KEY_Delete, 0);
  add_step (widget_class, GDK_KEY_KP_Delete, 0);
}

static void
pod_instrument_row_init (PodInstrumentRow *self)
{
  self->answer = POD_UNKNOWN;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  g_signal_connect (self, "activated", G_CALLBACK (activated_cb), NULL);
}

static GtkLabel *
add_label (PodInstrumentRow *self, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), label);
  return GTK_LABEL (label);
}

/* What the row says of itself a part of it need not say again. */
static void
add_check (PodInstrumentRow *self, PodInstrumentRow *leader)
{
  self->check = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role",
                              GTK_ACCESSIBLE_ROLE_PRESENTATION, "focusable", FALSE, "can-target",
                              FALSE, "valign", GTK_ALIGN_CENTER, NULL);
  if (leader != NULL)
    gtk_check_button_set_group (self->check, leader->check);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
}

static void
add_numbers (PodInstrumentRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  self->numbers = g_ptr_array_new ();
  for (int i = 0; i <= self->item->points; i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", i);
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_widget_set_focusable (button, FALSE);
      g_signal_connect (button, "clicked", G_CALLBACK (number_cb), self);
      g_ptr_array_add (self->numbers, button);
      gtk_box_append (GTK_BOX (box), button);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) self->item->points,
                                  -1);
}

static void
show_words (PodInstrumentRow *self)
{
  const char *locale = pod_words_locale ();
  const char *check = pod_words_get (&self->item->check, locale);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 pod_words_get (&self->item->label, locale));
  if (check != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("Needs a check: %s"), check);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
    }
}

PodInstrumentRow *
pod_instrument_row_new (const PodInstrumentItem *item, PodInstrumentRow *leader)
{
  PodInstrumentRow *self = g_object_new (POD_TYPE_INSTRUMENT_ROW, "accessible-role",
                                         item->has_each         ? GTK_ACCESSIBLE_ROLE_SPIN_BUTTON
                                         : item->one_of != NULL ? GTK_ACCESSIBLE_ROLE_RADIO
                                                                : GTK_ACCESSIBLE_ROLE_CHECKBOX,
                                         NULL);

  self->item = item;
  show_words (self);
  if (item->has_each)
    add_numbers (self);
  else
    add_check (self, leader);
  self->state = add_label (self, "heading");
  self->points = add_label (self, "dim-label");
  show (self);
  return self;
}

const PodInstrumentItem *
pod_instrument_row_get_item (PodInstrumentRow *self)
{
  return self->item;
}

PodTruth
pod_instrument_row_get_answer (PodInstrumentRow *self, int *achieved)
{
  *achieved = self->achieved;
  return self->answer;
}

void
pod_instrument_row_set_answer (PodInstrumentRow *self, PodTruth truth, int achieved)
{
  self->answer = truth;
  self->achieved = achieved;
  /* A number of none is an answer too. */
  if (self->check == NULL && truth == POD_FALSE)
    {
      self->answer = POD_TRUE;
      self->achieved = 0;
    }
  show (self);
}

void
pod_instrument_row_set_persistent (PodInstrumentRow *self, gboolean persistent)
{
  self->persistent = persistent;
  show_points (self);
}

void
pod_instrument_row_tell (PodInstrumentRow *self, const char *total)
{
  g_autofree char *text = g_strdup_printf ("%s. %s", say_answer (self), total);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static gboolean
holds (const char *text, const char *needle)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

gboolean
pod_instrument_row_matches (PodInstrumentRow *self, const char *needle)
{
  return holds (self->item->label.plain, needle) || holds (self->item->label.translated, needle);
}
