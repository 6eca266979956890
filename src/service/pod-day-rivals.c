/* Two results of one test and day that may be of one sample: nobody can tell where one of them has no time, and at one minute they are. */

#include "pod-config.h"

#include <float.h>
#include <math.h>

#include "pod-importing.h"

/* ---- whether two are rivals ---- */

static gboolean
has_value (const PodFinding *finding)
{
  return !isnan (finding->quantity.number) || finding->code != NULL ||
         pod_date_is_set (finding->date);
}

/* In the study's unit; NAN where it has none. */
static double
get_number (const PodStudy *study, const PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);
  double factor;

  if (observation == NULL || finding->quantity.unit == NULL ||
      !pod_observation_get_factor (observation, finding->quantity.unit, &factor))
    return NAN;
  return finding->quantity.number * factor;
}

gboolean
pod_import_says_the_same (const PodStudy *study, const PodFinding *a, const PodFinding *b)
{
  double one = get_number (study, a), other = get_number (study, b);

  if (pod_import_is_same_result (a, b))
    return TRUE;
  if (isnan (one) || isnan (other))
    return isnan (a->quantity.number) && isnan (b->quantity.number) &&
           g_strcmp0 (a->code, b->code) == 0 && pod_date_equal (a->date, b->date);
  /* A unit's factor leaves a little behind. */
  return a->quantity.comparator == b->quantity.comparator &&
         fabs (one - other) <= FLT_EPSILON * MAX (fabs (one), fabs (other));
}

/* Both came from there. */
static gboolean
is_of_one_laboratory (const PodFinding *a, const PodFinding *b)
{
  return g_strcmp0 (a->laboratory, b->laboratory) == 0 && a->origin != NULL && b->origin != NULL;
}

/* Of one laboratory two without a time are told apart by its own orders; two items of it that mean one test, at one minute, are not. */
static gboolean
may_be_one_sample (const PodFinding *a, const PodFinding *b)
{
  gboolean timed = a->when.minute >= 0, other_timed = b->when.minute >= 0;

  if (timed && other_timed)
    return a->when.minute == b->when.minute;
  return timed || other_timed || !is_of_one_laboratory (a, b);
}

gboolean
pod_day_is_rival (const PodStudy *study, const PodFinding *a, const PodFinding *b)
{
  return g_strcmp0 (a->observation, b->observation) == 0 && pod_date_is_complete (a->when.date) &&
         pod_date_equal (a->when.date, b->when.date) &&
         (a->origin == NULL || g_strcmp0 (a->origin, b->origin) != 0) && has_value (a) &&
         has_value (b) && may_be_one_sample (a, b) && !pod_import_says_the_same (study, a, b);
}

/* ---- by day ---- */

GHashTable *
pod_day_table_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) g_ptr_array_unref);
}

static char *
make_key (gint64 owner, const PodFinding *finding)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "|%d|%s", owner,
                          pod_date_first_day (finding->when.date), finding->observation);
}

void
pod_day_table_add (GHashTable *days, gint64 owner, const PodFinding *finding)
{
  g_autofree char *key = NULL;
  GPtrArray *same;

  if (!pod_date_is_complete (finding->when.date) || finding->observation == NULL)
    return;
  key = make_key (owner, finding);
  same = g_hash_table_lookup (days, key);
  if (same == NULL)
    {
      same = g_ptr_array_new ();
      g_hash_table_insert (days, g_steal_pointer (&key), same);
    }
  g_ptr_array_add (same, (gpointer) finding);
}

/* (nullable) */
static const GPtrArray *
get_same_day (GHashTable *days, gint64 owner, const PodFinding *finding)
{
  g_autofree char *key = NULL;

  if (!pod_date_is_complete (finding->when.date) || finding->observation == NULL)
    return NULL;
  key = make_key (owner, finding);
  return g_hash_table_lookup (days, key);
}

const PodFinding *
pod_day_table_find (GHashTable *days,
                    const PodStudy *study,
                    gint64 owner,
                    const PodFinding *finding)
{
  const GPtrArray *same = get_same_day (days, owner, finding);

  for (guint i = 0; same != NULL && i < same->len; i++)
    if (pod_day_is_rival (study, finding, g_ptr_array_index (same, i)))
      return g_ptr_array_index (same, i);
  return NULL;
}

/* Typed, or told by the laboratory itself of another of its items, specimens or numbers below a test: of one minute that is one sample.  What it takes
 * back is its own or was typed, and often it leaves out what that said: then whatever was typed is meant. */
static gboolean
is_said_by (const PodStudy *study,
            const PodFinding *said,
            const PodFinding *finding,
            gboolean withdraws)
{
  gboolean typed = said->origin == NULL;

  if (!typed && (withdraws || !is_of_one_laboratory (said, finding) ||
                 g_str_equal (said->origin, finding->origin)))
    return FALSE;
  return (withdraws && !has_value (finding)) || pod_import_says_the_same (study, said, finding);
}

