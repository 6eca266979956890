#include "pod-record-private.h"

#include <math.h>
#include <string.h>

/* Where the strings of a record stand, so that one loop copies them all and a new field is one new
 * line. */
static const gsize subject_strings[] = {
  G_STRUCT_OFFSET (PodSubject, usubjid),
  G_STRUCT_OFFSET (PodSubject, screening_number),
  G_STRUCT_OFFSET (PodSubject, enrolment_number),
  G_STRUCT_OFFSET (PodSubject, cohort),
  G_STRUCT_OFFSET (PodSubject, sex),
};
static const gsize visit_strings[] = {
  G_STRUCT_OFFSET (PodVisit, planned),
  G_STRUCT_OFFSET (PodVisit, status),
  G_STRUCT_OFFSET (PodVisit, note),
};
static const gsize finding_strings[] = {
  G_STRUCT_OFFSET (PodFinding, code),      G_STRUCT_OFFSET (PodFinding, text),
  G_STRUCT_OFFSET (PodFinding, unit_text), G_STRUCT_OFFSET (PodFinding, laboratory),
  G_STRUCT_OFFSET (PodFinding, source),    G_STRUCT_OFFSET (PodFinding, origin),
  G_STRUCT_OFFSET (PodFinding, method),
};
static const gsize intervention_strings[] = {
  G_STRUCT_OFFSET (PodIntervention, treatment),
  G_STRUCT_OFFSET (PodIntervention, route),
  G_STRUCT_OFFSET (PodIntervention, lot),
  G_STRUCT_OFFSET (PodIntervention, note),
};
static const gsize event_strings[] = {
  G_STRUCT_OFFSET (PodEvent, category),
  G_STRUCT_OFFSET (PodEvent, code),
  G_STRUCT_OFFSET (PodEvent, detail),
};
static const gsize adverse_event_strings[] = {
  G_STRUCT_OFFSET (PodAdverseEvent, term),   G_STRUCT_OFFSET (PodAdverseEvent, verbatim),
  G_STRUCT_OFFSET (PodAdverseEvent, scale),  G_STRUCT_OFFSET (PodAdverseEvent, graded_by),
  G_STRUCT_OFFSET (PodAdverseEvent, action),
};

typedef struct
{
  const char *word;
  gsize size;
  const gsize *strings;
  guint n_strings;
} Shape;

#define SHAPE(word, Type, strings)                                                                 \
  {                                                                                                \
    word, sizeof (Type), strings, G_N_ELEMENTS (strings)                                           \
  }

static const Shape shapes[POD_N_RECORD_TYPES] = {
  [POD_RECORD_SUBJECT] = SHAPE ("subject", PodSubject, subject_strings),
  [POD_RECORD_VISIT] = SHAPE ("visit", PodVisit, visit_strings),
  [POD_RECORD_FINDING] = SHAPE ("finding", PodFinding, finding_strings),
  [POD_RECORD_INTERVENTION] = SHAPE ("intervention", PodIntervention, intervention_strings),
  [POD_RECORD_EVENT] = SHAPE ("event", PodEvent, event_strings),
  [POD_RECORD_ADVERSE_EVENT] = SHAPE ("adverse_event", PodAdverseEvent, adverse_event_strings),
};

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

gsize
pod_record_get_size (PodRecordType type)
{
  g_return_val_if_fail ((guint) type < POD_N_RECORD_TYPES, 0);
  return shapes[type].size;
}

void
pod_record_adopt_strings (PodRecordType type, gpointer record, GStringChunk *strings)
{
  const Shape *shape = &shapes[type];

  for (guint i = 0; i < shape->n_strings; i++)
    {
      const char **where = G_STRUCT_MEMBER_P (record, shape->strings[i]);

      if (*where)
        *where = g_string_chunk_insert_const (strings, *where);
    }
  if (type == POD_RECORD_FINDING)
    {
      PodFinding *finding = record;

      finding->observation = g_intern_string (finding->observation);
    }
}

const char *
pod_record_type_to_string (PodRecordType type)
{
  return (guint) type < POD_N_RECORD_TYPES ? shapes[type].word : NULL;
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

void
pod_finding_init (PodFinding *finding)
{
  memset (finding, 0, sizeof *finding);
  finding->when = POD_MOMENT_NONE;
  finding->quantity.number = NAN;
  finding->lower = NAN;
  finding->upper = NAN;
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
