#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-trial-window.h"

#include <glib/gi18n-lib.h>

#include "pod-after-sign-in.h"
#include "pod-closing.h"
#include "pod-draft-offer.h"
#include "pod-hiding.h"
#include "pod-idle-warning.h"
#include "pod-import-dialog.h"
#include "pod-key-names.h"
#include "pod-lock-key.h"
#include "pod-password-page.h"
#include "pod-shift-page.h"
#include "pod-sign-in-page.h"
#include "pod-subject-list.h"
#include "pod-subject-page.h"
#include "pod-toasts.h"
#include "pod-today-page.h"
#include "pod-trial-history.h"
#include "pod-trial-users.h"
#include "pod-trial-window-actions.h"
#include "pod-user-item.h"
#include "pod-users-dialog.h"
#include "pod-users-page.h"
#include "pod-wall-page.h"
#include "pod-welcome-page.h"
#include "pod-window-size.h"

struct _PodTrialWindow
{
  AdwApplicationWindow parent_instance;

  PodTrial *trial;
  GSettings *settings;
  guint refresh_id;
  guint open_id;
  char *path; /* to be opened in a moment */
  PodWindowGuard *guard;
  PodCopyKeeper *copies;
  const char *origin;  /* the page from which the subject's was opened; static */
  gboolean is_leaving; /* a copy is made before the trial is closed */
  char *leaving_user;  /* who was signed in last, until the sign-in page is shown */
  PodToasts *shown;
  PodIdleWarning *warning; /* that it will be locked */

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkWidget *lock_button;
  GtkWidget *register_button;
  GtkWidget *switcher;
  GtkToggleButton *today_button;
  GtkToggleButton *subjects_button;
  GtkToggleButton *wall_button;
  GtkToggleButton *shifts_button;
  GtkRevealer *demo_ribbon;
  GtkRevealer *amendment_line;
  GtkWidget *amendment_button;
  GtkRevealer *copy_line;
  GtkLabel *copy_warning;
  GtkWidget *copy_button;
  GtkRevealer *clock_line;
  GtkStack *stack;
  PodWelcomePage *welcome;
  PodSignInPage *sign_in;
  PodPasswordPage *password;
  PodUsersPage *people;
  PodSubjectList *subjects;
  PodTodayPage *today;
  PodChartPage *wall;
  PodChartPage *shifts;
  PodSubjectPage *subject; /* NULL until the first is looked at */
};

enum
{
  PROP_0,
  PROP_TRIAL,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodTrialWindow, pod_trial_window, ADW_TYPE_APPLICATION_WINDOW)

/* Another process may have the same trial open: its changes are seen within a second.  Whoever leaves looks at them no more, and must
 * not wait for a file that the other one holds. */
static gboolean
refresh_cb (gpointer user_data)
{
  PodTrialWindow *self = user_data;

  if (self->trial != NULL && !self->is_leaving && pod_trial_is_signed_in (self->trial))
    pod_trial_refresh (self->trial);
  return G_SOURCE_CONTINUE;
}

static void
update_title (PodTrialWindow *self)
{
  const PodStudy *study = self->trial != NULL ? pod_trial_get_study (self->trial) : NULL;
  g_autofree char *subtitle = NULL;

  if (study != NULL && pod_trial_is_signed_in (self->trial))
    subtitle = g_strdup_printf ("%s · %s · %s", pod_study_get (study, "registry"),
                                pod_trial_get_user (self->trial),
                                pod_user_role_to_words (pod_trial_get_role (self->trial)));
  else if (study != NULL)
    subtitle = g_strdup (pod_study_get (study, "registry"));
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}

/* Said until it is right again, to whoever is there: most may do no more than tell somebody. */
static void
update_copy_line (PodTrialWindow *self)
{
  const char *warning = pod_copy_keeper_get_warning (self->copies);

  gtk_label_set_text (self->copy_warning, warning != NULL ? warning : "");
  gtk_widget_set_visible (self->copy_button,
                          self->trial != NULL && pod_trial_may (self->trial, POD_VERB_BACKUP));
  gtk_revealer_set_reveal_child (self->copy_line, warning != NULL);
}

