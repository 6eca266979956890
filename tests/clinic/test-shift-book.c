/* From which grade before treatment to which worst grade after the infusion: one subject by one term, and all of them in a table. */

#include <math.h>

#include "clinic-fixture.h"
#include "pod-shift-book.h"

#define E "mL/min/{1.73_m2}"
#define UNGRADED POD_SHIFT_ROW_UNGRADED
#define NONE POD_SHIFT_COLUMN_NONE

/* Lymphodepletion begins on day -5, the infusion is on day 0 at ten. */
#define TREATED "dose fludarabine @-5; dose kn3601 @2026-11-20T10:00;"

static PodCasebook *
make_casebook (const char *cohort, const char *records)
{
  g_autofree char *all = g_strconcat (TREATED, records, NULL);

  return fixture_casebook (cohort, "male", all, NULL);
}

static int
find_term (const PodShiftBook *book, const char *observation, const char *direction)
{
  const GArray *terms = pod_shift_book_get_terms (book);

  for (guint i = 0; i < terms->len; i++)
    {
      const PodShiftTerm *term = &g_array_index ((GArray *) terms, PodShiftTerm, i);

      if (g_strcmp0 (term->observation->symbol.name, observation) == 0 &&
          g_strcmp0 (term->grade->direction, direction) == 0)
        return (int) i;
    }
  return -1;
}

/* A book of one subject at a time. */
typedef struct
{
  PodStudy *study;
  PodSite *site;
  PodShiftBook *book;
  GPtrArray *casebooks;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->study = fixture_study ();
  fixture->site = fixture_site ();
  fixture->book = pod_shift_book_new ();
  fixture->casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->casebooks);
  pod_shift_book_free (fixture->book);
  pod_site_unref (fixture->site);
  pod_study_unref (fixture->study);
}

/* Returns of how many it was worked out. */
static guint
update (Fixture *fixture, const char *scale, int day)
{
  return pod_shift_book_update (fixture->book, fixture->study, scale, fixture->site,
                                fixture->casebooks, fixture_day (day));
}

/* @casebook: (transfer full) */
static const PodShiftSubject *
take (Fixture *fixture, PodCasebook *casebook)
{
  const PodShiftSubject *subject;

  g_ptr_array_set_size (fixture->casebooks, 0);
  g_ptr_array_add (fixture->casebooks, casebook);
  update (fixture, NULL, 60);
  subject = pod_shift_book_find (fixture->book, casebook);
  g_assert_nonnull (subject);
  return subject;
}

static const PodShiftSubject *
take_records (Fixture *fixture, const char *records)
{
  g_test_message ("%s", records);
  return take (fixture, make_casebook ("mn", records));
}

/* What the book says of somebody with these records. */
static const PodShiftEntry *
read_entry (Fixture *fixture,
            const char *records,
            PodShiftPick pick,
            const char *observation,
            const char *direction)
{
  const PodShiftSubject *subject = take_records (fixture, records);
  const PodShiftEntry *entry =
      pod_shift_subject_get (subject, pick, find_term (fixture->book, observation, direction));

  g_assert_nonnull (entry);
  return entry;
}

/* (nullable): the result of that place in the series of platelets. */
static const PodFinding *
get_platelets (const Fixture *fixture, guint index)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (fixture->casebooks->pdata[0], "plt", &n);

  return index < n ? &series[index] : NULL;
}

