#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-log-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-log-item.h"
#include "pod-paper-dialog.h"
#include "pod-text-column.h"
#include "pod-words.h"

struct _PodLogDialog
{
  AdwWindow parent_instance;

  PodTrialWindow *window; /* NULL once it is gone */
  PodTrial *trial;
  PodScreeningLog *log;
  GListStore *items;

  GtkDropDown *cohort;
  GtkDropDown *outcome;
  GtkDropDown *period;
  GtkStack *stack;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  GtkLabel *totals;
};

G_DEFINE_FINAL_TYPE (PodLogDialog, pod_log_dialog, ADW_TYPE_WINDOW)

/* ---- the cells ---- */

static char *
get_number (gpointer item, gpointer data)
{
  return g_strdup (pod_log_item_get_entry (item)->screening_number);
}

/* Why somebody did not enter are often several criteria, each with what it rests on. */
#define OUTCOME_LINES 8

static char *
say_date (PodDate date)
{
  return pod_date_is_set (date) ? pod_date_to_words (date) : g_strdup ("–");
}

static char *
get_consent (gpointer item, gpointer data)
{
  return say_date (pod_log_item_get_entry (item)->consent);
}

static char *
get_cohort (gpointer item, gpointer data)
{
  const char *id = pod_log_item_get_entry (item)->cohort;
  const PodCohort *cohort = id != NULL ? pod_study_find_cohort (pod_trial_get_study (data), id)
                                       : NULL;

  return g_strdup (cohort != NULL ? pod_words_get (&cohort->short_label, pod_words_locale ())
                                  : "–");
}

static char *
get_person (gpointer item, gpointer data)
{
  return pod_log_entry_say_person (pod_log_item_get_entry (item));
}

static char *
get_outcome (gpointer item, gpointer data)
{
  return pod_log_entry_say_outcome (pod_log_item_get_entry (item));
}

static char *
get_decided (gpointer item, gpointer data)
{
  return say_date (pod_log_item_get_entry (item)->decided);
}

static char *
get_days (gpointer item, gpointer data)
{
  int days = pod_log_item_get_entry (item)->days;

  return days >= 0 ? g_strdup_printf ("%d", days) : g_strdup ("–");
}

static char *
get_by (gpointer item, gpointer data)
{
  return g_strdup (pod_log_entry_say_signer (pod_log_item_get_entry (item)));
}

static void
add_columns (PodLogDialog *self)
{
  static const PodTitledColumn columns[] = {
    { NC_ ("screening log", "No."), { get_number, NULL, 6, FALSE } },
    { NC_ ("screening log", "Consent"), { get_consent, NULL, 11, FALSE } },
    { NC_ ("screening log", "Cohort"), { get_cohort, NULL, 5, FALSE } },
    { NC_ ("screening log", "Sex, age"), { get_person, NULL, 12, FALSE } },
    { NC_ ("screening log", "Outcome"), { get_outcome, NULL, 20, TRUE, FALSE, OUTCOME_LINES } },
    { NC_ ("screening log", "Decided"), { get_decided, NULL, 11, FALSE } },
    { NC_ ("screening log", "Days"), { get_days, NULL, 4, FALSE } },
    { NC_ ("screening log", "Decided by"), { get_by, NULL, 10, FALSE } },
  };

  pod_text_columns_append (self->view, "screening log", columns, G_N_ELEMENTS (columns),
                           self->trial);
}

/* ---- the filters ---- */

/* Days back from today; 0 for any time. */
static const int periods[] = { 0, 30, 90, 365 };

static void
get_filter (PodLogDialog *self, PodLogFilter *filter)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (pod_trial_get_study (self->trial));
  guint cohort = gtk_drop_down_get_selected (self->cohort);
  guint outcome = gtk_drop_down_get_selected (self->outcome);
  guint period = gtk_drop_down_get_selected (self->period);

  *filter = POD_LOG_FILTER_NONE;
  if (cohort > 0 && cohort <= cohorts->len)
    filter->cohort = ((const PodCohort *) g_ptr_array_index (cohorts, cohort - 1))->id;
  if (outcome > 0 && outcome <= POD_N_LOG_OUTCOMES)
    filter->outcome = (int) outcome - 1;
  if (period > 0 && period < G_N_ELEMENTS (periods))
    filter->from = pod_date_add_days (pod_trial_get_today (self->trial), -periods[period]);
}

static void
fill_filters (PodLogDialog *self)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (pod_trial_get_study (self->trial));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) outcomes = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) times = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("All cohorts"));
  for (guint i = 0; i < cohorts->len; i++)
    gtk_string_list_append (names,
                            pod_words_get (&((const PodCohort *) cohorts->pdata[i])->short_label,
                                           pod_words_locale ()));
  gtk_string_list_append (outcomes, _ ("Every outcome"));
  for (guint i = 0; i < POD_N_LOG_OUTCOMES; i++)
    gtk_string_list_append (outcomes, pod_log_outcome_to_words (i));
  gtk_string_list_append (times, _ ("Any time"));
  gtk_string_list_append (times, _ ("Consent in the last 30 days"));
  gtk_string_list_append (times, _ ("Consent in the last 90 days"));
  gtk_string_list_append (times, _ ("Consent in the last 12 months"));
  gtk_drop_down_set_model (self->cohort, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->outcome, G_LIST_MODEL (outcomes));
  gtk_drop_down_set_model (self->period, G_LIST_MODEL (times));
}

