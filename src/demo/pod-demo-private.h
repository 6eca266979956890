#pragma once

#include "pod-demo.h"
#include "pod-instrument.h"

G_BEGIN_DECLS

/*
 * What the files of this room share.  Days are day numbers (see PodDate); a day of the course counts from the infusion.
 * Every person, every figure and every limit here is invented; nothing here decides anything.
 */

/* How many results the invented laboratory offers; the rows of pod-demo-laboratory.c. */
#define POD_DEMO_MAX_ANALYTES 80
#define POD_DEMO_MAX_EVENTS 12
#define POD_DEMO_MAX_WATCHES 6

/* The day that a demonstration ends on, and the day that its trial starts. */
PodDate pod_demo_today (void);
PodDate pod_demo_start (void);

/* How far somebody has come by the last day. */
typedef enum
{
  POD_DEMO_TREATED,
  POD_DEMO_DEPLETED,
  POD_DEMO_ENROLLED,
  POD_DEMO_ELIGIBLE, /* in screening, all criteria met */
  POD_DEMO_MISSING,  /* in screening, results are still to come */
  POD_DEMO_UNFIT,    /* in screening, a criterion is not met */
  POD_DEMO_CONSENTED,
  POD_DEMO_FAILED, /* a screening failure is recorded */
} PodDemoStage;

/* Why somebody cannot enter. */
typedef enum
{
  POD_DEMO_NO_FLAW,
  POD_DEMO_FLAW_KIDNEY,
  POD_DEMO_FLAW_INFECTION,
  POD_DEMO_FLAW_HEPATITIS,
  POD_DEMO_FLAW_HEART,
  POD_DEMO_FLAW_NEUTROPHILS,
  POD_DEMO_N_FLAWS,
} PodDemoFlaw;

/* An adverse event of the script.  @onset, @end: days of the course; @end is INFINITY where it goes on. */
typedef struct
{
  const char *term;
  const char *verbatim;
  double onset;
  double end;
  gboolean month_only;
  int grade;
  guint seriousness;
  PodCausality to_product;
  PodCausality to_lymphodepletion;
  const char *action;
  enum
  {
    POD_DEMO_EVENT_TO_COME,
    POD_DEMO_EVENT_OPEN,
    POD_DEMO_EVENT_CLOSED,
  } state;
} PodDemoEvent;

/* An adverse event that follows from results: open while the grade is above what it was before. */
typedef struct
{
  gboolean open;
  int grade;
  PodMoment start;
} PodDemoWatch;

/**
 * PodDemoPerson:
 * @identity: which person; two attempts of a re-screened person share it
 * @response: how much of the proteinuria goes, 0 to 1; @response_days: how fast
 * @depth: how deep the blood counts fall, 0 to 1
 * @b_cells_return: the day of the course on which they do
 * @acute: how much creatinine rises on @acute_day
 * @base: of each analyte, in its unit
 * @subject: once registered; @last_day: of the last visit recorded
 * @printed: the result measured last, as the laboratory prints it
 */
typedef struct
{
  guint identity;
  GRand *random;
  PodDemoStage stage;
  PodDemoFlaw flaw;
  gboolean withdraws;
  char *name;
  char *record_number;
  PodDate birth_date;
  int age;
  const char *cohort;
  const char *sex;
  gboolean refractory;
  gboolean mpo;

  gint32 consent;
  gint32 screening;
  gint32 enrolment;
  gint32 depletion;
  gint32 infusion;

  double response;
  double response_days;
  double depth;
  double b_cells_return;
  double car_peak;
  double car_peak_day;
  double acute;
  double acute_day;
  int crs_grade;
  double crs_onset;
  double crs_end;
  double infection_day;
  double base[POD_DEMO_MAX_ANALYTES];
  PodDemoEvent events[POD_DEMO_MAX_EVENTS];
  guint n_events;
  PodDemoWatch watches[POD_DEMO_MAX_WATCHES];

  gint64 subject;
  gint32 last_day;
  char printed[32];
} PodDemoPerson;

/* All who take part, in no order of time. (element-type PodDemoPerson) */
GPtrArray *pod_demo_cast_new (guint subjects, guint32 seed);

/* ---- chance ---- */

double pod_demo_between (GRand *random, double low, double high);
gboolean pod_demo_chance (GRand *random, double probability);
/* About 0, mostly within 2. */
double pod_demo_scatter (GRand *random);

/* ---- the course, as curves over its days ---- */

typedef double (*PodDemoCurve) (const PodDemoPerson *person, double base, double day);

