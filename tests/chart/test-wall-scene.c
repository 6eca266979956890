#include <math.h>
#include <string.h>

#include "chart-fixture.h"
#include "pod-axis.h"
#include "pod-paper.h"
#include "pod-planned.h"
#include "pod-scene-pages.h"
#include "pod-test-study.h"

static GPtrArray *
make_casebooks (void)
{
  GPtrArray *casebooks = g_ptr_array_new ();
  FixtureCasebook draft = fixture_casebook_begin (1);
  PodAdverseEvent event;

  fixture_put (&draft, "uprot", -20, "8", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 30, "2", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 60, "1", "g/d", NAN, NAN);
  fixture_put (&draft, "hgb", 60, "104", "g/L", 115, 150);
  fixture_put (&draft, "car", 60, "< 5", "{copies}/ug", NAN, NAN);
  pod_adverse_event_init (&event);
  event.record.id = 70;
  event.verbatim = "Made up";
  event.grade = 3;
  event.start = pod_moment_on (pod_date_from_day (ZERO + 3));
  pod_casebook_builder_add_adverse_event (draft.builder, &event);
  /* Of tomorrow. */
  event.record.id = 71;
  event.grade = 5;
  event.start = pod_moment_on (pod_date_from_day (ZERO + 101));
  pod_casebook_builder_add_adverse_event (draft.builder, &event);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  draft = fixture_casebook_begin (2);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  return casebooks;
}

static PodScene *
build (double width)
{
  g_autoptr (GPtrArray) casebooks = make_casebooks ();

  return pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                             pod_date_from_day (ZERO + 100), width, pod_metrics_fixed ());
}

static void
test_row (void)
{
  g_autoptr (PodScene) scene = build (1200);
  char **cells = g_ptr_array_index (scene->rows, 1);

  g_assert_cmpuint (scene->row_ids->len, ==, 2);
  g_assert_cmpstr (cells[0], ==, "ONE-001");
  g_assert_cmpstr (cells[1], ==, "ONE");
  g_assert_cmpstr (cells[3], ==, "100");
  /* 1 of 4 g/d: the baseline is the last value before lymphodepletion, not the first one. */
  g_assert_cmpstr (cells[4], ==, "25 %");
  g_assert_cmpstr (cells[5], ==, "104");
  g_assert_cmpstr (cells[6], ==, "< 5");
  g_assert_cmpstr (cells[7], ==, "G3");
  cells = g_ptr_array_index (scene->rows, 2);
  g_assert_cmpstr (cells[4], ==, "–");
  g_assert_cmpstr (cells[7], ==, "–");
}

static double
measure (const char *text, const PodMark *mark)
{
  return pod_metrics_width (pod_metrics_fixed (), text, mark->size, FALSE);
}

/* Down a column each value has as many decimals, and they stand with the units under one another: of exact ones as many as three digits have, and
 * no more than four of the greatest, of what is below quantification all.  What goes over decades has its own. */
static void
test_aligned (void)
{
  static const struct
  {
    const char *observation, *value, *text;
  } cases[] = {
    { "hgb", "104", "104.0" }, { "hgb", "98.54", "98.5" },  { "hgb", "< 0.88", "< 0.88" },
    { "hgb", "7", "7.0" },     { "car", "12346", "12350" }, { "car", "0.25", "0.25" },
  };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  double end = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (i + 1);

      fixture_put (&draft, cases[i].observation, 60, cases[i].value,
                   *cases[i].observation == 'h' ? "g/L" : "{copies}/ug", NAN, NAN);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PodMark *mark = fixture_find_text (scene, cases[i].text);
      g_autofree char *whole = g_strndup (cases[i].text, strcspn (cases[i].text, "."));

      g_test_message ("%s", cases[i].text);
      g_assert_nonnull (mark);
      if (*cases[i].observation != 'h')
        continue;
      end = i == 0 ? mark->x + measure (whole, mark) : end;
      g_assert_cmpfloat_with_epsilon (mark->x + measure (whole, mark), end, 0.01);
    }
}

