/* Queries: who asks, who answers, who closes, and what the one door for changes lets nobody do. */

#include "pod-trial-sign.h"
#include "service-fixture.h"

/* ---- a subject, and one person of each role ---- */

static const struct
{
  const char *user;
  PodUserRole role;
  gboolean asks, answers;
} people[] = {
  { FIXTURE_PI, POD_USER_PI, TRUE, TRUE },       { "ivan", POD_USER_INVESTIGATOR, TRUE, TRUE },
  { "cora", POD_USER_COORDINATOR, FALSE, TRUE }, { "nora", POD_USER_NURSE, FALSE, TRUE },
  { "mona", POD_USER_MONITOR, TRUE, FALSE },
};

typedef struct
{
  PodTrial *trial;
  gint64 subject;
  gint64 finding;
} Site;

static void
set_up (Site *site)
{
  site->trial = fixture_trial ();
  site->subject = fixture_register (site->trial, "0000001");
  site->finding = fixture_add_result (site->trial, site->subject, "hgb", 120);
  for (gsize i = 1; i < G_N_ELEMENTS (people); i++)
    fixture_add_user (site->trial, people[i].user, people[i].role);
}

/* The last query of the subject; kept until the test ends. */
static const PodQuery *
get_query (Site *site)
{
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook = pod_trial_load_casebook (site->trial, site->subject, &error);
  const PodQuery *queries;
  guint n;

  g_assert_no_error (error);
  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, casebook);
  queries = pod_casebook_get_queries (casebook, &n);
  return n > 0 ? &queries[n - 1] : NULL;
}

static guint
count_open (Site *site)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (site->trial, site->subject, NULL);

  return pod_casebook_count_open_queries (casebook);
}

static gint64
ask (Site *site, const char *user)
{
  g_autoptr (GError) error = NULL;

  fixture_become (site->trial, user);
  pod_trial_ask (site->trial, site->subject, "finding", site->finding, "number", "Is it 120?",
                 &error);
  g_assert_no_error (error);
  return get_query (site)->record.id;
}

/* ---- the whole way ---- */

static void
test_course (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  const PodQuery *query;
  gint64 id;

  set_up (&site);
  id = ask (&site, "mona");
  query = get_query (&site);
  g_assert_cmpstr (query->scope, ==, "finding");
  g_assert_cmpint (query->about, ==, site.finding);
  g_assert_cmpstr (query->field, ==, "number");
  g_assert_cmpstr (query->text, ==, "Is it 120?");
  g_assert_cmpstr (query->status, ==, "open");
  g_assert_cmpstr (query->raised, ==, "mona");
  g_assert_null (query->answer);
  g_assert_cmpuint (count_open (&site), ==, 1);
  fixture_become (site.trial, "cora");
  g_assert_true (pod_trial_answer (site.trial, site.subject, id, "As printed.", &error));
  query = get_query (&site);
  g_assert_cmpstr (query->status, ==, "answered");
  g_assert_cmpstr (query->answer, ==, "As printed.");
  g_assert_cmpstr (query->answered, ==, "cora");
  /* Who asked is to be content first. */
  g_assert_cmpuint (count_open (&site), ==, 1);
  fixture_become (site.trial, "mona");
  g_assert_true (pod_trial_close_query (site.trial, site.subject, id, "Printed by whom?", &error));
  query = get_query (&site);
  g_assert_cmpstr (query->status, ==, "open");
  g_assert_cmpstr (query->text, ==, "Printed by whom?");
  g_assert_null (query->answer);
  g_assert_null (query->answered);
  fixture_become (site.trial, "nora");
  g_assert_true (pod_trial_answer (site.trial, site.subject, id, "By the laboratory.", &error));
  fixture_become (site.trial, "mona");
  g_assert_true (pod_trial_close_query (site.trial, site.subject, id, NULL, &error));
  query = get_query (&site);
  g_assert_cmpstr (query->status, ==, "closed");
  g_assert_cmpstr (query->answer, ==, "By the laboratory.");
  g_assert_cmpuint (count_open (&site), ==, 0);
  g_assert_cmpint (query->record.version, ==, 5);
  fixture_end (site.trial);
}

