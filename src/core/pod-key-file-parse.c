#include "pod-key-file-private.h"

#include <string.h>

/* Enough to mend a file by; a file of noise must not fill the memory with complaints. */
#define MAX_PROBLEMS 1000

#define NAME_CHARS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"
#define BLANKS " \t"

typedef struct
{
  PodKeyFile *file;
  GPtrArray *problems;
  guint n_problems;
  guint line;
  const char *text; /* of the line, without its end */

  PodKeyGroup *group; /* NULL before the first header */
  /* A group whose header is at fault is read for its own faults, then dropped. */
  PodKeyGroup *dropped;
  PodKeyEntry *open; /* what a continuation line would continue */
  GString *value;    /* of @open, as far as it has been read */
  gboolean swallow;  /* the line above is at fault, so are its continuations */
  GHashTable *groups_seen;
  GHashTable *keys_seen;
} Parser;

static void add_fault (Parser *parser, const char *at, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
add_fault (Parser *parser, const char *at, const char *format, ...)
{
  g_autofree char *group = NULL;
  g_autofree char *message = NULL;
  guint column = (guint) g_utf8_pointer_to_offset (parser->text, at) + 1;
  va_list args;

  if (++parser->n_problems > MAX_PROBLEMS)
    return;
  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  if (parser->group != NULL && *parser->group->kind != '\0')
    group = g_strconcat (parser->group->kind, *parser->group->name != '\0' ? " " : "",
                         parser->group->name, NULL);
  pod_problems_add (parser->problems, parser->file->name, parser->line, column, group, NULL, "%s",
                    message);
}

/* The line of an earlier group or key of the same name, or 0; from now on it is known. */
static guint
remember (GHashTable *seen, const char *what, guint line)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (seen, what));

  if (first == 0)
    g_hash_table_insert (seen, g_strdup (what), GUINT_TO_POINTER (line));
  return first;
}

static void
start_group (Parser *parser, PodKeyGroup *group, gboolean keep)
{
  g_clear_pointer (&parser->dropped, pod_key_group_free);
  g_hash_table_remove_all (parser->keys_seen);
  parser->group = group;
  if (keep)
    g_ptr_array_add (parser->file->groups, group);
  else
    parser->dropped = group;
}

/* A bare or a quoted name, up to the closing bracket; NULL after adding a fault. */
static char *
read_group_name (Parser *parser, const char **p)
{
  gboolean quoted = **p == '"';
  const char *start = *p + (quoted ? 1 : 0);
  const char *end = start + strcspn (start, quoted ? "\"" : "]\" \t");

  if (quoted && *end != '"')
    {
      add_fault (parser, *p, "the quoted name does not end: expected '\"'");
      return NULL;
    }
  if (quoted && end == start)
    {
      add_fault (parser, *p, "the name between the quotes is empty");
      return NULL;
    }
  *p = end + (quoted ? 1 : 0);
  *p += strspn (*p, BLANKS);
  return g_strndup (start, (gsize) (end - start));
}

/* [kind], [kind name] or [kind "a name"]; NULL after adding a fault. */
static PodKeyGroup *
read_header (Parser *parser)
{
  const char *p = parser->text + 1;
  gsize length = strspn (p, NAME_CHARS);
  g_autofree char *kind = g_strndup (p, length);
  g_autofree char *name = NULL;

  if (length == 0)
    {
      add_fault (parser, p, "expected the kind of the group after '['");
      return NULL;
    }
  p += length;
  length = strspn (p, BLANKS);
  p += length;
  if (*p != ']' && *p != '\0' && length == 0)
    {
      add_fault (parser, p, "expected ' ' or ']' after the kind of the group");
      return NULL;
    }
  name = *p != ']' && *p != '\0' ? read_group_name (parser, &p) : g_strdup ("");
  if (name == NULL)
    return NULL;
  if (*p != ']' || p[1 + strspn (p + 1, BLANKS)] != '\0')
    {
      add_fault (parser, *p == ']' ? p + 1 : p,
                 *p == ']' ? "expected nothing after ']'"
                           : "expected ']': a name with spaces stands in quotes");
      return NULL;
    }
  return pod_key_group_new (parser->file, g_steal_pointer (&kind), g_steal_pointer (&name),
                            parser->line);
}

