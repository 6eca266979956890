/* What a line of a table of cases puts on record: values, courses, and days of anchors. */

#include "pod-case-private.h"

#include <math.h>
#include <string.h>

#include "pod-case.h"

typedef struct
{
  const PodSymbol *symbol;
  PodFact fact;
} Recorded;

struct _PodCaseFacts
{
  const PodStudy *study;
  GArray *recorded;    /* Recorded */
  GArray *courses;     /* PodCourse */
  GHashTable *anchors; /* id → PodDate */
};

/* ---- as rules ask for it ---- */

static gint32
get_day (const PodFact *fact)
{
  return pod_date_first_day (fact->when.date);
}

/* "unknown" was asked and answered: nobody knows. */
static PodAbsence
read_fact (const PodFact *found, gint32 from, PodFact *fact)
{
  *fact = *found;
  if (get_day (found) < from)
    return POD_ABSENCE_OUTSIDE;
  return g_strcmp0 (found->code, "unknown") == 0 ? POD_ABSENCE_ANSWER : POD_ABSENCE_NONE;
}

static PodAbsence
find_latest (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, PodFact *fact)
{
  const PodCaseFacts *facts = self;
  const PodFact *best = NULL;

  for (guint i = 0; i < facts->recorded->len; i++)
    {
      const Recorded *recorded = &g_array_index (facts->recorded, Recorded, i);

      if (recorded->symbol != symbol || get_day (&recorded->fact) > to)
        continue;
      if (best == NULL || get_day (&recorded->fact) >= get_day (best))
        best = &recorded->fact;
    }
  return best != NULL ? read_fact (best, from, fact) : POD_ABSENCE_NEVER;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return get_day (a) - get_day (b);
}

static void
list_series (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, GArray *list)
{
  const PodCaseFacts *facts = self;

  for (guint i = 0; i < facts->recorded->len; i++)
    {
      const Recorded *recorded = &g_array_index (facts->recorded, Recorded, i);
      PodFact fact = recorded->fact;

      if (recorded->symbol != symbol || get_day (&fact) < from || get_day (&fact) > to)
        continue;
      if (g_strcmp0 (fact.code, "unknown") == 0)
        fact.code = NULL;
      g_array_append_val (list, fact);
    }
  g_array_sort (list, compare_days);
}

static void
list_courses (gpointer self, const PodMedication *medication, GArray *courses)
{
  const PodCaseFacts *facts = self;

  for (guint i = 0; i < facts->courses->len; i++)
    {
      const PodCourse *course = &g_array_index (facts->courses, PodCourse, i);

      if (g_strv_contains (medication->treatments, course->treatment))
        g_array_append_val (courses, *course);
    }
}

static PodDate
find_anchor (gpointer self, const char *name)
{
  const PodCaseFacts *facts = self;
  const PodDate *date = g_hash_table_lookup (facts->anchors, name);

  return date != NULL ? *date : POD_DATE_NONE;
}

PodFacts
pod_case_facts_get (PodCaseFacts *self)
{
  return (PodFacts){ find_latest, list_series, find_anchor, self, list_courses };
}

/* ---- as it is written ---- */

static gboolean
parse_number (const char *text, double *number)
{
  PodQuantity quantity;

  if (text == NULL || !pod_quantity_parse_number (text, &quantity) ||
      quantity.comparator != POD_EXACTLY)
    return FALSE;
  *number = quantity.number;
  return TRUE;
}

static gboolean
parse_day (const char *text, PodDate *date)
{
  return text != NULL && pod_date_parse (text, date) && pod_date_is_complete (*date);
}

/* "29d" is so many days before the day of the question. */
static gboolean
parse_when (const char *text, PodDate *date)
{
  g_autofree char *days = g_str_has_suffix (text, "d") ? g_strndup (text, strlen (text) - 1) : NULL;
  guint64 n;

  if (days == NULL || !g_ascii_string_to_unsigned (days, 10, 0, 36525, &n, NULL))
    return parse_day (text, date);
  *date = pod_date_add_days (pod_case_today (), -(int) n);
  return TRUE;
}

/* What was expected instead of @text; NULL where it was read. */
static const char *
parse_value (const PodSymbol *symbol, const char *text, PodFact *fact)
{
  PodQuantity quantity;
  gboolean is_yes_no = g_str_equal (text, "yes") || g_str_equal (text, "no");

  switch (symbol->kind)
    {
    case POD_KIND_DATE:
      return pod_date_parse (text, &fact->date) ? NULL : "a day, a month or a year, as 2026-01-31";
    case POD_KIND_QUANTITY:
      if (!pod_quantity_parse_number (text, &quantity))
        return "a number, in the unit of the study";
      fact->comparator = quantity.comparator;
      fact->number = quantity.number;
      return NULL;
    case POD_KIND_FLAG:
    case POD_KIND_CHOICE:
      fact->code = g_intern_string (text);
      if (g_str_equal (text, "unknown") ||
          (symbol->kind == POD_KIND_FLAG ? is_yes_no : g_strv_contains (symbol->choices, text)))
        return NULL;
      return symbol->kind == POD_KIND_FLAG ? "yes, no or unknown"
                                           : "one of its answers, or unknown";
    case POD_KIND_TEXT:
    default:
      return "something that a rule can read";
    }
}

