/* One walk through all pages for people without a display.  It runs in a nested loop, so that it reads from top to bottom as
 * somebody would walk. */

#include "pod-config.h"

#include "pod-screenshots.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pod-access-review-dialog.h"
#include "pod-adverse-event-editor.h"
#include "pod-ask-dialog.h"
#include "pod-backup-dialog.h"
#include "pod-busy-page.h"
#include "pod-export-dialog.h"
#include "pod-history-dialog.h"
#include "pod-import-dialog.h"
#include "pod-news-dialog.h"
#include "pod-password-dialog.h"
#include "pod-query-dialog.h"
#include "pod-recovery-dialog.h"
#include "pod-recovery-key-dialog.h"
#include "pod-redact.h"
#include "pod-register-dialog.h"
#include "pod-restore-dialog.h"
#include "pod-sign-dialog.h"
#include "pod-subject-item.h"
#include "pod-subject-page.h"
#include "pod-user-acts.h"
#include "pod-user-dialog.h"
#include "pod-user-editor.h"
#include "pod-users-dialog.h"
#include "pod-verify-dialog.h"
#include "pod-widget-picture.h"

/* Long enough for layout, a casebook from the database and the frames that follow. */
#define SETTLE_MS 350
/* For a frame that a busy computer draws late; more than that is a fault. */
#define FRAME_MS 20
#define FRAME_WAITS 500

typedef struct
{
  PodTrialWindow *window;
  const PodScreenshotOptions *options;
  guint number;
  gboolean failed;
} Walk;

static void
fail (Walk *walk, const char *what, const char *why)
{
  g_printerr ("podocyte --screenshots: %s: %s\n", what, why);
  walk->failed = TRUE;
}

/* ---- pictures ---- */

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
settle (guint ms)
{
  gint64 end = g_get_monotonic_time () + (gint64) ms * 1000;
  guint wake = g_timeout_add (10, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (wake);
}

/* What does not fit is cut off on a screen of that size. */
static void
check_size (Walk *walk, const char *name)
{
  const PodScreenshotOptions *options = walk->options;
  int width, height;

  if (options->width == 0)
    return;
  gtk_widget_measure (GTK_WIDGET (walk->window), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (walk->window), GTK_ORIENTATION_VERTICAL, options->width, &height,
                      NULL, NULL, NULL);
  if (width > options->width || height > options->height)
    g_printerr ("podocyte --screenshots: %s needs %dx%d, more than the %dx%d asked for\n", name,
                width, height, options->width, options->height);
}

/* A page that changed at the last moment has no picture until its next frame. */
static gboolean
save_when_drawn (GtkWidget *widget, const char *path, GError **error)
{
  for (guint waits = 0; waits < FRAME_WAITS; waits++)
    {
      g_autoptr (GError) busy = NULL;

      if (pod_widget_picture_save (widget, path, &busy))
        return TRUE;
      if (!g_error_matches (busy, G_IO_ERROR, G_IO_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&busy));
          return FALSE;
        }
      settle (FRAME_MS);
    }
  return pod_widget_picture_save (widget, path, error);
}

static gboolean
is_spinning (GtkWidget *root)
{
  if (GTK_IS_SPINNER (root))
    return gtk_widget_get_mapped (root) && gtk_spinner_get_spinning (GTK_SPINNER (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_spinning (child))
      return TRUE;
  return FALSE;
}

/* What a thread of its own reads may come later than the page that shows it. */
static void
wait_for_rows (GtkWindow *window)
{
  settle (SETTLE_MS);
  for (guint waits = 0; waits < FRAME_WAITS && is_spinning (GTK_WIDGET (window)); waits++)
    settle (FRAME_MS);
}

static void
painted_cb (GdkFrameClock *clock, guint *frames)
{
  (*frames)++;
}

/* A long table takes its time: what was drawn last may be the page before its rows.  Laying out one frame may ask for another. */
static void
wait_for_frames (GtkWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  guint frames = 0;
  gulong painted = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &frames);

  for (guint waits = 0; waits < FRAME_WAITS && frames < 3; waits++)
    {
      gtk_widget_queue_draw (GTK_WIDGET (window));
      settle (FRAME_MS);
    }
  g_signal_handler_disconnect (clock, painted);
}

