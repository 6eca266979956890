#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-shift-page.h"

#include <glib/gi18n-lib.h>

#include "pod-choice.h"
#include "pod-shift-dialog.h"
#include "pod-signature-footer.h"

struct _PodShiftPage
{
  PodChartPage parent_instance;

  GtkDropDown *cohort;
  GtkDropDown *pick;
  GtkDropDown *scale;
  PodStudy *filled; /* (nullable): whose they are */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (PodShiftPage, pod_shift_page, POD_TYPE_CHART_PAGE)

static PodShiftPick
get_pick (PodShiftPage *self)
{
  return gtk_drop_down_get_selected (self->pick) == POD_SHIFT_LAST ? POD_SHIFT_LAST
                                                                   : POD_SHIFT_WORST;
}

/* "shifts", "shifts-last of cohort mn" with " of cohort " between them. */
static char *
name_tables (PodShiftPage *self, const char *between)
{
  const char *cohort = pod_choice_get (self->cohort);
  const char *tables = get_pick (self) == POD_SHIFT_LAST ? "shifts-last" : "shifts";

  return cohort != NULL ? g_strconcat (tables, between, cohort, NULL) : g_strdup (tables);
}

/* ---- the tables ---- */

static const char *
get_scale (PodChartPage *page)
{
  return pod_choice_get (POD_SHIFT_PAGE (page)->scale);
}

static PodScene *
lay_out (PodChartPage *page, const GPtrArray *casebooks, double width)
{
  return pod_shift_scene_new (pod_chart_page_get_book (page),
                              pod_choice_get (POD_SHIFT_PAGE (page)->cohort),
                              get_pick (POD_SHIFT_PAGE (page)), width, pod_metrics_pango ());
}

static gboolean
print (PodChartPage *page, PodScene *scene, GError **error)
{
  g_autofree char *kind = name_tables (POD_SHIFT_PAGE (page), " of cohort ");

  return pod_trial_print (pod_chart_page_get_trial (page), kind, NULL, scene, error);
}

static void
activate (PodChartPage *page, int type, gint64 id)
{
  PodChartCanvas *canvas = pod_chart_view_get_canvas (pod_chart_page_get_view (page));
  const PodMark *mark = pod_chart_canvas_get_record (canvas);
  PodRecordsDialog *dialog;
  int row, column;
  guint term;

  /* What is listed as left out is a record; a cell is none. */
  if (type != POD_N_RECORD_TYPES)
    {
      pod_chart_page_open (page, type, id);
      return;
    }
  if (!pod_shift_cell_read (pod_chart_page_get_book (page), id, &term, &row, &column))
    return;
  dialog = pod_shift_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                 pod_chart_page_get_book (page),
                                 pod_choice_get (POD_SHIFT_PAGE (page)->cohort),
                                 get_pick (POD_SHIFT_PAGE (page)), term, row, column,
                                 mark != NULL
                                     ? pod_scene_get_what (pod_chart_canvas_get_scene (canvas),
                                                           mark)
                                     : "");
  g_signal_connect_object (dialog, "record-activated", G_CALLBACK (pod_chart_page_open), page,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- the view ---- */

static void
name_file (PodShiftPage *self)
{
  g_autofree char *name = name_tables (self, "-");

  pod_chart_view_set_file_name (pod_chart_page_get_view (POD_CHART_PAGE (self)), name);
}

/* Whoever stood on a cell stays with its observation, wherever its table stands now. */
static void
go_near (PodShiftPage *self, gint64 cell)
{
  PodChartCanvas *canvas =
      pod_chart_view_get_canvas (pod_chart_page_get_view (POD_CHART_PAGE (self)));
  const PodScene *scene = pod_chart_canvas_get_scene (canvas);
  gint64 near = scene != NULL ? pod_shift_cell_find_near (scene, cell) : 0;

  if (near != 0)
    pod_chart_canvas_go_to (canvas, POD_N_RECORD_TYPES, near, NULL);
}

static void
chosen_cb (PodShiftPage *self)
{
  PodChartView *view = pod_chart_page_get_view (POD_CHART_PAGE (self));
  const PodMark *mark;
  gint64 cell;

  if (self->is_filling)
    return;
  mark = pod_chart_canvas_get_record (pod_chart_view_get_canvas (view));
  cell = mark != NULL ? mark->id : 0;
  name_file (self);
  pod_chart_view_refresh (view);
  go_near (self, cell);
}

static GtkDropDown *
add_drop_down (PodShiftPage *self, GtkWidget *box, const char *name, const char *tooltip)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_tooltip_text (drop_down, tooltip);
  pod_choice_show_whole (drop_down, 0);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (box), drop_down);
  return GTK_DROP_DOWN (drop_down);
}

