/* A result that may be another patient's: whom the file names, beside whose it would become. */

#include <string.h>

#include "arrival-fixture.h"
#include "pod-test-decide.h"
#include "pod-test-forge.h"
#include "pod-trial-arrival-person.h"
#include "pod-trial-history.h"
#include "pod-trial-laboratory.h"

static PodArrivalPerson *
compare (PodTrial *trial, gint64 arrival)
{
  g_autoptr (GPtrArray) items = arrival_list_items (trial, arrival, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PodArrivalPerson *person;

  g_assert_cmpuint (items->len, ==, 1);
  pod_trial_compare_person_async (trial, "Central", ((PodTrialArrivalItem *) items->pdata[0])->id,
                                  NULL, pod_test_take_result_cb, &result);
  person = pod_trial_compare_person_finish (trial, fixture_wait ((gpointer *) &result), &error);
  g_assert_no_error (error);
  return person;
}

static void
keep_map (PodTrial *trial)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_keep_lab_map (trial, "Central", arrival_write_map (), &error));
  g_assert_no_error (error);
}

/* The fixture's subject is a woman, born on 29 February 1980. */
static const struct
{
  const char *name;
  const char *line;
  const char *sex;
  PodDate birth;
  PodTruth is_same_sex;
  PodTruth is_same_birth;
} cases[] = {
  { "both", "M,1979-12-31", "male", { 1979, 12, 31 }, POD_FALSE, POD_FALSE },
  { "sex", "M,1980-02-29", "male", { 1980, 2, 29 }, POD_FALSE, POD_TRUE },
  { "birth", "F,1980-03-01", "female", { 1980, 3, 1 }, POD_TRUE, POD_FALSE },
  { "day-before", "F,1980-02-28", "female", { 1980, 2, 28 }, POD_TRUE, POD_FALSE },
  { "neither", "F,1980-02-29", "female", { 1980, 2, 29 }, POD_TRUE, POD_TRUE },
  { "year", "M,1980", "male", { 1980, 0, 0 }, POD_FALSE, POD_UNKNOWN },
  { "year-before", "F,1979", "female", { 1979, 0, 0 }, POD_TRUE, POD_FALSE },
  { "month", "F,1980-02", "female", { 1980, 2, 0 }, POD_TRUE, POD_UNKNOWN },
  { "month-after", "F,1980-03", "female", { 1980, 3, 0 }, POD_TRUE, POD_FALSE },
  { "no-sex", ",1979-12-31", "", { 1979, 12, 31 }, POD_UNKNOWN, POD_FALSE },
  { "no-birth", "M,", "male", { 0, 0, 0 }, POD_FALSE, POD_UNKNOWN },
  { "nothing", ",", "", { 0, 0, 0 }, POD_UNKNOWN, POD_UNKNOWN },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  PodTrial *trial = fixture_trial ();
  g_autofree char *told = g_strdup_printf (LINE ("Hb,101,g/L,2026-03-10 08:00,,,,%s"),
                                           cases[i].line);
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodArrivalPerson) person = NULL;
  gboolean differs = cases[i].is_same_sex == POD_FALSE || cases[i].is_same_birth == POD_FALSE;
  gint64 arrival;

  fixture_register (trial, "0000001");
  keep_map (trial);
  import = arrival_receive (trial, told, &arrival);
  g_assert_cmpuint (import->conflict, ==, differs);
  person = compare (trial, arrival);
  g_assert_true (person->is_read);
  g_assert_cmpstr (person->number, ==, "0000001");
  g_assert_cmpstr (person->sex, ==, cases[i].sex);
  g_assert_true (pod_date_equal (person->birth, cases[i].birth));
  g_assert_cmpstr (person->subject_number, ==, "S-001");
  g_assert_cmpstr (person->subject_sex, ==, "female");
  g_assert_cmpint (person->is_same_sex, ==, cases[i].is_same_sex);
  g_assert_cmpint (person->is_same_birth, ==, cases[i].is_same_birth);
  fixture_end (trial);
}

