/* The sheet of shift tables: what each cell says, counts and stands for, and what is left out of it, and why. */

#include "clinic-fixture.h"
#include "pod-axis.h"
#include "pod-charts.h"
#include "pod-scene-pages.h"

#include <string.h>

#define TREATED "dose fludarabine @-5; dose kn3601 @2026-11-20T10:00;"

typedef struct
{
  PodStudy *study;
  PodSite *site;
  GPtrArray *casebooks;
  PodShiftBook *book;
  PodShiftBook *six; /* of the same by CTCAE 6.0 */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->study = fixture_study ();
  fixture->site = fixture_site ();
  fixture->casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  fixture->book = pod_shift_book_new ();
  fixture->six = pod_shift_book_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_shift_book_free (fixture->six);
  pod_shift_book_free (fixture->book);
  g_ptr_array_unref (fixture->casebooks);
  pod_site_unref (fixture->site);
  pod_study_unref (fixture->study);
}

static void
add (Fixture *fixture, const char *cohort, const char *doses, const char *records)
{
  g_autofree char *all = g_strconcat (doses, records, NULL);

  g_ptr_array_add (fixture->casebooks, fixture_casebook (cohort, "male", all, NULL));
  pod_shift_book_update (fixture->book, fixture->study, NULL, fixture->site, fixture->casebooks,
                         fixture_day (60));
  pod_shift_book_update (fixture->six, fixture->study, "CTCAE 6.0", fixture->site,
                         fixture->casebooks, fixture_day (60));
}

/* Three who were infused, and one who was not. */
static void
add_some (Fixture *fixture)
{
  add (fixture, "mn", TREATED, "uprot24 2 g/d @-6; uprot24 4 g/d @9; upcr 200 mg/mmol @9");
  add (fixture, "mn", TREATED, "uprot24 4 g/d @-6; uprot24 2 g/d @9; anc 1 10*9/L @2026-11-20");
  add (fixture, "igan", TREATED, "uprot24 0.9 g/d @-6; uprot24 4 g/d @9");
  add (fixture, "igan", "", "uprot24 4 g/d @-6");
}

static PodScene *
draw (const Fixture *fixture, PodShiftPick pick)
{
  return pod_shift_scene_new (fixture->book, NULL, pick, 1000, pod_metrics_fixed ());
}

static PodScene *
draw_wall (const Fixture *fixture)
{
  return pod_wall_scene_new (fixture->study, fixture->site, fixture->casebooks, fixture->book,
                             fixture_day (60), 1000, pod_metrics_fixed ());
}

static const PodMark *
find_cell (const PodScene *scene, const char *what)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->id != 0 && g_strcmp0 (mark->what, what) == 0)
        return mark;
    }
  return NULL;
}

/* There the subject's number stands before it. */
static const PodMark *
find_on_wall (const PodScene *scene, const char *what)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->id != 0 && mark->what != NULL && g_str_has_suffix (mark->what, what))
        return mark;
    }
  return NULL;
}

/* A cell's mark says what it counts, and leads to those who are counted. */
static void
check_cell (const PodShiftBook *book,
            const PodScene *scene,
            const char *what,
            PodRole role,
            guint n)
{
  const PodMark *mark = find_cell (scene, what);
  g_autoptr (GPtrArray) list = NULL;
  int row, column;
  guint term;

  g_test_message ("%s", what);
  g_assert_nonnull (mark);
  g_assert_cmpint (mark->type, ==, POD_N_RECORD_TYPES);
  g_assert_cmpint (mark->role, ==, role);
  g_assert_true (pod_shift_cell_read (book, mark->id, &term, &row, &column));
  list = pod_shift_book_list (book, NULL, POD_SHIFT_WORST, term, row, column);
  g_assert_cmpuint (list->len, ==, n);
}

static gboolean
has_text (const PodScene *scene, const char *text)
{
  for (guint i = 0; i < scene->marks->len; i++)
    if (g_strcmp0 (g_array_index (scene->marks, PodMark, i).text, text) == 0)
      return TRUE;
  return FALSE;
}

