/* SQLite's memory runs out: at its first allocation, then at its second, until the operation gets through; once, and from then on.
 * GLib's own allocations are not failed: where they are, GLib aborts by design, which for the file is a kill at that moment
 * (test-kill.c).  So does the store where SQLite has no memory to read a text: each point is a process of its own. */

#include "fault-run.h"

static sqlite3_mem_methods real;
static guint countdown;
static gboolean is_lasting;
static guint hits;

static gboolean
is_failing (void)
{
  if (countdown == 0)
    return FALSE;
  if (countdown > 1)
    {
      countdown--;
      return FALSE;
    }
  countdown = is_lasting ? 1 : 0;
  hits++;
  return TRUE;
}

static void *
malloc_cb (int size)
{
  return is_failing () ? NULL : real.xMalloc (size);
}

static void *
realloc_cb (void *block, int size)
{
  return is_failing () ? NULL : real.xRealloc (block, size);
}

static void
arm (guint at, gboolean lasting)
{
  hits = 0;
  is_lasting = lasting;
  countdown = at;
}

static guint
disarm (void)
{
  countdown = 0;
  return hits;
}

static const FaultSource memory = { "memory", arm, disarm, TRUE };

/* Before SQLite is first used.  Without the small blocks kept aside for each connection, every allocation comes here. */
static void
install (void)
{
  sqlite3_mem_methods failing;

  sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real);
  failing = real;
  failing.xMalloc = malloc_cb;
  failing.xRealloc = realloc_cb;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &failing), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0), ==, SQLITE_OK);
}

static void
test_operation (gconstpointer data)
{
  const FaultOperation *operation = data;
  FaultTally tally = { 0 };
  g_autofree char *text = NULL;

  /* There are tens of thousands of them, most of them in reading the schema: some are chosen. */
  for (int lasting = 0; lasting < 2; lasting++)
    fault_try (operation, &memory, lasting, fault_count (1501, 7), &tally);
  text = fault_tally_to_string (&tally);
  fault_say ("out of memory, %s: %s", operation->name, text);
  g_assert_cmpuint (fault_tally_violations (&tally), ==, 0);
}

static void
test_control (void)
{
  FaultTally tally = { 0 };
  g_autofree char *text = NULL;

  fault_try (&fault_careless, &memory, FALSE, 211, &tally);
  text = fault_tally_to_string (&tally);
  fault_say ("out of memory, control (an error of COMMIT swallowed): %s", text);
  g_assert_cmpuint (tally.lost, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  install ();
  for (guint i = 0; i < fault_n_operations; i++)
    {
      g_autofree char *path = g_strdup_printf ("/fault/memory/%s", fault_operations[i].name);

      g_strdelimit (path, " ", '-');
      g_test_add_data_func (path, &fault_operations[i], test_operation);
    }
  g_test_add_func ("/fault/memory/control", test_control);
  return g_test_run ();
}