/* Of a patient of whom only the year is known, a day of that year may be it. */
static void
test_year_in_vault (void)
{
  PodTrial *trial = fixture_trial ();
  PodRegistration registration = fixture_registration ("0000001");
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodArrivalPerson) person = NULL;
  gint64 arrival;

  registration.birth_date = pod_date_new (1980, 0, 0);
  g_assert_cmpint (pod_trial_register (trial, &registration, &error), >, 0);
  keep_map (trial);
  import = arrival_receive (trial, LINE ("Hb,101,g/L,2026-03-10 08:00,,,,M,1980-12-31"), &arrival);
  person = compare (trial, arrival);
  g_assert_cmpint (person->is_same_birth, ==, POD_UNKNOWN);
  fixture_end (trial);
}

static const char message[] =
    "MSH|^~\\&|LIS|H|||20260310090000||ORU^R01|1|P|2.5\rPID|1||0000001^^^H^MR||Zhang^San||"
    "19700101|M\rOBR|1||A1|BC|||20260310080000\rOBX|1|NM|718-7^Hb^LN||101|g/L|||||F\r";

static const char bundle[] =
    "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
    "{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Patient\",\"gender\":\"male\","
    "\"birthDate\":\"1970-01-01\",\"identifier\":[{\"value\":\"0000001\"}]}},"
    "{\"fullUrl\":\"urn:uuid:2\",\"resource\":{\"resourceType\":\"Observation\",\"status\":"
    "\"final\","
    "\"subject\":{\"reference\":\"urn:uuid:1\"},\"effectiveDateTime\":\"2026-03-10\","
    "\"code\":{\"text\":\"Hb\"},\"valueQuantity\":{\"value\":97,\"unit\":\"g/L\"}}}]}";

/* From the segments and resources that were kept beside the result. */
static void
test_message (gconstpointer text)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodArrivalPerson) person = NULL;
  gint64 arrival;

  fixture_register (trial, "0000001");
  keep_map (trial);
  import = pod_trial_receive (trial, pod_test_write (pod_test_dir (), "m", text),
                              arrival_write_map (), NULL, &arrival, &error);
  g_assert_no_error (error);
  person = compare (trial, arrival);
  g_assert_true (person->is_read);
  g_assert_cmpstr (person->number, ==, "0000001");
  g_assert_true (pod_date_equal (person->birth, pod_date_new (1970, 1, 1)));
  g_assert_cmpint (person->is_same_sex, ==, POD_FALSE);
  g_assert_cmpint (person->is_same_birth, ==, POD_FALSE);
  fixture_end (trial);
}

static const char other_map[] =
    "[map other]\nlaboratory=Central\nsubject=somebody\nsubject.kind=record_number\nitem=test\n"
    "result=value\nunit=unit\ncollected=day\n[item hgb]\nnames=Hb\n";

/* By no map that is kept: that is said, and nothing is made up. */
static void
test_unread (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodArrivalPerson) person = NULL;
  g_autoptr (GError) error = NULL;
  gint64 arrival;

  fixture_register (trial, "0000001");
  import = arrival_receive (trial, LINE ("Hb,101,g/L,2026-03-10 08:00,,,,M,"), &arrival);
  g_assert_true (pod_trial_keep_lab_map (trial, "Central",
                                         pod_test_write (pod_test_dir (), "other.ini", other_map),
                                         &error));
  person = compare (trial, arrival);
  g_assert_false (person->is_read);
  g_assert_null (person->sex);
  g_assert_cmpint (person->is_same_sex, ==, POD_UNKNOWN);
  fixture_end (trial);
}

