#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-values.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-arrival-row.h"
#include "pod-arrival-words.h"
#include "pod-finding-beside.h"
#include "pod-finding-settle.h"
#include "pod-lab-mode.h"
#include "pod-words.h"

struct _PodArrivalValues
{
  AdwBin parent_instance;

  PodTrial *trial; /* not held: it is the dialog's */
  const PodTrialArrivalItem *item;
  guint chosen; /* which of those that stand */

  GtkWidget *choice;
  GtkBox *several;
  GtkGrid *values;
};

G_DEFINE_FINAL_TYPE (PodArrivalValues, pod_arrival_values, ADW_TYPE_BIN)

/* ---- side by side ---- */

static void
clear_values (PodArrivalValues *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->values))) != NULL)
    gtk_grid_remove (self->values, child);
}

/* What the item is held against: NULL for nothing. */
static const PodFinding *
get_other (PodArrivalValues *self)
{
  if (self->item->earlier != NULL)
    return g_ptr_array_index (self->item->standing, self->chosen);
  return self->item->rival != NULL ? self->item->rival : self->item->last;
}

#define COLLECTED_ROW 4
#define LABORATORY_ROW 5

static GtkWidget *
add_cell (PodArrivalValues *self, int column, int row, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text != NULL ? text : "–");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* The names of the rows are short. */
  gtk_label_set_wrap (GTK_LABEL (label), column > 0);
  /* A laboratory is read by its words, and a day in one piece. */
  gtk_label_set_wrap_mode (GTK_LABEL (label), row == LABORATORY_ROW || row == COLLECTED_ROW
                                                  ? PANGO_WRAP_WORD
                                                  : PANGO_WRAP_WORD_CHAR);
  /* Alone, it has the room of what it would be held against. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), get_other (self) != NULL ? 13 : 27);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->values, label, column, row, 1, 1);
  return label;
}

/* What waits as well is no earlier than the one that was chosen, which stands first then. */
static gboolean
is_first (PodArrivalValues *self)
{
  return self->item->earlier == NULL && self->item->rival != NULL;
}

static GtkWidget *
add_other (PodArrivalValues *self, int row, const char *text, const char *style)
{
  return add_cell (self, is_first (self) ? 2 : 1, row, text, style);
}

static GtkWidget *
add_own (PodArrivalValues *self, int row, const char *text, const char *style)
{
  return add_cell (self, is_first (self) ? 1 : 2, row, text, style);
}

static void
add_pair (PodArrivalValues *self, int row, const char *name, char *stands, char *came)
{
  const char *style = stands != NULL && g_strcmp0 (stands, came) != 0 ? "heading" : NULL;

  add_cell (self, 0, row, name, "dim-label");
  /* As they stand, since who listens hears them in the order in which they were added. */
  if (is_first (self))
    add_own (self, row, came, style);
  if (get_other (self) != NULL)
    add_other (self, row, stands, style);
  if (!is_first (self))
    add_own (self, row, came, style);
  g_free (stands);
  g_free (came);
}

/* NULL where there is none to be read. */
static char *
say_value (PodTrial *trial, const PodFinding *finding)
{
  return finding != NULL && pod_arrival_has_value (finding)
             ? pod_finding_to_words (pod_trial_get_study (trial), finding)
             : NULL;
}

#define CHANGE_DIGITS 3

static char *
say_change (PodQuantity stands, PodQuantity came)
{
  double change = pod_quantity_get_change (stands, came);
  g_autofree char *number =
      isnan (change) ? NULL : pod_lab_mode_print (POD_LAB_PERCENT_CHANGE, change, CHANGE_DIGITS);

  if (number == NULL)
    return NULL;
  /* Translators: how much more or less something is: "+41 %". */
  return g_strdup_printf (C_ ("arrivals", "%s %%"), number);
}

/* (nullable) */
static char *
say_collected (const PodFinding *finding)
{
  g_autofree char *words = finding != NULL ? pod_moment_to_words (finding->when) : NULL;

  return words != NULL ? pod_arrival_keep_day (words) : NULL;
}

/* In the unit in which the study shows it where it came in another; else in that of the other. */
static const PodUnit *
find_one_unit (PodArrivalValues *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const PodFinding *came = &self->item->finding, *stands = get_other (self);
  PodQuantity quantity;

  if (pod_finding_convert_to_study (study, came, &quantity) ||
      (stands != NULL && pod_finding_convert_beside (study, came, stands, &quantity)))
    return quantity.unit;
  return NULL;
}

/* As it is where it is in that unit already. */
static PodFinding
convert (PodArrivalValues *self, const PodFinding *finding, const PodUnit *unit)
{
  PodFinding converted = *finding, like = *finding;

  like.quantity.unit = unit;
  /* What was computed has no more digits than what it was computed from. */
  if (pod_finding_convert_beside (pod_trial_get_study (self->trial), finding, &like,
                                  &converted.quantity))
    converted.source = "derived";
  return converted;
}

/* @change: (nullable): how much more or less it is than another */
static char *
say_converted (PodArrivalValues *self,
               const PodFinding *finding,
               const PodFinding *converted,
               const char *change)
{
  g_autofree char *value = say_value (self->trial, converted);

  if (converted->quantity.unit == finding->quantity.unit && change == NULL)
    return g_steal_pointer (&value);
  /* Translators: a result in the unit of the other, and how much more or less that is: "= 124 µmol/L", "+41 %". */
  return change != NULL ? g_strdup_printf (C_ ("arrivals", "= %1$s\n%2$s"), value, change)
                        : g_strdup_printf (C_ ("arrivals", "= %s"), value);
}

