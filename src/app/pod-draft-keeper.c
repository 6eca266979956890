#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-draft-keeper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-user-item.h"

/* A pause in typing. */
#define PAUSE_MS 500

struct _PodDraftKeeper
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodDraftForm functions;
  GtkWindow
      *form; /* holds this widget; NULL once it is gone, while a saving may still be under way */
  gboolean is_part; /* of its window: the functions are called with the part in its place */
  gpointer part;    /* NULL once it is gone; a part that is gone has no stand-in */
  char *name;
  gint64 subject;
  gint64 record;
  guint pause_id;
  char *kept;      /* what was given to the trial last; NULL for nothing */
  gboolean stored; /* there may be something to forget */
  gboolean over;

  char *discarded; /* what may be had back; NULL for nothing */

  GtkRevealer *bar;
  GtkWidget *continue_button;
  GtkWidget *discard_button;
  GtkWidget *undo_button;
  GtkLabel *found;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (PodDraftKeeper, pod_draft_keeper, ADW_TYPE_BIN)

/* A name may be in it. */
static void
wipe (char *content)
{
  if (content != NULL)
    explicit_bzero (content, strlen (content));
  g_free (content);
}

/* ---- keeping ---- */

static void
show_state (PodDraftKeeper *self, const char *text)
{
  /* The window may have gone meanwhile. */
  if (self->state == NULL)
    return;
  /* Its line is there from the beginning: what somebody types in must not move when it is said. */
  gtk_label_set_text (self->state, text != NULL ? text : "");
  if (text != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->state), TRUE);
}

/* What is in memory alone is not promised to be more. */
static const char *
say_kept (PodDraftKeeper *self)
{
  return self->trial == NULL || pod_trial_keeps_drafts (self->trial)
             ? _ ("Draft saved")
             : _ ("Draft kept until the trial database is closed");
}

#define SPEAKER "pod-draft-keeper"

/* Where the window keeps a draft of its own, that one says so; twice would be one too many. */
static gboolean
is_said_elsewhere (PodDraftKeeper *self)
{
  return self->is_part && self->form != NULL &&
         g_object_get_data (G_OBJECT (self->form), SPEAKER) != NULL;
}

static gpointer
get_form (PodDraftKeeper *self)
{
  return self->is_part ? self->part : self->form;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodDraftKeeper) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!pod_trial_save_draft_finish (POD_TRIAL (source), result, &error))
    {
      /* The next pause tries again. */
      g_clear_pointer (&self->kept, wipe);
      show_state (self, self->over ? NULL : _ ("The draft could not be saved."));
    }
  else
    show_state (self, self->kept != NULL && !is_said_elsewhere (self) ? say_kept (self) : NULL);
}

static void
keep (PodDraftKeeper *self, const char *content)
{
  if (g_strcmp0 (content, self->kept) == 0)
    return;
  wipe (self->kept);
  self->kept = g_strdup (content);
  if (!pod_draft_keeper_can_keep (self))
    return;
  self->stored = TRUE;
  pod_trial_save_draft_async (self->trial, self->name, self->subject, self->record, content,
                              kept_cb, g_object_ref (self));
}

gboolean
pod_draft_keeper_can_keep (PodDraftKeeper *self)
{
  return self->trial != NULL && pod_trial_may_draft (self->trial, self->name);
}

const char *
pod_draft_keeper_say_loss (PodDraftKeeper *self)
{
  if (!pod_draft_keeper_can_keep (self))
    return _ ("What you typed will be lost.");
  return pod_trial_keeps_drafts (self->trial)
             ? _ ("What you typed will be lost, unless you keep it as a draft.")
             : _ ("What you typed will be lost, unless you keep it as a draft, which lasts until "
                  "the trial database is closed.");
}

void
pod_draft_keeper_flush (PodDraftKeeper *self)
{
  char *content;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->over || self->form == NULL || get_form (self) == NULL || self->trial == NULL ||
      !pod_trial_is_signed_in (self->trial))
    return;
  content = self->functions.write (get_form (self));
  keep (self, content);
  wipe (content);
}

void
pod_draft_keeper_forget (PodDraftKeeper *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->over || self->trial == NULL)
    return;
  self->over = TRUE;
  if (self->stored && pod_trial_is_signed_in (self->trial))
    pod_trial_save_draft_async (self->trial, self->name, self->subject, self->record, NULL, NULL,
                                NULL);
}

