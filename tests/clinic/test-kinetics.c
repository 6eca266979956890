/* Cells, B cells, IgG and cytokines since the infusion.  The areas were computed apart from this program: by hand, and with another one. */

#include <math.h>

#include "clinic-fixture.h"
#include "pod-kinetics.h"

#define DOSE "dose kn3601 @0; "
#define RISE                                                                                       \
  DOSE "car_copies < 50 {copies}/ug @0; car_copies 100 {copies}/ug @3; "                           \
       "car_copies 1200 {copies}/ug @7; car_copies 5000 {copies}/ug @10; "                         \
       "car_copies 2000 {copies}/ug @14; car_copies 400 {copies}/ug @21; "
#define NONE (-999)

/* The subject is kept: the figures point into it. */
typedef struct
{
  PodStudy *study;
  PodSite *site;
  PodCasebook *casebook;
  GPtrArray *all;
} Course;

static Course *
follow (const char *records, int day)
{
  Course *course = g_new0 (Course, 1);

  course->study = fixture_study ();
  course->site = fixture_site ();
  course->casebook = fixture_casebook ("mn", "female", records, NULL);
  course->all = pod_kinetics_list (course->study, course->site, course->casebook,
                                   fixture_day (day));
  return course;
}

static void
free_course (Course *course)
{
  g_ptr_array_unref (course->all);
  pod_casebook_unref (course->casebook);
  pod_site_unref (course->site);
  pod_study_unref (course->study);
  g_free (course);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Course, free_course)

static const PodKinetics *
find (const Course *course, const char *plan, guint number)
{
  for (guint i = 0; i < course->all->len; i++)
    {
      const PodKinetics *one = g_ptr_array_index (course->all, i);

      if (g_str_equal (one->plan->id, plan) && one->course == number)
        return one;
    }
  return NULL;
}

static int
get_day (const PodKinetics *self, int place)
{
  return place < 0 ? NONE : pod_kinetics_get_point (self, place)->day;
}

static void
assert_near (double number, double expected)
{
  g_assert_true ((isnan (number) && isnan (expected)) || number == expected ||
                 fabs (number - expected) < 1e-6 * MAX (1, fabs (expected)));
}

/* ---- the cells ---- */

