#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-leak-scan-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- what to look for ---- */

/**
 * Needle:
 * @bytes, @length: lower case
 * @kind: what it is, for the report
 * @whole: counts only where it stands alone
 * @number: digits only
 * @wide: UTF-16 or GB18030: looked for in the raw bytes only
 */
typedef struct
{
  char *bytes;
  gsize length;
  const char *kind;
  gboolean whole;
  gboolean number;
  gboolean wide;
} Needle;

struct _PodLeakScanner
{
  GArray *needles; /* Needle */
  GArray **by_two; /* of indices, by the first two bytes */
};

#define BUCKETS 65536

static guint
hash_two (const char *bytes)
{
  return ((guint) (guchar) bytes[0] << 8) | (guchar) bytes[1];
}

static gboolean
is_number (const char *text)
{
  return strspn (text, "0123456789") == strlen (text);
}

static gboolean
is_latin (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalpha (*p))
      return FALSE;
  return TRUE;
}

/* Short numbers and words are inside others by chance. */
static gboolean
must_stand_alone (const char *text)
{
  return (is_number (text) || is_latin (text)) && strlen (text) < 5;
}

/* A record number of so few digits is equal to some result, count or year by chance, and would keep every package back. */
#define FEW_DIGITS 7

static gboolean
is_common (const char *text)
{
  return is_number (text) && strlen (text) < FEW_DIGITS;
}

static void
add_needle (PodLeakScanner *scanner,
            const char *bytes,
            gsize length,
            const char *kind,
            gboolean whole,
            gboolean wide)
{
  Needle needle = { NULL, length, kind, whole, !wide && is_number (bytes), wide };
  guint index = scanner->needles->len;
  guint bucket;

  if (length < 2)
    return;
  needle.bytes = g_memdup2 (bytes, length);
  for (gsize i = 0; i < length; i++)
    needle.bytes[i] = g_ascii_tolower (needle.bytes[i]);
  bucket = hash_two (needle.bytes);
  g_array_append_val (scanner->needles, needle);
  if (!scanner->by_two[bucket])
    scanner->by_two[bucket] = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (scanner->by_two[bucket], index);
}

static void
add_encoded (PodLeakScanner *scanner,
             const char *text,
             const char *encoding,
             const char *kind,
             gboolean whole)
{
  gsize length = 0;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);

  /* What GB18030 writes as ASCII was looked for already. */
  if (bytes && !(length == strlen (text) && memcmp (bytes, text, length) == 0))
    add_needle (scanner, bytes, length, kind, whole, TRUE);
}

static void
add_spelling (PodLeakScanner *scanner, const char *text, const char *kind, gboolean whole)
{
  add_needle (scanner, text, strlen (text), kind, whole, FALSE);
  add_encoded (scanner, text, "UTF-16LE", kind, FALSE);
  add_encoded (scanner, text, "UTF-16BE", kind, FALSE);
  add_encoded (scanner, text, "GB18030", kind, FALSE);
}

/* ---- dates ---- */

static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                      "jul", "aug", "sep", "oct", "nov", "dec" };

static void
add_date (PodLeakScanner *scanner, PodDate date)
{
  int y = date.year, m = date.month, d = date.day;
  char *spellings[] = {
    g_strdup_printf ("%04d-%02d-%02d", y, m, d),
    g_strdup_printf ("%04d%02d%02d", y, m, d),
    g_strdup_printf ("%04d/%02d/%02d", y, m, d),
    g_strdup_printf ("%04d/%d/%d", y, m, d),
    g_strdup_printf ("%04d-%d-%d", y, m, d),
    g_strdup_printf ("%04d.%02d.%02d", y, m, d),
    g_strdup_printf ("%04d.%d.%d", y, m, d),
    g_strdup_printf ("%04d年%d月%d日", y, m, d),
    g_strdup_printf ("%04d年%02d月%02d日", y, m, d),
    g_strdup_printf ("%02d/%02d/%04d", d, m, y),
    g_strdup_printf ("%02d/%02d/%04d", m, d, y),
    g_strdup_printf ("%02d.%02d.%04d", d, m, y),
    g_strdup_printf ("%d %s %04d", d, months[m - 1], y),
    g_strdup_printf ("%02d%s%04d", d, months[m - 1], y),
  };

  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      add_spelling (scanner, spellings[i], _ ("a date of birth"),
                    g_ascii_isdigit (spellings[i][0]));
      g_free (spellings[i]);
    }
}

/* ---- identities ---- */

static char *
strip (const char *text)
{
  gsize left = strlen (text);
  GString *stripped = g_string_new (NULL);

  while (left > 0)
    {
      gsize gap = pod_leak_read_gap (text, left);

      if (gap == 0)
        g_string_append_c (stripped, *text);
      text += MAX (gap, 1);
      left -= MAX (gap, 1);
    }
  return g_string_free (stripped, FALSE);
}

static const char *
get_kind (const char *text)
{
  if (is_number (text))
    return _ ("a number of a patient");
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      return _ ("a number or address of a patient");
  return _ ("a name of a patient");
}

