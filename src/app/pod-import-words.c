#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-words.h"

#include <glib/gi18n-lib.h>

#include "pod-trial-arrival.h"

gboolean
pod_import_words_has_open (const PodImport *import)
{
  return import->conflict + import->unmapped > 0;
}

gboolean
pod_import_words_is_unmapped (const PodImport *import)
{
  return import->conflict == 0 && import->unmapped > 0;
}

static gboolean
has_lines (const PodImport *import)
{
  return import->accepted + import->duplicate + import->refused > 0 ||
         pod_import_words_has_open (import);
}

/* What was typed by hand keeps no words of the laboratory: its line is kept. */
static gboolean
keeps_line (const PodImport *import)
{
  for (guint i = 0; i < import->items->len; i++)
    if (pod_arrival_cause_has (((const PodImportItem *) import->items->pdata[i])->cause,
                               "duplicate"))
      return TRUE;
  return FALSE;
}

/* Of what is not a stranger's and was refused: the reason, where it is one for all; NULL where there are several. */
static const char *
find_refusal (const PodImport *import)
{
  const char *reason = NULL;

  for (guint i = 0; i < import->items->len; i++)
    {
      const PodImportItem *item = g_ptr_array_index (import->items, i);

      if (item->subject == NULL || !g_str_equal (item->state, "refused"))
        continue;
      if (reason != NULL && g_strcmp0 (reason, item->reason) != 0)
        return NULL;
      reason = item->reason;
    }
  return reason;
}

/* "Nothing new" would be taken for "all of it is on record". */
static char *
say_refused (const PodImport *import, guint n)
{
  const char *reason = find_refusal (import);

  if (reason == NULL)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%u line cannot be read; why stands beside it. Nothing "
                                         "was changed.",
                                         "%u lines cannot be read; why stands beside each of them. "
                                         "Nothing was changed.",
                                         n),
                            n);
  return g_strdup_printf (
      /* Translators: how many; why. */
      g_dngettext (GETTEXT_PACKAGE, "%1$u line cannot be read: %2$s. Nothing was changed.",
                   "%1$u lines cannot be read: %2$s. Nothing was changed.", n),
      n, reason);
}

static guint
count_unmapped (const PodImport *import)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < import->items->len; i++)
    {
      const PodImportItem *item = g_ptr_array_index (import->items, i);

      if (g_str_equal (item->state, "unmapped") && item->item != NULL)
        g_hash_table_add (names, item->item);
    }
  return g_hash_table_size (names);
}

/* Of one line among many that are known it would be said of all. */
static char *
say_unmapped (const PodImport *import)
{
  guint n = count_unmapped (import);

  if (n == 0 || import->duplicate + import->refused == 0)
    return g_strdup (_ ("Nothing of it can be taken as it is: nobody has said yet what its tests "
                        "are. Choose a line, and say below which observation it is."));
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "Nothing of it can be taken as it is: of %u test nobody has said yet what it "
                   "is. Choose its line, and say below which observation it is.",
                   "Nothing of it can be taken as it is: of %u tests nobody has said yet what they "
                   "are. Choose a line of theirs, and say below which observation it is.",
                   n),
      n);
}

static const char *
say_settled (const PodImport *import)
{
  if (import->accepted > 0)
    return _ ("Nothing is recorded yet. This is what each line would become.");
  if (pod_import_words_has_open (import))
    return _ ("Nothing of it can be taken as it is. What waits is settled one by one.");
  if (import->duplicate == 0 && import->skipped > 0)
    return _ ("Nobody in this file is a subject of this trial by the numbers in it. Nothing was "
              "changed.");
  if (keeps_line (import))
    return _ ("There is nothing new in this file; what the laboratory wrote is kept beside what "
              "was typed.");
  if (has_lines (import))
    return _ ("There is nothing new in this file. Nothing was changed.");
  return _ ("There is no result in this file. Go back and read it by another map, or import "
            "another file.");
}

char *
pod_import_words_before (const PodImport *import)
{
  guint n = import->refused - MIN (import->skipped, import->refused);

  if (import->accepted == 0 && pod_import_words_is_unmapped (import))
    return say_unmapped (import);
  /* Of a file of which something is kept nobody says that nothing was changed. */
  return import->accepted == 0 && !pod_import_words_has_open (import) && n > 0 &&
                 !keeps_line (import)
             ? say_refused (import, n)
             : g_strdup (say_settled (import));
}

char *
pod_import_words_unlimited (const PodImport *import, const PodStudy *study)
{
  g_autofree char *sentence = pod_import_say_unlimited (import, study);

  if (sentence == NULL)
    return NULL;
  /* Translators: a sentence that some results have no limits. */
  return g_strdup_printf (_ ("%s Enter this laboratory’s limits."), sentence);
}

char *
pod_import_words_after (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u result was added to the record.",
                                       "%u results were added to the record.", n),
                          n);
}