static const struct
{
  const char *records;
  guint course;
  PodKineticsState state;
  PodComparator comparator;
  double cmax;
  int tmax;
  double least, most;
  int from, to;
  int present, absent;
} cells[] = {
  /* A whole course: down to day 28, and gone between day 60 and day 90. */
  { RISE "car_copies 100 {copies}/ug @28; car_copies 60 {copies}/ug @60; "
         "car_copies < 50 {copies}/ug @90",
    1, POD_KINETICS_COUNTED, POD_EXACTLY, 5000, 10, 36200, 36275, 0, 28, 60, 90 },
  /* No result on day 28: between day 21 and day 42. */
  { RISE "car_copies 60 {copies}/ug @42", 1, POD_KINETICS_COUNTED, POD_EXACTLY, 5000, 10,
    36853.333333333, 36928.333333333, 0, 28, 42, NONE },
  /* One day short of it, and one beyond. */
  { RISE "car_copies 100 {copies}/ug @27", 1, POD_KINETICS_COUNTED, POD_EXACTLY, 5000, 10, 35950,
    36025, 0, 27, 27, NONE },
  { RISE "car_copies 100 {copies}/ug @29", 1, POD_KINETICS_COUNTED, POD_EXACTLY, 5000, 10, 36331.25,
    36406.25, 0, 28, 29, NONE },
  /* The last result is of day 21. */
  { RISE, 1, POD_KINETICS_COUNTED, POD_EXACTLY, 5000, 10, 34450, 34525, 0, 21, 21, NONE },
  /* Gone by day 28, back on day 60: the last time counts. */
  { RISE "car_copies < 50 {copies}/ug @28; car_copies 70 {copies}/ug @60; "
         "car_copies < 50 {copies}/ug @90; car_copies < 50 {copies}/ug @120",
    1, POD_KINETICS_COUNTED, POD_EXACTLY, 5000, 10, 35850, 36100, 0, 28, 60, 90 },
  /* Nobody looked before day 3: cells that were not given yet are not there. */
  { DOSE "car_copies 100 {copies}/ug @3; car_copies 300 {copies}/ug @28", 1, POD_KINETICS_COUNTED,
    POD_EXACTLY, 300, 28, 5150, 5150, 0, 28, 28, NONE },
  /* The last before the infusion stands for day 0. */
  { DOSE "car_copies < 50 {copies}/ug @-9; car_copies 100 {copies}/ug @4; "
         "car_copies 100 {copies}/ug @28",
    1, POD_KINETICS_COUNTED, POD_EXACTLY, 100, 4, 2600, 2700, 0, 28, 28, NONE },
  /* Of two of the same height the first. */
  { DOSE "car_copies 300 {copies}/ug @3; car_copies 300 {copies}/ug @5", 1, POD_KINETICS_COUNTED,
    POD_EXACTLY, 300, 3, 1050, 1050, 0, 5, 5, NONE },
  /* One result. */
  { DOSE "car_copies 300 {copies}/ug @7", 1, POD_KINETICS_COUNTED, POD_EXACTLY, 300, 7, NAN, NAN, 0,
    28, 7, NONE },
  /* Two, both after day 28: no area, and a peak all the same. */
  { DOSE "car_copies 300 {copies}/ug @30; car_copies 200 {copies}/ug @40", 1, POD_KINETICS_COUNTED,
    POD_EXACTLY, 300, 30, NAN, NAN, 30, 28, 40, NONE },
  /* The first on day 28 itself: from nothing to it. */
  { DOSE "car_copies 300 {copies}/ug @28; car_copies 200 {copies}/ug @40", 1, POD_KINETICS_COUNTED,
    POD_EXACTLY, 300, 28, 4200, 4200, 0, 28, 40, NONE },
  /* All below quantification, of two methods. */
  { DOSE "car_copies < 50 {copies}/ug @7; car_copies < 20 {copies}/ug @28", 1, POD_KINETICS_COUNTED,
    POD_LESS_THAN, 50, NONE, 0, 910, 0, 28, NONE, NONE },
  /* Nothing is below quantification, too. */
  { DOSE "car_copies 60 {copies}/ug @7; car_copies 0 {copies}/ug @28", 1, POD_KINETICS_COUNTED,
    POD_EXACTLY, 60, 7, 840, 840, 0, 28, 7, 28 },
  /* More than could be measured. */
  { DOSE "car_copies 900 {copies}/ug @7; car_copies > 5000 {copies}/ug @10; "
         "car_copies 800 {copies}/ug @14",
    1, POD_KINETICS_COUNTED, POD_GREATER_THAN, 5000, 10, 23600, INFINITY, 0, 14, 14, NONE },
  /* A higher one was measured by another method: the other may have been higher still. */
  { DOSE "car_copies > 5000 {copies}/ug @7; car_copies 9000 {copies}/ug @10", 1,
    POD_KINETICS_COUNTED, POD_AT_LEAST, 9000, 10, 38500, INFINITY, 0, 10, 10, NONE },
  /* What does not count: preliminary, withdrawn, not done, of a month, of another unit. */
  { DOSE
    "car_copies 300 {copies}/ug @7; car_copies 200 {copies}/ug @14; "
    "car_copies 9000 {copies}/ug @10 status:preliminary; voided car_copies 9000 {copies}/ug @9; "
    "car_copies 9000 {copies}/ug @2026-12; car_copies 9000 {copies}/mL @8",
    1, POD_KINETICS_COUNTED, POD_EXACTLY, 300, 7, 2800, 2800, 0, 14, 14, NONE },
  /* What is of tomorrow. */
  { RISE "car_copies 9000 {copies}/ug @201", 1, POD_KINETICS_COUNTED, POD_EXACTLY, 5000, 10, 34450,
    34525, 0, 21, 21, NONE },
  /* A second infusion on day 40: the course ends there, and another begins. */
  { RISE "dose kn3601 @40; car_copies 80 {copies}/ug @35; car_copies 700 {copies}/ug @47; "
         "car_copies 900 {copies}/ug @54",
    1, POD_KINETICS_COUNTED, POD_EXACTLY, 5000, 10, 36690, 36765, 0, 28, 35, NONE },
  { RISE "dose kn3601 @40; car_copies 80 {copies}/ug @35; car_copies 700 {copies}/ug @47; "
         "car_copies 900 {copies}/ug @54",
    2, POD_KINETICS_COUNTED, POD_EXACTLY, 900, 14, 5600, 5600, 7, 14, 14, NONE },
  /* Within the 28 days. */
  { RISE "dose kn3601 @24; car_copies 700 {copies}/ug @31", 1, POD_KINETICS_COUNTED, POD_EXACTLY,
    5000, 10, 34450, 34525, 0, 21, 21, NONE },
  /* On the day of it, taken before it: the end of the one and the beginning of the other. */
  { RISE "dose kn3601 @2026-12-18T10:00; car_copies 80 {copies}/ug @2026-12-18T08:00; "
         "car_copies 700 {copies}/ug @35",
    1, POD_KINETICS_COUNTED, POD_EXACTLY, 5000, 10, 36130, 36205, 0, 28, 28, NONE },
  { RISE "dose kn3601 @2026-12-18T10:00; car_copies 80 {copies}/ug @2026-12-18T08:00; "
         "car_copies 700 {copies}/ug @35",
    2, POD_KINETICS_COUNTED, POD_EXACTLY, 700, 7, 2730, 2730, 0, 7, 7, NONE },
  /* Two bags on one day are one infusion. */
  { DOSE DOSE "car_copies 300 {copies}/ug @7; car_copies 300 {copies}/ug @14", 1,
    POD_KINETICS_COUNTED, POD_EXACTLY, 300, 7, 3150, 3150, 0, 14, 14, NONE },
  /* No infusion; its day not known; one that was withdrawn; no result. */
  { "car_copies 300 {copies}/ug @7", 1, POD_KINETICS_NOT_GIVEN, POD_EXACTLY, NAN, NONE, NAN, NAN, 0,
    28, NONE, NONE },
  { "dose kn3601 @2026-11; car_copies 300 {copies}/ug @7", 1, POD_KINETICS_DAY_UNKNOWN, POD_EXACTLY,
    NAN, NONE, NAN, NAN, 0, 28, NONE, NONE },
  { "voided dose kn3601 @0; car_copies 300 {copies}/ug @7", 1, POD_KINETICS_NOT_GIVEN, POD_EXACTLY,
    NAN, NONE, NAN, NAN, 0, 28, NONE, NONE },
  { DOSE "car_copies < 50 {copies}/ug @-3", 1, POD_KINETICS_NO_RESULT, POD_EXACTLY, NAN, NONE, NAN,
    NAN, 0, 28, NONE, NONE },
};

