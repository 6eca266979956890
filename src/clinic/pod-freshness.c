#include "pod-freshness.h"

#include "pod-clinic-private.h"
#include "pod-course.h"

/* What a value is taken for while its evidence is being walked. */
typedef struct
{
  GArray *items;
  PodFreshItem item;
} Walk;

static gboolean
is_leaf (const PodEvidence *evidence)
{
  return evidence->kind == POD_EVIDENCE_COMPARE || evidence->kind == POD_EVIDENCE_FLAG ||
         evidence->kind == POD_EVIDENCE_OVER_TIME;
}

static void
add_value (Walk *walk, const PodEvidence *value)
{
  if (value->symbol == NULL || value->absence != POD_ABSENCE_NONE)
    return;
  walk->item.symbol = value->symbol;
  walk->item.ref = value->fact.ref;
  walk->item.when = value->fact.when.date;
  walk->item.until = value->valid_until;
  g_array_append_val (walk->items, walk->item);
}

/* Of what reads several values each has its own last day.  Where the leaf as a whole ends earlier, because days go on by themselves,
 * that is said of the first. */
static void
add_leaf (Walk *walk, const PodEvidence *leaf)
{
  gboolean said = FALSE;

  for (guint i = 0; i < leaf->children->len; i++)
    {
      const PodEvidence *value = leaf->children->pdata[i];

      if (!pod_date_is_set (value->valid_until))
        continue;
      add_value (walk, value);
      said = said || pod_date_equal (value->valid_until, leaf->valid_until);
    }
  if (!said)
    add_value (walk, leaf);
}

/* Where not all children that carry the verdict are needed, only those count without which it no longer stands. */
static gboolean
is_stood_in_for (const PodEvidence *evidence, const PodEvidence *child)
{
  return pod_evidence_count_needed (evidence) < evidence->children->len &&
         pod_date_compare (child->valid_until, evidence->valid_until) < 0;
}

static void
walk_evidence (Walk *walk, const PodEvidence *evidence)
{
  if (is_leaf (evidence))
    {
      add_leaf (walk, evidence);
      return;
    }
  for (guint i = 0; i < evidence->children->len; i++)
    {
      const PodEvidence *child = evidence->children->pdata[i];

      if (child->decides && !is_stood_in_for (evidence, child))
        walk_evidence (walk, child);
    }
}

static void
add_rule (Walk *walk,
          const PodRule *rule,
          const PodWindow *window,
          const PodFacts *facts,
          PodDate as_of,
          gboolean inclusion)
{
  g_autoptr (PodEvidence) evidence = pod_rule_evaluate (rule, facts, window, as_of);

  if (evidence->truth == POD_UNKNOWN)
    return;
  walk->item.passes = (evidence->truth == POD_TRUE) == inclusion;
  walk_evidence (walk, evidence);
}

/* The earliest day that is planned together with day 0: by then the subject has to be enrolled. */
static int
find_first_offset (const PodStudy *study)
{
  const GPtrArray *anchors = pod_study_get_anchors (study);
  int first = 0;

  for (guint i = 0; i < anchors->len; i++)
    {
      const PodAnchor *anchor = anchors->pdata[i];

      if (anchor->planned)
        first = MIN (first, anchor->event_days);
    }
  return first;
}

static void
add_criteria (Walk *walk,
              const PodStudy *study,
              const PodFacts *facts,
              const char *cohort,
              PodDate as_of)
{
  const GPtrArray *criteria = pod_study_get_criteria (study);

  walk->item = (PodFreshItem){ .offset = find_first_offset (study) };
  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = criteria->pdata[i];

      walk->item.criterion = criterion;
      if (pod_criterion_applies (criterion, cohort))
        add_rule (walk, criterion->rule, &criterion->window, facts, as_of,
                  criterion->kind == POD_INCLUSION);
    }
}

static void
add_check (Walk *walk,
           const PodStudy *study,
           const PodFacts *facts,
           const PodCheck *check,
           const char *cohort,
           PodDate as_of)
{
  for (guint i = 0; i < check->conditions->len; i++)
    {
      const PodCondition *condition = check->conditions->pdata[i];
      const PodAnchor *anchor = condition->window.anchor
                                    ? pod_study_find_anchor (study, condition->window.anchor)
                                    : NULL;

      walk->item = (PodFreshItem){ .condition = condition,
                                   .offset = anchor ? anchor->event_days : 0 };
      if (pod_condition_applies (condition, cohort))
        add_rule (walk, condition->rule, &condition->window, facts, as_of, TRUE);
    }
}

