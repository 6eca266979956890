#include "pod-noted-heads.h"

#include <string.h>

#include "pod-connection-private.h"
#include "pod-replay.h"

/* As each of them writes it: "head 1234:ab…". */
#define WORD "head "

typedef struct
{
  gint64 sequence;
  char *head;
} PodNotedHead;

static void
free_head (gpointer data)
{
  PodNotedHead *head = data;

  g_free (head->head);
  g_free (head);
}

GPtrArray *
pod_noted_heads_new (void)
{
  return g_ptr_array_new_with_free_func (free_head);
}

static char *
find_head (const PodPacked *detail)
{
  g_autofree char *text = g_strndup ((const char *) detail->bytes, detail->length);
  const char *start = strstr (text, WORD);
  gsize digits, length;

  if (start == NULL)
    return NULL;
  start += strlen (WORD);
  digits = strspn (start, "0123456789");
  length = digits > 0 && start[digits] == ':' ? strspn (start + digits + 1, "0123456789abcdef") : 0;
  return length == 2 * POD_AUDIT_HASH_BYTES ? g_strndup (start, digits + 1 + length) : NULL;
}

void
pod_noted_heads_add (GPtrArray *heads, gint64 sequence, const PodPacked *detail)
{
  char *text = detail->type == 'T' ? find_head (detail) : NULL;
  PodNotedHead *head;

  if (text == NULL)
    return;
  head = g_new0 (PodNotedHead, 1);
  head->sequence = sequence;
  head->head = text;
  g_ptr_array_add (heads, head);
}

gboolean
pod_noted_heads_check (const GPtrArray *heads,
                       PodConnection *connection,
                       GPtrArray *faults,
                       GError **error)
{
  for (guint i = 0; i < heads->len; i++)
    {
      const PodNotedHead *head = g_ptr_array_index (heads, i);
      gboolean has;

      if (!pod_audit_has_head (connection, head->head, &has, error))
        return FALSE;
      if (!has)
        pod_fault_add_row (faults, "anchor", "audit", head->sequence, "detail");
    }
  return TRUE;
}
