#include "package-fixture.h"

#include <math.h>

#include "pod-dataset-json.h"
#include "pod-problem.h"
#include "pod-test.h"

static void
free_subject (gpointer data)
{
  PodPackageSubject *subject = data;

  pod_casebook_unref (subject->casebook);
  g_free (subject);
}

static PodMoment
at (const char *text)
{
  PodMoment moment = POD_MOMENT_NONE;

  g_assert_true (*text == '\0' || pod_moment_parse (text, &moment));
  return moment;
}

static void
add_event (PodCasebookBuilder *builder,
           gint64 id,
           const char *code,
           const char *date,
           const char *detail)
{
  PodEvent event = {
    .record = { id, 1, 1, FALSE }, .category = "disposition", .code = code, .detail = detail
  };

  event.date = at (date).date;
  pod_casebook_builder_add_event (builder, &event);
}

static void
add_visit (PodCasebookBuilder *builder,
           gint64 id,
           const char *planned,
           const char *date,
           const char *status)
{
  PodVisit visit = { .record = { id, 1, 1, FALSE }, .planned = planned, .status = status };

  visit.date = at (date).date;
  visit.note = "the wife of " FIXTURE_NAME " called";
  pod_casebook_builder_add_visit (builder, &visit);
}

static void
add_number (PodCasebookBuilder *builder,
            gint64 id,
            gint64 visit,
            const char *observation,
            const char *when,
            const char *text,
            const char *unit)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ id, 1, 1, FALSE };
  finding.visit = visit;
  finding.observation = g_intern_string (observation);
  finding.when = at (when);
  g_assert_true (pod_quantity_parse_number (text, &finding.quantity));
  finding.quantity.unit = pod_unit_from_ucum (unit);
  finding.text = text;
  finding.laboratory = "Changhai central laboratory";
  finding.source = "typed";
  finding.lower = 1;
  finding.upper = 2;
  pod_casebook_builder_add_finding (builder, &finding);
}

static void
add_choice (PodCasebookBuilder *builder,
            gint64 id,
            const char *observation,
            const char *when,
            const char *code)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ id, 1, 1, FALSE };
  finding.observation = g_intern_string (observation);
  finding.when = at (when);
  finding.code = code;
  finding.text = "阴性 " FIXTURE_NAME;
  finding.source = "typed";
  pod_casebook_builder_add_finding (builder, &finding);
}

/* A sum of which not every item is known. */
static void
add_sum (PodCasebookBuilder *builder,
         gint64 id,
         const char *observation,
         const char *when,
         int least)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ id, 1, 1, FALSE };
  finding.observation = g_intern_string (observation);
  finding.when = at (when);
  finding.quantity = (PodQuantity){ POD_AT_LEAST, least, pod_unit_one () };
  finding.method = "bvas.3 12..31 of 40 items";
  finding.source = "derived";
  pod_casebook_builder_add_finding (builder, &finding);
}

static void
add_dose (PodCasebookBuilder *builder,
          gint64 id,
          const char *treatment,
          double dose,
          const char *unit,
          const char *start)
{
  PodIntervention intervention;

  pod_intervention_init (&intervention);
  intervention.record = (PodRecord){ id, 1, 1, FALSE };
  intervention.treatment = treatment;
  intervention.dose = dose;
  intervention.unit = pod_unit_from_ucum (unit);
  intervention.start = intervention.end = at (start);
  /* A name as no vault has it, in the wrong field. */
  intervention.lot = g_str_equal (treatment, "fludarabine") ? "OuyangXiuwen" : "KN-0042";
  intervention.note = "given by nurse " FIXTURE_NAME;
  pod_casebook_builder_add_intervention (builder, &intervention);
}

static void
add_adverse_event (PodCasebookBuilder *builder,
                   gint64 id,
                   const char *term,
                   const char *start,
                   const char *end)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ id, 1, 1, FALSE };
  event.term = term;
  event.verbatim = FIXTURE_NAME "发热";
  event.start = at (start);
  event.end = at (end);
  event.grade = 2;
  event.scale = "ASTCT 2019";
  event.seriousness = term ? POD_SERIOUS_HOSPITALISATION : 0;
  event.to_product = POD_CAUSALITY_PROBABLE;
  event.to_lymphodepletion = POD_CAUSALITY_UNRELATED;
  event.outcome = *end ? POD_OUTCOME_RECOVERED : POD_OUTCOME_NOT_RECOVERED;
  event.action = "ask " FIXTURE_NAME;
  pod_casebook_builder_add_adverse_event (builder, &event);
}

