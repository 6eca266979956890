/* What the items of an instrument add up to follows from them, as the eGFR does from a creatinine, and needs no key.  A sum says in its
 * origin which answers, in which versions, it came from: so an answer that is corrected or withdrawn withdraws the old sum, and so does an
 * amendment that gives the same answers other points. */

#include "pod-rescore.h"
#include "pod-trial-private.h"

static gboolean
is_derived (const PodFinding *finding)
{
  return finding->origin != NULL && g_str_has_prefix (finding->origin, "derived|");
}

static gboolean
is_expected (const PodScores *scores, const PodFinding *finding)
{
  for (guint i = 0; i < scores->findings->len; i++)
    if (g_strcmp0 (g_array_index (scores->findings, PodFinding, i).origin, finding->origin) == 0)
      return TRUE;
  return FALSE;
}

static void
withdraw_stale (const PodScores *scores,
                const PodCasebook *casebook,
                const char *observation,
                PodChange *change)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = 0; i < n; i++)
    if (!series[i].record.voided && is_derived (&series[i]) &&
        (!is_expected (scores, &series[i]) || pod_scores_outdate (scores, &series[i])))
      pod_change_void (change, POD_RECORD_FINDING, series[i].record.id, series[i].record.version);
}

/* Also what a person has withdrawn: that does not come back by itself.  What is there by the points of a study that is no longer in force
 * comes again by these. */
static gboolean
was_derived (const PodCasebook *casebook, const PodScores *scores, const PodFinding *score)
{
  gboolean was_there = FALSE;
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, score->observation, &n);

  for (guint i = 0; i < n; i++)
    {
      if (g_strcmp0 (series[i].origin, score->origin) != 0)
        continue;
      if (!series[i].record.voided)
        return !pod_scores_outdate (scores, &series[i]);
      was_there = TRUE;
    }
  return was_there;
}

static void
add_missing (const PodScores *scores, const PodCasebook *casebook, PodChange *change)
{
  for (guint i = 0; i < scores->findings->len; i++)
    {
      PodFinding score = g_array_index (scores->findings, PodFinding, i);

      if (was_derived (casebook, scores, &score))
        continue;
      score.record.id = pod_change_reserve (change);
      pod_change_put_finding (change, &score);
    }
}

/* Who goes on with a form changes nothing that was saved, and need not say why; that the sum of its first half goes has this reason. */
static gboolean
give_reason (PodWriting *writing, PodConnection *connection, PodChange *change, GError **error)
{
  g_autoptr (PodStamp) stamp = NULL;

  if (!pod_change_needs_reason (change) ||
      (writing->stamp->why != NULL && *writing->stamp->why != '\0'))
    return TRUE;
  stamp = pod_stamp_copy (writing->stamp);
  g_free (stamp->why);
  stamp->why = g_strdup ("more items of the form were answered");
  return pod_connection_set_stamp (connection, stamp, error);
}

gboolean
pod_derive_scores (PodWriting *writing,
                   PodConnection *connection,
                   const PodCasebook *casebook,
                   gboolean *written,
                   GError **error)
{
  const GPtrArray *observations = pod_study_get_observations (writing->study);
  g_autoptr (PodScores) scores = pod_scores_new (writing->study, casebook);
  g_autoptr (PodChange) change = pod_change_new ();

  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);

      if (observation->score != NULL)
        withdraw_stale (scores, casebook, observation->symbol.name, change);
    }
  add_missing (scores, casebook, change);
  *written = pod_change_get_n_steps (change) > 0;
  return !*written || (give_reason (writing, connection, change, error) &&
                       pod_change_apply (connection, change, NULL, error));
}
