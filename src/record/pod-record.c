#include "pod-record-private.h"

#include <math.h>
#include <string.h>

static const char *const causalities[] = {
  "unassessed", "unrelated", "possibly_unrelated", "possible", "probable", "definite",
};
static const char *const outcomes[] = {
  "unknown", "not_recovered", "recovering", "recovered", "sequelae", "fatal",
};

static gboolean
find_word (const char *const *words, guint n_words, const char *text, guint *index)
{
  for (guint i = 0; text && i < n_words; i++)
    if (g_str_equal (words[i], text))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_observation (PodRecordType type, const PodField *field)
{
  return type == POD_RECORD_FINDING && field->offset == G_STRUCT_OFFSET (PodFinding, observation);
}

void
pod_record_adopt_strings (PodRecordType type, gpointer record, GStringChunk *strings)
{
  const PodRecordShape *shape = pod_record_get_shape (type);

  for (guint i = 0; i < shape->n_fields; i++)
    {
      const char **where = G_STRUCT_MEMBER_P (record, shape->fields[i].offset);

      if (shape->fields[i].type != POD_FIELD_TEXT || *where == NULL)
        continue;
      if (is_observation (type, &shape->fields[i]))
        *where = g_intern_string (*where);
      else
        *where = g_string_chunk_insert_const (strings, *where);
    }
}

const char *
pod_subject_get_number (const PodSubject *subject)
{
  return subject->enrolment_number != NULL ? subject->enrolment_number : subject->screening_number;
}

const char *
pod_causality_to_string (PodCausality causality)
{
  return causalities[(guint) causality < G_N_ELEMENTS (causalities) ? causality : 0];
}

gboolean
pod_causality_from_string (const char *text, PodCausality *causality)
{
  guint index;

  if (!find_word (causalities, G_N_ELEMENTS (causalities), text, &index))
    return FALSE;
  *causality = (PodCausality) index;
  return TRUE;
}

const char *
pod_outcome_to_string (PodOutcome outcome)
{
  return outcomes[(guint) outcome < G_N_ELEMENTS (outcomes) ? outcome : 0];
}

gboolean
pod_outcome_from_string (const char *text, PodOutcome *outcome)
{
  guint index;

  if (!find_word (outcomes, G_N_ELEMENTS (outcomes), text, &index))
    return FALSE;
  *outcome = (PodOutcome) index;
  return TRUE;
}

gboolean
pod_finding_is_not_done (const PodFinding *finding)
{
  return g_strcmp0 (finding->status, "not_done") == 0;
}

gboolean
pod_finding_is_preliminary (const PodFinding *finding)
{
  return g_strcmp0 (finding->status, "preliminary") == 0;
}

gboolean
pod_finding_counts (const PodFinding *finding)
{
  return !finding->record.voided && !pod_finding_is_not_done (finding);
}

void
pod_finding_init (PodFinding *finding)
{
  memset (finding, 0, sizeof *finding);
  finding->when = POD_MOMENT_NONE;
  finding->quantity.number = NAN;
  finding->lower = NAN;
  finding->upper = NAN;
  finding->began = POD_MOMENT_NONE;
  finding->volume = NAN;
}

void
pod_intervention_init (PodIntervention *intervention)
{
  memset (intervention, 0, sizeof *intervention);
  intervention->dose = NAN;
  intervention->start = POD_MOMENT_NONE;
  intervention->end = POD_MOMENT_NONE;
}

void
pod_adverse_event_init (PodAdverseEvent *event)
{
  memset (event, 0, sizeof *event);
  event->start = POD_MOMENT_NONE;
  event->end = POD_MOMENT_NONE;
  event->learned = POD_MOMENT_NONE;
}
