/* The curves that a course is drawn with: plausible shapes, of nobody. */

#include "pod-demo-private.h"

#include <math.h>

/* From 0 at @from up to 1 at @peak and down to 0 at @to. */
static double
swell (double day, double from, double peak, double to)
{
  if (day <= from || day >= to)
    return 0;
  if (day <= peak)
    return 0.5 - 0.5 * cos (G_PI * (day - from) / (peak - from));
  return 0.5 + 0.5 * cos (G_PI * (day - peak) / (to - peak));
}

/* From 0 on the day of the infusion towards 1. */
static double
settle (double day, double days)
{
  return day > 0 ? 1 - exp (-day / days) : 0;
}

/* How strong the cytokine release is on that day, in grades. */
static double
release (const PodDemoPerson *person, double day, double tail)
{
  double peak = person->crs_onset + 0.35 * (person->crs_end - person->crs_onset);

  if (person->crs_grade == 0)
    return 0;
  return person->crs_grade *
         swell (day, person->crs_onset - 0.6, peak, person->crs_end + 0.5 + tail);
}

static double
infect (const PodDemoPerson *person, double day)
{
  return swell (day, person->infection_day - 2, person->infection_day + 1,
                person->infection_day + 14);
}

double
pod_demo_steady (const PodDemoPerson *person, double base, double day)
{
  return base;
}

double
pod_demo_neutrophils (const PodDemoPerson *person, double base, double day)
{
  return base * (1 - person->depth * swell (day, -5, 7, 34));
}

double
pod_demo_lymphocytes (const PodDemoPerson *person, double base, double day)
{
  return base * (1 - 0.96 * swell (day, -5.5, -1, 75));
}

double
pod_demo_haemoglobin (const PodDemoPerson *person, double base, double day)
{
  return base * (1 - 0.26 * person->depth * swell (day, -4, 11, 70));
}

double
pod_demo_platelets (const PodDemoPerson *person, double base, double day)
{
  return base * (1 - 0.9 * person->depth * swell (day, -4, 9, 40));
}

double
pod_demo_transaminase (const PodDemoPerson *person, double base, double day)
{
  return base * (1 + 0.9 * release (person, day, 6));
}

double
pod_demo_albumin (const PodDemoPerson *person, double base, double day)
{
  double gain = 0.9 * (42 - base) * person->response * settle (day, 1.4 * person->response_days);

  return base + MAX (gain, 0) - 1.5 * release (person, day, 4);
}

double
pod_demo_creatinine (const PodDemoPerson *person, double base, double day)
{
  double acute = person->acute *
                 swell (day, person->acute_day - 3, person->acute_day, person->acute_day + 20);

  return base * (1 + acute - 0.08 * person->response * settle (day, 120));
}

double
pod_demo_crp (const PodDemoPerson *person, double base, double day)
{
  return base + 48 * release (person, day, 3) + 90 * infect (person, day);
}

double
pod_demo_ferritin (const PodDemoPerson *person, double base, double day)
{
  return base * pow (10, 0.15 * swell (day, -4, 10, 40) + 0.5 * release (person, day, 12));
}

double
pod_demo_il6 (const PodDemoPerson *person, double base, double day)
{
  return base * pow (10, 0.3 * swell (day, 0, 8, 18) + 0.85 * release (person, day, 1) +
                             0.6 * infect (person, day));
}

double
pod_demo_d_dimer (const PodDemoPerson *person, double base, double day)
{
  return base * (1 + 1.1 * release (person, day, 4));
}

double
pod_demo_proteinuria (const PodDemoPerson *person, double base, double day)
{
  return base * (1 - person->response * settle (day, person->response_days));
}

double
pod_demo_score (const PodDemoPerson *person, double base, double day)
{
  return base * (1 - person->response * settle (day, 0.6 * person->response_days));
}

/* Antibodies go before the urine does, also where the urine does not answer. */
double
pod_demo_antibody (const PodDemoPerson *person, double base, double day)
{
  return day > 0 ? base * exp (-day / (person->response > 0.5 ? 24 : 80)) : base;
}

double
pod_demo_immunoglobulin (const PodDemoPerson *person, double base, double day)
{
  double regained = settle (day - person->b_cells_return, 90);

  return base * (1 - 0.6 * settle (day, 38) + 0.4 * regained);
}

double
pod_demo_b_cells (const PodDemoPerson *person, double base, double day)
{
  double left = day > -5 ? exp (-0.35 * (MIN (day, 0) + 5) - 0.95 * MAX (day, 0)) : 1;

  return base * (left + 0.75 * settle (day - person->b_cells_return, 55));
}

/* Straight up and straight down, in powers of ten. */
double
pod_demo_car_copies (const PodDemoPerson *person, double base, double day)
{
  double power;

  if (day < 1)
    return 0;
  power = day < person->car_peak_day
              ? 1.6 + (person->car_peak - 1.6) * (day - 1) / (person->car_peak_day - 1)
              : person->car_peak - 0.034 * base * (day - person->car_peak_day);
  return pow (10, power);
}

double
pod_demo_temperature (const PodDemoPerson *person, double base, double day)
{
  double strength = release (person, day, 0);

  return base + (strength > 0 ? 1.2 * sqrt (strength) + 0.2 * strength : 0) +
         1.3 * infect (person, day);
}

double
pod_demo_heart_rate (const PodDemoPerson *person, double base, double day)
{
  return base + 10 * release (person, day, 1) + 8 * infect (person, day);
}

double
pod_demo_systolic (const PodDemoPerson *person, double base, double day)
{
  return base - 13 * MAX (release (person, day, 0) - 0.7, 0);
}

double
pod_demo_saturation (const PodDemoPerson *person, double base, double day)
{
  return MIN (base - 4 * MAX (release (person, day, 0) - 1.4, 0), 100);
}
