#include "cli-fixture.h"
#include "pod-quantity.h"

#include <math.h>
#include <string.h>

/* The text between "egfr": and the closing brace. */
static char *
get_token (const char *line)
{
  const char *start = strstr (line, "\"egfr\":");

  g_assert_nonnull (start);
  start += strlen ("\"egfr\":");
  return g_strndup (start, strcspn (start, "}"));
}

static const struct
{
  const char *members;
  double egfr;
} egfr_rows[] = {
  { "\"equation\":\"2021\",\"age_years\":60,\"sex\":\"M\",\"scr\":0.9,\"unit\":\"mg/dL\"", 97.775 },
  { "\"equation\":\"2009\",\"age_years\":60,\"sex\":\"M\",\"scr\":148,\"unit\":\"umol/L\"", 43.68 },
  { "\"equation\":\"2021\",\"age_years\":60,\"sex\":\"M\",\"scr\":148,\"unit\":\"umol/L\"", 46.42 },
  { "\"equation\":\"2021\",\"age_years\":60,\"sex\":null,\"scr\":148,\"unit\":\"umol/L\"", NAN },
  { "\"equation\":\"2021\",\"age_years\":60,\"sex\":\"M\",\"unit\":\"umol/L\"", NAN },
  { "\"equation\":\"2009\",\"age_years\":60,\"sex\":\"M\",\"scr\":148,\"unit\":\"umol/L\","
    "\"race_coefficient\":true",
    NAN },
};

/* A number is written so that it reads back as itself, and no longer. */
static void
check_egfr (guint row, const char *answer)
{
  g_autofree char *token = get_token (answer);
  g_autofree char *shortest = pod_decimal_to_string (g_ascii_strtod (token, NULL));
  g_autofree char *start = g_strdup_printf ("{\"id\":%u,", row);

  g_assert_true (g_str_has_prefix (answer, start));
  if (isnan (egfr_rows[row].egfr))
    {
      g_assert_cmpstr (token, ==, "null");
      return;
    }
  g_assert_cmpstr (token, ==, shortest);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (token, NULL), egfr_rows[row].egfr, 0.01);
}

static void
test_egfr (void)
{
  g_autoptr (GString) input = g_string_new (NULL);
  g_auto (GStrv) answers = NULL;
  CliRun run;

  for (guint i = 0; i < G_N_ELEMENTS (egfr_rows); i++)
    g_string_append_printf (input, "{\"id\":%u,%s}\n", i, egfr_rows[i].members);
  run = cli_run (input->str, "calc", "egfr", NULL);
  g_assert_cmpint (run.status, ==, 0);
  answers = g_strsplit (run.out, "\n", -1);
  g_assert_cmpuint (g_strv_length (answers), ==, G_N_ELEMENTS (egfr_rows) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (egfr_rows); i++)
    check_egfr (i, answers[i]);
}

static void
test_grade (void)
{
  CliRun run = cli_run ("{\"id\":\"a\",\"version\":\"5.0\",\"term\":\"Anemia\",\"unit\":\"g/L\","
                        "\"value\":79,\"lln\":130}\n"
                        "\n"
                        "{\"id\":\"b\",\"version\":\"5.0\",\"term\":\"No such term\",\"value\":1}\n"
                        "{\"id\":\"c\",\"version\":null,\"term\":\"Anemia\",\"value\":1}\n",
                        "calc", "grade", NULL);

  g_assert_cmpint (run.status, ==, 0);
  g_assert_cmpstr (run.out, ==,
                   "{\"id\":\"a\",\"grade\":3}\n"
                   "{\"id\":\"b\",\"grade\":null}\n"
                   "{\"id\":\"c\",\"grade\":null}\n");
}

