#pragma once

#include "pod-rule.h"

G_BEGIN_DECLS

/*
 * The study definition and the knowledge base, as loaded from data/studies/<id>/ and data/knowledge/: every file *.ini
 * of a folder in the order of names.  Immutable once loaded; counted by references.  All strings live as long as
 * the study; words come with a translation where the file has one for the locale asked for.
 *
 * Every group may carry source= (where a figure is from: "registry", "site", or a citation), and any key may
 * carry its own, as look_back.source=.  "site" is the site's own choice and is shown as such.
 */

/* A word in the reader's language and as written (English). */
typedef struct
{
  const char *plain;
  const char *translated; /* [zh_CN]; NULL where there is none */
} PodWords;

/* The words for @locale ("zh_CN", "en", NULL for English). */
const char *pod_words_get (const PodWords *words, const char *locale);

/**
 * PodCohort: [cohort mn] label=, short=MN
 */
typedef struct
{
  const char *id;
  PodWords label;
  PodWords short_label;
} PodCohort;

/**
 * PodConversion: convert=mg/dL * 88.4; mmol/L * 1000
 * canonical = value in @from × @factor
 */
typedef struct
{
  const PodUnit *from;
  double factor;
} PodConversion;

/**
 * PodObservation: [observation anc] label= type=quantity unit= convert= choices=a, b loinc= sdtm=LB:NEUT plausible=0..100
 * sdtm.test=Neutrophils group=blood_count scale=log lasting=yes derived=yes
 *
 * @symbol: what rules see; first member, so that a PodSymbol of a study is its PodObservation
 * @choice_words: one for each of symbol.choices; for a flag the two of yes and no; else NULL
 * @domain, @testcd, @test: SDTM domain, --TESTCD and --TEST; NULL where it is not exported
 * @group: for panels and forms; an id of a PodGroup
 * @plausible_low, @plausible_high: outside these a typed value is questioned, never refused; NAN where open
 * @log_scale: charts draw it on a logarithmic axis
 * @derived: computed by the program (eGFR, age), never typed
 */
typedef struct
{
  PodSymbol symbol;
  PodWords label;
  PodWords *choice_words;
  PodConversion *conversions;
  guint n_conversions;
  const char *loinc;
  const char *domain;
  const char *testcd;
  const char *test;
  const char *group;
  double plausible_low;
  double plausible_high;
  gboolean log_scale;
  gboolean derived;
  const char *source;
} PodObservation;

/* [group blood_count] label=Blood count; in the order in which panels are shown */
typedef struct
{
  const char *id;
  PodWords label;
} PodGroup;

/**
 * PodAnchor: [anchor infusion] label= event=consent | intervention=kn3601 [first]
 * @event: (nullable): the code of the disposition event whose date it is
 * @intervention: (nullable): the treatment whose first administration it is; a category (@lymphodepletion) is
 *   written with a leading @
 */
typedef struct
{
  const char *id;
  PodWords label;
  const char *event;
  const char *intervention;
} PodAnchor;

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
 * @look_back_source: "registry" or "site"
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

/**
 * PodPlannedVisit: [visit D28] label= day=28 window=-3..3 anchor=infusion number=12 epoch=FOLLOW-UP observations=
 * @number: SDTM VISITNUM
 * @day: days after the anchor
 * @before, @after: how many days early and late is still inside
 * @observations: NULL-terminated names of what is due
 */
typedef struct
{
  const char *id;
  PodWords label;
  int number;
  const char *anchor;
  int day;
  int before;
  int after;
  const char *epoch;
  const char *const *observations;
  const char *source;
} PodPlannedVisit;

/**
 * PodTreatment: [treatment fludarabine] label= category=lymphodepletion unit=mg/m2 days=-5..-3 route=
 * @category: "product", "lymphodepletion" or "concomitant"
 * @sdtm_name: EXTRT
 */
typedef struct
{
  const char *id;
  PodWords label;
  const char *category;
  const PodUnit *unit;
  int first_day;
  int last_day;
  const char *route;
  const char *sdtm_name;
  const char *source;
} PodTreatment;

/**
 * PodGrade: [grade ctcae5.anemia.si] scale=CTCAE 5.0 term=Anemia direction=low observation=hgb unit=g/L 3=value < 80 g/L …
 *
 * @observation: (nullable): the observation it grades; NULL where the trial does not measure it
 * @unit: the unit value, baseline and limits are given in; NULL: any one common unit
 * @levels: [1] to [4], NULL where a number cannot reach that grade.  What they may read stands in pod-grade.h
 *
 * A grade is the highest level that is true; unknown if a higher one is unknown; 0 if all are false.
 */
typedef struct
{
  const char *id;
  const char *scale;
  PodWords term;
  const char *direction;
  const PodObservation *observation;
  const PodUnit *unit;
  const PodRule *levels[5];
  const char *source;
} PodGrade;

/**
 * PodEquation: [equation egfr.2021] label= result=egfr year=2021 rule=
 * @result: the observation it gives
 * @rule: reads creatinine, age, sex; gives result's unit
 */
typedef struct
{
  const char *id;
  PodWords label;
  const PodObservation *result;
  const char *year;
  const PodRule *rule;
  const char *source;
} PodEquation;

