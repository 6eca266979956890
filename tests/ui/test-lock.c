#include "pod-adverse-event-editor.h"
#include "pod-ask-dialog.h"
#include "pod-dialogs.h"
#include "pod-history-view.h"
#include "pod-screening-wizard.h"
#include "pod-session-watch.h"
#include "pod-subject-page.h"
#include "pod-test-window.h"
#include "pod-trial-users.h"
#include "pod-widget-picture.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

/* Locking: when it comes by itself, that nothing is left of what was seen, and how one comes back. */

#define PLANTED_NAME "Quillfeather Invented"
#define PLANTED_NUMBER "X-900777"
#define PLANTED_TEXT "quillwort rash"

/* ---- everything that any widget says ---- */

static void
look_for (GtkWidget *widget, const char *found, const char *what)
{
  static const char *const planted[] = { PLANTED_NAME, PLANTED_NUMBER, PLANTED_TEXT, "S-001" };

  for (gsize i = 0; found != NULL && i < G_N_ELEMENTS (planted); i++)
    if (strstr (found, planted[i]) != NULL)
      {
        for (; widget != NULL; widget = gtk_widget_get_parent (widget))
          g_printerr ("%s in\n", G_OBJECT_TYPE_NAME (widget));
        g_error ("%s still says %s", what, planted[i]);
      }
}

/* GTK tells what an accessible property is when it is asked for what it is not. */
static void
look_at_accessible (GtkWidget *widget)
{
  static const GtkAccessibleProperty properties[] = { GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                      GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT };

  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), properties[i]))
      {
        g_autofree char *found = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                                     properties[i],
                                                                     "nothing says this");

        look_for (widget, found, "an accessible property");
      }
}

static void
look_at_text (GtkWidget *widget)
{
  g_autofree char *text = NULL;

  if (GTK_IS_LABEL (widget))
    look_for (widget, gtk_label_get_label (GTK_LABEL (widget)), "a label");
  if (GTK_IS_EDITABLE (widget))
    look_for (widget, gtk_editable_get_text (GTK_EDITABLE (widget)), "a field");
  if (GTK_IS_TEXT_VIEW (widget))
    {
      g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &text, NULL);
      look_for (widget, text, "a text");
    }
  if (GTK_IS_WINDOW (widget))
    look_for (widget, gtk_window_get_title (GTK_WINDOW (widget)), "a title");
}

static guint
look_at (GtkWidget *widget)
{
  guint n = 1;

  look_at_text (widget);
  look_for (widget, gtk_widget_get_tooltip_text (widget), "a tooltip");
  look_at_accessible (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += look_at (child);
  return n;
}

static void
look_everywhere (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      n += look_at (window);
    }
  g_test_message ("%u widgets", n);
  g_assert_cmpuint (n, >, 100);
}

/* ---- the time ---- */

static gint64 now;

static gint64
read_now (void)
{
  return now;
}

static PodIdleLock *
take_clock (PodTrialWindow *window)
{
  PodIdleLock *idle = pod_window_guard_get_idle_lock (pod_trial_window_get_guard (window));

  pod_idle_lock_set_clock (idle, read_now);
  return idle;
}

static void
pass (PodIdleLock *idle, int seconds)
{
  now += (gint64) seconds * G_USEC_PER_SEC;
  pod_idle_lock_check (idle);
  pod_test_settle ();
}

/* ---- what is planted ---- */

