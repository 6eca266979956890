#include <glib.h>

#include "pod-date.h"

static PodDate
date (const char *text)
{
  PodDate result = POD_DATE_NONE;

  if (*text != '\0')
    g_assert_true (pod_date_parse (text, &result));
  return result;
}

#define assert_date(value, expected)                                                               \
  do                                                                                               \
    {                                                                                              \
      g_autofree char *text_ = pod_date_to_string (value);                                         \
      g_assert_cmpstr (text_, ==, expected);                                                       \
    }                                                                                              \
  while (0)

static void
test_parse (void)
{
  static const char *const good[] = { "2026",       "2026-03",    "2026-03-14", "2024-02-29",
                                      "2000-02-29", "0001-01-01", "9999-12-31" };
  static const char *const bad[] = { "",           "26",          "2026-",       "2026-3",
                                     "2026-13",    "2026-00",     "2026-02-29",  "1900-02-29",
                                     "2026-04-31", "2026-03-00",  "2026-03-14 ", " 2026-03-14",
                                     "2026/03/14", "20260314",    "0000-01-01",  "2026--14",
                                     "2026-03-1",  "2026-03-145", "-2026-03-14", "２０２６" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    assert_date (date (good[i]), good[i]);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      PodDate untouched = pod_date_new (1999, 1, 1);

      g_test_message ("%s", bad[i]);
      g_assert_false (pod_date_parse (bad[i], &untouched));
      assert_date (untouched, "1999-01-01");
    }
  g_assert_false (pod_date_parse (NULL, NULL));
}

static void
test_new (void)
{
  assert_date (pod_date_new (2024, 2, 29), "2024-02-29");
  assert_date (pod_date_new (2023, 2, 29), "");
  assert_date (pod_date_new (2023, 0, 0), "2023");
  assert_date (pod_date_new (2023, 0, 5), "");
  assert_date (pod_date_new (0, 1, 1), "");
  assert_date (pod_date_new (10000, 1, 1), "");
  assert_date (POD_DATE_NONE, "");
}

/* Known day numbers, counted by other programs. */
static void
test_day_numbers (void)
{
  static const struct
  {
    const char *date;
    gint32 day;
  } known[] = {
    { "1970-01-01", 0 },      { "1969-12-31", -1 },      { "2000-01-01", 10957 },
    { "2000-03-01", 11017 },  { "2024-02-29", 19782 },   { "2026-03-14", 20526 },
    { "1900-03-01", -25508 }, { "0001-01-01", -719162 }, { "9999-12-31", 2932896 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_assert_cmpint (pod_date_first_day (date (known[i].date)), ==, known[i].day);
      g_assert_cmpint (pod_date_last_day (date (known[i].date)), ==, known[i].day);
      assert_date (pod_date_from_day (known[i].day), known[i].date);
    }
  assert_date (pod_date_from_day (-719163), "");
  assert_date (pod_date_from_day (2932897), "");
  assert_date (pod_date_from_day (G_MININT32), "");
}

/* GLib counts days independently of us. */
static void
test_every_day_against_glib (void)
{
  g_autoptr (GDate) other = g_date_new_dmy (1, 1, 1890);

  for (gint32 day = pod_date_first_day (date ("1890-01-01"));
       day <= pod_date_first_day (date ("2110-12-31")); day++)
    {
      PodDate ours = pod_date_from_day (day);

      g_assert_cmpint (ours.year, ==, g_date_get_year (other));
      g_assert_cmpint (ours.month, ==, g_date_get_month (other));
      g_assert_cmpint (ours.day, ==, g_date_get_day (other));
      g_assert_cmpint (pod_date_first_day (ours), ==, day);
      g_date_add_days (other, 1);
    }
}

static void
test_partial (void)
{
  g_assert_cmpint (pod_date_first_day (date ("2024")), ==,
                   pod_date_first_day (date ("2024-01-01")));
  g_assert_cmpint (pod_date_last_day (date ("2024")), ==, pod_date_first_day (date ("2024-12-31")));
  g_assert_cmpint (pod_date_last_day (date ("2024-02")), ==,
                   pod_date_first_day (date ("2024-02-29")));
  g_assert_cmpint (pod_date_last_day (date ("2023-02")), ==,
                   pod_date_first_day (date ("2023-02-28")));
  g_assert_cmpint (pod_date_first_day (POD_DATE_NONE), ==, POD_DAY_MIN);
  g_assert_cmpint (pod_date_last_day (POD_DATE_NONE), ==, POD_DAY_MAX);
  g_assert_true (pod_date_is_set (date ("2024")));
  g_assert_false (pod_date_is_complete (date ("2024-02")));
  g_assert_true (pod_date_is_complete (date ("2024-02-01")));
  g_assert_false (pod_date_is_set (POD_DATE_NONE));
  g_assert_false (pod_date_equal (date ("2024-02"), date ("2024-02-01")));
}

static void
test_sorting (void)
{
  static const char *const sorted[] = { "1999-12-31", "2026-01-01", "2026-01", "2026",
                                        "2026-01-02", "2026-02",    "2027",    "" };

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sorted); j++)
      g_assert_cmpint (pod_date_compare (date (sorted[i]), date (sorted[j])), ==,
                       (i > j) - (i < j));
}

