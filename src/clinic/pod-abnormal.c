#include "pod-abnormal.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-course.h"
#include "pod-words-private.h"

/* So many tests are named where several are meant. */
#define MOST_NAMED 3

/* ---- one result ---- */

/* Nothing is below zero, so that "< 5" with limits of 0 to 10 is no riddle. */
PodResultFlag
pod_result_flag_find (const PodQuantity *quantity, double lower, double upper)
{
  PodTruth low = POD_FALSE, high = POD_FALSE;

  if (isnan (lower) && isnan (upper))
    return POD_FLAG_NONE;
  if (lower > 0 || quantity->number < 0)
    low = pod_quantity_compare (quantity->comparator, quantity->number, POD_RELATION_LT, lower);
  if (!isnan (upper))
    high = pod_quantity_compare (quantity->comparator, quantity->number, POD_RELATION_GT, upper);
  if (low == POD_TRUE)
    return POD_FLAG_LOW;
  if (high == POD_TRUE)
    return POD_FLAG_HIGH;
  return low == POD_UNKNOWN || high == POD_UNKNOWN ? POD_FLAG_UNSURE : POD_FLAG_NORMAL;
}

static PodResultFlag
find_number_flag (const PodStudy *study,
                  const PodSite *site,
                  const PodCasebook *casebook,
                  const PodFinding *finding)
{
  PodQuantity quantity = finding->quantity;
  double lower, upper;

  if (isnan (quantity.number))
    return POD_FLAG_NONE;
  /* Limits that came with it are in its own unit, whether that converts or not. */
  if (!isnan (finding->lower) || !isnan (finding->upper))
    return pod_result_flag_find (&quantity, finding->lower, finding->upper);
  if (!pod_finding_convert (study, site, casebook, finding, &quantity.number, &lower, &upper))
    return POD_FLAG_NONE;
  return pod_result_flag_find (&quantity, lower, upper);
}

static PodResultFlag
find_answer_flag (const PodObservation *observation, const PodFinding *finding)
{
  if (finding->code == NULL || observation->abnormal == NULL)
    return POD_FLAG_NONE;
  return pod_observation_is_abnormal (observation, finding->code) ? POD_FLAG_ABNORMAL
                                                                  : POD_FLAG_NORMAL;
}

PodAbnormality
pod_finding_get_abnormality (const PodStudy *study,
                             const PodSite *site,
                             const PodCasebook *casebook,
                             const PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);
  PodAbnormality found = POD_ABNORMALITY_NONE;
  PodFindingGrade grade;

  /* What may still change is judged once it is final. */
  if (observation == NULL || !pod_finding_counts (finding) || pod_finding_is_preliminary (finding))
    return found;
  if (observation->symbol.kind != POD_KIND_QUANTITY)
    {
      found.flag = find_answer_flag (observation, finding);
      found.needs_judgement = found.flag == POD_FLAG_ABNORMAL;
      return found;
    }
  found.flag = find_number_flag (study, site, casebook, finding);
  grade = pod_finding_grade (study, site, casebook, finding);
  found.level = MAX (grade.level, 0);
  found.sure = MAX (grade.sure, 0);
  found.note = pod_finding_grade_get_note (&grade);
  /* What the program computes (eGFR) is judged in what it was computed from; a bound has what it surely reaches. */
  found.needs_judgement = !observation->derived &&
                          (grade.least > 0 ||
                           (found.flag != POD_FLAG_NONE && found.flag != POD_FLAG_NORMAL));
  found.is_unlimited = !observation->derived && found.flag == POD_FLAG_NONE && grade.least <= 0 &&
                       !isnan (finding->quantity.number);
  return found;
}

const char *
pod_result_flag_to_sign (PodResultFlag flag)
{
  static const char *const signs[] = {
    [POD_FLAG_NONE] = "",  [POD_FLAG_NORMAL] = "",    [POD_FLAG_LOW] = "↓",
    [POD_FLAG_HIGH] = "↑", [POD_FLAG_ABNORMAL] = "!", [POD_FLAG_UNSURE] = "?",
  };

  return (guint) flag < G_N_ELEMENTS (signs) ? signs[flag] : "";
}

