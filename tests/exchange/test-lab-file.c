#include <math.h>
#include <string.h>

#include "lab-show.h"
#include "pod-problem.h"
#include "pod-test.h"

/* Whole files through whole maps: the study's own, and others made here. */

static PodStudy *study;

static PodLabMap *
load_map (const char *path)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodLabMap *map = pod_lab_map_load (path, study, problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *text = pod_problem_to_string (problems->pdata[i]);

      g_test_message ("%s", text);
    }
  g_assert_nonnull (map);
  return map;
}

static PodLabMap *
load_default (void)
{
  return load_map (pod_test_data ("studies/nct07241468/maps/default.ini"));
}

static PodLabFile *
read_text (const PodLabMap *map, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  PodLabFile *file = pod_lab_file_read (bytes, map, NULL, &error);

  g_assert_no_error (error);
  return file;
}

static const PodLabItem *
get (const PodLabFile *file, guint index)
{
  g_assert_cmpuint (index, <, file->items->len);
  return &g_array_index (file->items, PodLabItem, index);
}

#define HEADING "筛选号,项目名称,结果,单位,参考范围,采集时间,标本类型\n"

/* One line each: what the laboratory printed, and what becomes of it. */
static const struct
{
  const char *line;
  const char *observation;
  const char *result; /* comparator and number, or a code */
  const char *unit;
  double lower, upper;
} lines[] = {
  { "S-001,*肌酐,88.4,μmol/L,57～111,2026-03-14 08:05,血清", "creatinine", "88.4", "umol/L", 57,
    111 },
  { "S-001,肌酐,<0.5,mg/dL,<1.2,2026/3/14 8:05,血清", "creatinine", "<0.5", "mg/dL", NAN, 1.2 },
  { "S-001,肌酐,１３２ ↑,umol/L,,20260314,", "creatinine", "132", "umol/L", NAN, NAN },
  { "S-001,肌酐,101,UMOL/L,57-111,2026-03-14,血清", "creatinine", "101", "umol/L", 57, 111 },
  { "S-001,血红蛋白,10.1,G/DL,,2026-03-14,全血", "hgb", "10.1", "g/dL", NAN, NAN },
  { "S-001,中性粒细胞绝对值,0.9,10E9/L,1.8-6.3,20260314083000,全血", "anc", "0.9", "10*9/L", 1.8,
    6.3 },
  { "S-001,白细胞,5.2,×10⁹/L,3.5~9.5,2026年3月14日,全血", "wbc", "5.2", "10*9/L", 3.5, 9.5 },
  { "S-001,INR,1.02,,0.8-1.2,2026-03-14,血浆", "inr", "1.02", "1", 0.8, 1.2 },
  { "S-001,PLA2R抗体,≥1500,RU/mL,<14,2026-03-14,血清", "apla2r", ">=1500", "{RU}/mL", NAN, 14 },
  { "S-001,乙肝表面抗原,阴性(-),,阴性,2026-03-14,血清", "hbsag", "negative", NULL, NAN, NAN },
  { "S-001,乙肝表面抗原,阳性（+）,,阴性,2026-03-14,血清", "hbsag", "positive", NULL, NAN, NAN },
  { "S-001,HIV抗体,±,,,2026-03-14,", "hiv_ab", "borderline", NULL, NAN, NAN },
  { "S-001,乙肝病毒 DNA,未检出,,,2026-03-14,", "hbv_dna", "not_detected", NULL, NAN, NAN },
  { "S-001,ANCA,p-ANCA阳性,,,2026-03-14,", "anca_iif", "p_anca", NULL, NAN, NAN },
};

static char *
show_result (const PodFinding *finding)
{
  g_autofree char *number = NULL;

  if (isnan (finding->quantity.number))
    return g_strdup (finding->code);
  number = pod_decimal_to_string (finding->quantity.number);
  return g_strconcat (pod_comparator_to_string (finding->quantity.comparator), number, NULL);
}

static void
assert_limit (double is, double should)
{
  g_assert_true (isnan (should) ? isnan (is) : is == should);
}

