#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-chart-view-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-chart-table.h"
#include "pod-label-keep.h"
#include "pod-omissions-dialog.h"

enum
{
  RECORD_ACTIVATED,
  RECORD_CHOSEN,
  EMPTIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodChartView, pod_chart_view, ADW_TYPE_BIN)

static PodScene *
get_scene (PodChartView *self)
{
  return pod_chart_canvas_get_scene (self->canvas);
}

static gboolean
has_rows (const PodScene *scene)
{
  return scene != NULL && pod_scene_has_rows (scene);
}

static gboolean
shows_table (PodChartView *self)
{
  return gtk_toggle_button_get_active (self->table_button);
}

/* ---- what is said below ---- */

/* What is said below the table, each a line of its own. */
static const char *
get_below (PodChartView *self)
{
  PodScene *scene = get_scene (self);

  return scene != NULL && shows_table (self) ? scene->below : NULL;
}

/* Several would take the room of the rows that they tell of. */
static gboolean
has_many_notes (const char *below)
{
  return below != NULL && strchr (below, '\n') != NULL;
}

static void
show_notes (PodChartView *self, const char *below)
{
  gboolean has_many = has_many_notes (below);
  g_auto (GStrv) notes = g_strsplit (has_many ? below : "", "\n", -1);
  guint n = g_strv_length (notes);
  g_autofree char *label =
      g_strdup_printf (ngettext ("%u n_ote on grades", "%u n_otes on grades", n), n);

  gtk_widget_set_visible (GTK_WIDGET (self->notes), has_many);
  gtk_menu_button_set_label (self->notes, label);
  gtk_label_set_text (self->notes_text, has_many ? below : "");
}

/* While nothing is pointed at, the record that was walked to; before anybody walked, what can be done. */
static char *
find_caption (PodChartView *self)
{
  PodScene *scene = get_scene (self);
  char *record = NULL;

  if (!has_rows (scene) || shows_table (self))
    return g_strdup ("");
  record = pod_chart_canvas_describe_walked (self->canvas);
  if (record != NULL)
    return record;
  return g_strdup (scene->panels->len > 0
                       ? _ ("Point at a day or walk by arrow keys; zoom by dragging, or Ctrl and "
                            "the wheel")
                       : _ ("Walk with the arrow keys; Enter opens what lies behind"));
}

/* What a table says below it once stays there, whichever row is chosen: that says the rest itself. */
static void
show_caption (PodChartView *self, const char *what)
{
  const char *below = get_below (self);
  g_autofree char *own = below == NULL && what == NULL ? find_caption (self) : NULL;
  const char *text = has_many_notes (below) ? ""
                     : below != NULL        ? below
                     : what != NULL         ? what
                                            : own;

  show_notes (self, below);
  gtk_label_set_text (self->caption, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->caption), *text != '\0' ? text : NULL);
}

static char *
print_counts (const PodScene *scene, guint drawn)
{
  guint missing = scene != NULL ? scene->not_drawn : 0;
  guint ungraded = scene != NULL ? scene->not_graded : 0;

  if (missing > 0 && scene->counted > 0)
    /* Translators: of who was infused; and how many of all screenings, those that go on among them, are not counted. */
    return g_strdup_printf (ngettext ("%1$u subject counte_d, %3$u of %2$u screenings left out…",
                                      "%1$u subjects counte_d, %3$u of %2$u screenings left out…",
                                      drawn),
                            drawn, drawn + missing, missing);
  if (missing > 0 && ungraded > 0)
    /* Translators: in three short lines, beside what is told of a result. */
    return g_strdup_printf (_ ("%1$u of %2$u _drawn,\n%3$u not graded,\n%4$u not drawn…"), drawn,
                            drawn + missing, ungraded, missing);
  if (missing > 0)
    return g_strdup_printf (_ ("%1$u of %2$u _drawn, %3$u not drawn…"), drawn, drawn + missing,
                            missing);
  if (ungraded > 0)
    return g_strdup_printf (ngettext ("%1$u recor_d, %2$u not graded…",
                                      "%1$u recor_ds, %2$u not graded…", drawn),
                            drawn, ungraded);
  /* Three dots say that a list stands behind it, not that something was cut. */
  if (scene != NULL && scene->counted > 0 && !pod_omissions_dialog_has_any (scene))
    return g_strdup_printf (ngettext ("%u subject counted", "%u subjects counted", drawn), drawn);
  if (scene != NULL && scene->counted > 0)
    return g_strdup_printf (ngettext ("%u subject counte_d…", "%u subjects counte_d…", drawn),
                            drawn);
  if (scene != NULL && pod_omissions_dialog_has_any (scene))
    return g_strdup_printf (ngettext ("%u recor_d…", "%u recor_ds…", drawn), drawn);
  return g_strdup_printf (ngettext ("%u record", "%u records", drawn), drawn);
}