static const struct
{
  const char *records, *observation, *direction;
  int row, column;
  PodShiftState state;
  int shift;
  PodTruth is_new;
} rows[] = {
  /* Whoever enters has a grade: what stays is no shift; at the limit of the next, and one step beyond. */
  { "uprot24 3.4 g/d uln 0.15 @-9; uprot24 3.49 g/d uln 0.15 @7", "uprot24", "high", 2, 2,
    POD_SHIFT_KNOWN, 0, POD_FALSE },
  { "uprot24 3.4 g/d uln 0.15 @-9; uprot24 3.5 g/d uln 0.15 @7", "uprot24", "high", 2, 3,
    POD_SHIFT_KNOWN, 1, POD_TRUE },
  /* The worst counts, whatever comes before and after it. */
  { "uprot24 3.4 g/d uln 0.15 @-9; uprot24 1 g/d uln 0.15 @7; uprot24 9 g/d uln 0.15 @20; "
    "uprot24 0.1 g/d uln 0.15 @30",
    "uprot24", "high", 2, 3, POD_SHIFT_KNOWN, 1, POD_TRUE },
  { "uprot24 6 g/d uln 0.15 @-9; uprot24 0.3 g/d uln 0.15 @7; uprot24 0.1 g/d uln 0.15 @30",
    "uprot24", "high", 3, 1, POD_SHIFT_KNOWN, -2, POD_FALSE },
  /* Lymphodepletion is before the infusion: worse there and not after it is in no column; worse before and after is not new. */
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @-1; anc 1.9 10*9/L lln 1.8 @9", "anc", "low",
    0, 0, POD_SHIFT_KNOWN, 0, POD_FALSE },
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @-1; anc 0.4 10*9/L lln 1.8 @9", "anc", "low",
    0, 4, POD_SHIFT_KNOWN, 4, POD_FALSE },
  /* Of the infusion's day by the hour; without one it is of neither side. */
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @2026-11-20T10:00", "anc", "low", 0, 4,
    POD_SHIFT_KNOWN, 4, POD_TRUE },
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @2026-11-20T09:59", "anc", "low", 0, NONE,
    POD_SHIFT_UNGRADED, 0, POD_FALSE },
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @2026-11-20", "anc", "low", 0, NONE,
    POD_SHIFT_UNGRADED, 0, POD_FALSE },
  /* Both directions of one observation, each a table. */
  { "potassium 3.4 mmol/L lln 3.5 uln 5.2 @-6; potassium 5.6 mmol/L lln 3.5 uln 5.2 @7",
    "potassium", "high", 0, 2, POD_SHIFT_KNOWN, 2, POD_TRUE },
  { "potassium 2.9 mmol/L lln 3.5 uln 5.2 @-6; potassium 5.6 mmol/L lln 3.5 uln 5.2 @7",
    "potassium", "low", 3, 0, POD_SHIFT_KNOWN, -3, POD_FALSE },
  /* Not graded: no limit, no baseline, nothing after; and what cannot be graded may be worse than 0, not than 2. */
  { "anc 1.6 10*9/L @-6; anc 2 10*9/L lln 1.8 @7", "anc", "low", UNGRADED, 0,
    POD_SHIFT_BASELINE_UNGRADED, 0, POD_FALSE },
  { "anc 1.6 10*9/L @-6; anc 1.4 10*9/L lln 1.8 @7", "anc", "low", UNGRADED, 2, POD_SHIFT_AT_LEAST,
    1, POD_TRUE },
  { "anc 1.6 10*9/L @-6; anc 1.5 10*9/L lln 1.8 @7", "anc", "low", UNGRADED, 1,
    POD_SHIFT_BASELINE_UNGRADED, 0, POD_FALSE },
  { "anc 1.4 10*9/L lln 1.8 @7", "anc", "low", UNGRADED, 2, POD_SHIFT_NO_BASELINE, 0, POD_FALSE },
  { "anc 2 10*9/L lln 1.8 @-6", "anc", "low", 0, NONE, POD_SHIFT_UNGRADED, 0, POD_FALSE },
  { "anc 2 10*9/L lln 1.8 @-6; anc 2 10*9/L lln 1.8 @7; anc 1.6 10*9/L @9", "anc", "low", 0,
    POD_SHIFT_COLUMN_UNGRADED, POD_SHIFT_UNGRADED, 0, POD_FALSE },
  { "anc 2 10*9/L lln 1.8 @-6; anc 1.2 10*9/L lln 1.8 @7; anc 1.6 10*9/L @9", "anc", "low", 0, 2,
    POD_SHIFT_KNOWN, 2, POD_TRUE },
  /* At least: of the worst alone, of both sides, less than before, and nothing to be told; new even so, not new, and perhaps. */
  { "anc 2 10*9/L lln 1.8 @-6; anc < 1 10*9/L lln 1.8 @7", "anc", "low", 0, 3, POD_SHIFT_AT_LEAST,
    3, POD_TRUE },
  { "anc 1.6 10*9/L @-6; anc < 1 10*9/L lln 1.8 @7", "anc", "low", UNGRADED, 3, POD_SHIFT_AT_LEAST,
    2, POD_TRUE },
  { "anc 0.4 10*9/L lln 1.8 @-6; anc < 1 10*9/L lln 1.8 @7", "anc", "low", 4, 3, POD_SHIFT_AT_LEAST,
    -1, POD_FALSE },
  { "anc < 1.5 10*9/L lln 1.8 @-6; anc < 1 10*9/L lln 1.8 @7", "anc", "low", UNGRADED, 3,
    POD_SHIFT_BASELINE_UNGRADED, 0, POD_FALSE },
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.9 10*9/L lln 1.8 @-1; anc < 1 10*9/L lln 1.8 @7", "anc", "low",
    0, 3, POD_SHIFT_AT_LEAST, 3, POD_UNKNOWN },
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 @-1; anc < 1 10*9/L lln 1.8 @7", "anc", "low",
    0, 3, POD_SHIFT_AT_LEAST, 3, POD_FALSE },
  /* New by its own term: what the other one cannot tell of is no matter, and no milder for it. */
  { "potassium 4 mmol/L lln 3.5 uln 5.2 @-6; potassium 3.3 mmol/L @-1; potassium 3.4 mmol/L lln "
    "3.5 "
    "uln 5.2 @7",
    "potassium", "low", 0, 2, POD_SHIFT_KNOWN, 1, POD_UNKNOWN },
  { "egfr 75 " E " @-9; egfr 59 " E " @7", "egfr", "low", UNGRADED, 2, POD_SHIFT_AT_LEAST, 1,
    POD_TRUE },
  { "egfr 75 " E " @-9; egfr 60 " E " @7", "egfr", "low", UNGRADED, POD_SHIFT_COLUMN_UNGRADED,
    POD_SHIFT_UNGRADED, 0, POD_FALSE },
  /* What may still change, was not done or withdrawn, or comes after the day of the question. */
  { "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 status:preliminary @7; anc status:not_done "
    "@8; "
    "voided anc 0.4 10*9/L lln 1.8 @9; anc 0.4 10*9/L lln 1.8 @61",
    "anc", "low", 0, NONE, POD_SHIFT_UNGRADED, 0, POD_FALSE },
};

