/* The ledger of readings: what another reading would do, who settles one, and that the principal investigator signs them. */
#include "pod-trial-reading.h"

#include <string.h>

#include "pod-trial-sign.h"
#include "service-fixture.h"

#define LIMIT "reading.inc01_limit"
#define YEAR "reading.inc02_year"
#define WHY "the sponsor's letter of 2 March"

static void
count_cb (PodTrial *trial, gint64 subject, guint *n)
{
  *n += subject == 0;
}

/* Looking changes nothing; settling changes the verdict at once, and the windows are told. */
static void
test_settle (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 low = fixture_register (trial, "0000001"), high = fixture_register (trial, "0000002");
  g_autoptr (GPtrArray) effects = NULL;
  g_autoptr (GError) error = NULL;
  const PodEffect *effect;
  guint told = 0;

  fixture_add_result (trial, low, "hgb", 70);
  fixture_add_result (trial, high, "hgb", 90);
  effects = pod_trial_compare_reading (trial, LIMIT, "eighty", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (effects->len, ==, 1);
  effect = g_ptr_array_index (effects, 0);
  g_assert_cmpint (effect->subject, ==, low);
  g_assert_cmpint (effect->change->after, ==, POD_FALSE);
  g_assert_cmpint (fixture_get_passes (trial, low, "INC-01"), ==, POD_TRUE);

  g_signal_connect (trial, "changed", G_CALLBACK (count_cb), &told);
  g_assert_true (pod_trial_settle_reading (trial, LIMIT, "eighty", WHY, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture_get_passes (trial, low, "INC-01"), ==, POD_FALSE);
  g_assert_cmpint (fixture_get_passes (trial, high, "INC-01"), ==, POD_TRUE);
  g_assert_cmpuint (told, ==, 1);
  fixture_end (trial);
}

static void
test_who (void)
{
  PodTrial *trial = fixture_trial ();
  g_autofree char *path = g_strdup (pod_trial_get_path (trial));
  PodSettled settled = pod_trial_get_settled (trial, LIMIT);

  g_assert_null (settled.by);
  g_assert_false (pod_date_is_set (settled.on));
  pod_trial_settle_reading (trial, LIMIT, "eighty", WHY, NULL);
  fixture_end (trial);
  trial = fixture_open (path, FIXTURE_PI);
  settled = pod_trial_get_settled (trial, LIMIT);
  g_assert_cmpstr (settled.by, ==, FIXTURE_PI);
  g_assert_true (pod_date_equal (settled.on, pod_trial_get_today (trial)));
  pod_settled_clear (&settled);
  fixture_end (trial);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *reading, *choice, *why;
    int code;
  } rows[] = {
    { "reading.none", "sixty", WHY, POD_SERVICE_ERROR_INPUT },
    { LIMIT, "seventy", WHY, POD_SERVICE_ERROR_INPUT },
    { LIMIT, "eighty", NULL, POD_SERVICE_ERROR_REASON },
    { LIMIT, "eighty", "", POD_SERVICE_ERROR_REASON },
    /* No rule asks for the year: another one needs an amendment. */
    { YEAR, "year_2009", WHY, POD_SERVICE_ERROR_INPUT },
  };
  PodTrial *trial = fixture_trial ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_trial_settle_reading (trial, rows[i].reading, rows[i].choice, rows[i].why,
                                                &error));
      g_assert_error (error, POD_SERVICE_ERROR, rows[i].code);
    }
  /* As it stands it can be confirmed. */
  g_assert_false (pod_trial_is_reading_asked (trial, YEAR));
  g_assert_true (pod_trial_is_reading_asked (trial, LIMIT));
  g_assert_true (pod_trial_settle_reading (trial, YEAR, "year_2021", WHY, NULL));
  fixture_end (trial);
}

/* What was settled after the signature is said beside it; verify finds nothing wrong with either. */
static void
test_signed (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodTrialVerification) verification = NULL;
  g_autofree char *none = NULL, *signed_words = NULL, *changed_words = NULL;
  g_autoptr (GError) error = NULL;
  gint64 audit = 0;

  pod_trial_settle_reading (trial, LIMIT, "eighty", WHY, NULL);
  none = pod_trial_get_ledger_signature (trial, &audit, &error);
  g_assert_null (none);
  pod_trial_sign (trial, 0, "readings", 0, "decision", FIXTURE_PASSWORD, audit, &error);
  g_assert_no_error (error);
  signed_words = pod_trial_get_ledger_signature (trial, &audit, &error);
  g_assert_nonnull (signed_words);
  pod_trial_settle_reading (trial, LIMIT, "sixty", WHY, NULL);
  changed_words = pod_trial_get_ledger_signature (trial, &audit, &error);
  g_assert_true (g_str_has_prefix (changed_words, signed_words));
  g_assert_cmpstr (changed_words, !=, signed_words);
  verification = pod_trial_verify (trial, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (verification->ok);
  fixture_end (trial);
}

/* Who settles nothing accepts what the study proposes, and the signature says that and nothing else. */
static void
test_accepted (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (PodTrialVerification) verification = NULL;
  g_autofree char *none = NULL, *words = NULL, *changed_words = NULL;
  g_autoptr (GError) error = NULL;
  gint64 audit = 0;

  none = pod_trial_get_ledger_signature (trial, &audit, NULL);
  g_assert_false (pod_trial_sign (trial, 0, "readings", 0, "decision", FIXTURE_PASSWORD, audit,
                                  &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_ptr_array_unref (pod_trial_take_problems (trial));
  pod_trial_sign (trial, 0, "readings", 0, "acceptance", FIXTURE_PASSWORD, audit, &error);
  g_assert_no_error (error);
  words = pod_trial_get_ledger_signature (trial, &audit, &error);
  g_assert_true (g_str_has_suffix (words, "every proposed reading accepted unchanged"));
  pod_trial_settle_reading (trial, LIMIT, "eighty", WHY, NULL);
  changed_words = pod_trial_get_ledger_signature (trial, &audit, &error);
  g_assert_cmpstr (changed_words, !=, words);
  g_assert_false (pod_trial_sign (trial, 0, "readings", 0, "acceptance", FIXTURE_PASSWORD, audit,
                                  NULL));
  verification = pod_trial_verify (trial, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (verification->ok);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/reading/settle", test_settle);
  g_test_add_func ("/service/reading/who", test_who);
  g_test_add_func ("/service/reading/refused", test_refused);
  g_test_add_func ("/service/reading/signed", test_signed);
  g_test_add_func ("/service/reading/accepted", test_accepted);
  return g_test_run ();
}
