#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-ranges-dialog.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-choice.h"
#include "pod-dialogs.h"
#include "pod-range-item.h"
#include "pod-text-column.h"
#include "pod-trial-history.h"
#include "pod-words.h"

#define OPEN_AGE 200
/* As the drop-down has them. */
static const char *const sexes[] = { NULL, "female", "male" };

struct _PodRangesDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  GListStore *items;       /* PodRangeItem */
  GPtrArray *observations; /* PodObservation: those that are numbers, as the drop-down has them */
  GHashTable *recorded;    /* gint64 → who recorded the range, and when, as far as was asked */
  GCancellable *asking;
  gint64 ending; /* which the form of the end is about */
  GArray *
      wanted; /* PodRange: of results without limits, for whose sex they are, from the first of them on */
  const char *offered; /* (nullable): the test of those that the form begins with */
  gint64 newest;       /* the last that was there when those were told */

  GtkWidget *add;
  GtkWidget *end;
  GtkWidget *import;
  GtkWidget *save;
  GtkWidget *elsewhere;
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
  GtkLabel *end_problem;
  GtkLabel *end_what;
  GtkEditable *last;
  GtkEditable *reason;
};

G_DEFINE_FINAL_TYPE (PodRangesDialog, pod_ranges_dialog, ADW_TYPE_WINDOW)

/* ---- the list ---- */

static void
add_columns (PodRangesDialog *self)
{
  static const PodTitledColumn columns[] = {
    { NC_ ("ranges", "Result"), { pod_range_item_say_observation, NULL, 14, TRUE } },
    { NC_ ("ranges", "Laboratory"), { pod_range_item_say_laboratory, NULL, 10, TRUE } },
    { NC_ ("ranges", "For"), { pod_range_item_say_whose, NULL, 10, FALSE } },
    { NC_ ("ranges", "Limits"), { pod_range_item_say_limits, NULL, 10, FALSE } },
    { NC_ ("ranges", "From"), { pod_range_item_say_from, NULL, 10, FALSE } },
    { NC_ ("ranges", "To"), { pod_range_item_say_to, NULL, 10, FALSE } },
    { NC_ ("ranges", "Recorded"), { pod_range_item_say_recorded, NULL, 18, FALSE } },
  };

  pod_text_columns_append (self->view, "ranges", columns, G_N_ELEMENTS (columns), NULL);
}

/* "anna, 14 Mar 2026, 14:30" */
static char *
say_entry (PodHistoryItem *entry)
{
  g_autofree char *when = NULL;
  PodInstant instant;

  if (!pod_instant_parse (pod_history_item_get_when (entry), &instant))
    return g_strdup (pod_history_item_get_user (entry));
  instant.offset_min = pod_history_item_get_offset (entry);
  when = pod_instant_to_words (instant);
  return g_strconcat (pod_history_item_get_user (entry), C_ ("clause", ", "), when, NULL);
}

static PodRangeItem *
get_chosen (PodRangesDialog *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
choose (PodRangesDialog *self, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (PodRangeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (pod_range_item_get_range (item)->id == id)
        gtk_single_selection_set_selected (self->selection, i);
    }
}

/* The one chosen stays chosen. */
static void
show_ranges (PodRangesDialog *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  PodRangeItem *chosen = get_chosen (self);
  gint64 id = chosen != NULL ? pod_range_item_get_range (chosen)->id : 0;
  guint n;
  const PodRange *ranges = pod_site_get_ranges (pod_trial_get_site (self->trial), &n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items,
                     pod_range_item_new (self->trial, &ranges[i],
                                         g_hash_table_lookup (self->recorded, &ranges[i].id)));
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  choose (self, id);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodRangesDialog) self = g_weak_ref_get (user_data);
  g_autoptr (GListModel) entries = pod_trial_list_history_finish (POD_TRIAL (source), result, NULL);

  g_weak_ref_clear (user_data);
  g_free (user_data);
  /* Without the trail the column stays empty, and the limits can be read all the same. */
  if (entries == NULL || self == NULL || self->trial == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (PodHistoryItem) entry = g_list_model_get_item (entries, i);
      gint64 row = pod_history_item_get_row (entry);

      g_hash_table_replace (self->recorded, g_memdup2 (&row, sizeof row), say_entry (entry));
    }
  show_ranges (self);
}

/* All of the trail's first entries in one question, on the database's own thread. */
static void
ask_recorded (PodRangesDialog *self)
{
  const PodHistoryFilter filter = { .table = "laboratory_range",
                                    .action = "I",
                                    .limit = G_MAXUINT };
  GWeakRef *weak;

  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (!pod_trial_may (self->trial, POD_VERB_HISTORY))
    return;
  self->asking = g_cancellable_new ();
  /* The window may go before the answer comes. */
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  pod_trial_list_history_async (self->trial, &filter, self->asking, recorded_cb, weak);
}

static void
fill (PodRangesDialog *self)
{
  show_ranges (self);
  ask_recorded (self);
}

static gboolean
shows (PodRangesDialog *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), page) == 0;
}

