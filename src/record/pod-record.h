#pragma once

#include "pod-date.h"
#include "pod-quantity.h"
#include "pod-stamp.h"

G_BEGIN_DECLS

/*
 * What is known of a subject, in SDTM's three general classes.  These are plain values; a casebook owns their strings,
 * and so does a change.  Common to all:
 *
 * id       the row; 0 for none.  In a PodChange a negative id is a record not yet written, by which the other
 *          records of the same change may refer to it
 * subject  the id of the subject it belongs to
 * version  counts the writings of this record, from 1; a change must name the version it was made from
 * voided   withdrawn with a reason; it stays readable and counts for nothing
 */

typedef enum
{
  POD_RECORD_SUBJECT,
  POD_RECORD_VISIT,
  POD_RECORD_FINDING,
  POD_RECORD_INTERVENTION,
  POD_RECORD_EVENT,
  POD_RECORD_ADVERSE_EVENT,
  POD_RECORD_QUERY,
  POD_N_RECORD_TYPES,
} PodRecordType;

/* The head that every record starts with. */
typedef struct
{
  gint64 id;
  gint64 subject;
  int version;
  gboolean voided;
} PodRecord;

/**
 * PodSubject:
 * @record: id is the subject; record.subject is the same
 * @person: the person in the vault; the same at a re-screening
 * @usubjid: one for each person for ever: "NCT07241468-01-007"
 * @screening_number: given at consent: "S-007"; a re-screening has a new one
 * @enrolment_number: (nullable): given at enrolment: "MN-003"
 * @cohort: (nullable): the study's cohort
 * @sex: (nullable): "male" or "female": clinical data, not identity
 * @birth_year: never kept outside the vault, hence not here
 */
typedef struct
{
  PodRecord record;
  gint64 person;
  const char *usubjid;
  const char *screening_number;
  const char *enrolment_number;
  const char *cohort;
  const char *sex;
} PodSubject;

/* What a list calls the subject: the number of the enrolment, before that the number of the screening. */
const char *pod_subject_get_number (const PodSubject *subject);

/**
 * PodVisit:
 * @planned: (nullable): the planned visit's id; NULL for an unscheduled one
 * @date: when it took place; no date for one that was missed
 * @status: "done" or "missed"
 * @note: (nullable): free text, never exported
 */
typedef struct
{
  PodRecord record;
  const char *planned;
  PodDate date;
  const char *status;
  const char *note;
} PodVisit;

/**
 * PodFinding:
 * @visit: its visit's id, or 0
 * @observation: the study's name for what was observed, interned
 * @when: collection, not report
 * @quantity: for a quantity: comparator, number, and the unit as reported (not converted); number is NAN otherwise
 * @code: (nullable): for a choice or a flag, the answer
 * @date: for a date observation, its value
 * @text: (nullable): as the laboratory printed the result, or a free text
 * @unit_text: (nullable): as the laboratory printed the unit
 * @lower, @upper: the laboratory's limits that came with this very result, in the reported unit; NAN where none
 * @laboratory: (nullable): which laboratory
 * @source: "typed", "import", "derived" or "demo"
 * @origin: (nullable): what tells the same result imported twice: laboratory, item, specimen and time
 * @method: (nullable): for a derived value, the equation and its inputs: "egfr.2021 creatinine=1234 age=54"
 * @status: (nullable): NULL where it is final; "preliminary"; "corrected": it says otherwise than it did before, whoever corrected it; or
 *   "not_done": then it has no value, and counts for nothing but that somebody asked
 * @reason: (nullable): why it was not done: a code of the study's list or free text, which is never exported
 * @began: of a specimen that was collected over hours, when that began: @when is its end; no date where not recorded
 * @volume: of such a specimen, in mL; NAN where not recorded
 * @completeness: (nullable): of such a specimen: "complete" or "incomplete"
 * @significance: (nullable): of an abnormal result: "significant" or "not_significant", as a physician judged it; it goes when the result
 *   itself is edited
 * @judged_by: (nullable): the physician who did: there exactly where @significance is
 * @adverse_event, @history: what a significant result was attributed to: an adverse event, or an event of the category "history", of the
 *   same subject; 0 for none
 * @range: the PodRange whose limits @lower and @upper are, as it was in force on the day of @when; 0 where they came with the result or
 *   were typed, and where there are none
 */
typedef struct
{
  PodRecord record;
  gint64 visit;
  const char *observation;
  PodMoment when;
  PodQuantity quantity;
  const char *code;
  PodDate date;
  const char *text;
  const char *unit_text;
  double lower;
  double upper;
  const char *laboratory;
  const char *source;
  const char *origin;
  const char *method;
  const char *status;
  const char *reason;
  PodMoment began;
  double volume;
  const char *completeness;
  const char *significance;
  const char *judged_by;
  gint64 adverse_event;
  gint64 history;
  gint64 range;
} PodFinding;

/**
 * PodIntervention:
 * @treatment: the study's treatment id
 * @dose: in its unit; NAN where not recorded
 * @start, @end: end has no date while it goes on
 * @lot: (nullable)
 * @note: (nullable): free text, never exported
 */
typedef struct
{
  PodRecord record;
  gint64 visit;
  const char *treatment;
  double dose;
  const PodUnit *unit;
  const char *route;
  PodMoment start;
  PodMoment end;
  const char *lot;
  const char *note;
} PodIntervention;

