/* Two patients side by side: whom the laboratory's own text names, and whose the result would become. */

#include "pod-trial-arrival-person.h"

#include "pod-importing.h"

typedef struct
{
  gint64 item;
  PodKey *key;
  GPtrArray *maps; /* PodLabMap */
} Comparing;

void
pod_arrival_person_free (PodArrivalPerson *person)
{
  if (person == NULL)
    return;
  pod_arrival_free_text (person->number);
  g_free (person->sex);
  g_free (person->subject_number);
  g_free (person->subject_sex);
  g_free (person);
}

/* ---- what differs ---- */

PodTruth
pod_judge_is_same_sex (const char *a, const char *b)
{
  if (a == NULL || b == NULL || *a == '\0' || *b == '\0')
    return POD_UNKNOWN;
  return pod_truth_from_boolean (g_str_equal (a, b));
}

/* Of a date that is only a year, what certainly is another. */
PodTruth
pod_judge_is_same_date (PodDate a, PodDate b)
{
  if (!pod_date_is_set (a) || !pod_date_is_set (b))
    return POD_UNKNOWN;
  if (pod_date_is_before (a, b) == POD_TRUE || pod_date_is_before (b, a) == POD_TRUE)
    return POD_FALSE;
  return a.day != 0 && b.day != 0 ? POD_TRUE : POD_UNKNOWN;
}

/* ---- the two ---- */

static void
take_found (PodArrivalPerson *person, const PodLabItem *found)
{
  person->is_read = TRUE;
  person->number = g_strdup (found->subject_key);
  person->sex = g_strdup (found->sex);
  person->birth = found->birth;
}

/* Which map it came in by is not kept: the first that finds it. */
static gboolean
read_file (const Comparing *comparing,
           PodConnection *connection,
           const PodArrivalItem *item,
           PodArrivalPerson *person,
           GError **error)
{
  g_autoptr (PodArrival) arrival = pod_arrival_table_get (connection, item->arrival, error);
  GError *local = NULL;
  char *heading;

  if (arrival == NULL)
    return FALSE;
  heading = pod_arrival_table_open_heading (connection, comparing->key->vault, arrival->id, &local);
  for (guint i = 0; local == NULL && !person->is_read && i < comparing->maps->len; i++)
    {
      const PodLabItem *found = NULL;
      g_autoptr (PodLabFile)
          file = pod_judge_read_raw (arrival, heading, item, comparing->maps->pdata[i], &found);

      if (found != NULL)
        take_found (person, found);
    }
  pod_arrival_free_text (heading);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
compare_with_subject (const Comparing *comparing,
                      PodConnection *connection,
                      const PodArrivalItem *item,
                      PodArrivalPerson *person,
                      GError **error)
{
  g_autoptr (PodKnown) known = pod_known_new (connection, comparing->key->vault, error);
  const PodCasebook *casebook = known != NULL ? pod_known_get (known, item->record.subject, error)
                                              : NULL;
  const PodSubject *subject;
  PodDate birth;

  if (casebook == NULL || !pod_known_find_birth (known, casebook, &birth, error))
    return FALSE;
  subject = pod_casebook_get_subject (casebook);
  person->subject_number = pod_import_say_subject (subject);
  person->subject_sex = g_strdup (subject->sex);
  person->is_same_sex = pod_judge_is_same_sex (person->sex, subject->sex);
  person->is_same_birth = pod_judge_is_same_date (person->birth, birth);
  return TRUE;
}

static gpointer
compare (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Comparing *comparing = data;
  const PodArrivalQuery query = { .id = comparing->item, .with_raw = TRUE };
  g_autoptr (GPtrArray)
      stored = pod_arrival_item_list (connection, comparing->key->vault, &query, error);
  g_autoptr (PodArrivalPerson) person = g_new0 (PodArrivalPerson, 1);

  if (stored == NULL)
    return NULL;
  if (stored->len == 0)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND, "no such result");
      return NULL;
    }
  if (!read_file (comparing, connection, stored->pdata[0], person, error) ||
      !compare_with_subject (comparing, connection, stored->pdata[0], person, error))
    return NULL;
  return g_steal_pointer (&person);
}

static Comparing *
comparing_new (PodTrial *self, const char *laboratory, gint64 item, GError **error)
{
  GPtrArray *maps = pod_trial_load_lab_maps (self, NULL, laboratory, error);
  Comparing *comparing;

  if (maps == NULL)
    return NULL;
  comparing = g_new0 (Comparing, 1);
  *comparing = (Comparing){ item, pod_key_ref (self->key), maps };
  return comparing;
}

static void
comparing_free (Comparing *comparing)
{
  pod_key_unref (comparing->key);
  g_ptr_array_unref (comparing->maps);
  g_free (comparing);
}

void
pod_trial_compare_person_async (PodTrial *self,
                                const char *laboratory,
                                gint64 item,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_compare_person_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  Comparing *comparing = NULL;

  if (pod_trial_require (self, POD_VERB_IMPORT, &error))
    comparing = comparing_new (self, laboratory, item, &error);
  if (comparing != NULL)
    pod_trial_read_in_session (task, compare, comparing, (GDestroyNotify) comparing_free,
                               (GDestroyNotify) pod_arrival_person_free);
  else
    g_task_return_error (task, error);
}

PodArrivalPerson *
pod_trial_compare_person_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
