#pragma once

#include "pod-dialog-fixture.h"

G_BEGIN_DECLS

/* Results to judge, of the fixture's one subject and of the laboratory "Central"; and the dialog that judges them. */

/* 20 November 2026. */
gint32 judging_get_day (void);
/* @day: of November 2026. */
void judging_add_on (PodDialogFixture *fixture,
                     int day,
                     const char *observation,
                     double number,
                     const char *unit,
                     double lower);
/* Of judging_get_day(). */
void judging_add (PodDialogFixture *fixture,
                  const char *observation,
                  double number,
                  const char *unit,
                  double lower);
void judging_open (PodDialogFixture *fixture);
void judging_show_day (PodDialogFixture *fixture);
GtkSelectionModel *judging_get_selection (PodDialogFixture *fixture);
guint judging_count_rows (PodDialogFixture *fixture);
void judging_choose_all (PodDialogFixture *fixture);

G_END_DECLS
