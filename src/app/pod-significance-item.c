#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-significance-item.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-kept-result.h"
#include "pod-plausible.h"
#include "pod-record-words.h"
#include "pod-shift.h"
#include "pod-words.h"

#define DIGITS 4

struct _PodSignificanceItem
{
  GObject parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;
  const PodFinding *finding;
  PodAbnormality abnormality;
  PodShift shift;
  char *kept; /* read once; NULL before, and where it is plausible */
};

G_DEFINE_FINAL_TYPE (PodSignificanceItem, pod_significance_item, G_TYPE_OBJECT)

static void
pod_significance_item_finalize (GObject *object)
{
  PodSignificanceItem *self = POD_SIGNIFICANCE_ITEM (object);

  g_free (self->kept);
  g_object_unref (self->trial);
  pod_casebook_unref (self->casebook);
  G_OBJECT_CLASS (pod_significance_item_parent_class)->finalize (object);
}

static void
pod_significance_item_class_init (PodSignificanceItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_significance_item_finalize;
}

static void
pod_significance_item_init (PodSignificanceItem *self)
{
}

PodSignificanceItem *
pod_significance_item_new (PodTrial *trial, PodCasebook *casebook, const PodFinding *finding)
{
  PodSignificanceItem *self = g_object_new (POD_TYPE_SIGNIFICANCE_ITEM, NULL);

  self->trial = g_object_ref (trial);
  self->casebook = pod_casebook_ref (casebook);
  self->finding = finding;
  self->abnormality = pod_finding_get_abnormality (pod_trial_get_study (trial),
                                                   pod_trial_get_site (trial), casebook, finding);
  self->shift = pod_finding_get_shift (pod_trial_get_study (trial), NULL,
                                       pod_trial_get_site (trial), casebook, finding);
  return self;
}

const PodFinding *
pod_significance_item_get_finding (PodSignificanceItem *self)
{
  return self->finding;
}

gboolean
pod_significance_item_is_abnormal (PodSignificanceItem *self)
{
  return self->abnormality.flag > POD_FLAG_NORMAL || self->abnormality.needs_judgement ||
         pod_finding_is_judged (self->finding);
}

/* ---- the cells ---- */

/* "Significant: Neutrophil count decreased". */
static char *
say_cause (PodSignificanceItem *self, const char *table, gint64 id)
{
  g_autofree char *name = pod_record_name (self->trial, self->casebook, table, id);

  /* Translators: a result that is clinically significant, and what it is attributed to: an adverse event, a disease. */
  return g_strdup_printf (C_ ("significance", "Significant: %s"), name);
}

char *
pod_significance_item_say_state (gpointer item, gpointer data)
{
  PodSignificanceItem *self = item;
  const PodFinding *finding = self->finding;

  /* What was computed is judged in what it follows from: nothing of it is open. */
  if (!pod_finding_is_judged (finding))
    return g_strdup (self->abnormality.needs_judgement
                         ? C_ ("significance", "Open")
                         : C_ ("significance", "Computed, not judged"));
  if (!pod_finding_is_significant (finding))
    return g_strdup (C_ ("significance", "Not significant"));
  if (finding->adverse_event != 0)
    return say_cause (self, "adverse_event", finding->adverse_event);
  return finding->history != 0 ? say_cause (self, "event", finding->history)
                               : g_strdup (C_ ("significance", "Significant: to be attributed"));
}

char *
pod_significance_item_say_day (gpointer item, gpointer data)
{
  return pod_date_to_words (POD_SIGNIFICANCE_ITEM (item)->finding->when.date);
}

/* Of how many of its test on its day it is the @place-th; @by_time: (out): its time alone tells it from the others. */
static guint
count_on_day (PodSignificanceItem *self, guint *place, gboolean *by_time)
{
  const PodFinding *finding = self->finding;
  guint n, count = 0;
  const PodFinding *series = pod_casebook_get_series (self->casebook, finding->observation, &n);

  *place = 0;
  *by_time = finding->when.minute >= 0;
  for (guint i = 0; i < n; i++)
    {
      if (!pod_finding_counts (&series[i]) ||
          !pod_date_equal (series[i].when.date, finding->when.date))
        continue;
      count++;
      if (series[i].record.id == finding->record.id)
        *place = count;
      else
        *by_time &= series[i].when.minute != finding->when.minute;
    }
  return count;
}

