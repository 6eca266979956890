/* Whom the trial calls by a number: the very number first, however another's is written; and nobody where it might be two people. */

#include "pod-importing.h"

#define MINUS "\xe2\x88\x92"

static const PodSubject subjects[] = {
  { .record = { .id = 1 }, .person = 1, .screening_number = "S-001", .enrolment_number = "A1-001" },
  { .record = { .id = 2 },
    .person = 2,
    .screening_number = "S-002",
    .enrolment_number = "A-1-001" },
  /* Screened again. */
  { .record = { .id = 3 }, .person = 1, .screening_number = "S-003" },
  { .record = { .id = 4 }, .person = 1, .screening_number = "S003" },
  /* One's screening number, the other's subject number. */
  { .record = { .id = 5 }, .person = 5, .screening_number = "S-005", .enrolment_number = "S-006" },
  { .record = { .id = 6 }, .person = 6, .screening_number = "S-006" },
  /* Either number is nearly another's. */
  { .record = { .id = 7 }, .person = 7, .screening_number = "S-007", .enrolment_number = "MN-1" },
  { .record = { .id = 8 }, .person = 8, .screening_number = "S007" },
  { .record = { .id = 9 }, .person = 9, .screening_number = "S-009", .enrolment_number = "MN1" },
};

static const struct
{
  const char *key;
  gint64 subject;
  gboolean is_of_two;
  gboolean exactly;
} cases[] = {
  { "S-001", 1, FALSE, FALSE },
  { "s\xef\xbc\x8d"
    "001",
    1, FALSE, FALSE },
  { "S" MINUS "001", 1, FALSE, FALSE },
  { "A1-001", 1, FALSE, FALSE },
  { "A-1-001", 2, FALSE, FALSE },
  { "A1001", 0, TRUE, FALSE },
  { "A" MINUS "1001", 0, TRUE, FALSE },
  { "S-003", 3, FALSE, FALSE },
  { "S003", 4, FALSE, FALSE },
  { "s-003", 4, FALSE, FALSE },
  { "S-006", 0, TRUE, TRUE },
  { "S006", 0, TRUE, FALSE },
  { "S-404", 0, FALSE, FALSE },
};

static PodKnown *
know (void)
{
  PodKnown *known = g_new0 (PodKnown, 1);

  known->subjects = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    g_ptr_array_add (known->subjects, (gpointer) &subjects[i]);
  pod_known_list_numbers (known);
  return known;
}

static void
forget (PodKnown *known)
{
  g_hash_table_unref (known->screened);
  g_hash_table_unref (known->enrolled);
  g_ptr_array_unref (known->subjects);
  g_free (known);
}

static void
test_find (void)
{
  static const PodSubjectKeyKind kinds[] = { POD_SUBJECT_KEY_SCREENING_NUMBER,
                                             POD_SUBJECT_KEY_ENROLMENT_NUMBER };
  PodKnown *known = know ();

  for (guint i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      const char *key = cases[i / 2].key;
      const PodSubject *found = pod_known_find_own (known, kinds[i % 2], key);
      gboolean exactly = FALSE;

      g_test_message ("%s", key);
      g_assert_cmpint (found != NULL ? found->record.id : 0, ==, cases[i / 2].subject);
      g_assert_cmpint (pod_known_is_of_two (known, kinds[i % 2], key, &exactly), ==,
                       cases[i / 2].is_of_two);
      g_assert_true (!cases[i / 2].is_of_two || exactly == cases[i / 2].exactly);
      g_assert_cmpint (pod_known_is_own_number (known, key), ==,
                       cases[i / 2].subject != 0 || cases[i / 2].is_of_two);
      g_assert_false (pod_known_is_of_two (known, POD_SUBJECT_KEY_RECORD_NUMBER, key, &exactly));
    }
  forget (known);
}

static gint64
find_near (const PodKnown *known, guint own, const char *key)
{
  const PodSubject *found = pod_known_find_near (known, &subjects[own], key);

  return found != NULL ? found->record.id : 0;
}

/* The very number of one that is nearly another's: of the same person's other attempt it is nobody else's. */
static void
test_near (void)
{
  PodKnown *known = know ();

  g_assert_cmpint (find_near (known, 0, "A1-001"), ==, 2);
  g_assert_cmpint (find_near (known, 1, "A-1-001"), ==, 1);
  g_assert_cmpint (find_near (known, 0, "S-001"), ==, 0);
  g_assert_cmpint (find_near (known, 0, "A-1-001"), ==, 0);
  g_assert_cmpint (find_near (known, 2, "S-003"), ==, 0);
  g_assert_cmpint (find_near (known, 0, NULL), ==, 0);
  g_assert_cmpint (pod_known_find_near_any (known, &subjects[1])->record.id, ==, 1);
  g_assert_null (pod_known_find_near_any (known, &subjects[2]));
  g_assert_cmpint (find_near (known, 6, "MN-1"), ==, 9);
  g_assert_null (pod_known_find_near_any (known, &subjects[6]));
  forget (known);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/known-number/find", test_find);
  g_test_add_func ("/known-number/near", test_near);
  return g_test_run ();
}