static void
shoot (Walk *walk, GtkWindow *window, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%02u-%s.png", ++walk->number, name);
  g_autofree char *path = g_build_filename (walk->options->directory, file, NULL);
  g_autoptr (GError) error = NULL;

  wait_for_rows (window);
  pod_widget_picture_prepare (window);
  wait_for_frames (window);
  if (window == GTK_WINDOW (walk->window))
    check_size (walk, name);
  if (!save_when_drawn (GTK_WIDGET (window), path, &error))
    fail (walk, file, error->message);
}

static void
shoot_dialog (Walk *walk, GtkWidget *dialog, const char *name)
{
  gtk_window_present (GTK_WINDOW (dialog));
  shoot (walk, GTK_WINDOW (dialog), name);
  gtk_window_close (GTK_WINDOW (dialog));
  settle (10);
}

/* ---- the walk ---- */

static void
walk_welcome (Walk *walk)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (walk->window));
  PodTrialWindow *welcome = pod_trial_window_new (application);

  gtk_window_unmaximize (GTK_WINDOW (welcome));
  if (walk->options->width > 0)
    gtk_window_set_default_size (GTK_WINDOW (welcome), walk->options->width, walk->options->height);
  gtk_window_present (GTK_WINDOW (welcome));
  shoot (walk, GTK_WINDOW (welcome), "welcome");
  gtk_window_destroy (GTK_WINDOW (welcome));
}

static gboolean
sign_in (Walk *walk)
{
  PodTrial *trial = pod_trial_window_get_trial (walk->window);
  g_autoptr (GError) error = NULL;
  g_autofree char *password = NULL;

  if (trial == NULL)
    fail (walk, "--db", "the trial database could not be opened");
  else if (walk->options->user == NULL || walk->options->password_file == NULL)
    fail (walk, "--user", "a user and a password file are needed");
  else if (!g_file_get_contents (walk->options->password_file, &password, NULL, &error))
    fail (walk, "--password-file", error->message);
  else
    {
      password[strcspn (password, "\r\n")] = '\0';
      if (!pod_trial_sign_in (trial, walk->options->user, password, &error))
        fail (walk, "signing in", error->message);
    }
  return !walk->failed;
}

/* The further along and the more serious, the more there is to see. */
static int
get_score (PodSubjectItem *item)
{
  gboolean serious;
  int day;

  g_object_get (item, "day", &day, "serious", &serious, NULL);
  return (day == G_MININT ? -1 : MIN (day, 1000)) + (serious ? 2000 : 0);
}

static PodSubjectItem *
find_best (GListModel *subjects, const char *cohort)
{
  PodSubjectItem *best = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      /* The list keeps it. */
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      if (g_strcmp0 (pod_subject_item_get_cohort (item), cohort) == 0 &&
          (best == NULL || get_score (item) > get_score (best)))
        best = item;
    }
  return best;
}

static void
walk_subject (Walk *walk, const char *cohort, gint64 id)
{
  static const char *const tabs[] = { "timeline", "labs", "events", "eligibility", "history" };
  GtkWidget *page;

  pod_trial_window_show_subject (walk->window, id);
  page = pod_widget_find (GTK_WIDGET (walk->window), POD_TYPE_SUBJECT_PAGE);
  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *name = g_strdup_printf ("subject-%s-%s", cohort, tabs[i]);

      pod_subject_page_show_tab (POD_SUBJECT_PAGE (page), tabs[i]);
      shoot (walk, GTK_WINDOW (walk->window), name);
    }
}

/* The worst adverse event of the subject, or a new one. */
static gint64
find_worst_event (PodCasebook *casebook)
{
  guint n;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (casebook, &n);
  const PodAdverseEvent *worst = NULL;

  for (guint i = 0; i < n; i++)
    if (!events[i].record.voided && (worst == NULL || events[i].grade > worst->grade))
      worst = &events[i];
  return worst != NULL ? worst->record.id : 0;
}

