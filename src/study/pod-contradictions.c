#include "pod-contradictions.h"

#include <math.h>

#include "pod-consistency.h"

static PodClaim
claim (const PodCriterion *criterion, gboolean holds)
{
  return (PodClaim){ criterion->rule, &criterion->window, NULL, holds };
}

static gboolean
can_hold (const PodCriterion *a, gboolean a_holds, const PodCriterion *b, gboolean b_holds)
{
  const PodClaim claims[] = { claim (a, a_holds), claim (b, b_holds) };

  return pod_claims_can_hold (claims, G_N_ELEMENTS (claims));
}

static void
add (GArray *found,
     PodContradictionKind kind,
     const PodCriterion *a,
     const PodCriterion *b,
     const PodNode *part)
{
  const PodContradiction item = {
    .kind = kind,
    .a = a,
    .b = b,
    .part = part != NULL ? pod_part_get_text (part) : NULL,
    .symbol = part != NULL ? pod_part_get_symbol (part) : NULL,
    .lower = NAN,
    .upper = NAN,
  };

  g_array_append_val (found, item);
}

/* Whether some cohort has both. */
static gboolean
meet (const PodStudy *study, const PodCriterion *a, const PodCriterion *b)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (study);

  for (guint i = 0; i < cohorts->len; i++)
    {
      const char *id = ((const PodCohort *) cohorts->pdata[i])->id;

      if (pod_criterion_applies (a, id) && pod_criterion_applies (b, id))
        return TRUE;
    }
  return cohorts->len == 0;
}

static gboolean
share_symbol (const PodCriterion *a, const PodCriterion *b)
{
  g_autoptr (GPtrArray) first = pod_rule_get_symbols (a->rule);
  g_autoptr (GPtrArray) second = pod_rule_get_symbols (b->rule);

  for (guint i = 0; i < first->len; i++)
    if (g_ptr_array_find (second, first->pdata[i], NULL))
      return TRUE;
  return FALSE;
}

static gboolean
look_at_one (GArray *found, const PodCriterion *criterion)
{
  const PodClaim holds = claim (criterion, TRUE), fails = claim (criterion, FALSE);
  guint before = found->len;

  if (!pod_claims_can_hold (&holds, 1))
    add (found, POD_NEVER, criterion, NULL, NULL);
  if (!pod_claims_can_hold (&fails, 1))
    add (found, POD_ALWAYS, criterion, NULL, NULL);
  return found->len == before;
}

static gboolean
look_at_whole (GArray *found, const PodCriterion *a, const PodCriterion *b)
{
  guint before = found->len;

  if (!can_hold (a, TRUE, b, TRUE))
    add (found, POD_EXCLUDES, a, b, NULL);
  if (!can_hold (a, TRUE, b, FALSE))
    add (found, POD_IMPLIES, a, b, NULL);
  if (!can_hold (a, FALSE, b, TRUE))
    add (found, POD_IMPLIES, b, a, NULL);
  if (!can_hold (a, FALSE, b, FALSE))
    add (found, POD_EXHAUSTS, a, b, NULL);
  return found->len == before;
}

/* Pieces of @b that cannot be why it holds where @a holds, though they can elsewhere. */
static void
look_at_parts (GArray *found, const PodCriterion *a, const PodCriterion *b)
{
  g_autoptr (GPtrArray) parts = pod_rule_list_parts (b->rule);

  for (guint i = 0; i < parts->len; i++)
    {
      const PodClaim claims[] = { claim (b, TRUE),
                                  { b->rule, &b->window, parts->pdata[i], TRUE },
                                  claim (a, TRUE) };

      if (!pod_claims_can_hold (claims, 3) && pod_claims_can_hold (claims, 2))
        add (found, POD_PART_DEAD, a, b, parts->pdata[i]);
    }
}

static void
look_between (GArray *found,
              const PodCriterion *a,
              const PodNode *part,
              const PodCriterion *b,
              const PodNode *needed)
{
  PodBound first, second, both;

  if (!pod_part_get_bound (part, &a->window, &first) ||
      !pod_part_get_bound (needed, &b->window, &second) ||
      !pod_bound_intersect (&first, &second, &both))
    return;
  /* An end from each of the two, and no more. */
  if (!isfinite (both.lower) || !isfinite (both.upper) ||
      (isfinite (first.lower) && isfinite (first.upper)) ||
      (isfinite (second.lower) && isfinite (second.upper)))
    return;
  add (found, POD_LEAVES, a, b, part);
  {
    PodContradiction *item = &g_array_index (found, PodContradiction, found->len - 1);

    item->symbol = both.symbol;
    item->lower = both.lower;
    item->upper = both.upper;
    item->lower_strict = both.lower_strict;
    item->upper_strict = both.upper_strict;
  }
}

/* Both are asked of who enters: a piece of the one against what the other needs. */
static void
look_at_room (GArray *found, const PodCriterion *a, const PodCriterion *b)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GPtrArray) needed = NULL;

  if (a->kind != POD_INCLUSION || b->kind != POD_INCLUSION)
    return;
  parts = pod_rule_list_parts (a->rule);
  needed = pod_rule_list_parts (b->rule);
  for (guint i = 0; i < parts->len; i++)
    for (guint j = 0; j < needed->len; j++)
      if (pod_rule_needs_part (b->rule, needed->pdata[j]))
        look_between (found, a, parts->pdata[i], b, needed->pdata[j]);
}

static void
look_at_pair (GArray *found, const PodCriterion *a, const PodCriterion *b)
{
  if (!share_symbol (a, b))
    return;
  if (look_at_whole (found, a, b))
    {
      look_at_parts (found, a, b);
      look_at_parts (found, b, a);
    }
  look_at_room (found, a, b);
  look_at_room (found, b, a);
}

GArray *
pod_study_find_contradictions (const PodStudy *study)
{
  const GPtrArray *criteria = pod_study_get_criteria (study);
  g_autoptr (GPtrArray) sound = g_ptr_array_new ();
  GArray *found = g_array_new (FALSE, FALSE, sizeof (PodContradiction));

  /* What is at odds with itself is so with every other. */
  for (guint i = 0; i < criteria->len; i++)
    if (look_at_one (found, criteria->pdata[i]))
      g_ptr_array_add (sound, criteria->pdata[i]);
  for (guint i = 0; i < sound->len; i++)
    for (guint j = i + 1; j < sound->len; j++)
      if (meet (study, sound->pdata[i], sound->pdata[j]))
        look_at_pair (found, sound->pdata[i], sound->pdata[j]);
  return found;
}
