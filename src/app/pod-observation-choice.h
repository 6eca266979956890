#pragma once

#include <gtk/gtk.h>

#include "pod-study.h"

G_BEGIN_DECLS

/* Which observation of the study a laboratory's item is.  Nothing is proposed: a person says it. */
void pod_observation_choice_fill (GtkDropDown *choice, const PodStudy *study);
/* The id; NULL while nothing is chosen. */
const char *pod_observation_choice_get (GtkDropDown *choice);
void pod_observation_choice_clear (GtkDropDown *choice);

G_END_DECLS
