#include "pod-study.h"
#include "pod-test.h"

#include <math.h>
#include <string.h>

/* What a study says once it is loaded: one small study with everything in it. */

static const char knowledge_text[] =
    "[grade low.conventional]\nscale=S\nterm=Anemia\ndirection=low\nobservation=hgb\nunit=g/dL\n"
    "3=value < 8 g/dL\n"
    "[grade low.si]\nscale=S\nterm=Anemia\ndirection=low\nobservation=hgb\nunit=g/L\n"
    "3=value < 80 g/L\n"
    "[grade high]\nscale=S\nterm=Hemoglobin increased\ndirection=high\nobservation=hgb\nunit=g/L\n"
    "1=value > uln(value)\n"
    "[grade other.scale]\nscale=T\nterm=Anemia\ndirection=low\nobservation=hgb\nunit=g/L\n"
    "3=value < 70 g/L\n"
    "[grade not.measured]\nscale=S\nterm=Hypokalemia\ndirection=low\nobservation=potassium\n"
    "3=value < 3\n"
    "[term crs]\nlabel=Cytokine release syndrome\nlabel[zh_CN]=细胞因子释放综合征\n"
    "scale=ASTCT 2019\ninterest=yes\n"
    "[term fever]\nlabel=Fever\n";

static const char study_text[] =
    "[study]\nid=small\ntitle=A small study\ntitle[zh_CN]=小研究\ntarget=36\n"
    "reference_start=consent\ntoxicity_scale=S\nrecipient=Somebody\n"
    "[cohort mn]\nlabel=Membranous nephropathy\nshort=MN\n"
    "[cohort igan]\nlabel=IgA nephropathy\nshort=IgAN\n"
    "[group blood]\nlabel=Blood\n"
    "[treatment car]\nlabel=CAR-T\ncategory=product\ndays=0\nsdtm=KN3601\nsource=registry\n"
    "[treatment flu]\nlabel=Fludarabine\ncategory=lymphodepletion\nunit=mg/m2\ndays=-5..-3\n"
    "route=INTRAVENOUS\nsource=registry\n"
    "[anchor consent]\nlabel=Consent\nevent=consent\n"
    "[anchor infusion]\nlabel=Infusion\nintervention=car\n"
    "[anchor start]\nlabel=Start\nintervention=@lymphodepletion\n"
    "[observation hgb]\nlabel=Hemoglobin\nlabel[zh_CN]=血红蛋白\ntype=quantity\nunit=g/L\n"
    "convert=mmol/L * 16.114\nplausible=30..\ngroup=blood\nscale=log\nloinc=718-7\nsdtm=LB:HGB\n"
    "sdtm.test=Hemoglobin\nsource=registry\n"
    "[observation creatinine]\nlabel=Creatinine\ntype=quantity\nunit=umol/L\n"
    "convert=mg/dL * 88.4; mg/L * 8.84\n"
    "[observation hbsag]\nlabel=HBsAg\ntype=choice\nchoices=negative, positive\n"
    "choice.negative=Negative\nchoice.negative[zh_CN]=阴性\nlasting=yes\n"
    "[observation pregnant]\nlabel=Pregnant\ntype=flag\nchoice.yes=Is pregnant\n"
    "[observation pla2r]\nlabel=Anti-PLA2R\ntype=quantity\nunit={RU}/mL\n"
    "[observation gfr]\nlabel=GFR\ntype=quantity\nunit=mL/min/{1.73_m2}\n"
    "[observation clearance]\nlabel=Clearance\ntype=quantity\nunit=mL/min/{1.73_m2}\n"
    "convert=mL/min * 1\n"
    "[observation anc]\nlabel=Neutrophils\ntype=quantity\nunit=10*9/L\n"
    "[definition outer]\nrule=inner or hgb < 60 g/L\n"
    "[definition inner]\nlabel=Inner\nrule=hbsag = positive\n"
    "[criterion INC-01]\nkind=inclusion\ncohorts=all\ntext=Hemoglobin\nrule=hgb >= 60 g/L\n"
    "look_back=28 d before consent\nreading=The "
    "latest\nreading.source=site\n"
    "[criterion EXC-01]\nkind=exclusion\ncohorts=igan\ntext=Ill\nlabel=Illness\nrule=outer\n"
    "judgement=yes\n"
    "[visit D28]\nlabel=Day 28\nnumber=4\nday=28\nwindow=-3..5\nanchor=infusion\nepoch=FOLLOW-UP\n"
    "observations=hgb, hbsag\nsource=registry\n";