/* How much of what there is is drawn: nothing is lost silently. */
static void
show_counts (PodChartView *self)
{
  PodScene *scene = get_scene (self);
  guint drawn = scene != NULL && scene->counted > 0 ? scene->counted
                : scene != NULL && scene->records > 0
                    ? scene->records - scene->not_drawn
                    : pod_chart_canvas_count_records (self->canvas);
  g_autofree char *text = print_counts (scene, drawn);
  gboolean has_list = scene != NULL && pod_omissions_dialog_has_any (scene);
  /* A sheet that counts subjects says itself why it leaves some out. */
  g_autofree char *why = scene != NULL && scene->counted > 0 ? g_strdup (scene->not_drawn_why)
                         : scene != NULL && scene->not_drawn + scene->not_graded > 0
                             ? pod_omissions_dialog_summarise (scene)
                             : NULL;

  gtk_button_set_label (self->counts, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.omissions", has_list);
  /* Without a frame its three dots would be taken for words that were cut. */
  gtk_button_set_has_frame (self->counts, has_list);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->counts), why);
}

/* ---- the two ways to look at it ---- */

static void
fill_table (PodChartView *self)
{
  PodScene *scene = get_scene (self);
  gboolean filled = shows_table (self) && has_rows (scene);
  const GPtrArray *rows = filled ? pod_scene_get_rows (scene) : NULL;
  g_auto (GStrv) heading = filled ? g_strdupv (g_ptr_array_index (rows, 0)) : NULL;

  for (guint i = filled ? g_strv_length (heading) : 0;
       scene != NULL && scene->n_shown > 0 && i-- > scene->n_shown;)
    g_clear_pointer (&heading[i], g_free);
  self->is_filling = TRUE;
  pod_chart_table_fill (self->table, (const char *const *) heading, filled ? rows : NULL, 1);
  self->is_filling = FALSE;
}

static void
update_stack (PodChartView *self)
{
  gboolean has = has_rows (get_scene (self));

  gtk_widget_set_sensitive (self->bar, has);
  if (!has)
    g_signal_emit (self, signals[EMPTIED], 0);
  gtk_stack_set_visible_child_name (self->stack, !has                 ? "empty"
                                                 : shows_table (self) ? "table"
                                                                      : "chart");
  fill_table (self);
  show_caption (self, NULL);
  show_counts (self);
  pod_chart_view_update_key (self, !shows_table (self));
  pod_chart_view_update_days (self);
}

/* The row of the record that has the keyboard on the chart; and back. */
static void
select_record (PodChartView *self)
{
  const PodMark *mark = pod_chart_canvas_get_record (self->canvas);
  int row = mark != NULL ? pod_scene_find_row (get_scene (self), mark->type, mark->id) : -1;

  if (row >= 0)
    pod_chart_table_select (self->table, row);
}

static void
toggled_cb (PodChartView *self)
{
  update_stack (self);
  if (!has_rows (get_scene (self)))
    return;
  if (shows_table (self))
    select_record (self);
  gtk_widget_grab_focus (shows_table (self) ? GTK_WIDGET (self->table) : GTK_WIDGET (self->canvas));
}

static void
laid_out_cb (PodChartView *self)
{
  self->scenes++;
  /* Some widget is being measured or allocated just now. */
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, pod_chart_view_update_cb, self, NULL);
}

gboolean
pod_chart_view_update_cb (gpointer data)
{
  PodChartView *self = data;

  self->update_id = 0;
  update_stack (self);
  return G_SOURCE_REMOVE;
}

/* ---- records ---- */

static void
pointed_cb (PodChartView *self, const char *what)
{
  show_caption (self, what);
}

static void
record_chosen_cb (PodChartView *self, int type, gint64 id)
{
  g_signal_emit (self, signals[RECORD_CHOSEN], 0, type, id);
}

static void
record_activated_cb (PodChartView *self, int type, gint64 id)
{
  g_signal_emit (self, signals[RECORD_ACTIVATED], 0, type, id);
}

/* A row's record is known by its type and number, and by what the row says of it. */
static gboolean
go_to_row (PodChartView *self, int row)
{
  PodScene *scene = get_scene (self);
  char **cells;
  gint64 id;

  if (scene == NULL || row < 0 || row >= (int) scene->row_ids->len)
    return FALSE;
  id = g_array_index (scene->row_ids, gint64, row);
  cells = g_ptr_array_index (scene->rows, row + 1);
  return id != 0 && cells[0] != NULL &&
         pod_chart_canvas_go_to (self->canvas, g_array_index (scene->row_types, PodRecordType, row),
                                 id,
                                 scene->panels->len == 1 && cells[1] != NULL ? cells[1] : cells[0]);
}

static void
row_selected_cb (PodChartView *self)
{
  if (!self->is_filling && shows_table (self))
    go_to_row (self, pod_chart_table_get_selected (self->table));
}

