/* Who sent a file is asked once for all files of its shape, and nothing but the heading goes into what is remembered. */

#include <string.h>

#include "pod-trial-arrival.h"
#include "pod-trial-laboratory.h"
#include "service-fixture.h"

#define CANARY "Zhangsan Inventedsurname"
#define HEADING "record,name,item,result,unit,collected\n"
#define LINE "0000001," CANARY ",Hb,101,g/L,2026-03-10 08:00\n"

static const char map_text[] =
    "[map central]\nlaboratory=Central\nsubject=record\nsubject.kind=record_number\nitem=item\n"
    "result=result\nunit=unit\ncollected=collected\nheading.rows=2\n[item hgb]\nnames=Hb\n";

static PodLabLook *
look (PodTrial *trial, const char *name, const char *text)
{
  const char *path = pod_test_write (pod_test_dir (), name, text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PodLabLook *found;

  pod_trial_look_at_lab_file_async (trial, path, NULL, pod_test_take_result_cb, &result);
  found = pod_trial_look_at_lab_file_finish (trial, fixture_wait ((gpointer *) &result), &error);
  g_assert_no_error (error);
  return found;
}

static void
keep_map (PodTrial *trial)
{
  g_autoptr (GError) error = NULL;

  pod_trial_keep_lab_map (trial, "Central", pod_test_write (pod_test_dir (), "m.ini", map_text),
                          &error);
  g_assert_no_error (error);
}

static gboolean
knows (const PodLabLook *found, const char *laboratory)
{
  return g_ptr_array_find_with_equal_func (found->laboratories, laboratory, g_str_equal, NULL);
}

static void
remember (PodTrial *trial, const PodLabLook *found, const char *laboratory)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (found->shape);
  pod_trial_remember_laboratory (trial, found->shape, laboratory, "", &error);
  g_assert_no_error (error);
}

/* The title above and the lines below are no part of the shape, also where the map takes the first line for the heading's second row. */
static void
test_table (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodLabLook) before = NULL, first = NULL, again = NULL, other = NULL;

  before = look (trial, "a.csv", HEADING LINE);
  g_assert_false (knows (before, "Central"));
  keep_map (trial);
  first = look (trial, "a.csv", "Results of " CANARY "\n" HEADING LINE LINE);
  g_assert_true (knows (first, "Central"));
  g_assert_null (first->laboratory);
  g_assert_cmpstr (pod_lab_look_choose (first, "Central")->name, ==, "");
  g_assert_true (pod_lab_look_choose (first, "Central")->fits);
  remember (trial, first, "Central");
  again = look (trial, "b.csv", HEADING "0000002,Another,Hb,99,g/L,2026-04-11\n");
  g_assert_cmpstr (again->shape, ==, first->shape);
  g_assert_cmpstr (again->laboratory, ==, "Central");
  g_assert_cmpstr (again->map, ==, "");
  other = look (trial, "c.csv", "record,item,result,unit,collected\n0000001,Hb,1,g/L,2026\n");
  g_assert_cmpstr (other->shape, !=, first->shape);
  g_assert_null (other->laboratory);
  fixture_end (trial);
}

static void
test_messages (void)
{
  static const char message[] =
      "MSH|^~\\&|LIS|%s|||20260310||ORU^R01|1|P|2.5\rPID|1||1^^^^MR||" CANARY "\r";
  PodTrial *trial = fixture_trial ();
  g_autofree char *one = g_strdup_printf (message, "North");
  g_autofree char *another = g_strdup_printf (message, "South");
  g_autoptr (PodLabLook) first = NULL, again = NULL, other = NULL;

  keep_map (trial);
  first = look (trial, "a.hl7", one);
  remember (trial, first, "Laboratory of the north");
  again = look (trial, "b.hl7", one);
  g_assert_cmpstr (again->laboratory, ==, "Laboratory of the north");
  other = look (trial, "c.hl7", another);
  g_assert_null (other->laboratory);
  fixture_end (trial);
}

