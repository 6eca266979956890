#include "pod-parser.h"

#include <string.h>

#include "pod-parser-private.h"

/*
 * Recursive descent, a function for each row of the grammar in pod-rule.h, weakest first.  Each
 * gives a node, or NULL once a fault was reported.
 */

PodNode *
pod_parser_fail (PodParser *parser, const char *expected)
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

gboolean
pod_parser_is_at (const PodParser *parser, PodTokenKind kind)
{
  return parser->lexer.token.kind == kind;
}

void
pod_parser_advance (PodParser *parser)
{
  parser->last = parser->lexer.token.start + parser->lexer.token.length;
  pod_lexer_advance (&parser->lexer);
}

gboolean
pod_parser_expect (PodParser *parser, PodTokenKind kind, const char *expected)
{
  if (!pod_parser_is_at (parser, kind))
    {
      pod_parser_fail (parser, expected);
      return FALSE;
    }
  pod_parser_advance (parser);
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
PodNode *
pod_parser_finish (PodParser *parser, PodNode *node, const PodToken *start)
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
  return pod_parser_finish (parser, node, start);
}

char *
pod_parser_copy_token (const PodParser *parser)
{
  return g_strndup (parser->lexer.token.start, parser->lexer.token.length);
}

/* The unit in hand; digits alone would be a count to UCUM, and are a forgotten operator here. */
const PodUnit *
pod_parser_parse_unit (PodParser *parser)
{
  g_autofree char *code = pod_parser_copy_token (parser);
  const PodUnit *unit = pod_unit_from_ucum (code);

  if (unit == NULL || strspn (code, "0123456789.") == strlen (code))
    {
      pod_rule_report_add (parser->report, parser->lexer.token.column,
                           "unknown unit \"%s\": expected a UCUM code", code);
      return NULL;
    }
  pod_parser_advance (parser);
  return unit;
}

static PodNode *
parse_number (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  g_autoptr (PodNode) node = pod_node_new (POD_NODE_NUMBER, start.column);

  node->number = start.number;
  pod_parser_advance (parser);
  if (pod_parser_is_at (parser, POD_TOKEN_UNIT))
    {
      node->unit = pod_parser_parse_unit (parser);
      if (node->unit == NULL)
        return NULL;
    }
  return pod_parser_finish (parser, g_steal_pointer (&node), &start);
}

static PodNode *
parse_name (PodParser *parser, const char *expected)
{
  PodToken start = parser->lexer.token;
  PodNode *node;

  if (!pod_parser_is_at (parser, POD_TOKEN_NAME))
    return pod_parser_fail (parser, expected);
  node = pod_node_new (POD_NODE_NAME, start.column);
  node->name = pod_parser_copy_token (parser);
  pod_parser_advance (parser);
  return pod_parser_finish (parser, node, &start);
}

static PodNode *
parse_brackets (PodParser *parser)
{
  g_autoptr (PodNode) node = NULL;

  pod_parser_advance (parser);
  node = pod_parser_parse_expression (parser);
  if (node == NULL || !pod_parser_expect (parser, POD_TOKEN_CLOSE, "\")\""))
    return NULL;
  return g_steal_pointer (&node);
}

static PodNode *
parse_primary (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *name;

  if (pod_parser_is_at (parser, POD_TOKEN_NUMBER))
    return parse_number (parser);
  if (pod_parser_is_at (parser, POD_TOKEN_OPEN))
    return parse_brackets (parser);
  name = parse_name (parser, "a name, a number or \"(\"");
  if (name == NULL || !pod_parser_is_at (parser, POD_TOKEN_OPEN))
    return name;
  return pod_parser_parse_call (parser, name, &start);
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
  return pod_parser_finish (parser, node, start);
}

static PodNode *
parse_unary (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *child;

  if (!pod_parser_is_at (parser, POD_TOKEN_MINUS))
    return parse_primary (parser);
  if (!enter (parser))
    return NULL;
  pod_parser_advance (parser);
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

  if (base == NULL || !pod_parser_is_at (parser, POD_TOKEN_POWER))
    return base;
  pod_parser_advance (parser);
  exponent = enter (parser) ? parse_power (parser) : NULL;
  parser->nesting--;
  return join (parser, POD_NODE_POWER, base, exponent, &start);
}