/* A study that does not say what is followed: nothing of another one stands in for it. */
static void
test_bare (void)
{
  g_autoptr (GPtrArray) casebooks = make_casebooks ();
  g_autoptr (PodScene)
      scene = pod_wall_scene_new (fixture_study_bare (), fixture_site (), casebooks, NULL,
                                  pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  char **heading = g_ptr_array_index (scene->rows, 0);
  char **cells = g_ptr_array_index (scene->rows, 1);

  for (guint i = 4; i <= 6; i++)
    {
      g_assert_cmpstr (heading[i], ==, "");
      g_assert_cmpstr (cells[i], ==, "");
    }
  g_assert_cmpstr (cells[7], ==, "G3");
  fixture_check_bounds (scene);
  fixture_check_labels (scene);
}

/* In brackets what may still change, and the word is said. */
static void
test_preliminary (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = 90;
  finding.observation = g_intern_string ("hgb");
  finding.when = pod_moment_on (pod_date_from_day (ZERO + 60));
  finding.quantity = (PodQuantity){ POD_EXACTLY, 60, pod_unit_from_ucum ("g/L") };
  finding.status = "preliminary";
  pod_casebook_builder_add_finding (draft.builder, &finding);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  g_assert_cmpstr (((char **) g_ptr_array_index (scene->rows, 1))[5], ==, "(60)");
  g_assert_true (g_str_has_suffix (fixture_find (scene, POD_MARK_RECT, POD_RECORD_FINDING, 90)
                                       ->what,
                                   ", preliminary"));
}

static void
test_picking (void)
{
  g_autoptr (PodScene) scene = build (1200);
  const PodMark *row = fixture_find (scene, POD_MARK_RECT, POD_RECORD_SUBJECT, 2);
  const PodMark *picked = pod_scene_pick (scene, 150, row->y + row->h / 2, 2);

  g_assert_cmpint (picked->type, ==, POD_RECORD_SUBJECT);
  g_assert_cmpint (picked->id, ==, 2);
}

/* On narrow paper a subject's number is still told in whole. */
static void
test_numbers (void)
{
  g_autoptr (PodScene) scene = build (500);
  guint n = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind != POD_MARK_TEXT || !mark->bold || strstr (mark->text, "-00") == NULL)
        continue;
      n++;
      g_assert_cmpfloat (pod_metrics_width (pod_metrics_fixed (), mark->text, mark->size, TRUE), <=,
                         mark->w);
    }
  g_assert_cmpuint (n, >, 0);
}

/* On paper it lies on its side, on as many sheets as it takes: each has the heading, none loses a column, and a subject is on one. */
static void
test_paper (void)
{
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (PodScene) scene = NULL;
  guint n_numbers = 0;

  for (guint i = 1; i <= 36; i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (i);

      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), POD_PAPER_LONG - 48,
                              pod_metrics_fixed ());
  g_assert_true (scene->across);
  scene->whose = g_strdup ("All subjects");
  pages = pod_scene_pages_new (scene, POD_PAPER_SHORT - 48, 24);
  g_assert_cmpuint (pages->len, >, 1);
  for (guint i = 0; i < pages->len; i++)
    {
      const PodScene *page = g_ptr_array_index (pages, i);

      fixture_check_bounds (page);
      g_assert_cmpfloat (page->width, <=, POD_PAPER_LONG + 1);
      g_assert_cmpfloat (page->height, <=, POD_PAPER_SHORT + 1);
      g_assert_nonnull (fixture_find_text (page, "No."));
      g_assert_nonnull (fixture_find_text (page, "Next visit"));
      for (guint k = 0; k < page->marks->len; k++)
        {
          const PodMark *mark = &g_array_index (page->marks, PodMark, k);

          n_numbers += mark->kind == POD_MARK_RECT && mark->type == POD_RECORD_SUBJECT &&
                       mark->w > page->width / 2;
        }
    }
  g_assert_cmpuint (n_numbers, ==, 36);
}

