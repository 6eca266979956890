/* The file of an import is chosen, or dropped on the window. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-import-dialog.h"

typedef struct
{
  PodTrialWindow *parent;
  GtkWindow *over;
} Start;

/* Whoever chooses may have been signed out meanwhile, and the dialog below be gone. */
static void
chosen (const char *path, gpointer data)
{
  Start *start = data;

  if (path != NULL && start->over != NULL && pod_trial_window_get_trial (start->parent) != NULL)
    {
      PodImportDialog *self = pod_import_dialog_new (start->parent, path);

      gtk_window_set_transient_for (GTK_WINDOW (self), start->over);
      gtk_window_present (GTK_WINDOW (self));
    }
  g_clear_weak_pointer (&start->over);
  g_object_unref (start->parent);
  g_free (start);
}

void
pod_import_dialog_start_over (PodTrialWindow *parent, GtkWindow *over)
{
  Start *start = g_new0 (Start, 1);

  start->parent = g_object_ref (parent);
  g_set_weak_pointer (&start->over, over);
  pod_dialogs_choose_file (over, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Laboratory File"), _ ("_Open"),
                           NULL, chosen, start);
}

void
pod_import_dialog_start (PodTrialWindow *parent)
{
  pod_import_dialog_start_over (parent, GTK_WINDOW (parent));
}

/* ---- dropped on the window ---- */

/* One behind the other: the next stands when the one before is closed. */
static void open_next (PodTrialWindow *window, GSList *paths);

typedef struct
{
  PodTrialWindow *window;
  GSList *paths;
} Rest;

static void
next_cb (Rest *rest)
{
  PodTrialWindow *window = rest->window;
  GSList *paths = g_steal_pointer (&rest->paths);

  if (pod_trial_window_get_trial (window) != NULL && gtk_widget_get_mapped (GTK_WIDGET (window)))
    open_next (window, paths);
  else
    g_slist_free_full (paths, g_free);
}

static void
rest_free (gpointer data, GClosure *closure)
{
  Rest *rest = data;

  g_slist_free_full (rest->paths, g_free);
  g_object_unref (rest->window);
  g_free (rest);
}

static void
open_next (PodTrialWindow *window, GSList *paths)
{
  g_autofree char *path = paths != NULL ? paths->data : NULL;
  PodTrial *trial = pod_trial_window_get_trial (window);
  PodImportDialog *dialog;
  Rest *rest;

  if (path == NULL || trial == NULL || !pod_trial_may (trial, POD_VERB_IMPORT))
    {
      g_slist_free_full (g_slist_delete_link (paths, paths), g_free);
      return;
    }
  dialog = pod_import_dialog_new (window, path);
  rest = g_new0 (Rest, 1);
  rest->window = g_object_ref (window);
  rest->paths = g_slist_delete_link (paths, paths);
  g_signal_connect_data (dialog, "unrealize", G_CALLBACK (next_cb), rest, rest_free,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  PodTrialWindow *window = data;
  PodTrial *trial = pod_trial_window_get_trial (window);
  GSList *paths = NULL;

  if (trial == NULL || !pod_trial_may (trial, POD_VERB_IMPORT))
    return FALSE;
  for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
    {
      char *path = g_file_get_path (file->data);

      if (path != NULL)
        paths = g_slist_append (paths, path);
    }
  if (paths == NULL)
    return FALSE;
  open_next (window, paths);
  return TRUE;
}

void
pod_import_dialog_accept_drops (PodTrialWindow *window)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), window);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
}