/* Where a term's table begins among the others: "24-hour urine protein · worse: 2 …" below its name. */
static const PodMark *
find_text (const PodScene *scene, const char *text)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->text != NULL && g_str_has_prefix (mark->text, text))
        return mark;
    }
  return NULL;
}

/* What the button of the key shows, however it is broken into lines. */
static gboolean
is_in_key (const PodScene *scene, const char *text)
{
  g_autoptr (PodScene) key = pod_scene_new_legend (scene);
  g_autofree char *words = NULL;

  g_assert_nonnull (key);
  words = g_strdelimit (g_strdup (key->description), "\n", ' ');
  return strstr (words, text) != NULL;
}

/* What the keyboard is on has a ring of four pixels around it, which covers no head. */
static void
check_heads (const PodScene *scene)
{
  double top = G_MAXDOUBLE;
  guint heads = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind == POD_MARK_LINE && mark->h == 0)
        top = MIN (top, mark->y);
    }
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind != POD_MARK_TEXT || mark->align != POD_ALIGN_CENTRE || mark->y > top)
        continue;
      g_assert_cmpfloat (mark->y + mark->size / 2, <=, top - 4);
      heads++;
    }
  g_assert_cmpuint (heads, ==, POD_SHIFT_COLUMNS);
}

static void
test_cells (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = NULL;
  static const char *const rows[] = {
    "Proteinuria|24-hour urine protein|2|3|+1|1|0|0||CTCAE 5.0",
    "Proteinuria|24-hour urine protein|3|2|−1|1|0|0||CTCAE 5.0",
    "Proteinuria|24-hour urine protein|not graded|3||1|0|0||CTCAE 5.0",
  };
  char **cells;
  int row, column;
  guint term;

  add_some (fixture);
  scene = draw (fixture, POD_SHIFT_WORST);
  check_heads (scene);
  check_cell (fixture->book, scene,
              "Proteinuria: baseline grade 2, worst after infusion grade 3: 1 subject",
              POD_ROLE_BAND_3, 1);
  check_cell (fixture->book, scene,
              "Proteinuria: baseline grade 3, worst after infusion grade 2: 1 subject",
              POD_ROLE_BETTER, 1);
  /* At most 1 before, without a limit, and 3 since: worse, whatever it was. */
  check_cell (fixture->book, scene,
              "Proteinuria: baseline not graded, worst after infusion grade 3: 1 subject",
              POD_ROLE_BAND_3, 1);
  g_assert_false (pod_shift_cell_read (fixture->book, 0, &term, &row, &column));
  /* Columns and rows say themselves what they are. */
  g_assert_nonnull (find_text (scene,
                               "Grades: CTCAE 5.0. Rows: grade at baseline. Columns: worst"));
  g_assert_true (has_text (scene, "Baseline"));
  /* The sign is before the name, which may be cut. */
  g_assert_true (has_text (scene, "↑ 24-hour urine protein"));
  /* What got better is told by a sign as well, and in the words above the table. */
  g_assert_true (has_text (scene, "1 ▾"));
  /* What is too long is cut at its end: the term and the numbers have each a line. */
  g_assert_true (has_text (scene, "Proteinuria"));
  g_assert_true (has_text (scene, "worse: 2, new since infusion: 2 · better: 1"));
  g_assert_true (is_in_key (scene, "New since infusion: no result before it was as bad"));
  /* A row for each cell that somebody is in, which leads to it; the scale has a column of its own. */
  g_assert_cmpuint (scene->row_ids->len, ==, 3);
  cells = scene->rows->pdata[0];
  g_assert_cmpstr (cells[0], ==, "Term");
  g_assert_cmpstr (cells[3], ==, "Worst grade");
  for (guint i = 1; i < scene->rows->len; i++)
    {
      g_autofree char *line = g_strjoinv ("|", scene->rows->pdata[i]);

      g_assert_cmpstr (line, ==, rows[i - 1]);
      g_assert_true (pod_shift_cell_read (fixture->book,
                                          g_array_index (scene->row_ids, gint64, i - 1), &term,
                                          &row, &column));
      g_assert_cmpint (column, ==, i == 2 ? 2 : 3);
    }
}