/* One value that is far less than the others gives them no decimals that say nothing; a bound keeps its own. */
static void
test_decimals (void)
{
  static const char *const values[] = { "111.145", "68.143", "0.331", "< 0.05" };
  static const char *const told[] = { "111.1", "68.1", "0.3", "< 0.05" };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (i + 1);

      fixture_put (&draft, "hgb", 30, values[i], "g/L", NAN, NAN);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_test_message ("%s", told[i]);
      g_assert_nonnull (fixture_find_text (scene, told[i]));
    }
}

/* Beside the name, or below it: a value's unit is never cut. */
static void
test_units (void)
{
  static const double widths[] = { 700, 1000, 1024, 2400 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (PodScene) scene = build (widths[i]);
      guint n = 0;

      for (guint k = 0; k < scene->marks->len; k++)
        {
          const PodMark *mark = &g_array_index (scene->marks, PodMark, k);

          if (mark->kind != POD_MARK_TEXT || (!g_str_has_suffix (mark->text, "g/L") &&
                                              !g_str_has_suffix (mark->text, "copies/µg")))
            continue;
          n++;
          g_assert_cmpfloat (pod_metrics_width (pod_metrics_fixed (), mark->text, mark->size, TRUE),
                             <=, mark->w);
        }
      g_assert_cmpuint (n, ==, 2);
    }
}

static void
test_sizes (void)
{
  static const double widths[] = { 700, 1024, 2400 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (PodScene) scene = build (widths[i]);

      fixture_check_bounds (scene);
      fixture_check_labels (scene);
    }
}

/* In the trial itself: what is followed has a column. */
static void
test_trial (void)
{
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodStudy) study = pod_test_load_study ();
  g_autoptr (PodScene) scene = NULL;
  char **heading;

  g_assert_nonnull (study);
  scene = pod_wall_scene_new (study, fixture_site (), casebooks, NULL, pod_date_from_day (ZERO),
                              1200, pod_metrics_fixed ());
  heading = g_ptr_array_index (scene->rows, 0);
  g_assert_true (strstr (heading[4], "urine protein") != NULL);
  g_assert_true (g_str_has_prefix (heading[5], "eGFR, "));
  g_assert_true (g_str_has_prefix (heading[6], "CD19"));
}

static void
test_golden (void)
{
  g_autoptr (PodScene) scene = build (1200);

  fixture_check_golden (scene, "wall.txt");
}

static const PodMark *
pick_beside (const PodScene *scene, const PodMark *row, const PodMark *text)
{
  return pod_scene_pick (scene, text->x + 1, row->y + row->h / 2, 1);
}

/* Each cell opens what it is from: the latest value, also where there is no percentage of it; the event that is the worst now; the visit. */
static void
test_cells (void)
{
  g_autoptr (PodScene) scene = build (1200);
  const PodMark *row = fixture_find (scene, POD_MARK_RECT, POD_RECORD_SUBJECT, 1);
  const PodMark *picked = pick_beside (scene, row, fixture_find_text (scene, "G3"));
  const PodMark *event = NULL;
  guint findings = 0;

  g_assert_cmpint (picked->type, ==, POD_RECORD_ADVERSE_EVENT);
  g_assert_cmpint (picked->id, ==, 70);
  g_assert_cmpstr (picked->what, ==, "ONE-001: Made up, grade 3, from day 3");
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->type == POD_RECORD_ADVERSE_EVENT && mark->id == 70)
        event = mark;
      if (mark->type != POD_RECORD_FINDING || mark->id <= 0)
        continue;
      picked = pod_scene_pick (scene, mark->x + mark->w / 2, mark->y + mark->h / 2, 1);
      g_assert_cmpint (picked->id, ==, mark->id);
      g_assert_cmpfloat (mark->h, >=, 20);
      findings++;
    }
  g_assert_cmpuint (findings, ==, 3);
  /* The one on the ribbon is outlined, as the pale grades are lost on white without. */
  g_assert_cmpfloat (event->line_width, ==, 1);
  g_assert_cmpint (pod_scene_pick (scene, event->x + 1, event->y + 1, 1)->id, ==, 70);
  /* Of tomorrow. */
  g_assert_cmpuint (fixture_count (scene, POD_MARK_RECT, POD_RECORD_ADVERSE_EVENT, 71), ==, 0);
}