/* "ULN 40", "LLN 4", "@29d" behind a value. */
static gboolean
parse_rest (char **words, PodFact *fact)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      PodDate day;

      if (*words[i] == '@' && parse_when (words[i] + 1, &day))
        fact->when = pod_moment_on (day);
      else if (g_str_equal (words[i], "ULN") && parse_number (words[i + 1], &fact->upper))
        i++;
      else if (g_str_equal (words[i], "LLN") && parse_number (words[i + 1], &fact->lower))
        i++;
      else
        return FALSE;
    }
  return TRUE;
}

static const PodSymbol *
find_symbol (const PodStudy *study, const char *name)
{
  const PodReading *reading = pod_study_find_reading (study, name);
  const PodObservation *observation = reading != NULL ? &reading->observation
                                                      : pod_study_find_observation (study, name);

  return observation != NULL ? &observation->symbol : NULL;
}

/* "alt=120 ULN 40 @29d"; what is at fault, in words. */
static char *
record_value (PodCaseFacts *self, const char *name, char **words)
{
  const PodSymbol *symbol = find_symbol (self->study, name);
  PodDate day = pod_date_add_days (pod_case_today (), -POD_CASE_DAYS_BEFORE);
  Recorded recorded = {
    symbol, { .number = NAN, .lower = NAN, .upper = NAN, .when = pod_moment_on (day) }
  };
  const char *expected;

  if (symbol == NULL)
    return g_strdup_printf ("no observation, reading or anchor is called \"%s\"", name);
  expected = parse_value (symbol, words[0], &recorded.fact);
  if (expected != NULL)
    return g_strdup_printf ("\"%s\" is no value of %s: expected %s", words[0], name, expected);
  if (!parse_rest (words + 1, &recorded.fact))
    return g_strdup_printf ("behind the value of %s: expected ULN or LLN with a number, or @ with "
                            "a "
                            "day, as @29d or @2026-01-31",
                            name);
  g_array_append_val (self->recorded, recorded);
  return NULL;
}

static char *
record_anchor (PodCaseFacts *self, const char *name, const char *text)
{
  PodDate day;

  if (!parse_when (text, &day))
    return g_strdup_printf ("\"%s\" is no day of %s: expected one as 2026-01-31, or 29d", text,
                            name);
  g_hash_table_insert (self->anchors, g_strdup (name), g_memdup2 (&day, sizeof day));
  return NULL;
}

/* "ramipril 5 2025-11-01..2026-01-31", or nothing behind the dots for what goes on. */
static char *
record_course (PodCaseFacts *self, char **words)
{
  g_auto (GStrv) days = g_strv_length (words) == 3 ? g_strsplit (words[2], "..", 2) : NULL;
  PodCourse course = { .dose = NAN, .start = POD_DATE_NONE, .end = POD_DATE_NONE };

  if (days == NULL || g_strv_length (days) != 2 || !pod_date_parse (days[0], &course.start) ||
      (*days[1] != '\0' && !pod_date_parse (days[1], &course.end)) ||
      (!g_str_equal (words[1], "?") && !parse_number (words[1], &course.dose)))
    return g_strdup ("a course was expected as \"treatment dose first-day..last-day\", with ? for "
                     "a "
                     "dose that is not known and no last day while it goes on");
  if (pod_study_find_treatment (self->study, words[0]) == NULL)
    return g_strdup_printf ("no treatment is called \"%s\"", words[0]);
  course.treatment = g_intern_string (words[0]);
  course.ongoing = *days[1] == '\0';
  g_array_append_val (self->courses, course);
  return NULL;
}

static char *
record_piece (PodCaseFacts *self, char *piece)
{
  char *equals = strchr (piece, '=');
  g_auto (GStrv) words = g_strsplit (equals != NULL ? equals + 1 : piece, " ", -1);

  if (equals == NULL)
    return record_course (self, words);
  *equals = '\0';
  if (pod_study_find_anchor (self->study, piece) != NULL &&
      find_symbol (self->study, piece) == NULL)
    return record_anchor (self, piece, equals + 1);
  return record_value (self, piece, words);
}

/* How everything is read that nobody settled. */
static void
record_readings (PodCaseFacts *self)
{
  const GPtrArray *readings = pod_study_get_readings (self->study);

  for (guint i = 0; i < readings->len; i++)
    {
      const PodReading *reading = g_ptr_array_index (readings, i);
      char *words[] = { (char *) reading->in_force, NULL };
      g_autofree char *fault = record_value (self, reading->observation.symbol.name, words);

      g_warn_if_fail (fault == NULL);
    }
}

PodCaseFacts *
pod_case_facts_new (const PodStudy *study, const char *on_record, char **fault)
{
  g_autoptr (PodCaseFacts) self = g_new0 (PodCaseFacts, 1);
  g_auto (GStrv) pieces = g_strsplit (on_record, ";", -1);

  self->study = study;
  self->recorded = g_array_new (FALSE, FALSE, sizeof (Recorded));
  self->courses = g_array_new (FALSE, FALSE, sizeof (PodCourse));
  self->anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  record_readings (self);
  for (guint i = 0; pieces[i] != NULL && !g_str_equal (on_record, "-"); i++)
    if ((*fault = record_piece (self, g_strstrip (pieces[i]))) != NULL)
      return NULL;
  return g_steal_pointer (&self);
}

void
pod_case_facts_free (PodCaseFacts *self)
{
  g_array_unref (self->recorded);
  g_array_unref (self->courses);
  g_hash_table_unref (self->anchors);
  g_free (self);
}