static void
walk_editor (Walk *walk, PodTrial *trial, PodSubjectItem *item)
{
  PodCasebook *casebook = pod_subject_item_get_casebook (item);
  PodAdverseEventEditor *editor;

  editor = pod_adverse_event_editor_new (GTK_WINDOW (walk->window), trial, casebook,
                                         find_worst_event (casebook));
  shoot_dialog (walk, GTK_WIDGET (editor), "adverse-event-editor");
}

/* Of nothing: the walk redacts nothing. */
static void
ignore (gpointer owner)
{
}

/* The newest adverse event in somebody's own words: they may have named a person. */
static void
walk_redaction (Walk *walk, PodTrial *trial, gint64 subject)
{
  PodHistoryFilter filter = { .subject = subject, .limit = 5000 };
  g_autoptr (GListModel) rows = pod_trial_list_history (trial, &filter, NULL);

  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (PodHistoryItem) row = g_list_model_get_item (rows, i);
      GtkWindow *dialog;

      if (!pod_history_item_can_redact (row) ||
          g_strcmp0 (pod_history_item_get_field (row), "verbatim") != 0)
        continue;
      dialog = pod_redact_start (GTK_WINDOW (walk->window), trial, row, ignore,
                                 G_OBJECT (walk->window));
      shoot_dialog (walk, GTK_WIDGET (dialog), "redaction");
      return;
    }
}

/* What keeps a record's word: signing it, its history, queries about it. */
static void
walk_trust (Walk *walk, PodTrial *trial, PodSubjectItem *item)
{
  PodCasebook *casebook = pod_subject_item_get_casebook (item);
  gint64 subject = pod_subject_item_get_id (item);
  gint64 event = find_worst_event (casebook);
  GtkWindow *window = GTK_WINDOW (walk->window);

  pod_trial_window_show_subjects (walk->window);
  shoot_dialog (walk,
                GTK_WIDGET (pod_sign_dialog_new (window, trial, subject, "adverse_event", event)),
                "sign");
  shoot_dialog (walk, GTK_WIDGET (pod_sign_dialog_new (window, trial, subject, "casebook", 0)),
                "sign-off");
  shoot_dialog (walk,
                GTK_WIDGET (pod_history_dialog_new (window, trial, subject, "adverse_event",
                                                    event)),
                "history-record");
  shoot_dialog (walk, GTK_WIDGET (pod_history_dialog_new (window, trial, 0, NULL, 0)), "history");
  walk_redaction (walk, trial, subject);
  shoot_dialog (walk, GTK_WIDGET (pod_query_dialog_new (window, trial, subject)), "queries");
  shoot_dialog (walk, GTK_WIDGET (pod_news_dialog_new (window, trial)), "changes");
}

static void
walk_subjects (Walk *walk, PodTrial *trial)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (pod_trial_get_study (trial));
  PodSubjectItem *best = NULL;

  for (guint i = 0; i < cohorts->len; i++)
    {
      const char *cohort = ((const PodCohort *) g_ptr_array_index (cohorts, i))->id;
      PodSubjectItem *item = find_best (pod_trial_get_subjects (trial), cohort);

      if (item == NULL)
        continue;
      walk_subject (walk, cohort, pod_subject_item_get_id (item));
      if (best == NULL || get_score (item) > get_score (best))
        best = item;
    }
  if (best != NULL)
    {
      walk_editor (walk, trial, best);
      walk_trust (walk, trial, best);
    }
}

static gboolean
is_busy (GtkWidget *dialog)
{
  GtkWidget *busy = pod_widget_find (dialog, POD_TYPE_BUSY_PAGE);

  return busy != NULL && gtk_widget_get_mapped (busy);
}

static void
wait_while_busy (GtkWidget *dialog)
{
  do
    settle (100);
  while (is_busy (dialog));
}