static PodCasebookBuilder *
begin (gint64 id,
       const char *usubjid,
       const char *screening,
       const char *enrolment,
       const char *cohort)
{
  PodSubject subject = { .record = { id, id, 1, FALSE },
                         .person = id,
                         .usubjid = usubjid,
                         .screening_number = screening,
                         .enrolment_number = enrolment,
                         .cohort = cohort,
                         .sex = id == 3 ? "female" : "male" };

  return pod_casebook_builder_new (&subject, 1);
}

static void
add_subject (Fixture *fixture, PodCasebookBuilder *builder, int offset, int age)
{
  PodPackageSubject *subject = g_new0 (PodPackageSubject, 1);

  subject->casebook = pod_casebook_builder_end (builder);
  subject->offset = offset;
  subject->age = age;
  g_ptr_array_add (fixture->package.subjects, subject);
}

static PodCasebookBuilder *
make_failed (void)
{
  PodCasebookBuilder *builder = begin (1, "NCT07241468-01-001", "S-001", NULL, "mn");

  add_event (builder, 101, "consent", "2026-01-05", NULL);
  add_event (builder, 102, "screen_failure", "2026-01-20", "INC-03a EXC-01 " FIXTURE_NAME);
  add_visit (builder, 103, "SCR", "2026-01-05", "done");
  add_number (builder, 104, 103, "anc", "2026-01-05T08:00", "0.8", "10*9/L");
  return builder;
}

static PodCasebookBuilder *
make_treated (void)
{
  PodCasebookBuilder *builder = begin (2, "NCT07241468-01-001", "S-002", "MN-001", "mn");

  add_event (builder, 201, "consent", "2026-02-20", NULL);
  add_event (builder, 202, "enrolment", "2026-03-08", NULL);
  add_visit (builder, 210, "SCR", "2026-02-20", "done");
  add_visit (builder, 211, "LD1", "2026-03-10", "done");
  add_visit (builder, 212, NULL, "2026-03-12", "done");
  add_visit (builder, 213, "D1", "", "missed");
  add_number (builder, 220, 210, "creatinine", "2026-03-09T07:30", "<0.50", "mg/dL");
  add_number (builder, 221, 210, "creatinine", "2026-03-10", "1.5", "mg/dL");
  add_number (builder, 222, 212, "creatinine", "2026-03-12T07:30", "3", "mg/dL");
  add_number (builder, 223, 0, "hgb", "2026-03", "95", "g/L");
  add_number (builder, 224, 210, "sbp", "2026-02-20", "132", "mm[Hg]");
  add_choice (builder, 225, "hbsag", "2026-02-20", "negative");
  add_choice (builder, 226, "chronic_dialysis", "2026-02-20", "no");
  add_dose (builder, 230, "fludarabine", 30, "mg/m2", "2026-03-10T09:00");
  add_dose (builder, 231, "kn3601", 3.1, "10*6/kg", "2026-03-15T10:00");
  add_dose (builder, 232, "tocilizumab", 8, "mg/kg", "2026-03-17");
  add_adverse_event (builder, 240, "crs", "2026-03-16T20:00", "2026-03-19");
  add_adverse_event (builder, 241, "anemia", "2026-03", "");
  return builder;
}

static PodCasebookBuilder *
make_screened (void)
{
  PodCasebookBuilder *builder = begin (3, "NCT07241468-01-002", "S-003", NULL, NULL);

  add_event (builder, 301, "consent", "2026-03-01", NULL);
  return builder;
}

