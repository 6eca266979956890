#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-grade-row.h"

#include <glib/gi18n-lib.h>

/* None yet, then 1 to 5. */
#define N_BUTTONS 6

struct _PodGradeRow
{
  AdwActionRow parent_instance;

  GtkToggleButton *buttons[N_BUTTONS];
};

enum
{
  PROP_0,
  PROP_GRADE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodGradeRow, pod_grade_row, ADW_TYPE_ACTION_ROW)

static void
toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  PodGradeRow *self = user_data;

  for (int grade = 1; grade < N_BUTTONS; grade++)
    {
      g_autofree char *style = g_strdup_printf ("grade-%d", grade);

      if (gtk_toggle_button_get_active (self->buttons[grade]))
        gtk_widget_add_css_class (GTK_WIDGET (self->buttons[grade]), style);
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self->buttons[grade]), style);
    }
  if (gtk_toggle_button_get_active (button))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GRADE]);
}

static void
pod_grade_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_GRADE)
    g_value_set_int (value, pod_grade_row_get_grade (POD_GRADE_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_grade_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_GRADE)
    pod_grade_row_set_grade (POD_GRADE_ROW (object), g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_grade_row_class_init (PodGradeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pod_grade_row_get_property;
  object_class->set_property = pod_grade_row_set_property;
  properties[PROP_GRADE] = g_param_spec_int ("grade", NULL, NULL, 0, N_BUTTONS - 1, 0,
                                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                 G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static GtkWidget *
make_button (int grade)
{
  g_autofree char *text = grade > 0 ? g_strdup_printf ("%d", grade) : g_strdup ("–");
  g_autofree char *words = grade > 0 ? g_strdup_printf (_ ("Grade %d"), grade)
                                     : g_strdup (_ ("Not graded"));
  GtkWidget *button = gtk_toggle_button_new_with_label (text);

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  return button;
}

static void
pod_grade_row_init (PodGradeRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (int grade = 0; grade < N_BUTTONS; grade++)
    {
      GtkWidget *button = make_button (grade);

      self->buttons[grade] = GTK_TOGGLE_BUTTON (button);
      if (grade > 0)
        gtk_toggle_button_set_group (self->buttons[grade], self->buttons[0]);
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_toggle_button_set_active (self->buttons[0], TRUE);
  for (int grade = 0; grade < N_BUTTONS; grade++)
    g_signal_connect (self->buttons[grade], "toggled", G_CALLBACK (toggled_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), box);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

void
pod_grade_row_set_grade (PodGradeRow *self, int grade)
{
  g_return_if_fail (POD_IS_GRADE_ROW (self) && grade >= 0 && grade < N_BUTTONS);

  gtk_toggle_button_set_active (self->buttons[grade], TRUE);
}

int
pod_grade_row_get_grade (PodGradeRow *self)
{
  g_return_val_if_fail (POD_IS_GRADE_ROW (self), 0);

  for (int grade = 1; grade < N_BUTTONS; grade++)
    if (gtk_toggle_button_get_active (self->buttons[grade]))
      return grade;
  return 0;
}
