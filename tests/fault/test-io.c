/* The disk fails: at the first call, then at the second, until the operation gets through; once, and from then on.  Whatever happens,
 * nobody is told that something was saved that was not, or that it was not saved when it was; a commit that failed is looked for in
 * the file, and called doubtful only where the file cannot be asked; and the file opened anew verifies. */

#include "fault-run.h"
#include "fault-vfs.h"

static const FaultKind *kind;

static void
arm (guint at, gboolean is_lasting)
{
  fault_vfs_arm (kind, at, is_lasting);
}

static const FaultSource disk = { "disk", arm, fault_vfs_disarm };

/* In CI every call of which there are few, and some of those of which there are many. */
static guint
choose_stride (void)
{
  if (fault_is_whole ())
    return 1;
  return kind->call == FAULT_READ || kind->call == FAULT_WRITE ? 61 : 5;
}

static void
test_operation (gconstpointer data)
{
  const FaultOperation *operation = data;
  FaultTally tally = { 0 };
  g_autofree char *text = NULL;

  for (guint i = 0; i < fault_n_kinds; i++)
    for (int lasting = 0; lasting < 2; lasting++)
      {
        guint before = fault_tally_violations (&tally);

        kind = &fault_kinds[i];
        fault_try (operation, &disk, lasting, choose_stride (), &tally);
        if (fault_tally_violations (&tally) > before)
          g_test_message ("%s, %s", kind->name, lasting ? "lasting" : "once");
      }
  text = fault_tally_to_string (&tally);
  fault_say ("I/O faults, %s: %s", operation->name, text);
  g_assert_cmpuint (fault_tally_violations (&tally), ==, 0);
}

/* The same harness sees that somebody swallows what the disk says. */
static void
test_control (void)
{
  FaultTally tally = { 0 };
  g_autofree char *text = NULL;

  for (guint i = 0; i < fault_n_kinds; i++)
    if (fault_kinds[i].call == FAULT_SYNC)
      {
        kind = &fault_kinds[i];
        fault_try (&fault_careless, &disk, FALSE, 1, &tally);
      }
  text = fault_tally_to_string (&tally);
  fault_say ("I/O faults, control (an error of COMMIT swallowed): %s", text);
  g_assert_cmpuint (tally.lost, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  for (guint i = 0; i < fault_n_operations; i++)
    {
      g_autofree char *path = g_strdup_printf ("/fault/io/%s", fault_operations[i].name);

      g_strdelimit (path, " ", '-');
      g_test_add_data_func (path, &fault_operations[i], test_operation);
    }
  g_test_add_func ("/fault/io/control", test_control);
  return g_test_run ();
}
