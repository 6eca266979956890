#include "pod-need.h"

static void
set_need (GHashTable *needs, const PodSymbol *symbol, PodNeed need)
{
  if (need > pod_needs_get (needs, symbol->name))
    g_hash_table_insert (needs, (gpointer) symbol->name, GINT_TO_POINTER (need));
}

static gboolean
is_turned (const PodEvidence *evidence, guint i)
{
  return evidence->kind == POD_EVIDENCE_NOT || (evidence->kind == POD_EVIDENCE_IMPLIES && i == 0);
}

/* How many of the children have to speak for it to become @wanted. */
static guint
count_needed (const PodEvidence *evidence, PodTruth wanted)
{
  guint needed = pod_evidence_count_needed (evidence);

  return wanted == POD_TRUE ? needed : evidence->children->len - needed + 1;
}

static gboolean
is_leaf (const PodEvidence *evidence)
{
  return evidence->kind == POD_EVIDENCE_COMPARE || evidence->kind == POD_EVIDENCE_FLAG ||
         evidence->kind == POD_EVIDENCE_OVER_TIME;
}

static gboolean need_evidence (GHashTable *needs, const PodEvidence *evidence, PodTruth wanted);

/* Those that speak for it already count; of the others so many as are still needed, in the order of the rule. */
static gboolean
need_children (GHashTable *needs, const PodEvidence *evidence, PodTruth wanted)
{
  guint left = count_needed (evidence, wanted);
  gboolean any = FALSE;

  for (guint i = 0; i < evidence->children->len; i++)
    {
      const PodEvidence *child = evidence->children->pdata[i];
      PodTruth own = is_turned (evidence, i) ? pod_truth_not (wanted) : wanted;

      left -= left > 0 && child->truth == own;
    }
  for (guint i = 0; i < evidence->children->len && left > 0; i++)
    if (need_evidence (needs, evidence->children->pdata[i],
                       is_turned (evidence, i) ? pod_truth_not (wanted) : wanted))
      {
        any = TRUE;
        left--;
      }
  return any;
}

/* FALSE where it is known, or nothing that can be entered would help. */
static gboolean
need_evidence (GHashTable *needs, const PodEvidence *evidence, PodTruth wanted)
{
  g_autoptr (GPtrArray) missing = NULL;

  if (evidence->truth != POD_UNKNOWN)
    return FALSE;
  if (!is_leaf (evidence))
    return need_children (needs, evidence, wanted);
  missing = pod_evidence_get_missing (evidence);
  for (guint i = 0; i < missing->len; i++)
    set_need (needs, missing->pdata[i], POD_NEED_SURELY);
  return missing->len > 0;
}

GHashTable *
pod_needs_new (const PodScreening *screening)
{
  GHashTable *needs = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < screening->missing->len; i++)
    set_need (needs, screening->missing->pdata[i], POD_NEED_PERHAPS);
  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = screening->verdicts->pdata[i];

      if (verdict->evidence != NULL)
        need_evidence (needs, verdict->evidence,
                       verdict->criterion->kind == POD_EXCLUSION ? POD_FALSE : POD_TRUE);
    }
  return needs;
}

PodNeed
pod_needs_get (GHashTable *needs, const char *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (needs, name));
}
