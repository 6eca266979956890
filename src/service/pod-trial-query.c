/* Queries: what is asked of the site, answered, and closed.  They go through the same door as all else; what each role may do to one
 * is judged there, so that nobody gets round these verbs. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-record-field.h"
#include "pod-trial-private.h"
#include "pod-trial-sign.h"

guint
pod_casebook_count_open_queries (const PodCasebook *casebook)
{
  guint n, count = 0;
  const PodQuery *queries = pod_casebook_get_queries (casebook, &n);

  for (guint i = 0; i < n; i++)
    count += !queries[i].record.voided && g_strcmp0 (queries[i].status, "closed") != 0;
  return count;
}

static gboolean
commit_query (PodTrial *self, const PodQuery *query, const char *why, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();

  pod_change_put_query (change, query);
  return pod_trial_commit (self, change, why, NULL, error);
}

gboolean
pod_trial_ask (PodTrial *self,
               gint64 subject,
               const char *scope,
               gint64 about,
               const char *field,
               const char *text,
               GError **error)
{
  if (!pod_trial_require (self, POD_VERB_ASK, error))
    return FALSE;
  return commit_query (self,
                       &(PodQuery){ .record = { .id = -1, .subject = subject },
                                    .scope = scope,
                                    .about = about,
                                    .field = field,
                                    .text = text,
                                    .status = "open",
                                    .raised = self->user },
                       NULL, error);
}

/* As the list has it; it lives as long as *casebook. */
static const PodQuery *
find_query (PodTrial *self, gint64 subject, gint64 id, PodCasebook **casebook, GError **error)
{
  const PodQuery *query = NULL;

  *casebook = pod_trial_load_casebook (self, subject, error);
  if (*casebook == NULL)
    return NULL;
  query = pod_casebook_find_query (*casebook, id);
  if (query == NULL)
    g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND,
                         "there is no such query");
  return query;
}

gboolean
pod_trial_answer (PodTrial *self, gint64 subject, gint64 query, const char *answer, GError **error)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodQuery *saved;
  PodQuery answered;

  if (!pod_trial_require (self, POD_VERB_ANSWER, error) ||
      !(saved = find_query (self, subject, query, &casebook, error)))
    return FALSE;
  answered = *saved;
  answered.answer = answer;
  answered.answered = self->user;
  answered.status = "answered";
  return commit_query (self, &answered, "query answered", error);
}

gboolean
pod_trial_close_query (PodTrial *self,
                       gint64 subject,
                       gint64 query,
                       const char *again,
                       GError **error)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodQuery *saved;
  PodQuery closed;

  if (!pod_trial_require (self, POD_VERB_ASK, error) ||
      !(saved = find_query (self, subject, query, &casebook, error)))
    return FALSE;
  closed = *saved;
  if (again == NULL)
    {
      closed.status = "closed";
      return commit_query (self, &closed, "query closed", error);
    }
  /* The answer that was not enough stays in the trail. */
  closed.text = again;
  closed.status = "open";
  closed.raised = self->user;
  closed.answer = NULL;
  closed.answered = NULL;
  return commit_query (self, &closed, "query asked again", error);
}

/* ---- what the door for changes asks of a query ---- */

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text ? text : ""));

  return *stripped == '\0';
}

static gboolean
is_status (const PodQuery *query, const char *status)
{
  return g_strcmp0 (query->status, status) == 0;
}

/* Answering touches the answer alone; everything else about a query is the asker's. */
static gboolean
is_answering (const PodQuery *saved, const PodQuery *query)
{
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_QUERY);

  for (guint i = 0; i < shape->n_fields; i++)
    {
      const char *column = shape->fields[i].column;

      if (g_strcmp0 (column, "answer") != 0 && g_strcmp0 (column, "answered") != 0 &&
          g_strcmp0 (column, "status") != 0 && !pod_field_equal (&shape->fields[i], saved, query))
        return FALSE;
    }
  return is_status (query, "answered");
}

PodVerb
pod_query_find_verb (const PodQuery *saved, const PodQuery *query)
{
  return saved != NULL && query != NULL && is_answering (saved, query) ? POD_VERB_ANSWER
                                                                       : POD_VERB_ASK;
}

#define LOOK_IN(kind)                                                                              \
  {                                                                                                \
    guint n;                                                                                       \
    const typeof (*pod_casebook_get_##kind (casebook,                                              \
                                            &n)) *all = pod_casebook_get_##kind (casebook, &n);    \
    for (guint i = 0; i < n; i++)                                                                  \
      found = found || all[i].record.id == id;                                                     \
    break;                                                                                         \
  }

