#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-json-node.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-json-text.h"

/* The text has been looked through: what follows needs no checks, and nests no deeper than was allowed. */
typedef struct
{
  PodJson *json;
  const char *p;
} Parser;

static guint parse_value (Parser *parser);

static void
skip_space (Parser *parser)
{
  parser->p += strspn (parser->p, " \t\r\n");
}

static void
skip_string (Parser *parser)
{
  parser->p++;
  while (*parser->p != '"')
    parser->p += *parser->p == '\\' ? 2 : 1;
  parser->p++;
}

static PodJsonNode *
get_node (const PodJson *json, guint node)
{
  return &g_array_index (json->nodes, PodJsonNode, node);
}

/* What stands between brackets, one value after another, each perhaps with a name. */
static void
parse_inside (Parser *parser, guint parent, char close)
{
  guint last = 0;

  parser->p++;
  skip_space (parser);
  while (*parser->p != close)
    {
      gsize name = 0, name_length = 0;
      guint node;

      if (close == '}')
        {
          name = (gsize) (parser->p - parser->json->text) + 1;
          skip_string (parser);
          name_length = (gsize) (parser->p - parser->json->text) - name - 1;
          parser->p += strcspn (parser->p, ":") + 1;
        }
      node = parse_value (parser);
      if (node == 0)
        return;
      get_node (parser->json, node)->name = name;
      get_node (parser->json, node)->name_length = name_length;
      *(last == 0 ? &get_node (parser->json, parent)->first
                  : &get_node (parser->json, last)->next) = node;
      last = node;
      skip_space (parser);
      if (*parser->p == ',')
        parser->p++;
      skip_space (parser);
    }
  parser->p++;
}

/* 0 where there are too many. */
static guint
parse_value (Parser *parser)
{
  PodJsonNode empty = { 0 };
  guint node = parser->json->nodes->len;

  if (node > POD_JSON_MAX_NODES)
    return 0;
  skip_space (parser);
  empty.start = (gsize) (parser->p - parser->json->text);
  g_array_append_val (parser->json->nodes, empty);
  if (*parser->p == '{')
    parse_inside (parser, node, '}');
  else if (*parser->p == '[')
    parse_inside (parser, node, ']');
  else if (*parser->p == '"')
    skip_string (parser);
  else
    parser->p += strcspn (parser->p, ",]} \t\r\n");
  get_node (parser->json, node)->length = (gsize) (parser->p - parser->json->text) - empty.start;
  return parser->json->nodes->len > POD_JSON_MAX_NODES ? 0 : node;
}

PodJson *
pod_json_parse (const char *text, guint depth, GError **error)
{
  g_autoptr (PodJson) json = NULL;
  Parser parser;

  if (!pod_json_scan (text, strlen (text), depth, error))
    return NULL;
  json = g_new0 (PodJson, 1);
  json->text = text;
  json->nodes = g_array_new (FALSE, TRUE, sizeof (PodJsonNode));
  g_array_set_size (json->nodes, POD_JSON_ROOT);
  parser = (Parser){ json, text };
  if (parse_value (&parser) != 0)
    return g_steal_pointer (&json);
  g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_TOO_LARGE,
                       _ ("There are too many values in this file."));
  return NULL;
}

void
pod_json_free (PodJson *json)
{
  g_array_unref (json->nodes);
  g_free (json);
}

/* ---- looking ---- */

guint
pod_json_first (const PodJson *json, guint node)
{
  return get_node (json, node)->first;
}

guint
pod_json_next (const PodJson *json, guint node)
{
  return get_node (json, node)->next;
}

char
pod_json_kind (const PodJson *json, guint node)
{
  char c = node == 0 ? '\0' : json->text[get_node (json, node)->start];

  return g_ascii_isdigit (c) || c == '-' ? '0' : c;
}

guint
pod_json_get (const PodJson *json, guint node, const char *name)
{
  gsize length = strlen (name);

  if (pod_json_kind (json, node) != '{')
    return 0;
  for (guint i = pod_json_first (json, node); i != 0; i = pod_json_next (json, i))
    if (get_node (json, i)->name_length == length &&
        strncmp (json->text + get_node (json, i)->name, name, length) == 0)
      return i;
  return 0;
}

guint
pod_json_at (const PodJson *json, guint node, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);

  for (guint i = 0; names[i]; i++)
    node = pod_json_get (json, node, names[i]);
  return node;
}

/* ---- texts ---- */

static gunichar
read_hex (const char *p)
{
  gunichar c = 0;

  for (guint i = 0; i < 4; i++)
    c = c * 16 + (gunichar) g_ascii_xdigit_value (p[i]);
  return c;
}

/* \uXXXX, of which two may be one character; half of one is none.  Moves behind it. */
static void
append_unicode (GString *text, const char **p)
{
  gunichar c = read_hex (*p + 2);

  *p += 6;
  if (c >= 0xD800 && c < 0xDC00 && (*p)[0] == '\\' && (*p)[1] == 'u')
    {
      gunichar low = read_hex (*p + 2);

      if (low >= 0xDC00 && low < 0xE000)
        {
          *p += 6;
          c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
        }
    }
  g_string_append_unichar (text, g_unichar_validate (c) ? c : 0xFFFD);
}

static void
append_escape (GString *text, const char **p)
{
  static const char letters[] = "bfnrt", controls[] = "\b\f\n\r\t";
  const char *found = strchr (letters, (*p)[1]);

  if ((*p)[1] == 'u')
    {
      append_unicode (text, p);
      return;
    }
  g_string_append_c (text, found ? controls[found - letters] : (*p)[1]);
  *p += 2;
}

const char *
pod_json_text (const PodJson *json, guint node, GStringChunk *strings)
{
  char kind = pod_json_kind (json, node);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p, *end;

  if (kind == '\0' || strchr ("{[n", kind))
    return "";
  if (kind != '"')
    return pod_json_raw (json, node, strings);
  p = json->text + get_node (json, node)->start + 1;
  end = p + get_node (json, node)->length - 2;
  while (p < end)
    if (*p == '\\')
      append_escape (text, &p);
    else
      g_string_append_c (text, *p++);
  g_strstrip (text->str);
  return g_string_chunk_insert_const (strings, text->str);
}

const char *
pod_json_raw (const PodJson *json, guint node, GStringChunk *strings)
{
  const PodJsonNode *n = get_node (json, node);

  return n->length > 0
             ? g_string_chunk_insert_len (strings, json->text + n->start, (gssize) n->length)
             : "";
}
