/* What colours are told apart, as numbers: WCAG's contrast for what is read, CIELAB's distance for areas side by side. */

#include <math.h>

#include "pod-axis.h"
#include "pod-charts.h"
#include "pod-test.h"

static const PodTheme tinted[] = { POD_THEME_LIGHT, POD_THEME_DARK };
static const PodRole areas[] = { POD_ROLE_BACKGROUND, POD_ROLE_RANGE,  POD_ROLE_BAND_1,
                                 POD_ROLE_BAND_2,     POD_ROLE_BAND_3, POD_ROLE_BAND_4 };

typedef struct
{
  double c[3];
} Colour;

static double
linearise (double c)
{
  return c <= 0.04045 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

/* What the role gives over @ground. */
static Colour
mix (PodTheme theme, PodRole role, Colour ground)
{
  Colour mixed;
  double c[4];

  pod_theme_get_colour (theme, role, c);
  for (int i = 0; i < 3; i++)
    mixed.c[i] = c[i] * c[3] + ground.c[i] * (1 - c[3]);
  return mixed;
}

static Colour
get_area (PodTheme theme, PodRole role)
{
  Colour white = { { 1, 1, 1 } };

  return mix (theme, role, mix (theme, POD_ROLE_BACKGROUND, white));
}

static double
get_luminance (Colour colour)
{
  return 0.2126 * linearise (colour.c[0]) + 0.7152 * linearise (colour.c[1]) +
         0.0722 * linearise (colour.c[2]);
}

static double
find_contrast (Colour one, Colour other)
{
  double a = get_luminance (one) + 0.05;
  double b = get_luminance (other) + 0.05;

  return MAX (a, b) / MIN (a, b);
}

static double
compress (double t)
{
  return t > 216.0 / 24389 ? cbrt (t) : (24389.0 / 27 * t + 16) / 116;
}

/* L*, a* and b* of sRGB, by D65. */
static void
find_lab (Colour colour, double lab[3])
{
  double r = linearise (colour.c[0]), g = linearise (colour.c[1]), b = linearise (colour.c[2]);
  double x = compress ((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  double y = compress (0.2126 * r + 0.7152 * g + 0.0722 * b);
  double z = compress ((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);

  lab[0] = 116 * y - 16;
  lab[1] = 500 * (x - y);
  lab[2] = 200 * (y - z);
}

static double
find_distance (Colour one, Colour other)
{
  double a[3], b[3], sum = 0;

  find_lab (one, a);
  find_lab (other, b);
  for (int i = 0; i < 3; i++)
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sqrt (sum);
}

/* Bands lie side by side, on the plain ground: no two of them are taken for one another, nor one for none. */
static void
test_bands_apart (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (tinted); t++)
    for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
      for (guint k = MAX (i + 1, 2); k < G_N_ELEMENTS (areas); k++)
        {
          double distance = find_distance (get_area (tinted[t], areas[i]),
                                           get_area (tinted[t], areas[k]));

          g_test_message ("theme %d, %d and %d: %.1f", tinted[t], areas[i], areas[k], distance);
          g_assert_cmpfloat (distance, >=, 10);
        }
}

/* On a dark ground tints are the harder to tell: each from the next grade as far as two that nobody takes for one another, also where they are no
 * larger than a sample in the key. */
static void
test_bands_apart_in_the_dark (void)
{
  for (PodRole role = POD_ROLE_BAND_1; role < POD_ROLE_BAND_4; role++)
    {
      double distance = find_distance (get_area (POD_THEME_DARK, role),
                                       get_area (POD_THEME_DARK, role + 1));

      g_test_message ("grade %u: %.1f", role - POD_ROLE_BAND_1 + 1, distance);
      g_assert_cmpfloat (distance, >=, 20);
    }
}

/* A value can be read off where limits or a grade are shaded, too; and what lies over them is seen. */
static void
test_upon_bands (void)
{
  static const struct
  {
    PodRole role;
    double least;
  } cases[] = {
    { POD_ROLE_GRID, 1.25 }, { POD_ROLE_SERIES, 3 }, { POD_ROLE_DIM_TEXT, 3 }, { POD_ROLE_TEXT, 7 }
  };

  for (guint t = 0; t < G_N_ELEMENTS (tinted); t++)
    for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
      for (guint k = 0; k < G_N_ELEMENTS (cases); k++)
        {
          Colour area = get_area (tinted[t], areas[i]);
          double contrast = find_contrast (area, mix (tinted[t], cases[k].role, area));

          g_test_message ("theme %d, %d upon %d: %.2f", tinted[t], cases[k].role, areas[i],
                          contrast);
          g_assert_cmpfloat (contrast, >=, cases[k].least);
        }
}

/* The other subjects are lines to be followed, and no part of the grid. */
static void
test_crowd (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (tinted); t++)
    {
      Colour crowd = get_area (tinted[t], POD_ROLE_CROWD);

      g_assert_cmpfloat (find_contrast (crowd, get_area (tinted[t], POD_ROLE_BACKGROUND)), >=, 3);
      g_assert_cmpfloat (find_contrast (crowd, get_area (tinted[t], POD_ROLE_GRID)), >=, 1.6);
    }
}

/* What was given against an event is not taken for the treatment, a course of a drug, or an event. */
static void
test_drugs_apart (void)
{
  static const PodRole others[] = { POD_ROLE_TREATMENT, POD_ROLE_MEDICATION, POD_ROLE_GRADE_1,
                                    POD_ROLE_GRADE_2,   POD_ROLE_GRADE_3,    POD_ROLE_GRADE_4,
                                    POD_ROLE_GRADE_5,   POD_ROLE_SERIES,     POD_ROLE_TODAY };

  for (PodTheme theme = 0; theme < POD_N_THEMES; theme++)
    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
      g_assert_cmpfloat (find_distance (get_area (theme, POD_ROLE_DRUG),
                                        get_area (theme, others[i])),
                         >=, 10);
}

/* What lies under a bar does not show through it, whatever its grade. */
static void
test_opaque (void)
{
  for (PodTheme theme = 0; theme < POD_N_THEMES; theme++)
    for (int grade = 0; grade <= 5; grade++)
      {
        double colour[4];

        pod_theme_get_colour (theme, pod_grade_role (grade), colour);
        g_assert_cmpfloat (colour[3], ==, 1);
      }
}

/* The worse a grade, the more its band stands out of the ground. */
static void
test_bands_rise (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (tinted); t++)
    {
      Colour ground = get_area (tinted[t], POD_ROLE_BACKGROUND);
      double before = 1;

      for (PodRole role = POD_ROLE_BAND_1; role <= POD_ROLE_BAND_4; role++)
        {
          double contrast = find_contrast (ground, get_area (tinted[t], role));

          g_test_message ("theme %u, grade %u: %.2f", t, role - POD_ROLE_BAND_1 + 1, contrast);
          g_assert_cmpfloat (contrast, >, before + 0.05);
          before = contrast;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/theme/bands-apart", test_bands_apart);
  g_test_add_func ("/chart/theme/bands-apart-in-the-dark", test_bands_apart_in_the_dark);
  g_test_add_func ("/chart/theme/bands-rise", test_bands_rise);
  g_test_add_func ("/chart/theme/upon-bands", test_upon_bands);
  g_test_add_func ("/chart/theme/crowd", test_crowd);
  g_test_add_func ("/chart/theme/drugs-apart", test_drugs_apart);
  g_test_add_func ("/chart/theme/opaque", test_opaque);
  return g_test_run ();
}