/* The buttons follow the page; NULL where it has none. */
static GtkToggleButton *
find_button (PodTrialWindow *self, const char *page)
{
  return g_str_equal (page, "today")      ? self->today_button
         : g_str_equal (page, "subjects") ? self->subjects_button
         : g_str_equal (page, "wall")     ? self->wall_button
         : g_str_equal (page, "shifts")   ? self->shifts_button
                                          : NULL;
}

static void
update_switcher (PodTrialWindow *self, const char *page)
{
  GtkToggleButton *button = find_button (self, page);

  gtk_widget_set_visible (self->register_button, button != NULL);
  gtk_widget_set_visible (self->switcher, button != NULL);
  if (button != NULL)
    gtk_toggle_button_set_active (button, TRUE);
}

/* The page follows from what is open and who is signed in. */
static void
update_frame (PodTrialWindow *self)
{
  const char *page = pod_trial_window_get_page (self);
  gboolean signed_in = self->trial != NULL && pod_trial_is_signed_in (self->trial);

  gtk_widget_set_visible (self->back_button, g_str_equal (page, "subject"));
  update_switcher (self, page);
  gtk_widget_set_visible (self->lock_button, signed_in);
  gtk_revealer_set_reveal_child (self->demo_ribbon,
                                 self->trial != NULL && pod_trial_is_demo (self->trial));
  gtk_revealer_set_reveal_child (self->amendment_line,
                                 self->trial != NULL &&
                                     pod_trial_has_proposed_amendment (self->trial));
  gtk_widget_set_visible (self->amendment_button,
                          self->trial != NULL && pod_trial_may (self->trial, POD_VERB_SETTLE));
  update_title (self);
  update_copy_line (self);
  pod_trial_window_actions_update (self);
}

static void
show_page (PodTrialWindow *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  update_frame (self);
}

/* What shows the subjects; with NULL they show none. */
static void
set_pages_trial (PodTrialWindow *self, PodTrial *trial)
{
  pod_subject_list_set_trial (self->subjects, trial);
  pod_today_page_set_trial (self->today, trial);
  pod_chart_page_set_trial (self->wall, trial);
  pod_chart_page_set_trial (self->shifts, trial);
  if (self->subject != NULL)
    pod_subject_page_set_trial (self->subject, trial);
}

/* Four tabs of charts and tables: nobody waits for them before the sign-in page is seen. */
static PodSubjectPage *
ensure_subject_page (PodTrialWindow *self)
{
  if (self->subject == NULL)
    {
      self->subject = g_object_new (POD_TYPE_SUBJECT_PAGE, NULL);
      gtk_stack_add_named (self->stack, GTK_WIDGET (self->subject), "subject");
      pod_subject_page_set_trial (self->subject, self->trial);
    }
  return self->subject;
}

/* ---- signing in ---- */

/* What somebody sees first follows from what they may. */
static void
show_first_page (PodTrialWindow *self)
{
  if (pod_trial_must_change_password (self->trial))
    {
      show_page (self, "password");
      pod_password_page_set_trial (self->password, self->trial, TRUE);
      return;
    }
  pod_password_page_set_trial (self->password, NULL, TRUE);
  if (pod_trial_may (self->trial, POD_VERB_READ))
    set_pages_trial (self, self->trial);
  else
    pod_users_page_set_trial (self->people, self->trial);
  pod_trial_window_show_subjects (self);
  gtk_revealer_set_reveal_child (self->clock_line, !pod_trial_is_clock_sound (self->trial));
  pod_after_sign_in_tell (self);
}

/* No widget keeps what only somebody who is signed in may see. */
static void
hide_everything (PodTrialWindow *self)
{
  pod_toasts_dismiss_all (self->shown);
  gtk_revealer_set_reveal_child (self->clock_line, FALSE);
  pod_hiding_clear (GTK_WINDOW (self));
  set_pages_trial (self, NULL);
  pod_users_page_set_trial (self->people, NULL);
  pod_password_page_set_trial (self->password, NULL, TRUE);
}

