#pragma once

#include "pod-lab-series.h"

G_BEGIN_DECLS

/* The table twin of a chart of one subject's results.  Private to the room. */

typedef struct _PodLabTable PodLabTable;

/* Lays out the columns for the results of @all (element-type PodLabSeries), once for all rows, and adds the heading.  Free with g_free(). */
PodLabTable *
pod_lab_table_new_alone (PodScene *scene, const GPtrArray *all, const PodTimeline *timeline);
/* A row for each result of @all (element-type PodLabSeries).  @scale: (nullable): by which they are graded. */
void pod_lab_rows_fill (const PodLabTable *table,
                        PodScene *scene,
                        const GPtrArray *all,
                        const char *scale,
                        const PodTimeline *timeline);
/* And for the first @n that the scene left out, as they were reported; they say why they are not drawn. */
void pod_lab_rows_add_left_out (const PodLabTable *table,
                                PodScene *scene,
                                const PodStudy *study,
                                const PodCasebook *casebook,
                                guint n);

/**
 * PodLabGiven: what is no result, in the columns of one
 * @label: of which kind, and what: "Adverse event: Pneumonia"
 * @day, @date: of its beginning
 * @value, @unit: (nullable): of what was given
 * @grade, @remarks: (nullable)
 */
typedef struct
{
  char *label;
  char *day;
  char *date;
  char *value;
  char *unit;
  char *grade;
  char *remarks;
} PodLabGiven;

void pod_lab_rows_add_given (const PodLabTable *table,
                             PodScene *scene,
                             PodRecordType type,
                             gint64 id,
                             const PodLabGiven *given);

/* ---- of all subjects: the same but for the grades, and whose each is ---- */

/* What stands in place of results: all in words. */
typedef struct
{
  const char *label;
  const char *who;
  const char *cohort;
  const char *day;
  const char *value;
  const char *unit;
} PodLabMiddleRow;

/* Adds the heading of a table of @all (element-type PodLabSeries).  Free with g_free(). */
PodLabTable *pod_lab_table_new (PodScene *scene, const GPtrArray *all);
void pod_lab_table_add (const PodLabTable *table,
                        PodScene *scene,
                        const PodLabSeries *series,
                        guint index,
                        gint32 zero,
                        const char *subject,
                        const char *cohort);
void
pod_lab_table_add_middle (const PodLabTable *table, PodScene *scene, const PodLabMiddleRow *row);

G_END_DECLS
