#include <glib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "pod-quantity.h"

/* F: never, U: cannot tell, T: always.  The limit is 5; the number stands below it (4), at it
 * and above it (6).  Columns: =, !=, <, <=, >, >=. */
static const struct
{
  const char *printed;
  const char *below, *at, *above;
} rows[] = {
  { "", "FTTTFF", "TFFTFT", "FTFFTT" },   { "<", "FTTTFF", "FTTTFF", "UUUUUU" },
  { "<=", "FTTTFF", "UUUTFU", "UUUUUU" }, { ">", "UUUUUU", "FTFFTT", "FTFFTT" },
  { ">=", "UUUUUU", "UUFUUT", "FTFFTT" },
};

static void
check_row (PodComparator comparator, double number, const char *expected)
{
  for (PodRelation relation = POD_RELATION_EQ; relation <= POD_RELATION_GE; relation++)
    {
      PodTruth truth = pod_quantity_compare (comparator, number, relation, 5);

      g_test_message ("%s%g %s 5: %s", pod_comparator_to_string (comparator), number,
                      pod_relation_to_string (relation), pod_truth_to_string (truth));
      g_assert_cmpint ("FUT"[truth], ==, expected[relation]);
    }
}

static void
test_compare (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodComparator comparator;

      g_assert_true (pod_comparator_from_string (rows[i].printed, &comparator));
      g_assert_cmpint (comparator, ==, i);
      check_row (comparator, 4, rows[i].below);
      check_row (comparator, 5, rows[i].at);
      check_row (comparator, 6, rows[i].above);
    }
}

/* Below the limit of quantification, as criteria meet it. */
static void
test_below_quantification (void)
{
  g_assert_cmpint (pod_quantity_compare (POD_LESS_THAN, 0.5, POD_RELATION_GE, 0.5), ==, POD_FALSE);
  g_assert_cmpint (pod_quantity_compare (POD_LESS_THAN, 0.5, POD_RELATION_GE, 0.3), ==,
                   POD_UNKNOWN);
  g_assert_cmpint (pod_quantity_compare (POD_LESS_THAN, 0.5, POD_RELATION_LT, 0.5), ==, POD_TRUE);
  g_assert_cmpint (pod_quantity_compare (POD_AT_MOST, 0.5, POD_RELATION_LT, 0.5), ==, POD_UNKNOWN);
}

static void
test_compare_rounds (void)
{
  g_assert_cmpint (pod_quantity_compare (POD_EXACTLY, 3 * 0.1, POD_RELATION_LE, 0.3), ==, POD_TRUE);
  g_assert_cmpint (pod_quantity_compare (POD_EXACTLY, 0.1 + 0.2, POD_RELATION_EQ, 0.3), ==,
                   POD_TRUE);
  g_assert_cmpint (pod_quantity_compare (POD_EXACTLY, 1.15 * 100, POD_RELATION_GE, 115), ==,
                   POD_TRUE);
  g_assert_cmpint (pod_quantity_compare (POD_EXACTLY, 0.300000000000001, POD_RELATION_GT, 0.3), ==,
                   POD_TRUE);
  g_assert_cmpint (pod_quantity_compare (POD_EXACTLY, -0.0, POD_RELATION_EQ, 0), ==, POD_TRUE);
  g_assert_cmpint (pod_quantity_compare (POD_EXACTLY, 1, POD_RELATION_LT, NAN), ==, POD_UNKNOWN);
  g_assert_cmpint (pod_quantity_compare (POD_EXACTLY, 1, POD_RELATION_LT, INFINITY), ==, POD_TRUE);
}

static double
round_as_printed (double number)
{
  g_autofree char *digits = g_strdup_printf ("%.14e", number);

  return g_ascii_strtod (digits, NULL);
}

static int
find_order (double a, double b)
{
  return (a > b) - (a < b);
}

