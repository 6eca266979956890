#include "clinic-fixture.h"

#include <string.h>

/* What stands beside a verdict, and when; never does it change one. */

static gboolean
has_note (const PodVerdict *verdict, const char *id)
{
  for (guint i = 0; i < verdict->notes->len; i++)
    if (g_str_equal (((const PodVerdictNote *) verdict->notes->pdata[i])->note->id, id))
      return TRUE;
  return FALSE;
}

typedef struct
{
  const char *cohort, *changes, *note;
  gboolean shown;
  const char *reading, *choice; /* NULL: as the study proposes */
} Row;

#define EGFR " mL/min/{1.73_m2} "

static const Row rows[] = {
  /* A second value below the limit, inside the look-back and outside it; and where the latest itself is below, the verdict says so. */
  { "mn", "egfr 44" EGFR "@-15; also egfr 47" EGFR "@-3", "INC-08.second_low", TRUE },
  { "mn", "egfr 44" EGFR "@-28; also egfr 47" EGFR "@-3", "INC-08.second_low", TRUE },
  { "mn", "egfr 44" EGFR "@-29; also egfr 47" EGFR "@-3", "INC-08.second_low", FALSE },
  { "mn", "egfr 45" EGFR "@-15; also egfr 47" EGFR "@-3", "INC-08.second_low", FALSE },
  { "mn", "egfr 47" EGFR "@-15; also egfr 44" EGFR "@-3", "INC-08.second_low", FALSE },
  { "mn", "voided egfr 44" EGFR "@-15; also egfr 47" EGFR "@-3", "INC-08.second_low", FALSE },
  /* On the line: half a unit to either side. */
  { "mn", "egfr 45.5" EGFR "@-3", "INC-08.on_the_line", TRUE },
  { "mn", "egfr 45.6" EGFR "@-3", "INC-08.on_the_line", FALSE },
  { "mn", "egfr 44.5" EGFR "@-3", "INC-08.on_the_line", TRUE },
  { "mn", "egfr 44.4" EGFR "@-3", "INC-08.on_the_line", FALSE },
  { "igan", "egfr 30" EGFR "@-3", "INC-12.on_the_line", TRUE },
  { "igan", "egfr 31" EGFR "@-3", "INC-12.on_the_line", FALSE },
  { "aav", "egfr 29.6" EGFR "@-3", "INC-19.on_the_line", TRUE },
  { "aav", "egfr 29.4" EGFR "@-3", "INC-19.on_the_line", FALSE },
  { "aav", "egfr 15.2" EGFR "@-3", "EXC-17.on_the_line", TRUE },
  { "aav", "egfr 40" EGFR "@-3", "EXC-17.on_the_line", FALSE },
  /* The equations: a woman of 45.  At 121 umol/L she has 46.5 by 2009 and 48.6 by 2021, at 128 umol/L 43.5 and 45.4. */
  { "mn", "creatinine 128 umol/L @-3", "INC-08.equations", TRUE },
  { "mn", "creatinine 121 umol/L @-3", "INC-08.equations", FALSE },
  { "mn", "creatinine none @-3", "INC-08.equations", FALSE },
  { "aav", "creatinine 180 umol/L @-3", "INC-19.equations", TRUE },
  { "igan", "creatinine 180 umol/L @-3", "INC-12.equations", TRUE },
  /* Of drugs the day counts: seven before the count, not eight; what went on until then; not what came after it. */
  { "mn", "dose g_csf @-12..-12", "INC-03a.g_csf", TRUE },
  { "mn", "dose g_csf @-13..-13", "INC-03a.g_csf", FALSE },
  /* Without an end it goes on. */
  { "mn", "dose g_csf @-13", "INC-03a.g_csf", TRUE },
  { "mn", "dose g_csf @-20..-12", "INC-03a.g_csf", TRUE },
  { "mn", "dose g_csf @-4", "INC-03a.g_csf", FALSE },
  { "mn", "voided dose g_csf @-6", "INC-03a.g_csf", FALSE },
  { "mn", "dose g_csf @-6; anc 3.2 10*9/L @-29", "INC-03a.g_csf", FALSE },
  { "mn", "dose prednisone @-6", "INC-03a.g_csf", FALSE },
  { "mn", "dose red_cells @-6", "INC-03a.red_cells", TRUE },
  { "mn", "dose platelets @-6", "INC-03a.platelets", TRUE },
  { "mn", "dose platelets @-6", "INC-03a.red_cells", FALSE },
  { "mn", "inr 1.6 1 uln 1.2 @-5", "INC-03c.inr_plain", TRUE },
  { "mn", "inr 1.5 1 uln 1.2 @-5", "INC-03c.inr_plain", FALSE },
  { "mn", "inr 1.9 1 uln 1.2 @-5", "INC-03c.inr_plain", FALSE },
  /* The readings of 7 and 8. */
  { "mn", "egfr 58" EGFR "@-60; also egfr 50" EGFR "@-3", "INC-07.egfr_months", FALSE },
  { "mn", "egfr 62" EGFR "@-60; also egfr 50" EGFR "@-3", "INC-07.egfr_months", TRUE },
  { "mn", "egfr 58" EGFR "@-260; also egfr 50" EGFR "@-3", "INC-07.egfr_months", FALSE },
  { "mn", "egfr 40" EGFR "@-3; earlier_remission none @-20", "INC-08.high_risk_only", TRUE },
  { "mn", "egfr 40" EGFR "@-3", "INC-08.high_risk_only", FALSE },
  { "mn", "egfr 46" EGFR "@-3; earlier_remission none @-20", "INC-08.high_risk_only", FALSE },
  { "aav", "pr3_anca positive @-400; also pr3_anca negative @-5", "INC-14.now_negative", TRUE },
  { "aav", "", "INC-14.now_negative", FALSE },
  { "aav", "glucocorticoid_dose 1 mg/kg/d @-20", "INC-18.exactly_one", TRUE },
  { "aav", "glucocorticoid_dose 1.1 mg/kg/d @-20", "INC-18.exactly_one", FALSE },
  /* The look-back of 16 and 4 is theirs; a stroke stays one, whatever a later form says. */
  { "aav", "bvas.persistent yes @-5", "INC-16.persistent", TRUE },
  { "aav", "bvas.persistent no @-5", "INC-16.persistent", FALSE },
  { "aav", "bvas.persistent yes @-15", "INC-16.persistent", FALSE },
  { "aav", "", "INC-16.persistent", FALSE },
  { "aav", "bvas.meningitis yes @-5", "EXC-03.bvas", TRUE },
  { "aav", "bvas.organic_confusion yes @-5", "EXC-03.bvas", TRUE },
  { "aav", "bvas.seizures yes @-5", "EXC-03.bvas", TRUE },
  { "aav", "bvas.stroke yes @-400; also bvas.stroke no @-5", "EXC-03.bvas", TRUE },
  { "aav", "bvas.spinal_cord yes @-5", "EXC-03.bvas", TRUE },
  { "aav", "bvas.seizures no @-5", "EXC-03.bvas", FALSE },
  { "aav", "voided bvas.seizures yes @-5", "EXC-03.bvas", FALSE },
  { "aav", "bvas.mononeuritis yes @-5; bvas.sensory_neuropathy yes @-5", "EXC-03.bvas", FALSE },
  { "aav", "bvas.headache yes @-5", "EXC-03.bvas_head", TRUE },
  { "aav", "bvas.cranial_nerve yes @-5", "EXC-03.bvas_head", TRUE },
  { "aav", "bvas.mononeuritis yes @-5", "EXC-03.bvas_head", FALSE },
  { "aav", "bvas.ischaemic_cardiac_pain yes @-5", "EXC-04.bvas", TRUE },
  { "aav", "bvas.heart_failure yes @-28", "EXC-04.bvas", TRUE },
  { "aav", "bvas.heart_failure yes @-29", "EXC-04.bvas", FALSE },
  { "aav", "bvas.cardiomyopathy yes @-5", "EXC-04.bvas", TRUE },
  { "aav", "bvas.pericarditis yes @-5", "EXC-04.bvas", TRUE },
  { "aav", "bvas.valvular yes @-5", "EXC-04.bvas", TRUE },
  { "aav", "bvas.loss_of_pulses yes @-5", "EXC-04.bvas", FALSE },
  { "mn", "egfr 70" EGFR "@-3", "EXC-01.fludarabine_reduced", TRUE },
  { "mn", "egfr 71" EGFR "@-3", "EXC-01.fludarabine_reduced", FALSE },
  { "mn", "egfr 30" EGFR "@-3", "EXC-01.fludarabine_reduced", TRUE },
  { "mn", "egfr 29" EGFR "@-3", "EXC-01.fludarabine_low", TRUE },
  { "mn", "egfr 29" EGFR "@-29", "EXC-01.fludarabine_low", FALSE },
  { "mn", "malignancy bladder @-20; also disease_free_years 4 a @-5", "EXC-06.bladder", TRUE },
  { "mn", "malignancy breast @-20; also disease_free_years 4 a @-5", "EXC-06.bladder", FALSE },
  { "mn", "malignancy cervix_in_situ @-20; also disease_free_years 4 a @-5", "EXC-06.every_tumour",
    TRUE },
  { "mn", "malignancy cervix_in_situ @-20; also disease_free_years 6 a @-5", "EXC-06.every_tumour",
    FALSE },
  { "mn", "hbsag positive @-5; also hbv_dna not_detected @-5", "EXC-08.hbsag_without_dna", TRUE },
  { "mn", "hbcab positive @-5; also hbv_dna not_detected @-5", "EXC-08.hbsag_without_dna", FALSE },
  { "mn", "mental_illness yes @-5", "EXC-09.one_of_two", TRUE },
  { "mn", "mental_illness yes @-5; severe_cognitive_impairment yes @-5", "EXC-09.one_of_two",
    FALSE },
  { "mn", "diabetes_uncontrolled yes @-5", "EXC-12.one_of_two", TRUE },
  { "mn", "diabetes_uncontrolled yes @-5; hypertension_uncontrolled yes @-5", "EXC-12.one_of_two",
    FALSE },
  { "igan", "glomeruli 7 1 @2025-03; glomeruli_with_crescents 1 1 @2025-03", "EXC-16.few_glomeruli",
    TRUE },
  { "igan", "glomeruli 8 1 @2025-03; glomeruli_with_crescents 1 1 @2025-03", "EXC-16.few_glomeruli",
    FALSE },
  /* Where the other reading is settled, a note about it would contradict the verdict. */
  { "mn", "inr 1.6 1 uln 1.2 @-5", "INC-03c.inr_plain", FALSE, "reading.inc03_inr", "plain_ratio" },
  { "mn", "egfr 62" EGFR "@-60; also egfr 50" EGFR "@-3", "INC-07.egfr_months", FALSE,
    "reading.inc07_months", "both" },
  { "mn", "egfr 40" EGFR "@-3; earlier_remission none @-20", "INC-08.high_risk_only", FALSE,
    "reading.inc08_scope", "relapsed_refractory" },
  { "aav", "pr3_anca positive @-400; also pr3_anca negative @-5", "INC-14.now_negative", FALSE,
    "reading.inc14_when", "at_present" },
  { "aav", "glucocorticoid_dose 1 mg/kg/d @-20", "INC-18.exactly_one", FALSE, "reading.inc18_dose",
    "at_least" },
  { "mn", "malignancy bladder @-20; also disease_free_years 4 a @-5", "EXC-06.bladder", FALSE,
    "reading.exc06_years", "breast_only" },
  { "mn", "malignancy cervix_in_situ @-20; also disease_free_years 4 a @-5", "EXC-06.every_tumour",
    FALSE, "reading.exc06_years", "each" },
  { "mn", "malignancy cervix_in_situ @-20; also disease_free_years 4 a @-5", "EXC-06.every_tumour",
    TRUE, "reading.exc06_years", "breast_only" },
  { "mn", "hbsag positive @-5; also hbv_dna not_detected @-5", "EXC-08.hbsag_without_dna", FALSE,
    "reading.exc08_surface_antigen", "antigen_suffices" },
  { "mn", "mental_illness yes @-5", "EXC-09.one_of_two", FALSE, "reading.exc09_and", "both" },
  { "mn", "diabetes_uncontrolled yes @-5", "EXC-12.one_of_two", FALSE, "reading.exc12_and",
    "both" },
};