/* Two of one day are told apart: by their time, or where there is none by the order in which they were recorded. */
char *
pod_significance_item_say_name (gpointer item, gpointer data)
{
  PodSignificanceItem *self = item;
  const PodObservation *observation = pod_study_find_observation (pod_trial_get_study (self->trial),
                                                                  self->finding->observation);
  const char *name = observation != NULL ? pod_words_get (&observation->label, pod_words_locale ())
                                         : self->finding->observation;
  int minute = self->finding->when.minute;
  gboolean by_time;
  guint place, n = count_on_day (self, &place, &by_time);

  if (n < 2 || place == 0)
    return g_strdup (name);
  if (by_time)
    /* Translators: a test, and the time of day of one of its several results of that day: "Creatinine, 07:51". */
    return g_strdup_printf (C_ ("one result of several", "%1$s, %2$02d:%3$02d"), name, minute / 60,
                            minute % 60);
  /* Translators: a test, and which of its several results of that day: "Creatinine (1 of 2)". */
  return g_strdup_printf (C_ ("one result of several", "%1$s (%2$u of %3$u)"), name, place, n);
}

char *
pod_significance_item_say_value (gpointer item, gpointer data)
{
  PodSignificanceItem *self = item;

  return pod_finding_to_words (pod_trial_get_study (self->trial), self->finding);
}

/* In words what is in doubt: a sign would be explained nowhere on the page.  How the specimen was collected is in the tooltip, and said of the
 * one that is chosen. */
static char *
print_cell (PodSignificanceItem *self, const PodFinding *finding)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  gboolean is_plausible = pod_finding_is_plausible (study, finding);
  gboolean is_whole = pod_collection_is_known_whole (study, finding);
  g_autofree char *value = NULL;

  if (is_whole && is_plausible)
    return pod_finding_to_words (study, finding);
  value = pod_finding_quantity_to_words (finding);
  if (is_whole)
    /* Translators: a value that lies outside what is expected of its test, and was kept. */
    return g_strdup_printf (C_ ("result", "%s (not plausible)"), value);
  if (!is_plausible)
    /* Translators: the same, and its specimen was not collected as it should be, or that is not known. */
    return g_strdup_printf (C_ ("collection", "%s (in doubt, not plausible)"), value);
  /* Translators: a value whose specimen was not collected as it should be, or that is not known. */
  return g_strdup_printf (C_ ("collection", "%s (in doubt)"), value);
}

char *
pod_significance_item_print_value (gpointer item, gpointer data)
{
  PodSignificanceItem *self = item;

  return print_cell (self, self->finding);
}

const char *
pod_significance_item_get_kept (PodSignificanceItem *self)
{
  if (self->kept == NULL)
    self->kept = pod_kept_result_to_words (self->trial, self->finding);
  return self->kept;
}

char *
pod_significance_item_say_doubt (PodSignificanceItem *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  double hours;

  if (pod_collection_is_known_whole (study, self->finding))
    return NULL;
  return pod_collection_is_doubtful (pod_finding_get_collection (study, self->finding, &hours))
             ? pod_collection_to_words (study, self->finding)
             : g_strdup (pod_completeness_to_words (study, self->finding));
}

char *
pod_significance_item_explain_value (gpointer item, gpointer data)
{
  PodSignificanceItem *self = item;
  const char *kept = pod_significance_item_get_kept (self);
  g_autofree char *collection = pod_collection_to_words (pod_trial_get_study (self->trial),
                                                         self->finding);

  if (kept == NULL || collection == NULL)
    return kept != NULL ? g_strdup (kept) : g_steal_pointer (&collection);
  return g_strdup_printf ("%s\n%s", kept, collection);
}

/* Its own, else those of the site, by which it is flagged: what was computed came with none.  In the unit of the result. */
static void
find_limits (PodSignificanceItem *self, double *lower, double *upper)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const PodFinding *finding = self->finding;
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);
  double number, factor;

  *lower = finding->lower;
  *upper = finding->upper;
  if (!isnan (*lower) || !isnan (*upper) || finding->quantity.unit == NULL ||
      !pod_finding_convert (study, pod_trial_get_site (self->trial), self->casebook, finding,
                            &number, lower, upper) ||
      !pod_observation_get_factor (observation, finding->quantity.unit, &factor))
    return;
  *lower /= factor;
  *upper /= factor;
}

/* In the unit of the result, as the value beside it. */
char *
pod_significance_item_say_limits (gpointer item, gpointer data)
{
  double low, high;
  char *limits;

  find_limits (item, &low, &high);
  limits = pod_limits_to_label (low, high, DIGITS);
  return limits != NULL ? limits : g_strdup ("–");
}

