#include "chart-fixture.h"

/*
 * By the fixed metrics the gutter is as wide as "Adverse events", 14 letters of 0.6 × 12 px, and twice 8 px: 116.8 px.
 * The days shown are -20 to 100 with one more on each side, 122 days.  At this width a day is 8 px, and
 * day d lies at 116.8 + (d + 21) × 8.
 */
#define WIDTH (116.8 + 122 * 8 + 20)
#define TODAY (ZERO + 100)

static PodScene *
build (const PodTimeline *timeline, double width)
{
  return pod_timeline_scene_new (NULL, timeline, TODAY, POD_ALL_DAYS, width, pod_metrics_fixed ());
}

static double
day_x (double day)
{
  return 116.8 + (day + 21) * 8;
}

static PodTimeline *
begin (void)
{
  PodTimeline *timeline = fixture_timeline_new ();

  fixture_add (timeline, POD_LANE_MILESTONE, -20, -20, "Consent");
  return timeline;
}

static void
test_bar (void)
{
  g_autoptr (PodTimeline) timeline = begin ();
  gint64 id = fixture_add_event (timeline, 3, 5, 2, "Fever")->id;
  g_autoptr (PodScene) scene = build (timeline, WIDTH);
  const PodMark *bar = fixture_find (scene, POD_MARK_RECT, POD_RECORD_ADVERSE_EVENT, id);

  /* Three days, each a cell around its tick. */
  assert_near (bar->x, day_x (2.5));
  assert_near (bar->x, 304.8);
  assert_near (bar->w, 24);
  g_assert_cmpint (bar->role, ==, POD_ROLE_GRADE_2);
  g_assert_cmpstr (bar->what, ==, "Fever, grade 2, day 3 to day 5");
  g_assert_nonnull (fixture_find_text (scene, "G2"));
  g_assert_nonnull (fixture_find_text (scene, "Fever"));
}

static void
test_marks_of_events (void)
{
  g_autoptr (PodTimeline) timeline = begin ();
  gint64 serious, partial, ongoing, plain;
  g_autoptr (PodScene) scene = NULL;
  const PodMark *bar;

  fixture_add_event (timeline, 3, 5, 3, "One")->serious = TRUE;
  serious = timeline->happenings->len;
  fixture_add_event (timeline, 10, 40, 1, "Two")->partial = TRUE;
  partial = timeline->happenings->len;
  fixture_add_event (timeline, 50, 100, 4, "Three")->ongoing = TRUE;
  ongoing = timeline->happenings->len;
  plain = fixture_add_event (timeline, 60, 61, 0, "Four")->id;
  scene = build (timeline, WIDTH);

  bar = fixture_find (scene, POD_MARK_RECT, POD_RECORD_ADVERSE_EVENT, serious);
  g_assert_true (bar->outlined);
  g_assert_cmpfloat (bar->line_width, >, 2);
  g_assert_nonnull (fixture_find_text (scene, "G3 SAE"));
  g_assert_true (fixture_find (scene, POD_MARK_RECT, POD_RECORD_ADVERSE_EVENT, partial)->dashed);
  bar = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_ADVERSE_EVENT, ongoing);
  g_assert_cmpint (bar->shape, ==, POD_SHAPE_ARROW_RIGHT);
  g_assert_cmpfloat (bar->x, >, day_x (100));
  bar = fixture_find (scene, POD_MARK_RECT, POD_RECORD_ADVERSE_EVENT, plain);
  g_assert_false (bar->dashed || bar->outlined);
  g_assert_nonnull (fixture_find_text (scene, "G?"));
  g_assert_cmpuint (fixture_count (scene, POD_MARK_SYMBOL, POD_RECORD_ADVERSE_EVENT, plain), ==, 0);
}

static double
find_bar_y (PodScene *scene, gint64 id)
{
  return fixture_find (scene, POD_MARK_RECT, POD_RECORD_INTERVENTION, id)->y;
}