static PodNode *
parse_product (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *left = parse_power (parser);

  while (left != NULL && (pod_parser_is_at (parser, POD_TOKEN_TIMES) ||
                          pod_parser_is_at (parser, POD_TOKEN_DIVIDE)))
    {
      PodNodeKind kind = pod_parser_is_at (parser, POD_TOKEN_TIMES) ? POD_NODE_MULTIPLY
                                                                    : POD_NODE_DIVIDE;

      pod_parser_advance (parser);
      left = join (parser, kind, left, parse_power (parser), &start);
    }
  return left;
}

static PodNode *
parse_sum (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *left = parse_product (parser);

  while (left != NULL &&
         (pod_parser_is_at (parser, POD_TOKEN_PLUS) || pod_parser_is_at (parser, POD_TOKEN_MINUS)))
    {
      PodNodeKind kind = pod_parser_is_at (parser, POD_TOKEN_PLUS) ? POD_NODE_ADD
                                                                   : POD_NODE_SUBTRACT;

      pod_parser_advance (parser);
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
  pod_parser_advance (parser);
  if (!pod_parser_expect (parser, POD_TOKEN_OPEN, "\"(\"") || !parse_answer (parser, node))
    return NULL;
  while (pod_parser_is_at (parser, POD_TOKEN_COMMA))
    {
      pod_parser_advance (parser);
      if (!parse_answer (parser, node))
        return NULL;
    }
  if (!pod_parser_expect (parser, POD_TOKEN_CLOSE, "\")\""))
    return NULL;
  return pod_parser_finish (parser, g_steal_pointer (&node), start);
}

static PodNode *
parse_relation (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *left = parse_sum (parser);
  PodRelation relation = parser->lexer.token.relation;

  if (left == NULL)
    return NULL;
  if (pod_parser_is_at (parser, POD_TOKEN_IN))
    return parse_answers (parser, left, &start);
  if (!pod_parser_is_at (parser, POD_TOKEN_RELATION))
    return left;
  pod_parser_advance (parser);
  left = join (parser, POD_NODE_COMPARE, left, parse_sum (parser), &start);
  if (left == NULL)
    return NULL;
  left->relation = relation;
  if (!pod_parser_is_at (parser, POD_TOKEN_RELATION))
    return left;
  pod_node_free (left);
  return pod_parser_fail (parser, "\"and\" before another comparison");
}

static PodNode *
parse_not (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *node;
  PodNode *child;

  if (!pod_parser_is_at (parser, POD_TOKEN_NOT))
    return parse_relation (parser);
  if (!enter (parser))
    return NULL;
  pod_parser_advance (parser);
  child = parse_not (parser);
  parser->nesting--;
  if (child == NULL)
    return NULL;
  node = pod_node_new (POD_NODE_NOT, start.column);
  pod_node_add (node, child);
  return pod_parser_finish (parser, node, &start);
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

  if (first == NULL || !pod_parser_is_at (parser, token))
    return first;
  node = pod_node_new (kind, start.column);
  pod_node_add (node, first);
  while (pod_parser_is_at (parser, token))
    {
      PodNode *next;

      pod_parser_advance (parser);
      next = parse (parser);
      if (next == NULL)
        return NULL;
      pod_node_add (node, next);
    }
  return pod_parser_finish (parser, g_steal_pointer (&node), &start);
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

PodNode *
pod_parser_parse_expression (PodParser *parser)
{
  PodToken start = parser->lexer.token;
  PodNode *node = enter (parser) ? parse_or (parser) : NULL;

  if (node != NULL && pod_parser_is_at (parser, POD_TOKEN_IMPLIES))
    {
      pod_parser_advance (parser);
      node = join (parser, POD_NODE_IMPLIES, node, pod_parser_parse_expression (parser), &start);
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
  root = pod_parser_parse_expression (&parser);
  if (root == NULL)
    return NULL;
  if (!pod_parser_is_at (&parser, POD_TOKEN_END))
    return pod_parser_fail (&parser, "an operator or the end of the rule");
  return g_steal_pointer (&root);
}