static void
parse_header (Parser *parser)
{
  PodKeyGroup *group;
  g_autofree char *both = NULL;
  guint first;

  parser->group = NULL;
  group = read_header (parser);
  if (group == NULL)
    {
      group = pod_key_group_new (parser->file, g_strdup (""), g_strdup (""), parser->line);
      start_group (parser, group, FALSE);
      return;
    }
  both = g_strconcat (group->kind, "\n", group->name, NULL);
  first = remember (parser->groups_seen, both, parser->line);
  if (first != 0)
    {
      parser->group = group;
      add_fault (parser, parser->text, "this group stands already in line %u", first);
    }
  start_group (parser, group, first == 0);
}

/* "key" or "key[locale]" up to @equals; FALSE after adding a fault. */
static gboolean
read_key (Parser *parser, const char *equals, char **key, char **locale)
{
  const char *p = parser->text;
  gsize length = strspn (p, NAME_CHARS);
  gsize locale_length = 0;

  if (length == 0 && p[strspn (p, BLANKS)] == '=')
    {
      add_fault (parser, p, "expected a key before '='");
      return FALSE;
    }
  if (p[length] == '[')
    {
      locale_length = strspn (p + length + 1, NAME_CHARS "@");
      if (locale_length == 0 || p[length + 1 + locale_length] != ']')
        {
          add_fault (parser, p + length, "expected a locale in brackets, as in [zh_CN]");
          return FALSE;
        }
      *locale = g_strndup (p + length + 1, locale_length);
      locale_length += 2;
    }
  *key = g_strndup (p, length);
  p += length + locale_length;
  p += strspn (p, BLANKS);
  if (p == equals)
    return TRUE;
  add_fault (parser, p, "a key holds letters, digits, '_', '.' and '-' only");
  return FALSE;
}

/* The value of the entry above is complete. */
static void
close_entry (Parser *parser)
{
  if (parser->open != NULL)
    parser->open->value = g_strndup (parser->value->str, parser->value->len);
  parser->open = NULL;
  g_string_truncate (parser->value, 0);
}

/* @piece stands in the line being read; its white space at the end does not count. */
static void
append_to_value (Parser *parser, const char *piece)
{
  gsize length = strlen (piece);
  PodKeyPiece place = { .line = parser->line };

  while (length > 0 && strchr (BLANKS, piece[length - 1]) != NULL)
    length--;
  if (parser->value->len > 0 && length > 0)
    g_string_append_c (parser->value, ' ');
  place.offset = parser->value->len;
  place.column = (guint) g_utf8_pointer_to_offset (parser->text, piece) + 1;
  g_string_append_len (parser->value, piece, (gssize) length);
  g_array_append_val (parser->open->pieces, place);
}

static gboolean
add_entry (Parser *parser, char *key, char *locale, const char *value)
{
  g_autofree char *both = g_strconcat (key, "\n", locale, NULL);
  guint first = remember (parser->keys_seen, both, parser->line);
  PodKeyEntry *entry;

  if (first != 0)
    {
      add_fault (parser, parser->text, "the key \"%s\" stands already in line %u", key, first);
      return FALSE;
    }
  entry = g_new0 (PodKeyEntry, 1);
  entry->key = g_strdup (key);
  entry->locale = g_strdup (locale);
  entry->pieces = g_array_new (FALSE, FALSE, sizeof (PodKeyPiece));
  entry->line = parser->line;
  entry->column = (guint) g_utf8_pointer_to_offset (parser->text, value) + 1;
  g_ptr_array_add (parser->group->entries, entry);
  parser->open = entry;
  append_to_value (parser, value);
  return TRUE;
}

