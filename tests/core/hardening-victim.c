/* A program that dies while it holds an invented name.  hardening-victim bare|hardened abort|segv|warn|status */

#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "pod-hardening.h"

static void
print_status (void)
{
  struct rlimit limit;
  mode_t mask = umask (0);

  getrlimit (RLIMIT_CORE, &limit);
  printf ("dumpable %d, core %d %d, umask %03o\n", prctl (PR_GET_DUMPABLE, 0, 0, 0, 0),
          limit.rlim_cur == 0, limit.rlim_max == 0, mask);
}

int
main (int argc, char *argv[])
{
  g_assert_cmpint (argc, ==, 3);
  if (strcmp (argv[1], "hardened") == 0)
    pod_harden_process ();
  if (strcmp (argv[2], "status") == 0)
    print_status ();
  else if (strcmp (argv[2], "warn") == 0)
    {
      g_log ("Gtk", G_LOG_LEVEL_WARNING, "Failed to set text 'Inventa Canary' from markup");
      g_log ("pod-app", G_LOG_LEVEL_DEBUG, "Inventa Canary");
      g_log ("pod-app", G_LOG_LEVEL_CRITICAL, "pod_x: assertion 'x != NULL' failed");
    }
  else
    raise (strcmp (argv[2], "segv") == 0 ? SIGSEGV : SIGABRT);
  return 0;
}