static void
test_bundle_has_none (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodLabLook) found = look (trial, "a.json", "{\"resourceType\": \"Bundle\"}");

  g_assert_null (found->shape);
  g_assert_null (found->laboratory);
  fixture_end (trial);
}

/* What is kept is read by it, without a file at hand, also when what waits is judged again. */
static void
test_kept_map (void)
{
  PodTrial *trial = fixture_trial ();
  const char *text = HEADING ",,,,,\n0000001,Nobody,Haemoglobin,99,g/L,2026-03-10 08:00\n";
  const char *path = pod_test_write (pod_test_dir (), "lab.csv", text);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;

  keep_map (trial);
  import = pod_trial_receive (trial, path, NULL, "Central", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->read, ==, 1);
  g_assert_nonnull (import->shape);
  fixture_end (trial);
}

static PodImport *
receive (PodTrial *trial, gint64 *arrival)
{
  const char *text = HEADING ",,,,,\n0000001,Nobody,Hb,\"101,5\",g/L,2026-03-10 08:00\n";
  g_autoptr (GError) error = NULL;
  PodImport *import = pod_trial_receive (trial, pod_test_write (pod_test_dir (), "a.csv", text),
                                         NULL, "Central", arrival, &error);

  g_assert_no_error (error);
  return import;
}

static void
keep_comma (PodTrial *trial, gboolean decimal_comma)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_keep_decimal_comma (trial, "Central", decimal_comma, &error));
  g_assert_no_error (error);
}

/* Of the one that it was said of, before and instead of its map. */
static void
test_decimal_comma (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodImport) before = NULL, after = NULL;
  g_autoptr (PodLabLook) found = NULL;
  g_autoptr (GError) error = NULL;
  const PodLabMapChoice *map;
  gint64 arrival;

  fixture_register (trial, "0000001");
  keep_map (trial);
  before = receive (trial, &arrival);
  g_assert_cmpuint (before->refused, ==, 1);
  g_assert_cmpuint (before->decimals, ==, 1);
  g_assert_false (before->decimal_comma);
  keep_comma (trial, TRUE);
  g_assert_cmpstr (pod_site_get_setting (pod_trial_get_site (trial), "lab.decimal.Central"), ==,
                   ",");
  g_assert_true (pod_trial_set_aside_arrival (trial, arrival, "decimals", &error));
  after = receive (trial, &arrival);
  g_assert_cmpuint (after->accepted, ==, 1);
  g_assert_true (after->decimal_comma);
  found = look (trial, "a.csv", HEADING LINE);
  map = pod_lab_look_choose (found, "Central");
  g_assert_true (pod_trial_has_decimal_comma (trial, "Central", map));
  g_assert_false (pod_trial_has_decimal_comma (trial, "Elsewhere", map));
  keep_comma (trial, FALSE);
  g_assert_false (pod_trial_has_decimal_comma (trial, "Central", map));
  fixture_end (trial);
}

/* ---- columns ---- */

#define FOREIGN "Fall-Nr,Name,Test,Wert,Einheit,Entnahme\n"
#define FOREIGN_LINE "0000001," CANARY ",Haemoglobin,101,g/L,2026-03-10 08:00\n"

static const char *const columns[] = { "subject.kind\trecord_number",
                                       "subject\tFall-Nr",
                                       "item\tTest",
                                       "result\tWert",
                                       "unit\tEinheit",
                                       "collected\tEntnahme",
                                       NULL };

/* A study that has a map, which knows the names and none of the headings. */
static PodTrial *
open_with_map (void)
{
  PodTrial *trial = fixture_trial ();
  const char *maps = pod_test_path (g_getenv ("PODOCYTE_DATA_DIR"), "studies/small/maps");

  g_assert_cmpint (g_mkdir_with_parents (maps, 0700), ==, 0);
  pod_test_write (maps, "default.ini",
                  "[map d]\nlaboratory=Own\nsubject.kind=screening_number\nsubject=Subject\n"
                  "item=Test\nresult=Result\nunit=Unit\ncollected=Collected\n"
                  "[item hgb]\nnames=Haemoglobin\n");
  return trial;
}

