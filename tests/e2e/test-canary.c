#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pod-canary-session.h"
#include "pod-canary.h"
#include "pod-journey.h"

/* Twenty identities, and everything that a day's work wrote anywhere: none of them stands in any of it. */

/* ---- every file ---- */

typedef guint (*FileFunc) (const char *path, const struct stat *status, gpointer data);

static guint
visit (const char *path, FileFunc func, gpointer data)
{
  struct stat status;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n;

  if (lstat (path, &status) != 0)
    return 0;
  n = func (path, &status, data);
  dir = S_ISDIR (status.st_mode) ? g_dir_open (path, 0, NULL) : NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      n += visit (child, func, data);
    }
  return n;
}

typedef struct
{
  PodCanarySearch *search;
  guint n_files;
  guint64 n_bytes;
} Looking;

/* A name may be one, too. */
static guint
look_into (const char *path, const struct stat *status, gpointer data)
{
  Looking *looking = data;
  g_autofree char *bytes = NULL;
  gsize length = 0;
  guint n = pod_canary_search_bytes (looking->search, path, path, strlen (path));

  if (!S_ISREG (status->st_mode) || !g_file_get_contents (path, &bytes, &length, NULL))
    return n;
  looking->n_files++;
  looking->n_bytes += length;
  return n + pod_canary_search_bytes (looking->search, path, bytes, length);
}

static guint
count_found (const char *folder)
{
  g_autoptr (PodCanarySearch) search = pod_canary_search_new ();
  Looking looking = { .search = search };
  guint n = visit (folder, look_into, &looking);

  g_test_message ("%u files, %" G_GUINT64_FORMAT " bytes, %u found", looking.n_files,
                  looking.n_bytes, n);
  return n;
}

/* The session wrote what it should have: a search in nothing finds nothing. */
static void
assert_written (const char *name)
{
  g_autofree char *path = g_build_filename (pod_canary_session_get_tree (), name, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &bytes, &length, NULL) || length == 0)
    g_error ("nothing was written to %s", name);
}

static void
test_files (void)
{
  static const char *const written[] = {
    "site/site.podocyte", "copies/site.podbackup", "copies/again.podocyte", "history/all.csv",
    "history/all.json",   "logs/import.log",       "logs/screen.log",       "pictures/timeline.svg",
    "pictures/labs.pdf",  "pictures/wall.png",     "logs/verify.log",       "logs/arrivals.log",
    "open/site.podocyte",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    assert_written (written[i]);
  g_assert_cmpuint (count_found (pod_canary_session_get_tree ()), ==, 0);
}

/* ---- whoever else uses the machine ---- */

static guint
check_mode (const char *path, const struct stat *status, gpointer data)
{
  if (S_ISLNK (status->st_mode) || (status->st_mode & 077) == 0)
    return 0;
  g_test_message ("%s has mode %o", path, status->st_mode & 07777);
  return 1;
}

/* What the shell of the test opens for the programs' own words is the test's. */
static void
test_modes (void)
{
  static const char *const folders[] = { "site",     "copies", "history", "pictures",
                                         "packages", "home",   "config",  "cache",
                                         "data",     "state",  "tmp" };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = g_build_filename (pod_canary_session_get_tree (), folders[i], NULL);

      g_assert_cmpuint (visit (folder, check_mode, NULL), ==, 0);
    }
}

/* Temporary files end with the program; after a kill there is none either. */
static guint
count_file (const char *path, const struct stat *status, gpointer data)
{
  if (!S_ISREG (status->st_mode))
    return 0;
  g_test_message ("%s was left", path);
  return 1;
}

static void
test_temporary (void)
{
  g_autofree char *folder = g_build_filename (pod_canary_session_get_tree (), "tmp", NULL);

  g_assert_cmpuint (visit (folder, count_file, NULL), ==, 0);
}

/* ---- the controls ---- */

static void
plant (const char *name, const char *text, const char *charset)
{
  g_autofree char *planted = g_strdup_printf ("before %s after", text);
  gsize length;
  g_autofree char *bytes = g_convert (planted, -1, charset, "UTF-8", NULL, &length, NULL);
  const char *folder = pod_test_dir ();

  g_assert_true (g_file_set_contents (pod_test_path (folder, name), bytes, (gssize) length, NULL));
  g_assert_cmpuint (count_found (folder), >=, 1);
}

static void
test_planted (void)
{
  PodCanary canary;
  g_autofree char *code = NULL;
  g_autofree char *named = NULL;

  for (guint i = 0; i < POD_CANARY_N; i++)
    {
      pod_canary_make (i, &canary);
      plant ("name", canary.name, "UTF-8");
      plant ("number", canary.record_number, "UTF-8");
    }
  plant ("wide", canary.name, "UTF-16LE");
  plant ("wide", canary.phone, "UTF-16BE");
  pod_canary_make (0, &canary);
  plant ("chinese", canary.name, "GB18030");
  plant ("date", "03JAN1931", "UTF-8");
  plant ("date", "19310103", "UTF-8");
  plant ("date", "1931年1月3日", "UTF-8");
  plant ("json", "\\u865A\\u6784\\u7532\\u67d0", "UTF-8");
  named = g_strdup_printf ("package of %s", canary.name);
  plant (named, "nothing", "UTF-8");
}

static void
test_planted_in_base64 (void)
{
  PodCanary canary;

  pod_canary_make (3, &canary);
  for (guint shift = 0; shift < 3; shift++)
    {
      g_autofree char *text = g_strdup_printf ("%.*s%s and more", (int) shift, "xx", canary.name);
      g_autofree char *code = g_base64_encode ((const guchar *) text, strlen (text));

      plant ("code", code, "UTF-8");
    }
}

/* In the very database that was searched. */
static void
test_planted_in_the_database (void)
{
  const char *copy = pod_test_path (pod_test_dir (), "site.podocyte");
  g_autofree char *bytes = NULL;
  gsize length;
  PodCanary canary;

  pod_canary_make (4, &canary);
  g_assert_true (g_file_get_contents (pod_canary_session_get_database (), &bytes, &length, NULL));
  memcpy (bytes + length / 2, canary.name, strlen (canary.name));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) length, NULL));
  g_assert_cmpuint (count_found (copy), ==, 1);
}

int
main (int argc, char **argv)
{
  pod_canary_session_prepare ();
  g_test_init (&argc, &argv, NULL);
  pod_canary_session_run (argc, argv);
  g_test_add_func ("/e2e/canary/R25-no-file-holds-an-identity", test_files);
  g_test_add_func ("/e2e/canary/R25-modes", test_modes);
  g_test_add_func ("/e2e/canary/R25-temporary-files", test_temporary);
  g_test_add_func ("/e2e/canary/a-planted-one-is-found", test_planted);
  g_test_add_func ("/e2e/canary/one-in-base64-is-found", test_planted_in_base64);
  g_test_add_func ("/e2e/canary/one-in-the-database-is-found", test_planted_in_the_database);
  return g_test_run ();
}
