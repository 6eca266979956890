#pragma once

#include <adwaita.h>

#include "pod-course-editor.h"

G_BEGIN_DECLS

/**
 * PodCourseList:
 *
 * The courses of medication on record, newest first, under the class that each is of and what the criteria count of it; then the classes
 * that criteria count together, and the doses that the trial gave.
 *
 * Signal: "task" (int64 course, PodCourseTask): somebody asks for it.
 */
#define POD_TYPE_COURSE_LIST (pod_course_list_get_type ())
G_DECLARE_FINAL_TYPE (PodCourseList, pod_course_list, POD, COURSE_LIST, GtkBox)

void pod_course_list_set (PodCourseList *self, PodTrial *trial, PodCasebook *casebook);
/* How many courses it shows. */
guint pod_course_list_count (PodCourseList *self);

G_END_DECLS
