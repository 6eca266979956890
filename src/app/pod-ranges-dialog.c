#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-ranges-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-asked-ranges.h"
#include "pod-choice.h"
#include "pod-dialogs.h"
#include "pod-limits-change-view.h"
#include "pod-range-item.h"
#include "pod-range-typed.h"
#include "pod-text-column.h"
#include "pod-trial-history.h"
#include "pod-wanted-ranges.h"
#include "pod-words.h"

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
  gint64 ending;            /* which the form of the end is about */
  PodAskedRanges *asked;    /* (nullable): of what it was asked last what it would change */
  GCancellable *weighing;   /* NULL while nothing is asked */
  GtkWidget *focus;         /* (nullable): what had it on the page when that began */
  PodLimitsChange *weighed; /* (nullable): what it would change, until it is saved or left */
  PodLimitsChange *saved;   /* (nullable): what was changed by what was saved last */
  PodWantedRanges *wanted;
  const char *offered; /* (nullable): the test of those that the form begins with */

  GtkWidget *add;
  GtkWidget *end;
  GtkWidget *import;
  GtkWidget *save;
  GtkWidget *elsewhere;
  GtkWidget *told_bar;
  GtkWidget *show;
  GtkLabel *told;
  PodLimitsChangeView *change_view;
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

/* Not while something else is on the page, or is waited for. */
static void
update_actions (PodRangesDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean may = pod_trial_may (self->trial, POD_VERB_IMPORT);
  gboolean is_list = !shows_form (self) && !shows (self, "change");
  gboolean is_free = self->weighing == NULL;
  gboolean saves = may && (shows_form (self) || self->weighed != NULL);

  gtk_widget_action_set_enabled (widget, "ranges.add", may && is_list && is_free);
  gtk_widget_action_set_enabled (widget, "ranges.import", may && is_list && is_free);
  gtk_widget_action_set_enabled (widget, "ranges.end",
                                 may && is_list && is_free && get_chosen (self) != NULL);
  gtk_widget_action_set_enabled (widget, "ranges.save", saves && is_free);
  gtk_widget_action_set_enabled (widget, "ranges.show", is_list && is_free && self->saved != NULL);
  gtk_widget_set_visible (self->add, may && is_list);
  gtk_widget_set_visible (self->end, may && is_list);
  gtk_widget_set_visible (self->import, may && is_list);
  gtk_widget_set_visible (self->save, saves);
  gtk_widget_set_visible (self->elsewhere, is_list);
  gtk_widget_set_visible (self->told_bar, is_list && self->saved != NULL);
}

static void
show_page (PodRangesDialog *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  update_actions (self);
}

static void
show_list (PodRangesDialog *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  show_page (self, n > 0 ? "list" : "empty");
}

static void weigh (PodRangesDialog *self);

/* Ranges are the site's, which is told as 0.  What somebody is asked about is asked anew of whatever is recorded now. */
static void
changed_cb (PodRangesDialog *self, gint64 subject)
{
  if (!pod_trial_is_signed_in (self->trial))
    return;
  if (subject == 0)
    {
      fill (self);
      if (!shows_form (self) && !shows (self, "change"))
        show_list (self);
    }
  if (self->weighed != NULL || self->weighing != NULL)
    weigh (self);
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
          !pod_observation_is_laboratory (observation))
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
  const char *sex = NULL;
  const PodRange *wanted = pod_wanted_ranges_find (self->wanted, &sex);
  PodRangeItem *chosen = get_chosen (self);

  self->offered = wanted != NULL ? wanted->observation : NULL;
  if (wanted != NULL)
    fill_form (self,
               &(PodRange){ .laboratory = wanted->laboratory,
                            .observation = wanted->observation,
                            .sex = sex },
               wanted->from);
  else
    fill_form (self, chosen != NULL ? pod_range_item_get_range (chosen) : NULL,
               pod_trial_get_today (self->trial));
  show_page (self, "form");
  gtk_widget_grab_focus (GTK_WIDGET (wanted != NULL ? self->lower : self->laboratory));
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
  if (!pod_range_read_ages (gtk_editable_get_text (self->ages), range))
    return _ ("Write the ages as in 18–59.");
  if (!pod_range_read_limit (gtk_editable_get_text (self->lower), &range->lower) ||
      !pod_range_read_limit (gtk_editable_get_text (self->upper), &range->upper))
    return _ ("Write a limit as a number.");
  if (!pod_date_parse (gtk_editable_get_text (self->from), &range->from))
    return _ ("Give the whole day from which it holds.");
  return NULL;
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
  show_page (self, "end");
  gtk_widget_grab_focus (GTK_WIDGET (self->last));
}

