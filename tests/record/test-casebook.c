#include <math.h>

#include "pod-casebook.h"

static const PodSubject subject = {
  .record = { .id = 7, .subject = 7, .version = 1 },
  .usubjid = "NCT07241468-01-007",
  .screening_number = "S-007",
  .cohort = "mn",
  .sex = "female",
};

static PodFinding
make_finding (gint64 id, const char *observation, const char *when, double number)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = id;
  finding.observation = observation;
  finding.quantity.number = number;
  finding.source = "typed";
  if (when)
    g_assert_true (pod_moment_parse (when, &finding.when));
  return finding;
}

static void
add_finding (PodCasebookBuilder *builder, gint64 id, const char *observation, const char *when)
{
  PodFinding finding = make_finding (id, observation, when, id);

  pod_casebook_builder_add_finding (builder, &finding);
}

static void
add_event (PodCasebookBuilder *builder,
           gint64 id,
           const char *code,
           const char *date,
           gboolean voided)
{
  PodEvent event = { .record = { .id = id, .voided = voided },
                     .category = "disposition",
                     .code = code };

  if (date)
    g_assert_true (pod_date_parse (date, &event.date));
  pod_casebook_builder_add_event (builder, &event);
}

/* Entered in any order, read in the order in which it happened. */
static void
test_order (void)
{
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 12);
  static const gint64 expected[] = { 5, 2, 3, 1, 6, 4 };
  const PodFinding *series;
  guint n;

  add_finding (builder, 4, "hgb", "2026-03-01");
  add_finding (builder, 1, "creatinine", "2026-03-02T08:00");
  add_finding (builder, 3, "creatinine", "2026-03-01");
  add_finding (builder, 2, "creatinine", "2026-03-01");
  add_finding (builder, 5, "anc", "2026-04-01");
  add_finding (builder, 6, "creatinine", NULL);
  g_autoptr (PodCasebook) casebook = pod_casebook_builder_end (builder);
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (findings[i].record.id, ==, expected[i]);
  series = pod_casebook_get_series (casebook, "creatinine", &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_true (series == findings + 1);
  g_assert_null (pod_casebook_get_series (casebook, "platelets", &n));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (pod_casebook_get_audit (casebook), ==, 12);
}

/* What was given to the builder may change or go: the casebook has its own. */
static void
test_owns_strings (void)
{
  char sex[] = "female", name[] = "serum_hcg", code[] = "negative";
  PodSubject changing = subject;
  PodFinding finding = make_finding (1, name, "2026-03-01", NAN);
  PodCasebookBuilder *builder;
  const PodFinding *kept;

  changing.sex = sex;
  finding.code = code;
  builder = pod_casebook_builder_new (&changing, 1);
  pod_casebook_builder_add_finding (builder, &finding);
  g_autoptr (PodCasebook) casebook = pod_casebook_builder_end (builder);
  sex[0] = name[0] = code[0] = '#';
  kept = pod_casebook_find_finding (casebook, 1);
  g_assert_cmpstr (pod_casebook_get_subject (casebook)->sex, ==, "female");
  g_assert_cmpstr (kept->code, ==, "negative");
  g_assert_true (kept->observation == g_intern_string ("serum_hcg"));
}

static void
add_visit (PodCasebookBuilder *builder,
           gint64 id,
           const char *status,
           PodDate date,
           gboolean voided)
{
  PodVisit visit = { .record = { .id = id, .voided = voided }, .status = status, .date = date };

  pod_casebook_builder_add_visit (builder, &visit);
}

/* One that was missed or voided took place on no day, and half a day is none. */
static void
test_visit_on (void)
{
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 1);
  PodDate day = pod_date_new (2026, 3, 1);

  add_visit (builder, 1, "missed", day, FALSE);
  add_visit (builder, 2, "done", day, TRUE);
  add_visit (builder, 3, "done", day, FALSE);
  add_visit (builder, 4, "done", pod_date_new (2026, 4, 0), FALSE);
  add_visit (builder, 5, "missed", pod_date_new (2026, 5, 1), FALSE);
  g_autoptr (PodCasebook) casebook = pod_casebook_builder_end (builder);
  g_assert_cmpint (pod_casebook_find_visit_on (casebook, day)->record.id, ==, 3);
  g_assert_null (pod_casebook_find_visit_on (casebook, pod_date_new (2026, 3, 2)));
  g_assert_null (pod_casebook_find_visit_on (casebook, pod_date_new (2026, 4, 0)));
  g_assert_null (pod_casebook_find_visit_on (casebook, pod_date_new (2026, 5, 1)));
  g_assert_null (pod_casebook_find_visit_on (casebook, POD_DATE_NONE));
}