static void
record_event (PodTrial *trial, gint64 subject)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record.subject = subject;
  event.term = PLANTED_TEXT;
  event.start = pod_moment_on (pod_trial_get_today (trial));
  pod_change_put_adverse_event (change, &event);
  pod_trial_commit (trial, change, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The row that says what was typed, so that it stands in full below the list. */
static void
select_history_row (gpointer page)
{
  gpointer view = pod_widget_find (page, POD_TYPE_HISTORY_VIEW);
  gpointer selection = pod_test_child (view, "selection");
  gpointer detail = pod_test_child (view, "detail");

  g_assert_true (pod_test_wait_shows (view, PLANTED_TEXT));
  for (guint i = 0; i < g_list_model_get_n_items (selection); i++)
    {
      gtk_single_selection_set_selected (selection, i);
      if (pod_test_shows (detail, PLANTED_TEXT))
        return;
    }
  g_assert_not_reached ();
}

static void
see_everything (PodTrialWindow *window, gint64 subject)
{
  static const char *const tabs[] = { "timeline", "labs", "eligibility", "history", "events" };
  gpointer page;

  pod_trial_window_show_subject (window, subject);
  page = pod_widget_find (GTK_WIDGET (window), POD_TYPE_SUBJECT_PAGE);
  for (gsize i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      pod_subject_page_show_tab (page, tabs[i]);
      pod_test_settle ();
      if (g_str_equal (tabs[i], "history"))
        select_history_row (page);
    }
  g_assert_true (pod_test_shows (window, PLANTED_TEXT));
  gtk_toggle_button_set_active (pod_test_child (page, "reveal_button"), TRUE);
  g_assert_true (pod_test_shows (window, PLANTED_NAME));
}

static void
type_into_dialogs (PodTrialWindow *window)
{
  gpointer dialog;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.register", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_SCREENING_WIZARD);
  gtk_editable_set_text (pod_test_child (pod_test_child (dialog, "patient"), "name"), PLANTED_NAME);
  gtk_editable_set_text (pod_test_child (pod_test_child (dialog, "patient"), "record_number"),
                         PLANTED_NUMBER);
  pod_trial_window_toast (window, PLANTED_TEXT);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), PLANTED_NAME);
  pod_test_settle ();
}

/* The subject's page, a dialog with something typed, a toast, the clipboard: after ten minutes without a touch no widget of the
 * process says any of it, whether it is seen or not. */
static void
test_nothing_is_left (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  gint64 subject = pod_test_register (trial, PLANTED_NAME, PLANTED_NUMBER, "mn");
  PodTrialWindow *window;
  PodIdleLock *idle;

  record_event (trial, subject);
  window = pod_test_window_open (g_object_ref (trial));
  idle = take_clock (window);
  see_everything (window, subject);
  type_into_dialogs (window);
  pass (idle, 10 * 60);

  g_assert_false (pod_trial_is_signed_in (trial));
  g_assert_cmpuint (g_list_model_get_n_items (pod_trial_get_subjects (trial)), ==, 0);
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  g_assert_null (gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (window))));
  look_everywhere ();
  pod_test_picture (window, "lock-locked.png");
  g_object_unref (trial);
  pod_test_window_close (window);
}

static void
count_answer (const char *path, gpointer data)
{
  g_assert_null (path);
  *(guint *) data += 1;
}

static guint
count_windows (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      n += gtk_widget_get_mapped (window);
    }
  return n;
}

/* GTK's chooser looks for cloud providers, which leave the names of their folders behind. */
static void
open_chooser (PodTrialWindow *window, guint *answers)
{
#ifdef __SANITIZE_ADDRESS__
  __lsan_disable ();
#endif
  pod_dialogs_choose_file (GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, "Save", "_Save",
                           "name.csv", count_answer, answers);
  pod_test_settle ();
#ifdef __SANITIZE_ADDRESS__
  __lsan_enable ();
#endif
}

/* No chooser, which lists whatever lies in a folder, stays open over a locked window; whoever waits for it is told. */
static void
test_chooser_goes (void)
{
  PodTrialWindow *window = pod_test_window_open (pod_test_trial (pod_test_dir ()));
  guint answers = 0;

  /* By its native half, as a lock does where the desktop shows it: no list of windows has that. */
  open_chooser (window, &answers);
  g_assert_cmpuint (count_windows (), ==, 2);
  pod_dialogs_cancel_choosers (GTK_WINDOW (window));
  pod_test_settle ();
  g_assert_cmpuint (answers, ==, 1);
  g_assert_cmpuint (count_windows (), ==, 1);

  open_chooser (window, &answers);
  g_assert_cmpuint (count_windows (), ==, 2);
  pod_trial_window_lock (window, "idle");
  pod_test_settle ();
  g_assert_cmpuint (answers, ==, 2);
  g_assert_cmpuint (count_windows (), ==, 1);
  pod_test_window_close (window);
}

