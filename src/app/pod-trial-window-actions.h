#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/* The window's actions, and when they are enabled: kept apart from its structure. */
void pod_trial_window_actions_install (GtkWidgetClass *widget_class);
/* Enables what the present page and role allow. */
void pod_trial_window_actions_update (PodTrialWindow *self);
/* (nullable): the chart that is shown. */
GtkWidget *pod_trial_window_find_chart (PodTrialWindow *self);

G_END_DECLS
