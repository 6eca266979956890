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

/* ---- taken back ---- */

typedef struct
{
  PodImportMapped *self;
  PodTrial *trial;
  char *laboratory;
  GCancellable *cancellable;
  PodImportTakenBack done;
  gpointer data;
  Said *said; /* that is being taken back */
  char *last; /* the laboratory of the last that was; NULL for none */
  guint n;
} TakingBack;

static void
end_taking_back (TakingBack *taking)
{
  g_autofree char *words = NULL;

  if (taking->n > 0)
    words = g_strdup_printf (
        /* Translators: how many; the laboratory. */
        g_dngettext (GETTEXT_PACKAGE,
                     "What you had said here of %1$u item of “%2$s” is taken back.",
                     "What you had said here of %1$u items of “%2$s” is taken back.", taking->n),
        taking->n, taking->last);
  taking->done (words, taking->data);
  g_object_unref (taking->trial);
  g_object_unref (taking->cancellable);
  g_free (taking->laboratory);
  g_free (taking->last);
  g_free (taking);
}

static Said *
take_next (TakingBack *taking)
{
  GPtrArray *said = taking->self->said;

  for (guint i = said->len; i-- > 0;)
    if (g_strcmp0 (((const Said *) said->pdata[i])->laboratory, taking->laboratory) != 0)
      return g_ptr_array_steal_index (said, i);
  return NULL;
}

static void take_back_next (TakingBack *taking);

/* Where somebody was faster there is nothing left to do. */
static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TakingBack *taking = user_data;
  Said *said = g_steal_pointer (&taking->said);

  if (pod_trial_unmap_item_finish (POD_TRIAL (source), result, NULL))
    {
      taking->n++;
      g_free (taking->last);
      taking->last = g_strdup (said->laboratory);
    }
  said_free (said);
  take_back_next (taking);
}

static void
take_back_next (TakingBack *taking)
{
  taking->said = g_cancellable_is_cancelled (taking->cancellable) ? NULL : take_next (taking);
  if (taking->said == NULL)
    end_taking_back (taking);
  else
    pod_trial_unmap_item_async (taking->trial, taking->said->laboratory, taking->said->item,
                                taking->said->observation, taking->cancellable, taken_back_cb,
                                taking);
}

void
pod_import_mapped_take_back (PodImportMapped *self,
                             PodTrial *trial,
                             const char *laboratory,
                             GCancellable *cancellable,
                             PodImportTakenBack done,
                             gpointer data)
{
  TakingBack *taking = g_new0 (TakingBack, 1);

  *taking = (TakingBack){ .self = self,
                          .trial = g_object_ref (trial),
                          .laboratory = g_strdup (laboratory),
                          .cancellable = g_object_ref (cancellable),
                          .done = done,
                          .data = data };
  take_back_next (taking);
}
