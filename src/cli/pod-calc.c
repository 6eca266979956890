/* The two calculators: one object in, one answer out.  All medicine is in the knowledge. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "pod-calc.h"
#include "pod-egfr.h"
#include "pod-grade-vector.h"
#include "pod-grade.h"
#include "pod-json-text.h"

/* The value of a member that is there and not null. */
static JsonNode *
find_value (JsonObject *line, const char *member)
{
  JsonNode *node = json_object_get_member (line, member);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

gboolean
pod_calc_get_number (JsonObject *line, const char *member, double *number)
{
  JsonNode *node = find_value (line, member);
  GType type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                            : G_TYPE_INVALID;

  *number = NAN;
  if (node == NULL)
    return TRUE;
  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;
  *number = json_node_get_double (node);
  return isfinite (*number);
}

gboolean
pod_calc_get_text (JsonObject *line, const char *member, const char **text)
{
  JsonNode *node = find_value (line, member);

  *text = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  *text = json_node_get_string (node);
  return TRUE;
}

/* ---- eGFR ---- */

static const char *
read_sex (const char *text)
{
  if (g_strcmp0 (text, "M") == 0)
    return "male";
  return g_strcmp0 (text, "F") == 0 ? "female" : NULL;
}

static const PodUnit *
read_unit (const char *text)
{
  const PodUnit *unit = text != NULL ? pod_unit_from_ucum (text) : NULL;

  return unit == NULL && text != NULL ? pod_unit_from_print (text) : unit;
}

gboolean
pod_calc_egfr (const PodStudy *knowledge,
               const char *instrument,
               JsonObject *line,
               GString *answer,
               const char **fault)
{
  const char *equation, *sex, *unit;
  PodQuantity creatinine = { .comparator = POD_EXACTLY };
  double age, egfr = NAN;

  if (!pod_calc_get_text (line, "equation", &equation) ||
      (equation != NULL && pod_study_find_equation (knowledge, "egfr", equation) == NULL))
    *fault = _ ("“equation” must be a year that the knowledge has: \"2009\" or \"2021\"");
  else if (!pod_calc_get_text (line, "sex", &sex) || (sex != NULL && read_sex (sex) == NULL))
    *fault = _ ("“sex” must be \"M\", \"F\" or null");
  else if (!pod_calc_get_number (line, "age_years", &age))
    *fault = _ ("“age_years” must be a number or null");
  else if (!pod_calc_get_number (line, "scr", &creatinine.number))
    *fault = _ ("“scr” must be a number or null");
  else if (!pod_calc_get_text (line, "unit", &unit))
    *fault = _ ("“unit” must be a string or null");
  else
    {
      creatinine.unit = read_unit (unit);
      /* The factor for race is not defined for this cohort and is never offered. */
      if (equation == NULL || json_object_has_member (line, "race_coefficient") ||
          !pod_egfr_compute (knowledge, equation, age, read_sex (sex), creatinine, &egfr))
        egfr = NAN;
      pod_cli_json_number (answer, "egfr", egfr);
      return TRUE;
    }
  return FALSE;
}

/* ---- grades ---- */

static gboolean
read_numbers (JsonObject *line, PodGradeVector *vector)
{
  return pod_calc_get_number (line, "value", &vector->value) &&
         pod_calc_get_number (line, "lln", &vector->lower) &&
         pod_calc_get_number (line, "uln", &vector->upper) &&
         pod_calc_get_number (line, "base", &vector->baseline) &&
         pod_calc_get_number (line, "pchg", &vector->change);
}

static gboolean
read_texts (JsonObject *line, PodGradeVector *vector)
{
  return pod_calc_get_text (line, "term", &vector->term) &&
         pod_calc_get_text (line, "version", &vector->version) &&
         pod_calc_get_text (line, "unit", &vector->unit) &&
         pod_calc_get_text (line, "base_flag", &vector->baseline_state);
}

static gboolean
is_listed (GPtrArray *list, const char *text)
{
  for (guint i = 0; i < list->len; i++)
    if (!g_ascii_strcasecmp (g_ptr_array_index (list, i), text))
      return TRUE;
  return FALSE;
}

/* (element-type utf8, not owned): the terms of @scale, each once; of NULL the scales. */
static GPtrArray *
list_known (const PodStudy *knowledge, const char *scale)
{
  const GPtrArray *grades = pod_study_get_grades (knowledge);
  GPtrArray *known = g_ptr_array_new ();

  for (guint i = 0; i < grades->len; i++)
    {
      const PodGrade *grade = g_ptr_array_index (grades, i);
      const char *text = scale == NULL                          ? grade->scale
                         : g_strcmp0 (grade->scale, scale) == 0 ? grade->term.plain
                                                                : NULL;

      if (text != NULL && !is_listed (known, text))
        g_ptr_array_add (known, (gpointer) text);
    }
  return known;
}

static char *
join (GPtrArray *list)
{
  g_ptr_array_add (list, NULL);
  return g_strjoinv (C_ ("list", ", "), (char **) list->pdata);
}

/* The answer is null, whatever the reason; whoever only spelt it otherwise learns how it is spelt, once, where no machine reads it. */
static void
tell_known (const PodStudy *knowledge, const PodGradeVector *vector)
{
  static gboolean is_told = FALSE;
  g_autofree char *scale = g_strconcat ("CTCAE ", vector->version, NULL);
  g_autoptr (GPtrArray) known = list_known (knowledge, scale);
  gboolean has_scale = known->len > 0;
  g_autofree char *names = NULL;

  if (is_told || vector->term == NULL || is_listed (known, vector->term))
    return;
  is_told = TRUE;
  if (has_scale)
    {
      names = join (known);
      g_printerr (_ ("“%1$s” is no term of %2$s that is graded from a value; these are: %3$s\n"),
                  vector->term, scale, names);
      return;
    }
  g_ptr_array_unref (known);
  known = list_known (knowledge, NULL);
  names = join (known);
  g_printerr (_ ("“%1$s” is not known; these are: %2$s\n"), scale, names);
}

gboolean
pod_calc_grade (const PodStudy *knowledge,
                const char *instrument,
                JsonObject *line,
                GString *answer,
                const char **fault)
{
  PodGradeVector vector = { NULL };
  int grade;

  if (!read_numbers (line, &vector))
    *fault = _ ("“value”, “lln”, “uln”, “base” and “pchg” must be numbers or null");
  else if (!read_texts (line, &vector))
    *fault = _ ("“term”, “version”, “unit” and “base_flag” must be strings or null");
  else
    {
      grade = vector.version != NULL ? pod_grade_vector_evaluate (knowledge, &vector) : -1;
      if (grade >= 0)
        pod_json_append_member_int (answer, "grade", grade);
      else
        pod_json_append_member (answer, "grade", NULL);
      if (grade < 0 && vector.version != NULL)
        tell_known (knowledge, &vector);
      return TRUE;
    }
  return FALSE;
}