/* Null says no more than that; how the terms are spelt is said once, beside the answers. */
static void
test_grade_unknown (void)
{
  CliRun term = cli_run ("{\"id\":1,\"version\":\"5.0\",\"term\":\"Anaemia\",\"value\":79}\n"
                         "{\"id\":2,\"version\":\"5.0\",\"term\":\"Anaemia\",\"value\":79}\n",
                         "calc", "grade", NULL);
  CliRun version = cli_run ("{\"id\":1,\"version\":\"7.0\",\"term\":\"Anemia\",\"value\":79}\n",
                            "calc", "grade", NULL);
  CliRun missing = cli_run ("{\"id\":1,\"version\":\"5.0\",\"term\":\"Anemia\"}\n", "calc", "grade",
                            NULL);

  g_assert_cmpint (term.status, ==, 0);
  g_assert_cmpstr (term.out, ==, "{\"id\":1,\"grade\":null}\n{\"id\":2,\"grade\":null}\n");
  g_assert_nonnull (strstr (term.err, "“Anaemia” is no term of CTCAE 5.0"));
  g_assert_nonnull (strstr (term.err, "Anemia"));
  g_assert_cmpuint (g_strrstr (term.err, "“Anaemia”") - term.err, <, 3);
  g_assert_nonnull (strstr (version.err, "CTCAE 6.0"));
  g_assert_cmpstr (missing.out, ==, "{\"id\":1,\"grade\":null}\n");
  g_assert_cmpstr (missing.err, ==, "");
}

/* What is not one object a line is named by its line, and ends the work. */
static void
test_malformed (void)
{
  static const struct
  {
    const char *line;
    const char *words;
  } rows[] = {
    { "{\"id\":1", "line 2" },
    { "[1]", "line 2" },
    { "{\"id\":1,\"id\":2}", "line 2" },
    { "{\"id\":1} {}", "line 2" },
    { "{'id':1}", "line 2" },
    { "{\"id\":true}", "“id”" },
    { "{\"id\":1,\"age_years\":\"sixty\"}", "“age_years”" },
    { "{\"id\":1,\"sex\":\"male\"}", "“sex”" },
    { "{\"id\":1,\"equation\":\"1999\"}", "“equation”" },
    { "{\"id\":1,\"equation\":2021}", "“equation”" },
    { "{\"id\":1,\"scr\":[90]}", "“scr”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *input = g_strdup_printf ("\n%s\n", rows[i].line);
      CliRun run = cli_run (input, "calc", "egfr", NULL);

      cli_check_refused (&run, rows[i].words);
    }
}

static JsonObject *
get_object (JsonNode *node)
{
  return json_node_get_object (node);
}

static void
compare_grade (JsonObject *expected, JsonObject *answer, guint *wrong)
{
  gboolean null = json_object_get_null_member (expected, "grade");

  g_assert_cmpstr (json_object_get_string_member (expected, "id"), ==,
                   json_object_get_string_member (answer, "id"));
  if (null != json_object_get_null_member (answer, "grade") ||
      (!null && json_object_get_int_member (expected, "grade") !=
                    json_object_get_int_member (answer, "grade")))
    (*wrong)++;
}

static void
compare_egfr (JsonObject *expected, JsonObject *answer, guint *wrong)
{
  gboolean null = json_object_get_null_member (expected, "expected") ||
                  json_object_has_member (expected, "race_coefficient");

  g_assert_cmpstr (json_object_get_string_member (expected, "id"), ==,
                   json_object_get_string_member (answer, "id"));
  if (null != json_object_get_null_member (answer, "egfr") ||
      (!null && fabs (json_object_get_double_member (expected, "expected") -
                      json_object_get_double_member (answer, "egfr")) >
                    json_object_get_double_member (expected, "tolerance")))
    (*wrong)++;
}

typedef void (*Compare) (JsonObject *expected, JsonObject *answer, guint *wrong);

static void
check_vectors (const char *name, const char *calculator, guint least, Compare compare)
{
  const char *path = pod_test_shared (name);
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) answers = NULL;
  guint wrong = 0, n = 0;
  CliRun run;

  if (path == NULL)
    return;
  lines = g_strsplit (pod_test_read (path, NULL), "\n", -1);
  run = cli_run (pod_test_read (path, NULL), "calc", calculator, NULL);
  g_assert_cmpint (run.status, ==, 0);
  answers = g_strsplit (run.out, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) expected = *lines[i] != '\0' ? cli_parse (lines[i]) : NULL;
      g_autoptr (JsonNode) answer = expected != NULL ? cli_parse (answers[n++]) : NULL;

      if (expected != NULL)
        compare (get_object (expected), get_object (answer), &wrong);
    }
  g_assert_cmpuint (wrong, ==, 0);
  g_assert_cmpuint (n, >, least);
}

