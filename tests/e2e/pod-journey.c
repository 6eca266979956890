#include "pod-journey.h"

#include <string.h>

#include "pod-journey-tree.h"

/* The library has none of its own. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiEditableText, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)

/* A program under a sanitizer takes its time. */
#define WAIT_MS 60000
/* What has no name by then has none. */
#define NAMELESS_MS 2000
#define PASSWORD POD_JOURNEY_PASSWORD
/* Where there is no window manager all windows lie in the corner, and keys go to what is under the pointer, which begins outside. */
#define POINT 60
/* From one end of a window to the other there are fewer. */
#define MOST_KEYS 60

static const char *program_path;
static const char *command_path;
static char *site_path;

/* ---- the site ---- */

static void
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess)
      process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
copy_file (const char *from, const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autoptr (GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* In the display's own folder, which goes away with it. */
static void
make_site (void)
{
  const char *home = g_getenv ("XDG_RUNTIME_DIR");
  g_autofree char *password = g_build_filename (home, "password", NULL);
  g_autoptr (GError) error = NULL;

  site_path = g_build_filename (home, "site.podocyte", NULL);
  g_file_set_contents (password, PASSWORD "\n", -1, &error);
  g_assert_no_error (error);
  run ((const char *[]){ command_path, "init", "--study", "nct07241468", "--demo", "3", "--seed",
                         "1", "--db", site_path, "--user", "pi", "--password-file", password,
                         NULL });
}

void
pod_journey_init_bare (int argc, char **argv)
{
  g_assert_cmpint (argc, >=, 3);
  program_path = argv[1];
  command_path = argv[2];
  /* The bus's library warns of whatever goes away while it is looked at; in the program every warning stays fatal. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  atspi_init ();
  g_assert_true (atspi_generate_mouse_event (POINT, POINT, "abs", NULL));
}

void
pod_journey_init (int argc, char **argv)
{
  pod_journey_init_bare (argc, argv);
  make_site ();
}

/* ---- the tree ---- */

/* What is done to something that was found: TRUE where it took it. */
typedef gboolean (*Deed) (AtspiAccessible *accessible, const char *text);

typedef struct
{
  const char *role;
  const char *name;
  Deed deed; /* NULL: to be there is enough */
  const char *text;
} Wanted;

/* A button's name is its label, mnemonic and all, and then its child's: "_Sign In Sign In". */
static gboolean
begins_with (const char *name, const char *wanted)
{
  const char *n = name;

  for (const char *w = wanted; *w != '\0'; n++)
    if (*n == *w)
      w++;
    else if (*n != '_')
      return FALSE;
  return TRUE;
}

static gboolean
is_wanted (const PodJourneyNode *node, const Wanted *wanted)
{
  g_autofree char *role = wanted->role != NULL ? atspi_role_get_name (node->role) : NULL;

  if (!begins_with (node->name, wanted->name))
    return FALSE;
  /* A field to search in is an entry, any other a text. */
  if (g_strcmp0 (wanted->role, "text") == 0 && g_strcmp0 (role, "entry") == 0)
    return TRUE;
  return g_strcmp0 (role, wanted->role) == 0;
}

static gboolean
takes (PodJourneyTree *tree, const PodJourneyNode *node, const Wanted *wanted)
{
  g_autoptr (AtspiAccessible) thing = wanted->deed != NULL ? pod_journey_tree_find (tree, node)
                                                           : NULL;

  return wanted->deed == NULL || (thing != NULL && wanted->deed (thing, wanted->text));
}

/* What was asked a moment ago says nothing of now. */
static AtspiAccessible *
forget (AtspiAccessible *accessible)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  atspi_accessible_set_cache_mask (accessible, ATSPI_CACHE_NONE);
  atspi_accessible_clear_cache (accessible);
  return accessible;
}

/* Two at most; what is done and looked at is done in the present one. */
static GSubprocess *programs[2];
static guint present;

int
pod_journey_get_pid (void)
{
  const char *id = programs[present] != NULL ? g_subprocess_get_identifier (programs[present])
                                             : NULL;

  return id != NULL ? atoi (id) : -1;
}

static AtspiAccessible *
find_program (void)
{
  g_autoptr (AtspiAccessible) desktop = forget (atspi_get_desktop (0));
  int n = atspi_accessible_get_child_count (desktop, NULL);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (desktop, i, NULL);
      g_autofree char *name = child != NULL ? atspi_accessible_get_name (child, NULL) : NULL;

      if (name != NULL && g_ascii_strcasecmp (name, "podocyte") == 0 &&
          (int) atspi_accessible_get_process_id (child, NULL) == pod_journey_get_pid ())
        return forget (g_steal_pointer (&child));
    }
  return NULL;
}

static gboolean
has_state (AtspiAccessible *accessible, AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (states, state);
}

/* NULL where the program is not there, or no more. */
static PodJourneyTree *
read_program (gboolean is_thorough)
{
  g_autoptr (AtspiAccessible) root = find_program ();

  return root != NULL ? pod_journey_tree_read (root, is_thorough) : NULL;
}

static int
get_depth (const PodJourneyNode *node)
{
  return node->parent != NULL ? get_depth (node->parent) + 1 : 0;
}

static void
print_program (void)
{
  g_autoptr (PodJourneyTree) tree = read_program (TRUE);

  for (guint i = 0; tree != NULL && i < pod_journey_tree_count (tree); i++)
    {
      const PodJourneyNode *node = pod_journey_tree_get (tree, i);
      g_autofree char *role = atspi_role_get_name (node->role);

      if (*node->name != '\0')
        g_test_message ("%*s%s [%s]%s", get_depth (node), "", role, node->name,
                        node->has_keyboard ? " has the keyboard" : "");
    }
}

/* The first that takes it: a page that is not shown has buttons of the same name, which take nothing.  What is not there has to be looked for
 * thoroughly. */
static gboolean
try (const char *role, const char *name, Deed deed, const char *text, gboolean is_thorough)
{
  g_autoptr (PodJourneyTree) tree = read_program (is_thorough);
  const Wanted wanted = { role, name, deed, text };

  for (guint i = 0; tree != NULL && i < pod_journey_tree_count (tree); i++)
    {
      const PodJourneyNode *node = pod_journey_tree_get (tree, i);

      if (is_wanted (node, &wanted) && takes (tree, node, &wanted))
        return TRUE;
    }
  return FALSE;
}

gboolean
pod_journey_sees (const char *role, const char *name)
{
  return try (role, name, NULL, NULL, TRUE);
}

/* The program answers each look, and has as long for its own work before the next. */
static void
rest_after_look (gint64 start)
{
  g_usleep ((gulong) CLAMP (g_get_monotonic_time () - start, 50000, 1000000));
}

static void
wait_and_do (const char *role, const char *name, Deed deed, const char *text)
{
  gint64 end = g_get_monotonic_time () + WAIT_MS * 1000, now;

  for (guint n = 0; (now = g_get_monotonic_time ()) < end; n++)
    {
      if (try (role, name, deed, text, n % 5 == 4))
        return;
      rest_after_look (now);
    }
  print_program ();
  g_error ("no %s [%s] came", role != NULL ? role : "thing", name);
}

void
pod_journey_wait (const char *role, const char *name)
{
  wait_and_do (role, name, NULL, NULL);
}

/* ---- what a person does ---- */

static gboolean
act (AtspiAccessible *accessible, const char *text)
{
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (accessible);

  return action != NULL && has_state (accessible, ATSPI_STATE_SENSITIVE) &&
         atspi_action_do_action (action, 0, NULL);
}

static guint
count_things (void)
{
  g_autoptr (PodJourneyTree) tree = read_program (FALSE);

  return tree != NULL ? pod_journey_tree_count (tree) : 0;
}

/* Until nothing comes or goes: a button that goes while it is pressed, with the page that it is on, is not heard. */
static void
settle (void)
{
  gint64 end = g_get_monotonic_time () + WAIT_MS * 1000;
  guint before = 0, n;

  while ((n = count_things ()) != before && g_get_monotonic_time () < end)
    {
      before = n;
      g_usleep (300000);
    }
}

void
pod_journey_press (const char *role, const char *name)
{
  wait_and_do (role, name, act, NULL);
  if (g_strcmp0 (role, "page tab") == 0)
    settle ();
}

static gboolean
type (AtspiAccessible *accessible, const char *text)
{
  g_autoptr (AtspiEditableText) editable = atspi_accessible_get_editable_text_iface (accessible);

  return editable != NULL && atspi_editable_text_set_text_contents (editable, text, NULL);
}

void
pod_journey_type (const char *label, const char *text)
{
  wait_and_do ("text", label, type, text);
}

static gboolean
reads (AtspiAccessible *accessible, const char *wanted)
{
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (accessible);
  int length = text != NULL ? atspi_text_get_character_count (text, NULL) : 0;
  g_autofree char *found = length > 0 ? atspi_text_get_text (text, 0, length, NULL) : NULL;

  return g_strcmp0 (found, wanted) == 0;
}

void
pod_journey_wait_text (const char *label, const char *text)
{
  wait_and_do ("text", label, reads, text);
}

static gboolean
is_checked (AtspiAccessible *accessible, const char *text)
{
  return has_state (accessible, ATSPI_STATE_CHECKED);
}

void
pod_journey_wait_checked (const char *role, const char *name)
{
  wait_and_do (role, name, is_checked, NULL);
}

void
pod_journey_wait_gone (const char *role, const char *name)
{
  gint64 now = g_get_monotonic_time (), end = now + WAIT_MS * 1000;

  for (; try (role, name, NULL, NULL, TRUE); now = g_get_monotonic_time ())
    {
      if (now > end)
        {
          print_program ();
          g_error ("%s [%s] stayed", role != NULL ? role : "thing", name);
        }
      rest_after_look (now);
    }
}

/* X key codes: modifiers are pressed by their code. */
static const struct
{
  const char *name;
  int code;
} modifiers[] = { { "<Control>", 37 }, { "<Alt>", 64 } };

/* X key symbols of what is no letter. */
static const struct
{
  const char *name;
  long symbol;
} keys[] = { { "Return", 0xff0d }, { "Tab", 0xff09 },       { "Down", 0xff54 },
             { "space", 0x20 },    { "Page_Down", 0xff56 }, { "Page_Up", 0xff55 },
             { "F2", 0xffbf },     { "Escape", 0xff1b },    { "Up", 0xff52 },
             { "Left", 0xff51 },   { "Right", 0xff53 },     { "Home", 0xff50 },
             { "End", 0xff57 },    { "BackSpace", 0xff08 }, { "KP_Add", 0xffab } };

static long
find_symbol (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (key, keys[i].name))
      return keys[i].symbol;
  /* The first letter of a key that is not in the list would be another key. */
  g_assert_cmpuint (strlen (key), ==, 1);
  return *key;
}

