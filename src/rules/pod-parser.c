#include "pod-parser.h"

#include <math.h>
#include <string.h>

#include "pod-lexer.h"
#include "pod-window.h"

/*
 * Recursive descent, a function for each row of the grammar in pod-rule.h, weakest first.  Each
 * gives a node, or NULL once a fault was reported.
 */

typedef struct
{
  PodLexer lexer;
  PodRuleReport *report;
  guint nesting;
  const char *last; /* the byte after the last token taken */
} PodParser;

static PodNode *parse_implies (PodParser *parser);

static PodNode *
fail (PodParser *parser, const char *expected)
{
  const PodToken *token = &parser->lexer.token;

  if (token->kind == POD_TOKEN_END)
    pod_rule_report_add (parser->report, token->column, "expected %s, found the end of the rule",
                         expected);
  else if (token->kind == POD_TOKEN_FAULT)
    pod_rule_report_add (parser->report, token->column, "unexpected \"%.*s\": %s",
                         (int) token->length, token->start, token->fault);
  else
    pod_rule_report_add (parser->report, token->column, "expected %s, found \"%.*s\"", expected,
                         (int) token->length, token->start);
  return NULL;
}

static gboolean
is_at (const PodParser *parser, PodTokenKind kind)
{
  return parser->lexer.token.kind == kind;
}

static void
advance (PodParser *parser)
{
  parser->last = parser->lexer.token.start + parser->lexer.token.length;
  pod_lexer_advance (&parser->lexer);
}

static gboolean
expect (PodParser *parser, PodTokenKind kind, const char *expected)
{
  if (!is_at (parser, kind))
    {
      fail (parser, expected);
      return FALSE;
    }
  advance (parser);
  return TRUE;
}

static gboolean
enter (PodParser *parser)
{
  if (++parser->nesting <= POD_NODE_MAX_NESTING)
    return TRUE;
  pod_rule_report_add (parser->report, parser->lexer.token.column, "nested more than %d deep",
                       POD_NODE_MAX_NESTING);
  return FALSE;
}

/* Gives @node the piece of the rule from @start to the last token. */
static PodNode *
finish (PodParser *parser, PodNode *node, const PodToken *start)
{
  g_clear_pointer (&node->text, g_ref_string_release);
  node->text = g_ref_string_new_len (start->start, parser->last - start->start);
  if (node->depth <= POD_NODE_MAX_DEPTH && node->size <= POD_NODE_MAX_SIZE)
    return node;
  pod_rule_report_add (parser->report, start->column,
                       "the rule is too long; split it into definitions");
  pod_node_free (node);
  return NULL;
}

/* Takes @left and @right; both may be NULL after a fault. */
static PodNode *
join (PodParser *parser, PodNodeKind kind, PodNode *left, PodNode *right, const PodToken *start)
{
  PodNode *node;

  if (left == NULL || right == NULL)
    {
      pod_node_free (left);
      pod_node_free (right);
      return NULL;
    }
  node = pod_node_new (kind, start->column);
  pod_node_add (node, left);
  pod_node_add (node, right);
  return finish (parser, node, start);
}

static char *
copy_token (const PodParser *parser)
{
  return g_strndup (parser->lexer.token.start, parser->lexer.token.length);
}

/* The unit in hand; digits alone would be a count to UCUM, and are a forgotten operator here. */
static const PodUnit *
parse_unit (PodParser *parser)
{
  g_autofree char *code = copy_token (parser);
  const PodUnit *unit = pod_unit_from_ucum (code);

  if (unit == NULL || strspn (code, "0123456789.") == strlen (code))
    {
      pod_rule_report_add (parser->report, parser->lexer.token.column,
                           "unknown unit \"%s\": expected a UCUM code", code);
      return NULL;
    }
  advance (parser);
  return unit;
}

static PodNode *
parse_number (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  g_autoptr (PodNode) node = pod_node_new (POD_NODE_NUMBER, start.column);

  node->number = start.number;
  advance (parser);
  if (is_at (parser, POD_TOKEN_UNIT))
    {
      node->unit = parse_unit (parser);
      if (node->unit == NULL)
        return NULL;
    }
  return finish (parser, g_steal_pointer (&node), &start);
}

static PodNode *
parse_name (PodParser *parser, const char *expected)
{
  PodToken start = parser->lexer.token;
  PodNode *node;

  if (!is_at (parser, POD_TOKEN_NAME))
    return fail (parser, expected);
  node = pod_node_new (POD_NODE_NAME, start.column);
  node->name = copy_token (parser);
  advance (parser);
  return finish (parser, node, &start);
}

