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

PodLabSeries *
pod_overlay_read_series (const PodOverlay *overlay,
                         const PodCasebook *casebook,
                         const PodObservation *observation,
                         const PodLabLedger *ledger)
{
  PodLabSeries *series = pod_lab_series_new_ungraded (overlay->study, overlay->site, casebook,
                                                      observation, overlay->as_of, ledger);

  pod_lab_series_show (series, overlay->mode, overlay->axis, ledger);
  return series;
}

/* Whoever points at a result asks for its words at every movement: of each panel what was read last is kept. */
static const PodLabSeries *
get_series (const PodOverlay *overlay, const PodOverlayPanel *panel, const PodCasebook *casebook)
{
  guint index = (guint) (panel - (const PodOverlayPanel *) overlay->panels->data);
  PodLabSeries **kept = (PodLabSeries **) &g_ptr_array_index (overlay->read, index);

  if (*kept != NULL && (*kept)->casebook == casebook)
    return *kept;
  g_clear_pointer (kept, pod_lab_series_free);
  *kept = pod_overlay_read_series (overlay, casebook, panel->observation, NULL);
  return *kept;
}

static const PodLabPoint *
find_in (const PodLabSeries *series, gint64 id)
{
  for (guint i = 0; i < series->points->len; i++)
    if (pod_lab_series_get (series, i)->finding->record.id == id)
      return pod_lab_series_get (series, i);
  return NULL;
}

char *
pod_overlay_print (const PodOverlay *overlay,
                   const PodOverlayPanel *panel,
                   const PodOverlayPoint *point)
{
  const PodOverlaySubject *subject = pod_overlay_get_subject (overlay, point->subject);
  const PodLabSeries *series = get_series (overlay, panel, subject->casebook);
  const PodLabPoint *found = find_in (series, point->id);
  g_autofree char *words = found != NULL ? pod_lab_point_to_words (series, found, subject->zero)
                                         : g_strdup (panel->label);
  int side = pod_overlay_find_side_of (panel, point);

  return g_strconcat (subject->name, C_ ("clause", ", "), words, pod_lab_get_side_words (side),
                      NULL);
}

char *
pod_overlay_print_value (const PodOverlay *overlay, const PodOverlayPoint *point)
{
  g_autofree char *number = pod_lab_mode_print (overlay->mode, point->shown, point->digits);

  return pod_lab_print_compared (point->comparator, number);
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
