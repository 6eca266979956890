/* Drafts as verbs: whose they are, who may, and what a lock leaves. */

#include "pod-trial-draft.h"
#include "service-fixture.h"

static void
save (PodTrial *trial, const char *form, gint64 record, const char *content)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pod_trial_save_draft (trial, form, 0, record, content, &error));
  g_assert_no_error (error);
}

/* "form:record=content" of each, newest first. */
static const char *
list (PodTrial *trial)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (trial, &error);
  GString *text = g_string_new (NULL);
  char *result;

  g_assert_no_error (error);
  for (guint i = 0; i < drafts->len; i++)
    {
      const PodDraft *draft = g_ptr_array_index (drafts, i);

      g_string_append_printf (text, "%s%s:%d=%s", i > 0 ? " " : "", draft->form,
                              (int) draft->record, draft->content);
    }
  result = g_string_free (text, FALSE);
  g_test_queue_free (result);
  return result;
}

static void
test_save (void)
{
  PodTrial *trial = fixture_trial ();

  g_assert_cmpstr (list (trial), ==, "");
  save (trial, "register", 0, "name=测试甲");
  save (trial, "adverse_event", 3, "x");
  save (trial, "register", 0, "name=测试乙");
  g_assert_cmpstr (list (trial), ==, "adverse_event:3=x register:0=name=测试乙");
  save (trial, "register", 0, NULL);
  g_assert_cmpstr (list (trial), ==, "adverse_event:3=x");
  save (trial, "adverse_event", 3, NULL);
  g_assert_cmpstr (list (trial), ==, "");
  fixture_end (trial);
}

static void
test_theirs_alone (void)
{
  PodTrial *trial = fixture_trial ();

  fixture_add_user (trial, "anna", POD_USER_COORDINATOR);
  save (trial, "register", 0, "of paul");
  fixture_become (trial, "anna");
  g_assert_cmpstr (list (trial), ==, "");
  save (trial, "register", 0, "of anna");
  fixture_become (trial, FIXTURE_PI);
  g_assert_cmpstr (list (trial), ==, "register:0=of paul");
  fixture_end (trial);
}

/* Without a key nothing is written, and nothing is complained of. */
static void
test_without_key (void)
{
  PodTrial *trial = fixture_trial ();

  fixture_add_user (trial, "mona", POD_USER_MONITOR);
  fixture_become (trial, "mona");
  save (trial, "query", 0, "what did you mean?");
  g_assert_cmpstr (list (trial), ==, "");
  fixture_end (trial);
}

static void
test_nobody (void)
{
  PodTrial *trial = fixture_trial ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  pod_trial_sign_out (trial);
  g_assert_false (pod_trial_save_draft (trial, "register", 0, 0, "x", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT);
  g_clear_error (&error);
  g_assert_null (pod_trial_list_drafts (trial, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT);
  g_clear_error (&error);
  pod_trial_save_draft_async (trial, "register", 0, 0, "x", pod_test_take_result_cb, &result);
  fixture_wait ((gpointer *) &result);
  g_assert_false (pod_trial_save_draft_finish (trial, result, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_SIGNED_OUT);
  g_clear_object (&result);
  fixture_end (trial);
}

/* Asked for and locked at once: the lock waits for nothing, and the draft is there afterwards; the last of two wins. */
static void
test_lock (void)
{
  PodTrial *trial = fixture_trial ();

  pod_trial_save_draft_async (trial, "register", 0, 0, "half a na", NULL, NULL);
  pod_trial_save_draft_async (trial, "register", 0, 0, "half a name", NULL, NULL);
  pod_trial_sign_out (trial);
  fixture_become (trial, FIXTURE_PI);
  g_assert_cmpstr (list (trial), ==, "register:0=half a name");
  fixture_end (trial);
}

/* The same for closing the file. */
static void
test_close (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = g_strdup (pod_trial_get_path (trial));

  g_test_queue_free ((gpointer) path);
  pod_trial_save_draft_async (trial, "register", 0, 0, "half a name", NULL, NULL);
  fixture_end (trial);
  trial = fixture_open (path, FIXTURE_PI);
  g_assert_cmpstr (list (trial), ==, "register:0=half a name");
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft/save", test_save);
  g_test_add_func ("/draft/one-s-own", test_theirs_alone);
  g_test_add_func ("/draft/without-key", test_without_key);
  g_test_add_func ("/draft/nobody", test_nobody);
  g_test_add_func ("/draft/lock", test_lock);
  g_test_add_func ("/draft/close", test_close);
  return g_test_run ();
}