static void
test_empty (void)
{
  g_autoptr (PodCasebook)
      casebook = pod_casebook_builder_end (pod_casebook_builder_new (&subject, 0));
  guint n;

  pod_casebook_get_findings (casebook, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (pod_casebook_get_series (casebook, "hgb", &n));
  g_assert_null (pod_casebook_find_finding (casebook, 1));
  g_assert_null (pod_casebook_find_finding (casebook, 0));
  g_assert_null (pod_casebook_find_visit (casebook, 1));
  g_assert_null (pod_casebook_find_event (casebook, "consent"));
}

/* A voided record can be read and answers nothing. */
static void
test_voided (void)
{
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 1);
  PodFinding finding = make_finding (3, "hgb", "2026-03-01", 110);
  guint n;

  finding.record.voided = TRUE;
  pod_casebook_builder_add_finding (builder, &finding);
  add_event (builder, 1, "consent", "2026-01-10", FALSE);
  add_event (builder, 2, "consent", "2026-02-10", TRUE);
  g_autoptr (PodCasebook) casebook = pod_casebook_builder_end (builder);
  g_assert_true (pod_casebook_find_finding (casebook, 3)->record.voided);
  pod_casebook_get_series (casebook, "hgb", &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (pod_casebook_find_event (casebook, "consent")->record.id, ==, 1);
}

static void
test_latest_event (void)
{
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 1);
  PodEvent history = { .record = { .id = 9 }, .category = "history", .code = "consent" };

  add_event (builder, 1, "consent", "2026-02-10", FALSE);
  add_event (builder, 2, "consent", "2026-03-10", FALSE);
  add_event (builder, 3, "consent", NULL, FALSE);
  add_event (builder, 4, "death", NULL, FALSE);
  history.date = pod_date_new (2026, 5, 1);
  pod_casebook_builder_add_event (builder, &history);
  g_autoptr (PodCasebook) casebook = pod_casebook_builder_end (builder);
  g_assert_cmpint (pod_casebook_find_event (casebook, "consent")->record.id, ==, 2);
  g_assert_cmpint (pod_casebook_find_event (casebook, "death")->record.id, ==, 4);
}

static gpointer
read_in_thread (gpointer data)
{
  g_autoptr (PodCasebook) casebook = data;
  guint n;

  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (PodCasebook) again = pod_casebook_ref (casebook);

      pod_casebook_get_series (again, "hgb", &n);
      g_assert_cmpuint (n, ==, 1);
    }
  return NULL;
}

/* References are counted from any thread; the last one to let go frees it. */
static void
test_threads (void)
{
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 1);
  GThread *threads[4];

  add_finding (builder, 1, "hgb", "2026-03-01");
  g_autoptr (PodCasebook) casebook = pod_casebook_builder_end (builder);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_in_thread, pod_casebook_ref (casebook));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* Fifty thousand findings of a hundred observations: sorted, and every lookup is a slice. */
static void
test_many (void)
{
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 1);
  gint64 start = g_get_monotonic_time ();
  guint n;

  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *name = g_strdup_printf ("observation_%02u", i % 100);
      PodFinding finding = make_finding (i + 1, name, NULL, i);

      finding.when = pod_moment_on (pod_date_from_day (20000 + (i * 7919) % 1000));
      pod_casebook_builder_add_finding (builder, &finding);
    }
  g_autoptr (PodCasebook) casebook = pod_casebook_builder_end (builder);
  for (guint i = 0; i < 50000; i++)
    {
      g_assert_nonnull (pod_casebook_get_series (casebook, "observation_42", &n));
      g_assert_cmpuint (n, ==, 500);
      g_assert_cmpint (pod_casebook_find_finding (casebook, i + 1)->record.id, ==, i + 1);
    }
  /* Generous: a quadratic way would need minutes. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

static void
test_abandoned_builder (void)
{
  g_autoptr (PodCasebookBuilder) builder = pod_casebook_builder_new (&subject, 1);

  add_finding (builder, 1, "hgb", "2026-03-01");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/casebook/order", test_order);
  g_test_add_func ("/record/casebook/owns-strings", test_owns_strings);
  g_test_add_func ("/record/casebook/visit-on", test_visit_on);
  g_test_add_func ("/record/casebook/empty", test_empty);
  g_test_add_func ("/record/casebook/voided", test_voided);
  g_test_add_func ("/record/casebook/latest-event", test_latest_event);
  g_test_add_func ("/record/casebook/threads", test_threads);
  g_test_add_func ("/record/casebook/many", test_many);
  g_test_add_func ("/record/casebook/abandoned", test_abandoned_builder);
  return g_test_run ();
}