void
pod_journey_key (const char *accelerator)
{
  const char *key = accelerator;
  int code = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (modifiers); i++)
    if (g_str_has_prefix (accelerator, modifiers[i].name))
      {
        code = modifiers[i].code;
        key = accelerator + strlen (modifiers[i].name);
      }
  if (code != 0)
    atspi_generate_keyboard_event (code, NULL, ATSPI_KEY_PRESS, NULL);
  g_assert_true (atspi_generate_keyboard_event (find_symbol (key), NULL, ATSPI_KEY_SYM, NULL));
  if (code != 0)
    atspi_generate_keyboard_event (code, NULL, ATSPI_KEY_RELEASE, NULL);
}

static gboolean
is_filled (AtspiAccessible *accessible, const char *unused)
{
  g_autoptr (AtspiText) text = atspi_accessible_get_text_iface (accessible);

  return text != NULL && atspi_text_get_character_count (text, NULL) > 0;
}

void
pod_journey_key_until (const char *key, const char *label)
{
  gint64 end = g_get_monotonic_time () + WAIT_MS * 1000;

  while (g_get_monotonic_time () < end)
    {
      pod_journey_key (key);
      /* What the key does takes its time. */
      for (int i = 0; i < 3; i++)
        {
          if (try ("text", label, is_filled, NULL, i == 2))
            return;
          g_usleep (300000);
        }
    }
  print_program ();
  g_error ("%s was not heard in [%s]", key, label);
}