/* Where nobody knows whether a grade changed, no line above the table says that none did. */
static void
test_unknown_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = NULL;
  guint below = 0;

  add (fixture, "mn", TREATED, "plt 30 10*9/L lln 125 @9");
  scene = draw (fixture, POD_SHIFT_WORST);
  g_assert_nonnull (find_cell (scene, "Platelet count decreased: baseline not graded, worst after "
                                      "infusion grade 3: 1 subject"));
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      below += mark->kind == POD_MARK_TEXT && mark->align == POD_ALIGN_START &&
               mark->y > scene->head && mark->y < scene->head + 60 &&
               mark->role == POD_ROLE_DIM_TEXT;
    }
  /* The term. */
  g_assert_cmpuint (below, ==, 1);
}

/* Above the tables one line says what they are; the rest lies below them, in the key, and on paper at the foot of each sheet. */
static void
test_key (Fixture *fixture, gconstpointer data)
{
  static const char order[] = "Order of the tables: first what the study follows";
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (GPtrArray) pages = NULL;
  guint above = 0;

  add_some (fixture);
  scene = draw (fixture, POD_SHIFT_WORST);
  for (guint i = 0; i < scene->marks->len; i++)
    above += g_array_index (scene->marks, PodMark, i).y < scene->head;
  g_assert_cmpuint (above, ==, 1);
  g_assert_true (has_text (scene,
                           "Grades: CTCAE 5.0. Rows: grade at baseline. Columns: worst grade after "
                           "the infusion. Numbers: subjects."));
  g_assert_true (is_in_key (scene, "Grades: CTCAE 5.0. Rows: grade at baseline."));
  g_assert_true (is_in_key (scene, "? not graded – no final result"));
  g_assert_true (is_in_key (scene, order));
  g_clear_pointer (&scene, pod_scene_unref);
  add (fixture, "mn", TREATED,
       "lymphocytes 1.5 10*9/L lln 1.1 @-6; lymphocytes 0.1 10*9/L lln 1.1 @9; "
       "plt 80 10*9/L lln 125 @-6; plt 60 10*9/L lln 125 @9");
  scene = pod_shift_scene_new (fixture->book, NULL, POD_SHIFT_WORST, 560, pod_metrics_fixed ());
  scene->whose = g_strdup ("All subjects");
  pages = pod_scene_pages_new (scene, 600, 24);
  g_assert_cmpuint (pages->len, >, 1);
  for (guint i = 0; i < pages->len; i++)
    {
      g_assert_nonnull (find_text (pages->pdata[i], order));
      g_assert_nonnull (find_text (pages->pdata[i], "Grades: CTCAE 5.0. Rows"));
      /* And a table: no sheet is of the key alone. */
      g_assert_true (has_text (pages->pdata[i], "Baseline"));
    }
}

/* By the last result, what was bad and healed is where it is now. */
static void
test_last (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) worst = NULL;
  g_autoptr (PodScene) last = NULL;
  g_autofree char *line = NULL;

  add (fixture, "mn", TREATED, "uprot24 2 g/d @-6; uprot24 4 g/d @9; uprot24 0.5 g/d uln 0.15 @40");
  worst = draw (fixture, POD_SHIFT_WORST);
  last = draw (fixture, POD_SHIFT_LAST);
  g_assert_nonnull (find_cell (worst, "Proteinuria: baseline grade 2, worst after infusion grade "
                                      "3: 1 subject"));
  g_assert_nonnull (find_cell (last, "Proteinuria: baseline grade 2, last after infusion grade 1: "
                                     "1 subject"));
  g_assert_nonnull (find_text (last, "Grades: CTCAE 5.0. Rows: grade at baseline. Columns: last"));
  g_assert_cmpstr (last->title, ==, "Shift tables of the last result");
  g_assert_cmpstr (((char **) last->rows->pdata[0])[3], ==, "Last grade");
  line = g_strjoinv ("|", last->rows->pdata[1]);
  g_assert_cmpstr (line, ==, "Proteinuria|24-hour urine protein|2|1|−1|1|0|0||CTCAE 5.0");
}

