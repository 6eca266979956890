#include "pod-lab-grades.h"

#include "pod-lab-equation.h"

#include "pod-lab-mode.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

/* From 0 to 4, as numbers are graded. */
#define GRADES 5

const char *
pod_lab_grades_get_scale (const PodStudy *study, const char *scale)
{
  return scale != NULL ? scale : pod_study_get (study, "toxicity_scale");
}

char *
pod_lab_grades_print_scale (const PodStudy *study, const char *scale)
{
  const char *own = pod_study_get (study, "toxicity_scale");
  const char *shown = pod_lab_grades_get_scale (study, scale);

  if (shown == NULL)
    return NULL;
  if (own == NULL || g_str_equal (own, shown))
    /* Translators: a scale of toxicity. */
    return g_strdup_printf (_ ("Grades: %s"), shown);
  return g_strdup_printf (_ ("Grades: %1$s (the scale of the study is %2$s)"), shown, own);
}

/* As short as where it stands has room for it. */
static char *
name_grades (int sure, int level, gboolean is_either)
{
  if (sure >= level)
    return g_strdup_printf ("G%d", level);
  return g_strdup_printf (is_either ? "G%d/G%d" : "G%d–%d", sure, level);
}

char *
pod_lab_grades_name (const PodFindingGrade *grade)
{
  return name_grades (grade->sure, grade->level, pod_finding_grade_is_either (grade));
}

char *
pod_lab_grades_print_chip (const PodLabPoint *point)
{
  g_autofree char *change = pod_shift_print (&point->shift);
  g_autofree char *grade = pod_lab_grades_name (&point->shift.graded);

  return g_strdup_printf ("%s%s%s", grade, *change != '\0' ? " " : "", change);
}

int
pod_lab_grades_get_colour (const PodFindingGrade *grade)
{
  return grade->level > 0 ? CLAMP (grade->sure, 1, grade->level) : grade->level;
}

void
pod_lab_grades_note_unsure (PodScene *scene, const PodFindingGrade *grade)
{
  guint *grades = pod_finding_grade_is_either (grade) ? &scene->either : &scene->unsure;

  if (grade->sure < grade->level && grade->level < GRADES)
    *grades |= 1u << (GRADES * MAX (grade->sure, 0) + grade->level);
}

static void
add (GString *out, const char *words)
{
  g_string_append_printf (out, "%s%s", out->len > 0 ? C_ ("list", ", ") : "", words);
}

static void
add_names (GString *out, guint grades, gboolean is_either)
{
  for (int bit = 0; bit < GRADES * GRADES; bit++)
    {
      g_autofree char *name = name_grades (bit / GRADES, bit % GRADES, is_either);

      if (grades & 1u << bit)
        add (out, name);
    }
}

char *
pod_lab_grades_print_unsure (const PodScene *scene)
{
  GString *names = g_string_new (NULL);
  g_autofree char *all = NULL;

  add_names (names, scene->unsure, FALSE);
  add_names (names, scene->either, TRUE);
  all = g_string_free (names, names->len == 0);
  if (all == NULL)
    return NULL;
  /* Translators: one or more of what is neither of two grades for sure, as "G1–3", or "G1/G3" where there is no 2. */
  return g_strdup_printf (_ ("%s: a number alone does not tell which; the colour is that of the "
                             "lowest, at least grade 1"),
                          all);
}

/* Without the comma by which they go on in a sentence, whatever that is in a language. */
static const char *
skip_comma (const char *remarks)
{
  while (*remarks != '\0' && !g_unichar_isalnum (g_utf8_get_char (remarks)))
    remarks = g_utf8_next_char (remarks);
  return remarks;
}

/* Grades count from the last result before treatment, whatever its comparator, what is drawn as a change from the last exact one: of one table
 * only what its values count from is named so. */
static gboolean
is_baseline (const PodLabSeries *series, const PodLabPoint *point)
{
  const PodFinding *baseline = series->graded && !pod_lab_mode_is_of_baseline (series->mode)
                                   ? point->shift.graded.before
                                   : series->baseline_of;

  return baseline == point->finding;
}

