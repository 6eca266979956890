#include "fault-site.h"

const char *
fault_site (void)
{
  const char *given = g_getenv ("POD_FAULT_SITE");
  g_autoptr (GError) error = NULL;
  const char *path, *bytes;
  gsize length;

  if (given == NULL)
    return fixture_site ();
  path = fixture_path ();
  bytes = pod_test_read (given, &length);
  g_file_set_contents_full (path, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
  return path;
}
