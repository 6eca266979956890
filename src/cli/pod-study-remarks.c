#include "pod-study-remarks.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-contradiction-words.h"

void
pod_study_print_remarks (const PodStudy *study)
{
  g_autoptr (GArray) found = pod_study_find_contradictions (study);

  for (guint i = 0; i < found->len; i++)
    {
      const PodContradiction *item = &g_array_index (found, PodContradiction, i);
      g_autofree char *words = pod_contradiction_to_words (study, item);

      g_print (_ ("Remark: %s\n"), words);
      if (item->part != NULL)
        g_print ("  %s\n", item->part);
    }
}