static void
check_row (const PodStudy *study, const PodSite *site, const Row *row)
{
  g_autoptr (PodCasebook) casebook = fixture_eligible (row->cohort, "female", row->changes);
  g_autoptr (PodSite) settled = row->reading != NULL
                                    ? pod_site_with_setting (site, row->reading, row->choice)
                                    : NULL;
  g_autoptr (PodScreening) screening = pod_screening_new (study, settled != NULL ? settled : site,
                                                          casebook, fixture_today ());
  g_autofree char *criterion = g_strndup (row->note, strcspn (row->note, "."));

  if (has_note (fixture_find_verdict (screening, criterion), row->note) == row->shown)
    return;
  g_test_message ("%s with \"%s\": %s is %s", row->cohort, row->changes, row->note,
                  row->shown ? "not shown" : "shown");
  g_test_fail ();
}

static void
test_rows (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    check_row (study, site, &rows[i]);
}

/* Every note of the study has a case in which it is shown and one in which it is not. */
static void
test_all_tried (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  const GPtrArray *notes = pod_study_get_notes (study);

  for (guint i = 0; i < notes->len; i++)
    {
      const PodNote *note = notes->pdata[i];
      gboolean shown = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (rows); j++)
        shown = shown || (rows[j].shown && g_str_equal (rows[j].note, note->id));
      if (shown || g_str_has_suffix (note->id, ".equations"))
        continue;
      g_test_message ("no case shows %s", note->id);
      g_test_fail ();
    }
}

