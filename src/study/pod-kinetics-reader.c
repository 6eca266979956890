#include "pod-study-reader.h"

#include <math.h>
#include <string.h>

/* [kinetics …]: what is computed of a course of results since the infusion. */

static const char *const kinds[] = { "exposure", "below", "peak", NULL };

static gboolean
take_kind (PodStudyReader *reader, PodKeyGroup *group, PodKineticsKind *kind)
{
  const char *word = pod_reader_take_one_of (reader, group, "kind", POD_REQUIRED, kinds);

  for (guint i = 0; word && kinds[i]; i++)
    if (!strcmp (word, kinds[i]))
      {
        *kind = (PodKineticsKind) i;
        return TRUE;
      }
  return FALSE;
}

static const PodObservation *
take_observation (PodStudyReader *reader, PodKeyGroup *group)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "observation", POD_REQUIRED);
  const PodObservation *observation = entry
                                          ? pod_study_find_observation (reader->study, entry->value)
                                          : NULL;

  if (observation && observation->symbol.kind == POD_KIND_QUANTITY)
    return observation;
  if (entry)
    pod_key_group_problem (group, entry, reader->problems,
                           "\"%s\" is no quantity: expected an observation of that type",
                           entry->value);
  return NULL;
}

/* What is given on a day that is only planned gives no day to count from. */
static const PodAnchor *
take_anchor (PodStudyReader *reader, PodKeyGroup *group)
{
  const char *id = pod_reader_take_id (reader, group, "anchor", POD_REQUIRED, POD_LIST_ANCHORS,
                                       "anchor");
  const PodAnchor *anchor = pod_study_find_anchor (reader->study, id);

  if (anchor && (!anchor->intervention || anchor->planned))
    pod_key_group_problem (group, pod_key_group_take (group, "anchor", NULL), reader->problems,
                           "\"%s\" is no day on which something was given: expected an anchor "
                           "with intervention=",
                           id);
  return anchor;
}

static void
take_days (PodStudyReader *reader, PodKeyGroup *group, PodKineticsPlan *plan)
{
  gboolean known = pod_reader_take_span (reader, group, "days", POD_REQUIRED, &plan->first_day,
                                         &plan->last_day);

  if (known && (plan->first_day < 0 || plan->first_day == plan->last_day))
    pod_key_group_problem (group, pod_key_group_take (group, "days", NULL), reader->problems,
                           "expected two days from the infusion on, as in 0..28");
}

/* "< 10 {cells}/uL" */
static gboolean
parse_limit (const char *text, const PodObservation *observation, PodKineticsPlan *plan)
{
  const char *blank = strrchr (text, ' ');
  g_autofree char *number = blank ? g_strndup (text, (gsize) (blank - text)) : NULL;
  PodQuantity limit = { 0 };
  double factor;

  if (!number || !pod_quantity_parse_number (number, &limit) ||
      !pod_comparator_is_upper_bound (limit.comparator) ||
      !pod_observation_get_factor (observation, pod_unit_from_ucum (blank + 1), &factor))
    return FALSE;
  plan->relation = limit.comparator == POD_LESS_THAN ? POD_RELATION_LT : POD_RELATION_LE;
  plan->limit = limit.number * factor;
  return TRUE;
}

static void
take_limit (PodStudyReader *reader, PodKeyGroup *group, PodKineticsPlan *plan)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "limit", POD_REQUIRED);

  if (entry && plan->observation && !parse_limit (entry->value, plan->observation, plan))
    pod_key_group_problem (group, entry, reader->problems,
                           "\"%s\" is no limit: expected < or <=, a number and a unit of \"%s\", "
                           "as in < 10 %s",
                           entry->value, plan->observation->symbol.name,
                           pod_unit_get_ucum (plan->observation->symbol.unit));
}

static void
take_exposure (PodStudyReader *reader, PodKeyGroup *group, PodKineticsPlan *plan)
{
  static const char *const befores[] = { "none", NULL };

  take_days (reader, group, plan);
  plan->none_before = pod_reader_take_one_of (reader, group, "before", POD_OPTIONAL, befores) !=
                      NULL;
}

/* What belongs to a kind that is not known is not called unknown, too. */
static void
take_of_kind (PodStudyReader *reader, PodKeyGroup *group, gboolean is_known, PodKineticsPlan *plan)
{
  plan->limit = NAN;
  if (!is_known)
    {
      pod_key_group_take (group, "limit", NULL);
      pod_key_group_take (group, "days", NULL);
      pod_key_group_take (group, "before", NULL);
    }
  else if (plan->kind == POD_KINETICS_BELOW)
    take_limit (reader, group, plan);
  else if (plan->kind == POD_KINETICS_EXPOSURE)
    take_exposure (reader, group, plan);
  else
    take_days (reader, group, plan);
}

void
pod_read_kinetics (PodStudyReader *reader, PodKeyGroup *group)
{
  PodKineticsPlan *plan = g_new0 (PodKineticsPlan, 1);
  gboolean is_known;

  plan->id = group->name;
  plan->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  is_known = take_kind (reader, group, &plan->kind);
  plan->observation = take_observation (reader, group);
  plan->anchor = take_anchor (reader, group);
  take_of_kind (reader, group, is_known, plan);
  plan->source = pod_reader_take_text (reader, group, "source", POD_REQUIRED);
  pod_study_add (reader->study, POD_LIST_KINETICS, plan->id, plan);
}
