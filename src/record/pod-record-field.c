#include "pod-record-field.h"

#include <math.h>
#include <string.h>

#define SUBJECT(member, column, kind) POD_FIELD (PodSubject, member, column, kind)
static const PodField subject_fields[] = {
  SUBJECT (person, "person", ID),
  SUBJECT (usubjid, "usubjid", TEXT),
  SUBJECT (screening_number, "screening_number", TEXT),
  SUBJECT (enrolment_number, "enrolment_number", TEXT),
  SUBJECT (cohort, "cohort", TEXT),
  SUBJECT (sex, "sex", TEXT),
};

#define VISIT(member, column, kind) POD_FIELD (PodVisit, member, column, kind)
static const PodField visit_fields[] = {
  VISIT (planned, "planned", TEXT),
  VISIT (date, "date", DATE),
  VISIT (status, "status", TEXT),
  VISIT (note, "note", TEXT),
};

#define FINDING(member, column, kind) POD_FIELD (PodFinding, member, column, kind)
static const PodField finding_fields[] = {
  FINDING (visit, "visit", ID),
  FINDING (observation, "observation", TEXT),
  FINDING (when, "moment", MOMENT),
  FINDING (quantity.comparator, "comparator", COMPARATOR),
  FINDING (quantity.number, "number", REAL),
  FINDING (quantity.unit, "unit", UNIT),
  FINDING (code, "code", TEXT),
  FINDING (date, "date", DATE),
  FINDING (text, "text", TEXT),
  FINDING (unit_text, "unit_text", TEXT),
  FINDING (lower, "lower", REAL),
  FINDING (upper, "upper", REAL),
  FINDING (laboratory, "laboratory", TEXT),
  FINDING (source, "source", TEXT),
  FINDING (origin, "origin", TEXT),
  FINDING (method, "method", TEXT),
  FINDING (status, "status", TEXT),
  FINDING (reason, "reason", TEXT),
  FINDING (began, "began", MOMENT),
  FINDING (volume, "volume", REAL),
  FINDING (completeness, "completeness", TEXT),
  FINDING (significance, "significance", TEXT),
  FINDING (judged_by, "judged_by", TEXT),
  FINDING (adverse_event, "adverse_event", ID),
  FINDING (history, "history", ID),
  FINDING (range, "laboratory_range", ID),
};

#define INTERVENTION(member, column, kind) POD_FIELD (PodIntervention, member, column, kind)
static const PodField intervention_fields[] = {
  INTERVENTION (visit, "visit", ID),   INTERVENTION (treatment, "treatment", TEXT),
  INTERVENTION (dose, "dose", REAL),   INTERVENTION (unit, "unit", UNIT),
  INTERVENTION (route, "route", TEXT), INTERVENTION (start, "start", MOMENT),
  INTERVENTION (end, "stop", MOMENT),  INTERVENTION (lot, "lot", TEXT),
  INTERVENTION (note, "note", TEXT),
};

#define EVENT(member, column, kind) POD_FIELD (PodEvent, member, column, kind)
static const PodField event_fields[] = {
  EVENT (category, "category", TEXT),
  EVENT (code, "code", TEXT),
  EVENT (date, "date", DATE),
  EVENT (detail, "detail", TEXT),
};

#define ADVERSE(member, column, kind) POD_FIELD (PodAdverseEvent, member, column, kind)
static const PodField adverse_event_fields[] = {
  ADVERSE (term, "term", TEXT),
  ADVERSE (verbatim, "verbatim", TEXT),
  ADVERSE (start, "start", MOMENT),
  ADVERSE (end, "stop", MOMENT),
  ADVERSE (grade, "grade", INT),
  ADVERSE (scale, "scale", TEXT),
  ADVERSE (graded_by, "graded_by", TEXT),
  ADVERSE (seriousness, "seriousness", INT),
  ADVERSE (learned, "learned", MOMENT),
  ADVERSE (to_product, "to_product", CAUSALITY),
  ADVERSE (to_lymphodepletion, "to_lymphodepletion", CAUSALITY),
  ADVERSE (outcome, "outcome", OUTCOME),
  ADVERSE (action, "action", TEXT),
};

#define QUERY(member, column, kind) POD_FIELD (PodQuery, member, column, kind)
static const PodField query_fields[] = {
  QUERY (scope, "scope", TEXT),   QUERY (about, "record", ID),
  QUERY (field, "field", TEXT),   QUERY (text, "text", TEXT),
  QUERY (answer, "answer", TEXT), QUERY (status, "status", TEXT),
  QUERY (raised, "raised", TEXT), QUERY (answered, "answered", TEXT),
};

#define SHAPE(word, Kind, Type, list)                                                              \
  [Kind] = { word, Kind, sizeof (Type), list, G_N_ELEMENTS (list) }

static const PodRecordShape shapes[POD_N_RECORD_TYPES] = {
  SHAPE ("subject", POD_RECORD_SUBJECT, PodSubject, subject_fields),
  SHAPE ("visit", POD_RECORD_VISIT, PodVisit, visit_fields),
  SHAPE ("finding", POD_RECORD_FINDING, PodFinding, finding_fields),
  SHAPE ("intervention", POD_RECORD_INTERVENTION, PodIntervention, intervention_fields),
  SHAPE ("event", POD_RECORD_EVENT, PodEvent, event_fields),
  SHAPE ("adverse_event", POD_RECORD_ADVERSE_EVENT, PodAdverseEvent, adverse_event_fields),
  SHAPE ("query", POD_RECORD_QUERY, PodQuery, query_fields),
};