const char *
pod_result_flag_to_words (PodResultFlag flag)
{
  switch (flag)
    {
    case POD_FLAG_NORMAL:
      return C_ ("flag", "within the limits");
    case POD_FLAG_LOW:
      return C_ ("flag", "below the limits");
    case POD_FLAG_HIGH:
      return C_ ("flag", "above the limits");
    case POD_FLAG_ABNORMAL:
      return C_ ("flag", "abnormal");
    case POD_FLAG_UNSURE:
      return C_ ("flag", "perhaps outside the limits");
    case POD_FLAG_NONE:
    default:
      return "";
    }
}

gboolean
pod_finding_is_judged (const PodFinding *finding)
{
  return finding->significance != NULL;
}

gboolean
pod_finding_is_significant (const PodFinding *finding)
{
  return g_strcmp0 (finding->significance, "significant") == 0;
}

gboolean
pod_finding_is_attributed (const PodFinding *finding)
{
  return finding->adverse_event != 0 || finding->history != 0;
}

/* ---- the results of a day ---- */

gboolean
pod_finding_is_reported (const PodFinding *finding)
{
  return finding->laboratory != NULL || !isnan (finding->lower) || !isnan (finding->upper) ||
         finding->significance != NULL;
}

static gint32
get_day (const PodFinding *finding)
{
  return pod_date_is_complete (finding->when.date) ? pod_date_first_day (finding->when.date)
                                                   : POD_DAY_MIN;
}

static PodReport *
take_report (GArray *reports, GHashTable *places, gint32 day)
{
  gpointer place = g_hash_table_lookup (places, GINT_TO_POINTER (day));
  PodReport report = { .day = day };

  if (place == NULL)
    {
      g_array_append_val (reports, report);
      place = GUINT_TO_POINTER (reports->len);
      g_hash_table_insert (places, GINT_TO_POINTER (day), place);
    }
  return &g_array_index (reports, PodReport, GPOINTER_TO_UINT (place) - 1);
}

static void
count (PodReport *report, const PodFinding *finding, const PodAbnormality *found)
{
  gboolean is_judged = pod_finding_is_judged (finding);

  report->n_results++;
  report->n_abnormal += found->needs_judgement || is_judged;
  report->n_open += found->needs_judgement && !is_judged;
  report->n_loose += pod_finding_is_significant (finding) && !pod_finding_is_attributed (finding);
}

/* The latest first; those without a day last. */
static int
compare_reports (gconstpointer a, gconstpointer b)
{
  const PodReport *one = a, *other = b;

  return (one->day < other->day) - (one->day > other->day);
}

GArray *
pod_reports_new (const PodStudy *study, const PodSite *site, const PodCasebook *casebook)
{
  GArray *reports = g_array_new (FALSE, FALSE, sizeof (PodReport));
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      PodAbnormality found;

      if (!pod_finding_counts (&findings[i]))
        continue;
      found = pod_finding_get_abnormality (study, site, casebook, &findings[i]);
      if (found.needs_judgement || pod_finding_is_reported (&findings[i]))
        count (take_report (reports, places, get_day (&findings[i])), &findings[i], &found);
    }
  g_array_sort (reports, compare_reports);
  return reports;
}

PodWaitingResults
pod_reports_count (const GArray *reports)
{
  PodWaitingResults waiting = { 0, 0 };

  for (guint i = 0; i < reports->len; i++)
    {
      waiting.n_open += g_array_index (reports, PodReport, i).n_open;
      waiting.n_loose += g_array_index (reports, PodReport, i).n_loose;
    }
  return waiting;
}

char *
pod_results_say_open (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u result waits for a physician’s judgement",
                                       "%u results wait for a physician’s judgement", n),
                          n);
}

char *
pod_results_say_loose (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%u significant result is not attributed yet",
                                       "%u significant results are not attributed yet", n),
                          n);
}

