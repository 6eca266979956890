/* What courses of medication say in words. */
#include "clinic-fixture.h"
#include "pod-medication.h"
#include "pod-words.h"

typedef struct
{
  const PodStudy *study;
  GString *words;
} Listing;

static void
list_leaf (const PodEvidence *leaf, gpointer data)
{
  Listing *listing = data;
  g_autofree char *words = pod_evidence_to_words (listing->study, leaf);

  g_string_append_printf (listing->words, "%s%s", listing->words->len > 0 ? " | " : "", words);
}

static char *
say (const PodStudy *study, const PodScreening *screening, const char *criterion)
{
  const PodVerdict *verdict = fixture_find_verdict (screening, criterion);
  Listing listing = { study, g_string_new (NULL) };

  pod_evidence_foreach_leaf (verdict->evidence, TRUE, list_leaf, &listing);
  return g_string_free (listing.words, FALSE);
}

/* What courses of medication come to, what was typed instead, and what made the answer: a sentence, never the rule. */
static const struct
{
  const char *cohort, *change, *criterion, *expected;
} trial_rows[] = {
  /* Typed, with no list. */
  { "igan", "", "INC-10",
    "ACE inhibitor or ARB at an unchanged dose, up to 31 Oct 2026: nothing on "
    "record; “Months on an unchanged ACEi or ARB dose” 4 months of 15 Nov 2026 "
    "counts, since the medication list does not decide; condition: at least 3 "
    "months, met by 1 month | ACEi or ARB at the maximally tolerated dose: Yes, 15 "
    "Nov 2026" },
  { "igan", "dose acei_arb 100 mg/d @-300", "INC-10",
    "ACE inhibitor or ARB at an unchanged dose, up to 31 Oct 2026: at least 9.2 "
    "months on record; ACE inhibitor or ARB 100 mg/d from 24 Jan 2026, ongoing; the "
    "medication list counts, not “Months on an unchanged ACEi or ARB dose” 4 months "
    "of 15 Nov 2026, which disagrees with it; condition: at least 3 months, met | "
    "ACEi or ARB at the maximally tolerated dose: Yes, 15 Nov 2026" },
  { "igan", "dose acei_arb 100 mg/d @-60; medication_history_complete yes @-2", "INC-10",
    "ACE inhibitor or ARB at an unchanged dose, up to 31 Oct 2026: 1.3 months; ACE "
    "inhibitor or ARB 100 mg/d from 21 Sep 2026, ongoing; decided by the "
    "attestation of 18 Nov 2026 that all medication is on record; the medication "
    "list counts, not “Months on an unchanged ACEi or ARB dose” 4 months of 15 Nov "
    "2026, which disagrees with it; condition: at least 3 months, missed by 1.7 "
    "months" },
  { "igan", "medication_history_complete yes @-2", "INC-10",
    "ACE inhibitor or ARB at an unchanged dose, up to 31 Oct 2026: not taken; "
    "decided by the attestation of 18 Nov 2026 that all medication is on record; "
    "the medication list counts, not “Months on an unchanged ACEi or ARB dose” 4 "
    "months of 15 Nov 2026, which disagrees with it; condition: at least 3 months, "
    "missed by 3 months" },
  { "igan", "dose acei_arb 100 mg/d @-300; acei_arb_stable_months 1 mo @-5", "INC-10",
    "ACE inhibitor or ARB at an unchanged dose, up to 31 Oct 2026: at least 9.2 "
    "months on record; ACE inhibitor or ARB 100 mg/d from 24 Jan 2026, ongoing; the "
    "medication list counts, not “Months on an unchanged ACEi or ARB dose” 1 month "
    "of 15 Nov 2026, which disagrees with it; condition: at least 3 months, met | "
    "ACEi or ARB at the maximally tolerated dose: Yes, 15 Nov 2026" },
  { "igan", "dose acei_arb 100 mg/d @-60; acei_arb_stable_months 1 mo @-5", "INC-10",
    "ACE inhibitor or ARB at an unchanged dose, up to 31 Oct 2026: at least 1.3 "
    "months on record; ACE inhibitor or ARB 100 mg/d from 21 Sep 2026, ongoing; "
    "“Months on an unchanged ACEi or ARB dose” 1 month of 15 Nov 2026 counts, since "
    "the medication list does not decide; condition: at least 3 months, missed by 2 "
    "months" },
  { "igan", "acei_arb_stable_months none @-400", "INC-10",
    "ACE inhibitor or ARB at an unchanged dose, up to 31 Oct 2026: nothing on "
    "record; condition: at least 3 months; Months on an unchanged ACEi or ARB dose "
    "of 16 Oct 2025 is too old" },
  { "igan", "dose acei_arb 100 mg/d @-60; acei_arb_stable_months none @-400", "INC-10",
    "ACE inhibitor or ARB at an unchanged dose, up to 31 Oct 2026: at least 1.3 "
    "months on record; ACE inhibitor or ARB 100 mg/d from 21 Sep 2026, ongoing; "
    "condition: at least 3 months; Months on an unchanged ACEi or ARB dose of 16 "
    "Oct 2025 is too old" },
  { "igan", "dose prednisone 10 mg/d @-300..-50", "INC-11",
    "Immunosuppression of any kind, all courses together: at least 8.2 months on "
    "record; Prednisone 10 mg/d from 24 Jan 2026 to 1 Oct 2026; condition: more "
    "than 6 months, met | 24-hour urine protein 2 g/d ≥ 1 (+1), 15 Nov 2026" },
  { "aav", "", "INC-18",
    "Highest glucocorticoid dose 1.5 mg/kg/d > 1 (+0.5), 31 Oct 2026 | "
    "Cyclophosphamide, for the disease, ever given: nothing on record; "
    "“Cyclophosphamide given before” Yes of 31 Oct 2026 counts, since the "
    "medication list does not decide | Immunomodulators that INC-18 lists, longest "
    "course of one drug: nothing on record; “Months on a listed immunomodulator” 6 "
    "months of 31 Oct 2026 counts, since the medication list does not decide; "
    "condition: at least 3 months, met by 3 months | Standard therapy was "
    "ineffective: Yes, 31 Oct 2026" },
  { "aav", "dose cyclophosphamide_therapy @-100; dose rituximab @-200..-10", "INC-18",
    "Highest glucocorticoid dose 1.5 mg/kg/d > 1 (+0.5), 31 Oct 2026 | "
    "Cyclophosphamide, for the disease, ever given: yes; Cyclophosphamide, for the "
    "disease from 12 Aug 2026, ongoing | Immunomodulators that INC-18 lists, "
    "longest course of one drug: at least 6.2 months on record; Rituximab from 4 "
    "May 2026 to 10 Nov 2026; condition: at least 3 months, met | Standard therapy "
    "was ineffective: Yes, 31 Oct 2026" },
  { "aav", "medication_history_complete yes @-2", "INC-18",
    "Cyclophosphamide, for the disease, ever given: no; decided by the attestation "
    "of 18 Nov 2026 that all medication is on record; the medication list counts, "
    "not “Cyclophosphamide given before” Yes of 31 Oct 2026, which disagrees with "
    "it | Immunomodulators that INC-18 lists, longest course of one drug: not "
    "taken; decided by the attestation of 18 Nov 2026 that all medication is on "
    "record; the medication list counts, not “Months on a listed immunomodulator” 6 "
    "months of 31 Oct 2026, which disagrees with it; condition: at least 3 months, "
    "missed by 3 months | Activity recurred after remission: No, 31 Oct 2026" },
};