static void
test_lines (void)
{
  g_autoptr (PodLabMap) map = load_default ();

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = g_strconcat (HEADING, lines[i].line, "\n", NULL);
      g_autoptr (PodLabFile) file = read_text (map, text);
      const PodLabItem *item = get (file, 0);
      g_autofree char *result = show_result (&item->finding);

      g_test_message ("%s", lines[i].line);
      g_assert_cmpstr (item->reason, ==, NULL);
      g_assert_true (item->mapped);
      g_assert_cmpuint (item->line, ==, 2);
      g_assert_cmpstr (item->subject_key, ==, "S-001");
      g_assert_cmpstr (item->finding.observation, ==, lines[i].observation);
      g_assert_cmpstr (result, ==, lines[i].result);
      g_assert_true (item->finding.quantity.unit ==
                     (lines[i].unit ? pod_unit_from_ucum (lines[i].unit) : NULL));
      assert_limit (item->finding.lower, lines[i].lower);
      assert_limit (item->finding.upper, lines[i].upper);
      g_assert_cmpstr (item->finding.source, ==, "import");
      g_assert_nonnull (item->finding.origin);
      g_assert_null (strstr (item->finding.origin, "S-001"));
    }
}

static const struct
{
  const char *line;
  gboolean mapped;
  const char *reason;
} unusable[] = {
  { "S-001,红细胞压积,45,%,,2026-03-14,全血", FALSE, "the map does not know this item" },
  { "S-001,肌酐,8400,umol/L,,2026-03-14,尿液", FALSE,
    "the map knows this item of another specimen only" },
  { ",肌酐,88,umol/L,,2026-03-14,血清", TRUE, "no subject" },
  { "S-001,肌酐,88,umol/L,,,血清", TRUE, "no date of collection" },
  { "S-001,肌酐,88,umol/L,,14/03/2026,血清", TRUE,
    "the year comes last in a date of its collection, and whether the day or the month comes first "
    "is not known; say it where the columns are chosen, or let the map say “dates=dmy” or "
    "“dates=mdy”" },
  { "S-001,肌酐,88,umol/L,,14/03/26,血清", TRUE,
    "the date of collection is not a complete date in the order year, month, day" },
  { "S-001,肌酐,,umol/L,,2026-03-14,血清", TRUE, "no result" },
  { "S-001,肌酐,未做,umol/L,,2026-03-14,血清", TRUE, "no result" },
  { "S-001,肌酐,未检,umol/L,,2026-03-14,血清", TRUE, "no result" },
  { "S-001,肌酐,阴性,umol/L,,2026-03-14,血清", TRUE, "the result is not a number" },
  { "S-001,肌酐,\"1,5\",umol/L,,2026-03-14,血清", TRUE,
    "the result is not a number; if its comma is a decimal one, say that this laboratory writes "
    "decimals with a comma, or let the map say “decimal=,”" },
  { "S-001,肌酐,\"1,5,7\",umol/L,,2026-03-14,血清", TRUE, "the result is not a number" },
  { "S-001,肌酐,88,,,2026-03-14,血清", TRUE, "no unit, neither in the file nor in the map" },
  { "S-001,肌酐,88,furlong,,2026-03-14,血清", TRUE, "the unit is not known" },
  { "S-001,肌酐,88,g/d,,2026-03-14,血清", TRUE,
    "the unit does not convert to the one of the study" },
  { "S-001,乙肝表面抗原,0.02,,,2026-03-14,血清", TRUE,
    "the result is none of the answers that the map knows" },
  { "S-001,肌酐,88,umol/L,,2026-03-14,血清,one too many", TRUE,
    "the line has more cells than the heading" },
};

static void
test_unusable (void)
{
  g_autoptr (PodLabMap) map = load_default ();

  for (guint i = 0; i < G_N_ELEMENTS (unusable); i++)
    {
      g_autofree char *text = g_strconcat (HEADING, unusable[i].line, NULL);
      g_autoptr (PodLabFile) file = read_text (map, text);

      g_test_message ("%s", unusable[i].line);
      g_assert_cmpuint (file->items->len, ==, 1);
      g_assert_cmpstr (get (file, 0)->reason, ==, unusable[i].reason);
      g_assert_cmpint (get (file, 0)->mapped, ==, unusable[i].mapped);
    }
}