/* Comparing tells no birth date of the vault and leaves no trace; looking at it does, without the date. */
static void
test_reveal (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival;
  const char *path = pod_trial_get_path (trial);
  g_autoptr (PodImport) import = NULL;
  g_autoptr (PodArrivalPerson) person = NULL;
  g_autoptr (GError) error = NULL;
  PodDate birth;

  keep_map (trial);
  import = arrival_receive (trial, LINE ("Hb,101,g/L,2026-03-10 08:00,,,,M,"), &arrival);
  person = compare (trial, arrival);
  g_assert_cmpuint (fixture_count_audit (path, "VIEW_ID"), ==, 0);
  g_assert_true (pod_trial_reveal_birth (trial, subject, &birth, &error));
  g_assert_no_error (error);
  g_assert_true (pod_date_equal (birth, pod_date_new (1980, 2, 29)));
  g_assert_cmpuint (fixture_count_audit (path, "VIEW_ID"), ==, 1);
  g_assert_cmpstr (fixture_audit_detail (path, "VIEW_ID"), ==, "S-001");
  g_assert_false (pod_trial_reveal_birth (trial, subject + 1, &birth, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (fixture_count_audit (path, "VIEW_ID"), ==, 1);
  fixture_end (trial);
}

/* ---- what the laboratory wrote ---- */

static gint64
find_item (PodTrial *trial, gint64 arrival)
{
  g_autoptr (GPtrArray) items = arrival_list_items (trial, arrival, NULL);

  g_assert_cmpuint (items->len, ==, 1);
  return ((const PodTrialArrivalItem *) items->pdata[0])->id;
}

static void
look_later (PodTrial *trial, gint64 item)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *raw;

  pod_trial_open_arrival_raw_async (trial, item, NULL, pod_test_take_result_cb, &result);
  raw = pod_trial_open_arrival_raw_finish (trial, fixture_wait ((gpointer *) &result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (raw, "Hb,101"));
  pod_trial_free_raw (raw);
}

/* The trail tells that it was looked at, of which result and whose, and nothing that it says. */
static void
check_look (PodTrial *trial, gint64 subject, gint64 item, guint n)
{
  const PodHistoryFilter filter = { .subject = subject, .action = "VIEW_ID" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) history = pod_trial_list_history (trial, &filter, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodHistoryItem) look = g_list_model_get_item (history, i);

      g_assert_cmpstr (pod_history_item_get_table (look), ==, "arrival_item");
      g_assert_cmpint (pod_history_item_get_row (look), ==, item);
      g_assert_cmpstr (pod_history_item_get_subject (look), ==, "S-001");
      g_assert_null (pod_history_item_get_new (look));
    }
}

/* Each look at what the laboratory wrote is recorded, since it may name the patient; what is not there nobody has looked at. */
static void
test_look (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001"), arrival, item;
  g_autoptr (PodImport)
      import = arrival_receive (trial, LINE ("Hb,101,g/L,2026-03-10 08:00,,,,F,"), &arrival);
  g_autoptr (GError) error = NULL;
  char *raw;

  item = find_item (trial, arrival);
  check_look (trial, subject, item, 0);
  raw = pod_trial_open_arrival_raw (trial, item, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (raw, "Hb,101"));
  pod_trial_free_raw (raw);
  check_look (trial, subject, item, 1);
  look_later (trial, item);
  check_look (trial, subject, item, 2);
  g_assert_null (pod_trial_open_arrival_raw (trial, item + 1, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  check_look (trial, subject, item, 2);
  arrival_verify (trial);
  fixture_end (trial);
}

/* Whoever may not see names sees nothing of it, and has not looked. */
static void
test_look_refused (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  gint64 arrival, item;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GError) error = NULL;

  fixture_register (trial, "0000001");
  import = arrival_receive (trial, LINE ("Hb,101,g/L,2026-03-10 08:00,,,,F,"), &arrival);
  item = find_item (trial, arrival);
  fixture_add_user (trial, "mona", POD_USER_MONITOR);
  fixture_become (trial, "mona");
  g_assert_null (pod_trial_open_arrival_raw (trial, item, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
  g_assert_cmpuint (fixture_count_audit (path, "VIEW_ID"), ==, 0);
  fixture_end (trial);
}

/* ---- by which number ---- */

#define NUMBERS(kind)                                                                              \
  "[map central]\nlaboratory=Central\nsubject=record\nsubject.kind=" kind                          \
  "\nitem=item\nresult=result\nunit=unit\ncollected=collected\nstatus=status\n"                    \
  "status.default=final\n[item hgb]\nnames=Hb\n"

static PodImport *
look (PodTrial *trial, const char *map, const char *number)
{
  g_autofree char *text = g_strdup_printf (HEADING "%s,X,Hb,101,g/L,2026-03-10 08:00,,,,,\n",
                                           number);
  g_autoptr (GError) error = NULL;
  PodImport *import = pod_trial_receive (trial, arrival_write_file (text),
                                         pod_test_write (pod_test_dir (), "numbers.ini", map), NULL,
                                         NULL, &error);

  g_assert_no_error (error);
  return import;
}

static PodCasebook *
enrol (PodTrial *trial, gint64 subject)
{
  g_autoptr (GError) error = NULL;

  fixture_add_result (trial, subject, "hgb", 60);
  fixture_add_result (trial, subject, "creatinine", 88.4);
  fixture_add_answer (trial, subject, "hcg", "negative");
  g_assert_true (pod_test_enrol (trial, subject, pod_date_new (2026, 3, 14), &error));
  g_assert_no_error (error);
  return pod_trial_load_casebook (trial, subject, NULL);
}

/* A ward writes the number that the trial gave last: whichever of the trial's own the map names, the other is known, too; of a map for record
 * numbers it is said what to do, and a stranger stays one. */
static void
test_numbers (void)
{
  static const char *const maps[] = { NUMBERS ("screening_number"), NUMBERS ("enrolment_number") };
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  g_autoptr (PodCasebook) casebook = NULL;
  const char *number;

  casebook = enrol (trial, subject);
  number = pod_casebook_get_subject (casebook)->enrolment_number;
  g_assert_nonnull (number);
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      g_autoptr (PodImport) enrolled = look (trial, maps[i], number);
      g_autoptr (PodImport) screened = look (trial, maps[i], "S-001");
      g_autoptr (PodImport) stranger = look (trial, maps[i], "S-404");

      g_assert_cmpuint (enrolled->refused + screened->refused, ==, 0);
      g_assert_cmpuint (enrolled->skipped + screened->skipped, ==, 0);
      g_assert_cmpstr (((PodImportItem *) enrolled->items->pdata[0])->subject, ==, "S-001");
      g_assert_cmpuint (stranger->refused, ==, 1);
      g_assert_cmpuint (stranger->skipped, ==, 1);
    }
  {
    g_autoptr (PodImport) record = look (trial, NUMBERS ("record_number"), number);
    const PodImportItem *item = record->items->pdata[0];

    g_assert_cmpuint (record->refused, ==, 1);
    g_assert_cmpuint (record->skipped, ==, 0);
    g_assert_nonnull (strstr (item->reason, "the map reads record numbers"));
  }
  fixture_end (trial);
}

/* However a ward writes the number, nobody's result is lost for it; another number is nobody's still. */
static void
test_spellings (void)
{
  static const struct
  {
    const char *number;
    guint skipped;
  } spellings[] = {
    { "S-001", 0 },
    { "s-001", 0 },
    { "Ｓ－００１", 0 },
    { "S－001", 0 },
    { "S\xe2\x88\x92"
      "001",
      0 },
    { " S - 001 ", 0 },
    { "S001", 0 },
    { "S-0010", 1 },
    { "S-01", 1 },
    { "001", 1 },
  };
  PodTrial *trial = fixture_trial ();

  fixture_register (trial, "0000001");
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autoptr (PodImport)
          import = look (trial, NUMBERS ("screening_number"), spellings[i].number);

      g_test_message ("%s", spellings[i].number);
      g_assert_cmpuint (import->skipped, ==, spellings[i].skipped);
      g_assert_cmpstr (((PodImportItem *) import->items->pdata[0])->subject, ==,
                       spellings[i].skipped ? NULL : "S-001");
    }
  fixture_end (trial);
}

/* The other number of the same subject makes no other day of it: the second waits for a person, as under one number. */
static void
test_both_numbers (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  const char *map = pod_test_write (pod_test_dir (), "numbers.ini", NUMBERS ("screening_number"));
  g_autofree char *text = NULL, *both = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GError) error = NULL;

  casebook = enrol (trial, subject);
  text = g_strdup_printf (HEADING "%s,X,Hb,98,g/L,2026-03-05,,,,,\n"
                                  "S-001,X,Hb,102,g/L,2026-03-05 08:00,,,,,\n",
                          pod_casebook_get_subject (casebook)->enrolment_number);
  import = pod_trial_import (trial, arrival_write_file (text), map, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->accepted, ==, 1);
  g_assert_cmpuint (import->conflict, ==, 1);
  /* As everywhere in the program, and by the other number, too, since files have that. */
  waiting = arrival_list_items (trial, 0, "waiting");
  both = g_strdup_printf ("%s (S-001)", pod_casebook_get_subject (casebook)->enrolment_number);
  g_assert_cmpstr (((const PodTrialArrivalItem *) waiting->pdata[0])->number, ==, both);
  fixture_end (trial);
}

/* Of S-001, S001 and S-003. */
static PodTrial *
start_near (void)
{
  PodTrial *trial = fixture_trial ();
  g_autofree char *path = g_strdup (pod_trial_get_path (trial));

  fixture_register (trial, "0000001");
  fixture_register (trial, "0000002");
  fixture_register (trial, "0000003");
  pod_trial_close (trial);
  g_object_unref (trial);
  pod_test_forge (path, "UPDATE subject SET screening_number = 'S001' WHERE screening_number = "
                        "'S-002'");
  return fixture_open (path, FIXTURE_PI);
}

/* The very number of one that is nearly another's is not taken for the one's without a word: it waits, and says whose the two are. */
static void
test_near_number (void)
{
  PodTrial *trial = start_near ();
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const PodImportItem *item;

  import = look (trial, NUMBERS ("screening_number"), "S-001");
  item = import->items->pdata[0];
  g_assert_cmpstr (item->subject, ==, "S-001");
  g_assert_cmpstr (item->state, ==, "conflict");
  g_assert_cmpstr (item->cause, ==, "near_number");
  g_assert_true (g_str_has_prefix (item->reason, "but for capitals and signs such as hyphens "));
  g_assert_nonnull (strstr (item->reason, "that of S-001 and that of S001;"));
  items = arrival_list_items (trial, 0, "waiting");
  g_assert_cmpstr (((const PodTrialArrivalItem *) items->pdata[0])->reason, ==, item->reason);
  g_clear_pointer (&import, pod_import_free);
  import = look (trial, NUMBERS ("screening_number"), "S-003");
  g_assert_cmpuint (import->conflict, ==, 0);
  fixture_end (trial);
}

static void
take_near (PodTrial *trial)
{
  g_autoptr (GPtrArray) items = arrival_list_items (trial, 0, "waiting");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (items->len, ==, 1);
  g_assert_false (arrival_resolve (trial, items->pdata[0], POD_RESOLVE_ACCEPT, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (arrival_resolve (trial, items->pdata[0], POD_RESOLVE_ACCEPT, "hers", &error));
  g_assert_no_error (error);
}

/* Whosever it may be is not taken without a reason; nor is it taken out again for such a number without a word of that. */
static void
test_near_taken_and_out (void)
{
  PodTrial *trial = start_near ();
  g_autoptr (PodImport) import = look (trial, NUMBERS ("screening_number"), "S-001");
  g_autoptr (PodImport) back = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const PodTrialArrivalItem *item;

  take_near (trial);
  back =
      pod_trial_receive (trial,
                         arrival_write_file (HEADING
                                             "S-001,X,Hb,101,g/L,2026-03-10 08:00,,,withdrawn,,\n"),
                         pod_test_write (pod_test_dir (), "numbers.ini",
                                         NUMBERS ("screening_number")),
                         NULL, NULL, &error);
  g_assert_no_error (error);
  items = arrival_list_items (trial, 0, "waiting");
  g_assert_cmpuint (items->len, ==, 1);
  item = items->pdata[0];
  g_assert_cmpstr (item->cause, ==, "withdrawal+near_number");
  g_assert_nonnull (strstr (item->reason, "that of S-001 and that of S001;"));
  g_assert_cmpstr (((PodImportItem *) back->items->pdata[0])->reason, ==, item->reason);
  take_near (trial);
  g_assert_cmpuint (fixture_count (trial, item->subject, "hgb"), ==, 0);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/arrival-person/case/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/arrival-person/year-in-vault", test_year_in_vault);
  g_test_add_data_func ("/arrival-person/message", message, test_message);
  g_test_add_data_func ("/arrival-person/bundle", bundle, test_message);
  g_test_add_func ("/arrival-person/unread", test_unread);
  g_test_add_func ("/arrival-person/reveal", test_reveal);
  g_test_add_func ("/arrival-person/look", test_look);
  g_test_add_func ("/arrival-person/look-refused", test_look_refused);
  g_test_add_func ("/arrival-person/numbers", test_numbers);
  g_test_add_func ("/arrival-person/spellings", test_spellings);
  g_test_add_func ("/arrival-person/near-number", test_near_number);
  g_test_add_func ("/arrival-person/near-taken-and-out", test_near_taken_and_out);
  g_test_add_func ("/arrival-person/both-numbers", test_both_numbers);
  return g_test_run ();
}
