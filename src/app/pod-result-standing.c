#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-result-standing.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

static PodResultStanding *
take_standing (GHashTable *standings, const char *name)
{
  PodResultStanding *standing = g_hash_table_lookup (standings, name);

  if (standing == NULL)
    {
      standing = g_new0 (PodResultStanding, 1);
      g_hash_table_insert (standings, (gpointer) name, standing);
    }
  return standing;
}

static void
take_leaf (GHashTable *standings, const PodEvidence *leaf)
{
  PodResultStanding *standing = take_standing (standings, leaf->symbol->name);

  standing->asked = TRUE;
  if (leaf->absence == POD_ABSENCE_OUTSIDE)
    standing->outside = TRUE;
  if (leaf->absence == POD_ABSENCE_NONE && pod_date_is_set (leaf->valid_until) &&
      pod_date_compare (leaf->valid_until, standing->until) < 0)
    standing->until = leaf->valid_until;
}

/* Also what is below a comparison that reads several. */
static void
take_evidence (GHashTable *standings, const PodEvidence *evidence)
{
  if (evidence->symbol != NULL)
    take_leaf (standings, evidence);
  for (guint i = 0; i < evidence->children->len; i++)
    take_evidence (standings, g_ptr_array_index (evidence->children, i));
}

GHashTable *
pod_result_standings_new (const PodScreening *screening)
{
  GHashTable *standings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; screening != NULL && i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);

      if (verdict->evidence != NULL)
        take_evidence (standings, verdict->evidence);
    }
  return standings;
}

const PodFinding *
pod_result_find_latest (const PodCasebook *casebook, const char *observation)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = n; i-- > 0;)
    if (pod_finding_counts (&series[i]))
      return &series[i];
  return NULL;
}

const PodFinding *
pod_result_find_not_done (const PodCasebook *casebook, const char *observation)
{
  const PodFinding *latest = pod_result_find_latest (casebook, observation);
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = n; i-- > 0;)
    if (!series[i].record.voided && pod_finding_is_not_done (&series[i]))
      return latest == NULL || pod_moment_compare (series[i].when, latest->when) > 0 ? &series[i]
                                                                                     : NULL;
  return NULL;
}

char *
pod_result_not_done_to_words (const PodStudy *study, const PodFinding *not_done)
{
  g_autofree char *value = pod_finding_to_words (study, not_done);
  g_autofree char *date = pod_moment_to_words (not_done->when);

  /* Translators: a day on which somebody asked for a test, and "not done: specimen lost". */
  return g_strdup_printf (_ ("Asked for on %1$s, %2$s"), date, value);
}

static const char *
say_source (const char *source)
{
  if (g_strcmp0 (source, "import") == 0)
    return C_ ("source of a result", "imported");
  if (g_strcmp0 (source, "derived") == 0)
    return C_ ("source of a result", "computed");
  if (g_strcmp0 (source, "demo") == 0)
    return C_ ("source of a result", "demonstration");
  return C_ ("source of a result", "typed");
}

static void
add_piece (GString *words, const char *piece)
{
  if (piece != NULL && *piece != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", piece);
}

static void
add_counting (GString *words, const PodResultStanding *standing)
{
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (standing == NULL)
    return;
  if (standing->outside)
    {
      add_piece (words, _ ("too old: it no longer counts"));
      return;
    }
  if (!pod_date_is_set (standing->until))
    return;
  date = pod_date_to_words (standing->until);
  text = g_strdup_printf (_ ("counts until %s"), date);
  add_piece (words, text);
}

char *
pod_result_standing_to_words (const PodStudy *study,
                              const PodFinding *latest,
                              const PodResultStanding *standing)
{
  g_autoptr (GString) words = NULL;
  g_autofree char *value = NULL;
  g_autofree char *date = NULL;

  if (latest == NULL)
    return g_strdup (standing != NULL && standing->asked ? _ ("Missing: a criterion asks for it")
                                                         : C_ ("result", "No value"));
  words = g_string_new (NULL);
  value = pod_finding_to_words (study, latest);
  date = pod_moment_to_words (latest->when);
  add_piece (words, value);
  add_piece (words, date);
  add_piece (words, say_source (latest->source));
  add_piece (words, latest->laboratory);
  add_counting (words, standing);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
