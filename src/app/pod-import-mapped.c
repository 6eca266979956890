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
  gboolean is_taking_back;
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

  if (self->is_taking_back)
    pod_trial_window_tell (window, _ ("The window was closed while what you had mapped was being "
                                      "taken back. “Mapped Items” in the import shows what is "
                                      "left of it."));
  else if (n > 0)
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
  const Said *said; /* that is being taken back */
  char *failure;    /* (nullable): why it went no further, in words */
  char *last;       /* the laboratory of the last that was; NULL for none */
  guint n;
} TakingBack;

static void
add_words (GString *words, const char *more)
{
  if (words->len > 0)
    g_string_append_c (words, '\n');
  g_string_append (words, more);
}

static void
add_taken (GString *words, const TakingBack *taking)
{
  g_autofree char *text = g_strdup_printf (
      /* Translators: how many; the laboratory. */
      g_dngettext (GETTEXT_PACKAGE, "What you had said here of %1$u item of “%2$s” is taken back.",
                   "What you had said here of %1$u items of “%2$s” is taken back.", taking->n),
      taking->n, taking->last);

  add_words (words, text);
}

static void
end_taking_back (TakingBack *taking)
{
  g_autoptr (GString) words = g_string_new (NULL);

  taking->self->is_taking_back = FALSE;
  if (taking->n > 0)
    add_taken (words, taking);
  if (taking->failure != NULL)
    add_words (words, taking->failure);
  taking->done (words->len > 0 ? words->str : NULL, taking->data);
  g_object_unref (taking->trial);
  g_object_unref (taking->cancellable);
  g_free (taking->laboratory);
  g_free (taking->failure);
  g_free (taking->last);
  g_free (taking);
}

static const Said *
find_next (const TakingBack *taking)
{
  GPtrArray *said = taking->self->said;

  for (guint i = said->len; i-- > 0;)
    if (g_strcmp0 (((const Said *) said->pdata[i])->laboratory, taking->laboratory) != 0)
      return said->pdata[i];
  return NULL;
}

static void take_back_next (TakingBack *taking);

/* It stays what is to be taken back; whoever called it off was told. */
static void
note_failure (TakingBack *taking, const GError *error)
{
  g_autofree char *why = pod_trial_error_to_words (error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    taking->failure = g_strdup_printf (
        /* Translators: an item, as its laboratory calls it; the laboratory; why, a sentence. */
        _ ("What you had said of “%1$s” of “%2$s” is not taken back, or only in part: %3$s “Mapped "
           "Items” in the import takes it back."),
        taking->said->item, taking->said->laboratory, why);
}

/* Where somebody was faster there is nothing left to do. */
static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TakingBack *taking = user_data;
  g_autoptr (GError) error = NULL;

  if (pod_trial_unmap_item_finish (POD_TRIAL (source), result, &error))
    {
      taking->n++;
      g_free (taking->last);
      taking->last = g_strdup (taking->said->laboratory);
    }
  else if (!pod_trial_error_is_conflict (error))
    {
      note_failure (taking, error);
      end_taking_back (taking);
      return;
    }
  g_ptr_array_remove (taking->self->said, (gpointer) taking->said);
  take_back_next (taking);
}

static void
take_back_next (TakingBack *taking)
{
  taking->said = g_cancellable_is_cancelled (taking->cancellable) ? NULL : find_next (taking);
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
  self->is_taking_back = TRUE;
  take_back_next (taking);
}
