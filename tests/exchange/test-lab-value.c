#include <math.h>
#include <string.h>

#include "pod-csv.h"
#include "pod-lab-value.h"
#include "pod-text-decode.h"

/* What laboratories print, and what is read from it. */

static const struct
{
  const char *text;
  double lower, upper;
} ranges[] = {
  { "7 ~ 40", 7, 40 },
  { "6~35", 6, 35 },
  { "3.4～17.1", 3.4, 17.1 },
  { "0-23", 0, 23 },
  { "4.0～10.0）", 4, 10 },
  { "(3.5-9.5)", 3.5, 9.5 },
  { "4.0--10.0", 4, 10 },
  { "4.0—10.0", 4, 10 },
  { "3.5至9.5", 3.5, 9.5 },
  { "４．０－１０．０", 4, 10 },
  { "4.3 to 6.2", 4.3, 6.2 },
  { "[14,18]", 14, 18 },
  { "-2-3", -2, 3 },
  { "-3~-1", -3, -1 },
  { "（-3~-1）", -3, -1 },
  /* what stands between is another sign than the one before a number */
  { "-3–-1", -3, -1 },
  { "-3 - -1", -3, -1 },
  { "<5", NAN, 5 },
  { "≤5.0", NAN, 5 },
  { "＜0.05", NAN, 0.05 },
  { ">60", 60, NAN },
  /* not limits for this result, or not limits at all */
  { "62～115/53～97", NAN, NAN },
  { "2.8<6.1", NAN, NAN },
  { "-3--1", NAN, NAN },
  { "(-3--1)", NAN, NAN },
  { "（-3--1）", NAN, NAN },
  { "【 -3--1】", NAN, NAN },
  { "\u22123--1", NAN, NAN },
  { "－3--1", NAN, NAN },
  { "－3－－1", NAN, NAN },
  { "-3－-1", NAN, NAN },
  { "-3——1", NAN, NAN },
  { "10-4", NAN, NAN },
  { "14,18", NAN, NAN },
  { "阴性", NAN, NAN },
  { "-", NAN, NAN },
  { "[", NAN, NAN },
  { "", NAN, NAN },
};

static void
assert_number (double is, double should)
{
  if (isnan (should))
    g_assert_true (isnan (is));
  else
    g_assert_cmpfloat (is, ==, should);
}

static void
test_ranges (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      double lower, upper;
      gboolean read = pod_lab_parse_range (ranges[i].text, &lower, &upper);

      g_test_message ("%s", ranges[i].text);
      assert_number (lower, ranges[i].lower);
      assert_number (upper, ranges[i].upper);
      g_assert_true (read == (!isnan (ranges[i].lower) || !isnan (ranges[i].upper)));
    }
}

