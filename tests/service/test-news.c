/* What others did since one last looked. */

#include "sign-fixture.h"

/* "table row what n_fields was_signed who", a line each. */
static char *
list_news (PodTrial *trial)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = pod_trial_list_news (trial, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const PodNews *news = g_ptr_array_index (all, i);

      g_string_append_printf (text, "%s %s %u %d %s\n", news->table, news->what, news->n_fields,
                              news->was_signed, news->who);
    }
  return g_string_free (text, FALSE);
}

static void
assert_news (PodTrial *trial, const char *expected)
{
  g_autofree char *news = list_news (trial);

  g_assert_cmpstr (news, ==, expected);
}

static void
test_news (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");
  gint64 event = sign_add_adverse_event (trial, subject), added;
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  fixture_add_user (trial, "cora", POD_USER_COORDINATOR);
  /* What one did oneself is no news. */
  assert_news (trial, "");
  g_assert_true (pod_trial_mark_seen (trial, &error));
  sign_now (trial, subject, "adverse_event", event);
  fixture_become (trial, "cora");
  sign_edit (trial, subject, event, "severe headache");
  sign_edit (trial, subject, event, "very severe headache");
  added = sign_add_adverse_event (trial, subject);
  fixture_become (trial, FIXTURE_PI);
  assert_news (trial, "adverse_event new 7 0 cora\nadverse_event changed 1 1 cora\n");
  /* Seen is what the list showed, not what was written since. */
  fixture_become (trial, "cora");
  pod_change_void (change, POD_RECORD_ADVERSE_EVENT, added, 1);
  fixture_become (trial, FIXTURE_PI);
  assert_news (trial, "adverse_event new 7 0 cora\nadverse_event changed 1 1 cora\n");
  {
    PodTrial *other = fixture_open (pod_trial_get_path (trial), "cora");

    pod_trial_commit (other, change, "twice", NULL, &error);
    g_assert_no_error (error);
    fixture_end (other);
  }
  g_assert_true (pod_trial_mark_seen (trial, &error));
  assert_news (trial, "adverse_event voided 1 0 cora\n");
  g_assert_true (pod_trial_mark_seen (trial, &error));
  assert_news (trial, "");
  fixture_end (trial);
}

/* Who was shown nothing has seen nothing. */
static void
test_news_unseen (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");

  fixture_add_user (trial, "cora", POD_USER_COORDINATOR);
  fixture_become (trial, "cora");
  sign_add_adverse_event (trial, subject);
  fixture_become (trial, FIXTURE_PI);
  g_assert_true (pod_trial_mark_seen (trial, NULL));
  assert_news (trial, "adverse_event new 7 0 cora\n");
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/news/since-last-seen", test_news);
  g_test_add_func ("/service/news/unseen", test_news_unseen);
  return g_test_run ();
}