/* Ten minutes unless the settings say otherwise, warned half a minute before, and a touch begins it anew. */
static void
test_idle (void)
{
  PodTrialWindow *window = pod_test_window_open (pod_test_trial (pod_test_dir ()));
  PodIdleLock *idle = take_clock (window);
  static const char *const warning = "Press any key to go on";

  g_assert_cmpint (pod_idle_lock_get_minutes (idle), ==, 10);
  pass (idle, 10 * 60 - 31);
  g_assert_false (pod_test_shows (window, warning));
  pass (idle, 1);
  g_assert_true (pod_test_wait_shows (window, warning));
  pod_test_picture (window, "lock-warning.png");
  pod_idle_lock_touch (idle);
  pod_test_settle ();
  g_assert_false (pod_test_shows (window, warning));

  pass (idle, 10 * 60 - 1);
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "subjects");
  pass (idle, 1);
  g_assert_cmpstr (pod_trial_window_get_page (window), ==, "sign-in");
  pod_test_window_close (window);
}

/* A dialog covers the window: the warning stands in the dialog as well, and what is being typed keeps the keyboard. */
static void
test_idle_in_dialog (void)
{
  PodTrialWindow *window = pod_test_window_open (pod_test_trial (pod_test_dir ()));
  PodIdleLock *idle = take_clock (window);
  gpointer dialog, focus;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.register", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_SCREENING_WIZARD);
  focus = gtk_window_get_focus (dialog);
  pass (idle, 10 * 60 - 30);
  g_assert_true (pod_test_wait_shows (dialog, "Press any key to go on"));
  g_assert_true (gtk_window_get_focus (dialog) == focus);
  pod_test_picture (dialog, "lock-warning-dialog.png");
  pod_idle_lock_touch (idle);
  pod_test_settle ();
  g_assert_false (pod_test_shows (dialog, "Press any key to go on"));
  pass (idle, 10 * 60);
  g_assert_null (pod_test_toplevel (POD_TYPE_SCREENING_WIZARD));
  pod_test_window_close (window);
}

static gboolean
is_not_warned (gpointer window)
{
  return !pod_test_shows (window, "Press any key to go on");
}

/* Real keys and a real pointer, as far as X has them. */
static void
send (const char *first, const char *second, const char *third)
{
  const char *argv[] = { "xdotool", first, second, third, NULL };
  g_autoptr (GSubprocess)
      process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
}

static void
check_touch (PodTrialWindow *window, const char *first, const char *second, const char *third)
{
  g_test_message ("%s %s %s", first, second, third != NULL ? third : "");
  pass (take_clock (window), 10 * 60 - 20);
  g_assert_true (pod_test_wait_shows (window, "Press any key to go on"));
  send (first, second, third);
  g_assert_true (pod_test_run_until (is_not_warned, window, 30000));
}

/* A key, the pointer, a click: in the window and in a dialog of it; but time alone is no touch. */
static void
test_touches (void)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  PodTrialWindow *window;
  gpointer dialog;

  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not there");
      return;
    }
  window = pod_test_window_open (pod_test_trial (pod_test_dir ()));
  send ("mousemove", "300", "300");
  pod_test_settle ();
  check_touch (window, "key", "Shift_L", NULL);
  check_touch (window, "mousemove", "320", "310");
  check_touch (window, "click", "1", NULL);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.register", NULL);
  pod_test_settle ();
  dialog = pod_test_toplevel (POD_TYPE_SCREENING_WIZARD);
  send ("mousemove", "200", "200");
  pod_test_settle ();
  check_touch (window, "key", "Shift_L", NULL);
  g_assert_nonnull (dialog);
  pass (take_clock (window), 10 * 60 - 20);
  pod_test_settle ();
  g_assert_true (pod_test_wait_shows (window, "Press any key to go on"));
  pod_test_window_close (window);
}

/* Nobody makes it never, nor so short that nobody can read. */
static void
test_bounds (void)
{
  static const struct
  {
    int asked;
    int minutes;
  } table[] = { { 0, 1 }, { 1, 1 }, { 30, 30 }, { 31, 30 }, { -5, 1 } };
  PodTrialWindow *window = pod_test_window_open (NULL);
  PodIdleLock *idle = take_clock (window);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      pod_idle_lock_set_minutes (idle, table[i].asked);
      g_assert_cmpint (pod_idle_lock_get_minutes (idle), ==, table[i].minutes);
    }
  pod_test_window_close (window);
}