char *
pod_significance_item_explain_limits (gpointer item, gpointer data)
{
  PodSignificanceItem *self = item;
  const PodRange *range = pod_site_find_range_by_id (pod_trial_get_site (self->trial),
                                                     self->finding->range);
  g_autofree char *from = NULL;

  if (self->finding->range == 0 || range == NULL)
    return NULL;
  from = pod_date_to_words (range->from);
  /* Translators: where limits are from: a laboratory, and the day from which its range holds. */
  return g_strdup_printf (_ ("Range of %1$s, valid from %2$s"),
                          range->laboratory != NULL ? range->laboratory : _ ("every laboratory"),
                          from);
}

char *
pod_significance_item_say_flag (gpointer item, gpointer data)
{
  return g_strdup (pod_result_flag_to_sign (POD_SIGNIFICANCE_ITEM (item)->abnormality.flag));
}

char *
pod_significance_item_explain_flag (gpointer item, gpointer data)
{
  return g_strdup (pod_result_flag_to_words (POD_SIGNIFICANCE_ITEM (item)->abnormality.flag));
}

char *
pod_significance_item_say_grade (gpointer item, gpointer data)
{
  const PodShift *shift = &POD_SIGNIFICANCE_ITEM (item)->shift;
  g_autofree char *change = pod_shift_print (shift);
  g_autofree char *grade = pod_finding_grade_print (&shift->graded);

  if (shift->graded.level < 0 || (shift->graded.level == 0 && shift->shift == 0))
    return g_strdup ("–");
  if (*change == '\0')
    return g_steal_pointer (&grade);
  if (shift->is_new == POD_TRUE)
    /* Translators: a grade, its change from the baseline, and that it is new since infusion: "3 (+2) new", "1–3 (+3) new". */
    return g_strdup_printf (C_ ("grade", "%1$s (%2$s) new"), grade, change);
  /* Translators: a grade, and its change from the baseline. */
  return g_strdup_printf (C_ ("grade", "%1$s (%2$s)"), grade, change);
}

const char *
pod_significance_item_get_note (PodSignificanceItem *self)
{
  return pod_finding_grade_get_note (&self->shift.graded);
}

char *
pod_significance_item_explain_grade (gpointer item, gpointer data)
{
  return pod_shift_explain (&POD_SIGNIFICANCE_ITEM (item)->shift);
}

gboolean
pod_significance_item_is_new (PodSignificanceItem *self)
{
  return self->shift.is_new == POD_TRUE;
}

int
pod_significance_item_compare (gconstpointer a, gconstpointer b)
{
  const PodSignificanceItem *one = *(PodSignificanceItem *const *) a;
  const PodSignificanceItem *other = *(PodSignificanceItem *const *) b;

  return pod_shift_compare (&one->shift, &other->shift);
}

static const PodFinding *
find_previous (PodSignificanceItem *self)
{
  return pod_finding_find_previous (self->casebook, self->finding);
}

char *
pod_significance_item_say_previous (gpointer item, gpointer data)
{
  PodSignificanceItem *self = item;
  const PodFinding *previous = find_previous (self);

  return previous != NULL ? print_cell (self, previous) : g_strdup ("–");
}

char *
pod_significance_item_explain_previous (gpointer item, gpointer data)
{
  PodSignificanceItem *self = item;
  const PodFinding *previous = find_previous (self);

  return previous != NULL ? pod_collection_to_words (pod_trial_get_study (self->trial), previous)
                          : NULL;
}

static gboolean
read_number (PodSignificanceItem *self, const PodFinding *finding, double *number)
{
  double lower, upper;

  return finding->quantity.comparator == POD_EXACTLY &&
         pod_finding_convert (pod_trial_get_study (self->trial), pod_trial_get_site (self->trial),
                              self->casebook, finding, number, &lower, &upper);
}

/* In per cent, of numbers of one unit; there is none from or to "< 5", nor from nothing, nor through it. */
char *
pod_significance_item_say_change (gpointer item, gpointer data)
{
  PodSignificanceItem *self = item;
  const PodFinding *previous = find_previous (self);
  double now, then, change;

  if (previous == NULL || !read_number (self, self->finding, &now) ||
      !read_number (self, previous, &then) || !(then > 0) || now < 0)
    return g_strdup ("–");
  change = (now - then) / then * 100;
  /* Translators: by how much more or less a result is than the one before: "+41 %". */
  return g_strdup_printf (C_ ("change", "%s%.0f %%"), change < 0 ? "−" : "+", fabs (change));
}
