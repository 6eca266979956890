#include "pod-age.h"
#include "pod-deidentify.h"

/* What becomes of dates. */

static const struct
{
  const char *date;
  int offset;
  const char *moved;
} rows[] = {
  { "2026-03-14", 1, "2026-03-15" },
  { "2026-03-14", -14, "2026-02-28" },
  { "2024-02-29", 366, "2025-03-01" },
  { "2026-12-31", 1, "2027-01-01" },
  { "2026-03", 30, "2026-04" }, /* the 15th, and 30 days more */
  { "2026-03", -20, "2026-02" },
  { "2026-03", 3, "2026-04" }, /* the 18th is still March: the month after */
  { "2026-03", -3, "2026-02" },
  { "2026", 200, "2027" },
  { "2026", 10, "2027" }, /* still the same year: the year after */
  { "2026", -10, "2025" },
  { "", 5, "" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodDate date = POD_DATE_NONE;
      g_autofree char *moved = NULL;

      pod_date_parse (rows[i].date, &date);
      moved = pod_date_to_string (pod_shift_date ((PodShift){ POD_PROFILE_SHIFTED, rows[i].offset },
                                                  date));
      g_test_message ("%s %+d", rows[i].date, rows[i].offset);
      g_assert_cmpstr (moved, ==, rows[i].moved);
    }
}

/* Of whatever date, precision and offset: never the true one, same precision, and complete dates keep their distance. */
static void
test_never_true (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      PodDate full = pod_date_from_day (g_test_rand_int_range (0, 30000));
      PodDate date = pod_date_new (full.year, i % 3 == 2 ? 0 : full.month,
                                   i % 3 == 0 ? full.day : 0);
      int offset = g_test_rand_int_range (1, 400) * (g_test_rand_bit () ? 1 : -1);
      PodDate moved = pod_shift_date ((PodShift){ POD_PROFILE_SHIFTED, offset }, date);

      g_assert_true (pod_date_is_set (moved));
      g_assert_false (pod_date_equal (moved, date));
      g_assert_cmpint (moved.month == 0, ==, date.month == 0);
      g_assert_cmpint (moved.day == 0, ==, date.day == 0);
      if (pod_date_is_complete (date))
        g_assert_cmpint (pod_date_first_day (moved) - pod_date_first_day (date), ==, offset);
    }
}

static void
test_profiles (void)
{
  PodMoment moment = { pod_date_new (2026, 3, 14), 485 };
  PodMoment coded = pod_shift_moment ((PodShift){ POD_PROFILE_CODED, 5 }, moment);
  PodMoment shifted = pod_shift_moment ((PodShift){ POD_PROFILE_SHIFTED, 5 }, moment);
  PodMoment day = pod_shift_moment ((PodShift){ POD_PROFILE_STUDY_DAY, 5 }, moment);

  g_assert_cmpint (pod_moment_compare (coded, moment), ==, 0);
  g_assert_cmpint (shifted.date.day, ==, 19);
  g_assert_cmpint (shifted.minute, ==, 485);
  g_assert_false (pod_date_is_set (day.date));
  g_assert_cmpint (day.minute, ==, -1);
}

static void
test_age (void)
{
  g_assert_cmpint (pod_age_cap (70), ==, 70);
  g_assert_cmpint (pod_age_cap (90), ==, 90);
  g_assert_cmpint (pod_age_cap (97), ==, 90);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/deidentify/table", test_table);
  g_test_add_func ("/exchange/deidentify/never-true", test_never_true);
  g_test_add_func ("/exchange/deidentify/profiles", test_profiles);
  g_test_add_func ("/exchange/deidentify/age", test_age);
  return g_test_run ();
}
