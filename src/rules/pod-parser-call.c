#include <string.h>

#include "pod-parser-private.h"
#include "pod-window.h"

/* What is written with brackets: each function has its own arguments. */

static gboolean
parse_word (PodParser *parser, const char *word)
{
  if (!pod_token_is_word (&parser->lexer.token, word))
    return FALSE;
  pod_parser_advance (parser);
  return TRUE;
}

/* "6 mo" */
static gboolean
parse_amount (PodParser *parser, PodWindow *window)
{
  PodToken start = parser->lexer.token;
  g_autofree char *unit = NULL;
  const char *fault;

  if (!pod_parser_expect (parser, POD_TOKEN_NUMBER, "a number of days or months"))
    return FALSE;
  unit = pod_parser_copy_token (parser);
  if (!pod_parser_expect (parser, POD_TOKEN_UNIT, "d, wk, mo or a"))
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
  g_autofree char *name = pod_parser_copy_token (parser);

  if (!pod_parser_expect (parser, POD_TOKEN_NAME, "the name of a date"))
    return FALSE;
  *anchor = g_intern_string (name);
  return TRUE;
}

static gboolean
parse_comma (PodParser *parser)
{
  return pod_parser_expect (parser, POD_TOKEN_COMMA, "\",\"");
}

static gboolean
parse_argument (PodParser *parser, PodNode *node)
{
  PodNode *child = pod_parser_parse_expression (parser);

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
  while (pod_parser_is_at (parser, POD_TOKEN_COMMA))
    {
      pod_parser_advance (parser);
      if (!parse_argument (parser, node))
        return FALSE;
    }
  return TRUE;
}

/* "2, a, b, c" */
static gboolean
parse_at_least_arguments (PodParser *parser, PodNode *node)
{
  node->number = parser->lexer.token.number;
  return pod_parser_expect (parser, POD_TOKEN_NUMBER, "how many, as in at_least(2, a, b, c)") &&
         parse_comma (parser) && parse_two_or_more (parser, node);
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
  if (!pod_parser_is_at (parser, POD_TOKEN_COMMA))
    return parse_comma (parser);
  pod_lexer_advance_to_unit (&parser->lexer);
  if (!pod_parser_is_at (parser, POD_TOKEN_UNIT))
    {
      pod_parser_fail (parser, "a unit");
      return FALSE;
    }
  node->unit = pod_parser_parse_unit (parser);
  return node->unit != NULL;
}

/* "within 7 d before enrolment" */
static gboolean
parse_look_back (PodParser *parser, PodNode *node)
{
  if (!parse_word (parser, "within"))
    {
      pod_parser_fail (parser, "\"within\"");
      return FALSE;
    }
  if (!parse_amount (parser, &node->window))
    return FALSE;
  return !parse_word (parser, "before") || parse_anchor (parser, &node->window.anchor);
}

static gboolean
parse_latest_arguments (PodParser *parser, PodNode *node)
{
  return parse_argument (parser, node) && parse_comma (parser) && parse_look_back (parser, node);
}

static gboolean
parse_ever_arguments (PodParser *parser, PodNode *node)
{
  if (!parse_argument (parser, node))
    return FALSE;
  if (!pod_parser_is_at (parser, POD_TOKEN_COMMA))
    return TRUE;
  pod_parser_advance (parser);
  return parse_look_back (parser, node);
}

