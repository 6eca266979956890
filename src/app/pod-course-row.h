#pragma once

#include <adwaita.h>

#include "pod-course-editor.h"

G_BEGIN_DECLS

/**
 * PodCourseRow:
 *
 * One course of medication on record, with what can be done about it.
 *
 * Signal: "task" (PodCourseTask): somebody asks for it.
 */
#define POD_TYPE_COURSE_ROW (pod_course_row_get_type ())
G_DECLARE_FINAL_TYPE (PodCourseRow, pod_course_row, POD, COURSE_ROW, AdwPreferencesRow)

GtkWidget *pod_course_row_new (PodTrial *trial, const PodIntervention *course);

gint64 pod_course_row_get_course (PodCourseRow *self);

G_END_DECLS
