#include "pod-canary.h"

#include <string.h>

/* ---- who they are ---- */

void
pod_canary_make (guint i, PodCanary *canary)
{
  static const char *const chinese[] = {
    "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"
  };
  static const char *const latin[] = { "Alpha",  "Bravo",  "Cassia", "Delphi", "Erebus",
                                       "Fabula", "Gambit", "Hermes", "Icarus", "Jabber" };

  g_assert (i < POD_CANARY_N);
  if (i % 2 == 0)
    g_snprintf (canary->name, sizeof canary->name, "虚构%s某", chinese[i / 2]);
  else
    g_snprintf (canary->name, sizeof canary->name, "Inventa %s Canaria", latin[i / 2]);
  g_snprintf (canary->record_number, sizeof canary->record_number, "CANARY77%02u", i);
  /* There is no region of that number. */
  canary->birth_date = pod_date_new (1931 + (int) i, 1 + (int) i % 12, 3 + (int) i);
  g_snprintf (canary->id_number, sizeof canary->id_number, "990000%d%02d%02d77%02uX",
              1931 + (int) i, 1 + (int) i % 12, 3 + (int) i, i);
  g_snprintf (canary->phone, sizeof canary->phone, "199000077%02u", i);
}

/* ---- how they may be written ---- */

/**
 * Needle:
 * @is_whole: only where neither a letter nor a digit stands beside it: eight digits alone stand in many a hash
 */
typedef struct
{
  char *bytes;
  gsize length;
  char *what;
  gboolean is_whole;
} Needle;

struct _PodCanarySearch
{
  GPtrArray *needles;
  GPtrArray *by_start[65536]; /* by their first two bytes; NULL for none */
};

static void
needle_free (gpointer data)
{
  Needle *needle = data;

  g_free (needle->bytes);
  g_free (needle->what);
  g_free (needle);
}

static char *
lower (const char *bytes, gsize length)
{
  char *copy = g_memdup2 (bytes, length);

  for (gsize i = 0; i < length; i++)
    copy[i] = g_ascii_tolower (copy[i]);
  return copy;
}

static guint
get_start (const char *bytes)
{
  return (guint) (guchar) bytes[0] << 8 | (guchar) bytes[1];
}

static void
add (PodCanarySearch *search,
     const char *bytes,
     gsize length,
     const char *what,
     const char *how,
     gboolean is_whole)
{
  Needle *needle = g_new0 (Needle, 1);
  GPtrArray **list;

  needle->bytes = lower (bytes, length);
  needle->length = length;
  needle->what = g_strdup_printf ("%s as %s", what, how);
  needle->is_whole = is_whole;
  g_ptr_array_add (search->needles, needle);
  list = &search->by_start[get_start (needle->bytes)];
  if (*list == NULL)
    *list = g_ptr_array_new ();
  g_ptr_array_add (*list, needle);
}

static void
add_converted (PodCanarySearch *search, const char *text, const char *what, const char *charset)
{
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);

  g_assert_nonnull (bytes);
  /* Latin letters are the same in GB 18030. */
  if (length != strlen (text) || memcmp (bytes, text, length) != 0)
    add (search, bytes, length, what, charset, FALSE);
}

/* Three bytes become four signs, so what stands around a text changes its first and last signs: these are left out. */
static void
add_base64 (PodCanarySearch *search, const char *text, const char *what)
{
  for (gsize shift = 0; shift < 3; shift++)
    {
      g_autofree char *padded = g_strconcat (&"  "[2 - shift], text, NULL);
      gsize length = strlen (padded);
      g_autofree char *code = g_base64_encode ((const guchar *) padded, length);
      gsize start = (shift * 8 + 5) / 6;
      gsize end = length * 8 / 6;

      add (search, code + start, end - start, what, "base64", FALSE);
    }
}

