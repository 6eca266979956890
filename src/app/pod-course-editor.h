#pragma once

#include <adwaita.h>

#include "pod-trial.h"

G_BEGIN_DECLS

typedef enum
{
  POD_COURSE_NONE, /* the editor is closed */
  POD_COURSE_ADD,
  POD_COURSE_ADD_DOSE,    /* one that the trial gives */
  POD_COURSE_CHANGE_DOSE, /* ends a course and begins the next */
  POD_COURSE_STOP,
  POD_COURSE_CORRECT,
  POD_COURSE_VOID, /* asked for by a row; no task of the editor */
} PodCourseTask;

/**
 * PodCourseEditor:
 *
 * The fields of one course of medication, as many as the task needs.  It saves nothing: whoever holds it does, by the actions
 * "medication.save" and "medication.cancel" of its own.
 *
 * Signal: "changed".
 */
#define POD_TYPE_COURSE_EDITOR (pod_course_editor_get_type ())
G_DECLARE_FINAL_TYPE (PodCourseEditor, pod_course_editor, POD, COURSE_EDITOR, AdwBin)

/* @base: (nullable): the course on record that it is about, lent by @casebook. */
void pod_course_editor_start (PodCourseEditor *self,
                              PodTrial *trial,
                              PodCasebook *casebook,
                              PodCourseTask task,
                              const PodIntervention *base);
void pod_course_editor_stop (PodCourseEditor *self);
PodCourseTask pod_course_editor_get_task (PodCourseEditor *self);
/* The course on record that it is about; 0 for none. */
gint64 pod_course_editor_get_base (PodCourseEditor *self);

gboolean pod_course_editor_is_touched (PodCourseEditor *self);
/* Says under each field what is wrong; TRUE where nothing is, and what is rarely meant was confirmed. */
gboolean pod_course_editor_check (PodCourseEditor *self);
/* Puts the cursor into the first field, or the first that is wrong. */
void pod_course_editor_focus (PodCourseEditor *self);
/* After check(): puts what is to be written.  It is about the record as it is in @casebook. */
void pod_course_editor_put (PodCourseEditor *self, PodChange *change);
/* (nullable): why, where the task says so itself; NULL where a reason has to be typed, or none is needed. */
const char *pod_course_editor_get_reason (PodCourseEditor *self);
gboolean pod_course_editor_needs_reason (PodCourseEditor *self);
/* "Prednisone", what is chosen or on record; NULL for nothing. */
const char *pod_course_editor_get_name (PodCourseEditor *self);

/* The record that it is about as it is now; FALSE where it was voided or is gone. */
gboolean pod_course_editor_rebase (PodCourseEditor *self, PodCasebook *casebook);

#define POD_COURSE_DRAFT "course"
/* As a group of a draft; nothing where nothing was typed. */
void pod_course_editor_write (PodCourseEditor *self, GKeyFile *file);
/* FALSE where there is none, or what it is about is gone. */
gboolean pod_course_editor_read (PodCourseEditor *self,
                                 PodTrial *trial,
                                 PodCasebook *casebook,
                                 GKeyFile *file);

G_END_DECLS
