/* What is due, for whom, and by when. */
#include "clinic-fixture.h"
#include "pod-agenda.h"

#include <string.h>

static char *
list (const GPtrArray *agenda)
{
  static const char *const whens[] = { "late", "today", "week", "then" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < agenda->len; i++)
    {
      const PodAgendaItem *item = agenda->pdata[i];
      g_autofree char *day = pod_date_is_set (item->day)
                                 ? g_strdup_printf (" %+d",
                                                    pod_date_first_day (item->day) -
                                                        pod_date_first_day (fixture_today ()))
                                 : g_strdup ("");

      g_string_append_printf (text, "%s%s %s %s\n", whens[item->when], day, item->number,
                              item->words);
    }
  return g_string_free (text, FALSE);
}

/* Takes @casebook. */
static char *
ask (PodCasebook *casebook)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (GPtrArray)
      casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  g_autoptr (GPtrArray) agenda = NULL;

  g_ptr_array_add (casebooks, casebook);
  agenda = pod_agenda_new (study, site, casebooks, fixture_today ());
  return list (agenda);
}

static void
check (PodCasebook *casebook, const char *const *has, const char *const *lacks)
{
  g_autofree char *text = ask (casebook);

  for (guint i = 0; has[i] != NULL; i++)
    if (strstr (text, has[i]) == NULL)
      g_error ("no “%s” in\n%s", has[i], text);
  for (guint i = 0; lacks[i] != NULL; i++)
    if (strstr (text, lacks[i]) != NULL)
      g_error ("“%s” in\n%s", lacks[i], text);
}

#define THESE(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* Whoever nothing keeps out waits for a decision, as long as the first value lasts. */
static void
test_eligible (void)
{
  check (fixture_eligible ("mn", "female", NULL),
         THESE ("week +4 S-001 Eligible on paper: the decision waits\n",
                "week +4 S-001 Serum hCG (INC-04b, EXC-11): repeat by 24 Nov 2026, the last day "
                "on which that of 17 Nov 2026 counts\n"),
         THESE ("late", "too old"));
}

static void
test_not_eligible (void)
{
  check (fixture_eligible ("mn", "male", "hgb 59 g/L @-5"),
         THESE ("today S-001 Not eligible: the decision waits\n"), THESE ("late"));
}

/* Expired yesterday, today is the last day, tomorrow is. */
static void
test_expiry (void)
{
  check (fixture_eligible ("mn", "female", "serum_hcg negative @-8"),
         THESE ("late -1 S-001 Serum hCG (INC-04b, EXC-11): repeat, the result of 12 Nov 2026 "
                "counted until 19 Nov 2026\n"),
         THESE ("decision waits"));
  check (fixture_eligible ("mn", "female", "serum_hcg negative @-7"),
         THESE ("today +0 S-001 Serum hCG (INC-04b, EXC-11): repeat by 20 Nov 2026, the last day "
                "on which that of 13 Nov 2026 counts\n"),
         THESE ("late"));
  check (fixture_eligible ("mn", "female", "serum_hcg negative @-6"),
         THESE ("week +1 S-001 Serum hCG (INC-04b, EXC-11): repeat by 21 Nov 2026, the last day "
                "on which that of 14 Nov 2026 counts\n"),
         THESE ("late", "today +"));
}

/* A window that has closed, one that is open, and one that comes. */
static void
test_visits (void)
{
  static const char treated[] = "consent @@-60; enrolment @@-40; dose fludarabine @-35;"
                                "dose kn3601 @-30";
  g_autofree char *none = ask (fixture_casebook ("mn", "male", treated, NULL));
  g_autofree char *done = ask (fixture_casebook ("mn", "male", treated, "visit D28 @-2"));
  g_autofree char *missed = ask (fixture_casebook ("mn", "male", treated, "missed D28 @-2"));

  g_test_message ("%s", none);
  g_assert_nonnull (strstr (none, "late"));
  g_assert_nonnull (strstr (none, "not recorded, its window closed on"));
  g_assert_nonnull (strstr (none, "Day 28"));
  g_assert_null (strstr (done, "Day 28"));
  g_assert_null (strstr (missed, "Day 28"));
}

/* Nobody waits for who has left, and nothing is due where nobody is. */
static void
test_left (void)
{
  g_autofree char *text = ask (fixture_eligible ("mn", "female", "screen_failure @@-1"));

  g_assert_cmpstr (text, ==, "");
}

/* Beside the protein of whoever is eligible, which has a grade and waits for its own: a result is judged, attributed to something, and its report signed: each waits until it is done. */
static void
test_results (void)
{
  check (fixture_eligible ("mn", "male", "alt 90 U/L uln 50 by:Central @-3"),
         THESE ("today S-001 2 results wait for a physician’s judgement\n"),
         THESE ("not attributed", "signature"));
  check (fixture_eligible ("mn", "male",
                           "alt 90 U/L uln 50 by:Central judged:significant @-3; ast 90 U/L uln 50 "
                           "by:Central judged:not_significant @-3"),
         THESE ("today S-001 1 significant result is not attributed yet\n",
                "today S-001 1 result waits for a physician’s judgement\n"),
         THESE ("signature"));
  check (fixture_eligible ("mn", "male", "alt 90 U/L uln 50 by:Central judged:not_significant @-3"),
         THESE ("today S-001 1 laboratory report is judged, and waits for its signature\n",
                "today S-001 1 result waits for a physician’s judgement\n"),
         THESE ("not attributed"));
}

/* Lymphodepletion begins five days before the infusion: its day is today, was yesterday, or it began; then it is the infusion that waits. */
static void
test_missed_step (void)
{
  static const char step[] = "which is over, and not on record";

  check (fixture_eligible ("mn", "male", "enrolment @@-9; infusion_planned @@5"), THESE ("S-001"),
         THESE (step));
  check (fixture_eligible ("mn", "male", "enrolment @@-9; infusion_planned @@4"),
         THESE ("late -1 S-001 Lymphodepletion, first day: planned for 19 Nov 2026, which is over, "
                "and not on record\n"),
         THESE ("Infusion, day 0"));
  check (fixture_eligible ("mn", "male",
                           "enrolment @@-9; infusion_planned @@4; dose fludarabine @-1"),
         THESE ("S-001"), THESE (step));
  check (fixture_eligible ("mn", "male",
                           "enrolment @@-9; infusion_planned @@-1; dose fludarabine @-6"),
         THESE ("late -1 S-001 Infusion, day 0: planned for 19 Nov 2026, which is over, and "
                "not on record\n"),
         THESE ("Lymphodepletion, first day"));
}

/* Of all that comes later only what is next. */
static void
test_next (void)
{
  g_autofree char *text = ask (fixture_casebook ("mn", "male",
                                                 "consent @@-60; enrolment @@-50;"
                                                 "dose fludarabine @-5; dose kn3601 @0",
                                                 NULL));
  const char *later = strstr (text, "then ");

  g_assert_nonnull (later);
  g_assert_null (strstr (later + 1, "then "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/agenda/eligible", test_eligible);
  g_test_add_func ("/clinic/agenda/not-eligible", test_not_eligible);
  g_test_add_func ("/clinic/agenda/expiry", test_expiry);
  g_test_add_func ("/clinic/agenda/visits", test_visits);
  g_test_add_func ("/clinic/agenda/missed-step", test_missed_step);
  g_test_add_func ("/clinic/agenda/left", test_left);
  g_test_add_func ("/clinic/agenda/results", test_results);
  g_test_add_func ("/clinic/agenda/next", test_next);
  return g_test_run ();
}
