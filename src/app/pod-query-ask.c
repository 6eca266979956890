#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-query-ask.h"

#include <glib/gi18n-lib.h>

#include "pod-ask-dialog.h"
#include "pod-record-field.h"
#include "pod-record-words.h"
#include "pod-trial-history.h"

/* What a dialog is about; @fields are the columns behind its choices, the first of them NULL. */
typedef struct
{
  PodTrial *trial;
  gint64 subject;
  char *scope;
  gint64 about;
  gint64 query;
  GPtrArray *fields;
} Asking;

static Asking *
make_asking (PodTrial *trial, gint64 subject, const char *scope, gint64 about)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->trial = g_object_ref (trial);
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
  g_object_unref (asking->trial);
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
ask (const PodAnswer *answer, gpointer data, GError **error)
{
  Asking *asking = data;

  return pod_trial_ask (asking->trial, asking->subject, asking->scope, asking->about,
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

void
pod_query_ask (GtkWindow *parent,
               PodTrial *trial,
               gint64 subject,
               const char *scope,
               gint64 about,
               const char *field)
{
  Asking *asking = make_asking (trial, subject, scope, about);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);
  g_autofree char *name = pod_record_name (trial, casebook, scope, about);
  guint chosen;
  g_autoptr (GPtrArray) words = list_fields (asking, field, &chosen);
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
                      .choice = chosen };

  gtk_window_present (GTK_WINDOW (pod_ask_dialog_new (parent, &question, ask, asking,
                                                      free_asking)));
}

/* ---- answering, and asking again ---- */

static gboolean
answer_it (const PodAnswer *answer, gpointer data, GError **error)
{
  Asking *asking = data;

  return pod_trial_answer (asking->trial, asking->subject, asking->query, answer->reason, error);
}

static gboolean
ask_again (const PodAnswer *answer, gpointer data, GError **error)
{
  Asking *asking = data;

  return pod_trial_close_query (asking->trial, asking->subject, asking->query, answer->reason,
                                error);
}

static void
present (GtkWindow *parent,
         PodTrial *trial,
         gint64 subject,
         const PodQuery *query,
         const PodAsk *question,
         PodAskFunc func)
{
  Asking *asking = make_asking (trial, subject, query->scope, query->about);

  asking->query = query->record.id;
  gtk_window_present (GTK_WINDOW (pod_ask_dialog_new (parent, question, func, asking,
                                                      free_asking)));
}

void
pod_query_answer (GtkWindow *parent, PodTrial *trial, gint64 subject, const PodQuery *query)
{
  PodAsk question = { .heading = _ ("Answer the query"),
                      .body = query->text,
                      .verb = _ ("_Answer"),
                      .reason = TRUE,
                      .reason_title = _ ("Answer") };

  present (parent, trial, subject, query, &question, answer_it);
}

void
pod_query_ask_again (GtkWindow *parent, PodTrial *trial, gint64 subject, const PodQuery *query)
{
  g_autofree char *body = g_strdup_printf (_ ("Asked: %s\nAnswered: %s"), query->text,
                                           query->answer != NULL ? query->answer : "–");
  PodAsk question = { .heading = _ ("Ask again"),
                      .body = body,
                      .verb = _ ("_Ask"),
                      .reason = TRUE,
                      .reason_title = _ ("Question") };

  present (parent, trial, subject, query, &question, ask_again);
}
