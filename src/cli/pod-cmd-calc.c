/* JSON lines in, JSON lines out, no database. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "pod-calc.h"
#include "pod-instrument.h"
#include "pod-json-text.h"

/* No case has more. */
#define MOST_BYTES (1024 * 1024)
#define MOST_LEVELS 8

static gboolean
append_id (GString *answer, JsonObject *line, const char **fault)
{
  JsonNode *node = json_object_get_member (line, "id");
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                            : G_TYPE_INVALID;

  if (type == G_TYPE_STRING)
    pod_json_append_member (answer, "id", json_node_get_string (node));
  else if (type == G_TYPE_INT64)
    pod_json_append_member_int (answer, "id", json_node_get_int (node));
  else
    {
      *fault = _ ("“id” must be a string or an integer");
      return FALSE;
    }
  return TRUE;
}

static PodExit
fail_line (guint number, const char *fault)
{
  return pod_cli_fail (_ ("standard input, line %u: %s"), number, fault);
}

/* What is asked of each line. */
typedef struct
{
  const PodStudy *knowledge;
  PodCalculation calculate;
  const char *instrument;
} Asked;

static PodExit
answer_line (const Asked *asked, guint number, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GString) answer = g_string_new ("{");
  const char *fault = NULL;

  if (length > MOST_BYTES)
    return fail_line (number, _ ("it is too long"));
  /* The parser forgives too much, so its input is looked through first. */
  if (!pod_json_scan (text, length, MOST_LEVELS, &error))
    return fail_line (number, error->message);
  node = json_from_string (text, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail_line (number, _ ("it is not an object"));
  if (!append_id (answer, json_node_get_object (node), &fault) ||
      !asked->calculate (asked->knowledge, asked->instrument, json_node_get_object (node), answer,
                         &fault))
    return fail_line (number, fault);
  g_string_append_c (answer, '}');
  pod_cli_print_line (answer->str);
  return POD_EXIT_YES;
}

static PodExit
answer_lines (const Asked *asked)
{
  char *line = NULL;
  size_t size = 0;
  ssize_t length;
  PodExit status = POD_EXIT_YES;

  for (guint number = 1; status == POD_EXIT_YES; number++)
    {
      length = getline (&line, &size, stdin);
      if (length < 0)
        break;
      while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
        line[--length] = '\0';
      if (length > 0)
        status = answer_line (asked, number, line, (gsize) length);
    }
  free (line);
  return status;
}

static PodStudy *
load_knowledge (void)
{
  g_autofree char *data = pod_data_dir ();
  g_autofree char *directory = g_build_filename (data, "knowledge", NULL);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodStudy *knowledge = pod_knowledge_load (directory, problems);

  if (knowledge != NULL)
    return knowledge;
  if (problems->len > 0)
    {
      g_autofree char *first = pod_problem_to_string (g_ptr_array_index (problems, 0));

      pod_cli_fail (_ ("%s: the knowledge has faults; the first: %s"), directory, first);
      return NULL;
    }
  pod_cli_fail (_ ("%s: there is no knowledge; PODOCYTE_DATA_DIR names its folder"), directory);
  return NULL;
}

static PodExit
fail_instrument (const PodStudy *knowledge)
{
  const GPtrArray *instruments = pod_study_get_instruments (knowledge);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < instruments->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? C_ ("list", ", ") : "",
                            ((const PodInstrument *) g_ptr_array_index (instruments, i))->id);
  return pod_cli_fail (_ ("calc score: name one of these instruments: %s"), names->str);
}

static PodExit
answer (PodCalculation calculate, const char *instrument)
{
  g_autoptr (PodStudy) knowledge = load_knowledge ();
  const Asked asked = { knowledge, calculate, instrument };

  if (knowledge == NULL)
    return POD_EXIT_TROUBLE;
  if (calculate == pod_calc_score && pod_study_find_instrument (knowledge, instrument) == NULL)
    return fail_instrument (knowledge);
  return answer_lines (&asked);
}

static PodExit
run (const char *const *arguments)
{
  g_auto (GStrv) operands = NULL;
  gboolean one;

  if (!pod_cli_parse (&pod_cmd_calc, NULL, NULL, arguments, 1, 2, &operands))
    return POD_EXIT_TROUBLE;
  one = operands[1] == NULL;
  if (one && strcmp (operands[0], "egfr") == 0)
    return answer (pod_calc_egfr, NULL);
  if (one && strcmp (operands[0], "grade") == 0)
    return answer (pod_calc_grade, NULL);
  if (strcmp (operands[0], "score") == 0)
    return answer (pod_calc_score, operands[1]);
  return pod_cli_fail (_ ("calc: “%s” is not known; choose egfr, grade or score INSTRUMENT"),
                       operands[0]);
}

const PodCommand pod_cmd_calc = {
  "calc",
  "calc egfr|grade|score INSTRUMENT",
  N_ ("Compute eGFR, CTCAE grades or the score of an instrument from JSON lines on standard input; "
      "no "
      "database is needed."),
  run,
};
