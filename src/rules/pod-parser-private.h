#pragma once

#include "pod-lexer.h"
#include "pod-parser.h"

G_BEGIN_DECLS

/**
 * PodParser:
 * @nesting: how deep the expression in hand is
 * @last: the byte after the last token taken
 */
typedef struct
{
  PodLexer lexer;
  PodRuleReport *report;
  guint nesting;
  const char *last;
} PodParser;

gboolean pod_parser_is_at (const PodParser *parser, PodTokenKind kind);
void pod_parser_advance (PodParser *parser);
/* Takes a token of @kind, or reports that @expected was. */
gboolean pod_parser_expect (PodParser *parser, PodTokenKind kind, const char *expected);
/* Reports that @expected was, and what is there.  NULL. */
PodNode *pod_parser_fail (PodParser *parser, const char *expected);
/* The token in hand as a string.  Free with g_free(). */
char *pod_parser_copy_token (const PodParser *parser);
/* The unit in hand, or NULL with a problem reported. */
const PodUnit *pod_parser_parse_unit (PodParser *parser);
/* Gives @node the piece of the rule from @start to the last token.  Frees it and gives NULL where it is too long. */
PodNode *pod_parser_finish (PodParser *parser, PodNode *node, const PodToken *start);
PodNode *pod_parser_parse_expression (PodParser *parser);
/* The rest of a call, whose @name was read and whose bracket is in hand.  Takes @name. */
PodNode *pod_parser_parse_call (PodParser *parser, PodNode *name, const PodToken *start);

G_END_DECLS
