#include "pod-instrument.h"

#include <string.h>

const PodInstrumentItem *
pod_instrument_find_item (const PodInstrument *self, const char *name)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const PodInstrumentItem *item = g_ptr_array_index (self->items, i);

      if (g_strcmp0 (item->name, name) == 0)
        return item;
    }
  return NULL;
}

/* ---- the form ---- */

PodInstrumentForm *
pod_instrument_form_new (const PodInstrument *instrument)
{
  PodInstrumentForm *self = g_new0 (PodInstrumentForm, 1);
  const PodTruth nothing = POD_FALSE;

  self->instrument = instrument;
  self->first_assessment = TRUE;
  self->answers = g_array_new (FALSE, FALSE, sizeof (PodTruth));
  self->achieved = g_array_new (FALSE, TRUE, sizeof (int));
  g_array_set_size (self->achieved, instrument->items->len);
  for (guint i = 0; i < instrument->items->len; i++)
    g_array_append_val (self->answers, nothing);
  return self;
}

void
pod_instrument_form_free (PodInstrumentForm *form)
{
  g_array_unref (form->answers);
  g_array_unref (form->achieved);
  g_free (form);
}

void
pod_instrument_form_set (PodInstrumentForm *form,
                         const PodInstrumentItem *item,
                         PodTruth answer,
                         int achieved)
{
  guint index;

  g_return_if_fail (g_ptr_array_find (form->instrument->items, item, &index));

  g_array_index (form->answers, PodTruth, index) = answer;
  g_array_index (form->achieved, int, index) = achieved;
}

/* ---- what an item adds ---- */

typedef enum
{
  LOWEST,
  HIGHEST,
} Bound;

/* One way of adding the form up. */
typedef struct
{
  const PodInstrumentForm *form;
  gboolean is_persistent;
  Bound bound;
} Adding;

static const PodInstrumentItem *
get_item (const Adding *self, guint index)
{
  return g_ptr_array_index (self->form->instrument->items, index);
}

static int
weigh (const Adding *self, guint index)
{
  const PodInstrumentItem *item = get_item (self, index);

  if (item->has_each && g_array_index (self->form->answers, PodTruth, index) == POD_TRUE)
    return g_array_index (self->form->achieved, int, index);
  return self->is_persistent && item->has_persistent ? item->persistent : item->points;
}

/* What was not assessed counts where that is the worse for the bound. */
static gboolean
is_ticked (const Adding *self, guint index)
{
  const PodTruth answer = g_array_index (self->form->answers, PodTruth, index);
  gboolean adds = weigh (self, index) > 0;

  if (get_item (self, index)->first_assessment && !self->form->first_assessment)
    return FALSE;
  return answer == POD_TRUE || (answer == POD_UNKNOWN && adds == (self->bound == HIGHEST));
}

/* Another item of the same group counts instead: one with more points, or the first of those with as many. */
static gboolean
is_beaten (const Adding *self, guint index)
{
  const PodInstrumentItem *item = get_item (self, index);

  for (guint i = 0; item->one_of != NULL && i < self->form->instrument->items->len; i++)
    {
      gboolean is_rival = i != index && is_ticked (self, i) &&
                          g_strcmp0 (get_item (self, i)->one_of, item->one_of) == 0;
      int more = is_rival ? weigh (self, i) - weigh (self, index) : 0;

      if (is_rival && (more > 0 || (more == 0 && i < index)))
        return TRUE;
    }
  return FALSE;
}

/* ---- sums ---- */

/* Of the items of @system, NULL for those of none. */
static int
add_up (const Adding *self, const PodInstrumentSystem *system, int *n)
{
  int sum = 0;

  *n = 0;
  for (guint i = 0; i < self->form->instrument->items->len; i++)
    if (get_item (self, i)->system == system && is_ticked (self, i) && !is_beaten (self, i))
      {
        sum += weigh (self, i);
        ++*n;
      }
  return system != NULL ? MIN (sum, self->is_persistent ? system->cap_persistent : system->cap)
                        : sum;
}