const PodFinding *
pod_day_table_find_said (GHashTable *days,
                         const PodStudy *study,
                         gint64 owner,
                         const PodFinding *finding,
                         gboolean withdraws)
{
  const GPtrArray *same = get_same_day (days, owner, finding);

  for (guint i = 0; same != NULL && finding->when.minute >= 0 && i < same->len; i++)
    {
      const PodFinding *said = g_ptr_array_index (same, i);

      if (said->when.minute == finding->when.minute &&
          g_strcmp0 (said->observation, finding->observation) == 0 && has_value (said) &&
          is_said_by (study, said, finding, withdraws))
        return said;
    }
  return NULL;
}

/* ---- what is known ---- */

const PodFinding *
pod_known_find_day (PodKnown *known,
                    const PodStudy *study,
                    const PodCasebook *casebook,
                    const PodFinding *finding)
{
  return pod_day_table_find (known->days, study, pod_casebook_get_subject (casebook)->person,
                             finding);
}

const PodFinding *
pod_known_find_said (PodKnown *known,
                     const PodStudy *study,
                     const PodCasebook *casebook,
                     const PodFinding *finding,
                     gboolean withdraws)
{
  return pod_day_table_find_said (known->days, study, pod_casebook_get_subject (casebook)->person,
                                  finding, withdraws);
}

/* A withdrawal is of its own result only, and what is tried out is no rival of what is real. */
gboolean
pod_day_is_held (const char *cause)
{
  return !pod_arrival_cause_has (cause, "withdrawal") &&
         !pod_arrival_cause_has (cause, "test_message");
}

GPtrArray *
pod_known_list_standing (PodKnown *known,
                         const PodStudy *study,
                         const PodCasebook *casebook,
                         const PodFinding *finding,
                         const char *cause)
{
  gint64 person = pod_casebook_get_subject (casebook)->person;
  gboolean withdraws = pod_arrival_cause_has (cause, "withdrawal");
  const PodFinding *recorded = pod_known_find_recorded (known, casebook, finding);
  const GPtrArray *same = get_same_day (known->days, person, finding);
  GPtrArray *standing = g_ptr_array_new ();

  if (recorded == NULL && (withdraws || pod_day_is_held (cause)))
    recorded = pod_known_find_said (known, study, casebook, finding, withdraws);
  if (recorded != NULL)
    g_ptr_array_add (standing, (gpointer) recorded);
  if (recorded != NULL || !pod_day_is_held (cause))
    return standing;
  for (guint i = 0; same != NULL && i < same->len; i++)
    if (pod_day_is_rival (study, finding, g_ptr_array_index (same, i)))
      g_ptr_array_add (standing, g_ptr_array_index (same, i));
  return standing;
}

/* In whatever order they come. */
guint64
pod_standing_get_mark (const GPtrArray *standing)
{
  guint64 mark = 0;

  for (guint i = 0; i < standing->len; i++)
    {
      const PodFinding *finding = g_ptr_array_index (standing, i);
      guint64 one = (guint64) finding->record.id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) +
                    (guint64) finding->record.version;

      one = (one ^ one >> 29) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      mark += one ^ one >> 32;
    }
  return mark;
}

/* What nobody has settled yet, and is no attempt of the sender nor takes something back. */
static gboolean
list_open (PodKnown *known, gint64 subject, GError **error)
{
  const PodArrivalQuery query = { .subject = subject,
                                  .states = 1u << POD_ARRIVAL_CLEAR | 1u << POD_ARRIVAL_WAITING };
  g_autoptr (GPtrArray) items = pod_arrival_item_list (known->connection, NULL, &query, error);

  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const PodArrivalItem *item = g_ptr_array_index (items, i);

      if (pod_day_is_held (item->cause))
        pod_day_table_add (known->open_days, subject, &item->finding);
    }
  g_hash_table_insert (known->open, g_memdup2 (&subject, sizeof subject), g_steal_pointer (&items));
  return TRUE;
}

gboolean
pod_known_find_open_day (PodKnown *known,
                         const PodStudy *study,
                         gint64 subject,
                         const PodFinding *finding,
                         const PodFinding **found,
                         GError **error)
{
  *found = NULL;
  if (!g_hash_table_contains (known->open, &subject) && !list_open (known, subject, error))
    return FALSE;
  *found = pod_day_table_find (known->open_days, study, subject, finding);
  if (*found == NULL)
    *found = pod_day_table_find_said (known->open_days, study, subject, finding, FALSE);
  return TRUE;
}

void
pod_known_forget_open (PodKnown *known)
{
  g_hash_table_remove_all (known->open_days);
  g_hash_table_remove_all (known->open);
}
