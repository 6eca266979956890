#include "knowledge-fixture.h"
#include "pod-egfr.h"
#include "pod-grade-vector.h"
#include "pod-grade.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

/* At a limit and one step beyond, as a clinician would check them against the printed tables. -1: cannot tell. */
static const struct
{
  const char *version;
  const char *term;
  const char *unit;
  double value;
  double lower;
  double upper;
  double baseline;
  const char *state;
  int grade;
} rows[] = {
  { "5.0", "Neutrophil count decreased", "10^9/L", 2.0, 2.0, NAN, NAN, NULL, 0 },
  { "5.0", "Neutrophil count decreased", "10^9/L", 1.9, 2.0, NAN, NAN, NULL, 1 },
  { "5.0", "Neutrophil count decreased", "10^9/L", 1.5, 2.0, NAN, NAN, NULL, 1 },
  { "5.0", "Neutrophil count decreased", "10^9/L", 1.0, 2.0, NAN, NAN, NULL, 2 },
  { "5.0", "Neutrophil count decreased", "10^9/L", 0.5, 2.0, NAN, NAN, NULL, 3 },
  { "5.0", "Neutrophil count decreased", "10^9/L", 0.49, 2.0, NAN, NAN, NULL, 4 },
  /* Two grades lie between the versions. */
  { "6.0", "Neutrophil count decreased", "10^9/L", 0.49, 2.0, NAN, NAN, NULL, 3 },
  { "6.0", "Neutrophil count decreased", "10^9/L", 0.99, 2.0, NAN, NAN, NULL, 2 },
  /* Without a lower limit the low grades cannot be told, the high ones can. */
  { "5.0", "Neutrophil count decreased", "10^9/L", 1.9, NAN, NAN, NAN, NULL, -1 },
  { "5.0", "Neutrophil count decreased", "10^9/L", 0.9, NAN, NAN, NAN, NULL, 3 },
  { "5.0", "Neutrophil count decreased", "10^9/L", NAN, 2.0, NAN, NAN, NULL, -1 },
  { "5.0", "Neutrophil count decreased", "mg/dL", 0.9, 2.0, NAN, NAN, NULL, -1 },
  { "5.0", "Neutrophil count decreased", NULL, 0.9, 2.0, NAN, NAN, NULL, -1 },
  { "5.0", "Neutrophils", "10^9/L", 0.9, 2.0, NAN, NAN, NULL, -1 },
  { "4.0", "Anemia", "g/L", 70, 130, NAN, NAN, NULL, -1 },
  { "5.0", "Anemia", "G/L", 80, 130, NAN, NAN, NULL, 2 },
  { "5.0", "anemia", "g/L", 79, 130, NAN, NAN, NULL, 3 },
  /* An abnormal baseline takes the place of the limit. */
  { "5.0", "Alanine aminotransferase increased", NULL, 121, NAN, 40, 40, "normal", 2 },
  { "5.0", "Alanine aminotransferase increased", NULL, 121, NAN, 40, 60, "high", 1 },
  { "5.0", "Alanine aminotransferase increased", NULL, 181, NAN, 40, 60, "high", 2 },
  { "5.0", "Alanine aminotransferase increased", NULL, 121, NAN, 40, NAN, NULL, 2 },
  /* High at baseline, but how high is not known. */
  { "5.0", "Alanine aminotransferase increased", NULL, 121, NAN, 40, NAN, "high", -1 },
  { "5.0", "Creatinine increased", NULL, 100, NAN, 110, 50, NULL, 2 },
  { "5.0", "Creatinine increased", NULL, 151, NAN, NAN, 50, NULL, 3 },
  { "6.0", "Creatinine increased", NULL, 100, NAN, 110, 50, "normal", 0 },
  { "6.0", "Creatinine increased", NULL, 100, NAN, 110, 50, "low", 2 },
  { "6.0", "Creatinine clearance decreased", "mL/min", 10, NAN, NAN, NAN, NULL, 3 },
  { "6.0", "Creatinine clearance decreased", "mL/min", 9.9, NAN, NAN, NAN, NULL, -1 },
  { "5.0", "Hyponatremia", "mmol/L", 129.5, 135, NAN, NAN, NULL, 1 },
  { "6.0", "Hyponatremia", "mmol/L", 129.5, 135, NAN, NAN, NULL, 3 },
  /* Protein of 24 hours in g: from the upper limit on 1, from 1.0 on 2, from 3.5 on 3, and no 4. */
  { "5.0", "Proteinuria", "g/d", 0.14, NAN, 0.15, NAN, NULL, 0 },
  { "5.0", "Proteinuria", "g/d", 0.15, NAN, 0.15, NAN, NULL, 1 },
  { "5.0", "Proteinuria", "g/d", 0.99, NAN, 0.15, NAN, NULL, 1 },
  { "5.0", "Proteinuria", "g/d", 1.0, NAN, 0.15, NAN, NULL, 2 },
  { "5.0", "Proteinuria", "g/d", 3.49, NAN, 0.15, NAN, NULL, 2 },
  { "5.0", "Proteinuria", "g/d", 3.5, NAN, 0.15, NAN, NULL, 3 },
  { "5.0", "Proteinuria", "g/d", 60, NAN, 0.15, NAN, NULL, 3 },
  /* Without a limit 0 and 1 cannot be told apart; the rest can.  It counts from no baseline. */
  { "5.0", "Proteinuria", "g/d", 0.1, NAN, NAN, NAN, NULL, -1 },
  { "5.0", "Proteinuria", "g/d", 0.99, NAN, NAN, NAN, NULL, -1 },
  { "5.0", "Proteinuria", "g/d", 1.0, NAN, NAN, NAN, NULL, 2 },
  { "5.0", "Proteinuria", "g/d", 3.5, NAN, NAN, NAN, NULL, 3 },
  { "5.0", "Proteinuria", "g/d", 3.49, NAN, 0.15, 8, "high", 2 },
  { "5.0", "Proteinuria", "mg/mmol", 300, NAN, 20, NAN, NULL, -1 },
  { "5.0", "Proteinuria", "mg/g", 300, NAN, 20, NAN, NULL, -1 },
  /* eGFR: below the lower limit 1, below 60 2, below 30 3, below 15 4.  What lies between the printed 60 and 59 is below 60. */
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 90, 90, NAN, NAN, NULL, 0 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 89.9, 90, NAN, NAN, NULL, 1 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 60, 90, NAN, NAN, NULL, 1 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 59.9, 90, NAN, NAN, NULL, 2 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 59, 90, NAN, NAN, NULL, 2 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 30, 90, NAN, NAN, NULL, 2 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 29.9, 90, NAN, NAN, NULL, 3 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 15, 90, NAN, NAN, NULL, 3 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 14.9, 90, NAN, NAN, NULL, 4 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 95, NAN, NAN, NAN, NULL, -1 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 60, NAN, NAN, NAN, NULL, -1 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 59.9, NAN, NAN, NAN, NULL, 2 },
  { "5.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 59.9, NAN, NAN, 62, "normal", 2 },
  /* A clearance that is not per surface is another quantity. */
  { "5.0", "Chronic kidney disease", "mL/min", 20, NAN, NAN, NAN, NULL, -1 },
  { "5.0", "Creatinine clearance decreased", "mL/min", 20, NAN, NAN, NAN, NULL, -1 },
  /* 6.0 calls it otherwise, and grades a spot ratio of adults too: 1 g/g is grade 2, 3.5 g/g not yet grade 3. */
  { "6.0", "Proteinuria", "g/d", 3.5, NAN, 0.15, NAN, NULL, -1 },
  { "6.0", "Urinary protein increased", "g/d", 0.14, NAN, 0.15, NAN, NULL, 0 },
  { "6.0", "Urinary protein increased", "g/d", 0.15, NAN, 0.15, NAN, NULL, 1 },
  { "6.0", "Urinary protein increased", "g/d", 0.99, NAN, 0.15, NAN, NULL, 1 },
  { "6.0", "Urinary protein increased", "g/d", 1.0, NAN, 0.15, NAN, NULL, 2 },
  { "6.0", "Urinary protein increased", "g/d", 3.49, NAN, NAN, NAN, NULL, 2 },
  { "6.0", "Urinary protein increased", "g/d", 3.5, NAN, NAN, NAN, NULL, 3 },
  { "6.0", "Urinary protein increased", "g/d", 0.99, NAN, NAN, NAN, NULL, -1 },
  { "6.0", "Urinary protein increased", "g/g", 0.19, NAN, 0.2, NAN, NULL, 0 },
  { "6.0", "Urinary protein increased", "g/g", 0.2, NAN, 0.2, NAN, NULL, 1 },
  { "6.0", "Urinary protein increased", "g/g", 0.99, NAN, 0.2, NAN, NULL, 1 },
  { "6.0", "Urinary protein increased", "g/g", 1.0, NAN, 0.2, NAN, NULL, 2 },
  { "6.0", "Urinary protein increased", "g/g", 3.5, NAN, 0.2, NAN, NULL, 2 },
  { "6.0", "Urinary protein increased", "g/g", 3.51, NAN, 0.2, NAN, NULL, 3 },
  { "6.0", "Urinary protein increased", "g/g", 0.99, NAN, NAN, NAN, NULL, -1 },
  { "6.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 90, 90, NAN, NAN, NULL, 0 },
  { "6.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 60, 90, NAN, NAN, NULL, 1 },
  { "6.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 59.9, 90, NAN, NAN, NULL, 2 },
  { "6.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 30, 90, NAN, NAN, NULL, 2 },
  { "6.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 29.9, 90, NAN, NAN, NULL, 3 },
  { "6.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 15, NAN, NAN, NAN, NULL, 3 },
  { "6.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 14.9, NAN, NAN, NAN, NULL, 4 },
  { "6.0", "Chronic kidney disease", "mL/min/{1.73_m2}", 60, NAN, NAN, NAN, NULL, -1 },
};

static void
test_table (void)
{
  g_autoptr (PodStudy) study = load_knowledge ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PodGradeVector vector = {
        rows[i].term,  rows[i].version,  rows[i].unit, rows[i].value, rows[i].lower,
        rows[i].upper, rows[i].baseline, NAN,          rows[i].state
      };
      int grade = pod_grade_vector_evaluate (study, &vector);

      g_test_message ("%s %s %g: %d", rows[i].version, rows[i].term, rows[i].value, grade);
      g_assert_cmpint (grade, ==, rows[i].grade);
    }
}

/* What the number is graded, the worst of what no number tells assumed, and what holds without: at each limit and one step beyond. */
static const struct
{
  const char *version; /* NULL: both */
  const char *term;
  double value;
  double lower;
  double upper;
  double baseline;
  int worst;
  int sure;
} unsure[] = {
  { NULL, "Hyperuricemia", 357, 155, 357, NAN, 0, 0 },
  { NULL, "Hyperuricemia", 358, 155, 357, NAN, 3, 1 },
  { NULL, "Hypokalemia", 3.5, 3.5, 5.2, NAN, 0, 0 },
  { NULL, "Hypokalemia", 3.49, 3.5, 5.2, NAN, 2, 1 },
  { NULL, "Hypokalemia", 3.0, 3.5, 5.2, NAN, 2, 1 },
  { NULL, "Hypokalemia", 2.99, 3.5, 5.2, NAN, 3, 3 },
  { NULL, "Hypokalemia", 2.5, 3.5, 5.2, NAN, 3, 3 },
  { NULL, "Hypokalemia", 2.49, 3.5, 5.2, NAN, 4, 4 },
  { NULL, "Hyponatremia", 135, 135, 145, NAN, 0, 0 },
  { NULL, "Hyponatremia", 134, 135, 145, NAN, 1, 1 },
  { NULL, "Hyponatremia", 130, 135, 145, NAN, 1, 1 },
  { "5.0", "Hyponatremia", 129.9, 135, 145, NAN, 1, 1 },
  { "6.0", "Hyponatremia", 129.9, 135, 145, NAN, 3, 2 },
  { NULL, "Hyponatremia", 129, 135, 145, NAN, 3, 2 },
  { NULL, "Hyponatremia", 125, 135, 145, NAN, 3, 2 },
  { NULL, "Hyponatremia", 124.9, 135, 145, NAN, 3, 3 },
  { NULL, "Hyponatremia", 120, 135, 145, NAN, 3, 3 },
  { NULL, "Hyponatremia", 119.9, 135, 145, NAN, 4, 4 },
  { NULL, "Lipase increased", 60, NAN, 60, NAN, 0, 0 },
  { NULL, "Lipase increased", 61, NAN, 60, NAN, 1, 1 },
  { NULL, "Lipase increased", 90, NAN, 60, NAN, 1, 1 },
  { NULL, "Lipase increased", 91, NAN, 60, NAN, 2, 2 },
  { NULL, "Lipase increased", 120, NAN, 60, NAN, 2, 2 },
  { "5.0", "Lipase increased", 121, NAN, 60, NAN, 3, 2 },
  { "6.0", "Lipase increased", 121, NAN, 60, NAN, 2, 2 },
  { "6.0", "Lipase increased", 180, NAN, 60, NAN, 2, 2 },
  { "6.0", "Lipase increased", 181, NAN, 60, NAN, 3, 2 },
  { NULL, "Lipase increased", 300, NAN, 60, NAN, 3, 2 },
  { NULL, "Lipase increased", 301, NAN, 60, NAN, 4, 3 },
  { NULL, "Serum amylase increased", 100, NAN, 100, NAN, 0, 0 },
  { NULL, "Serum amylase increased", 101, NAN, 100, NAN, 1, 1 },
  { NULL, "Serum amylase increased", 150, NAN, 100, NAN, 1, 1 },
  { NULL, "Serum amylase increased", 151, NAN, 100, NAN, 2, 2 },
  { NULL, "Serum amylase increased", 200, NAN, 100, NAN, 2, 2 },
  { NULL, "Serum amylase increased", 201, NAN, 100, NAN, 3, 2 },
  { NULL, "Serum amylase increased", 500, NAN, 100, NAN, 3, 2 },
  { NULL, "Serum amylase increased", 501, NAN, 100, NAN, 4, 3 },
  { NULL, "INR increased", 1.2, NAN, 1.2, 1.2, 0, 0 },
  { NULL, "INR increased", 1.21, NAN, 1.2, 1.2, 1, 1 },
  { NULL, "INR increased", 1.5, NAN, 1.2, 1.2, 1, 1 },
  { NULL, "INR increased", 1.51, NAN, 1.2, 1.2, 2, 2 },
  { NULL, "INR increased", 2.5, NAN, 1.2, 1.2, 2, 2 },
  { NULL, "INR increased", 2.51, NAN, 1.2, 1.2, 3, 3 },
  /* By the baseline alone, which counts under an anticoagulant. */
  { NULL, "INR increased", 1.25, NAN, 1.2, 0.8, 2, 1 },
  /* Without a limit the grade cannot be told, and nothing holds for sure. */
  { NULL, "Hyperuricemia", 459, NAN, NAN, NAN, -1, 0 },
  { NULL, "Hypokalemia", 3.4, NAN, NAN, NAN, -1, 0 },
  { NULL, "Hypokalemia", 2.9, NAN, NAN, NAN, 3, 3 },
};

static void
check_unsure (const PodStudy *study, guint i, const char *version)
{
  const PodGradeVector which = { .term = unsure[i].term,
                                 .version = version,
                                 .unit = g_str_has_prefix (unsure[i].term, "Hypo") ? "mmol/L"
                                                                                   : NULL };
  const PodGrade *grade = pod_grade_vector_find (study, &which);
  const PodGradeInput input = {
    unsure[i].value, POD_EXACTLY, unsure[i].lower, unsure[i].upper, unsure[i].baseline, NULL, TRUE
  };
  int worst = pod_grade_compute (grade, &input);
  int sure = pod_grade_compute_sure (grade, &input);

  g_test_message ("%s %s %g: %d, surely %d", version, unsure[i].term, unsure[i].value, worst, sure);
  g_assert_cmpint (worst, ==, unsure[i].worst);
  g_assert_cmpint (sure, ==, unsure[i].sure);
  /* A reader is told why wherever the two differ. */
  g_assert_true (worst <= sure || grade->notes[worst].plain != NULL);
}

static void
test_sure (void)
{
  g_autoptr (PodStudy) study = load_knowledge ();

  for (guint i = 0; i < G_N_ELEMENTS (unsure); i++)
    {
      if (g_strcmp0 (unsure[i].version, "6.0") != 0)
        check_unsure (study, i, "5.0");
      if (g_strcmp0 (unsure[i].version, "5.0") != 0)
        check_unsure (study, i, "6.0");
    }
}

/* "< 0.5" may be 0.49 or 0: grade 4 either way.  "< 1.0" may be any of three grades. */
static void
test_comparator (void)
{
  g_autoptr (PodStudy) study = load_knowledge ();
  const PodGradeVector which = { .term = "Neutrophil count decreased",
                                 .version = "5.0",
                                 .unit = "10^9/L" };
  const PodGrade *grade = pod_grade_vector_find (study, &which);
  PodGradeInput input = POD_GRADE_INPUT_NONE;

  g_assert_cmpint (pod_grade_compute (grade, &input), ==, -1);
  input.comparator = POD_LESS_THAN;
  input.value = 0.5;
  g_assert_cmpint (pod_grade_compute (grade, &input), ==, 4);
  input.value = 1.0;
  g_assert_cmpint (pod_grade_compute (grade, &input), ==, -1);
  input.comparator = POD_GREATER_THAN;
  input.value = 100;
  input.lower = 2.0;
  g_assert_cmpint (pod_grade_compute (grade, &input), ==, 0);
}

/* The same man is of another grade by the other equation: the grade goes with the value, and the value with its year. */
static void
test_equations (void)
{
  static const struct
  {
    const char *year;
    double creatinine;
    int grade;
  } cases[] = {
    { "2009", 113, 1 }, { "2009", 114, 2 }, { "2021", 114, 1 },
    { "2021", 119, 1 }, { "2021", 120, 2 }, { "2009", 120, 2 },
  };
  g_autoptr (PodStudy) study = load_knowledge ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PodQuantity creatinine = { POD_EXACTLY, cases[i].creatinine,
                                       pod_unit_from_ucum ("umol/L") };
      PodGradeVector vector = {
        "Chronic kidney disease", "5.0", "mL/min/{1.73_m2}", NAN, 90, NAN, NAN, NAN, NULL
      };

      g_assert_true (pod_egfr_compute (study, cases[i].year, 60, "male", creatinine,
                                       &vector.value));
      g_test_message ("%s, %g: %g", cases[i].year, cases[i].creatinine, vector.value);
      g_assert_cmpint (pod_grade_vector_evaluate (study, &vector), ==, cases[i].grade);
    }
}

static void
test_explain (void)
{
  g_autoptr (PodStudy) study = load_knowledge ();
  const PodGradeVector which = { .term = "Anemia", .version = "5.0", .unit = "g/L" };
  const PodGradeInput input = { 90, POD_EXACTLY, 130, NAN, NAN, NULL };
  g_autoptr (GPtrArray) levels = pod_grade_explain (pod_grade_vector_find (study, &which), &input);

  g_assert_cmpuint (levels->len, ==, 3);
  g_assert_cmpint (((PodEvidence *) levels->pdata[0])->truth, ==, POD_FALSE);
  g_assert_cmpint (((PodEvidence *) levels->pdata[1])->truth, ==, POD_TRUE);
  g_assert_cmpint (((PodEvidence *) levels->pdata[2])->truth, ==, POD_TRUE);
}

/* ---- cases that nobody here wrote ---- */

static double
get_number (JsonObject *line, const char *member)
{
  if (!json_object_has_member (line, member) || json_object_get_null_member (line, member))
    return NAN;
  return json_object_get_double_member (line, member);
}

static const char *
get_text (JsonObject *line, const char *member)
{
  if (!json_object_has_member (line, member) || json_object_get_null_member (line, member))
    return NULL;
  return json_object_get_string_member (line, member);
}

static gboolean
check_line (PodStudy *study, JsonObject *line)
{
  const PodGradeVector vector = {
    .term = get_text (line, "term"),
    .version = get_text (line, "version"),
    .unit = get_text (line, "unit"),
    .value = get_number (line, "value"),
    .lower = get_number (line, "lln"),
    .upper = get_number (line, "uln"),
    .baseline = get_number (line, "base"),
    .change = get_number (line, "pchg"),
    .baseline_state = get_text (line, "base_flag"),
  };
  double expected = get_number (line, "grade");
  int grade = pod_grade_vector_evaluate (study, &vector);

  if (grade == (isnan (expected) ? -1 : (int) expected))
    return TRUE;
  g_test_message ("%s: %d, expected %g", get_text (line, "id"), grade, expected);
  return FALSE;
}

/* Every line, of both versions: one that cannot be read is a fault, as is one that is graded otherwise. */
static void
test_vectors (void)
{
  static const char *const versions[] = { "5.0", "6.0" };
  const char *path = pod_test_shared ("vectors/ctcae.jsonl");
  g_auto (GStrv) lines = path ? g_strsplit (pod_test_read (path, NULL), "\n", -1) : NULL;
  g_autoptr (PodStudy) study = load_knowledge ();
  guint checked[G_N_ELEMENTS (versions)] = { 0 };
  guint wrong = 0, written = 0;

  if (!lines)
    {
      g_test_skip ("the cases are not here");
      return;
    }
  for (guint i = 0; lines[i]; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = *lines[i] ? json_from_string (lines[i], &error) : NULL;

      g_assert_no_error (error);
      written += *lines[i] != '\0';
      for (guint k = 0; node && k < G_N_ELEMENTS (versions); k++)
        checked[k] += !g_strcmp0 (get_text (json_node_get_object (node), "version"), versions[k]);
      wrong += node && !check_line (study, json_node_get_object (node));
    }
  g_test_message ("%u cases: %u of 5.0, %u of 6.0; %u wrong", written, checked[0], checked[1],
                  wrong);
  g_assert_cmpuint (wrong, ==, 0);
  g_assert_cmpuint (checked[0] + checked[1], ==, written);
  g_assert_cmpuint (MIN (checked[0], checked[1]), >, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/ctcae/table", test_table);
  g_test_add_func ("/study/ctcae/sure", test_sure);
  g_test_add_func ("/study/ctcae/comparator", test_comparator);
  g_test_add_func ("/study/ctcae/equations", test_equations);
  g_test_add_func ("/study/ctcae/explain", test_explain);
  g_test_add_func ("/study/ctcae/vectors", test_vectors);
  return g_test_run ();
}