double pod_demo_steady (const PodDemoPerson *person, double base, double day);
double pod_demo_neutrophils (const PodDemoPerson *person, double base, double day);
double pod_demo_lymphocytes (const PodDemoPerson *person, double base, double day);
double pod_demo_haemoglobin (const PodDemoPerson *person, double base, double day);
double pod_demo_platelets (const PodDemoPerson *person, double base, double day);
double pod_demo_transaminase (const PodDemoPerson *person, double base, double day);
double pod_demo_albumin (const PodDemoPerson *person, double base, double day);
double pod_demo_creatinine (const PodDemoPerson *person, double base, double day);
double pod_demo_crp (const PodDemoPerson *person, double base, double day);
double pod_demo_ferritin (const PodDemoPerson *person, double base, double day);
double pod_demo_il6 (const PodDemoPerson *person, double base, double day);
double pod_demo_d_dimer (const PodDemoPerson *person, double base, double day);
double pod_demo_proteinuria (const PodDemoPerson *person, double base, double day);
double pod_demo_score (const PodDemoPerson *person, double base, double day);
double pod_demo_antibody (const PodDemoPerson *person, double base, double day);
double pod_demo_immunoglobulin (const PodDemoPerson *person, double base, double day);
double pod_demo_b_cells (const PodDemoPerson *person, double base, double day);
double pod_demo_car_copies (const PodDemoPerson *person, double base, double day);
double pod_demo_temperature (const PodDemoPerson *person, double base, double day);
double pod_demo_heart_rate (const PodDemoPerson *person, double base, double day);
double pod_demo_systolic (const PodDemoPerson *person, double base, double day);
double pod_demo_saturation (const PodDemoPerson *person, double base, double day);

/* ---- the invented laboratory ---- */

/* Draws what each analyte of somebody is before the trial. */
void pod_demo_draw_bases (PodDemoPerson *person);
/* The result of @observation at @when, with the laboratory's limits; FALSE where it is not measured in this person.  Its text
 * lives until the next is measured. */
gboolean pod_demo_measure (PodDemoPerson *person,
                           const char *observation,
                           PodMoment when,
                           PodFinding *finding);
/* The limits that come with no result. */
gboolean pod_demo_add_ranges (PodTrial *trial, GError **error);

/* ---- what a change is made of ---- */

/**
 * PodDemoSession:
 * One visit being written: @day is its day number, @visit its (negative) id.
 * @why: set where something saved before is changed
 */
typedef struct
{
  PodTrial *trial;
  PodDemoPerson *person;
  PodChange *change;
  PodCasebook *casebook;
  gint64 visit;
  gint32 day;
  const char *why;
} PodDemoSession;

void pod_demo_put_answer (PodDemoSession *session,
                          const char *observation,
                          const char *code,
                          PodMoment when);
void pod_demo_put_quantity (PodDemoSession *session,
                            const char *observation,
                            double number,
                            const char *unit,
                            PodMoment when);
/* @end may be no date. */
void pod_demo_put_dose (PodDemoSession *session,
                        const char *treatment,
                        double dose,
                        const char *lot,
                        PodMoment start,
                        PodMoment end);

/* Everything a chart says of somebody at screening that is no laboratory result. */
void pod_demo_put_chart (PodDemoSession *session);
/* One of those answers again, at a later visit; nothing where the chart does not have it. */
void pod_demo_put_chart_answer (PodDemoSession *session, const char *observation);

/* A form of @instrument, answered so that it comes to @target, or little less. */
void pod_demo_put_score (PodDemoSession *session,
                         const PodInstrument *instrument,
                         int target,
                         gboolean first,
                         PodMoment when);
/* One of which just these items are ticked: names with a space between. */
void pod_demo_put_instrument (PodDemoSession *session,
                              const char *instrument,
                              const char *ticked,
                              PodMoment when);

/* Doses and accompanying drugs that the day of the session brings. */
void pod_demo_put_treatments (PodDemoSession *session, const char *visit);

void pod_demo_draw_events (PodDemoPerson *person);
/* Events of the script that began, and those that ended, since the last visit. */
void pod_demo_put_events (PodDemoSession *session);
/* Follows @finding, just measured, for the events that are results; returns the one that it is of, 0 where it is of none. */
gint64 pod_demo_watch (PodDemoSession *session, const PodFinding *finding);

/* A visit of the schedule, with all that is due at it. */
gboolean pod_demo_record_visit (PodTrial *trial,
                                PodDemoPerson *person,
                                const PodPlannedVisit *plan,
                                gint32 day,
                                GError **error);

G_END_DECLS
