#include "pod-overlay.h"

#include <math.h>

#include "pod-lab-beyond.h"
#include "pod-lab-mode.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define DIGITS_OF_MEDIAN 3

char *
pod_overlay_print_on (const PodOverlay *overlay,
                      const PodOverlayPanel *panel,
                      const PodOverlayPoint *point,
                      const char *when)
{
  g_autofree char *number = pod_lab_mode_print (overlay->mode, point->shown, point->digits);
  const char *comparator = pod_comparator_to_label (point->comparator);
  /* Translators: a subject's number, an observation, the comparator ("< ") or nothing, a value, its unit, and "day 8". */
  g_autofree char *words = g_strdup_printf (_ ("%s, %s %s%s %s, %s"),
                                            pod_overlay_get_subject (overlay, point->subject)->name,
                                            panel->label, comparator, number, panel->unit, when);

  return g_strconcat (words, point->preliminary ? _ (", preliminary") : "", NULL);
}

char *
pod_overlay_print (const PodOverlay *overlay,
                   const PodOverlayPanel *panel,
                   const PodOverlayPoint *point)
{
  g_autofree char *day = pod_day_words (point->day, 0);
  g_autofree char *words = pod_overlay_print_on (overlay, panel, point, day);
  int side = pod_overlay_find_side_of (panel, point);

  return g_strconcat (words, pod_lab_get_side_words (side), NULL);
}

static char *
print_point (const PodOverlay *overlay, const PodOverlayPoint *point, int digits)
{
  g_autofree char *number = pod_lab_mode_print (overlay->mode, point->shown, digits);

  return pod_lab_print_compared (point->comparator, number);
}

char *
pod_overlay_print_value (const PodOverlay *overlay, const PodOverlayPoint *point)
{
  return print_point (overlay, point, point->digits);
}

char *
pod_overlay_print_in_full (const PodOverlay *overlay, const PodOverlayPoint *point)
{
  return print_point (overlay, point, pod_lab_mode_get_digits (overlay->mode, point->comparator));
}

static char *
print_value (const PodOverlay *overlay, double value)
{
  if (value == -INFINITY)
    return g_strdup (_ ("below quantification"));
  if (value == INFINITY)
    return g_strdup (_ ("above quantification"));
  return pod_lab_mode_print (overlay->mode, value, DIGITS_OF_MEDIAN);
}

char *
pod_overlay_print_middle (const PodOverlay *overlay,
                          const PodOverlayPanel *panel,
                          const PodOverlayBin *bin,
                          const PodOverlayMiddle *middle,
                          guint index)
{
  const PodCohort *cohort = g_ptr_array_index (pod_study_get_cohorts (overlay->study), index);
  g_autofree char *median = print_value (overlay, middle->median);
  g_autofree char *low = print_value (overlay, middle->low);
  g_autofree char *high = print_value (overlay, middle->high);
  g_autofree char *day = pod_day_words (bin->target, 0);

  if (middle->n == 0)
    return NULL;
  /* Translators: a cohort, a visit or a day, its median and quartiles, the unit, and of how many subjects. */
  return g_strdup_printf (_ ("%s, %s: median %s (%s to %s) %s, of %u"),
                          pod_words_get (&cohort->short_label, pod_words_locale ()),
                          bin->name != NULL ? bin->name : day, median, low, high, panel->unit,
                          middle->n);
}
