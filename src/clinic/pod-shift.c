#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-shift.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "pod-clinic-private.h"
#include "pod-words.h"

/* The category of the trial's own product, whose first day is day 0: pod_subject_day(). */
#define PRODUCT "@product"

static PodShiftState
find_state (const PodStudy *study,
            const PodCasebook *casebook,
            const PodFinding *finding,
            const PodFindingGrade *graded)
{
  PodDate start = pod_casebook_get_exposure_start (study, casebook);

  if (graded->level < 0)
    return POD_SHIFT_UNGRADED;
  if (!pod_date_is_set (start) || !pod_date_is_set (finding->when.date) ||
      pod_date_first_day (finding->when.date) < pod_date_first_day (start))
    return POD_SHIFT_BEFORE_TREATMENT;
  if (!graded->before)
    return POD_SHIFT_NO_BASELINE;
  if (graded->baseline >= 0)
    return POD_SHIFT_KNOWN;
  /* An eGFR of 75 without a limit is grade 0 or 1: 50 is worse than either. */
  return graded->baseline_most >= 0 && graded->baseline_most < graded->level
             ? POD_SHIFT_AT_LEAST
             : POD_SHIFT_BASELINE_UNGRADED;
}

/* ---- new since infusion ---- */

/**
 * Span: what the subject had from the baseline to the infusion
 * @infusion: (nullable): NULL where nobody was infused
 */
typedef struct
{
  const PodStudy *study;
  const char *scale;
  const PodSite *site;
  const PodCasebook *casebook;
  const PodIntervention *infusion;
} Span;

static PodTruth
lies_in (const Span *span, const PodFinding *finding)
{
  if (!pod_finding_counts (finding) || pod_finding_is_preliminary (finding) ||
      !pod_date_is_set (finding->when.date))
    return POD_FALSE;
  return pod_clinic_is_before (finding->when, span->infusion);
}

/* FALSE as soon as something was as bad by the same term; unknown where something cannot be graded, or what was as bad may be of either
 * side of the infusion. */
static PodTruth
was_milder (const Span *span, const PodFinding *finding, const PodFindingGrade *graded)
{
  PodTruth milder = POD_TRUE;
  guint n;
  const PodFinding *series = pod_casebook_get_series (span->casebook, finding->observation, &n);

  for (guint i = n; i-- > 0 && &series[i] != graded->before;)
    {
      PodTruth lies = lies_in (span, &series[i]);
      PodFindingGrade found;

      if (lies == POD_FALSE)
        continue;
      found = pod_finding_grade_on (span->study, span->scale, span->site, span->casebook,
                                    &series[i]);
      if (found.level < 0)
        milder = found.most >= 0 && found.most < graded->level ? milder : POD_UNKNOWN;
      else if (found.level >= graded->level &&
               g_strcmp0 (found.grade->term.plain, graded->grade->term.plain) == 0)
        {
          if (lies == POD_TRUE)
            return POD_FALSE;
          milder = POD_UNKNOWN;
        }
    }
  return milder;
}

static PodTruth
find_new (const Span *span, const PodFinding *finding, const PodShift *self)
{
  PodTruth before, milder;

  if (self->graded.level == 0 || !span->infusion)
    return POD_FALSE;
  before = pod_clinic_is_before (finding->when, span->infusion);
  if (before == POD_TRUE)
    return POD_FALSE;
  if (self->state != POD_SHIFT_KNOWN && self->state != POD_SHIFT_AT_LEAST)
    return POD_UNKNOWN;
  milder = self->shift > 0 ? was_milder (span, finding, &self->graded) : POD_FALSE;
  return pod_truth_and (milder, pod_truth_not (before));
}

PodShift
pod_finding_get_shift (const PodStudy *study,
                       const char *scale,
                       const PodSite *site,
                       const PodCasebook *casebook,
                       const PodFinding *finding)
{
  const Span span = { study, scale, site, casebook,
                      pod_clinic_find_first_dose (study, casebook, PRODUCT) };
  PodShift self = { .graded = pod_finding_grade_on (study, scale, site, casebook, finding) };

  self.scale = g_intern_string (scale ? scale : pod_study_get (study, "toxicity_scale"));
  self.state = find_state (study, casebook, finding, &self.graded);
  if (self.state == POD_SHIFT_KNOWN)
    self.shift = self.graded.level - self.graded.baseline;
  else if (self.state == POD_SHIFT_AT_LEAST)
    self.shift = self.graded.level - self.graded.baseline_most;
  self.is_new = find_new (&span, finding, &self);
  return self;
}

int
pod_shift_compare (const PodShift *a, const PodShift *b)
{
  return (b->is_new == POD_TRUE) - (a->is_new == POD_TRUE);
}

/* ---- in words ---- */

