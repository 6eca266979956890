#pragma once

#include "pod-trial-arrival.h"
#include "service-fixture.h"

G_BEGIN_DECLS

/* What the tests of the quarantine share: a laboratory's table, read by a map, of the fixture's subject.  A name that no part of the program
 * may keep in the clear stands in each line, and in the file's name. */

#define CANARY_NAME "Zhangsan Inventedsurname"

#define HEADING "record,name,item,result,unit,collected,range,flag,status,sex,birth\n"
#define LINE(rest) "0000001," CANARY_NAME "," rest "\n"
#define FIRST LINE ("Hb,101,g/L,2026-03-10 08:00,,,,,")
#define WITHDRAWN LINE ("Hb,101,g/L,2026-03-10 08:00,,,withdrawn,,")

const char *arrival_write_map (void);
const char *arrival_write_file (const char *text);
PodImport *arrival_receive (PodTrial *trial, const char *lines, gint64 *arrival);
/* By the map, or of @laboratory. */
PodImport *
arrival_receive_from (PodTrial *trial, const char *laboratory, const char *lines, gint64 *arrival);
void arrival_take (PodTrial *trial, gint64 arrival, guint expected);
GPtrArray *arrival_list_items (PodTrial *trial, gint64 arrival, const char *state);
void arrival_assert_states (PodTrial *trial, gint64 arrival, const char *state, guint expected);
gboolean arrival_resolve (PodTrial *trial,
                          const PodTrialArrivalItem *item,
                          PodResolution resolution,
                          const char *why,
                          GError **error);
void arrival_verify (PodTrial *trial);
/* The next that waits. */
void arrival_settle_next (PodTrial *trial, gint64 arrival, PodResolution resolution);
/* Accepts the next that waits, as a correction of the only one that stands. */
void arrival_correct_next (PodTrial *trial, gint64 arrival);
gint64 arrival_receive_correction (PodTrial *trial, const char *line);
/* Kept beside the one that stands. */
gint64 arrival_receive_beside (PodTrial *trial, const char *line);
/* By one press of a button; the second takes no refusal. */
gboolean arrival_try_two (PodTrial *trial,
                          const PodTrialArrivalItem *one,
                          const PodTrialArrivalItem *other,
                          PodResolution resolution,
                          const char *why,
                          GError **error);
void arrival_resolve_two (PodTrial *trial,
                          const PodTrialArrivalItem *one,
                          const PodTrialArrivalItem *other,
                          PodResolution resolution);

/* (element-type PodArrivalReturn): all that was displaced. */
GArray *arrival_choose (const PodArrivalUndoing *undoing, gboolean returns);
/* With all that it displaced, also what nobody would bring back unasked; and with nothing of it. */
void arrival_undo_with_all (PodTrial *trial, gint64 arrival);
void arrival_undo_leaving_out (PodTrial *trial, gint64 arrival);
/* As the dialog does it, where nobody changes a tick. */
void arrival_undo (PodTrial *trial, gint64 arrival);
/* The attempt of the subject fails, and the person is screened once more: that attempt. */
gint64 arrival_screen_again (PodTrial *trial, gint64 subject);
/* One haemoglobin, and which. */
void arrival_assert_stands (PodTrial *trial, gint64 subject, double number);

G_END_DECLS
