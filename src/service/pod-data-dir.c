#include "pod-config.h"

#include "pod-trial.h"

char *
pod_data_dir (void)
{
  const char *named = g_getenv ("PODOCYTE_DATA_DIR");

  if (named != NULL && *named != '\0')
    return g_strdup (named);
  if (g_file_test (POD_DATA_DIR "/knowledge", G_FILE_TEST_IS_DIR))
    return g_strdup (POD_DATA_DIR);
  return g_strdup (POD_SOURCE_DATA_DIR);
}
