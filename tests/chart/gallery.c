#include <math.h>

#include "chart-fixture.h"

/* Draws the charts of made-up subjects with 1, 60 and 5,000 results in every theme, for a person to look at. */

#define SUBJECTS 36

static const char *const theme_names[POD_N_THEMES] = {
  [POD_THEME_LIGHT] = "light",
  [POD_THEME_DARK] = "dark",
  [POD_THEME_PRINT] = "print",
  [POD_THEME_LIGHT_CONTRAST] = "light-contrast",
  [POD_THEME_DARK_CONTRAST] = "dark-contrast",
};

static void
write_themes (const PodScene *scene, const char *directory, const char *name)
{
  for (PodTheme theme = POD_THEME_LIGHT; theme < POD_N_THEMES; theme++)
    {
      g_autofree char *file = g_strdup_printf ("%s-%s.png", name, theme_names[theme]);
      g_autofree char *path = g_build_filename (directory, file, NULL);
      g_autoptr (GError) error = NULL;

      if (!pod_scene_write (scene, path, theme, &error))
        g_error ("%s", error->message);
    }
}

/* A value of a course that falls and recovers, with some noise that is the same in every run. */
static double
make_value (guint subject, guint i, double days, double top, double fall)
{
  double noise = (double) ((subject * 7919 + i * 104729) % 1000) / 1000 - 0.5;

  return top * (1 - fall * exp (-pow ((days - 12) / (14 + subject % 5), 2)) + 0.12 * noise);
}

static void
put_number (FixtureCasebook *draft,
            const char *name,
            int day,
            double value,
            const char *unit,
            double lower,
            double upper)
{
  g_autofree char *text = g_strdup_printf ("%.4g", value);

  fixture_put (draft, name, day, text, unit, lower, upper);
}

static void
put_round (FixtureCasebook *draft, guint subject, guint i, int day)
{
  double copies = 2e5 * exp (-pow (log (MAX (day, 1) / 9.0) / 0.7, 2)) * (1 + subject % 7);

  put_number (draft, "hgb", day, make_value (subject, i, day, 128, 0.45), "g/L", 115, 150);
  put_number (draft, "alt", day, make_value (subject, i, day, 30, -3.5), "U/L", NAN,
              day < 60 ? 40 : 50);
  put_number (draft, "uprot", day,
              6.0 * (day < 0 ? 1 : exp (-day / (60.0 + 9 * (subject % 9)))) *
                  (1 + 0.2 * make_value (subject, i, 400, 1, 0)),
              "g/d", NAN, 0.15);
  if (day > 0 && copies >= 20)
    put_number (draft, "car", day, copies, "{copies}/ug", NAN, NAN);
  else
    fixture_put (draft, "car", day, "< 20", "{copies}/ug", NAN, NAN);
}

static PodCasebook *
make_casebook (guint subject, guint results)
{
  FixtureCasebook draft = fixture_casebook_begin_named (subject + 1, subject);
  guint rounds = MAX (results / 4, 1);

  fixture_add_toxicity (&draft);
  if (results == 1)
    {
      put_number (&draft, "hgb", 3, 84, "g/L", 115, 150);
      return fixture_casebook_end (&draft);
    }
  for (guint i = 0; i < rounds; i++)
    put_round (&draft, subject, i, -20 + (int) (i * 200 / rounds));
  return fixture_casebook_end (&draft);
}

static void
draw_labs (const char *directory, PodStudy *study, PodSite *site, guint results)
{
  PodCasebook *casebook = make_casebook (0, results);
  PodLabOptions options = { .width = 1000, .columns = 2 };
  g_autoptr (PodScene)
      scene = pod_lab_scene_new (study, site, casebook, pod_date_from_day (ZERO + 200), &options,
                                 pod_metrics_pango ());
  g_autofree char *name = g_strdup_printf ("labs-%u", results);

  write_themes (scene, directory, name);
}

static void
draw_modes (const char *directory, PodStudy *study, PodSite *site)
{
  static const char *const names[] = { "labs-value", "labs-change", "labs-uln", "labs-baseline" };
  PodCasebook *casebook = make_casebook (0, 60);

  for (PodLabMode mode = POD_LAB_VALUE; mode <= POD_LAB_TIMES_BASELINE; mode++)
    {
      PodLabOptions options = {
        .width = 1000, .columns = 2, .mode = mode, .days = { ZERO - 3, ZERO + 45 }
      };
      g_autoptr (PodScene)
          scene = pod_lab_scene_new (study, site, casebook, pod_date_from_day (ZERO + 200),
                                     &options, pod_metrics_pango ());

      write_themes (scene, directory, names[mode]);
    }
}

static void
draw_all (const char *directory, PodStudy *study, PodSite *site, guint results)
{
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  PodLabOptions options = { .width = 1000, .columns = 2, .focus = 5 };
  guint each = results / SUBJECTS;
  g_autoptr (PodScene) overlay = NULL;
  g_autoptr (PodScene) wall = NULL;
  g_autofree char *overlay_name = g_strdup_printf ("overlay-%u", results);
  g_autofree char *wall_name = g_strdup_printf ("wall-%u", results);

  for (guint i = 0; i < SUBJECTS; i++)
    if (results > 1 || i == 0)
      g_ptr_array_add (casebooks, make_casebook (i, MAX (each, results > 1 ? 8 : 1)));
  overlay = pod_overlay_scene_new (study, site, casebooks, pod_date_from_day (ZERO + 200), &options,
                                   pod_metrics_pango ());
  write_themes (overlay, directory, overlay_name);
  wall = pod_wall_scene_new (study, site, casebooks, NULL, pod_date_from_day (ZERO + 200), 1200,
                             pod_metrics_pango ());
  write_themes (wall, directory, wall_name);
}

int
main (int argc, char **argv)
{
  static const guint counts[] = { 1, 60, 5000 };
  PodStudy *study;
  PodSite *site;

  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    return 1;
  study = fixture_study ();
  site = fixture_site ();
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      draw_labs (argv[1], study, site, counts[i]);
      draw_all (argv[1], study, site, counts[i]);
    }
  draw_modes (argv[1], study, site);
  return 0;
}