static void
test_entries (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PodShiftEntry *entry = read_entry (fixture, rows[i].records, POD_SHIFT_WORST,
                                               rows[i].observation, rows[i].direction);

      g_assert_cmpint (entry->row, ==, rows[i].row);
      g_assert_cmpint (entry->column, ==, rows[i].column);
      g_assert_cmpint (entry->state, ==, rows[i].state);
      g_assert_cmpint (entry->shift, ==, rows[i].shift);
      g_assert_cmpint (entry->is_new, ==, rows[i].is_new);
      g_assert_cmpint (entry->after == NULL, ==, rows[i].column == NONE);
    }
}

/* What went off the scale counts by the grade that it surely reached, and says so: at each limit, and beside what is worse or milder. */
static const struct
{
  const char *after;
  int column, most;
  PodShiftState state;
  const char *words;
  guint of,
      open; /* index of the result that reached it, and of the one that may be worse; 9 for none */
} bounds[] = {
  { "plt 80 10*9/L lln 125 @7; plt < 60 10*9/L lln 125 @9", 2, 4, POD_SHIFT_AT_LEAST, "≥ 2", 2, 2 },
  { "plt 80 10*9/L lln 125 @7; plt < 75.1 10*9/L lln 125 @9", 1, 4, POD_SHIFT_AT_LEAST, "≥ 1", 1,
    2 },
  { "plt 80 10*9/L lln 125 @7; plt < 75 10*9/L lln 125 @9", 2, 4, POD_SHIFT_AT_LEAST, "≥ 2", 2, 2 },
  { "plt 80 10*9/L lln 125 @7; plt < 50 10*9/L lln 125 @9", 3, 4, POD_SHIFT_AT_LEAST, "≥ 3", 2, 2 },
  { "plt 80 10*9/L lln 125 @7; plt < 25 10*9/L lln 125 @9", 4, 4, POD_SHIFT_KNOWN, "4", 2, 9 },
  { "plt 80 10*9/L lln 125 @7; plt > 10 10*9/L lln 125 @9", 1, 4, POD_SHIFT_AT_LEAST, "≥ 1", 1, 2 },
  { "plt 80 10*9/L lln 125 @7; plt > 60 10*9/L lln 125 @9", 1, 2, POD_SHIFT_AT_LEAST, "≥ 1", 1, 2 },
  { "plt 80 10*9/L lln 125 @7; plt > 75 10*9/L lln 125 @9", 1, 1, POD_SHIFT_KNOWN, "1", 1, 9 },
  /* What is as bad as anything may be leaves nothing open. */
  { "plt < 60 10*9/L lln 125 @7; plt 20 10*9/L lln 125 @9", 4, 4, POD_SHIFT_KNOWN, "4", 2, 9 },
  { "plt < 60 10*9/L lln 125 @7; plt 60 10*9/L lln 125 @9", 2, 4, POD_SHIFT_AT_LEAST, "≥ 2", 1, 1 },
  { "plt < 60 10*9/L lln 125 @7; plt 200 10*9/L lln 125 @9", 2, 4, POD_SHIFT_AT_LEAST, "≥ 2", 1,
    1 },
  /* Of one grade the worst value, by the unit that all have; of equal ones the last. */
  { "plt 70 10*9/L lln 125 @7; plt 60 10*9/L lln 125 @9; plt 65 10*9/L lln 125 @11", 2, 2,
    POD_SHIFT_KNOWN, "2", 2, 9 },
  { "plt 60 10*9/L lln 125 @7; plt 70 10*9/L lln 125 @9; plt 60 10*9/L lln 125 @11", 2, 2,
    POD_SHIFT_KNOWN, "2", 3, 9 },
  { "plt 200 10*9/L lln 125 @7; plt 130 10*9/L lln 125 @9; plt 190 10*9/L lln 125 @11", 0, 0,
    POD_SHIFT_KNOWN, "0", 2, 9 },
  /* No grade at all may be any. */
  { "plt 60 10*9/L lln 125 @7; plt 60 g/L @9; plt > 60 10*9/L lln 125 @11", 2, 4,
    POD_SHIFT_AT_LEAST, "≥ 2", 1, 2 },
  /* Nothing reached at all. */
  { "plt 200 10*9/L lln 125 @7; plt > 10 10*9/L lln 125 @9", POD_SHIFT_COLUMN_UNGRADED, 4,
    POD_SHIFT_UNGRADED, "not graded", 2, 2 },
};

