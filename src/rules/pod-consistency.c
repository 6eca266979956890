#include "pod-consistency.h"

#include <math.h>
#include <string.h>

#include "pod-node.h"
#include "pod-rule-private.h"

/* More ways than this are not tried; what was not tried counts as possible. */
#define MAX_STEPS 200000
/* Limits nearer than this, of their size, are taken for one: comparisons round to fifteen digits. */
#define NEARNESS 1e-9
#define OTHER_ANSWER (G_GUINT64_CONSTANT (1) << 63)
#define MAX_ANSWERS 60

/* What is still to be shown: that @node, asked with @window, comes to @truth. */
typedef struct _Todo Todo;
struct _Todo
{
  const PodNode *node;
  const PodWindow *window;
  gboolean truth;
  const Todo *next;
};

/* What one value is known to be so far: a number in @bound, or one of the answers of @answers; or, where @text is set, how a
 * piece that is not understood came out. */
typedef struct
{
  PodBound bound;
  guint64 answers;
  const char *text;
  const PodWindow *window;
  gboolean truth;
} Known;

typedef struct
{
  GArray *known;
  guint steps;
} Search;

static gboolean solve (Search *self, const Todo *todo);

/* ---- bounds ---- */

static PodBound
make_free (const PodSymbol *symbol, const char *anchor)
{
  return (PodBound){ symbol, anchor, -INFINITY, INFINITY, FALSE, FALSE };
}

/* By what a look-back counts: two of the same anchor end on the same day, so that both see the same latest value. */
static const char *
find_anchor (const PodNode *node, const PodWindow *window)
{
  static const char *const no_anchor = "day of the question";

  if (node->kind == POD_NODE_LATEST)
    window = &node->window;
  else if (node->symbol->lasting)
    window = NULL;
  return window && window->amount && window->anchor ? window->anchor : g_intern_string (no_anchor);
}

/* The reading under conversions; *factor turns its number into the number that is compared. */
static const PodNode *
find_reading (const PodNode *node, double *factor)
{
  *factor = 1;
  while (node->kind == POD_NODE_CONVERT || node->kind == POD_NODE_IN_UNIT)
    {
      *factor *= node->factor;
      node = pod_node_get (node, 0);
    }
  return node->kind == POD_NODE_VALUE || node->kind == POD_NODE_LATEST ? node : NULL;
}

static gboolean
find_number (const PodNode *node, double *number)
{
  double factor = 1;

  while (node->kind == POD_NODE_CONVERT || node->kind == POD_NODE_NEGATE)
    {
      factor *= node->kind == POD_NODE_NEGATE ? -1 : node->factor;
      node = pod_node_get (node, 0);
    }
  *number = node->number * factor;
  return node->kind == POD_NODE_NUMBER && isfinite (*number);
}

static void
set_bound (PodBound *bound, PodRelation relation, double limit)
{
  if (relation == POD_RELATION_LT || relation == POD_RELATION_LE || relation == POD_RELATION_EQ)
    {
      bound->upper = limit;
      bound->upper_strict = relation == POD_RELATION_LT;
    }
  if (relation == POD_RELATION_GT || relation == POD_RELATION_GE || relation == POD_RELATION_EQ)
    {
      bound->lower = limit;
      bound->lower_strict = relation == POD_RELATION_GT;
    }
}

static PodRelation
find_opposite (PodRelation relation)
{
  static const PodRelation opposite[] = {
    [POD_RELATION_EQ] = POD_RELATION_NE, [POD_RELATION_NE] = POD_RELATION_EQ,
    [POD_RELATION_LT] = POD_RELATION_GE, [POD_RELATION_LE] = POD_RELATION_GT,
    [POD_RELATION_GT] = POD_RELATION_LE, [POD_RELATION_GE] = POD_RELATION_LT,
  };

  return opposite[relation];
}

