#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-lines.h"

#include <glib/gi18n-lib.h>

#include "pod-import-decimal.h"
#include "pod-import-row.h"
#include "pod-import-words.h"
#include "pod-label-keep.h"
#include "pod-observation-row.h"
#include "pod-text-column.h"

struct _PodImportLines
{
  AdwBin parent_instance;

  const PodStudy *study; /* not held: it is the dialog's trial's */
  gboolean done;         /* it was taken */
  guint line;            /* it begins there when it is made anew */

  GtkLabel *summary;
  GtkWidget *unlimited_box;
  GtkLabel *unlimited;
  GtkLabel *accepted;
  GtkLabel *accepted_words;
  GtkLabel *duplicate;
  GtkLabel *conflict;
  GtkLabel *conflict_words;
  GtkLabel *unmapped;
  GtkLabel *refused;
  GtkCheckButton *only_open;
  GtkColumnView *view;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;
  PodImportDecimal *decimal;
  GtkWidget *mapping;
  PodSearchRow *observation;
};

enum
{
  SAID,
  DECIMAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodImportLines, pod_import_lines, ADW_TYPE_BIN)

/* ---- what nobody has said what it is ---- */

const char *
pod_import_lines_get_unmapped (PodImportLines *self)
{
  gpointer row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL && !self->done ? pod_import_row_get_unmapped (row) : NULL;
}

static void
observation_cb (PodImportLines *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.map",
                                 pod_import_lines_get_unmapped (self) != NULL &&
                                     pod_search_row_get_chosen (self->observation) != NULL);
}

static void
selected_cb (PodImportLines *self)
{
  const char *item = pod_import_lines_get_unmapped (self);
  /* Translators: as the laboratory calls a test; the observation of the study is chosen beside it. */
  g_autofree char *text = g_strdup_printf (_ ("This laboratory’s “%s” is:"),
                                           item != NULL ? item : "");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->observation), text);
  pod_search_row_choose (self->observation, NULL);
  gtk_widget_set_visible (self->mapping, item != NULL);
  observation_cb (self);
}

static void
activated_cb (PodImportLines *self)
{
  if (pod_import_lines_get_unmapped (self) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->observation));
}

void
pod_import_lines_select_next (PodImportLines *self)
{
  guint found = pod_import_row_find_unmapped (G_LIST_MODEL (self->sorted), self->line);

  self->line = 0;
  gtk_single_selection_set_selected (self->selection, found);
  if (found == GTK_INVALID_LIST_POSITION)
    return;
  pod_text_column_scroll_to (self->view, found);
  activated_cb (self);
}

const char *
pod_import_lines_get_observation (PodImportLines *self)
{
  return pod_search_row_get_chosen (self->observation);
}

static void
map_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodImportLines *self = POD_IMPORT_LINES (widget);

  if (pod_import_lines_get_unmapped (self) == NULL)
    return;
  self->line = pod_import_row_get_line (gtk_single_selection_get_selected_item (self->selection));
  g_signal_emit (self, signals[SAID], 0);
}

/* ---- the lines ---- */

static void
show_count (GtkLabel *label, guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  gtk_label_set_text (label, text);
}

void
pod_import_lines_show (PodImportLines *self, const PodImport *import, gboolean done)
{
  g_autoptr (GListModel) rows = pod_import_row_list (self->study, import, done);
  g_autofree char *unlimited = done ? NULL : pod_import_words_unlimited (import, self->study);

  self->done = done;
  gtk_label_set_text (self->unlimited, unlimited != NULL ? unlimited : "");
  gtk_widget_set_visible (self->unlimited_box, unlimited != NULL);
  show_count (self->accepted, import->accepted);
  gtk_label_set_text (self->accepted_words, done ? C_ ("import", "taken") : C_ ("import", "clear"));
  show_count (self->duplicate, import->duplicate);
  show_count (self->conflict, import->conflict);
  show_count (self->unmapped, import->unmapped);
  gtk_label_set_text (self->conflict_words, ngettext ("waits", "wait", import->conflict));
  show_count (self->refused, import->refused);
  gtk_filter_list_model_set_model (self->filtered, rows);
  pod_import_decimal_show (self->decimal, import->decimal_comma, import->decimals);
  gtk_widget_set_visible (GTK_WIDGET (self->decimal),
                          !done && (import->decimals > 0 || import->decimal_comma));
}

void
pod_import_lines_set_summary (PodImportLines *self, const char *summary)
{
  gtk_label_set_text (self->summary, summary);
}

void
pod_import_lines_set_study (PodImportLines *self, const PodStudy *study)
{
  self->study = study;
  pod_observation_row_set_study (POD_OBSERVATION_ROW (self->observation), study);
}

gboolean
pod_import_lines_get_decimal_comma (PodImportLines *self)
{
  return pod_import_decimal_get (self->decimal);
}

static void
decimal_cb (PodImportLines *self)
{
  g_signal_emit (self, signals[DECIMAL_CHANGED], 0);
}

static gboolean
is_not_added (gpointer item, gpointer user_data)
{
  gboolean added;

  g_object_get (item, "added", &added, NULL);
  return !added;
}

static void
filter_changed_cb (PodImportLines *self)
{
  g_autoptr (GtkCustomFilter) filter = gtk_custom_filter_new (is_not_added, NULL, NULL);

  gtk_filter_list_model_set_filter (self->filtered, gtk_check_button_get_active (self->only_open)
                                                        ? GTK_FILTER (filter)
                                                        : NULL);
}

/* ---- the widget ---- */

static guint
add_signal (PodImportLinesClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_FIRST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, summary);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, unlimited_box);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, unlimited);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, accepted);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, accepted_words);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, duplicate);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, conflict);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, conflict_words);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, unmapped);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, refused);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, only_open);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, view);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, filtered);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, sorted);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, selection);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, decimal);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, mapping);
  gtk_widget_class_bind_template_child (widget_class, PodImportLines, observation);
}

static void
pod_import_lines_class_init (PodImportLinesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (POD_TYPE_IMPORT_DECIMAL);
  g_type_ensure (POD_TYPE_IMPORT_ROW);
  g_type_ensure (POD_TYPE_OBSERVATION_ROW);
  signals[SAID] = add_signal (klass, "said");
  signals[DECIMAL_CHANGED] = add_signal (klass, "decimal-changed");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-import-lines.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "import.map", NULL, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, observation_cb);
  gtk_widget_class_bind_template_callback (widget_class, decimal_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
}

static void
pod_import_lines_init (PodImportLines *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_label_keep (self->summary);
  pod_label_keep (self->unlimited);
  gtk_sort_list_model_set_sorter (self->sorted, gtk_column_view_get_sorter (self->view));
}