/* Closed without an answer: the question was settled otherwise. */
static void
test_close_unanswered (void)
{
  Site site;
  gint64 id;

  set_up (&site);
  id = ask (&site, "mona");
  g_assert_true (pod_trial_close_query (site.trial, site.subject, id, NULL, NULL));
  g_assert_cmpuint (count_open (&site), ==, 0);
  fixture_end (site.trial);
}

/* ---- who ---- */

static void
test_who (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      Site site;
      g_autoptr (GError) error = NULL;
      gint64 id;

      set_up (&site);
      id = ask (&site, FIXTURE_PI);
      fixture_become (site.trial, people[i].user);
      g_test_message ("%s", people[i].user);
      g_assert_cmpint (pod_trial_ask (site.trial, site.subject, "subject", site.subject, NULL,
                                      "Which consent?", &error),
                       ==, people[i].asks);
      g_assert_true (people[i].asks ||
                     g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE));
      g_clear_error (&error);
      g_assert_cmpint (pod_trial_answer (site.trial, site.subject, id, "Yes.", &error), ==,
                       people[i].answers);
      g_assert_true (people[i].answers ||
                     g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE));
      g_clear_error (&error);
      g_assert_cmpint (pod_trial_close_query (site.trial, site.subject, id, NULL, &error), ==,
                       people[i].asks);
      g_assert_true (people[i].asks ||
                     g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE));
      fixture_end (site.trial);
    }
}

/* Through the general door a monitor writes queries alone, also where a query is beside it. */
static void
test_monitor (void)
{
  Site site;
  g_autoptr (PodChange) visit = pod_change_new (), both = pod_change_new ();
  g_autoptr (PodChange) nothing = pod_change_new (), voiding = pod_change_new ();
  PodChange *const changes[] = { visit, both, nothing, voiding };
  PodQuery query;

  set_up (&site);
  query = (PodQuery){ .record = { .id = -1, .subject = site.subject },
                      .scope = "subject",
                      .about = site.subject,
                      .text = "Which day?",
                      .status = "open",
                      .raised = "mona" };
  fixture_become (site.trial, "mona");
  pod_change_put_visit (visit, &(PodVisit){ .record = { .id = -1, .subject = site.subject },
                                            .status = "missed" });
  pod_change_put_query (both, &query);
  pod_change_put_visit (both, &(PodVisit){ .record = { .id = -2, .subject = site.subject },
                                           .status = "missed" });
  pod_change_void (voiding, POD_RECORD_FINDING, site.finding, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_trial_commit (site.trial, changes[i], "why", NULL, &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_ROLE);
    }
  g_assert_null (get_query (&site));
  fixture_end (site.trial);
}

/* ---- what nobody may ---- */

static void
assert_refused (Site *site, const PodQuery *query, const char *why, int code)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;

  pod_change_put_query (change, query);
  g_assert_false (pod_trial_commit (site->trial, change, why, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, code);
}

static void
test_asking_refused (void)
{
  Site site;
  gint64 other;
  PodQuery good, query;

  set_up (&site);
  other = fixture_register (site.trial, "0000002");
  good = (PodQuery){ .record = { .id = -1, .subject = site.subject },
                     .scope = "finding",
                     .about = site.finding,
                     .field = "number",
                     .text = "Is it 120?",
                     .status = "open",
                     .raised = FIXTURE_PI };
#define REFUSE(member, value)                                                                      \
  query = good;                                                                                    \
  query.member = value;                                                                            \
  assert_refused (&site, &query, NULL, POD_SERVICE_ERROR_INPUT)
  REFUSE (text, NULL);
  REFUSE (text, "");
  REFUSE (text, " \t\n");
  REFUSE (scope, "user");
  REFUSE (scope, NULL);
  REFUSE (scope, "query");
  REFUSE (about, site.finding + 100);
  REFUSE (about, 0);
  REFUSE (field, "grade");
  REFUSE (field, "");
  REFUSE (status, "closed");
  REFUSE (status, "answered");
  REFUSE (answer, "Yes.");
  REFUSE (answered, "cora");
  REFUSE (raised, "mona");
  REFUSE (raised, NULL);
  /* Another subject's finding. */
  REFUSE (record.subject, other);
  REFUSE (record.subject, site.subject + 100);
  g_assert_null (get_query (&site));
  fixture_end (site.trial);
}