static void
show_sign_in (PodTrialWindow *self)
{
  g_autofree char *user = g_steal_pointer (&self->leaving_user);
  const char *words = pod_trial_get_lock_words (self->trial);

  /* Shown first: what is not on the screen takes no focus. */
  show_page (self, "sign-in");
  pod_sign_in_page_set_trial (self->sign_in, self->trial);
  if (user != NULL && pod_trial_get_lock_cause (self->trial) != NULL)
    pod_sign_in_page_set_locked (self->sign_in, user);
  if (words != NULL)
    pod_sign_in_page_tell (self->sign_in, words);
}

/* The window locks the trial, and the trial itself: either way the same person comes back. */
static void
leaving_cb (PodTrialWindow *self)
{
  g_free (self->leaving_user);
  self->leaving_user = g_strdup (pod_trial_get_user (self->trial));
}

static void
signed_in_cb (PodTrialWindow *self)
{
  gboolean signed_in = pod_trial_is_signed_in (self->trial);

  pod_window_guard_set_active (self->guard, signed_in);
  if (signed_in)
    show_first_page (self);
  else
    {
      hide_everything (self);
      show_sign_in (self);
    }
}

/* Anything may have changed: what they may, too. */
static void
changed_cb (PodTrialWindow *self, gint64 subject)
{
  if (subject == 0)
    pod_trial_window_actions_update (self);
}

/* A new account's keys exist only now; where the role sees names they are nobody's until the PI confirms them. */
static void
password_changed_cb (PodTrialWindow *self)
{
  if (self->trial == NULL)
    return;
  if (pod_trial_is_signed_in (self->trial))
    show_first_page (self);
  else
    pod_sign_in_page_tell (self->sign_in,
                           _ ("Your password is set. Your account now waits for the confirmation "
                              "of a principal investigator."));
}

/* ---- locking ---- */

static void
lock_warning_cb (PodTrialWindow *self, gboolean warned)
{
  pod_idle_warning_set_shown (self->warning, warned);
}

/* The trial's "leaving" comes first, at which forms keep what was typed. */
void
pod_trial_window_lock (PodTrialWindow *self, const char *cause)
{
  if (self->trial == NULL || !pod_trial_is_signed_in (self->trial))
    return;
  pod_trial_lock (self->trial, cause);
}

static void
subject_activated_cb (PodTrialWindow *self, gint64 subject)
{
  pod_trial_window_show_subject (self, subject);
}

/* ---- today ---- */

static void
today_open_cb (PodTrialWindow *self, gint64 subject, const char *tab)
{
  pod_trial_window_show_subject (self, subject);
  if (g_str_equal (tab, "queries"))
    gtk_widget_activate_action (GTK_WIDGET (self->subject), "subject.queries", NULL);
  else if (g_str_equal (tab, "judge"))
    gtk_widget_activate_action (GTK_WIDGET (self->subject), "subject.judge", NULL);
  else
    pod_subject_page_show_tab (self->subject, tab);
}

static void
subject_judge_cb (PodTrialWindow *self, gint64 subject)
{
  today_open_cb (self, subject, "judge");
}

static void
today_drafts_cb (PodTrialWindow *self)
{
  pod_draft_offer (self);
}

/* Of them the one that was pressed; where the page is there already nothing is to be done. */
static void
switched_cb (GtkToggleButton *button, PodTrialWindow *self)
{
  const char *page = button == self->today_button    ? "today"
                     : button == self->wall_button   ? "wall"
                     : button == self->shifts_button ? "shifts"
                                                     : "subjects";

  if (gtk_toggle_button_get_active (button) && self->trial != NULL &&
      pod_trial_may (self->trial, POD_VERB_READ) &&
      !g_str_equal (page, pod_trial_window_get_page (self)))
    show_page (self, page);
}