/* What a note says is the site's, and in both languages. */
static void
test_words (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  const GPtrArray *notes = pod_study_get_notes (study);

  g_assert_cmpuint (notes->len, >, 0);
  for (guint i = 0; i < notes->len; i++)
    {
      const PodNote *note = notes->pdata[i];

      g_assert_nonnull (note->text.translated);
      g_assert_true (!note->check.plain == !note->check.translated);
      g_assert_cmpstr (note->source, ==, "site");
      g_assert_true (g_str_has_prefix (note->id, note->criterion->id));
    }
}

static void
test_evidence (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook)
      casebook = fixture_eligible ("mn", "female", "egfr 45.2" EGFR "@-3; dose g_csf @-6");
  g_autoptr (PodScreening) screening = pod_screening_new (study, site, casebook, fixture_today ());
  const PodVerdict *line = fixture_find_verdict (screening, "INC-08");
  const PodVerdict *counts = fixture_find_verdict (screening, "INC-03a");
  const PodVerdictNote *near = line->notes->pdata[0];
  const PodVerdictNote *drug = counts->notes->pdata[0];

  g_assert_cmpint (near->evidence->truth, ==, POD_TRUE);
  g_assert_null (near->given);
  g_assert_cmpstr (drug->given->id, ==, "g_csf");
  g_assert_null (drug->evidence);
  g_assert_cmpint (line->holds, ==, POD_TRUE);
  g_assert_cmpint (screening->eligible, ==, POD_TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/notes/rows", test_rows);
  g_test_add_func ("/clinic/notes/all-tried", test_all_tried);
  g_test_add_func ("/clinic/notes/words", test_words);
  g_test_add_func ("/clinic/notes/evidence", test_evidence);
  return g_test_run ();
}