static PodStudy *
load_small (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  const char *knowledge = pod_test_dir ();
  const char *directory = pod_test_dir ();
  PodStudy *study;

  pod_test_write (knowledge, "grades.ini", knowledge_text);
  pod_test_write (directory, "study.ini", study_text);
  pod_test_write (directory, "notes.txt", "not read");
  study = pod_study_load (directory, knowledge, problems);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = pod_problem_to_string (g_ptr_array_index (problems, i));

      g_test_message ("%s", line);
    }
  g_assert_nonnull (study);
  return study;
}

static void
test_settings (void)
{
  g_autoptr (PodStudy) study = load_small ();
  g_autoptr (PodStudy) another = pod_study_ref (study);
  const PodWords title = pod_study_get_title (study);

  g_assert_cmpstr (pod_study_get_id (another), ==, "small");
  g_assert_cmpuint (pod_study_get_target (study), ==, 36);
  g_assert_cmpstr (pod_study_get (study, "recipient"), ==, "Somebody");
  g_assert_null (pod_study_get (study, "nothing"));
  g_assert_cmpstr (pod_words_get (&title, NULL), ==, "A small study");
  g_assert_cmpstr (pod_words_get (&title, "en"), ==, "A small study");
  g_assert_cmpstr (pod_words_get (&title, "zh_CN"), ==, "小研究");
}

static void
test_files (void)
{
  g_autoptr (PodStudy) study = load_small ();
  g_autoptr (GBytes) bytes = NULL;

  g_assert_cmpuint (pod_study_get_n_files (study), ==, 2);
  g_assert_cmpstr (pod_study_get_file (study, 0, NULL), ==, "knowledge/grades.ini");
  g_assert_cmpstr (pod_study_get_file (study, 1, &bytes), ==, "study/study.ini");
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), study_text,
                   strlen (study_text));
}

/* What is kept in a database is the study that was loaded, wherever the files have gone. */
static void
test_kept_files (void)
{
  g_autoptr (PodStudy) study = load_small ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodStudy) kept = NULL;

  for (guint i = 0; i < pod_study_get_n_files (study); i++)
    {
      GBytes *bytes = NULL;

      g_ptr_array_add (names, (gpointer) pod_study_get_file (study, i, &bytes));
      g_ptr_array_add (contents, bytes);
    }
  kept = pod_study_load_files (names, contents, problems);
  g_assert_nonnull (kept);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (pod_study_get_id (kept), ==, "small");
  g_assert_cmpuint (pod_study_get_criteria (kept)->len, ==, pod_study_get_criteria (study)->len);
  for (guint i = 0; i < pod_study_get_n_files (study); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      g_assert_cmpstr (pod_study_get_file (kept, i, &bytes), ==, names->pdata[i]);
      g_assert_true (g_bytes_equal (bytes, contents->pdata[i]));
    }
}

