#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include <math.h>

#include "pod-clinic-private.h"
#include "pod-exposure.h"
#include "pod-medication.h"
#include "pod-words-private.h"

gboolean
pod_treatment_is_dose (const PodTreatment *treatment)
{
  return g_strcmp0 (treatment->category, "concomitant") != 0;
}

gboolean
pod_clinic_get_end (const PodStudy *study, const PodIntervention *intervention, PodDate *end)
{
  const PodTreatment *treatment = pod_study_find_treatment (study, intervention->treatment);

  *end = intervention->end.date;
  if (pod_date_is_set (*end))
    return TRUE;
  if (treatment == NULL || !pod_treatment_is_dose (treatment))
    return FALSE;
  *end = intervention->start.date;
  return TRUE;
}

const PodMedicationClass *
pod_treatment_get_class (const PodStudy *study, const PodTreatment *treatment)
{
  return treatment->classes[0] != NULL ? pod_study_find_class (study, treatment->classes[0]) : NULL;
}

/* ---- what they come to ---- */

static gint32
find_complete_until (const PodStudy *study,
                     PodFacts *facts,
                     const PodMedicationClass *class,
                     gint32 today)
{
  const PodObservation *flag = class->complete != NULL
                                   ? pod_study_find_observation (study, class->complete)
                                   : NULL;
  PodFact fact;

  if (flag == NULL ||
      facts->latest (facts->self, &flag->symbol, POD_DAY_MIN, today, &fact) != POD_ABSENCE_NONE ||
      g_strcmp0 (fact.code, "yes") != 0)
    return POD_DAY_MIN;
  return pod_exposure_get_complete_until (fact.when.date, class->complete_days);
}

/* "3.9", never "4" for what falls short of it. */
static char *
say_number (double months)
{
  return pod_decimal_to_label (floor (months * 10) / 10, POD_WORDS_DIGITS);
}

/* What is hardly anything is not told as "0 months". */
static char *
say_least (PodBounds bounds)
{
  const PodUnit *months = pod_unit_from_ucum ("mo");

  if (isfinite (bounds.most) && floor (bounds.most * 10) > 0)
    {
      g_autofree char *most = pod_words_length (bounds.most, months);

      return g_strdup_printf (C_ ("medication", "at most %s"), most);
    }
  return pod_words_length (bounds.least, months);
}

static char *
say_months (PodBounds bounds)
{
  g_autofree char *least = say_number (bounds.least);
  g_autofree char *most = isfinite (bounds.most) ? say_number (bounds.most) : NULL;
  gulong plural = g_str_equal (least, "1") ? 1 : 2;

  if (g_str_equal (least, "0") && bounds.most > 0)
    return say_least (bounds);
  if (most == NULL)
    /* Translators: a length of time, of which there may be more than is on record. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "at least %s month", "at least %s months",
                                         plural),
                            least);
  if (g_str_equal (least, most))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s month", "%s months", plural), least);
  /* Translators: a length of time whose first day is not known: "3.1 to 4 months". */
  return g_strdup_printf (_ ("%1$s to %2$s months"), least, most);
}

static PodBounds
measure (PodExposure *exposure, PodNodeKind kind, PodExposureMode mode, gint32 today)
{
  exposure->kind = kind;
  exposure->mode = mode;
  return pod_exposure_measure (exposure, today);
}

static char *
say_current (PodBounds current)
{
  g_autofree char *months = NULL;

  if (current.most <= 0)
    return g_strdup (_ ("not taken now"));
  if (current.least <= 0 && isinf (current.most))
    return g_strdup (_ ("not taken now by what is on record"));
  months = say_months (current);
  return g_strdup_printf (_ ("%s without a gap"), months);
}

/* NULL for what is not taken now. */
static char *
say_stable (PodBounds current, PodBounds stable)
{
  g_autofree char *months = NULL;

  if (current.least <= 0)
    return NULL;
  if (stable.least <= 0 && isinf (stable.most))
    return g_strdup (_ ("how long the dose is stable cannot be told"));
  months = say_months (stable);
  return g_strdup_printf (_ ("stable dose %s"), months);
}

/* NULL where it is no other figure than the current one. */
static char *
say_other (PodBounds current, PodBounds other, const char *format)
{
  g_autofree char *months = NULL;

  if (other.least <= current.least)
    return NULL;
  months = say_months (other);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, months);
#pragma GCC diagnostic pop
}