static gboolean
is_day_planned (const PodStudy *study, const PodCasebook *casebook)
{
  const GPtrArray *anchors = pod_study_get_anchors (study);

  for (guint i = 0; i < anchors->len; i++)
    {
      const PodAnchor *anchor = anchors->pdata[i];

      if (anchor->planned &&
          pod_date_is_set (pod_casebook_get_anchor (study, casebook, anchor->id)))
        return TRUE;
    }
  return FALSE;
}

static void
add_checks (Walk *walk,
            const PodStudy *study,
            const PodCasebook *casebook,
            const PodFacts *facts,
            PodDate as_of)
{
  const GPtrArray *checks = pod_study_get_checks (study);
  const char *cohort = pod_clinic_get_cohort (study, casebook);

  for (guint i = 0; i < checks->len; i++)
    {
      const PodCheck *check = checks->pdata[i];

      if (!pod_date_is_set (pod_clinic_get_anchor_until (study, casebook, check->before, as_of)))
        add_check (walk, study, facts, check, cohort, as_of);
    }
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const PodFreshItem *first = a, *second = b;
  int order = pod_date_compare (first->until, second->until);

  return order ? order : g_strcmp0 (first->symbol->name, second->symbol->name);
}

/* Days that are planned are left out, so that every look-back counts from the day of the question and says how long it holds. */
PodFreshness *
pod_freshness_new (const PodStudy *study,
                   const PodSite *site,
                   const PodCasebook *casebook,
                   PodDate as_of)
{
  PodFreshness *freshness = g_new0 (PodFreshness, 1);
  PodSubjectState state = pod_subject_state (study, casebook, as_of);
  Walk walk = { g_array_new (FALSE, FALSE, sizeof (PodFreshItem)), { NULL } };
  PodFacts facts;

  freshness->as_of = as_of;
  freshness->items = walk.items;
  pod_casebook_facts_init (&facts, study, site, casebook);
  pod_clinic_facts_set_day (&facts, as_of);
  pod_clinic_facts_set_floating (&facts);
  if (state == POD_STATE_SCREENING)
    add_criteria (&walk, study, &facts, pod_clinic_get_cohort (study, casebook), as_of);
  if (state == POD_STATE_ENROLLED || state == POD_STATE_LYMPHODEPLETION ||
      (state == POD_STATE_SCREENING && is_day_planned (study, casebook)))
    add_checks (&walk, study, casebook, &facts, as_of);
  pod_casebook_facts_clear (&facts);
  g_array_sort (freshness->items, compare_items);
  return freshness;
}

void
pod_freshness_free (PodFreshness *freshness)
{
  g_array_unref (freshness->items);
  g_free (freshness);
}

static const PodFreshItem *
get_item (const PodFreshness *freshness, guint index)
{
  return &g_array_index (freshness->items, PodFreshItem, index);
}

static gboolean
counts (const PodFreshItem *item)
{
  return item->passes && pod_date_is_set (item->until);
}

const PodFreshItem *
pod_freshness_get_first (const PodFreshness *freshness)
{
  for (guint i = 0; i < freshness->items->len; i++)
    if (counts (get_item (freshness, i)))
      return get_item (freshness, i);
  return NULL;
}

GPtrArray *
pod_freshness_list_repeats (const PodFreshness *freshness, PodDate day_0)
{
  GPtrArray *repeats = g_ptr_array_new ();

  for (guint i = 0; i < freshness->items->len; i++)
    {
      const PodFreshItem *item = get_item (freshness, i);

      if (counts (item) &&
          pod_date_first_day (item->until) < pod_date_first_day (day_0) + item->offset)
        g_ptr_array_add (repeats, (gpointer) item);
    }
  return repeats;
}

GPtrArray *
pod_freshness_list_within (const PodFreshness *freshness, int days)
{
  GPtrArray *soon = g_ptr_array_new ();
  gint32 last = pod_date_first_day (freshness->as_of) + days;

  for (guint i = 0; i < freshness->items->len; i++)
    if (counts (get_item (freshness, i)) &&
        pod_date_first_day (get_item (freshness, i)->until) <= last)
      g_ptr_array_add (soon, (gpointer) get_item (freshness, i));
  return soon;
}

int
pod_freshness_get_notice (const PodStudy *study)
{
  const char *days = pod_study_get (study, "expires_soon");

  return days ? (int) g_ascii_strtoll (days, NULL, 10) : 0;
}
