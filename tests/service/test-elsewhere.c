/* What another hospital measured long ago, of which the month alone is known: how it comes in, and what is made of it. */

#include <string.h>

#include "pod-charts.h"
#include "pod-trial-arrival.h"
#include "pod-trial-results.h"
#include "pod-words.h"
#include "service-fixture.h"

#define ELSEWHERE "Hospital of the Next Town"

static const char map_text[] =
    "[map central]\nlaboratory=Central\nsubject=record\nsubject.kind=record_number\nitem=item\n"
    "result=result\nunit=unit\ncollected=collected\n"
    "[item anc]\nnames=ANC\n[item plt]\nnames=PLT\n[item creatinine]\nnames=CREA\n";

static const char table[] = "record,item,result,unit,collected\n"
                            "0000001,ANC,2.1,10*9/L,2026-02\n"
                            "0000001,PLT,160,10*9/L,2026年2月\n"
                            "0000001,CREA,70,umol/L,2024\n";

/* ---- in ---- */

/* By a table: it waits, and a person takes it as it is. */
static void
take_table (PodTrial *trial)
{
  const char *map = pod_test_write (pod_test_dir (), "map.ini", map_text);
  const char *path = pod_test_write (pod_test_dir (), "table.csv", table);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gint64 arrival;

  import = pod_trial_receive (trial, path, map, ELSEWHERE, &arrival, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import->conflict, ==, 3);
  items = pod_trial_list_arrival_items (trial, arrival, "waiting", 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  for (guint i = 0; i < items->len; i++)
    {
      const PodTrialArrivalItem *item = g_ptr_array_index (items, i);
      const PodArrivalKey key = pod_trial_arrival_item_get_key (item);

      g_assert_cmpstr (item->cause, ==, "partial_date");
      g_assert_cmpstr (item->finding.laboratory, ==, ELSEWHERE);
      pod_trial_resolve (trial, &key, 1, POD_RESOLVE_ACCEPT, NULL, &error);
      g_assert_no_error (error);
    }
}

/* From a letter, by hand. */
static void
type (PodTrial *trial, gint64 subject)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = pod_change_reserve (change);
  finding.record.subject = subject;
  finding.observation = "hgb";
  finding.when.date = pod_date_new (2026, 2, 0);
  finding.quantity = (PodQuantity){ POD_EXACTLY, 118, pod_unit_from_ucum ("g/L") };
  finding.laboratory = ELSEWHERE;
  finding.source = "typed";
  pod_change_put_finding (change, &finding);
  pod_trial_record (trial, subject, change, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_when (PodTrial *trial, gint64 subject, const char *observation, const char *when)
{
  const PodFinding *finding = fixture_find (trial, subject, observation);
  g_autofree char *text = pod_moment_to_string (finding->when);

  g_assert_cmpstr (text, ==, when);
  g_assert_cmpstr (finding->laboratory, ==, ELSEWHERE);
}

/* ---- what follows ---- */

static void
say_leaf (const PodEvidence *leaf, gpointer data)
{
  PodTrial *trial = ((gpointer *) data)[0];
  g_autofree char *words = pod_evidence_to_words (pod_trial_get_study (trial), leaf);

  g_string_append_printf (((gpointer *) data)[1], "%s\n", words);
}

/* The blood count of the last 28 days before @as_of. */
static char *
ask (PodTrial *trial, gint64 subject, PodDate as_of, PodTruth expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodScreening) screening = pod_trial_screen (trial, subject, as_of, &error);
  GString *words = g_string_new (NULL);
  gpointer both[] = { trial, words };

  g_assert_no_error (error);
  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);

      if (!g_str_equal (verdict->criterion->id, "INC-03a"))
        continue;
      g_assert_cmpint (verdict->passes, ==, expected);
      pod_evidence_foreach_leaf (verdict->evidence, TRUE, say_leaf, both);
    }
  return g_string_free (words, FALSE);
}

/* On 1 March every day of February lies within the 28 days, so whichever it was counts; one day later one of them does not, and nothing
 * is decided. */
static void
check_window (PodTrial *trial, gint64 subject)
{
  g_autofree char *at = ask (trial, subject, pod_date_new (2026, 3, 1), POD_TRUE);
  g_autofree char *beyond = ask (trial, subject, pod_date_new (2026, 3, 2), POD_UNKNOWN);
  g_autofree char *last = ask (trial, subject, pod_date_new (2026, 3, 28), POD_UNKNOWN);
  g_autofree char *after = ask (trial, subject, pod_date_new (2026, 3, 29), POD_UNKNOWN);

  g_assert_null (strstr (at, "does not tell"));
  g_assert_nonnull (strstr (beyond, "its date does not tell whether it counts"));
  g_assert_nonnull (strstr (last, "its date does not tell whether it counts"));
  g_assert_null (strstr (after, "does not tell"));
}

static void
check_chart (PodTrial *trial, gint64 subject)
{
  static const char *const observations[] = { "anc", "plt", "hgb", "creatinine", NULL };
  const PodLabOptions options = { .observations = observations, .width = 900 };
  g_autoptr (PodScene)
      scene = pod_lab_scene_new (pod_trial_get_study (trial), pod_trial_get_site (trial),
                                 fixture_load (trial, subject), pod_trial_get_today (trial),
                                 &options, pod_metrics_pango ());

  g_assert_cmpuint (scene->not_drawn, ==, 4);
  g_assert_cmpstr (scene->not_drawn_why, ==, "no complete date");
}

/* ISO 8601 of what is known, and no study day of what is not. */
static void
check_package (PodTrial *trial)
{
  const char *directory = pod_test_path (pod_test_dir (), "package");
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;
  const char *rows;

  pod_trial_export (trial, directory, POD_PROFILE_CODED, FALSE, &error);
  g_assert_no_error (error);
  pod_package_check (directory, problems, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  rows = strstr (pod_test_read (pod_test_path (directory, "lb.json"), NULL), "\"rows\"");
  g_test_message ("%s", rows);
  for (guint i = 0; i < 3; i++)
    {
      rows = strstr (rows, "\"2026-02\"");
      g_assert_nonnull (rows);
      rows++;
    }
  rows = strstr (pod_test_read (pod_test_path (directory, "lb.json"), NULL), "\"rows\"");
  g_assert_nonnull (strstr (rows, "\"2024\""));
  g_assert_null (strstr (rows, "2026-02-"));
  g_assert_null (strstr (rows, "2024-"));
  g_assert_null (strstr (rows, "Next Town"));
}

static void
test_elsewhere (void)
{
  PodTrial *trial;
  gint64 subject;

  fixture_use_real_data ();
  trial = fixture_create (fixture_path (), "nct07241468");
  subject = fixture_register (trial, "0000001");
  take_table (trial);
  type (trial, subject);
  assert_when (trial, subject, "anc", "2026-02");
  assert_when (trial, subject, "plt", "2026-02");
  assert_when (trial, subject, "creatinine", "2024");
  assert_when (trial, subject, "hgb", "2026-02");
  check_window (trial, subject);
  check_chart (trial, subject);
  check_package (trial);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/elsewhere/a-month-alone", test_elsewhere);
  return g_test_run ();
}
