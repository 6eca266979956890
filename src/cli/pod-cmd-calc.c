/* JSON lines in, JSON lines out, no database. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "pod-calc.h"
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

static PodExit
answer_line (const PodStudy *knowledge,
             PodCalculation calculate,
             guint number,
             const char *text,
             gsize length)
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
      !calculate (knowledge, json_node_get_object (node), answer, &fault))
    return fail_line (number, fault);
  g_string_append_c (answer, '}');
  pod_cli_print_line (answer->str);
  return POD_EXIT_YES;
}

static PodExit
answer_lines (const PodStudy *knowledge, PodCalculation calculate)
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
        status = answer_line (knowledge, calculate, number, line, (gsize) length);
    }
  free (line);
  return status;
}

static PodExit
calculate_all (PodCalculation calculate)
{
  g_autofree char *data = pod_data_dir ();
  g_autofree char *directory = g_build_filename (data, "knowledge", NULL);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodStudy) knowledge = pod_knowledge_load (directory, problems);

  if (knowledge != NULL)
    return answer_lines (knowledge, calculate);
  if (problems->len > 0)
    {
      g_autofree char *first = pod_problem_to_string (g_ptr_array_index (problems, 0));

      return pod_cli_fail (_ ("%s: the knowledge has faults; the first: %s"), directory, first);
    }
  return pod_cli_fail (_ ("%s: there is no knowledge; PODOCYTE_DATA_DIR names its folder"),
                       directory);
}

static PodExit
run (const char *const *arguments)
{
  g_auto (GStrv) operands = NULL;

  if (!pod_cli_parse (&pod_cmd_calc, NULL, NULL, arguments, 1, 1, &operands))
    return POD_EXIT_TROUBLE;
  if (strcmp (operands[0], "egfr") == 0)
    return calculate_all (pod_calc_egfr);
  if (strcmp (operands[0], "grade") == 0)
    return calculate_all (pod_calc_grade);
  return pod_cli_fail (_ ("calc: “%s” is not known; choose egfr or grade"), operands[0]);
}

const PodCommand pod_cmd_calc = {
  "calc",
  "calc egfr|grade",
  N_ ("Compute eGFR or CTCAE grades from JSON lines on standard input; no database is needed."),
  run,
};
