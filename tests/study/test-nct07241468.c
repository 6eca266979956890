/*
 * The study as it is shipped: it loads, it holds every criterion in the registry's own words, every word has its Chinese, and
 * every criterion answers the cases of criteria.txt.
 */
#include "pod-date.h"
#include "pod-study.h"
#include "pod-test.h"

#include <math.h>
#include <string.h>

#define DAY_OF_QUESTION "2026-03-01"
#define DAYS_BEFORE 4

/* ---- facts from a line of the table ---- */

typedef struct
{
  const PodSymbol *symbol;
  PodFact fact;
} Recorded;

typedef struct
{
  GArray *recorded;
  GArray *courses;
  PodDate enrolment;
  PodDate lymphodepletion_start;
} Table;

static gint32
get_day (const PodFact *fact)
{
  return pod_date_first_day (fact->when.date);
}

static PodAbsence
find_latest (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, PodFact *fact)
{
  const Table *table = self;
  const PodFact *best = NULL;

  for (guint i = 0; i < table->recorded->len; i++)
    {
      const Recorded *recorded = &g_array_index (table->recorded, Recorded, i);

      if (recorded->symbol != symbol || get_day (&recorded->fact) > to)
        continue;
      if (!best || get_day (&recorded->fact) >= get_day (best))
        best = &recorded->fact;
    }
  if (!best)
    return POD_ABSENCE_NEVER;
  *fact = *best;
  return get_day (best) < from ? POD_ABSENCE_OUTSIDE : POD_ABSENCE_NONE;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return get_day (a) - get_day (b);
}

static void
list_series (gpointer self, const PodSymbol *symbol, gint32 from, gint32 to, GArray *facts)
{
  const Table *table = self;

  for (guint i = 0; i < table->recorded->len; i++)
    {
      const Recorded *recorded = &g_array_index (table->recorded, Recorded, i);
      gint32 day = get_day (&recorded->fact);

      if (recorded->symbol == symbol && day >= from && day <= to)
        g_array_append_val (facts, recorded->fact);
    }
  g_array_sort (facts, compare_days);
}

static void
list_courses (gpointer self, const PodMedication *medication, GArray *courses)
{
  const Table *table = self;

  for (guint i = 0; i < table->courses->len; i++)
    {
      const PodCourse *course = &g_array_index (table->courses, PodCourse, i);

      if (g_strv_contains (medication->treatments, course->treatment))
        g_array_append_val (courses, *course);
    }
}

/* The two days that a line may set. */
static PodDate *
get_anchor (Table *table, const char *name)
{
  if (strcmp (name, "enrolment") == 0)
    return &table->enrolment;
  return strcmp (name, "lymphodepletion_start") == 0 ? &table->lymphodepletion_start : NULL;
}

static PodDate
find_anchor (gpointer self, const char *name)
{
  const PodDate *date = get_anchor (self, name);

  return date ? *date : POD_DATE_NONE;
}

static PodDate
parse_day (const char *text)
{
  PodDate date = POD_DATE_NONE;

  g_assert_true (pod_date_parse (text, &date));
  return date;
}

/* "29d" is so many days before the day of the question. */
static PodDate
parse_when (const char *text)
{
  if (g_str_has_suffix (text, "d"))
    return pod_date_add_days (parse_day (DAY_OF_QUESTION), -atoi (text));
  return parse_day (text);
}

static void
parse_value (const PodSymbol *symbol, const char *text, PodFact *fact)
{
  PodQuantity quantity;

  if (symbol->kind == POD_KIND_DATE)
    fact->date = parse_day (text);
  else if (symbol->kind == POD_KIND_QUANTITY)
    {
      g_assert_true (pod_quantity_parse_number (text, &quantity));
      fact->comparator = quantity.comparator;
      fact->number = quantity.number;
    }
  else
    {
      if (symbol->kind == POD_KIND_CHOICE)
        g_assert_true (g_strv_contains (symbol->choices, text));
      else
        g_assert_true (strcmp (text, "yes") == 0 || strcmp (text, "no") == 0);
      fact->code = g_intern_string (text);
    }
}

