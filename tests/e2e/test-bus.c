#include "pod-journey.h"

/* What the session bus offers of the program to whoever shares the session: a few actions of the whole program, none of which shows, writes
 * or sends anything of a trial; asked for while nobody is signed in, and while a monitor is. */

/* Everything that is offered, and a parameter where one is taken.  Nothing of a trial may ever stand here: there is nobody on the bus whose
 * role could be asked. */
static const struct
{
  const char *action;
  const char *parameter;
} offered[] = {
  { "about", NULL },       { "color-scheme", "'dark'" },
  { "idle-minutes", "5" }, { "show-help-overlay", NULL },
  { "quit", NULL },
};

static GDBusConnection *bus;

static GVariant *
call (const char *name, const char *path, const char *interface, const char *method, GVariant *body)
{
  return g_dbus_connection_call_sync (bus, name, path, interface, method, body, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, 10000, NULL, NULL);
}

static gboolean
is_program (const char *name)
{
  g_autoptr (GVariant)
      reply = call ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                    "GetConnectionUnixProcessID", g_variant_new ("(s)", name));
  guint pid = 0;

  if (reply != NULL)
    g_variant_get (reply, "(u)", &pid);
  return pid != 0 && (int) pid == pod_journey_get_pid ();
}

/* The names on the bus that are the program's. */
static GPtrArray *
find_program (void)
{
  g_autoptr (GVariant) reply = call ("org.freedesktop.DBus", "/org/freedesktop/DBus",
                                     "org.freedesktop.DBus", "ListNames", NULL);
  g_autoptr (GVariant) names = g_variant_get_child_value (reply, 0);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < g_variant_n_children (names); i++)
    {
      const char *name;

      g_variant_get_child (names, i, "&s", &name);
      if (is_program (name))
        g_ptr_array_add (found, g_strdup (name));
    }
  return found;
}

/* ---- what is there ---- */

typedef void (*ActionFunc) (const char *name, const char *path, const char *action);

static gboolean
is_expected (const char *interface)
{
  static const char *const known[] = { "org.gtk.Actions",
                                       "org.gtk.Application",
                                       "org.freedesktop.Application",
                                       "org.freedesktop.DBus.Properties",
                                       "org.freedesktop.DBus.Introspectable",
                                       "org.freedesktop.DBus.Peer",
                                       "org.gtk.Menus",
                                       NULL };

  return g_strv_contains (known, interface);
}

static guint
visit_actions (const char *name, const char *path, ActionFunc func)
{
  g_autoptr (GVariant) reply = call (name, path, "org.gtk.Actions", "List", NULL);
  g_autofree const char **actions = NULL;
  guint n = 0;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(^a&s)", &actions);
  for (; actions[n] != NULL; n++)
    func (name, path, actions[n]);
  return n;
}

/* Every object of the program below @path; the number of actions. */
static guint
visit (const char *name, const char *path, ActionFunc func)
{
  g_autoptr (GVariant)
      reply = call (name, path, "org.freedesktop.DBus.Introspectable", "Introspect", NULL);
  g_autoptr (GDBusNodeInfo) info = NULL;
  const char *xml;
  guint n = 0;

  g_assert_nonnull (reply);
  g_variant_get (reply, "(&s)", &xml);
  info = g_dbus_node_info_new_for_xml (xml, NULL);
  for (guint i = 0; info->interfaces != NULL && info->interfaces[i] != NULL; i++)
    if (!is_expected (info->interfaces[i]->name))
      g_error ("%s has the interface %s", path, info->interfaces[i]->name);
    else if (g_str_equal (info->interfaces[i]->name, "org.gtk.Actions"))
      n += visit_actions (name, path, func);
  for (guint i = 0; info->nodes != NULL && info->nodes[i] != NULL; i++)
    {
      g_autofree char *child = g_build_path ("/", path, info->nodes[i]->path, NULL);

      n += visit (name, child, func);
    }
  return n;
}

static guint
visit_program (ActionFunc func)
{
  g_autoptr (GPtrArray) names = find_program ();
  guint n = 0;

  g_assert_cmpuint (names->len, >, 0);
  for (guint i = 0; i < names->len; i++)
    n += visit (g_ptr_array_index (names, i), "/", func);
  return n;
}

static void
check_known (const char *name, const char *path, const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (offered); i++)
    if (g_str_equal (offered[i].action, action))
      return;
  g_error ("%s offers %s on the bus", path, action);
}

/* ---- asking for it ---- */

static GVariant *
make_parameter (const char *action)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; i < G_N_ELEMENTS (offered); i++)
    if (g_str_equal (offered[i].action, action) && offered[i].parameter != NULL)
      g_variant_builder_add (&builder, "v", g_variant_new_parsed (offered[i].parameter));
  return g_variant_builder_end (&builder);
}

static void
activate (const char *name, const char *path, const char *action)
{
  g_autoptr (GVariant) reply = NULL;

  /* GTK 4.8 warns of its own window of keys where nothing composes the screen, and every warning is fatal here. */
  if (g_str_equal (action, "quit") || g_str_equal (action, "show-help-overlay"))
    return;
  g_test_message ("%s %s", path, action);
  reply = call (name, path, "org.gtk.Actions", "Activate",
                g_variant_new ("(s@ava{sv})", action, make_parameter (action), NULL));
  g_assert_nonnull (reply);
}

/* What somebody would try who had read the sources: the names of the actions of a window. */
static void
guess (const char *name, const char *path)
{
  static const char *const names[] = { "export", "win.export", "history", "win.history",
                                       "verify", "win.users",  "users",   "find",
                                       "back",   "close-trial" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GVariant)
          reply = call (name, path, "org.gtk.Actions", "Activate",
                        g_variant_new ("(s@ava{sv})", names[i], make_parameter (names[i]), NULL));
    }
}

static void
guess_everywhere (const char *name, const char *path, const char *action)
{
  if (g_str_equal (action, "about") || g_str_equal (action, "show-help-overlay"))
    guess (name, path);
}

/* Of everything in the folder of the database. */
static char *
sum_folder (const char *database)
{
  g_autofree char *folder = g_path_get_dirname (database);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      gsize length;
      const char *bytes = pod_test_read (pod_test_path (folder, name), &length);

      g_checksum_update (sum, (const guchar *) name, -1);
      g_checksum_update (sum, (const guchar *) bytes, (gssize) length);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static void
check_nothing_happens (const char *database)
{
  g_autofree char *before = sum_folder (database);
  g_autofree char *after = NULL;
  guint n = visit_program (check_known);

  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpuint (visit_program (activate), >=, n);
  visit_program (guess_everywhere);
  pod_journey_wait (NULL, "About");
  g_usleep (G_USEC_PER_SEC / 2);
  g_assert_false (pod_journey_sees ("push button", "Write Package"));
  g_assert_false (pod_journey_sees (NULL, "Full History"));
  after = sum_folder (database);
  g_assert_cmpstr (after, ==, before);
}

static void
test_nobody (void)
{
  const char *database = pod_journey_open ();

  check_nothing_happens (database);
  g_assert_false (pod_journey_sees ("label", "Enrolled"));
  g_assert_true (pod_journey_sees ("text", "User name"));
  pod_journey_kill ();
}

static void
test_monitor (void)
{
  const char *database = pod_journey_open ();

  pod_journey_sign_in ("monitor");
  check_nothing_happens (database);
  pod_journey_kill ();
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  pod_journey_init (argc, argv);
  g_test_add_func ("/e2e/bus/R19-nobody", test_nobody);
  g_test_add_func ("/e2e/bus/R19-monitor", test_monitor);
  return g_test_run ();
}