/* A copy aside, so that there is something to show: it is removed again. */
static void
walk_copies (Walk *walk, PodTrial *trial)
{
  g_autofree char *name = pod_trial_make_backup_name (trial);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  PodBackupDialog *dialog = pod_backup_dialog_new (walk->window);
  PodRestoreDialog *restore;

  gtk_window_present (GTK_WINDOW (dialog));
  shoot (walk, GTK_WINDOW (dialog), "backups");
  pod_backup_dialog_make (dialog, path);
  wait_while_busy (GTK_WIDGET (dialog));
  shoot_dialog (walk, GTK_WIDGET (dialog), "backups-made");
  restore = pod_restore_dialog_new (walk->window);
  pod_restore_dialog_set_copy (restore, path);
  shoot_dialog (walk, GTK_WIDGET (restore), "restore");
  g_unlink (path);
}

static void
press (GtkWidget *dialog, const char *button)
{
  GObject *child = gtk_widget_get_template_child (dialog, G_OBJECT_TYPE (dialog), button);

  g_signal_emit_by_name (child, "clicked");
}

static void
walk_verification (Walk *walk)
{
  GtkWidget *dialog = GTK_WIDGET (pod_verify_dialog_new (walk->window));

  gtk_window_present (GTK_WINDOW (dialog));
  shoot (walk, GTK_WINDOW (dialog), "verify");
  press (dialog, "verify_button");
  wait_while_busy (dialog);
  shoot_dialog (walk, dialog, "verify-outcome");
}

static void
walk_dialogs (Walk *walk, PodTrial *trial)
{
  g_autofree char *data = pod_data_dir ();
  g_autofree char *example = g_build_filename (data, "studies",
                                               pod_study_get_id (pod_trial_get_study (trial)),
                                               "maps", "example.csv", NULL);

  pod_trial_window_show_subjects (walk->window);
  shoot_dialog (walk, GTK_WIDGET (pod_register_dialog_new (walk->window)), "register");
  if (g_file_test (example, G_FILE_TEST_EXISTS))
    shoot_dialog (walk, GTK_WIDGET (pod_import_dialog_new (walk->window, example)), "import");
  shoot_dialog (walk, GTK_WIDGET (pod_export_dialog_new (walk->window)), "export");
  walk_verification (walk);
  if (pod_trial_may (trial, POD_VERB_BACKUP))
    walk_copies (walk, trial);
}

/* Like shoot_dialog(), for one that would not close by itself. */
static void
shoot_and_destroy (Walk *walk, GtkWidget *dialog, const char *name)
{
  gtk_window_present (GTK_WINDOW (dialog));
  shoot (walk, GTK_WINDOW (dialog), name);
  gtk_window_destroy (GTK_WINDOW (dialog));
  settle (10);
}

/* Of the question that is open. */
static void
shoot_question (Walk *walk, const char *name)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) dialog = g_list_model_get_item (toplevels, i);

      if (POD_IS_ASK_DIALOG (dialog))
        {
          shoot_and_destroy (walk, dialog, name);
          return;
        }
    }
}

/* The account of a sub-investigator or a coordinator has the most that can be done to it. */
static void
walk_account (Walk *walk, PodTrial *trial)
{
  GtkWindow *window = GTK_WINDOW (walk->window);
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, NULL);

  for (guint i = 0; users != NULL && i < users->len; i++)
    {
      const PodUser *user = g_ptr_array_index (users, i);
      if (!pod_user_act_is_possible (trial, user, POD_ACT_REVOKE))
        continue;
      shoot_and_destroy (walk, GTK_WIDGET (pod_user_dialog_new (window, trial, user->id)),
                         "people-account");
      pod_user_act_start (POD_ACT_REVOKE, window, trial, user, NULL, NULL);
      shoot_question (walk, "people-revoke");
      return;
    }
}