static void
test_cells (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (Course) course = follow (cells[i].records, 200);
      const PodKinetics *self = find (course, "car_copies", cells[i].course);
      g_autofree char *words = pod_kinetics_to_words (self);

      g_test_message ("row %u: %s", i, words);
      g_assert_cmpint (self->state, ==, cells[i].state);
      g_assert_cmpint (self->extreme.comparator, ==, cells[i].comparator);
      assert_near (self->extreme.number, cells[i].cmax);
      g_assert_cmpint (get_day (self, self->extreme_at), ==, cells[i].tmax);
      assert_near (self->area.least, cells[i].least);
      assert_near (self->area.most, cells[i].most);
      g_assert_cmpint (self->area.from, ==, cells[i].from);
      g_assert_cmpint (self->area.to, ==, cells[i].to);
      g_assert_cmpint (get_day (self, self->last_present), ==, cells[i].present);
      g_assert_cmpint (get_day (self, self->first_absent), ==, cells[i].absent);
    }
}

/* Only what may be of this time is told as not counted. */
static void
test_left_out (void)
{
  g_autoptr (Course)
      course = follow (DOSE
                       "car_copies 300 {copies}/ug @7; car_copies 9000 {copies}/ug @10 "
                       "status:preliminary; car_copies 8 {copies}/ug @2026-12; "
                       "car_copies 8 {copies}/mL @8; car_copies 8 {copies}/ug @2026-10; "
                       "car_copies status:not_done because:lost @9; car_copies 8 {copies}/mL @-8; "
                       "car_copies not_detected @60; car_copies not_detected @-60; "
                       "voided car_copies not_detected @61",
                       200);
  const PodKinetics *self = find (course, "car_copies", 1);
  g_autofree char *caveat = pod_kinetics_get_caveat (self);

  g_assert_cmpuint (self->left_out->len, ==, 4);
  g_assert_cmpuint (self->n_since, ==, 1);
  g_assert_cmpstr (caveat, ==,
                   "4 results do not count: without a number, preliminary, without their day, or "
                   "in another unit");
}

