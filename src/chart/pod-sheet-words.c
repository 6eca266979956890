#include "pod-sheet-words.h"

#include "pod-consent.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

static guint
count (const PodScreening *screening, PodTruth passes)
{
  guint n = 0;

  for (guint i = 0; i < screening->verdicts->len; i++)
    n += ((const PodVerdict *) g_ptr_array_index (screening->verdicts, i))->passes == passes;
  return n;
}

static char *
say_eligible (const PodScreening *screening)
{
  g_autofree char *until = NULL;

  if (!pod_date_is_set (screening->valid_until))
    return g_strdup (_ ("Eligible on paper"));
  until = pod_date_to_words (screening->valid_until);
  return g_strdup_printf (_ ("%s · holds until %s"), _ ("Eligible on paper"), until);
}

char *
pod_sheet_say_answer (const PodScreening *screening)
{
  guint failed = count (screening, POD_FALSE);
  guint unknown = count (screening, POD_UNKNOWN);

  if (screening->eligible == POD_TRUE)
    return say_eligible (screening);
  if (screening->eligible == POD_FALSE)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Not eligible: %u criterion",
                                         "Not eligible: %u criteria", failed),
                            failed);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Cannot tell yet: %u criterion is open",
                                       "Cannot tell yet: %u criteria are open", unknown),
                          unknown);
}

/* Without a cohort those of every cohort stand there. */
static char *
say_cohort (const PodStudy *study, const PodSubject *subject)
{
  const PodCohort *cohort = subject->cohort != NULL ? pod_study_find_cohort (study, subject->cohort)
                                                    : NULL;

  if (cohort == NULL)
    return g_strdup (_ ("cohort not decided"));
  /* Translators: a cohort's short name, then its whole one. */
  return g_strdup_printf (C_ ("cohort", "%1$s, %2$s"),
                          pod_words_get (&cohort->short_label, pod_words_locale ()),
                          pod_words_get (&cohort->label, pod_words_locale ()));
}

char *
pod_sheet_say_subject (const PodStudy *study, const PodCasebook *casebook, PodDate as_of)
{
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  g_autofree char *cohort = say_cohort (study, subject);
  g_autofree char *day = pod_date_to_words (as_of);

  if (subject->enrolment_number != NULL)
    return g_strdup_printf (_ ("Screening number %1$s · enrolment number %2$s · %3$s · as of %4$s"),
                            subject->screening_number, subject->enrolment_number, cohort, day);
  return g_strdup_printf (_ ("Screening number %1$s · %2$s · as of %3$s"),
                          subject->screening_number, cohort, day);
}

char *
pod_sheet_say_consent (const PodStudy *study, const PodCasebook *casebook)
{
  g_autofree char *words = pod_consent_to_words (study, casebook);

  return words != NULL ? g_strdup_printf (_ ("Consent: %s"), words)
                       : g_strdup (_ ("No consent is on record"));
}

/* ---- a criterion ---- */

char *
pod_sheet_say_verdict (const PodVerdict *verdict)
{
  g_autofree char *until = NULL;

  if (verdict->holds == POD_UNKNOWN || !pod_date_is_set (verdict->valid_until))
    return g_strdup (pod_verdict_to_words (verdict));
  until = pod_date_to_words (verdict->valid_until);
  /* Translators: a verdict, and the last day on which it holds: "met, until 19 Dec 2026". */
  return g_strdup_printf (C_ ("verdict", "%1$s, until %2$s"), pod_verdict_to_words (verdict),
                          until);
}

GPtrArray *
pod_sheet_list_notes (const PodVerdict *verdict)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; verdict->notes != NULL && i < verdict->notes->len; i++)
    {
      const PodVerdictNote *note = g_ptr_array_index (verdict->notes, i);

      g_ptr_array_add (notes,
                       g_strdup_printf (C_ ("paper", "Note: %s"),
                                        pod_words_get (&note->note->text, pod_words_locale ())));
    }
  return notes;
}

/* ---- the decision and the readings ---- */

char *
pod_sheet_say_decision (const PodCasebook *casebook)
{
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  const PodEvent *enrolment = pod_casebook_find_event (casebook, "enrolment");
  const PodEvent *failure = pod_casebook_find_event (casebook, "screen_failure");
  g_autofree char *day = NULL;

  if (enrolment != NULL)
    {
      day = pod_date_to_words (enrolment->date);
      return g_strdup_printf (_ ("Enrolled as %1$s on %2$s"),
                              subject->enrolment_number != NULL ? subject->enrolment_number : "–",
                              day);
    }
  if (failure == NULL)
    return g_strdup (_ ("Waiting: nothing is decided yet"));
  day = pod_date_to_words (failure->date);
  if (failure->detail == NULL)
    return g_strdup_printf (_ ("Screen failure on %s"), day);
  return g_strdup_printf (_ ("Screen failure on %1$s: %2$s"), day, failure->detail);
}

/* Of the criteria that it is of, those that apply to the subject. */
static GPtrArray *
list_criteria (const PodStudy *study, const PodCasebook *casebook, const PodReading *reading)
{
  const char *cohort = pod_casebook_get_subject (casebook)->cohort;
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; reading->criteria[i] != NULL; i++)
    {
      const PodCriterion *criterion = pod_study_find_criterion (study, reading->criteria[i]);

      if (criterion != NULL && pod_criterion_applies (criterion, cohort))
        g_ptr_array_add (list, (gpointer) criterion->id);
    }
  return list;
}

char *
pod_sheet_say_reading (const PodStudy *study,
                       const PodSite *site,
                       const PodCasebook *casebook,
                       const PodReading *reading)
{
  g_autoptr (GPtrArray) list = list_criteria (study, casebook, reading);
  g_autofree char *criteria = NULL;

  if (list->len == 0)
    return NULL;
  g_ptr_array_add (list, NULL);
  criteria = g_strjoinv (C_ ("list", ", "), (char **) list->pdata);
  /* Translators: the criteria that a reading is of, how the site reads them, and what was asked. */
  return g_strdup_printf (C_ ("paper", "%1$s: %2$s – %3$s"), criteria,
                          pod_observation_get_choice (&reading->observation,
                                                      pod_reading_get_in_force (reading, site),
                                                      pod_words_locale ()),
                          pod_words_get (&reading->question, pod_words_locale ()));
}