static gboolean
get_bound (const PodNode *part, const PodWindow *window, gboolean truth, PodBound *bound)
{
  const PodNode *reading;
  double factor, limit;

  if (part->kind != POD_NODE_COMPARE || part->over_time)
    return FALSE;
  reading = find_reading (pod_node_get (part, 0), &factor);
  if (!reading || !(factor > 0) || reading->symbol->kind != POD_KIND_QUANTITY ||
      !find_number (pod_node_get (part, 1), &limit))
    return FALSE;
  *bound = make_free (reading->symbol, find_anchor (reading, window));
  set_bound (bound, truth ? part->relation : find_opposite (part->relation), limit / factor);
  return TRUE;
}

gboolean
pod_part_get_bound (const PodNode *part, const PodWindow *window, PodBound *bound)
{
  return get_bound (part, window, TRUE, bound);
}

static void
narrow_below (PodBound *bound, double limit, gboolean strict)
{
  if (limit > bound->lower || (limit == bound->lower && strict))
    {
      bound->lower = limit;
      bound->lower_strict = strict;
    }
}

static void
narrow_above (PodBound *bound, double limit, gboolean strict)
{
  if (limit < bound->upper || (limit == bound->upper && strict))
    {
      bound->upper = limit;
      bound->upper_strict = strict;
    }
}

static gboolean
is_empty (const PodBound *bound)
{
  double gap = bound->lower - bound->upper;

  if (gap == 0)
    return bound->lower_strict || bound->upper_strict;
  return gap > NEARNESS * MAX (fabs (bound->lower), fabs (bound->upper));
}

gboolean
pod_bound_intersect (const PodBound *a, const PodBound *b, PodBound *both)
{
  if (a->symbol != b->symbol || a->anchor != b->anchor)
    return FALSE;
  *both = *a;
  narrow_below (both, b->lower, b->lower_strict);
  narrow_above (both, b->upper, b->upper_strict);
  return !is_empty (both);
}

/* ---- what is known ---- */

static const Known *
find_known (const Search *self, const PodBound *bound)
{
  for (guint i = self->known->len; i-- > 0;)
    {
      const Known *known = &g_array_index (self->known, Known, i);

      if (!known->text && known->bound.symbol == bound->symbol &&
          known->bound.anchor == bound->anchor)
        return known;
    }
  return NULL;
}

/* Goes on with what was learned; forgets it where that leads nowhere, for another way is tried next. */
static gboolean
go_on (Search *self, const Known *learned, const Todo *todo)
{
  guint before = self->known->len;
  gboolean solved;

  g_array_append_vals (self->known, learned, 1);
  solved = solve (self, todo);
  g_array_set_size (self->known, before);
  return solved;
}

static gboolean
learn_bound (Search *self, const PodBound *bound, const Todo *todo)
{
  const Known *known = find_known (self, bound);
  Known learned = { *bound, ~G_GUINT64_CONSTANT (0), NULL, NULL, FALSE };

  if (known && !pod_bound_intersect (&known->bound, bound, &learned.bound))
    return FALSE;
  return go_on (self, &learned, todo);
}

static guint64
find_answer (const PodSymbol *symbol, const char *code)
{
  if (symbol->kind == POD_KIND_FLAG)
    return strcmp (code, "yes") == 0 ? 1 : strcmp (code, "no") == 0 ? 2 : OTHER_ANSWER;
  for (guint i = 0; symbol->choices && symbol->choices[i] && i < MAX_ANSWERS; i++)
    if (strcmp (symbol->choices[i], code) == 0)
      return G_GUINT64_CONSTANT (1) << i;
  return OTHER_ANSWER;
}

static gboolean
learn_answers (Search *self, const PodNode *reading, const Todo *here, guint64 answers)
{
  const char *setting = reading->symbol->setting;
  Known learned = { make_free (reading->symbol, find_anchor (reading, here->window)), answers, NULL,
                    NULL, FALSE };
  const Known *known = find_known (self, &learned.bound);

  /* How the rules are read is not free. */
  if (setting)
    learned.answers &= find_answer (reading->symbol, setting);
  if (known)
    learned.answers &= known->answers;
  return learned.answers != 0 && go_on (self, &learned, here->next);
}

static gboolean
is_same_window (const PodWindow *a, const PodWindow *b)
{
  static const PodWindow none = { 0, FALSE, NULL };

  a = a ? a : &none;
  b = b ? b : &none;
  return a->amount == b->amount && a->months == b->months && a->anchor == b->anchor;
}

