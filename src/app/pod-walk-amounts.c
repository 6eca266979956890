/* How results look where there are none, where there is one, where there are 60, and where there are 5,000: each of a twin of whoever has most.
 * Everything a twin has was somebody's at the demonstration site, so that nothing of it had to be thought of here. */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "pod-consent.h"
#include "pod-walk.h"
#include "pod-words.h"

/**
 * Amount:
 * @results: how many
 * @kinds, @each: of how many observations, and how many of one at most
 */
typedef struct
{
  const char *suffix;
  guint results;
  guint kinds;
  guint each;
} Amount;

static const Amount amounts[] = {
  { "-0", 0, 0, 0 },
  { "-1", 1, 1, 1 },
  { "-60", 60, 12, 5 },
  { "-5000", 5000, G_MAXUINT, G_MAXUINT },
};

/* What is taken a second time lies so many days on, and is so much another: by turns more and less. */
#define DAYS_ON 5
#define OTHER 0.03
#define TURNS 9
/* Of what is collected over hours every fourth lasted half a day only. */
#define HALF_DAYS 4
#define DAY_MINUTES (24 * 60)
#define VOLUME 1850
/* Of a file's lines every third is on record as it is, one contradicts what is, and one was collected so many minutes later. */
#define LINES 3
#define CONTRADICTED 1.07
#define MINUTES_LATER 90

/* ---- what a twin has ---- */

/* What a laboratory measured. */
static gboolean
can_be_taken (const PodStudy *study, const PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);

  return !finding->record.voided && !isnan (finding->quantity.number) && observation != NULL &&
         !observation->derived && pod_observation_is_laboratory (observation) &&
         finding->when.minute >= 0;
}

/* (element-type PodFinding) (transfer container): of @casebook. */
static GPtrArray *
choose_results (const PodStudy *study, const PodCasebook *casebook, const Amount *amount)
{
  GPtrArray *chosen = g_ptr_array_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      gpointer kind = (gpointer) findings[i].observation;
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, kind));

      if (!can_be_taken (study, &findings[i]) || count >= amount->each ||
          (count == 0 && g_hash_table_size (counts) >= amount->kinds))
        continue;
      g_hash_table_insert (counts, kind, GUINT_TO_POINTER (count + 1));
      g_ptr_array_add (chosen, (gpointer) &findings[i]);
    }
  return chosen;
}

/* As the laboratory printed @like: with as many decimals.  What it could not count further it could not the next time either. */
static double
vary (const PodFinding *like, double factor)
{
  g_autofree char *was = pod_decimal_to_string (like->quantity.number);
  const char *point = strchr (was, '.');
  g_autofree char *text = pod_decimal_to_places (like->quantity.number * factor,
                                                 point != NULL ? (int) strlen (point + 1) : 0);

  return like->quantity.comparator == POD_EXACTLY ? g_ascii_strtod (text, NULL)
                                                  : like->quantity.number;
}

/* (key gint64) (value gint64): that of the twin for each that somebody had. */
static GHashTable *
put_visits (PodChange *change, gint64 subject, const PodCasebook *like)
{
  GHashTable *visits = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  guint n;
  const PodVisit *made = pod_casebook_get_visits (like, &n);

  for (guint i = 0; i < n; i++)
    {
      PodVisit visit = made[i];

      if (visit.record.voided)
        continue;
      visit.record = (PodRecord){ pod_change_reserve (change), subject, 0, FALSE };
      pod_change_put_visit (change, &visit);
      g_hash_table_insert (visits, g_memdup2 (&made[i].record.id, sizeof (gint64)),
                           g_memdup2 (&visit.record.id, sizeof (gint64)));
    }
  return visits;
}

