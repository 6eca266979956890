#include "arrival-fixture.h"

static const char map_text[] =
    "[map central]\nlaboratory=Central\nsubject=record\nsubject.kind=record_number\nitem=item\n"
    "result=result\nunit=unit\ncollected=collected\nrange=range\nflag=flag\nstatus=status\n"
    "sex=sex\nbirth=birth\nstatus.default=final\n"
    "[item hgb]\nnames=Hb\ncodes=LOINC|718-7\n[item creatinine]\nnames=Crea\n"
    "[item hcg]\nnames=HCG\n[answers]\npositive=POS|Positive\nnegative=NEG\n";

const char *
arrival_write_map (void)
{
  return pod_test_write (pod_test_dir (), "map.ini", map_text);
}

const char *
arrival_write_file (const char *text)
{
  return pod_test_write (pod_test_dir (), CANARY_NAME ".csv", text);
}

PodImport *
arrival_receive (PodTrial *trial, const char *lines, gint64 *arrival)
{
  g_autofree char *text = g_strconcat (HEADING, lines, NULL);
  g_autoptr (GError) error = NULL;
  PodImport *import = pod_trial_receive (trial, arrival_write_file (text), arrival_write_map (),
                                         NULL, arrival, &error);

  g_assert_no_error (error);
  return import;
}

void
arrival_take (PodTrial *trial, gint64 arrival, guint expected)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (pod_trial_take_arrival (trial, arrival, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, expected);
}

GPtrArray *
arrival_list_items (PodTrial *trial, gint64 arrival, const char *state)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = pod_trial_list_arrival_items (trial, arrival, state, 0, 0, &error);

  g_assert_no_error (error);
  return items;
}

gboolean
arrival_resolve (PodTrial *trial,
                 const PodTrialArrivalItem *item,
                 PodResolution resolution,
                 const char *why,
                 GError **error)
{
  const PodArrivalKey key = pod_trial_arrival_item_get_key (item);

  return pod_trial_resolve (trial, &key, 1, resolution, why, error);
}

void
arrival_verify (PodTrial *trial)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrialVerification) verification = pod_trial_verify (trial, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (verification->ok);
}