/* "ramipril 5 2025-11-01..2026-01-31", or nothing after the dots for what goes on */
static void
record_course (const PodStudy *study, Table *table, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_auto (GStrv) days = g_strv_length (words) == 3 ? g_strsplit (words[2], "..", 2) : NULL;
  PodCourse course = { 0 };

  if (!days || g_strv_length (days) != 2 || !pod_study_find_treatment (study, words[0]))
    g_error ("criteria.txt: \"%s\" was not understood", text);
  course.treatment = g_intern_string (words[0]);
  course.dose = g_ascii_strtod (words[1], NULL);
  course.start = parse_day (days[0]);
  course.ongoing = *days[1] == '\0';
  course.end = course.ongoing ? POD_DATE_NONE : parse_day (days[1]);
  g_array_append_val (table->courses, course);
}

/* "alt=120 ULN 40 @29d" */
static void
record (const PodStudy *study, Table *table, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_auto (GStrv) pair = g_strsplit (words[0], "=", 2);
  const PodReading *reading = pod_study_find_reading (study, pair[0]);
  const PodObservation *observation = reading ? &reading->observation
                                              : pod_study_find_observation (study, pair[0]);
  Recorded recorded = { .fact = { .lower = NAN, .upper = NAN } };

  if (get_anchor (table, pair[0]))
    {
      *get_anchor (table, pair[0]) = parse_day (pair[1]);
      return;
    }
  if (!observation || !pair[1])
    g_error ("criteria.txt: no observation is called \"%s\"", pair[0]);
  recorded.symbol = &observation->symbol;
  recorded.fact.when = pod_moment_on (pod_date_add_days (parse_day (DAY_OF_QUESTION),
                                                         -DAYS_BEFORE));
  parse_value (&observation->symbol, pair[1], &recorded.fact);
  for (guint i = 1; words[i]; i++)
    if (strcmp (words[i], "ULN") == 0)
      recorded.fact.upper = g_ascii_strtod (words[++i], NULL);
    else if (strcmp (words[i], "LLN") == 0)
      recorded.fact.lower = g_ascii_strtod (words[++i], NULL);
    else if (*words[i] == '@')
      recorded.fact.when = pod_moment_on (parse_when (words[i] + 1));
    else
      g_error ("criteria.txt: \"%s\" was not understood", text);
  g_array_append_val (table->recorded, recorded);
}

/* How everything is read that nobody settled. */
static void
record_readings (const PodStudy *study, Table *table)
{
  const GPtrArray *readings = pod_study_get_readings (study);

  for (guint i = 0; i < readings->len; i++)
    {
      const PodReading *reading = g_ptr_array_index (readings, i);
      g_autofree char *text = g_strdup_printf ("%s=%s", reading->observation.symbol.name,
                                               reading->in_force);

      record (study, table, text);
    }
}

static PodEvidence *
ask (const PodStudy *study, const PodRule *rule, const PodWindow *window, const char *on_record)
{
  g_auto (GStrv) pieces = g_strsplit (on_record, ";", -1);
  Table table = { g_array_new (FALSE, FALSE, sizeof (Recorded)),
                  g_array_new (FALSE, FALSE, sizeof (PodCourse)), POD_DATE_NONE, POD_DATE_NONE };
  PodFacts facts = { find_latest, list_series, find_anchor, &table, list_courses };
  PodEvidence *evidence;

  record_readings (study, &table);
  for (guint i = 0; pieces[i]; i++)
    if (strchr (g_strstrip (pieces[i]), '=') == NULL && strstr (pieces[i], "..") != NULL)
      record_course (study, &table, pieces[i]);
    else if (strcmp (pieces[i], "-") != 0)
      record (study, &table, pieces[i]);
  evidence = pod_rule_evaluate (rule, &facts, window, parse_day (DAY_OF_QUESTION));
  g_array_unref (table.recorded);
  g_array_unref (table.courses);
  return evidence;
}

/* ---- the table ---- */

static const char *
to_answer (const PodCriterion *criterion, PodTruth truth)
{
  static const char *const inclusion[] = { "not met", "cannot tell", "met" };
  static const char *const exclusion[] = { "absent", "cannot tell", "present" };

  return (criterion->kind == POD_INCLUSION ? inclusion : exclusion)[truth];
}

