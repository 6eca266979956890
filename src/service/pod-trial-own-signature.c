/* When what belongs to no subject was last signed: the accounts, the ledger of readings. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-signature-table.h"
#include "pod-trial-private.h"
#include "pod-trial-sign.h"

typedef struct
{
  const char *scope;
  const char
      *changed_format; /* around the signature's words, where what it covers was written since */
  gint64 audit;
  char *words; /* NULL where there was none */
} Review;

/* The formats come from the two verbs below and from nowhere else. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
/* They come by id, so the last of them stays. */
static void
look_at (gpointer data, const PodSignature *signature)
{
  Review *review = data;
  g_autofree char *words = NULL;

  if (g_strcmp0 (signature->scope, review->scope) != 0)
    return;
  words = pod_signature_to_words (signature);
  g_free (review->words);
  review->words = signature->changed ? g_strdup_printf (review->changed_format, words)
                                     : g_steal_pointer (&words);
}
#pragma GCC diagnostic pop

static gpointer
read_review (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Review *review = data;
  g_autofree char *head = pod_audit_head (connection, error);

  if (head != NULL)
    {
      review->audit = g_ascii_strtoll (head, NULL, 10);
      pod_signature_table_read (connection, 0, look_at, review, error);
    }
  return NULL;
}

static char *
find_words (PodTrial *self, Review *review, gint64 *audit, GError **error)
{
  g_autofree char *words = NULL;
  gboolean is_read = pod_trial_call (self, POD_ACCESS_READ, read_review, review, error);

  words = g_steal_pointer (&review->words);
  *audit = review->audit;
  return is_read ? g_steal_pointer (&words) : NULL;
}

char *
pod_trial_get_access_review (PodTrial *self, gint64 *audit, GError **error)
{
  Review review = { .scope = "access_review",
                    .changed_format = _ ("%s. Accounts were changed since.") };

  if (!pod_trial_require (self, POD_VERB_MANAGE_USERS, error))
    return NULL;
  return find_words (self, &review, audit, error);
}

char *
pod_trial_get_ledger_signature (PodTrial *self, gint64 *audit, GError **error)
{
  Review review = { .scope = "readings", .changed_format = _ ("%s. Readings were settled since.") };

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return NULL;
  return find_words (self, &review, audit, error);
}
