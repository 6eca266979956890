#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-wall-page.h"

#include <glib/gi18n-lib.h>

#include "pod-chart-open.h"
#include "pod-signature-footer.h"
#include "pod-subject-item.h"

/* What others do in a burst is drawn once. */
#define PAUSE_MS 200

struct _PodWallPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodShiftBook *book;
  PodChartView *view;
  guint refresh_id;
};

enum
{
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodWallPage, pod_wall_page, ADW_TYPE_BIN)

static GPtrArray *
list_casebooks (PodTrial *trial)
{
  GListModel *subjects = pod_trial_get_subjects (trial);
  GPtrArray *casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      g_ptr_array_add (casebooks, pod_casebook_ref (pod_subject_item_get_casebook (item)));
    }
  return casebooks;
}

static PodScene *
lay_out (double width, PodDayRange days, gpointer data)
{
  PodWallPage *self = data;
  g_autoptr (GPtrArray) casebooks = NULL;

  if (self->trial == NULL || !pod_trial_may (self->trial, POD_VERB_READ))
    return NULL;
  casebooks = list_casebooks (self->trial);
  pod_shift_book_update (self->book, pod_trial_get_study (self->trial), NULL,
                         pod_trial_get_site (self->trial), casebooks,
                         pod_trial_get_today (self->trial));
  return pod_wall_scene_new_graded (pod_trial_get_study (self->trial),
                                    pod_trial_get_site (self->trial), casebooks, self->book,
                                    pod_trial_get_today (self->trial), width, pod_metrics_pango ());
}

static gboolean
note_print (PodScene *scene, gpointer data, GError **error)
{
  return pod_trial_print (POD_WALL_PAGE (data)->trial, "wall", NULL, scene, error);
}

static void
record_activated_cb (PodWallPage *self, int type, gint64 id)
{
  gint64 subject = self->trial != NULL
                       ? pod_chart_find_subject (self->trial, (PodRecordType) type, id)
                       : 0;

  if (subject != 0)
    g_signal_emit (self, signals[OPEN], 0, subject, type, id);
}

/* Nobody waits for a chart that is not looked at. */
static void
ensure_view (PodWallPage *self)
{
  if (self->view != NULL)
    return;
  self->view = g_object_new (POD_TYPE_CHART_VIEW, NULL);
  pod_chart_view_set_empty (self->view, _ ("No subjects yet"),
                            _ ("Screen a patient who has signed the consent form, and a row "
                               "appears here."));
  pod_chart_view_set_file_name (self->view, "wall");
  g_signal_connect_object (self->view, "record-activated", G_CALLBACK (record_activated_cb), self,
                           G_CONNECT_SWAPPED);
  pod_chart_view_set_func (self->view, lay_out, note_print, self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

static gboolean
refresh_cb (gpointer data)
{
  PodWallPage *self = data;

  self->refresh_id = 0;
  if (self->view != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    pod_chart_view_refresh (self->view);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PodWallPage *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (PAUSE_MS, refresh_cb, self);
}

/* What changed meanwhile was not drawn. */
static void
pod_wall_page_map (GtkWidget *widget)
{
  PodWallPage *self = POD_WALL_PAGE (widget);

  ensure_view (self);
  pod_chart_view_refresh (self->view);
  GTK_WIDGET_CLASS (pod_wall_page_parent_class)->map (widget);
}

static void
forget_trial (PodWallPage *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  pod_shift_book_free (self->book);
  self->book = pod_shift_book_new ();
  if (self->trial == NULL)
    return;
  g_signal_handlers_disconnect_by_data (pod_trial_get_subjects (self->trial), self);
  g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
}

static void
pod_wall_page_dispose (GObject *object)
{
  PodWallPage *self = POD_WALL_PAGE (object);

  forget_trial (self);
  /* Whoever chooses a file for it keeps the view, not the page. */
  if (self->view != NULL)
    pod_chart_view_set_func (g_steal_pointer (&self->view), NULL, NULL, NULL);
  G_OBJECT_CLASS (pod_wall_page_parent_class)->dispose (object);
}

static void
pod_wall_page_finalize (GObject *object)
{
  pod_shift_book_free (POD_WALL_PAGE (object)->book);
  G_OBJECT_CLASS (pod_wall_page_parent_class)->finalize (object);
}

static void
pod_wall_page_class_init (PodWallPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_wall_page_finalize;
  G_OBJECT_CLASS (klass)->dispose = pod_wall_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = pod_wall_page_map;
  signals[OPEN] = g_signal_new ("open", POD_TYPE_WALL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT, G_TYPE_INT64);
}

static void
pod_wall_page_init (PodWallPage *self)
{
  self->book = pod_shift_book_new ();
}

void
pod_wall_page_set_trial (PodWallPage *self, PodTrial *trial)
{
  forget_trial (self);
  if (trial != NULL)
    {
      self->trial = g_object_ref (trial);
      g_signal_connect_swapped (pod_trial_get_subjects (trial), "items-changed",
                                G_CALLBACK (changed_cb), self);
      g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
    }
  if (self->view != NULL)
    pod_chart_view_refresh (self->view);
}

PodChartView *
pod_wall_page_get_view (PodWallPage *self)
{
  return self->view;
}