static void
test_at_least (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      g_autofree char *records = g_strconcat ("plt 100 10*9/L lln 125 @-9;", bounds[i].after, NULL);
      const PodShiftEntry *entry = read_entry (fixture, records, POD_SHIFT_WORST, "plt", "low");
      g_autofree char *words = pod_shift_entry_print_worst (entry);

      g_assert_cmpint (entry->column, ==, bounds[i].column);
      g_assert_cmpint (entry->most, ==, bounds[i].most);
      g_assert_cmpint (entry->state, ==, bounds[i].state);
      g_assert_cmpint (entry->shift, ==,
                       entry->state == POD_SHIFT_UNGRADED ? 0 : entry->column - 1);
      g_assert_cmpstr (words, ==, bounds[i].words);
      g_assert_nonnull (entry->after);
      g_assert_true (entry->after == get_platelets (fixture, bounds[i].of));
      g_assert_true (entry->open == get_platelets (fixture, bounds[i].open));
      g_assert_cmpint (entry->open == NULL, ==, entry->why_open == POD_GRADED);
    }
}

/* Where much is bad the worst of one grade is the highest, in whichever unit it came. */
static void
test_highest (Fixture *fixture, gconstpointer data)
{
  const PodShiftEntry *entry = read_entry (fixture,
                                           "uprot24 2 g/d uln 0.15 @7; uprot24 3100 mg/d uln 150 "
                                           "@9; uprot24 2.5 g/d uln 0.15 @11",
                                           POD_SHIFT_WORST, "uprot24", "high");

  g_assert_cmpint (entry->column, ==, 2);
  g_assert_cmpfloat (entry->after->quantity.number, ==, 3100);
}

#define BEFORE "plt 100 10*9/L lln 125 @-9;"
#define PLT(value, when) "plt " value " 10*9/L lln 125 " when ";"