/* What the menu says holds at once. */
static void
test_settings (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.podocyte.Podocyte");
  PodTrialWindow *window = pod_test_window_open (NULL);
  PodIdleLock *idle = take_clock (window);

  g_settings_set_int (settings, "idle-minutes", 5);
  g_assert_cmpint (pod_idle_lock_get_minutes (idle), ==, 5);
  g_settings_reset (settings, "idle-minutes");
  g_assert_cmpint (pod_idle_lock_get_minutes (idle), ==, 10);
  pod_test_window_close (window);
}

/* While nobody is signed in there is nothing to lock, and nothing is said. */
static void
test_nobody_is_warned (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window;
  PodIdleLock *idle;

  pod_trial_sign_out (trial);
  window = pod_test_window_open (trial);
  idle = take_clock (window);
  pass (idle, 3600);
  g_assert_false (pod_test_shows (window, "Press any key"));
  g_assert_false (pod_test_shows (window, "Locked"));
  pod_test_window_close (window);
}

/* ---- what the desktop tells ---- */

#define SESSION_PATH "/org/freedesktop/login1/session/_31"

/* The other end of what keeps the machine awake; -1 before it was given. */
static int awake = -1;

static void
answer_inhibit (GDBusMethodInvocation *invocation)
{
  g_autoptr (GUnixFDList) list = g_unix_fd_list_new ();
  int ends[2];

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_unix_set_fd_nonblocking (ends[0], TRUE, NULL);
  if (awake >= 0)
    close (awake);
  awake = ends[0];
  g_unix_fd_list_append (list, ends[1], NULL);
  close (ends[1]);
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                           list);
}

/* Nobody holds the pipe any more. */
static gboolean
may_sleep (gpointer data)
{
  char byte;

  return read (awake, &byte, 1) == 0;
}

static void
answer_call (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *method,
             GVariant *parameters,
             GDBusMethodInvocation *invocation,
             gpointer user_data)
{
  if (g_str_equal (method, "GetSessionByPID"))
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", SESSION_PATH));
  else
    answer_inhibit (invocation);
  *(guint *) user_data += 1;
}

/* A logind of our own on the test's bus: it knows our session. */
static guint
be_logind (GDBusConnection *bus, guint *calls)
{
  static const GDBusInterfaceVTable table = { .method_call = answer_call };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (
      "<node><interface name='org.freedesktop.login1.Manager'>"
      "<method name='GetSessionByPID'><arg type='u' direction='in'/><arg type='o' direction='out'/>"
      "</method><method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='h' direction='out'/>"
      "</method></interface></node>",
      NULL);
  g_autoptr (GVariant) reply = NULL;
  guint id;

  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.login1", 0), NULL, 0,
                                       -1, NULL, NULL);
  g_assert_nonnull (reply);
  id = g_dbus_connection_register_object (bus, "/org/freedesktop/login1", node->interfaces[0],
                                          &table, calls, NULL, NULL);
  g_assert_cmpuint (id, !=, 0);
  return id;
}

static gboolean
was_asked_twice (gpointer data)
{
  return *(guint *) data >= 2;
}

static void
keep_cause (PodSessionWatch *watch, const char *cause, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (cause);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static GVariant *
make_change (const char *property, gboolean value)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sv}"));
  g_variant_builder_add (&builder, "{sv}", property, g_variant_new_boolean (value));
  return g_variant_new ("(sa{sv}as)", "org.freedesktop.login1.Session", &builder, NULL);
}

