#pragma once

#include "pod-result-detail.h"
#include "pod-result-input.h"
#include "pod-result-limits.h"
#include "pod-result-row.h"
#include "pod-result-twin.h"

G_BEGIN_DECLS

/* What pod-result-row.c, which is what one sees, shares with pod-result-row-collect.c, which is what is meant by it. */

struct _PodResultRow
{
  AdwPreferencesRow parent_instance;

  PodTrial *trial;
  const PodObservation *observation;
  PodCasebook *casebook;
  const PodFinding *latest; /* in the casebook */
  const PodFinding *
      on_day; /* (nullable): in the casebook: what the grid's day has already, or that it was not done */
  const PodFinding *before; /* (nullable): the latest of the days before */
  gboolean in_grid;         /* one day holds for all rows */
  PodResultStanding standing;
  PodMoment group_when;
  char *group_laboratory;
  gint64 corrects; /* the finding that is corrected; 0 for none */
  int version;     /* as it was when the correction began */
  char *problem;
  char *filled_lower; /* what the program wrote there */
  char *filled_upper;
  gboolean filling;
  GPtrArray *lent;

  GtkLabel *label;
  GtkLabel *record;
  GtkWidget *previous_box;
  GtkLabel *previous;
  GtkLabel *previous_when;
  GtkLabel *limits;
  GtkWidget *flag_box;
  GtkLabel *flag;
  GtkLabel *change;
  AdwBin *input_bin;
  PodResultInput *input; /* NULL for what nobody types */
  GtkToggleButton *detail_button;
  GtkEditable *remark;
  GtkLabel *note;
  GtkButton *act_button;
  AdwBin *detail_bin;
  PodResultDetail *detail; /* (nullable): made when it is unfolded */
};

/* Keeps @text (transfer full) until the next keystroke. */
const char *pod_result_row_lend (PodResultRow *self, char *text);
/* "" where the detail was never unfolded. */
const char *pod_result_row_get_detail (PodResultRow *self, const char *field);
void pod_result_row_unfold (PodResultRow *self);
/* What is typed, or to which it belongs, is another. */
void pod_result_row_take_changed (PodResultRow *self);

/* FALSE where what is typed is none. */
gboolean pod_result_row_parse_quantity (PodResultRow *self, PodQuantity *quantity);
/* What is typed is none, and will not be one by going on. */
gboolean pod_result_row_is_no_number (PodResultRow *self);
const char *pod_result_row_say_no_number (void);
/* It could be typed, and neither was nor is on record of the grid's day. */
gboolean pod_result_row_is_vacant (PodResultRow *self);
/* What is typed, as if nothing were on record of it.  FALSE where nothing is, or it cannot be read. */
gboolean pod_result_row_make_typed (PodResultRow *self, PodFinding *finding);
/* The same with what stays of the record that it completes or corrects, as it will be graded once it is saved. */
gboolean pod_result_row_make_saved (PodResultRow *self, PodFinding *finding);
/* Fills the cells of the grid; and says what they are about, on_day and before. */
void pod_result_row_show_grid (PodResultRow *self);
void pod_result_row_find_days (PodResultRow *self);
/* There is no such value: no reason is asked for. */
gboolean pod_result_row_is_impossible (PodResultRow *self);
/* NULL where what is typed is plausible.  Free with g_free(). */
char *pod_result_row_say_implausible (PodResultRow *self);
/* Of what is typed nobody has said how its specimen was collected: from when to when, or that it is all of it. */
gboolean pod_result_row_lacks_collection (PodResultRow *self);
/* It is said to be all of it, and when it began, but not over how many hours: a time is lacking. */
gboolean pod_result_row_lacks_hours (PodResultRow *self);
/* What is wrong is not the value, but how it was collected, which its own fields say. */
gboolean pod_result_row_is_wrongly_collected (PodResultRow *self);
/* NULL where its specimen was collected as it should be, or nobody said how.  Free with g_free(). */
char *pod_result_row_say_collection (PodResultRow *self);
/* A month or a year is typed as its date. */
gboolean pod_result_row_lacks_day (PodResultRow *self);
PodResultLimits pod_result_row_suggest_limits (PodResultRow *self);
/* (nullable): what is corrected, was typed again, or was not done before; in the casebook. */
const PodFinding *pod_result_row_find_base (PodResultRow *self);
/* What is typed takes the place of its being not done. */
gboolean pod_result_row_was_not_done (PodResultRow *self);
/* (nullable): what was typed before of the same moment and says otherwise; in the casebook. */
const PodFinding *pod_result_row_find_clash (PodResultRow *self);
/* What is on record or typed is compared with a limit of normal that nobody knows. */
gboolean pod_result_row_lacks_limit (PodResultRow *self);

G_END_DECLS
