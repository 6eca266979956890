#include <gio/gio.h>

#include "pod-journey.h"

/* A laboratory's file comes in twice, the second time with another value; somebody looks at both and keeps them. */

#define HEADING "Screening number,Item,Result,Unit,Collected,Specimen\n"

static const char *command;

static void
import (const char *database, const char *text)
{
  const char *folder = pod_test_dir ();
  const char *file = pod_test_write (folder, "lab.csv", text);
  const char *password = pod_test_write (folder, "password", POD_JOURNEY_PASSWORD "\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, command, "import", file,
                              "--db", database, "--user", "coordinator", "--password-file",
                              password, NULL);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), <=, 1);
}

static void
test_settle (void)
{
  const char *path = pod_journey_open ();

  import (path, HEADING "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n");
  import (path, HEADING "S-001,Creatinine,95,umol/L,2026-11-20 08:10,Serum\n");
  pod_journey_sign_in ("coordinator");
  pod_journey_key ("<Control>1");
  pod_journey_wait ("label", "1 result waits");
  pod_journey_key ("<Control>u");
  pod_journey_wait ("label", "Another result of the same test");
  pod_journey_wait ("label", "On record");
  pod_journey_press ("push button", "Keep Both");
  pod_journey_wait ("label", "Nothing waits");
  pod_journey_key ("Escape");
  pod_journey_wait_gone ("push button", "Keep Both");
  pod_journey_end ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pod_journey_init (argc, argv);
  command = argv[2];
  g_test_add_func ("/e2e/arrivals", test_settle);
  return g_test_run ();
}