/* What a criterion or a response, which is a definition, comes to; NULL where @id is neither. */
static PodEvidence *
find_evidence (const PodStudy *study, const char *id, const char *on_record)
{
  const PodCriterion *criterion = pod_study_find_criterion (study, id);
  const PodDefinition *definition = pod_study_find_definition (study, id);

  if (criterion)
    return ask (study, criterion->rule, &criterion->window, on_record);
  return definition ? ask (study, definition->rule, NULL, on_record) : NULL;
}

static const char *
to_words (const PodStudy *study, const char *id, PodTruth truth)
{
  static const char *const answers[] = { "no", "cannot tell", "yes" };
  const PodCriterion *criterion = pod_study_find_criterion (study, id);

  return criterion ? to_answer (criterion, truth) : answers[truth];
}

/* ---- the kinds of cases ---- */

/* What a case shows of its criterion goes into the set as "INC-08 limit". */
typedef struct
{
  GHashTable *seen;
  const char *id;
} Kinds;

static void
add_kind (const Kinds *kinds, const char *kind)
{
  g_hash_table_add (kinds->seen, g_strdup_printf ("%s %s", kinds->id, kind));
}

static gboolean
was_seen (const Kinds *kinds, const char *kind)
{
  g_autofree char *key = g_strdup_printf ("%s %s", kinds->id, kind);

  return g_hash_table_contains (kinds->seen, key);
}

/* A step beyond is a tenth of the limit, or one where it counts in ones. */
static void
note_leaf_cb (const PodEvidence *leaf, gpointer data)
{
  const Kinds *kinds = data;
  g_autofree char *at = g_strdup_printf ("at %s %d", leaf->text, leaf->truth);
  g_autofree char *not_at = g_strdup_printf ("at %s %d", leaf->text, pod_truth_not (leaf->truth));
  g_autofree char *near = g_strdup_printf ("near %s %d", leaf->text, leaf->truth);
  g_autofree char *not_near = g_strdup_printf ("near %s %d", leaf->text,
                                               pod_truth_not (leaf->truth));

  /* Of a rule over time each value looked at has its own limit. */
  if (leaf->kind == POD_EVIDENCE_OVER_TIME)
    g_ptr_array_foreach (leaf->children, (GFunc) note_leaf_cb, data);
  if (leaf->truth == POD_UNKNOWN || !isfinite (leaf->margin))
    return;
  if (leaf->margin == 0)
    add_kind (kinds, "limit");
  if (leaf->margin != 0 && fabs (leaf->margin) > MAX (fabs (leaf->limit) / 10, 1))
    return;
  add_kind (kinds, leaf->margin == 0 ? at : near);
  if (was_seen (kinds, leaf->margin == 0 ? not_near : not_at))
    add_kind (kinds, "beyond");
}

static void
note_days (const Kinds *kinds, const PodEvidence *evidence, const char *until)
{
  PodDate today = parse_day (DAY_OF_QUESTION);

  if (evidence->truth == POD_UNKNOWN && until)
    add_kind (kinds, "expired yesterday");
  else if (pod_date_equal (evidence->valid_until, today))
    add_kind (kinds, "last day");
  else if (pod_date_equal (evidence->valid_until, pod_date_add_days (today, 1)))
    add_kind (kinds, "tomorrow");
}

/* The line says that the answer follows until no day, and something of more than a year ago is on record. */
static gboolean
is_of_any_age (const PodEvidence *evidence, const char *on_record, const char *until)
{
  g_auto (GStrv) words = g_strsplit_set (on_record, " ;", -1);
  gint32 today = pod_date_first_day (parse_day (DAY_OF_QUESTION));

  if (evidence->truth == POD_UNKNOWN || g_strcmp0 (until, "-") != 0)
    return FALSE;
  for (guint i = 0; words[i]; i++)
    if (*words[i] == '@' && today - pod_date_first_day (parse_when (words[i] + 1)) > 366)
      return TRUE;
  return FALSE;
}

