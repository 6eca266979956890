#include "pod-casebook.h"

#include <string.h>

#include "pod-record-private.h"

/* The arrays are indexed by PodRecordType; the subject's own place holds the one subject. */
struct _PodCasebook
{
  int ref_count;
  gint64 audit;
  GStringChunk *strings;
  GArray *records[POD_N_RECORD_TYPES];
  GArray *signatures; /* PodSignature */
  /* From a record's id, which lies at its very start, to the record. */
  GHashTable *by_id[POD_N_RECORD_TYPES];
};

struct _PodCasebookBuilder
{
  PodCasebook *casebook;
};

/* Most casebooks are a few thousand short words; the chunk grows by blocks of this many bytes. */
#define STRING_BLOCK 4096

G_DEFINE_BOXED_TYPE (PodCasebook, pod_casebook, pod_casebook_ref, pod_casebook_unref)

PodCasebook *
pod_casebook_ref (PodCasebook *casebook)
{
  g_atomic_int_inc (&casebook->ref_count);
  return casebook;
}

void
pod_casebook_unref (PodCasebook *casebook)
{
  if (!g_atomic_int_dec_and_test (&casebook->ref_count))
    return;
  for (guint i = 0; i < POD_N_RECORD_TYPES; i++)
    {
      g_array_unref (casebook->records[i]);
      g_clear_pointer (&casebook->by_id[i], g_hash_table_unref);
    }
  g_array_unref (casebook->signatures);
  g_string_chunk_free (casebook->strings);
  g_free (casebook);
}

const PodSubject *
pod_casebook_get_subject (const PodCasebook *casebook)
{
  return &g_array_index (casebook->records[POD_RECORD_SUBJECT], PodSubject, 0);
}

const char *
pod_casebook_get_number (const PodCasebook *casebook)
{
  return pod_subject_get_number (pod_casebook_get_subject (casebook));
}

gint64
pod_casebook_get_audit (const PodCasebook *casebook)
{
  return casebook->audit;
}

static gconstpointer
get_records (const PodCasebook *casebook, PodRecordType type, guint *n)
{
  *n = casebook->records[type]->len;
  return casebook->records[type]->data;
}

const PodVisit *
pod_casebook_get_visits (const PodCasebook *casebook, guint *n)
{
  return get_records (casebook, POD_RECORD_VISIT, n);
}

const PodFinding *
pod_casebook_get_findings (const PodCasebook *casebook, guint *n)
{
  return get_records (casebook, POD_RECORD_FINDING, n);
}

const PodIntervention *
pod_casebook_get_interventions (const PodCasebook *casebook, guint *n)
{
  return get_records (casebook, POD_RECORD_INTERVENTION, n);
}

const PodEvent *
pod_casebook_get_events (const PodCasebook *casebook, guint *n)
{
  return get_records (casebook, POD_RECORD_EVENT, n);
}

const PodAdverseEvent *
pod_casebook_get_adverse_events (const PodCasebook *casebook, guint *n)
{
  return get_records (casebook, POD_RECORD_ADVERSE_EVENT, n);
}

const PodQuery *
pod_casebook_get_queries (const PodCasebook *casebook, guint *n)
{
  return get_records (casebook, POD_RECORD_QUERY, n);
}

const PodSignature *
pod_casebook_get_signatures (const PodCasebook *casebook, guint *n)
{
  *n = casebook->signatures->len;
  return (const PodSignature *) casebook->signatures->data;
}

const PodSignature *
pod_casebook_find_signature (const PodCasebook *casebook, const char *scope, gint64 about)
{
  guint n;
  const PodSignature *signatures = pod_casebook_get_signatures (casebook, &n);

  for (guint i = n; i-- > 0;)
    if (signatures[i].about == about && g_strcmp0 (signatures[i].scope, scope) == 0)
      return &signatures[i];
  return NULL;
}

/* The first finding whose observation does not sort before @observation, or after it with @after.
 */