static void
test_egfr_vectors (void)
{
  check_vectors ("vectors/egfr.jsonl", "egfr", 40, compare_egfr);
}

static void
test_grade_vectors (void)
{
  check_vectors ("vectors/ctcae.jsonl", "grade", 1000, compare_grade);
}

static const struct
{
  const char *instrument;
  const char *members;
  const char *answer;
} score_rows[] = {
  { "bvas", "\"items\":[\"fever\",\"haematuria\"],\"persistent\":false,\"first_assessment\":true",
    "\"by_system\":{\"general\":2,\"renal\":6},\"total\":8,\"renal_items\":1,\"persistent\":"
    "false" },
  { "bvas", "\"items\":[]", "\"by_system\":{},\"total\":0,\"renal_items\":0,\"persistent\":false" },
  { "gpa", "\"items\":[\"canca_pr3\",\"nasal_polyps\"]", "\"total\":5,\"meets\":true" },
  { "mpa", "\"items\":[\"panca_mpo\"],\"unknown\":[\"nasal_involvement\"]",
    "\"total\":null,\"lowest\":3,\"highest\":6,\"meets\":null" },
  { "ice", "\"items\":{\"orientation\":3,\"naming\":3,\"command\":1,\"writing\":0,\"attention\":1}",
    "\"total\":8" },
};

static void
test_score (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (score_rows); i++)
    {
      g_autofree char *input = g_strdup_printf ("{\"id\":\"a\",%s}\n", score_rows[i].members);
      g_autofree char *expected = g_strdup_printf ("{\"id\":\"a\",%s}\n", score_rows[i].answer);
      CliRun run = cli_run (input, "calc", "score", score_rows[i].instrument, NULL);

      g_assert_cmpint (run.status, ==, 0);
      g_assert_cmpstr (run.out, ==, expected);
    }
}

static void
test_score_refused (void)
{
  static const char *const lines[] = {
    "\"items\":[\"no_such_item\"]",  "\"items\":[1]",
    "\"items\":\"fever\"",           "\"unknown\":[]",
    "\"items\":{\"orientation\":5}", "\"items\":{\"writing\":0.5}",
    "\"items\":[],\"persistent\":1", "\"items\":{\"orientation\":-1}",
  };
  CliRun unnamed = cli_run ("", "calc", "score", NULL);
  CliRun unknown = cli_run ("", "calc", "score", "no-such", NULL);

  g_assert_cmpint (unnamed.status, ==, 2);
  g_assert_cmpint (unknown.status, ==, 2);
  g_assert_nonnull (strstr (unknown.err, "bvas"));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *input = g_strdup_printf ("{\"id\":\"a\",%s}\n", lines[i]);
      CliRun run = cli_run (input, "calc", "score", "ice", NULL);

      g_test_message ("%s", lines[i]);
      g_assert_cmpint (run.status, ==, 2);
      g_assert_cmpstr (run.out, ==, "");
      g_assert_nonnull (strstr (run.err, "line 1"));
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/calc/egfr", test_egfr);
  g_test_add_func ("/cli/calc/grade", test_grade);
  g_test_add_func ("/cli/calc/score", test_score);
  g_test_add_func ("/cli/calc/score-refused", test_score_refused);
  g_test_add_func ("/cli/calc/malformed", test_malformed);
  g_test_add_func ("/cli/calc/egfr-vectors", test_egfr_vectors);
  g_test_add_func ("/cli/calc/grade-unknown", test_grade_unknown);
  g_test_add_func ("/cli/calc/grade-vectors", test_grade_vectors);
  status = g_test_run ();
  cli_end ();
  return status;
}