static void
test_is_before (void)
{
  static const struct
  {
    const char *a, *b;
    PodTruth before;
  } cases[] = {
    { "2026-03-14", "2026-03-15", POD_TRUE },  { "2026-03-14", "2026-03-14", POD_FALSE },
    { "2026-03-15", "2026-03-14", POD_FALSE }, { "2026-02", "2026-03-01", POD_TRUE },
    { "2026-03", "2026-03-01", POD_FALSE },    { "2026-03", "2026-03-02", POD_UNKNOWN },
    { "2026-03", "2026-03-31", POD_UNKNOWN },  { "2026-03", "2026-04-01", POD_TRUE },
    { "2026-03-31", "2026-03", POD_FALSE },    { "2026-03-30", "2026-03", POD_UNKNOWN },
    { "2026", "2026", POD_UNKNOWN },           { "", "2026-03-14", POD_UNKNOWN },
    { "2026-03-14", "", POD_UNKNOWN },         { "", "", POD_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s before %s", cases[i].a, cases[i].b);
      g_assert_cmpint (pod_date_is_before (date (cases[i].a), date (cases[i].b)), ==,
                       cases[i].before);
    }
}

static void
test_add (void)
{
  static const struct
  {
    const char *date;
    int months;
    const char *later;
  } cases[] = {
    { "2026-01-31", 1, "2026-02-28" },
    { "2024-01-31", 1, "2024-02-29" },
    { "2024-02-29", 12, "2025-02-28" },
    { "2024-02-29", 48, "2028-02-29" },
    { "2026-03-31", -1, "2026-02-28" },
    { "2026-12-15", 1, "2027-01-15" },
    { "2026-01-15", -1, "2025-12-15" },
    { "2026-03-30", 0, "2026-03-30" },
    { "0001-01-01", -1, "" },
    { "9999-12-31", 1, "" },
    { "2026-03", 1, "" },
    { "2026-03-14", G_MAXINT, "" },
    { "2026-03-14", G_MININT, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_date (pod_date_add_months (date (cases[i].date), cases[i].months), cases[i].later);

  assert_date (pod_date_add_days (date ("2024-02-28"), 1), "2024-02-29");
  assert_date (pod_date_add_days (date ("2024-02-28"), 2), "2024-03-01");
  assert_date (pod_date_add_days (date ("2026-03-01"), -1), "2026-02-28");
  assert_date (pod_date_add_days (date ("9999-12-31"), 1), "");
  assert_date (pod_date_add_days (date ("2026-03-01"), G_MAXINT), "");
  assert_date (pod_date_add_days (date ("2026"), 1), "");
}

static void
test_completed_years (void)
{
  static const struct
  {
    const char *birth, *at;
    int least, most;
  } cases[] = {
    { "1990-06-15", "2026-06-14", 35, 35 },
    { "1990-06-15", "2026-06-15", 36, 36 },
    { "2008-02-29", "2026-02-28", 17, 17 },
    { "2008-02-29", "2026-03-01", 18, 18 },
    { "2004-02-29", "2024-02-28", 19, 19 },
    { "2004-02-29", "2024-02-29", 20, 20 },
    { "2008", "2026-03-14", 17, 18 },
    { "2008-03", "2026-03-14", 17, 18 },
    { "2008-02", "2026-03-14", 18, 18 },
    { "2008-03-14", "2026", 17, 18 },
    { "2008", "2026", 17, 18 },
    { "2026-03-14", "2026-03-14", 0, 0 },
    { "2026", "2026-03-14", 0, 0 },
  };
  int least = -7, most = -7;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("born %s, at %s", cases[i].birth, cases[i].at);
      g_assert_true (pod_date_completed_years (date (cases[i].birth), date (cases[i].at), &least,
                                               &most));
      g_assert_cmpint (least, ==, cases[i].least);
      g_assert_cmpint (most, ==, cases[i].most);
    }
  g_assert_false (pod_date_completed_years (POD_DATE_NONE, date ("2026"), &least, &most));
  g_assert_false (pod_date_completed_years (date ("2026"), POD_DATE_NONE, &least, &most));
  /* Nobody is asked for their age before they were born. */
  g_assert_false (pod_date_completed_years (date ("2027"), date ("2026"), &least, &most));
}

static void
test_moment (void)
{
  static const struct
  {
    const char *text, *shown;
  } good[] = {
    { "2026", "2026" },
    { "2026-03", "2026-03" },
    { "2026-03-14", "2026-03-14" },
    { "2026-03-14T14:30", "2026-03-14T14:30" },
    { "2026-03-14 14:30", "2026-03-14T14:30" },
    { "2026-03-14T14:30:59", "2026-03-14T14:30" },
    { "2026-03-14T14:30:59.123", "2026-03-14T14:30" },
    { "2026-03-14T00:00", "2026-03-14T00:00" },
    { "2026-03-14T23:59", "2026-03-14T23:59" },
  };
  static const char *const bad[] = { "",
                                     "2026-03-14T",
                                     "2026-03-14T24:00",
                                     "2026-03-14T14:60",
                                     "2026-03-14T14",
                                     "2026-03-14T14:3",
                                     "2026-03T14:30",
                                     "2026-03-14T14:30Z",
                                     "2026-03-14T14:30:",
                                     "2026-03-14T14:30:60",
                                     "2026-03-14t14:30",
                                     "2026-03-14  14:30",
                                     "14:30",
                                     "2026-03-14T14:30:5",
                                     "2026-03-14T14:30+08:00" };
  PodMoment moment;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autofree char *shown = NULL;

      g_assert_true (pod_moment_parse (good[i].text, &moment));
      shown = pod_moment_to_string (moment);
      g_assert_cmpstr (shown, ==, good[i].shown);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (pod_moment_parse (bad[i], &moment));
    }
  g_assert_false (pod_moment_parse (NULL, &moment));
}

static void
test_moment_sorting (void)
{
  static const char *const sorted[] = { "2026-03-13T23:59", "2026-03-14", "2026-03-14T00:00",
                                        "2026-03-14T12:00", "2026-03-15" };
  PodMoment a, b;

  for (guint i = 0; i < G_N_ELEMENTS (sorted); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sorted); j++)
      {
        g_assert_true (pod_moment_parse (sorted[i], &a));
        g_assert_true (pod_moment_parse (sorted[j], &b));
        g_assert_cmpint (pod_moment_compare (a, b), ==, (i > j) - (i < j));
      }
  g_assert_cmpint (pod_moment_compare (POD_MOMENT_NONE, pod_moment_on (date ("2026"))), ==, 1);
  g_assert_cmpint (pod_moment_on (date ("2026-03-14")).minute, ==, -1);
}