#define VISIT(day)                                                                                 \
  "[visit D" day "]\nlabel=Day " day "\nanchor=infusion\nday=" day "\nwindow=-3..3\nnumber=" day   \
  "\nepoch=TREATMENT\nobservations=uprot\nsource=site\n"

static gint64
get_place (const PodMark *mark, PodRecordType type)
{
  gint64 subject = 0;

  g_assert_nonnull (mark);
  g_assert_cmpint (mark->type, ==, type);
  g_assert_true (pod_planned_read (mark->id, &subject));
  g_assert_cmpint (subject, ==, 1);
  return mark->id;
}

static PodScene *
draw_places (const PodStudy *study)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();

  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  return pod_wall_scene_new (study, fixture_site (), casebooks, NULL, pod_date_from_day (ZERO + 50),
                             1200, pod_metrics_fixed ());
}

/* What is not there has its place: the test's charts, the list of events, the visit of the plan. */
static void
test_places (void)
{
  PodStudy *study = fixture_study_with (VISIT ("28") VISIT ("99"));
  g_autoptr (PodScene) scene = draw_places (study);
  gint64 id = get_place (fixture_find_what (scene, "ONE-001: Urine protein: no result"),
                         POD_RECORD_FINDING);

  g_assert_true (pod_planned_find_observation (study, id) ==
                 pod_study_find_observation (study, "uprot"));
  id = get_place (fixture_find_what (scene, "ONE-001: no adverse event that goes on"),
                  POD_RECORD_ADVERSE_EVENT);
  g_assert_null (pod_planned_find_observation (study, id));
  g_assert_null (pod_planned_find_visit (study, id));
  id = get_place (fixture_find_what (scene, "ONE-001: Day 28, Overdue"), POD_RECORD_VISIT);
  g_assert_cmpstr (pod_planned_find_visit (study, id)->id, ==, "D28");
}

/* Laid out before an amendment and clicked after it, a place is of the same visit, or of none. */
static void
test_places_amended (void)
{
  g_autoptr (PodScene) scene = draw_places (fixture_study_with (VISIT ("28") VISIT ("99")));
  gint64 id = get_place (fixture_find_what (scene, "ONE-001: Day 28, Overdue"), POD_RECORD_VISIT);
  const PodStudy *more = fixture_study_with (VISIT ("14") VISIT ("28") VISIT ("99"));

  g_assert_cmpstr (pod_planned_find_visit (more, id)->id, ==, "D28");
  g_assert_null (pod_planned_find_visit (fixture_study_with (VISIT ("14") VISIT ("99")), id));
}

/* Without a baseline there is no percentage, and a result all the same. */
static void
test_course_without_percentage (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  gint64 id = fixture_put (&draft, "uprot", 30, "2", "g/d", NAN, NAN);

  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  g_assert_cmpstr (((char **) g_ptr_array_index (scene->rows, 1))[4], ==, "–");
  g_assert_cmpuint (fixture_count (scene, POD_MARK_RECT, POD_RECORD_FINDING, id), ==, 1);
}