static gboolean
parse_word (PodParser *parser, const char *word)
{
  if (!pod_token_is_word (&parser->lexer.token, word))
    return FALSE;
  advance (parser);
  return TRUE;
}

/* "6 mo" */
static gboolean
parse_amount (PodParser *parser, PodWindow *window)
{
  PodToken start = parser->lexer.token;
  g_autofree char *unit = NULL;
  const char *fault;

  if (!expect (parser, POD_TOKEN_NUMBER, "a number of days or months"))
    return FALSE;
  unit = copy_token (parser);
  if (!expect (parser, POD_TOKEN_UNIT, "d, wk, mo or a"))
    return FALSE;
  fault = pod_window_set_amount (window, start.number, unit);
  if (fault != NULL)
    pod_rule_report_add (parser->report, start.column, "%s", fault);
  return fault == NULL;
}

/* "consent", the name of a date */
static gboolean
parse_anchor (PodParser *parser, const char **anchor)
{
  g_autofree char *name = copy_token (parser);

  if (!expect (parser, POD_TOKEN_NAME, "the name of a date"))
    return FALSE;
  *anchor = g_intern_string (name);
  return TRUE;
}

static gboolean
parse_comma (PodParser *parser)
{
  return expect (parser, POD_TOKEN_COMMA, "\",\"");
}

static gboolean
parse_argument (PodParser *parser, PodNode *node)
{
  PodNode *child = parse_implies (parser);

  if (child != NULL)
    pod_node_add (node, child);
  return child != NULL;
}

static gboolean
parse_one_argument (PodParser *parser, PodNode *node)
{
  return parse_argument (parser, node);
}

static gboolean
parse_two_or_more (PodParser *parser, PodNode *node)
{
  if (!parse_argument (parser, node) || !parse_comma (parser) || !parse_argument (parser, node))
    return FALSE;
  while (is_at (parser, POD_TOKEN_COMMA))
    {
      advance (parser);
      if (!parse_argument (parser, node))
        return FALSE;
    }
  return TRUE;
}

static gboolean
parse_if_arguments (PodParser *parser, PodNode *node)
{
  return parse_argument (parser, node) && parse_comma (parser) && parse_argument (parser, node) &&
         parse_comma (parser) && parse_argument (parser, node);
}

static gboolean
parse_unit_arguments (PodParser *parser, PodNode *node)
{
  if (!parse_argument (parser, node))
    return FALSE;
  if (!is_at (parser, POD_TOKEN_COMMA))
    return parse_comma (parser);
  pod_lexer_advance_to_unit (&parser->lexer);
  if (!is_at (parser, POD_TOKEN_UNIT))
    {
      fail (parser, "a unit");
      return FALSE;
    }
  node->unit = parse_unit (parser);
  return node->unit != NULL;
}

static gboolean
parse_latest_arguments (PodParser *parser, PodNode *node)
{
  if (!parse_argument (parser, node) || !parse_comma (parser))
    return FALSE;
  if (!parse_word (parser, "within"))
    {
      fail (parser, "\"within\"");
      return FALSE;
    }
  if (!parse_amount (parser, &node->window))
    return FALSE;
  return !parse_word (parser, "before") || parse_anchor (parser, &node->window.anchor);
}

static gboolean
parse_persists_arguments (PodParser *parser, PodNode *node)
{
  if (!parse_argument (parser, node))
    return FALSE;
  if (!is_at (parser, POD_TOKEN_COMMA))
    return TRUE;
  advance (parser);
  if (!parse_word (parser, "over"))
    {
      fail (parser, "\"over\"");
      return FALSE;
    }
  return parse_amount (parser, &node->window);
}

static gboolean
parse_change_arguments (PodParser *parser, PodNode *node)
{
  if (!parse_argument (parser, node) || !parse_comma (parser))
    return FALSE;
  if (parse_word (parser, "from"))
    return parse_anchor (parser, &node->anchor);
  if (parse_word (parser, "within"))
    return parse_amount (parser, &node->window);
  fail (parser, "\"from\" or \"within\"");
  return FALSE;
}

