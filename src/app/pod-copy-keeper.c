#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-copy-keeper.h"

#include <glib/gi18n-lib.h>

#include "pod-copy-place.h"

/* The trial itself knows when the day is over, and says so without asking the database. */
#define LOOK_S 60
/* Whoever signs in looks at the first page first. */
#define SIGNED_IN_S 20
/* A drive that is not there will not be there in a minute. */
#define RETRY_US (10 * G_TIME_SPAN_MINUTE)

struct _PodCopyKeeper
{
  GObject parent_instance;

  PodTrial *trial;           /* NULL while none is open */
  GCancellable *cancellable; /* NULL while nothing is under way */
  guint look_id;
  guint signed_in_id;
  gint64 retry_at;
  char *warning;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodCopyKeeper, pod_copy_keeper, G_TYPE_OBJECT)

static void
warn (PodCopyKeeper *self, const char *text)
{
  if (g_strcmp0 (text, self->warning) == 0)
    return;
  g_free (self->warning);
  self->warning = g_strdup (text);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
pod_copy_keeper_look_again (PodCopyKeeper *self)
{
  PodBackupState state = { 0 };

  if (self->trial == NULL)
    return;
  pod_trial_get_backup_state (self->trial, &state);
  warn (self, state.tested != NULL && !state.test_good
                  ? _ ("The newest backup did not give back what was there. Make another, and "
                       "verify the audit trail.")
                  : NULL);
  pod_backup_state_clear (&state);
}

/* ---- making one ---- */

static void
tell_failure (PodCopyKeeper *self, const GError *error)
{
  g_autofree char *words = pod_backup_error_to_words (error);
  g_autofree char *text = g_strdup_printf (_ ("The daily backup could not be made. %s"), words);

  self->retry_at = g_get_monotonic_time () + RETRY_US;
  warn (self, text);
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodCopyKeeper) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = pod_trial_backup_by_itself_finish (POD_TRIAL (source), result, &error);

  /* Another trial's, or given up. */
  if (self->trial != POD_TRIAL (source) || self->cancellable == NULL ||
      g_cancellable_is_cancelled (self->cancellable))
    return;
  g_clear_object (&self->cancellable);
  if (done)
    pod_copy_keeper_look_again (self);
  else
    tell_failure (self, error);
}

void
pod_copy_keeper_check (PodCopyKeeper *self)
{
  if (self->trial == NULL || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  pod_trial_backup_by_itself_async (self->trial, FALSE, self->cancellable, ready_cb,
                                    g_object_ref (self));
}

void
pod_copy_keeper_stop (PodCopyKeeper *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* ---- when ---- */

static gboolean
look_cb (gpointer user_data)
{
  PodCopyKeeper *self = user_data;

  if (g_get_monotonic_time () >= self->retry_at && pod_trial_is_backup_due (self->trial))
    pod_copy_keeper_check (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
settled_cb (gpointer user_data)
{
  PodCopyKeeper *self = user_data;

  self->signed_in_id = 0;
  pod_copy_keeper_check (self);
  return G_SOURCE_REMOVE;
}

/* Where no copy is due a test of one may be, which takes the key of whoever just came. */
static void
signed_in_cb (PodCopyKeeper *self)
{
  g_clear_handle_id (&self->signed_in_id, g_source_remove);
  if (pod_trial_is_signed_in (self->trial))
    self->signed_in_id = g_timeout_add_seconds (SIGNED_IN_S, settled_cb, self);
}

static void
leave_trial (PodCopyKeeper *self)
{
  pod_copy_keeper_stop (self);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->signed_in_id, g_source_remove);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  self->retry_at = 0;
  warn (self, NULL);
}

void
pod_copy_keeper_set_trial (PodCopyKeeper *self, PodTrial *trial)
{
  leave_trial (self);
  if (trial == NULL)
    return;
  self->trial = g_object_ref (trial);
  pod_copy_place_apply (trial);
  self->look_id = g_timeout_add_seconds (LOOK_S, look_cb, self);
  g_signal_connect_swapped (trial, "notify::signed-in", G_CALLBACK (signed_in_cb), self);
  signed_in_cb (self);
}

const char *
pod_copy_keeper_get_warning (PodCopyKeeper *self)
{
  return self->warning;
}

static void
pod_copy_keeper_dispose (GObject *object)
{
  leave_trial (POD_COPY_KEEPER (object));
  G_OBJECT_CLASS (pod_copy_keeper_parent_class)->dispose (object);
}

static void
pod_copy_keeper_class_init (PodCopyKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_copy_keeper_dispose;
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_COPY_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pod_copy_keeper_init (PodCopyKeeper *self)
{
}

PodCopyKeeper *
pod_copy_keeper_new (void)
{
  return g_object_new (POD_TYPE_COPY_KEEPER, NULL);
}