/* The last result, however the course was: grade 1 before, where there is a baseline.  @of, @open as above. */
static const struct
{
  const char *records;
  int row, column, sure, most;
  PodShiftState state;
  int shift, shift_most;
  PodTruth is_new;
  guint of, open;
} lasts[] = {
  { BEFORE PLT ("20", "@7") PLT ("60", "@9"), 1, 2, 2, 2, POD_SHIFT_KNOWN, 1, 1, POD_TRUE, 2, 9 },
  { PLT ("20", "@7") PLT ("60", "@9"), UNGRADED, 2, 2, 2, POD_SHIFT_NO_BASELINE, 0, 0, POD_FALSE, 1,
    9 },
  /* It has no grade, or is at least that, whatever the one before it was; and what was not graded before it is no matter. */
  { BEFORE PLT ("60", "@7") PLT ("> 10", "@9"), 1, UNGRADED, 0, 4, POD_SHIFT_UNGRADED, 0, 0,
    POD_FALSE, 2, 2 },
  { BEFORE PLT ("60", "@7") "plt 60 g/L @9", 1, UNGRADED, 0, 4, POD_SHIFT_UNGRADED, 0, 0, POD_FALSE,
    2, 2 },
  { BEFORE PLT ("20", "@7") PLT ("< 60", "@9"), 1, 2, 2, 4, POD_SHIFT_AT_LEAST, 1, 1, POD_TRUE, 2,
    2 },
  { PLT ("< 60", "@9"), UNGRADED, 2, 2, 4, POD_SHIFT_NO_BASELINE, 0, 0, POD_FALSE, 0, 0 },
  { BEFORE PLT ("< 60", "@7") PLT ("100", "@9"), 1, 1, 1, 1, POD_SHIFT_KNOWN, 0, 0, POD_FALSE, 2,
    9 },
  /* Not done, may still change, withdrawn, of no known day, or beyond the day of the question: the one before it. */
  { BEFORE PLT ("60", "@7") "plt status:not_done @9", 1, 2, 2, 2, POD_SHIFT_KNOWN, 1, 1, POD_TRUE,
    1, 9 },
  { BEFORE PLT ("60", "@7") PLT ("20", "status:preliminary @9"), 1, 2, 2, 2, POD_SHIFT_KNOWN, 1, 1,
    POD_TRUE, 1, 9 },
  { BEFORE PLT ("60", "@7") "voided " PLT ("20", "@9"), 1, 2, 2, 2, POD_SHIFT_KNOWN, 1, 1, POD_TRUE,
    1, 9 },
  { BEFORE PLT ("60", "@7") PLT ("20", "@none"), 1, 2, 2, 2, POD_SHIFT_KNOWN, 1, 1, POD_TRUE, 1,
    9 },
  { BEFORE PLT ("60", "@60") PLT ("20", "@61"), 1, 2, 2, 2, POD_SHIFT_KNOWN, 1, 1, POD_TRUE, 1, 9 },
  { BEFORE "plt status:not_done @7;" PLT ("20", "status:preliminary @9"), 1, NONE, 0, -1,
    POD_SHIFT_UNGRADED, 0, 0, POD_FALSE, 9, 9 },
  { BEFORE PLT ("20", "@-1") PLT ("20", "@2026-11-20"), 1, NONE, 0, -1, POD_SHIFT_UNGRADED, 0, 0,
    POD_FALSE, 9, 9 },
  /* Two of one moment, or of a day that one has no hour of, in whatever order they were typed: either may be the last. */
  { BEFORE PLT ("60", "@9") PLT ("100", "@9"), 1, 2, 1, 2, POD_SHIFT_KNOWN, 0, 1, POD_FALSE, 1, 9 },
  { BEFORE PLT ("100", "@9") PLT ("60", "@9"), 1, 2, 1, 2, POD_SHIFT_KNOWN, 0, 1, POD_FALSE, 2, 9 },
  { BEFORE PLT ("20", "@7") PLT ("30", "@9") PLT ("60", "@9"), 1, 3, 2, 3, POD_SHIFT_KNOWN, 1, 2,
    POD_TRUE, 2, 9 },
  { BEFORE PLT ("60", "@2026-12-01") PLT ("100", "@2026-12-01T08:00"), 1, 2, 1, 2, POD_SHIFT_KNOWN,
    0, 1, POD_FALSE, 1, 9 },
  { BEFORE PLT ("60", "@2026-12-01T08:00") PLT ("100", "@2026-12-01T08:00"), 1, 2, 1, 2,
    POD_SHIFT_KNOWN, 0, 1, POD_FALSE, 1, 9 },
  { BEFORE PLT ("60", "@2026-12-01T07:59") PLT ("100", "@2026-12-01T08:00"), 1, 1, 1, 1,
    POD_SHIFT_KNOWN, 0, 0, POD_FALSE, 2, 9 },
  /* So may one of a month, until something comes after it. */
  { BEFORE PLT ("20", "@2026-12") PLT ("100", "@2026-12-31"), 1, 4, 1, 4, POD_SHIFT_KNOWN, 0, 3,
    POD_FALSE, 1, 9 },
  { BEFORE PLT ("20", "@2026-12") PLT ("100", "@2027-01-01"), 1, 1, 1, 1, POD_SHIFT_KNOWN, 0, 0,
    POD_FALSE, 2, 9 },
  /* Beside one that has no grade it is surely what both are. */
  { BEFORE PLT ("60", "@9") PLT ("> 10", "@9"), 1, UNGRADED, 0, 4, POD_SHIFT_UNGRADED, 0, 0,
    POD_FALSE, 2, 2 },
  { BEFORE PLT ("> 10", "@9") PLT ("60", "@9"), 1, UNGRADED, 0, 4, POD_SHIFT_UNGRADED, 0, 0,
    POD_FALSE, 1, 1 },
  { BEFORE PLT ("30", "@9") PLT ("> 60", "@9"), 1, UNGRADED, 0, 3, POD_SHIFT_UNGRADED, 0, 0,
    POD_FALSE, 2, 2 },
  { BEFORE PLT ("30", "@9") PLT ("< 60", "@9"), 1, 2, 2, 4, POD_SHIFT_AT_LEAST, 1, 1, POD_TRUE, 2,
    2 },
  { BEFORE PLT ("< 50", "@9") PLT ("60", "@9"), 1, 2, 2, 4, POD_SHIFT_AT_LEAST, 1, 1, POD_TRUE, 1,
    1 },
  { BEFORE PLT ("100", "@9") "plt 60 g/L @9", 1, UNGRADED, 0, 4, POD_SHIFT_UNGRADED, 0, 0,
    POD_FALSE, 2, 2 },
};

static void
test_last (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (lasts); i++)
    {
      const PodShiftEntry *entry = read_entry (fixture, lasts[i].records, POD_SHIFT_LAST, "plt",
                                               "low");

      g_assert_cmpint (entry->row, ==, lasts[i].row);
      g_assert_cmpint (entry->column, ==, lasts[i].column);
      g_assert_cmpint (entry->sure, ==, lasts[i].sure);
      g_assert_cmpint (entry->most, ==, lasts[i].most);
      g_assert_cmpint (entry->state, ==, lasts[i].state);
      g_assert_cmpint (entry->shift, ==, lasts[i].shift);
      g_assert_cmpint (entry->shift_most, ==, lasts[i].shift_most);
      g_assert_cmpint (entry->is_new, ==, lasts[i].is_new);
      g_assert_true (entry->after == get_platelets (fixture, lasts[i].of));
      g_assert_true (entry->open == get_platelets (fixture, lasts[i].open));
    }
}

