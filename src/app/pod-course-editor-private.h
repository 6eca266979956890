#pragma once

#include "pod-course-editor.h"
#include "pod-date-row.h"
#include "pod-problem-row.h"
#include "pod-treatment-row.h"

G_BEGIN_DECLS

/* What the files of the editor share. */

struct _PodCourseEditor
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook; /* lends what base points to */
  PodCourseTask task;
  PodIntervention base;
  GPtrArray *units;  /* PodUnit, as they stand in the list */
  GPtrArray *routes; /* the same; NULL for what is not recorded */
  char *as_filled;
  char *note_text; /* lent by collect() */
  char *lot_text;
  gboolean filling;

  GtkLabel *title;
  GtkLabel *hint;
  PodTreatmentRow *treatment;
  PodProblemRow *treatment_problem;
  GtkEditable *dose;
  PodProblemRow *dose_problem;
  AdwComboRow *unit;
  PodProblemRow *unit_problem;
  AdwComboRow *route;
  PodDateRow *start;
  GtkWidget *ongoing_row;
  GtkSwitch *ongoing;
  PodDateRow *end;
  GtkEditable *lot;
  GtkEditable *note;
  GtkWidget *question_row;
  GtkLabel *question_text;
  GtkCheckButton *question;
};

const PodStudy *pod_course_editor_get_study (PodCourseEditor *self);
/* (nullable): what is chosen, or what the course on record is of. */
const char *pod_course_editor_get_treatment (PodCourseEditor *self);
gboolean pod_course_editor_is_dose (PodCourseEditor *self);
/* Every field, and not the few that a change takes. */
gboolean pod_course_editor_has_fields (PodCourseEditor *self);
const PodUnit *pod_course_editor_get_unit (PodCourseEditor *self);
const char *pod_course_editor_get_route (PodCourseEditor *self);
void pod_course_editor_fill_units (PodCourseEditor *self, const PodUnit *chosen);
void pod_course_editor_fill_routes (PodCourseEditor *self, const char *route);
void pod_course_editor_show_end (PodCourseEditor *self);
void pod_course_editor_clear_problems (PodCourseEditor *self);
/* The fields as text, to be compared.  Free with g_free(). */
char *pod_course_editor_to_string (PodCourseEditor *self);

G_END_DECLS