/* Another study, or the same as it was amended, has other choices.  What the tables were last made of says nothing here: they may have been made
 * of an amended study since. */
static void
fill (PodChartPage *page)
{
  PodShiftPage *self = POD_SHIFT_PAGE (page);
  PodTrial *trial = pod_chart_page_get_trial (page);
  PodStudy *study = trial != NULL ? (PodStudy *) pod_trial_get_study (trial) : NULL;

  if (self->cohort == NULL || study == self->filled)
    return;
  g_clear_pointer (&self->filled, pod_study_unref);
  if (study == NULL)
    return;
  self->filled = pod_study_ref (study);
  self->is_filling = TRUE;
  pod_choice_fill_cohorts (self->cohort, study);
  pod_choice_fill_scales (self->scale, study);
  self->is_filling = FALSE;
  name_file (self);
}

/* In the order of PodShiftPick. */
static void
fill_picks (PodShiftPage *self)
{
  const char *const words[] = { C_ ("shift", "Worst result"), C_ ("shift", "Last result"), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (words);

  gtk_drop_down_set_model (self->pick, G_LIST_MODEL (list));
}

static void
build (PodChartPage *page, PodChartView *view)
{
  PodShiftPage *self = POD_SHIFT_PAGE (page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->is_filling = TRUE;
  self->cohort = add_drop_down (self, box, _ ("Cohort"), _ ("Whose results are counted"));
  self->pick = add_drop_down (self, box, C_ ("shift", "Result after infusion"),
                              _ ("Which result after the infusion is held against the one before "
                                 "treatment"));
  fill_picks (self);
  self->scale = add_drop_down (self, box, _ ("Grades"),
                               _ ("By which scale results are graded here; what is kept, judged "
                                  "and sent goes by the study’s"));
  self->is_filling = FALSE;
  pod_chart_view_set_control (view, box);
  pod_chart_view_set_empty (view, _ ("No shifts yet"),
                            _ ("Once a subject is infused and has results, they are counted here "
                               "by their grade before treatment and the worst one since."));
  fill (page);
}

static void
pod_shift_page_finalize (GObject *object)
{
  g_clear_pointer (&POD_SHIFT_PAGE (object)->filled, pod_study_unref);
  G_OBJECT_CLASS (pod_shift_page_parent_class)->finalize (object);
}

static void
pod_shift_page_class_init (PodShiftPageClass *klass)
{
  PodChartPageClass *page_class = POD_CHART_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_shift_page_finalize;
  page_class->build = build;
  page_class->lay_out = lay_out;
  page_class->get_scale = get_scale;
  page_class->print = print;
  page_class->activate = activate;
  page_class->trial_changed = fill;
}

static void
pod_shift_page_init (PodShiftPage *self)
{
}

void
pod_shift_page_choose (PodShiftPage *self, guint cohort, PodShiftPick pick, guint scale)
{
  gtk_drop_down_set_selected (self->cohort, cohort);
  gtk_drop_down_set_selected (self->pick, pick);
  gtk_drop_down_set_selected (self->scale, scale);
}