/* Who is not infused, or not yet, is in no table, nor is a result of the infusion's day without an hour or of no known day, which is listed. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  PodCasebook *waiting = fixture_casebook ("mn", "male",
                                           "dose fludarabine @-5; anc 2 10*9/L lln 1.8 @-6; "
                                           "anc 0.4 10*9/L lln 1.8 @-1",
                                           NULL);
  PodCasebook *planned = fixture_casebook ("mn", "male",
                                           "dose fludarabine @55; dose kn3601 @61; "
                                           "anc 2 10*9/L lln 1.8 @50",
                                           NULL);
  g_autoptr (GArray) tables = NULL;

  g_assert_false (take (fixture, waiting)->is_infused);
  tables = pod_shift_book_make_tables (fixture->book, NULL, POD_SHIFT_WORST);
  g_assert_cmpuint (tables->len, ==, 0);
  g_assert_cmpuint (take_records (fixture, "potassium 9 mmol/L lln 3.5 uln 5.2 @2026-11-20; "
                                           "upcr 9 mg/mmol @2026-11-20; "
                                           "potassium 9 mmol/L lln 3.5 uln 5.2 @none")
                        ->unsure->len,
                    ==, 2);
  g_assert_false (take (fixture, planned)->is_infused);
}

static guint
sum (const PodShiftTable *table)
{
  guint all = 0;

  for (int row = 0; row < POD_SHIFT_ROWS; row++)
    for (int column = 0; column < POD_SHIFT_COLUMNS; column++)
      all += table->counts[row][column];
  return all;
}

/* Each cell is as many as are listed in it, and all cells of a table are all who were infused, of the cohort or at all. */
static void
check_table (const PodShiftBook *book, const PodShiftTable *table, const char *cohort, guint n)
{
  g_assert_cmpuint (sum (table), ==, n);
  for (int row = 0; row < POD_SHIFT_ROWS; row++)
    for (int column = 0; column < POD_SHIFT_COLUMNS; column++)
      {
        g_autoptr (GPtrArray)
            list = pod_shift_book_list (book, cohort, POD_SHIFT_WORST, table->term, row, column);

        g_assert_cmpuint (list->len, ==, table->counts[row][column]);
      }
}

static void
test_tables (Fixture *fixture, gconstpointer data)
{
  PodShiftBook *book = fixture->book;
  GPtrArray *casebooks = fixture->casebooks;
  g_autoptr (GArray) all = NULL, mn = NULL, aav = NULL;
  const PodShiftTable *first;

  g_ptr_array_add (casebooks,
                   make_casebook ("mn", "anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln 1.8 "
                                        "@7; uprot24 4 g/d @-6; uprot24 1 g/d @9"));
  g_ptr_array_add (casebooks,
                   make_casebook ("mn", "anc 2 10*9/L lln 1.8 @-6; anc 0.9 10*9/L lln 1.8 "
                                        "@7; hgb 60 g/L lln 130 @-6"));
  g_ptr_array_add (casebooks, make_casebook ("igan", "uprot24 2 g/d @-6; uprot24 4 g/d @9"));
  g_ptr_array_add (casebooks, fixture_casebook ("aav", "male", "anc 2 10*9/L lln 1.8 @-6", NULL));
  g_assert_cmpuint (update (fixture, NULL, 60), ==, 4);
  all = pod_shift_book_make_tables (book, NULL, POD_SHIFT_WORST);
  mn = pod_shift_book_make_tables (book, "mn", POD_SHIFT_WORST);
  aav = pod_shift_book_make_tables (book, "aav", POD_SHIFT_WORST);
  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpuint (mn->len, ==, 4);
  g_assert_cmpuint (aav->len, ==, 0);
  for (guint i = 0; i < all->len; i++)
    check_table (book, &g_array_index (all, PodShiftTable, i), NULL, 3);
  for (guint i = 0; i < mn->len; i++)
    check_table (book, &g_array_index (mn, PodShiftTable, i), "mn", 2);
  /* What the study follows comes first; of the rest the neutrophils, of which most got worse. */
  first = &g_array_index (all, PodShiftTable, 0);
  g_assert_true (first->is_followed);
  g_assert_cmpint (first->term, ==, find_term (book, "uprot24", "high"));
  g_assert_cmpuint (first->n_worse, ==, 1);
  g_assert_cmpuint (first->worse[2][3], ==, 1);
  g_assert_cmpuint (first->better[3][2], ==, 1);
  g_assert_cmpuint (first->n_better, ==, 1);
  first = &g_array_index (all, PodShiftTable, 1);
  g_assert_cmpint (first->term, ==, find_term (book, "anc", "low"));
  g_assert_cmpuint (first->counts[0][4], ==, 1);
  g_assert_cmpuint (first->counts[0][3], ==, 1);
  g_assert_cmpuint (first->counts[UNGRADED][NONE], ==, 1);
  g_assert_cmpuint (first->n_worse, ==, 2);
  g_assert_cmpuint (first->n_new, ==, 2);
}

