#pragma once

#include "pod-quantity.h"

G_BEGIN_DECLS

typedef enum
{
  POD_TOKEN_END,
  POD_TOKEN_NUMBER,
  POD_TOKEN_UNIT,
  POD_TOKEN_NAME,
  POD_TOKEN_AND,
  POD_TOKEN_OR,
  POD_TOKEN_NOT,
  POD_TOKEN_IMPLIES,
  POD_TOKEN_IN,
  POD_TOKEN_RELATION,
  POD_TOKEN_PLUS,
  POD_TOKEN_MINUS,
  POD_TOKEN_TIMES,
  POD_TOKEN_DIVIDE,
  POD_TOKEN_POWER,
  POD_TOKEN_OPEN,
  POD_TOKEN_CLOSE,
  POD_TOKEN_COMMA,
  POD_TOKEN_FAULT,
} PodTokenKind;

/**
 * PodToken:
 * @start, @length: where it stands, in bytes
 * @column: from 1, in characters
 * @number: of a number
 * @relation: of a relation
 * @fault: (nullable): of a fault, what was expected; static
 */
typedef struct
{
  PodTokenKind kind;
  const char *start;
  gsize length;
  guint column;
  double number;
  PodRelation relation;
  const char *fault;
} PodToken;

/* Reads a rule's text, which must be UTF-8, a token at a time.  @token is the one in hand. */
typedef struct
{
  const char *cursor;
  guint column;
  PodToken token;
} PodLexer;

/* Takes the first token in hand. */
void pod_lexer_init (PodLexer *lexer, const char *text);
void pod_lexer_advance (PodLexer *lexer);
/* Instead of pod_lexer_advance(), where only a unit may follow: number(creatinine, mg/dL). */
void pod_lexer_advance_to_unit (PodLexer *lexer);
gboolean pod_token_is_word (const PodToken *token, const char *word);

G_END_DECLS