static void
watch_selection_cb (PodChartView *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->table);

  if (model != NULL)
    g_signal_connect_object (model, "notify::selected", G_CALLBACK (row_selected_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
row_activated_cb (PodChartView *self, guint position)
{
  PodScene *scene = get_scene (self);
  int row = pod_chart_table_get_row (self->table, position);
  gint64 id = scene != NULL && row >= 0 && row < (int) scene->row_ids->len
                  ? g_array_index (scene->row_ids, gint64, row)
                  : 0;
  PodRecordType type;

  if (id == 0)
    return;
  /* The scene may be laid out anew by that. */
  type = g_array_index (scene->row_types, PodRecordType, row);
  go_to_row (self, row);
  record_activated_cb (self, (int) type, id);
}

static void
omissions_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartView *self = POD_CHART_VIEW (widget);
  PodScene *scene = get_scene (self);
  PodRecordsDialog *dialog;

  if (scene == NULL || !pod_omissions_dialog_has_any (scene))
    return;
  dialog = pod_omissions_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), scene);
  g_signal_connect_object (dialog, "record-activated", G_CALLBACK (record_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
table_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChartView *self = POD_CHART_VIEW (widget);

  if (has_rows (get_scene (self)))
    gtk_toggle_button_set_active (self->table_button, !shows_table (self));
}

/* ---- the class ---- */

static void
pod_chart_view_dispose (GObject *object)
{
  PodChartView *self = POD_CHART_VIEW (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  if (self->days != NULL)
    g_signal_handlers_disconnect_by_data (self->days, self);
  g_clear_object (&self->days);
  G_OBJECT_CLASS (pod_chart_view_parent_class)->dispose (object);
}

static void
pod_chart_view_finalize (GObject *object)
{
  PodChartView *self = POD_CHART_VIEW (object);

  g_free (self->file_name);
  g_clear_pointer (&self->legend, pod_scene_unref);
  G_OBJECT_CLASS (pod_chart_view_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PodChartView, stack);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, canvas);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, table);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, empty);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, tools);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, control);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, days_button);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, scrollbar);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, scroll);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, notes);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, notes_text);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, caption);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, counts);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, key);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, key_canvas);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, table_button);
  gtk_widget_class_bind_template_child (widget_class, PodChartView, bar);
  gtk_widget_class_bind_template_callback (widget_class, pointed_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, laid_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, watch_selection_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, pod_chart_view_scrolled_cb);
}

static void
pod_chart_view_class_init (PodChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pod_chart_view_dispose;
  object_class->finalize = pod_chart_view_finalize;
  signals[RECORD_ACTIVATED] = g_signal_new ("record-activated", POD_TYPE_CHART_VIEW,
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                            G_TYPE_INT, G_TYPE_INT64);
  signals[RECORD_CHOSEN] = g_signal_new ("record-chosen", POD_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT,
                                         G_TYPE_INT64);
  signals[EMPTIED] = g_signal_new ("emptied", POD_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (POD_TYPE_CHART_CANVAS);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "chart.table", NULL, table_cb);
  gtk_widget_class_install_action (widget_class, "chart.omissions", NULL, omissions_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, 0, "chart.table", NULL);
  pod_chart_view_add_days (widget_class);
  pod_chart_view_add_saving (widget_class);
}

static void
pod_chart_view_init (PodChartView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_chart_view_init_key (self);
  pod_label_keep (self->caption);
  pod_chart_view_set_days (self, pod_chart_canvas_get_days (self->canvas));
}

void
pod_chart_view_set_func (PodChartView *self,
                         PodChartFunc func,
                         PodChartPrintFunc print,
                         gpointer data)
{
  self->func = func;
  self->print = print;
  self->data = data;
  pod_chart_canvas_set_func (self->canvas, func, data);
  update_stack (self);
}

void
pod_chart_view_refresh (PodChartView *self)
{
  pod_chart_canvas_refresh (self->canvas);
  update_stack (self);
}

void
pod_chart_view_set_empty (PodChartView *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
}

void
pod_chart_view_set_next_step (PodChartView *self, GtkWidget *step)
{
  adw_status_page_set_child (self->empty, step);
}

void
pod_chart_view_set_file_name (PodChartView *self, const char *name)
{
  g_free (self->file_name);
  self->file_name = g_strdup (name);
}

void
pod_chart_view_set_control (PodChartView *self, GtkWidget *control)
{
  adw_bin_set_child (self->control, control);
}

void
pod_chart_view_go_to (PodChartView *self, PodRecordType type, gint64 id)
{
  PodScene *scene = get_scene (self);
  int row = scene != NULL ? pod_scene_find_row (scene, type, id) : -1;

  gtk_toggle_button_set_active (self->table_button, FALSE);
  if (pod_chart_canvas_go_to (self->canvas, type, id, NULL))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
      return;
    }
  if (row < 0)
    return;
  gtk_toggle_button_set_active (self->table_button, TRUE);
  pod_chart_table_select (self->table, row);
}

PodChartCanvas *
pod_chart_view_get_canvas (PodChartView *self)
{
  return self->canvas;
}
