#include "pod-grade-vector.h"

#include "pod-grade.h"

#include <math.h>

/* Laboratories' 10^9/L is UCUM's 10*9/L; case is forgiven to vectors alone. */
static gboolean
unit_is (const PodUnit *unit, const char *text)
{
  g_autofree char *written = g_strdelimit (g_strdup (text), "^", '*');

  return !g_ascii_strcasecmp (pod_unit_get_ucum (unit), written) ||
         pod_unit_from_ucum (written) == unit;
}

static gboolean
fits (const PodGrade *grade, const char *scale, const PodGradeVector *vector)
{
  if (g_strcmp0 (grade->scale, scale) || g_ascii_strcasecmp (grade->term.plain, vector->term))
    return FALSE;
  return !grade->unit || (vector->unit && unit_is (grade->unit, vector->unit));
}

const PodGrade *
pod_grade_vector_find (const PodStudy *study, const PodGradeVector *vector)
{
  const GPtrArray *grades = pod_study_get_grades (study);
  g_autofree char *scale = g_strconcat ("CTCAE ", vector->version, NULL);

  for (guint i = 0; vector->term && i < grades->len; i++)
    {
      const PodGrade *grade = g_ptr_array_index (grades, i);

      if (fits (grade, scale, vector))
        return grade;
    }
  return NULL;
}

/* A value of 2 after a fall of 75 % was 8. */
static double
find_baseline (const PodGradeVector *vector)
{
  double left = 1 + vector->change / 100;

  if (!isnan (vector->baseline) || isnan (vector->change) || left <= 0)
    return vector->baseline;
  return vector->value / left;
}

int
pod_grade_vector_evaluate (const PodStudy *study, const PodGradeVector *vector)
{
  const PodGrade *grade = pod_grade_vector_find (study, vector);
  const PodGradeInput input = {
    .value = vector->value,
    .comparator = POD_EXACTLY,
    .lower = vector->lower,
    .upper = vector->upper,
    .baseline = find_baseline (vector),
    .baseline_state = vector->baseline_state,
    /* So do those who wrote the vectors. */
    .worst_case = TRUE,
  };

  return grade ? pod_grade_compute (grade, &input) : -1;
}