/* SDTM has no day 0; the screen has. */
static void
test_study_days (void)
{
  static const struct
  {
    const char *date;
    int screen, sdtm;
  } cases[] = {
    { "2026-03-12", -2, -2 }, { "2026-03-13", -1, -1 }, { "2026-03-14", 0, 1 },
    { "2026-03-15", 1, 2 },   { "2026-04-11", 28, 29 },
  };
  gint32 infusion = pod_date_first_day (date ("2026-03-14"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint32 day = pod_date_first_day (date (cases[i].date));

      g_assert_cmpint (pod_study_day (day, infusion), ==, cases[i].screen);
      g_assert_cmpint (pod_sdtm_day (day, infusion), ==, cases[i].sdtm);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/date/parse", test_parse);
  g_test_add_func ("/core/date/new", test_new);
  g_test_add_func ("/core/date/day-numbers", test_day_numbers);
  g_test_add_func ("/core/date/every-day-against-glib", test_every_day_against_glib);
  g_test_add_func ("/core/date/partial", test_partial);
  g_test_add_func ("/core/date/sorting", test_sorting);
  g_test_add_func ("/core/date/is-before", test_is_before);
  g_test_add_func ("/core/date/add", test_add);
  g_test_add_func ("/core/date/completed-years", test_completed_years);
  g_test_add_func ("/core/date/moment", test_moment);
  g_test_add_func ("/core/date/moment-sorting", test_moment_sorting);
  g_test_add_func ("/core/date/study-days", test_study_days);
  return g_test_run ();
}
