#include "pod-study-reader.h"

#include <math.h>
#include <string.h>

PodKeyEntry *
pod_reader_take (PodStudyReader *reader,
                 PodKeyGroup *group,
                 const char *key,
                 PodRequirement required)
{
  PodKeyEntry *entry = required ? pod_key_group_require (group, key, reader->problems)
                                : pod_key_group_take (group, key, NULL);

  if (!entry || *entry->value)
    return entry;
  pod_key_group_problem (group, entry, reader->problems,
                         "expected something after the equals sign");
  return NULL;
}

const char *
pod_reader_take_text (PodStudyReader *reader,
                      PodKeyGroup *group,
                      const char *key,
                      PodRequirement required)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, key, required);

  return entry ? entry->value : NULL;
}

PodWords
pod_reader_take_words (PodStudyReader *reader,
                       PodKeyGroup *group,
                       const char *key,
                       PodRequirement required)
{
  PodKeyEntry *translated = pod_key_group_take (group, key, "zh_CN");

  return (PodWords){
    .plain = pod_reader_take_text (reader, group, key, required),
    .translated = translated && *translated->value ? translated->value : NULL,
  };
}

gboolean
pod_reader_take_flag (PodStudyReader *reader, PodKeyGroup *group, const char *key)
{
  static const char *const allowed[] = { "yes", "no", NULL };

  return !g_strcmp0 (pod_reader_take_one_of (reader, group, key, POD_OPTIONAL, allowed), "yes");
}

gboolean
pod_parse_int (const char *text, int *number)
{
  gint64 value;

  if (!g_ascii_string_to_signed (text, 10, -1000000, 1000000, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

gboolean
pod_parse_double (const char *text, double *number)
{
  char *end = NULL;

  if (!g_ascii_isdigit (*text) && *text != '-' && *text != '.')
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  return end != text && !*end && isfinite (*number);
}

gboolean
pod_reader_take_int (PodStudyReader *reader, PodKeyGroup *group, const char *key, int *number)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, key, POD_REQUIRED);

  if (entry && pod_parse_int (entry->value, number))
    return TRUE;
  if (entry)
    pod_key_group_problem (group, entry, reader->problems,
                           "\"%s\" is not a number: expected a whole number", entry->value);
  return FALSE;
}

static gboolean
parse_span (const char *text, int *first, int *last)
{
  g_auto (GStrv) ends = g_strsplit (text, "..", 3);

  if (g_strv_length (ends) == 1 && pod_parse_int (g_strstrip (ends[0]), first))
    {
      *last = *first;
      return TRUE;
    }
  return g_strv_length (ends) == 2 && pod_parse_int (g_strstrip (ends[0]), first) &&
         pod_parse_int (g_strstrip (ends[1]), last) && *first <= *last;
}

gboolean
pod_reader_take_span (PodStudyReader *reader,
                      PodKeyGroup *group,
                      const char *key,
                      PodRequirement required,
                      int *first,
                      int *last)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, key, required);

  if (entry && parse_span (entry->value, first, last))
    return TRUE;
  if (entry)
    pod_key_group_problem (group, entry, reader->problems,
                           "\"%s\" is not a span of days: expected two whole numbers, the lower "
                           "first, as in -3..3",
                           entry->value);
  return FALSE;
}

const PodUnit *
pod_reader_take_unit (PodStudyReader *reader,
                      PodKeyGroup *group,
                      const char *key,
                      PodRequirement required)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, key, required);
  const PodUnit *unit = entry ? pod_unit_from_ucum (entry->value) : NULL;

  if (entry && !unit)
    pod_key_group_problem (group, entry, reader->problems,
                           "unknown unit \"%s\": expected a UCUM code, as in 10*9/L", entry->value);
  return unit;
}

const char *
pod_reader_take_one_of (PodStudyReader *reader,
                        PodKeyGroup *group,
                        const char *key,
                        PodRequirement required,
                        const char *const *allowed)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, key, required);
  g_autofree char *list = NULL;

  if (!entry || g_strv_contains (allowed, entry->value))
    return entry ? entry->value : NULL;
  list = g_strjoinv (", ", (char **) allowed);
  pod_key_group_problem (group, entry, reader->problems, "\"%s\" is not known here: expected %s",
                         entry->value, list);
  return NULL;
}

const char *
pod_reader_take_id (PodStudyReader *reader,
                    PodKeyGroup *group,
                    const char *key,
                    PodRequirement required,
                    PodListKind list,
                    const char *what)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, key, required);

  if (!entry || pod_study_find (reader->study, list, entry->value))
    return entry ? entry->value : NULL;
  pod_key_group_problem (group, entry, reader->problems,
                         "unknown %s \"%s\": expected one that a group [%s …] declares", what,
                         entry->value, what);
  return NULL;
}

const char *const *
pod_reader_take_names (PodStudyReader *reader, const PodKeyEntry *entry)
{
  g_auto (GStrv) pieces = g_strsplit (entry->value, ",", -1);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; pieces[i]; i++)
    if (*g_strstrip (pieces[i]))
      g_ptr_array_add (names, (gpointer) g_intern_string (pieces[i]));
  g_ptr_array_add (names, NULL);
  return pod_study_own (reader->study, g_ptr_array_free (names, FALSE));
}

static char *
describe_group (const PodKeyGroup *group)
{
  return g_strdup_printf ("%s %s", group->kind, group->name);
}

/* Rules are read as if they began in column 1; their problems are then put where they stand, for a
 * rule may go over several lines. */
static void
place_problems (PodStudyReader *reader, const PodKeyEntry *entry, GPtrArray *found)
{
  gsize length = strlen (entry->value);

  for (guint i = 0; i < found->len; i++)
    {
      PodProblem *problem = g_ptr_array_index (found, i);
      gsize skip = problem->column ? problem->column - 1 : 0;

      skip = MIN (skip, (gsize) g_utf8_strlen (entry->value, -1));
      skip = (gsize) (g_utf8_offset_to_pointer (entry->value, (glong) skip) - entry->value);
      pod_key_entry_locate (entry, MIN (skip, length), &problem->line, &problem->column);
      g_ptr_array_add (reader->problems, problem);
    }
  g_ptr_array_set_free_func (found, NULL);
}

static PodRule *
make_rule (PodStudyReader *reader,
           PodKeyGroup *group,
           const PodKeyEntry *entry,
           const PodUnit *unit,
           const PodVocabulary *vocabulary)
{
  g_autofree char *description = describe_group (group);
  const PodRuleOrigin origin = { group->file, entry->line, 1, description, entry->key };
  g_autoptr (GPtrArray) found = pod_problems_new ();
  PodRule *rule = unit ? pod_rule_new_quantity (entry->value, unit, vocabulary, &origin, found)
                       : pod_rule_new_condition (entry->value, vocabulary, &origin, found);

  place_problems (reader, entry, found);
  return rule;
}

PodRule *
pod_reader_make_condition (PodStudyReader *reader,
                           PodKeyGroup *group,
                           const PodKeyEntry *entry,
                           const PodVocabulary *vocabulary)
{
  return make_rule (reader, group, entry, NULL, vocabulary);
}

PodRule *
pod_reader_make_quantity (PodStudyReader *reader,
                          PodKeyGroup *group,
                          const PodKeyEntry *entry,
                          const PodUnit *unit,
                          const PodVocabulary *vocabulary)
{
  return make_rule (reader, group, entry, unit, vocabulary);
}
