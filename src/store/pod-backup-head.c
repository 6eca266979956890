/* The two lines that a copy begins with: JSON that this file writes and reads, its members always in the same order, so that whatever
 * is not exactly as it was written is refused. */

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "pod-backup-private.h"

#define FORMAT "podocyte-backup-1"
/* A hundred principal investigators would take a quarter of it. */
#define MOST_BYTES (128 << 10)

void
pod_backup_head_clear (PodBackupHead *head)
{
  g_clear_pointer (&head->study, g_free);
  g_clear_pointer (&head->created, g_free);
  g_clear_pointer (&head->head, g_free);
  g_clear_pointer (&head->program, g_free);
}

void
pod_backup_head_free (PodBackupHead *head)
{
  if (head == NULL)
    return;
  pod_backup_head_clear (head);
  g_free (head);
}

void
pod_opener_free (PodOpener *opener)
{
  g_free (opener->kind);
  g_free (opener->user);
  g_clear_pointer (&opener->salt, g_bytes_unref);
  g_clear_pointer (&opener->wrapped, g_bytes_unref);
  g_clear_pointer (&opener->box_key, g_bytes_unref);
  g_clear_pointer (&opener->sealed, g_bytes_unref);
  g_free (opener);
}

void
pod_cover_free (PodCover *cover)
{
  pod_backup_head_clear (&cover->head);
  g_clear_pointer (&cover->openers, g_ptr_array_unref);
  g_free (cover->text);
  g_free (cover);
}

/* ---- writing ---- */