/* A title above the heading, tabs, GB18030, an empty line of tabs below. */
static void
test_gb18030 (void)
{
  static const char text[] = "检验报告导出\n\n筛选号\t项目\t结果\t单位\t采样时间\nS-"
                             "002\t血红蛋白\t<60\tg/L\t2026-03-14\n\t\t\t\t\n";
  g_autoptr (PodLabMap) map = load_default ();
  gsize length = 0;
  char *encoded = g_convert (text, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_take (encoded, length);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (file->encoding, ==, "GB18030");
  g_assert_cmpuint (file->items->len, ==, 1);
  g_assert_cmpstr (get (file, 0)->finding.observation, ==, "hgb");
  g_assert_cmpstr (get (file, 0)->finding.text, ==, "<60");
  g_assert_cmpstr (get (file, 0)->finding.unit_text, ==, "g/L");
  g_assert_cmpint (get (file, 0)->finding.quantity.comparator, ==, POD_LESS_THAN);
  g_assert_cmpuint (get (file, 0)->line, ==, 4);
}

/* What a laboratory wrote in braces of a unit is neither in the unit nor in the words that are kept of it; what belongs to the unit is. */
static void
test_remarks (void)
{
  static const struct
  {
    const char *line, *unit, *text;
  } cases[] = {
    { "S-001,白细胞,5.2,10*9/L{S-001},,2026-03-14,全血", "10*9/L", "10*9/L" },
    { "S-001,PLA2R抗体,20,{RU}/mL,,2026-03-14,血清", "{RU}/mL", "{RU}/mL" },
    { "S-001,PLA2R抗体,20,{RU}/mL{S-001},,2026-03-14,血清", "{RU}/mL", "{RU}/mL" },
  };
  g_autoptr (PodLabMap) map = load_default ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (HEADING, cases[i].line, "\n", NULL);
      g_autoptr (PodLabFile) file = read_text (map, text);
      const PodLabItem *item = get (file, 0);

      g_test_message ("%s", cases[i].line);
      g_assert_cmpstr (item->reason, ==, NULL);
      g_assert_true (item->finding.quantity.unit == pod_unit_from_ucum (cases[i].unit));
      g_assert_cmpstr (item->finding.unit_text, ==, cases[i].text);
    }
}

/* The same result has the same origin in every file; another time, specimen or item has another. */
static void
test_origin (void)
{
  g_autoptr (PodLabMap) map = load_default ();
  g_autoptr (PodLabFile)
      file = read_text (map, HEADING "S-001,肌酐,88,umol/L,,2026-03-14 08:05,血清\n"
                                     "S-001, *肌酐 ,89,umol/L,,2026/3/14 8:05,血清\n"
                                     "S-001,肌酐,88,umol/L,,2026-03-14 08:06,血清\n"
                                     "S-001,肌酐,88,umol/L,,2026-03-14 08:05,血浆\n"
                                     "S-001,尿素,88,mmol/L,,2026-03-14 08:05,血清\n");
  const char *first = get (file, 0)->finding.origin;

  g_assert_cmpstr (get (file, 1)->finding.origin, ==, first);
  for (guint i = 2; i < 5; i++)
    g_assert_cmpstr (get (file, i)->finding.origin, !=, first);
}

static void
assert_refused (const PodLabMap *map, const char *text, const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, &error);

  g_assert_null (file);
  g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_MAP);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_headings (void)
{
  g_autoptr (PodLabMap) map = load_default ();

  assert_refused (map, "a,b\n", "subject");
  assert_refused (map, "筛选号,项目,结果\n", "collected");
  assert_refused (map, "筛选号,项目,结果,结果,采集时间\n", "two columns for result");
}

/* In an empty file no column is missing: there is nothing. */
static void
test_empty (void)
{
  static const char *const texts[] = { "", "\n", " \t\r\n\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\r\n" };
  g_autoptr (PodLabMap) map = load_default ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (pod_lab_file_read (bytes, map, NULL, &error));
      g_assert_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT);
      g_assert_nonnull (strstr (error->message, "is empty"));
    }
}

static void
test_cancelled (void)
{
  g_autoptr (PodLabMap) map = load_default ();
  g_autoptr (GString) text = g_string_new (HEADING);

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "S-001,肌酐,88,umol/L,,2026-03-14,血清\n");
  lab_check_cancel (map, text->str);
}

