/* What the database knows of the people of a chunk of a laboratory's file, as its transaction finds it. */

#include "pod-importing.h"

/* @owner: a person or a subject; @finding: of a known casebook */
typedef struct
{
  gint64 owner;
  const PodFinding *finding;
} Result;

/* Results are found by whose they are and where they came from, however many there are. */
static guint
hash_result (gconstpointer result)
{
  return g_str_hash (((const Result *) result)->finding->origin);
}

static gboolean
is_equal_result (gconstpointer a, gconstpointer b)
{
  const Result *one = a, *other = b;

  return one->owner == other->owner && g_str_equal (one->finding->origin, other->finding->origin) &&
         g_strcmp0 (one->finding->observation, other->finding->observation) == 0;
}

GHashTable *
pod_origin_table_new (void)
{
  return g_hash_table_new_full (hash_result, is_equal_result, g_free, NULL);
}

void
pod_origin_table_add (GHashTable *origins, gint64 owner, const PodFinding *finding)
{
  Result key = { owner, finding };

  if (finding->origin != NULL && !g_hash_table_contains (origins, &key))
    g_hash_table_add (origins, g_memdup2 (&key, sizeof key));
}

const PodFinding *
pod_origin_table_find (GHashTable *origins, gint64 owner, const PodFinding *finding)
{
  const Result *found;

  if (finding->origin == NULL)
    return NULL;
  found = g_hash_table_lookup (origins, &(Result){ owner, finding });
  return found != NULL ? found->finding : NULL;
}

PodKnown *
pod_known_new (PodConnection *connection, PodVault *vault, GError **error)
{
  g_autoptr (PodKnown) known = g_new0 (PodKnown, 1);

  known->connection = connection;
  known->vault = vault;
  known->casebooks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                            (GDestroyNotify) pod_casebook_unref);
  known->recorded = pod_origin_table_new ();
  known->withdrawn = pod_origin_table_new ();
  known->days = pod_day_table_new ();
  known->open_days = pod_day_table_new ();
  known->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  known->births = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  known->subjects = pod_subject_table_list (connection, error);
  if (known->subjects == NULL)
    return NULL;
  pod_known_list_numbers (known);
  return g_steal_pointer (&known);
}

void
pod_known_free (PodKnown *known)
{
  g_clear_pointer (&known->screened, g_hash_table_unref);
  g_clear_pointer (&known->enrolled, g_hash_table_unref);
  g_hash_table_unref (known->days);
  g_hash_table_unref (known->open_days);
  g_hash_table_unref (known->open);
  g_hash_table_unref (known->recorded);
  g_hash_table_unref (known->withdrawn);
  g_hash_table_unref (known->casebooks);
  g_hash_table_unref (known->births);
  g_clear_pointer (&known->subjects, g_ptr_array_unref);
  g_free (known);
}

/* What stands belongs to the person: the file that came before a re-screening may come again after it.  What was withdrawn
 * belongs to the attempt. */
static void
list_results (PodKnown *known, const PodCasebook *casebook)
{
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      if (!findings[i].record.voided && findings[i].method == NULL)
        pod_day_table_add (known->days, subject->person, &findings[i]);
      if (findings[i].origin != NULL && findings[i].record.voided)
        pod_origin_table_add (known->withdrawn, subject->record.id, &findings[i]);
      else if (findings[i].origin != NULL)
        pod_origin_table_add (known->recorded, subject->person, &findings[i]);
    }
}

static gboolean
load_casebook (PodKnown *known, gint64 subject, GError **error)
{
  PodCasebook *casebook = pod_casebook_load (known->connection, subject, error);

  if (casebook == NULL)
    return FALSE;
  g_hash_table_insert (known->casebooks, g_memdup2 (&subject, sizeof subject), casebook);
  list_results (known, casebook);
  return TRUE;
}

static const PodSubject *
find_subject (const PodKnown *known, gint64 id)
{
  for (guint i = 0; i < known->subjects->len; i++)
    if (((const PodSubject *) g_ptr_array_index (known->subjects, i))->record.id == id)
      return g_ptr_array_index (known->subjects, i);
  return NULL;
}

/* With every attempt of the same person. */
PodCasebook *
pod_known_get (PodKnown *known, gint64 subject, GError **error)
{
  PodCasebook *casebook = g_hash_table_lookup (known->casebooks, &subject);
  const PodSubject *found = find_subject (known, subject);

  if (casebook != NULL)
    return casebook;
  for (guint i = 0; found != NULL && i < known->subjects->len; i++)
    {
      const PodSubject *other = g_ptr_array_index (known->subjects, i);

      if ((other == found || (found->person != 0 && other->person == found->person)) &&
          !load_casebook (known, other->record.id, error))
        return NULL;
    }
  return g_hash_table_lookup (known->casebooks, &subject);
}

static const PodSubject *
find_person (PodKnown *known, const char *key, GError **error)
{
  gint64 person = 0;

  if (known->vault != NULL)
    person = pod_person_find (known->connection, known->vault, key, NULL, error);
  for (guint i = known->subjects->len; person != 0 && i-- > 0;)
    if (((const PodSubject *) g_ptr_array_index (known->subjects, i))->person == person)
      return g_ptr_array_index (known->subjects, i);
  return NULL;
}

PodCasebook *
pod_known_find (PodKnown *known, PodSubjectKeyKind kind, const char *key, GError **error)
{
  const PodSubject *found = kind == POD_SUBJECT_KEY_RECORD_NUMBER
                                ? find_person (known, key, error)
                                : pod_known_find_own (known, kind, key);

  return found != NULL ? pod_known_get (known, found->record.id, error) : NULL;
}

const PodFinding *
pod_known_find_recorded (PodKnown *known, const PodCasebook *casebook, const PodFinding *finding)
{
  return pod_origin_table_find (known->recorded, pod_casebook_get_subject (casebook)->person,
                                finding);
}

const PodFinding *
pod_known_find_withdrawn (PodKnown *known, const PodCasebook *casebook, const PodFinding *finding)
{
  return pod_origin_table_find (known->withdrawn, pod_casebook_get_subject (casebook)->record.id,
                                finding);
}

/* The birth date leaves the vault for as long as the job runs. */
gboolean
pod_known_find_birth (PodKnown *known, const PodCasebook *casebook, PodDate *birth, GError **error)
{
  gint64 person = pod_casebook_get_subject (casebook)->person;
  const PodDate *found = g_hash_table_lookup (known->births, &person);
  g_autoptr (PodIdentity) identity = NULL;

  *birth = found != NULL ? *found : POD_DATE_NONE;
  if (found != NULL || known->vault == NULL)
    return TRUE;
  identity = pod_person_open (known->connection, known->vault, person, error);
  if (identity == NULL)
    return FALSE;
  if (identity->birth_date != NULL && !pod_date_parse (identity->birth_date, birth))
    *birth = POD_DATE_NONE;
  g_hash_table_insert (known->births, g_memdup2 (&person, sizeof person),
                       g_memdup2 (birth, sizeof *birth));
  return TRUE;
}
