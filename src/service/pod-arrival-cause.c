/* Why something that came in waits: the words of its causes, for a person. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-importing.h"

static const struct
{
  const char *cause;
  const char *words[3]; /* by what became of the other; NULL for as of one on record */
} causes[] = {
  { "test_message",
    { N_ ("the laboratory marks this message as a test; it may be nobody’s result") } },
  { "correction", { N_ ("the laboratory says that it corrects an earlier result") } },
  { "withdrawal", { N_ ("the laboratory takes this result back") } },
  { "another_result",
    { N_ ("another result of the same test, specimen and time is there already; "
          "nothing was changed"),
      N_ ("another result of the same test, specimen and time came in as well, and neither is on "
          "record; nothing was changed"),
      N_ ("another result of the same test, specimen and time was there when this one came in, and "
          "is no longer; nothing was changed") } },
  { "same_day",
    { N_ ("another result of the same test and day is there already, and both may be of "
          "one sample; nothing was changed"),
      N_ ("another result of the same test and day came in as well, and neither is on record; both "
          "may be of one sample; nothing was changed"),
      N_ ("another result of the same test and day was there when this one came in, and is no "
          "longer; nothing was changed") } },
  { "corrected_before",
    { N_ ("this result was corrected by what stands now; accepted as a correction, it "
          "undoes that") } },
  { "withdrawn_before",
    { N_ ("this result was recorded and taken out again; accepted, it is recorded anew") } },
  { "unit",
    { N_ ("the unit is another than that of this subject’s earlier results of this item") } },
  { "implausible", { N_ ("the value lies outside what is plausible") } },
  { "flag", { N_ ("the laboratory’s flag says another than value and limits do") } },
  { "limits",
    { N_ ("the limits in the file cannot be read for certain: their comma or point is not the one "
          "that this laboratory is said to write, or may be one of decimals or of thousands") } },
  { "wrong_patient", { N_ ("sex or birth date in the file are not those of the subject") } },
  { POD_ARRIVAL_NEAR_NUMBER,
    { N_ ("but for capitals and signs such as hyphens the number in the file is another subject’s, "
          "too") } },
  { "partial_date", { N_ ("the day of collection is not known") } },
  { "preliminary", { N_ ("the result is preliminary") } },
  { POD_ARRIVAL_NOT_USABLE,
    { N_ ("the item is known now, but value, unit, status or date of this result cannot be "
          "used") } },
  { POD_ARRIVAL_NOT_AGAIN,
    { N_ ("what was kept of it is not enough to judge it again; import the file "
          "again, then it is") } },
  { POD_ARRIVAL_TAKEN_BACK,
    { N_ ("somebody had said what this item is, and that was taken back") } },
  { "duplicate", { N_ ("the same result is known already") } },
};

static const char *
find_words (const char *cause, PodMet met)
{
  for (gsize i = 0; cause != NULL && i < G_N_ELEMENTS (causes); i++)
    if (g_str_equal (causes[i].cause, cause))
      return _ (causes[i].words[causes[i].words[met] != NULL ? met : POD_MET_RECORD]);
  return NULL;
}

/* Takes @first (nullable); @second: (nullable) */
static char *
join_words (char *first, const char *second)
{
  g_autofree char *before = first;

  if (before == NULL || second == NULL)
    return before != NULL ? g_steal_pointer (&before) : g_strdup (second);
  /* Translators: two reasons why a result waits; both are sentences without a full stop. */
  return g_strdup_printf (C_ ("arrivals", "%1$s; %2$s"), before, second);
}

const char *
pod_arrival_cause_explain (const char *cause, PodMet met)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *words = NULL;

  if (cause != NULL && g_str_has_prefix (cause, POD_ARRIVAL_NOT_USABLE ": "))
    return g_intern_string (cause + strlen (POD_ARRIVAL_NOT_USABLE ": "));
  parts = g_strsplit (cause != NULL ? cause : "", POD_ARRIVAL_AND, -1);
  for (guint i = g_strv_length (parts); i-- > 0;)
    words = join_words (g_steal_pointer (&words), find_words (parts[i], met));
  return words != NULL ? g_intern_string (words) : NULL;
}

const char *
pod_arrival_cause_to_words (const char *cause)
{
  return pod_arrival_cause_explain (cause, POD_MET_RECORD);
}

const char *
pod_arrival_cause_name_near (const char *reason,
                             const char *cause,
                             const PodSubject *own,
                             const PodSubject *near)
{
  g_autoptr (GString) named = g_string_new (reason);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_autofree char *words = NULL;

  if (reason == NULL || near == NULL || !pod_arrival_cause_has (cause, POD_ARRIVAL_NEAR_NUMBER))
    return reason;
  one = pod_import_say_subject (own);
  other = pod_import_say_subject (near);
  /* Translators: two subjects, "S-001" or "MN-001 (S-001)". */
  words = g_strdup_printf (_ ("but for capitals and signs such as hyphens the number in the file "
                              "is that of %1$s and that of %2$s; see whose result it is"),
                           one, other);
  g_string_replace (named, find_words (POD_ARRIVAL_NEAR_NUMBER, POD_MET_RECORD), words, 1);
  return g_intern_string (named->str);
}

const char *
pod_arrival_cause_name_table (const char *reason)
{
  g_autoptr (GString) named = g_string_new (reason);

  if (reason == NULL)
    return NULL;
  g_string_replace (named, find_words ("limits", POD_MET_RECORD),
                    _ ("the limits in the file cannot be read for certain; the site’s table has "
                       "limits now that hold for this result once it is accepted"),
                    1);
  return g_intern_string (named->str);
}

gboolean
pod_arrival_cause_has (const char *cause, const char *word)
{
  g_auto (GStrv) words = g_strsplit (cause != NULL ? cause : "", POD_ARRIVAL_AND, -1);

  return g_strv_contains ((const char *const *) words, word);
}

char *
pod_arrival_cause_leave_out (const char *cause, const char *const *words)
{
  g_auto (GStrv) parts = g_strsplit (cause != NULL ? cause : "", POD_ARRIVAL_AND, -1);
  g_autoptr (GString) left = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_strv_contains (words, parts[i]))
      g_string_append_printf (left, "%s%s", left->len > 0 ? POD_ARRIVAL_AND : "", parts[i]);
  return left->len > 0 ? g_string_free (g_steal_pointer (&left), FALSE) : NULL;
}