static void
report_case (guint number, const char *line, const char *given)
{
  g_test_message ("criteria.txt:%u: %s: answered \"%s\"", number, line, given);
  g_test_fail ();
}

static void
check_until (const PodEvidence *evidence, const char *expected, guint number, const char *line)
{
  g_autofree char *until = pod_date_to_string (evidence->valid_until);

  if (expected && g_strcmp0 (strcmp (expected, "-") == 0 ? "" : expected, until) != 0)
    report_case (number, line, until);
}

/* "none | INC-05 limit | why" */
static gboolean
is_exempt (GHashTable *seen, char **cells)
{
  if (strcmp (cells[0], "none") != 0 || g_strv_length (cells) != 3 || !*cells[2])
    return FALSE;
  g_hash_table_add (seen, g_strdup (cells[1]));
  return TRUE;
}

static void
check_case (const PodStudy *study, GHashTable *seen, const char *line, guint number)
{
  g_auto (GStrv) cells = g_strsplit (line, " | ", -1);
  guint n = g_strv_length (cells);
  const Kinds kinds = { seen, cells[0] };
  g_autoptr (PodEvidence) evidence = NULL;

  if (is_exempt (seen, cells))
    return;
  evidence = n == 3 || n == 4 ? find_evidence (study, cells[0], cells[1]) : NULL;
  if (!evidence)
    g_error ("criteria.txt:%u: expected \"criterion | what is on record | answer\"", number);
  if (strcmp (to_words (study, cells[0], evidence->truth), cells[2]) != 0)
    report_case (number, line, to_words (study, cells[0], evidence->truth));
  check_until (evidence, cells[3], number, line);
  add_kind (&kinds, cells[2]);
  pod_evidence_foreach_leaf (evidence, FALSE, note_leaf_cb, (gpointer) &kinds);
  note_days (&kinds, evidence, cells[3]);
  if (is_of_any_age (evidence, cells[1], cells[3]))
    add_kind (&kinds, "any age");
}

/* With a look-back there are the days around its end; without one there is no such day, which a case has to show. */
static void
check_kinds (const PodCriterion *criterion, GHashTable *seen)
{
  static const char *const expires[] = { "limit",    "beyond",   "expired yesterday",
                                         "last day", "tomorrow", NULL };
  static const char *const stays[] = { "limit", "beyond", "any age", NULL };
  const char *const *wanted = criterion->window.amount ? expires : stays;
  const Kinds kinds = { seen, criterion->id };

  for (guint i = 0; wanted[i]; i++)
    if (!was_seen (&kinds, wanted[i]))
      {
        g_test_message ("criteria.txt has no case for \"%s %s\"", criterion->id, wanted[i]);
        g_test_fail ();
      }
}

/* No criterion may be left out, nor any of its three answers. */
static void
check_all_seen (const PodStudy *study, GHashTable *seen)
{
  const GPtrArray *criteria = pod_study_get_criteria (study);

  for (guint i = 0; i < criteria->len; i++)
    check_kinds (g_ptr_array_index (criteria, i), seen);
  for (guint i = 0; i < criteria->len; i++)
    for (PodTruth truth = POD_FALSE; truth <= POD_TRUE; truth++)
      {
        const PodCriterion *criterion = g_ptr_array_index (criteria, i);
        g_autofree char *key = g_strdup_printf ("%s %s", criterion->id,
                                                to_answer (criterion, truth));

        if (g_hash_table_contains (seen, key))
          continue;
        g_test_message ("criteria.txt has no case for \"%s\"", key);
        g_test_fail ();
      }
}

static PodStudy *
load_study (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodStudy *study = pod_study_load (pod_test_data ("studies/nct07241468"),
                                    pod_test_data ("knowledge"), problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *text = pod_problem_to_string (g_ptr_array_index (problems, i));

      g_test_message ("%s", text);
    }
  g_assert_nonnull (study);
  return study;
}

static void
test_criteria (void)
{
  g_autoptr (PodStudy) study = load_study ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "study", "criteria.txt", NULL);
  g_auto (GStrv) lines = g_strsplit (pod_test_read (path, NULL), "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (*lines[i] && *lines[i] != '#')
      check_case (study, seen, lines[i], i + 1);
  check_all_seen (study, seen);
}