/* The same words asked with the same look-back come out the same. */
static gboolean
learn_text (Search *self, const Todo *here)
{
  const Known learned = { make_free (NULL, NULL), 0, here->node->text, here->window, here->truth };

  for (guint i = 0; i < self->known->len; i++)
    {
      const Known *known = &g_array_index (self->known, Known, i);

      if (known->text && strcmp (known->text, learned.text) == 0 &&
          is_same_window (known->window, learned.window) && known->truth != learned.truth)
        return FALSE;
    }
  return go_on (self, &learned, here->next);
}

/* ---- the search ---- */

static gboolean
learn_listed (Search *self, const Todo *here)
{
  const PodNode *node = here->node;
  const PodNode *reading = pod_node_get (node, 0);
  guint64 listed = 0;

  for (guint i = 1; i < node->children->len; i++)
    listed |= find_answer (reading->symbol, pod_node_get (node, i)->name);
  if (listed & OTHER_ANSWER)
    return learn_text (self, here);
  return learn_answers (self, reading, here,
                        (node->relation == POD_RELATION_EQ) == here->truth ? listed : ~listed);
}

/* That it persists says of the latest value that it meets the condition. */
static gboolean
learn_persists (Search *self, const Todo *here)
{
  const PodNode *condition = pod_node_get (here->node, 0);
  const Todo latest = { condition, here->window, TRUE, here->next };

  if (!here->truth || condition->kind != POD_NODE_COMPARE)
    return learn_text (self, here);
  return solve (self, &latest);
}

static gboolean
learn_leaf (Search *self, const Todo *here)
{
  const PodNode *node = here->node;
  PodBound bound;

  if (get_bound (node, here->window, here->truth, &bound))
    return learn_bound (self, &bound, here->next);
  if (node->kind == POD_NODE_ANSWER)
    return learn_listed (self, here);
  if (node->kind == POD_NODE_VALUE || node->kind == POD_NODE_LATEST)
    return learn_answers (self, node, here, here->truth ? 1 : ~G_GUINT64_CONSTANT (1));
  if (node->kind == POD_NODE_PERSISTS)
    return learn_persists (self, here);
  return learn_text (self, here);
}

/* What child @index has to come to for a list to come to @truth. */
static gboolean
find_part (const PodNode *node, guint index, gboolean truth)
{
  return node->kind == POD_NODE_IMPLIES && index == 0 ? !truth : truth;
}

/* All of them at once. */
static gboolean
solve_all (Search *self, const Todo *here, guint index, const Todo *rest)
{
  const Todo todo = { index < here->node->children->len ? pod_node_get (here->node, index) : NULL,
                      here->window, find_part (here->node, index, here->truth), rest };

  if (index == here->node->children->len)
    return solve (self, rest);
  return solve_all (self, here, index + 1, &todo);
}

/* One of them, whichever. */
static gboolean
solve_any (Search *self, const Todo *here)
{
  for (guint i = 0; i < here->node->children->len; i++)
    {
      const Todo todo = { pod_node_get (here->node, i), here->window,
                          find_part (here->node, i, here->truth), here->next };

      if (solve (self, &todo))
        return TRUE;
    }
  return FALSE;
}

/* @needed of those from @index on, whichever. */
static gboolean
solve_some (Search *self, const Todo *here, guint index, guint needed, const Todo *rest)
{
  Todo todo;

  if (needed == 0)
    return solve (self, rest);
  if (here->node->children->len < index + needed)
    return FALSE;
  todo = (Todo){ pod_node_get (here->node, index), here->window, here->truth, rest };
  return solve_some (self, here, index + 1, needed - 1, &todo) ||
         solve_some (self, here, index + 1, needed, rest);
}

/* It fails where too many do. */
static gboolean
solve_at_least (Search *self, const Todo *here)
{
  guint needed = (guint) here->node->number;

  return solve_some (self, here, 0, here->truth ? needed : here->node->children->len - needed + 1,
                     here->next);
}

static gboolean
solve_one (Search *self, const Todo *here, const PodNode *node, gboolean truth)
{
  const Todo todo = { node, here->window, truth, here->next };

  return solve (self, &todo);
}