/* NULL: refused. */
static const struct
{
  const char *text;
  const char *moment;
} moments[] = {
  { "2026-03-14", "2026-03-14" },
  { "2026/3/14 8:05", "2026-03-14T08:05" },
  { "2026/3/14  8:05", "2026-03-14T08:05" },
  { "2026.3.14", "2026-03-14" },
  { "2026-03-14T08:05:59", "2026-03-14T08:05" },
  { "2026-03-14 08:05:59.000", "2026-03-14T08:05" },
  { "20260314", "2026-03-14" },
  { "202603140830", "2026-03-14T08:30" },
  { "20260314083000", "2026-03-14T08:30" },
  { "2026年3月14日", "2026-03-14" },
  { "2026年3月14日 8时05分", "2026-03-14T08:05" },
  { "２０２６－０３－１４", "2026-03-14" },
  { "２０２６／３／１４　８：０５", "2026-03-14T08:05" },
  { " 2026-03-14 ", "2026-03-14" },
  { "2024-02-29", "2024-02-29" },
  { "14-MAR-2026", "2026-03-14" },
  { "4-Oct-2026 8:05", "2026-10-04T08:05" },
  { "14MAR2026", "2026-03-14" },
  { "14MAR2026:08:05:59", "2026-03-14T08:05" },
  { "14 Mar 2026", "2026-03-14" },
  { "14/AUG/2026", "2026-08-14" },
  { "14OCT2026T08:05", "2026-10-14T08:05" },
  { "１４－ＯＣＴ－２０２６", "2026-10-14" },
  { "14-SEPT-2026", "2026-09-14" },
  { "14-MAR-26", NULL },
  { "14-OCTT-2026", NULL },
  { "14TMAR-2026", NULL },
  { "UN-MAR-2026", NULL },
  { "31-FEB-2026", NULL },
  { "14-MARS-2026", NULL },
  { "MAR-14-2026", NULL },
  { "2026-02-29", NULL },
  { "2026-13-01", NULL },
  { "2026-03", NULL },
  { "2026年3月", NULL },
  { "2026", NULL },
  { "14/03/2026", NULL },
  { "03-14-2026", NULL },
  { "2026-03-14 24:00", NULL },
  { "2026-03-14 8:60", NULL },
  { "2026-03-14 morning", NULL },
  { "2026031", NULL },
  { "2026031408", NULL },
  { "46095", NULL },
  { "", NULL },
};

static void
test_moments (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      PodMoment moment = POD_MOMENT_NONE;
      gboolean read = pod_lab_parse_moment (moments[i].text, &moment);
      g_autofree char *text = pod_moment_to_string (moment);

      g_test_message ("%s", moments[i].text);
      g_assert_cmpstr (read ? text : NULL, ==, moments[i].moment);
    }
}

/* As other programs write a day: no letter of a month is taken for anything else. */
static void
test_months (void)
{
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  static const char *const forms[] = { "14-%s-2026", "14%s2026", "14 %s 2026", "14%s2026:08:05",
                                       "14-%s-2026 08:05" };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    for (guint form = 0; form < G_N_ELEMENTS (forms); form++)
      for (guint letters = 0; letters < 3; letters++)
        {
          g_autofree char *month = letters == 0   ? g_ascii_strup (months[i], -1)
                                   : letters == 1 ? g_ascii_strdown (months[i], -1)
                                                  : g_strdup (months[i]);
          g_autoptr (GString) text = g_string_new (forms[form]);
          PodMoment moment = POD_MOMENT_NONE;

          g_string_replace (text, "%s", month, 1);
          g_test_message ("%s", text->str);
          g_assert_true (pod_lab_parse_moment (text->str, &moment));
          g_assert_cmpint (moment.date.month, ==, (int) i + 1);
          g_assert_cmpint (moment.date.day, ==, 14);
          g_assert_cmpint (moment.minute, ==, strstr (text->str, ":") ? 485 : -1);
        }
}

