#pragma once

#include <adwaita.h>

#include "pod-check.h"

G_BEGIN_DECLS

/**
 * PodCheckRow:
 *
 * One condition of a check, with its verdict and whose setting it is; unfolded it shows what it rests on, and what is missing with a button
 * that enters it.  Unfolded from the start where it does not hold.
 *
 * Signal: "wants" (const char *): the observation to be entered.
 */
#define POD_TYPE_CHECK_ROW (pod_check_row_get_type ())
G_DECLARE_FINAL_TYPE (PodCheckRow, pod_check_row, POD, CHECK_ROW, AdwExpanderRow)

/* @verdict is only read during the call.  @may_enter: there is a button. */
GtkWidget *
pod_check_row_new (const PodStudy *study, const PodConditionVerdict *verdict, gboolean may_enter);

/* A row of something to be entered: a button that says so is its suffix, unless @may_enter is FALSE.  @owner emits "wants". */
GtkWidget *pod_check_row_make_entry (GtkWidget *owner,
                                     const PodStudy *study,
                                     const PodSymbol *symbol,
                                     const char *words,
                                     gboolean may_enter);

G_END_DECLS
