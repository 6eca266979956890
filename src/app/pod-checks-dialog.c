#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-checks-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-check-record.h"
#include "pod-check-row.h"
#include "pod-check-view.h"
#include "pod-date-row.h"
#include "pod-dialogs.h"
#include "pod-freshness.h"
#include "pod-problem-row.h"
#include "pod-results-dialog.h"
#include "pod-trial-check.h"
#include "pod-words.h"

struct _PodChecksDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  gint64 subject;
  PodCasebook *casebook;
  PodFreshness *freshness;
  GPtrArray *views; /* PodCheckView: in the order of the study's checks */
  GPtrArray *rows;  /* GtkWidget: of the list of what expires */

  AdwWindowTitle *title;
  AdwPreferencesGroup *plan;
  PodDateRow *day;
  AdwEntryRow *why;
  PodProblemRow *problem;
  GtkWidget *plan_button;
  AdwPreferencesGroup *expires;
  GtkBox *checks;
};

G_DEFINE_FINAL_TYPE (PodChecksDialog, pod_checks_dialog, ADW_TYPE_WINDOW)

static const PodStudy *
get_study (PodChecksDialog *self)
{
  return pod_trial_get_study (self->trial);
}

/* ---- the day that is planned ---- */

/* The event of the plan; NULL where no day is planned. */
static const PodEvent *
find_plan (PodChecksDialog *self)
{
  const PodAnchor *anchor = pod_check_find_plan (get_study (self));

  return anchor != NULL ? pod_casebook_find_event (self->casebook, anchor->event) : NULL;
}

static gboolean
may_plan (PodChecksDialog *self)
{
  PodSubjectState state;

  if (self->casebook == NULL || !pod_trial_may (self->trial, POD_VERB_RECORD) ||
      pod_check_find_plan (get_study (self)) == NULL)
    return FALSE;
  state = pod_subject_state (get_study (self), self->casebook, pod_trial_get_today (self->trial));
  return state == POD_STATE_SCREENING || state == POD_STATE_ENROLLED ||
         state == POD_STATE_LYMPHODEPLETION;
}

/* What is typed, where it is a day; else the day that is planned. */
static PodDate
get_day (PodChecksDialog *self)
{
  const PodEvent *plan = find_plan (self);
  PodMoment moment;

  if (pod_date_row_get_moment (self->day, &moment) && pod_date_is_complete (moment.date))
    return moment.date;
  return plan != NULL ? plan->date : POD_DATE_NONE;
}

/* "Lymphodepletion, first day: 26 Nov 2026": what else is planned with it. */
static void
show_days (PodChecksDialog *self)
{
  const GPtrArray *anchors = pod_study_get_anchors (get_study (self));
  PodDate day = get_day (self);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; pod_date_is_set (day) && i < anchors->len; i++)
    {
      const PodAnchor *anchor = g_ptr_array_index (anchors, i);
      g_autofree char *date = NULL;

      if (!anchor->planned || anchor->event_days == 0)
        continue;
      date = pod_date_to_words (pod_date_add_days (day, anchor->event_days));
      /* Translators: a day that is planned, and its date. */
      g_string_append_printf (words, C_ ("plan", "%s%s: %s"), words->len > 0 ? " · " : "",
                              pod_words_get (&anchor->label, pod_words_locale ()), date);
    }
  adw_preferences_group_set_description (self->plan, words->len > 0 ? words->str : NULL);
}

/* Another day than the one that is planned. */
static gboolean
is_moved (PodChecksDialog *self)
{
  const PodEvent *plan = find_plan (self);

  return plan != NULL && !pod_date_equal (plan->date, get_day (self));
}

static void
show_plan (PodChecksDialog *self)
{
  const PodEvent *plan = find_plan (self);
  gboolean may = may_plan (self);
  gboolean moved = is_moved (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->day), may);
  gtk_widget_set_visible (GTK_WIDGET (self->why), may && moved);
  gtk_widget_set_visible (self->plan_button, may);
  gtk_button_set_label (GTK_BUTTON (self->plan_button),
                        plan != NULL ? _ ("_Move the Day") : _ ("_Plan the Day"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "checks.plan", may && (plan == NULL || moved));
  show_days (self);
}