/* ---- what saving would change ---- */

/* What is weighed is what will be written: nothing is typed over it. */
static void
begin_weighing (PodRangesDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)))
    g_set_weak_pointer (&self->focus, focus);
  self->weighing = g_cancellable_new ();
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
}

/* Whether it was answered or is not wanted any more: one goes on where one was. */
static void
end_weighing (PodRangesDialog *self)
{
  g_cancellable_cancel (self->weighing);
  g_clear_object (&self->weighing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (self->focus != NULL)
    gtk_window_set_focus (GTK_WINDOW (self), self->focus);
  g_clear_weak_pointer (&self->focus);
}

static void
show_change (PodRangesDialog *self, const PodLimitsChange *change)
{
  pod_limits_change_view_show (self->change_view, pod_trial_get_study (self->trial), change,
                               change == self->saved);
  show_page (self, "change");
}

/* Beside what was typed, or over the list of what is there. */
static void
fail (PodRangesDialog *self, const char *page, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  g_clear_pointer (&self->weighed, pod_limits_change_free);
  if (page == NULL)
    {
      show_list (self);
      pod_dialogs_show_error (GTK_WINDOW (self), _ ("No range was taken over"), words);
      return;
    }
  show_problem (g_str_equal (page, "end") ? self->end_problem : self->problem, words);
  show_page (self, page);
}

/* ---- saving ---- */

static void
tell_saved (PodRangesDialog *self)
{
  g_autofree char *lines = pod_limits_change_to_words (self->saved);
  g_auto (GStrv) parts = g_strsplit (lines, "\n", -1);
  g_autofree char *words = g_strjoinv (" · ", parts);

  gtk_label_set_text (self->told, words);
  gtk_widget_set_visible (self->show, self->saved->regraded->len > 0);
  show_list (self);
}

/* The trial tells of it before it returns: nothing is to be asked again by then. */
static void
write_asked (PodRangesDialog *self)
{
  PodLimitsChange *change = g_steal_pointer (&self->weighed);
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;

  if (!pod_asked_ranges_write (self->asked, self->trial, &told, &error))
    {
      pod_limits_change_free (change);
      fail (self, pod_asked_ranges_get_page (self->asked), error);
      return;
    }
  g_clear_pointer (&self->saved, pod_limits_change_free);
  self->saved = change;
  if (told != NULL)
    pod_dialogs_show_notice (GTK_WINDOW (self), _ ("The map was read"), told);
  tell_saved (self);
}

/* Nobody who pressed Save is asked about nothing.  Whoever reads already what it would change has not pressed it for that: it is shown anew, and
 * never written. */
static void
weighed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodRangesDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodLimitsChange)
      change = pod_trial_compare_limits_finish (POD_TRIAL (source), result, &error);
  gboolean is_shown;

  if (self->weighing == NULL || g_task_get_cancellable (G_TASK (result)) != self->weighing)
    return;
  end_weighing (self);
  if (change == NULL)
    {
      fail (self, pod_asked_ranges_get_page (self->asked), error);
      return;
    }
  is_shown = self->weighed != NULL;
  g_clear_pointer (&self->weighed, pod_limits_change_free);
  self->weighed = g_steal_pointer (&change);
  if (!is_shown && pod_limits_change_is_empty (self->weighed))
    write_asked (self);
  else
    show_change (self, self->weighed);
}

/* What would come of what was asked. */
static void
weigh (PodRangesDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodSite) site = pod_asked_ranges_try (self->asked, self->trial, &error);

  end_weighing (self);
  if (site == NULL)
    {
      fail (self, pod_asked_ranges_get_page (self->asked), error);
      return;
    }
  begin_weighing (self);
  update_actions (self);
  pod_trial_compare_limits_async (self->trial, site, self->weighing, weighed_cb,
                                  g_object_ref (self));
}

/* Takes @asked. */
static void
ask (PodRangesDialog *self, PodAskedRanges *asked)
{
  g_clear_pointer (&self->asked, pod_asked_ranges_free);
  self->asked = asked;
  weigh (self);
}