char *
pod_lab_grades_print_remarks (const PodLabSeries *series, const PodLabPoint *point)
{
  g_autofree char *remarks = pod_lab_point_print_remarks (point);
  PodUngraded why = point->shift.graded.why;
  GString *out = g_string_new (skip_comma (remarks));

  if (is_baseline (series, point))
    add (out, C_ ("result", "baseline"));
  if (point->shift.is_new == POD_TRUE)
    add (out, C_ ("result", "new since infusion"));
  if (series->graded && point->level < 0 && !point->withdrawn && why != POD_UNGRADED_NO_CRITERION &&
      why != POD_UNGRADED_PRELIMINARY)
    {
      g_autofree char *words = pod_shift_to_words (&point->shift);

      add (out, words);
    }
  return g_string_free (out, FALSE);
}

const char *
pod_lab_grades_get_note (const PodLabPoint *point)
{
  const char *note = point->level >= 0 ? pod_finding_grade_get_note (&point->shift.graded) : NULL;

  return note != NULL ? note : "";
}

char *
pod_lab_grades_print_notes (const GPtrArray *all)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const PodLabSeries *series = g_ptr_array_index (all, i);

      for (guint k = 0; k < series->points->len; k++)
        {
          const char *note = pod_lab_grades_get_note (pod_lab_series_get (series, k));

          if (*note == '\0' || g_ptr_array_find_with_equal_func (told, note, g_str_equal, NULL))
            continue;
          g_ptr_array_add (told, (gpointer) note);
          /* Translators: a test, and what its number cannot tell of a grade, a sentence. */
          g_string_append (out, out->len > 0 ? "\n" : "");
          g_string_append_printf (out, C_ ("note of a grade", "%1$s: %2$s"), series->label, note);
        }
    }
  return g_string_free (out, out->len == 0);
}

/* ---- what has no grade ---- */

static void
note_point (PodScene *scene,
            const PodLabSeries *series,
            const PodLabPoint *point,
            gint32 zero,
            guint counts[POD_N_UNGRADED])
{
  PodUngraded why = point->shift.graded.why;
  gboolean is_without = why == POD_UNGRADED_NO_CRITERION;
  g_autofree char *value = pod_lab_point_print (point);
  g_autofree char *when = pod_moment_on_day_to_words (point->finding->when, point->day - zero);
  g_autofree char *what =
      is_without ? g_strdup (series->label)
                 : g_strdup_printf ("%s %s%s%s%s%s",
                                    pod_lab_equation_name_finding (series->study, point->finding),
                                    value, *series->unit != '\0' ? " " : "", series->unit,
                                    C_ ("clause", ", "), when);

  counts[why]++;
  pod_scene_leave_ungraded (scene, is_without ? POD_N_RECORD_TYPES : POD_RECORD_FINDING,
                            is_without ? 0 : point->finding->record.id, what,
                            pod_ungraded_to_words (why));
}

static void
note_series (PodScene *scene, const PodLabSeries *series, gint32 zero, guint counts[POD_N_UNGRADED])
{
  for (guint i = series->points->len; i-- > 0;)
    {
      const PodLabPoint *point = pod_lab_series_get (series, i);

      if (point->level < 0)
        note_point (scene, series, point, zero, counts);
      /* One stands for all of them. */
      if (point->shift.graded.why == POD_UNGRADED_NO_CRITERION)
        return;
    }
}

/* Without those for which the scale has no term. */
static char *
print_reasons (const guint counts[POD_N_UNGRADED])
{
  const PodUngraded first = POD_UNGRADED_NO_CRITERION + 1;
  const char *reasons[POD_N_UNGRADED];

  for (PodUngraded why = first; why < POD_N_UNGRADED; why++)
    reasons[why] = pod_ungraded_to_words (why);
  return pod_reasons_print (reasons + first, counts + first, POD_N_UNGRADED - first);
}

void
pod_lab_grades_note (PodScene *scene, const GPtrArray *all, gint32 zero)
{
  guint counts[POD_N_UNGRADED] = { 0 };

  for (guint i = 0; i < all->len; i++)
    note_series (scene, g_ptr_array_index (all, i), zero, counts);
  for (PodUngraded why = POD_UNGRADED_NO_CRITERION + 1; why < POD_N_UNGRADED; why++)
    scene->not_graded += counts[why];
  scene->not_graded_why = print_reasons (counts);
}
