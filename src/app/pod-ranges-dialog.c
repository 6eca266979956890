#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-ranges-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-dialogs.h"
#include "pod-range-item.h"
#include "pod-text-column.h"
#include "pod-trial-history.h"
#include "pod-words.h"

#define OPEN_AGE 200
/* As the drop-down has them. */
static const char *const sexes[] = { NULL, "female", "male" };
/* More entries of one range's history than it can have: it is made, and ended. */
#define MOST_ENTRIES 40

struct _PodRangesDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  GListStore *items;       /* PodRangeItem */
  GPtrArray *observations; /* PodObservation: those that are numbers, as the drop-down has them */

  GtkWidget *add;
  GtkWidget *end;
  GtkWidget *import;
  GtkWidget *save;
  GtkStack *stack;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  GtkLabel *problem;
  AdwComboRow *observation;
  GtkEditable *laboratory;
  AdwComboRow *sex;
  GtkEditable *ages;
  GtkEditable *lower;
  GtkEditable *upper;
  GtkEditable *unit;
  GtkEditable *from;
};

G_DEFINE_FINAL_TYPE (PodRangesDialog, pod_ranges_dialog, ADW_TYPE_WINDOW)

/* ---- the list ---- */

static void
add_columns (PodRangesDialog *self)
{
  static const struct
  {
    const char *title;
    PodTextColumn column;
  } columns[] = {
    { NC_ ("ranges", "Result"), { pod_range_item_say_observation, NULL, 14, TRUE } },
    { NC_ ("ranges", "Laboratory"), { pod_range_item_say_laboratory, NULL, 10, TRUE } },
    { NC_ ("ranges", "For"), { pod_range_item_say_whose, NULL, 10, FALSE } },
    { NC_ ("ranges", "Limits"), { pod_range_item_say_limits, NULL, 10, FALSE } },
    { NC_ ("ranges", "From"), { pod_range_item_say_from, NULL, 10, FALSE } },
    { NC_ ("ranges", "To"), { pod_range_item_say_to, NULL, 10, FALSE } },
    { NC_ ("ranges", "Recorded"), { pod_range_item_say_recorded, NULL, 12, FALSE } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn)
          column = pod_text_column_new (g_dpgettext2 (GETTEXT_PACKAGE, "ranges", columns[i].title),
                                        &columns[i].column, NULL);

      gtk_column_view_append_column (self->view, column);
    }
}

/* "anna, 14 Mar 2026, 14:30": by the trail's first entry of the row. */
static char *
find_recorded (PodRangesDialog *self, gint64 id)
{
  const PodHistoryFilter filter = { .table = "laboratory_range", .row = id, .limit = MOST_ENTRIES };
  g_autoptr (GListModel) history = NULL;
  g_autoptr (PodHistoryItem) first = NULL;
  g_autofree char *when = NULL;
  PodInstant instant;
  guint n;

  if (!pod_trial_may (self->trial, POD_VERB_HISTORY))
    return NULL;
  history = pod_trial_list_history (self->trial, &filter, NULL);
  n = history != NULL ? g_list_model_get_n_items (history) : 0;
  if (n == 0)
    return NULL;
  first = g_list_model_get_item (history, n - 1);
  if (!pod_instant_parse (pod_history_item_get_when (first), &instant))
    return g_strdup (pod_history_item_get_user (first));
  instant.offset_min = pod_history_item_get_offset (first);
  when = pod_instant_to_words (instant);
  return g_strdup_printf ("%s, %s", pod_history_item_get_user (first), when);
}

static void
fill (PodRangesDialog *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n;
  const PodRange *ranges = pod_site_get_ranges (pod_trial_get_site (self->trial), &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *recorded = find_recorded (self, ranges[i].id);

      g_ptr_array_add (items, pod_range_item_new (self->trial, &ranges[i], recorded));
    }
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
}

static PodRangeItem *
get_chosen (PodRangesDialog *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static gboolean
shows_form (PodRangesDialog *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0;
}

static void
update_actions (PodRangesDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean may = pod_trial_may (self->trial, POD_VERB_IMPORT);
  gboolean form = shows_form (self);

  gtk_widget_action_set_enabled (widget, "ranges.add", may && !form);
  gtk_widget_action_set_enabled (widget, "ranges.import", may && !form);
  gtk_widget_action_set_enabled (widget, "ranges.end", may && !form && get_chosen (self) != NULL);
  gtk_widget_action_set_enabled (widget, "ranges.save", may && form);
  gtk_widget_set_visible (self->add, may && !form);
  gtk_widget_set_visible (self->end, may && !form);
  gtk_widget_set_visible (self->import, may && !form);
  gtk_widget_set_visible (self->save, may && form);
}

static void
show_list (PodRangesDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
  update_actions (self);
}

/* Ranges are the site's, which is told as 0. */
static void
changed_cb (PodRangesDialog *self, gint64 subject)
{
  if (subject != 0 || !pod_trial_is_signed_in (self->trial))
    return;
  fill (self);
  if (!shows_form (self))
    show_list (self);
}

static void
selected_cb (PodRangesDialog *self)
{
  if (self->trial != NULL)
    update_actions (self);
}

/* ---- the form ---- */

static void
fill_choices (PodRangesDialog *self)
{
  const GPtrArray *all = pod_study_get_observations (pod_trial_get_study (self->trial));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) both = gtk_string_list_new (NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (all, i);

      if (observation->symbol.kind != POD_KIND_QUANTITY || observation->derived ||
          g_strcmp0 (observation->domain, "LB") != 0)
        continue;
      g_ptr_array_add (self->observations, (gpointer) observation);
      gtk_string_list_append (names, pod_words_get (&observation->label, pod_words_locale ()));
    }
  gtk_string_list_append (both, C_ ("range", "Both sexes"));
  gtk_string_list_append (both, C_ ("range", "Women"));
  gtk_string_list_append (both, C_ ("range", "Men"));
  adw_combo_row_set_model (self->observation, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->sex, G_LIST_MODEL (both));
}