/* One sign after the other: "\\u865a", "%e8" or "e8". */
static void
add_escaped (PodCanarySearch *search, const char *text, const char *what)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GString) percent = g_string_new (NULL);
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_printf (json, "\\u%04x", g_utf8_get_char (p));
  for (const char *p = text; *p != '\0'; p++)
    {
      g_string_append_printf (percent, "%%%02x", (guchar) *p);
      g_string_append_printf (digits, "%02x", (guchar) *p);
    }
  add (search, json->str, json->len, what, "JSON", FALSE);
  add (search, percent->str, percent->len, what, "percent", FALSE);
  add (search, digits->str, digits->len, what, "hexadecimal", FALSE);
}

static void
add_text (PodCanarySearch *search, const char *text, const char *what)
{
  add (search, text, strlen (text), what, "UTF-8", FALSE);
  add_converted (search, text, what, "GB18030");
  add_converted (search, text, what, "UTF-16LE");
  add_converted (search, text, what, "UTF-16BE");
  add_base64 (search, text, what);
  add_escaped (search, text, what);
}

static void
add_date (PodCanarySearch *search, PodDate date, const char *what)
{
  static const char *const formats[] = { "%Y/%m/%d", "%d.%m.%Y",     "%d/%m/%Y",       "%m/%d/%Y",
                                         "%d%b%Y",   "%Y年%m月%d日", "%Y年%-m月%-d日", "%Y.%m.%d" };
  g_autofree char *iso = pod_date_to_string (date);
  g_autofree char *start = g_strconcat (iso, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) when = g_date_time_new_from_iso8601 (start, NULL);
  g_autofree char *compact = g_date_time_format (when, "%Y%m%d");

  add_text (search, iso, what);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *text = g_date_time_format (when, formats[i]);

      add (search, text, strlen (text), what, formats[i], FALSE);
    }
  add (search, compact, strlen (compact), what, "eight digits", TRUE);
}

PodCanarySearch *
pod_canary_search_new (void)
{
  PodCanarySearch *search = g_new0 (PodCanarySearch, 1);

  search->needles = g_ptr_array_new_with_free_func (needle_free);
  for (guint i = 0; i < POD_CANARY_N; i++)
    {
      PodCanary canary;

      pod_canary_make (i, &canary);
      add_text (search, canary.name, "a name");
      add_text (search, canary.record_number, "a record number");
      add_text (search, canary.id_number, "an ID number");
      add_text (search, canary.phone, "a telephone number");
      add_date (search, canary.birth_date, "a birth date");
    }
  return search;
}

void
pod_canary_search_free (PodCanarySearch *search)
{
  for (gsize i = 0; i < G_N_ELEMENTS (search->by_start); i++)
    g_clear_pointer (&search->by_start[i], g_ptr_array_unref);
  g_ptr_array_unref (search->needles);
  g_free (search);
}

/* ---- looking ---- */

static gboolean
stands_at (const Needle *needle, const char *bytes, gsize length, gsize at)
{
  gsize end = at + needle->length;

  if (end > length || memcmp (bytes + at, needle->bytes, needle->length) != 0)
    return FALSE;
  return !needle->is_whole || ((at == 0 || !g_ascii_isalnum (bytes[at - 1])) &&
                               (end == length || !g_ascii_isalnum (bytes[end])));
}

guint
pod_canary_search_bytes (PodCanarySearch *search,
                         const char *where,
                         const char *bytes,
                         gsize length)
{
  g_autofree char *lowered = lower (bytes, length);
  guint n = 0;

  for (gsize at = 0; at + 1 < length; at++)
    {
      const GPtrArray *list = search->by_start[get_start (lowered + at)];

      for (guint i = 0; list != NULL && i < list->len; i++)
        if (stands_at (list->pdata[i], lowered, length, at))
          {
            g_test_message ("%s, byte %" G_GSIZE_FORMAT ": %s", where, at,
                            ((const Needle *) list->pdata[i])->what);
            n++;
          }
    }
  return n;
}
