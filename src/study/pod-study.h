#pragma once

#include "pod-criterion.h"
#include "pod-knowledge.h"
#include "pod-note.h"
#include "pod-observation.h"
#include "pod-plan.h"
#include "pod-reading.h"

G_BEGIN_DECLS

/*
 * The study definition and the knowledge base, as loaded from data/studies/<id>/ and data/knowledge/: every file *.ini
 * of a folder in the order of names.  Immutable once loaded; counted by references.  All strings live as long as
 * the study; words come with a translation where the file has one for the locale asked for.
 *
 * Every group may carry source= (where a figure is from: "registry", "site", or a citation), and any key may
 * carry its own, as look_back.source=.  "site" is the site's own choice and is shown as such.
 */

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
/* How many subjects the trial plans to enrol; [study] beyond_target= says whether one more is refused ("refuse") or taken with a
 * reason ("ask", which it is where the file does not say). */
guint pod_study_get_target (const PodStudy *study);
/* What the store pins: name and bytes of each file read, in order.  The name is "knowledge/egfr.ini" for a file of the
 * knowledge and "study/visits.ini" for one of the study; the caller frees *bytes, which may be NULL. */
guint pod_study_get_n_files (const PodStudy *study);
const char *pod_study_get_file (const PodStudy *study, guint index, GBytes **bytes);

/* Lists, in the files' order: (element-type PodCohort) and so on; owned by the study. */
const GPtrArray *pod_study_get_cohorts (const PodStudy *study);
const GPtrArray *pod_study_get_consent_forms (const PodStudy *study);
const GPtrArray *pod_study_get_groups (const PodStudy *study);
const GPtrArray *pod_study_get_observations (const PodStudy *study);
const GPtrArray *pod_study_get_anchors (const PodStudy *study);
const GPtrArray *pod_study_get_definitions (const PodStudy *study);
const GPtrArray *pod_study_get_criteria (const PodStudy *study);
const GPtrArray *pod_study_get_readings (const PodStudy *study);
const GPtrArray *pod_study_get_visits (const PodStudy *study);
const GPtrArray *pod_study_get_classes (const PodStudy *study);
const GPtrArray *pod_study_get_treatments (const PodStudy *study);
const GPtrArray *pod_study_get_grades (const PodStudy *study);
const GPtrArray *pod_study_get_equations (const PodStudy *study);
const GPtrArray *pod_study_get_terms (const PodStudy *study);
const GPtrArray *pod_study_get_instruments (const PodStudy *study);
const GPtrArray *pod_study_get_notes (const PodStudy *study);
const GPtrArray *pod_study_get_checks (const PodStudy *study);
/* From what is only asked to what is a burden. */
const GPtrArray *pod_study_get_burdens (const PodStudy *study);
/* Why a test was not done. */
const GPtrArray *pod_study_get_not_done_reasons (const PodStudy *study);

/* What is computed of a course of results since the infusion. */
const GPtrArray *pod_study_get_kinetics (const PodStudy *study);

/* By id; NULL where there is none. */
const PodCohort *pod_study_find_cohort (const PodStudy *study, const char *id);
/* Where in the list it is; -1 where there is none, or @id is NULL. */
int pod_study_index_cohort (const PodStudy *study, const char *id);
const PodConsentForm *pod_study_find_consent_form (const PodStudy *study, const char *id);
/* The version that is to be signed on that day; NULL where the study lists none, or none yet. */
const PodConsentForm *pod_study_get_consent_form_on (const PodStudy *study, PodDate day);
const PodGroup *pod_study_find_group (const PodStudy *study, const char *id);
/* Also what an item of an instrument is kept as, which no list has: pod-instrument.h. */
const PodObservation *pod_study_find_observation (const PodStudy *study, const char *name);
const PodAnchor *pod_study_find_anchor (const PodStudy *study, const char *id);
const PodDefinition *pod_study_find_definition (const PodStudy *study, const char *id);
const PodCriterion *pod_study_find_criterion (const PodStudy *study, const char *id);
/* By the name of its symbol, "reading.inc08_scope". */
const PodReading *pod_study_find_reading (const PodStudy *study, const char *name);
const PodPlannedVisit *pod_study_find_visit (const PodStudy *study, const char *id);
const PodMedicationClass *pod_study_find_class (const PodStudy *study, const char *id);
const PodTreatment *pod_study_find_treatment (const PodStudy *study, const char *id);
/* The treatments of the class @name, or the one treatment of that name: (element-type utf8) interned ids, with a NULL at the end; free the
 * array. */
GPtrArray *pod_study_list_treatments_of (const PodStudy *study, const char *name);
const PodTerm *pod_study_find_term (const PodStudy *study, const char *id);
const PodInstrument *pod_study_find_instrument (const PodStudy *study, const char *id);
const PodCheck *pod_study_find_check (const PodStudy *study, const char *id);
const PodBurden *pod_study_find_burden (const PodStudy *study, const char *id);
const PodNotDone *pod_study_find_not_done_reason (const PodStudy *study, const char *id);
/* Of that treatment; NULL where none is known. */
const PodEquivalent *pod_study_find_equivalent (const PodStudy *study, const char *treatment);
/* The equation for @result in force: [study] egfr_equation names its year. */
const PodEquation *
pod_study_find_equation (const PodStudy *study, const char *result, const char *year);
/* The grades of @observation on the scale in force ([study] toxicity_scale), with every variant where a scale gives a term in
 * several units, whose limits are not quite the same. (element-type PodGrade), free the array. */
GPtrArray *pod_study_find_grades (const PodStudy *study, const PodObservation *observation);
/* The same on @scale; NULL for the one in force. */
GPtrArray *pod_study_find_grades_on (const PodStudy *study,
                                     const char *scale,
                                     const PodObservation *observation);
/* The scales by which results can be graded, each once: (element-type utf8), not owned; free the array. */
GPtrArray *pod_study_list_scales (const PodStudy *study);

G_END_DECLS
