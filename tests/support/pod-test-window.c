#include "pod-test-window.h"

#include "pod-problem.h"
#include "pod-trial-draft.h"
#include "pod-trial-users.h"

#include <string.h>
#include <unistd.h>

#include "pod-leak-roots.h"
#include "pod-vault-private.h"
#include "pod-widget-picture.h"

/* A page under a sanitizer takes its time. */
#define WAIT_MS 30000

void
pod_test_window_init (int *argc, char ***argv)
{
  pod_leak_roots_keep ();
  /* What a password costs is no matter of windows; the programs that tests start as people do have it in full. */
  pod_vault_set_test_cost ();
  gtk_test_init (argc, argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
}

/* ---- trials ---- */

static PodInstant noon;

static const PodClock *
get_clock (void)
{
  static PodClock clock;

  if (clock.now == NULL)
    {
      g_assert_true (pod_instant_parse ("2026-11-23T04:00:00.000Z", &noon));
      noon.offset_min = 480;
      clock = pod_clock_fixed (&noon);
    }
  return &clock;
}

void
pod_test_move_clock (int seconds)
{
  noon.utc_us += seconds * (gint64) G_USEC_PER_SEC;
}

void
pod_test_set_now (const char *instant)
{
  get_clock ();
  g_assert_true (pod_instant_parse (instant, &noon));
  noon.offset_min = 480;
}

PodTrial *
pod_test_trial (const char *dir)
{
  g_autoptr (GError) error = NULL;
  PodTrialCreation creation = { .path = pod_test_path (dir, "site.podocyte"),
                                .study = "nct07241468",
                                .user = "pi",
                                .password = POD_TEST_PASSWORD,
                                .clock = get_clock () };
  PodTrial *trial = pod_trial_create (&creation, NULL, &error);

  g_assert_no_error (error);
  pod_trial_add_person (trial,
                        &(PodNewUser){ .user = "coordinator",
                                       .password = POD_TEST_PASSWORD,
                                       .role = POD_USER_COORDINATOR,
                                       .own_password = TRUE },
                        &error);
  g_assert_no_error (error);
  pod_trial_add_person (trial,
                        &(PodNewUser){ .user = "monitor",
                                       .password = POD_TEST_PASSWORD,
                                       .role = POD_USER_MONITOR,
                                       .own_password = TRUE },
                        &error);
  g_assert_no_error (error);
  return trial;
}

PodStudy *
pod_test_load_without (const char *file)
{
  const char *data = g_getenv ("PODOCYTE_DATA_DIR");
  g_autofree char *study = g_build_filename (data, "studies", "nct07241468", NULL);
  g_autofree char *knowledge = g_build_filename (data, "knowledge", NULL);
  const char *dir = pod_test_dir ();
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GDir) files = g_dir_open (knowledge, 0, NULL);
  PodStudy *loaded;

  for (const char *name = g_dir_read_name (files); name != NULL; name = g_dir_read_name (files))
    {
      g_autofree char *from = g_build_filename (knowledge, name, NULL);

      if (!g_str_equal (name, file))
        g_assert_cmpint (symlink (from, pod_test_path (dir, name)), ==, 0);
    }
  loaded = pod_study_load (study, dir, problems);
  g_assert_nonnull (loaded);
  return loaded;
}

gint64
pod_test_register (PodTrial *trial, const char *name, const char *record_number, const char *cohort)
{
  g_autoptr (GError) error = NULL;
  PodRegistration registration = { .name = name,
                                   .record_number = record_number,
                                   .birth_date = pod_date_new (1968, 4, 21),
                                   .sex = "female",
                                   .cohort = cohort,
                                   .consent = pod_trial_get_today (trial) };
  gint64 subject = pod_trial_register (trial, &registration, &error);

  g_assert_no_error (error);
  return subject;
}

void
pod_test_sign_in (PodTrial *trial, const char *user)
{
  g_autoptr (GError) error = NULL;

  pod_trial_sign_out (trial);
  pod_trial_sign_in (trial, user, POD_TEST_PASSWORD, &error);
  g_assert_no_error (error);
}

/* ---- windows ---- */