static void
plan_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodChecksDialog *self = POD_CHECKS_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *why = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->why))));
  g_autofree char *words = NULL;

  if (!may_plan (self) || !pod_date_row_check (self->day))
    return;
  if (is_moved (self) && *why == '\0')
    {
      pod_problem_row_show (self->problem, GTK_WIDGET (self->why),
                            _ ("Say why the day is another one."));
      gtk_widget_grab_focus (GTK_WIDGET (self->why));
      return;
    }
  pod_problem_row_show (self->problem, GTK_WIDGET (self->why), NULL);
  if (pod_trial_plan_infusion (self->trial, self->subject, get_day (self),
                               is_moved (self) ? why : NULL, &error))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->why), "");
      return;
    }
  words = pod_trial_error_to_words (error);
  pod_date_row_set_problem (self->day, words);
}

/* ---- what expires ---- */

/* The rows of the same test are one: what expires first counts. */
static gboolean
is_listed (const GPtrArray *items, guint index)
{
  for (guint i = 0; i < index; i++)
    if (((const PodFreshItem *) g_ptr_array_index (items, i))->symbol ==
        ((const PodFreshItem *) g_ptr_array_index (items, index))->symbol)
      return TRUE;
  return FALSE;
}

static const char *
name_use (const PodFreshItem *item)
{
  if (item->criterion != NULL)
    return item->criterion->id;
  return pod_words_get (&item->condition->check->label, pod_words_locale ());
}

static void
add_item (PodChecksDialog *self, const PodFreshItem *item)
{
  g_autofree char *when = pod_date_to_words (item->when);
  g_autofree char *until = pod_date_to_words (item->until);
  /* Translators: the day of a test, the last day on which it counts, and what it counts for. */
  g_autofree char *words = g_strdup_printf (_ ("of %s, counts until %s · %s"), when, until,
                                            name_use (item));
  GtkWidget *row = pod_check_row_make_entry (GTK_WIDGET (self), get_study (self), item->symbol,
                                             words, pod_trial_may (self->trial, POD_VERB_RECORD));

  adw_preferences_group_add (self->expires, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (PodChecksDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->expires, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

/* For the day that is planned or typed, all that has to be repeated; without one, what expires first. */
static void
show_expiry (PodChecksDialog *self)
{
  PodDate day = get_day (self);
  const PodFreshItem *first = pod_freshness_get_first (self->freshness);
  g_autoptr (GPtrArray) repeats = pod_date_is_set (day)
                                      ? pod_freshness_list_repeats (self->freshness, day)
                                      : g_ptr_array_new ();
  gboolean has_day = pod_date_is_set (day);

  clear_rows (self);
  for (guint i = 0; i < repeats->len; i++)
    if (!is_listed (repeats, i))
      add_item (self, g_ptr_array_index (repeats, i));
  if (repeats->len == 0 && first != NULL)
    add_item (self, first);
  adw_preferences_group_set_title (self->expires, repeats->len > 0
                                                      ? _ ("To be repeated for that day")
                                                      : _ ("What expires first"));
  adw_preferences_group_set_description (
      self->expires, repeats->len == 0 && has_day && first != NULL
                         ? _ ("Of what counts now, nothing has to be repeated for that day.")
                         : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->expires), self->rows->len > 0);
}

static void
day_cb (PodChecksDialog *self)
{
  if (self->casebook == NULL)
    return;
  show_plan (self);
  show_expiry (self);
}

/* ---- entering what is missing ---- */

static void
enter (PodChecksDialog *self, const char *observation)
{
  PodResultsDialog *dialog;

  if (self->casebook == NULL || !pod_trial_may (self->trial, POD_VERB_RECORD))
    return;
  dialog = pod_results_dialog_new (GTK_WINDOW (self), self->trial, self->subject);
  gtk_window_present (GTK_WINDOW (dialog));
  pod_results_dialog_go_to (dialog, observation);
}

/* ---- showing ---- */

static void
make_views (PodChecksDialog *self)
{
  const GPtrArray *checks = pod_study_get_checks (get_study (self));

  for (guint i = 0; i < checks->len; i++)
    {
      GtkWidget *view = pod_check_view_new ();

      gtk_box_append (self->checks, view);
      g_signal_connect_object (view, "wants", G_CALLBACK (enter), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->views, view);
    }
}

static void
show_checks (PodChecksDialog *self)
{
  const GPtrArray *checks = pod_study_get_checks (get_study (self));

  for (guint i = 0; i < self->views->len; i++)
    pod_check_view_set (g_ptr_array_index (self->views, i), self->trial, self->casebook,
                        g_ptr_array_index (checks, i));
}

/* A day that somebody is typing stays. */
static void
show_day (PodChecksDialog *self, gboolean was_moved)
{
  const PodEvent *plan = find_plan (self);

  if (!was_moved && plan != NULL)
    pod_date_row_set_moment (self->day, pod_moment_on (plan->date));
}

static void
load (PodChecksDialog *self)
{
  PodCasebook *casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  gboolean was_moved = self->casebook != NULL && is_moved (self);

  if (casebook == NULL)
    return;
  g_clear_pointer (&self->freshness, pod_freshness_free);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = casebook;
  self->freshness = pod_freshness_new (get_study (self), pod_trial_get_site (self->trial), casebook,
                                       pod_trial_get_today (self->trial));
  adw_window_title_set_subtitle (self->title, pod_casebook_get_number (casebook));
  show_day (self, was_moved);
  show_plan (self);
  show_expiry (self);
  show_checks (self);
}

static void
changed_cb (PodChecksDialog *self, gint64 subject)
{
  if (subject == self->subject || subject == 0)
    load (self);
}

static void
signed_in_cb (PodChecksDialog *self)
{
  if (!pod_trial_is_signed_in (self->trial))
    gtk_window_destroy (GTK_WINDOW (self));
}

/* ---- the class ---- */

static gboolean
pod_checks_dialog_close_request (GtkWindow *window)
{
  PodChecksDialog *self = POD_CHECKS_DIALOG (window);

  for (guint i = 0; i < self->views->len; i++)
    if (pod_check_view_is_signing (g_ptr_array_index (self->views, i)))
      return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (pod_checks_dialog_parent_class)->close_request (window);
}

static void
pod_checks_dialog_dispose (GObject *object)
{
  PodChecksDialog *self = POD_CHECKS_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->freshness, pod_freshness_free);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_checks_dialog_parent_class)->dispose (object);
}