/* Of events as bad as one another the serious one is the worst, then the last; one that is over, or milder, is not. */
static void
test_worst_event (void)
{
  static const struct
  {
    int grade, day, end;
    guint seriousness;
  } events[] = { { 4, 1, 9, 0 },
                 { 3, 2, 0, POD_SERIOUS_HOSPITALISATION },
                 { 3, 20, 0, 0 },
                 { 2, 30, 0, POD_SERIOUS_HOSPITALISATION } };
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  const PodMark *row;

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      PodAdverseEvent event;

      pod_adverse_event_init (&event);
      event.record.id = 70 + i;
      event.verbatim = "Made up";
      event.grade = events[i].grade;
      event.seriousness = events[i].seriousness;
      event.start = pod_moment_on (pod_date_from_day (ZERO + events[i].day));
      if (events[i].end > 0)
        event.end = pod_moment_on (pod_date_from_day (ZERO + events[i].end));
      pod_casebook_builder_add_adverse_event (draft.builder, &event);
    }
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  row = fixture_find (scene, POD_MARK_RECT, POD_RECORD_SUBJECT, 1);
  g_assert_cmpint (pick_beside (scene, row, fixture_find_text (scene, "G3"))->id, ==, 71);
}

/* What keys come to names the subject, and says in which row and column it is; the table's rows have the number already. */
static void
test_keys (void)
{
  g_autoptr (PodScene) scene = build (1200);
  const PodMark *row = fixture_find (scene, POD_MARK_RECT, POD_RECORD_SUBJECT, 1);
  const PodMark *other = fixture_find (scene, POD_MARK_RECT, POD_RECORD_SUBJECT, 2);
  const PodMark *event = fixture_find_what (scene, "ONE-001: Made up, grade 3, from day 3");
  const PodMark *course = fixture_find_what (scene,
                                             "ONE-001: Urine protein 1 g/d, 2 Mar 2026 · day 60");

  g_assert_true (event != NULL && course != NULL);
  g_assert_true (row->row == event->row && row->row == course->row && other->row == row->row + 1);
  g_assert_true (row->column < course->column && course->column < event->column);
}

static PodCasebook *
make_sick (gint64 id, int grade, guint seriousness, gboolean recovered)
{
  FixtureCasebook draft = fixture_casebook_begin_named (id, (guint) id - 1);
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record.id = 70;
  event.verbatim = "Made up";
  event.grade = grade;
  event.seriousness = seriousness;
  event.outcome = recovered ? POD_OUTCOME_RECOVERED : POD_OUTCOME_NOT_RECOVERED;
  event.start = pod_moment_on (pod_date_from_day (ZERO + 3));
  if (recovered)
    event.end = pod_moment_on (pod_date_from_day (ZERO + 9));
  pod_casebook_builder_add_adverse_event (draft.builder, &event);
  return fixture_casebook_end (&draft);
}

/* The study sorts by the worst event that goes on, then by serious ones: a grade 4 that is over is of less concern than a grade 2 that is not. */
static void
test_concern (void)
{
  static const gint64 expected[] = { 4, 3, 2, 1 };
  const PodMark *order;
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;

  g_ptr_array_add (casebooks, make_sick (1, 4, POD_SERIOUS_HOSPITALISATION, TRUE));
  g_ptr_array_add (casebooks, make_sick (2, 2, 0, FALSE));
  g_ptr_array_add (casebooks, make_sick (3, 3, 0, FALSE));
  g_ptr_array_add (casebooks, make_sick (4, 3, POD_SERIOUS_HOSPITALISATION, FALSE));
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (g_array_index (scene->row_ids, gint64, i), ==, expected[i]);
  order = fixture_find_text (scene, "Sorted by concern: worst event that goes on, serious events "
                                    "that go on, visits overdue, the course, highest first (chosen "
                                    "by the site)");
  g_assert_nonnull (order);
  /* It is read before any row. */
  g_assert_cmpfloat (order->y, <, fixture_find_text (scene, "No.")->y);
  g_assert_cmpfloat (order->y, <, scene->head);
}

