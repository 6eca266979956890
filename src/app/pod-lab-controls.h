#pragma once

#include <gtk/gtk.h>

#include "pod-charts.h"

G_BEGIN_DECLS

/**
 * PodLabControls:
 * What of the results is drawn, and how: the panel of the study, in what values are given, the axis, whose, and by which scale they are graded,
 * which changes nothing that is kept.  What was chosen stays chosen
 * from subject to subject, until the next one signs in.
 * Signal: "changed".
 */
#define POD_TYPE_LAB_CONTROLS (pod_lab_controls_get_type ())
G_DECLARE_FINAL_TYPE (PodLabControls, pod_lab_controls, POD, LAB_CONTROLS, GtkBox)

GtkWidget *pod_lab_controls_new (void);
/* @groups: (element-type PodGroup): those that can be chosen; the one that was chosen stays so where it is among them. */
void pod_lab_controls_fill (PodLabControls *self, const PodStudy *study, const GPtrArray *groups);
/* As at first. */
void pod_lab_controls_reset (PodLabControls *self);

/* (nullable): NULL for all panels. */
const char *pod_lab_controls_get_group (PodLabControls *self);
PodLabMode pod_lab_controls_get_mode (PodLabControls *self);
PodLabAxis pod_lab_controls_get_axis (PodLabControls *self);
/* (nullable): NULL for the study's. */
const char *pod_lab_controls_get_scale (PodLabControls *self);
/* Whether others are drawn, too: *cohort (nullable) is theirs, NULL for all. */
gboolean pod_lab_controls_get_overlay (PodLabControls *self, const char **cohort);

/* What somebody would choose: for tests and the walk. @overlay: 0 for the subject alone, 1 for all, then the cohorts. */
void
pod_lab_controls_choose (PodLabControls *self, PodLabMode mode, PodLabAxis axis, guint overlay);
void pod_lab_controls_choose_mode (PodLabControls *self, PodLabMode mode);
/* The subject alone, and @group unless all panels are shown: so that one result of it can be gone to. */
void pod_lab_controls_show_own (PodLabControls *self, const char *group);
void pod_lab_controls_choose_scale (PodLabControls *self, const char *scale);

G_END_DECLS
