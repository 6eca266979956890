#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-leak-scan-private.h"

#include <glib/gi18n-lib.h>

/* GB 11643-1999: 6 digits of the area, 8 of the birth date, 3 of order, 1 check character by ISO 7064 MOD 11-2. */
#define ID_LENGTH 18
#define PHONE_LENGTH 11

static gboolean
has_checksum (const char *id)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  int sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += (id[i] - '0') * weights[i];
  return "10x98765432"[sum % 11] == id[ID_LENGTH - 1];
}

/* A mistyped number identifies too: the birth date inside is enough. */
static gboolean
has_birth_date (const char *id)
{
  int year = 0, month = (id[10] - '0') * 10 + id[11] - '0',
      day = (id[12] - '0') * 10 + id[13] - '0';

  for (guint i = 6; i < 10; i++)
    year = year * 10 + id[i] - '0';
  return year >= 1900 && year <= 2099 && pod_date_is_complete (pod_date_new (year, month, day));
}

/* Digits that belong together: a decimal's fraction is no number of its own. */
static gsize
count_digits (const PodLeakText *text, gsize at)
{
  gsize n = 0;

  while (at + n < text->length && g_ascii_isdigit (text->bytes[at + n]))
    n++;
  return n;
}

static gboolean
begins_alone (const PodLeakText *text, gsize at)
{
  return at == 0 || (!g_ascii_isalnum (text->bytes[at - 1]) && text->bytes[at - 1] != '.');
}

static gboolean
ends_alone (const PodLeakText *text, gsize at)
{
  return at >= text->length ||
         (!g_ascii_isalnum (text->bytes[at]) && !(text->bytes[at] == '.' && at + 1 < text->length &&
                                                  g_ascii_isdigit (text->bytes[at + 1])));
}

static gboolean
is_id (const PodLeakText *text, gsize at, gsize digits)
{
  const char *id = text->bytes + at;
  gboolean has_x = digits == ID_LENGTH - 1 && at + digits < text->length && id[digits] == 'x';

  if ((digits != ID_LENGTH && !has_x) || !ends_alone (text, at + ID_LENGTH))
    return FALSE;
  return has_checksum (id) || has_birth_date (id);
}

/* With or without 86 before it. */
static gboolean
is_phone (const PodLeakText *text, gsize at, gsize digits)
{
  const char *phone = text->bytes + at;

  if (digits == PHONE_LENGTH + 2 && phone[0] == '8' && phone[1] == '6')
    phone += 2;
  else if (digits != PHONE_LENGTH)
    return FALSE;
  return phone[0] == '1' && phone[1] >= '3' && ends_alone (text, at + digits);
}

void
pod_leak_search_shapes (const PodLeakText *text, PodLeakFound found, gpointer data)
{
  for (gsize at = 0; at < text->length;)
    {
      gsize digits = count_digits (text, at);

      if (digits >= PHONE_LENGTH && begins_alone (text, at))
        {
          gsize where = text->offsets ? text->offsets[at] : at;

          if (is_id (text, at, digits))
            found (_ ("the shape of an identity number"), where, data);
          if (is_phone (text, at, digits))
            found (_ ("the shape of a mobile phone number"), where, data);
        }
      at += MAX (digits, 1);
    }
}

typedef struct
{
  GPtrArray *list;
  GHashTable *seen;
} Report;

static void
report_cb (const char *kind, gsize offset, gpointer data)
{
  Report *report = data;
  g_autofree char *place = g_strdup_printf ("%" G_GSIZE_FORMAT, offset);
  /* Translators: what was found, and the number of a byte of the file. */
  g_autofree char *line = g_strdup_printf (_ ("%s at byte %s"), kind, place);

  if (g_hash_table_contains (report->seen, line))
    return;
  g_ptr_array_add (report->list, g_strdup (line));
  g_hash_table_add (report->seen, g_steal_pointer (&line));
}

GPtrArray *
pod_leak_scanner_run (const PodLeakScanner *scanner, GBytes *bytes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) texts = pod_leak_texts_new (bytes);
  Report report = { g_ptr_array_new_with_free_func (g_free), seen };

  for (guint i = 0; i < texts->len; i++)
    {
      const PodLeakText *text = &g_array_index (texts, PodLeakText, i);

      pod_leak_scanner_search (scanner, text, report_cb, &report);
      /* Digits of neighbours meet where gaps are gone, but then they do not stand alone. */
      pod_leak_search_shapes (text, report_cb, &report);
    }
  return report.list;
}

GPtrArray *
pod_leak_scan (GBytes *bytes, const GPtrArray *identities)
{
  g_autoptr (PodLeakScanner) scanner = pod_leak_scanner_new (identities, POD_LEAK_ALL);

  return pod_leak_scanner_run (scanner, bytes);
}