/* Courses are compared down the column: half of the baseline is as high in each row, and what is beyond the edge does not lie on it, but points out. */
static void
test_sparks (void)
{
  static const char *const values[][3] = { { "4", "2", "2" },
                                           { "8", "4", "4" },
                                           { "4", "40", "2" } };
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  guint dots = 0, beyond = 0, lines = 0;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      FixtureCasebook draft = fixture_casebook_begin (i + 1);

      fixture_put (&draft, "uprot", -6, values[i][0], "g/d", NAN, NAN);
      fixture_put (&draft, "uprot", 30, values[i][1], "g/d", NAN, NAN);
      fixture_put (&draft, "uprot", 60, values[i][2], "g/d", NAN, NAN);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);
      double row = fmod (mark->y - scene->head + 1, 44);

      /* Dashed is a gap of the course alone, which lies on it. */
      g_assert_false (mark->role == POD_ROLE_BASELINE && mark->dashed);
      if (mark->role != POD_ROLE_SERIES)
        continue;
      lines += mark->kind == POD_MARK_POLYLINE;
      if (mark->kind != POD_MARK_SYMBOL)
        continue;
      if (mark->shape == POD_SHAPE_DOT)
        assert_near (row, 40 - 36 * 50 / 125.0);
      else
        assert_near (row, 4);
      dots += mark->shape == POD_SHAPE_DOT;
      beyond += mark->shape == POD_SHAPE_TRIANGLE_UP;
    }
  g_assert_cmpuint (dots, ==, 3);
  g_assert_cmpuint (beyond, ==, 1);
  /* That of the third goes out of the row, and comes back. */
  g_assert_cmpuint (lines, ==, 4);
}

/* What is below 0 does not lie in the row of the next subject. */
static void
test_spark_below (void)
{
  FixtureCasebook draft = fixture_casebook_begin (1);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  guint dots = 0;

  fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, NAN);
  fixture_put (&draft, "uprot", 30, "-2", "g/d", NAN, NAN);
  g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->role != POD_ROLE_SERIES || mark->kind != POD_MARK_SYMBOL)
        continue;
      assert_near (mark->y, scene->head - 1 + 40);
      /* Nor is it taken for 0. */
      g_assert_cmpint (mark->shape, ==, POD_SHAPE_TRIANGLE_DOWN);
      dots++;
    }
  g_assert_cmpuint (dots, ==, 1);
}

/* How many chips of that grade stand in the column of the worst event. */
static guint
count_chips (const PodScene *scene, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      n += mark->kind == POD_MARK_TEXT && mark->bold && g_strcmp0 (mark->text, text) == 0;
    }
  return n;
}

/* What a row is sorted by is what its chip says: an event that is over is told, and has a column in the table. */
static void
test_worst_now (void)
{
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  char **cells;

  g_ptr_array_add (casebooks, make_sick (1, 4, POD_SERIOUS_HOSPITALISATION, TRUE));
  g_ptr_array_add (casebooks, make_sick (2, 2, 0, FALSE));
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  g_assert_cmpuint (count_chips (scene, "G2"), ==, 1);
  g_assert_cmpuint (count_chips (scene, "G4"), ==, 0);
  cells = g_ptr_array_index (scene->rows, 0);
  g_assert_cmpstr (cells[7], ==, "Worst AE now");
  g_assert_cmpstr (cells[9], ==, "Worst AE");
  cells = g_ptr_array_index (scene->rows, 2);
  g_assert_cmpstr (cells[7], ==, "–");
  g_assert_cmpstr (cells[9], ==, "G4");
  g_assert_true (g_str_has_suffix (fixture_find (scene, POD_MARK_RECT, POD_RECORD_SUBJECT, 1)->what,
                                   ", no graded adverse event now, worst ever grade 4"));
  g_assert_true (g_str_has_suffix (fixture_find (scene, POD_MARK_RECT, POD_RECORD_SUBJECT, 2)->what,
                                   ", worst adverse event: now grade 2, ever grade 2"));
}