static PodCasebookBuilder *
make_dead (void)
{
  PodCasebookBuilder *builder = begin (4, "NCT07241468-01-003", "S-004", "AAV-001", "aav");

  add_event (builder, 401, "consent", "2026-02-01", NULL);
  add_event (builder, 405, "consent", "2026-03-20", NULL);
  add_event (builder, 402, "enrolment", "2026-02-10", NULL);
  add_event (builder, 403, "death", "2026-04-01", NULL);
  add_choice (builder, 410, "bvas.fever", "2026-02-05", "yes");
  add_choice (builder, 411, "bvas.haematuria", "2026-02-05", "no");
  add_choice (builder, 412, "bvas.persistent", "2026-02-05", "no");
  add_sum (builder, 413, "bvas", "2026-02-05", 12);
  add_number (builder, 414, 0, "bvas", "2026-03-01", "8", "1");
  add_number (builder, 415, 0, "ice.orientation", "2026-02-20", "4", "1");
  add_dose (builder, 404, "fludarabine", 30, "mg/m2", "2026-02-15");
  return builder;
}

static PodStudy *
load_study (void)
{
  const char *data = g_getenv ("PODOCYTE_DATA_DIR");
  g_autofree char *directory = g_build_filename (data, "studies", "nct07241468", NULL);
  g_autofree char *knowledge = g_build_filename (data, "knowledge", NULL);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodStudy *study = pod_study_load (directory, knowledge, problems);

  g_assert_nonnull (study);
  return study;
}

void
fixture_set_up (Fixture *fixture, PodProfile profile)
{
  static const char *const identities[] = { FIXTURE_NAME, FIXTURE_BIRTH, FIXTURE_RECORD,
                                            "13912345678", "李" };

  fixture->study = load_study ();
  fixture->site = pod_site_new (NULL, 0, NULL);
  fixture->package = (PodPackage){ .study = fixture->study,
                                   .site = fixture->site,
                                   .profile = profile,
                                   .as_of = pod_date_new (2026, 4, 2),
                                   .created = { G_GINT64_CONSTANT (1775100000000000), 480 },
                                   .audit_head = FIXTURE_HEAD,
                                   .exporter = "paul",
                                   .exporter_role = "pi",
                                   .program_version = "0.1.0",
                                   .sequence = 1,
                                   .demo = TRUE };
  fixture->package.subjects = g_ptr_array_new_with_free_func (free_subject);
  fixture->package.identities = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    g_ptr_array_add (fixture->package.identities, (gpointer) identities[i]);
  add_subject (fixture, make_failed (), 40, 55);
  add_subject (fixture, make_treated (), 40, 55);
  add_subject (fixture, make_screened (), -17, -1);
  add_subject (fixture, make_dead (), 365, 68);
}

void
fixture_add_free_text (Fixture *fixture)
{
  PodCasebookBuilder *builder = begin (5, "NCT07241468-01-004", "S-005", NULL, NULL);

  add_adverse_event (builder, 501, NULL, "2026-03-20", "");
  add_subject (fixture, builder, 9, 40);
}

