#include "pod-age.h"

#include <math.h>

/* At the edges of a band, at the oldest that is told, and one step beyond. */
static void
test_bands (void)
{
  static const struct
  {
    double age;
    const char *band;
    int capped;
  } rows[] = {
    { 0, "0–9", 0 },       { 49.9, "40–49", 49 }, { 50, "50–59", 50 }, { 59, "50–59", 59 },
    { 89.9, "80–89", 89 }, { 90, "90+", 90 },     { 91, "90+", 90 },   { 104, "90+", 90 },
    { -1, NULL, -1 },      { NAN, NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *band = pod_age_to_band (rows[i].age);

      g_assert_cmpstr (band, ==, rows[i].band);
      if (!isnan (rows[i].age))
        g_assert_cmpint (pod_age_cap ((int) rows[i].age), ==, rows[i].capped);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/age/bands", test_bands);
  return g_test_run ();
}
