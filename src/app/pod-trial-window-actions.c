#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-trial-window-actions.h"

#include <glib/gi18n-lib.h>

#include "pod-amendment-dialog.h"
#include "pod-arrivals-dialog.h"
#include "pod-backup-dialog.h"
#include "pod-chart-view.h"
#include "pod-dialogs.h"
#include "pod-export-dialog.h"
#include "pod-history-dialog.h"
#include "pod-history-view.h"
#include "pod-import-dialog.h"
#include "pod-log-dialog.h"
#include "pod-new-trial-dialog.h"
#include "pod-news-dialog.h"
#include "pod-password-dialog.h"
#include "pod-ranges-dialog.h"
#include "pod-readings-dialog.h"
#include "pod-restore-dialog.h"
#include "pod-screening-wizard.h"
#include "pod-subject-page.h"
#include "pod-today-page.h"
#include "pod-trial-users.h"
#include "pod-verify-dialog.h"
#include "pod-widget-picture.h"

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_trial_window_go_back (POD_TRIAL_WINDOW (widget));
}

static void
today_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_trial_window_show_today (POD_TRIAL_WINDOW (widget));
}

static void
subjects_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_trial_window_show_subjects (POD_TRIAL_WINDOW (widget));
}

static void
wall_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_trial_window_show_wall (POD_TRIAL_WINDOW (widget));
}

static void
shifts_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_trial_window_show_shifts (POD_TRIAL_WINDOW (widget));
}

static void
log_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (pod_log_dialog_new (POD_TRIAL_WINDOW (widget))));
}

static void
lock_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_trial_window_lock (POD_TRIAL_WINDOW (widget), "asked");
}

static void
users_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_trial_window_show_people (POD_TRIAL_WINDOW (widget));
}

static void
change_password_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (pod_password_dialog_new (POD_TRIAL_WINDOW (widget))));
}

static void
close_trial_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_trial_window_change_trial (POD_TRIAL_WINDOW (widget), NULL);
}

static void
find_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_trial_window_focus_search (POD_TRIAL_WINDOW (widget));
}

/* In a list that has a search of its own, that one. */
static void
find_here_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *history = pod_widget_find (widget, POD_TYPE_HISTORY_VIEW);

  if (history != NULL && gtk_widget_get_mapped (history))
    gtk_widget_activate_action (history, "history.search", NULL);
  else
    find_cb (widget, name, parameter);
}

static void
tell_waiting (PodTrialWindow *self, guint n)
{
  g_autofree char *words = g_strdup_printf (
      ngettext ("%u subject has results to judge: Enter opens them",
                "%u subjects have results to judge: Enter opens those of the first", n),
      n);

  pod_trial_window_toast (self,
                          n > 0 ? words : _ ("No result of any subject waits for a judgement"));
}

/* Of the subject that is open; elsewhere of all, where the day's list has them. */
static void
judge_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodTrialWindow *self = POD_TRIAL_WINDOW (widget);
  GtkWidget *today = pod_widget_find (widget, POD_TYPE_TODAY_PAGE);

  if (g_str_equal (pod_trial_window_get_page (self), "subject"))
    {
      gtk_widget_activate_action (pod_widget_find (widget, POD_TYPE_SUBJECT_PAGE), "subject.judge",
                                  NULL);
      return;
    }
  pod_trial_window_show_today (self);
  tell_waiting (self, pod_today_page_focus_results (POD_TODAY_PAGE (today)));
}

static void
new_trial_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (pod_new_trial_dialog_new (POD_TRIAL_WINDOW (widget), FALSE)));
}

static void
demonstration_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autofree char *path = pod_demonstration_path ();

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    pod_trial_window_open (POD_TRIAL_WINDOW (widget), path);
  else
    gtk_window_present (GTK_WINDOW (pod_new_trial_dialog_new (POD_TRIAL_WINDOW (widget), TRUE)));
}

static void
open_chosen (const char *path, gpointer data)
{
  g_autoptr (PodTrialWindow) self = data;

  if (path != NULL)
    pod_trial_window_open (self, path);
}

static void
open_trial_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_dialogs_choose_file (GTK_WINDOW (widget), GTK_FILE_CHOOSER_ACTION_OPEN,
                           _ ("Open Trial Database"), _ ("_Open"), NULL, open_chosen,
                           g_object_ref (widget));
}