/* ---- the registry's words ---- */

/* One space for any white space, and none of the registry page's escapes. */
static char *
normalise (const char *text)
{
  g_auto (GStrv) unescaped = g_strsplit (text, "\\", -1);
  g_autofree char *joined = g_strjoinv ("", unescaped);
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", joined, 0, 0);

  return g_strjoinv (" ", words);
}

static void
test_registry (void)
{
  const char *path = pod_test_shared ("study/NCT07241468.txt");
  g_autoptr (PodStudy) study = NULL;
  g_autofree char *registry = NULL;
  const GPtrArray *criteria;

  if (!path)
    return;
  study = load_study ();
  registry = normalise (pod_test_read (path, NULL));
  criteria = pod_study_get_criteria (study);
  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = g_ptr_array_index (criteria, i);

      if (strstr (registry, criterion->text.plain))
        continue;
      g_test_message ("%s is not in the registry's words: %s", criterion->id,
                      criterion->text.plain);
      g_test_fail ();
    }
}

static void
check_number (const PodStudy *study, const char *kind, guint number, const char *const *cohorts)
{
  const GPtrArray *criteria = pod_study_get_criteria (study);
  g_autofree char *id = g_strdup_printf ("%s-%02u", kind, number);
  guint n = 0;

  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = g_ptr_array_index (criteria, i);

      if (!g_str_has_prefix (criterion->id, id))
        continue;
      n++;
      for (guint j = 0; j < 3; j++)
        g_assert_cmpint (pod_criterion_applies (criterion,
                                                (const char *[]){ "mn", "igan", "aav" }[j]),
                         ==,
                         !cohorts ||
                             g_strv_contains (cohorts, (const char *[]){ "mn", "igan", "aav" }[j]));
    }
  g_assert_cmpuint (n, >=, 1);
}

/* Which cohort a number belongs to, by the registry's headings and what follows from the texts. */
static void
test_cohorts (void)
{
  static const char *const mn[] = { "mn", NULL };
  static const char *const igan[] = { "igan", NULL };
  static const char *const aav[] = { "aav", NULL };
  g_autoptr (PodStudy) study = load_study ();

  for (guint n = 1; n <= 19; n++)
    check_number (study, "INC", n, n <= 5 ? NULL : n <= 8 ? mn : n <= 12 ? igan : aav);
  for (guint n = 1; n <= 18; n++)
    check_number (study, "EXC", n, n <= 13 ? NULL : n <= 14 ? mn : n <= 16 ? igan : aav);
}

/* The registry states one look-back; every other one, and every reading, is the site's and says so. */
static void
test_sources (void)
{
  g_autoptr (PodStudy) study = load_study ();
  const GPtrArray *criteria = pod_study_get_criteria (study);

  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = g_ptr_array_index (criteria, i);
      gboolean is_hcg = strcmp (criterion->id, "INC-04b") == 0;

      if (criterion->window.amount)
        g_assert_cmpstr (criterion->look_back_source, ==, is_hcg ? "registry" : "site");
      if (criterion->reading.plain)
        g_assert_cmpstr (criterion->reading_source, ==, "site");
    }
}

/* ---- Chinese ---- */

static void
check_words (const char *what, const PodWords *words)
{
  g_assert_nonnull (words->plain);
  if (words->translated && *words->translated)
    return;
  g_test_message ("%s: \"%s\" has no Chinese", what, words->plain);
  g_test_fail ();
}

static void
check_choices (const PodObservation *observation)
{
  if (observation->symbol.kind != POD_KIND_CHOICE)
    return;
  for (guint i = 0; observation->symbol.choices[i]; i++)
    check_words (observation->symbol.name, &observation->choice_words[i]);
}

static void
check_criterion (const PodCriterion *criterion)
{
  check_words (criterion->id, &criterion->text);
  check_words (criterion->id, &criterion->label);
  if (criterion->reading.plain)
    check_words (criterion->id, &criterion->reading);
}

