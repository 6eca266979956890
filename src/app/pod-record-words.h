#pragma once

#include <gtk/gtk.h>

#include "pod-trial-history.h"

G_BEGIN_DECLS

/*
 * Any record, and any of its fields, in the reader's words: for lists that show records of every kind side by side.  Plain text, free
 * with g_free().
 */

/* "Neutrophil count decreased", "Day 28", "Haemoglobin, 20 Nov 2026"; the number of the row where that is all that can be said.
 * @casebook: (nullable). */
char *pod_record_name (PodTrial *trial, PodCasebook *casebook, const char *table, gint64 row);
/* "Enrolment": of an event's code. */
const char *pod_record_event_to_words (const PodStudy *study, const char *code);
/* A value as the trail has it, in words where it is one of a fixed list, a date, a number or another record; as it is otherwise.  NULL
 * for NULL.  @casebook: (nullable): of whom it is about. */
char *pod_record_value_to_words (PodTrial *trial,
                                 PodCasebook *casebook,
                                 const char *table,
                                 const char *column,
                                 const char *value);

/* Shows the record: an adverse event in its editor, anything else on its tab of the subject's page.  @from: whatever widget asks; a
 * window of its own that would cover the page is closed.  FALSE where there is nothing to show. */
gboolean
pod_record_open (GtkWidget *from, PodTrial *trial, gint64 subject, const char *table, gint64 row);

G_END_DECLS