/* As whoever brings the bottle says it. */
static void
collect (PodFinding *finding, guint again)
{
  int minute = finding->when.minute -
               (again % HALF_DAYS == HALF_DAYS - 1 ? DAY_MINUTES / 2 : DAY_MINUTES);

  finding->began = finding->when;
  finding->began.minute = (minute + DAY_MINUTES) % DAY_MINUTES;
  if (minute < 0)
    finding->began.date = pod_date_add_days (finding->when.date, -1);
  finding->volume = VOLUME;
  finding->completeness = "complete";
}

/* Again is another day than that of the visit. */
static gint64
find_visit (GHashTable *visits, const PodFinding *like, guint again)
{
  const gint64 *visit = again == 0 ? g_hash_table_lookup (visits, &like->visit) : NULL;

  return visit != NULL ? *visit : 0;
}

static void
put_result (PodTrial *trial,
            PodChange *change,
            gint64 subject,
            GHashTable *visits,
            const PodFinding *like,
            guint again)
{
  const PodObservation *observation = pod_study_find_observation (pod_trial_get_study (trial),
                                                                  like->observation);
  /* Today's grid is empty, to be typed into. */
  PodDate last = pod_date_add_days (pod_trial_get_today (trial), -1);
  gint32 day = pod_date_first_day (like->when.date) + (gint32) again * DAYS_ON;
  int turn = (int) (again * 7 % TURNS) - TURNS / 2;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = pod_change_reserve (change);
  finding.record.subject = subject;
  finding.visit = find_visit (visits, like, again);
  finding.observation = like->observation;
  finding.when = like->when;
  finding.when.date = pod_date_from_day (MIN (day, pod_date_first_day (last)));
  finding.quantity = like->quantity;
  finding.quantity.number = vary (like, 1 + OTHER * turn);
  finding.lower = like->lower;
  finding.upper = like->upper;
  finding.laboratory = like->laboratory;
  finding.source = "typed";
  if (pod_observation_is_collected (observation))
    collect (&finding, again);
  pod_change_put_finding (change, &finding);
}

static void
put_treatments (PodChange *change, gint64 subject, const PodCasebook *like)
{
  guint n;
  const PodIntervention *given = pod_casebook_get_interventions (like, &n);

  for (guint i = 0; i < n; i++)
    {
      PodIntervention treatment = given[i];

      if (treatment.record.voided)
        continue;
      treatment.record = (PodRecord){ pod_change_reserve (change), subject, 0, FALSE };
      treatment.visit = 0;
      pod_change_put_intervention (change, &treatment);
    }
}

static gboolean
record_twin (PodTrial *trial,
             gint64 subject,
             const PodCasebook *like,
             const Amount *amount,
             GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GPtrArray) chosen = choose_results (pod_trial_get_study (trial), like, amount);
  g_autoptr (GHashTable) visits = NULL;

  if (amount->results == 0 || chosen->len == 0)
    return TRUE;
  visits = put_visits (change, subject, like);
  if (amount->results > 1)
    put_treatments (change, subject, like);
  for (guint i = 0; i < amount->results; i++)
    put_result (trial, change, subject, visits, g_ptr_array_index (chosen, i % chosen->len),
                i / chosen->len);
  return pod_trial_record (trial, subject, change, NULL, error);
}

/* Returns the subject, 0 on error. */
static gint64
add_twin (PodTrial *trial, const PodCasebook *like, const Amount *amount, GError **error)
{
  const PodSubject *subject = pod_casebook_get_subject (like);
  PodMoment consent = pod_consent_get_when (pod_trial_get_study (trial), like);
  g_autofree char *number = g_strconcat ("AMOUNT", amount->suffix, NULL);
  PodRegistration registration = { .name = number,
                                   .record_number = number,
                                   .birth_date = pod_date_new (1980, 5, 5),
                                   .sex = subject->sex,
                                   .cohort = subject->cohort,
                                   .consent = consent.date };
  gint64 twin = pod_trial_register (trial, &registration, error);

  return twin != 0 && record_twin (trial, twin, like, amount, error) ? twin : 0;
}

/* ---- what a laboratory sends of it ---- */