/* Every laboratory observation of the study has a name in each of its maps. */
static void
test_maps_are_complete (void)
{
  static const char *const maps[] = { "default.ini", "record-number.ini" };
  static const PodSubjectKeyKind kinds[] = { POD_SUBJECT_KEY_SCREENING_NUMBER,
                                             POD_SUBJECT_KEY_RECORD_NUMBER };
  static const char *const subjects[] = { "筛选号", "病案号" };
  const GPtrArray *observations = pod_study_get_observations (study);

  for (guint m = 0; m < G_N_ELEMENTS (maps); m++)
    {
      g_autofree char *relative = g_strconcat ("studies/nct07241468/maps/", maps[m], NULL);
      g_autoptr (PodLabMap) map = load_map (pod_test_data (relative));

      g_assert_cmpint (pod_lab_map_get_key_kind (map), ==, kinds[m]);
      for (guint i = 0; i < observations->len; i++)
        {
          const PodObservation *o = observations->pdata[i];
          g_autofree char *text =
              g_strdup_printf ("%s,Test,Result,Collected\nS-1,\"%s\",1,2026-03-14\n", subjects[m],
                               o->label.plain);
          g_autoptr (PodLabFile) file = NULL;

          if (g_strcmp0 (o->domain, "LB") != 0 || o->derived)
            continue;
          g_test_message ("%s", o->symbol.name);
          file = read_text (map, text);
          g_assert_true (get (file, 0)->mapped);
        }
    }
}

static const struct
{
  const char *text;
  const char *words;
} faults[] = {
  { "", "expected a group [map]" },
  { "[map x]\nlaboratory=X\nsubject=S\nsubject.kind=name\nitem=I\nresult=R\ncollected=C\n",
    "expected screening_number, enrolment_number or record_number" },
  { "[map x]\nlaboratory=X\nsubject.kind=screening_number\nitem=I\nresult=R\ncollected=C\n",
    "subject" },
  { "[item nonsense]\nnames=N\n", "expected an observation of the study" },
  { "[item egfr]\nnames=N\n", "not derived" },
  { "[item creatinine]\nnames=N\nunit=furlong\n", "expected a UCUM unit that converts to umol/L" },
  { "[item creatinine]\nnames=N\n[item urea]\nnames=Ｎ\n", "also names creatinine" },
  { "[answers]\nmaybe=M\n", "expected an answer of the study" },
  { "[item creatinine]\nnames=N\ncolour=red\n", "unknown key" },
  { "[other x]\n", "expected [map], [item], [range], [answers], [status] or [unit]" },
  { "[range hbsag]\nunit=g/L\nlower=1\nfrom=2026-01-01\n", "expected an observation of the study" },
  { "[range hgb]\nlower=1\nfrom=2026-01-01\n", "unit" },
  { "[range hgb]\nunit=U/L\nlower=1\nfrom=2026-01-01\n", "expected a UCUM unit" },
  { "[range hgb]\nunit=g/L\nfrom=2026-01-01\n", "expected lower= or upper=" },
  { "[range hgb]\nunit=g/L\nlower=1,5\nfrom=2026-01-01\n", "expected a number" },
  { "[range hgb]\nunit=g/L\nlower=1\nsex=x\nfrom=2026-01-01\n", "expected male or female" },
  { "[range hgb]\nunit=g/L\nlower=1\nages=18\nfrom=2026-01-01\n", "expected completed years" },
  { "[range hgb]\nunit=g/L\nlower=1\nfrom=2026-01\n", "expected a day" },
};

static void
test_map_faults (void)
{
  const char *dir = pod_test_dir ();

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GPtrArray) problems = pod_problems_new ();
      g_autoptr (GString) all = g_string_new (NULL);
      g_autoptr (PodLabMap)
          map = pod_lab_map_load (pod_test_write (dir, "x.ini", faults[i].text), study, problems);

      for (guint j = 0; j < problems->len; j++)
        {
          g_autofree char *text = pod_problem_to_string (problems->pdata[j]);

          g_string_append_printf (all, "%s\n", text);
        }
      g_assert_null (map);
      g_test_message ("%s", all->str);
      g_assert_nonnull (strstr (all->str, faults[i].words));
    }
}

/* Files that nobody here wrote. */

