#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-course-list.h"

#include <glib/gi18n-lib.h>

#include "pod-course-group.h"
#include "pod-course-row.h"
#include "pod-medication.h"
#include "pod-words.h"

struct _PodCourseList
{
  GtkBox parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;
  guint n_courses;
};

enum
{
  TASK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodCourseList, pod_course_list, GTK_TYPE_BOX)

/* Under what a course is listed. */
typedef struct
{
  const PodMedicationClass *class; /* NULL for what is of none */
  gboolean doses;
} Heading;

static const PodStudy *
get_study (PodCourseList *self)
{
  return pod_trial_get_study (self->trial);
}

static void
task_cb (PodCourseRow *row, int task, gpointer user_data)
{
  g_signal_emit (user_data, signals[TASK], 0, pod_course_row_get_course (row), task);
}

static gboolean
is_under (PodCourseList *self, const PodIntervention *course, const Heading *heading)
{
  const PodTreatment *treatment = pod_study_find_treatment (get_study (self), course->treatment);
  gboolean is_dose = treatment != NULL && pod_treatment_is_dose (treatment);

  if (course->record.voided || is_dose != heading->doses)
    return FALSE;
  return is_dose || (treatment != NULL ? pod_treatment_get_class (get_study (self), treatment)
                                       : NULL) == heading->class;
}

static char *
say_exposure (PodCourseList *self, const PodMedicationClass *class)
{
  return pod_medication_to_words (get_study (self), pod_trial_get_site (self->trial),
                                  self->casebook, class, pod_trial_get_today (self->trial));
}

static const char *
find_title (const Heading *heading)
{
  if (heading->doses)
    return _ ("Doses of the Trial");
  return heading->class != NULL ? pod_words_get (&heading->class->label, pod_words_locale ())
                                : _ ("Other Medication");
}

/* A casebook has them oldest first. */
static void
add_group (PodCourseList *self, const Heading *heading)
{
  GtkWidget *group = NULL;
  guint n;
  const PodIntervention *all = pod_casebook_get_interventions (self->casebook, &n);

  for (guint i = n; i-- > 0;)
    {
      GtkWidget *row;

      if (!is_under (self, &all[i], heading))
        continue;
      if (group == NULL)
        {
          g_autofree char *exposure = heading->class != NULL ? say_exposure (self, heading->class)
                                                             : NULL;

          group = pod_course_group_new (find_title (heading), exposure);
          gtk_box_append (GTK_BOX (self), group);
        }
      row = pod_course_row_new (self->trial, &all[i]);
      g_signal_connect_object (row, "task", G_CALLBACK (task_cb), self, 0);
      pod_course_group_add (POD_COURSE_GROUP (group), row);
      self->n_courses++;
    }
}

/* No course is listed under it, whatever is on record. */
static gboolean
is_together (PodCourseList *self, const PodMedicationClass *class)
{
  const GPtrArray *treatments = pod_study_get_treatments (get_study (self));

  for (guint i = 0; i < treatments->len; i++)
    if (pod_treatment_get_class (get_study (self), g_ptr_array_index (treatments, i)) == class)
      return FALSE;
  return TRUE;
}

static void
add_together (PodCourseList *self)
{
  const GPtrArray *classes = pod_study_get_classes (get_study (self));
  GtkWidget *group = NULL;

  for (guint i = 0; i < classes->len; i++)
    {
      const PodMedicationClass *class = g_ptr_array_index (classes, i);
      g_autofree char *exposure = is_together (self, class) ? say_exposure (self, class) : NULL;

      if (exposure == NULL)
        continue;
      if (group == NULL)
        {
          group = pod_course_group_new (_ ("Counted Together by Criteria"), NULL);
          gtk_box_append (GTK_BOX (self), group);
        }
      pod_course_group_add_line (POD_COURSE_GROUP (group),
                                 pod_words_get (&class->label, pod_words_locale ()), exposure);
    }
}

static void
clear (PodCourseList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  self->n_courses = 0;
}

static void
pod_course_list_dispose (GObject *object)
{
  PodCourseList *self = POD_COURSE_LIST (object);

  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_course_list_parent_class)->dispose (object);
}

static void
pod_course_list_class_init (PodCourseListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_course_list_dispose;
  signals[TASK] = g_signal_new ("task", POD_TYPE_COURSE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);
}

static void
pod_course_list_init (PodCourseList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
}

void
pod_course_list_set (PodCourseList *self, PodTrial *trial, PodCasebook *casebook)
{
  const GPtrArray *classes;

  g_return_if_fail (POD_IS_COURSE_LIST (self) && POD_IS_TRIAL (trial) && casebook != NULL);

  clear (self);
  g_set_object (&self->trial, trial);
  pod_casebook_ref (casebook);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = casebook;
  classes = pod_study_get_classes (get_study (self));
  for (guint i = 0; i < classes->len; i++)
    add_group (self, &(Heading){ g_ptr_array_index (classes, i), FALSE });
  add_group (self, &(Heading){ NULL, FALSE });
  add_together (self);
  add_group (self, &(Heading){ NULL, TRUE });
}

guint
pod_course_list_count (PodCourseList *self)
{
  g_return_val_if_fail (POD_IS_COURSE_LIST (self), 0);

  return self->n_courses;
}