/* Two of one moment: the sheet of the last result says that it counts the worse, that of the worst need not. */
static void
test_two_last (Fixture *fixture, gconstpointer data)
{
  static const char legend[] =
      "Where a grade is uncertain, also as two results are of one moment, the worst case is "
      "counted. A subject is counted as worse, better or new only where that is certain.";
  g_autoptr (PodScene) worst = NULL;
  g_autoptr (PodScene) last = NULL;

  add (fixture, "mn", TREATED,
       "plt 100 10*9/L lln 125 @-6; plt 60 10*9/L lln 125 @9; plt 100 10*9/L lln 125 @9");
  worst = draw (fixture, POD_SHIFT_WORST);
  last = draw (fixture, POD_SHIFT_LAST);
  g_assert_true (is_in_key (last, legend));
  g_assert_false (is_in_key (worst, legend));
}

/* What a screen reader says first names only terms in which somebody got worse, however many that the study follows stand before them. */
static void
test_description (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *records, *description;
  } cases[] = {
    { "uprot24 2 g/d @-6; uprot24 2 g/d @9; anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @9; "
      "plt "
      "80 10*9/L lln 125 @-6; plt 60 10*9/L lln 125 @9",
      "CTCAE 5.0, 1 subject. Got worse: Neutrophil count decreased 1, Platelet count decreased 1" },
    { "uprot24 2 g/d @-6; uprot24 2 g/d @9", "CTCAE 5.0, 1 subject. Nobody surely got worse." },
    { "", "CTCAE 5.0, 1 subject. Nobody surely got worse." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodScene) scene = NULL;

      g_ptr_array_set_size (fixture->casebooks, 0);
      add (fixture, "mn", TREATED, cases[i].records);
      scene = draw (fixture, POD_SHIFT_WORST);
      g_assert_cmpstr (scene->description, ==, cases[i].description);
    }
}

/* What went off the scale counts by what it surely reached: number, words, legend, table and wall say that it may be worse. */
static void
test_at_least (Fixture *fixture, gconstpointer data)
{
  const char *legend =
      "3* of at least one of them the grade is a minimum: a result that could not be graded may be "
      "worse";
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (PodScene) exact = NULL;
  g_autoptr (PodScene) wall = NULL;
  char **cells;

  add (fixture, "mn", TREATED, "plt 80 10*9/L lln 125 @-6; plt 60 10*9/L lln 125 @9");
  exact = draw (fixture, POD_SHIFT_WORST);
  add (fixture, "mn", TREATED, "plt 80 10*9/L lln 125 @-6; plt < 60 10*9/L lln 125 @9");
  scene = draw (fixture, POD_SHIFT_WORST);
  check_cell (fixture->book, scene,
              "Platelet count decreased: baseline grade 1, worst after infusion grade 2: 2 "
              "subjects; of 1 it "
              "is "
              "at least that, and may be worse",
              POD_ROLE_BAND_2, 2);
  g_assert_true (has_text (scene, "2*") && is_in_key (scene, legend));
  g_assert_false (is_in_key (exact, legend));
  cells = scene->rows->pdata[1];
  g_assert_cmpstr (cells[4], ==, "≥ +1");
  g_assert_cmpstr (cells[5], ==, "2");
  g_assert_cmpstr (cells[6], ==, "1");
  wall = draw_wall (fixture);
  g_assert_nonnull (find_on_wall (wall,
                                  "Platelet count decreased: grade ≥ 2 on day 9, shift ≥ +1, new "
                                  "since infusion"));
}