/* ---- what has the keyboard ---- */

static gboolean
has_keyboard (AtspiAccessible *accessible, const char *unused)
{
  return has_state (accessible, ATSPI_STATE_FOCUSED);
}

void
pod_journey_wait_focus (const char *role, const char *name)
{
  wait_and_do (role, name, has_keyboard, NULL);
}

/* NULL where it is nowhere. */
static AtspiAccessible *
find_focus (void)
{
  g_autoptr (PodJourneyTree) tree = read_program (FALSE);

  for (guint i = 0; tree != NULL && i < pod_journey_tree_count (tree); i++)
    if (pod_journey_tree_get (tree, i)->has_keyboard)
      return pod_journey_tree_find (tree, pod_journey_tree_get (tree, i));
  return NULL;
}

/* What had it last. */
static AtspiAccessible *focus;

static void
focused_cb (AtspiEvent *event, gpointer unused)
{
  if (event->detail1 != 0)
    g_set_object (&focus, event->source);
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

static gboolean
is_known (gpointer unused)
{
  return focus != NULL && has_keyboard (focus, NULL);
}

/* The bus tells where it goes; for whatever it does not tell the whole tree is looked through. */
static AtspiAccessible *
get_focus (void)
{
  static AtspiEventListener *listener;

  if (listener == NULL)
    {
      listener = atspi_event_listener_new (focused_cb, NULL, NULL);
      atspi_event_listener_register (listener, "object:state-changed:focused", NULL);
    }
  if (pod_test_run_until (is_known, NULL, 200))
    return focus;
  g_clear_object (&focus);
  focus = find_focus ();
  return focus;
}

/* NULL where it is nowhere, or where it was before, and is called the same. */
static char *
find_other_focus (AtspiAccessible *before, const char *name)
{
  AtspiAccessible *now = get_focus ();
  g_autofree char *told = now != NULL ? atspi_accessible_get_name (now, NULL) : NULL;

  return now != before || g_strcmp0 (told, name) != 0 ? g_steal_pointer (&told) : NULL;
}

char *
pod_journey_key_on (const char *key)
{
  gint64 start = g_get_monotonic_time ();
  AtspiAccessible *now = get_focus ();
  g_autoptr (AtspiAccessible) before = now != NULL ? g_object_ref (now) : NULL;
  g_autofree char *name = before != NULL ? atspi_accessible_get_name (before, NULL) : NULL;

  pod_journey_key (key);
  while (g_get_monotonic_time () - start < WAIT_MS * 1000)
    {
      g_autofree char *told = find_other_focus (before, name);

      /* A program that is slow to answer has no name for the library either. */
      if (told != NULL && (*told != '\0' || g_get_monotonic_time () - start > NAMELESS_MS * 1000))
        return g_steal_pointer (&told);
      g_usleep (20000);
    }
  print_program ();
  g_error ("%s leads nowhere from [%s]", key, name);
}

char *
pod_journey_key_to (const char *key, const char *wanted)
{
  for (int i = 0; i < MOST_KEYS; i++)
    {
      g_autofree char *name = pod_journey_key_on (key);

      if (begins_with (name, wanted))
        return g_steal_pointer (&name);
    }
  print_program ();
  g_error ("%s does not lead to [%s]", key, wanted);
}

void
pod_journey_sign_in (const char *user)
{
  pod_journey_type ("User name", user);
  pod_journey_type ("Password", PASSWORD);
  pod_journey_press ("push button", "Sign In");
  pod_journey_wait ("label", "Enrolled");
}

void
pod_journey_open_subject (const char *number)
{
  pod_journey_key ("<Control>k");
  pod_journey_type ("Find a subject", number);
  pod_journey_key ("Return");
  pod_journey_wait ("image", "Timeline");
}

/* ---- from start to end ---- */

static const char *database;

const char *
pod_journey_get_path (void)
{
  return database;
}

/* Where what the program says is kept; NULL where it is said to whoever runs the test. */
static const char *log_path;

static void
spawn (void)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GError) error = NULL;

  if (log_path != NULL)
    {
      g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDERR_MERGE);
      g_subprocess_launcher_set_stdout_file_path (launcher, log_path);
    }
  programs[present] = g_subprocess_launcher_spawn (launcher, &error, program_path, "--db", database,
                                                   NULL);
  g_assert_no_error (error);
}