static gboolean
has_record (const PodCasebook *casebook, PodRecordType type, gint64 id)
{
  gboolean found = FALSE;

  switch (type)
    {
    case POD_RECORD_SUBJECT:
      return pod_casebook_get_subject (casebook)->record.id == id;
    case POD_RECORD_VISIT:
      LOOK_IN (visits)
    case POD_RECORD_FINDING:
      LOOK_IN (findings)
    case POD_RECORD_INTERVENTION:
      LOOK_IN (interventions)
    case POD_RECORD_EVENT:
      LOOK_IN (events)
    case POD_RECORD_ADVERSE_EVENT:
      LOOK_IN (adverse_events)
    default:
      break;
    }
  return found;
}

/* Not by pod_trial_load_casebook(), which begins a verb anew and forgets the problems of this one. */
static PodCasebook *
find_casebook (PodTrial *self, gint64 subject)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->subjects)); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (G_LIST_MODEL (self->subjects), i);
      PodCasebook *casebook = pod_subject_item_get_casebook (item);

      if (pod_casebook_get_subject (casebook)->record.id == subject)
        return pod_casebook_ref (casebook);
    }
  return NULL;
}

/* A query that asks about nothing could never be found again. */
static gboolean
is_about_something (PodTrial *self, const PodQuery *query)
{
  g_autoptr (PodCasebook) casebook = find_casebook (self, query->record.subject);
  PodRecordType type;

  return casebook != NULL && pod_record_type_from_string (query->scope, &type) &&
         has_record (casebook, type, query->about) &&
         (query->field == NULL ||
          pod_record_shape_find (pod_record_get_shape (type), query->field) != NULL);
}

static void
check_new (PodTrial *self, const PodQuery *query)
{
  if (!is_about_something (self, query))
    pod_trial_add_problem (self, "scope",
                           _ ("There is no such record that a query could be about."));
  if (!is_status (query, "open") || query->answer != NULL || query->answered != NULL)
    pod_trial_add_problem (self, "status", _ ("A query begins open."));
  if (g_strcmp0 (query->raised, self->user) != 0)
    pod_trial_add_problem (self, "raised", _ ("A query is asked in one’s own name."));
}

static void
check_answer (PodTrial *self, const PodQuery *saved, const PodQuery *query)
{
  if (is_blank (query->answer))
    pod_trial_add_problem (self, "answer", _ ("Write an answer."));
  if (is_status (saved, "closed"))
    pod_trial_add_problem (self, "answer", _ ("The query is closed already."));
  if (g_strcmp0 (query->answered, self->user) != 0)
    pod_trial_add_problem (self, "answered", _ ("A query is answered in one’s own name."));
}

/* Closing changes the status alone; asking again, the question, and takes the answer away. */
static void
check_asking (PodTrial *self, const PodQuery *saved, const PodQuery *query)
{
  gboolean same_answer = g_strcmp0 (saved->answer, query->answer) == 0 &&
                         g_strcmp0 (saved->answered, query->answered) == 0;

  if (g_strcmp0 (saved->scope, query->scope) != 0 || saved->about != query->about ||
      g_strcmp0 (saved->field, query->field) != 0)
    pod_trial_add_problem (self, "scope", _ ("What a query is about is not changed."));
  if (is_status (saved, "closed"))
    pod_trial_add_problem (self, "status", _ ("The query is closed already."));
  if (is_status (query, "closed"))
    {
      if (!same_answer || g_strcmp0 (saved->text, query->text) != 0)
        pod_trial_add_problem (self, "answer", _ ("Closing a query changes nothing else in it."));
    }
  else if (!is_status (query, "open") || query->answer != NULL || query->answered != NULL ||
           g_strcmp0 (query->raised, self->user) != 0)
    pod_trial_add_problem (self, "status", _ ("A query that is asked again is open."));
}

void
pod_trial_check_query (PodTrial *self, const PodQuery *saved, const PodQuery *query)
{
  if (query == NULL)
    {
      pod_trial_add_problem (self, "status",
                             _ ("A query is closed, not withdrawn: it stays to be read."));
      return;
    }
  if (is_blank (query->text))
    pod_trial_add_problem (self, "text", _ ("Write what is asked."));
  if (saved == NULL)
    check_new (self, query);
  else if (pod_query_find_verb (saved, query) == POD_VERB_ANSWER)
    check_answer (self, saved, query);
  else
    check_asking (self, saved, query);
}
