#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PodCourseGroup:
 *
 * The courses of one class of medication, under what rules make of them.
 */
#define POD_TYPE_COURSE_GROUP (pod_course_group_get_type ())
G_DECLARE_FINAL_TYPE (PodCourseGroup, pod_course_group, POD, COURSE_GROUP, GtkBox)

/* @exposure: (nullable): what the criteria count of it. */
GtkWidget *pod_course_group_new (const char *title, const char *exposure);
void pod_course_group_add (PodCourseGroup *self, GtkWidget *row);
/* Of a group that has no rows of its own. */
void pod_course_group_add_line (PodCourseGroup *self, const char *title, const char *text);

G_END_DECLS