/* By the shift, then the grade, then what is new: persistent grade 4 after lymphodepletion does not hide behind a new grade 1. */
static void
test_worst (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *records, *observation;
    int shift;
    PodTruth is_new;
  } cases[] = {
    { "alt 30 U/L uln 40 @-6; alt 60 U/L uln 40 @9; anc 2 10*9/L lln 1.8 @-6; anc 0.4 10*9/L lln "
      "1.8 "
      "@-1; anc 0.4 10*9/L lln 1.8 @20",
      "anc", 4, POD_FALSE },
    /* As much of a higher grade; and as much of the same, one new and one not, whichever stands first in the study. */
    { "alt 30 U/L uln 40 @-6; alt 60 U/L uln 40 @9; uprot24 2 g/d uln 0.15 @-6; uprot24 4 g/d uln "
      "0.15 "
      "@-1; uprot24 4 g/d uln 0.15 @20",
      "uprot24", 1, POD_FALSE },
    { "plt 130 10*9/L lln 125 @-6; plt 60 10*9/L lln 125 @20; anc 2 10*9/L lln 1.8 @-6; anc 1.4 "
      "10*9/L lln 1.8 @-1; anc 1.4 10*9/L lln 1.8 @20",
      "plt", 2, POD_TRUE },
    { "anc 2 10*9/L lln 1.8 @-6; anc 1.4 10*9/L lln 1.8 @20; plt 130 10*9/L lln 125 @-6; plt 60 "
      "10*9/L lln 125 @-1; plt 60 10*9/L lln 125 @20",
      "anc", 2, POD_TRUE },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint term = 0;
      const PodShiftEntry *entry =
          pod_shift_subject_find_worst (take_records (fixture, cases[i].records), &term);

      g_assert_cmpstr (g_array_index ((GArray *) pod_shift_book_get_terms (fixture->book),
                                      PodShiftTerm, term)
                           .observation->symbol.name,
                       ==, cases[i].observation);
      g_assert_cmpint (entry->shift, ==, cases[i].shift);
      g_assert_cmpint (entry->is_new, ==, cases[i].is_new);
    }
}

/* Only what changed is worked out again: another casebook; all of them by another scale, of another day, or by another site's limits. */
static void
test_update (Fixture *fixture, gconstpointer data)
{
  PodSite *elsewhere = fixture_site ();
  PodShiftBook *book = fixture->book;
  GPtrArray *casebooks = fixture->casebooks;
  PodCasebook *other = make_casebook ("mn", "uprot24 1 g/d @-6; uprot24 4 g/d @9");
  guint term = 0;

  g_ptr_array_add (casebooks, make_casebook ("mn", "anc 2 10*9/L lln 1.8 @-6"));
  g_ptr_array_add (casebooks, make_casebook ("mn", "anc 2 10*9/L lln 1.8 @-6"));
  g_assert_cmpuint (update (fixture, NULL, 60), ==, 2);
  g_assert_cmpuint (update (fixture, NULL, 60), ==, 0);
  pod_casebook_unref (casebooks->pdata[1]);
  casebooks->pdata[1] = other;
  g_assert_cmpuint (update (fixture, NULL, 60), ==, 1);
  g_assert_cmpuint (pod_shift_book_get_subjects (book)->len, ==, 2);
  g_assert_null (pod_shift_subject_find_worst (pod_shift_book_get_subjects (book)->pdata[0], NULL));
  g_assert_cmpint (pod_shift_subject_find_worst (pod_shift_book_find (book, other), &term)->shift,
                   ==, 1);
  g_assert_cmpint (term, ==, find_term (book, "uprot24", "high"));
  g_assert_cmpuint (update (fixture, NULL, 61), ==, 2);
  pod_site_unref (fixture->site);
  fixture->site = elsewhere;
  g_assert_cmpuint (update (fixture, NULL, 61), ==, 2);
  g_assert_cmpuint (update (fixture, "CTCAE 6.0", 61), ==, 2);
  g_assert_cmpstr (pod_shift_book_get_scale (book), ==, "CTCAE 6.0");
  /* 6.0 grades a ratio too, which 5.0 does of children only. */
  g_assert_cmpint (find_term (book, "upcr", "high"), >=, 0);
  g_assert_cmpint (find_term (book, "anc", "low"), >=, 0);
}

