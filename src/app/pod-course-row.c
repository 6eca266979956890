#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-course-row.h"

#include <glib/gi18n-lib.h>

#include "pod-course-choices.h"
#include "pod-medication.h"
#include "pod-treatment-row.h"

struct _PodCourseRow
{
  AdwPreferencesRow parent_instance;

  gint64 course;

  GtkLabel *name;
  GtkLabel *dose;
  GtkLabel *dates;
  GtkLabel *note;
  GtkWidget *buttons;
  GtkWidget *change_button;
  GtkWidget *stop_button;
};

enum
{
  TASK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodCourseRow, pod_course_row, ADW_TYPE_PREFERENCES_ROW)

static void
task_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const struct
  {
    const char *action;
    PodCourseTask task;
  } tasks[] = {
    { "course.change-dose", POD_COURSE_CHANGE_DOSE },
    { "course.stop", POD_COURSE_STOP },
    { "course.correct", POD_COURSE_CORRECT },
    { "course.void", POD_COURSE_VOID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    if (g_str_equal (name, tasks[i].action))
      g_signal_emit (widget, signals[TASK], 0, (int) tasks[i].task);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* Whoever hears the buttons alone hears of which course they are. */
static void
name_buttons (PodCourseRow *self, const char *name)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    name, -1);
}

static void
offer (PodCourseRow *self, gboolean may_record, gboolean goes_on)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "course.change-dose", may_record && goes_on);
  gtk_widget_action_set_enabled (widget, "course.stop", may_record && goes_on);
  gtk_widget_action_set_enabled (widget, "course.correct", may_record);
  gtk_widget_action_set_enabled (widget, "course.void", may_record);
  gtk_widget_set_visible (self->buttons, may_record);
  gtk_widget_set_visible (self->change_button, goes_on);
  gtk_widget_set_visible (self->stop_button, goes_on);
}

static void
pod_course_row_class_init (PodCourseRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[TASK] = g_signal_new ("task", POD_TYPE_COURSE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_install_action (widget_class, "course.change-dose", NULL, task_cb);
  gtk_widget_class_install_action (widget_class, "course.stop", NULL, task_cb);
  gtk_widget_class_install_action (widget_class, "course.correct", NULL, task_cb);
  gtk_widget_class_install_action (widget_class, "course.void", NULL, task_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-course-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PodCourseRow, name);
  gtk_widget_class_bind_template_child (widget_class, PodCourseRow, dose);
  gtk_widget_class_bind_template_child (widget_class, PodCourseRow, dates);
  gtk_widget_class_bind_template_child (widget_class, PodCourseRow, note);
  gtk_widget_class_bind_template_child (widget_class, PodCourseRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, PodCourseRow, change_button);
  gtk_widget_class_bind_template_child (widget_class, PodCourseRow, stop_button);
}

static void
pod_course_row_init (PodCourseRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pod_course_row_new (PodTrial *trial, const PodIntervention *course)
{
  PodCourseRow *self = g_object_new (POD_TYPE_COURSE_ROW, NULL);
  const PodStudy *study = pod_trial_get_study (trial);
  const PodTreatment *treatment = pod_study_find_treatment (study, course->treatment);
  const char *name = pod_treatment_to_words (study, course->treatment);
  g_autofree char *dose = pod_course_dose_to_words (study, course);
  g_autofree char *dates = pod_course_dates_to_words (study, course);
  g_autofree char *lot = course->lot != NULL ? g_strdup_printf (_ ("Lot %s"), course->lot) : NULL;
  g_autofree char *note = lot != NULL && course->note != NULL
                              ? g_strdup_printf ("%s · %s", lot, course->note)
                              : g_strdup (lot != NULL ? lot : course->note);

  self->course = course->record.id;
  gtk_label_set_text (self->name, name);
  set_text (self->dose, dose);
  set_text (self->dates, dates);
  set_text (self->note, note);
  name_buttons (self, name);
  offer (self, pod_trial_may (trial, POD_VERB_RECORD),
         !pod_date_is_set (course->end.date) && treatment != NULL &&
             !pod_treatment_is_dose (treatment));
  return GTK_WIDGET (self);
}

gint64
pod_course_row_get_course (PodCourseRow *self)
{
  g_return_val_if_fail (POD_IS_COURSE_ROW (self), 0);

  return self->course;
}
