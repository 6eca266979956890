#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-result-standing.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-screening-need.h"
#include "pod-words.h"

#define NO_BREAK_SPACE "\302\240"
#define WORD_JOINER "\342\201\240"

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

  if (leaf->absence == POD_ABSENCE_OUTSIDE)
    standing->outside = TRUE;
  /* Where only the day to count from is not known yet, nobody can say. */
  if (leaf->absence == POD_ABSENCE_NO_ANCHOR)
    standing->need = MAX (standing->need, POD_NEED_PERHAPS);
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

/* Before there is a result the evidence knows of no limit that it would be compared with. */
static void
take_rule (GHashTable *standings, const PodVerdict *verdict)
{
  g_autoptr (GPtrArray) symbols = pod_rule_get_symbols (verdict->criterion->rule);

  for (guint i = 0; i < symbols->len; i++)
    {
      const PodSymbol *symbol = g_ptr_array_index (symbols, i);
      PodResultStanding *standing = take_standing (standings, symbol->name);

      standing->asked = TRUE;
      standing->asks_lower |= pod_rule_asks_limit (verdict->criterion->rule, symbol, FALSE);
      standing->asks_upper |= pod_rule_asks_limit (verdict->criterion->rule, symbol, TRUE);
    }
}

static void
take_lack (const PodEvidence *leaf, gpointer standings)
{
  PodResultStanding *standing = leaf->symbol != NULL ? take_standing (standings, leaf->symbol->name)
                                                     : NULL;

  if (standing == NULL || leaf->absence != POD_ABSENCE_NO_LIMIT)
    return;
  standing->lacks_lower = standing->asks_lower && isnan (leaf->fact.lower);
  standing->lacks_upper = standing->asks_upper && isnan (leaf->fact.upper);
}

/* What is computed is typed as what it is computed from, and lacks what that lacks. */
static void
take_computed (GHashTable *standings, const PodStudy *study, const PodObservation *observation)
{
  const PodResultStanding computed = *take_standing (standings, observation->symbol.name);
  g_autoptr (GPtrArray) entries = pod_screening_list_entries (study, observation);

  for (guint i = 0; i < entries->len; i++)
    {
      const PodObservation *entry = g_ptr_array_index (entries, i);
      PodResultStanding *standing = take_standing (standings, entry->symbol.name);

      standing->asked |= computed.asked;
      standing->outside |= computed.outside;
      standing->need = MAX (standing->need, computed.need);
    }
}

static void
take_needs (GHashTable *standings, const PodScreening *screening)
{
  g_autoptr (GHashTable) needs = pod_needs_new (screening);

  for (guint i = 0; i < screening->missing->len; i++)
    {
      const PodSymbol *symbol = g_ptr_array_index (screening->missing, i);
      PodResultStanding *standing = take_standing (standings, symbol->name);

      standing->need = MAX (standing->need, pod_needs_get (needs, symbol->name));
    }
}

GHashTable *
pod_result_standings_new (const PodStudy *study, const PodScreening *screening)
{
  GHashTable *standings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  const GPtrArray *observations = pod_study_get_observations (study);

  if (screening == NULL)
    return standings;
  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);

      take_rule (standings, verdict);
      if (verdict->evidence == NULL)
        continue;
      take_evidence (standings, verdict->evidence);
      pod_evidence_foreach_leaf (verdict->evidence, FALSE, take_lack, standings);
    }
  take_needs (standings, screening);
  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);

      if (observation->derived && g_hash_table_contains (standings, observation->symbol.name))
        take_computed (standings, study, observation);
    }
  return standings;
}

const PodFinding *
pod_result_find_on_day (const PodCasebook *casebook, const char *observation, PodDate day)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);
  const PodFinding *not_done = NULL;

  for (guint i = n; i-- > 0;)
    {
      if (series[i].record.voided || !pod_date_equal (series[i].when.date, day))
        continue;
      if (pod_finding_counts (&series[i]))
        return &series[i];
      if (not_done == NULL && pod_finding_is_not_done (&series[i]))
        not_done = &series[i];
    }
  return not_done;
}

const PodFinding *
pod_result_find_before (const PodCasebook *casebook, const char *observation, PodDate day)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = n; i-- > 0;)
    if (pod_finding_counts (&series[i]) && pod_date_is_set (series[i].when.date) &&
        pod_date_last_day (series[i].when.date) < pod_date_first_day (day))
      return &series[i];
  return NULL;
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

static const char *
say_limit (const PodResultStanding *standing)
{
  if (standing->lacks_lower && standing->lacks_upper)
    return _ ("limits of normal missing");
  return standing->lacks_upper ? _ ("upper limit of normal missing")
                               : _ ("lower limit of normal missing");
}

static void
add_counting (GString *words, const PodResultStanding *standing)
{
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (standing->outside)
    add_piece (words, _ ("too old: it no longer counts"));
  else if (pod_result_standing_lacks_limit (standing))
    add_piece (words, say_limit (standing));
  else if (standing->need == POD_NEED_SURELY)
    add_piece (words, _ ("not enough to decide"));
  else if (pod_date_is_set (standing->until))
    {
      date = pod_date_to_words (standing->until);
      text = g_strdup_printf (_ ("counts until %s"), date);
      add_piece (words, text);
    }
}

static const char *
say_missing (const PodResultStanding *standing)
{
  if (standing == NULL || !standing->asked)
    return C_ ("result", "No value");
  if (standing->need == POD_NEED_PERHAPS)
    return _ ("May be needed: that depends on other answers");
  return standing->need == POD_NEED_SURELY ? _ ("Missing: a criterion asks for it")
                                           : _ ("Not needed as things stand");
}

gboolean
pod_result_standing_lacks_limit (const PodResultStanding *standing)
{
  return standing->need != POD_NEED_NONE && (standing->lacks_lower || standing->lacks_upper);
}

gboolean
pod_result_standing_is_missing (const PodResultStanding *standing)
{
  return standing->asked && standing->need == POD_NEED_SURELY;
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
    return g_strdup (say_missing (standing));
  words = g_string_new (NULL);
  value = pod_finding_to_words (study, latest);
  date = pod_moment_to_words (latest->when);
  add_piece (words, value);
  add_piece (words, date);
  add_piece (words, say_source (latest->source));
  add_piece (words, latest->laboratory);
  if (standing != NULL)
    add_counting (words, standing);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* A narrow column breaks before the dot, which belongs to what follows it, and not within a word of Chinese. */
static void
add_unbroken (GString *words, const char *piece)
{
  g_string_append (words, " ·" NO_BREAK_SPACE);
  for (const char *p = piece; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (p != piece && g_unichar_iswide (g_utf8_get_char (p)))
        g_string_append (words, WORD_JOINER);
      g_string_append_unichar (words, g_utf8_get_char (p));
    }
}

char *
pod_result_origin_to_words (const PodFinding *finding)
{
  GString *words = g_string_new (NULL);
  g_autofree char *date = pod_moment_to_words (finding->when);

  g_string_append (words, date);
  add_unbroken (words, say_source (finding->source));
  return g_string_free (words, FALSE);
}
