/* The sheet on A4 for every cohort, in whatever state its screening is: nothing under 7.5 points, nothing over the edge, nobody's name. */
#include "clinic-fixture.h"
#include "pod-charts.h"
#include "pod-paper.h"
#include "pod-text-wrap.h"

#include <string.h>

typedef struct
{
  const char *cohort;
  const char *sex;
  const char *changes;
  const char *answer;
} Row;

static const Row rows[] = {
  { "mn", "female", NULL, "✓  Eligible on paper · holds until 24 Nov 2026" },
  { "mn", "male", "hgb 59 g/L @-5", "✗  Not eligible: 1 criterion" },
  { "igan", "female", NULL, "✓  Eligible on paper · holds until 24 Nov 2026" },
  { "igan", "male", "hgb 60 g/L @-40", "?  Cannot tell yet: 1 criterion is open" },
  { "aav", "female", NULL, "✓  Eligible on paper · holds until 24 Nov 2026" },
};

/* (element-type PodScene) */
static GPtrArray *
draw (const Row *row, const PodPaperFrame *frame, const PodMetrics *metrics)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (PodSite) site = pod_site_new (NULL, 0, NULL);
  g_autoptr (PodCasebook) casebook = fixture_eligible (row->cohort, row->sex, row->changes);

  return pod_sheet_scenes_new (study, site, casebook, fixture_today (), frame, metrics);
}

static const PodMark *
get_mark (const PodScene *scene, guint index)
{
  return &g_array_index (scene->marks, PodMark, index);
}

static const PodMark *
find_text (const PodScene *scene, const char *text)
{
  for (guint i = 0; i < scene->marks->len; i++)
    if (g_strcmp0 (get_mark (scene, i)->text, text) == 0)
      return get_mark (scene, i);
  return NULL;
}

static const PodMark *
find_prefix (const PodScene *scene, const char *prefix)
{
  for (guint i = 0; i < scene->marks->len; i++)
    if (get_mark (scene, i)->text != NULL && g_str_has_prefix (get_mark (scene, i)->text, prefix))
      return get_mark (scene, i);
  return NULL;
}

static void
check_mark (const PodScene *scene, const PodMark *mark, const PodMetrics *metrics)
{
  double width = mark->kind == POD_MARK_TEXT
                     ? metrics->text_width (metrics->data, mark->text, mark->size, mark->bold)
                     : mark->w;
  double left = mark->align == POD_ALIGN_END ? mark->x - width : mark->x;

  if (mark->w > 0)
    width = MIN (width, mark->w);
  g_assert_cmpfloat (left, >=, 40);
  g_assert_cmpfloat (left + width, <=, scene->width - 40);
  g_assert_cmpfloat (mark->y, <=, scene->height - 40);
  if (mark->kind == POD_MARK_TEXT)
    g_assert_cmpfloat (mark->size, >=, POD_PAPER_SMALLEST);
}

/* Of the same place only one text. */
static void
check_apart (const PodScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    for (guint k = i + 1; k < scene->marks->len; k++)
      {
        const PodMark *a = get_mark (scene, i), *b = get_mark (scene, k);

        if (a->kind == POD_MARK_TEXT && b->kind == POD_MARK_TEXT && a->x == b->x &&
            a->align == b->align && ABS (a->y - b->y) < MIN (a->size, b->size))
          g_error ("“%s” lies over “%s”", b->text, a->text);
      }
}

static void
check_page (const PodScene *scene, const PodMetrics *metrics)
{
  g_assert_cmpfloat (scene->width, ==, POD_PAPER_SHORT);
  g_assert_cmpfloat (scene->height, ==, POD_PAPER_LONG);
  for (guint i = 0; i < scene->marks->len; i++)
    check_mark (scene, get_mark (scene, i), metrics);
  check_apart (scene);
}

static void
check_sheet (const Row *row, const PodMetrics *metrics)
{
  const PodPaperFrame frame = { .demo = TRUE };
  g_autoptr (GPtrArray) pages = draw (row, &frame, metrics);

  for (guint i = 0; i < pages->len; i++)
    {
      g_autofree char *dump = pod_scene_dump (pages->pdata[i]);

      check_page (pages->pdata[i], metrics);
      if (find_text (pages->pdata[i], row->answer) == NULL)
        g_error ("no “%s” in %s", row->answer, dump);
    }
}

/* Everything in full: nothing ends with an ellipsis, each question of each reading is there to its last word, and each page says which of how
 * many it is. */
