#include "pod-screening-log.h"

#include "pod-age.h"
#include "pod-clinic-private.h"
#include "pod-words.h"

static void
entry_free (gpointer data)
{
  PodLogEntry *entry = data;

  g_free (entry->screening_number);
  g_free (entry->enrolment_number);
  g_free (entry->cohort);
  g_free (entry->sex);
  g_free (entry->age);
  g_free (entry->criteria);
  g_free (entry->failures);
  g_free (entry->earlier);
  g_free (entry->later);
  g_free (entry->decided_by);
  g_free (entry);
}

/* Whoever withdrew or died after enrolment stays enrolled: that is what was decided of this attempt. */
static PodLogOutcome
find_outcome (const PodCasebook *casebook, PodDate as_of, const PodEvent **decision)
{
  static const struct
  {
    const char *code;
    PodLogOutcome outcome;
  } codes[] = {
    { "enrolment", POD_LOG_ENROLLED },
    { "screen_failure", POD_LOG_FAILED },
    { "withdrawal", POD_LOG_WITHDRAWN },
    { "death", POD_LOG_WITHDRAWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      *decision = pod_clinic_find_event_until (casebook, codes[i].code, as_of);
      if (*decision != NULL)
        return codes[i].outcome;
    }
  return POD_LOG_SCREENING;
}

/* At consent. */
static char *
find_age (const PodCasebook *casebook)
{
  guint n;
  const PodFinding *ages = pod_casebook_get_series (casebook, "age", &n);

  for (guint i = 0; i < n; i++)
    {
      char *band = ages[i].record.voided ? NULL : pod_age_to_band (ages[i].quantity.number);

      if (band != NULL)
        return band;
    }
  return NULL;
}

static int
count_days (PodDate from, PodDate to)
{
  if (!pod_date_is_complete (from) || !pod_date_is_complete (to))
    return -1;
  return MAX (pod_date_first_day (to) - pod_date_first_day (from), -1);
}

static PodDate
find_consent (const PodCasebook *casebook)
{
  const PodEvent *consent = pod_casebook_find_event (casebook, "consent");

  return consent != NULL ? consent->date : POD_DATE_NONE;
}

/* "INC-03a Hemoglobin 59 g/L not ≥ 60 (−1), 15 Nov 2026"; the number alone where it does not fail by what is on record now. */
static char *
say_failure (const PodStudy *study, const PodScreening *screening, const char *id)
{
  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = screening->verdicts->pdata[i];
      g_autofree char *evidence = NULL;

      if (verdict->passes != POD_FALSE || !g_str_equal (verdict->criterion->id, id))
        continue;
      evidence = pod_verdict_say_evidence (study, verdict);
      return g_strdup_printf ("%s %s", id, evidence);
    }
  return g_strdup (id);
}

static char *
say_failures (const PodStudy *study,
              const PodSite *site,
              const PodCasebook *casebook,
              const PodEvent *decision)
{
  g_auto (GStrv) ids = g_strsplit_set (decision->detail, " ,", -1);
  g_autoptr (PodScreening) screening = pod_screening_new (study, site, casebook, decision->date);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; ids[i] != NULL; i++)
    if (*ids[i] != '\0')
      g_ptr_array_add (words, say_failure (study, screening, ids[i]));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
fill_decision (PodLogEntry *entry,
               const PodStudy *study,
               const PodSite *site,
               const PodCasebook *casebook,
               const PodEvent *decision)
{
  const PodSignature *signature = pod_casebook_find_signature (casebook, "event",
                                                               decision->record.id);

  entry->decided = decision->date;
  if (entry->outcome == POD_LOG_FAILED)
    entry->criteria = g_strdup (decision->detail);
  if (entry->criteria != NULL && pod_date_is_complete (decision->date))
    entry->failures = say_failures (study, site, casebook, decision);
  if (signature != NULL)
    entry->decided_by = g_strdup (signature->printed_name);
}

static PodLogEntry *
make_entry (const PodStudy *study, const PodSite *site, const PodCasebook *casebook, PodDate as_of)
{
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  PodLogEntry *entry = g_new0 (PodLogEntry, 1);
  const PodEvent *decision;

  entry->subject = subject->record.id;
  entry->screening_number = g_strdup (subject->screening_number);
  entry->cohort = g_strdup (subject->cohort);
  entry->sex = g_strdup (subject->sex);
  entry->age = find_age (casebook);
  entry->consent = find_consent (casebook);
  entry->outcome = find_outcome (casebook, as_of, &decision);
  if (decision != NULL)
    fill_decision (entry, study, site, casebook, decision);
  if (entry->outcome == POD_LOG_ENROLLED)
    entry->enrolment_number = g_strdup (subject->enrolment_number);
  entry->days = count_days (entry->consent, decision != NULL ? entry->decided : as_of);
  return entry;
}

/* ---- attempts of one person ---- */

