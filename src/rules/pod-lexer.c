#include "pod-lexer.h"

#include <string.h>

static const struct
{
  const char *word;
  PodTokenKind kind;
} keywords[] = {
  { "and", POD_TOKEN_AND },         { "or", POD_TOKEN_OR }, { "not", POD_TOKEN_NOT },
  { "implies", POD_TOKEN_IMPLIES }, { "in", POD_TOKEN_IN },
};

static const struct
{
  const char *sign;
  PodTokenKind kind;
  PodRelation relation;
} signs[] = {
  /* Two letters before one, so that "<=" is not read as "<". */
  { "<=", POD_TOKEN_RELATION, POD_RELATION_LE },
  { ">=", POD_TOKEN_RELATION, POD_RELATION_GE },
  { "!=", POD_TOKEN_RELATION, POD_RELATION_NE },
  { "=", POD_TOKEN_RELATION, POD_RELATION_EQ },
  { "<", POD_TOKEN_RELATION, POD_RELATION_LT },
  { ">", POD_TOKEN_RELATION, POD_RELATION_GT },
  { "+", POD_TOKEN_PLUS, 0 },
  { "-", POD_TOKEN_MINUS, 0 },
  { "*", POD_TOKEN_TIMES, 0 },
  { "/", POD_TOKEN_DIVIDE, 0 },
  { "^", POD_TOKEN_POWER, 0 },
  { "(", POD_TOKEN_OPEN, 0 },
  { ")", POD_TOKEN_CLOSE, 0 },
  { ",", POD_TOKEN_COMMA, 0 },
};

/* What is easily typed or pasted instead of a sign, and what to type. */
static const struct
{
  const char *sign;
  const char *fault;
} slips[] = {
  { "≥", "write >=" },
  { "≤", "write <=" },
  { "≠", "write !=" },
  { "×", "write *" },
  { "−", "write -, the hyphen" },
  { "–", "write -, the hyphen" },
  { "（", "write (, half-width" },
  { "）", "write ), half-width" },
  { "，", "write a half-width comma" },
  { "＞", "write >, half-width" },
  { "＜", "write <, half-width" },
  { "＝", "write =, half-width" },
  { "%", "a unit stands after a number and a space" },
};

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_';
}

static gboolean
is_name_part (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.';
}

static gsize
measure_name (const char *text)
{
  gsize length = 0;

  while (is_name_part (text[length]))
    length++;
  return length;
}

static PodTokenKind
find_keyword (const char *text, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (strlen (keywords[i].word) == length && strncmp (keywords[i].word, text, length) == 0)
      return keywords[i].kind;
  return POD_TOKEN_NAME;
}

static void
take (PodLexer *lexer, PodTokenKind kind, gsize length)
{
  lexer->token.kind = kind;
  lexer->token.length = length;
  lexer->column += g_utf8_strlen (lexer->cursor, length);
  lexer->cursor += length;
}

static void
take_number (PodLexer *lexer)
{
  const char *text = lexer->cursor;
  gsize length = strspn (text, "0123456789");
  gsize fraction = text[length] == '.' ? strspn (text + length + 1, "0123456789") : 0;
  g_autofree char *digits = NULL;
  gsize excess;

  if (fraction > 0)
    length += 1 + fraction;
  digits = g_strndup (text, length);
  lexer->token.number = g_ascii_strtod (digits, NULL);
  excess = measure_name (text + length);
  take (lexer, excess > 0 ? POD_TOKEN_FAULT : POD_TOKEN_NUMBER, length + excess);
  lexer->token.fault = "a number ends in a digit, and a space parts it from its unit";
}

static void
take_slip (PodLexer *lexer)
{
  gsize length = g_utf8_next_char (lexer->cursor) - lexer->cursor;

  lexer->token.fault = "no rule is written with it";
  for (guint i = 0; i < G_N_ELEMENTS (slips); i++)
    if (g_str_has_prefix (lexer->cursor, slips[i].sign))
      lexer->token.fault = slips[i].fault;
  take (lexer, POD_TOKEN_FAULT, length);
}

static void
take_sign (PodLexer *lexer)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (lexer->cursor, signs[i].sign))
      {
        lexer->token.relation = signs[i].relation;
        take (lexer, signs[i].kind, strlen (signs[i].sign));
        return;
      }
  take_slip (lexer);
}

/* Up to white space, a comma, or a closing bracket that the unit did not open itself. */
static gsize
measure_unit (const char *text)
{
  gsize length = 0;
  int open = 0;

  for (; text[length] != '\0' && !g_ascii_isspace (text[length]); length++)
    {
      if (strchr ("([{", text[length]) != NULL)
        open++;
      else if (strchr (")]}", text[length]) != NULL && --open < 0)
        break;
      else if (text[length] == ',' && open == 0)
        break;
    }
  return length;
}

static gboolean
is_unit_start (const char *text)
{
  if (is_name_start (*text))
    return find_keyword (text, measure_name (text)) == POD_TOKEN_NAME;
  return g_ascii_isdigit (*text) || (*text != '\0' && strchr ("%[{", *text) != NULL) ||
         g_unichar_isalpha (g_utf8_get_char (text));
}

static gboolean
skip_spaces (PodLexer *lexer)
{
  const char *start = lexer->cursor;

  while (g_ascii_isspace (*lexer->cursor))
    {
      lexer->cursor++;
      lexer->column++;
    }
  return lexer->cursor > start;
}

static void
start_token (PodLexer *lexer)
{
  lexer->token = (PodToken){ .start = lexer->cursor, .column = lexer->column };
}

void
pod_lexer_advance (PodLexer *lexer)
{
  gboolean after_number = lexer->token.kind == POD_TOKEN_NUMBER;
  gboolean spaced = skip_spaces (lexer);

  start_token (lexer);
  if (*lexer->cursor == '\0')
    take (lexer, POD_TOKEN_END, 0);
  else if (after_number && spaced && is_unit_start (lexer->cursor))
    take (lexer, POD_TOKEN_UNIT, measure_unit (lexer->cursor));
  else if (g_ascii_isdigit (*lexer->cursor))
    take_number (lexer);
  else if (is_name_start (*lexer->cursor))
    take (lexer, find_keyword (lexer->cursor, measure_name (lexer->cursor)),
          measure_name (lexer->cursor));
  else
    take_sign (lexer);
}

void
pod_lexer_advance_to_unit (PodLexer *lexer)
{
  gsize length;

  skip_spaces (lexer);
  length = measure_unit (lexer->cursor);
  if (length == 0)
    {
      pod_lexer_advance (lexer);
      return;
    }
  start_token (lexer);
  take (lexer, POD_TOKEN_UNIT, length);
}

void
pod_lexer_init (PodLexer *lexer, const char *text)
{
  *lexer = (PodLexer){ .cursor = text, .column = 1 };
  pod_lexer_advance (lexer);
}

gboolean
pod_token_is_word (const PodToken *token, const char *word)
{
  return token->kind == POD_TOKEN_NAME && strlen (word) == token->length &&
         strncmp (token->start, word, token->length) == 0;
}
