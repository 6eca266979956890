#include <string.h>

#include "lab-show.h"
#include "pod-lab-headings.h"
#include "pod-test.h"

/* Tables whose headings no map knows: what there is to choose from, and what becomes of them once somebody has said it. */

static PodStudy *study;

#define MAP "[map t]\nlaboratory=L\nsubject.kind=screening_number\n"
#define OWN "subject=S\nitem=I\nresult=R\nunit=U\ncollected=D\n"
#define ITEMS "[item hgb]\nnames=Hb|血红蛋白\n"
#define PLAIN MAP OWN ITEMS

/* One a line: "heading[ = what the map knows it as][ (unclear)]: examples". */
static char *
show (const char *map_text, const char *text, gssize length)
{
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (GPtrArray) headings = pod_lab_file_list_headings (bytes, map);
  GString *shown = g_string_new (headings ? NULL : "none");

  for (guint i = 0; headings && i < headings->len; i++)
    {
      const PodLabHeading *heading = headings->pdata[i];
      g_autofree char *examples = g_strjoinv ("|", heading->examples);

      g_string_append_printf (shown, "%s%s%s%s: %s\n", heading->heading,
                              heading->column ? " = " : "", heading->column ? heading->column : "",
                              heading->is_clear ? "" : " (unclear)", examples);
    }
  return g_string_free (shown, FALSE);
}

static const struct
{
  const char *map;
  const char *text;
  const char *shown;
} cases[] = {
  /* below titles, one of them filled up by a spreadsheet; what comes twice is told once, and three are enough */
  { PLAIN,
    "\xEF\xBB\xBFReport of the month,,,\nprinted,2026-03-14\n\n"
    "Pat,Test,Wert,Datum\nP1,Hb,1,d\nP2,Hb,2,d\nP3,,3,d\nP4,WBC,4,d\n",
    "Pat: P1|P2|P3\nTest: Hb|WBC\nWert: 1|2|3\nDatum: d\n" },
  /* a quoted heading of two lines, blanks of other kinds, a spreadsheet's quotes; a row whose number has no heading */
  { PLAIN,
    "\"Pat\r\nID\",\" A \"\"b\"\" \",C\xC2\xA0"
    "D,,E\n=\"007\",2,3,1,e\n=\"008\",2,3,2,e\n",
    "Pat ID: 007|008\nA \"b\": 2\nC D: 3\n (unclear): 1|2\nE: e\n" },
  /* two of one name, in letters of any width; and what is known already */
  { PLAIN, "Pat,R,r,Ｒ,D,Test\nP1,1,2,3,2026,Hb\n",
    "Pat: P1\nR (unclear): 1\nr (unclear): 2\nＲ (unclear): 3\nD = collected: 2026\nTest: Hb\n" },
  /* what the map knows is the heading, wherever it stands */
  { PLAIN, "a,b,c,d,e\nPat,I,R,Datum\nP1,Hb,1,d\n",
    "Pat: P1\nI = item: Hb\nR = result: 1\nDatum: d\n" },
  /* a title full of commas above a table of tabs; decimals with a comma between semicolons; bars */
  { PLAIN, "a, b, c, d, e, f, g, h\nPat\tTest\tWert\tDatum\nP1\tHb\t1\td\nP2\tHb\t2\td\n",
    "Pat: P1|P2\nTest: Hb\nWert: 1|2\nDatum: d\n" },
  { PLAIN, "Pat;Test;Wert;Datum\nP1;Hb;1,5;d\nP2;Hb;2,5;d\n",
    "Pat: P1|P2\nTest: Hb\nWert: 1,5|2,5\nDatum: d\n" },
  { PLAIN, "Pat|Test|Wert|Datum\n", "Pat: \nTest: \nWert: \nDatum: \n" },
  /* a map for messages only knows no heading */
  { MAP ITEMS, "S,I,R,D\nP1,Hb,1,d\n", "S: P1\nI: Hb\nR: 1\nD: d\n" },
  /* where the look ends within a quote, what stands before it is told */
  { PLAIN, "Pat,Test,Wert,Datum\nP1,Hb,1,d\nP2,\"Hb,2,d\n",
    "Pat: P1\nTest: Hb\nWert: 1\nDatum: d\n" },
  { PLAIN, "Pat,{item},Wert,Datum,x\n", "Pat: \n{item} (unclear): \nWert: \nDatum: \nx: \n" },
  /* a line of values is no heading, whatever stands above it: what it holds is somebody's */
  { PLAIN, "ward,5,printed,2026-03-14\nPat,Test,Wert,Datum\nP1,Hb,1,2026-03-14\n",
    "Pat: P1\nTest: Hb\nWert: 1\nDatum: 2026-03-14\n" },
  { PLAIN, "Report,of,the,month,,,\nPat,Test,Wert,Datum,a,b,c\nP1,Hb,1,d,e,f,g\n",
    "Pat: P1\nTest: Hb\nWert: 1\nDatum: d\na: e\nb: f\nc: g\n" },
  { PLAIN, "0000001,Zhangsan,Hb,101,2026-03-14\n0000002,Lisi,Hb,99,2026-03-14\n", "none" },
  { PLAIN, "S-001,张三,HBsAg,阴性,2026年3月14日\n", "none" },
  /* no table of results */
  { PLAIN, "one column\nof text\n", "none" },
  { PLAIN, "a,b,c\n1,2,3\n", "none" },
  { PLAIN, "", "none" },
  { PLAIN, "{\"resourceType\":\"Bundle\"}", "none" },
  { PLAIN, "MSH|^~\\&|LIS|H|||20261120090000||ORU^R01|1|P|2.5\r", "none" },
};

