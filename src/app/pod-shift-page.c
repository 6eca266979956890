#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-shift-page.h"

#include <glib/gi18n-lib.h>

#include "pod-chart-open.h"
#include "pod-shift-dialog.h"
#include "pod-signature-footer.h"
#include "pod-subject-item.h"
#include "pod-words.h"

/* What others do in a burst is drawn once. */
#define PAUSE_MS 200

struct _PodShiftPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodShiftBook *book;
  PodChartView *view;
  GtkDropDown *cohort;
  GtkDropDown *scale;
  GPtrArray *cohorts; /* their ids, in the order of the drop-down after the first */
  GPtrArray *scales;  /* the same */
  PodStudy *filled;   /* (nullable): whose they are */
  gboolean is_filling;
  guint refresh_id;
};

enum
{
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodShiftPage, pod_shift_page, ADW_TYPE_BIN)

/* ---- what is chosen ---- */

/* NULL for the first, which is all of them, or the study's own. */
static const char *
find_choice (GtkDropDown *drop_down, const GPtrArray *ids)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  return selected > 0 && selected <= ids->len ? g_ptr_array_index (ids, selected - 1) : NULL;
}

static void
fill_cohorts (PodShiftPage *self, const PodStudy *study)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (study);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->cohorts, 0);
  gtk_string_list_append (labels, _ ("All cohorts"));
  for (guint i = 0; i < cohorts->len; i++)
    {
      const PodCohort *cohort = g_ptr_array_index (cohorts, i);

      g_ptr_array_add (self->cohorts, g_strdup (cohort->id));
      gtk_string_list_append (labels, pod_words_get (&cohort->short_label, pod_words_locale ()));
    }
  gtk_drop_down_set_model (self->cohort, G_LIST_MODEL (labels));
}

static void
fill_scales (PodShiftPage *self, const PodStudy *study)
{
  const char *own = pod_study_get (study, "toxicity_scale");
  g_autoptr (GPtrArray) scales = pod_study_list_scales (study);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->scales, 0);
  gtk_string_list_append (labels, own != NULL ? own : C_ ("scale", "Study’s"));
  for (guint i = 0; i < scales->len; i++)
    if (g_strcmp0 (g_ptr_array_index (scales, i), own) != 0)
      {
        g_autofree char *label = g_strdup_printf (_ ("%s (not the study’s)"),
                                                  (char *) g_ptr_array_index (scales, i));

        g_ptr_array_add (self->scales, g_strdup (g_ptr_array_index (scales, i)));
        gtk_string_list_append (labels, label);
      }
  gtk_drop_down_set_model (self->scale, G_LIST_MODEL (labels));
  gtk_widget_set_visible (GTK_WIDGET (self->scale), self->scales->len > 0);
}

/* ---- the tables ---- */

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
  PodShiftPage *self = data;
  g_autoptr (GPtrArray) casebooks = NULL;

  if (self->trial == NULL || !pod_trial_may (self->trial, POD_VERB_READ))
    return NULL;
  casebooks = list_casebooks (self->trial);
  pod_shift_book_update (self->book, pod_trial_get_study (self->trial),
                         find_choice (self->scale, self->scales), pod_trial_get_site (self->trial),
                         casebooks, pod_trial_get_today (self->trial));
  return pod_shift_scene_new (self->book, find_choice (self->cohort, self->cohorts), width);
}

static gboolean
note_print (PodScene *scene, gpointer data, GError **error)
{
  PodShiftPage *self = data;
  const char *cohort = find_choice (self->cohort, self->cohorts);
  g_autofree char *kind = cohort != NULL ? g_strconcat ("shifts of cohort ", cohort, NULL)
                                         : g_strdup ("shifts");

  return pod_trial_print (self->trial, kind, NULL, scene, error);
}

static void
open_record (PodShiftPage *self, int type, gint64 id)
{
  gint64 subject = self->trial != NULL
                       ? pod_chart_find_subject (self->trial, (PodRecordType) type, id)
                       : 0;

  if (subject != 0)
    g_signal_emit (self, signals[OPEN], 0, subject, type, id);
}

static void
record_activated_cb (PodShiftPage *self, int type, gint64 id)
{
  const PodMark *mark = pod_chart_canvas_get_record (pod_chart_view_get_canvas (self->view));
  PodScene *scene = pod_chart_canvas_get_scene (pod_chart_view_get_canvas (self->view));
  PodShiftDialog *dialog;
  int row, column;
  guint term;

  /* What is listed as left out is a record; a cell is none. */
  if (type != POD_N_RECORD_TYPES)
    {
      open_record (self, type, id);
      return;
    }
  if (!pod_shift_cell_read (id, &term, &row, &column))
    return;
  dialog = pod_shift_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->book,
                                 find_choice (self->cohort, self->cohorts), term, row, column,
                                 mark != NULL ? pod_scene_get_what (scene, mark) : "");
  g_signal_connect_object (dialog, "record-activated", G_CALLBACK (open_record), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- the view ---- */

static void
name_file (PodShiftPage *self)
{
  const char *cohort = find_choice (self->cohort, self->cohorts);
  g_autofree char *name = cohort != NULL ? g_strconcat ("shifts-", cohort, NULL)
                                         : g_strdup ("shifts");

  pod_chart_view_set_file_name (self->view, name);
}

static void
chosen_cb (PodShiftPage *self)
{
  if (self->is_filling || self->view == NULL)
    return;
  name_file (self);
  pod_chart_view_refresh (self->view);
}

static GtkDropDown *
add_drop_down (PodShiftPage *self, GtkWidget *box, const char *name, const char *tooltip)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_tooltip_text (drop_down, tooltip);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (box), drop_down);
  return GTK_DROP_DOWN (drop_down);
}