static void
start (const char *user)
{
  spawn ();
  pod_journey_sign_in (user);
}

static void
make_copy (void)
{
  database = pod_test_path (pod_test_dir (), "site.podocyte");
  copy_file (site_path, database);
  present = 0;
}

void
pod_journey_start (const char *user)
{
  make_copy ();
  start (user);
}

const char *
pod_journey_open (void)
{
  make_copy ();
  spawn ();
  pod_journey_wait ("text", "User name");
  return database;
}

void
pod_journey_start_on (const char *path, const char *user, const char *log)
{
  database = path;
  log_path = log;
  present = 0;
  start (user);
}

void
pod_journey_start_other (const char *user)
{
  present = 1;
  start (user);
}

void
pod_journey_turn_to (guint which)
{
  g_assert_cmpuint (which, <, G_N_ELEMENTS (programs));
  present = which;
}

void
pod_journey_kill (void)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_force_exit (programs[present]);
  g_subprocess_wait (programs[present], NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (programs[present]));
  g_clear_object (&programs[present]);
}

void
pod_journey_start_again (const char *user)
{
  g_assert_null (programs[present]);
  start (user);
}

/* A window that closes just now may swallow the key, so it is pressed until it is heard. */
static gboolean
ask_to_quit (GAsyncResult **result)
{
  for (int i = 0; i < 20; i++)
    {
      pod_journey_key ("<Control>q");
      if (pod_test_run_until_set ((gpointer *) result, 1000))
        return TRUE;
    }
  return FALSE;
}

void
pod_journey_leave (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_async (programs[present], NULL, pod_test_take_result_cb, &result);
  if (!ask_to_quit (&result))
    {
      print_program ();
      g_error ("the program does not end");
    }
  g_subprocess_wait_finish (programs[present], result, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (programs[present]));
  g_clear_object (&focus);
}

void
pod_journey_end (void)
{
  g_autoptr (GError) error = NULL;

  pod_journey_leave ();
  g_spawn_check_wait_status (g_subprocess_get_status (programs[present]), &error);
  g_assert_no_error (error);
  g_clear_object (&programs[present]);
}