static void
test_headings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = show (cases[i].map, cases[i].text, -1);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* What every table needs and the map does not find; what is there twice is there, and where a heading has the item in it nobody can tell. */
static void
test_missing (void)
{
  static const struct
  {
    const char *map;
    const char *text;
    const char *missing;
  } tables[] = {
    { PLAIN, "S,I,R,D\nP1,Hb,1,d\n", "" },
    { PLAIN, "Pat,I,Wert,D\nP1,Hb,1,d\n", "subject result" },
    { PLAIN, "S,I,r,R,Datum\nP1,Hb,1,2,d\n", "collected" },
    { MAP ITEMS, "S,I,R,D\nP1,Hb,1,d\n", "subject item result collected" },
    { MAP "subject=S\nitem={item}\nresult=R_{item}\ncollected=D\n" ITEMS,
      "Pat,R_HGB,R_WBC,Datum\nP1,1,2,d\n", "" },
    /* What stands in the other of two rows is not missing. */
    { MAP "heading.rows=2\nsubject=S\nitem=I\nresult=R\ncollected=D\n" ITEMS,
      "S,I,,\n,,R,Datum\nP1,Hb,1,d\n", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (PodLabMap) map = lab_load_map (study, tables[i].map);
      g_autoptr (GBytes) bytes = g_bytes_new_static (tables[i].text, strlen (tables[i].text));
      g_autoptr (GPtrArray) headings = pod_lab_file_list_headings (bytes, map);
      g_autofree const char **missing = pod_lab_headings_list_missing (headings, map);
      g_autofree char *words = g_strjoinv (" ", (char **) missing);

      g_assert_cmpstr (words, ==, tables[i].missing);
    }
}

static void
test_encodings (void)
{
  static const char text[] = "病人号\t检验\t数值\t日期\n甲\t血红蛋白\t1\td\n";
  static const char shown[] = "病人号: 甲\n检验: 血红蛋白\n数值: 1\n日期: d\n";
  static const char *const encodings[] = { "GB18030", "UTF-16" };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      gsize length;
      g_autofree char *bytes = g_convert (text, -1, encodings[i], "UTF-8", NULL, &length, NULL);
      g_autofree char *found = show (PLAIN, bytes, (gssize) length);

      g_assert_cmpstr (found, ==, shown);
    }
}