/* Where the cell comes from, or would come from: a result on the charts, a visit on the timeline, an event in its list. */
static void
wall_open_cb (PodTrialWindow *self, gint64 subject, int type, gint64 id)
{
  pod_trial_window_show_subject (self, subject);
  if (type == POD_RECORD_FINDING)
    pod_subject_page_show_result (self->subject, id);
  else if (type == POD_RECORD_ADVERSE_EVENT)
    pod_subject_page_show_event (self->subject, id);
  else if (type == POD_RECORD_VISIT)
    pod_subject_page_show_visit (self->subject, id);
  else
    pod_subject_page_show_tab (self->subject, "timeline");
}

static void
close_trial (PodTrialWindow *self)
{
  if (self->trial == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->trial, self);
  pod_copy_keeper_set_trial (self->copies, NULL);
  pod_window_guard_set_active (self->guard, FALSE);
  hide_everything (self);
  pod_sign_in_page_set_trial (self->sign_in, NULL);
  pod_trial_close (self->trial);
  g_clear_object (&self->trial);
}

/* ---- leaving, which a copy comes before ---- */

typedef struct
{
  PodTrialWindow *self;
  PodTrial *next; /* NULL for none */
  gboolean closes;
} Leaving;

/* A trial that nobody will see is closed again. */
static void
left_cb (gboolean go_on, gpointer data)
{
  g_autofree Leaving *leaving = data;
  g_autoptr (PodTrialWindow) self = leaving->self;
  g_autoptr (PodTrial) next = leaving->next;

  self->is_leaving = FALSE;
  if (go_on)
    pod_trial_window_set_trial (self, next);
  else if (next != NULL)
    pod_trial_close (next);
  if (go_on && leaving->closes)
    gtk_window_close (GTK_WINDOW (self));
}

static void
leave (PodTrialWindow *self, PodTrial *next, gboolean closes)
{
  Leaving *leaving;

  /* Whoever asks twice wants it no more than once. */
  if (self->is_leaving && next != NULL)
    pod_trial_close (next);
  if (self->is_leaving)
    return;
  leaving = g_new0 (Leaving, 1);
  *leaving = (Leaving){ g_object_ref (self), next != NULL ? g_object_ref (next) : NULL, closes };
  self->is_leaving = TRUE;
  pod_copy_keeper_stop (self->copies);
  pod_closing_start (GTK_WINDOW (self), self->trial, left_cb, leaving);
}

static gboolean
pod_trial_window_close_request (GtkWindow *window)
{
  PodTrialWindow *self = POD_TRIAL_WINDOW (window);

  pod_window_size_save (window, self->settings);
  if (self->trial != NULL)
    {
      leave (self, NULL, TRUE);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (pod_trial_window_parent_class)->close_request (window);
}

static void
pod_trial_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TRIAL)
    g_value_set_object (value, POD_TRIAL_WINDOW (object)->trial);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_trial_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TRIAL)
    pod_trial_window_set_trial (POD_TRIAL_WINDOW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_trial_window_dispose (GObject *object)
{
  PodTrialWindow *self = POD_TRIAL_WINDOW (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->open_id, g_source_remove);
  g_clear_pointer (&self->path, g_free);
  if (self->subjects != NULL)
    close_trial (self);
  self->subjects = NULL;
  if (self->copies != NULL)
    g_signal_handlers_disconnect_by_data (self->copies, self);
  g_clear_object (&self->copies);
  g_clear_object (&self->guard);
  g_clear_object (&self->warning);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (pod_trial_window_parent_class)->dispose (object);
}

static void
pod_trial_window_finalize (GObject *object)
{
  PodTrialWindow *self = POD_TRIAL_WINDOW (object);

  g_object_unref (self->shown);
  g_free (self->leaving_user);
  G_OBJECT_CLASS (pod_trial_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, lock_button);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, register_button);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, today_button);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, subjects_button);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, wall_button);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, shifts_button);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, wall);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, shifts);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, today);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, demo_ribbon);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, amendment_line);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, amendment_button);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, copy_line);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, copy_warning);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, clock_line);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, welcome);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, sign_in);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, password);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, people);
  gtk_widget_class_bind_template_child (widget_class, PodTrialWindow, subjects);
}