static void
test_desktop (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (PodSessionWatch) watch = pod_session_watch_new (NULL);
  guint calls = 0, logind;
  struct
  {
    const char *path;
    const char *interface;
    const char *signal;
    GVariant *parameters;
    const char *cause; /* NULL: nobody leaves */
  } table[] = {
    { "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
      g_variant_new ("(b)", TRUE), "suspend" },
    { "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
      g_variant_new ("(b)", FALSE), NULL },
    { SESSION_PATH, "org.freedesktop.login1.Session", "Lock", NULL, "screen" },
    { SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
      make_change ("Active", FALSE), "screen" },
    { SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
      make_change ("Active", TRUE), NULL },
    { SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
      make_change ("LockedHint", TRUE), "screen" },
    { "/org/freedesktop/login1/session/_32", "org.freedesktop.login1.Session", "Lock", NULL, NULL },
  };

  if (bus == NULL)
    {
      g_test_skip ("there is no session bus");
      return;
    }
  logind = be_logind (bus, &calls);
  pod_session_watch_listen (watch, bus);
  g_assert_true (pod_test_run_until (was_asked_twice, &calls, 30000));
  pod_test_settle ();
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *cause = NULL;
      gulong id = g_signal_connect (watch, "leaving", G_CALLBACK (keep_cause), &cause);

      g_test_message ("%s %s", table[i].path, table[i].signal);
      g_dbus_connection_emit_signal (bus, NULL, table[i].path, table[i].interface, table[i].signal,
                                     table[i].parameters, NULL);
      g_dbus_connection_flush_sync (bus, NULL, NULL);
      if (table[i].cause != NULL)
        g_assert_true (pod_test_run_until (is_set, &cause, 30000));
      else
        pod_test_settle ();
      g_assert_cmpstr (cause, ==, table[i].cause);
      g_signal_handler_disconnect (watch, id);
    }
  g_dbus_connection_unregister_object (bus, logind);
}

static void
keep_sleepless (PodSessionWatch *watch, const char *cause, gboolean *may)
{
  *may = may_sleep (NULL);
}

/* The machine sleeps only once a frame without names was drawn; where nothing is drawn any more it does not wait for ever. */
static void
test_sleep_waits (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (PodSessionWatch) watch = pod_session_watch_new (NULL);
  GtkWidget *unseen = g_object_ref_sink (gtk_label_new (NULL));
  g_autofree char *cause = NULL;
  gboolean may = TRUE;
  guint calls = 0, logind;

  if (bus == NULL)
    {
      g_test_skip ("there is no session bus");
      return;
    }
  logind = be_logind (bus, &calls);
  pod_session_watch_set_widget (watch, unseen);
  pod_session_watch_listen (watch, bus);
  g_assert_true (pod_test_run_until (was_asked_twice, &calls, 30000));
  pod_test_settle ();
  g_signal_connect (watch, "leaving", G_CALLBACK (keep_sleepless), &may);
  g_signal_connect (watch, "leaving", G_CALLBACK (keep_cause), &cause);
  g_dbus_connection_emit_signal (bus, NULL, "/org/freedesktop/login1",
                                 "org.freedesktop.login1.Manager", "PrepareForSleep",
                                 g_variant_new ("(b)", TRUE), NULL);
  g_assert_true (pod_test_run_until (is_set, &cause, 30000));
  g_assert_false (may);
  g_assert_false (may_sleep (NULL));
  g_assert_true (pod_test_run_until (may_sleep, NULL, 5000));
  g_object_unref (unseen);
  g_dbus_connection_unregister_object (bus, logind);
}

/* ---- coming back ---- */

static void
test_coming_back (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (trial);
  gpointer page = pod_test_child (window, "sign_in");
  gpointer user = pod_test_child (page, "user");
  gpointer password = pod_test_child (page, "password");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.lock", NULL);
  pod_test_settle ();
  g_assert_true (pod_test_shows (window, "Locked"));
  g_assert_cmpstr (gtk_editable_get_text (user), ==, "pi");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), password));

  g_signal_emit_by_name (pod_test_child (page, "other_button"), "clicked");
  pod_test_settle ();
  g_assert_false (pod_test_shows (window, "Locked"));
  g_assert_cmpstr (gtk_editable_get_text (user), ==, "");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), user));
  pod_test_window_close (window);
}

static gboolean
is_at_sign_in (gpointer window)
{
  return g_str_equal (pod_trial_window_get_page (window), "sign-in");
}

static void
expect_told (PodTrialWindow *window, const char *user, const char *words)
{
  gpointer page = pod_test_child (window, "sign_in");

  g_assert_true (pod_test_run_until (is_at_sign_in, window, 30000));
  pod_test_settle ();
  g_assert_true (pod_test_shows (window, words));
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (page, "user")), ==, user);
}