static const PodObservation *
get_observation (PodRangesDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->observation);

  return selected < self->observations->len ? g_ptr_array_index (self->observations, selected)
                                            : NULL;
}

static void
observation_cb (PodRangesDialog *self)
{
  const PodObservation *observation = get_observation (self);

  if (observation != NULL)
    gtk_editable_set_text (self->unit, pod_unit_get_ucum (observation->symbol.unit));
}

static void
show_problem (PodRangesDialog *self, const char *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), words != NULL);
}

static guint
find_sex (const PodRange *like)
{
  for (guint i = 0; like != NULL && i < G_N_ELEMENTS (sexes); i++)
    if (g_strcmp0 (sexes[i], like->sex) == 0)
      return i;
  return 0;
}

/* Begins with the one chosen, of which it mostly is another version: nothing of the one typed before stays. */
static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (widget);
  PodRangeItem *chosen = get_chosen (self);
  const PodRange *like = chosen != NULL ? pod_range_item_get_range (chosen) : NULL;
  g_autofree char *today = pod_date_to_string (pod_trial_get_today (self->trial));

  show_problem (self, NULL);
  for (guint i = 0; like != NULL && i < self->observations->len; i++)
    if (g_strcmp0 (((const PodObservation *) self->observations->pdata[i])->symbol.name,
                   like->observation) == 0)
      adw_combo_row_set_selected (self->observation, i);
  observation_cb (self);
  gtk_editable_set_text (self->laboratory,
                         like != NULL && like->laboratory != NULL ? like->laboratory : "");
  adw_combo_row_set_selected (self->sex, find_sex (like));
  gtk_editable_set_text (self->lower, "");
  gtk_editable_set_text (self->upper, "");
  gtk_editable_set_text (self->ages, "");
  gtk_editable_set_text (self->from, today);
  gtk_stack_set_visible_child_name (self->stack, "form");
  update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->laboratory));
}

static gboolean
read_limit (GtkEditable *editable, double *limit)
{
  const char *text = gtk_editable_get_text (editable);
  PodQuantity quantity;

  *limit = NAN;
  if (*text == '\0')
    return TRUE;
  if (!pod_quantity_parse_number (text, &quantity) || quantity.comparator != POD_EXACTLY)
    return FALSE;
  *limit = quantity.number;
  return TRUE;
}