static void
pod_checks_dialog_finalize (GObject *object)
{
  PodChecksDialog *self = POD_CHECKS_DIALOG (object);

  g_ptr_array_unref (self->views);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (pod_checks_dialog_parent_class)->finalize (object);
}

static void
pod_checks_dialog_class_init (PodChecksDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_checks_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_checks_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pod_checks_dialog_close_request;
  g_signal_new_class_handler ("wants", POD_TYPE_CHECKS_DIALOG, G_SIGNAL_RUN_LAST,
                              G_CALLBACK (enter), NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (POD_TYPE_DATE_ROW);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_install_action (widget_class, "checks.plan", NULL, plan_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-checks-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodChecksDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodChecksDialog, plan);
  gtk_widget_class_bind_template_child (widget_class, PodChecksDialog, day);
  gtk_widget_class_bind_template_child (widget_class, PodChecksDialog, why);
  gtk_widget_class_bind_template_child (widget_class, PodChecksDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, PodChecksDialog, plan_button);
  gtk_widget_class_bind_template_child (widget_class, PodChecksDialog, expires);
  gtk_widget_class_bind_template_child (widget_class, PodChecksDialog, checks);
  gtk_widget_class_bind_template_callback (widget_class, day_cb);
}

static void
pod_checks_dialog_init (PodChecksDialog *self)
{
  self->views = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodChecksDialog *
pod_checks_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject)
{
  PodChecksDialog *self = g_object_new (POD_TYPE_CHECKS_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  self->subject = subject;
  make_views (self);
  load (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (trial, "notify::signed-in", G_CALLBACK (signed_in_cb), self);
  return self;
}
