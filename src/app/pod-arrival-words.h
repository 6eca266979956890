#pragma once

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/* What is said of files that came in, and of what they brought.  Free texts with g_free(). */

/* "No. 3: Changhai central laboratory, table of 12 rows, 20 Nov 2026, 08:10, li": which file that was.  Its name is nowhere. */
char *pod_arrival_to_words (const PodTrialArrival *arrival);
/* "No. 3", for a column: two may come in within one minute. */
char *pod_arrival_print_number (const PodTrialArrival *arrival);
/* @state: (nullable): of all */
guint pod_arrival_count_state (const PodTrialArrival *arrival, const char *state);
/* Of @arrivals (element-type PodTrialArrival) (nullable); @file: 0 for all */
guint pod_arrival_count (const GPtrArray *arrivals, const char *state, gint64 file);
/* Why nothing is listed, where so many files came in, and so many results are clear, or not mapped; @is_waiting: what waits was to be. */
char *pod_arrival_nothing_to_title (guint files, gboolean is_waiting, guint clear, guint unmapped);
char *pod_arrival_nothing_to_words (guint files, guint clear, guint unmapped);
/* Taken, it asks why: what it says of itself speaks against it, or only a person knows its unit or its day. */
gboolean pod_arrival_item_needs_reason (const PodTrialArrivalItem *item);
/* What is doubted of what waits, and is said before it is taken: "S-032: Creatinine 1.2 mg/dL, 20 Nov 2026 = 106.1 µmol/L"; NULL for nothing, and
 * for what only takes a result back.  @settled: words of causes that are no doubt of it.  *heading: (inout) (nullable): of the question, where it was NULL. */
char *pod_arrival_doubt_to_words (PodTrial *trial,
                                  const PodTrialArrivalItem *item,
                                  const char *const *settled,
                                  char **heading);
/* Of what was taken and stands no longer. */
const char *pod_arrival_say_withdrawn (void);
/* Somebody has rejected it, or undone its file. */
gboolean pod_arrival_has_ended (const PodTrialArrivalItem *item);
/* When, by whom and why it was withdrawn, rejected or undone, as the @history has it, of its result where it was withdrawn, else its own; NULL where
 * that does not tell. */
char *pod_arrival_history_to_words (const PodTrialArrivalItem *item, GListModel *history);
/* Why it is in its state, as a sentence of its own without a full stop. */
char *pod_arrival_reason_to_words (const PodTrialArrivalItem *item);
/* What of @doubts is taken all the same, what of @withdrawals taken out, @about under its @title (nullable), and @what_stays; all (element-type utf8). */
char *pod_arrival_question_to_words (const GPtrArray *doubts,
                                     const GPtrArray *withdrawals,
                                     const char *title,
                                     const GPtrArray *about,
                                     const char *what_stays);
/* "S-001: Creatinine 88 µmol/L, 20 Nov 2026" of one that came in, as it was printed where it cannot be read. */
char *pod_arrival_item_to_words (PodTrial *trial, const PodTrialArrivalItem *item);
/* "Replace 88 µmol/L (20 Nov 2026) by 95 µmol/L?" */
char *pod_arrival_replacing_to_words (PodTrial *trial,
                                      const PodTrialArrivalItem *item,
                                      const PodFinding *stands);
/* "S-001: Creatinine", and a line for each of day, laboratory and limits that is another than that of what @stands. */
char *pod_arrival_differences_to_words (PodTrial *trial,
                                        const PodTrialArrivalItem *item,
                                        const PodFinding *stands);
/* "Creatinine 88 µmol/L, 20 Nov 2026": what stands, or stood, without a value that is none; and whose it is before it. */
char *pod_arrival_finding_to_words (PodTrial *trial, const PodFinding *finding);
/* In a narrow column a day stays in one piece, and its time may stand below it. */
char *pod_arrival_keep_day (const char *moment);
/* "S-001: Creatinine 88 µmol/L, 20 Nov 2026 → 95 µmol/L": what @item takes out, and what comes in its place. */
char *pod_arrival_exchange_to_words (PodTrial *trial,
                                     const PodTrialArrivalItem *item,
                                     const PodFinding *stands);
char *pod_arrival_result_to_words (PodTrial *trial, const PodUndoneResult *result);

G_END_DECLS