static void
end_account (const char *path, const char *user)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrial) other = pod_trial_open (path, NULL, NULL, &error);
  g_autoptr (GPtrArray) users = NULL;

  pod_test_sign_in (other, "pi");
  users = pod_trial_list_users (other, &error);
  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (((PodUser *) g_ptr_array_index (users, i))->name, user))
      pod_trial_revoke_user (other, ((PodUser *) g_ptr_array_index (users, i))->id, "left", &error);
  g_assert_no_error (error);
  pod_trial_close (other);
}

/* Who is put out is told why, whoever or whatever did it. */
static void
test_causes (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (g_object_ref (trial));

  pod_trial_window_lock (window, "idle");
  expect_told (window, "pi", "nobody touched it");
  pod_test_sign_in (trial, "pi");
  pod_trial_window_lock (window, "suspend");
  expect_told (window, "pi", "went to sleep");
  pod_test_sign_in (trial, "coordinator");
  end_account (pod_trial_get_path (trial), "coordinator");
  expect_told (window, "coordinator", "Your account was ended");
  pod_test_sign_in (trial, "pi");
  for (int i = 0; i < 5; i++)
    g_assert_false (pod_trial_check_password (trial, "not the password", NULL));
  expect_told (window, "pi", "This account is locked until");
  pod_test_picture (window, "lock-guessing.png");
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* Closing a trial is no lock: whoever opens it next is told no name. */
static void
test_closing_keeps_no_user (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  PodTrialWindow *window = pod_test_window_open (g_object_ref (trial));

  pod_trial_window_lock (window, "asked");
  pod_trial_window_set_trial (window, NULL);
  g_assert_cmpstr (gtk_editable_get_text (pod_test_child (pod_test_child (window, "sign_in"),
                                                          "user")),
                   ==, "");
  g_object_unref (trial);
  pod_test_window_close (window);
}

/* A name that was asked for goes by itself. */
static void
test_name_hides (void)
{
  PodTrial *trial = pod_test_trial (pod_test_dir ());
  gint64 subject = pod_test_register (trial, PLANTED_NAME, PLANTED_NUMBER, "mn");
  PodTrialWindow *window = pod_test_window_open (trial);
  gpointer page, button, name;

  pod_trial_window_show_subject (window, subject);
  page = pod_widget_find (GTK_WIDGET (window), POD_TYPE_SUBJECT_PAGE);
  name = pod_test_child (page, "name");
  button = pod_test_child (page, "reveal_button");
  pod_subject_page_set_reveal_seconds (page, 1);
  g_assert_cmpstr (gtk_label_get_text (name), ==, "");
  gtk_toggle_button_set_active (button, TRUE);
  g_assert_cmpstr (gtk_label_get_text (name), ==, PLANTED_NAME);
  g_usleep (2100 * 1000);
  pod_test_settle ();
  g_assert_cmpstr (gtk_label_get_text (name), ==, "");
  g_assert_false (gtk_toggle_button_get_active (button));
  pod_test_window_close (window);
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/lock/R18-nothing-is-left", test_nothing_is_left);
  g_test_add_func ("/ui/lock/R18-chooser-goes", test_chooser_goes);
  g_test_add_func ("/ui/lock/R18-idle", test_idle);
  g_test_add_func ("/ui/lock/R18-idle-in-dialog", test_idle_in_dialog);
  g_test_add_func ("/ui/lock/R18-touches", test_touches);
  g_test_add_func ("/ui/lock/R18-bounds", test_bounds);
  g_test_add_func ("/ui/lock/R18-settings", test_settings);
  g_test_add_func ("/ui/lock/nobody-is-warned", test_nobody_is_warned);
  g_test_add_func ("/ui/lock/R18-desktop", test_desktop);
  g_test_add_func ("/ui/lock/R18-sleep-waits", test_sleep_waits);
  g_test_add_func ("/ui/lock/coming-back", test_coming_back);
  g_test_add_func ("/ui/lock/causes", test_causes);
  g_test_add_func ("/ui/lock/closing-keeps-no-user", test_closing_keeps_no_user);
  g_test_add_func ("/ui/lock/name-hides", test_name_hides);
  return g_test_run ();
}
