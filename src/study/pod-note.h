#pragma once

#include "pod-criterion.h"

G_BEGIN_DECLS

/**
 * PodNote: [note INC-08.second_low] criterion=INC-08 text= rule= look_back= given= check= source=
 * @criterion: whose verdict it is put beside
 * @text: what is to be seen
 * @rule: (nullable): where it is true the note is shown; it never changes a verdict
 * @window: the note's own look-back, else the criterion's
 * @given: (nullable) (array zero-terminated=1): treatments, or categories with a leading @: the note is shown where one of them was
 *   given inside @window, which counts back from each of @before
 * @before: (nullable) (array zero-terminated=1): the observations whose latest value @given is looked for before
 * @check: what of it was not seen in its source; plain is NULL where all was
 * @source: "site", "registry" or a citation
 *
 * What stands beside a verdict for the physician to weigh: another reading, a value near the limit, a drug.
 */
typedef struct
{
  const char *id;
  const PodCriterion *criterion;
  PodWords text;
  const PodRule *rule;
  PodWindow window;
  const char *const *given;
  const char *const *before;
  PodWords check;
  const char *source;
} PodNote;

/**
 * PodCheck: [check lymphodepletion] label= before=lymphodepletion_start
 * @before: the anchor that it stands before
 * @conditions: (element-type PodCondition): in the files' order
 *
 * What is asked again after enrolment, before a step of the treatment.  It enrols nobody.
 */
typedef struct
{
  const char *id;
  PodWords label;
  const char *before;
  GPtrArray *conditions;
  const char *source;
} PodCheck;

/**
 * PodCondition: [condition lymphodepletion.infection] of=lymphodepletion cohorts=all label= text= rule= look_back= check=
 * @cohorts: as a criterion's
 * @text: in words; plain is NULL where the label says it all
 * @rule: true where the step may be taken
 * @caveat: check=: what of it was not seen in its source; plain is NULL where all was
 *
 * One of the conditions of a check.
 */
typedef struct
{
  const char *id;
  const PodCheck *check;
  const char *const *cohorts;
  PodWords label;
  PodWords text;
  const PodRule *rule;
  PodWindow window;
  PodWords caveat;
  const char *source;
} PodCondition;

gboolean pod_condition_applies (const PodCondition *condition, const char *cohort);

G_END_DECLS
