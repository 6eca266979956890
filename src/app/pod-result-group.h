#pragma once

#include <adwaita.h>

#include "pod-result-row.h"

G_BEGIN_DECLS

/**
 * PodResultGroup:
 *
 * The rows of one panel, with the date and the laboratory that hold for all of them.
 *
 * Signal: "changed": its date or its laboratory.
 */
#define POD_TYPE_RESULT_GROUP (pod_result_group_get_type ())
G_DECLARE_FINAL_TYPE (PodResultGroup, pod_result_group, POD, RESULT_GROUP, GtkBox)

/* @group: (nullable): of the study; NULL for what is in none. */
GtkWidget *pod_result_group_new (PodTrial *trial, const PodGroup *group);

void pod_result_group_add (PodResultGroup *self, PodResultRow *row);

/* Tells the rows what is on record, and which laboratory it is from. @standings: of pod_result_standings_new(). */
void
pod_result_group_set_record (PodResultGroup *self, PodCasebook *casebook, GHashTable *standings);

/* @day: (nullable): as it is typed: of all rows of the form, which are a grid then; NULL: the group has a date of its own. */
void pod_result_group_set_day (PodResultGroup *self, const char *day);

/* Shows the rows that match; what is typed already stays to be seen.  @needle: case-folded, "" for all.  Returns how many are shown. */
guint pod_result_group_filter (PodResultGroup *self, const char *needle, gboolean missing_only);

/* As a group of a draft; nothing where nothing is typed into its rows. */
void pod_result_group_write (PodResultGroup *self, GKeyFile *file);
void pod_result_group_read (PodResultGroup *self, GKeyFile *file);

G_END_DECLS