static void
keep_columns (PodTrial *trial, const char *const *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_keep_lab_columns (trial, "Foreign", said, &error));
  g_assert_no_error (error);
}

/* The error, where one is wanted; else what was accepted. */
static guint
receive_foreign (PodTrial *trial, const char *laboratory, const char *text, GError **error)
{
  g_autoptr (PodImport)
      import = pod_trial_receive (trial, pod_test_write (pod_test_dir (), "f.csv", text), NULL,
                                  laboratory, NULL, error);

  return import != NULL ? import->accepted : 0;
}

static void
assert_misfit (PodTrial *trial, const char *laboratory)
{
  g_autoptr (GError) error = NULL;

  receive_foreign (trial, laboratory, FOREIGN FOREIGN_LINE, &error);
  g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP);
}

/* Refused before it is said which column is what, then read, as this laboratory's alone; taken back it is refused again.  What the map knows is read
 * by the map all the while, its numbers of the kind that the map says. */
static void
test_columns (void)
{
  PodTrial *trial = open_with_map ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) kept = NULL;

  fixture_register (trial, "0000001");
  assert_misfit (trial, "Foreign");
  g_assert_null (pod_trial_list_lab_columns (trial, "Foreign"));
  keep_columns (trial, columns);
  kept = pod_trial_list_lab_columns (trial, "Foreign");
  g_assert_true (g_strv_equal ((const char *const *) kept, columns));
  assert_misfit (trial, "Elsewhere");
  g_assert_cmpuint (receive_foreign (trial, "Foreign", FOREIGN FOREIGN_LINE, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpuint (receive_foreign (trial, "Foreign",
                                     "Subject,Test,Result,Unit,Collected\n"
                                     "S-001,Haemoglobin,99,g/L,2026-03-11 08:00\n",
                                     &error),
                    ==, 1);
  g_assert_no_error (error);
  keep_columns (trial, NULL);
  assert_misfit (trial, "Foreign");
  fixture_end (trial);
}

/* The next file of that form has everything chosen, and of another laboratory it does not fit. */
static void
test_columns_look (void)
{
  PodTrial *trial = open_with_map ();
  g_autoptr (PodLabLook) before = look (trial, "a.csv", FOREIGN FOREIGN_LINE);
  const PodLabMapChoice *map = pod_lab_look_choose (before, "Foreign");
  g_autoptr (PodLabLook) after = NULL, again = NULL, other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_lab_look_fits (before, map, "Foreign"));
  g_assert_null (before->shape);
  g_assert_cmpuint (map->headings->len, ==, 6);
  keep_columns (trial, columns);
  after = look (trial, "a.csv", FOREIGN FOREIGN_LINE);
  g_assert_true (knows (after, "Foreign"));
  map = pod_lab_look_choose (after, "Foreign");
  g_assert_true (pod_lab_look_fits (after, map, "Foreign"));
  g_assert_false (pod_lab_look_fits (after, map, "Elsewhere"));
  g_assert_nonnull (after->shape);
  g_assert_true (pod_trial_remember_laboratory (trial, after->shape, "Foreign", map->name, &error));
  again = look (trial, "b.csv", "Title\n" FOREIGN);
  g_assert_cmpstr (again->laboratory, ==, "Foreign");
  g_assert_cmpstr (pod_lab_look_choose (again, "Foreign")->name, ==, map->name);
  other = look (trial, "c.csv", "Nummer,Test,Wert,Entnahme\n");
  g_assert_null (other->laboratory);
  g_assert_false (pod_lab_look_fits (other, pod_lab_look_choose (other, "Foreign"), "Foreign"));
  fixture_end (trial);
}

/* By what is kept for the laboratory that the map names, as podocytectl reads. */
static void
test_columns_of_map (void)
{
  PodTrial *trial = fixture_trial ();
  const char *map =
      pod_test_write (pod_test_dir (), "foreign.ini",
                      "[map f]\nlaboratory=Foreign\n"
                      "subject.kind=screening_number\n[item hgb]\nnames=Haemoglobin\n");
  const char *path = pod_test_write (pod_test_dir (), "f.csv", FOREIGN FOREIGN_LINE);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;

  fixture_register (trial, "0000001");
  g_assert_null (pod_trial_import (trial, path, map, FALSE, &error));
  g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP);
  g_clear_error (&error);
  keep_columns (trial, columns);
  import = pod_trial_import (trial, path, map, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->accepted, ==, 1);
  fixture_end (trial);
}