static gboolean
parse_entry (Parser *parser)
{
  const char *equals = strchr (parser->text, '=');
  const char *value;
  g_autofree char *key = NULL;
  g_autofree char *locale = NULL;

  if (parser->group == NULL)
    {
      add_fault (parser, parser->text, "expected a group, as in [kind name], before anything else");
      return FALSE;
    }
  if (equals == NULL)
    {
      add_fault (parser, parser->text + strlen (parser->text), "expected '=' after the key");
      return FALSE;
    }
  if (!read_key (parser, equals, &key, &locale))
    return FALSE;
  value = equals + 1;
  value += strspn (value, BLANKS);
  return add_entry (parser, key, locale, value);
}

static void
parse_continuation (Parser *parser)
{
  const char *piece = parser->text + strspn (parser->text, BLANKS);

  if (parser->swallow)
    return;
  if (parser->open == NULL)
    {
      add_fault (parser, piece, "this line starts with a space but has no value to go on with");
      parser->swallow = TRUE;
      return;
    }
  append_to_value (parser, piece);
}

static void
parse_line (Parser *parser)
{
  const char *start = parser->text + strspn (parser->text, BLANKS);

  /* A remark between the pieces of a value does not end it. */
  if (*start == '#')
    return;
  if (*start != '\0' && start != parser->text)
    {
      parse_continuation (parser);
      return;
    }
  close_entry (parser);
  parser->swallow = FALSE;
  if (*start == '[')
    parse_header (parser);
  else if (*start != '\0')
    parser->swallow = !parse_entry (parser);
}

/* Says where the first byte is that is not UTF-8; such a line is not read at all. */
static gboolean
check_bytes (Parser *parser, const char *bytes, gsize length)
{
  g_autofree char *sound = NULL;
  const char *end;

  if (g_utf8_validate_len (bytes, length, &end))
    return TRUE;
  sound = g_strndup (bytes, (gsize) (end - bytes));
  parser->text = sound;
  if (*end == '\0')
    add_fault (parser, sound + strlen (sound), "there is a NUL byte; expected text");
  else
    add_fault (parser, sound + strlen (sound), "the byte 0x%02x is not UTF-8", (guint8) *end);
  parser->text = NULL;
  close_entry (parser);
  parser->swallow = TRUE;
  return FALSE;
}

static void
parse_bytes (Parser *parser, const char *bytes, gsize length)
{
  const char *end = bytes + length;

  for (const char *p = bytes; p < end && parser->n_problems <= MAX_PROBLEMS;)
    {
      const char *newline = memchr (p, '\n', (gsize) (end - p));
      const char *stop = newline != NULL ? newline : end;
      gsize size = (gsize) (stop - p) - (stop > p && stop[-1] == '\r' ? 1 : 0);

      parser->line++;
      if (check_bytes (parser, p, size))
        {
          g_autofree char *text = g_strndup (p, size);

          parser->text = text;
          parse_line (parser);
        }
      p = newline != NULL ? newline + 1 : end;
    }
}

PodKeyFile *
pod_key_file_parse (const char *text, gssize length, const char *name, GPtrArray *problems)
{
  Parser parser = { .problems = problems };
  gsize size = length >= 0 ? (gsize) length : strlen (text);

  parser.file = pod_key_file_new (name);
  parser.groups_seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  parser.value = g_string_new (NULL);
  parser.keys_seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (size >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      size -= 3;
    }
  parse_bytes (&parser, text, size);
  close_entry (&parser);
  if (parser.n_problems > MAX_PROBLEMS)
    pod_problems_add (problems, name, parser.line, 0, NULL, NULL,
                      "more than %d faults: the rest of the file was not read", MAX_PROBLEMS);

  g_clear_pointer (&parser.dropped, pod_key_group_free);
  g_string_free (parser.value, TRUE);
  g_hash_table_unref (parser.groups_seen);
  g_hash_table_unref (parser.keys_seen);
  return parser.file;
}