const char *
pod_ungraded_to_words (PodUngraded why)
{
  static const char *const words[POD_N_UNGRADED] = {
    [POD_GRADED] = NULL,
    [POD_UNGRADED_NO_CRITERION] = NC_ ("not graded", "the program has no term of the scale for it"),
    [POD_UNGRADED_WITHDRAWN] = NC_ ("not graded", "withdrawn"),
    [POD_UNGRADED_NOT_DONE] = NC_ ("not graded", "not done"),
    [POD_UNGRADED_PRELIMINARY] = NC_ ("not graded", "preliminary"),
    [POD_UNGRADED_NO_NUMBER] = NC_ ("not graded", "no number"),
    [POD_UNGRADED_UNIT] = NC_ ("not graded", "unit missing, or one that does not convert"),
    [POD_UNGRADED_NO_LIMITS] = NC_ ("not graded", "no limits"),
    [POD_UNGRADED_CENSORED] = NC_ ("not graded",
                                   "beyond quantification: more than one grade is possible"),
    [POD_UNGRADED_COLLECTION] =
        NC_ ("not graded", "the collection was not whole: more than one grade is possible"),
    [POD_UNGRADED_NO_BASELINE] = NC_ ("not graded", "no baseline to count from"),
    [POD_UNGRADED_JUDGEMENT] = NC_ ("not graded", "symptoms or other drugs decide, no number"),
  };

  return (guint) why < POD_N_UNGRADED && words[why]
             ? g_dpgettext2 (GETTEXT_PACKAGE, "not graded", words[why])
             : "";
}

const char *
pod_shift_state_to_words (PodShiftState state)
{
  switch (state)
    {
    case POD_SHIFT_UNGRADED:
      return C_ ("no shift", "not graded");
    case POD_SHIFT_BEFORE_TREATMENT:
      return C_ ("no shift", "before treatment");
    case POD_SHIFT_NO_BASELINE:
      return C_ ("no shift", "no baseline");
    case POD_SHIFT_BASELINE_UNGRADED:
      return C_ ("no shift", "baseline not graded");
    case POD_SHIFT_KNOWN:
    case POD_SHIFT_AT_LEAST:
    default:
      return "";
    }
}

char *
pod_shift_print (const PodShift *shift)
{
  if (shift->state != POD_SHIFT_KNOWN && shift->state != POD_SHIFT_AT_LEAST)
    return g_strdup ("");
  return g_strdup_printf ("%s%s%d", shift->state == POD_SHIFT_AT_LEAST ? "≥ " : "",
                          shift->shift > 0   ? "+"
                          : shift->shift < 0 ? "−"
                                             : "",
                          abs (shift->shift));
}

static void
append_change (const PodShift *shift, GString *out)
{
  g_autofree char *change = pod_shift_print (shift);

  if (shift->state == POD_SHIFT_KNOWN)
    /* Translators: the grade of the baseline, and by how much the grade differs from it. */
    g_string_append_printf (out, _ (", baseline %1$d, shift %2$s"), shift->graded.baseline, change);
  else if (shift->state == POD_SHIFT_AT_LEAST)
    /* Translators: the highest grade that the baseline may have, and by how much the grade exceeds it. */
    g_string_append_printf (out, _ (", baseline at most %1$d, shift at least +%2$d"),
                            shift->graded.baseline_most, shift->shift);
  else if (shift->state != POD_SHIFT_BEFORE_TREATMENT)
    g_string_append_printf (out, ", %s", pod_shift_state_to_words (shift->state));
  if (shift->is_new == POD_TRUE)
    g_string_append (out, _ (", new since infusion"));
}

char *
pod_shift_to_words (const PodShift *shift)
{
  GString *out;

  if (shift->graded.level < 0)
    /* Translators: the reason. */
    return g_strdup_printf (_ ("not graded: %s"), pod_ungraded_to_words (shift->graded.why));
  out = g_string_new (NULL);
  g_string_append_printf (out, _ ("grade %d"), shift->graded.level);
  append_change (shift, out);
  return g_string_free (out, FALSE);
}

char *
pod_shift_explain (const PodShift *shift)
{
  g_autofree char *words = pod_shift_to_words (shift);
  const PodGrade *grade = shift->graded.grade;

  if (!shift->scale)
    return g_steal_pointer (&words);
  if (!grade || shift->graded.level < 0)
    /* Translators: a scale of toxicity, and what it says. */
    return g_strdup_printf (C_ ("grade", "%1$s: %2$s"), shift->scale, words);
  /* Translators: a scale of toxicity, its term, and what it says. */
  return g_strdup_printf (C_ ("grade", "%1$s, %2$s: %3$s"), shift->scale,
                          pod_words_get (&grade->term, pod_words_locale ()), words);
}