/* What is compared without rounding has the order that rounding would leave it: on both sides of where that is decided, at every magnitude. */
static void
test_compare_near (void)
{
  static const PodRelation relations[] = { POD_RELATION_LT, POD_RELATION_EQ, POD_RELATION_GT };

  for (double limit = 1.0 / 3 * 1e-12; limit < 1e15; limit *= 7.3)
    for (double step = 1e-17; step < 1e-9; step *= 1.7)
      for (int side = -1; side <= 1; side += 2)
        {
          double number = limit * (1 + side * step);
          int order = find_order (round_as_printed (number), round_as_printed (limit));

          g_assert_cmpint (pod_quantity_compare (POD_EXACTLY, number, relations[order + 1], limit),
                           ==, POD_TRUE);
          g_assert_cmpint (pod_quantity_compare (POD_EXACTLY, -number, relations[1 - order],
                                                 -limit),
                           ==, POD_TRUE);
        }
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    PodComparator comparator;
    double number;
  } good[] = {
    { "0", POD_EXACTLY, 0 },
    { "4.06", POD_EXACTLY, 4.06 },
    { " 4.06 ", POD_EXACTLY, 4.06 },
    { "-2.5", POD_EXACTLY, -2.5 },
    { "−2.5", POD_EXACTLY, -2.5 },
    { "<0.5", POD_LESS_THAN, 0.5 },
    { "< 0.5", POD_LESS_THAN, 0.5 },
    { "＜０．５", POD_LESS_THAN, 0.5 },
    { "<=0.5", POD_AT_MOST, 0.5 },
    { "≤0.5", POD_AT_MOST, 0.5 },
    { "＜＝0.5", POD_AT_MOST, 0.5 },
    { ">60", POD_GREATER_THAN, 60 },
    { "＞60", POD_GREATER_THAN, 60 },
    { "≥ 60", POD_AT_LEAST, 60 },
    { ">=60", POD_AT_LEAST, 60 },
    { "＝60", POD_EXACTLY, 60 },
    { "1,234.5", POD_EXACTLY, 1234.5 },
    { "12,345,678", POD_EXACTLY, 12345678 },
    { "１，２３４", POD_EXACTLY, 1234 },
    { "1e3", POD_EXACTLY, 1000 },
    { "1.5E-3", POD_EXACTLY, 0.0015 },
    { "2e+06", POD_EXACTLY, 2000000 },
    { "007", POD_EXACTLY, 7 },
    { "0e-999", POD_EXACTLY, 0 },
  };
  PodQuantity quantity;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_test_message ("%s", good[i].text);
      g_assert_true (pod_quantity_parse_number (good[i].text, &quantity));
      g_assert_cmpint (quantity.comparator, ==, good[i].comparator);
      g_assert_cmpfloat (quantity.number, ==, good[i].number);
    }
  g_assert_true (pod_quantity_parse_number ("-0", &quantity));
  g_assert_false (signbit (quantity.number));
}

static void
test_parse_refuses (void)
{
  static const char *const bad[] = {
    "",       " ",       "+5",    "1,5",    "0,123", "1,23", "1,2345", "1234,567", ",123", "1,",
    "1,234,", "1.234,5", ".5",    "5.",     "1..5",  "0x10", "inf",    "-inf",     "nan",  "NAN",
    "1e",     "1e+",     "1e999", "1e-999", "5 g/L", "5mg",  "5-7",    "1:320",    "+",    "++",
    "±",      "<",       "< <5",  "=<5",    "- 5",   "--5",  "阴性",   "10²",      "½",    "1 234",
    "5*",     "5\n6",    "\xff",  "٣",      "<>5",   "≠5",   "①",      "Ⅳ",
  };
  PodQuantity quantity = { POD_AT_LEAST, 42, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      if (g_utf8_validate (bad[i], -1, NULL))
        g_test_message ("\"%s\"", bad[i]);
      g_assert_false (pod_quantity_parse_number (bad[i], &quantity));
    }
  g_assert_false (pod_quantity_parse_number (NULL, &quantity));
  g_assert_cmpint (quantity.comparator, ==, POD_AT_LEAST);
  g_assert_cmpfloat (quantity.number, ==, 42);
}

static void
test_names (void)
{
  static const char *const labels[] = { "", "<", "≤", ">", "≥" };
  static const char *const relations[] = { "=", "≠", "<", "≤", ">", "≥" };
  PodComparator comparator;

  for (PodComparator c = POD_EXACTLY; c <= POD_AT_LEAST; c++)
    {
      g_assert_cmpstr (pod_comparator_to_label (c), ==, labels[c]);
      g_assert_true (pod_comparator_from_string (pod_comparator_to_string (c), &comparator));
      g_assert_cmpint (comparator, ==, c);
    }
  g_assert_false (pod_comparator_from_string ("~", &comparator));
  g_assert_false (pod_comparator_from_string (NULL, &comparator));
  for (PodRelation r = POD_RELATION_EQ; r <= POD_RELATION_GE; r++)
    g_assert_cmpstr (pod_relation_to_label (r), ==, relations[r]);
}

