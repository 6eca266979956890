/* A head of the audit trail that was kept elsewhere: typed in, or in a file that left the program. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pod-trial-history.h"

/* Of a 64-bit number, and of a hash as it is printed. */
#define MOST_DIGITS 19
#define HASH_DIGITS 64

/* A head stands in the first line of a backup, among the first members of a manifest, and at the end of a saved history. */
#define PART (64 * 1024)

/* How long the head is that begins at @text; 0 where none does. */
static gsize
measure_head (const char *text)
{
  gsize digits = strspn (text, "0123456789");
  gsize hash;

  if (digits == 0 || digits > MOST_DIGITS || text[digits] != ':')
    return 0;
  hash = strspn (text + digits + 1, "0123456789abcdefABCDEF");
  /* An empty trail has no hash. */
  if (hash == 0 && digits == 1 && text[0] == '0')
    return 2;
  return hash == HASH_DIGITS ? digits + 1 + hash : 0;
}

/* The last member of a name that ends in "head" whose value is a head, or the same as cells of CSV. */
static char *
find_head (const char *text)
{
  static const char *const names[] = { "head\":\"", "head\": \"", "\"head\",,\"" };
  const char *best = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (const char *p = strstr (text, names[i]); p != NULL; p = strstr (p + 1, names[i]))
      {
        const char *value = p + strlen (names[i]);
        gsize length = measure_head (value);

        if (length > 0 && value[length] == '"' && value > best)
          best = value;
      }
  return best != NULL ? g_strndup (best, measure_head (best)) : NULL;
}

/* Whatever it holds: NULs are no ends. */
static char *
read_part (int fd, off_t from)
{
  g_autofree char *part = g_malloc0 (PART + 1);
  ssize_t n = pread (fd, part, PART, from);

  for (ssize_t i = 0; i < n; i++)
    if (part[i] == '\0')
      part[i] = ' ';
  return n > 0 ? g_steal_pointer (&part) : NULL;
}

static char *
search_file (int fd, off_t size)
{
  g_autofree char *start = read_part (fd, 0);
  g_autofree char *end = size > PART ? read_part (fd, size - PART) : NULL;
  char *head = start ? find_head (start) : NULL;

  if (head == NULL && end != NULL)
    head = find_head (end);
  return head;
}

static char *
read_file (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  char *head = NULL;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &status) == 0 && S_ISREG (status.st_mode))
    head = search_file (fd, status.st_size);
  close (fd);
  return head;
}

char *
pod_trial_read_anchor (const char *path_or_head, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (path_or_head));
  g_autofree char *manifest = NULL;
  char *head;

  if (measure_head (text) > 0 && text[measure_head (text)] == '\0')
    return g_steal_pointer (&text);
  if (g_file_test (path_or_head, G_FILE_TEST_IS_DIR))
    manifest = g_build_filename (path_or_head, "manifest.json", NULL);
  head = read_file (manifest ? manifest : path_or_head);
  if (head == NULL)
    g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                 _ ("This is no head of an audit trail (a number, a colon and %d hexadecimal "
                    "digits), and no package, backup or saved history that holds one."),
                 HASH_DIGITS);
  return head;
}