static void
test_answering_refused (void)
{
  static const char *const empty[] = { NULL, "", "  " };
  Site site;
  g_autoptr (GError) error = NULL;
  PodQuery query;
  gint64 id;

  set_up (&site);
  id = ask (&site, "mona");
  fixture_become (site.trial, "cora");
  for (gsize i = 0; i < G_N_ELEMENTS (empty); i++)
    {
      g_assert_false (pod_trial_answer (site.trial, site.subject, id, empty[i], &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
      g_clear_error (&error);
    }
  g_assert_false (pod_trial_answer (site.trial, site.subject, id + 1, "Yes.", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* In another's name; with another question; and closing what one was asked. */
  query = *get_query (&site);
  query.answer = "Yes.";
  query.status = "answered";
  query.answered = "nora";
  assert_refused (&site, &query, "answered", POD_SERVICE_ERROR_INPUT);
  query.answered = "cora";
  query.text = "Is it 12?";
  assert_refused (&site, &query, "answered", POD_SERVICE_ERROR_ROLE);
  query = *get_query (&site);
  query.status = "closed";
  assert_refused (&site, &query, "closed", POD_SERVICE_ERROR_ROLE);
  fixture_become (site.trial, "mona");
  g_assert_true (pod_trial_close_query (site.trial, site.subject, id, NULL, &error));
  fixture_become (site.trial, "cora");
  g_assert_false (pod_trial_answer (site.trial, site.subject, id, "Yes.", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  fixture_end (site.trial);
}

static void
test_closing_refused (void)
{
  Site site;
  g_autoptr (PodChange) voiding = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodQuery query;
  gint64 id;

  set_up (&site);
  id = ask (&site, "mona");
  g_assert_false (pod_trial_close_query (site.trial, site.subject, id, "", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  /* Putting words into another's mouth while closing; asking about something else. */
  query = *get_query (&site);
  query.status = "closed";
  query.answer = "Yes.";
  query.answered = "cora";
  assert_refused (&site, &query, "closed", POD_SERVICE_ERROR_INPUT);
  query = *get_query (&site);
  query.about = site.subject;
  query.scope = "subject";
  query.field = NULL;
  assert_refused (&site, &query, "moved", POD_SERVICE_ERROR_INPUT);
  pod_change_void (voiding, POD_RECORD_QUERY, id, 1);
  g_assert_false (pod_trial_commit (site.trial, voiding, "mistake", NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (pod_trial_close_query (site.trial, site.subject, id, NULL, &error));
  g_assert_false (pod_trial_close_query (site.trial, site.subject, id, NULL, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (pod_trial_close_query (site.trial, site.subject, id, "Again?", &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  fixture_end (site.trial);
}

/* ---- two windows ---- */

static void
test_other_window (void)
{
  Site site;
  PodTrial *other;
  g_autoptr (PodCasebook) casebook = NULL;
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  gint64 id;

  set_up (&site);
  other = fixture_open (pod_trial_get_path (site.trial), "cora");
  id = ask (&site, "mona");
  while (g_get_monotonic_time () < until)
    {
      g_clear_pointer (&casebook, pod_casebook_unref);
      casebook = pod_trial_load_casebook (other, site.subject, NULL);
      if (pod_casebook_find_query (casebook, id) != NULL)
        break;
      pod_trial_refresh (other);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_nonnull (pod_casebook_find_query (casebook, id));
  fixture_end (other);
  fixture_end (site.trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/query/course", test_course);
  g_test_add_func ("/service/query/close-unanswered", test_close_unanswered);
  g_test_add_func ("/service/query/who", test_who);
  g_test_add_func ("/service/query/monitor", test_monitor);
  g_test_add_func ("/service/query/asking-refused", test_asking_refused);
  g_test_add_func ("/service/query/answering-refused", test_answering_refused);
  g_test_add_func ("/service/query/closing-refused", test_closing_refused);
  g_test_add_func ("/service/query/other-window", test_other_window);
  return g_test_run ();
}