static void
test_decimals (void)
{
  static const struct
  {
    double number;
    const char *text;
  } cases[] = {
    { 0, "0" },
    { -0.0, "0" },
    { 0.1, "0.1" },
    { 4.06, "4.06" },
    { -2.5, "-2.5" },
    { 100, "100" },
    { 0.30000000000000004, "0.30000000000000004" },
    { 1e21, "1000000000000000000000" },
    { 1e-7, "0.0000001" },
    { 123456789.125, "123456789.125" },
    { 1.0 / 3, "0.3333333333333333" },
    { 0.00123, "0.00123" },
    { 9007199254740993.0, "9007199254740992" },
    { NAN, "" },
    { INFINITY, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pod_decimal_to_string (cases[i].number);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_decimals_read_back (void)
{
  static const double hard[] = {
    5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 0.1 + 0.2, 88.42, 1e23, 9.5e-3
  };

  for (guint i = 0; i < G_N_ELEMENTS (hard); i++)
    {
      g_autofree char *text = pod_decimal_to_string (hard[i]);

      g_assert_null (strpbrk (text, "eE"));
      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, hard[i]);
    }
  for (int i = 0; i < 20000; i++)
    {
      double number = ldexp (g_test_rand_double () - 0.5, g_test_rand_int_range (-60, 60));
      g_autofree char *text = pod_decimal_to_string (number);

      g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==, number);
    }
}

static void
test_decimal_labels (void)
{
  static const struct
  {
    double number;
    int digits;
    const char *text;
  } cases[] = {
    { 4.0600001, 3, "4.06" },
    { 4.999, 3, "5" },
    { 0.00012345, 2, "0.00012" },
    { 1234567, 3, "1230000" },
    { 99.96, 3, "100" },
    { -1.25, 3, "-1.25" },
    { 0, 3, "0" },
    { 88.42, 0, "90" },
    { NAN, 3, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pod_decimal_to_label (cases[i].number, cases[i].digits);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_decimal_places (void)
{
  static const struct
  {
    double number;
    int places;
    const char *text;
  } cases[] = {
    { 88.4, 1, "88.4" },  { 88.4, 0, "88" },   { 8, 2, "8.00" },
    { -0.05, 1, "-0.1" }, { 1e300, -1, NULL }, { 499400, 0, "499400" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pod_decimal_to_places (cases[i].number, cases[i].places);

      if (cases[i].text != NULL)
        g_assert_cmpstr (text, ==, cases[i].text);
      else
        g_assert_cmpuint (strlen (text), ==, 301);
    }
}

/* A locale with a decimal comma: one that is installed, or one made for this test in @folder. */
static gboolean
speak_german (const char *folder)
{
  g_autofree char *target = g_build_filename (folder, "de_DE.UTF-8", NULL);
  const char *make[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", target, NULL };

  if (setlocale (LC_ALL, "de_DE.UTF-8") != NULL || setlocale (LC_ALL, "fr_FR.UTF-8") != NULL)
    return TRUE;
  if (!g_spawn_sync (NULL, (char **) make, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                     NULL, NULL, NULL, NULL, NULL, NULL))
    return FALSE;
  g_setenv ("LOCPATH", folder, TRUE);
  return setlocale (LC_ALL, "de_DE.UTF-8") != NULL;
}

/* A German or French desktop writes 0,5: nothing here may follow it. */
static void
test_decimal_comma_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));
  g_autofree char *folder = g_dir_make_tmp ("podocyte-XXXXXX", NULL);
  const char *clean[] = { "rm", "-r", folder, NULL };

  if (speak_german (folder))
    {
      g_autofree char *comma = g_strdup_printf ("%.1f", 0.5);

      g_assert_cmpstr (comma, ==, "0,5");
      test_parse ();
      test_parse_refuses ();
      test_decimals ();
      test_decimal_labels ();
      test_decimal_places ();
      test_compare_rounds ();
    }
  else
    g_test_skip ("no locale with a decimal comma is installed, and none could be made");
  setlocale (LC_ALL, before);
  g_unsetenv ("LOCPATH");
  g_assert_true (g_spawn_sync (NULL, (char **) clean, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

static void
test_limits (void)
{
  static const struct
  {
    double lower, upper;
    const char *label;
  } cases[] = {
    { 41, 81, "41–81" }, { NAN, 40, "≤ 40" },       { 60, NAN, "≥ 60" },
    { NAN, NAN, NULL },  { 0.5, 1.25, "0.5–1.25" }, { 0, 1000000, "0–1000000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *label = pod_limits_to_label (cases[i].lower, cases[i].upper, 6);

      g_assert_cmpstr (label, ==, cases[i].label);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/quantity/compare", test_compare);
  g_test_add_func ("/core/quantity/below-quantification", test_below_quantification);
  g_test_add_func ("/core/quantity/compare-rounds", test_compare_rounds);
  g_test_add_func ("/core/quantity/compare-near", test_compare_near);
  g_test_add_func ("/core/quantity/parse", test_parse);
  g_test_add_func ("/core/quantity/parse-refuses", test_parse_refuses);
  g_test_add_func ("/core/quantity/names", test_names);
  g_test_add_func ("/core/quantity/decimals", test_decimals);
  g_test_add_func ("/core/quantity/decimals-read-back", test_decimals_read_back);
  g_test_add_func ("/core/quantity/decimal-labels", test_decimal_labels);
  g_test_add_func ("/core/quantity/decimal-places", test_decimal_places);
  g_test_add_func ("/core/quantity/decimal-comma-locale", test_decimal_comma_locale);
  g_test_add_func ("/core/quantity/limits", test_limits);
  return g_test_run ();
}