/* Of a range, or of its end. */
static gboolean
shows_form (PodRangesDialog *self)
{
  return shows (self, "form") || shows (self, "end");
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
  gtk_widget_set_visible (self->elsewhere, !form);
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

      /* Computed results too: of a normal eGFR nobody but the laboratory can say where it ends. */
      if (observation->symbol.kind != POD_KIND_QUANTITY ||
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
show_problem (GtkLabel *label, const char *words)
{
  gtk_label_set_text (label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (label), words != NULL);
}

static guint
find_sex (const PodRange *like)
{
  for (guint i = 0; like != NULL && i < G_N_ELEMENTS (sexes); i++)
    if (g_strcmp0 (sexes[i], like->sex) == 0)
      return i;
  return 0;
}

/* ---- what a new one begins with ---- */

/* Since it was wanted: what was there before was not for those results, for whatever reason. */
static gboolean
is_entered (PodRangesDialog *self, const PodRange *wanted)
{
  guint n;
  const PodRange *ranges = pod_site_get_ranges (pod_trial_get_site (self->trial), &n);

  for (guint i = 0; i < n; i++)
    if (ranges[i].id > self->newest && g_str_equal (ranges[i].observation, wanted->observation) &&
        (ranges[i].laboratory == NULL ||
         g_strcmp0 (ranges[i].laboratory, wanted->laboratory) == 0) &&
        (ranges[i].sex == NULL || wanted->sex == NULL || g_str_equal (ranges[i].sex, wanted->sex)))
      return TRUE;
  return FALSE;
}

/* The first that is not there yet; NULL for none. */
static const PodRange *
find_wanted (PodRangesDialog *self)
{
  for (guint i = 0; i < self->wanted->len; i++)
    if (!is_entered (self, &g_array_index (self->wanted, PodRange, i)))
      return &g_array_index (self->wanted, PodRange, i);
  return NULL;
}

/* Its own sex, where the test has limits of the other; else both, of which most tests have the same. */
static const char *
find_wanted_sex (PodRangesDialog *self, const PodRange *wanted)
{
  guint n;
  const PodRange *ranges = pod_site_get_ranges (pod_trial_get_site (self->trial), &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (ranges[i].observation, wanted->observation) && ranges[i].sex != NULL &&
        g_strcmp0 (ranges[i].sex, wanted->sex) != 0 &&
        (ranges[i].laboratory == NULL || g_strcmp0 (ranges[i].laboratory, wanted->laboratory) == 0))
      return wanted->sex;
  return NULL;
}

/* A test whose limits nobody knows must not stand before the rest: it is offered last. */
static void
put_off (PodRangesDialog *self, const char *observation)
{
  guint n = self->wanted->len;

  for (guint i = n; i-- > 0;)
    {
      PodRange range = g_array_index (self->wanted, PodRange, i);

      if (!g_str_equal (range.observation, observation))
        continue;
      g_array_remove_index (self->wanted, i);
      g_array_append_val (self->wanted, range);
    }
}

static guint
find_observation (PodRangesDialog *self, const char *name)
{
  guint i = 0;

  while (i < self->observations->len &&
         g_strcmp0 (((const PodObservation *) self->observations->pdata[i])->symbol.name, name) !=
             0)
    i++;
  return i;
}

/* Of a version of what there is, today; of what is wanted, the day from which it is. */
static void
fill_form (PodRangesDialog *self, const PodRange *like, PodDate from)
{
  g_autofree char *first = pod_date_to_string (from);
  guint observation = like != NULL ? find_observation (self, like->observation)
                                   : self->observations->len;

  show_problem (self->problem, NULL);
  if (observation < self->observations->len)
    adw_combo_row_set_selected (self->observation, observation);
  observation_cb (self);
  gtk_editable_set_text (self->laboratory,
                         like != NULL && like->laboratory != NULL ? like->laboratory : "");
  adw_combo_row_set_selected (self->sex, find_sex (like));
  gtk_editable_set_text (self->lower, "");
  gtk_editable_set_text (self->upper, "");
  gtk_editable_set_text (self->ages, "");
  gtk_editable_set_text (self->from, first);
}

/* Begins with what is wanted, else with the one chosen, of which it mostly is another version: nothing of the one typed before stays. */
static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (widget);
  const PodRange *wanted = find_wanted (self);
  PodRangeItem *chosen = get_chosen (self);

  self->offered = wanted != NULL ? wanted->observation : NULL;
  if (wanted != NULL)
    fill_form (self,
               &(PodRange){ .laboratory = wanted->laboratory,
                            .observation = wanted->observation,
                            .sex = find_wanted_sex (self, wanted) },
               wanted->from);
  else
    fill_form (self, chosen != NULL ? pod_range_item_get_range (chosen) : NULL,
               pod_trial_get_today (self->trial));
  gtk_stack_set_visible_child_name (self->stack, "form");
  update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (wanted != NULL ? self->lower : self->laboratory));
}

