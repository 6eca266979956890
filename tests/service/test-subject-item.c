#include "pod-subject-item.h"
#include "pod-test.h"

/* What a row of the list says of a subject's adverse events. */

static PodStudy *
load_study (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodStudy *study = pod_study_load (pod_test_data ("studies/nct07241468"),
                                    pod_test_data ("knowledge"), problems);

  g_assert_cmpuint (problems->len, ==, 0);
  return study;
}

static void
add_event (PodCasebookBuilder *builder,
           gint64 id,
           const char *term,
           int grade,
           guint seriousness,
           gboolean voided)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = id, .subject = 1, .version = 1, .voided = voided };
  event.term = term;
  event.grade = grade;
  event.seriousness = seriousness;
  pod_casebook_builder_add_adverse_event (builder, &event);
}

static void
check (PodCasebookBuilder *builder, const char *worst, const char *serious)
{
  g_autoptr (PodStudy) study = load_study ();
  g_autoptr (PodSite) site = pod_site_new (NULL, 0, NULL);
  g_autoptr (PodCasebook) casebook = pod_casebook_builder_end (builder);
  g_autoptr (PodSubjectItem)
      item = pod_subject_item_new (study, site, casebook, pod_date_new (2026, 3, 1));
  g_autofree char *worst_label = NULL;
  g_autofree char *serious_label = NULL;

  g_object_get (item, "worst-label", &worst_label, "serious-label", &serious_label, NULL);
  g_assert_cmpstr (worst_label, ==, worst);
  g_assert_cmpstr (serious_label, ==, serious);
}

static PodCasebookBuilder *
begin (void)
{
  PodSubject subject = { .record = { .id = 1, .subject = 1, .version = 1 },
                         .usubjid = "X-01-001",
                         .screening_number = "S-001",
                         .cohort = "mn" };

  return pod_casebook_builder_new (&subject, 1);
}

/* A serious grade 2 beside a grade 3 that is not: seriousness is not lent to the other. */
static void
test_serious_is_its_own (void)
{
  PodCasebookBuilder *builder = begin ();

  add_event (builder, 1, "crs", 2, POD_SERIOUS_HOSPITALISATION, FALSE);
  add_event (builder, 2, "fatigue", 3, 0, FALSE);
  check (builder, "G3 Fatigue", "1");
}

static void
test_worst_is_serious (void)
{
  PodCasebookBuilder *builder = begin ();

  add_event (builder, 1, "crs", 4, POD_SERIOUS_LIFE_THREATENING, FALSE);
  add_event (builder, 2, "fatigue", 3, POD_SERIOUS_IMPORTANT, FALSE);
  check (builder, "G4 Cytokine release syndrome", "2");
}

static void
test_voided_does_not_count (void)
{
  PodCasebookBuilder *builder = begin ();

  add_event (builder, 1, "crs", 4, POD_SERIOUS_LIFE_THREATENING, TRUE);
  check (builder, "–", "–");
}

/* One that was collected over half a day is no day's, and says so in no more room than another. */
static void
test_short_collection (void)
{
  PodCasebookBuilder *builder = begin ();
  g_autoptr (PodStudy) study = load_study ();
  g_autoptr (PodSite) site = pod_site_new (NULL, 0, NULL);
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodSubjectItem) item = NULL;
  g_autofree char *text = NULL, *note = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = (PodRecord){ .id = 1, .subject = 1, .version = 1 };
  finding.observation = "uprot24";
  finding.quantity = (PodQuantity){ POD_EXACTLY, 3.2, pod_unit_from_ucum ("g/d") };
  finding.began = (PodMoment){ pod_date_new (2026, 2, 27), 19 * 60 };
  finding.when = (PodMoment){ pod_date_new (2026, 2, 28), 7 * 60 };
  finding.volume = 1800;
  finding.source = "typed";
  pod_casebook_builder_add_finding (builder, &finding);
  casebook = pod_casebook_builder_end (builder);
  item = pod_subject_item_new (study, site, casebook, pod_date_new (2026, 3, 1));
  g_object_get (item, "proteinuria", &text, "proteinuria-note", &note, NULL);
  g_assert_cmpstr (text, ==, "3.2 g/d *");
  g_assert_cmpstr (note, ==, "3.2 g/d (collected over 12 h instead of 22–26 h, 1800 mL)");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/subject-item/serious-is-its-own", test_serious_is_its_own);
  g_test_add_func ("/service/subject-item/worst-is-serious", test_worst_is_serious);
  g_test_add_func ("/service/subject-item/voided-does-not-count", test_voided_does_not_count);
  g_test_add_func ("/service/subject-item/short-collection", test_short_collection);
  return g_test_run ();
}
