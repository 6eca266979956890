#include <math.h>

#include "pod-site.h"

#define DATE(y, m, d)                                                                              \
  {                                                                                                \
    y, m, d                                                                                        \
  }

/* Haemoglobin in g/L; the figures are invented, only their order matters. */
static const PodRange ranges[] = {
  { NULL, "hgb", NULL, 0, 200, DATE (0, 0, 0), DATE (0, 0, 0), 100, 170, NULL },
  { "central", "hgb", "female", 18, 59, DATE (2026, 1, 1), DATE (2026, 6, 30), 115, 150, NULL },
  { "central", "hgb", "female", 60, 200, DATE (2026, 1, 1), DATE (2026, 6, 30), 110, 150, NULL },
  { "central", "hgb", "female", 18, 59, DATE (2026, 7, 1), DATE (0, 0, 0), 116, 151, NULL },
  { "central", "hgb", "male", 18, 200, DATE (2026, 1, 1), DATE (0, 0, 0), 130, 175, NULL },
  { NULL, "alt", NULL, 0, 200, DATE (0, 0, 0), DATE (0, 0, 0), NAN, 40, NULL },
};

static void
test_ranges (void)
{
  static const struct
  {
    const char *laboratory, *observation, *sex, *date;
    int age;
    double lower; /* 0: none */
  } cases[] = {
    { "central", "hgb", "female", "2026-03-01", 59, 115 },
    { "central", "hgb", "female", "2026-03-01", 60, 110 },
    { "central", "hgb", "female", "2026-06-30", 40, 115 },
    { "central", "hgb", "female", "2026-07-01", 40, 116 },
    /* Before the laboratory's own came into force the site's general one counts. */
    { "central", "hgb", "female", "2025-12-31", 40, 100 },
    { "central", "hgb", "male", "2026-03-01", 40, 130 },
    { "central", "hgb", "male", "2026-03-01", 17, 100 },
    /* An age, a sex or a laboratory that is not known fits no narrower range. */
    { "central", "hgb", "male", "2026-03-01", -1, 100 },
    { "central", "hgb", NULL, "2026-03-01", 40, 100 },
    { "other", "hgb", "male", "2026-03-01", 40, 100 },
    { NULL, "hgb", "male", "2026-03-01", 40, 100 },
    /* A month that lies inside a range's span is inside; one that does not say is not. */
    { "central", "hgb", "female", "2026-06", 40, 115 },
    { "central", "hgb", "female", "2026", 40, 100 },
    { "central", "ldh", "male", "2026-03-01", 40, 0 },
  };
  g_autoptr (PodSite) site = pod_site_new (ranges, G_N_ELEMENTS (ranges), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PodRange *range;
      PodDate date;

      g_test_message ("row %u", i);
      g_assert_true (pod_date_parse (cases[i].date, &date));
      range = pod_site_find_range (site, cases[i].laboratory, cases[i].observation, cases[i].sex,
                                   cases[i].age, date);
      if (cases[i].lower == 0)
        g_assert_null (range);
      else
        g_assert_cmpfloat (range->lower, ==, cases[i].lower);
    }
}

static void
test_settings (void)
{
  g_autoptr (GHashTable) settings = g_hash_table_new (g_str_hash, g_str_equal);

  g_hash_table_insert (settings, (gpointer) "recipient", (gpointer) "Example Therapeutics");
  g_autoptr (PodSite) site = pod_site_new (NULL, 0, settings);
  g_hash_table_remove_all (settings);
  g_assert_cmpstr (pod_site_get_setting (site, "recipient"), ==, "Example Therapeutics");
  g_assert_null (pod_site_get_setting (site, "sponsor"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/site/ranges", test_ranges);
  g_test_add_func ("/record/site/settings", test_settings);
  return g_test_run ();
}