/* The first where there is no such choice any more. */
static void
choose (GtkDropDown *drop_down, const GPtrArray *ids, const char *id)
{
  guint index;

  if (id != NULL && g_ptr_array_find_with_equal_func ((GPtrArray *) ids, id, g_str_equal, &index))
    gtk_drop_down_set_selected (drop_down, index + 1);
}

/* Another study, or the same as it was amended, has other choices.  What the tables were last made of says nothing here: they may have been made
 * of an amended study since. */
static void
fill (PodShiftPage *self)
{
  const PodStudy *study = self->trial != NULL ? pod_trial_get_study (self->trial) : NULL;
  g_autofree char *cohort = NULL;
  g_autofree char *scale = NULL;

  if (study == NULL || self->cohort == NULL || study == self->filled)
    return;
  cohort = g_strdup (find_choice (self->cohort, self->cohorts));
  scale = g_strdup (find_choice (self->scale, self->scales));
  self->is_filling = TRUE;
  fill_cohorts (self, study);
  fill_scales (self, study);
  choose (self->cohort, self->cohorts, cohort);
  choose (self->scale, self->scales, scale);
  self->is_filling = FALSE;
  g_clear_pointer (&self->filled, pod_study_unref);
  self->filled = pod_study_ref ((PodStudy *) study);
  name_file (self);
}

/* Nobody waits for tables that are not looked at. */
static void
ensure_view (PodShiftPage *self)
{
  GtkWidget *box;

  if (self->view != NULL)
    return;
  self->view = g_object_new (POD_TYPE_CHART_VIEW, NULL);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->cohort = add_drop_down (self, box, _ ("Cohort"), _ ("Whose results are counted"));
  self->scale = add_drop_down (self, box, _ ("Grades"),
                               _ ("By which scale results are graded here; what is kept, judged "
                                  "and sent goes by the study’s"));
  fill (self);
  pod_chart_view_set_control (self->view, box);
  pod_chart_view_set_empty (self->view, _ ("No shifts yet"),
                            _ ("Once a subject is infused and has results, they are counted here "
                               "by their grade before treatment and the worst one since."));
  pod_chart_view_set_file_name (self->view, "shifts");
  g_signal_connect_object (self->view, "record-activated", G_CALLBACK (record_activated_cb), self,
                           G_CONNECT_SWAPPED);
  pod_chart_view_set_func (self->view, lay_out, note_print, self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
}

static gboolean
refresh_cb (gpointer data)
{
  PodShiftPage *self = data;

  self->refresh_id = 0;
  if (self->view != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    pod_chart_view_refresh (self->view);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PodShiftPage *self)
{
  fill (self);
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (PAUSE_MS, refresh_cb, self);
}

/* What changed meanwhile was not drawn. */
static void
pod_shift_page_map (GtkWidget *widget)
{
  PodShiftPage *self = POD_SHIFT_PAGE (widget);

  ensure_view (self);
  fill (self);
  pod_chart_view_refresh (self->view);
  GTK_WIDGET_CLASS (pod_shift_page_parent_class)->map (widget);
}

static void
forget_trial (PodShiftPage *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  pod_shift_book_free (self->book);
  self->book = pod_shift_book_new ();
  g_clear_pointer (&self->filled, pod_study_unref);
  if (self->trial == NULL)
    return;
  g_signal_handlers_disconnect_by_data (pod_trial_get_subjects (self->trial), self);
  g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
}

static void
pod_shift_page_dispose (GObject *object)
{
  PodShiftPage *self = POD_SHIFT_PAGE (object);

  forget_trial (self);
  /* Whoever chooses a file for it keeps the view, not the page. */
  if (self->view != NULL)
    pod_chart_view_set_func (g_steal_pointer (&self->view), NULL, NULL, NULL);
  G_OBJECT_CLASS (pod_shift_page_parent_class)->dispose (object);
}

static void
pod_shift_page_finalize (GObject *object)
{
  PodShiftPage *self = POD_SHIFT_PAGE (object);

  pod_shift_book_free (self->book);
  g_ptr_array_unref (self->cohorts);
  g_ptr_array_unref (self->scales);
  G_OBJECT_CLASS (pod_shift_page_parent_class)->finalize (object);
}

static void
pod_shift_page_class_init (PodShiftPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_shift_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_shift_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = pod_shift_page_map;
  signals[OPEN] = g_signal_new ("open", POD_TYPE_SHIFT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT, G_TYPE_INT64);
}

static void
pod_shift_page_init (PodShiftPage *self)
{
  self->book = pod_shift_book_new ();
  self->cohorts = g_ptr_array_new_with_free_func (g_free);
  self->scales = g_ptr_array_new_with_free_func (g_free);
}

void
pod_shift_page_set_trial (PodShiftPage *self, PodTrial *trial)
{
  forget_trial (self);
  if (trial != NULL)
    {
      self->trial = g_object_ref (trial);
      g_signal_connect_swapped (pod_trial_get_subjects (trial), "items-changed",
                                G_CALLBACK (changed_cb), self);
      g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
      fill (self);
    }
  if (self->view != NULL)
    pod_chart_view_refresh (self->view);
}

PodChartView *
pod_shift_page_get_view (PodShiftPage *self)
{
  return self->view;
}

const PodShiftBook *
pod_shift_page_get_book (PodShiftPage *self)
{
  return self->book;
}

void
pod_shift_page_choose (PodShiftPage *self, guint cohort, guint scale)
{
  gtk_drop_down_set_selected (self->cohort, cohort);
  gtk_drop_down_set_selected (self->scale, scale);
}