static const char foreign_map[] =
    "[map foreign]\nlaboratory=Elsewhere\nsubject=PID\nsubject.kind=record_number\n"
    "item=LOINC\nresult=VALUE\nunit=UNITS\nlower=LOW\nupper=HIGH\ncollected=DATE\n"
    "[item calcium]\nnames=17861-6\n[item dbil]\nnames=1968-7\n"
    "[item creatinine]\nnames=2160-0\n[item cholesterol]\nnames=2093-3\n"
    "[answers]\nnegative=Negative\n";

static void
test_smart_labs (void)
{
  const char *path = pod_test_shared ("samples/csv/smart_labs_400.tsv");
  g_autoptr (PodLabMap) map = NULL;
  g_autoptr (PodLabFile) file = NULL;
  guint usable = 0;

  if (!path)
    return;
  map = load_map (pod_test_write (pod_test_dir (), "foreign.ini", foreign_map));
  file = read_text (map, pod_test_read (path, NULL));
  for (guint i = 0; i < file->items->len; i++)
    {
      const PodLabItem *item = get (file, i);

      usable += item->reason == NULL;
      g_assert_true (item->reason == NULL || item->mapped || strstr (item->reason, "map"));
    }
  g_test_message ("%u of %u usable", usable, file->items->len);
  g_assert_cmpuint (file->items->len, >=, 399);
  g_assert_cmpuint (usable, >, 10);
  /* The second line of the file, by eye: calcium 10.2 (8.6 to 10.5) mg/dL. */
  g_assert_cmpstr (get (file, 1)->finding.observation, ==, "calcium");
  g_assert_cmpfloat (get (file, 1)->finding.quantity.number, ==, 10.2);
  g_assert_cmpfloat (get (file, 1)->finding.upper, ==, 10.5);
}

/* What stands in two columns is shown in one piece, also of what the map does not know. */
static void
test_limits_as_printed (void)
{
  static const struct
  {
    const char *columns;
    const char *range;
  } rows[] = { { "110-150,,", "110-150" },
               { ",110,150", "110–150" },
               { ",110,", "≥ 110" },
               { ",,150", "≤ 150" },
               { ",,", "" },
               { "see report,110,150", "see report" } };
  g_autoptr (PodLabMap) map = load_default ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("筛选号,项目名称,结果,单位,采集时间,标本类型,"
                                               "参考范围,参考下限,参考上限\n"
                                               "S-001,血红蛋白,101,g/L,2026-03-10,全血,%s\n"
                                               "S-001,Nonesuch,101,g/L,2026-03-10,全血,%s\n",
                                               rows[i].columns, rows[i].columns);
      g_autoptr (PodLabFile) file = read_text (map, text);

      g_test_message ("%s", rows[i].columns);
      g_assert_cmpstr (get (file, 0)->range, ==, rows[i].range);
      g_assert_false (get (file, 1)->mapped);
      g_assert_cmpstr (get (file, 1)->range, ==, rows[i].range);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  int result;

  g_test_init (&argc, &argv, NULL);
  {
    g_autofree char *directory = g_build_filename (g_getenv ("PODOCYTE_DATA_DIR"), "studies",
                                                   "nct07241468", NULL);
    g_autofree char *knowledge = g_build_filename (g_getenv ("PODOCYTE_DATA_DIR"), "knowledge",
                                                   NULL);

    study = pod_study_load (directory, knowledge, problems);
  }
  g_assert_nonnull (study);
  g_test_add_func ("/exchange/lab/lines", test_lines);
  g_test_add_func ("/exchange/lab/unusable", test_unusable);
  g_test_add_func ("/exchange/lab/gb18030", test_gb18030);
  g_test_add_func ("/exchange/lab/remarks", test_remarks);
  g_test_add_func ("/exchange/lab/origin", test_origin);
  g_test_add_func ("/exchange/lab/headings", test_headings);
  g_test_add_func ("/exchange/lab/empty", test_empty);
  g_test_add_func ("/exchange/lab/cancelled", test_cancelled);
  g_test_add_func ("/exchange/lab/maps-are-complete", test_maps_are_complete);
  g_test_add_func ("/exchange/lab/map-faults", test_map_faults);
  g_test_add_func ("/exchange/lab/smart-labs", test_smart_labs);
  g_test_add_func ("/exchange/lab/limits-as-printed", test_limits_as_printed);
  result = g_test_run ();
  pod_study_unref (study);
  return result;
}