static gboolean
parse_persists_arguments (PodParser *parser, PodNode *node)
{
  if (!parse_argument (parser, node))
    return FALSE;
  if (!pod_parser_is_at (parser, POD_TOKEN_COMMA))
    return TRUE;
  pod_parser_advance (parser);
  if (!parse_word (parser, "over"))
    {
      pod_parser_fail (parser, "\"over\"");
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
  pod_parser_fail (parser, "\"from\" or \"within\"");
  return FALSE;
}

static gboolean
parse_days_arguments (PodParser *parser, PodNode *node)
{
  if (!parse_argument (parser, node))
    return FALSE;
  if (!pod_parser_is_at (parser, POD_TOKEN_COMMA))
    return TRUE;
  pod_parser_advance (parser);
  if (parse_word (parser, "at"))
    return parse_anchor (parser, &node->anchor);
  pod_parser_fail (parser, "\"at\"");
  return FALSE;
}

/* "acei_arb": a class of medication, or a single one */
static gboolean
parse_medication (PodParser *parser, PodNode *node)
{
  g_autofree char *name = pod_parser_copy_token (parser);

  if (!pod_parser_expect (parser, POD_TOKEN_NAME, "the name of a medication or of a class of them"))
    return FALSE;
  node->asked = g_steal_pointer (&name);
  return TRUE;
}

/* "gap 14 d" */
static gboolean
parse_gap (PodParser *parser, PodNode *node)
{
  PodToken start = parser->lexer.token;
  PodWindow gap = { 0 };

  if (!parse_amount (parser, &gap))
    return FALSE;
  if (gap.months)
    pod_rule_report_add (parser->report, start.column, "a gap is counted in d or wk");
  node->gap = gap.amount;
  node->has_gap = TRUE;
  return !gap.months;
}

static gboolean
parse_mode (PodParser *parser, PodNode *node)
{
  if (node->kind != POD_NODE_EXPOSURE || node->mode != POD_EXPOSURE_CURRENT)
    return FALSE;
  if (parse_word (parser, "cumulative"))
    node->mode = POD_EXPOSURE_CUMULATIVE;
  else if (parse_word (parser, "longest"))
    node->mode = POD_EXPOSURE_LONGEST;
  return node->mode != POD_EXPOSURE_CURRENT;
}

static const char *
list_options (const PodNode *node)
{
  if (node->kind == POD_NODE_EXPOSURE)
    return "\"cumulative\", \"longest\", \"gap\", \"at\" or \"else\", each once";
  return node->kind == POD_NODE_STABLE_DOSE ? "\"gap\", \"at\" or \"else\", each once"
                                            : "\"at\" or \"else\", each once";
}

static gboolean
may_have_gap (const PodNode *node)
{
  return node->kind == POD_NODE_EXPOSURE || node->kind == POD_NODE_STABLE_DOSE;
}

static gboolean
parse_option (PodParser *parser, PodNode *node)
{
  if (parse_mode (parser, node))
    return TRUE;
  if (may_have_gap (node) && !node->has_gap && parse_word (parser, "gap"))
    return parse_gap (parser, node);
  if (node->anchor == NULL && parse_word (parser, "at"))
    return parse_anchor (parser, &node->anchor);
  if (node->children->len == 0 && parse_word (parser, "else"))
    return parse_argument (parser, node);
  pod_parser_fail (parser, list_options (node));
  return FALSE;
}

static gboolean
parse_medication_arguments (PodParser *parser, PodNode *node)
{
  if (!parse_medication (parser, node))
    return FALSE;
  while (pod_parser_is_at (parser, POD_TOKEN_COMMA))
    {
      pod_parser_advance (parser);
      if (!parse_option (parser, node))
        return FALSE;
    }
  return TRUE;
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
  { "ever", POD_NODE_EVER, parse_ever_arguments },
  { "persists", POD_NODE_PERSISTS, parse_persists_arguments },
  { "change", POD_NODE_CHANGE, parse_change_arguments },
  { "days_since", POD_NODE_DAYS_SINCE, parse_days_arguments },
  { "exposure", POD_NODE_EXPOSURE, parse_medication_arguments },
  { "stable_dose", POD_NODE_STABLE_DOSE, parse_medication_arguments },
  { "days_since_given", POD_NODE_DAYS_SINCE_GIVEN, parse_medication_arguments },
  { "ever_given", POD_NODE_EVER_GIVEN, parse_medication_arguments },
  { "at_least", POD_NODE_AT_LEAST, parse_at_least_arguments },
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
PodNode *
pod_parser_parse_call (PodParser *parser, PodNode *name, const PodToken *start)
{
  g_autoptr (PodNode) node = name;

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      if (strcmp (functions[i].name, node->name) != 0)
        continue;
      node->kind = functions[i].kind;
      pod_parser_advance (parser);
      if (!functions[i].parse (parser, node) ||
          !pod_parser_expect (parser, POD_TOKEN_CLOSE, "\")\""))
        return NULL;
      return pod_parser_finish (parser, g_steal_pointer (&node), start);
    }
  report_function (parser, node);
  return NULL;
}