/* RFC 8259: what must be escaped, and no more. */
static void
append_text (GString *json, const char *name, const char *text)
{
  g_string_append_printf (json, "\"%s\":\"", name);
  for (const char *p = text ? text : ""; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (json, "\\u%04x", (guint) *p);
    else
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
}

static void
append_bytes (GString *json, const char *name, GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = bytes ? g_bytes_get_data (bytes, &length) : NULL;
  g_autofree char *hex = g_malloc (length * 2 + 1);

  sodium_bin2hex (hex, length * 2 + 1, data, length);
  append_text (json, name, hex);
}

static void
append_int (GString *json, const char *name, gint64 value)
{
  g_string_append_printf (json, "\"%s\":%" G_GINT64_FORMAT, name, value);
}

static void
append_opener (GString *json, const PodOpener *opener)
{
  append_text (json, "kind", opener->kind);
  g_string_append_c (json, ',');
  append_text (json, "user", opener->user);
  g_string_append_c (json, ',');
  append_int (json, "ops", opener->ops);
  g_string_append_c (json, ',');
  append_int (json, "mem", opener->mem);
  g_string_append_c (json, ',');
  append_bytes (json, "salt", opener->salt);
  g_string_append_c (json, ',');
  append_bytes (json, "wrapped", opener->wrapped);
  g_string_append_c (json, ',');
  append_bytes (json, "box_key", opener->box_key);
  g_string_append_c (json, ',');
  append_bytes (json, "sealed", opener->sealed);
}

static void
append_head (GString *json, const PodBackupHead *head)
{
  append_text (json, "format", FORMAT);
  g_string_append_c (json, ',');
  append_text (json, "study", head->study);
  g_string_append_c (json, ',');
  append_text (json, "created", head->created);
  g_string_append_c (json, ',');
  append_text (json, "head", head->head);
  g_string_append_c (json, ',');
  append_int (json, "schema", head->schema);
  g_string_append_c (json, ',');
  append_text (json, "program", head->program);
  if (head->faults == 0)
    return;
  g_string_append_c (json, ',');
  append_int (json, "faults", head->faults);
}

char *
pod_backup_print_cover (const PodBackupHead *head, const GPtrArray *openers)
{
  g_autoptr (GString) json = g_string_new ("{");

  append_head (json, head);
  g_string_append (json, "}\n{\"openers\":[");
  for (guint i = 0; i < openers->len; i++)
    {
      g_string_append (json, i > 0 ? ",{" : "{");
      append_opener (json, g_ptr_array_index (openers, i));
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}\n");
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* ---- reading ---- */

typedef struct
{
  const char *at;
  gboolean failed;
} Cursor;

static void
expect (Cursor *cursor, const char *text)
{
  gsize length = strlen (text);

  if (!cursor->failed && strncmp (cursor->at, text, length) == 0)
    cursor->at += length;
  else
    cursor->failed = TRUE;
}

static gboolean
has (const Cursor *cursor, char c)
{
  return !cursor->failed && *cursor->at == c;
}

static void
expect_name (Cursor *cursor, const char *before, const char *name)
{
  expect (cursor, before);
  expect (cursor, "\"");
  expect (cursor, name);
  expect (cursor, "\":");
}

/* After the backslash. */
static void
read_escape (Cursor *cursor, GString *text)
{
  int high, low;

  if (has (cursor, '"') || has (cursor, '\\'))
    {
      g_string_append_c (text, *cursor->at++);
      return;
    }
  expect (cursor, "u00");
  high = cursor->failed ? -1 : g_ascii_xdigit_value (cursor->at[0]);
  low = high < 0 ? -1 : g_ascii_xdigit_value (cursor->at[1]);
  if (low < 0 || high > 1 || high * 16 + low == 0)
    cursor->failed = TRUE;
  else
    {
      g_string_append_c (text, (char) (high * 16 + low));
      cursor->at += 2;
    }
}

static char *
read_text (Cursor *cursor, const char *before, const char *name)
{
  GString *text = g_string_new (NULL);

  expect_name (cursor, before, name);
  expect (cursor, "\"");
  while (!cursor->failed && *cursor->at != '"')
    if ((guchar) *cursor->at < 0x20)
      cursor->failed = TRUE;
    else if (*cursor->at == '\\')
      cursor->at++, read_escape (cursor, text);
    else
      g_string_append_c (text, *cursor->at++);
  expect (cursor, "\"");
  if (!g_utf8_validate (text->str, (gssize) text->len, NULL))
    cursor->failed = TRUE;
  return g_string_free (text, FALSE);
}

static GBytes *
read_bytes (Cursor *cursor, const char *name)
{
  g_autofree char *hex = read_text (cursor, ",", name);
  gsize most = strlen (hex) / 2, length = 0;
  guint8 *data = g_malloc0 (most + 1);
  const char *end = NULL;

  if (sodium_hex2bin (data, most + 1, hex, strlen (hex), NULL, &length, &end) != 0 || *end != '\0')
    cursor->failed = TRUE;
  return g_bytes_new_take (data, length);
}

static gint64
read_int (Cursor *cursor, const char *name)
{
  char *end = NULL;
  gint64 value;

  expect_name (cursor, ",", name);
  if (cursor->failed || !g_ascii_isdigit (*cursor->at))
    {
      cursor->failed = TRUE;
      return 0;
    }
  value = g_ascii_strtoll (cursor->at, &end, 10);
  cursor->at = end;
  return value;
}

static void
read_head (Cursor *cursor, PodBackupHead *head)
{
  g_autofree char *format = NULL;

  format = read_text (cursor, "{", "format");
  head->study = read_text (cursor, ",", "study");
  head->created = read_text (cursor, ",", "created");
  head->head = read_text (cursor, ",", "head");
  head->schema = read_int (cursor, "schema");
  head->program = read_text (cursor, ",", "program");
  if (has (cursor, ','))
    head->faults = read_int (cursor, "faults");
  expect (cursor, "}\n");
  if (strcmp (format, FORMAT) != 0)
    cursor->failed = TRUE;
}

static PodOpener *
read_opener (Cursor *cursor)
{
  PodOpener *opener = g_new0 (PodOpener, 1);

  opener->kind = read_text (cursor, "{", "kind");
  opener->user = read_text (cursor, ",", "user");
  opener->ops = read_int (cursor, "ops");
  opener->mem = read_int (cursor, "mem");
  opener->salt = read_bytes (cursor, "salt");
  opener->wrapped = read_bytes (cursor, "wrapped");
  opener->box_key = read_bytes (cursor, "box_key");
  opener->sealed = read_bytes (cursor, "sealed");
  expect (cursor, "}");
  return opener;
}

static GPtrArray *
read_openers (Cursor *cursor)
{
  GPtrArray *openers = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_opener_free);

  expect (cursor, "{\"openers\":[");
  while (!cursor->failed)
    {
      g_ptr_array_add (openers, read_opener (cursor));
      if (!has (cursor, ','))
        break;
      cursor->at++;
    }
  expect (cursor, "]}\n");
  return openers;
}

/* As much of the beginning as the lines may take; a NUL follows. */
static char *
read_start (int fd, gsize *length, GError **error)
{
  g_autofree char *text = g_malloc (MOST_BYTES + 1);

  *length = 0;
  while (*length < MOST_BYTES)
    {
      gssize n = read (fd, text + *length, MOST_BYTES - *length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED, g_strerror (errno));
          return NULL;
        }
      if (n == 0)
        break;
      *length += (gsize) n;
    }
  text[*length] = '\0';
  return g_steal_pointer (&text);
}

PodCover *
pod_cover_read (int fd, GError **error)
{
  gsize length;
  g_autofree char *start = read_start (fd, &length, error);
  g_autoptr (PodCover) cover = NULL;
  Cursor cursor = { start, FALSE };

  if (start == NULL)
    return NULL;
  cover = g_new0 (PodCover, 1);
  read_head (&cursor, &cover->head);
  cover->openers = read_openers (&cursor);
  if (cursor.failed)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                           "not a backup, or its beginning was altered");
      return NULL;
    }
  cover->length = (gsize) (cursor.at - start);
  cover->text = g_strndup (start, cover->length);
  if (lseek (fd, (off_t) cover->length, SEEK_SET) < 0)
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED, g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&cover);
}