/* Two units are not left to anybody's head, nor is one in which the study does not show it. */
static void
add_converted (PodArrivalValues *self, int row)
{
  const PodFinding *stands = get_other (self), *came = &self->item->finding;
  const PodUnit *unit = find_one_unit (self);
  g_autofree char *change = NULL;
  g_autofree char *all = NULL;
  g_autofree char *own = NULL;
  PodFinding one, other;

  if (unit == NULL)
    return;
  one = convert (self, came, unit);
  add_cell (self, 0, row,
            stands != NULL ? C_ ("arrivals", "In one unit")
                           : C_ ("arrivals", "In the study’s unit"),
            "dim-label");
  if (stands != NULL)
    {
      other = convert (self, stands, unit);
      change = other.quantity.unit == unit ? say_change (other.quantity, one.quantity) : NULL;
      own = say_converted (self, stands, &other, NULL);
      add_other (self, row, own, "heading");
    }
  all = say_converted (self, came, &one, change);
  gtk_label_set_max_width_chars (GTK_LABEL (add_own (self, row, all, "heading")), 16);
}

/* Of two that came in each is told by its line; where one came in by another file, by that, too. */
static char *
say_rival (const PodTrialArrivalItem *item)
{
  if (item->rival_arrival == item->arrival)
    return g_strdup_printf (C_ ("arrivals", "Line %u"), item->rival_line);
  /* Translators: for a narrow column: the running number of a file that came in, and a line of it. */
  return g_strdup_printf (C_ ("arrivals", "No. %1$u, line %2$u"), (guint) item->rival_arrival,
                          item->rival_line);
}

static void
add_headings (PodArrivalValues *self)
{
  const PodTrialArrivalItem *item = self->item;
  g_autofree char *rival = is_first (self) ? say_rival (item) : NULL;
  g_autofree char *own = rival != NULL
                             /* Translators: a line of a file, which is the one that was chosen. */
                             ? g_strdup_printf (C_ ("arrivals", "This line (%u)"), item->line)
                             : g_strdup (C_ ("arrivals", "Came in"));

  add_own (self, 0, own, "caption-heading");
  if (get_other (self) != NULL)
    add_other (self, 0,
               rival != NULL           ? rival
               : item->earlier != NULL ? C_ ("arrivals", "On record")
                                       : C_ ("arrivals", "Last result"),
               "caption-heading");
}

/* Both values side by side. */
static void
show_values (PodArrivalValues *self)
{
  const PodTrialArrivalItem *item = self->item;
  const PodFinding *stands = get_other (self), *came = &item->finding;

  clear_values (self);
  add_headings (self);
  add_converted (self, 1);
  add_pair (self, 2, C_ ("arrivals", "Value"), say_value (self->trial, stands),
            pod_arrival_has_value (came) ? say_value (self->trial, came) : pod_arrival_show (item));
  add_pair (self, 3, C_ ("arrivals", "Limits"),
            stands != NULL ? pod_finding_limits_to_words (stands) : NULL,
            pod_arrival_limits_beside (item, stands));
  add_pair (self, COLLECTED_ROW, C_ ("arrivals", "Collected"), say_collected (stands),
            say_collected (came));
  add_pair (self, LABORATORY_ROW, C_ ("arrivals", "Laboratory"),
            stands != NULL ? g_strdup (stands->laboratory) : NULL, g_strdup (came->laboratory));
}

/* ---- which of several ---- */

static void
toggled_cb (GtkCheckButton *button, PodArrivalValues *self)
{
  if (!gtk_check_button_get_active (button))
    return;
  self->chosen = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));
  show_values (self);
}

/* "102 g/L, 10 Mar 2026, Elsewhere" */
static char *
describe (PodArrivalValues *self, const PodFinding *finding)
{
  g_autofree char *value = say_value (self->trial, finding);
  g_autofree char *when = pod_moment_to_words (finding->when);

  if (finding->laboratory == NULL)
    /* Translators: a result that stands, and when it was collected. */
    return g_strdup_printf (C_ ("arrivals", "%1$s, %2$s"), value, when);
  /* Translators: a result that stands, when it was collected, and the laboratory. */
  return g_strdup_printf (C_ ("arrivals", "%1$s, %2$s, %3$s"), value, when, finding->laboratory);
}

static GtkWidget *
make_button (PodArrivalValues *self, guint index, GtkWidget *group)
{
  g_autofree char *words = describe (self, g_ptr_array_index (self->item->standing, index));
  GtkWidget *button = gtk_check_button_new (), *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (button), GTK_CHECK_BUTTON (group));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), index == self->chosen);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return button;
}

static void
show_several (PodArrivalValues *self)
{
  guint n = self->item != NULL && self->item->standing != NULL ? self->item->standing->len : 0;
  GtkWidget *group = NULL, *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->several))) != NULL)
    gtk_box_remove (self->several, child);
  gtk_widget_set_visible (self->choice, n > 1);
  for (guint i = 0; n > 1 && i < n; i++)
    {
      GtkWidget *button = make_button (self, i, group);

      group = group != NULL ? group : button;
      gtk_box_append (self->several, button);
    }
}

void
pod_arrival_values_show (PodArrivalValues *self, PodTrial *trial, const PodTrialArrivalItem *item)
{
  self->trial = trial;
  self->item = item;
  self->chosen = 0;
  show_several (self);
  if (item != NULL)
    show_values (self);
  else
    clear_values (self);
}

gint64
pod_arrival_values_get_chosen (PodArrivalValues *self)
{
  return self->item != NULL && self->item->earlier != NULL ? get_other (self)->record.id : 0;
}

/* ---- the widget ---- */

static void
pod_arrival_values_class_init (PodArrivalValuesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-arrival-values.ui");
  gtk_widget_class_bind_template_child (widget_class, PodArrivalValues, choice);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalValues, several);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalValues, values);
}

static void
pod_arrival_values_init (PodArrivalValues *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