/* Fludarabine and cyclophosphamide on days -5 to -3: two rows, each named once, whoever else was given in between. */
static void
test_doses (void)
{
  static const char *const names[] = { "Fludarabine", "Cyclophosphamide" };
  g_autoptr (PodTimeline) timeline = begin ();
  gint64 ids[3][2];
  g_autoptr (PodScene) scene = NULL;
  guint named = 0;

  for (int day = 0; day < 3; day++)
    for (int drug = 0; drug < 2; drug++)
      {
        fixture_add (timeline, POD_LANE_TREATMENT, day - 5, day - 5, names[drug])->type =
            POD_RECORD_INTERVENTION;
        ids[day][drug] = timeline->happenings->len;
      }
  scene = build (timeline, WIDTH);
  for (int day = 1; day < 3; day++)
    for (int drug = 0; drug < 2; drug++)
      assert_near (find_bar_y (scene, ids[day][drug]), find_bar_y (scene, ids[0][drug]));
  g_assert_cmpfloat (find_bar_y (scene, ids[0][0]), !=, find_bar_y (scene, ids[0][1]));
  for (guint i = 0; i < scene->marks->len; i++)
    named += g_strcmp0 (g_array_index (scene->marks, PodMark, i).text, "Fludarabine") == 0;
  g_assert_cmpuint (named, ==, 1);
}

/* Label, window, day, state, and what the label says. */
static void
test_visits (void)
{
  static const struct
  {
    int before;
    int after;
    int day;
    PodVisitState state;
    const char *label;
    PodShape shape;
    PodRole role;
  } cases[] = {
    { 13, 15, 14, POD_VISIT_DONE, "V", POD_SHAPE_DIAMOND, POD_ROLE_VISIT },
    { 13, 15, 17, POD_VISIT_OUT_OF_WINDOW, "V +2 d", POD_SHAPE_DIAMOND, POD_ROLE_VISIT_LATE },
    { 13, 15, 12, POD_VISIT_OUT_OF_WINDOW, "V −1 d", POD_SHAPE_DIAMOND, POD_ROLE_VISIT_LATE },
    { 13, 15, 14, POD_VISIT_MISSED, "V missed", POD_SHAPE_DIAMOND_RING, POD_ROLE_VISIT_LATE },
    { 13, 15, 14, POD_VISIT_OVERDUE, "V overdue", POD_SHAPE_DIAMOND_RING, POD_ROLE_VISIT_LATE },
    { 13, 15, 14, POD_VISIT_PLANNED, "V", POD_SHAPE_DIAMOND_RING, POD_ROLE_DIM_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodTimeline) timeline = begin ();
      gint64 id = fixture_add_visit (timeline, "V", cases[i].before, cases[i].after, cases[i].day,
                                     cases[i].state)
                      ->id;
      g_autoptr (PodScene) scene = build (timeline, WIDTH);
      const PodMark *window = fixture_find (scene, POD_MARK_RECT, POD_RECORD_VISIT, id);
      const PodMark *diamond = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_VISIT, id);

      assert_near (window->x, day_x (12.5));
      assert_near (window->w, 24);
      assert_near (diamond->x, day_x (cases[i].day));
      g_assert_cmpint (diamond->shape, ==, cases[i].shape);
      g_assert_cmpint (diamond->role, ==, cases[i].role);
      g_assert_nonnull (fixture_find_text (scene, cases[i].label));
    }
}

/* A visit that is called after a day need not be on it: said beside the day on which it was, its name is that of a visit. */
static void
test_visit_by_name (void)
{
  g_autoptr (PodTimeline) timeline = begin ();
  PodHappening *visit = fixture_add_visit (timeline, "Day 10", 9, 12, 11, POD_VISIT_DONE);
  gint64 id = visit->id;
  g_autoptr (PodScene) scene = NULL;

  visit->is_by_name = TRUE;
  scene = build (timeline, WIDTH);
  g_assert_cmpstr (fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_VISIT, id)->what, ==,
                   "visit Day 10, Done, day 11");
  g_assert_cmpstr (((char **) scene->rows->pdata[scene->rows->len - 1])[1], ==, "visit Day 10");
  /* In the lane of visits there is no other day beside it. */
  g_assert_nonnull (fixture_find_text (scene, "Day 10"));
}