/* In the encoding that the map says: by another the heading would be another. */
static void
test_encoding_of_map (void)
{
  g_autofree char *shown = show (MAP "encoding=latin-1\n" OWN ITEMS,
                                 "Pr\xFC"
                                 "fung,Test,Wert,Datum\n",
                                 -1);

  g_assert_true (g_str_has_prefix (shown, "Prüfung: \n"));
}

static void
test_long (void)
{
  g_autofree char *cell = g_strnfill (300, 'x');
  g_autofree char *text = g_strconcat ("Pat,Test,Wert,Datum,", cell, "\nP1,Hb,1,d,", cell, "\n",
                                       NULL);
  g_autofree char *shown = show (PLAIN, text, -1);
  const char *last = strstr (shown, "Datum: d\n") + strlen ("Datum: d\n");

  g_assert_true (g_str_has_prefix (last + 300, " (unclear): "));
  g_assert_cmpuint (strlen (last), ==, 300 + strlen (" (unclear): ") + 60 + 1);
}

/* ---- what a person has said ---- */

static const char *const said[] = { "subject.kind\trecord_number",
                                    "subject\tPat\xC2\xA0ID",
                                    "item\tTest",
                                    "result\tWert",
                                    "collected\tDatum",
                                    NULL };

static PodLabMap *
load_with_said (const char *text)
{
  PodLabMap *map = lab_load_map (study, text);

  g_assert_true (pod_lab_map_choose_columns (map, said));
  return map;
}

#define LINE "7,Hb,101,2026-03-14,g/L\n"
#define READ "7 hgb 101 g/L .. none 2026-03-14\n"

