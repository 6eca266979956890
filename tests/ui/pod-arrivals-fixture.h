#pragma once

#include "pod-arrivals-dialog.h"
#include "pod-dialog-fixture.h"

G_BEGIN_DECLS

/* What came in of the fixture's one subject, S-001, and the dialog of it. */

#define ARRIVALS_COLUMNS "筛选号,项目名称,结果,单位,采集时间,标本类型\n"
/* 88 µmol/L of creatinine, which most of the tests begin with. */
#define ARRIVALS_FIRST ARRIVALS_COLUMNS "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n"

gint64 arrivals_receive (PodDialogFixture *fixture, const char *text);
/* And takes what is clear. */
gint64 arrivals_take (PodDialogFixture *fixture, const char *text);
/* The dialog, as it is at once. */
void arrivals_open (PodDialogFixture *fixture);
/* With its list. */
void arrivals_open_list (PodDialogFixture *fixture);
void arrivals_wait_list (PodDialogFixture *fixture);
/* What was chosen to be shown is no more. */
void arrivals_wait_empty (PodDialogFixture *fixture);
gboolean arrivals_is_on_list (PodDialogFixture *fixture);
/* @filter: its place in the drop-down. */
void arrivals_show (PodDialogFixture *fixture, guint filter);
/* Answers the open question with a reason. */
void arrivals_answer (const char *reason, const char *button);
guint arrivals_count (PodDialogFixture *fixture);
/* Whether creatinine stands with that number. */
gboolean arrivals_stands (PodDialogFixture *fixture, double number);

G_END_DECLS