/**
 * PodEvent:
 * @category: "disposition" (consent, enrolment, screen_failure, infusion_planned, check.…, rescreened, completed, withdrawal, death),
 *   "history" or "deviation"
 * @code: what, from the study or from the list above; in the medical history "condition"
 * @detail: (nullable): for a screen failure, the criteria that failed ("INC-12 EXC-08"); for a check, see pod-check-record.h; of history free text
 */
typedef struct
{
  PodRecord record;
  const char *category;
  const char *code;
  PodDate date;
  const char *detail;
} PodEvent;

/* Why an adverse event is serious: bits. */
typedef enum
{
  POD_SERIOUS_DEATH = 1 << 0,
  POD_SERIOUS_LIFE_THREATENING = 1 << 1,
  POD_SERIOUS_HOSPITALISATION = 1 << 2,
  POD_SERIOUS_DISABILITY = 1 << 3,
  POD_SERIOUS_CONGENITAL = 1 << 4,
  POD_SERIOUS_IMPORTANT = 1 << 5,
} PodSeriousness;

typedef enum
{
  POD_CAUSALITY_UNASSESSED,
  POD_CAUSALITY_UNRELATED,
  POD_CAUSALITY_POSSIBLY_UNRELATED,
  POD_CAUSALITY_POSSIBLE,
  POD_CAUSALITY_PROBABLE,
  POD_CAUSALITY_DEFINITE,
} PodCausality;

typedef enum
{
  POD_OUTCOME_UNKNOWN,
  POD_OUTCOME_NOT_RECOVERED,
  POD_OUTCOME_RECOVERING,
  POD_OUTCOME_RECOVERED,
  POD_OUTCOME_SEQUELAE,
  POD_OUTCOME_FATAL,
} PodOutcome;

/**
 * PodAdverseEvent:
 * @term: the study's term id, or NULL where only @verbatim says what it was
 * @verbatim: as the investigator wrote it; free text
 * @grade: 1 to 5; 0 while not graded
 * @scale: the scale and its year that the grade is of: "CTCAE 5.0", "ASTCT 2019"
 * @graded_by: (nullable): the physician who confirmed the grade
 * @seriousness: PodSeriousness bits; 0 is not serious
 * @learned: when the site learned that a seriousness criterion is met: the clock runs from here
 * @to_product, @to_lymphodepletion: PodCausality, as attributed by a physician
 * @action: (nullable): action taken with the study treatment
 */
typedef struct
{
  PodRecord record;
  const char *term;
  const char *verbatim;
  PodMoment start;
  PodMoment end;
  int grade;
  const char *scale;
  const char *graded_by;
  guint seriousness;
  PodMoment learned;
  PodCausality to_product;
  PodCausality to_lymphodepletion;
  PodOutcome outcome;
  const char *action;
} PodAdverseEvent;

/**
 * PodQuery:
 * @scope, @about: which record it asks about: the word of its type and its id; of the subject as a whole, "subject" and the subject
 * @field: (nullable): the column, where it asks about one
 * @text: the question; @answer: (nullable); both free text, never exported
 * @status: "open", "answered" or "closed"
 * @raised, @answered: (nullable): the users who asked and who answered
 *
 * What a monitor (or an investigator) asks of the site.  While one is not closed, the casebook cannot be signed off.
 */
typedef struct
{
  PodRecord record;
  const char *scope;
  gint64 about;
  const char *field;
  const char *text;
  const char *answer;
  const char *status;
  const char *raised;
  const char *answered;
} PodQuery;

/**
 * PodSignature:
 * @id: the row
 * @subject: whose record was signed; 0 for what belongs to no subject
 * @scope: what was signed: "adverse_event", "event", "visit" (with the findings and interventions of the visit), "report" (what a
 *   laboratory found on one day: the results that name a laboratory, have limits or were judged), "casebook" (all of the subject),
 *   "access_review", "readings"
 * @about: the id of the record; of a report the day's number, 1970-01-01 being 0; 0 for a casebook or a review
 * @meaning: what the signing meant: "author", "review", "approval", "responsibility", "decision": 21 CFR 11.50 (a) (3)
 * @user, @printed_name, @role: who signed, as they were named then: 21 CFR 11.50 (a) (1)
 * @when: 21 CFR 11.50 (a) (2)
 * @head: the audit trail's head when it was signed
 * @changed: something that it covers was written since: it reads "not currently signed"
 *
 * A signature is never edited and never removed.  It is not a record: no change puts one.
 */
typedef struct
{
  gint64 id;
  gint64 subject;
  const char *scope;
  gint64 about;
  const char *meaning;
  const char *user;
  const char *printed_name;
  const char *role;
  PodInstant when;
  const char *head;
  gboolean changed;
} PodSignature;

/* Stable words for files and the database; NULL or the first value where out of range. */
const char *pod_record_type_to_string (PodRecordType type);
const char *pod_causality_to_string (PodCausality causality);
gboolean pod_causality_from_string (const char *text, PodCausality *causality);
const char *pod_outcome_to_string (PodOutcome outcome);
gboolean pod_outcome_from_string (const char *text, PodOutcome *outcome);

/* Whether it is a result: not withdrawn, and not one that only says that a test was not done. */
/* It may still change: it is shown, and neither graded, judged nor compared with. */
gboolean pod_finding_is_preliminary (const PodFinding *finding);
gboolean pod_finding_counts (const PodFinding *finding);
gboolean pod_finding_is_not_done (const PodFinding *finding);

/* Values with nothing in them: NAN, no dates, version 0. */
void pod_finding_init (PodFinding *finding);
void pod_intervention_init (PodIntervention *intervention);
void pod_adverse_event_init (PodAdverseEvent *event);

G_END_DECLS
