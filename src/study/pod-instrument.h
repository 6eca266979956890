#pragma once

#include "pod-study.h"
#include "pod-truth.h"

G_BEGIN_DECLS

/*
 * Instruments: forms that are ticked and sum up to a score.  All figures are the knowledge's (data/knowledge/bvas.ini says how they are
 * written); these functions know how such a form adds up, and nothing of any disease.
 */

/* What is said of a form as a whole; the names are kept as items' are, so no item has them. */
typedef enum
{
  POD_MARK_PERSISTENT,
  POD_MARK_FIRST_ASSESSMENT,
  POD_N_INSTRUMENT_MARKS,
} PodInstrumentMark;

/**
 * PodInstrument: [instrument bvas] label= short= version= forms=persistent meets= sdtm.persistent= sdtm.first_assessment=
 * @short_label: what it is called in passing; the label where the file gives none
 * @version: (nullable): which of its editions the figures are of; it travels with every score
 * @has_persistent: the form has a box that says that nothing on it is new or worse
 * @meets: where @has_meets, the sum at which what the instrument asks for is met
 * @marks: what of the form as a whole is kept, as @observation of an item is: whether nothing is new or worse, and whether it is the
 *   first assessment; NULL where the form does not ask it
 * @mark_codes: what the marks are called in SDTM, where the file says it
 * @items, @systems: (element-type PodInstrumentItem, PodInstrumentSystem): in the files' order
 */
struct _PodInstrument
{
  const char *id;
  PodWords label;
  PodWords short_label;
  const char *version;
  gboolean has_persistent;
  gboolean has_meets;
  int meets;
  const PodObservation *marks[POD_N_INSTRUMENT_MARKS];
  struct
  {
    const char *domain;
    const char *testcd;
  } mark_codes[POD_N_INSTRUMENT_MARKS];
  GPtrArray *items;
  GPtrArray *systems;
  const char *source;
};

/**
 * PodInstrumentSystem: [system bvas.renal] instrument= label= cap= cap_persistent= count=
 * @name: the id without the instrument's: "renal"
 * @cap, @cap_persistent: the most that it adds to the sum on either form
 * @count: (nullable): what the number of its items that count is called in an answer: "renal_items"
 */
typedef struct
{
  const char *id;
  const char *name;
  PodWords label;
  int cap;
  int cap_persistent;
  const char *count;
} PodInstrumentSystem;

/**
 * PodInstrumentItem: [item bvas.fever] instrument= system= label= points= persistent= first_assessment= one_of= each= check= sdtm= sdtm.test=
 * @name: the id without the instrument's: "fever"
 * @system: (nullable)
 * @points: what it adds; may be negative.  Where @has_each, the most that it adds: from 0 on, one for each part that is right
 * @persistent: where @has_persistent, what it adds on the persistent form
 * @first_assessment: counts at a patient's first assessment alone
 * @one_of: (nullable): of the items of that group the one with most points counts
 * @check: (nullable): what of a figure was not seen in the source itself: to be shown
 * @observation: what an answer to it is kept as, one finding each: a flag, or where @has_each a number; its name is the item's id
 */
typedef struct
{
  const char *id;
  const char *name;
  PodWords label;
  const PodInstrumentSystem *system;
  int points;
  gboolean has_persistent;
  int persistent;
  gboolean first_assessment;
  const char *one_of;
  gboolean has_each;
  PodWords check;
  const PodObservation *observation;
} PodInstrumentItem;

const PodInstrumentItem *pod_instrument_find_item (const PodInstrument *self, const char *name);

/**
 * PodInstrumentForm: one form as it was filled in
 * @answers: (element-type PodTruth): one for each item, in the instrument's order: ticked, not ticked, not assessed
 * @achieved: (element-type int): as many: the points of items with @has_each; otherwise not read
 * @persistent: the box that nothing is new or worse
 * @first_assessment: of this patient
 */
typedef struct
{
  const PodInstrument *instrument;
  GArray *answers;
  GArray *achieved;
  gboolean persistent;
  gboolean first_assessment;
} PodInstrumentForm;

/* An empty form: nothing is ticked, and it is the first assessment. */
PodInstrumentForm *pod_instrument_form_new (const PodInstrument *instrument);
void pod_instrument_form_free (PodInstrumentForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodInstrumentForm, pod_instrument_form_free)

/* @item must be of the form's instrument; @achieved: for one with has_each, its points. */
void pod_instrument_form_set (PodInstrumentForm *form,
                              const PodInstrumentItem *item,
                              PodTruth answer,
                              int achieved);

/**
 * PodScore: between what it lies, since items that were not assessed may add or take points; the same twice where all is known
 * @is_persistent: the persistent points were used: the box is ticked, and no ticked item is by its nature new or worse
 * @lowest, @highest: of the sum
 * @systems: (element-type PodSystemScore): one for each system, in the instrument's order
 * @meets: whether the sum reaches what is asked for; FALSE where the instrument asks for nothing
 */
typedef struct
{
  gboolean is_persistent;
  int lowest;
  int highest;
  GArray *systems;
  PodTruth meets;
} PodScore;

/* @lowest, @highest: after the cap; @n_lowest, @n_highest: how many of its items count. */
typedef struct
{
  const PodInstrumentSystem *system;
  int lowest;
  int highest;
  int n_lowest;
  int n_highest;
} PodSystemScore;

PodScore *pod_instrument_score (const PodInstrumentForm *form);
/* How many items count of the systems whose count= has that name, between what it lies.  @once: (nullable): names of items of which
 * one counts, as of those with the same one_of=. */
void pod_instrument_count (const PodInstrumentForm *form,
                           const char *count,
                           const char *const *once,
                           int *lowest,
                           int *highest);
void pod_score_free (PodScore *score);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodScore, pod_score_free)

G_END_DECLS
