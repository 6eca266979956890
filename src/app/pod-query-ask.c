#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-query-ask.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-ask-dialog.h"
#include "pod-record-field.h"
#include "pod-record-words.h"
#include "pod-trial-history.h"

/* As which what is typed is kept; the first is followed by what is asked about. */
#define QUERY_FORM "query/"
#define ANSWER_FORM "answer"
#define AGAIN_FORM "ask-again"

/* What a dialog is about; @fields are the columns behind its choices, the first of them NULL. */
typedef struct
{
  gint64 subject;
  char *scope;
  gint64 about;
  gint64 query;
  GPtrArray *fields;
} Asking;

static Asking *
make_asking (gint64 subject, const char *scope, gint64 about)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->subject = subject;
  asking->scope = g_strdup (scope);
  asking->about = about;
  asking->fields = g_ptr_array_new ();
  return asking;
}

static void
free_asking (gpointer data)
{
  Asking *asking = data;

  g_ptr_array_unref (asking->fields);
  g_free (asking->scope);
  g_free (asking);
}

char *
pod_query_say_about (PodTrial *trial, PodCasebook *casebook, const PodQuery *query)
{
  g_autofree char *name = NULL;

  if (g_strcmp0 (query->scope, "subject") == 0 && query->field == NULL)
    return g_strdup (_ ("The subject as a whole"));
  name = pod_record_name (trial, casebook, query->scope, query->about);
  if (query->field == NULL)
    return g_strdup_printf ("%s · %s", pod_record_kind_to_words (query->scope), name);
  return g_strdup_printf ("%s · %s · %s", pod_record_kind_to_words (query->scope), name,
                          pod_history_field_to_words (query->scope, query->field));
}

/* ---- raising one ---- */

static gboolean
ask (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  Asking *asking = data;

  return pod_trial_ask (trial, asking->subject, asking->scope, asking->about,
                        g_ptr_array_index (asking->fields, answer->choice), answer->reason, error);
}

/* The words of the choices; NULL at the end.  @chosen: which of them is @field. */
static GPtrArray *
list_fields (Asking *asking, const char *field, guint *chosen)
{
  GPtrArray *words = g_ptr_array_new ();
  PodRecordType type;
  const PodRecordShape *shape = pod_record_type_from_string (asking->scope, &type)
                                    ? pod_record_get_shape (type)
                                    : NULL;

  *chosen = 0;
  g_ptr_array_add (words, (gpointer) _ ("The record as a whole"));
  g_ptr_array_add (asking->fields, NULL);
  for (guint i = 0; shape != NULL && i < shape->n_fields; i++)
    {
      const char *column = shape->fields[i].column;

      if (g_strcmp0 (column, field) == 0)
        *chosen = words->len;
      g_ptr_array_add (asking->fields, (gpointer) column);
      g_ptr_array_add (words, (gpointer) pod_history_field_to_words (asking->scope, column));
    }
  g_ptr_array_add (words, NULL);
  return words;
}

static GtkWindow *
show (PodAskDialog *dialog)
{
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}

GtkWindow *
pod_query_ask (GtkWindow *parent,
               PodTrial *trial,
               gint64 subject,
               const char *scope,
               gint64 about,
               const char *field)
{
  Asking *asking = make_asking (subject, scope, about);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);
  g_autofree char *name = pod_record_name (trial, casebook, scope, about);
  guint chosen;
  g_autoptr (GPtrArray) words = list_fields (asking, field, &chosen);
  g_autofree char *form = g_strconcat (QUERY_FORM, scope, NULL);
  g_autofree char *body =
      g_strdup_printf (_ ("About: %s, %s. It stays open until whoever may ask closes it; the "
                          "casebook is not signed off before. Name no patient."),
                       pod_record_kind_to_words (scope), name);
  PodAsk question = { .heading = _ ("Raise a query"),
                      .body = body,
                      .verb = _ ("_Ask"),
                      .reason = TRUE,
                      .reason_title = _ ("Question"),
                      .choice_title = _ ("Field"),
                      .choices = (const char *const *) words->pdata,
                      .choice = chosen,
                      .draft = form,
                      .subject = subject,
                      .record = about };

  return show (pod_ask_dialog_new (parent, trial, &question, ask, NULL, asking, free_asking));
}

/* ---- answering, and asking again ---- */

static gboolean
answer_it (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  Asking *asking = data;

  return pod_trial_answer (trial, asking->subject, asking->query, answer->reason, error);
}

static gboolean
ask_again (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  Asking *asking = data;

  return pod_trial_close_query (trial, asking->subject, asking->query, answer->reason, error);
}

static GtkWindow *
present (GtkWindow *parent,
         PodTrial *trial,
         gint64 subject,
         const PodQuery *query,
         const PodAsk *question,
         PodAskFunc func)
{
  Asking *asking = make_asking (subject, query->scope, query->about);

  asking->query = query->record.id;
  return show (pod_ask_dialog_new (parent, trial, question, func, NULL, asking, free_asking));
}

GtkWindow *
pod_query_answer (GtkWindow *parent, PodTrial *trial, gint64 subject, const PodQuery *query)
{
  PodAsk question = { .heading = _ ("Answer the query"),
                      .body = query->text,
                      .verb = _ ("_Answer"),
                      .reason = TRUE,
                      .reason_title = _ ("Answer"),
                      .draft = ANSWER_FORM,
                      .subject = subject,
                      .record = query->record.id };

  return present (parent, trial, subject, query, &question, answer_it);
}

GtkWindow *
pod_query_ask_again (GtkWindow *parent, PodTrial *trial, gint64 subject, const PodQuery *query)
{
  g_autofree char *body = g_strdup_printf (_ ("Asked: %s\nAnswered: %s"), query->text,
                                           query->answer != NULL ? query->answer : "–");
  PodAsk question = { .heading = _ ("Ask again"),
                      .body = body,
                      .verb = _ ("_Ask"),
                      .reason = TRUE,
                      .reason_title = _ ("Question"),
                      .draft = AGAIN_FORM,
                      .subject = subject,
                      .record = query->record.id };

  return present (parent, trial, subject, query, &question, ask_again);
}

/* ---- what was being typed ---- */

static gboolean
is_status (const PodQuery *query, const char *status)
{
  return query != NULL && g_strcmp0 (query->status, status) == 0;
}

GtkWindow *
pod_query_reopen (GtkWindow *parent, PodTrial *trial, const PodDraft *draft)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, draft->subject, NULL);
  const PodQuery *query = casebook != NULL ? pod_casebook_find_query (casebook, draft->record)
                                           : NULL;
  gboolean may_ask = casebook != NULL && pod_trial_may (trial, POD_VERB_ASK);

  if (g_str_has_prefix (draft->form, QUERY_FORM) && may_ask)
    return pod_query_ask (parent, trial, draft->subject, draft->form + strlen (QUERY_FORM),
                          draft->record, NULL);
  if (g_str_equal (draft->form, ANSWER_FORM) && is_status (query, "open") &&
      pod_trial_may (trial, POD_VERB_ANSWER))
    return pod_query_answer (parent, trial, draft->subject, query);
  if (g_str_equal (draft->form, AGAIN_FORM) && is_status (query, "answered") && may_ask)
    return pod_query_ask_again (parent, trial, draft->subject, query);
  return NULL;
}