/* A window that is open today is seen to its end, also where that is later than the planned day. */
static void
test_open_window (void)
{
  g_autoptr (PodTimeline) timeline = begin ();
  gint64 id = fixture_add_visit (timeline, "V", 90, 118, 104, POD_VISIT_DUE)->id;
  g_autoptr (PodScene) scene = build (timeline, WIDTH);
  const PodMark *window = fixture_find (scene, POD_MARK_RECT, POD_RECORD_VISIT, id);
  const PodScenePanel *panel = &g_array_index (scene->panels, PodScenePanel, 0);

  g_assert_cmpfloat (window->x + window->w, <, panel->x + panel->w);
  g_assert_cmpint (panel->axis.last, >=, ZERO + 118);
}

/* What is hatched says why, and only where something is. */
static void
test_hatched (void)
{
  static const char words[] = "Hatched, with a dashed outline: its date is incomplete";
  g_autoptr (PodTimeline) timeline = begin ();
  g_autoptr (PodScene) scene = NULL;

  fixture_add (timeline, POD_LANE_MEDICATION, 3, 30, "Drug");
  scene = build (timeline, WIDTH);
  g_assert_null (fixture_find_text (scene, words));
  fixture_add (timeline, POD_LANE_MEDICATION, 3, 30, "Other")->partial = TRUE;
  pod_scene_unref (scene);
  scene = build (timeline, WIDTH);
  g_assert_nonnull (fixture_find_text (scene, words));
}

/* A word that has no room on the right of its symbol does not leave the plot on the left. */
static void
test_named_within (void)
{
  for (int day = -30; day < 0; day++)
    {
      g_autoptr (PodTimeline) timeline = begin ();
      g_autoptr (PodScene) scene = NULL;
      const PodMark *mark;

      fixture_add (timeline, POD_LANE_TREATMENT, 0, 0, "Cells");
      fixture_add (timeline, POD_LANE_MILESTONE, -30, -30, "Consent");
      fixture_add (timeline, POD_LANE_MILESTONE, day, day, "Enrolled");
      scene = build (timeline, WIDTH);
      mark = fixture_find_text (scene, "Enrolled");
      g_assert_nonnull (mark);
      g_assert_cmpfloat (mark->x, >=, pod_scene_get_panel (scene, 0)->x);
    }
}

static void
test_infusion (void)
{
  g_autoptr (PodTimeline) timeline = begin ();
  gint64 id = fixture_add (timeline, POD_LANE_TREATMENT, 0, 0, "Cells")->id;
  g_autoptr (PodScene) scene = build (timeline, WIDTH);
  const PodMark *mark = fixture_find (scene, POD_MARK_SYMBOL, POD_RECORD_INTERVENTION, id);

  g_assert_cmpint (mark->shape, ==, POD_SHAPE_TRIANGLE_DOWN);
  assert_near (mark->x, day_x (0));
  g_assert_true (fixture_find_text (scene, "Cells")->bold);
  g_assert_nonnull (fixture_find_text (scene, "Day 0"));
  g_assert_nonnull (fixture_find_text (scene, "Today, D 100"));
}

static void
test_phases (void)
{
  g_autoptr (PodTimeline) timeline = fixture_course ();
  g_autoptr (PodScene) scene = build (timeline, WIDTH);
  const PodMark *depletion = fixture_find_what (scene, "Lymphodepletion");

  /* From its first day to the infusion, a pixel of air on both sides. */
  assert_near (depletion->x, day_x (-5.5) + 1);
  assert_near (depletion->w, 5 * 8 - 2);
  assert_near (fixture_find_what (scene, "Screening")->x, 117.8);
  assert_near (fixture_find_what (scene, "Follow-up")->x, day_x (-0.5) + 1);
}

static void
test_without_infusion (void)
{
  g_autoptr (PodTimeline) timeline = begin ();
  g_autoptr (PodScene) scene = NULL;

  timeline->has_infusion = FALSE;
  timeline->zero_is = POD_ZERO_CONSENT;
  scene = build (timeline, WIDTH);
  g_assert_nonnull (fixture_find_text (scene, "Study day; no infusion yet: day 0 is consent"));
  g_assert_null (fixture_find_what (scene, "Follow-up"));
  g_assert_nonnull (fixture_find_text (scene, "None recorded"));
}