/**
 * PodTerm: [term crs] label=Cytokine release syndrome interest=yes code= soc=
 * An adverse-event term offered by the editor; @interest: of special interest. @scale names how it is graded;
 * @code (nullable) is the dictionary's.
 */
typedef struct
{
  const char *id;
  PodWords label;
  const char *code;
  const char *soc;
  const char *scale;
  gboolean interest;
} PodTerm;

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

typedef struct _PodStudy PodStudy;

/**
 * pod_study_load:
 * @directory: the study's folder
 * @knowledge: the folder of what serves every study
 * @problems: (nullable): gets every fault of every file
 *
 * Returns: (nullable): the study, or NULL where there was any fault.
 */
PodStudy *pod_study_load (const char *directory, const char *knowledge, GPtrArray *problems);

/**
 * pod_study_load_files:
 * @names: (element-type utf8): as pod_study_get_file() gives them: "knowledge/egfr.ini", "study/visits.ini"
 * @contents: (element-type GBytes): as many, in the same order
 * @problems: (nullable): gets every fault of every file
 *
 * The same from bytes that were kept: a database loads what it has pinned, whatever lies on the disk.
 *
 * Returns: (nullable): the study, or NULL where there was any fault.
 */
PodStudy *
pod_study_load_files (const GPtrArray *names, const GPtrArray *contents, GPtrArray *problems);

/* The knowledge alone, without a trial: what calculators need.  No [study] group, no criteria. */
PodStudy *pod_knowledge_load (const char *directory, GPtrArray *problems);

PodStudy *pod_study_ref (PodStudy *study);
void pod_study_unref (PodStudy *study);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodStudy, pod_study_unref)

/* [study] id= registry= title= organisation_id= sponsor= recipient= target=36 country=CHN site= reference_start=anchor
 * exposure_start=anchor toxicity_scale=CTCAE 5.0 egfr_equation=2021 … Any key of it; NULL where absent. */
const char *pod_study_get (const PodStudy *study, const char *key);
const char *pod_study_get_id (const PodStudy *study);
PodWords pod_study_get_title (const PodStudy *study);
/* How many subjects the trial plans to enrol. */
guint pod_study_get_target (const PodStudy *study);
/* What the store pins: name and bytes of each file read, in order.  The name is "knowledge/egfr.ini" for a file of the
 * knowledge and "study/visits.ini" for one of the study; the caller frees *bytes, which may be NULL. */
guint pod_study_get_n_files (const PodStudy *study);
const char *pod_study_get_file (const PodStudy *study, guint index, GBytes **bytes);

/* Lists, in the files' order: (element-type PodCohort) and so on; owned by the study. */
const GPtrArray *pod_study_get_cohorts (const PodStudy *study);
const GPtrArray *pod_study_get_groups (const PodStudy *study);
const GPtrArray *pod_study_get_observations (const PodStudy *study);
const GPtrArray *pod_study_get_anchors (const PodStudy *study);
const GPtrArray *pod_study_get_definitions (const PodStudy *study);
const GPtrArray *pod_study_get_criteria (const PodStudy *study);
const GPtrArray *pod_study_get_visits (const PodStudy *study);
const GPtrArray *pod_study_get_treatments (const PodStudy *study);
const GPtrArray *pod_study_get_grades (const PodStudy *study);
const GPtrArray *pod_study_get_equations (const PodStudy *study);
const GPtrArray *pod_study_get_terms (const PodStudy *study);

/* By id; NULL where there is none. */
const PodCohort *pod_study_find_cohort (const PodStudy *study, const char *id);
const PodGroup *pod_study_find_group (const PodStudy *study, const char *id);
const PodObservation *pod_study_find_observation (const PodStudy *study, const char *name);
const PodAnchor *pod_study_find_anchor (const PodStudy *study, const char *id);
const PodDefinition *pod_study_find_definition (const PodStudy *study, const char *id);
const PodCriterion *pod_study_find_criterion (const PodStudy *study, const char *id);
const PodPlannedVisit *pod_study_find_visit (const PodStudy *study, const char *id);
const PodTreatment *pod_study_find_treatment (const PodStudy *study, const char *id);
const PodTerm *pod_study_find_term (const PodStudy *study, const char *id);
/* The equation for @result in force: [study] egfr_equation names its year. */
const PodEquation *
pod_study_find_equation (const PodStudy *study, const char *result, const char *year);
/* The grades of @observation on the scale in force ([study] toxicity_scale), one for each term: the one in the
 * observation's own unit where there are several. (element-type PodGrade), free the array. */
GPtrArray *pod_study_find_grades (const PodStudy *study, const PodObservation *observation);

/* Factor from @unit to the observation's canonical unit: its own conversions first, then by dimension.  FALSE where
 * they measure different things, which holds for {RU} and {copies}, and for mL/min and mL/min/{1.73_m2}, too. */
gboolean
pod_observation_get_factor (const PodObservation *observation, const PodUnit *unit, double *factor);
/* The words of a choice's or flag's code; the code itself where it is not declared. */
const char *pod_observation_get_choice (const PodObservation *observation,
                                        const char *code,
                                        const char *locale);

G_END_DECLS
