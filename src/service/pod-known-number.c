/* Whom the trial itself calls by a number, however a ward writes that. */

#include "pod-importing.h"

static const char *
get_number (const PodSubject *subject, gboolean of_screening)
{
  return of_screening ? subject->screening_number : subject->enrolment_number;
}

static void
list_number (GHashTable *numbers, const PodSubject *subject, gboolean of_screening)
{
  const char *number = get_number (subject, of_screening);
  g_autofree char *plain = number != NULL ? pod_vault_simplify_number (number) : NULL;
  GPtrArray *all = plain != NULL ? g_hash_table_lookup (numbers, plain) : NULL;

  if (plain == NULL)
    return;
  if (all == NULL)
    {
      all = g_ptr_array_new ();
      g_hash_table_insert (numbers, g_steal_pointer (&plain), all);
    }
  g_ptr_array_add (all, (gpointer) subject);
}

void
pod_known_list_numbers (PodKnown *known)
{
  known->screened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);
  known->enrolled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < known->subjects->len; i++)
    {
      list_number (known->screened, g_ptr_array_index (known->subjects, i), TRUE);
      list_number (known->enrolled, g_ptr_array_index (known->subjects, i), FALSE);
    }
}

static void
add_called (const PodKnown *known,
            const char *key,
            gboolean of_screening,
            gboolean exactly,
            GPtrArray *found)
{
  char *plain = pod_vault_simplify_number (key);
  const GPtrArray *all = g_hash_table_lookup (of_screening ? known->screened : known->enrolled,
                                              plain);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!exactly || g_str_equal (get_number (g_ptr_array_index (all, i), of_screening), key))
      g_ptr_array_add (found, g_ptr_array_index (all, i));
  /* It may be a person's. */
  pod_vault_free_text (plain);
}

/* Those of the very number, or where there are none, those of one that is only written otherwise: the latest of the map's own kind last. */
static GPtrArray *
list_called (const PodKnown *known, PodSubjectKeyKind kind, const char *key, gboolean *exactly)
{
  gboolean of_screening = kind == POD_SUBJECT_KEY_SCREENING_NUMBER;
  GPtrArray *found = g_ptr_array_new ();

  *exactly = TRUE;
  add_called (known, key, !of_screening, TRUE, found);
  add_called (known, key, of_screening, TRUE, found);
  if (found->len > 0)
    return found;
  *exactly = FALSE;
  add_called (known, key, !of_screening, FALSE, found);
  add_called (known, key, of_screening, FALSE, found);
  return found;
}

static gboolean
is_same_person (const PodSubject *a, const PodSubject *b)
{
  return a == b || (a->person != 0 && a->person == b->person);
}

static gboolean
are_of_two (const GPtrArray *subjects)
{
  for (guint i = 1; i < subjects->len; i++)
    if (!is_same_person (g_ptr_array_index (subjects, 0), g_ptr_array_index (subjects, i)))
      return TRUE;
  return FALSE;
}

gboolean
pod_known_is_of_two (const PodKnown *known,
                     PodSubjectKeyKind kind,
                     const char *key,
                     gboolean *exactly)
{
  g_autoptr (GPtrArray) found = NULL;

  if (kind == POD_SUBJECT_KEY_RECORD_NUMBER)
    return FALSE;
  found = list_called (known, kind, key, exactly);
  return are_of_two (found);
}

gboolean
pod_known_is_own_number (const PodKnown *known, const char *key)
{
  gboolean exactly;
  g_autoptr (GPtrArray)
      found = list_called (known, POD_SUBJECT_KEY_SCREENING_NUMBER, key, &exactly);

  return found->len > 0;
}

/* Of other people, and called so but for hyphens and the like. */
static void
add_like (const PodKnown *known, const PodSubject *own, const char *key, GPtrArray *like)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  add_called (known, key, TRUE, FALSE, found);
  add_called (known, key, FALSE, FALSE, found);
  for (guint i = 0; i < found->len; i++)
    if (!is_same_person (own, g_ptr_array_index (found, i)))
      g_ptr_array_add (like, g_ptr_array_index (found, i));
}

static const PodSubject *
find_like (const PodKnown *known, const PodSubject *own, const char *key)
{
  g_autoptr (GPtrArray) like = g_ptr_array_new ();

  add_like (known, own, key, like);
  return like->len > 0 ? g_ptr_array_index (like, 0) : NULL;
}

const PodSubject *
pod_known_find_near (const PodKnown *known, const PodSubject *own, const char *key)
{
  for (guint i = 0; key != NULL && i < known->subjects->len; i++)
    {
      const PodSubject *attempt = g_ptr_array_index (known->subjects, i);

      if (is_same_person (own, attempt) && (g_strcmp0 (attempt->screening_number, key) == 0 ||
                                            g_strcmp0 (attempt->enrolment_number, key) == 0))
        return find_like (known, own, key);
    }
  return NULL;
}

/* Of two it is not told which the file meant. */
const PodSubject *
pod_known_find_near_any (const PodKnown *known, const PodSubject *own)
{
  g_autoptr (GPtrArray) like = g_ptr_array_new ();

  if (own->screening_number != NULL)
    add_like (known, own, own->screening_number, like);
  if (own->enrolment_number != NULL)
    add_like (known, own, own->enrolment_number, like);
  return like->len > 0 && !are_of_two (like) ? g_ptr_array_index (like, 0) : NULL;
}

const PodSubject *
pod_known_find_own (const PodKnown *known, PodSubjectKeyKind kind, const char *key)
{
  gboolean exactly;
  g_autoptr (GPtrArray) found = list_called (known, kind, key, &exactly);

  return found->len > 0 && !are_of_two (found) ? g_ptr_array_index (found, found->len - 1) : NULL;
}
