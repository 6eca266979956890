#include "pod-study-reader.h"

#include <string.h>

/* "1" to "4", with @prefix before it.  FALSE where there is none. */
static gboolean
take_rules (PodStudyReader *reader,
            PodKeyGroup *group,
            const char *prefix,
            const PodVocabulary *vocabulary,
            const PodRule **rules)
{
  gboolean any = FALSE;

  for (int level = 1; level <= 4; level++)
    {
      g_autofree char *key = g_strdup_printf ("%s%d", prefix, level);
      PodKeyEntry *entry = pod_reader_take (reader, group, key, POD_OPTIONAL);

      if (!entry)
        continue;
      any = TRUE;
      rules[level] = pod_study_own_rule (reader->study,
                                         pod_reader_make_condition (reader, group, entry,
                                                                    vocabulary));
    }
  return any;
}

static void
take_levels (PodStudyReader *reader, PodKeyGroup *group, PodGrade *grade)
{
  const PodUnit *unit = grade->unit ? grade->unit : pod_unit_one ();
  PodVocabulary vocabulary;

  pod_grade_init_vocabulary (pod_study_get_grade_symbols (reader->study, unit), &vocabulary);
  if (!take_rules (reader, group, "", &vocabulary, grade->levels))
    pod_key_group_problem (group, NULL, reader->problems,
                           "no level has a rule: expected at least one of the keys 1 to 4");
  take_rules (reader, group, "sure.", &vocabulary, grade->sure);
  for (int level = 1; level <= 4; level++)
    {
      g_autofree char *key = g_strdup_printf ("note.%d", level);

      grade->notes[level] = pod_reader_take_words (reader, group, key, POD_OPTIONAL);
    }
}

void
pod_read_grade (PodStudyReader *reader, PodKeyGroup *group)
{
  static const char *const directions[] = { "low", "high", NULL };
  PodGrade *grade = g_new0 (PodGrade, 1);

  grade->id = group->name;
  grade->scale = pod_reader_take_text (reader, group, "scale", POD_REQUIRED);
  grade->term = pod_reader_take_words (reader, group, "term", POD_REQUIRED);
  grade->direction = pod_reader_take_one_of (reader, group, "direction", POD_REQUIRED, directions);
  /* The knowledge grades more than one trial measures: an observation that is not declared is no fault. */
  grade->observation =
      pod_study_find_observation (reader->study, pod_reader_take_text (reader, group, "observation",
                                                                       POD_OPTIONAL));
  grade->unit = pod_reader_take_unit (reader, group, "unit", POD_OPTIONAL);
  grade->source = pod_key_group_get (group, "source");
  take_levels (reader, group, grade);
  if (!grade->term.plain)
    grade->term.plain = group->name;
  pod_study_add (reader->study, POD_LIST_GRADES, grade->id, grade);
}

static gboolean
is_year_used (const PodStudy *study, const PodEquation *equation)
{
  return equation->result && equation->year &&
         pod_study_find_equation (study, equation->result->symbol.name, equation->year);
}

void
pod_read_equation (PodStudyReader *reader, PodKeyGroup *group)
{
  PodEquation *equation = g_new0 (PodEquation, 1);
  PodKeyEntry *rule = pod_reader_take (reader, group, "rule", POD_REQUIRED);
  PodVocabulary vocabulary;

  pod_reader_init_vocabulary (reader, &vocabulary);
  equation->id = group->name;
  equation->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  equation->result =
      pod_study_find_observation (reader->study,
                                  pod_reader_take_id (reader, group, "result", POD_REQUIRED,
                                                      POD_LIST_OBSERVATIONS, "observation"));
  equation->year = pod_reader_take_text (reader, group, "year", POD_REQUIRED);
  equation->source = pod_key_group_get (group, "source");
  if (is_year_used (reader->study, equation))
    pod_key_group_problem (group, pod_key_group_take (group, "year", NULL), reader->problems,
                           "another equation has this result and year: expected one of its own");
  if (rule && equation->result && equation->result->symbol.kind != POD_KIND_QUANTITY)
    pod_key_group_problem (group, pod_key_group_take (group, "result", NULL), reader->problems,
                           "an equation gives a number: expected an observation of type=quantity");
  else if (rule && equation->result)
    equation->rule = pod_study_own_rule (reader->study,
                                         pod_reader_make_quantity (reader, group, rule,
                                                                   equation->result->symbol.unit,
                                                                   &vocabulary));
  /* Without a result nobody can ask for it. */
  if (equation->result)
    pod_study_add (reader->study, POD_LIST_EQUATIONS, equation->id, equation);
  else
    g_free (equation);
}

void
pod_read_term (PodStudyReader *reader, PodKeyGroup *group)
{
  PodTerm *term = g_new0 (PodTerm, 1);

  term->id = group->name;
  term->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  term->code = pod_reader_take_text (reader, group, "code", POD_OPTIONAL);
  term->soc = pod_reader_take_text (reader, group, "soc", POD_OPTIONAL);
  term->scale = pod_reader_take_text (reader, group, "scale", POD_OPTIONAL);
  term->interest = pod_reader_take_flag (reader, group, "interest");
  pod_study_add (reader->study, POD_LIST_TERMS, term->id, term);
}
