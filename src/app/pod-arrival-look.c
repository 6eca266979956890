/* What of the chosen result is read once somebody looks at it: of thousands nobody looks at most. */

#include "pod-arrival-look.h"

#include "pod-arrival-words.h"
#include "pod-trial-history.h"

typedef struct
{
  GtkWidget *widget;
  GCancellable *cancellable;
  const PodTrialArrivalItem *item; /* there until it is called off */
} Look;

static Look *
look_new (gpointer widget, GCancellable *cancellable, const PodTrialArrivalItem *item)
{
  Look *look = g_new (Look, 1);

  *look = (Look){ g_object_ref (widget), g_object_ref (cancellable), item };
  return look;
}

static void
look_free (Look *look)
{
  g_object_unref (look->widget);
  g_object_unref (look->cancellable);
  g_free (look);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Look, look_free)

static void
history_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Look) look = user_data;
  g_autoptr (GListModel) history = pod_trial_list_history_finish (POD_TRIAL (source), result, NULL);
  g_autofree char *words = NULL;

  if (history == NULL || g_cancellable_is_cancelled (look->cancellable))
    return;
  words = pod_arrival_history_to_words (look->item, history);
  if (words != NULL)
    gtk_label_set_text (GTK_LABEL (look->widget), words);
}

void
pod_arrival_look_explain (PodTrial *trial,
                          const PodTrialArrivalItem *item,
                          GtkLabel *label,
                          GCancellable *cancellable)
{
  const PodHistoryFilter filter = { .table = item->is_withdrawn ? "finding" : "arrival_item",
                                    .row = item->is_withdrawn ? item->result : item->id };

  if ((item->is_withdrawn || pod_arrival_has_ended (item)) &&
      pod_trial_may (trial, POD_VERB_HISTORY))
    pod_trial_list_history_async (trial, &filter, cancellable, history_cb,
                                  look_new (label, cancellable, item));
}