static void
ask_range (PodRangesDialog *self)
{
  PodRange range = { 0 };
  const char *problem = read_form (self, &range);

  show_problem (self->problem, problem);
  if (problem == NULL)
    ask (self, pod_asked_ranges_new (&range));
}

static void
ask_end (PodRangesDialog *self)
{
  PodDate last;
  gboolean is_read = pod_date_parse (gtk_editable_get_text (self->last), &last);

  show_problem (self->end_problem, is_read ? NULL : _ ("Write the day as in 2026-01-15."));
  if (is_read)
    ask (self, pod_asked_ranges_new_end (self->ending, last, gtk_editable_get_text (self->reason)));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (widget);

  if (self->weighed != NULL)
    write_asked (self);
  else if (shows (self, "end"))
    ask_end (self);
  else
    ask_range (self);
}

static void
show_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (widget);

  show_change (self, self->saved);
}

static void
import_chosen (const char *path, gpointer data)
{
  g_autoptr (PodRangesDialog) self = data;
  g_autoptr (GError) error = NULL;
  PodAskedRanges *asked;

  if (path == NULL || self->trial == NULL)
    return;
  asked = pod_asked_ranges_new_map (self->trial, path, &error);
  if (asked != NULL)
    ask (self, asked);
  else
    fail (self, NULL, error);
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_dialogs_choose_file (GTK_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_OPEN,
                           _ ("Choose a Laboratory’s Map"), _ ("_Open"), NULL, import_chosen,
                           g_object_ref (widget));
}

/* What somebody typed, again; of a map, the list. */
static void
go_back (PodRangesDialog *self)
{
  const char *page = pod_asked_ranges_get_page (self->asked);

  g_clear_pointer (&self->weighed, pod_limits_change_free);
  if (page != NULL)
    show_page (self, page);
  else
    show_list (self);
}

static void
leave_form (PodRangesDialog *self)
{
  if (shows (self, "form") && self->offered != NULL)
    pod_wanted_ranges_put_off (self->wanted, self->offered);
  show_list (self);
}

/* Out of what is waited for first, then out of what it would change to what was typed, then out of the form. */
static void
leave_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodRangesDialog *self = POD_RANGES_DIALOG (widget);
  gboolean was_weighing = self->weighing != NULL;

  end_weighing (self);
  if (self->weighed != NULL)
    go_back (self);
  else if (was_weighing)
    update_actions (self);
  else if (shows_form (self) || shows (self, "change"))
    leave_form (self);
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
  g_cancellable_cancel (self->weighing);
  g_clear_object (&self->weighing);
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->items);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_ranges_dialog_parent_class)->dispose (object);
}

static void
pod_ranges_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (POD_RANGES_DIALOG (object)->observations);
  g_hash_table_unref (POD_RANGES_DIALOG (object)->recorded);
  g_clear_pointer (&POD_RANGES_DIALOG (object)->wanted, pod_wanted_ranges_free);
  g_clear_pointer (&POD_RANGES_DIALOG (object)->weighed, pod_limits_change_free);
  g_clear_pointer (&POD_RANGES_DIALOG (object)->saved, pod_limits_change_free);
  g_clear_pointer (&POD_RANGES_DIALOG (object)->asked, pod_asked_ranges_free);
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
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, told_bar);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, show);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, told);
  gtk_widget_class_bind_template_child (widget_class, PodRangesDialog, change_view);
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
  gtk_widget_class_install_action (widget_class, "ranges.show", NULL, show_cb);
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
  self->recorded = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_type_ensure (POD_TYPE_LIMITS_CHANGE_VIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_choice_show_whole (GTK_WIDGET (self->observation), 0);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->items));
}

PodRangesDialog *
pod_ranges_dialog_new (GtkWindow *parent, PodTrial *trial)
{
  PodRangesDialog *self = g_object_new (POD_TYPE_RANGES_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  self->wanted = pod_wanted_ranges_new (trial);
  add_columns (self);
  fill_choices (self);
  fill (self);
  show_list (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

void
pod_ranges_dialog_want (PodRangesDialog *self, const PodImport *import, const char *laboratory)
{
  pod_wanted_ranges_add (self->wanted, import, laboratory, self->observations);
}