/* ---- below a limit ---- */

/* The days of: before, first, last, after; and how long in all. */
static const struct
{
  const char *plan, *records;
  guint n;
  int days[4];
  double least, most;
  PodComparator comparator;
  double lowest;
} below[] = {
  { "b_cells",
    DOSE "cd19 120 {cells}/uL @-9; cd19 2 {cells}/uL @3; cd19 < 1 {cells}/uL @28; "
         "cd19 4 {cells}/uL @60; cd19 35 {cells}/uL @90",
    1,
    { -9, 3, 60, 90 },
    57,
    90,
    POD_LESS_THAN,
    1 },
  /* "< 1" is lower than 1. */
  { "b_cells",
    DOSE "cd19 1 {cells}/uL @3; cd19 < 1 {cells}/uL @7; cd19 1 {cells}/uL @14",
    1,
    { NONE, 3, 14, NONE },
    11,
    INFINITY,
    POD_LESS_THAN,
    1 },
  /* The study's limit is "less than 10": at it is above. */
  { "b_cells",
    DOSE "cd19 10 {cells}/uL @3; cd19 9 {cells}/uL @7; cd19 10 {cells}/uL @14",
    1,
    { 3, 7, 7, 14 },
    0,
    11,
    POD_EXACTLY,
    9 },
  /* Never. */
  { "b_cells",
    DOSE "cd19 10 {cells}/uL @3; cd19 50 {cells}/uL @28",
    0,
    { 0 },
    0,
    0,
    POD_EXACTLY,
    10 },
  /* It goes on. */
  { "b_cells",
    DOSE "cd19 120 {cells}/uL @-9; cd19 2 {cells}/uL @3; cd19 0 {cells}/uL @28",
    1,
    { -9, 3, 28, NONE },
    25,
    INFINITY,
    POD_EXACTLY,
    0 },
  /* Since lymphodepletion: counted from the infusion on. */
  { "b_cells",
    DOSE "cd19 120 {cells}/uL @-9; cd19 2 {cells}/uL @-1; cd19 1 {cells}/uL @28; "
         "cd19 80 {cells}/uL @90",
    1,
    { -9, -1, 28, 90 },
    28,
    90,
    POD_EXACTLY,
    1 },
  /* Nobody knows since when. */
  { "b_cells",
    DOSE "cd19 2 {cells}/uL @3; cd19 80 {cells}/uL @28",
    1,
    { NONE, 3, 3, 28 },
    0,
    28,
    POD_EXACTLY,
    2 },
  /* Over before the infusion. */
  { "b_cells",
    DOSE "cd19 2 {cells}/uL @-90; cd19 80 {cells}/uL @-9; cd19 70 {cells}/uL @28",
    0,
    { 0 },
    0,
    0,
    POD_EXACTLY,
    70 },
  /* "< 20" says neither; it makes the time between longer, and the lowest may be lower. */
  { "b_cells",
    DOSE "cd19 120 {cells}/uL @0; cd19 < 20 {cells}/uL @3; cd19 5 {cells}/uL @7; "
         "cd19 < 20 {cells}/uL @28; cd19 30 {cells}/uL @60",
    1,
    { 0, 7, 7, 60 },
    0,
    60,
    POD_AT_MOST,
    5 },
  /* Between two below, it leaves of the days only those that are certain: up to day 14, and from day 60. */
  { "b_cells",
    DOSE "cd19 120 {cells}/uL @0; cd19 5 {cells}/uL @7; cd19 4 {cells}/uL @14; "
         "cd19 < 20 {cells}/uL @30; cd19 5 {cells}/uL @60; cd19 3 {cells}/uL @70",
    1,
    { 0, 7, 70, NONE },
    17,
    INFINITY,
    POD_AT_MOST,
    3 },
  { "b_cells",
    DOSE "cd19 5 {cells}/uL @7; cd19 < 20 {cells}/uL @30; cd19 5 {cells}/uL @60",
    1,
    { NONE, 7, 60, NONE },
    0,
    INFINITY,
    POD_AT_MOST,
    5 },
  /* Another infusion does not end it. */
  { "b_cells",
    DOSE "dose kn3601 @40; cd19 120 {cells}/uL @0; cd19 5 {cells}/uL @7; cd19 6 {cells}/uL @60; "
         "cd19 30 {cells}/uL @90",
    1,
    { 0, 7, 60, 90 },
    53,
    90,
    POD_EXACTLY,
    5 },
  /* Twice: the first is checked here, the days are of both. */
  { "b_cells",
    DOSE "cd19 120 {cells}/uL @0; cd19 5 {cells}/uL @10; cd19 6 {cells}/uL @20; "
         "cd19 30 {cells}/uL @30; cd19 4 {cells}/uL @40; cd19 40 {cells}/uL @50",
    2,
    { 0, 10, 20, 30 },
    10,
    50,
    POD_EXACTLY,
    4 },
  /* IgG: "at most 4 g/L"; in another unit. */
  { "igg",
    DOSE "igg 7 g/L @0; igg 4 g/L @28; igg 410 mg/dL @60",
    1,
    { 0, 28, 28, 60 },
    0,
    60,
    POD_EXACTLY,
    4 },
  { "igg",
    DOSE "igg 7 g/L @0; igg 4.01 g/L @28; igg 390 mg/dL @60; igg 0.39 g/L @90 "
         "status:preliminary",
    1,
    { 28, 60, 60, NONE },
    0,
    INFINITY,
    POD_EXACTLY,
    3.9 },
};

