#include "pod-change.h"

static void
test_copies (void)
{
  g_autoptr (PodChange) change = pod_change_new ();
  char term[] = "crs", observation[] = "hgb";
  PodAdverseEvent event;
  PodFinding finding;
  const PodChangeStep *step;

  pod_adverse_event_init (&event);
  event.record.id = pod_change_reserve (change);
  event.term = term;
  pod_change_put_adverse_event (change, &event);
  pod_finding_init (&finding);
  finding.record.id = pod_change_reserve (change);
  finding.observation = observation;
  pod_change_put_finding (change, &finding);
  term[0] = observation[0] = '#';
  step = pod_change_get_step (change, 0);
  g_assert_cmpint (step->type, ==, POD_RECORD_ADVERSE_EVENT);
  g_assert_cmpint (step->id, ==, -1);
  g_assert_cmpstr (((PodAdverseEvent *) step->record)->term, ==, "crs");
  step = pod_change_get_step (change, 1);
  g_assert_cmpint (step->id, ==, -2);
  g_assert_cmpstr (((PodFinding *) step->record)->observation, ==, "hgb");
  g_assert_cmpuint (pod_change_get_n_steps (change), ==, 2);
}

/* An id that the caller chose himself is never given out again. */
static void
test_reserve (void)
{
  g_autoptr (PodChange) change = pod_change_new ();
  PodVisit visit = { .record = { .id = -5 }, .status = "done" };

  pod_change_put_visit (change, &visit);
  g_assert_cmpint (pod_change_reserve (change), ==, -6);
}

static void
test_reason (void)
{
  PodVisit visit = { .record = { .id = -1 }, .status = "done" };
  g_autoptr (PodChange) nothing = pod_change_new ();
  g_autoptr (PodChange) corrected = pod_change_new ();
  g_autoptr (PodChange) voided = pod_change_new ();

  pod_change_put_visit (nothing, &visit);
  g_assert_false (pod_change_needs_reason (nothing));
  visit.record.id = 4;
  visit.record.version = 2;
  pod_change_put_visit (corrected, &visit);
  g_assert_true (pod_change_needs_reason (corrected));
  g_assert_cmpint (pod_change_get_step (corrected, 0)->version, ==, 2);
  pod_change_void (voided, POD_RECORD_FINDING, 4, 1);
  g_assert_true (pod_change_needs_reason (voided));
  g_assert_true (pod_change_get_step (voided, 0)->is_void);
  g_assert_null (pod_change_get_step (voided, 0)->record);
}

/* Subjects, interventions and events too; a second owner keeps them. */
static void
test_other_records (void)
{
  PodChange *change = pod_change_new ();
  const PodSubject subject = { .record = { .id = -1 }, .screening_number = "S-001" };
  const PodEvent event = { .record = { .id = -2 }, .category = "disposition", .code = "consent" };
  PodIntervention intervention;

  pod_intervention_init (&intervention);
  intervention.record.id = -3;
  intervention.treatment = "fludarabine";
  pod_change_put_subject (change, &subject);
  pod_change_put_event (change, &event);
  pod_change_put_intervention (change, &intervention);
  g_autoptr (PodChange) owner = pod_change_ref (change);
  pod_change_unref (change);
  g_assert_cmpstr (((PodSubject *) pod_change_get_step (owner, 0)->record)->screening_number, ==,
                   "S-001");
  g_assert_cmpstr (((PodEvent *) pod_change_get_step (owner, 1)->record)->code, ==, "consent");
  g_assert_cmpstr (((PodIntervention *) pod_change_get_step (owner, 2)->record)->treatment, ==,
                   "fludarabine");
}

static void
test_words (void)
{
  PodCausality causality;
  PodOutcome outcome;

  for (int i = POD_CAUSALITY_UNASSESSED; i <= POD_CAUSALITY_DEFINITE; i++)
    {
      g_assert_true (pod_causality_from_string (pod_causality_to_string (i), &causality));
      g_assert_cmpint (causality, ==, i);
    }
  for (int i = POD_OUTCOME_UNKNOWN; i <= POD_OUTCOME_FATAL; i++)
    {
      g_assert_true (pod_outcome_from_string (pod_outcome_to_string (i), &outcome));
      g_assert_cmpint (outcome, ==, i);
    }
  g_assert_false (pod_causality_from_string ("certain", &causality));
  g_assert_false (pod_outcome_from_string (NULL, &outcome));
  g_assert_cmpstr (pod_record_type_to_string (POD_RECORD_ADVERSE_EVENT), ==, "adverse_event");
  g_assert_null (pod_record_type_to_string (POD_N_RECORD_TYPES));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/change/copies", test_copies);
  g_test_add_func ("/record/change/reserve", test_reserve);
  g_test_add_func ("/record/change/reason", test_reason);
  g_test_add_func ("/record/change/other-records", test_other_records);
  g_test_add_func ("/record/change/words", test_words);
  return g_test_run ();
}
