#include "pod-trial-private.h"

typedef struct
{
  PodTrialProgress progress;
  gpointer data;
  double fraction;
} Tick;

static gboolean
tick_cb (gpointer user_data)
{
  Tick *tick = user_data;

  tick->progress (tick->fraction, tick->data);
  return G_SOURCE_REMOVE;
}

void
pod_trial_tell_progress (PodTrialProgress progress, gpointer data, double fraction)
{
  g_autoptr (GSource) source = NULL;
  Tick *tick;

  if (progress == NULL)
    return;
  tick = g_new (Tick, 1);
  *tick = (Tick){ progress, data, fraction };
  /* Not g_main_context_invoke(): that would call it here while the main loop rests. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tick_cb, tick, g_free);
  g_source_attach (source, NULL);
}