void
pod_observations_add (GPtrArray *tests, const PodObservation *test)
{
  if (test != NULL && !g_ptr_array_find (tests, test, NULL))
    g_ptr_array_add (tests, (gpointer) test);
}

/* (element-type PodObservation): of a day, each once, though it was measured twice.  *count: of results. */
static GPtrArray *
list_unlimited (const PodStudy *study,
                const PodSite *site,
                const PodCasebook *casebook,
                gint32 day,
                guint *count)
{
  GPtrArray *tests = g_ptr_array_new ();
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  *count = 0;
  for (guint i = 0; i < n; i++)
    {
      if (get_day (&findings[i]) != day || !pod_finding_counts (&findings[i]) ||
          !pod_finding_is_reported (&findings[i]) || pod_finding_is_judged (&findings[i]) ||
          !pod_finding_get_abnormality (study, site, casebook, &findings[i]).is_unlimited)
        continue;
      ++*count;
      pod_observations_add (tests, pod_study_find_observation (study, findings[i].observation));
    }
  return tests;
}

/* "creatinine, CAR copies, urea and 2 more" */
static char *
name_some (const GPtrArray *tests)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint rest = tests->len > MOST_NAMED ? tests->len - MOST_NAMED : 0;
  g_autofree char *list = NULL;

  for (guint i = 0; i < tests->len - rest; i++)
    {
      const PodObservation *test = g_ptr_array_index (tests, i);

      g_ptr_array_add (names, pod_words_within (pod_words_get (&test->label, pod_words_locale ())));
    }
  list = pod_words_list (names, MOST_NAMED);
  if (rest == 0)
    return g_steal_pointer (&list);
  /* Translators: the names of some tests, and how many others there are. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s and %2$u more", "%1$s and %2$u more",
                                       rest),
                          list, rest);
}

char *
pod_observations_say_unlimited (const GPtrArray *tests, guint n)
{
  g_autofree char *names = name_some (tests);

  if (n == 0)
    return NULL;
  return g_strdup_printf (
      /* Translators: a number of results, and the names of their tests. */
      g_dngettext (GETTEXT_PACKAGE,
                   "%1$u result has no limits (%2$s): whether it is abnormal cannot be told here.",
                   "%1$u results have no limits (%2$s): whether they are abnormal cannot be told "
                   "here.",
                   n),
      n, names);
}

char *
pod_results_say_unlimited (const PodStudy *study,
                           const PodSite *site,
                           const PodCasebook *casebook,
                           gint32 day)
{
  guint n;
  g_autoptr (GPtrArray) tests = list_unlimited (study, site, casebook, day, &n);

  return pod_observations_say_unlimited (tests, n);
}

/* What the program computes is missing with what it is computed of; and a physician who did not attest is asked elsewhere. */
static gboolean
is_test (const PodObservation *observation, const PodFinding *finding)
{
  return observation != NULL && !observation->derived && !observation->attested &&
         (pod_finding_is_reported (finding) || pod_observation_is_laboratory (observation));
}

static gboolean
is_missing_test (const PodStudy *study, const PodFinding *finding)
{
  return !finding->record.voided && pod_finding_is_not_done (finding) &&
         is_test (pod_study_find_observation (study, finding->observation), finding);
}

GPtrArray *
pod_results_not_done (const PodStudy *study, const PodCasebook *casebook, gint32 day)
{
  GPtrArray *results = g_ptr_array_new ();
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (get_day (&findings[i]) == day && is_missing_test (study, &findings[i]))
      g_ptr_array_add (results, (gpointer) &findings[i]);
  pod_results_sort (study, results);
  return results;
}