static void
check_spell (const PodKinetics *self, const int *days)
{
  const PodKineticsSpell *spell = &g_array_index (self->spells, PodKineticsSpell, 0);

  g_assert_cmpint (get_day (self, spell->before), ==, days[0]);
  g_assert_cmpint (get_day (self, spell->first), ==, days[1]);
  g_assert_cmpint (get_day (self, spell->last), ==, days[2]);
  g_assert_cmpint (get_day (self, spell->after), ==, days[3]);
}

static void
test_below (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (below); i++)
    {
      g_autoptr (Course) course = follow (below[i].records, 200);
      const PodKinetics *self = find (course, below[i].plan, 1);
      g_autofree char *words = pod_kinetics_to_words (self);

      g_test_message ("row %u: %s", i, words);
      g_assert_null (find (course, below[i].plan, 2));
      g_assert_cmpuint (self->spells->len, ==, below[i].n);
      if (below[i].n > 0)
        check_spell (self, below[i].days);
      assert_near (self->least_days, below[i].least);
      assert_near (self->most_days, below[i].most);
      g_assert_cmpint (self->extreme.comparator, ==, below[i].comparator);
      assert_near (self->extreme.number, below[i].lowest);
    }
}

/* ---- peaks ---- */

static void
test_peaks (void)
{
  static const struct
  {
    const char *records;
    PodKineticsState state;
    PodComparator comparator;
    double peak;
    int day;
  } rows[] = {
    { DOSE "il6 3 pg/mL @0; il6 840 pg/mL @5; il6 60 pg/mL @9", POD_KINETICS_COUNTED, POD_EXACTLY,
      840, 5 },
    /* The days are 0 to 28: the last of them, one beyond, and what was before the infusion. */
    { DOSE "il6 3 pg/mL @0; il6 900 pg/mL @28", POD_KINETICS_COUNTED, POD_EXACTLY, 900, 28 },
    { DOSE "il6 3 pg/mL @0; il6 900 pg/mL @29; il6 700 pg/mL @-1", POD_KINETICS_COUNTED,
      POD_EXACTLY, 3, 0 },
    { DOSE "il6 900 pg/mL @29", POD_KINETICS_NO_RESULT, POD_EXACTLY, NAN, NONE },
    { DOSE "il6 < 1.5 pg/mL @1; il6 < 2 pg/mL @5", POD_KINETICS_COUNTED, POD_LESS_THAN, 2, NONE },
    { DOSE "il6 > 5000 pg/mL @5; il6 40 ng/L @9", POD_KINETICS_COUNTED, POD_GREATER_THAN, 5000, 5 },
    { "il6 900 pg/mL @5", POD_KINETICS_NOT_GIVEN, POD_EXACTLY, NAN, NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Course) course = follow (rows[i].records, 200);
      const PodKinetics *self = find (course, "il6", 1);

      g_test_message ("row %u", i);
      g_assert_cmpint (self->state, ==, rows[i].state);
      g_assert_cmpint (self->extreme.comparator, ==, rows[i].comparator);
      assert_near (self->extreme.number, rows[i].peak);
      g_assert_cmpint (get_day (self, self->extreme_at), ==, rows[i].day);
    }
}