/* The key is an example: none is made for a picture. */
static void
walk_people (Walk *walk, PodTrial *trial)
{
  static const char key[] = "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-AB";
  GtkWindow *window = GTK_WINDOW (walk->window);

  shoot_dialog (walk, GTK_WIDGET (pod_password_dialog_new (walk->window)), "change-password");
  if (!pod_trial_may (trial, POD_VERB_MANAGE_USERS))
    return;
  shoot_dialog (walk, GTK_WIDGET (pod_users_dialog_new (window, trial)), "people");
  shoot_dialog (walk, GTK_WIDGET (pod_user_editor_new (window, trial)), "people-add");
  walk_account (walk, trial);
  shoot_and_destroy (walk, GTK_WIDGET (pod_recovery_key_dialog_new (window, trial, key)),
                     "recovery-key");
  shoot_dialog (walk, GTK_WIDGET (pod_recovery_dialog_new (window, trial)), "recovery");
  shoot_dialog (walk, GTK_WIDGET (pod_access_review_dialog_new (window, trial)), "access-review");
}

static void
walk_pages (Walk *walk)
{
  walk_welcome (walk);
  shoot (walk, GTK_WINDOW (walk->window), "sign-in");
  if (!sign_in (walk))
    return;
  PodTrial *trial = pod_trial_window_get_trial (walk->window);

  shoot (walk, GTK_WINDOW (walk->window), "subjects");
  walk_subjects (walk, trial);
  walk_dialogs (walk, trial);
  walk_people (walk, trial);
  pod_trial_window_lock (walk->window, "asked");
  shoot (walk, GTK_WINDOW (walk->window), "locked");
}

/* ---- from the options to the end of the program ---- */

static void
prepare (Walk *walk)
{
  const PodScreenshotOptions *options = walk->options;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
  if (options->dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_window_unmaximize (GTK_WINDOW (walk->window));
  if (options->width > 0)
    gtk_window_set_default_size (GTK_WINDOW (walk->window), options->width, options->height);
  if (g_mkdir_with_parents (options->directory, 0755) != 0)
    fail (walk, options->directory, g_strerror (errno));
}

static gboolean
walk_cb (gpointer user_data)
{
  Walk *walk = user_data;
  GApplication *application =
      G_APPLICATION (gtk_window_get_application (GTK_WINDOW (walk->window)));

  prepare (walk);
  if (!walk->failed)
    walk_pages (walk);
  gtk_window_destroy (GTK_WINDOW (walk->window));
  /* GApplication gives no way to say how it went. */
  if (walk->failed)
    exit (EXIT_FAILURE);
  g_application_quit (application);
  return G_SOURCE_REMOVE;
}

void
pod_screenshots_start (PodTrialWindow *window, const PodScreenshotOptions *options)
{
  Walk *walk = g_new0 (Walk, 1);

  *walk = (Walk){ .window = window, .options = options };
  g_timeout_add_full (G_PRIORITY_DEFAULT, SETTLE_MS, walk_cb, walk, g_free);
}

void
pod_screenshots_add_options (GApplication *application)
{
  static const GOptionEntry entries[] = {
    { "screenshots", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
    { "user", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { "password-file", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
    { "dark", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    { "size", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { NULL },
  };

  g_application_add_main_option_entries (application, entries);
}

void
pod_screenshots_read_options (PodScreenshotOptions *options, GVariantDict *dict)
{
  g_autofree char *size = NULL;

  g_variant_dict_lookup (dict, "screenshots", "^ay", &options->directory);
  g_variant_dict_lookup (dict, "user", "s", &options->user);
  g_variant_dict_lookup (dict, "password-file", "^ay", &options->password_file);
  g_variant_dict_lookup (dict, "dark", "b", &options->dark);
  if (g_variant_dict_lookup (dict, "size", "s", &size) &&
      sscanf (size, "%dx%d", &options->width, &options->height) != 2)
    options->width = options->height = 0;
}

void
pod_screenshots_clear_options (PodScreenshotOptions *options)
{
  g_clear_pointer (&options->directory, g_free);
  g_clear_pointer (&options->user, g_free);
  g_clear_pointer (&options->password_file, g_free);
}
