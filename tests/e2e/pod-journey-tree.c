#include "pod-journey-tree.h"

#include <gio/gio.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)

#define CACHE_PATH "/org/a11y/atspi/cache"
#define CACHE_REPLY "(a((so)(so)(so)iiassusau))"
#define CHILDREN_REPLY "(a(so))"
/* The second knows what the first has asked for; a third is for what came meanwhile. */
#define MOST_PASSES 3

struct _PodJourneyTree
{
  AtspiAccessible *program;
  const char *bus_name;
  GHashTable *nodes;    /* path → Known */
  GHashTable *children; /* path → GPtrArray of paths, for what was asked for them */
  GHashTable *by_path;  /* what Known says to be a child, for all others */
  GPtrArray *order;     /* PodJourneyNode */
};

typedef struct
{
  char *path;
  char *parent;
  char *name;
  guint role;
  int index;
  int n_children;
  gboolean has_keyboard;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_free (known->path);
  g_free (known->parent);
  g_free (known->name);
  g_free (known);
}

static void
node_free (gpointer data)
{
  PodJourneyNode *node = data;

  g_free (node->path);
  g_free (node->name);
  g_free (node);
}

/* ---- the bus ---- */

static GDBusConnection *
get_bus (void)
{
  static GDBusConnection *bus;
  g_autoptr (GDBusConnection) session = NULL;
  g_autoptr (GVariant) answer = NULL;
  const char *address;

  if (bus != NULL)
    return bus;
  session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (session);
  answer = g_dbus_connection_call_sync (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus",
                                        "GetAddress", NULL, G_VARIANT_TYPE ("(s)"),
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (answer);
  g_variant_get (answer, "(&s)", &address);
  bus = g_dbus_connection_new_for_address_sync (address,
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, NULL);
  g_assert_nonnull (bus);
  return bus;
}

/* NULL where the thing, or the program, is no more. */
static GVariant *
call (PodJourneyTree *self,
      const char *path,
      const char *interface,
      const char *method,
      const char *reply)
{
  return g_dbus_connection_call_sync (get_bus (), self->bus_name, path, interface, method, NULL,
                                      G_VARIANT_TYPE (reply), G_DBUS_CALL_FLAGS_NONE, -1, NULL,
                                      NULL);
}

/* ---- reading ---- */

static gboolean
has_state (GVariant *states, AtspiStateType state)
{
  guint32 bits = 0;

  if (g_variant_n_children (states) > state / 32)
    g_variant_get_child (states, state / 32, "u", &bits);
  return (bits & (1u << (state % 32))) != 0;
}

/* One line of the cache: (itself) (its program) (its parent) index, number of children, interfaces, name, role, description, states. */
static Known *
read_item (GVariant *item)
{
  Known *known = g_new0 (Known, 1);
  g_autoptr (GVariant) states = g_variant_get_child_value (item, 9);

  g_variant_get_child (item, 0, "(so)", NULL, &known->path);
  g_variant_get_child (item, 2, "(so)", NULL, &known->parent);
  g_variant_get_child (item, 3, "i", &known->index);
  g_variant_get_child (item, 4, "i", &known->n_children);
  g_variant_get_child (item, 6, "s", &known->name);
  g_variant_get_child (item, 7, "u", &known->role);
  known->has_keyboard = has_state (states, ATSPI_STATE_FOCUSED);
  return known;
}

static GPtrArray *
get_list (GHashTable *lists, const char *path)
{
  GPtrArray *list = g_hash_table_lookup (lists, path);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (lists, g_strdup (path), list);
    }
  return list;
}

static gboolean
read_cache (PodJourneyTree *self)
{
  g_autoptr (GVariant)
      answer = call (self, CACHE_PATH, "org.a11y.atspi.Cache", "GetItems", CACHE_REPLY);
  g_autoptr (GVariant) items = answer != NULL ? g_variant_get_child_value (answer, 0) : NULL;

  if (items == NULL)
    return FALSE;
  g_hash_table_remove_all (self->nodes);
  g_hash_table_remove_all (self->by_path);
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      Known *known = read_item (item);

      g_hash_table_replace (self->nodes, known->path, known);
      g_ptr_array_add (get_list (self->by_path, known->parent), g_strdup (known->path));
    }
  return TRUE;
}

/* Asking makes the program tell of them from then on; what is new to it may have children of its own.  TRUE where one was new. */
static gboolean
ask_children (PodJourneyTree *self, const char *path)
{
  GPtrArray *list = get_list (self->children, path);
  g_autoptr (GVariant)
      answer = call (self, path, "org.a11y.atspi.Accessible", "GetChildren", CHILDREN_REPLY);
  g_autoptr (GVariantIter) iter = NULL;
  gboolean is_new = FALSE;
  const char *child;

  if (answer == NULL)
    return FALSE;
  g_variant_get (answer, CHILDREN_REPLY, &iter);
  while (g_variant_iter_next (iter, "(&s&o)", NULL, &child))
    {
      g_ptr_array_add (list, g_strdup (child));
      if (g_hash_table_contains (self->nodes, child))
        continue;
      is_new = TRUE;
      if (!g_hash_table_contains (self->children, child))
        ask_children (self, child);
    }
  return is_new;
}