static void
check_whole (const Row *row, const PodMetrics *metrics)
{
  g_autoptr (PodStudy) study = fixture_study ();
  const GPtrArray *readings = pod_study_get_readings (study);
  g_autoptr (GPtrArray) pages = draw (row, &(PodPaperFrame){ FALSE }, metrics);
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < pages->len; i++)
    {
      const PodScene *scene = pages->pdata[i];
      g_autofree char *number = g_strdup_printf ("Page %u of %u", i + 1, pages->len);

      g_assert_cmpuint (scene->not_drawn, ==, 0);
      g_assert_cmpint (find_text (scene, number) != NULL, ==, pages->len > 1);
      for (guint k = 0; k < scene->marks->len; k++)
        if (get_mark (scene, k)->text != NULL)
          g_string_append_printf (said, "%s ", get_mark (scene, k)->text);
    }
  g_assert_null (strstr (said->str, "…"));
  for (guint i = 0; i < readings->len; i++)
    {
      const PodReading *reading = readings->pdata[i];
      gboolean applies = FALSE;

      for (guint k = 0; reading->criteria[k] != NULL; k++)
        applies |= pod_criterion_applies (pod_study_find_criterion (study, reading->criteria[k]),
                                          row->cohort);
      if (applies && strstr (said->str, reading->question.plain) == NULL)
        g_error ("%s: no “%s”", row->cohort, reading->question.plain);
    }
}

/* The texts of one column, from the top: left edge and y. */
static double
find_bottom (const PodScene *scene, double left, double top, double bottom)
{
  double y = top;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);

      if (mark->kind == POD_MARK_TEXT && mark->y > top && mark->y < bottom && mark->x >= left &&
          mark->x < left + 40)
        y = MAX (y, mark->y);
    }
  return y;
}

/* Which heading stands above a column: nothing of the column lies higher. */
static gboolean
begins_with_heading (const PodScene *scene, double left, double top)
{
  static const char *const headings[] = { "Inclusion criteria", "Exclusion criteria",
                                          "How the protocol is read" };
  const PodMark *first = NULL;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);

      if (mark->kind == POD_MARK_TEXT && mark->y > top && mark->x >= left && mark->x < left + 40 &&
          (first == NULL || mark->y < first->y))
        first = mark;
    }
  for (guint i = 0; first != NULL && i < G_N_ELEMENTS (headings); i++)
    if (g_strcmp0 (first->text, headings[i]) == 0)
      return TRUE;
  return FALSE;
}

static double
find_rule (const PodScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    if (get_mark (scene, i)->kind == POD_MARK_LINE)
      return get_mark (scene, i)->y;
  g_assert_not_reached ();
}

/* On the last page the columns are about as high, and each column says which section it goes on with. */
static void
check_columns (const Row *row, const PodMetrics *metrics)
{
  g_autoptr (GPtrArray) pages = draw (row, &(PodPaperFrame){ FALSE }, metrics);
  const double middle = POD_PAPER_SHORT / 2;

  for (guint i = 0; i < pages->len; i++)
    {
      const PodScene *scene = pages->pdata[i];
      double top = find_rule (scene), bottom = scene->height - 170;
      double left = find_bottom (scene, 42, top, bottom);
      double right = find_bottom (scene, middle, top, bottom);

      g_assert_true (begins_with_heading (scene, 42, top));
      g_assert_true (begins_with_heading (scene, middle, top));
      if (i + 1 == pages->len)
        g_assert_cmpfloat (ABS (left - right), <, 120);
    }
}

static void
test_columns (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check_columns (&rows[i], pod_metrics_fixed ());
      check_columns (&rows[i], pod_metrics_pango ());
    }
}

/* The name of the study is never cut, whatever it takes. */
static void
test_head (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (GPtrArray) pages = draw (&rows[0], &(PodPaperFrame){ FALSE }, pod_metrics_fixed ());
  g_autoptr (GString) said = g_string_new (NULL);
  PodWords title = pod_study_get_title (study);
  const PodScene *scene = pages->pdata[0];
  double rule = find_rule (scene);

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);

      if (mark->kind != POD_MARK_TEXT || mark->y > rule)
        continue;
      g_assert_cmpfloat (mark->w, ==, 0);
      g_string_append_printf (said, "%s ", mark->text);
    }
  g_assert_nonnull (strstr (said->str, title.plain));
}

static void
test_whole (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check_whole (&rows[i], pod_metrics_fixed ());
      check_whole (&rows[i], pod_metrics_pango ());
    }
}

static void
test_fits (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check_sheet (&rows[i], pod_metrics_fixed ());
      check_sheet (&rows[i], pod_metrics_pango ());
    }
}

/* Every criterion of the cohort, its own and everybody's. */
static void
test_complete (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PodStudy) study = fixture_study ();
      g_autoptr (GPtrArray)
          pages = draw (&rows[i], &(PodPaperFrame){ FALSE }, pod_metrics_fixed ());
      const GPtrArray *criteria = pod_study_get_criteria (study);
      g_autofree char *first = pod_scene_dump (pages->pdata[0]);
      g_autofree char *last = pod_scene_dump (pages->pdata[pages->len - 1]);
      g_autofree char *dump = g_strconcat (first, last, NULL);
      guint n = 0;

      for (guint k = 0; k < criteria->len; k++)
        {
          const PodCriterion *criterion = criteria->pdata[k];
          g_autofree char *head = g_strdup_printf ("%s  ", criterion->id);

          if (!pod_criterion_applies (criterion, rows[i].cohort))
            continue;
          if (strstr (dump, head) == NULL)
            g_error ("%s: no %s", rows[i].cohort, criterion->id);
          n++;
        }
      g_assert_cmpuint (((const PodScene *) pages->pdata[0])->rows->len, ==, n + 1);
    }
}