static void
test_courses (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (trial_rows); i++)
    {
      g_autoptr (PodCasebook)
          casebook = fixture_eligible (trial_rows[i].cohort, "female", trial_rows[i].change);
      g_autoptr (PodScreening)
          screening = pod_screening_new (study, site, casebook, fixture_today ());
      g_autofree char *words = say (study, screening, trial_rows[i].criterion);

      g_assert_cmpstr (words, ==, trial_rows[i].expected);
    }
}

static const char small[] =
    "[study]\nid=small\nregistry=SMALL\ntitle=A small study\ntarget=3\n"
    "country=CHN\nsite=01\nreference_start=infusion\nexposure_start=infusion\n"
    "toxicity_scale=CTCAE 5.0\negfr_equation=2021\n"
    "[cohort a]\nlabel=A\nshort=A\n"
    "[anchor infusion]\nlabel=Infusion\nintervention=cells\n"
    "[treatment cells]\nlabel=Cells\ncategory=product\nunit=10*6/kg\ndays=0..0\nsource=site\n"
    "[class drugs]\nlabel=Drugs\ncomplete=all\nsource=site\n"
    "[treatment mtx]\nlabel=Methotrexate\ncategory=concomitant\nclass=drugs\nunit=mg\n"
    "source=site\n"
    "[observation all]\nlabel=All\ntype=flag\n";

