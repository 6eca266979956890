#pragma once

#include "pod-lab-series.h"

G_BEGIN_DECLS

/* What a chart of results says of grades: by which scale, and which results have none, and why.  Private to the room. */

/* "CTCAE 6.0", the one that is shown; NULL where the study has none. */
const char *pod_lab_grades_get_scale (const PodStudy *study, const char *scale);
/* "Grades: CTCAE 6.0 (the scale of the study is CTCAE 5.0)"; NULL where there is no scale.  Free with g_free(). */
char *pod_lab_grades_print_scale (const PodStudy *study, const char *scale);
/* The one whose colour stands for it: the lowest that it may be, from 1 on. */
int pod_lab_grades_get_colour (const PodFindingGrade *grade);
/* It is drawn: where a number alone does not tell it, the scene's key is to say so. */
void pod_lab_grades_note_unsure (PodScene *scene, const PodFindingGrade *grade);
/* "G3"; "G1–3" where a number alone does not tell which, "G1/G3" where the term has no grade 2.  Free with g_free(). */
char *pod_lab_grades_name (const PodFindingGrade *grade);
/* "G1–3: a number alone does not tell which; the colour is that of the lowest, at least grade 1"; NULL where the scene has none.  Free with g_free(). */
char *pod_lab_grades_print_unsure (const PodScene *scene);
/* "G3 +2"; "G3" where no change is known.  Free with g_free(). */
char *pod_lab_grades_print_chip (const PodLabPoint *point);
/* What the table says of it beside the grade: "new since infusion", "not graded: no limits", "baseline".  Free with g_free(). */
char *pod_lab_grades_print_remarks (const PodLabSeries *series, const PodLabPoint *point);
/* What the number cannot tell of the grade; "" where it tells all. */
const char *pod_lab_grades_get_note (const PodLabPoint *point);
/* "eGFR: …", each once and on a line of its own, of @all (element-type PodLabSeries); NULL for none.  Free with g_free(). */
char *pod_lab_grades_print_notes (const GPtrArray *all);
/* Lists in the scene what of @all (element-type PodLabSeries) has no grade, what the scale has no term for once for each. */
void pod_lab_grades_note (PodScene *scene, const GPtrArray *all, gint32 zero);

G_END_DECLS