static void
test_kept_faults (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  const PodProblem *problem;

  g_ptr_array_add (names, "study/a.ini");
  g_ptr_array_add (contents, g_bytes_new_static ("[study]\nid=a\nnonsense\n", 23));
  g_ptr_array_add (names, "study/b.ini");
  g_ptr_array_add (contents, g_bytes_new_static (NULL, 0));
  g_assert_null (pod_study_load_files (names, contents, problems));
  g_assert_cmpuint (problems->len, >=, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpstr (problem->file, ==, "a.ini");
}

static void
test_observation (void)
{
  g_autoptr (PodStudy) study = load_small ();
  const PodObservation *hgb = pod_study_find_observation (study, "hgb");

  g_assert_null (pod_study_find_observation (study, "hbg"));
  g_assert_null (pod_study_find_observation (study, NULL));
  g_assert_true (hgb->symbol.name == g_intern_string ("hgb"));
  g_assert_true (hgb->symbol.unit == pod_unit_from_ucum ("g/L"));
  g_assert_cmpstr (hgb->domain, ==, "LB");
  g_assert_cmpstr (hgb->testcd, ==, "HGB");
  g_assert_cmpstr (hgb->test, ==, "Hemoglobin");
  g_assert_cmpstr (hgb->loinc, ==, "718-7");
  g_assert_cmpstr (hgb->group, ==, "blood");
  g_assert_cmpstr (hgb->source, ==, "registry");
  g_assert_cmpfloat (hgb->plausible_low, ==, 30);
  g_assert_true (isnan (hgb->plausible_high));
  g_assert_true (hgb->log_scale);
  g_assert_false (hgb->symbol.lasting);
}

/* value in the canonical unit = value as printed × factor */
static void
test_factors (void)
{
  static const struct
  {
    const char *observation;
    const char *unit;
    double factor; /* NAN: it does not convert */
  } rows[] = {
    { "hgb", "g/L", 1 },
    { "hgb", "g/dL", 10 },
    { "hgb", "mmol/L", 16.114 },
    { "hgb", "U/L", NAN },
    { "creatinine", "mg/dL", 88.4 },
    { "creatinine", "mmol/L", 1000 },
    { "creatinine", "mg/L", 8.84 },
    { "creatinine", "g/L", 8840 },
    { "hbsag", "g/L", NAN },
    /* What has one dimension is not always one thing. */
    { "pla2r", "{RU}/mL", 1 },
    { "pla2r", "{RU}/L", 0.001 },
    { "pla2r", "{copies}/mL", NAN },
    { "pla2r", "[IU]/mL", NAN },
    { "gfr", "mL/min/{1.73_m2}", 1 },
    { "gfr", "mL/min", NAN },
    { "clearance", "mL/min", 1 },
    { "anc", "10*3/uL", 1 },
    { "anc", "{cells}/uL", 0.001 },
  };
  g_autoptr (PodStudy) study = load_small ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PodObservation *observation = pod_study_find_observation (study, rows[i].observation);
      double factor = NAN;
      gboolean known = pod_observation_get_factor (observation, pod_unit_from_ucum (rows[i].unit),
                                                   &factor);

      g_assert_true (known == !isnan (rows[i].factor));
      if (known)
        g_assert_cmpfloat_with_epsilon (factor, rows[i].factor, 1e-9);
    }
  g_assert_false (pod_observation_get_factor (pod_study_find_observation (study, "hgb"), NULL,
                                              &(double){ 0 }));
}

static void
test_choices (void)
{
  static const struct
  {
    const char *observation;
    const char *code;
    const char *locale;
    const char *words;
  } rows[] = {
    { "hbsag", "negative", NULL, "Negative" },     { "hbsag", "negative", "zh_CN", "阴性" },
    { "hbsag", "positive", "zh_CN", "positive" },  { "hbsag", "invented", NULL, "invented" },
    { "pregnant", "yes", "zh_CN", "Is pregnant" }, { "pregnant", "no", NULL, "No" },
    { "pregnant", "no", "zh_CN", "否" },           { "hgb", "yes", NULL, "yes" },
  };
  g_autoptr (PodStudy) study = load_small ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (pod_observation_get_choice (pod_study_find_observation (study,
                                                                             rows[i].observation),
                                                 rows[i].code, rows[i].locale),
                     ==, rows[i].words);
  g_assert_true (pod_study_find_observation (study, "hbsag")->symbol.lasting);
}

static void
test_criteria (void)
{
  g_autoptr (PodStudy) study = load_small ();
  const PodCriterion *inclusion = pod_study_find_criterion (study, "INC-01");
  const PodCriterion *exclusion = pod_study_find_criterion (study, "EXC-01");

  g_assert_cmpint (inclusion->kind, ==, POD_INCLUSION);
  g_assert_true (pod_criterion_applies (inclusion, "mn"));
  g_assert_true (pod_criterion_applies (inclusion, NULL));
  g_assert_cmpint (inclusion->window.amount, ==, 28);
  g_assert_false (inclusion->window.months);
  g_assert_cmpstr (inclusion->window.anchor, ==, "consent");
  g_assert_cmpstr (inclusion->look_back_source, ==, "site");
  g_assert_cmpstr (inclusion->reading_source, ==, "site");
  g_assert_cmpstr (inclusion->label.plain, ==, "INC-01");
  g_assert_false (inclusion->judgement);

  g_assert_cmpint (exclusion->kind, ==, POD_EXCLUSION);
  g_assert_true (pod_criterion_applies (exclusion, "igan"));
  g_assert_false (pod_criterion_applies (exclusion, "mn"));
  g_assert_false (pod_criterion_applies (exclusion, NULL));
  g_assert_cmpint (exclusion->window.amount, ==, 0);
  g_assert_null (exclusion->look_back_source);
  g_assert_null (exclusion->reading.plain);
  g_assert_true (exclusion->judgement);
}