static void
register_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (pod_screening_wizard_new (POD_TRIAL_WINDOW (widget), 0)));
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_import_dialog_start (POD_TRIAL_WINDOW (widget));
}

static void
arrivals_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodTrial *trial = pod_trial_window_get_trial (POD_TRIAL_WINDOW (widget));

  gtk_window_present (GTK_WINDOW (pod_arrivals_dialog_new (GTK_WINDOW (widget), trial)));
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (pod_export_dialog_new (POD_TRIAL_WINDOW (widget))));
}

/* While one page of a stack fades into the next both are mapped. */
static gboolean
is_shown (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (GTK_IS_STACK (parent) && gtk_stack_get_visible_child (GTK_STACK (parent)) != widget)
    return FALSE;
  return gtk_widget_get_mapped (widget);
}

/* Other pages have charts, too, which are not shown. */
static GtkWidget *
find_shown (GtkWidget *root, GType type)
{
  GtkWidget *found = NULL;

  if (!is_shown (root) || G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return is_shown (root) ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_shown (child, type);
  return found;
}

GtkWidget *
pod_trial_window_find_chart (PodTrialWindow *self)
{
  return find_shown (GTK_WIDGET (self), POD_TYPE_CHART_VIEW);
}

/* (nullable): the same, unless nothing has happened yet that it could show. */
static GtkWidget *
find_filled_chart (GtkWidget *window)
{
  GtkWidget *chart = pod_trial_window_find_chart (POD_TRIAL_WINDOW (window));

  return chart != NULL && pod_chart_view_has_any (POD_CHART_VIEW (chart)) ? chart : NULL;
}

/* What the page shows, wherever on it the keyboard is: its chart, else all for the recipient. */
static void
export_here_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *chart = find_filled_chart (widget);

  if (chart != NULL)
    gtk_widget_activate_action (chart, "chart.save", NULL);
  else
    gtk_widget_activate_action (widget, "win.export", NULL);
}

/* In the same way: its chart, else the sheet of the subject that is open. */
static void
print_here_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *chart = find_filled_chart (widget);
  GtkWidget *subject = find_shown (widget, POD_TYPE_SUBJECT_PAGE);

  if (chart != NULL)
    gtk_widget_activate_action (chart, "chart.print", NULL);
  else if (subject != NULL)
    gtk_widget_activate_action (subject, "subject.sheet", NULL);
}

static void
history_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodTrial *trial = pod_trial_window_get_trial (POD_TRIAL_WINDOW (widget));

  gtk_window_present (GTK_WINDOW (pod_history_dialog_new (GTK_WINDOW (widget), trial, 0, NULL, 0)));
}

static void
readings_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodTrial *trial = pod_trial_window_get_trial (POD_TRIAL_WINDOW (widget));

  gtk_window_present (GTK_WINDOW (pod_readings_dialog_new (GTK_WINDOW (widget), trial)));
}

static void
ranges_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodTrial *trial = pod_trial_window_get_trial (POD_TRIAL_WINDOW (widget));

  gtk_window_present (GTK_WINDOW (pod_ranges_dialog_new (GTK_WINDOW (widget), trial)));
}

static void
amendment_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodTrial *trial = pod_trial_window_get_trial (POD_TRIAL_WINDOW (widget));

  gtk_window_present (GTK_WINDOW (pod_amendment_dialog_new (GTK_WINDOW (widget), trial)));
}

static void
news_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodTrial *trial = pod_trial_window_get_trial (POD_TRIAL_WINDOW (widget));

  PodNewsDialog *dialog = pod_news_dialog_new (GTK_WINDOW (widget), trial);

  g_signal_connect_object (dialog, "unmap", G_CALLBACK (pod_trial_window_count_news), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
verify_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (pod_verify_dialog_new (POD_TRIAL_WINDOW (widget))));
}

static void
backups_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (pod_backup_dialog_new (POD_TRIAL_WINDOW (widget))));
}

static void
restore_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (pod_restore_dialog_new (POD_TRIAL_WINDOW (widget))));
}