static void
pod_trial_window_class_init (PodTrialWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pod_trial_window_get_property;
  object_class->set_property = pod_trial_window_set_property;
  object_class->dispose = pod_trial_window_dispose;
  object_class->finalize = pod_trial_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pod_trial_window_close_request;

  properties[PROP_TRIAL] = g_param_spec_object ("trial", NULL, NULL, POD_TYPE_TRIAL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (POD_TYPE_WELCOME_PAGE);
  g_type_ensure (POD_TYPE_SIGN_IN_PAGE);
  g_type_ensure (POD_TYPE_PASSWORD_PAGE);
  g_type_ensure (POD_TYPE_USERS_PAGE);
  g_type_ensure (POD_TYPE_SUBJECT_LIST);
  g_type_ensure (POD_TYPE_TODAY_PAGE);
  g_type_ensure (POD_TYPE_WALL_PAGE);
  g_type_ensure (POD_TYPE_SHIFT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-trial-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, subject_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, subject_judge_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_drafts_cb);
  gtk_widget_class_bind_template_callback (widget_class, switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, wall_open_cb);
  pod_trial_window_actions_install (widget_class);
  pod_lock_key_install ();
}

static void
pod_trial_window_init (PodTrialWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = pod_toasts_new (self->toasts);
  self->warning = pod_idle_warning_new (GTK_WINDOW (self), self->shown);
  self->settings = pod_window_size_restore (GTK_WINDOW (self));
  self->guard = pod_window_guard_new (GTK_WINDOW (self), self->settings);
  g_signal_connect_swapped (self->guard, "warning", G_CALLBACK (lock_warning_cb), self);
  g_signal_connect_swapped (self->guard, "lock", G_CALLBACK (pod_trial_window_lock), self);
  self->copies = pod_copy_keeper_new ();
  g_signal_connect_swapped (self->copies, "changed", G_CALLBACK (update_copy_line), self);
  self->refresh_id = g_timeout_add (POD_TRIAL_REFRESH_MS, refresh_cb, self);
  pod_import_dialog_accept_drops (self);
  update_frame (self);
}

PodTrialWindow *
pod_trial_window_new (GtkApplication *application)
{
  PodTrialWindow *self = g_object_new (POD_TYPE_TRIAL_WINDOW, "application", application, NULL);
  GtkShortcutsWindow *keys =
      gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self));

  if (keys != NULL)
    pod_key_names_write_out (GTK_WIDGET (keys));
  pod_window_guard_set_application (self->guard, application);
  return self;
}

void
pod_trial_window_show_welcome (PodTrialWindow *self)
{
  if (self->trial == NULL)
    show_page (self, "welcome");
}

static gboolean
open_cb (gpointer user_data)
{
  PodTrialWindow *self = user_data;
  g_autofree char *path = g_steal_pointer (&self->path);

  self->open_id = 0;
  pod_trial_window_open (self, path);
  return G_SOURCE_REMOVE;
}

void
pod_trial_window_open_soon (PodTrialWindow *self, const char *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
  show_page (self, "opening");
  /* After the first frame, which has a higher priority. */
  if (self->open_id == 0)
    self->open_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, open_cb, self, NULL);
}

void
pod_trial_window_set_trial (PodTrialWindow *self, PodTrial *trial)
{
  if (trial == self->trial)
    return;
  close_trial (self);
  if (trial != NULL)
    {
      self->trial = g_object_ref (trial);
      g_signal_connect_swapped (trial, "notify::signed-in", G_CALLBACK (signed_in_cb), self);
      pod_copy_keeper_set_trial (self->copies, trial);
      g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
      g_signal_connect_swapped (trial, "leaving", G_CALLBACK (leaving_cb), self);
      g_signal_connect_swapped (trial, "written", G_CALLBACK (pod_after_sign_in_look_again), self);
      signed_in_cb (self);
    }
  else
    show_page (self, "welcome");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRIAL]);
}