static const struct
{
  const char *name;
  PodNodeKind kind;
  gboolean (*parse) (PodParser *parser, PodNode *node);
} functions[] = {
  { "uln", POD_NODE_ULN, parse_one_argument },
  { "lln", POD_NODE_LLN, parse_one_argument },
  { "known", POD_NODE_KNOWN, parse_one_argument },
  { "number", POD_NODE_IN_UNIT, parse_unit_arguments },
  { "if", POD_NODE_IF, parse_if_arguments },
  { "min", POD_NODE_MIN, parse_two_or_more },
  { "max", POD_NODE_MAX, parse_two_or_more },
  { "abs", POD_NODE_ABS, parse_one_argument },
  { "latest", POD_NODE_LATEST, parse_latest_arguments },
  { "ever", POD_NODE_EVER, parse_one_argument },
  { "persists", POD_NODE_PERSISTS, parse_persists_arguments },
  { "change", POD_NODE_CHANGE, parse_change_arguments },
  { "days_since", POD_NODE_DAYS_SINCE, parse_one_argument },
};

static void
report_function (PodParser *parser, const PodNode *name)
{
  const char *names[G_N_ELEMENTS (functions) + 1] = { NULL };
  const char *nearest;

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    names[i] = functions[i].name;
  nearest = pod_rule_find_nearest (name->name, names);
  if (nearest != NULL)
    pod_rule_report_add (parser->report, name->column,
                         "unknown function \"%s\"; did you mean \"%s\"?", name->name, nearest);
  else
    pod_rule_report_add (parser->report, name->column, "unknown function \"%s\"", name->name);
}

/* The rest of a call, whose name was read and whose bracket is in hand. */
static PodNode *
parse_call (PodParser *parser, PodNode *name, const PodToken *start)
{
  g_autoptr (PodNode) node = name;

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      if (strcmp (functions[i].name, node->name) != 0)
        continue;
      node->kind = functions[i].kind;
      advance (parser);
      if (!functions[i].parse (parser, node) || !expect (parser, POD_TOKEN_CLOSE, "\")\""))
        return NULL;
      return finish (parser, g_steal_pointer (&node), start);
    }
  report_function (parser, node);
  return NULL;
}

static PodNode *
parse_brackets (PodParser *parser)
{
  g_autoptr (PodNode) node = NULL;

  advance (parser);
  node = parse_implies (parser);
  if (node == NULL || !expect (parser, POD_TOKEN_CLOSE, "\")\""))
    return NULL;
  return g_steal_pointer (&node);
}

static PodNode *
parse_primary (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *name;

  if (is_at (parser, POD_TOKEN_NUMBER))
    return parse_number (parser);
  if (is_at (parser, POD_TOKEN_OPEN))
    return parse_brackets (parser);
  name = parse_name (parser, "a name, a number or \"(\"");
  if (name == NULL || !is_at (parser, POD_TOKEN_OPEN))
    return name;
  return parse_call (parser, name, &start);
}

/* A minus before a number is part of the number, so that -0.241 is a constant. */
static PodNode *
negate (PodParser *parser, PodNode *child, const PodToken *start)
{
  PodNode *node = child;

  if (child->kind == POD_NODE_NUMBER)
    {
      child->number = -child->number;
      child->column = start->column;
    }
  else
    {
      node = pod_node_new (POD_NODE_NEGATE, start->column);
      pod_node_add (node, child);
    }
  return finish (parser, node, start);
}

static PodNode *
parse_unary (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *child;

  if (!is_at (parser, POD_TOKEN_MINUS))
    return parse_primary (parser);
  if (!enter (parser))
    return NULL;
  advance (parser);
  child = parse_unary (parser);
  parser->nesting--;
  return child != NULL ? negate (parser, child, &start) : NULL;
}

static PodNode *
parse_power (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *base = parse_unary (parser);
  PodNode *exponent;

  if (base == NULL || !is_at (parser, POD_TOKEN_POWER))
    return base;
  advance (parser);
  exponent = enter (parser) ? parse_power (parser) : NULL;
  parser->nesting--;
  return join (parser, POD_NODE_POWER, base, exponent, &start);
}

static PodNode *
parse_product (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *left = parse_power (parser);

  while (left != NULL && (is_at (parser, POD_TOKEN_TIMES) || is_at (parser, POD_TOKEN_DIVIDE)))
    {
      PodNodeKind kind = is_at (parser, POD_TOKEN_TIMES) ? POD_NODE_MULTIPLY : POD_NODE_DIVIDE;

      advance (parser);
      left = join (parser, kind, left, parse_power (parser), &start);
    }
  return left;
}

