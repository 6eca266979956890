#include "pod-next-test.h"

/* One draw of blood, one collection, one question: what is missing of one panel at one burden. */
typedef struct
{
  PodNextTest test;
  GPtrArray *symbols; /* what the rules lack */
} Order;

static void
free_order (gpointer data)
{
  Order *order = data;

  g_ptr_array_unref (order->test.observations);
  g_ptr_array_unref (order->test.decides);
  g_ptr_array_unref (order->test.may_decide);
  g_ptr_array_unref (order->symbols);
  g_free (order);
}

static void
add_once (GPtrArray *array, gconstpointer item)
{
  if (!g_ptr_array_find (array, item, NULL))
    g_ptr_array_add (array, (gpointer) item);
}

/* What a computed value is computed from, lasting facts of the subject aside; itself where it is not computed. */
static void
add_sources (const PodStudy *study, const PodObservation *observation, GPtrArray *sources)
{
  const PodEquation *equation = NULL;
  g_autoptr (GPtrArray) symbols = NULL;

  if (observation->derived)
    equation = pod_study_find_equation (study, observation->symbol.name,
                                        pod_study_get (study, "egfr_equation"));
  symbols = equation ? pod_rule_get_symbols (equation->rule) : NULL;
  for (guint i = 0; symbols && i < symbols->len; i++)
    if (!((const PodSymbol *) symbols->pdata[i])->lasting)
      add_once (sources, symbols->pdata[i]);
  if (!symbols)
    add_once (sources, observation);
}

static Order *
find_order (const PodStudy *study, GPtrArray *orders, const PodObservation *observation)
{
  const PodGroup *panel = pod_study_find_group (study, observation->group);
  const PodBurden *burden = pod_study_find_burden (study, observation->burden);
  Order *order;

  for (guint i = 0; panel && i < orders->len; i++)
    {
      order = orders->pdata[i];
      if (order->test.panel == panel && order->test.burden == burden)
        return order;
    }
  order = g_new0 (Order, 1);
  order->test = (PodNextTest){ panel, burden, g_ptr_array_new (), g_ptr_array_new (),
                               g_ptr_array_new () };
  order->symbols = g_ptr_array_new ();
  g_ptr_array_add (orders, order);
  return order;
}

static void
collect (const PodStudy *study, const PodScreening *screening, GPtrArray *orders)
{
  for (guint i = 0; i < screening->missing->len; i++)
    {
      const PodObservation *observation = screening->missing->pdata[i];
      Order *order = find_order (study, orders, observation);

      add_once (order->symbols, observation);
      add_sources (study, observation, order->test.observations);
    }
}

/* ---- what it would decide ---- */

static gboolean
is_leaf (const PodEvidence *evidence)
{
  return evidence->kind == POD_EVIDENCE_COMPARE || evidence->kind == POD_EVIDENCE_FLAG ||
         evidence->kind == POD_EVIDENCE_OVER_TIME;
}

static gboolean
is_supplied (const PodEvidence *value, const GPtrArray *symbols)
{
  return value->symbol != NULL && value->absence != POD_ABSENCE_NO_ANCHOR &&
         g_ptr_array_find ((GPtrArray *) symbols, value->symbol, NULL);
}

/* Whether all that an undecided leaf lacks is among @symbols. */
static gboolean
would_decide (const PodEvidence *leaf, const GPtrArray *symbols)
{
  gboolean lacks = FALSE;

  for (guint i = 0; i < leaf->children->len; i++)
    {
      const PodEvidence *value = leaf->children->pdata[i];

      if (value->absence == POD_ABSENCE_NONE)
        continue;
      if (!is_supplied (value, symbols))
        return FALSE;
      lacks = TRUE;
    }
  return lacks || is_supplied (leaf, symbols);
}

static PodTruth assume (const PodEvidence *evidence, const GPtrArray *symbols, PodTruth answer);

static PodTruth
assume_list (const PodEvidence *evidence, const GPtrArray *symbols, PodTruth answer)
{
  guint n[3] = { 0 };

  for (guint i = 0; i < evidence->children->len; i++)
    {
      PodTruth next = assume (evidence->children->pdata[i], symbols, answer);

      if (evidence->kind == POD_EVIDENCE_NOT || (evidence->kind == POD_EVIDENCE_IMPLIES && i == 0))
        next = pod_truth_not (next);
      n[next]++;
    }
  return pod_truth_at_least (pod_evidence_count_needed (evidence), n[POD_TRUE], n[POD_UNKNOWN]);
}

/* What it would come to if all that @symbols supply came to @answer. */
static PodTruth
assume (const PodEvidence *evidence, const GPtrArray *symbols, PodTruth answer)
{
  if (evidence->truth != POD_UNKNOWN)
    return evidence->truth;
  if (!is_leaf (evidence))
    return assume_list (evidence, symbols, answer);
  return would_decide (evidence, symbols) ? answer : POD_UNKNOWN;
}

static gboolean
supplies_all (const PodVerdict *verdict, const GPtrArray *symbols)
{
  for (guint i = 0; i < verdict->missing->len; i++)
    if (!g_ptr_array_find ((GPtrArray *) symbols, verdict->missing->pdata[i], NULL))
      return FALSE;
  return verdict->missing->len > 0;
}

static void
weigh (Order *order, const PodScreening *screening)
{
  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = screening->verdicts->pdata[i];

      if (verdict->holds != POD_UNKNOWN)
        continue;
      if (supplies_all (verdict, order->symbols))
        g_ptr_array_add (order->test.decides, (gpointer) verdict->criterion);
      else if (verdict->missing->len > 0 &&
               (assume (verdict->evidence, order->symbols, POD_TRUE) != POD_UNKNOWN ||
                assume (verdict->evidence, order->symbols, POD_FALSE) != POD_UNKNOWN))
        g_ptr_array_add (order->test.may_decide, (gpointer) verdict->criterion);
    }
}

/* ---- the order ---- */

static guint
find_rank (const GPtrArray *burdens, const PodBurden *burden)
{
  guint rank = burdens->len;

  if (burden)
    g_ptr_array_find ((GPtrArray *) burdens, burden, &rank);
  return rank;
}

static int
compare_counts (guint a, guint b)
{
  return (a < b) - (a > b);
}

static int
compare_orders (gconstpointer a, gconstpointer b, gpointer burdens)
{
  const PodNextTest *first = &(*(const Order *const *) a)->test;
  const PodNextTest *second = &(*(const Order *const *) b)->test;
  int order = compare_counts (find_rank (burdens, second->burden),
                              find_rank (burdens, first->burden));

  if (order == 0)
    order = compare_counts (first->decides->len, second->decides->len);
  return order ? order : compare_counts (first->may_decide->len, second->may_decide->len);
}

GPtrArray *
pod_next_tests_new (const PodStudy *study, const PodScreening *screening)
{
  GPtrArray *orders = g_ptr_array_new_with_free_func (free_order);

  if (screening->eligible == POD_FALSE)
    return orders;
  collect (study, screening, orders);
  for (guint i = 0; i < orders->len; i++)
    weigh (orders->pdata[i], screening);
  /* Of those that are alike the one that the criteria ask for first stays first. */
  g_ptr_array_sort_with_data (orders, compare_orders, (gpointer) pod_study_get_burdens (study));
  return orders;
}
