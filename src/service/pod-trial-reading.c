/* The ledger of readings: what another reading would change, and who settled which. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-trial-reading.h"

#include <glib/gi18n-lib.h>

#include "pod-trial-private.h"

/* Beside the reading's own setting, which holds the choice. */
#define BY ".by"
#define ON ".on"

void
pod_settled_clear (PodSettled *settled)
{
  g_clear_pointer (&settled->by, g_free);
}

static void
free_effect (gpointer data)
{
  PodEffect *effect = data;

  g_free (effect->number);
  pod_screening_change_free (effect->change);
  g_free (effect);
}

GPtrArray *
pod_effects_new (void)
{
  return g_ptr_array_new_with_free_func (free_effect);
}

void
pod_effects_add (GPtrArray *effects,
                 const PodCasebook *casebook,
                 const PodScreening *before,
                 const PodScreening *after)
{
  g_autoptr (PodScreeningChange) change = pod_screening_compare (before, after);
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  PodEffect *effect;

  if (pod_screening_change_is_empty (change))
    return;
  effect = g_new0 (PodEffect, 1);
  effect->subject = subject->record.id;
  effect->number = g_strdup (pod_subject_get_number (subject));
  effect->change = g_steal_pointer (&change);
  g_ptr_array_add (effects, effect);
}

GPtrArray *
pod_trial_compare_with (PodTrial *self, const PodStudy *study, const PodSite *site)
{
  GPtrArray *effects = pod_effects_new ();
  GListModel *subjects = G_LIST_MODEL (self->subjects);

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);
      const PodCasebook *casebook = pod_subject_item_get_casebook (item);
      PodDate day = pod_screening_get_day (casebook, pod_trial_get_today (self));
      g_autoptr (PodScreening) before = pod_screening_new (self->study, self->site, casebook, day);
      g_autoptr (PodScreening) after = pod_screening_new (study, site, casebook, day);

      pod_effects_add (effects, casebook, before, after);
    }
  return effects;
}

/* ---- one reading ---- */

static gboolean
refuse (PodTrial *self, const char *field, const char *message, GError **error)
{
  pod_trial_add_problem (self, field, message);
  return pod_trial_set_input_error (self, error);
}

/* NULL with an error where there is no such reading or choice. */
static const PodReading *
find_choice (PodTrial *self, const char *reading, const char *choice, GError **error)
{
  const PodReading *known = pod_study_find_reading (self->study, reading);

  if (known == NULL)
    refuse (self, "reading", _ ("The study has no such reading."), error);
  else if (pod_reading_find_choice (known, choice) == NULL)
    refuse (self, "choice", _ ("The study does not name this way of reading it."), error);
  else
    return known;
  return NULL;
}

GPtrArray *
pod_trial_compare_reading (PodTrial *self, const char *reading, const char *choice, GError **error)
{
  g_autoptr (PodSite) site = NULL;

  if (!pod_trial_require (self, POD_VERB_READ, error) ||
      find_choice (self, reading, choice, error) == NULL)
    return NULL;
  site = pod_site_with_setting (self->site, reading, choice);
  return pod_trial_compare_with (self, self->study, site);
}

gboolean
pod_trial_is_reading_asked (PodTrial *self, const char *reading)
{
  const PodReading *known = pod_study_find_reading (self->study, reading);

  return known != NULL && known->asked;
}

/* ---- settling ---- */

typedef struct
{
  PodStamp *stamp;
  const char *reading;
  const char *choice;
  char *day;
} Settling;

static gboolean
set_beside (PodConnection *connection,
            const Settling *settling,
            const char *suffix,
            const char *value,
            GError **error)
{
  g_autofree char *key = g_strconcat (settling->reading, suffix, NULL);

  return pod_setting_set (connection, key, value, error);
}

static gpointer
settle (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Settling *settling = data;
  g_autoptr (PodSnapshot) snapshot = NULL;

  if (!pod_trial_begin_writing (connection, settling->stamp, error) ||
      !pod_setting_set (connection, settling->reading, settling->choice, error) ||
      !set_beside (connection, settling, BY, settling->stamp->user, error) ||
      !set_beside (connection, settling, ON, settling->day, error))
    return NULL;
  snapshot = pod_snapshot_new ();
  snapshot->site = pod_site_load (connection, error);
  return snapshot->site != NULL ? g_steal_pointer (&snapshot) : NULL;
}

static gboolean
check_settling (PodTrial *self,
                const char *reading,
                const char *choice,
                const char *why,
                GError **error)
{
  const PodReading *known;

  if (!pod_trial_require (self, POD_VERB_SETTLE, error) ||
      (known = find_choice (self, reading, choice, error)) == NULL)
    return FALSE;
  if (!g_str_equal (choice, known->in_force) && !pod_trial_is_reading_asked (self, reading))
    return refuse (self, "choice",
                   _ ("No rule of the study asks for this choice: it needs an amendment of the "
                      "study definition."),
                   error);
  if (why != NULL && *why != '\0')
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON,
                       _ ("Say why it is read so."));
  return FALSE;
}

gboolean
pod_trial_settle_reading (PodTrial *self,
                          const char *reading,
                          const char *choice,
                          const char *why,
                          GError **error)
{
  Settling settling = { .reading = reading, .choice = choice };
  g_autoptr (PodSnapshot) snapshot = NULL;
  g_autoptr (PodStamp) stamp = NULL;
  g_autofree char *day = NULL;

  if (!check_settling (self, reading, choice, why, error))
    return FALSE;
  settling.stamp = stamp = pod_trial_make_stamp (self, why);
  settling.day = day = pod_date_to_string (pod_trial_get_today (self));
  snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, settle, &settling,
                                (GDestroyNotify) pod_snapshot_free, NULL, error);
  if (snapshot == NULL)
    return FALSE;
  pod_trial_take_snapshot (self, snapshot);
  return TRUE;
}

/* Whether what is in force is what was settled: a study that was amended since may not name that choice, or not ask for it. */
static gboolean
is_settled (PodTrial *self, const char *reading)
{
  const PodReading *known = pod_study_find_reading (self->study, reading);
  const char *choice = pod_site_get_setting (self->site, reading);

  return known != NULL && choice != NULL &&
         g_str_equal (pod_reading_get_in_force (known, self->site), choice);
}

PodSettled
pod_trial_get_settled (PodTrial *self, const char *reading)
{
  g_autofree char *by = g_strconcat (reading, BY, NULL);
  g_autofree char *on = g_strconcat (reading, ON, NULL);
  const char *day = pod_site_get_setting (self->site, on);
  PodSettled settled = { NULL, POD_DATE_NONE };

  if (!is_settled (self, reading))
    return settled;
  settled.by = g_strdup (pod_site_get_setting (self->site, by));
  if (day != NULL)
    pod_date_parse (day, &settled.on);
  return settled;
}

gboolean
pod_trial_is_any_settled (PodTrial *self)
{
  const GPtrArray *readings = pod_study_get_readings (self->study);

  for (guint i = 0; i < readings->len; i++)
    {
      const PodReading *reading = g_ptr_array_index (readings, i);

      if (is_settled (self, reading->observation.symbol.name))
        return TRUE;
    }
  return FALSE;
}
