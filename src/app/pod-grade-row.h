#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PodGradeRow:
 *
 * Grades 1 to 5, or none yet, as buttons of which one is down; the number is always beside the colour.
 *
 * Property: "grade" (int, 0 while not graded); settable, told when somebody presses.
 */
#define POD_TYPE_GRADE_ROW (pod_grade_row_get_type ())
G_DECLARE_FINAL_TYPE (PodGradeRow, pod_grade_row, POD, GRADE_ROW, AdwActionRow)

void pod_grade_row_set_grade (PodGradeRow *self, int grade);
int pod_grade_row_get_grade (PodGradeRow *self);

G_END_DECLS