static guint
find_bound (const PodFinding *findings, guint n, const char *observation, gboolean after)
{
  guint low = 0, high = n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      int order = g_strcmp0 (findings[middle].observation, observation);

      if (order < 0 || (after && order == 0))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

const PodFinding *
pod_casebook_get_series (const PodCasebook *casebook, const char *observation, guint *n)
{
  guint n_findings;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n_findings);
  guint first = find_bound (findings, n_findings, observation, FALSE);

  *n = find_bound (findings, n_findings, observation, TRUE) - first;
  return *n > 0 ? findings + first : NULL;
}

const PodFinding *
pod_casebook_find_finding (const PodCasebook *casebook, gint64 id)
{
  return g_hash_table_lookup (casebook->by_id[POD_RECORD_FINDING], &id);
}

const PodAdverseEvent *
pod_casebook_find_adverse_event (const PodCasebook *casebook, gint64 id)
{
  return g_hash_table_lookup (casebook->by_id[POD_RECORD_ADVERSE_EVENT], &id);
}

const PodQuery *
pod_casebook_find_query (const PodCasebook *casebook, gint64 id)
{
  return g_hash_table_lookup (casebook->by_id[POD_RECORD_QUERY], &id);
}

const PodVisit *
pod_casebook_find_visit (const PodCasebook *casebook, gint64 id)
{
  return g_hash_table_lookup (casebook->by_id[POD_RECORD_VISIT], &id);
}

const PodIntervention *
pod_casebook_find_intervention (const PodCasebook *casebook, gint64 id)
{
  return g_hash_table_lookup (casebook->by_id[POD_RECORD_INTERVENTION], &id);
}

const PodVisit *
pod_casebook_find_visit_on (const PodCasebook *casebook, PodDate date)
{
  guint n;
  const PodVisit *visits = pod_casebook_get_visits (casebook, &n);

  for (guint i = 0; i < n && pod_date_is_complete (date); i++)
    if (!visits[i].record.voided && g_strcmp0 (visits[i].status, "done") == 0 &&
        pod_date_equal (visits[i].date, date))
      return &visits[i];
  return NULL;
}

const PodEvent *
pod_casebook_find_event (const PodCasebook *casebook, const char *code)
{
  guint n;
  const PodEvent *events = pod_casebook_get_events (casebook, &n);
  const PodEvent *undated = NULL;

  /* No date sorts last, but an event with a date says more than one without. */
  for (guint i = n; i-- > 0;)
    {
      const PodEvent *event = &events[i];

      if (event->record.voided || g_strcmp0 (event->category, "disposition") != 0 ||
          g_strcmp0 (event->code, code) != 0)
        continue;
      if (pod_date_is_set (event->date))
        return event;
      if (!undated)
        undated = event;
    }
  return undated;
}

/* Records of the same time keep the order of their ids, so that every reader sees the same order.
 */
static int
compare_ids (const PodRecord *a, const PodRecord *b)
{
  return (a->id > b->id) - (a->id < b->id);
}

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const PodVisit *one = a, *other = b;
  int order = pod_date_compare (one->date, other->date);

  return order ? order : compare_ids (&one->record, &other->record);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const PodFinding *one = a, *other = b;
  int order = one->observation == other->observation
                  ? 0
                  : g_strcmp0 (one->observation, other->observation);

  if (order == 0)
    order = pod_moment_compare (one->when, other->when);
  return order ? order : compare_ids (&one->record, &other->record);
}

static int
compare_interventions (gconstpointer a, gconstpointer b)
{
  const PodIntervention *one = a, *other = b;
  int order = pod_moment_compare (one->start, other->start);

  return order ? order : compare_ids (&one->record, &other->record);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const PodEvent *one = a, *other = b;
  int order = pod_date_compare (one->date, other->date);

  return order ? order : compare_ids (&one->record, &other->record);
}

static int
compare_adverse_events (gconstpointer a, gconstpointer b)
{
  const PodAdverseEvent *one = a, *other = b;
  int order = pod_moment_compare (one->start, other->start);

  return order ? order : compare_ids (&one->record, &other->record);
}

