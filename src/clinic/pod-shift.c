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
  return graded->baseline_most >= 0 && graded->baseline_most < graded->sure
             ? POD_SHIFT_AT_LEAST
             : POD_SHIFT_BASELINE_UNGRADED;
}

/* ---- new since infusion ---- */

/* Between the baseline and the infusion. */
static PodTruth
lies_in (const PodFinding *finding, const PodIntervention *infusion)
{
  if (!pod_finding_counts (finding) || pod_finding_is_preliminary (finding) ||
      !pod_date_is_set (finding->when.date))
    return POD_FALSE;
  return pod_clinic_is_before (finding->when, infusion);
}

/* Of what cannot be graded the least that it surely reached may be as bad as well, and so may what assumes the worst. */
static PodTruth
is_below (const PodFindingGrade *found, int level)
{
  if ((found->level >= 0 ? found->sure : found->least) >= level)
    return POD_FALSE;
  return found->most >= 0 && found->most < level ? POD_TRUE : POD_UNKNOWN;
}

PodTruth
pod_clinic_was_milder (const PodStudy *study,
                       const PodSite *site,
                       const PodCasebook *casebook,
                       const PodIntervention *infusion,
                       const char *observation,
                       const PodGrade *term,
                       int level)
{
  gint32 start = pod_date_first_day (pod_casebook_get_exposure_start (study, casebook));
  const PodFinding *baseline = pod_clinic_find_baseline (casebook, observation, start);
  PodTruth milder = POD_TRUE;
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = n; i-- > 0 && &series[i] != baseline && milder != POD_FALSE;)
    {
      PodTruth lies = lies_in (&series[i], infusion);
      PodFindingGrade found;

      if (lies == POD_FALSE)
        continue;
      found = pod_finding_grade_term (study, term, site, casebook, &series[i]);
      milder = pod_truth_and (milder,
                              pod_truth_or (is_below (&found, level), pod_truth_not (lies)));
    }
  return milder;
}

/* Surely, if the lowest that it may be is worse than all before; perhaps, if the highest is. */
static PodTruth
was_milder (const PodStudy *study,
            const PodSite *site,
            const PodCasebook *casebook,
            const PodFinding *finding,
            const PodIntervention *infusion,
            const PodShift *self)
{
  PodTruth surely = POD_FALSE, perhaps;

  if (self->shift > 0)
    surely = pod_clinic_was_milder (study, site, casebook, infusion, finding->observation,
                                    self->graded.grade, self->graded.sure);
  if (surely != POD_FALSE || self->shift_most <= 0)
    return surely;
  perhaps = pod_clinic_was_milder (study, site, casebook, infusion, finding->observation,
                                   self->graded.grade, self->graded.level);
  return pod_truth_and (perhaps, POD_UNKNOWN);
}

static PodTruth
find_new (const PodStudy *study,
          const PodSite *site,
          const PodCasebook *casebook,
          const PodFinding *finding,
          const PodShift *self)
{
  const PodIntervention *infusion = pod_clinic_find_first_dose (study, casebook, PRODUCT);
  PodTruth before, milder;

  if (self->graded.level == 0 || !infusion)
    return POD_FALSE;
  before = pod_clinic_is_before (finding->when, infusion);
  if (before == POD_TRUE)
    return POD_FALSE;
  if (self->state != POD_SHIFT_KNOWN && self->state != POD_SHIFT_AT_LEAST)
    return POD_UNKNOWN;
  milder = was_milder (study, site, casebook, finding, infusion, self);
  return pod_truth_and (milder, pod_truth_not (before));
}

PodShift
pod_finding_get_shift (const PodStudy *study,
                       const char *scale,
                       const PodSite *site,
                       const PodCasebook *casebook,
                       const PodFinding *finding)
{
  PodShift self = { .graded = pod_finding_grade_on (study, scale, site, casebook, finding) };

  self.scale = g_intern_string (scale ? scale : pod_study_get (study, "toxicity_scale"));
  self.state = find_state (study, casebook, finding, &self.graded);
  if (self.state == POD_SHIFT_KNOWN)
    self.shift = self.graded.sure - self.graded.baseline;
  else if (self.state == POD_SHIFT_AT_LEAST)
    self.shift = self.graded.sure - self.graded.baseline_most;
  self.shift_most = self.state == POD_SHIFT_KNOWN ? self.graded.level - self.graded.baseline_sure
                                                  : self.shift;
  self.is_new = find_new (study, site, casebook, finding, &self);
  return self;
}