/* Of each cytokine that a site measures beside interleukin 6. */
static void
test_cytokines (void)
{
  static const char *const names[] = { "ifn_gamma", "tnf_alpha", "il10", "il2", "il2_receptor" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *records = g_strdup_printf (DOSE "%1$s 3 pg/mL @0; %1$s 0.84 ng/mL @5; "
                                                       "%1$s 60 pg/mL @9",
                                                  names[i]);
      g_autoptr (Course) course = follow (records, 200);
      const PodKinetics *self = find (course, names[i], 1);

      g_test_message ("%s", names[i]);
      g_assert_cmpint (self->state, ==, POD_KINETICS_COUNTED);
      assert_near (self->extreme.number, 840);
      g_assert_cmpint (get_day (self, self->extreme_at), ==, 5);
    }
}

/* ---- in words ---- */

static void
test_words (void)
{
  static const struct
  {
    const char *plan, *records, *words;
  } rows[] = {
    { "car_copies",
      RISE "car_copies 100 {copies}/ug @28; car_copies 60 {copies}/ug @60; "
           "car_copies < 50 {copies}/ug @90",
      "Cmax: 5000 copies/µg; Tmax: day 10; AUC, day 0–28: 36200 copies/µg × d (what is below "
      "quantification counts as nothing; as its limit it would be 36280 copies/µg × d); "
      "Persistence: up to day 60; below quantification on day 90" },
    { "car_copies", DOSE "car_copies 300 {copies}/ug @3; car_copies > 500 {copies}/ug @5",
      "Cmax: > 500 copies/µg; Tmax: day 5; AUC, day 0–5: ≥ 1250 copies/µg × d (not all of day 0 to "
      "day 28, for want of results, taken as 0 before the infusion, a result is "
      "above what could be measured); Persistence: still present on day 5, the last result" },
    { "car_copies", DOSE "car_copies 300 {copies}/ug @3",
      "Cmax: 300 copies/µg; Tmax: day 3; AUC, day 0–28: none (it takes two results of these days); "
      "Persistence: still present on day 3, the last result" },
    { "car_copies", DOSE "car_copies < 50 {copies}/ug @3; car_copies < 50 {copies}/ug @28",
      "Cmax: below quantification (< 50 copies/µg); AUC, day 0–28: none (no result above "
      "quantification); Persistence: never above quantification, up to day 28" },
    { "b_cells",
      DOSE "cd19 120 {cells}/uL @-9; cd19 2 {cells}/uL @3; cd19 4 {cells}/uL @60; "
           "cd19 35 {cells}/uL @90",
      "Lowest: 2 cells/µL (day 3); Below the limit: from day 3, above again on day 90 (above on "
      "day −9, last "
      "below on "
      "day 60); Days below since the infusion: 57 to 90 days" },
    /* The first of two is not taken for all there is. */
    { "b_cells",
      DOSE "cd19 120 {cells}/uL @-9; cd19 2 {cells}/uL @3; cd19 35 {cells}/uL @7; "
           "cd19 4 {cells}/uL @14; cd19 40 {cells}/uL @90",
      "Lowest: 2 cells/µL (day 3); Below the limit, 1 of 2: from day 3, above again on day 7 "
      "(above "
      "on day −9, last below on day 3); Below the limit, 2 of 2: from day 14, above again on day "
      "90 "
      "(above on day 7, last below on day 14); Days below since the infusion: 0 to 90 days" },
    { "b_cells", DOSE "cd19 2 {cells}/uL @3; cd19 4 {cells}/uL @60",
      "Lowest: 2 cells/µL (day 3); Below the limit: from day 3, still on day 60 (nobody knows "
      "since "
      "when); Days below since the infusion: at least 57 days, still below on day 60, the last "
      "result" },
    { "igg", DOSE "igg 9 g/L @3",
      "Lowest: 9 g/L (day 3); Days below since the infusion: never below" },
    { "il6", DOSE "il6 840 pg/mL @5", "Peak: 840 pg/mL (day 5)" },
    { "il6", "il6 840 pg/mL @5", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Course) course = follow (rows[i].records, 200);
      g_autofree char *words = pod_kinetics_to_words (find (course, rows[i].plan, 1));

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* Every figure names the results that it came from. */
static void
test_sources (void)
{
  g_autoptr (Course) course = follow (RISE "car_copies 100 {copies}/ug @42; "
                                           "car_copies < 50 {copies}/ug @90",
                                      200);
  g_autoptr (GPtrArray) figures = pod_kinetics_list_figures (find (course, "car_copies", 1));
  /* Cmax, Tmax, the six up to day 28 with the one after it, and the two between which it went. */
  const guint n[] = { 1, 1, 7, 2 };

  g_assert_cmpuint (figures->len, ==, G_N_ELEMENTS (n));
  for (guint i = 0; i < figures->len; i++)
    {
      const PodKineticsFigure *figure = g_ptr_array_index (figures, i);

      g_assert_cmpuint (figure->findings->len, ==, n[i]);
      for (guint k = 0; k < n[i]; k++)
        g_assert_nonnull (pod_casebook_find_finding (course->casebook,
                                                     g_array_index (figure->findings, gint64, k)));
    }
}

/* A study that follows nothing shows nothing. */
static void
test_no_plan (void)
{
  g_autoptr (PodStudy)
      study = fixture_small_study ("[study]\nid=small\ntitle=A small study\ntarget=3\n[cohort "
                                   "a]\nlabel=A\nshort=A\n");
  g_autoptr (PodSite) site = fixture_site ();
  g_autoptr (PodCasebook) casebook = fixture_casebook ("a", "female", DOSE, NULL);
  g_autoptr (GPtrArray) all = pod_kinetics_list (study, site, casebook, fixture_day (200));

  g_assert_cmpuint (all->len, ==, 0);
}

/* ---- what holds of every course ---- */

static GArray *
make_points (guint n)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (PodKineticsPoint));
  int day = g_test_rand_int_range (0, 4);

  for (guint i = 0; i < n; i++)
    {
      static const PodComparator comparators[] = { POD_EXACTLY, POD_EXACTLY, POD_LESS_THAN,
                                                   POD_AT_MOST };
      PodKineticsPoint point = { .day = day,
                                 .number = g_test_rand_int_range (0, 100000) / 8.0,
                                 .comparator = comparators[g_test_rand_int_range (0, 4)] };

      g_array_append_val (points, point);
      day += g_test_rand_int_range (0, 9);
    }
  return points;
}