void
pod_test_settle (void)
{
  for (int i = 0; i < 30; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

PodTrialWindow *
pod_test_window_open (PodTrial *trial)
{
  PodTrialWindow *window = pod_trial_window_new (NULL);

  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 768);
  if (trial != NULL)
    pod_trial_window_set_trial (window, trial);
  g_clear_object (&trial);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  return window;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
pod_test_window_close (PodTrialWindow *window)
{
  gpointer left = window;

  g_object_add_weak_pointer (G_OBJECT (window), &left);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_true (pod_test_run_until (is_gone, &left, WAIT_MS));
}

gpointer
pod_test_child (gpointer widget, const char *id)
{
  GObject *child = NULL;

  for (GType type = G_OBJECT_TYPE (widget); child == NULL && type != GTK_TYPE_WIDGET;
       type = g_type_parent (type))
    child = gtk_widget_get_template_child (GTK_WIDGET (widget), type, id);
  g_assert_nonnull (child);
  return child;
}

static gboolean
is_at_rest (gpointer widget)
{
  GtkWidget *work = *(GtkWidget **) widget;

  return work == NULL || gtk_widget_in_destruction (work) || !gtk_widget_get_mapped (work) ||
         !gtk_spinner_get_spinning (pod_test_child (work, "spinner"));
}

void
pod_test_wait_work (gpointer widget)
{
  gpointer work = NULL;

  g_set_weak_pointer (&work, widget);
  g_assert_true (pod_test_run_until (is_at_rest, &work, 60000));
  g_clear_weak_pointer (&work);
  pod_test_settle ();
}

gpointer
pod_test_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GObject) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

/* ---- what is to be seen ---- */

static gboolean
says (GtkWidget *widget, const char *text)
{
  const char *words = NULL;

  if (GTK_IS_LABEL (widget))
    words = gtk_label_get_text (GTK_LABEL (widget));
  else if (GTK_IS_TEXT (widget))
    words = gtk_editable_get_text (GTK_EDITABLE (widget));
  return words != NULL && strstr (words, text) != NULL;
}

static GtkLabel *
find_label (gpointer root, const char *text, gboolean whole, gboolean seen)
{
  const char *said = GTK_IS_LABEL (root) && (!seen || gtk_widget_get_mapped (root))
                         ? gtk_label_get_text (root)
                         : NULL;
  GtkLabel *found = NULL;

  if (said != NULL && (whole ? g_str_equal (said, text) : strstr (said, text) != NULL))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text, whole, seen);
  return found;
}

GtkLabel *
pod_test_find_label (gpointer root, const char *text, gboolean whole)
{
  return find_label (root, text, whole, FALSE);
}

GtkLabel *
pod_test_see_label (gpointer root, const char *text)
{
  return find_label (root, text, TRUE, TRUE);
}

void
pod_test_press_key (const char *key)
{
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                                                      "xdotool", "key", "--delay", "40", key, NULL);

  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  pod_test_settle ();
}

gboolean
pod_test_shows (gpointer root, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (says (root, text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (pod_test_shows (child, text))
      return TRUE;
  return FALSE;
}

typedef struct
{
  gpointer root;
  const char *text;
} Sight;

static gboolean
is_seen (gpointer data)
{
  Sight *sight = data;

  return pod_test_shows (sight->root, sight->text);
}

gboolean
pod_test_wait_shows (gpointer root, const char *text)
{
  return pod_test_run_until (is_seen, &(Sight){ root, text }, WAIT_MS);
}

void
pod_test_picture (gpointer window, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, name, NULL);
  g_autoptr (GError) error = NULL;

  pod_widget_picture_prepare (window);
  pod_test_settle ();
  pod_widget_picture_save (window, path, &error);
  g_assert_no_error (error);
}

/* Presses the button, as a person does: the dialog closes by it. */
gboolean
pod_test_press (gpointer root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    {
      g_signal_emit_by_name (root, "clicked");
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (pod_test_press (child, label))
      return TRUE;
  return FALSE;
}

void
pod_test_answer (const char *label)
{
  GtkWidget *dialog;

  pod_test_settle ();
  dialog = pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_true (pod_test_press (dialog, label));
  pod_test_settle ();
}

/* ---- what is on record, and what is kept ---- */

#define PATIENCE_MS 10000

PodCasebook *
pod_test_load (PodTrial *trial, gint64 subject)
{
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook = pod_trial_load_casebook (trial, subject, &error);

  g_assert_no_error (error);
  return casebook;
}

guint
pod_test_count_drafts (PodTrial *trial)
{
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (trial, NULL);

  return drafts != NULL ? drafts->len : 0;
}

typedef struct
{
  PodTrial *trial;
  guint n;
} Drafts;

static gboolean
has_drafts (gpointer data)
{
  const Drafts *wanted = data;

  return pod_test_count_drafts (wanted->trial) == wanted->n;
}

gboolean
pod_test_wait_drafts (PodTrial *trial, guint n)
{
  Drafts wanted = { trial, n };

  return pod_test_run_until (has_drafts, &wanted, PATIENCE_MS);
}

static gboolean
has_toplevel (gpointer type)
{
  return pod_test_toplevel (GPOINTER_TO_SIZE (type)) != NULL;
}

static gboolean
has_no_toplevel (gpointer type)
{
  return !has_toplevel (type);
}

gboolean
pod_test_wait_toplevel (GType type, gboolean is_there)
{
  return pod_test_run_until (is_there ? has_toplevel : has_no_toplevel, GSIZE_TO_POINTER (type),
                             PATIENCE_MS);
}

void
pod_test_present (gpointer window)
{
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
}
