#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-idle-warning.h"

#include <glib/gi18n-lib.h>

#include "pod-hiding.h"
#include "pod-label-balance.h"

#define MOST_CHARACTERS 40

struct _PodIdleWarning
{
  GObject parent_instance;

  GtkWindow *window;
  PodToasts *toasts;
  AdwToast *toast;    /* NULL while there is none */
  GtkWidget *popover; /* NULL while there is none, and once its dialog is gone */
};

G_DEFINE_FINAL_TYPE (PodIdleWarning, pod_idle_warning, G_TYPE_OBJECT)

static const char *
get_text (void)
{
  return _ ("Nobody has touched this for a while: it locks in half a minute. Press any key to go "
            "on.");
}

static void
dismissed_cb (PodIdleWarning *self)
{
  self->toast = NULL;
}

static void
show_toast (PodIdleWarning *self)
{
  self->toast = pod_toasts_show (self->toasts, get_text (), POD_TOAST_STAYS);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
get_content (GtkWindow *dialog)
{
  return ADW_IS_WINDOW (dialog) ? adw_window_get_content (ADW_WINDOW (dialog))
                                : gtk_window_get_child (dialog);
}

static GtkWidget *
make_popover (void)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (get_text ());

  /* The header bar behind it has nearly its colour in the dark style. */
  gtk_widget_add_css_class (popover, "idle-warning");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  /* The words that are being typed still go where they went. */
  gtk_popover_set_autohide (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_can_focus (popover, FALSE);
  return popover;
}

/* NULL for none. */
static GtkWidget *
find_header (GtkWidget *root)
{
  GtkWidget *found = ADW_IS_HEADER_BAR (root) || GTK_IS_HEADER_BAR (root) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_header (child);
  return found;
}

/* Below the title, which says what is to be gone on with: below the middle, where a popover would stand, may be no room. */
static void
point_to_top (GtkWidget *popover, GtkWidget *content)
{
  GtkWidget *header = find_header (content);
  int top = header != NULL ? gtk_widget_get_height (header) : 0;

  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover),
                               &(GdkRectangle){ gtk_widget_get_width (content) / 2, top, 1, 1 });
}

static void
show_popover (PodIdleWarning *self)
{
  GtkWindow *front = pod_hiding_find_front (self->window);
  GtkWidget *content = front != self->window ? get_content (front) : NULL;
  GtkWidget *popover;

  if (content == NULL)
    return;
  popover = make_popover ();
  gtk_widget_set_parent (popover, content);
  /* A popover that is a little narrower than its words wished has no room for their second line. */
  pod_label_balance (GTK_LABEL (gtk_popover_get_child (GTK_POPOVER (popover))), MOST_CHARACTERS);
  g_set_weak_pointer (&self->popover, popover);
  point_to_top (popover, content);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
hide_popover (PodIdleWarning *self)
{
  GtkWidget *popover = self->popover;

  g_clear_weak_pointer (&self->popover);
  if (popover != NULL && gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
}

static void
pod_idle_warning_dispose (GObject *object)
{
  hide_popover (POD_IDLE_WARNING (object));
  G_OBJECT_CLASS (pod_idle_warning_parent_class)->dispose (object);
}

static void
pod_idle_warning_class_init (PodIdleWarningClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_idle_warning_dispose;
}

static void
pod_idle_warning_init (PodIdleWarning *self)
{
}

PodIdleWarning *
pod_idle_warning_new (GtkWindow *window, PodToasts *toasts)
{
  PodIdleWarning *self = g_object_new (POD_TYPE_IDLE_WARNING, NULL);

  self->window = window;
  self->toasts = toasts;
  return self;
}

void
pod_idle_warning_set_shown (PodIdleWarning *self, gboolean shown)
{
  hide_popover (self);
  if (shown)
    {
      if (self->toast == NULL)
        show_toast (self);
      show_popover (self);
    }
  else if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}