static void
stop (PodDraftKeeper *self)
{
  pod_draft_keeper_flush (self);
  self->over = TRUE;
  if (self->form != NULL)
    g_signal_handlers_disconnect_by_data (self->form, self);
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
}

void
pod_draft_keeper_drop (PodDraftKeeper **self, AdwBin *place)
{
  PodDraftKeeper *keeper = g_steal_pointer (self);

  if (keeper != NULL)
    stop (keeper);
  adw_bin_set_child (place, NULL);
}

/* ---- watching ---- */

static gboolean
pause_cb (gpointer user_data)
{
  PodDraftKeeper *self = user_data;

  self->pause_id = 0;
  pod_draft_keeper_flush (self);
  return G_SOURCE_REMOVE;
}

static void
end_undo (PodDraftKeeper *self)
{
  wipe (g_steal_pointer (&self->discarded));
  gtk_revealer_set_reveal_child (self->bar, FALSE);
}

static void
touched_cb (PodDraftKeeper *self)
{
  if (self->discarded != NULL)
    end_undo (self);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (!self->over)
    self->pause_id = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
active_cb (PodDraftKeeper *self)
{
  if (!gtk_window_is_active (self->form))
    pod_draft_keeper_flush (self);
}

void
pod_draft_keeper_touch (PodDraftKeeper *self)
{
  g_return_if_fail (POD_IS_DRAFT_KEEPER (self));

  if (self->trial != NULL && !self->over)
    touched_cb (self);
}

/* Whatever can be typed into or chosen has one of these. */
static void
watch_field (PodDraftKeeper *self, GtkWidget *widget)
{
  static const char *const properties[] = { "active", "selected", "grade", "chosen" };

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), properties[i]) != NULL)
      {
        g_autofree char *signal = g_strconcat ("notify::", properties[i], NULL);

        g_signal_connect_object (widget, signal, G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
      }
  if (GTK_IS_EDITABLE (widget))
    g_signal_connect_object (widget, "changed", G_CALLBACK (touched_cb), self, G_CONNECT_SWAPPED);
}

static void
watch (PodDraftKeeper *self, GtkWidget *root)
{
  GtkWidget *child = gtk_widget_get_first_child (root);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      watch_field (self, child);
      if (!GTK_IS_EDITABLE (child))
        watch (self, child);
    }
}

/* ---- a draft that was found ---- */

static void
show_found (PodDraftKeeper *self, const PodDraft *draft)
{
  g_autofree char *when = pod_user_time_to_words (draft->saved);
  g_autofree char *text = g_strdup_printf (_ ("You were writing this on %s."), when);

  gtk_label_set_text (self->found, text);
  gtk_revealer_set_reveal_child (self->bar, TRUE);
}

static void
continue_cb (PodDraftKeeper *self)
{
  gtk_revealer_set_reveal_child (self->bar, FALSE);
}

/* Until something else is typed.  @content (transfer full, nullable): what was there. */
static void
offer_undo (PodDraftKeeper *self, char *content)
{
  wipe (self->discarded);
  self->discarded = content;
  gtk_widget_set_visible (self->continue_button, FALSE);
  gtk_widget_set_visible (self->discard_button, FALSE);
  gtk_widget_set_visible (self->undo_button, TRUE);
  gtk_label_set_text (self->found, _ ("What you were writing is discarded."));
  gtk_revealer_set_reveal_child (self->bar, content != NULL);
}

static void
discard_cb (PodDraftKeeper *self)
{
  char *content;

  content = self->functions.write (get_form (self));
  self->functions.reset (get_form (self));
  pod_draft_keeper_flush (self);
  offer_undo (self, content);
}

static void
undo_cb (PodDraftKeeper *self)
{
  char *content = g_steal_pointer (&self->discarded);

  end_undo (self);
  if (content != NULL && self->functions.read (get_form (self), content))
    pod_draft_keeper_flush (self);
  wipe (content);
}

static gboolean
is_mine (PodDraftKeeper *self, const PodDraft *draft)
{
  return draft->subject == self->subject && draft->record == self->record &&
         g_str_equal (draft->form, self->name);
}

