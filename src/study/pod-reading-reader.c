#include "pod-reading.h"
#include "pod-study-reader.h"

const char *
pod_reading_find_choice (const PodReading *reading, const char *code)
{
  const char *const *choices = reading->observation.symbol.choices;

  return code != NULL && g_strv_contains (choices, code) ? g_intern_string (code) : NULL;
}

/* Criteria are read after readings, which their rules name: whether there are such is looked at last. */
static void
take_criteria (PodStudyReader *reader, PodKeyGroup *group, PodReading *reading)
{
  static const char *const nothing[] = { NULL };
  PodKeyEntry *entry = pod_reader_take (reader, group, "criteria", POD_REQUIRED);

  reading->criteria = entry != NULL ? pod_reader_take_names (reader, entry) : nothing;
}

static void
take_in_force (PodStudyReader *reader, PodKeyGroup *group, PodReading *reading)
{
  const char *code = pod_reader_take_one_of (reader, group, "in_force", POD_REQUIRED,
                                             reading->observation.symbol.choices);

  reading->in_force = code != NULL ? g_intern_string (code) : NULL;
  reading->observation.symbol.setting = reading->in_force;
}

static void
init_symbol (PodObservation *observation, const char *id)
{
  g_autofree char *name = g_strconcat (POD_READING_PREFIX, id, NULL);

  observation->symbol.name = g_intern_string (name);
  observation->symbol.kind = POD_KIND_CHOICE;
  observation->symbol.lasting = TRUE;
  observation->derived = TRUE;
}

void
pod_read_reading (PodStudyReader *reader, PodKeyGroup *group)
{
  PodReading *reading = g_new0 (PodReading, 1);

  reading->id = group->name;
  init_symbol (&reading->observation, group->name);
  take_criteria (reader, group, reading);
  reading->question = pod_reader_take_words (reader, group, "question", POD_REQUIRED);
  reading->observation.label = reading->question;
  pod_reader_take_choices (reader, group, &reading->observation);
  take_in_force (reader, group, reading);
  reading->source = pod_key_group_get (group, "source");
  reading->observation.source = reading->source;
  pod_study_add (reader->study, POD_LIST_READINGS, reading->observation.symbol.name, reading);
}

static gboolean
is_asked_in (const PodRule *rule, const PodReading *reading)
{
  g_autoptr (GPtrArray) symbols = rule != NULL ? pod_rule_get_symbols (rule) : NULL;

  return symbols != NULL && g_ptr_array_find (symbols, &reading->observation.symbol, NULL);
}

static gboolean
is_asked (const PodStudy *study, const PodReading *reading)
{
  const GPtrArray *criteria = pod_study_get_criteria (study),
                  *checks = pod_study_get_checks (study);

  for (guint i = 0; i < criteria->len; i++)
    if (is_asked_in (((const PodCriterion *) g_ptr_array_index (criteria, i))->rule, reading))
      return TRUE;
  for (guint i = 0; i < checks->len; i++)
    {
      const GPtrArray *conditions = ((const PodCheck *) g_ptr_array_index (checks, i))->conditions;

      for (guint j = 0; j < conditions->len; j++)
        if (is_asked_in (((const PodCondition *) g_ptr_array_index (conditions, j))->rule, reading))
          return TRUE;
    }
  return FALSE;
}

static void
note_asked (PodStudyReader *reader, const char *id)
{
  g_autofree char *name = g_strconcat (POD_READING_PREFIX, id, NULL);
  PodReading *reading = (PodReading *) pod_study_find_reading (reader->study, name);

  if (reading != NULL)
    reading->asked = is_asked (reader->study, reading);
}

void
pod_check_reading (PodStudyReader *reader, PodKeyGroup *group)
{
  const PodKeyEntry *entry = pod_key_group_take (group, "criteria", NULL);
  const char *const *criteria = entry != NULL ? pod_reader_take_names (reader, entry) : NULL;

  for (guint i = 0; criteria != NULL && criteria[i] != NULL; i++)
    if (pod_study_find_criterion (reader->study, criteria[i]) == NULL)
      pod_key_group_problem (group, entry, reader->problems,
                             "unknown criterion \"%s\": expected one that a group [criterion …] "
                             "declares",
                             criteria[i]);
  note_asked (reader, group->name);
}
