/* What stands in the fields of a course, whether it can be, and what is written of it. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-course-editor-private.h"
#include "pod-medication.h"
#include "pod-number-text.h"

static PodMoment
get_moment (PodDateRow *row)
{
  PodMoment moment = POD_MOMENT_NONE;

  pod_date_row_get_moment (row, &moment);
  return moment;
}

/* NAN where it is empty; FALSE where it is no number. */
static gboolean
get_dose (PodCourseEditor *self, double *dose)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->dose)));
  PodQuantity quantity;

  *dose = NAN;
  if (*text == '\0')
    return TRUE;
  if (!pod_number_text_parse (text, &quantity) || quantity.comparator != POD_EXACTLY)
    return FALSE;
  *dose = quantity.number;
  return TRUE;
}

static const char *
take_text (GtkEditable *editable, char **owner)
{
  g_free (*owner);
  *owner = g_strstrip (g_strdup (gtk_editable_get_text (editable)));
  return **owner != '\0' ? *owner : NULL;
}

/* A dose of the trial belongs to the visit of its day. */
static gint64
find_visit (PodCourseEditor *self, PodDate date)
{
  const PodVisit *visit = pod_casebook_find_visit_on (self->casebook, date);

  return visit != NULL ? visit->record.id : 0;
}

static void
collect_dose (PodCourseEditor *self, PodIntervention *course)
{
  get_dose (self, &course->dose);
  course->unit = pod_course_editor_get_unit (self);
  course->start = get_moment (self->start);
  course->note = take_text (self->note, &self->note_text);
}

static void
collect_fields (PodCourseEditor *self, PodIntervention *course)
{
  gboolean goes_on = gtk_switch_get_active (self->ongoing) && !pod_course_editor_is_dose (self);

  course->treatment = pod_course_editor_get_treatment (self);
  course->route = pod_course_editor_get_route (self);
  course->end = goes_on ? POD_MOMENT_NONE : get_moment (self->end);
  collect_dose (self, course);
  if (pod_course_editor_is_dose (self))
    course->lot = take_text (self->lot, &self->lot_text);
  if (pod_course_editor_is_dose (self) && self->task == POD_COURSE_ADD_DOSE)
    course->visit = find_visit (self, course->start.date);
}

/* Without the id of a new one; it lends its strings until the next keystroke. */
static void
collect (PodCourseEditor *self, PodIntervention *course)
{
  pod_intervention_init (course);
  course->record.subject = pod_casebook_get_subject (self->casebook)->record.id;
  if (self->base.record.id != 0)
    *course = self->base;
  if (self->task == POD_COURSE_STOP)
    course->end = get_moment (self->end);
  else if (pod_course_editor_has_fields (self))
    collect_fields (self, course);
  else
    {
      collect_dose (self, course);
      course->record.id = 0;
      course->record.version = 0;
    }
}

/* The course that a change of its dose ends: the day before, or in the same month where nobody knows the day. */
static void
collect_ended (PodCourseEditor *self, PodIntervention *ended)
{
  PodDate start = get_moment (self->start).date;

  *ended = self->base;
  ended->end = pod_moment_on (pod_date_is_complete (start) ? pod_date_add_days (start, -1) : start);
}

/* ---- checks ---- */

static void
show_problem (PodCourseEditor *self, const PodProblem *problem)
{
  /* Each field says its first. */
  if (g_str_equal (problem->key, "treatment"))
    pod_problem_row_show (self->treatment_problem, GTK_WIDGET (self->treatment), problem->message);
  else if (g_str_equal (problem->key, "dose"))
    pod_problem_row_show (self->dose_problem, GTK_WIDGET (self->dose), problem->message);
  else if (g_str_equal (problem->key, "unit"))
    pod_problem_row_show (self->unit_problem, GTK_WIDGET (self->unit), problem->message);
  else if (g_str_equal (problem->key, "start") && pod_date_row_get_problem (self->start) == NULL)
    pod_date_row_set_problem (self->start, problem->message);
  else if (g_str_equal (problem->key, "end") && pod_date_row_get_problem (self->end) == NULL)
    pod_date_row_set_problem (self->end, problem->message);
}

