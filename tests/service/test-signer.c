/* Who may sign, and when: the PI, a delegate while it is delegated, and no casebook while a query is open. */

#include "pod-trial-users.h"
#include "sign-fixture.h"

/* The PI; a sub-investigator only while it is delegated, the first and the last day included; nobody else. */
static void
test_who (void)
{
  static const struct
  {
    const char *user;
    PodUserRole role;
  } people[] = { { "cora", POD_USER_COORDINATOR },
                 { "nora", POD_USER_NURSE },
                 { "mona", POD_USER_MONITOR },
                 { "ivan", POD_USER_INVESTIGATOR } };
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject);

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      static const char *const scopes[] = { "adverse_event", "casebook", "access_review" };

      fixture_become (trial, FIXTURE_PI);
      fixture_add_user (trial, people[i].user, people[i].role);
      fixture_become (trial, people[i].user);
      for (gsize j = 0; j < G_N_ELEMENTS (scopes); j++)
        {
          g_autoptr (GError) error = NULL;

          g_assert_false (pod_trial_sign (trial, j == 2 ? 0 : subject, scopes[j],
                                          j == 0 ? event : 0,
                                          pod_signing_get_meanings (scopes[j])[0], FIXTURE_PASSWORD,
                                          sign_get_audit (trial, subject), &error));
          g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
        }
    }
  fixture_end (trial);
}

static gint64
find_user (PodTrial *trial, const char *name)
{
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, NULL);

  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      const PodUser *user = g_ptr_array_index (users, i);

      if (g_strcmp0 (user->name, name) == 0)
        return user->id;
    }
  g_error ("there is no %s", name);
}

static void
test_delegated (void)
{
  static const struct
  {
    const char *day;
    gboolean may;
  } cases[] = { { "2026-03-14", FALSE },
                { "2026-03-15", TRUE },
                { "2026-03-16", TRUE },
                { "2026-03-17", FALSE },
                { "2026-04-15", FALSE } };
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject);
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "ivan", POD_USER_INVESTIGATOR);
  pod_trial_delegate (trial, find_user (trial, "ivan"), "sign", pod_date_new (2026, 3, 15),
                      pod_date_new (2026, 3, 16), &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fixture_set_today (cases[i].day);
      fixture_become (trial, "ivan");
      g_test_message ("%s", cases[i].day);
      g_assert_cmpint (sign_try (trial, subject, "adverse_event", event, &error), ==, cases[i].may);
      if (!cases[i].may)
        g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
      g_clear_error (&error);
      /* The casebook as a whole is nobody's but the PI's. */
      g_assert_false (sign_try (trial, subject, "casebook", 0, &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
      g_clear_error (&error);
    }
  fixture_end (trial);
}

/* A delegation that another window took back is not in force any more, whatever this window remembers. */
static void
test_delegation_ended (void)
{
  PodTrial *trial = fixture_trial (), *other;
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject), user;
  g_autoptr (GPtrArray) users = NULL;
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "ivan", POD_USER_INVESTIGATOR);
  user = find_user (trial, "ivan");
  pod_trial_delegate (trial, user, "sign", pod_date_new (2026, 3, 1), POD_DATE_NONE, &error);
  g_assert_no_error (error);
  other = fixture_open (pod_trial_get_path (trial), "ivan");
  sign_now (other, subject, "adverse_event", event);
  users = pod_trial_list_users (trial, &error);
  for (guint i = 0; i < users->len; i++)
    {
      const PodUser *found = g_ptr_array_index (users, i);

      for (guint j = 0; j < found->delegations->len; j++)
        pod_trial_end_delegation (trial,
                                  ((PodDelegation *) g_ptr_array_index (found->delegations, j))->id,
                                  "has left", &error);
    }
  g_assert_no_error (error);
  g_assert_false (sign_try (other, subject, "adverse_event", event, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
  fixture_end (other);
  fixture_end (trial);
}

/* ---- the whole casebook ---- */

static void
test_open_queries (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject), query;
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  pod_trial_ask (trial, subject, "adverse_event", event, "start", "Which day?", &error);
  g_assert_no_error (error);
  casebook = sign_load (trial, subject);
  query = pod_casebook_get_queries (casebook, &n)->record.id;
  g_assert_false (sign_try (trial, subject, "casebook", 0, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "1"));
  g_clear_error (&error);
  /* It holds back nothing but that. */
  sign_now (trial, subject, "adverse_event", event);
  /* Answered is not closed. */
  g_assert_true (pod_trial_answer (trial, subject, query, "Monday.", &error));
  g_assert_false (sign_try (trial, subject, "casebook", 0, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (pod_trial_close_query (trial, subject, query, NULL, &error));
  sign_now (trial, subject, "casebook", 0);
  g_assert_cmpint (sign_get_state (trial, subject, "casebook", 0), ==, POD_SIGNING_CURRENT);
  /* Asking is no change of what was signed. */
  g_assert_true (pod_trial_ask (trial, subject, "adverse_event", event, NULL, "And the end?",
                                &error));
  g_assert_cmpint (sign_get_state (trial, subject, "casebook", 0), ==, POD_SIGNING_CURRENT);
  sign_edit (trial, subject, event, "severe headache");
  g_assert_cmpint (sign_get_state (trial, subject, "casebook", 0), ==, POD_SIGNING_CHANGED);
  g_assert_cmpint (sign_get_state (trial, subject, "adverse_event", event), ==,
                   POD_SIGNING_CHANGED);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/sign/R15-only-the-pi", test_who);
  g_test_add_func ("/service/sign/R15-or-a-delegate", test_delegated);
  g_test_add_func ("/service/sign/R15-while-delegated", test_delegation_ended);
  g_test_add_func ("/service/sign/R15-no-open-query", test_open_queries);
  return g_test_run ();
}