/* What is hidden stays in what the program has told of, but is no child any more. */
static gboolean
is_told (PodJourneyTree *self, const Known *known)
{
  GPtrArray *list = g_hash_table_lookup (self->by_path, known->path);

  return known->n_children == (list != NULL ? (int) list->len : 0);
}

/* FALSE where all that was answered is known already, so that there is nothing to read anew. */
static gboolean
ask_more (PodJourneyTree *self, gboolean is_thorough)
{
  g_autoptr (GPtrArray) asked = g_ptr_array_new_with_free_func (g_free);
  gboolean is_new = FALSE;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Known *known = value;

      if ((is_thorough || !is_told (self, known)) &&
          !g_hash_table_contains (self->children, known->path))
        g_ptr_array_add (asked, g_strdup (known->path));
    }
  for (guint i = 0; i < asked->len; i++)
    is_new |= ask_children (self, asked->pdata[i]);
  return is_new;
}

/* ---- the order ---- */

static int
compare_index (gconstpointer a, gconstpointer b, gpointer data)
{
  GHashTable *nodes = data;
  const Known *one = g_hash_table_lookup (nodes, *(char *const *) a);
  const Known *other = g_hash_table_lookup (nodes, *(char *const *) b);

  return (one != NULL ? one->index : 0) - (other != NULL ? other->index : 0);
}

static GPtrArray *
find_children (PodJourneyTree *self, const char *path)
{
  GPtrArray *asked = g_hash_table_lookup (self->children, path);
  GPtrArray *told = asked == NULL ? g_hash_table_lookup (self->by_path, path) : NULL;

  if (told != NULL)
    g_ptr_array_sort_with_data (told, compare_index, self->nodes);
  return asked != NULL ? asked : told;
}

static void
add (PodJourneyTree *self, const char *path, PodJourneyNode *parent, int index)
{
  const Known *known = g_hash_table_lookup (self->nodes, path);
  GPtrArray *children = find_children (self, path);
  PodJourneyNode *node;

  if (known == NULL)
    return;
  node = g_new0 (PodJourneyNode, 1);
  *node = (PodJourneyNode){ parent,      g_strdup (path),     g_strdup (known->name),
                            known->role, known->has_keyboard, index };
  g_ptr_array_add (self->order, node);
  for (guint i = 0; children != NULL && i < children->len; i++)
    add (self, children->pdata[i], node, (int) i);
}

static void
add_windows (PodJourneyTree *self)
{
  for (int i = atspi_accessible_get_child_count (self->program, NULL) - 1; i >= 0; i--)
    {
      g_autoptr (AtspiAccessible)
          window = atspi_accessible_get_child_at_index (self->program, i, NULL);

      if (window != NULL)
        add (self, window->parent.path, NULL, i);
    }
}

PodJourneyTree *
pod_journey_tree_read (AtspiAccessible *program, gboolean is_thorough)
{
  PodJourneyTree *self = g_new0 (PodJourneyTree, 1);

  self->program = g_object_ref (program);
  self->bus_name = program->parent.app->bus_name;
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, known_free);
  self->children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_ptr_array_unref);
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->order = g_ptr_array_new_with_free_func (node_free);
  for (int i = 0; i < MOST_PASSES && read_cache (self); i++)
    if (!ask_more (self, is_thorough))
      break;
  add_windows (self);
  return self;
}

void
pod_journey_tree_free (PodJourneyTree *self)
{
  g_object_unref (self->program);
  g_hash_table_unref (self->nodes);
  g_hash_table_unref (self->children);
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->order);
  g_free (self);
}

guint
pod_journey_tree_count (PodJourneyTree *self)
{
  return self->order->len;
}

const PodJourneyNode *
pod_journey_tree_get (PodJourneyTree *self, guint i)
{
  return g_ptr_array_index (self->order, i);
}

/* ---- the thing itself ---- */

static AtspiAccessible *
step (AtspiAccessible *parent, const PodJourneyNode *node)
{
  int n = atspi_accessible_get_child_count (parent, NULL);

  /* It is where it was, unless something came or went before it. */
  for (int i = -1; i < n; i++)
    {
      g_autoptr (AtspiAccessible)
          child = atspi_accessible_get_child_at_index (parent, i < 0 ? node->index : i, NULL);

      if (child != NULL && g_strcmp0 (child->parent.path, node->path) == 0)
        return g_steal_pointer (&child);
    }
  return NULL;
}

AtspiAccessible *
pod_journey_tree_find (PodJourneyTree *self, const PodJourneyNode *node)
{
  g_autoptr (AtspiAccessible) parent = node->parent != NULL
                                           ? pod_journey_tree_find (self, node->parent)
                                           : g_object_ref (self->program);

  return parent != NULL ? step (parent, node) : NULL;
}
