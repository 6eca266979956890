#pragma once

#include "pod-observation.h"

G_BEGIN_DECLS

/**
 * PodCohort: [cohort mn] label=, short=MN target=12
 * @target: how many of it are to be enrolled; 0 where the study does not say
 */
typedef struct
{
  const char *id;
  PodWords label;
  PodWords short_label;
  int target;
} PodCohort;

/**
 * PodConsentForm: [consent_form 1.1] date=2026-01-15
 * @id: the version, as it is printed on the form
 * @date: from which day on it is the one to be signed
 */
typedef struct
{
  const char *id;
  PodDate date;
  const char *source;
} PodConsentForm;

/**
 * PodAnchor: [anchor infusion] label= event=consent | intervention=kn3601 [first]
 * @event: (nullable): the code of the disposition event whose date it is
 * @event_days: so many days after that event
 * @intervention: (nullable): the treatment whose first administration it is; a category (@lymphodepletion) is
 *   written with a leading @
 * @planned: planned=yes: the date is known before it comes.  Such an anchor may have both: the day on which the treatment was given, and until
 *   then the day that the event says
 */
typedef struct
{
  const char *id;
  PodWords label;
  const char *event;
  int event_days;
  const char *intervention;
  gboolean planned;
} PodAnchor;

/**
 * PodDefinition: [definition mn.persistent_nephrotic] label= rule=
 * A condition with a name, for other rules (and for responses).
 */
typedef struct
{
  const char *id;
  PodWords label;
  const PodRule *rule;
  const char *source;
} PodDefinition;

typedef enum
{
  POD_INCLUSION,
  POD_EXCLUSION,
} PodCriterionKind;

/**
 * PodCriterion: [criterion INC-03a] kind=inclusion cohorts=all label= text= reading= rule= look_back=
 * @id: carries the registry's number
 * @cohorts: NULL-terminated ids; NULL for all
 * @text: the registry's own wording and its translation
 * @label: a few words for a list
 * @reading: how the text is read where it is ambiguous; plain is NULL where it is not
 * @reading_source: who settled the reading ("site"); NULL where there is none
 * @look_back_source: "registry" or "site", which it is where the file does not say; NULL where there is no look-back
 * @judgement: a physician's attestation is part of the rule
 */
typedef struct
{
  const char *id;
  PodCriterionKind kind;
  const char *const *cohorts;
  PodWords text;
  PodWords label;
  PodWords reading;
  const char *reading_source;
  const PodRule *rule;
  PodWindow window;
  const char *look_back_source;
  gboolean judgement;
} PodCriterion;

gboolean pod_criterion_applies (const PodCriterion *criterion, const char *cohort);

G_END_DECLS