/* Whose consent was the earlier; on one day the one who got a number first. */
static int
compare_casebooks (const PodCasebook *one, const PodCasebook *other)
{
  const PodSubject *a = pod_casebook_get_subject (one), *b = pod_casebook_get_subject (other);
  int order = pod_date_compare (find_consent (one), find_consent (other));

  return order != 0 ? order : (a->record.id > b->record.id) - (a->record.id < b->record.id);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return compare_casebooks (*(const PodCasebook *const *) a, *(const PodCasebook *const *) b);
}

/* @last: USUBJID → PodLogEntry of the attempt before. */
static void
link_attempts (GHashTable *last, const PodSubject *subject, PodLogEntry *entry)
{
  PodLogEntry *before = g_hash_table_lookup (last, subject->usubjid);

  if (before != NULL)
    {
      before->later = g_strdup (entry->screening_number);
      entry->earlier = g_strdup (before->screening_number);
    }
  g_hash_table_insert (last, (gpointer) subject->usubjid, entry);
}

/* ---- counting ---- */

static PodLogCount *
find_count (PodScreeningLog *log, const PodCohort *cohort)
{
  PodLogCount count = { .cohort = cohort };

  for (guint i = 0; i < log->cohorts->len; i++)
    if (g_array_index (log->cohorts, PodLogCount, i).cohort == cohort)
      return &g_array_index (log->cohorts, PodLogCount, i);
  g_array_append_val (log->cohorts, count);
  return &g_array_index (log->cohorts, PodLogCount, log->cohorts->len - 1);
}

static void
count_entry (PodScreeningLog *log, const PodStudy *study, const PodLogEntry *entry)
{
  const PodCohort *cohort = entry->cohort != NULL ? pod_study_find_cohort (study, entry->cohort)
                                                  : NULL;
  PodLogCount *count = find_count (log, cohort);

  count->attempts++;
  count->outcomes[entry->outcome]++;
  log->all.attempts++;
  log->all.outcomes[entry->outcome]++;
}

static gboolean
fits (const PodLogEntry *entry, const PodLogFilter *filter)
{
  gboolean has_period = pod_date_is_set (filter->from) || pod_date_is_set (filter->to);

  if (filter->cohort != NULL && g_strcmp0 (filter->cohort, entry->cohort) != 0)
    return FALSE;
  if (filter->outcome >= 0 && filter->outcome != (int) entry->outcome)
    return FALSE;
  if (!has_period)
    return TRUE;
  return pod_date_is_set (entry->consent) &&
         (!pod_date_is_set (filter->from) ||
          pod_date_last_day (entry->consent) >= pod_date_first_day (filter->from)) &&
         (!pod_date_is_set (filter->to) ||
          pod_date_first_day (entry->consent) <= pod_date_last_day (filter->to));
}

static PodScreeningLog *
make_log (const PodStudy *study, PodDate as_of)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (study);
  PodScreeningLog *log = g_new0 (PodScreeningLog, 1);

  log->as_of = as_of;
  log->target = pod_study_get_target (study);
  log->entries = g_ptr_array_new_with_free_func (entry_free);
  log->cohorts = g_array_new (FALSE, TRUE, sizeof (PodLogCount));
  for (guint i = 0; i < cohorts->len; i++)
    find_count (log, g_ptr_array_index (cohorts, i));
  return log;
}

/* What was consented to later than the day of the question is not known on it. */
static GPtrArray *
sort_casebooks (const GPtrArray *casebooks, PodDate as_of)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < casebooks->len; i++)
    if (pod_clinic_is_past (find_consent (casebooks->pdata[i]), as_of))
      g_ptr_array_add (sorted, casebooks->pdata[i]);
  g_ptr_array_sort (sorted, compare_cb);
  return sorted;
}

PodScreeningLog *
pod_screening_log_new (const PodStudy *study,
                       const PodSite *site,
                       const GPtrArray *casebooks,
                       const PodLogFilter *filter,
                       PodDate as_of)
{
  PodScreeningLog *log = make_log (study, as_of);
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sorted = sort_casebooks (casebooks, as_of);

  for (guint i = 0; i < sorted->len; i++)
    {
      PodLogEntry *entry = make_entry (study, site, sorted->pdata[i], as_of);

      g_ptr_array_add (log->entries, entry);
      link_attempts (last, pod_casebook_get_subject (sorted->pdata[i]), entry);
      count_entry (log, study, entry);
    }
  /* Only now, since an attempt before may be one that does not fit. */
  for (guint i = log->entries->len; i > 0; i--)
    if (!fits (log->entries->pdata[i - 1], filter))
      g_ptr_array_remove_index (log->entries, i - 1);
  return log;
}

void
pod_screening_log_free (PodScreeningLog *log)
{
  g_ptr_array_unref (log->entries);
  g_array_unref (log->cohorts);
  g_free (log);
}
