/* What is typed by those who have no key: a few texts, so that a list that is walked through does. */

#include "pod-draft-memory.h"

typedef struct
{
  gint64 user;
  PodDraft *draft;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  pod_draft_free (kept->draft);
  g_free (kept);
}

GPtrArray *
pod_draft_memory_new (void)
{
  return g_ptr_array_new_with_free_func (kept_free);
}

static PodDraft *
make_draft (const char *form,
            gint64 subject,
            gint64 record,
            const char *content,
            const char *moment)
{
  PodDraft *draft = g_new0 (PodDraft, 1);

  draft->form = g_strdup (form);
  draft->subject = subject;
  draft->record = record;
  draft->content = g_strdup (content);
  draft->saved = g_strdup (moment);
  return draft;
}

static gboolean
is_of (const Kept *kept, gint64 user, const char *form, gint64 subject, gint64 record)
{
  return kept->user == user && kept->draft->subject == subject && kept->draft->record == record &&
         g_str_equal (kept->draft->form, form);
}

static void
take_out (GPtrArray *memory, gint64 user, const char *form, gint64 subject, gint64 record)
{
  for (guint i = memory->len; i > 0; i--)
    if (is_of (g_ptr_array_index (memory, i - 1), user, form, subject, record))
      g_ptr_array_remove_index (memory, i - 1);
}

void
pod_draft_memory_put (GPtrArray *memory,
                      gint64 user,
                      const char *form,
                      gint64 subject,
                      gint64 record,
                      const char *content,
                      const char *moment)
{
  Kept *kept;

  take_out (memory, user, form, subject, record);
  if (content == NULL)
    return;
  kept = g_new0 (Kept, 1);
  kept->user = user;
  kept->draft = make_draft (form, subject, record, content, moment);
  g_ptr_array_insert (memory, 0, kept);
}

void
pod_draft_memory_list (GPtrArray *memory, gint64 user, GPtrArray *drafts)
{
  for (guint i = 0; i < memory->len; i++)
    {
      const Kept *kept = g_ptr_array_index (memory, i);
      const PodDraft *draft = kept->draft;

      if (kept->user == user)
        g_ptr_array_add (drafts, make_draft (draft->form, draft->subject, draft->record,
                                             draft->content, draft->saved));
    }
}
