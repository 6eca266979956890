/* Drafts as verbs: whose they are, who may, and what a lock leaves. */

#include "pod-trial-draft.h"
#include "pod-trial-private.h"
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

/* ---- without a key ---- */

static PodTrial *
make_site (void)
{
  PodTrial *trial = fixture_trial ();

  fixture_add_user (trial, "mona", POD_USER_MONITOR);
  fixture_add_user (trial, "moritz", POD_USER_MONITOR);
  fixture_add_user (trial, "adam", POD_USER_ADMINISTRATOR);
  return trial;
}

/* In memory it is as in the database: the last wins, the newest is first, a lock takes nothing. */
static void
test_without_key (void)
{
  PodTrial *trial = make_site ();

  g_assert_true (pod_trial_keeps_drafts (trial));
  fixture_become (trial, "mona");
  g_assert_false (pod_trial_keeps_drafts (trial));
  save (trial, "query/subject", 1, "what did");
  save (trial, "ask-again", 3, "and why?");
  save (trial, "query/subject", 1, "what did you mean?");
  pod_trial_lock (trial, "idle");
  fixture_become (trial, "mona");
  g_assert_cmpstr (list (trial), ==, "query/subject:1=what did you mean? ask-again:3=and why?");
  save (trial, "query/subject", 1, NULL);
  g_assert_cmpstr (list (trial), ==, "ask-again:3=and why?");
  save (trial, "ask-again", 3, NULL);
  g_assert_cmpstr (list (trial), ==, "");
  fixture_end (trial);
}

/* Asked for as the last thing before a lock, which waits for nothing. */
static void
test_administrator (void)
{
  PodTrial *trial = make_site ();

  fixture_become (trial, "adam");
  pod_trial_save_draft_async (trial, "person", 0, 0, "user=ni", NULL, NULL);
  pod_trial_save_draft_async (trial, "person", 0, 0, "user=nina", NULL, NULL);
  pod_trial_lock (trial, "idle");
  fixture_become (trial, "adam");
  g_assert_cmpstr (list (trial), ==, "person:0=user=nina");
  fixture_end (trial);
}

/* Whoever else signs in, of the same role or another, with a key or without. */
static void
test_nobody_else (void)
{
  static const char *const others[] = { "moritz", "adam", FIXTURE_PI };
  PodTrial *trial = make_site ();

  fixture_become (trial, "mona");
  save (trial, "query/subject", 1, "of mona");
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      fixture_become (trial, others[i]);
      g_assert_cmpstr (list (trial), ==, "");
      save (trial, "query/subject", 1, NULL);
    }
  fixture_become (trial, "mona");
  g_assert_cmpstr (list (trial), ==, "query/subject:1=of mona");
  fixture_end (trial);
}

/* Nothing of it is in the file, or in a trial that is closed. */
static void
test_without_key_closed (void)
{
  PodTrial *trial = make_site ();
  const char *path = g_strdup (pod_trial_get_path (trial));

  g_test_queue_free ((gpointer) path);
  fixture_become (trial, "mona");
  save (trial, "query/subject", 1, "of mona");
  g_assert_cmpuint (trial->drafts->len, ==, 1);
  pod_trial_close (trial);
  g_assert_cmpuint (trial->drafts->len, ==, 0);
  fixture_end (trial);
  trial = fixture_open (path, "mona");
  g_assert_cmpstr (list (trial), ==, "");
  fixture_end (trial);
}

/* A form is left half done by whoever may send it off, and by nobody else. */
static void
test_forms (void)
{
  static const struct
  {
    const char *form;
    PodVerb verb;
  } forms[] = {
    { "person", POD_VERB_MANAGE_USERS },  { "register", POD_VERB_CONSENT },
    { "adverse_event", POD_VERB_RECORD }, { "query/adverse_event", POD_VERB_ASK },
    { "ask-again", POD_VERB_ASK },        { "answer", POD_VERB_ANSWER },
    { "personal", POD_VERB_RECORD },
  };
  static const char *const users[] = { FIXTURE_PI, "mona", "adam" };
  PodTrial *trial = make_site ();

  for (guint i = 0; i < G_N_ELEMENTS (users) * G_N_ELEMENTS (forms); i++)
    {
      guint form = i % G_N_ELEMENTS (forms);
      g_autoptr (GError) error = NULL;
      gboolean may;

      if (form == 0)
        fixture_become (trial, users[i / G_N_ELEMENTS (forms)]);
      may = pod_role_may (pod_trial_get_role (trial), forms[form].verb);
      g_assert_cmpint (pod_trial_may_draft (trial, forms[form].form), ==, may);
      g_assert_cmpint (pod_trial_save_draft (trial, forms[form].form, 0, 0, "x", &error), ==, may);
      if (!may)
        g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
    }
  g_assert_cmpstr (list (trial), ==, "person:0=x");
  fixture_end (trial);
}

static gint64
find_user (PodTrial *trial, const char *name)
{
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, NULL);

  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (((PodUser *) g_ptr_array_index (users, i))->name, name))
      return ((PodUser *) g_ptr_array_index (users, i))->id;
  g_assert_not_reached ();
}

static void
give_role (PodTrial *trial, const char *user, PodUserRole role)
{
  g_autoptr (GError) error = NULL;

  fixture_become (trial, FIXTURE_PI);
  pod_trial_set_role (trial, find_user (trial, user), role, "another office", &error);
  g_assert_no_error (error);
}

/* With another role it is still theirs, to read and to throw away, but no more to write. */
static void
test_another_role (void)
{
  PodTrial *trial = make_site ();

  fixture_become (trial, "adam");
  save (trial, "person", 0, "user=nina");
  give_role (trial, "adam", POD_USER_MONITOR);
  fixture_become (trial, "adam");
  g_assert_cmpstr (list (trial), ==, "person:0=user=nina");
  g_assert_false (pod_trial_save_draft (trial, "person", 0, 0, "user=nin", NULL));
  g_assert_cmpstr (list (trial), ==, "person:0=user=nina");
  save (trial, "person", 0, NULL);
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
  g_test_add_func ("/draft/R18-without-key", test_without_key);
  g_test_add_func ("/draft/R18-administrator", test_administrator);
  g_test_add_func ("/draft/nobody-else", test_nobody_else);
  g_test_add_func ("/draft/without-key-closed", test_without_key_closed);
  g_test_add_func ("/draft/forms", test_forms);
  g_test_add_func ("/draft/another-role", test_another_role);
  g_test_add_func ("/draft/nobody", test_nobody);
  g_test_add_func ("/draft/lock", test_lock);
  g_test_add_func ("/draft/close", test_close);
  return g_test_run ();
}