void
fixture_add_infused (Fixture *fixture,
                     guint number,
                     const char *const *doses,
                     const char *const *results)
{
  g_autofree char *usubjid = g_strdup_printf ("NCT07241468-01-%03u", number);
  g_autofree char *screening = g_strdup_printf ("S-%03u", number);
  gint64 id = number * G_GINT64_CONSTANT (100);
  PodCasebookBuilder *builder = begin (number, g_intern_string (usubjid),
                                       g_intern_string (screening), NULL, "mn");

  for (guint i = 0; doses[i] != NULL; i++)
    add_dose (builder, id++, "kn3601", 3.1, "10*6/kg", doses[i]);
  for (guint i = 0; results[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (results[i], " ", 4);
      gboolean is_other = g_strv_length (words) == 4;

      add_number (builder, id++, 0, is_other ? words[2] : "car_copies", words[0],
                  g_intern_string (words[1]), is_other ? words[3] : "{copies}/ug");
    }
  add_subject (fixture, builder, 11, 50);
}

static void
start_result (PodFinding *finding, gint64 id, const char *observation, const char *when)
{
  pod_finding_init (finding);
  finding->record = (PodRecord){ id, 7, 1, FALSE };
  finding->observation = observation;
  finding->when = at (when);
  finding->source = "typed";
}

void
fixture_add_laboratory (Fixture *fixture)
{
  PodCasebookBuilder *builder = begin (7, "NCT07241468-01-007", "S-007", NULL, NULL);
  PodFinding finding;

  start_result (&finding, 701, "uprot24", "2026-03-02T08:00");
  finding.quantity = (PodQuantity){ POD_EXACTLY, 4.2, pod_unit_from_ucum ("g/d") };
  finding.began = at ("2026-03-01T08:00");
  finding.volume = 1850;
  finding.completeness = "incomplete";
  finding.significance = "significant";
  finding.judged_by = FIXTURE_NAME;
  pod_casebook_builder_add_finding (builder, &finding);
  start_result (&finding, 702, "hgb", "2026-03-03");
  finding.status = "not_done";
  finding.reason = "haemolysed";
  pod_casebook_builder_add_finding (builder, &finding);
  start_result (&finding, 703, "plt", "2026-03-03");
  finding.status = "not_done";
  finding.reason = "nurse " FIXTURE_NAME " forgot";
  pod_casebook_builder_add_finding (builder, &finding);
  start_result (&finding, 704, "creatinine", "2026-03-04");
  finding.quantity = (PodQuantity){ POD_EXACTLY, 90, pod_unit_from_ucum ("umol/L") };
  finding.status = "preliminary";
  pod_casebook_builder_add_finding (builder, &finding);
  start_result (&finding, 705, "albumin", "2026-03-05");
  finding.quantity = (PodQuantity){ POD_EXACTLY, 20, pod_unit_from_ucum ("g/L") };
  finding.status = "corrected";
  finding.significance = "not_significant";
  finding.judged_by = FIXTURE_NAME;
  pod_casebook_builder_add_finding (builder, &finding);
  add_subject (fixture, builder, 21, 40);
}

void
fixture_add_signed (Fixture *fixture, const char *printed_name)
{
  static const struct
  {
    const char *scope;
    gint64 about;
    const char *meaning;
  } signatures[] = { { "adverse_event", 602, "approval" },
                     { "event", 603, "decision" },
                     { "visit", 604, "review" },
                     { "casebook", 0, "responsibility" } };
  PodCasebookBuilder *builder = begin (6, "NCT07241468-01-006", "S-006", NULL, NULL);

  add_adverse_event (builder, 601, "anemia", "2026-03-20", "");
  add_adverse_event (builder, 602, "crs", "2026-03-21", "");
  add_event (builder, 603, "enrolment", "2026-03-10", NULL);
  add_visit (builder, 604, "SCR", "2026-03-01", "done");
  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    {
      PodSignature signature = { .id = i + 1,
                                 .subject = 6,
                                 .scope = signatures[i].scope,
                                 .about = signatures[i].about,
                                 .meaning = signatures[i].meaning,
                                 .user = "paul",
                                 .printed_name = printed_name,
                                 .role = "pi",
                                 .when = { G_GINT64_CONSTANT (1775107805000000), 480 },
                                 .head = FIXTURE_HEAD,
                                 .changed = i == 3 };

      pod_casebook_builder_add_signature (builder, &signature);
    }
  add_subject (fixture, builder, 21, 40);
}

void
fixture_tear_down (Fixture *fixture)
{
  g_ptr_array_unref (fixture->package.subjects);
  g_ptr_array_unref (fixture->package.identities);
  pod_site_unref (fixture->site);
  pod_study_unref (fixture->study);
}

const char *
fixture_write (Fixture *fixture, const char **hash)
{
  const char *directory = pod_test_path (pod_test_dir (), "package");
  g_autofree char *manifest = NULL;
  g_autoptr (GError) error = NULL;

  pod_package_write (&fixture->package, directory, &manifest, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  if (hash)
    *hash = g_intern_string (manifest);
  return directory;
}

PodDataset *
fixture_load (const char *directory, const char *name)
{
  gsize length = 0;
  const char *text = pod_test_read (pod_test_path (directory, name), &length);
  g_autoptr (GError) error = NULL;
  g_autofree char *study = NULL;
  PodDataset *dataset = pod_dataset_from_json (text, length, g_str_has_suffix (name, ".ndjson"),
                                               &study, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (study, ==, "NCT07241468");
  return dataset;
}
