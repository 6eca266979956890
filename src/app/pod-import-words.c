#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-words.h"

#include <glib/gi18n-lib.h>

gboolean
pod_import_words_has_open (const PodImport *import)
{
  return import->conflict + import->unmapped > 0;
}

static gboolean
has_lines (const PodImport *import)
{
  return import->accepted + import->duplicate + import->refused > 0 ||
         pod_import_words_has_open (import);
}

const char *
pod_import_words_before (const PodImport *import)
{
  if (import->accepted > 0)
    return _ ("Nothing of it is a result yet. This is what would become of each line.");
  if (pod_import_words_has_open (import))
    return _ ("Nothing of it can be taken as it is. What waits is settled one by one.");
  if (has_lines (import))
    return _ ("There is nothing new in this file. Nothing was changed.");
  return _ ("There is no result in this file. Go back and read it by another map, or import "
            "another "
            "file.");
}

char *
pod_import_words_after (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u result was added to the record.",
                                       "%u results were added to the record.", n),
                          n);
}