static const GCompareFunc comparers[POD_N_RECORD_TYPES] = {
  [POD_RECORD_VISIT] = compare_visits,
  [POD_RECORD_FINDING] = compare_findings,
  [POD_RECORD_INTERVENTION] = compare_interventions,
  [POD_RECORD_EVENT] = compare_events,
  [POD_RECORD_ADVERSE_EVENT] = compare_adverse_events,
};

static void
add (PodCasebookBuilder *builder, PodRecordType type, gconstpointer record)
{
  GArray *array = builder->casebook->records[type];

  g_array_append_vals (array, record, 1);
  pod_record_adopt_strings (type,
                            array->data + (array->len - 1) * pod_record_get_shape (type)->size,
                            builder->casebook->strings);
}

PodCasebookBuilder *
pod_casebook_builder_new (const PodSubject *subject, gint64 audit)
{
  PodCasebookBuilder *builder = g_new0 (PodCasebookBuilder, 1);
  PodCasebook *casebook = g_new0 (PodCasebook, 1);

  casebook->ref_count = 1;
  casebook->audit = audit;
  casebook->strings = g_string_chunk_new (STRING_BLOCK);
  for (guint i = 0; i < POD_N_RECORD_TYPES; i++)
    casebook->records[i] = g_array_new (FALSE, FALSE, pod_record_get_shape (i)->size);
  casebook->signatures = g_array_new (FALSE, FALSE, sizeof (PodSignature));
  builder->casebook = casebook;
  add (builder, POD_RECORD_SUBJECT, subject);
  return builder;
}

void
pod_casebook_builder_add_visit (PodCasebookBuilder *builder, const PodVisit *visit)
{
  add (builder, POD_RECORD_VISIT, visit);
}

void
pod_casebook_builder_add_finding (PodCasebookBuilder *builder, const PodFinding *finding)
{
  add (builder, POD_RECORD_FINDING, finding);
}

void
pod_casebook_builder_add_intervention (PodCasebookBuilder *builder,
                                       const PodIntervention *intervention)
{
  add (builder, POD_RECORD_INTERVENTION, intervention);
}

void
pod_casebook_builder_add_event (PodCasebookBuilder *builder, const PodEvent *event)
{
  add (builder, POD_RECORD_EVENT, event);
}

void
pod_casebook_builder_add_adverse_event (PodCasebookBuilder *builder, const PodAdverseEvent *event)
{
  add (builder, POD_RECORD_ADVERSE_EVENT, event);
}

void
pod_casebook_builder_add_query (PodCasebookBuilder *builder, const PodQuery *query)
{
  add (builder, POD_RECORD_QUERY, query);
}

void
pod_casebook_builder_add_signature (PodCasebookBuilder *builder, const PodSignature *signature)
{
  GStringChunk *strings = builder->casebook->strings;
  PodSignature copy = *signature;
  const char **texts[] = { &copy.scope,        &copy.meaning, &copy.user,
                           &copy.printed_name, &copy.role,    &copy.head };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] != NULL)
      *texts[i] = g_string_chunk_insert_const (strings, *texts[i]);
  g_array_append_val (builder->casebook->signatures, copy);
}

static GHashTable *
index_by_id (GArray *array, gsize size)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < array->len; i++)
    {
      PodRecord *record = (PodRecord *) (array->data + i * size);

      /* 0 is no record's id. */
      if (record->id != 0)
        g_hash_table_insert (index, &record->id, record);
    }
  return index;
}

PodCasebook *
pod_casebook_builder_end (PodCasebookBuilder *builder)
{
  PodCasebook *casebook = g_steal_pointer (&builder->casebook);

  for (guint i = 0; i < POD_N_RECORD_TYPES; i++)
    {
      if (comparers[i])
        g_array_sort (casebook->records[i], comparers[i]);
      casebook->by_id[i] = index_by_id (casebook->records[i], pod_record_get_shape (i)->size);
    }
  pod_casebook_builder_free (builder);
  return casebook;
}

void
pod_casebook_builder_free (PodCasebookBuilder *builder)
{
  g_clear_pointer (&builder->casebook, pod_casebook_unref);
  g_free (builder);
}