char *
pod_results_say_not_done (const PodStudy *study, const PodCasebook *casebook, gint32 day)
{
  g_autoptr (GPtrArray) results = pod_results_not_done (study, casebook, day);
  g_autoptr (GPtrArray) tests = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint i = 0; i < results->len; i++)
    {
      const PodFinding *finding = g_ptr_array_index (results, i);

      pod_observations_add (tests, pod_study_find_observation (study, finding->observation));
    }
  if (tests->len == 0)
    return NULL;
  names = name_some (tests);
  /* Translators: a number of tests, and their names. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%1$u test of that day was not done (%2$s).",
                                       "%1$u tests of that day were not done (%2$s).", tests->len),
                          tests->len, names);
}

char *
pod_results_say_waiting (PodWaitingResults waiting)
{
  g_autofree char *open = pod_results_say_open (waiting.n_open);
  g_autofree char *loose = pod_results_say_loose (waiting.n_loose);

  if (waiting.n_open > 0 && waiting.n_loose > 0)
    /* Translators: two sentences without their full stops. */
    return g_strdup_printf (_ ("%1$s; %2$s"), open, loose);
  if (waiting.n_open > 0)
    return g_steal_pointer (&open);
  return waiting.n_loose > 0 ? g_steal_pointer (&loose) : NULL;
}

/* By time; of one time as the study lists them. */
static int
compare_results (gconstpointer a, gconstpointer b, gpointer order)
{
  const PodFinding *one = *(const PodFinding *const *) a, *other = *(const PodFinding *const *) b;
  int by_time = pod_date_compare (one->when.date, other->when.date);
  guint first, second;

  if (by_time != 0)
    return by_time;
  first = GPOINTER_TO_UINT (g_hash_table_lookup (order, one->observation));
  second = GPOINTER_TO_UINT (g_hash_table_lookup (order, other->observation));
  if (first != second)
    return first < second ? -1 : 1;
  return pod_moment_compare (one->when, other->when);
}

static GHashTable *
index_observations (const PodStudy *study)
{
  GHashTable *order = g_hash_table_new (g_str_hash, g_str_equal);
  const GPtrArray *observations = pod_study_get_observations (study);

  for (guint i = 0; i < observations->len; i++)
    g_hash_table_insert (order,
                         (gpointer) ((const PodObservation *) observations->pdata[i])->symbol.name,
                         GUINT_TO_POINTER (i + 1));
  return order;
}

/* A judgement that says "significant" is finished once it says of what. */
static gboolean
is_settled (const PodFinding *finding)
{
  return pod_finding_is_judged (finding) &&
         (!pod_finding_is_significant (finding) || pod_finding_is_attributed (finding));
}

void
pod_results_sort (const PodStudy *study, GPtrArray *results)
{
  g_autoptr (GHashTable) order = index_observations (study);

  g_ptr_array_sort_with_data (results, compare_results, order);
}

GPtrArray *
pod_results_to_judge (const PodStudy *study,
                      const PodSite *site,
                      const PodCasebook *casebook,
                      gint32 day)
{
  GPtrArray *results = g_ptr_array_new ();
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean is_judged = pod_finding_is_judged (&findings[i]);

      if (!pod_finding_counts (&findings[i]) ||
          (day == POD_DAY_MAX ? is_settled (&findings[i]) : get_day (&findings[i]) != day))
        continue;
      if (is_judged ||
          pod_finding_get_abnormality (study, site, casebook, &findings[i]).needs_judgement)
        g_ptr_array_add (results, (gpointer) &findings[i]);
    }
  pod_results_sort (study, results);
  return results;
}

/* Of two of one day whose times nobody knows the one recorded first is the earlier one. */
static gboolean
is_before (const PodFinding *one, const PodFinding *other)
{
  int order = pod_moment_compare (one->when, other->when);

  return order < 0 || (order == 0 && one->when.minute < 0 && one->record.id < other->record.id);
}

const PodFinding *
pod_finding_find_previous (const PodCasebook *casebook, const PodFinding *finding)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, finding->observation, &n);

  for (guint i = n; i-- > 0;)
    if (pod_finding_counts (&series[i]) && !isnan (series[i].quantity.number) &&
        is_before (&series[i], finding))
      return &series[i];
  return NULL;
}
