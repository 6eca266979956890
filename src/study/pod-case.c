#include "pod-case.h"

#include <string.h>

#include "pod-case-private.h"
#include "pod-rule.h"

PodDate
pod_case_today (void)
{
  return pod_date_new (2026, 3, 1);
}

static void
free_case (gpointer data)
{
  PodCase *self = data;

  g_free (self->id);
  g_free (self->on_record);
  g_free (self->expected);
  g_free (self->expected_until);
  g_free (self);
}

/* ---- what is asked ---- */

/* @answers: in words, by PodTruth. */
typedef struct
{
  const PodRule *rule;
  const PodWindow *window;
  const char *const *answers;
} Question;

static const char *const inclusion[] = { "not met", "cannot tell", "met" };
static const char *const exclusion[] = { "absent", "cannot tell", "present" };
static const char *const plain[] = { "no", "cannot tell", "yes" };

static gboolean
find_condition (const PodStudy *study, const char *id, Question *question)
{
  const GPtrArray *checks = pod_study_get_checks (study);

  for (guint i = 0; i < checks->len; i++)
    {
      const GPtrArray *conditions = ((const PodCheck *) g_ptr_array_index (checks, i))->conditions;

      for (guint k = 0; k < conditions->len; k++)
        {
          const PodCondition *condition = g_ptr_array_index (conditions, k);

          if (!g_str_equal (condition->id, id))
            continue;
          *question = (Question){ condition->rule, &condition->window, plain };
          return TRUE;
        }
    }
  return FALSE;
}

static gboolean
find_question (const PodStudy *study, const char *id, Question *question)
{
  const PodCriterion *criterion = pod_study_find_criterion (study, id);
  const PodDefinition *definition = pod_study_find_definition (study, id);

  if (criterion != NULL)
    *question = (Question){ criterion->rule, &criterion->window,
                            criterion->kind == POD_INCLUSION ? inclusion : exclusion };
  else if (definition != NULL)
    *question = (Question){ definition->rule, NULL, plain };
  else
    return find_condition (study, id, question);
  return TRUE;
}

static gboolean
has_answer (const Question *question, const char *answer)
{
  for (PodTruth truth = POD_FALSE; truth <= POD_TRUE; truth++)
    if (g_str_equal (question->answers[truth], answer))
      return TRUE;
  return FALSE;
}

/* ---- a line ---- */

/* What is at fault with the case, in words; NULL once it has its answer. */
static char *
answer_case (const PodStudy *study, PodCase *self)
{
  Question question;
  g_autoptr (PodCaseFacts) record = NULL;
  g_autoptr (PodEvidence) evidence = NULL;
  PodFacts facts;
  char *fault = NULL;

  if (!find_question (study, self->id, &question))
    return g_strdup_printf ("no criterion, definition or condition is called \"%s\"", self->id);
  if (!has_answer (&question, self->expected))
    return g_strdup_printf ("\"%s\" is no answer of %s: expected \"%s\", \"%s\" or \"%s\"",
                            self->expected, self->id, question.answers[POD_TRUE],
                            question.answers[POD_FALSE], question.answers[POD_UNKNOWN]);
  record = pod_case_facts_new (study, self->on_record, &fault);
  if (record == NULL)
    return fault;
  facts = pod_case_facts_get (record);
  evidence = pod_rule_evaluate (question.rule, &facts, question.window, pod_case_today ());
  self->answer = question.answers[evidence->truth];
  self->until = evidence->valid_until;
  return NULL;
}

static char *
take_cell (char **cells, guint i)
{
  return g_strdup (g_strstrip (cells[i]));
}

static void
add_line (GPtrArray *cases,
          const PodStudy *study,
          const char *name,
          guint line,
          const char *text,
          GPtrArray *problems)
{
  g_auto (GStrv) cells = g_strsplit (text, "|", -1);
  guint n = g_strv_length (cells);
  g_autofree char *fault = NULL;
  PodCase *self;

  if (n != 3 && n != 4)
    {
      pod_problems_add (problems, name, line, 0, NULL, NULL,
                        "expected \"criterion | what is on record | answer\"");
      return;
    }
  self = g_new0 (PodCase, 1);
  self->line = line;
  self->id = take_cell (cells, 0);
  self->on_record = take_cell (cells, 1);
  self->expected = take_cell (cells, 2);
  self->expected_until = n == 4 ? take_cell (cells, 3) : NULL;
  fault = answer_case (study, self);
  if (fault == NULL)
    g_ptr_array_add (cases, self);
  else
    {
      pod_problems_add (problems, name, line, 0, NULL, NULL, "%s", fault);
      free_case (self);
    }
}

/* "none | INC-05 limit | why" says of a kind of case that there is none of it. */
static gboolean
is_no_case (const char *line)
{
  return *line == '\0' || *line == '#' || g_str_has_prefix (line, "none |");
}

GPtrArray *
pod_cases_try (const PodStudy *study, const char *name, const char *text, GPtrArray *problems)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *cases = g_ptr_array_new_with_free_func (free_case);

  for (guint i = 0; lines[i] != NULL; i++)
    if (!is_no_case (g_strstrip (lines[i])))
      add_line (cases, study, name, i + 1, lines[i], problems);
  return cases;
}

gboolean
pod_case_holds (const PodCase *self)
{
  g_autofree char *until = NULL;

  if (!g_str_equal (self->answer, self->expected))
    return FALSE;
  if (self->expected_until == NULL)
    return TRUE;
  until = pod_date_is_set (self->until) ? pod_date_to_string (self->until) : g_strdup ("-");
  return g_str_equal (until, self->expected_until);
}