/* Drafts are a help: where they cannot be read the form is as good without. */
static void
look (PodDraftKeeper *self)
{
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (self->trial, NULL);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const PodDraft *draft = g_ptr_array_index (drafts, i);

      if (!is_mine (self, draft) || !self->functions.read (get_form (self), draft->content))
        continue;
      self->kept = g_strdup (draft->content);
      self->stored = TRUE;
      show_found (self, draft);
      return;
    }
}

static void
start (PodDraftKeeper *self,
       PodTrial *trial,
       const char *name,
       gint64 subject,
       gint64 record,
       const PodDraftForm *functions,
       GtkWindow *form)
{
  self->trial = g_object_ref (trial);
  self->functions = *functions;
  g_set_weak_pointer (&self->form, form);
  self->name = g_strdup (name);
  self->subject = subject;
  self->record = record;
  if (pod_draft_keeper_can_keep (self))
    look (self);
  g_signal_connect_object (form, "notify::is-active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);
  /* A window that is destroyed is hidden first, its fields still there. */
  g_signal_connect_object (form, "unmap", G_CALLBACK (pod_draft_keeper_flush), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (trial, "leaving", G_CALLBACK (pod_draft_keeper_flush), self,
                           G_CONNECT_SWAPPED);
}

void
pod_draft_keeper_start (PodDraftKeeper *self,
                        PodTrial *trial,
                        const char *name,
                        gint64 subject,
                        gint64 record,
                        const PodDraftForm *functions,
                        GtkWindow *form)
{
  g_return_if_fail (POD_IS_DRAFT_KEEPER (self) && self->trial == NULL);

  start (self, trial, name, subject, record, functions, form);
  g_object_set_data (G_OBJECT (form), SPEAKER, GINT_TO_POINTER (TRUE));
  watch (self, GTK_WIDGET (form));
}

PodDraftKeeper *
pod_draft_keeper_new_for_part (AdwBin *place,
                               PodTrial *trial,
                               const char *name,
                               gint64 subject,
                               const PodDraftForm *functions,
                               GtkWidget *part)
{
  GtkRoot *root = gtk_widget_get_root (part);
  PodDraftKeeper *self;

  if (!GTK_IS_WINDOW (root))
    return NULL;
  self = g_object_new (POD_TYPE_DRAFT_KEEPER, NULL);
  adw_bin_set_child (place, GTK_WIDGET (self));
  self->is_part = TRUE;
  g_set_weak_pointer (&self->part, part);
  start (self, trial, name, subject, 0, functions, GTK_WINDOW (root));
  /* Where its window says it no room is kept for saying it again. */
  gtk_widget_set_visible (GTK_WIDGET (self->state), !is_said_elsewhere (self));
  return self;
}

/* ---- the widget ---- */

static void
pod_draft_keeper_dispose (GObject *object)
{
  PodDraftKeeper *self = POD_DRAFT_KEEPER (object);

  self->over = TRUE;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_weak_pointer (&self->form);
  g_clear_weak_pointer (&self->part);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_draft_keeper_parent_class)->dispose (object);
}

static void
pod_draft_keeper_finalize (GObject *object)
{
  PodDraftKeeper *self = POD_DRAFT_KEEPER (object);

  wipe (self->kept);
  wipe (self->discarded);
  g_free (self->name);
  G_OBJECT_CLASS (pod_draft_keeper_parent_class)->finalize (object);
}

static void
pod_draft_keeper_class_init (PodDraftKeeperClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_draft_keeper_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_draft_keeper_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-draft-keeper.ui");
  gtk_widget_class_bind_template_child (widget_class, PodDraftKeeper, bar);
  gtk_widget_class_bind_template_child (widget_class, PodDraftKeeper, continue_button);
  gtk_widget_class_bind_template_child (widget_class, PodDraftKeeper, discard_button);
  gtk_widget_class_bind_template_child (widget_class, PodDraftKeeper, undo_button);
  gtk_widget_class_bind_template_child (widget_class, PodDraftKeeper, found);
  gtk_widget_class_bind_template_child (widget_class, PodDraftKeeper, state);
  gtk_widget_class_bind_template_callback (widget_class, continue_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
}

static void
pod_draft_keeper_init (PodDraftKeeper *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