/* An area is that of its parts; a result that stands twice adds nothing; what is unknown is between the bounds. */
static void
test_area (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GArray) points = make_points ((guint) g_test_rand_int_range (2, 14));
      PodKineticsPoint twice = g_array_index (points, PodKineticsPoint,
                                              (guint) g_test_rand_int_range (0, (int) points->len));
      guint place = 0;
      PodKineticsArea whole = pod_kinetics_area (points, 0, 28), left, right;

      if (isnan (whole.least) || whole.to - whole.from < 2)
        continue;
      left = pod_kinetics_area (points, 0, (whole.from + whole.to) / 2);
      right = pod_kinetics_area (points, (whole.from + whole.to) / 2, 28);
      assert_near (left.least + right.least, whole.least);
      assert_near (left.most + right.most, whole.most);
      g_assert_cmpint (left.to, ==, right.from);
      g_assert_cmpfloat (whole.least, <=, whole.most);
      while (g_array_index (points, PodKineticsPoint, place).day < twice.day ||
             g_array_index (points, PodKineticsPoint, place).number != twice.number)
        place++;
      g_array_insert_val (points, place, twice);
      assert_near (pod_kinetics_area (points, 0, 28).least, whole.least);
      assert_near (pod_kinetics_area (points, 0, 28).most, whole.most);
    }
}