static gboolean
solve (Search *self, const Todo *todo)
{
  if (!todo || ++self->steps > MAX_STEPS)
    return TRUE;
  switch (todo->node->kind)
    {
    case POD_NODE_AND:
      return todo->truth ? solve_all (self, todo, 0, todo->next) : solve_any (self, todo);
    case POD_NODE_OR:
    case POD_NODE_IMPLIES:
      return todo->truth ? solve_any (self, todo) : solve_all (self, todo, 0, todo->next);
    case POD_NODE_AT_LEAST:
      return solve_at_least (self, todo);
    case POD_NODE_NOT:
      return solve_one (self, todo, pod_node_get (todo->node, 0), !todo->truth);
    case POD_NODE_DEFINITION:
      return solve_one (self, todo, todo->node->definition->root, todo->truth);
    default:
      return learn_leaf (self, todo);
    }
}

gboolean
pod_claims_can_hold (const PodClaim *claims, guint n)
{
  g_autofree Todo *todo = g_new0 (Todo, n);
  Search search = { g_array_new (FALSE, FALSE, sizeof (Known)), 0 };
  gboolean can;

  for (guint i = 0; i < n; i++)
    todo[i] = (Todo){ claims[i].part ? claims[i].part : claims[i].rule->root, claims[i].window,
                      claims[i].holds, i + 1 < n ? &todo[i + 1] : NULL };
  can = solve (&search, n ? &todo[0] : NULL);
  g_array_unref (search.known);
  return can;
}

/* ---- parts ---- */

static gboolean
is_logic (const PodNode *node)
{
  return node->kind == POD_NODE_AND || node->kind == POD_NODE_OR || node->kind == POD_NODE_NOT ||
         node->kind == POD_NODE_IMPLIES || node->kind == POD_NODE_AT_LEAST ||
         node->kind == POD_NODE_DEFINITION;
}

static void
list_parts (const PodNode *node, GPtrArray *parts)
{
  if (!is_logic (node))
    g_ptr_array_add (parts, (gpointer) node);
  else if (node->kind == POD_NODE_DEFINITION)
    list_parts (node->definition->root, parts);
  else
    for (guint i = 0; i < node->children->len; i++)
      list_parts (pod_node_get (node, i), parts);
}

GPtrArray *
pod_rule_list_parts (const PodRule *rule)
{
  GPtrArray *parts = g_ptr_array_new ();

  list_parts (rule->root, parts);
  return parts;
}

const char *
pod_part_get_text (const PodNode *part)
{
  return part->text;
}

const PodSymbol *
pod_part_get_symbol (const PodNode *part)
{
  const PodSymbol *symbol = part->symbol;

  if (symbol == NULL && part->definition != NULL)
    symbol = pod_part_get_symbol (part->definition->root);
  for (guint i = 0; symbol == NULL && i < part->children->len; i++)
    symbol = pod_part_get_symbol (part->children->pdata[i]);
  return symbol;
}

static gboolean
can_hold (const PodNode *node)
{
  const PodClaim claim = { .part = node, .holds = TRUE };

  return pod_claims_can_hold (&claim, 1);
}

static gboolean needs (const PodNode *node, const PodNode *part);

/* Every other way is shut. */
static gboolean
needs_only (const PodNode *node, const PodNode *part)
{
  const PodNode *only = NULL;

  for (guint i = 0; i < node->children->len; i++)
    if (can_hold (pod_node_get (node, i)))
      {
        if (only)
          return FALSE;
        only = pod_node_get (node, i);
      }
  return only && needs (only, part);
}

static gboolean
needs (const PodNode *node, const PodNode *part)
{
  if (node == part)
    return TRUE;
  if (node->kind == POD_NODE_DEFINITION)
    return needs (node->definition->root, part);
  if (node->kind == POD_NODE_OR)
    return needs_only (node, part);
  for (guint i = 0; node->kind == POD_NODE_AND && i < node->children->len; i++)
    if (needs (pod_node_get (node, i), part))
      return TRUE;
  return FALSE;
}

gboolean
pod_rule_needs_part (const PodRule *rule, const PodNode *part)
{
  return needs (rule->root, part);
}
