/* Every attempt and what became of it, told by nothing that names a person. */
#include "clinic-fixture.h"
#include "pod-screening-log.h"

static PodCasebook *
attempt (gint64 id, const char *usubjid, const char *cohort, const char *number, double age)
{
  g_autofree char *screening = g_strdup_printf ("S-%03d", (int) id);
  const PodSubject subject = { .record = { .id = id, .subject = id, .version = 1 },
                               .usubjid = usubjid,
                               .screening_number = screening,
                               .enrolment_number = number,
                               .cohort = cohort,
                               .sex = "female" };
  PodCasebookBuilder *builder = pod_casebook_builder_new (&subject, 1);
  const PodEvent consent = { .record = { 1, id, 1, FALSE },
                             .category = "disposition",
                             .code = "consent",
                             .date = fixture_day ((int) id * 10 - 100) };
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ 1, id, 1, FALSE };
  finding.observation = g_intern_string ("age");
  finding.quantity.number = age;
  finding.source = "derived";
  pod_casebook_builder_add_finding (builder, &finding);
  if (id == 2)
    {
      pod_finding_init (&finding);
      finding.record = (PodRecord){ 5, id, 1, FALSE };
      finding.observation = g_intern_string ("hgb");
      finding.quantity = (PodQuantity){ POD_EXACTLY, 59, pod_unit_from_ucum ("g/L") };
      finding.when = pod_moment_on (fixture_day (-76));
      pod_casebook_builder_add_finding (builder, &finding);
    }
  pod_casebook_builder_add_event (builder, &consent);
  if (number != NULL)
    pod_casebook_builder_add_event (builder,
                                    &(PodEvent){ .record = { 2, id, 1, FALSE },
                                                 .category = "disposition",
                                                 .code = "enrolment",
                                                 .date = fixture_day ((int) id * 10 - 90) });
  if (g_strcmp0 (usubjid, "P-2") == 0 && id == 2)
    pod_casebook_builder_add_event (builder, &(PodEvent){ .record = { 2, id, 1, FALSE },
                                                          .category = "disposition",
                                                          .code = "screen_failure",
                                                          .detail = "INC-03a EXC-02",
                                                          .date = fixture_day (-75) });
  if (number != NULL)
    pod_casebook_builder_add_signature (builder, &(PodSignature){ .id = 1,
                                                                  .subject = id,
                                                                  .scope = "event",
                                                                  .about = 2,
                                                                  .meaning = "decision",
                                                                  .user = "pi",
                                                                  .printed_name = "Dr Invented",
                                                                  .role = "pi",
                                                                  .head = "1:00" });
  return pod_casebook_builder_end (builder);
}

static GPtrArray *
attempts (void)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);

  /* In no order. */
  g_ptr_array_add (all, attempt (4, "P-3", NULL, NULL, 90));
  g_ptr_array_add (all, attempt (1, "P-1", "mn", "MN-001", 50));
  g_ptr_array_add (all, attempt (2, "P-2", "igan", NULL, 59));
  g_ptr_array_add (all, attempt (3, "P-2", "igan", "IgAN-001", 60));
  return all;
}

static char *
list (const PodScreeningLog *log)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < log->entries->len; i++)
    {
      const PodLogEntry *entry = log->entries->pdata[i];
      g_autofree char *outcome = pod_log_entry_say_outcome (entry);
      g_autofree char *person = pod_log_entry_say_person (entry);

      g_string_append_printf (text, "%s %s | %s | %d | %s\n", entry->screening_number, person,
                              outcome, entry->days, pod_log_entry_say_signer (entry));
    }
  return g_string_free (text, FALSE);
}

static void
test_entries (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (GPtrArray) all = attempts ();
  g_autoptr (PodScreeningLog)
      log = pod_screening_log_new (study, site, all, &POD_LOG_FILTER_NONE, fixture_today ());
  g_autofree char *text = list (log);
  g_autofree char *totals = pod_screening_log_say_totals (log);

  g_assert_cmpstr (
      text, ==,
      "S-001 Female, 50–59 | Enrolled as MN-001 | 10 | Dr Invented\n"
      "S-002 Female, 50–59 | Screen failure: INC-03a Hemoglobin 59 g/L not ≥ 60 (−1), 5 Sep "
      "2026 · EXC-02 · screened again as S-003 | 5 | not signed\n"
      "S-003 Female, 60–69 | Enrolled as IgAN-001 · screened before as S-002 | 10 | Dr Invented\n"
      "S-004 Female, 90+ | In screening | 60 | –\n");
  g_assert_cmpstr (totals, ==,
                   "Enrolled 2 of 36 · MN 1 · IgAN 1 · AAV 0 · 4 attempts in all · In screening 1 "
                   "· Screen failure 1");
}

/* What is filtered away still counts, and is still the attempt before. */
static void
test_filters (void)
{
  const struct
  {
    PodLogFilter filter;
    const char *numbers;
  } rows[] = {
    { { "igan", -1, POD_DATE_NONE, POD_DATE_NONE }, "S-002 S-003 " },
    { { NULL, POD_LOG_SCREENING, POD_DATE_NONE, POD_DATE_NONE }, "S-004 " },
    { { NULL, POD_LOG_WITHDRAWN, POD_DATE_NONE, POD_DATE_NONE }, "" },
    { { NULL, -1, fixture_day (-80), POD_DATE_NONE }, "S-002 S-003 S-004 " },
    { { NULL, -1, fixture_day (-79), POD_DATE_NONE }, "S-003 S-004 " },
    { { NULL, -1, POD_DATE_NONE, fixture_day (-80) }, "S-001 S-002 " },
    { { "igan", POD_LOG_ENROLLED, fixture_day (-80), fixture_today () }, "S-003 " },
  };
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (GPtrArray) all = attempts ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodScreeningLog)
          log = pod_screening_log_new (study, site, all, &rows[i].filter, fixture_today ());
      g_autoptr (GString) numbers = g_string_new (NULL);

      for (guint k = 0; k < log->entries->len; k++)
        g_string_append_printf (numbers, "%s ",
                                ((PodLogEntry *) log->entries->pdata[k])->screening_number);
      g_assert_cmpstr (numbers->str, ==, rows[i].numbers);
      g_assert_cmpuint (log->all.attempts, ==, 4);
    }
}

/* On an earlier day nothing is known of what came after it. */
static void
test_earlier (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (GPtrArray) all = attempts ();
  g_autoptr (PodScreeningLog)
      log = pod_screening_log_new (study, site, all, &POD_LOG_FILTER_NONE, fixture_day (-79));
  g_autofree char *text = list (log);

  g_assert_cmpstr (text, ==,
                   "S-001 Female, 50–59 | Enrolled as MN-001 | 10 | Dr Invented\n"
                   "S-002 Female, 50–59 | In screening | 1 | –\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/screening-log/entries", test_entries);
  g_test_add_func ("/clinic/screening-log/filters", test_filters);
  g_test_add_func ("/clinic/screening-log/earlier", test_earlier);
  return g_test_run ();
}
