#include "arrival-fixture.h"

#include "pod-test-decide.h"
#include "pod-trial-screening.h"

static const char map_text[] =
    "[map central]\nlaboratory=Central\nsubject=record\nsubject.kind=record_number\nitem=item\n"
    "result=result\nunit=unit\ncollected=collected\nrange=range\nflag=flag\nstatus=status\n"
    "sex=sex\nbirth=birth\nstatus.default=final\ndates=dmy\n"
    "[item hgb]\nnames=Hb|HbP\ncodes=LOINC|718-7\n[item creatinine]\nnames=Crea\n"
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
arrival_receive_from (PodTrial *trial, const char *laboratory, const char *lines, gint64 *arrival)
{
  g_autofree char *text = g_strconcat (HEADING, lines, NULL);
  g_autoptr (GError) error = NULL;
  PodImport *import = pod_trial_receive (trial, arrival_write_file (text), arrival_write_map (),
                                         laboratory, arrival, &error);

  g_assert_no_error (error);
  return import;
}

PodImport *
arrival_receive (PodTrial *trial, const char *lines, gint64 *arrival)
{
  return arrival_receive_from (trial, NULL, lines, arrival);
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

void
arrival_assert_states (PodTrial *trial, gint64 arrival, const char *state, guint expected)
{
  g_autoptr (GPtrArray) items = arrival_list_items (trial, arrival, state);

  g_test_message ("%s: %u", state, items->len);
  g_assert_cmpuint (items->len, ==, expected);
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

GArray *
arrival_choose (const PodArrivalUndoing *undoing, gboolean returns)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (PodArrivalReturn));

  for (guint i = 0; i < undoing->displaced->len; i++)
    {
      PodArrivalReturn one = pod_undone_result_get_return (undoing->displaced->pdata[i], returns);

      g_array_append_val (chosen, one);
    }
  return chosen;
}

static void
undo (PodTrial *trial, gint64 arrival, gboolean displaced, gboolean doubtful)
{
  g_autoptr (GArray) chosen = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PodArrivalUndoing) undoing = { 0 };

  g_assert_true (pod_trial_count_undoing (trial, arrival, &undoing, &error));
  chosen = arrival_choose (&undoing, displaced);
  for (guint i = 0; i < chosen->len; i++)
    if (!doubtful && pod_undone_result_is_doubtful (undoing.displaced->pdata[i]))
      g_array_index (chosen, PodArrivalReturn, i).returns = FALSE;
  g_assert_true (pod_trial_undo_arrival (trial, arrival, chosen, "the wrong file", &error));
  g_assert_no_error (error);
  arrival_verify (trial);
}

void
arrival_undo_with_all (PodTrial *trial, gint64 arrival)
{
  undo (trial, arrival, TRUE, TRUE);
}

void
arrival_undo_leaving_out (PodTrial *trial, gint64 arrival)
{
  undo (trial, arrival, FALSE, FALSE);
}

void
arrival_undo (PodTrial *trial, gint64 arrival)
{
  undo (trial, arrival, TRUE, FALSE);
}

void
arrival_settle_next (PodTrial *trial, gint64 arrival, PodResolution resolution)
{
  g_autoptr (GPtrArray) waiting = arrival_list_items (trial, arrival, "waiting");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (waiting->len, >, 0);
  g_assert_true (arrival_resolve (trial, waiting->pdata[0], resolution, "theirs", &error));
  g_assert_no_error (error);
}

void
arrival_correct_next (PodTrial *trial, gint64 arrival)
{
  arrival_settle_next (trial, arrival, POD_RESOLVE_ACCEPT_AS_CORRECTION);
}

gint64
arrival_receive_beside (PodTrial *trial, const char *line)
{
  gint64 arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, line, &arrival);

  arrival_settle_next (trial, arrival, POD_RESOLVE_KEEP_BOTH);
  return arrival;
}

gint64
arrival_receive_correction (PodTrial *trial, const char *line)
{
  gint64 arrival;
  g_autoptr (PodImport) import = arrival_receive (trial, line, &arrival);

  arrival_correct_next (trial, arrival);
  return arrival;
}

void
arrival_assert_stands (PodTrial *trial, gint64 subject, double number)
{
  g_assert_cmpuint (fixture_count (trial, subject, "hgb"), ==, 1);
  g_assert_cmpfloat (fixture_find (trial, subject, "hgb")->quantity.number, ==, number);
}

gboolean
arrival_try_two (PodTrial *trial,
                 const PodTrialArrivalItem *one,
                 const PodTrialArrivalItem *other,
                 PodResolution resolution,
                 const char *why,
                 GError **error)
{
  const PodArrivalKey keys[] = { pod_trial_arrival_item_get_key (one),
                                 pod_trial_arrival_item_get_key (other) };

  return pod_trial_resolve (trial, keys, 2, resolution, why, error);
}

void
arrival_resolve_two (PodTrial *trial,
                     const PodTrialArrivalItem *one,
                     const PodTrialArrivalItem *other,
                     PodResolution resolution)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (arrival_try_two (trial, one, other, resolution, "theirs", &error));
  g_assert_no_error (error);
}

gint64
arrival_screen_again (PodTrial *trial, gint64 subject)
{
  const PodConsent consent = {
    .form = "2.0", .minute = -1, .explained_by = "cora", .copy_given = POD_TRUE
  };
  const PodDate today = pod_trial_get_today (trial);
  g_autoptr (GError) error = NULL;
  gint64 again;

  g_assert_true (pod_test_fail_screening (trial, subject, today, &error));
  again = pod_trial_screen_again (trial, subject, today, &consent, &error);
  g_assert_no_error (error);
  return again;
}