/* What a number alone does not tell stands in the cell of the worst case; words, table and wall tell what it tells. */
static void
test_by_number (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = NULL;
  const PodShiftEntry *entry;
  guint term;
  int row, column;
  const PodMark *cell;
  g_autofree char *before = NULL;
  g_autofree char *worst = NULL;
  char **cells;

  add (fixture, "mn", TREATED,
       "uric_acid 459 umol/L lln 155 uln 357 @-6; uric_acid 460 umol/L lln 155 uln 357 @9");
  scene = draw (fixture, POD_SHIFT_WORST);
  cell =
      find_cell (scene,
                 "Hyperuricemia: baseline grade 3, worst after infusion grade 3: 1 subject; of 1 a "
                 "number alone tells only grade 1 or 3 → 1 or 3");
  g_assert_nonnull (cell);
  cells = scene->rows->pdata[1];
  g_assert_cmpstr (cells[3], ==, "3");
  g_assert_cmpstr (cells[7], ==, "1");
  g_assert_cmpstr (cells[8], ==, "1 or 3 → 1 or 3");
  g_assert_true (pod_shift_cell_read (fixture->book, cell->id, &term, &row, &column));
  entry = pod_shift_subject_get (pod_shift_book_get_subjects (fixture->book)->pdata[0],
                                 POD_SHIFT_WORST, term);
  before = pod_shift_row_print (entry->grade, entry->row, entry->sure_before);
  worst = pod_shift_entry_print_worst (entry);
  g_assert_cmpstr (before, ==, "1 or 3");
  g_assert_cmpstr (worst, ==, "1 or 3");
}

/* "3 of 4, 1 not (not infused)", a result of the infusion's day, and what the scale has no term for. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = NULL;

  add_some (fixture);
  scene = draw (fixture, POD_SHIFT_WORST);
  g_assert_cmpuint (scene->counted, ==, 3);
  g_assert_cmpuint (scene->not_drawn, ==, 1);
  g_assert_cmpstr (scene->not_drawn_why, ==,
                   "not infused: 1; besides, results that may be from before the infusion: 1");
  g_assert_cmpuint (scene->omissions->len, ==, 2);
  g_assert_cmpuint (scene->ungraded->len, ==, 1);
  g_assert_nonnull (strstr (g_array_index (scene->ungraded, PodOmission, 0).what, "creatinine"));
  g_assert_null (scene->whose);
  /* On paper as on screen: who is in screening is no subject of these tables. */
  g_assert_nonnull (strstr (scene->note, "3 subjects counted, 1 of 4 screenings left out"));
}

static void
test_cohort_and_scale (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) cohort = NULL;
  g_autoptr (PodScene) empty = NULL;
  g_autoptr (PodScene) scale = NULL;

  add_some (fixture);
  cohort = pod_shift_scene_new (fixture->book, "igan", POD_SHIFT_WORST, 700, pod_metrics_fixed ());
  empty = pod_shift_scene_new (fixture->book, "aav", POD_SHIFT_WORST, 700, pod_metrics_fixed ());
  scale = pod_shift_scene_new (fixture->six, NULL, POD_SHIFT_WORST, 700, pod_metrics_fixed ());
  g_assert_cmpuint (cohort->counted, ==, 1);
  g_assert_cmpuint (cohort->not_drawn, ==, 1);
  g_assert_nonnull (cohort->whose);
  g_assert_null (find_cell (cohort, "Proteinuria: baseline grade 2, worst after infusion grade 3: "
                                    "1 subject"));
  g_assert_false (pod_scene_has_rows (empty));
  /* The same grades, by the term that 6.0 has for it. */
  g_assert_null (find_cell (scale, "Proteinuria: baseline grade 2, worst after infusion grade 3: 1 "
                                   "subject"));
  g_assert_nonnull (find_cell (scale, "Urinary protein increased (24-hour urine protein): baseline "
                                      "grade 2, worst after infusion grade 3: 1 subject"));
  g_assert_nonnull (strstr (cohort->note, "1 subject counted, 1 of 2 screenings left out"));
  g_assert_cmpuint (scale->ungraded->len, ==, 0);
}