/* What is told exactly is not counted among what is not, whether or not there is a change to tell. */
static void
test_not_open (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[] = {
    "lipase 40 U/L uln 50 @-6; lipase 90 U/L uln 50 @7",
    "lipase 90 U/L uln 50 @7",
    "lipase < 70 U/L uln 50 @-6; lipase 90 U/L uln 50 @7",
    "lipase 40 U/L uln 50 @-6; lipase > 10 U/L uln 50 @7",
    "lipase 40 U/L uln 50 @-6",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) tables = NULL;

      take_records (fixture, cases[i]);
      tables = pod_shift_book_make_tables (fixture->book, NULL, POD_SHIFT_WORST);
      g_assert_cmpuint (tables->len, ==, 1);
      g_assert_cmpuint (g_array_index (tables, PodShiftTable, 0).n_open, ==, 0);
    }
}

/* Where a number alone does not tell 2 from 3, the cell is that of the worst case, and nobody got worse or better, or has something new, who
 * may not have. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *records;
    int row, column, shift, shift_most;
    guint worse, new, better;
  } cases[] = {
    { "lipase 90 U/L uln 50 @-6; lipase 125 U/L uln 50 @7", 2, 3, 0, 1, 0, 0, 0 },
    { "lipase 125 U/L uln 50 @-6; lipase 90 U/L uln 50 @7", 3, 2, -1, 0, 0, 0, 0 },
    { "lipase 125 U/L uln 50 @-6; lipase 125 U/L uln 50 @7", 3, 3, -1, 1, 0, 0, 0 },
    { "lipase 40 U/L uln 50 @-6; lipase 125 U/L uln 50 @7", 0, 3, 2, 3, 1, 1, 0 },
    { "lipase 125 U/L uln 50 @-6; lipase 40 U/L uln 50 @7", 3, 0, -3, -2, 0, 0, 1 },
    { "lipase 40 U/L uln 50 @-6; lipase 90 U/L uln 50 @-1; lipase 125 U/L uln 50 @7", 0, 3, 2, 3, 1,
      0, 0 },
    /* Of two results the surer one. */
    { "lipase 60 U/L uln 50 @-6; lipase 125 U/L uln 50 @7; lipase 80 U/L uln 50 @9", 1, 3, 1, 2, 1,
      1, 0 },
    /* No baseline, or one without a grade that was at most 2, and 1: what may be 2 is worse than the latter, by one. */
    { "lipase 125 U/L uln 50 @7", UNGRADED, 3, 0, 0, 0, 0, 0 },
    { "lipase < 90 U/L uln 50 @-6; lipase 125 U/L uln 50 @7", UNGRADED, 3, 0, 0, 0, 0, 0 },
    { "lipase < 70 U/L uln 50 @-6; lipase 125 U/L uln 50 @7", UNGRADED, 3, 1, 1, 1, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PodShiftSubject *subject = take_records (fixture, cases[i].records);
      g_autoptr (GArray) tables = NULL;
      const PodShiftTable *table;
      const PodShiftEntry *entry;

      tables = pod_shift_book_make_tables (fixture->book, NULL, POD_SHIFT_WORST);
      g_assert_cmpuint (tables->len, ==, 1);
      table = &g_array_index (tables, PodShiftTable, 0);
      entry = pod_shift_subject_get (subject, POD_SHIFT_WORST, table->term);
      g_assert_cmpint (entry->row, ==, cases[i].row);
      g_assert_cmpint (entry->column, ==, cases[i].column);
      g_assert_cmpint (entry->shift, ==, cases[i].shift);
      g_assert_cmpint (entry->shift_most, ==, cases[i].shift_most);
      g_assert_cmpint (entry->state == POD_SHIFT_AT_LEAST, ==,
                       cases[i].row == UNGRADED && cases[i].shift > 0);
      g_assert_cmpint (table->shift[entry->row][entry->column], ==, cases[i].shift);
      g_assert_cmpint (table->shift_most[entry->row][entry->column], ==, cases[i].shift_most);
      g_assert_cmpuint (table->n_open, ==, 1);
      g_assert_cmpuint (table->n_worse, ==, cases[i].worse);
      g_assert_cmpuint (table->n_new, ==, cases[i].new);
      g_assert_cmpuint (table->n_better, ==, cases[i].better);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/clinic/shift-book/entries", test_entries);
  ADD ("/clinic/shift-book/at-least", test_at_least);
  ADD ("/clinic/shift-book/highest", test_highest);
  ADD ("/clinic/shift-book/last", test_last);
  ADD ("/clinic/shift-book/left-out", test_left_out);
  ADD ("/clinic/shift-book/tables", test_tables);
  ADD ("/clinic/shift-book/worst", test_worst);
  ADD ("/clinic/shift-book/update", test_update);
  ADD ("/clinic/shift-book/open", test_open);
  ADD ("/clinic/shift-book/not-open", test_not_open);
  return g_test_run ();
}
