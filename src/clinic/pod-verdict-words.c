#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include <string.h>

#include "pod-words.h"

/* What a verdict rests on, in one line: on the sheet, in the log, beside a decision. */

/**
 * Listing: what a criterion rests on
 * @date: of all of them, as far as they were looked at; @is_shared: there is one, and it is the same
 */
typedef struct
{
  const PodStudy *study;
  GPtrArray *words;
  PodDate date;
  gboolean is_shared;
} Listing;

/* How the protocol is read stands by itself; and a rule may ask for the same value twice. */
static void
add_leaf_cb (const PodEvidence *leaf, gpointer data)
{
  Listing *listing = data;
  PodDate date = leaf->fact.when.date;
  g_autofree char *words = NULL;

  if (leaf->symbol != NULL && g_str_has_prefix (leaf->symbol->name, POD_READING_PREFIX))
    return;
  words = pod_evidence_to_words (listing->study, leaf);
  if (g_ptr_array_find_with_equal_func (listing->words, words, g_str_equal, NULL))
    return;
  if (listing->words->len == 0)
    listing->date = date;
  if (leaf->truth == POD_UNKNOWN || !pod_date_equal (listing->date, date))
    listing->is_shared = FALSE;
  g_ptr_array_add (listing->words, g_steal_pointer (&words));
}

/* Takes the date off, and what stands before it. FALSE where the words do not end with it. */
static gboolean
cut_date (char *words, const char *date)
{
  char *end;

  if (!g_str_has_suffix (words, date))
    return FALSE;
  end = words + strlen (words) - strlen (date);
  while (end > words)
    {
      char *last = g_utf8_find_prev_char (words, end);

      if (!g_unichar_isspace (g_utf8_get_char (last)) &&
          !g_unichar_ispunct (g_utf8_get_char (last)))
        break;
      if (g_utf8_get_char (last) == ')' || g_utf8_get_char (last) == 0xFF09)
        break;
      end = last;
    }
  *end = '\0';
  return TRUE;
}

/* What was all learned on one day says so once. */
static char *
share_date (Listing *listing)
{
  g_autofree char *date = pod_date_to_words (listing->date);

  for (guint i = 0; i < listing->words->len; i++)
    if (!g_str_has_suffix (g_ptr_array_index (listing->words, i), date))
      return NULL;
  for (guint i = 0; i < listing->words->len; i++)
    cut_date (g_ptr_array_index (listing->words, i), date);
  return g_steal_pointer (&date);
}

char *
pod_verdict_say_evidence (const PodStudy *study, const PodVerdict *verdict)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  Listing listing = { study, words, POD_DATE_NONE, TRUE };
  g_autofree char *date = NULL;
  g_autofree char *list = NULL;

  if (verdict->evidence != NULL)
    pod_evidence_foreach_leaf (verdict->evidence, TRUE, add_leaf_cb, &listing);
  if (words->len > 1 && listing.is_shared && pod_date_is_set (listing.date))
    date = share_date (&listing);
  g_ptr_array_add (words, NULL);
  /* Translators: stands between the values of a list, each with its date. */
  list = g_strjoinv (C_ ("list", "; "), (char **) words->pdata);
  return date != NULL ? g_strdup_printf ("%s · %s", list, date) : g_steal_pointer (&list);
}
