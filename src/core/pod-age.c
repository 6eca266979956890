#include "pod-age.h"

#include <math.h>

#define BAND 10

int
pod_age_cap (int age)
{
  return MIN (age, POD_AGE_OLDEST);
}

char *
pod_age_to_band (double age)
{
  int band;

  if (!isfinite (age) || age < 0)
    return NULL;
  band = (int) floor (MIN (age, POD_AGE_OLDEST) / BAND) * BAND;
  return band >= POD_AGE_OLDEST ? g_strdup_printf ("%d+", POD_AGE_OLDEST)
                                : g_strdup_printf ("%d–%d", band, band + BAND - 1);
}