/* "18-59", "18–59", "60-"; nothing for all. */
static gboolean
read_ages (PodRangesDialog *self, PodRange *range)
{
  const char *text = gtk_editable_get_text (self->ages);
  g_autoptr (GRegex) regex = g_regex_new ("^\\s*(\\d{0,3})\\s*[-–]\\s*(\\d{0,3})\\s*$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *from = NULL, *to = NULL;

  range->age_from = 0;
  range->age_to = OPEN_AGE;
  if (*text == '\0')
    return TRUE;
  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  from = g_match_info_fetch (match, 1);
  to = g_match_info_fetch (match, 2);
  if (*from != '\0')
    range->age_from = (int) g_ascii_strtoll (from, NULL, 10);
  if (*to != '\0')
    range->age_to = (int) g_ascii_strtoll (to, NULL, 10);
  return TRUE;
}

/* What is wrong with a field as it was typed; NULL where the range can be asked for. */
static const char *
read_form (PodRangesDialog *self, PodRange *range)
{
  const PodObservation *observation = get_observation (self);
  guint sex = adw_combo_row_get_selected (self->sex);

  range->observation = observation != NULL ? observation->symbol.name : NULL;
  range->laboratory = gtk_editable_get_text (self->laboratory);
  range->sex = sex < G_N_ELEMENTS (sexes) ? sexes[sex] : NULL;
  range->unit = pod_unit_from_ucum (gtk_editable_get_text (self->unit));
  if (!read_ages (self, range))
    return _ ("Write the ages as in 18–59.");
  if (!read_limit (self->lower, &range->lower) || !read_limit (self->upper, &range->upper))
    return _ ("Write a limit as a number.");
  if (!pod_date_parse (gtk_editable_get_text (self->from), &range->from))
    return _ ("Give the whole day from which it holds.");
  return NULL;
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  PodRange range = { 0 };
  const char *problem = read_form (self, &range);

  if (problem != NULL)
    {
      show_problem (self, problem);
      return;
    }
  if (pod_trial_add_range (self->trial, &range, NULL, &error) != 0)
    {
      fill (self);
      show_list (self);
      return;
    }
  words = pod_trial_error_to_words (error);
  show_problem (self, words);
}

/* ---- ending, taking over ---- */

typedef struct
{
  PodRangesDialog *self;
  gint64 range;
} Ending;

static void
end_chosen (const char *day, gpointer data)
{
  g_autofree Ending *ending = data;
  g_autoptr (PodRangesDialog) self = ending->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  PodDate last = POD_DATE_NONE;

  if (day == NULL || self->trial == NULL)
    return;
  if (pod_date_parse (day, &last) &&
      pod_trial_end_range (self->trial, ending->range, last, NULL, &error))
    {
      fill (self);
      show_list (self);
      return;
    }
  words = error != NULL ? pod_trial_error_to_words (error)
                        : g_strdup (_ ("Write the day as in 2026-01-15."));
  pod_dialogs_show_error (GTK_WINDOW (self), _ ("The range was not ended"), words);
}

static void
end_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (widget);
  PodRangeItem *chosen = get_chosen (self);
  Ending *ending;

  if (chosen == NULL)
    return;
  ending = g_new0 (Ending, 1);
  *ending = (Ending){ g_object_ref (self), pod_range_item_get_range (chosen)->id };
  pod_dialogs_ask_reason (GTK_WINDOW (self), _ ("On which day does it end?"),
                          _ ("The last day on which it holds, as in 2026-01-15. Results that are "
                             "recorded keep its limits."),
                          _ ("_End It"), end_chosen, ending);
}

/* "2 ranges were not there yet. 1 range was corrected." */
static char *
say_imported (guint n_added, guint n_corrected)
{
  g_autofree char *added = g_strdup_printf (ngettext ("%u range was not there yet.",
                                                      "%u ranges were not there yet.", n_added),
                                            n_added);
  g_autofree char *corrected =
      g_strdup_printf (ngettext ("%u range has other limits now, and corrects the one of its day.",
                                 "%u ranges have other limits now, and correct those of their day.",
                                 n_corrected),
                       n_corrected);

  return n_corrected == 0 ? g_steal_pointer (&added) : g_strdup_printf ("%s %s", added, corrected);
}

static void
import_chosen (const char *path, gpointer data)
{
  g_autoptr (PodRangesDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  guint n_added, n_corrected;

  if (path == NULL || self->trial == NULL)
    return;
  if (!pod_trial_import_ranges (self->trial, path, &n_added, &n_corrected, &error))
    {
      words = pod_trial_error_to_words (error);
      pod_dialogs_show_error (GTK_WINDOW (self), _ ("No range was taken over"), words);
      return;
    }
  fill (self);
  show_list (self);
  words = say_imported (n_added, n_corrected);
  pod_dialogs_show_notice (GTK_WINDOW (self), _ ("The map was read"), words);
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_dialogs_choose_file (GTK_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_OPEN,
                           _ ("Choose a Laboratory’s Map"), _ ("_Open"), NULL, import_chosen,
                           g_object_ref (widget));
}

/* Out of the form first. */
static void
leave_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (widget);

  if (shows_form (self))
    show_list (self);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* ---- the class ---- */

static void
pod_ranges_dialog_dispose (GObject *object)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->items);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_ranges_dialog_parent_class)->dispose (object);
}

static void
pod_ranges_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (POD_RANGES_DIALOG (object)->observations);
  G_OBJECT_CLASS (pod_ranges_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, add);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, end);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, import);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, save);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, view);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, observation);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, laboratory);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, sex);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, ages);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, lower);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, upper);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, unit);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, from);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, observation_cb);
}

static void
pod_ranges_dialog_class_init (PodRangesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_ranges_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_ranges_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-ranges-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "ranges.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "ranges.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "ranges.end", NULL, end_cb);
  gtk_widget_class_install_action (widget_class, "ranges.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "ranges.leave", NULL, leave_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "ranges.add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "ranges.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "ranges.leave", NULL);
}

static void
pod_ranges_dialog_init (PodRangesDialog *self)
{
  self->items = g_list_store_new (POD_TYPE_RANGE_ITEM);
  self->observations = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->items));
}

PodRangesDialog *
pod_ranges_dialog_new (GtkWindow *parent, PodTrial *trial)
{
  PodRangesDialog *self = g_object_new (POD_TYPE_RANGES_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  add_columns (self);
  fill_choices (self);
  fill (self);
  show_list (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  return self;
}
