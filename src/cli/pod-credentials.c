/* Who is asking: a database, a user, and a password that never stands on a command line. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-cli.h"

/* A password file holds a password, not a book. */
#define MOST 4096

void
pod_credentials_init (PodCredentials *credentials)
{
  const GOptionEntry entries[] = {
    { "db", 0, 0, G_OPTION_ARG_FILENAME, &credentials->db, N_ ("The site’s database"), "FILE" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &credentials->user, N_ ("Who signs in"), "NAME" },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &credentials->password_file,
      N_ ("A file whose first line is the password"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };

  memset (credentials, 0, sizeof *credentials);
  memcpy (credentials->entries, entries, sizeof entries);
}

void
pod_credentials_clear (PodCredentials *credentials)
{
  g_clear_pointer (&credentials->db, g_free);
  g_clear_pointer (&credentials->user, g_free);
  g_clear_pointer (&credentials->password_file, g_free);
}

void
pod_cli_wipe (char *password)
{
  if (password == NULL)
    return;
  explicit_bzero (password, strlen (password));
  g_free (password);
}

static gboolean
is_complete (const PodCredentials *credentials)
{
  if (credentials->db == NULL)
    pod_cli_fail (_ ("no database is named; add --db FILE"));
  else if (credentials->user == NULL)
    pod_cli_fail (_ ("nobody signs in; add --user NAME"));
  else if (credentials->password_file == NULL)
    pod_cli_fail (_ ("there is no password; add --password-file FILE, whose first line it is"));
  else
    return TRUE;
  return FALSE;
}

char *
pod_cli_read_secret (const char *path)
{
  char buffer[MOST];
  FILE *file = fopen (path, "re");
  char *line = NULL;

  if (file == NULL)
    {
      pod_cli_fail (_ ("%s: the password file cannot be read: %s"), path, g_strerror (errno));
      return NULL;
    }
  if (fgets (buffer, sizeof buffer, file) != NULL)
    line = g_strndup (buffer, strcspn (buffer, "\r\n"));
  explicit_bzero (buffer, sizeof buffer);
  fclose (file);
  if (line != NULL && *line != '\0' && g_utf8_validate (line, -1, NULL))
    return line;
  pod_cli_wipe (line);
  pod_cli_fail (_ ("%s: its first line is no password"), path);
  return NULL;
}

char *
pod_credentials_read_password (const PodCredentials *credentials)
{
  return is_complete (credentials) ? pod_cli_read_secret (credentials->password_file) : NULL;
}

PodTrial *
pod_credentials_open (const PodCredentials *credentials)
{
  char *password = pod_credentials_read_password (credentials);
  g_autoptr (GError) error = NULL;
  PodTrial *trial = NULL;

  if (password != NULL)
    trial = pod_trial_open (credentials->db, NULL, NULL, &error);
  if (trial != NULL && !pod_trial_sign_in (trial, credentials->user, password, &error))
    g_clear_pointer (&trial, pod_cli_close);
  pod_cli_wipe (password);
  if (error != NULL)
    pod_cli_fail_error (credentials->db, error);
  return trial;
}

void
pod_cli_close (PodTrial *trial)
{
  pod_trial_close (trial);
  g_object_unref (trial);
}