/* Nothing unclear is kept, and a heading of two lines is no two columns. */
static void
test_columns_refused (void)
{
  static const char *const twice[] = { "subject\tA", "item\tB", "result\tC", "collected\tA", NULL };
  static const char *const lines[] = { "subject\tA\nunit\tE", "item\tB", "result\tC",
                                       "collected\tD\n", NULL };
  static const char *const *const bad[] = { twice, lines, columns + 2 };
  PodTrial *trial = fixture_trial ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_trial_keep_lab_columns (trial, "Foreign", bad[i], &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
    }
  g_assert_false (pod_trial_keep_lab_columns (trial, "", columns, NULL));
  g_assert_null (pod_trial_list_lab_columns (trial, "Foreign"));
  fixture_end (trial);
}

static void
test_refused (void)
{
  static const char *const names[] = { "", "a\tb", "a\nb", NULL };
  PodTrial *trial = fixture_trial ();
  const char *bad = pod_test_write (pod_test_dir (), "bad.ini", "[map x]\nlaboratory=\n");

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_trial_remember_laboratory (trial, "0", names[i], "", &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
    }
  g_assert_false (pod_trial_keep_lab_map (trial, "Central", bad, NULL));
  fixture_end (trial);
}

/* A file that is gone is told of without its name, which is often a person's; so is a folder, and a map. */
static void
test_unreadable (void)
{
  PodTrial *trial = fixture_trial ();
  const char *paths[] = { pod_test_path (pod_test_dir (), CANARY ".csv"), pod_test_dir () };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) of_map = NULL;

      pod_trial_look_at_lab_file_async (trial, paths[i], NULL, pod_test_take_result_cb, &result);
      g_assert_null (pod_trial_look_at_lab_file_finish (trial, fixture_wait ((gpointer *) &result),
                                                        &error));
      g_assert_nonnull (error);
      g_assert_null (strstr (error->message, "Zhangsan"));
      g_assert_null (strstr (error->message, pod_test_dir ()));
      g_assert_false (pod_trial_keep_lab_map (trial, "Central", paths[i], &of_map));
      g_assert_null (strstr (of_map->message, "Zhangsan"));
    }
  fixture_end (trial);
}

static void
test_spelling (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodLabLook) found = NULL;
  g_autofree char *known = NULL, *new = NULL;

  keep_map (trial);
  found = look (trial, "a.csv", HEADING LINE);
  known = pod_lab_look_spell (found, " ＣＥＮＴＲＡＬ ");
  g_assert_cmpstr (known, ==, "Central");
  new = pod_lab_look_spell (found, " Elsewhere ");
  g_assert_cmpstr (new, ==, "Elsewhere");
  g_assert_null (pod_lab_look_spell (found, "  "));
  fixture_end (trial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/laboratory/table", test_table);
  g_test_add_func ("/service/laboratory/messages", test_messages);
  g_test_add_func ("/service/laboratory/bundle-has-none", test_bundle_has_none);
  g_test_add_func ("/service/laboratory/kept-map", test_kept_map);
  g_test_add_func ("/service/laboratory/decimal-comma", test_decimal_comma);
  g_test_add_func ("/service/laboratory/columns", test_columns);
  g_test_add_func ("/service/laboratory/columns-look", test_columns_look);
  g_test_add_func ("/service/laboratory/columns-of-map", test_columns_of_map);
  g_test_add_func ("/service/laboratory/columns-refused", test_columns_refused);
  g_test_add_func ("/service/laboratory/refused", test_refused);
  g_test_add_func ("/service/laboratory/unreadable", test_unreadable);
  g_test_add_func ("/service/laboratory/spelling", test_spelling);
  return g_test_run ();
}
