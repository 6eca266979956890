#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-mapped.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char *laboratory;
  char *item;
  char *observation;
} Said;

struct _PodImportMapped
{
  GPtrArray *said; /* Said */
};

static void
said_free (Said *said)
{
  g_free (said->laboratory);
  g_free (said->item);
  g_free (said->observation);
  g_free (said);
}

PodImportMapped *
pod_import_mapped_new (void)
{
  PodImportMapped *self = g_new0 (PodImportMapped, 1);

  self->said = g_ptr_array_new_with_free_func ((GDestroyNotify) said_free);
  return self;
}

void
pod_import_mapped_free (PodImportMapped *self)
{
  g_ptr_array_unref (self->said);
  g_free (self);
}

void
pod_import_mapped_add (PodImportMapped *self,
                       const char *laboratory,
                       const char *item,
                       const char *observation)
{
  Said *said = g_new0 (Said, 1);

  said->laboratory = g_strdup (laboratory);
  said->item = g_strdup (item);
  said->observation = g_strdup (observation);
  g_ptr_array_add (self->said, said);
}

void
pod_import_mapped_tell (PodImportMapped *self, PodTrialWindow *window)
{
  guint n = self->said->len;

  if (n > 0)
    pod_trial_window_tell (
        window,
        g_dngettext (GETTEXT_PACKAGE,
                     "The item that you mapped stays mapped. “Mapped Items” in the import takes "
                     "it back.",
                     "The items that you mapped stay mapped. “Mapped Items” in the import takes "
                     "them back.",
                     n));
}

char *
pod_import_mapped_take_back (PodImportMapped *self, PodTrial *trial, const char *laboratory)
{
  g_autofree char *last = NULL;
  guint n = 0;

  for (guint i = self->said->len; i-- > 0;)
    {
      const Said *said = g_ptr_array_index (self->said, i);

      if (g_strcmp0 (said->laboratory, laboratory) == 0)
        continue;
      /* Where somebody was faster there is nothing left to do. */
      if (pod_trial_unmap_item (trial, said->laboratory, said->item, said->observation, NULL))
        {
          n++;
          g_free (last);
          last = g_strdup (said->laboratory);
        }
      g_ptr_array_remove_index (self->said, i);
    }
  if (n == 0)
    return NULL;
  return g_strdup_printf (
      /* Translators: how many; the laboratory. */
      g_dngettext (GETTEXT_PACKAGE, "What you had said here of %1$u item of “%2$s” is taken back.",
                   "What you had said here of %1$u items of “%2$s” is taken back.", n),
      n, last);
}
