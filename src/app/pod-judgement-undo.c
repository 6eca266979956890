#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-judgement-undo.h"

#include <glib/gi18n-lib.h>

#include "pod-trial-sign.h"

/**
 * Entry: a result as it stood before a judgement
 * @before, @after: its versions
 * @of_another: what stood was another physician's judgement
 */
typedef struct
{
  gint64 finding;
  int before;
  int after;
  gboolean of_another;
  const char *significance; /* interned */
  gint64 adverse_event;
  gint64 history;
} Entry;

typedef struct
{
  char *user;
  GArray *entries;
} Step;

struct _PodJudgementUndo
{
  PodTrial *trial;
  GPtrArray *steps; /* Step, the last at the end */
};

static void
step_free (gpointer data)
{
  Step *step = data;

  g_array_unref (step->entries);
  g_free (step->user);
  g_free (step);
}

PodJudgementUndo *
pod_judgement_undo_new (PodTrial *trial)
{
  PodJudgementUndo *self = g_new0 (PodJudgementUndo, 1);

  self->trial = g_object_ref (trial);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  return self;
}

void
pod_judgement_undo_free (PodJudgementUndo *self)
{
  g_ptr_array_unref (self->steps);
  g_object_unref (self->trial);
  g_free (self);
}

static Step *
get_last (PodJudgementUndo *self)
{
  return self->steps->len > 0 ? g_ptr_array_index (self->steps, self->steps->len - 1) : NULL;
}

gboolean
pod_judgement_undo_can (PodJudgementUndo *self)
{
  const Step *last = get_last (self);

  return last != NULL && g_strcmp0 (last->user, pod_trial_get_user (self->trial)) == 0;
}

GArray *
pod_judgement_undo_list (PodJudgementUndo *self)
{
  const Step *last = get_last (self);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; last != NULL && i < last->entries->len; i++)
    g_array_append_val (ids, g_array_index (last->entries, Entry, i).finding);
  return ids;
}

/* ---- remembering ---- */

/* What stood so before is not written, and not taken back. */
static gboolean
is_written (const PodFinding *finding, const PodResultJudgement *judgement)
{
  return g_strcmp0 (finding->significance, judgement->significance) != 0 ||
         finding->adverse_event != judgement->adverse_event ||
         finding->history != judgement->history;
}

void
pod_judgement_undo_remember (PodJudgementUndo *self, const PodResultJudgement *judgement)
{
  Step *step = g_new0 (Step, 1);

  step->user = g_strdup (pod_trial_get_user (self->trial));
  step->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < judgement->n_findings; i++)
    {
      const PodFinding *finding = pod_casebook_find_finding (judgement->base,
                                                             judgement->findings[i]);
      Entry entry;

      if (finding == NULL || !is_written (finding, judgement))
        continue;
      entry = (Entry){ .finding = finding->record.id,
                       .before = finding->record.version,
                       .after = finding->record.version + 1,
                       .of_another = finding->judged_by != NULL &&
                                     g_strcmp0 (finding->judged_by, step->user) != 0,
                       .significance = g_intern_string (finding->significance),
                       .adverse_event = finding->adverse_event,
                       .history = finding->history };
      g_array_append_val (step->entries, entry);
    }
  g_ptr_array_add (self->steps, step);
  if (step->entries->len == 0)
    g_ptr_array_remove_index (self->steps, self->steps->len - 1);
}

static void
forget_signed (Step *step, const PodCasebook *casebook)
{
  for (guint i = step->entries->len; i-- > 0;)
    {
      const PodFinding *finding =
          pod_casebook_find_finding (casebook, g_array_index (step->entries, Entry, i).finding);

      if (finding != NULL && pod_signing_covers (casebook, finding))
        g_array_remove_index (step->entries, i);
    }
}

void
pod_judgement_undo_end_signed (PodJudgementUndo *self, const PodCasebook *casebook)
{
  for (guint i = self->steps->len; i-- > 0;)
    {
      Step *step = g_ptr_array_index (self->steps, i);

      forget_signed (step, casebook);
      if (step->entries->len == 0)
        g_ptr_array_remove_index (self->steps, i);
    }
}

