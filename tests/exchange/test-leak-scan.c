#include <string.h>

#include "pod-leak-scan.h"
#include "pod-test.h"

/* Canaries: every identity here is invented, and has to be found in every spelling that a file may have. */

static GPtrArray *
scan_bytes (gconstpointer data, gsize length, const char *identity)
{
  g_autoptr (GPtrArray) identities = g_ptr_array_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  if (identity)
    g_ptr_array_add (identities, (gpointer) identity);
  return pod_leak_scan (bytes, identities);
}

static const struct
{
  const char *identity;
  const char *text;
  gboolean found;
} texts[] = {
  { "张三丰", "[\"张三丰\"]", TRUE },
  { "张三丰", "患者张三丰复诊", TRUE },
  { "张三丰", "张 三 丰", TRUE },
  { "张三丰", "张　三丰", TRUE },
  { "张 三丰", "张三丰", TRUE },
  { "张三丰", "\\u5f20\\u4e09\\u4e30", TRUE },
  { "张三丰", "\\u5F20三\\u4E30", TRUE },
  { "张三丰", "张三", FALSE },
  { "张", "张", FALSE }, /* one character says nothing */
  { "Zhang Sanfeng", "ZHANG SANFENG", TRUE },
  { "Zhang Sanfeng", "zhangsanfeng", TRUE },
  { "Zhang Sanfeng", "zhang-sanfeng", TRUE },
  { "Li", "Alkaline", FALSE },
  { "Li", "Dr Li said", TRUE },
  { "0012345678", "no. 0012345678.", TRUE },
  { "0012345678", "x0012345678y", TRUE },
  { "0012345678", "001 2345-678", TRUE },
  { "0012345678", "００１２３４５６７８", TRUE },
  { "ZX2966705", "zx-2966705", TRUE },
  /* short numbers count where they stand alone */
  { "4711", "[\"4711\"]", TRUE },
  { "4711", "47110", FALSE },
  { "4711", "4711.5", FALSE },
  { "4711", "0.4711", FALSE },
  /* digits of neighbours, and of a hash */
  { "260314", "2026-03-14", FALSE },
  { "12345", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd1512345b0f00a08", FALSE },
  { "12345", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cda12345b0f00", TRUE },
  /* no number is found in a longer one, nor in a fraction */
  { "07241", "NCT07241468", FALSE },
  { "31211", "0.123121122847145", FALSE },
  { "31211", "x31211 and", TRUE },
  { "1234567", "112345678", FALSE },
  { "1234567", "1234567.25", FALSE },
  { "1234567", "no 1234567.", TRUE },
  /* as JSON writes it */
  { "O\"Neil", "[\"O\\\"Neil\"]", TRUE },
  { "AB/123456", "AB\\/123456", TRUE },
  { "Zhang Sanfeng", "Zhang\\nSanfeng", TRUE },
  /* a name of several parts, with and without the dot between them */
  { "演示甲·演示乙", "演示甲演示乙", TRUE },
  { "演示甲演示乙", "演示甲・演示乙", TRUE },
  { "演示甲·演示乙", "演示甲•演示乙", TRUE },
  /* typed in full-width forms */
  { "ＺＸ２９６６７０５", "zx2966705", TRUE },
  { "００１２３４５６７８", "0012345678", TRUE },
  /* a birth date */
  { "1971-03-05", "born 1971-03-05", TRUE },
  { "1971-03-05", "19710305", TRUE },
  { "1971-03-05", "1971/3/5", TRUE },
  { "1971-03-05", "1971年3月5日", TRUE },
  { "1971-03-05", "5 Mar 1971", TRUE },
  { "1971-03-05", "05MAR1971", TRUE },
  { "1971-03-05", "1971-03-06", FALSE },
  { "1971-03", "1971-03", TRUE }, /* not complete: as it is */
  /* shapes, whoever they belong to */
  { NULL, "id 11010519491231002X", TRUE },
  { NULL, "id 11010519491231002x,", TRUE },
  { NULL, "110105194912310021", TRUE }, /* mistyped, but a birth date is in it */
  { NULL, "1101 0519 4912 3100 2X", TRUE },
  { NULL, "110105999999990021", FALSE },
  { NULL, "tel 13800138000", TRUE },
  { NULL, "+86 138-0013-8000", TRUE },
  { NULL, "12800138000", FALSE },
  { NULL, "0.13800138000", FALSE },
  { NULL, "138001380001", FALSE },
  { NULL, "2026-03-14T08:05:00.000Z", FALSE },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray)
          found = scan_bytes (texts[i].text, strlen (texts[i].text), texts[i].identity);

      g_test_message ("%s in %s", texts[i].identity, texts[i].text);
      g_assert_cmpint (found->len > 0, ==, texts[i].found);
    }
}

static void
test_encodings (void)
{
  static const char *const encodings[] = { "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030" };
  static const char *const identities[] = { "欧阳修文", "13912345678", "Ouyang Xiuwen",
                                            "ZX2966705" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    for (guint j = 0; j < G_N_ELEMENTS (identities); j++)
      {
        g_autofree char *text = g_strdup_printf ("a note of %s, and so on", identities[j]);
        gsize length = 0;
        g_autofree char *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
        g_autoptr (GPtrArray) found = scan_bytes (bytes, length, identities[j]);

        g_test_message ("%s in %s", identities[j], encodings[i]);
        g_assert_cmpuint (found->len, >, 0);
        /* What is said of it gives nothing away, and its place. */
        g_assert_null (strstr (found->pdata[0], identities[j]));
      }
}

static void
test_places (void)
{
  g_autoptr (GPtrArray) found = scan_bytes ("12345 \\u5f20\\u4e09\\u4e30", 24, "张三丰");

  g_assert_cmpuint (found->len, >, 0);
  g_assert_nonnull (strstr (found->pdata[0], "6"));
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) empty = scan_bytes ("", 0, "张三丰");
  g_autoptr (GPtrArray) one = scan_bytes ("x", 1, "张三丰");

  g_assert_cmpuint (empty->len, ==, 0);
  g_assert_cmpuint (one->len, ==, 0);
}

/* Notes nobody here wrote, each "患者NAME，证件号码ID，电话PHONE，于…": the shapes are found without knowing anyone. */
static void
test_notes (void)
{
  const char *path = pod_test_shared ("samples/deid/zh_notes_300.txt");
  g_auto (GStrv) lines = NULL;
  guint notes = 0, found_in = 0;

  if (!path)
    return;
  lines = g_strsplit (pod_test_read (path, NULL), "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (strstr (lines[i], "证件号"))
      {
        g_autoptr (GPtrArray) found = scan_bytes (lines[i], strlen (lines[i]), NULL);

        notes++;
        found_in += found->len > 0;
      }
  g_test_message ("%u of %u", found_in, notes);
  g_assert_cmpuint (notes, >, 0);
  g_assert_cmpuint (found_in, ==, notes);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/leak/texts", test_texts);
  g_test_add_func ("/exchange/leak/encodings", test_encodings);
  g_test_add_func ("/exchange/leak/places", test_places);
  g_test_add_func ("/exchange/leak/nothing", test_nothing);
  g_test_add_func ("/exchange/leak/notes", test_notes);
  return g_test_run ();
}