static gboolean
check_typed (PodCourseEditor *self)
{
  gboolean fits = TRUE;
  double dose;

  if (gtk_widget_get_visible (GTK_WIDGET (self->start)))
    fits = pod_date_row_check (self->start) && fits;
  if (gtk_widget_get_visible (GTK_WIDGET (self->end)))
    fits = pod_date_row_check (self->end) && fits;
  if (gtk_widget_get_visible (GTK_WIDGET (self->dose)) && !get_dose (self, &dose))
    {
      pod_problem_row_show (self->dose_problem, GTK_WIDGET (self->dose),
                            _ ("This is no number. Write the dose without its unit: 50."));
      fits = FALSE;
    }
  return fits;
}

/* An end that comes of a change of dose was not typed: the day of the change is what is wrong. */
static gboolean
check_ended (PodCourseEditor *self)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodIntervention ended;

  if (self->task != POD_COURSE_CHANGE_DOSE || pod_date_row_get_problem (self->start) != NULL)
    return TRUE;
  collect_ended (self, &ended);
  pod_medication_check (pod_course_editor_get_study (self), self->casebook, &ended,
                        pod_trial_get_today (self->trial), problems);
  for (guint i = 0; i < problems->len; i++)
    if (g_str_equal (((const PodProblem *) problems->pdata[i])->key, "end"))
      {
        pod_date_row_set_problem (self->start, _ ("The course that it changes had not begun yet."));
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_question (PodCourseEditor *self, const PodIntervention *course)
{
  g_autofree char *question = NULL;

  if (self->task == POD_COURSE_STOP || gtk_check_button_get_active (self->question))
    return TRUE;
  question = pod_medication_find_question (pod_course_editor_get_study (self), self->casebook,
                                           course,
                                           self->task == POD_COURSE_CHANGE_DOSE
                                               ? self->base.record.id
                                               : 0);
  if (question == NULL)
    return TRUE;
  gtk_label_set_text (self->question_text, question);
  gtk_widget_set_visible (self->question_row, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->question));
  return FALSE;
}

gboolean
pod_course_editor_check (PodCourseEditor *self)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodIntervention course;
  gboolean fits;

  g_return_val_if_fail (POD_IS_COURSE_EDITOR (self), FALSE);

  pod_course_editor_clear_problems (self);
  fits = check_typed (self);
  collect (self, &course);
  pod_medication_check (pod_course_editor_get_study (self), self->casebook, &course,
                        pod_trial_get_today (self->trial), problems);
  for (guint i = 0; i < problems->len; i++)
    show_problem (self, g_ptr_array_index (problems, i));
  fits = check_ended (self) && fits && problems->len == 0;
  if (fits)
    return check_question (self, &course);
  pod_course_editor_focus (self);
  return FALSE;
}

/* The first that is wrong, else the first. */
void
pod_course_editor_focus (PodCourseEditor *self)
{
  const gboolean wrong[] = { pod_problem_row_get_text (self->treatment_problem) != NULL,
                             pod_problem_row_get_text (self->dose_problem) != NULL,
                             pod_problem_row_get_text (self->unit_problem) != NULL,
                             pod_date_row_get_problem (self->start) != NULL,
                             pod_date_row_get_problem (self->end) != NULL };
  gpointer fields[] = { self->treatment, self->dose, self->unit, self->start, self->end };

  g_return_if_fail (POD_IS_COURSE_EDITOR (self));

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (wrong[i] && gtk_widget_get_visible (fields[i]))
      {
        gtk_widget_grab_focus (fields[i]);
        return;
      }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (gtk_widget_get_visible (fields[i]))
      {
        gtk_widget_grab_focus (fields[i]);
        return;
      }
}

/* ---- writing ---- */

void
pod_course_editor_put (PodCourseEditor *self, PodChange *change)
{
  PodIntervention course, ended;

  g_return_if_fail (POD_IS_COURSE_EDITOR (self) && self->task != POD_COURSE_NONE);

  if (self->task == POD_COURSE_CHANGE_DOSE)
    {
      collect_ended (self, &ended);
      pod_change_put_intervention (change, &ended);
    }
  collect (self, &course);
  if (course.record.id == 0)
    course.record.id = pod_change_reserve (change);
  pod_change_put_intervention (change, &course);
}
