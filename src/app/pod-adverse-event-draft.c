#include "pod-adverse-event-draft.h"

#include "pod-record-field.h"

#define HEAD "draft"
#define BASE "base"

void
pod_adverse_event_draft_write_base (GKeyFile *file, const PodAdverseEvent *base, const char *reason)
{
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_ADVERSE_EVENT);

  g_key_file_set_integer (file, HEAD, "version", base->record.version);
  g_key_file_set_string (file, HEAD, "reason", reason);
  for (guint i = 0; i < shape->n_fields; i++)
    {
      g_autofree char *text = pod_field_to_string (&shape->fields[i], base);

      if (text != NULL)
        g_key_file_set_string (file, BASE, shape->fields[i].column, text);
    }
}

static gboolean
read_number (const char *text, int *number)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, G_MININT32, G_MAXINT32, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

/* Of the kinds that an adverse event has. */
static gboolean
read_field (const PodField *field, const char *text, GStringChunk *texts, PodAdverseEvent *event)
{
  gpointer member = (char *) event + field->offset;

  switch (field->type)
    {
    case POD_FIELD_TEXT:
      *(const char **) member = g_string_chunk_insert_const (texts, text);
      return TRUE;
    case POD_FIELD_INT:
      return read_number (text, member);
    case POD_FIELD_MOMENT:
      return pod_moment_parse (text, member);
    case POD_FIELD_CAUSALITY:
      return pod_causality_from_string (text, member);
    case POD_FIELD_OUTCOME:
      return pod_outcome_from_string (text, member);
    default:
      return FALSE;
    }
}

gboolean
pod_adverse_event_draft_read_base (GKeyFile *file,
                                   PodAdverseEvent *base,
                                   GStringChunk *texts,
                                   char **reason)
{
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_ADVERSE_EVENT);
  PodRecord record = base->record;

  record.version = g_key_file_get_integer (file, HEAD, "version", NULL);
  *reason = g_key_file_get_string (file, HEAD, "reason", NULL);
  if (*reason == NULL)
    return FALSE;
  pod_adverse_event_init (base);
  base->record = record;
  for (guint i = 0; i < shape->n_fields; i++)
    {
      g_autofree char *text = g_key_file_get_string (file, BASE, shape->fields[i].column, NULL);

      if (text != NULL && !read_field (&shape->fields[i], text, texts, base))
        return FALSE;
    }
  return TRUE;
}