/* Each test once for a sex, from the first of its samples on, whosever; without a day of that, from today on. */
static void
want (PodRangesDialog *self, const PodImportItem *item, const char *laboratory, const char *sex)
{
  gint32 day = pod_date_first_day (item->when.date);
  PodRange range = { .laboratory = laboratory,
                     .observation = item->observation,
                     .sex = sex,
                     .from = day != POD_DAY_MIN ? pod_date_from_day (day)
                                                : pod_trial_get_today (self->trial) };
  gboolean is_known = find_observation (self, item->observation) == self->observations->len;

  for (guint i = 0; i < self->wanted->len; i++)
    {
      PodRange *known = &g_array_index (self->wanted, PodRange, i);

      if (!g_str_equal (known->observation, range.observation))
        continue;
      if (pod_date_compare (range.from, known->from) < 0)
        known->from = range.from;
      range.from = known->from;
      is_known |= g_strcmp0 (known->sex, sex) == 0;
    }
  if (!is_known)
    g_array_append_val (self->wanted, range);
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
save_range (PodRangesDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  PodRange range = { 0 };
  const char *problem = read_form (self, &range);

  if (problem != NULL)
    {
      show_problem (self->problem, problem);
      return;
    }
  if (pod_trial_add_range (self->trial, &range, NULL, &error) != 0)
    {
      fill (self);
      show_list (self);
      return;
    }
  words = pod_trial_error_to_words (error);
  show_problem (self->problem, words);
}

/* ---- its end ---- */

static void
end_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (widget);
  PodRangeItem *chosen = get_chosen (self);
  g_autofree char *what = NULL, *whose = NULL, *limits = NULL, *title = NULL, *today = NULL;

  if (chosen == NULL)
    return;
  self->ending = pod_range_item_get_range (chosen)->id;
  what = pod_range_item_say_observation (chosen, NULL);
  whose = pod_range_item_say_whose (chosen, NULL);
  limits = pod_range_item_say_limits (chosen, NULL);
  /* Translators: a result, whom its limits are for, and the limits: "Haemoglobin, Women, 115–150 g/L". */
  title = g_strdup_printf (C_ ("range", "%1$s, %2$s, %3$s"), what, whose, limits);
  today = pod_date_to_string (pod_trial_get_today (self->trial));
  gtk_label_set_text (self->end_what, title);
  show_problem (self->end_problem, NULL);
  gtk_editable_set_text (self->last, today);
  gtk_editable_set_text (self->reason, "");
  gtk_stack_set_visible_child_name (self->stack, "end");
  update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->last));
}

static void
save_end (PodRangesDialog *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  PodDate last;

  if (!pod_date_parse (gtk_editable_get_text (self->last), &last))
    {
      show_problem (self->end_problem, _ ("Write the day as in 2026-01-15."));
      return;
    }
  if (pod_trial_end_range (self->trial, self->ending, last, *reason != '\0' ? reason : NULL,
                           &error))
    {
      fill (self);
      show_list (self);
      return;
    }
  words = pod_trial_error_to_words (error);
  show_problem (self->end_problem, words);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (widget);

  if (shows (self, "end"))
    save_end (self);
  else
    save_range (self);
}

/* ---- taking over ---- */

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

  if (shows (self, "form") && self->offered != NULL)
    put_off (self, self->offered);
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
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_object (&self->items);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_ranges_dialog_parent_class)->dispose (object);
}

static void
pod_ranges_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (POD_RANGES_DIALOG (object)->observations);
  g_hash_table_unref (POD_RANGES_DIALOG (object)->recorded);
  g_array_unref (POD_RANGES_DIALOG (object)->wanted);
  G_OBJECT_CLASS (pod_ranges_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, add);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, end);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, import);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, save);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, elsewhere);
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
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, end_problem);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, end_what);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, last);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, reason);
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
  self->wanted = g_array_new (FALSE, FALSE, sizeof (PodRange));
  self->recorded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_choice_show_whole (GTK_WIDGET (self->observation), 0);
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

/* Asked once of each subject.  NULL where it is not known. */
static const char *
find_subject_sex (PodRangesDialog *self, GHashTable *known, const char *number)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const char *sex = NULL;

  if (number == NULL || g_hash_table_contains (known, number))
    return number != NULL ? g_hash_table_lookup (known, number) : NULL;
  casebook = pod_trial_load_casebook (self->trial, pod_trial_find_subject (self->trial, number),
                                      NULL);
  if (casebook != NULL)
    sex = g_intern_string (pod_casebook_get_subject (casebook)->sex);
  g_hash_table_insert (known, (gpointer) number, (gpointer) sex);
  return sex;
}

void
pod_ranges_dialog_want (PodRangesDialog *self, const PodImport *import, const char *laboratory)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  const char *whose = g_intern_string (laboratory);
  guint n;
  const PodRange *ranges = pod_site_get_ranges (pod_trial_get_site (self->trial), &n);

  for (guint i = 0; i < n; i++)
    self->newest = MAX (self->newest, ranges[i].id);
  for (guint i = 0; i < import->items->len; i++)
    {
      const PodImportItem *item = g_ptr_array_index (import->items, i);

      if (item->is_unlimited)
        want (self, item, whose, find_subject_sex (self, known, item->subject));
    }
}