void
pod_trial_window_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_cb);
  gtk_widget_class_install_action (widget_class, "win.users", NULL, users_cb);
  gtk_widget_class_install_action (widget_class, "win.change-password", NULL, change_password_cb);
  gtk_widget_class_install_action (widget_class, "win.close-trial", NULL, close_trial_cb);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "win.find-here", NULL, find_here_cb);
  gtk_widget_class_install_action (widget_class, "win.new-trial", NULL, new_trial_cb);
  gtk_widget_class_install_action (widget_class, "win.demonstration", NULL, demonstration_cb);
  gtk_widget_class_install_action (widget_class, "win.open-trial", NULL, open_trial_cb);
  gtk_widget_class_install_action (widget_class, "win.register", NULL, register_cb);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "win.arrivals", NULL, arrivals_cb);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "win.verify", NULL, verify_cb);
  gtk_widget_class_install_action (widget_class, "win.backups", NULL, backups_cb);
  gtk_widget_class_install_action (widget_class, "win.restore", NULL, restore_cb);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, history_cb);
  gtk_widget_class_install_action (widget_class, "win.news", NULL, news_cb);
  gtk_widget_class_install_action (widget_class, "win.readings", NULL, readings_cb);
  gtk_widget_class_install_action (widget_class, "win.ranges", NULL, ranges_cb);
  gtk_widget_class_install_action (widget_class, "win.amendment", NULL, amendment_cb);
  gtk_widget_class_install_action (widget_class, "win.today", NULL, today_cb);
  gtk_widget_class_install_action (widget_class, "win.subjects", NULL, subjects_cb);
  gtk_widget_class_install_action (widget_class, "win.judge", NULL, judge_cb);
  /* After those of the pages, which know whom they show. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, GDK_CONTROL_MASK, "win.judge",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "win.log", NULL, log_cb);
  gtk_widget_class_install_action (widget_class, "win.wall", NULL, wall_cb);
  gtk_widget_class_install_action (widget_class, "win.shifts", NULL, shifts_cb);
  gtk_widget_class_install_action (widget_class, "win.export-here", NULL, export_here_cb);
  gtk_widget_class_install_action (widget_class, "win.print-here", NULL, print_here_cb);
}

void
pod_trial_window_actions_update (PodTrialWindow *self)
{
  static const struct
  {
    const char *action;
    PodVerb verb;
  } verbs[] = {
    { "win.register", POD_VERB_CONSENT },   { "win.import", POD_VERB_IMPORT },
    { "win.export", POD_VERB_EXPORT },      { "win.verify", POD_VERB_VERIFY },
    { "win.users", POD_VERB_MANAGE_USERS }, { "win.find", POD_VERB_READ },
    { "win.find-here", POD_VERB_READ },     { "win.history", POD_VERB_HISTORY },
    { "win.news", POD_VERB_READ },          { "win.backups", POD_VERB_BACKUP },
    { "win.readings", POD_VERB_READ },      { "win.today", POD_VERB_READ },
    { "win.subjects", POD_VERB_READ },      { "win.log", POD_VERB_READ },
    { "win.ranges", POD_VERB_READ },        { "win.arrivals", POD_VERB_IMPORT },
    { "win.wall", POD_VERB_READ },          { "win.export-here", POD_VERB_READ },
    { "win.print-here", POD_VERB_READ },    { "win.shifts", POD_VERB_READ },
    { "win.judge", POD_VERB_READ },
  };
  GtkWidget *widget = GTK_WIDGET (self);
  PodTrial *trial = pod_trial_window_get_trial (self);

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    gtk_widget_action_set_enabled (widget, verbs[i].action,
                                   trial != NULL && pod_trial_may (trial, verbs[i].verb));
  gtk_widget_action_set_enabled (widget, "win.amendment",
                                 trial != NULL && pod_trial_may (trial, POD_VERB_SETTLE) &&
                                     pod_trial_has_proposed_amendment (trial));
  /* Everybody may lock; and everybody changes their own password, where they are not about to. */
  gtk_widget_action_set_enabled (widget, "win.lock",
                                 trial != NULL && pod_trial_is_signed_in (trial));
  gtk_widget_action_set_enabled (widget, "win.change-password",
                                 trial != NULL && pod_trial_is_signed_in (trial) &&
                                     !pod_trial_must_change_password (trial));
  gtk_widget_action_set_enabled (widget, "win.back",
                                 g_str_equal (pod_trial_window_get_page (self), "subject"));
  gtk_widget_action_set_enabled (widget, "win.close-trial", trial != NULL);
}