/* Each event has exactly one bar, or is counted. */
static void
test_none_is_lost (void)
{
  g_autoptr (PodTimeline) timeline = begin ();
  g_autoptr (PodScene) scene = NULL;
  guint drawn = 0;

  for (int i = 0; i < 60; i++)
    fixture_add_event (timeline, i - 10, i - 10 + i % 7, i % 6, "A term of some length");
  /* Long before the trial, and over before the days shown. */
  fixture_add_event (timeline, -700, -690, 1, "Of long ago");
  timeline->undated = 2;
  scene = build (timeline, WIDTH);
  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      gint64 id = g_array_index (timeline->happenings, PodHappening, i).id;
      guint bars = fixture_count (scene, POD_MARK_RECT, POD_RECORD_ADVERSE_EVENT, id);
      g_assert_cmpuint (bars, <=, 1);
      drawn += bars;
    }
  g_assert_cmpuint (drawn, ==, 60);
  g_assert_cmpuint (scene->not_drawn, ==, 3);
  g_assert_cmpstr (scene->not_drawn_why, ==, "2: no complete date; 1: outside the days shown");
  g_assert_nonnull (fixture_find_text (scene, "61 of 64 records drawn; 3 not drawn (2: no "
                                              "complete date; 1: outside the days shown)"));
  /* The table has them all, but for those without a date. */
  g_assert_cmpuint (scene->row_ids->len, ==, 62);
  fixture_check_bounds (scene);
  fixture_check_labels (scene);
  fixture_check_picking (scene);
}

static void
test_no_footer_where_all_is_drawn (void)
{
  g_autoptr (PodTimeline) timeline = fixture_course ();
  g_autoptr (PodScene) scene = build (timeline, WIDTH);

  g_assert_cmpuint (scene->not_drawn, ==, 0);
  g_assert_null (scene->not_drawn_why);
}

static void
test_twice_the_width (void)
{
  g_autoptr (PodTimeline) timeline = fixture_course ();
  g_autoptr (PodScene) scene = build (timeline, WIDTH);
  g_autoptr (PodScene) wide = build (timeline, 116.8 + 2 * 122 * 8 + 20);

  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = &g_array_index (timeline->happenings, PodHappening, i);
      const PodMark *one, *other;

      if (happening->lane != POD_LANE_ADVERSE_EVENT)
        continue;
      one = fixture_find (scene, POD_MARK_RECT, happening->type, happening->id);
      other = fixture_find (wide, POD_MARK_RECT, happening->type, happening->id);
      assert_near (other->x - 116.8, 2 * (one->x - 116.8));
      assert_near (other->w, 2 * one->w);
    }
}

/* Whatever the window's size, nothing lies outside and no label over another. */
static void
test_narrow_and_wide (void)
{
  static const double widths[] = { 360, 640, 1024, 1400, 2800 };
  g_autoptr (PodTimeline) timeline = fixture_course ();

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (PodScene) scene = build (timeline, widths[i]);

      fixture_check_bounds (scene);
      fixture_check_labels (scene);
    }
}

static guint
count_texts (const PodScene *scene, const char *text, double above)
{
  guint count = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      count += mark->kind == POD_MARK_TEXT && mark->y < above && g_str_equal (mark->text, text);
    }
  return count;
}

/* What a low screen cannot show at once has its days at the top as well, so that one of the two is seen. */
static void
test_days_twice (void)
{
  for (int n = 5; n <= 45; n += 40)
    {
      g_autoptr (PodTimeline) timeline = begin ();
      g_autoptr (PodScene) scene = NULL;

      for (int i = 0; i < n; i++)
        fixture_add_event (timeline, 3, 90, 2, "Fever");
      scene = build (timeline, WIDTH);
      g_assert_cmpuint (count_texts (scene, "28", 60), ==, n > 5);
      g_assert_cmpuint (count_texts (scene, "28", scene->height), ==, n > 5 ? 2 : 1);
    }
}