static char *
say_exposure (PodExposure *exposure, gint32 today)
{
  PodBounds current = measure (exposure, POD_NODE_EXPOSURE, POD_EXPOSURE_CURRENT, today);
  PodBounds stable = measure (exposure, POD_NODE_STABLE_DOSE, POD_EXPOSURE_CURRENT, today);
  PodBounds longest = measure (exposure, POD_NODE_EXPOSURE, POD_EXPOSURE_LONGEST, today);
  PodBounds all = measure (exposure, POD_NODE_EXPOSURE, POD_EXPOSURE_CUMULATIVE, today);
  char *parts[] = { say_current (current), say_stable (current, stable),
                    say_other (current, longest, _ ("longest course of one drug %s")),
                    say_other (current, all, _ ("%s in all")) };
  char *words = g_strdup (parts[0]);

  for (guint i = 1; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      {
        g_autofree char *before = words;

        words = pod_words_join (before, parts[i]);
      }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_free (parts[i]);
  return words;
}

char *
pod_medication_to_words (const PodStudy *study,
                         const PodSite *site,
                         const PodCasebook *casebook,
                         const PodMedicationClass *class,
                         PodDate as_of)
{
  g_autoptr (GPtrArray) treatments = pod_study_list_treatments_of (study, class->id);
  g_autoptr (GArray) courses = g_array_new (FALSE, FALSE, sizeof (PodCourse));
  PodMedication medication = { .name = class->id,
                               .treatments = (const char *const *) treatments->pdata };
  PodExposure exposure = { .anchor = POD_DAY_MAX, .courses = courses };
  gint32 today = pod_date_first_day (as_of);
  PodFacts facts;

  pod_casebook_facts_init (&facts, study, site, casebook);
  facts.courses (facts.self, &medication, courses);
  exposure.complete_until = find_complete_until (study, &facts, class, today);
  pod_casebook_facts_clear (&facts);
  return courses->len > 0 ? say_exposure (&exposure, today) : NULL;
}

/* ---- what a course must be ---- */

static void
add_problem (GPtrArray *problems, const char *field, const char *message)
{
  pod_problems_add (problems, NULL, 0, 0, NULL, field, "%s", message);
}

static void
check_dose (const PodIntervention *intervention, GPtrArray *problems)
{
  if (isnan (intervention->dose))
    return;
  if (!(intervention->dose > 0))
    add_problem (problems, "dose",
                 _ ("A dose is more than nothing. If it is not known, leave it empty."));
  else if (intervention->unit == NULL)
    add_problem (problems, "unit", _ ("The dose needs a unit."));
}

static gboolean
is_after (PodDate date, PodDate day)
{
  return pod_date_is_set (date) && pod_date_first_day (date) > pod_date_last_day (day);
}

/* What was taken before the trial is no dose of the trial, be it the same drug. */
static void
check_trial_dose (const PodStudy *study,
                  const PodCasebook *casebook,
                  const PodIntervention *intervention,
                  GPtrArray *problems)
{
  PodDate consent = pod_casebook_get_anchor (study, casebook, "consent");

  if (pod_date_is_set (consent) && is_after (consent, intervention->start.date))
    add_problem (problems, "start",
                 _ ("A dose of the trial is not given before the consent. What was taken earlier "
                    "of "
                    "this drug is attested among the results, in the treatment history."));
}

void
pod_medication_check (const PodStudy *study,
                      const PodCasebook *casebook,
                      const PodIntervention *intervention,
                      PodDate today,
                      GPtrArray *problems)
{
  const PodTreatment *treatment = pod_study_find_treatment (study, intervention->treatment);
  PodDate start = intervention->start.date, end = intervention->end.date;

  if (treatment == NULL)
    add_problem (problems, "treatment", _ ("Choose what was taken."));
  check_dose (intervention, problems);
  if (!pod_date_is_set (start))
    add_problem (problems, "start", _ ("Since when? A year, or a year and a month, will do."));
  else if (is_after (start, today))
    add_problem (problems, "start", _ ("This lies in the future."));
  else if (treatment != NULL && pod_treatment_is_dose (treatment))
    check_trial_dose (study, casebook, intervention, problems);
  if (is_after (end, today))
    add_problem (problems, "end", _ ("This lies in the future."));
  else if (pod_date_is_set (end) && is_after (start, end))
    add_problem (problems, "end", _ ("It ends before it began."));
}

/* Partial dates: only where they surely overlap. */
static gboolean
overlaps (const PodIntervention *a, const PodIntervention *b)
{
  gint32 a_end = pod_date_is_set (a->end.date) ? pod_date_first_day (a->end.date) : POD_DAY_MAX;
  gint32 b_end = pod_date_is_set (b->end.date) ? pod_date_first_day (b->end.date) : POD_DAY_MAX;

  return pod_date_is_set (a->start.date) && pod_date_is_set (b->start.date) &&
         MAX (pod_date_last_day (a->start.date), pod_date_last_day (b->start.date)) <=
             MIN (a_end, b_end);
}

/* The id of a course being corrected is its own. */
static const PodIntervention *
find_overlapping (const PodCasebook *casebook, const PodIntervention *course, gint64 replaced)
{
  guint n;
  const PodIntervention *all = pod_casebook_get_interventions (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (!all[i].record.voided && all[i].record.id != replaced &&
        all[i].record.id != course->record.id &&
        g_strcmp0 (all[i].treatment, course->treatment) == 0 && overlaps (&all[i], course))
      return &all[i];
  return NULL;
}

static char *
ask_overlap (const PodTreatment *treatment, const PodIntervention *other)
{
  g_autofree char *from = pod_date_to_words (other->start.date);
  g_autofree char *to = pod_date_is_set (other->end.date) ? pod_date_to_words (other->end.date)
                                                          : NULL;
  const char *label = pod_words_get (&treatment->label, pod_words_locale ());

  if (to == NULL)
    /* Translators: a medication, then the first day of its course on record. */
    return g_strdup_printf (_ ("%1$s from %2$s is on record, and goes on. Was it taken twice at "
                               "the "
                               "same time? If its dose changed, use “Dose Changed” there."),
                            label, from);
  /* Translators: a medication, then the first and the last day of its course on record. */
  return g_strdup_printf (_ ("%1$s from %2$s to %3$s is on record. Was it taken twice at the same "
                             "time?"),
                          label, from, to);
}

char *
pod_medication_find_question (const PodStudy *study,
                              const PodCasebook *casebook,
                              const PodIntervention *intervention,
                              gint64 replaced)
{
  const PodTreatment *treatment = pod_study_find_treatment (study, intervention->treatment);
  const PodIntervention *other;

  if (treatment == NULL)
    return NULL;
  if (pod_treatment_is_dose (treatment))
    return pod_date_is_set (pod_casebook_get_anchor (study, casebook, "enrolment"))
               ? NULL
               : g_strdup (_ ("This subject is not enrolled. Was a dose of the trial given all the "
                              "same?"));
  other = find_overlapping (casebook, intervention, replaced);
  return other != NULL ? ask_overlap (treatment, other) : NULL;
}