int
pod_shift_compare (const PodShift *a, const PodShift *b)
{
  int by_new = (b->is_new == POD_TRUE) - (a->is_new == POD_TRUE);

  return by_new == 0 && a->is_new == POD_TRUE ? b->graded.sure - a->graded.sure : by_new;
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

static char *
print_number (int shift)
{
  return g_strdup_printf ("%s%d", shift > 0 ? "+" : shift < 0 ? "−" : "", abs (shift));
}

/* Of one grade to one of two without any between them there are two changes, and none between them. */
static gboolean
is_either (const PodShift *shift)
{
  return shift->graded.baseline == shift->graded.baseline_sure &&
         shift->shift_most - shift->shift == shift->graded.level - shift->graded.sure &&
         pod_finding_grade_is_either (&shift->graded);
}

char *
pod_shift_print (const PodShift *shift)
{
  g_autofree char *least = print_number (shift->shift);
  g_autofree char *most = print_number (shift->shift_most);

  if (shift->state == POD_SHIFT_AT_LEAST)
    return g_strconcat ("≥ ", least, NULL);
  if (shift->state != POD_SHIFT_KNOWN)
    return g_strdup ("");
  if (shift->shift == 0 && shift->shift_most == 0)
    return g_strdup ("±0");
  if (is_either (shift))
    /* Translators: two changes of a grade of which a number alone does not tell which: "+1 or +3". */
    return g_strdup_printf (C_ ("shift", "%1$s or %2$s"), least, most);
  return shift->shift < shift->shift_most ? g_strconcat (least, "…", most, NULL)
                                          : g_steal_pointer (&least);
}

static char *
print_baseline (const PodFindingGrade *graded)
{
  const PodFindingGrade baseline = { .grade = graded->grade,
                                     .level = graded->baseline,
                                     .sure = graded->baseline_sure };

  return pod_finding_grade_print (&baseline);
}

char *
pod_shift_print_baseline (const PodShift *shift)
{
  if (shift->state == POD_SHIFT_AT_LEAST)
    return g_strdup_printf ("≤ %d", shift->graded.baseline_most);
  return shift->state == POD_SHIFT_KNOWN ? print_baseline (&shift->graded) : g_strdup ("");
}

static void
append_change (const PodShift *shift, GString *out)
{
  g_autofree char *change = pod_shift_print (shift);
  g_autofree char *baseline = print_baseline (&shift->graded);

  if (shift->state == POD_SHIFT_KNOWN)
    /* Translators: the grade of the baseline ("2", "1–3"), and by how much the grade differs from it ("+1", "±0", "0…+1"). */
    g_string_append_printf (out, _ (", baseline grade %1$s, shift %2$s"), baseline, change);
  else if (shift->state == POD_SHIFT_AT_LEAST)
    /* Translators: the highest grade that the baseline may have, and by how much the grade exceeds it. */
    g_string_append_printf (out, _ (", baseline grade at most %1$d, shift at least +%2$d"),
                            shift->graded.baseline_most, shift->shift);
  else if (shift->state != POD_SHIFT_BEFORE_TREATMENT)
    g_string_append_printf (out, _ (", %s"), pod_shift_state_to_words (shift->state));
  if (shift->is_new == POD_TRUE)
    g_string_append (out, _ (", new since infusion"));
}

char *
pod_shift_to_words (const PodShift *shift)
{
  g_autofree char *grade = pod_finding_grade_print (&shift->graded);
  GString *out;

  if (shift->graded.level < 0)
    /* Translators: the reason. */
    return g_strdup_printf (_ ("not graded: %s"), pod_ungraded_to_words (shift->graded.why));
  out = g_string_new (NULL);
  /* Translators: a grade of toxicity, "3", or "1–3" where a number alone cannot tell which. */
  g_string_append_printf (out, _ ("grade %s"), grade);
  append_change (shift, out);
  return g_string_free (out, FALSE);
}

static char *
explain_grade (const PodShift *shift)
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

char *
pod_shift_explain (const PodShift *shift)
{
  char *words = explain_grade (shift);
  const char *note = pod_finding_grade_get_note (&shift->graded);
  g_autofree char *plain = NULL;

  if (!note)
    return words;
  plain = words;
  /* Translators: what the grade is, and a sentence of why a number alone does not tell it. */
  return g_strdup_printf (C_ ("grade", "%1$s. %2$s"), plain, note);
}
