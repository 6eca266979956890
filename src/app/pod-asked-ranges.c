#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-asked-ranges.h"

#include <glib/gi18n-lib.h>

#include "pod-lab-map.h"

struct _PodAskedRanges
{
  PodRange range;
  char *laboratory; /* the range's */
  gint64 ended;     /* this one is to end; else 0 */
  PodDate last;
  char *reason;   /* (nullable) */
  PodLabMap *map; /* NULL where it is none */
};

PodAskedRanges *
pod_asked_ranges_new (const PodRange *range)
{
  PodAskedRanges *self = g_new0 (PodAskedRanges, 1);

  self->laboratory = g_strdup (range->laboratory);
  self->range = *range;
  self->range.laboratory = self->laboratory;
  return self;
}

PodAskedRanges *
pod_asked_ranges_new_end (gint64 range, PodDate last, const char *reason)
{
  PodAskedRanges *self = g_new0 (PodAskedRanges, 1);
  g_autofree char *stripped = g_strstrip (g_strdup (reason));

  self->ended = range;
  self->last = last;
  self->reason = *stripped != '\0' ? g_steal_pointer (&stripped) : NULL;
  return self;
}

PodAskedRanges *
pod_asked_ranges_new_map (PodTrial *trial, const char *path, GError **error)
{
  PodLabMap *map = pod_trial_read_ranges (trial, path, error);
  PodAskedRanges *self;

  if (map == NULL)
    return NULL;
  self = g_new0 (PodAskedRanges, 1);
  self->map = map;
  return self;
}

void
pod_asked_ranges_free (PodAskedRanges *self)
{
  g_free (self->laboratory);
  g_free (self->reason);
  g_clear_pointer (&self->map, pod_lab_map_free);
  g_free (self);
}

const char *
pod_asked_ranges_get_page (const PodAskedRanges *self)
{
  if (self->map != NULL)
    return NULL;
  return self->ended != 0 ? "end" : "form";
}

PodSite *
pod_asked_ranges_try (const PodAskedRanges *self, PodTrial *trial, GError **error)
{
  if (self->map != NULL)
    return pod_trial_try_import_ranges (trial, self->map, error);
  return self->ended != 0 ? pod_trial_try_range_end (trial, self->ended, self->last, error)
                          : pod_trial_try_range (trial, &self->range, error);
}

/* "2 ranges were not there yet. 1 range was corrected." */
static char *
say_imported (guint n_added, guint n_corrected)
{
  g_autofree char *added = g_strdup_printf (ngettext ("%u range was not there yet.",
                                                      "%u ranges were not there yet.", n_added),
                                            n_added);
  g_autofree char *corrected =
      g_strdup_printf (ngettext ("%u range has other limits now, and corrects the one of its day.",
                                 "%u ranges have other limits now, and correct those of their day.",
                                 n_corrected),
                       n_corrected);

  return n_corrected == 0 ? g_steal_pointer (&added) : g_strdup_printf ("%s %s", added, corrected);
}

static gboolean
write_map (const PodAskedRanges *self, PodTrial *trial, char **told, GError **error)
{
  guint n_added, n_corrected;

  if (!pod_trial_import_ranges (trial, self->map, &n_added, &n_corrected, error))
    return FALSE;
  *told = say_imported (n_added, n_corrected);
  return TRUE;
}

gboolean
pod_asked_ranges_write (const PodAskedRanges *self, PodTrial *trial, char **told, GError **error)
{
  *told = NULL;
  if (self->map != NULL)
    return write_map (self, trial, told, error);
  return self->ended != 0
             ? pod_trial_end_range (trial, self->ended, self->last, self->reason, error)
             : pod_trial_add_range (trial, &self->range, NULL, error) != 0;
}