/* What is known of a day long ago; neither is a day, and no decimal number or other order is one of them. */
static void
test_partial (void)
{
  static const struct
  {
    const char *text, *date;
  } rows[] = {
    { "2026-03", "2026-03" },
    { "2026/3", "2026-03" },
    { "2026.03", "2026-03" },
    { "2026年3月", "2026-03" },
    { "2026年", "2026" },
    { "2026", "2026" },
    { "２０２６年３月", "2026-03" },
    { "2026-3-14", NULL },
    { "2026-13", NULL },
    { "2026-0", NULL },
    { "26-03", NULL },
    { "03/2026", NULL },
    { "2026-003", NULL },
    { "2026 spring", NULL },
    { "202603", NULL },
    { "0000", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodDate date = POD_DATE_NONE;
      gboolean read = pod_lab_parse_partial (rows[i].text, &date);
      g_autofree char *text = pod_date_to_string (date);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (read ? text : NULL, ==, rows[i].date);
    }
}

static void
test_times (void)
{
  int minute = -1;

  g_assert_true (pod_lab_parse_time ("8:05", &minute));
  g_assert_cmpint (minute, ==, 485);
  g_assert_true (pod_lab_parse_time ("0805", &minute));
  g_assert_true (pod_lab_parse_time ("23时59分", &minute));
  g_assert_cmpint (minute, ==, 1439);
  g_assert_false (pod_lab_parse_time ("24:00", &minute));
  g_assert_false (pod_lab_parse_time ("noon", &minute));
}

static void
test_flags (void)
{
  static const struct
  {
    const char *text, *stripped;
  } rows[] = { { "5.6 ↑", "5.6" },   { " 5.6↓ ", "5.6" }, { "132 H", "132" }, { "132高", "132" },
               { "↑", "↑" },         { "<0.5", "<0.5" },  { "↑ 5.6", "5.6" }, { "5.6 (H)", "5.6" },
               { "5.6偏低", "5.6" }, { "▼5.6▼", "5.6" } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *stripped = pod_lab_strip_flag (rows[i].text);

      g_assert_cmpstr (stripped, ==, rows[i].stripped);
    }
}

/* ---- encodings ---- */

static char *
decode (const char *text,
        const char *encoding,
        const char *mark,
        gsize mark_length,
        const char **found)
{
  gsize length = 0;
  g_autofree char *body = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *back;

  g_byte_array_append (array, (const guint8 *) mark, (guint) mark_length);
  g_byte_array_append (array, (const guint8 *) body, (guint) length);
  bytes = g_bytes_new (array->data, array->len);
  back = pod_text_decode (bytes, POD_ENCODING_AUTO, found, &error);
  g_assert_no_error (error);
  return back;
}

static void
test_encodings (void)
{
  static const char text[] = "项目,结果\r\n肌酐,＜0.5\r\nμmol/L,龘\r\n";
  static const struct
  {
    const char *encoding, *mark;
    gsize length;
  } rows[] = { { "UTF-8", "", 0 },
               { "UTF-8", "\xEF\xBB\xBF", 3 },
               { "GB18030", "", 0 },
               { "UTF-16LE", "\xFF\xFE", 2 },
               { "UTF-16BE", "\xFE\xFF", 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *found = NULL;
      g_autofree char *back = decode (text, rows[i].encoding, rows[i].mark, rows[i].length, &found);

      g_assert_cmpstr (back, ==, text);
      g_assert_cmpstr (found, ==, rows[i].encoding);
    }
}

static void
assert_refused (gconstpointer data, gsize length, PodEncoding encoding, int code, const char *place)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;
  const char *found;
  g_autofree char *text = pod_text_decode (bytes, encoding, &found, &error);

  g_assert_null (text);
  g_assert_error (error, POD_EXCHANGE_ERROR, code);
  g_assert_nonnull (strstr (error->message, place));
}

static void
test_bad_text (void)
{
  g_autofree char *large = g_malloc0 (POD_EXCHANGE_MAX_BYTES + 1);

  assert_refused ("a\nbc\0d", 6, POD_ENCODING_AUTO, POD_EXCHANGE_ERROR_FORMAT, "Line 2, column 3");
  assert_refused ("a\r\xFF\xFF", 4, POD_ENCODING_AUTO, POD_EXCHANGE_ERROR_ENCODING, "Line 2");
  assert_refused ("肌\xFF", 4, POD_ENCODING_UTF8, POD_EXCHANGE_ERROR_ENCODING, "Line 1, column 2");
  assert_refused (large, POD_EXCHANGE_MAX_BYTES + 1, POD_ENCODING_AUTO,
                  POD_EXCHANGE_ERROR_TOO_LARGE, "32");
}

/* ---- CSV: cells shown as [a][b], a line end as | ---- */

static const struct
{
  const char *text;
  const char *cells;
} tables[] = {
  { "", "" },
  { "a,b\n", "1[a][b]|" },
  { "a,b", "1[a][b]|" },
  { "a,b\r\nc,d\re,f\n", "1[a][b]|2[c][d]|3[e][f]|" },
  { "\n\na\n\nb\n", "3[a]|5[b]|" },
  { "a,,\n", "1[a][][]|" },
  { "\"a,b\",c\n", "1[a,b][c]|" },
  { "\"a \"\"b\"\"\"\n", "1[a \"b\"]|" },
  { "\"a\r\nb\",c\nd\n", "1[a\r\nb][c]|3[d]|" },
  { "\"\",x", "1[][x]|" },
  { "5\" tape,b\n", "1[5\" tape][b]|" },
  { "a\tb,c\td\n", "1[a][b,c][d]|" },
  { "a;b;c\n1,5;2\n", "1[a][b][c]|2[1,5][2]|" },
  { "\"a;b;c\",d\n", "1[a;b;c][d]|" },
};

static char *
show (const char *text, char delimiter, GError **error)
{
  g_autoptr (PodCsv) csv = pod_csv_new (text, delimiter);
  GString *shown = g_string_new (NULL);
  PodCsvRow row;

  while (pod_csv_read (csv, &row, error))
    {
      g_string_append_printf (shown, "%u", row.line);
      for (guint j = 0; j < row.n_cells; j++)
        g_string_append_printf (shown, "[%s]", pod_csv_get (csv, j));
      g_string_append_c (shown, '|');
      g_assert_null (pod_csv_get (csv, row.n_cells));
    }
  return g_string_free (shown, FALSE);
}

static void
test_csv (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *cells = show (tables[i].text, 0, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (cells, ==, tables[i].cells);
    }
}

/* The heading is looked for among the first rows, and the first is then read again. */
static void
test_csv_seek (void)
{
  g_autoptr (PodCsv) csv = pod_csv_new ("a,b\r\n\r\n\"c\nd\",e\r\nf", 0);
  PodCsvRow first, second, row;

  g_assert_true (pod_csv_read (csv, &first, NULL));
  g_assert_true (pod_csv_read (csv, &second, NULL));
  g_assert_cmpuint (second.line, ==, 3);
  g_assert_true (pod_csv_read (csv, &row, NULL));
  g_assert_cmpuint (row.line, ==, 5);
  g_assert_false (pod_csv_read (csv, &row, NULL));
  pod_csv_seek (csv, &second);
  g_assert_true (pod_csv_read (csv, &row, NULL));
  g_assert_cmpuint (row.line, ==, 3);
  g_assert_cmpstr (pod_csv_get (csv, 0), ==, "c\nd");
  pod_csv_seek (csv, &first);
  g_assert_true (pod_csv_read (csv, &row, NULL));
  g_assert_cmpstr (pod_csv_get (csv, 1), ==, "b");
}

static void
test_bad_csv (void)
{
  g_autofree char *wide = g_strnfill (POD_CSV_MAX_COLUMNS, ',');
  const struct
  {
    const char *text, *place;
  } rows[] = {
    { "a\n肌,\"b\nc", "Line 2, column 3" },
    { "a\n\"肌\"b,c", "Line 2, column 4" },
    { wide, "Line 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *cells = show (rows[i].text, ',', &error);

      g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, rows[i].place));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/value/ranges", test_ranges);
  g_test_add_func ("/exchange/value/moments", test_moments);
  g_test_add_func ("/exchange/value/months", test_months);
  g_test_add_func ("/exchange/value/partial", test_partial);
  g_test_add_func ("/exchange/value/times", test_times);
  g_test_add_func ("/exchange/value/flags", test_flags);
  g_test_add_func ("/exchange/text/encodings", test_encodings);
  g_test_add_func ("/exchange/text/refused", test_bad_text);
  g_test_add_func ("/exchange/csv/tables", test_csv);
  g_test_add_func ("/exchange/csv/seek", test_csv_seek);
  g_test_add_func ("/exchange/csv/refused", test_bad_csv);
  return g_test_run ();
}
