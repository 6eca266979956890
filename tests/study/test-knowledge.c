#include "knowledge-fixture.h"
#include "pod-key-file.h"
#include "pod-study.h"

#include <string.h>

/* What serves every study, as it is shipped. */

/* A figure that nobody can trace is not medicine. Panels hold no figure. */
static void
test_sources (void)
{
  g_autoptr (GDir) dir = g_dir_open (pod_test_data ("knowledge"), 0, NULL);
  const char *name;
  guint checked = 0;

  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (pod_test_data ("knowledge"), name, NULL);
      g_autoptr (PodKeyFile) file = pod_key_file_load (path, NULL);

      for (guint i = 0; i < pod_key_file_get_n_groups (file); i++)
        {
          PodKeyGroup *group = pod_key_file_get_group (file, i);
          const char *source = pod_key_group_get (group, "source");

          if (!strcmp (group->kind, "group"))
            continue;
          g_test_message ("%s:%u", name, group->line);
          g_assert_true (source && *source);
          checked++;
        }
    }
  g_assert_cmpuint (checked, >, 180);
}

/* Chinese readers read Chinese, everywhere. */
static void
test_words (void)
{
  g_autoptr (PodStudy) study = load_knowledge ();
  const GPtrArray *grades = pod_study_get_grades (study);
  const GPtrArray *terms = pod_study_get_terms (study);
  const GPtrArray *observations = pod_study_get_observations (study);

  for (guint i = 0; i < grades->len; i++)
    g_assert_nonnull (((PodGrade *) grades->pdata[i])->term.translated);
  for (guint i = 0; i < terms->len; i++)
    g_assert_nonnull (((PodTerm *) terms->pdata[i])->label.translated);
  for (guint i = 0; i < observations->len; i++)
    g_assert_nonnull (((PodObservation *) observations->pdata[i])->label.translated);
}

static guint
count_terms (const PodStudy *study, const char *scale)
{
  const GPtrArray *grades = pod_study_get_grades (study);
  g_autoptr (GHashTable) terms = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < grades->len; i++)
    {
      const PodGrade *grade = grades->pdata[i];

      if (!strcmp (grade->scale, scale))
        g_hash_table_add (terms, (gpointer) grade->term.plain);
    }
  return g_hash_table_size (terms);
}

static void
test_scales (void)
{
  g_autoptr (PodStudy) study = load_knowledge ();

  g_assert_cmpuint (count_terms (study, "CTCAE 5.0"), ==, 42);
  g_assert_cmpuint (count_terms (study, "CTCAE 6.0"), ==, 45);
}

/* What a number cannot reach has no rule: anaemia, low albumin and the pH stop at 3. */
static void
test_never (void)
{
  static const char *const stop_at_3[] = {
    "Anemia",      "Hypoalbuminemia",           "Acidosis", "Alkalosis", "Leukocytosis",
    "Proteinuria", "Urinary protein increased", NULL
  };
  g_autoptr (PodStudy) study = load_knowledge ();
  const GPtrArray *grades = pod_study_get_grades (study);

  for (guint i = 0; i < grades->len; i++)
    {
      const PodGrade *grade = grades->pdata[i];

      if (g_strv_contains (stop_at_3, grade->term.plain))
        g_assert_null (grade->levels[4]);
    }
}

static void
test_interest (void)
{
  static const char *const special[] = { "crs", "icans", "icaht", "gvhd", "infection", "iec_hs" };
  g_autoptr (PodStudy) study = load_knowledge ();

  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    {
      const PodTerm *term = pod_study_find_term (study, special[i]);

      g_assert_nonnull (term);
      g_assert_true (term->interest);
      g_assert_nonnull (term->scale);
    }
  g_assert_false (pod_study_find_term (study, "pyrexia")->interest);
}

static void
test_equations (void)
{
  g_autoptr (PodStudy) study = load_knowledge ();

  g_assert_cmpstr (pod_study_find_equation (study, "egfr", "2009")->id, ==, "egfr.2009");
  g_assert_cmpstr (pod_study_find_equation (study, "egfr", "2021")->id, ==, "egfr.2021");
  g_assert_null (pod_study_find_equation (study, "egfr", "1999"));
  g_assert_true (pod_study_find_observation (study, "egfr")->derived);
}

