/* When the accounts were last looked at and signed for. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-signature-table.h"
#include "pod-trial-private.h"
#include "pod-trial-sign.h"

typedef struct
{
  gint64 audit;
  char *words; /* NULL where there was none */
} Review;

static void
review_free (Review *review)
{
  g_free (review->words);
  g_free (review);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Review, review_free)

/* They come by id, so the last of them stays. */
static void
look_at (gpointer data, const PodSignature *signature)
{
  Review *review = data;
  g_autofree char *words = NULL;

  if (g_strcmp0 (signature->scope, "access_review") != 0)
    return;
  words = pod_signature_to_words (signature);
  g_free (review->words);
  review->words = signature->changed
                      ? g_strdup_printf (_ ("%s. Accounts were changed since."), words)
                      : g_steal_pointer (&words);
}

static gpointer
read_review (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Review) review = g_new0 (Review, 1);
  g_autofree char *head = pod_audit_head (connection, error);

  if (head == NULL)
    return NULL;
  review->audit = g_ascii_strtoll (head, NULL, 10);
  if (!pod_signature_table_read (connection, 0, look_at, review, error))
    return NULL;
  return g_steal_pointer (&review);
}

char *
pod_trial_get_access_review (PodTrial *self, gint64 *audit, GError **error)
{
  g_autoptr (Review) review = NULL;

  if (!pod_trial_require (self, POD_VERB_MANAGE_USERS, error))
    return NULL;
  review = pod_database_call (self->database, POD_ACCESS_READ, read_review, NULL,
                              (GDestroyNotify) review_free, NULL, error);
  if (review == NULL)
    return NULL;
  *audit = review->audit;
  return g_steal_pointer (&review->words);
}