/* A window of 1024 by 768 shows 526 lines of it. */
static void
test_days_in_view (void)
{
  for (int n = 5; n <= 25; n++)
    {
      g_autoptr (PodTimeline) timeline = begin ();
      g_autoptr (PodScene) scene = NULL;

      for (int i = 0; i < n; i++)
        fixture_add_event (timeline, 3, 90, 2, "Fever");
      scene = build (timeline, WIDTH);
      g_assert_true (scene->height <= 526 || count_texts (scene, "28", 60) == 1);
    }
}

/* A line of a day that ends at a visit's label does not touch it. */
static void
test_label_ground (void)
{
  g_autoptr (PodTimeline) timeline = fixture_course ();
  g_autoptr (PodScene) scene = build (timeline, WIDTH);
  const PodMark *label = fixture_find_text (scene, "D14 +2 d");
  guint n = 0;

  g_assert_nonnull (label);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      n += mark->kind == POD_MARK_RECT && mark->role == POD_ROLE_BACKGROUND &&
           ABS (mark->y + mark->h / 2 - label->y) <= 1 && mark->x <= label->x - label->w / 2 - 2 &&
           mark->x + mark->w >= label->x + label->w / 2 + 2;
    }
  g_assert_cmpuint (n, ==, 1);
}

/* Two characters have no part that could be read: they stand whole, in the bar or beside it. */
static void
test_short_words (void)
{
  for (int days = 1; days <= 20; days++)
    {
      g_autoptr (PodTimeline) timeline = begin ();
      g_autoptr (PodScene) scene = NULL;

      fixture_add_event (timeline, 3, 3 + days, 3, "贫血");
      scene = build (timeline, WIDTH);
      g_assert_cmpfloat (fixture_find_text (scene, "贫血")->w, >=, 24);
    }
}

/* The colour of a grade is seen within the outline of a serious event of one day among a year's. */
static void
test_short_serious (void)
{
  g_autoptr (PodTimeline) timeline = fixture_timeline_new ();
  g_autoptr (PodScene) scene = NULL;
  const PodMark *mark;

  fixture_add_event (timeline, 3, 3, 3, "Seizure")->serious = TRUE;
  fixture_add_event (timeline, 20, 300, 3, "Infection")->serious = TRUE;
  scene = pod_timeline_scene_new (NULL, timeline, ZERO + 300, POD_ALL_DAYS, 640,
                                  pod_metrics_fixed ());
  mark = fixture_find (scene, POD_MARK_RECT, POD_RECORD_ADVERSE_EVENT, 1);
  g_assert_true (mark->outlined);
  g_assert_cmpfloat (mark->w - 2 * mark->line_width, >=, 2);
  mark = fixture_find (scene, POD_MARK_RECT, POD_RECORD_ADVERSE_EVENT, 2);
  assert_near (mark->line_width, 2.5);
}

/* Another program may have written bytes that are no text. */
static void
test_bytes (void)
{
  g_autoptr (PodTimeline) timeline = fixture_timeline_new ();
  g_autoptr (PodScene) scene = NULL;
  const PodMark *mark;

  fixture_add_event (timeline, 3, 30, 2, "Fever \xff\xf0");
  scene = pod_timeline_scene_new (NULL, timeline, ZERO + 40, POD_ALL_DAYS, 640,
                                  pod_metrics_pango ());
  mark = fixture_find (scene, POD_MARK_RECT, POD_RECORD_ADVERSE_EVENT, 1);
  g_assert_true (g_utf8_validate (mark->what, -1, NULL));
  g_assert_true (g_str_has_prefix (mark->what, "Fever "));
  for (guint i = 0; i < scene->rows->len; i++)
    g_assert_true (g_utf8_validate (((char **) scene->rows->pdata[i])[1], -1, NULL));
}

static void
test_words (void)
{
  g_autoptr (PodTimeline) timeline = fixture_course ();
  g_autoptr (PodScene) scene = build (timeline, WIDTH);
  char **row = g_ptr_array_index (scene->rows, 2);

  g_assert_cmpstr (scene->description, ==,
                   "Timeline to day 100: visits: 4, of them missed, overdue or out of window: 3; "
                   "adverse events: 4, worst grade: 4; medications: 2");
  g_assert_cmpstr (row[1], ==, "D14");
  g_assert_cmpstr (row[2], ==, "17");
  g_assert_true (g_str_has_suffix (row[4], "+2 d"));
}