static void
add_line (GString *text, const char *number, const PodFinding *finding, const char *item, guint i)
{
  PodMoment when = finding->when;
  double value = vary (finding, i % LINES == 1 ? CONTRADICTED : 1);
  g_autofree char *result = pod_decimal_to_string (value);
  g_autofree char *day = pod_date_to_string (when.date);

  if (i % LINES == 2)
    when.minute = (when.minute + MINUTES_LATER) % (24 * 60);
  g_string_append_printf (text, "%s,%s,%s%s,%s,%s %02d:%02d\n", number, item,
                          pod_comparator_to_label (finding->quantity.comparator), result,
                          pod_unit_get_ucum (finding->quantity.unit), day, when.minute / 60,
                          when.minute % 60);
}

static char *
print_file (PodTrial *trial, const PodCasebook *casebook, const Amount *amount)
{
  GString *text = g_string_new ("Screening number,Item,Result,Unit,Collected\n");
  g_autoptr (GPtrArray) chosen = choose_results (pod_trial_get_study (trial), casebook, amount);

  for (guint i = 0; chosen->len > 0 && i < amount->results; i++)
    {
      const PodFinding *finding = g_ptr_array_index (chosen, i % chosen->len);
      const PodObservation *observation = pod_study_find_observation (pod_trial_get_study (trial),
                                                                      finding->observation);

      add_line (text, pod_casebook_get_subject (casebook)->screening_number, finding,
                pod_words_get (&observation->label, "en"), i);
    }
  /* What nobody has said yet what it is: it is asked. */
  if (chosen->len > 0)
    add_line (text, pod_casebook_get_subject (casebook)->screening_number,
              g_ptr_array_index (chosen, 0), "Serum of invented origin", 0);
  return g_string_free (text, FALSE);
}

static void
walk_file (PodWalk *walk, PodTrial *trial, const PodCasebook *casebook, const Amount *amount)
{
  g_autofree char *folder = g_dir_make_tmp ("podocyte-walk-XXXXXX", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "laboratory.csv", NULL) : NULL;
  g_autofree char *text = print_file (trial, casebook, amount);

  if (path != NULL && g_file_set_contents (path, text, -1, NULL))
    pod_walk_laboratory (walk, trial, path);
  if (path != NULL)
    g_unlink (path);
  if (folder != NULL)
    g_rmdir (folder);
}

/* ---- the way ---- */

static PodSubjectItem *
find_item (PodTrial *trial, gint64 subject)
{
  GListModel *subjects = pod_trial_get_subjects (trial);

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      /* The list keeps it. */
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      if (pod_subject_item_get_id (item) == subject)
        return item;
    }
  return NULL;
}

static void
walk_amount (PodWalk *walk, PodTrial *trial, gint64 subject, const Amount *amount)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);
  PodSubjectItem *item = find_item (trial, subject);

  if (casebook == NULL || item == NULL)
    return;
  walk->suffix = amount->suffix;
  pod_walk_labs (walk, trial, item);
  pod_walk_results (walk, trial, subject);
  walk_file (walk, trial, casebook, amount);
  pod_walk_judging (walk, trial, subject);
  walk->suffix = NULL;
}

void
pod_walk_amounts (PodWalk *walk, PodTrial *trial)
{
  PodSubjectItem *fullest = pod_walk_find_fullest (trial);
  g_autoptr (PodCasebook) like = NULL;

  /* What is recorded for the pictures is invented, and the trail of a trial forgets nothing. */
  if (!pod_trial_is_demo (trial))
    {
      pod_walk_fail (walk, "amounts", "only in a demonstration");
      return;
    }
  if (fullest != NULL)
    like = pod_trial_load_casebook (trial, pod_subject_item_get_id (fullest), NULL);
  for (gsize i = 0; like != NULL && i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 twin = add_twin (trial, like, &amounts[i], &error);

      if (twin != 0)
        walk_amount (walk, trial, twin, &amounts[i]);
      else
        pod_walk_fail (walk, amounts[i].suffix, error->message);
    }
}