/* Nothing that was measured is above Cmax, and no area above that of Cmax all the time. */
static void
test_highest (void)
{
  for (guint round = 0; round < 40; round++)
    {
      g_autoptr (GString) records = g_string_new (DOSE);
      g_autoptr (Course) course = NULL;
      const PodKinetics *self;

      for (int day = 0; day < 30; day += g_test_rand_int_range (1, 6))
        g_string_append_printf (records, "car_copies %s%d {copies}/ug @%d; ",
                                g_test_rand_int_range (0, 4) == 0 ? "< " : "",
                                g_test_rand_int_range (0, 9000), day);
      course = follow (records->str, 200);
      self = find (course, "car_copies", 1);
      for (guint i = 0; i < self->points->len; i++)
        if (pod_kinetics_get_point (self, (int) i)->comparator == POD_EXACTLY)
          g_assert_cmpfloat (pod_kinetics_get_point (self, (int) i)->number, <=,
                             self->extreme.number);
      if (!isnan (self->area.least) && self->extreme_at >= 0)
        g_assert_cmpfloat (self->area.least, <=, 28 * self->extreme.number + 1e-6);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinetics/cells", test_cells);
  g_test_add_func ("/kinetics/left-out", test_left_out);
  g_test_add_func ("/kinetics/below", test_below);
  g_test_add_func ("/kinetics/peaks", test_peaks);
  g_test_add_func ("/kinetics/cytokines", test_cytokines);
  g_test_add_func ("/kinetics/words", test_words);
  g_test_add_func ("/kinetics/sources", test_sources);
  g_test_add_func ("/kinetics/no-plan", test_no_plan);
  g_test_add_func ("/kinetics/area", test_area);
  g_test_add_func ("/kinetics/highest", test_highest);
  return g_test_run ();
}