/* It holds where it is what heads the table, one line of it and by any delimiter; else the map's own does. */
static void
test_said (void)
{
  static const struct
  {
    const char *map;
    const char *text;
    const char *shown;
  } reads[] = {
    { PLAIN, "Patid,Test,Wert,Datum,U\n7,Hb,101,2026-03-14,g/L\n",
      "2 7 hgb 101 - .. none 2026-03-14: no unit, neither in the file nor in the map\n" },
    { MAP "heading.rows=2\ndelimiter=;\n" OWN ITEMS "unit=g/L\n",
      "PAT ID,Test,Wert,Datum\n7,Hb,101,2026-03-14\n", "2 7 hgb 101 g/L .. none 2026-03-14\n" },
    { MAP ITEMS "unit=g/L\n", "Pat ID\tTest\tWert\tDatum\n7\tHb\t101\t2026-03-14\n",
      "2 7 hgb 101 g/L .. none 2026-03-14\n" },
    { PLAIN, "S,I,R,D,U\n" LINE, "2 " READ },
    { PLAIN, "S,Test,Wert,Datum,U\n" LINE,
      "! The map does not fit the file: no column for item (i), result (r), collected (d)." },
    { MAP ITEMS, "S,Test,Wert,Datum,U\n" LINE,
      "! The map does not fit the file: no column for subject (patid)." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
    {
      g_autoptr (PodLabMap) map = load_with_said (reads[i].map);
      g_autofree char *shown = lab_show (study, map, reads[i].text, -1);

      g_assert_cmpstr (shown, ==, reads[i].shown);
    }
}

/* ---- several forms of tables ---- */

#define BLOOD                                                                                      \
  "subject.kind\trecord_number\ndates\tdmy\nsubject\tA\nitem\tB\nresult\tC\ncollected\tD\nunit\tU"
#define URINE                                                                                      \
  "subject.kind\tscreening_number\nsubject\tP\nitem\tQ\nresult\tR\ncollected\tS\nunit\tU"
/* As the first, and a column more. */
#define BLOOD_RANGED BLOOD "\nrange\tT"

static PodLabMap *
load_with_forms (const char *forms)
{
  PodLabMap *map = lab_load_map (study, MAP ITEMS);
  g_auto (GStrv) columns = g_strsplit (forms, "\n", -1);

  g_assert_true (pod_lab_map_choose_columns (map, (const char *const *) columns));
  return map;
}

/* Each table by what was said of its own headings, in whatever order that was said; the order of dates is that of the form, too. */
static void
test_forms (void)
{
  static const char *const forms[] = { BLOOD "\n" URINE "\n" BLOOD_RANGED,
                                       BLOOD_RANGED "\n" URINE "\n" BLOOD };
  static const struct
  {
    const char *text;
    const char *shown;
  } reads[] = {
    { "A,B,C,D,U\n7,Hb,101,04.03.2026,g/L\n", "2 7 hgb 101 g/L .. none 2026-03-04\n" },
    { "P,Q,R,S,U\n7,Hb,101,2026-03-14,g/L\n", "2 7 hgb 101 g/L .. none 2026-03-14\n" },
    { "A,B,C,D,U,T\n7,Hb,101,04.03.2026,g/L,110-150\n",
      "2 7 hgb 101 g/L 110..150 none 2026-03-04\n" },
    { "A,Q,R,S,U\n7,Hb,101,2026-03-14,g/L\n",
      "! The map does not fit the file: no column for item (b), result (c), collected (d)." },
  };

  for (guint f = 0; f < G_N_ELEMENTS (forms); f++)
    for (guint i = 0; i < G_N_ELEMENTS (reads); i++)
      {
        g_autoptr (PodLabMap) map = load_with_forms (forms[f]);
        g_autofree char *shown = lab_show (study, map, reads[i].text, -1);

        g_assert_cmpstr (shown, ==, reads[i].shown);
      }
}

/* Of a form of which nobody has said in which order its dates are, the map has it. */
static void
test_dates_of_map (void)
{
  static const struct
  {
    const char *form;
    const char *day;
  } forms[] = {
    { "subject\tA\nitem\tB\nresult\tC\ncollected\tD\nunit\tU", "2026-04-03" },
    { "dates\tdmy\nsubject\tA\nitem\tB\nresult\tC\ncollected\tD\nunit\tU", "2026-03-04" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (PodLabMap) map = lab_load_map (study, MAP "dates=mdy\n" ITEMS);
      g_auto (GStrv) columns = g_strsplit (forms[i].form, "\n", -1);
      g_autofree char *shown = NULL, *expected = NULL;

      g_assert_true (pod_lab_map_choose_columns (map, (const char *const *) columns));
      shown = lab_show (study, map, "A,B,C,D,U\n7,Hb,101,04/03/2026,g/L\n", -1);
      expected = g_strdup_printf ("2 7 hgb 101 g/L .. none %s\n", forms[i].day);
      g_assert_cmpstr (shown, ==, expected);
    }
}

/* Whoever says that the year is first has said it, whatever the map says, and where that was said it is changed. */
static void
test_year_first (void)
{
  g_auto (GStrv) columns =
      g_strsplit ("dates\tymd\nsubject\tA\nitem\tB\nresult\tC\ncollected\tD\nunit\tU", "\n", -1);
  g_autoptr (PodLabMap) map = lab_load_map (study, MAP "dates=mdy\n" ITEMS);
  g_autofree char *shown = NULL;

  g_assert_true (pod_lab_map_choose_columns (map, (const char *const *) columns));
  shown = lab_show (study, map, "A,B,C,D,U\n7,Hb,101,04/03/2026,g/L\n", -1);
  g_assert_nonnull (strstr (shown, "it was said that it comes first; change the order of their "
                                   "dates where the columns are chosen"));
  g_assert_null (strstr (shown, "let the map say"));
}

static char *
find_form (const char *forms, const char *heading)
{
  g_autoptr (GBytes) bytes = g_bytes_new (heading, strlen (heading));
  g_autoptr (PodLabMap) map = lab_load_map (study, MAP ITEMS);
  g_autoptr (GPtrArray) headings = pod_lab_file_list_headings (bytes, map);
  g_auto (GStrv) columns = g_strsplit (forms, "\n", -1);
  g_auto (GStrv) found = pod_lab_columns_find ((const char *const *) columns, headings);

  return found ? g_strjoinv ("\n", found) : NULL;
}

static void
test_find_form (void)
{
  static const char all[] = BLOOD "\n" URINE "\n" BLOOD_RANGED;
  g_autofree char *blood = find_form (all, "A,B,C,D,U\n1,2,3,4,5\n");
  g_autofree char *noted = find_form (all, "T,D,A,B,C,U\n1,2,3,4,5,6\n");
  g_autofree char *urine = find_form (all, "P,Q,R,S,U\n1,2,3,4,5\n");

  g_assert_cmpstr (blood, ==, BLOOD);
  g_assert_cmpstr (noted, ==, BLOOD_RANGED);
  g_assert_cmpstr (urine, ==, URINE);
  g_assert_null (find_form (all, "P,Q,R,S,V\n1,2,3,4,5\n"));
  g_assert_null (find_form (all, "A,B,C,D,U,U\n1,2,3,4,5,6\n"));
}

static char *
replace_form (const char *forms, const char *old, const char *form)
{
  g_auto (GStrv) columns = g_strsplit (forms, "\n", -1);
  g_auto (GStrv) before = old ? g_strsplit (old, "\n", -1) : NULL;
  g_auto (GStrv) after = form ? g_strsplit (form, "\n", -1) : NULL;
  g_auto (GStrv)
      all = pod_lab_columns_replace ((const char *const *) columns, (const char *const *) before,
                                     (const char *const *) after);

  return all ? g_strjoinv ("\n", all) : NULL;
}

/* What was said of one form says nothing of the others. */
static void
test_replace_form (void)
{
  static const struct
  {
    const char *forms;
    const char *old;
    const char *form;
    const char *all;
  } replaced[] = {
    { BLOOD, NULL, URINE, BLOOD "\n" URINE },
    { BLOOD "\n" URINE, BLOOD, BLOOD_RANGED, URINE "\n" BLOOD_RANGED },
    { BLOOD "\n" URINE, URINE, NULL, BLOOD },
    { BLOOD, BLOOD, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (replaced); i++)
    {
      g_autofree char *all = replace_form (replaced[i].forms, replaced[i].old, replaced[i].form);

      g_assert_cmpstr (all, ==, replaced[i].all);
    }
}

static PodSubjectKeyKind
read_kind (const PodLabMap *map, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);

  g_assert_nonnull (file);
  return file->key_kind;
}

/* What kind of number a subject has there is said of those columns: in the map's own it is the map's. */
static void
test_kind (void)
{
  g_autoptr (PodLabMap) map = load_with_said (PLAIN);

  g_assert_cmpint (read_kind (map, "PatID,Test,Wert,Datum\n" LINE), ==,
                   POD_SUBJECT_KEY_RECORD_NUMBER);
  g_assert_cmpint (read_kind (map, "S,I,R,D,U\n" LINE), ==, POD_SUBJECT_KEY_SCREENING_NUMBER);
}

static char *
find_shape (const PodLabMap *map, const char *text, gboolean is_said)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  g_assert_cmpint (pod_lab_file_is_headed_as_chosen (bytes, map), ==, is_said);
  return pod_lab_file_find_shape (bytes, map);
}

static void
test_shape (void)
{
  g_autoptr (PodLabMap) map = load_with_said (MAP ITEMS);
  g_autofree char *one = find_shape (map, "Title\nPatID,Test,Wert,Datum\n" LINE, TRUE);
  g_autofree char *same = find_shape (map, "patid;test;wert;datum\n", TRUE);
  g_autofree char *other = find_shape (map, "PatID,Test,Wert,Datum,More\n", TRUE);
  g_autofree char *none = find_shape (map, "S,I,R,D\n", FALSE);

  g_assert_nonnull (one);
  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
  g_assert_null (none);
}

/* A status that this table heads otherwise than the one for which it was said: without it what is preliminary would be final.  The map's own
 * columns hold, or none. */
static void
test_one_is_missing (void)
{
  static const char *const five[] = { "subject\tPat",     "item\tTest",    "result\tWert",
                                      "collected\tDatum", "status\tState", NULL };
  g_autoptr (PodLabMap) map = lab_load_map (study, MAP ITEMS);
  g_autofree char *missing = NULL, *shape = NULL;

  g_assert_true (pod_lab_map_choose_columns (map, five));
  shape = find_shape (map, "Pat,Test,Wert,Datum,State\n", TRUE);
  g_assert_nonnull (shape);
  g_assert_null (find_shape (map, "Pat,Test,Wert,Datum,Status\n", FALSE));
  missing = lab_show (study, map, "Pat,Test,Wert,Datum,Status\n7,Hb,101,2026-03-14,P\n", -1);
  g_assert_cmpstr (missing, ==, "! The map does not fit the file: no column for status.");
}

#define FOUR "subject\tA\nitem\tB\nresult\tC\ncollected\tD"

/* Whole or not at all. */
static void
test_unclear (void)
{
  static const char *const clear[] = { FOUR, FOUR "\nunit\tE|F",
                                       "subject.kind\tenrolment_number\n" FOUR, "dates\tmdy\n" FOUR,
                                       BLOOD "\n" URINE };
  static const char *const unclear[] = { "",
                                         "subject\tA\nitem\tB\nresult\tC",
                                         FOUR "\nunit\tＡ",
                                         FOUR "\nunit\t ",
                                         FOUR "\nunit\tE\nunit\tF",
                                         FOUR "\nunit\tE_{item}",
                                         FOUR "\nunits\tE",
                                         FOUR "\nunit",
                                         FOUR "\n",
                                         FOUR "\nsubject.kind\tname",
                                         FOUR "\nsubject.kind\tenrolment_number",
                                         FOUR "\ndates\tydm" };

  for (guint i = 0; i < G_N_ELEMENTS (clear); i++)
    {
      g_auto (GStrv) columns = g_strsplit (clear[i], "\n", -1);

      g_assert_true (pod_lab_columns_are_clear ((const char *const *) columns));
    }
  for (guint i = 0; i < G_N_ELEMENTS (unclear); i++)
    {
      g_autoptr (PodLabMap) map = lab_load_map (study, PLAIN);
      g_auto (GStrv) columns = g_strsplit (unclear[i], "\n", -1);

      g_assert_false (pod_lab_map_choose_columns (map, (const char *const *) columns));
    }
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  study = lab_load_study ();
  g_test_add_func ("/exchange/lab-columns/missing", test_missing);
  g_test_add_func ("/exchange/lab-columns/headings", test_headings);
  g_test_add_func ("/exchange/lab-columns/encodings", test_encodings);
  g_test_add_func ("/exchange/lab-columns/encoding-of-map", test_encoding_of_map);
  g_test_add_func ("/exchange/lab-columns/long", test_long);
  g_test_add_func ("/exchange/lab-columns/said", test_said);
  g_test_add_func ("/exchange/lab-columns/forms", test_forms);
  g_test_add_func ("/exchange/lab-columns/dates-of-map", test_dates_of_map);
  g_test_add_func ("/exchange/lab-columns/year-first", test_year_first);
  g_test_add_func ("/exchange/lab-columns/find-form", test_find_form);
  g_test_add_func ("/exchange/lab-columns/replace-form", test_replace_form);
  g_test_add_func ("/exchange/lab-columns/kind", test_kind);
  g_test_add_func ("/exchange/lab-columns/shape", test_shape);
  g_test_add_func ("/exchange/lab-columns/one-is-missing", test_one_is_missing);
  g_test_add_func ("/exchange/lab-columns/unclear", test_unclear);
  result = g_test_run ();
  pod_study_unref (study);
  return result;
}
