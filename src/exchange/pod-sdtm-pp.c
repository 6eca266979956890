/*
 * How far the cells expanded and how long they were there, as SDTM's pharmacokinetic parameters (PP): one row for each of CMAX, TMAX,
 * AUCINT and TLST of each course that a [kinetics …] of kind=exposure follows.  The names and the unit of days are of CDISC's Controlled
 * Terminology (codelists PKPARMCD, PKPARM, PKUNIT); AUCINT, "AUC from T1 to T2", is the one for a part of the course, whose ends stand in
 * PPSTINT and PPENINT as durations from the reference (SDTMIG 3.4, PP).  Those are the planned ends: whoever pools AUCINT pools areas of the
 * same days, and an area of fewer days is not that one, and says so instead.  What was lowest, or peaked, is no such parameter, and can be
 * found in LB.
 *
 * The results themselves are in LB, as the study has them, and PPCAT is their LBTEST; CORE-000183, which asks for PC, says so of a package.
 * PPDTC and PPDY would be of the computation: none is given.  PPSPEC is Expected, so that it stands there, and empty: what a result was
 * measured in is not recorded.  In PKUNIT a product with days begins "day*" (day*ug/mL is C85586), and the day alone is spelled as in it.
 */

#include <math.h>

#include "pod-kinetics.h"
#include "pod-sdtm.h"

typedef struct
{
  const char *testcd;
  const char *test;
} Parameter;

static const Parameter cmax = { "CMAX", "Max Conc" };
static const Parameter tmax = { "TMAX", "Time of CMAX Observation" };
static const Parameter aucint = { "AUCINT", "AUC from T1 to T2" };
static const Parameter tlst = { "TLST", "Time of Last Nonzero Conc" };

static const char day_unit[] = "day";

typedef struct
{
  PodSdtm *sdtm;
  const PodSdtmPerson *person;
  const PodKinetics *kinetics;
} Course;

/* "CAR_COPIES-1", "INFUSION 1" */
static char *
make_label (const char *id, const char *between, guint course)
{
  g_autofree char *upper = g_ascii_strup (id, -1);

  return g_strdup_printf ("%s%s%u", upper, between, course);
}

static char **
add_row (Course *course, const Parameter *parameter)
{
  const PodKinetics *kinetics = course->kinetics;
  const PodKineticsPlan *plan = kinetics->plan;
  char **row = pod_sdtm_add_row (course->sdtm, POD_SDTM_PP, course->person);
  g_autofree char *group = make_label (plan->id, "-", kinetics->course);
  g_autofree char *reference = make_label (plan->anchor->id, " ", kinetics->course);

  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPGRPID", group);
  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPTESTCD", parameter->testcd);
  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPTEST", parameter->test);
  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPCAT", plan->observation->test);
  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPSCAT", "NON-COMPARTMENTAL");
  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPTPTREF", reference);
  pod_sdtm_set_moment (course->sdtm, POD_SDTM_PP, row, course->person, "PPRFTDTC", NULL,
                       pod_moment_on (kinetics->zero));
  return row;
}

/* A bound is no number. */
static char **
add_value (Course *course,
           const Parameter *parameter,
           PodComparator comparator,
           double number,
           const char *unit)
{
  char **row = add_row (course, parameter);
  g_autofree char *text = pod_sdtm_format_number (comparator, number);

  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPORRES", text);
  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPORRESU", unit);
  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPSTRESC", text);
  if (comparator == POD_EXACTLY)
    pod_sdtm_set_number (course->sdtm, POD_SDTM_PP, row, "PPSTRESN", number);
  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPSTRESU", unit);
  return row;
}

static char **
add_not_done (Course *course, const Parameter *parameter, const char *reason)
{
  char **row = add_row (course, parameter);

  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPSTAT", "NOT DONE");
  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPREASND", reason);
  return row;
}

static void
add_day (Course *course, const Parameter *parameter, int place)
{
  add_value (course, parameter, POD_EXACTLY, pod_kinetics_get_point (course->kinetics, place)->day,
             day_unit);
}

/* ---- the highest ---- */

static void
add_cmax (Course *course)
{
  const PodKinetics *kinetics = course->kinetics;
  g_autofree char *unit = pod_sdtm_unit (kinetics->extreme.unit);

  add_value (course, &cmax, kinetics->extreme.comparator, kinetics->extreme.number, unit);
}

/* Where another result may be higher than the highest measured, nobody can say when it was. */
static void
add_tmax (Course *course)
{
  const PodKinetics *kinetics = course->kinetics;
  const PodKineticsPoint *highest = pod_kinetics_get_point (kinetics, kinetics->extreme_at);

  if (highest == NULL)
    add_not_done (course, &tmax, "NO RESULT ABOVE QUANTIFICATION");
  else if (highest->comparator != kinetics->extreme.comparator)
    add_not_done (course, &tmax, "ANOTHER RESULT MAY BE HIGHER");
  else
    add_day (course, &tmax, kinetics->extreme_at);
}

/* ---- the area ---- */