static void
add_spellings (PodLeakScanner *scanner, const char *typed)
{
  g_autofree char *stripped = strip (typed);

  if (g_utf8_strlen (stripped, -1) < 2)
    return;
  add_spelling (scanner, typed, get_kind (stripped), must_stand_alone (stripped));
  if (!g_str_equal (typed, stripped))
    add_spelling (scanner, stripped, get_kind (stripped), must_stand_alone (stripped));
}

static void
add_identity (PodLeakScanner *scanner, const char *identity, PodLeakScope scope)
{
  g_autofree char *typed = g_strstrip (g_strdup (identity));
  /* Full-width letters and digits as ASCII, which is how every text is read. */
  g_autofree char *plain = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *stripped = strip (plain);
  PodDate date;

  if (pod_date_parse (plain, &date) && pod_date_is_complete (date))
    {
      if (scope != POD_LEAK_FILE)
        add_date (scanner, date);
      return;
    }
  if (scope == POD_LEAK_DATES_ONLY || (scope == POD_LEAK_FILE && is_common (stripped)))
    return;
  add_spellings (scanner, typed);
  if (!g_str_equal (typed, plain))
    add_spellings (scanner, plain);
}

PodLeakScanner *
pod_leak_scanner_new (const GPtrArray *identities, PodLeakScope scope)
{
  PodLeakScanner *scanner = g_new0 (PodLeakScanner, 1);

  scanner->needles = g_array_new (FALSE, FALSE, sizeof (Needle));
  scanner->by_two = g_new0 (GArray *, BUCKETS);
  for (guint i = 0; identities && i < identities->len; i++)
    if (identities->pdata[i] && g_utf8_validate (identities->pdata[i], -1, NULL))
      add_identity (scanner, identities->pdata[i], scope);
  return scanner;
}

void
pod_leak_scanner_free (PodLeakScanner *scanner)
{
  for (guint i = 0; i < scanner->needles->len; i++)
    g_free (g_array_index (scanner->needles, Needle, i).bytes);
  for (guint i = 0; i < BUCKETS; i++)
    g_clear_pointer (&scanner->by_two[i], g_array_unref);
  g_free (scanner->by_two);
  g_array_unref (scanner->needles);
  g_free (scanner);
}

/* ---- where it stands ---- */

/* Whether the byte belongs to the same word; a point between digits belongs to the number. */
static gboolean
is_word_byte (const PodLeakText *text, gsize at, gboolean number)
{
  guchar c = (guchar) text->bytes[at];

  return g_ascii_isalnum (c) ||
         (number && c == '.' && at > 0 && at + 1 < text->length &&
          g_ascii_isdigit (text->bytes[at - 1]) && g_ascii_isdigit (text->bytes[at + 1]));
}

static gboolean
stands_alone (const PodLeakText *text, gsize at, gsize length)
{
  gboolean number = g_ascii_isdigit (text->bytes[at]);

  return (at == 0 || !is_word_byte (text, at - 1, number)) &&
         (at + length >= text->length || !is_word_byte (text, at + length, number));
}

/* Some digits of a longer number, or of a decimal's fraction, are another number. */
static gboolean
is_cut_out (const PodLeakText *text, gsize at, gsize length)
{
  gsize end = at + length;

  if (at > 0 && !g_ascii_isalpha (text->bytes[at - 1]) && is_word_byte (text, at - 1, TRUE))
    return TRUE;
  return end < text->length && !g_ascii_isalpha (text->bytes[end]) &&
         is_word_byte (text, end, TRUE);
}

/* A number inside a SHA-256 in hex digits is there by chance. */
#define HASH_LENGTH 64

static gboolean
is_in_hash (const PodLeakText *text, gsize at, gsize length)
{
  gsize start = at, end = at + length;

  while (start > 0 && g_ascii_isxdigit (text->bytes[start - 1]))
    start--;
  while (end < text->length && g_ascii_isxdigit (text->bytes[end]))
    end++;
  return end - start == HASH_LENGTH;
}

/* Where spaces and hyphens were taken out, digits of neighbours may have met: a number has to stand alone there. */
static gboolean
counts (const Needle *needle, const PodLeakText *text, gsize at)
{
  gboolean whole = needle->whole || (text->stripped && g_ascii_isdigit (needle->bytes[0]));

  if (needle->wide)
    return !text->stripped;
  if (is_in_hash (text, at, needle->length) ||
      (needle->number && is_cut_out (text, at, needle->length)))
    return FALSE;
  return !whole || stands_alone (text, at, needle->length);
}

static void
try_bucket (const PodLeakScanner *scanner,
            const PodLeakText *text,
            gsize at,
            PodLeakFound found,
            gpointer data)
{
  const GArray *bucket = scanner->by_two[hash_two (text->bytes + at)];

  for (guint i = 0; bucket && i < bucket->len; i++)
    {
      const Needle *needle = &g_array_index (scanner->needles, Needle,
                                             g_array_index (bucket, guint, i));

      if (needle->length <= text->length - at &&
          memcmp (text->bytes + at, needle->bytes, needle->length) == 0 &&
          counts (needle, text, at))
        found (needle->kind, text->offsets ? text->offsets[at] : at, data);
    }
}

void
pod_leak_scanner_search (const PodLeakScanner *scanner,
                         const PodLeakText *text,
                         PodLeakFound found,
                         gpointer data)
{
  for (gsize at = 0; at + 1 < text->length; at++)
    try_bucket (scanner, text, at, found, data);
}