static PodHappening *
add_dated (PodTimeline *timeline, PodDate start, PodDate end, const char *label)
{
  PodHappening *happening = fixture_add (timeline, POD_LANE_MEDICATION,
                                         pod_date_first_day (start) - ZERO, 90, label);

  happening->start = start;
  happening->end = end;
  happening->partial = TRUE;
  return happening;
}

/* What is known of an incomplete date is told, and no day that nobody recorded. */
static void
test_incomplete_dates (void)
{
  g_autoptr (PodTimeline) timeline = begin ();
  PodDate month = pod_date_new (2025, 12, 0);
  PodDate day = pod_date_new (2026, 1, 4);
  g_autoptr (PodScene) scene = NULL;
  char **row;

  add_dated (timeline, month, (PodDate){ 0 }, "One")->ongoing = TRUE;
  add_dated (timeline, month, pod_date_new (2026, 0, 0), "Two");
  add_dated (timeline, month, month, "Three");
  add_dated (timeline, day, (PodDate){ 0 }, "Four");
  scene = build (timeline, WIDTH);
  g_assert_nonnull (fixture_find_what (scene, "One, since Dec 2025, ongoing, date incomplete"));
  g_assert_nonnull (fixture_find_what (scene, "Two, Dec 2025 to 2026, date incomplete"));
  g_assert_nonnull (fixture_find_what (scene, "Three, Dec 2025, date incomplete"));
  g_assert_nonnull (fixture_find_what (scene,
                                       "Four, since day 3, no end on record, date incomplete"));
  row = g_ptr_array_index (scene->rows, 3);
  g_assert_cmpstr (row[1], ==, "Two");
  g_assert_cmpstr (row[2], ==, "");
  g_assert_cmpstr (row[3], ==, "");
  g_assert_cmpstr (row[4], ==, "dates incomplete: 2025-12 – 2026");
  row = g_ptr_array_index (scene->rows, 5);
  g_assert_cmpstr (row[2], ==, "3");
  g_assert_cmpstr (row[3], ==, "");
}

static void
test_golden (void)
{
  g_autoptr (PodTimeline) timeline = fixture_course ();
  g_autoptr (PodScene) scene = build (timeline, WIDTH);

  fixture_check_golden (scene, "timeline.txt");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/timeline/visit-by-name", test_visit_by_name);
  g_test_add_func ("/chart/timeline/bar", test_bar);
  g_test_add_func ("/chart/timeline/marks-of-events", test_marks_of_events);
  g_test_add_func ("/chart/timeline/doses", test_doses);
  g_test_add_func ("/chart/timeline/visits", test_visits);
  g_test_add_func ("/chart/timeline/open-window", test_open_window);
  g_test_add_func ("/chart/timeline/named-within", test_named_within);
  g_test_add_func ("/chart/timeline/hatched", test_hatched);
  g_test_add_func ("/chart/timeline/infusion", test_infusion);
  g_test_add_func ("/chart/timeline/phases", test_phases);
  g_test_add_func ("/chart/timeline/without-infusion", test_without_infusion);
  g_test_add_func ("/chart/timeline/none-is-lost", test_none_is_lost);
  g_test_add_func ("/chart/timeline/no-footer", test_no_footer_where_all_is_drawn);
  g_test_add_func ("/chart/timeline/twice-the-width", test_twice_the_width);
  g_test_add_func ("/chart/timeline/narrow-and-wide", test_narrow_and_wide);
  g_test_add_func ("/chart/timeline/short-serious", test_short_serious);
  g_test_add_func ("/chart/timeline/days-twice", test_days_twice);
  g_test_add_func ("/chart/timeline/short-words", test_short_words);
  g_test_add_func ("/chart/timeline/bytes", test_bytes);
  g_test_add_func ("/chart/timeline/words", test_words);
  g_test_add_func ("/chart/timeline/incomplete-dates", test_incomplete_dates);
  g_test_add_func ("/chart/timeline/golden", test_golden);
  g_test_add_func ("/chart/timeline/days-in-view", test_days_in_view);
  g_test_add_func ("/chart/timeline/label-ground", test_label_ground);
  return g_test_run ();
}
