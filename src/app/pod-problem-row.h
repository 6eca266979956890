#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PodProblemRow:
 *
 * Stands under the row of a form's field and says what is wrong with it; takes no place while nothing is.  The field's row is
 * marked, for the eye and for a screen reader.
 */
#define POD_TYPE_PROBLEM_ROW (pod_problem_row_get_type ())
G_DECLARE_FINAL_TYPE (PodProblemRow, pod_problem_row, POD, PROBLEM_ROW, AdwPreferencesRow)

/* @field: the row of the field; @text: (nullable): plain; NULL where nothing is wrong. */
void pod_problem_row_show (PodProblemRow *self, GtkWidget *field, const char *text);
/* Under the field of a password that was refused: @words, and how many attempts were; the field is emptied and takes the cursor.
 * @words: what was the matter, without a full stop. */
void pod_problem_row_refuse (PodProblemRow *self, GtkWidget *password, const char *words);
/* (nullable): what it says. */
const char *pod_problem_row_get_text (PodProblemRow *self);

G_END_DECLS