/* A definition may use one that stands below it. */
static void
test_definitions (void)
{
  g_autoptr (PodStudy) study = load_small ();
  const PodDefinition *outer = pod_study_find_definition (study, "outer");
  g_autoptr (GPtrArray) symbols = pod_rule_get_symbols (outer->rule);

  g_assert_cmpuint (pod_study_get_definitions (study)->len, ==, 2);
  g_assert_cmpuint (symbols->len, ==, 2);
  g_assert_true (symbols->pdata[0] == pod_study_find_observation (study, "hbsag"));
  g_assert_true (symbols->pdata[1] == pod_study_find_observation (study, "hgb"));
  g_assert_cmpstr (pod_study_find_definition (study, "inner")->label.plain, ==, "Inner");
}

static void
test_plan (void)
{
  g_autoptr (PodStudy) study = load_small ();
  const PodPlannedVisit *visit = pod_study_find_visit (study, "D28");
  const PodTreatment *flu = pod_study_find_treatment (study, "flu");

  g_assert_cmpint (visit->number, ==, 4);
  g_assert_cmpint (visit->day, ==, 28);
  g_assert_cmpint (visit->before, ==, 3);
  g_assert_cmpint (visit->after, ==, 5);
  g_assert_cmpstr (visit->anchor, ==, "infusion");
  g_assert_cmpuint (g_strv_length ((char **) visit->observations), ==, 2);
  g_assert_cmpint (flu->first_day, ==, -5);
  g_assert_cmpint (flu->last_day, ==, -3);
  g_assert_true (flu->unit == pod_unit_from_ucum ("mg/m2"));
  g_assert_cmpstr (flu->sdtm_name, ==, "FLU");
  g_assert_cmpstr (pod_study_find_treatment (study, "car")->sdtm_name, ==, "KN3601");
  g_assert_cmpstr (pod_study_find_anchor (study, "consent")->event, ==, "consent");
  g_assert_cmpstr (pod_study_find_anchor (study, "start")->intervention, ==, "@lymphodepletion");
}

/* Of the scale in force only, in every unit that it gives. */
static void
test_grades (void)
{
  g_autoptr (PodStudy) study = load_small ();
  g_autoptr (GPtrArray)
      grades = pod_study_find_grades (study, pod_study_find_observation (study, "hgb"));

  g_assert_cmpuint (grades->len, ==, 3);
  g_assert_cmpstr (((PodGrade *) grades->pdata[0])->id, ==, "low.conventional");
  g_assert_cmpstr (((PodGrade *) grades->pdata[1])->id, ==, "low.si");
  g_assert_cmpstr (((PodGrade *) grades->pdata[2])->id, ==, "high");
  g_assert_cmpuint (pod_study_get_grades (study)->len, ==, 5);
}

static void
test_terms (void)
{
  g_autoptr (PodStudy) study = load_small ();
  const PodTerm *crs = pod_study_find_term (study, "crs");

  g_assert_true (crs->interest);
  g_assert_cmpstr (crs->scale, ==, "ASTCT 2019");
  g_assert_cmpstr (pod_words_get (&crs->label, "zh_CN"), ==, "细胞因子释放综合征");
  g_assert_false (pod_study_find_term (study, "fever")->interest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/settings", test_settings);
  g_test_add_func ("/study/files", test_files);
  g_test_add_func ("/study/kept-files", test_kept_files);
  g_test_add_func ("/study/kept-faults", test_kept_faults);
  g_test_add_func ("/study/observation", test_observation);
  g_test_add_func ("/study/factors", test_factors);
  g_test_add_func ("/study/choices", test_choices);
  g_test_add_func ("/study/criteria", test_criteria);
  g_test_add_func ("/study/definitions", test_definitions);
  g_test_add_func ("/study/plan", test_plan);
  g_test_add_func ("/study/grades", test_grades);
  g_test_add_func ("/study/terms", test_terms);
  return g_test_run ();
}