/* ---- the shipped study on this knowledge ---- */

static guint
count_numbers (const PodStudy *study, PodCriterionKind kind)
{
  const GPtrArray *criteria = pod_study_get_criteria (study);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = criteria->pdata[i];

      /* INC-03a and INC-03b are parts of the registry's number 3. */
      if (criterion->kind == kind)
        g_hash_table_add (numbers, g_strndup (criterion->id, strlen ("INC-03")));
    }
  return g_hash_table_size (numbers);
}

static void
test_shipped_study (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodStudy) study = pod_study_load (pod_test_data ("studies/nct07241468"),
                                               pod_test_data ("knowledge"), problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = pod_problem_to_string (g_ptr_array_index (problems, i));

      g_test_message ("%s", line);
    }
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (count_numbers (study, POD_INCLUSION), ==, 19);
  g_assert_cmpuint (count_numbers (study, POD_EXCLUSION), ==, 18);
  g_assert_cmpuint (pod_study_get_target (study), ==, 36);
}

/* Every analyte of the safety panels that CTCAE grades is graded here. */
static void
test_graded (void)
{
  static const char *const graded[] = {
    "hgb",        "wbc",       "anc",         "lymphocytes",   "plt",       "alt",     "ast",
    "alp",        "ggt",       "tbil",        "creatinine",    "albumin",   "inr",     "aptt",
    "fibrinogen", "potassium", "sodium",      "magnesium",     "uric_acid", "ldh",     "ck",
    "lipase",     "amylase",   "cholesterol", "triglycerides", "glucose",   "uprot24", "egfr"
  };
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodStudy) study = pod_study_load (pod_test_data ("studies/nct07241468"),
                                               pod_test_data ("knowledge"), problems);

  for (guint i = 0; i < G_N_ELEMENTS (graded); i++)
    {
      const PodObservation *observation = pod_study_find_observation (study, graded[i]);
      g_autoptr (GPtrArray) grades = pod_study_find_grades (study, observation);

      g_test_message ("%s", graded[i]);
      g_assert_nonnull (observation);
      g_assert_cmpuint (grades->len, >, 0);
      for (guint j = 0; j < grades->len; j++)
        {
          const PodGrade *grade = grades->pdata[j];
          double factor;

          /* A value in the study's unit can be put to it. */
          if (grade->unit)
            g_assert_true (pod_observation_get_factor (observation, grade->unit, &factor));
        }
    }
}

/* 4 mg of methylprednisolone do what 5 mg of prednisone do; what is swallowed of budesonide has no equivalent. */
static void
test_equivalents (void)
{
  g_autoptr (PodStudy) study = load_knowledge ();
  const PodEquivalent *equivalent = pod_study_find_equivalent (study, "methylprednisolone");

  g_assert_nonnull (equivalent);
  g_assert_cmpstr (equivalent->of, ==, "prednisone");
  g_assert_cmpfloat (equivalent->dose, ==, 4);
  g_assert_cmpfloat (equivalent->reference, ==, 5);
  g_assert_nonnull (equivalent->source);
  g_assert_cmpfloat (pod_study_find_equivalent (study, "dexamethasone")->dose, ==, 0.75);
  g_assert_null (pod_study_find_equivalent (study, "budesonide"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/knowledge/sources", test_sources);
  g_test_add_func ("/study/knowledge/words", test_words);
  g_test_add_func ("/study/knowledge/scales", test_scales);
  g_test_add_func ("/study/knowledge/never", test_never);
  g_test_add_func ("/study/knowledge/interest", test_interest);
  g_test_add_func ("/study/knowledge/equations", test_equations);
  g_test_add_func ("/study/knowledge/equivalents", test_equivalents);
  g_test_add_func ("/study/knowledge/shipped-study", test_shipped_study);
  g_test_add_func ("/study/knowledge/graded", test_graded);
  return g_test_run ();
}
