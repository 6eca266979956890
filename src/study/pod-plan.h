#pragma once

#include "pod-criterion.h"
#include "pod-observation.h"

G_BEGIN_DECLS

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
 * PodMedicationClass: [class glucocorticoid] label= complete=medication_history_complete look_back=28 d
 * What rules ask for by exposure() and the like.  @complete (nullable) is the flag by which somebody attests that all of
 * the class is on record, and @complete_days for how long after its day that counts; 0 for ever.
 */
typedef struct
{
  const char *id;
  PodWords label;
  const char *complete;
  int complete_days;
  const char *source;
} PodMedicationClass;

/**
 * PodTreatment: [treatment fludarabine] label= category=lymphodepletion class= unit=mg/m2 days=-5..-3 route=
 * @category: "product", "lymphodepletion" or "concomitant"
 * @classes: NULL-terminated names of the classes of medication that it belongs to
 * @sdtm_name: EXTRT
 */
typedef struct
{
  const char *id;
  PodWords label;
  const char *category;
  const char *const *classes;
  const PodUnit *unit;
  int first_day;
  int last_day;
  const char *route;
  const char *sdtm_name;
  const char *source;
} PodTreatment;

/**
 * PodEquivalent: [equivalent methylprednisolone] of=prednisone dose=4 reference=5 unit=mg
 * @dose of @treatment, the group's name, does what @reference does of the treatment @of; both in @unit.  The name need not be one of the
 * study's treatments: what is known of drugs serves every study.
 */
typedef struct
{
  const char *treatment;
  const char *of;
  double dose;
  double reference;
  const PodUnit *unit;
  const char *source;
} PodEquivalent;

/* What is computed of a course of results. */
typedef enum
{
  POD_KINETICS_EXPOSURE, /* Cmax, Tmax, AUC, how long it was there */
  POD_KINETICS_BELOW,    /* the lowest, and from when to when below a limit */
  POD_KINETICS_PEAK,     /* the highest, and its day */
} PodKineticsKind;

/**
 * PodKineticsPlan: [kinetics car] label= kind=exposure observation=car_copies anchor=infusion days=0..28
 * [kinetics b_cells] label= kind=below observation=cd19 anchor=infusion limit=< 10 {cells}/uL
 * @observation: a quantity; @anchor: of an intervention, each of which begins another course
 * @first_day, @last_day: of the area, or between which a peak is looked for; 0 for one that is below
 * @relation, @limit: LT or LE, in the observation's own unit; NAN unless it is below
 * @none_before: before the first infusion there was nothing, where nobody looked (before=none)
 */
typedef struct
{
  const char *id;
  PodWords label;
  PodKineticsKind kind;
  const PodObservation *observation;
  const PodAnchor *anchor;
  int first_day;
  int last_day;
  PodRelation relation;
  double limit;
  gboolean none_before;
  const char *source;
} PodKineticsPlan;

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

G_END_DECLS