static char *
find_obstacle (const PodKinetics *kinetics)
{
  if (kinetics->last_present < 0)
    return g_strdup ("NO RESULT ABOVE QUANTIFICATION");
  if (!pod_kinetics_has_area (kinetics))
    return g_strdup ("INSUFFICIENT DATA: FEWER THAN TWO RESULTS");
  if (!pod_kinetics_is_whole (kinetics))
    return g_strdup_printf ("INSUFFICIENT DATA: RESULTS OF DAY %d TO DAY %d ONLY",
                            kinetics->is_assumed ? pod_kinetics_get_point (kinetics, 0)->day
                                                 : kinetics->area.from,
                            kinetics->area.to);
  return NULL;
}

/* "day*copies/ug"; of what has no unit the days alone. */
static char *
make_product (const PodUnit *unit)
{
  g_autofree char *text = pod_sdtm_unit (unit);

  return *text != '\0' ? g_strconcat (day_unit, "*", text, NULL) : g_strdup (day_unit);
}

/* Below quantification is counted as nothing, as PPANMETH says; it is a bound only where another result may be above the highest there is. */
static PodComparator
get_area_comparator (const PodKinetics *kinetics)
{
  return kinetics->extreme.comparator == POD_EXACTLY && !isinf (kinetics->area.most) ? POD_EXACTLY
                                                                                     : POD_AT_LEAST;
}

/* As ISO 8601 has durations: "P28D", "-P1D". */
static void
set_end (Course *course, char **row, const char *name, int day)
{
  g_autofree char *text = g_strdup_printf ("%sP%dD", day < 0 ? "-" : "", ABS (day));

  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, name, text);
}

static char **
add_area (Course *course)
{
  const PodKinetics *kinetics = course->kinetics;
  g_autofree char *obstacle = find_obstacle (kinetics);
  g_autofree char *product = make_product (kinetics->plan->observation->symbol.unit);
  char **row;

  if (obstacle != NULL)
    return add_not_done (course, &aucint, obstacle);
  row = add_value (course, &aucint, get_area_comparator (kinetics), kinetics->area.least, product);
  pod_sdtm_set (course->sdtm, POD_SDTM_PP, row, "PPANMETH",
                kinetics->is_assumed
                    ? "LINEAR TRAPEZOIDAL, BELOW QUANTIFICATION AS 0, BEFORE INFUSION AS 0"
                    : "LINEAR TRAPEZOIDAL, BELOW QUANTIFICATION AS 0");
  return row;
}

static void
set_interval (Course *course, char **row)
{
  set_end (course, row, "PPSTINT", course->kinetics->plan->first_day);
  set_end (course, row, "PPENINT", course->kinetics->plan->last_day);
}

/* ---- all of it ---- */

static void
add_tlst (Course *course)
{
  if (course->kinetics->last_present < 0)
    add_not_done (course, &tlst, "NO RESULT ABOVE QUANTIFICATION");
  else
    add_day (course, &tlst, course->kinetics->last_present);
}

static void
add_counted (Course *course)
{
  add_cmax (course);
  add_tmax (course);
  set_interval (course, add_area (course));
  add_tlst (course);
}

static void
add_uncounted (Course *course, const char *reason)
{
  add_not_done (course, &cmax, reason);
  add_not_done (course, &tmax, reason);
  set_interval (course, add_not_done (course, &aucint, reason));
  add_not_done (course, &tlst, reason);
}

/* Of what was not measured there is nothing to compute, and no row. */
static void
add_course (Course *course, const PodCasebook *casebook)
{
  const PodKinetics *kinetics = course->kinetics;
  guint n;

  pod_casebook_get_series (casebook, kinetics->plan->observation->symbol.name, &n);
  if (kinetics->state == POD_KINETICS_COUNTED)
    add_counted (course);
  else if (kinetics->state == POD_KINETICS_DAY_UNKNOWN && n > 0)
    add_uncounted (course, "INSUFFICIENT DATA: THE DAY OF THE INFUSION IS NOT KNOWN");
  else if (kinetics->state == POD_KINETICS_NO_RESULT && kinetics->left_out->len > 0)
    add_uncounted (course, "INSUFFICIENT DATA: NO RESULT THAT COUNTS SINCE THE INFUSION");
}

/* What has no code of its own does not leave, nor does what is computed of it. */
static gboolean
leaves (const PodKineticsPlan *plan)
{
  return plan->kind == POD_KINETICS_EXPOSURE && plan->observation->testcd != NULL;
}

void
pod_sdtm_add_parameters (PodSdtm *sdtm, const PodSdtmPerson *person)
{
  for (guint i = 0; i < person->attempts->len; i++)
    {
      const PodPackageSubject *attempt = person->attempts->pdata[i];
      g_autoptr (GPtrArray) list = pod_kinetics_list (sdtm->study, sdtm->package->site,
                                                      attempt->casebook, sdtm->package->as_of);

      for (guint k = 0; k < list->len; k++)
        {
          Course course = { sdtm, person, list->pdata[k] };

          if (leaves (course.kinetics->plan))
            add_course (&course, attempt->casebook);
        }
    }
}