/* What its colours and signs mean has a key as that of other charts: each grade, and what is told of results, in whatever room there is. */
static void
test_legend (void)
{
  static const double widths[] = { 600, 1200 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (PodScene) scene = build (widths[i]);
      g_autoptr (PodScene) legend = pod_scene_new_legend (scene);

      g_assert_nonnull (legend);
      for (int grade = 1; grade <= 5; grade++)
        {
          g_autofree char *name = g_strdup_printf ("G%d", grade);

          g_assert_cmpint (fixture_find_text (legend, name)->role, ==, pod_grade_role (grade));
        }
      g_assert_nonnull (strstr (legend->description, "adverse events by grade"));
      g_assert_nonnull (strstr (legend->description, "baseline"));
      /* Nothing is told of what is not there. */
      g_assert_null (fixture_find_text (legend, "+3 new"));
      g_assert_null (fixture_find_text (legend, "ONE-001"));
      fixture_check_bounds (legend);
      fixture_check_labels (legend);
    }
}

/* No ground that is drawn after it lies on the line below a row: what stands close above it would be taken for the next subject's. */
static void
test_lines (void)
{
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();
  g_autoptr (PodScene) scene = NULL;
  guint lines = 0;

  for (guint i = 0; i < 3; i++)
    {
      FixtureCasebook draft = fixture_casebook_begin_named (i + 1, i);

      fixture_put (&draft, "uprot", -6, "4", "g/d", NAN, NAN);
      g_ptr_array_add (casebooks, fixture_casebook_end (&draft));
    }
  scene = pod_wall_scene_new (fixture_study (), fixture_site (), casebooks, NULL,
                              pod_date_from_day (ZERO + 100), 1200, pod_metrics_fixed ());
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *line = &g_array_index (scene->marks, PodMark, i);

      if (line->kind != POD_MARK_LINE || line->role != POD_ROLE_GRID || line->w < 1000)
        continue;
      lines++;
      for (guint k = i + 1; k < scene->marks->len; k++)
        {
          const PodMark *mark = &g_array_index (scene->marks, PodMark, k);

          g_assert_false (mark->kind == POD_MARK_RECT && mark->y < line->y + 0.5 &&
                          mark->y + mark->h > line->y - 0.5);
        }
    }
  g_assert_cmpuint (lines, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/wall/row", test_row);
  g_test_add_func ("/chart/wall/aligned", test_aligned);
  g_test_add_func ("/chart/wall/bare", test_bare);
  g_test_add_func ("/chart/wall/preliminary", test_preliminary);
  g_test_add_func ("/chart/wall/picking", test_picking);
  g_test_add_func ("/chart/wall/sizes", test_sizes);
  g_test_add_func ("/chart/wall/paper", test_paper);
  g_test_add_func ("/chart/wall/decimals", test_decimals);
  g_test_add_func ("/chart/wall/units", test_units);
  g_test_add_func ("/chart/wall/numbers", test_numbers);
  g_test_add_func ("/chart/wall/trial", test_trial);
  g_test_add_func ("/chart/wall/cells", test_cells);
  g_test_add_func ("/chart/wall/places", test_places);
  g_test_add_func ("/chart/wall/places-amended", test_places_amended);
  g_test_add_func ("/chart/wall/course-without-percentage", test_course_without_percentage);
  g_test_add_func ("/chart/wall/worst-event", test_worst_event);
  g_test_add_func ("/chart/wall/keys", test_keys);
  g_test_add_func ("/chart/wall/concern", test_concern);
  g_test_add_func ("/chart/wall/sparks", test_sparks);
  g_test_add_func ("/chart/wall/spark-below", test_spark_below);
  g_test_add_func ("/chart/wall/worst-now", test_worst_now);
  g_test_add_func ("/chart/wall/lines", test_lines);
  g_test_add_func ("/chart/wall/legend", test_legend);
  g_test_add_func ("/chart/wall/golden", test_golden);
  return g_test_run ();
}