/* What only the service knows, and that a demonstration is one. */
static void
test_frame (void)
{
  const PodPaperFrame frame = { TRUE, "Signed by Dr Invented", "Made by pi", "Entry 12" };
  g_autoptr (GPtrArray) written = draw (&rows[0], &frame, pod_metrics_fixed ());
  g_autoptr (GPtrArray) seen = draw (&rows[0], &(PodPaperFrame){ FALSE }, pod_metrics_fixed ());
  const PodScene *noted = written->pdata[written->len - 1], *shown = seen->pdata[seen->len - 1];

  g_assert_nonnull (find_text (noted, "Signed by Dr Invented"));
  g_assert_nonnull (find_text (noted, "Made by pi"));
  g_assert_nonnull (find_text (noted, "Entry 12"));
  g_assert_nonnull (find_text (noted, "Demonstration: every subject here is invented"));
  g_assert_nonnull (find_text (noted, "Waiting: nothing is decided yet"));
  /* With its time, where it was recorded. */
  g_assert_nonnull (find_prefix (noted, "Consent: "));
  g_assert_null (find_text (shown, "Demonstration: every subject here is invented"));
  g_assert_nonnull (find_text (shown, "Shown on the screen only: not yet printed or saved"));
}

/* What was all learned on one day says so once; another day stands with its own value. */
static void
test_evidence (void)
{
  g_autoptr (GPtrArray) pages = draw (&rows[0], &(PodPaperFrame){ FALSE }, pod_metrics_fixed ());
  const PodScene *scene = pages->pdata[0];
  const char *const *counts = NULL;

  for (guint i = 1; i < scene->rows->len; i++)
    {
      const char *const *cells = g_ptr_array_index (scene->rows, i);

      if (g_str_equal (cells[0], "INC-03a"))
        counts = cells;
      g_assert_null (strstr (cells[2], "How is"));
    }
  g_assert_nonnull (counts);
  g_test_message ("%s", counts[2]);
  g_assert_true (g_str_has_suffix (counts[2], " 2026"));
  g_assert_nonnull (strstr (counts[2], " · "));
}

static void
check_wrap (const char *text, double width, guint most, const char *expected)
{
  gboolean cut = FALSE;
  g_autoptr (GPtrArray)
      lines = pod_text_wrap (pod_metrics_fixed (), text, 10, FALSE, width, most, &cut);
  g_autofree char *joined = NULL;

  g_ptr_array_add (lines, NULL);
  joined = g_strjoinv ("|", (char **) lines->pdata);
  g_assert_cmpstr (joined, ==, expected);
  g_assert_cmpint (cut, ==, g_str_has_suffix (expected, "…"));
}

static void
test_wrap (void)
{
  check_wrap ("one two three", 200, 0, "one two three");
  check_wrap ("one two three", 48, 0, "one two|three");
  check_wrap ("one two three", 48, 1, "one two…");
  check_wrap ("onetwothree", 24, 0, "onet|woth|ree");
  check_wrap ("膜性肾病，原发", 42, 0, "膜性肾|病，原发");
  check_wrap ("", 48, 0, "");
}

/* In the log a decision that nobody signed says so; where nothing is decided there is nobody to name. */
static void
test_log_not_signed (void)
{
  g_autoptr (PodStudy) study = fixture_study ();
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GArray) cohorts = g_array_new (FALSE, FALSE, sizeof (PodLogCount));
  g_autoptr (GPtrArray) pages = NULL;
  PodLogEntry decided = { .screening_number = (char *) "S-001", .decided = fixture_today () };
  PodLogEntry open = { .screening_number = (char *) "S-002", .days = -1 };
  PodScreeningLog log = { .as_of = fixture_today (), .entries = entries, .cohorts = cohorts };
  PodPaperFrame frame = { 0 };

  g_ptr_array_add (entries, &open);
  pages = pod_log_scenes_new (study, &log, &frame, pod_metrics_fixed ());
  g_assert_null (find_text (g_ptr_array_index (pages, 0), "not signed"));
  g_ptr_array_unref (g_steal_pointer (&pages));
  g_ptr_array_add (entries, &decided);
  pages = pod_log_scenes_new (study, &log, &frame, pod_metrics_fixed ());
  g_assert_nonnull (find_text (g_ptr_array_index (pages, 0), "not signed"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/sheet/fits", test_fits);
  g_test_add_func ("/chart/sheet/whole", test_whole);
  g_test_add_func ("/chart/sheet/columns", test_columns);
  g_test_add_func ("/chart/sheet/head", test_head);
  g_test_add_func ("/chart/sheet/complete", test_complete);
  g_test_add_func ("/chart/sheet/frame", test_frame);
  g_test_add_func ("/chart/sheet/evidence", test_evidence);
  g_test_add_func ("/chart/sheet/wrap", test_wrap);
  g_test_add_func ("/chart/sheet/log-not-signed", test_log_not_signed);
  return g_test_run ();
}
