#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-limits-change.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-abnormal.h"
#include "pod-clinic-private.h"
#include "pod-screening-change.h"
#include "pod-shift.h"
#include "pod-words-private.h"

/* So many subjects are named where several are meant. */
#define MOST_NAMED 8

typedef struct
{
  PodLimitsChange *change;
  const PodStudy *study;
  const PodSite *before, *after;
  PodCasebook *casebook;
  GPtrArray *tests; /* utf8: of which a result gets other limits */
} Comparison;

static void
free_regraded (gpointer data)
{
  PodRegraded *regraded = data;

  pod_casebook_unref (regraded->casebook);
  g_free (regraded->before);
  g_free (regraded->after);
  g_free (regraded);
}

PodLimitsChange *
pod_limits_change_new (void)
{
  PodLimitsChange *self = g_new0 (PodLimitsChange, 1);

  self->regraded = g_ptr_array_new_with_free_func (free_regraded);
  self->screenings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
pod_limits_change_free (PodLimitsChange *self)
{
  g_ptr_array_unref (self->regraded);
  g_ptr_array_unref (self->screenings);
  g_free (self);
}

gboolean
pod_limits_change_is_empty (const PodLimitsChange *self)
{
  return self->n_gained == 0 && self->n_lost == 0;
}

/* ---- comparing ---- */

static void
count (Comparison *self, const PodFinding *finding, const PodRange *after)
{
  PodLimitsChange *change = self->change;

  if (!isnan (finding->lower) || !isnan (finding->upper))
    {
      change->n_kept++;
      return;
    }
  change->n_gained += after != NULL;
  change->n_lost += after == NULL;
  if (!g_ptr_array_find_with_equal_func (self->tests, finding->observation, g_str_equal, NULL))
    g_ptr_array_add (self->tests, (gpointer) finding->observation);
}

static void
count_all (Comparison *self)
{
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (self->casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      const PodRange *before, *after;

      if (!pod_finding_counts (&findings[i]) || isnan (findings[i].quantity.number))
        continue;
      before = pod_clinic_find_range (self->before, self->casebook, &findings[i]);
      after = pod_clinic_find_range (self->after, self->casebook, &findings[i]);
      if ((before != NULL ? before->id : 0) != (after != NULL ? after->id : 0))
        count (self, &findings[i], after);
    }
}

static char *
say (const Comparison *self, const PodSite *site, const PodFinding *finding)
{
  PodShift shift = pod_finding_get_shift (self->study, NULL, site, self->casebook, finding);
  PodResultFlag flag =
      pod_finding_get_abnormality (self->study, site, self->casebook, finding).flag;
  g_autofree char *grade = pod_shift_to_words (&shift);

  return flag > POD_FLAG_NORMAL
             ? g_strconcat (pod_result_flag_to_words (flag), C_ ("clause", ", "), grade, NULL)
             : g_steal_pointer (&grade);
}

static void
compare_result (Comparison *self, const PodFinding *finding)
{
  g_autofree char *before = say (self, self->before, finding);
  g_autofree char *after = say (self, self->after, finding);
  PodRegraded *regraded;

  if (g_str_equal (before, after))
    return;
  regraded = g_new0 (PodRegraded, 1);
  regraded->casebook = pod_casebook_ref (self->casebook);
  regraded->finding = finding;
  regraded->before = g_steal_pointer (&before);
  regraded->after = g_steal_pointer (&after);
  g_ptr_array_add (self->change->regraded, regraded);
}

/* All of the test: a baseline has a part in what comes after it. */
static void
compare_series (Comparison *self, const char *test)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (self->casebook, test, &n);

  for (guint i = 0; i < n; i++)
    if (pod_finding_counts (&series[i]))
      compare_result (self, &series[i]);
}

static void
compare_screening (Comparison *self, PodDate today)
{
  const PodSubject *subject = pod_casebook_get_subject (self->casebook);
  PodDate day = pod_screening_get_day (self->casebook, today);
  g_autoptr (PodScreening)
      before = pod_screening_new (self->study, self->before, self->casebook, day);
  g_autoptr (PodScreening)
      after = pod_screening_new (self->study, self->after, self->casebook, day);
  g_autoptr (PodScreeningChange) change = pod_screening_compare (before, after);

  if (!pod_screening_change_is_empty (change))
    g_ptr_array_add (self->change->screenings, g_strdup (pod_subject_get_number (subject)));
}

void
pod_limits_change_add (PodLimitsChange *self,
                       const PodStudy *study,
                       const PodSite *before,
                       const PodSite *after,
                       PodCasebook *casebook,
                       PodDate today)
{
  g_autoptr (GPtrArray) tests = g_ptr_array_new ();
  Comparison comparison = { self, study, before, after, casebook, tests };
  guint gained = self->n_gained;

  count_all (&comparison);
  self->n_gaining += self->n_gained > gained;
  for (guint i = 0; i < tests->len; i++)
    compare_series (&comparison, g_ptr_array_index (tests, i));
  if (tests->len > 0)
    compare_screening (&comparison, today);
}

/* ---- in words ---- */

static void
add_line (GString *lines, char *line)
{
  g_autofree char *owned = line;

  g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", owned);
}

char *
pod_limits_change_to_words (const PodLimitsChange *self)
{
  GString *lines = g_string_new (NULL);
  g_autofree char *some = pod_words_list (self->screenings, MOST_NAMED);
  g_autofree char *numbers = g_strconcat (some, self->screenings->len > MOST_NAMED ? "…" : "",
                                          NULL);

  if (pod_limits_change_is_empty (self))
    add_line (lines, g_strdup (_ ("No result that is recorded reads otherwise.")));
  if (self->n_gained > 0)
    /* Translators: a number of results, and of how many subjects they are. */
    add_line (lines, g_strdup_printf (_ ("Results without limits of their own that these hold for: "
                                         "%1$u (subjects: %2$u)"),
                                      self->n_gained, self->n_gaining));
  if (self->n_lost > 0)
    add_line (lines,
              g_strdup_printf (_ ("Results for which no limits hold any more: %u"), self->n_lost));
  if (!pod_limits_change_is_empty (self))
    add_line (lines,
              g_strdup_printf (_ ("Results whose grade or flag changes: %u"), self->regraded->len));
  if (self->screenings->len > 0)
    /* Translators: a number of subjects, and their numbers. */
    add_line (lines,
              g_strdup_printf (_ ("Subjects whose screening comes out otherwise: %1$u (%2$s)"),
                               self->screenings->len, numbers));
  if (self->n_kept > 0)
    add_line (lines,
              g_strdup_printf (_ ("Results that keep the limits they were recorded with: %u"),
                               self->n_kept));
  return g_string_free (lines, FALSE);
}