/* ---- taking back ---- */

static gboolean
stands (PodCasebook *casebook, const Entry *entry)
{
  const PodFinding *finding = pod_casebook_find_finding (casebook, entry->finding);

  return finding != NULL && !finding->record.voided && finding->record.version == entry->after;
}

/* Drops what is not taken back, and says why. */
static char *
drop_kept (Step *step, PodCasebook *casebook)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  guint n_since = 0, n_of_another = 0;

  for (guint i = step->entries->len; i-- > 0;)
    {
      const Entry *entry = &g_array_index (step->entries, Entry, i);
      gboolean still = stands (casebook, entry);

      if (still && !entry->of_another)
        continue;
      n_since += !still;
      n_of_another += still;
      g_array_remove_index (step->entries, i);
    }
  if (n_since > 0)
    g_ptr_array_add (words, g_strdup_printf (ngettext ("%u result was written again since, and "
                                                       "stays as it is now.",
                                                       "%u results were written again since, and "
                                                       "stay as they are now.",
                                                       n_since),
                                             n_since));
  if (n_of_another > 0)
    g_ptr_array_add (
        words,
        g_strdup_printf (ngettext ("%u result had the judgement of another physician, which is "
                                   "not restored in your name. Judge it anew.",
                                   "%u results had the judgement of another physician, which is "
                                   "not restored in your name. Judge them anew.",
                                   n_of_another),
                         n_of_another));
  g_ptr_array_add (words, NULL);
  return words->len > 1 ? g_strjoinv ("\n\n", (char **) words->pdata) : NULL;
}

static gboolean
is_alike (const Entry *a, const Entry *b)
{
  return a->significance == b->significance && a->adverse_event == b->adverse_event &&
         a->history == b->history;
}

/* What was judged before that knows the result by the version that it got back. */
static void
move_on (PodJudgementUndo *self, const Entry *taken)
{
  for (guint i = 0; i + 1 < self->steps->len; i++)
    {
      Step *step = g_ptr_array_index (self->steps, i);

      for (guint k = 0; k < step->entries->len; k++)
        {
          Entry *entry = &g_array_index (step->entries, Entry, k);

          if (entry->finding == taken->finding && entry->after == taken->before)
            entry->after = taken->after + 1;
        }
    }
}

/* Those that stood alike are written together, and are done with then. */
static gboolean
take_group (PodJudgementUndo *self, Step *step, PodCasebook *casebook, GError **error)
{
  const Entry first = g_array_index (step->entries, Entry, 0);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  PodResultJudgement judgement = { .base = casebook,
                                   .significance = first.significance,
                                   .adverse_event = first.adverse_event,
                                   .history = first.history };

  for (guint i = 0; i < step->entries->len; i++)
    if (is_alike (&g_array_index (step->entries, Entry, i), &first))
      g_array_append_val (ids, g_array_index (step->entries, Entry, i).finding);
  judgement.findings = (const gint64 *) (gpointer) ids->data;
  judgement.n_findings = ids->len;
  /* The judgement stays in the trail, and so does that it was taken back. */
  if (!pod_trial_judge_results (self->trial, &judgement, _ ("taken back at once"), error))
    return FALSE;
  for (guint i = step->entries->len; i-- > 0;)
    if (is_alike (&g_array_index (step->entries, Entry, i), &first))
      {
        move_on (self, &g_array_index (step->entries, Entry, i));
        g_array_remove_index (step->entries, i);
      }
  return TRUE;
}

gboolean
pod_judgement_undo_take_back (PodJudgementUndo *self,
                              PodCasebook *casebook,
                              char **kept,
                              GError **error)
{
  Step *step = get_last (self);

  *kept = NULL;
  if (!pod_judgement_undo_can (self))
    return TRUE;
  *kept = drop_kept (step, casebook);
  while (step->entries->len > 0)
    if (!take_group (self, step, casebook, error))
      return FALSE;
  g_ptr_array_remove_index (self->steps, self->steps->len - 1);
  return TRUE;
}