/* Days since, days in all, and what is hardly anything. */
static const struct
{
  const char *rule, *records, *expected;
} length_rows[] = {
  { "days_since_given(mtx) >= 30 d", "dose mtx 15 mg @-40..-20",
    "Methotrexate, last given: 20 days ago or less; Methotrexate 15 mg from 11 Oct "
    "2026 to 31 Oct 2026; condition: at least 30 days, not met" },
  { "days_since_given(mtx) >= 30 d", "dose mtx 15 mg @-40..-20; all yes",
    "Methotrexate, last given: 20 days ago; Methotrexate 15 mg from 11 Oct 2026 to "
    "31 Oct 2026; condition: at least 30 days, missed by 10 days" },
  { "days_since_given(mtx) >= 30 d", "dose mtx 15 mg @-80..-60; all yes",
    "Methotrexate, last given: 60 days ago; Methotrexate 15 mg from 1 Sep 2026 to "
    "21 Sep 2026; decided by the attestation of 20 Nov 2026 that all medication is "
    "on record; condition: at least 30 days, met by 30 days" },
  { "days_since_given(mtx) >= 30 d", "dose mtx 15 mg @-40",
    "Methotrexate, last given: still given; Methotrexate 15 mg from 11 Oct 2026, "
    "ongoing; condition: at least 30 days, missed by 30 days" },
  { "days_since_given(mtx) >= 30 d", "all yes",
    "Methotrexate, last given: never given; decided by the attestation of 20 Nov "
    "2026 that all medication is on record; condition: at least 30 days, met" },
  { "days_since_given(mtx) >= 30 d", "",
    "Methotrexate, last given: not told by what is on record; condition: at least "
    "30 days; All: the courses on record do not decide it" },
  { "exposure(drugs) >= 3 mo", "dose mtx 15 mg @0",
    "Drugs, without a break: no full day on record; Methotrexate 15 mg from 20 Nov "
    "2026, ongoing; condition: at least 3 months; All: the courses on record do not "
    "decide it" },
  { "exposure(drugs) >= 3 mo", "dose mtx 15 mg @-1; all yes",
    "Drugs, without a break: less than 0.1 months; Methotrexate 15 mg from 19 Nov "
    "2026, ongoing; decided by the attestation of 20 Nov 2026 that all medication "
    "is on record; condition: at least 3 months, missed by 3 months" },
  { "exposure(drugs) > 0 d", "dose mtx 15 mg @-1; all yes",
    "Drugs, without a break: 1 day; Methotrexate 15 mg from 19 Nov 2026, ongoing; "
    "condition: more than 0 days, met by 1 day" },
  { "exposure(drugs) >= 90 d", "dose mtx 15 mg @-90",
    "Drugs, without a break: at least 90 days on record; Methotrexate 15 mg from 22 "
    "Aug 2026, ongoing; condition: at least 90 days, met" },
  { "exposure(drugs, longest) >= 3 mo", "dose mtx @2026-06..2026-09",
    "Drugs, longest course of one drug: at least 2 months on record; Methotrexate "
    "from Jun 2026 to Sep 2026; condition: at least 3 months; All: the courses on "
    "record do not decide it" },
  { "ever_given(mtx)", "all yes",
    "Methotrexate, ever given: no; decided by the attestation of 20 Nov 2026 that "
    "all medication is on record" },
};

static void
test_lengths (void)
{
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (length_rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s[criterion INC-01]\nkind=inclusion\ncohorts=all\n"
                                               "text=X\nrule=%s\n",
                                               small, length_rows[i].rule);
      g_autoptr (PodStudy) study = fixture_small_study (text);
      g_autoptr (PodCasebook)
          casebook = fixture_casebook (NULL, NULL, length_rows[i].records, NULL);
      g_autoptr (PodScreening)
          screening = pod_screening_new (study, site, casebook, fixture_today ());
      g_autofree char *words = say (study, screening, "INC-01");

      g_assert_cmpstr (words, ==, length_rows[i].expected);
    }
}

/* What the medication list says of a class: never "0 months" of what was taken. */
static void
test_list (void)
{
  static const struct
  {
    const char *records, *expected;
  } rows[] = {
    { "dose mtx 15 mg @-1",
      "less than 0.1 months without a gap, stable dose less than 0.1 months" },
    { "dose mtx 15 mg @-61; all yes", "2 months without a gap, stable dose 2 months" },
    { "dose mtx 15 mg @-1; all yes",
      "less than 0.1 months without a gap, stable dose less than 0.1 months" },
  };
  g_autoptr (PodStudy) study = fixture_small_study (small);
  g_autoptr (PodSite) site = fixture_site ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodCasebook) casebook = fixture_casebook (NULL, NULL, rows[i].records, NULL);
      g_autofree char *words = pod_medication_to_words (study, site, casebook,
                                                        pod_study_find_class (study, "drugs"),
                                                        fixture_today ());

      g_assert_cmpstr (words, ==, rows[i].expected);
    }
}

/* With the minus of the charts, not a hyphen. */
static void
test_days (void)
{
  const struct
  {
    int day;
    const char *words;
  } days[] = { { -14, "day −14" }, { 0, "day 0" }, { 3, "day 3" } };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *words = pod_study_day_to_words (days[i].day);

      g_assert_cmpstr (words, ==, days[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/course-words/trial", test_courses);
  g_test_add_func ("/clinic/course-words/lengths", test_lengths);
  g_test_add_func ("/clinic/course-words/list", test_list);
  g_test_add_func ("/clinic/course-words/days", test_days);
  return g_test_run ();
}
