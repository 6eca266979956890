#pragma once

#include <gtk/gtk.h>

#include "pod-trial-draft.h"
#include "pod-trial-sign.h"

G_BEGIN_DECLS

/* Questions with an answer of one line: raising a query, answering one, asking again.  Each returns the question, shown. */

/* @field: (nullable): the column that is offered first; any other of the record may be chosen. */
GtkWindow *pod_query_ask (GtkWindow *parent,
                          PodTrial *trial,
                          gint64 subject,
                          const char *scope,
                          gint64 about,
                          const char *field);
GtkWindow *
pod_query_answer (GtkWindow *parent, PodTrial *trial, gint64 subject, const PodQuery *query);
GtkWindow *
pod_query_ask_again (GtkWindow *parent, PodTrial *trial, gint64 subject, const PodQuery *query);

/* Asks once more what a draft holds the text of; NULL where it is none of these, or what it is about is over. */
GtkWindow *pod_query_reopen (GtkWindow *parent, PodTrial *trial, const PodDraft *draft);

/* "Grade · Neutropenia", or "the subject as a whole".  Free with g_free(). */
char *pod_query_say_about (PodTrial *trial, PodCasebook *casebook, const PodQuery *query);

G_END_DECLS
