/* From when to when results are below a limit.  Between two draws nobody knows: every end lies between two results. */

#include <math.h>

#include "pod-kinetics.h"

static PodTruth
is_below_limit (const PodKinetics *self, const PodKineticsPoint *point)
{
  return pod_quantity_compare (point->comparator, point->number, self->plan->relation,
                               self->plan->limit);
}

static int
get_day (const PodKinetics *self, int place)
{
  return pod_kinetics_get_point (self, place)->day;
}

/* What was over before the infusion is none of its doing. */
static void
keep (PodKinetics *self, const PodKineticsSpell *spell)
{
  if (!pod_kinetics_get_point (self, spell->last)->before)
    g_array_append_val (self->spells, *spell);
}

/* Where one that may be above lies between two below, the days between the two are not certain. */
static int
count_certain (const PodKinetics *self, const PodKineticsSpell *spell)
{
  int days = 0;

  for (int i = spell->first + 1; i <= spell->last; i++)
    if (is_below_limit (self, pod_kinetics_get_point (self, i - 1)) == POD_TRUE &&
        is_below_limit (self, pod_kinetics_get_point (self, i)) == POD_TRUE)
      days += MAX (get_day (self, i), 0) - MAX (get_day (self, i - 1), 0);
  return days;
}

static void
count_days (PodKinetics *self)
{
  self->least_days = self->most_days = 0;
  for (guint i = 0; i < self->spells->len; i++)
    {
      const PodKineticsSpell *spell = &g_array_index (self->spells, PodKineticsSpell, i);
      int earliest = spell->before < 0 ? 0 : MAX (get_day (self, spell->before), 0);

      self->least_days += count_certain (self, spell);
      self->most_days += spell->after < 0 ? INFINITY : get_day (self, spell->after) - earliest;
    }
}

/* A result of which nobody can say on which side it is ends nothing and begins nothing. */
void
pod_kinetics_find_spells (PodKinetics *self)
{
  PodKineticsSpell spell = { -1, -1, -1, -1 };

  for (int i = 0; i < (int) self->points->len; i++)
    {
      PodTruth below = is_below_limit (self, pod_kinetics_get_point (self, i));

      if (below == POD_TRUE)
        {
          spell.first = spell.first < 0 ? i : spell.first;
          spell.last = i;
        }
      else if (below == POD_FALSE)
        {
          spell.after = i;
          if (spell.first >= 0)
            keep (self, &spell);
          spell = (PodKineticsSpell){ i, -1, -1, -1 };
        }
    }
  if (spell.first >= 0)
    keep (self, &spell);
  count_days (self);
}