static PodNode *
parse_sum (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *left = parse_product (parser);

  while (left != NULL && (is_at (parser, POD_TOKEN_PLUS) || is_at (parser, POD_TOKEN_MINUS)))
    {
      PodNodeKind kind = is_at (parser, POD_TOKEN_PLUS) ? POD_NODE_ADD : POD_NODE_SUBTRACT;

      advance (parser);
      left = join (parser, kind, left, parse_product (parser), &start);
    }
  return left;
}

static gboolean
parse_answer (PodParser *parser, PodNode *node)
{
  PodNode *answer = parse_name (parser, "an answer");

  if (answer != NULL)
    pod_node_add (node, answer);
  return answer != NULL;
}

/* The rest of "x in (a, b)". */
static PodNode *
parse_answers (PodParser *parser, PodNode *left, const PodToken *start)
{
  g_autoptr (PodNode) node = pod_node_new (POD_NODE_ANSWER, start->column);

  node->relation = POD_RELATION_EQ;
  pod_node_add (node, left);
  advance (parser);
  if (!expect (parser, POD_TOKEN_OPEN, "\"(\"") || !parse_answer (parser, node))
    return NULL;
  while (is_at (parser, POD_TOKEN_COMMA))
    {
      advance (parser);
      if (!parse_answer (parser, node))
        return NULL;
    }
  if (!expect (parser, POD_TOKEN_CLOSE, "\")\""))
    return NULL;
  return finish (parser, g_steal_pointer (&node), start);
}

static PodNode *
parse_relation (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *left = parse_sum (parser);
  PodRelation relation = parser->lexer.token.relation;

  if (left == NULL)
    return NULL;
  if (is_at (parser, POD_TOKEN_IN))
    return parse_answers (parser, left, &start);
  if (!is_at (parser, POD_TOKEN_RELATION))
    return left;
  advance (parser);
  left = join (parser, POD_NODE_COMPARE, left, parse_sum (parser), &start);
  if (left == NULL)
    return NULL;
  left->relation = relation;
  if (!is_at (parser, POD_TOKEN_RELATION))
    return left;
  pod_node_free (left);
  return fail (parser, "\"and\" before another comparison");
}

static PodNode *
parse_not (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *node;
  PodNode *child;

  if (!is_at (parser, POD_TOKEN_NOT))
    return parse_relation (parser);
  if (!enter (parser))
    return NULL;
  advance (parser);
  child = parse_not (parser);
  parser->nesting--;
  if (child == NULL)
    return NULL;
  node = pod_node_new (POD_NODE_NOT, start.column);
  pod_node_add (node, child);
  return finish (parser, node, &start);
}

/* "a and b and c" is one node with three children, as a person reads it. */
static PodNode *
parse_list (PodParser *parser,
            PodTokenKind token,
            PodNodeKind kind,
            PodNode *(*parse) (PodParser *) )
{
  PodToken start = parser->lexer.token;
  PodNode *first = parse (parser);
  g_autoptr (PodNode) node = NULL;

  if (first == NULL || !is_at (parser, token))
    return first;
  node = pod_node_new (kind, start.column);
  pod_node_add (node, first);
  while (is_at (parser, token))
    {
      PodNode *next;

      advance (parser);
      next = parse (parser);
      if (next == NULL)
        return NULL;
      pod_node_add (node, next);
    }
  return finish (parser, g_steal_pointer (&node), &start);
}

static PodNode *
parse_and (PodParser *parser)
{
  return parse_list (parser, POD_TOKEN_AND, POD_NODE_AND, parse_not);
}

static PodNode *
parse_or (PodParser *parser)
{
  return parse_list (parser, POD_TOKEN_OR, POD_NODE_OR, parse_and);
}

static PodNode *
parse_implies (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *node = enter (parser) ? parse_or (parser) : NULL;

  if (node != NULL && is_at (parser, POD_TOKEN_IMPLIES))
    {
      advance (parser);
      node = join (parser, POD_NODE_IMPLIES, node, parse_implies (parser), &start);
    }
  parser->nesting--;
  return node;
}

PodNode *
pod_parser_parse (const char *text, PodRuleReport *report)
{
  PodParser parser = { .report = report };
  g_autoptr (PodNode) root = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    {
      pod_rule_report_add (report, 1, "the rule is not UTF-8");
      return NULL;
    }
  pod_lexer_init (&parser.lexer, text);
  parser.last = text;
  root = parse_implies (&parser);
  if (root == NULL)
    return NULL;
  if (!is_at (&parser, POD_TOKEN_END))
    return fail (&parser, "an operator or the end of the rule");
  return g_steal_pointer (&root);
}
