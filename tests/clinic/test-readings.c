/* How the site reads the protocol, and what becomes of subjects when it reads it otherwise. */
#include "clinic-fixture.h"
#include "pod-contradiction-words.h"
#include "pod-screening-change.h"

static char *
describe (const PodScreeningChange *change)
{
  static const char *const words[] = { "no", "?", "yes" };
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s→%s", words[change->before], words[change->after]);
  for (guint i = 0; i < change->verdicts->len; i++)
    {
      const PodVerdictChange *verdict = g_ptr_array_index (change->verdicts, i);

      g_string_append_printf (text, " %s:%s→%s", verdict->criterion,
                              verdict->is_new ? "new" : words[verdict->before],
                              verdict->is_gone ? "gone" : words[verdict->after]);
    }
  return g_string_free (text, FALSE);
}

/* What settling @reading as @choice changes for an eligible subject with @records. */
static char *
settle (const char *cohort, const char *records, const char *reading, const char *choice)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodSite) settled = pod_site_with_setting (site, reading, choice);
  g_autoptr (PodCasebook) casebook = fixture_eligible (cohort, "female", records);
  g_autoptr (PodScreening) before = pod_screening_new (study, site, casebook, fixture_today ());
  g_autoptr (PodScreening) after = pod_screening_new (study, settled, casebook, fixture_today ());
  g_autoptr (PodScreeningChange) change = pod_screening_compare (before, after);

  g_assert_cmpint (pod_screening_change_is_empty (change), ==,
                   change->before == change->after && change->verdicts->len == 0);
  return describe (change);
}

static void
test_settled (void)
{
  static const struct
  {
    const char *cohort, *records, *reading, *choice, *expected;
  } rows[] = {
    { "mn", NULL, "reading.inc08_scope", "relapsed_refractory", "yes→yes" },
    { "mn", "egfr 44 mL/min/{1.73_m2}; earlier_remission none; prior_immunosuppression no",
      "reading.inc08_scope", "relapsed_refractory", "no→yes INC-08:no→yes" },
    { "igan", "mental_illness yes", "reading.exc09_and", "both", "no→yes EXC-09:no→yes" },
    { "igan", "inr 1.6 1 uln 1.2", "reading.inc03_inr", "plain_ratio", "yes→no INC-03c:yes→no" },
    /* What is no choice of this version leaves the study's own in force. */
    { "igan", "mental_illness yes", "reading.exc09_and", "neither", "no→no" },
    /* A reading that no rule asks for changes nothing. */
    { "aav", NULL, "reading.inc17_creatinine", "two", "yes→yes" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = settle (rows[i].cohort, rows[i].records, rows[i].reading,
                                       rows[i].choice);

      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

#define STUDY                                                                                      \
  "[study]\nid=x\ntitle=X\ntarget=1\n[cohort mn]\nlabel=MN\nshort=MN\n[group g]\nlabel=G\n"        \
  "[observation hgb]\nlabel=Hb\ntype=quantity\nunit=g/L\ngroup=g\n"
#define CRITERION(id, rule)                                                                        \
  "[criterion " id "]\nkind=inclusion\ncohorts=all\ntext=As registered\nrule=" rule "\n"

/* An amendment drops one criterion, adds another and moves a limit. */
static void
test_amended (void)
{
  g_autoptr (PodStudy) old = fixture_small_study (STUDY CRITERION ("INC-01", "hgb >= 60 g/L")
                                                      CRITERION ("INC-02", "hgb >= 10 g/L"));
  g_autoptr (PodStudy) new = fixture_small_study (STUDY CRITERION ("INC-03", "hgb >= 80 g/L")
                                                      CRITERION ("INC-01", "hgb >= 75 g/L"));
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("mn", "male", "hgb 70 g/L", NULL);
  g_autoptr (PodScreening) before = pod_screening_new (old, site, casebook, fixture_today ());
  g_autoptr (PodScreening) after = pod_screening_new (new, site, casebook, fixture_today ());
  g_autoptr (PodScreeningChange) change = pod_screening_compare (before, after);
  g_autofree char *found = describe (change);

  g_assert_cmpstr (found, ==, "yes→no INC-03:new→no INC-01:yes→no INC-02:yes→gone");
}

/* Its heading is for a physician: the piece of the rule, with its names and brackets, stands beside it. */
static void
test_contradictions (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (GArray) found = pod_study_find_contradictions (study);

  g_assert_cmpuint (found->len, >, 0);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *words =
          pod_contradiction_to_words (study, &g_array_index (found, PodContradiction, i));

      g_test_message ("%s", words);
      g_assert_null (strpbrk (words, "_(){}"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/readings/settled", test_settled);
  g_test_add_func ("/clinic/readings/amended", test_amended);
  g_test_add_func ("/clinic/readings/contradictions", test_contradictions);
  return g_test_run ();
}
