/* What lasts for a moment only, and what somebody has to be unlucky to meet. */

#include <errno.h>

#include "pod-adverse-event-difference.h"
#include "pod-adverse-event-draft.h"
#include "pod-adverse-event-editor.h"
#include "pod-adverse-event-form.h"
#include "pod-closing.h"
#include "pod-lost-draft.h"
#include "pod-merge-dialog.h"
#include "pod-subject-item.h"
#include "pod-trial-backup.h"
#include "pod-user-item.h"
#include "pod-walk.h"
#include "pod-widget-picture.h"

/* Of invented drafts and conflicts. */
#define WHEN "2026-11-20T06:30:00Z"

static const PodAdverseEvent *
find_event (PodCasebook *casebook)
{
  guint n;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (!events[i].record.voided && events[i].term != NULL)
      return &events[i];
  return NULL;
}

/* The first subject who had anything. */
static PodCasebook *
find_casebook (PodTrial *trial)
{
  GListModel *subjects = pod_trial_get_subjects (trial);

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);
      PodCasebook *casebook = pod_subject_item_get_casebook (item);

      if (casebook != NULL && find_event (casebook) != NULL)
        return casebook;
    }
  return NULL;
}

/* ---- a conflict ---- */

/* Nothing is saved: the walk decides for nobody. */
static void
ignore_merge (gboolean save, gpointer data)
{
}

static void
walk_merge (PodWalk *walk, PodTrial *trial, PodCasebook *casebook)
{
  PodAdverseEvent base = *find_event (casebook), theirs, mine;
  g_autofree char *who = pod_user_at_to_words ("coordinator", WHEN);
  g_autoptr (GPtrArray) differences = NULL;
  PodMergeDialog *dialog;

  base.grade = 1;
  theirs = mine = base;
  theirs.grade = 2;
  mine.grade = 3;
  theirs.action = "Invented: dose delayed by a day";
  mine.action =
      "Invented: observed, nothing given, seen again by the investigator the next morning";
  mine.verbatim = "Invented words of an investigator";
  differences = pod_adverse_event_compare (pod_trial_get_study (trial), &base, &theirs, &mine);
  dialog = pod_merge_dialog_new (GTK_WINDOW (walk->window), who, differences, ignore_merge, NULL);
  pod_walk_shoot_and_destroy (walk, GTK_WIDGET (dialog), "merge");
}

/* ---- drafts ---- */

static char *
write_draft (PodTrial *trial, PodCasebook *casebook)
{
  PodAdverseEventForm *form = g_object_ref_sink (g_object_new (POD_TYPE_ADVERSE_EVENT_FORM, NULL));
  g_autoptr (GKeyFile) file = g_key_file_new ();
  PodAdverseEvent base;

  pod_adverse_event_init (&base);
  pod_adverse_event_form_fill (form, trial, casebook, NULL, FALSE);
  pod_adverse_event_form_write (form, file);
  g_object_unref (form);
  g_key_file_set_string (file, "form", "verbatim", "Invented words that were being typed");
  g_key_file_set_string (file, "form", "start", "2026-11-19");
  pod_adverse_event_draft_write_base (file, &base, "");
  return g_key_file_to_data (file, NULL, NULL);
}

gboolean
pod_walk_has_drafts (PodTrial *trial)
{
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (trial, NULL);

  return drafts == NULL || drafts->len > 0;
}

static void
ignore_answer (gpointer data)
{
}

static void
walk_drafts (PodWalk *walk, PodTrial *trial, PodCasebook *casebook)
{
  GtkWindow *window = GTK_WINDOW (walk->window);
  gint64 subject = pod_casebook_get_subject (casebook)->record.id;
  g_autofree char *content = write_draft (trial, casebook);
  PodDraft draft = { "adverse_event", subject, 0, content, WHEN };

  if (pod_walk_has_drafts (trial) ||
      !pod_trial_save_draft (trial, draft.form, subject, 0, content, NULL))
    return;
  pod_walk_shoot_and_destroy (walk,
                              GTK_WIDGET (pod_adverse_event_editor_new (window, trial, casebook,
                                                                        0)),
                              "draft-offer");
  pod_trial_save_draft (trial, draft.form, subject, 0, NULL, NULL);
  pod_lost_draft_show (window, trial, &draft, "", ignore_answer, NULL);
  pod_walk_shoot_open (walk, ADW_TYPE_MESSAGE_DIALOG, "draft-lost");
}

/* ---- the window ---- */

static void
walk_warning (PodWalk *walk, PodCasebook *casebook)
{
  PodTrial *trial = pod_trial_window_get_trial (walk->window);
  PodWindowGuard *guard = pod_trial_window_get_guard (walk->window);
  GtkWindow *dialog = GTK_WINDOW (pod_adverse_event_editor_new (GTK_WINDOW (walk->window), trial,
                                                                casebook, 0));

  g_signal_emit_by_name (guard, "warning", TRUE);
  pod_walk_shoot (walk, GTK_WINDOW (walk->window), "idle-warning");
  g_signal_emit_by_name (guard, "warning", FALSE);
  pod_walk_fit (walk, dialog);
  gtk_window_present (dialog);
  pod_walk_settle (100);
  g_signal_emit_by_name (guard, "warning", TRUE);
  pod_walk_shoot (walk, dialog, "idle-warning-dialog");
  g_signal_emit_by_name (guard, "warning", FALSE);
  gtk_window_destroy (dialog);
  pod_walk_settle (10);
}

static void
walk_menu (PodWalk *walk)
{
  GtkWidget *bar = pod_widget_find (GTK_WIDGET (walk->window), ADW_TYPE_HEADER_BAR);
  GtkWidget *button = bar != NULL ? pod_widget_find (bar, GTK_TYPE_MENU_BUTTON) : NULL;

  if (button == NULL)
    return;
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  pod_walk_shoot (walk, GTK_WINDOW (walk->window), "menu");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  pod_walk_settle (10);
}

/* The keys, a section after the other. */
static void
walk_shortcuts (PodWalk *walk)
{
  static const char *const sections[] = { "subjects", "records", "charts" };
  GtkWindow *overlay =
      GTK_WINDOW (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (walk->window)));

  if (overlay == NULL)
    return;
  gtk_window_present (overlay);
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *name = g_strconcat ("shortcuts-", sections[i], NULL);

      g_object_set (overlay, "section-name", sections[i], NULL);
      pod_walk_shoot (walk, overlay, name);
    }
  gtk_window_close (overlay);
  pod_walk_settle (10);
}

static void
walk_closing (PodWalk *walk)
{
  GtkWindow *window = GTK_WINDOW (walk->window);
  g_autoptr (GError)
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, g_strerror (ENOSPC));
  g_autofree char *words = pod_backup_error_to_words (error);

  pod_walk_shoot_and_destroy (walk, GTK_WIDGET (pod_closing_make_progress (window)), "closing");
  pod_walk_shoot_and_destroy (walk, GTK_WIDGET (pod_closing_make_failure (window, words)),
                              "closing-failed");
}

void
pod_walk_moments (PodWalk *walk, PodTrial *trial)
{
  PodCasebook *casebook = pod_trial_may (trial, POD_VERB_READ) ? find_casebook (trial) : NULL;

  if (casebook != NULL && pod_trial_may (trial, POD_VERB_RECORD))
    {
      walk_merge (walk, trial, casebook);
      walk_drafts (walk, trial, casebook);
      walk_warning (walk, casebook);
    }
  walk_menu (walk);
  walk_shortcuts (walk);
  walk_closing (walk);
}