/* Two tables of one term stand beside each other, each says of what it is, and a cell is of its observation under any scale. */
static void
test_one_term (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) five = NULL;
  g_autoptr (PodScene) six = NULL;
  const PodMark *protein, *ratio, *platelets, *cell, *near;
  int row, column;
  guint term;

  add (fixture, "mn", TREATED,
       "uprot24 2 g/d @-6; uprot24 2 g/d @9; upcr 200 mg/mmol @-6; upcr 200 mg/mmol @9; "
       "plt 80 10*9/L lln 125 @-6; plt 60 10*9/L lln 125 @9");
  five = pod_shift_scene_new (fixture->book, NULL, POD_SHIFT_WORST, 700, pod_metrics_fixed ());
  six = pod_shift_scene_new (fixture->six, NULL, POD_SHIFT_WORST, 700, pod_metrics_fixed ());
  protein = find_text (six, "↑ 24-hour urine protein");
  ratio = find_text (six, "↑ Urine protein-creatinine ratio");
  platelets = find_text (six, "↓ Platelet count");
  g_assert_true (protein != NULL && ratio != NULL && platelets != NULL);
  g_assert_cmpfloat (protein->y, ==, ratio->y);
  g_assert_cmpfloat (protein->x, <, ratio->x);
  g_assert_cmpfloat (ratio->y, <, platelets->y);
  cell = find_cell (five, "Proteinuria: baseline grade 2, worst after infusion grade 2: 1 subject");
  g_assert_nonnull (cell);
  near = find_cell (six,
                    "Urinary protein increased (24-hour urine protein): baseline grade 2, worst "
                    "after infusion grade 2: 1 subject");
  g_assert_nonnull (near);
  g_assert_cmpint (cell->id, ==, near->id);
  g_assert_cmpint (pod_shift_cell_find_near (six, cell->id), ==, near->id);
  /* Somebody else's cell of the same table; none of what has no table. */
  g_assert_cmpint (pod_shift_cell_find_near (six, cell->id + 1), ==, near->id);
  near = find_cell (six,
                    "Urinary protein increased (Urine protein-creatinine ratio): baseline grade 2, "
                    "worst after infusion grade 2: 1 subject");
  g_assert_nonnull (near);
  g_assert_cmpint (pod_shift_cell_find_near (five, near->id), ==, 0);
  g_assert_false (pod_shift_cell_read (fixture->book, near->id, &term, &row, &column));
}

/* 6.0 has no term for too few lymphocytes: that is said, and in the list; and what "new" means. */
static void
test_lost (Fixture *fixture, gconstpointer data)
{
  const char *lost =
      "Not graded, as the program has no term of CTCAE 6.0 for it: Lymphocyte count decreased";
  g_autoptr (PodScene) five = NULL;
  g_autoptr (PodScene) six = NULL;

  add (fixture, "mn", TREATED,
       "lymphocytes 1.5 10*9/L lln 1.1 @-6; lymphocytes 0.1 10*9/L lln 1.1 @9; "
       "plt 80 10*9/L lln 125 @-6; plt 60 10*9/L lln 125 @9");
  five = draw (fixture, POD_SHIFT_WORST);
  six = pod_shift_scene_new (fixture->six, NULL, POD_SHIFT_WORST, 1000, pod_metrics_fixed ());
  g_assert_null (find_text (five, "Not graded by"));
  g_assert_cmpuint (five->ungraded->len, ==, 0);
  g_assert_true (is_in_key (six, lost));
  g_assert_cmpuint (six->ungraded->len, ==, 1);
  g_assert_cmpstr (g_array_index (six->ungraded, PodOmission, 0).what, ==,
                   "Lymphocyte count decreased");
  g_assert_true (is_in_key (five, "New since infusion: no result before it was as bad"));
}

/* What no number tells of a grade is said once below a table of results, and in a column for files. */
static void
test_below (Fixture *fixture, gconstpointer data)
{
  const PodLabOptions options = { .width = 1000 };
  g_autoptr (PodCasebook) casebook =
      fixture_casebook ("mn", "male", TREATED "inr 0.9 1 @-6; inr 1.4 1 @9; inr 1.4 1 @12", NULL);
  g_autoptr (PodScene) scene = pod_lab_scene_new (fixture->study, fixture->site, casebook,
                                                  fixture_day (60), &options, pod_metrics_fixed ());
  const char *first;
  guint n = 0;

  g_assert_nonnull (scene->below);
  first = strstr (scene->below, "anticoagulant");
  g_assert_nonnull (first);
  for (guint i = 1; i < scene->rows->len; i++)
    {
      char **cells = scene->rows->pdata[i];

      g_assert_null (strstr (cells[scene->n_shown - 1], "anticoagulant"));
      n += strstr (cells[scene->n_shown + 1], "anticoagulant") != NULL;
    }
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (strlen (scene->below), <, 2 * strlen (first) + 60);
}

