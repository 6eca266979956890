#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-course-choices.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-medication.h"
#include "pod-words.h"

/* Digits of a dose that are worth reading. */
#define DOSE_DIGITS 6

/* CDISC's terms, which the export sends. */
static const struct
{
  const char *stored;
  const char *shown;
} routes[] = {
  { "ORAL", NC_ ("route", "by mouth") },
  { "INTRAVENOUS", NC_ ("route", "into a vein") },
  { "SUBCUTANEOUS", NC_ ("route", "under the skin") },
  { "INTRAMUSCULAR", NC_ ("route", "into a muscle") },
  { "TOPICAL", NC_ ("route", "on the skin") },
  { "RESPIRATORY (INHALATION)", NC_ ("route", "inhaled") },
};

static void
add_once (GPtrArray *list, gconstpointer item)
{
  if (item != NULL && !g_ptr_array_find (list, item, NULL))
    g_ptr_array_add (list, (gpointer) item);
}

GPtrArray *
pod_course_list_units (const PodStudy *study, const PodTreatment *treatment)
{
  const GPtrArray *all = pod_study_get_treatments (study);
  GPtrArray *list = g_ptr_array_new ();

  if (treatment != NULL)
    add_once (list, treatment->unit);
  for (guint i = 0; i < all->len; i++)
    add_once (list, ((const PodTreatment *) g_ptr_array_index (all, i))->unit);
  return list;
}

GPtrArray *
pod_course_list_routes (const PodStudy *study)
{
  const GPtrArray *all = pod_study_get_treatments (study);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const PodTreatment *treatment = g_ptr_array_index (all, i);

      if (treatment->route != NULL)
        add_once (list, g_intern_string (treatment->route));
    }
  return list;
}

const char *
pod_course_route_to_words (const char *route)
{
  for (guint i = 0; route != NULL && i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (route, routes[i].stored))
      return g_dpgettext2 (GETTEXT_PACKAGE, "route", routes[i].shown);
  return route != NULL ? route : "";
}

const char *
pod_course_unit_to_words (const PodUnit *unit)
{
  if (unit == NULL)
    return "";
  /* Translators: the unit of what is counted: packs of red cells, plasma exchanges. */
  return unit == pod_unit_one () ? C_ ("unit", "in number") : pod_unit_to_words (unit);
}

/* PodDimension has length, mass and time. */
#define TIME 2

static gboolean
is_rate_or_count (const PodUnit *unit)
{
  return unit == pod_unit_one () || pod_unit_get_dimension (unit).power[TIME] < 0;
}

/* It goes on, or went on for more than what is given once takes, be it through a night. */
static gboolean
lasts_days (const PodIntervention *course)
{
  PodDate start = course->start.date, end = course->end.date;

  if (!pod_date_is_set (end))
    return TRUE;
  return pod_date_is_complete (start) && pod_date_is_complete (end) &&
         pod_date_first_day (end) - pod_date_first_day (start) > 1;
}

/* "400 mg" of what is taken for weeks does not say how often; a note may. */
static gboolean
lacks_frequency (const PodStudy *study, const PodIntervention *course)
{
  const PodTreatment *treatment = pod_study_find_treatment (study, course->treatment);

  if (isnan (course->dose) || course->unit == NULL || is_rate_or_count (course->unit) ||
      (course->note != NULL && *course->note != '\0') ||
      (treatment != NULL && pod_treatment_is_dose (treatment)))
    return FALSE;
  return lasts_days (course);
}

/* NULL where none was recorded. */
static char *
say_amount (const PodIntervention *course)
{
  gboolean has_unit = course->unit != NULL && course->unit != pod_unit_one ();
  g_autofree char *number = NULL;

  if (isnan (course->dose))
    return NULL;
  number = pod_decimal_to_label (course->dose, DOSE_DIGITS);
  return has_unit ? g_strdup_printf ("%s %s", number, pod_unit_to_words (course->unit))
                  : g_steal_pointer (&number);
}

char *
pod_course_dose_to_words (const PodStudy *study, const PodIntervention *course)
{
  const char *route = pod_course_route_to_words (course->route);
  g_autofree char *amount = say_amount (course);
  g_autofree char *dose = NULL;

  if (amount == NULL)
    return g_strdup (route);
  /* Translators: a dose with its unit, then how it is given: "50 mg by mouth". */
  dose = *route != '\0' ? g_strdup_printf (C_ ("dose", "%1$s %2$s"), amount, route)
                        : g_steal_pointer (&amount);
  /* Translators: a dose with its unit, and perhaps how it is given: "50 mg by mouth". */
  return lacks_frequency (study, course)
             ? g_strdup_printf (C_ ("dose", "%s, frequency not recorded"), dose)
             : g_steal_pointer (&dose);
}

char *
pod_course_dates_to_words (const PodStudy *study, const PodIntervention *course)
{
  const PodTreatment *treatment = pod_study_find_treatment (study, course->treatment);
  g_autofree char *start = pod_date_is_set (course->start.date)
                               ? pod_moment_to_words (course->start)
                               : g_strdup (_ ("start not known"));
  g_autofree char *end = NULL;

  if (!pod_date_is_set (course->end.date))
    return treatment != NULL && pod_treatment_is_dose (treatment)
               ? g_steal_pointer (&start)
               /* Translators: the first day of a medication that goes on. */
               : g_strdup_printf (C_ ("medication", "%s – ongoing"), start);
  end = pod_moment_to_words (course->end);
  /* Translators: the first day of a medication and its last. */
  return g_strdup_printf (C_ ("medication", "%1$s – %2$s"), start, end);
}

const PodIntervention *
pod_course_find (const PodCasebook *casebook, gint64 id)
{
  guint n;
  const PodIntervention *all = pod_casebook_get_interventions (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (all[i].record.id == id)
      return &all[i];
  return NULL;
}