/* ---- the list ---- */

/* Items lend their entries from the log, so they go first. */
static void
clear (PodLogDialog *self)
{
  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->log, pod_screening_log_free);
}

static void
update (PodLogDialog *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *totals = NULL;
  PodLogFilter filter;

  if (self->trial == NULL)
    return;
  clear (self);
  get_filter (self, &filter);
  self->log = pod_trial_list_screening_log (self->trial, &filter, NULL);
  if (self->log == NULL)
    return;
  for (guint i = 0; i < self->log->entries->len; i++)
    g_ptr_array_add (items, pod_log_item_new (g_ptr_array_index (self->log->entries, i)));
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  totals = pod_screening_log_say_totals (self->log);
  gtk_label_set_text (self->totals, totals);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "empty");
}

static void
filter_changed_cb (PodLogDialog *self)
{
  update (self);
}

static void
activate_cb (PodLogDialog *self, guint position)
{
  g_autoptr (PodLogItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  gint64 subject = item != NULL ? pod_log_item_get_entry (item)->subject : 0;
  PodTrialWindow *window = self->window;

  if (subject == 0 || window == NULL)
    return;
  gtk_window_close (GTK_WINDOW (self));
  pod_trial_window_show_subject (window, subject);
}

/* ---- out ---- */

gboolean
pod_log_dialog_save_to (PodLogDialog *self, PodLogFormat format, const char *path, GError **error)
{
  PodLogFilter filter;

  get_filter (self, &filter);
  return pod_trial_save_screening_log (self->trial, &filter, format, path, error);
}

typedef struct
{
  PodLogDialog *self;
  PodLogFormat format;
} Saving;

static void
save_chosen (const char *path, gpointer data)
{
  g_autofree Saving *saving = data;
  g_autoptr (PodLogDialog) self = saving->self;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (path == NULL)
    return;
  if (pod_log_dialog_save_to (self, saving->format, path, &error))
    {
      pod_dialogs_show_notice (GTK_WINDOW (self), _ ("The screening log is saved"),
                               _ ("The audit trail now says so. Only you can read the file."));
      return;
    }
  words = pod_trial_error_to_words (error);
  pod_dialogs_show_error (GTK_WINDOW (self), _ ("The screening log was not saved"), words);
}

static void
start_saving (PodLogDialog *self, PodLogFormat format, const char *ending)
{
  g_autofree char *today = pod_date_to_string (pod_trial_get_today (self->trial));
  g_autofree char *name = g_strdup_printf ("screening-log-%s.%s", today, ending);
  Saving *saving = g_new0 (Saving, 1);

  *saving = (Saving){ g_object_ref (self), format };
  pod_dialogs_choose_file (GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                           _ ("Save the Screening Log"), _ ("_Save"), name, save_chosen, saving);
}

static void
save_csv_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start_saving (POD_LOG_DIALOG (widget), POD_LOG_CSV, "csv");
}

static void
save_json_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start_saving (POD_LOG_DIALOG (widget), POD_LOG_JSON, "json");
}

/* The page is looked at first, and printed or saved from there. */
static void
print_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodLogDialog *self = POD_LOG_DIALOG (widget);
  PodLogFilter filter;

  get_filter (self, &filter);
  gtk_window_present (GTK_WINDOW (pod_paper_dialog_new_log (GTK_WINDOW (self), self->trial,
                                                            &filter)));
}

/* ---- the class ---- */

static void
pod_log_dialog_dispose (GObject *object)
{
  PodLogDialog *self = POD_LOG_DIALOG (object);

  if (self->trial != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->trial, self);
      clear (self);
    }
  g_clear_object (&self->trial);
  g_clear_object (&self->items);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (pod_log_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodLogDialog, cohort);
  gtk_widget_class_bind_template_child (widget_class, PodLogDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, PodLogDialog, period);
  gtk_widget_class_bind_template_child (widget_class, PodLogDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodLogDialog, view);
  gtk_widget_class_bind_template_child (widget_class, PodLogDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, PodLogDialog, totals);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
pod_log_dialog_class_init (PodLogDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_log_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-log-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "log.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "log.save-csv", NULL, save_csv_cb);
  gtk_widget_class_install_action (widget_class, "log.save-json", NULL, save_json_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "log.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_log_dialog_init (PodLogDialog *self)
{
  self->items = g_list_store_new (POD_TYPE_LOG_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->items));
}

PodLogDialog *
pod_log_dialog_new (PodTrialWindow *window)
{
  PodLogDialog *self = g_object_new (POD_TYPE_LOG_DIALOG, "transient-for", window, NULL);
  PodTrial *trial = pod_trial_window_get_trial (window);

  g_set_weak_pointer (&self->window, window);
  self->trial = g_object_ref (trial);
  fill_filters (self);
  add_columns (self);
  update (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (update), self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return self;
}
