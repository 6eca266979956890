#include "pod-hiding.h"

#include <adwaita.h>

#include "pod-dialogs.h"
#include "pod-widget-picture.h"

static gboolean
is_ours (gpointer window)
{
  return ADW_IS_WINDOW (window) || ADW_IS_MESSAGE_DIALOG (window);
}

/* GTK's own, as that of the printers: whoever runs it waits for its answer. */
static gboolean
is_gtks (gpointer window)
{
  return GTK_IS_DIALOG (window);
}

static gboolean
belongs_to (GtkWindow *window, GtkWindow *owner)
{
  while (window != NULL && window != owner)
    window = gtk_window_get_transient_for (window);
  return window != NULL;
}

static int
get_depth (GtkWindow *window)
{
  int depth = 0;

  for (; window != NULL; window = gtk_window_get_transient_for (window))
    depth++;
  return depth;
}

static int
compare_depth (gconstpointer a, gconstpointer b)
{
  return get_depth ((GtkWindow *) b) - get_depth ((GtkWindow *) a);
}

GtkWindow *
pod_hiding_find_front (GtkWindow *window)
{
  GList *toplevels = gtk_window_list_toplevels ();
  GtkWindow *front = window;

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (gtk_widget_get_mapped (l->data) && belongs_to (l->data, window) &&
        get_depth (l->data) > get_depth (front))
      front = l->data;
  g_list_free (toplevels);
  return front;
}

/* A dialog that stays open would go on showing what nobody may see any more; nothing is asked, as nobody is there to answer.
 * The deepest comes first, so that none loses its parent. */
static void
close_dialogs (GtkWindow *self)
{
  GList *toplevels = gtk_window_list_toplevels ();
  GList *dialogs = NULL;

  for (GList *l = toplevels; l != NULL; l = l->next)
    if (l->data != (gpointer) self && (is_ours (l->data) || is_gtks (l->data)) &&
        belongs_to (l->data, self))
      dialogs = g_list_prepend (dialogs, g_object_ref (l->data));
  g_list_free (toplevels);
  dialogs = g_list_sort (dialogs, compare_depth);
  for (GList *l = dialogs; l != NULL; l = l->next)
    {
      if (is_gtks (l->data))
        g_signal_emit_by_name (l->data, "response", GTK_RESPONSE_CANCEL);
      else
        {
          /* Whatever goes on upon another thread may keep it longer than the window that it stands over. */
          gtk_window_set_transient_for (l->data, NULL);
          gtk_window_destroy (GTK_WINDOW (l->data));
        }
    }
  g_list_free_full (dialogs, g_object_unref);
}

/* Whatever this program copied: a lock leaves nothing to be pasted. */
static void
empty_clipboards (GtkWindow *self)
{
  GdkClipboard *clipboards[] = { gtk_widget_get_clipboard (GTK_WIDGET (self)),
                                 gtk_widget_get_primary_clipboard (GTK_WIDGET (self)) };

  for (gsize i = 0; i < G_N_ELEMENTS (clipboards); i++)
    if (gdk_clipboard_is_local (clipboards[i]))
      gdk_clipboard_set_content (clipboards[i], NULL);
}

/* GTK keeps the last tooltip's words in a window of its own, and has no call that takes them away. */
static void
empty_tooltip (GtkWindow *self)
{
  GType type = g_type_from_name ("GtkTooltipWindow");
  GtkWidget *tip = type != 0 ? pod_widget_find (GTK_WIDGET (self), type) : NULL;
  GtkWidget *label = tip != NULL ? pod_widget_find (tip, GTK_TYPE_LABEL) : NULL;

  if (label != NULL)
    gtk_label_set_text (GTK_LABEL (label), "");
}

void
pod_hiding_clear (GtkWindow *self)
{
  pod_dialogs_cancel_choosers (self);
  close_dialogs (self);
  empty_clipboards (self);
  empty_tooltip (self);
}
