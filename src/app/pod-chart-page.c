#include "pod-config.h"

#include "pod-chart-page.h"

#include "pod-chart-open.h"

/* What others do in a burst is drawn once. */
#define PAUSE_MS 200

typedef struct
{
  PodTrial *trial;
  PodShiftBook *book;
  PodChartView *view;
  guint refresh_id;
} PodChartPagePrivate;

enum
{
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PodChartPage, pod_chart_page, ADW_TYPE_BIN)

static PodChartPagePrivate *
get_private (gpointer self)
{
  return pod_chart_page_get_instance_private (self);
}

static PodScene *
lay_out (double width, PodDayRange days, gpointer data)
{
  PodChartPage *self = data;
  PodChartPageClass *klass = POD_CHART_PAGE_GET_CLASS (self);
  PodChartPagePrivate *priv = get_private (self);
  g_autoptr (GPtrArray) casebooks = NULL;

  if (priv->trial == NULL || !pod_trial_may (priv->trial, POD_VERB_READ))
    return NULL;
  casebooks = pod_trial_list_casebooks (priv->trial);
  pod_shift_book_update (priv->book, pod_trial_get_study (priv->trial),
                         klass->get_scale != NULL ? klass->get_scale (self) : NULL,
                         pod_trial_get_site (priv->trial), casebooks,
                         pod_trial_get_today (priv->trial));
  return klass->lay_out (self, casebooks, width);
}

static gboolean
note_print (PodScene *scene, gpointer data, GError **error)
{
  return POD_CHART_PAGE_GET_CLASS (data)->print (data, scene, error);
}

void
pod_chart_page_open (PodChartPage *self, int type, gint64 id)
{
  PodChartPagePrivate *priv = get_private (self);
  gint64 subject = priv->trial != NULL
                       ? pod_chart_find_subject (priv->trial, (PodRecordType) type, id)
                       : 0;

  if (subject != 0)
    g_signal_emit (self, signals[OPEN], 0, subject, type, id);
}

static void
record_activated_cb (PodChartPage *self, int type, gint64 id)
{
  POD_CHART_PAGE_GET_CLASS (self)->activate (self, type, id);
}

/* Nobody waits for a chart that is not looked at. */
static void
ensure_view (PodChartPage *self)
{
  PodChartPagePrivate *priv = get_private (self);

  if (priv->view != NULL)
    return;
  priv->view = g_object_new (POD_TYPE_CHART_VIEW, NULL);
  POD_CHART_PAGE_GET_CLASS (self)->build (self, priv->view);
  g_signal_connect_object (priv->view, "record-activated", G_CALLBACK (record_activated_cb), self,
                           G_CONNECT_SWAPPED);
  pod_chart_view_set_func (priv->view, lay_out, note_print, self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (priv->view));
}

static void
tell_trial_changed (PodChartPage *self)
{
  PodChartPageClass *klass = POD_CHART_PAGE_GET_CLASS (self);

  if (klass->trial_changed != NULL)
    klass->trial_changed (self);
}

static gboolean
refresh_cb (gpointer data)
{
  PodChartPagePrivate *priv = get_private (data);

  priv->refresh_id = 0;
  if (priv->view != NULL && gtk_widget_get_mapped (GTK_WIDGET (data)))
    pod_chart_view_refresh (priv->view);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PodChartPage *self)
{
  PodChartPagePrivate *priv = get_private (self);

  tell_trial_changed (self);
  if (priv->refresh_id == 0)
    priv->refresh_id = g_timeout_add (PAUSE_MS, refresh_cb, self);
}

/* What changed meanwhile was not drawn. */
static void
pod_chart_page_map (GtkWidget *widget)
{
  PodChartPage *self = POD_CHART_PAGE (widget);

  ensure_view (self);
  tell_trial_changed (self);
  pod_chart_view_refresh (get_private (self)->view);
  GTK_WIDGET_CLASS (pod_chart_page_parent_class)->map (widget);
}

static void
forget_trial (PodChartPage *self)
{
  PodChartPagePrivate *priv = get_private (self);

  g_clear_handle_id (&priv->refresh_id, g_source_remove);
  pod_shift_book_free (priv->book);
  priv->book = pod_shift_book_new ();
  if (priv->trial == NULL)
    return;
  g_signal_handlers_disconnect_by_data (pod_trial_get_subjects (priv->trial), self);
  g_signal_handlers_disconnect_by_data (priv->trial, self);
  g_clear_object (&priv->trial);
}

static void
pod_chart_page_dispose (GObject *object)
{
  PodChartPagePrivate *priv = get_private (object);

  forget_trial (POD_CHART_PAGE (object));
  /* Whoever chooses a file for it keeps the view, not the page. */
  if (priv->view != NULL)
    pod_chart_view_set_func (g_steal_pointer (&priv->view), NULL, NULL, NULL);
  G_OBJECT_CLASS (pod_chart_page_parent_class)->dispose (object);
}

static void
pod_chart_page_finalize (GObject *object)
{
  pod_shift_book_free (get_private (object)->book);
  G_OBJECT_CLASS (pod_chart_page_parent_class)->finalize (object);
}

static void
pod_chart_page_class_init (PodChartPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_chart_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_chart_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = pod_chart_page_map;
  klass->activate = pod_chart_page_open;
  signals[OPEN] = g_signal_new ("open", POD_TYPE_CHART_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT, G_TYPE_INT64);
}

static void
pod_chart_page_init (PodChartPage *self)
{
  get_private (self)->book = pod_shift_book_new ();
}

void
pod_chart_page_set_trial (PodChartPage *self, PodTrial *trial)
{
  PodChartPagePrivate *priv = get_private (self);

  g_return_if_fail (POD_IS_CHART_PAGE (self));

  forget_trial (self);
  if (trial != NULL)
    {
      priv->trial = g_object_ref (trial);
      g_signal_connect_swapped (pod_trial_get_subjects (trial), "items-changed",
                                G_CALLBACK (changed_cb), self);
      g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
    }
  tell_trial_changed (self);
  if (priv->view != NULL)
    pod_chart_view_refresh (priv->view);
}

PodTrial *
pod_chart_page_get_trial (PodChartPage *self)
{
  return get_private (self)->trial;
}

PodChartView *
pod_chart_page_get_view (PodChartPage *self)
{
  return get_private (self)->view;
}

const PodShiftBook *
pod_chart_page_get_book (PodChartPage *self)
{
  return get_private (self)->book;
}