static int
add_systems (const Adding *self, PodScore *score)
{
  int n, sum = add_up (self, NULL, &n);

  for (guint i = 0; i < score->systems->len; i++)
    {
      PodSystemScore *part = &g_array_index (score->systems, PodSystemScore, i);
      int points = add_up (self, part->system, &n);

      if (self->bound == LOWEST)
        {
          part->lowest = MIN (part->lowest, points);
          part->n_lowest = MIN (part->n_lowest, n);
        }
      else
        {
          part->highest = MAX (part->highest, points);
          part->n_highest = MAX (part->n_highest, n);
        }
      sum += points;
    }
  return sum;
}

static void
add_form (PodScore *score, const PodInstrumentForm *form, gboolean is_persistent)
{
  Adding lowest = { form, is_persistent, LOWEST };
  Adding highest = { form, is_persistent, HIGHEST };

  score->lowest = MIN (score->lowest, add_systems (&lowest, score));
  score->highest = MAX (score->highest, add_systems (&highest, score));
}

/* Whether an item that is by its nature new or worse was answered so. */
static gboolean
has_new (const PodInstrumentForm *form, PodTruth answer)
{
  for (guint i = 0; i < form->instrument->items->len; i++)
    {
      const PodInstrumentItem *item = g_ptr_array_index (form->instrument->items, i);

      if (!item->has_persistent && g_array_index (form->answers, PodTruth, i) == answer)
        return TRUE;
    }
  return FALSE;
}

static PodTruth
compare (const PodInstrument *instrument, const PodScore *score)
{
  if (!instrument->has_meets || score->highest < instrument->meets)
    return POD_FALSE;
  return score->lowest >= instrument->meets ? POD_TRUE : POD_UNKNOWN;
}

static PodScore *
make_score (const PodInstrument *instrument)
{
  PodScore *score = g_new0 (PodScore, 1);

  *score = (PodScore){ .lowest = G_MAXINT, .highest = G_MININT };
  score->systems = g_array_new (FALSE, FALSE, sizeof (PodSystemScore));
  for (guint i = 0; i < instrument->systems->len; i++)
    {
      PodSystemScore part = { g_ptr_array_index (instrument->systems, i), G_MAXINT, G_MININT,
                              G_MAXINT, G_MININT };

      g_array_append_val (score->systems, part);
    }
  return score;
}

PodScore *
pod_instrument_score (const PodInstrumentForm *form)
{
  PodScore *score = make_score (form->instrument);

  score->is_persistent = form->persistent && form->instrument->has_persistent &&
                         !has_new (form, POD_TRUE);
  add_form (score, form, score->is_persistent);
  /* One that was not assessed may yet turn out to be new, and make the whole form so. */
  if (score->is_persistent && has_new (form, POD_UNKNOWN))
    add_form (score, form, FALSE);
  score->meets = compare (form->instrument, score);
  return score;
}

/* ---- counts ---- */

static gboolean
count_as_one (const PodInstrumentItem *a, const PodInstrumentItem *b, const char *const *once)
{
  return (a->one_of != NULL && g_strcmp0 (a->one_of, b->one_of) == 0) ||
         (once != NULL && g_strv_contains (once, a->name) && g_strv_contains (once, b->name));
}

/* Whether one before it was counted in its place. */
static gboolean
is_counted (const Adding *self, guint index, const char *const *once)
{
  for (guint i = 0; i < index; i++)
    if (is_ticked (self, i) && count_as_one (get_item (self, i), get_item (self, index), once))
      return TRUE;
  return FALSE;
}

static int
count_items (const Adding *self, const char *count, const char *const *once)
{
  int n = 0;

  for (guint i = 0; i < self->form->instrument->items->len; i++)
    {
      const PodInstrumentSystem *system = get_item (self, i)->system;

      if (system != NULL && g_strcmp0 (system->count, count) == 0 && is_ticked (self, i) &&
          !is_counted (self, i, once))
        n++;
    }
  return n;
}

void
pod_instrument_count (const PodInstrumentForm *form,
                      const char *count,
                      const char *const *once,
                      int *lowest,
                      int *highest)
{
  Adding least = { form, FALSE, LOWEST };
  Adding most = { form, FALSE, HIGHEST };

  *lowest = count_items (&least, count, once);
  *highest = count_items (&most, count, once);
}

void
pod_score_free (PodScore *score)
{
  g_array_unref (score->systems);
  g_free (score);
}
