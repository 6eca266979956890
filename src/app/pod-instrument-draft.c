#include "pod-instrument-draft.h"

#define HEAD "draft"
#define ITEMS POD_INSTRUMENT_DRAFT_ITEMS

char *
pod_instrument_draft_write (const PodInstrumentDraft *draft, const PodInstrumentForm *form)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *was = pod_moment_to_string (draft->was);

  g_key_file_set_string (file, HEAD, "was", was);
  g_key_file_set_string (file, HEAD, "when", draft->when);
  g_key_file_set_string (file, HEAD, "reason", draft->reason);
  g_key_file_set_boolean (file, HEAD, "persistent", form->persistent);
  g_key_file_set_boolean (file, HEAD, "first", form->first_assessment);
  for (guint i = 0; i < form->instrument->items->len; i++)
    {
      const PodInstrumentItem *item = g_ptr_array_index (form->instrument->items, i);
      PodTruth answer = g_array_index (form->answers, PodTruth, i);

      if (answer == POD_TRUE && item->has_each)
        g_key_file_set_integer (file, ITEMS, item->name, g_array_index (form->achieved, int, i));
      else if (answer != POD_UNKNOWN)
        g_key_file_set_integer (file, ITEMS, item->name, answer == POD_TRUE);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

static void
read_item (GKeyFile *file, const PodInstrumentItem *item, PodInstrumentForm *form)
{
  int number = g_key_file_get_integer (file, ITEMS, item->name, NULL);

  if (!g_key_file_has_key (file, ITEMS, item->name, NULL))
    return;
  if (item->has_each)
    pod_instrument_form_set (form, item, POD_TRUE, CLAMP (number, 0, item->points));
  else
    pod_instrument_form_set (form, item, number != 0 ? POD_TRUE : POD_FALSE, 0);
}

gboolean
pod_instrument_draft_read (PodInstrumentDraft *draft, PodInstrumentForm *form, const char *content)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *was = NULL;

  if (!g_key_file_load_from_data (file, content, (gsize) -1, G_KEY_FILE_NONE, NULL) ||
      !g_key_file_has_group (file, HEAD))
    return FALSE;
  was = g_key_file_get_string (file, HEAD, "was", NULL);
  draft->when = g_key_file_get_string (file, HEAD, "when", NULL);
  draft->reason = g_key_file_get_string (file, HEAD, "reason", NULL);
  draft->was = POD_MOMENT_NONE;
  if (was == NULL || draft->when == NULL || draft->reason == NULL ||
      (*was != '\0' && !pod_moment_parse (was, &draft->was)))
    return FALSE;
  form->persistent = g_key_file_get_boolean (file, HEAD, "persistent", NULL);
  form->first_assessment = g_key_file_get_boolean (file, HEAD, "first", NULL);
  for (guint i = 0; i < form->instrument->items->len; i++)
    read_item (file, g_ptr_array_index (form->instrument->items, i), form);
  return TRUE;
}

void
pod_instrument_draft_clear (PodInstrumentDraft *draft)
{
  g_clear_pointer (&draft->when, g_free);
  g_clear_pointer (&draft->reason, g_free);
}
