/* A crash leaves no core, and the log no name: tried on a program that crashes on purpose, hardened as the real ones are, and bare. */

#include "pod-config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "pod-hardening.h"
#include "pod-test.h"

static const char *victim;

typedef struct
{
  int status;
  char *out;
  char *err;
} Death;

static void
clear_death (Death *death)
{
  g_free (death->out);
  g_free (death->err);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Death, clear_death)

/* In the child: as large a core as may be.  A sanitizer has taken its parent's right to any, which only root gets back. */
static void
allow_cores_cb (gpointer data)
{
  struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

  if (setrlimit (RLIMIT_CORE, &limit) == 0)
    return;
  getrlimit (RLIMIT_CORE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_CORE, &limit);
}

/* A sanitizer has its own ideas of cores and signals, and fatal warnings would end what is to warn. */
static char **
make_environment (void)
{
  char **environment = g_get_environ ();

  environment = g_environ_setenv (environment, "ASAN_OPTIONS",
                                  "disable_coredump=0:handle_segv=0:handle_abort=0", TRUE);
  environment = g_environ_setenv (environment, "UBSAN_OPTIONS", "handle_segv=0:handle_abort=0",
                                  TRUE);
  environment = g_environ_setenv (environment, "G_MESSAGES_DEBUG", "all", TRUE);
  return g_environ_unsetenv (environment, "G_DEBUG");
}

static Death
run (const char *folder, const char *how, const char *what)
{
  g_auto (GStrv) environment = make_environment ();
  const char *argv[] = { victim, how, what, NULL };
  g_autoptr (GError) error = NULL;
  Death death = { 0 };

  g_spawn_sync (folder, (char **) argv, environment, 0, allow_cores_cb, NULL, &death.out,
                &death.err, &death.status, &error);
  g_assert_no_error (error);
  return death;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* A build for debugging is no program for patients, and says nothing here. */
static gboolean
is_for_debugging (void)
{
  if (POD_DUMPABLE)
    g_test_skip ("built with -Ddumpable=true");
  return POD_DUMPABLE;
}

static void
test_status (void)
{
  g_auto (Death) hardened = { 0 };

  if (is_for_debugging ())
    return;
  hardened = run (pod_test_dir (), "hardened", "status");
  g_assert_cmpstr (hardened.out, ==, "dumpable 0, core 1 1, umask 077\n");
}

static void
test_crash (gconstpointer signal)
{
  const char *folder = pod_test_dir ();
  g_auto (Death) hardened = { 0 };

  if (is_for_debugging ())
    return;
  hardened = run (folder, "hardened", signal);
  g_assert_true (WIFSIGNALED (hardened.status));
  g_assert_false (WCOREDUMP (hardened.status));
  g_assert_cmpuint (count_files (folder), ==, 0);
}

/* The control: the same program, not hardened, does leave one, where this machine lets it. */
static void
test_bare (void)
{
  g_auto (Death) bare = run (pod_test_dir (), "bare", "abort");

  g_assert_true (WIFSIGNALED (bare.status));
  if (!WCOREDUMP (bare.status))
    g_test_skip ("this machine lets nobody leave a core");
}

static void
test_log (void)
{
  g_auto (Death) bare = run (pod_test_dir (), "bare", "warn");
  g_auto (Death) hardened = { 0 };

  g_assert_nonnull (strstr (bare.err, "Inventa"));
  if (is_for_debugging ())
    return;
  hardened = run (pod_test_dir (), "hardened", "warn");
  g_assert_null (strstr (hardened.err, "Inventa"));
  g_assert_null (strstr (hardened.out, "Inventa"));
  g_assert_nonnull (strstr (hardened.err, "Gtk-WARNING"));
  g_assert_nonnull (strstr (hardened.err, "assertion 'x != NULL' failed"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  /* The tests start it in folders of their own. */
  victim = g_canonicalize_filename (argv[1], NULL);
  g_test_add_func ("/hardening/status", test_status);
  g_test_add_data_func ("/hardening/R25-no-core-of-an-abort", "abort", test_crash);
  g_test_add_data_func ("/hardening/R25-no-core-of-a-fault", "segv", test_crash);
  g_test_add_func ("/hardening/a-bare-program-leaves-a-core", test_bare);
  g_test_add_func ("/hardening/R25-no-name-in-the-log", test_log);
  return g_test_run ();
}