/* Whatever the width, nothing lies beyond the sheet, and cells lie beside each other. */
static void
test_widths (Fixture *fixture, gconstpointer data)
{
  add_some (fixture);
  for (double width = 480; width < 2000; width += 170)
    {
      g_autoptr (PodScene) scene = pod_shift_scene_new (fixture->book, NULL, POD_SHIFT_WORST, width,
                                                        pod_metrics_fixed ());

      for (guint i = 0; i < scene->marks->len; i++)
        {
          const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

          g_assert_true (mark->x >= 0 && mark->x <= width && mark->y >= 0 &&
                         mark->y <= scene->height);
          if (mark->kind == POD_MARK_RECT)
            g_assert_true (mark->x + mark->w <= width + 0.5 && mark->w > 20);
        }
    }
}

/* The wall says what got worst beside the worst event, and opens the result; who only got better has nothing there. */
static void
test_wall (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = NULL;
  g_autoptr (PodScene) without = NULL;
  const PodMark *mark, *at_least;
  guint told[3] = { 0 };

  add_some (fixture);
  scene = draw_wall (fixture);
  mark = find_on_wall (scene, "Proteinuria: grade 3 on day 9, shift +1, new since infusion");
  g_assert_nonnull (mark);
  g_assert_cmpint (mark->type, ==, POD_RECORD_FINDING);
  /* Of a baseline that was at most 1 it is at least so much worse, and says so also where there is little room. */
  at_least = find_on_wall (scene, "Proteinuria: grade 3 on day 9, shift ≥ +2, new since infusion");
  g_assert_nonnull (at_least);
  g_assert_true (has_text (scene, "24-h UP +1 new") && has_text (scene, "24-h UP ≥ +2 new"));
  /* The key explains what stands there. */
  g_assert_true (has_text (scene, "+3 new"));
  for (guint i = 1; i < scene->rows->len; i++)
    {
      char **cells = scene->rows->pdata[i];

      /* Behind it stands the worst adverse event of all. */
      g_assert_cmpuint (g_strv_length (cells), ==, 11);
      told[0] += g_strcmp0 (cells[9], "–") == 0;
      told[1] += g_str_has_suffix (mark->what, cells[9]);
      told[2] += g_str_has_suffix (at_least->what, cells[9]);
    }
  g_assert_true (told[0] == 2 && told[1] == 1 && told[2] == 1);
  without = pod_wall_scene_new (fixture->study, fixture->site, fixture->casebooks, NULL,
                                fixture_day (60), 1000, pod_metrics_fixed ());
  g_assert_null (find_cell (without, mark->what));
  g_assert_cmpuint (g_strv_length (without->rows->pdata[1]), ==, 10);
}

/* Where there is room on the wall for all of them they are told in words, of which the test is shortened before the rest; the text stays within its column. */
static void
test_wall_words (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    double width;
    const char *known, *at_least;
  } cases[] = {
    { 1000, "24-h UP +1 new", "24-h UP ≥ +2 new" },
    { 2000, "24-h UP: G2 → G3, new", "24-h UP: at least 2 grades worse, new" },
    { 1660, "24-h UP +1 new", "24-h UP ≥ +2 new" },
    { 2800, "24-hour urine protein: G2 → G3, new",
      "24-hour urine protein: at least 2 grades worse, new" },
  };

  add_some (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodScene)
          scene = pod_wall_scene_new (fixture->study, fixture->site, fixture->casebooks,
                                      fixture->book, fixture_day (60), cases[i].width,
                                      pod_metrics_fixed ());
      const PodMark *known = find_text (scene, cases[i].known);
      const PodMark *at_least = find_text (scene, cases[i].at_least);

      g_assert_true (known != NULL && at_least != NULL);
      g_assert_cmpfloat (pod_metrics_width (pod_metrics_fixed (), cases[i].at_least, known->size,
                                            FALSE),
                         <=, at_least->w);
      /* The heading says that below it stands what was, and not what is now. */
      g_assert_nonnull (find_text (scene, "Worst AE now"));
      g_assert_nonnull (find_text (scene, "largest lab shift"));
      g_assert_true (is_in_key (scene,
                                "rose most since the infusion, also where it has recovered"));
      /* The key tells what the short form is. */
      g_assert_true (is_in_key (scene, "in short +3: three grades above its baseline"));
    }
}