const PodRecordShape *
pod_record_get_shape (PodRecordType type)
{
  g_return_val_if_fail ((guint) type < POD_N_RECORD_TYPES, NULL);

  return &shapes[type];
}

const char *
pod_record_type_to_string (PodRecordType type)
{
  return (guint) type < POD_N_RECORD_TYPES ? shapes[type].name : NULL;
}

gboolean
pod_record_type_from_string (const char *name, PodRecordType *type)
{
  for (guint i = 0; i < POD_N_RECORD_TYPES; i++)
    if (g_strcmp0 (shapes[i].name, name) == 0)
      {
        *type = i;
        return TRUE;
      }
  return FALSE;
}

const PodField *
pod_record_shape_find (const PodRecordShape *shape, const char *column)
{
  for (guint i = 0; i < shape->n_fields; i++)
    if (g_strcmp0 (shape->fields[i].column, column) == 0)
      return &shape->fields[i];
  return NULL;
}

/* ---- one field ---- */

static gconstpointer
get_member (const PodField *field, gconstpointer record)
{
  return (const char *) record + field->offset;
}

static char *
null_if_empty (char *text)
{
  if (text != NULL && text[0] == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static char *
print_real (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return isnan (number) ? NULL : g_strdup (g_ascii_dtostr (text, sizeof text, number));
}

/* Values that stand in the struct themselves, as words. */
static char *
print_word (const PodField *field, gconstpointer member)
{
  const PodUnit *unit;

  switch (field->type)
    {
    case POD_FIELD_UNIT:
      unit = *(const PodUnit *const *) member;
      return unit != NULL ? g_strdup (pod_unit_get_ucum (unit)) : NULL;
    case POD_FIELD_COMPARATOR:
      return *(const PodComparator *) member == POD_EXACTLY
                 ? NULL
                 : g_strdup (pod_comparator_to_string (*(const PodComparator *) member));
    case POD_FIELD_CAUSALITY:
      return g_strdup (pod_causality_to_string (*(const PodCausality *) member));
    default:
      return g_strdup (pod_outcome_to_string (*(const PodOutcome *) member));
    }
}

char *
pod_field_to_string (const PodField *field, gconstpointer record)
{
  gconstpointer member = get_member (field, record);
  gint64 id;

  switch (field->type)
    {
    case POD_FIELD_ID:
      id = *(const gint64 *) member;
      return id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;
    case POD_FIELD_INT:
      return g_strdup_printf ("%d", *(const int *) member);
    case POD_FIELD_TEXT:
      return g_strdup (*(const char *const *) member);
    case POD_FIELD_REAL:
      return print_real (*(const double *) member);
    case POD_FIELD_DATE:
      return null_if_empty (pod_date_to_string (*(const PodDate *) member));
    case POD_FIELD_MOMENT:
      return null_if_empty (pod_moment_to_string (*(const PodMoment *) member));
    default:
      return print_word (field, member);
    }
}

gboolean
pod_field_equal (const PodField *field, gconstpointer a, gconstpointer b)
{
  g_autofree char *left = pod_field_to_string (field, a);
  g_autofree char *right = pod_field_to_string (field, b);

  return g_strcmp0 (left, right) == 0;
}

static gsize
get_field_size (PodFieldType type)
{
  static const gsize sizes[] = {
    [POD_FIELD_ID] = sizeof (gint64),
    [POD_FIELD_INT] = sizeof (int),
    [POD_FIELD_TEXT] = sizeof (const char *),
    [POD_FIELD_REAL] = sizeof (double),
    [POD_FIELD_DATE] = sizeof (PodDate),
    [POD_FIELD_MOMENT] = sizeof (PodMoment),
    [POD_FIELD_UNIT] = sizeof (const PodUnit *),
    [POD_FIELD_COMPARATOR] = sizeof (PodComparator),
    [POD_FIELD_CAUSALITY] = sizeof (PodCausality),
    [POD_FIELD_OUTCOME] = sizeof (PodOutcome),
  };

  return sizes[type];
}

void
pod_field_copy (const PodField *field, gconstpointer from, gpointer to)
{
  memcpy ((char *) to + field->offset, get_member (field, from), get_field_size (field->type));
}

/* ---- three versions ---- */

static PodMerge
settle (const PodField *field, gconstpointer base, gconstpointer theirs, gconstpointer mine)
{
  if (pod_field_equal (field, theirs, mine))
    return POD_MERGE_SAME;
  if (pod_field_equal (field, base, theirs))
    return POD_MERGE_MINE;
  return pod_field_equal (field, base, mine) ? POD_MERGE_THEIRS : POD_MERGE_CLASH;
}

gboolean
pod_record_merge (PodRecordType type,
                  gconstpointer base,
                  gconstpointer theirs,
                  gconstpointer mine,
                  gpointer merged,
                  PodMerge *how)
{
  const PodRecordShape *shape = pod_record_get_shape (type);
  gboolean agreed = TRUE;

  memcpy (merged, theirs, shape->size);
  for (guint i = 0; i < shape->n_fields; i++)
    {
      PodMerge settled = settle (&shape->fields[i], base, theirs, mine);

      if (settled == POD_MERGE_MINE)
        pod_field_copy (&shape->fields[i], mine, merged);
      if (settled == POD_MERGE_CLASH)
        agreed = FALSE;
      if (how != NULL)
        how[i] = settled;
    }
  return agreed;
}