/* The label stands at @offset in every struct of @list. */
static void
check_labels (const char *what, const GPtrArray *list, gsize offset)
{
  g_assert_cmpuint (list->len, >, 0);
  for (guint i = 0; i < list->len; i++)
    check_words (what, G_STRUCT_MEMBER_P (g_ptr_array_index (list, i), offset));
}

static void
check_readings (const GPtrArray *readings)
{
  g_assert_cmpuint (readings->len, >, 0);
  for (guint i = 0; i < readings->len; i++)
    {
      const PodReading *reading = g_ptr_array_index (readings, i);

      check_words (reading->id, &reading->question);
      check_choices (&reading->observation);
    }
}

static void
test_chinese (void)
{
  g_autoptr (PodStudy) study = load_study ();
  PodWords title = pod_study_get_title (study);
  const GPtrArray *criteria = pod_study_get_criteria (study);
  const GPtrArray *observations = pod_study_get_observations (study);

  check_words ("title", &title);
  for (guint i = 0; i < criteria->len; i++)
    check_criterion (g_ptr_array_index (criteria, i));
  for (guint i = 0; i < observations->len; i++)
    check_choices (g_ptr_array_index (observations, i));
  check_labels ("observation", observations, G_STRUCT_OFFSET (PodObservation, label));
  check_readings (pod_study_get_readings (study));
  check_labels ("group", pod_study_get_groups (study), G_STRUCT_OFFSET (PodGroup, label));
  check_labels ("cohort", pod_study_get_cohorts (study), G_STRUCT_OFFSET (PodCohort, label));
  check_labels ("anchor", pod_study_get_anchors (study), G_STRUCT_OFFSET (PodAnchor, label));
  check_labels ("visit", pod_study_get_visits (study), G_STRUCT_OFFSET (PodPlannedVisit, label));
  check_labels ("class", pod_study_get_classes (study),
                G_STRUCT_OFFSET (PodMedicationClass, label));
  check_labels ("treatment", pod_study_get_treatments (study),
                G_STRUCT_OFFSET (PodTreatment, label));
  check_labels ("definition", pod_study_get_definitions (study),
                G_STRUCT_OFFSET (PodDefinition, label));
}

/* ---- what a form needs ---- */

/* Whatever a criterion reads can be entered: it stands in a panel. */
static void
test_panels (void)
{
  g_autoptr (PodStudy) study = load_study ();
  const GPtrArray *criteria = pod_study_get_criteria (study);

  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = g_ptr_array_index (criteria, i);
      g_autoptr (GPtrArray) symbols = pod_rule_get_symbols (criterion->rule);

      g_assert_cmpuint (symbols->len, >, 0);
      for (guint j = 0; j < symbols->len; j++)
        {
          const PodSymbol *symbol = g_ptr_array_index (symbols, j);

          /* A reading is settled in its ledger. */
          if (pod_study_find_reading (study, symbol->name) == NULL)
            g_assert_nonnull (pod_study_find_observation (study, symbol->name)->group);
        }
    }
}

/* ---- the export ---- */

/* CORE-000303: a test code and a test name go together one to one within a domain. */
static void
test_sdtm_pairs (void)
{
  g_autoptr (PodStudy) study = load_study ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GPtrArray *list = pod_study_get_observations (study);

  for (guint i = 0; i < list->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (list, i);

      if (!observation->domain)
        continue;
      g_assert_nonnull (observation->test);
      if (!g_hash_table_add (seen, g_strdup_printf ("%s code %s", observation->domain,
                                                    observation->testcd)) ||
          !g_hash_table_add (seen, g_strdup_printf ("%s name %s", observation->domain,
                                                    observation->test)))
        g_error ("%s shares its SDTM test with another observation", observation->symbol.name);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/nct07241468/criteria", test_criteria);
  g_test_add_func ("/nct07241468/registry", test_registry);
  g_test_add_func ("/nct07241468/cohorts", test_cohorts);
  g_test_add_func ("/nct07241468/sources", test_sources);
  g_test_add_func ("/nct07241468/chinese", test_chinese);
  g_test_add_func ("/nct07241468/panels", test_panels);
  g_test_add_func ("/nct07241468/sdtm-pairs", test_sdtm_pairs);
  return g_test_run ();
}