/* Of whom only the month of the infusion is known there is no day 0: the wall tells the date. */
static void
test_wall_month (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PodScene) scene = NULL;

  add (fixture, "mn", "dose fludarabine @-60; dose kn3601 @2026-10;",
       "anc 2 10*9/L lln 1.8 @-61; anc 0.4 10*9/L lln 1.8 @2026-11-02");
  scene = draw_wall (fixture);
  g_assert_nonnull (find_on_wall (scene,
                                  "Neutrophil count decreased: grade 4 on 2 Nov 2026, shift +4, "
                                  "new since infusion"));
}

static const PodMark *
find_overdue (const PodScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = &g_array_index (scene->marks, PodMark, i);

      if (mark->kind == POD_MARK_TEXT && g_str_has_suffix (mark->text, " overdue"))
        return mark;
    }
  return NULL;
}

/* On the wall what is late says so where its name has no room; so does a day of the treatment that has passed without it, of which no visit is
 * on the schedule yet. */
static void
test_next (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *records;
    const char *cell;
  } cases[] = {
    { "consent @@-60; visit SCR @-50; enrolment @@-40; infusion_planned @@4",
      "Lymphodepletion, first day overdue" },
    { "consent @@-60; visit SCR @-50; enrolment @@-40; dose fludarabine @-9",
      "Lymphodepletion 1 (day −5) overdue" },
    { "consent @@-60; visit SCR @-50; enrolment @@-40; infusion_planned @@5", "–" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray)
          casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
      g_autoptr (PodScene) scene = NULL;
      const PodMark *mark;

      g_ptr_array_add (casebooks, fixture_casebook ("mn", "male", cases[i].records, NULL));
      scene = pod_wall_scene_new (fixture->study, fixture->site, casebooks, NULL, fixture_today (),
                                  1100, pod_metrics_fixed ());
      g_assert_cmpstr (((char **) scene->rows->pdata[1])[8], ==, cases[i].cell);
      mark = find_overdue (scene);
      g_assert_true ((mark != NULL) == g_str_has_suffix (cases[i].cell, "overdue"));
      if (mark == NULL)
        continue;
      g_assert_nonnull (strstr (mark->text, "… overdue"));
      g_assert_cmpint (mark->role, ==, POD_ROLE_VISIT_LATE);
      g_assert_cmpfloat (pod_metrics_width (pod_metrics_fixed (), mark->text, mark->size,
                                            mark->bold),
                         <=, mark->w);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/chart/shift-scene/cells", test_cells);
  ADD ("/chart/shift-scene/unknown-changes", test_unknown_changes);
  ADD ("/chart/shift-scene/key", test_key);
  ADD ("/chart/shift-scene/last", test_last);
  ADD ("/chart/shift-scene/two-last", test_two_last);
  ADD ("/chart/shift-scene/one-term", test_one_term);
  ADD ("/chart/shift-scene/lost", test_lost);
  ADD ("/chart/shift-scene/below", test_below);
  ADD ("/chart/shift-scene/description", test_description);
  ADD ("/chart/shift-scene/at-least", test_at_least);
  ADD ("/chart/shift-scene/by-number", test_by_number);
  ADD ("/chart/shift-scene/left-out", test_left_out);
  ADD ("/chart/shift-scene/cohort-and-scale", test_cohort_and_scale);
  ADD ("/chart/shift-scene/widths", test_widths);
  ADD ("/chart/shift-scene/wall", test_wall);
  ADD ("/chart/shift-scene/wall-words", test_wall_words);
  ADD ("/chart/shift-scene/wall-month", test_wall_month);
  ADD ("/chart/shift-scene/wall-next", test_next);
  return g_test_run ();
}