void
pod_trial_window_change_trial (PodTrialWindow *self, PodTrial *trial)
{
  if (self->trial == NULL || trial == self->trial)
    pod_trial_window_set_trial (self, trial);
  else
    leave (self, trial, FALSE);
}

PodCopyKeeper *
pod_trial_window_get_copies (PodTrialWindow *self)
{
  return self->copies;
}

PodTrial *
pod_trial_window_get_trial (PodTrialWindow *self)
{
  return self->trial;
}

void
pod_trial_window_show_subjects (PodTrialWindow *self)
{
  show_page (self, pod_trial_may (self->trial, POD_VERB_READ) ? "subjects" : "people");
}

void
pod_trial_window_show_today (PodTrialWindow *self)
{
  if (pod_trial_may (self->trial, POD_VERB_READ))
    show_page (self, "today");
}

void
pod_trial_window_show_wall (PodTrialWindow *self)
{
  if (pod_trial_may (self->trial, POD_VERB_READ))
    show_page (self, "wall");
}

void
pod_trial_window_show_shifts (PodTrialWindow *self)
{
  if (pod_trial_may (self->trial, POD_VERB_READ))
    show_page (self, "shifts");
}

void
pod_trial_window_go_back (PodTrialWindow *self)
{
  if (self->origin != NULL && pod_trial_may (self->trial, POD_VERB_READ))
    show_page (self, self->origin);
  else
    pod_trial_window_show_subjects (self);
}

void
pod_trial_window_show_people (PodTrialWindow *self)
{
  if (pod_trial_may (self->trial, POD_VERB_READ))
    gtk_window_present (GTK_WINDOW (pod_users_dialog_new (GTK_WINDOW (self), self->trial)));
  else
    show_page (self, "people");
}

void
pod_trial_window_reload_people (PodTrialWindow *self)
{
  pod_users_page_reload (self->people);
}

PodWindowGuard *
pod_trial_window_get_guard (PodTrialWindow *self)
{
  return self->guard;
}

void
pod_trial_window_show_subject (PodTrialWindow *self, gint64 subject)
{
  const char *page = pod_trial_window_get_page (self);

  /* From one subject to another, one still came from where the first was opened. */
  if (!g_str_equal (page, "subject"))
    self->origin = find_button (self, page) != NULL ? g_intern_string (page) : NULL;
  pod_subject_page_set_subject (ensure_subject_page (self), subject);
  show_page (self, "subject");
  pod_subject_page_focus_tab (self->subject);
}

void
pod_trial_window_show_screening (PodTrialWindow *self, gint64 subject)
{
  pod_trial_window_show_subject (self, subject);
  pod_subject_page_show_screening (self->subject);
}

void
pod_trial_window_count_news (PodTrialWindow *self)
{
  if (self->subjects != NULL && self->trial != NULL)
    pod_subject_list_count_news (self->subjects);
}

void
pod_trial_window_focus_search (PodTrialWindow *self)
{
  pod_trial_window_show_subjects (self);
  pod_subject_list_focus_search (self->subjects);
}

const char *
pod_trial_window_get_page (PodTrialWindow *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}

void
pod_trial_window_toast (PodTrialWindow *self, const char *text)
{
  pod_toasts_show (self->shown, text, POD_TOAST_SHORT);
}

void
pod_trial_window_tell (PodTrialWindow *self, const char *text)
{
  pod_toasts_show (self->shown, text, POD_TOAST_LONG);
}

AdwToast *
pod_trial_window_offer (PodTrialWindow *self, const char *text, const char *button)
{
  AdwToast *toast = pod_toasts_show (self->shown, text, POD_TOAST_LONG);

  adw_toast_set_button_label (toast, button);
  return toast;
}

void
pod_trial_window_warn (PodTrialWindow *self, const char *text)
{
  pod_toasts_show (self->shown, text, POD_TOAST_STAYS);
}
