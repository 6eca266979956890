#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-shift-book.h"

#include <glib/gi18n-lib.h>

#include "pod-clinic-private.h"
#include "pod-grade.h"

#define PRODUCT "@product"
/* No grade at all is known of a result: it may be any. */
#define HIGHEST 4

struct _PodShiftBook
{
  PodStudy *study;
  PodSite *site;
  const char *scale;
  PodDate as_of;
  GArray *terms;
  GPtrArray *subjects;
};

/* What one subject is worked out from. */
typedef struct
{
  const PodStudy *study;
  const PodSite *site;
  const PodCasebook *casebook;
  const PodIntervention *infusion;
  PodDate start;
  PodDate as_of;
} Source;

/* ---- terms ---- */

static gboolean
is_listed (const GArray *terms, guint from, const PodGrade *grade)
{
  for (guint i = from; i < terms->len; i++)
    if (pod_grade_is_variant (g_array_index ((GArray *) terms, PodShiftTerm, i).grade, grade))
      return TRUE;
  return FALSE;
}

static GArray *
list_terms (const PodStudy *study, const char *scale)
{
  const GPtrArray *observations = pod_study_get_observations (study);
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (PodShiftTerm));

  for (guint i = 0; i < observations->len; i++)
    {
      PodShiftTerm term = { g_ptr_array_index (observations, i), NULL };
      g_autoptr (GPtrArray) grades = pod_study_find_grades_on (study, scale, term.observation);
      guint from = terms->len;

      for (guint k = 0; k < grades->len; k++)
        {
          term.grade = g_ptr_array_index (grades, k);
          if (!is_listed (terms, from, term.grade))
            g_array_append_val (terms, term);
        }
    }
  return terms;
}

/* ---- one subject by one term ---- */

/**
 * Worst: what the results after the infusion come to
 * @level: the highest that is surely reached; -1 for none
 * @sure: the lowest that @level may be, where a number alone does not tell
 * @most: the highest that what has no grade may be; -1 where all has one
 * @reached: of those that have @level the worst value, of equal ones the last; @why_reached: why it has no grade
 * @open: the last that may be @most
 */
typedef struct
{
  int level;
  int sure;
  int most;
  const PodFinding *reached;
  const PodFinding *open;
  PodUngraded why_reached;
  PodUngraded why_open;
} Worst;

/* Of two that have one grade, by the value: where little is bad "< 60" is worse than 60. */
static gboolean
is_as_bad (const Source *source,
           const PodShiftTerm *term,
           const PodFinding *finding,
           const PodFinding *than)
{
  gboolean low = pod_grade_is_low (term->grade);
  PodRelation worse = low ? POD_RELATION_LT : POD_RELATION_GT;
  double number, other, ignored;

  if (!pod_finding_convert (source->study, source->site, source->casebook, finding, &number,
                            &ignored, &ignored) ||
      !pod_finding_convert (source->study, source->site, source->casebook, than, &other, &ignored,
                            &ignored))
    return FALSE;
  if (number != other)
    return low ? number < other : number > other;
  return pod_quantity_compare (finding->quantity.comparator, number, worse, other) == POD_TRUE ||
         pod_quantity_compare (than->quantity.comparator, other, worse, number) != POD_TRUE;
}

static void
note_grade (const Source *source,
            const PodShiftTerm *term,
            const PodFinding *finding,
            const PodFindingGrade *found,
            Worst *worst)
{
  int most = found->most < 0 ? HIGHEST : found->most;
  /* That it is at least 0 is true of everything. */
  int least = found->level < 0 && found->least == 0 ? -1 : found->least;

  worst->sure = MAX (worst->sure, found->level < 0 ? least : found->sure);
  if (least > worst->level || (found->level >= 0 && least == worst->level &&
                               is_as_bad (source, term, finding, worst->reached)))
    {
      worst->level = least;
      worst->reached = finding;
      worst->why_reached = found->why;
    }
  if (found->level >= 0 || most < worst->most)
    return;
  worst->most = most;
  worst->open = finding;
  worst->why_open = found->why;
}

static gboolean
is_of_record (const Source *source, const PodFinding *finding)
{
  return pod_finding_counts (finding) && !pod_finding_is_preliminary (finding) &&
         (!pod_date_is_set (finding->when.date) ||
          pod_date_first_day (finding->when.date) <= pod_date_last_day (source->as_of));
}

#define WORST_NONE ((Worst){ -1, -1, -1, NULL, NULL, POD_GRADED, POD_GRADED })

typedef struct
{
  const PodFinding *finding;
  PodFindingGrade found;
} Graded;

static gboolean
is_surely_before (PodMoment a, PodMoment b)
{
  if (!pod_date_equal (a.date, b.date))
    return pod_date_last_day (a.date) < pod_date_first_day (b.date);
  return a.minute >= 0 && a.minute < b.minute;
}

/* Two of one moment, or one of a day or a month of which the other is: either may be the last.  They come by their moment. */
static void
keep_last (GArray *last, const Graded *next)
{
  for (guint i = last->len; i-- > 0;)
    if (is_surely_before (g_array_index (last, Graded, i).finding->when, next->finding->when))
      g_array_remove_index (last, i);
  g_array_append_val (last, *next);
}

/* What of the two may be either of them.  One without a grade may be whatever that one may be. */
static Graded
mix (const Graded *a, const Graded *b)
{
  gboolean is_open = a->found.level < 0 || b->found.level < 0;
  Graded mixed = b->found.level < 0 || (!is_open && b->found.level > a->found.level) ? *b : *a;

  mixed.found.most = a->found.most < 0 || b->found.most < 0 ? -1
                                                            : MAX (a->found.most, b->found.most);
  mixed.found.sure = MIN (a->found.level < 0 ? a->found.least : a->found.sure,
                          b->found.level < 0 ? b->found.least : b->found.sure);
  if (is_open)
    mixed.found.least = mixed.found.sure;
  return mixed;
}

static void
note_last (const Source *source, const PodShiftTerm *term, const GArray *last, Worst *worst)
{
  Graded mixed;

  if (last->len == 0)
    return;
  mixed = g_array_index ((GArray *) last, Graded, 0);
  for (guint i = 1; i < last->len; i++)
    mixed = mix (&mixed, &g_array_index ((GArray *) last, Graded, i));
  note_grade (source, term, mixed.finding, &mixed.found, worst);
}

/* Results after the infusion: of all the worst, and the same of the last alone; what may be of either side of it is put into @unsure. */
static void
find_worst (const Source *source, const PodShiftTerm *term, GPtrArray *unsure, Worst *worst)
{
  g_autoptr (GArray) last = g_array_new (FALSE, FALSE, sizeof (Graded));
  guint n;
  const PodFinding *series = pod_casebook_get_series (source->casebook,
                                                      term->observation->symbol.name, &n);

  for (guint i = 0; i < n; i++)
    {
      PodTruth before = pod_date_is_set (series[i].when.date)
                            ? pod_clinic_is_before (series[i].when, source->infusion)
                            : POD_UNKNOWN;
      Graded next = { .finding = &series[i] };

      if (before == POD_TRUE || !is_of_record (source, &series[i]))
        continue;
      if (before == POD_UNKNOWN)
        {
          if (!g_ptr_array_find (unsure, &series[i], NULL))
            g_ptr_array_add (unsure, (gpointer) &series[i]);
          continue;
        }
      next.found = pod_finding_grade_term (source->study, term->grade, source->site,
                                           source->casebook, &series[i]);
      note_grade (source, term, &series[i], &next.found, &worst[POD_SHIFT_WORST]);
      keep_last (last, &next);
    }
  note_last (source, term, last, &worst[POD_SHIFT_LAST]);
}

/* Nothing reached above 0 beside something that may be worse is not known to be 0. */
static gboolean
is_decided (const Worst *worst)
{
  return worst->level > 0 || (worst->level == 0 && worst->most <= 0);
}

static void
place_after (const Worst *worst, PodShiftEntry *entry)
{
  if (!is_decided (worst))
    {
      entry->column = worst->open ? POD_SHIFT_COLUMN_UNGRADED : POD_SHIFT_COLUMN_NONE;
      entry->most = worst->most;
      entry->open = entry->after = worst->open;
      entry->why_open = entry->why_after = worst->why_open;
      return;
    }
  entry->column = worst->level;
  entry->sure = worst->sure;
  entry->most = MAX (worst->level, worst->most);
  entry->after = worst->reached;
  entry->why_after = worst->why_reached;
  if (worst->most <= worst->level)
    return;
  entry->open = worst->open;
  entry->why_open = worst->why_open;
}

static PodFindingGrade
place_before (const Source *source, const PodShiftTerm *term, PodShiftEntry *entry)
{
  PodFindingGrade found = POD_FINDING_GRADE_NONE (POD_GRADED);

  entry->row = POD_SHIFT_ROW_UNGRADED;
  entry->before = pod_clinic_find_baseline (source->casebook, term->observation->symbol.name,
                                            pod_date_first_day (source->start));
  if (!entry->before)
    return found;
  found = pod_finding_grade_term (source->study, term->grade, source->site, source->casebook,
                                  entry->before);
  entry->why_before = found.why;
  if (found.level >= 0)
    {
      entry->row = found.level;
      entry->sure_before = found.sure;
    }
  return found;
}

static void
compare (PodShiftEntry *entry, const PodFindingGrade *before)
{
  if (entry->column > HIGHEST)
    entry->state = POD_SHIFT_UNGRADED;
  else if (!entry->before)
    entry->state = POD_SHIFT_NO_BASELINE;
  else if (entry->row <= HIGHEST)
    {
      entry->state = pod_shift_entry_is_at_least (entry) ? POD_SHIFT_AT_LEAST : POD_SHIFT_KNOWN;
      entry->shift = entry->sure - entry->row;
      entry->shift_most = entry->state == POD_SHIFT_KNOWN ? entry->column - before->sure
                                                          : entry->shift;
    }
  else if (before->most >= 0 && before->most < entry->sure)
    {
      entry->state = POD_SHIFT_AT_LEAST;
      entry->shift = entry->shift_most = entry->sure - before->most;
    }
  else
    entry->state = POD_SHIFT_BASELINE_UNGRADED;
}

/* What is at least as bad as before may be new even so, if it is worse than was surely reached. */
static PodTruth
find_new (const Source *source, const PodShiftTerm *term, const PodShiftEntry *entry)
{
  PodTruth is_new[2];
  const int levels[] = { entry->sure, entry->most };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    is_new[i] = pod_clinic_was_milder (source->study, source->site, source->casebook,
                                       source->infusion, term->observation->symbol.name,
                                       term->grade, levels[i]);
  return is_new[0] == POD_FALSE && is_new[1] != POD_FALSE ? POD_UNKNOWN : is_new[0];
}

static PodShiftEntry
make_entry (const Source *source, const PodShiftTerm *term, const Worst *worst)
{
  PodShiftEntry entry = { .is_new = POD_FALSE, .grade = term->grade };
  PodFindingGrade before = place_before (source, term, &entry);

  place_after (worst, &entry);
  compare (&entry, &before);
  if (entry.shift > 0)
    entry.is_new = find_new (source, term, &entry);
  return entry;
}

/* ---- one subject ---- */

static void
free_subject (gpointer data)
{
  PodShiftSubject *subject = data;

  pod_casebook_unref (subject->casebook);
  for (guint i = 0; i < POD_SHIFT_N_PICKS; i++)
    g_array_unref (subject->entries[i]);
  g_ptr_array_unref (subject->unsure);
  g_free (subject);
}

static void
add_entries (const Source *source, const PodShiftTerm *term, PodShiftSubject *subject)
{
  Worst worst[POD_SHIFT_N_PICKS] = { WORST_NONE, WORST_NONE };

  find_worst (source, term, subject->unsure, worst);
  for (guint i = 0; i < POD_SHIFT_N_PICKS; i++)
    {
      PodShiftEntry entry = make_entry (source, term, &worst[i]);

      g_array_append_val (subject->entries[i], entry);
    }
}

static PodShiftSubject *
make_subject (const PodShiftBook *book, PodCasebook *casebook)
{
  PodShiftSubject *subject = g_new0 (PodShiftSubject, 1);
  const Source source = { book->study,
                          book->site,
                          casebook,
                          pod_clinic_find_first_dose (book->study, casebook, PRODUCT),
                          pod_casebook_get_exposure_start (book->study, casebook),
                          book->as_of };

  subject->casebook = pod_casebook_ref (casebook);
  for (guint i = 0; i < POD_SHIFT_N_PICKS; i++)
    subject->entries[i] = g_array_new (FALSE, FALSE, sizeof (PodShiftEntry));
  subject->unsure = g_ptr_array_new ();
  subject->is_infused = source.infusion && pod_date_is_set (source.infusion->start.date) &&
                        pod_date_is_set (source.start) &&
                        pod_date_first_day (source.infusion->start.date) <=
                            pod_date_last_day (book->as_of);
  for (guint i = 0; subject->is_infused && i < book->terms->len; i++)
    add_entries (&source, &g_array_index (book->terms, PodShiftTerm, i), subject);
  return subject;
}

gboolean
pod_shift_subject_is_of (const PodShiftSubject *subject, const char *cohort)
{
  return !cohort || g_strcmp0 (pod_casebook_get_subject (subject->casebook)->cohort, cohort) == 0;
}

const PodShiftEntry *
pod_shift_subject_get (const PodShiftSubject *subject, PodShiftPick pick, guint term)
{
  const GArray *entries = subject->entries[pick];

  return term < entries->len ? &g_array_index ((GArray *) entries, PodShiftEntry, term) : NULL;
}

gboolean
pod_shift_entry_is_at_least (const PodShiftEntry *entry)
{
  return entry->column <= HIGHEST && entry->most > entry->column;
}

PodShift
pod_shift_entry_get_shift (const PodShiftEntry *entry)
{
  return (PodShift){ .graded = { .grade = entry->grade,
                                 .level = entry->column,
                                 .sure = entry->sure,
                                 .baseline = entry->row,
                                 .baseline_sure = entry->sure_before },
                     .state = entry->state,
                     .shift = entry->shift,
                     .shift_most = entry->shift_most,
                     .is_new = entry->is_new };
}

static gboolean
is_worse (const PodShiftEntry *entry, const PodShiftEntry *than)
{
  if (entry->shift != than->shift)
    return entry->shift > than->shift;
  if (entry->column != than->column)
    return entry->column > than->column;
  return entry->is_new == POD_TRUE && than->is_new != POD_TRUE;
}

const PodShiftEntry *
pod_shift_subject_find_worst (const PodShiftSubject *subject, guint *term)
{
  const PodShiftEntry *worst = NULL;

  for (guint i = 0; i < subject->entries[POD_SHIFT_WORST]->len; i++)
    {
      const PodShiftEntry *entry = pod_shift_subject_get (subject, POD_SHIFT_WORST, i);

      if (entry->shift <= 0 || (worst && !is_worse (entry, worst)))
        continue;
      worst = entry;
      if (term)
        *term = i;
    }
  return worst;
}

/* ---- the book ---- */

PodShiftBook *
pod_shift_book_new (void)
{
  PodShiftBook *book = g_new0 (PodShiftBook, 1);

  book->terms = g_array_new (FALSE, FALSE, sizeof (PodShiftTerm));
  book->subjects = g_ptr_array_new_with_free_func (free_subject);
  return book;
}

void
pod_shift_book_free (PodShiftBook *book)
{
  g_ptr_array_unref (book->subjects);
  g_array_unref (book->terms);
  g_clear_pointer (&book->site, pod_site_unref);
  g_clear_pointer (&book->study, pod_study_unref);
  g_free (book);
}

/* What was worked out of another study, site, scale or day says nothing here. */
static void
begin (PodShiftBook *book,
       const PodStudy *study,
       const char *scale,
       const PodSite *site,
       PodDate as_of)
{
  scale = g_intern_string (scale ? scale : pod_study_get (study, "toxicity_scale"));
  if (book->study == study && book->site == site && book->scale == scale &&
      pod_date_equal (book->as_of, as_of))
    return;
  g_ptr_array_set_size (book->subjects, 0);
  if (book->study != study)
    {
      g_clear_pointer (&book->study, pod_study_unref);
      book->study = pod_study_ref ((PodStudy *) study);
    }
  if (book->site != site)
    {
      g_clear_pointer (&book->site, pod_site_unref);
      book->site = site ? pod_site_ref ((PodSite *) site) : NULL;
    }
  book->scale = scale;
  book->as_of = as_of;
  g_array_unref (book->terms);
  book->terms = list_terms (study, scale);
}

/* Taken out of @old, so that it is not freed with it. */
static PodShiftSubject *
take (GPtrArray *old, const PodCasebook *casebook)
{
  for (guint i = 0; i < old->len; i++)
    if (((PodShiftSubject *) old->pdata[i])->casebook == casebook)
      return g_ptr_array_steal_index_fast (old, i);
  return NULL;
}

guint
pod_shift_book_update (PodShiftBook *book,
                       const PodStudy *study,
                       const char *scale,
                       const PodSite *site,
                       const GPtrArray *casebooks,
                       PodDate as_of)
{
  g_autoptr (GPtrArray) old = NULL;
  guint made = 0;

  begin (book, study, scale, site, as_of);
  old = book->subjects;
  book->subjects = g_ptr_array_new_with_free_func (free_subject);
  for (guint i = 0; i < casebooks->len; i++)
    {
      PodShiftSubject *subject = take (old, casebooks->pdata[i]);

      made += subject == NULL;
      g_ptr_array_add (book->subjects,
                       subject ? subject : make_subject (book, casebooks->pdata[i]));
    }
  return made;
}

const PodStudy *
pod_shift_book_get_study (const PodShiftBook *book)
{
  return book->study;
}

const char *
pod_shift_book_get_scale (const PodShiftBook *book)
{
  return book->scale;
}

const GArray *
pod_shift_book_get_terms (const PodShiftBook *book)
{
  return book->terms;
}

const GPtrArray *
pod_shift_book_get_subjects (const PodShiftBook *book)
{
  return book->subjects;
}

const PodShiftSubject *
pod_shift_book_find (const PodShiftBook *book, const PodCasebook *casebook)
{
  for (guint i = 0; i < book->subjects->len; i++)
    if (((PodShiftSubject *) book->subjects->pdata[i])->casebook == casebook)
      return book->subjects->pdata[i];
  return NULL;
}

/* ---- tables ---- */

static gboolean
is_open_before (const PodShiftEntry *entry)
{
  return entry->row <= HIGHEST && entry->sure_before < entry->row;
}

static gboolean
is_open_after (const PodShiftEntry *entry)
{
  return entry->column <= HIGHEST && entry->sure < entry->column;
}

/* Before @entry is counted. */
static void
note_open (const PodShiftEntry *entry, PodShiftTable *table)
{
  guint *open = &table->open[entry->row][entry->column];
  int *before = &table->sure_before[entry->row][entry->column];
  int *after = &table->sure[entry->row][entry->column];

  if (!is_open_before (entry) && !is_open_after (entry))
    return;
  if (*open == 0)
    {
      *before = entry->row;
      *after = entry->column;
    }
  if (is_open_before (entry))
    *before = MIN (*before, entry->sure_before);
  if (is_open_after (entry))
    *after = MIN (*after, entry->sure);
  (*open)++;
}

/* Before @entry is counted. */
static void
note_shift (const PodShiftEntry *entry, PodShiftTable *table)
{
  gboolean is_first = table->counts[entry->row][entry->column] == 0;
  int *least = &table->shift[entry->row][entry->column];
  int *most = &table->shift_most[entry->row][entry->column];

  *least = is_first ? entry->shift : MIN (*least, entry->shift);
  *most = is_first ? entry->shift_most : MAX (*most, entry->shift_most);
  table->n_open += entry->shift < entry->shift_most || is_open_before (entry) ||
                   is_open_after (entry);
}

static void
count_entry (const PodShiftEntry *entry, PodShiftTable *table)
{
  gboolean is_better = entry->state == POD_SHIFT_KNOWN && entry->shift_most < 0;

  note_shift (entry, table);
  note_open (entry, table);
  table->counts[entry->row][entry->column]++;
  table->at_least[entry->row][entry->column] += pod_shift_entry_is_at_least (entry);
  table->n_at_least += pod_shift_entry_is_at_least (entry);
  table->worse[entry->row][entry->column] += entry->shift > 0;
  table->n_worse += entry->shift > 0;
  table->n_new += entry->is_new == POD_TRUE;
  table->better[entry->row][entry->column] += is_better;
  table->n_better += is_better;
}

/* FALSE where nobody has anything to say by this term. */
static gboolean
fill_table (const PodShiftBook *book, const char *cohort, PodShiftPick pick, PodShiftTable *table)
{
  gboolean any = FALSE;

  for (guint i = 0; i < book->subjects->len; i++)
    {
      const PodShiftSubject *subject = book->subjects->pdata[i];
      const PodShiftEntry *entry = pod_shift_subject_get (subject, pick, table->term);

      if (!entry || !pod_shift_subject_is_of (subject, cohort))
        continue;
      count_entry (entry, table);
      any = any || entry->before || entry->after;
    }
  return any;
}

static gboolean
is_named (const PodStudy *study, const char *key, const char *name)
{
  const char *value = pod_study_get (study, key);
  g_auto (GStrv) names = value ? g_strsplit_set (value, " ,", -1) : NULL;

  return names && g_strv_contains ((const char *const *) names, name);
}

static const PodGrade *
get_grade (const PodShiftBook *book, const PodShiftTable *table)
{
  return g_array_index (book->terms, PodShiftTerm, table->term).grade;
}

static int
compare_tables (gconstpointer a, gconstpointer b)
{
  const PodShiftTable *one = a, *other = b;

  if (one->is_followed != other->is_followed)
    return one->is_followed ? -1 : 1;
  if (one->n_worse != other->n_worse)
    return one->n_worse > other->n_worse ? -1 : 1;
  return one->term < other->term ? -1 : 1;
}

/* What one term grades stands together, behind its first: the protein of 24 hours, which the study follows, and the ratio. */
static GArray *
gather (const PodShiftBook *book, const GArray *sorted)
{
  GArray *tables = g_array_sized_new (FALSE, FALSE, sizeof (PodShiftTable), sorted->len);

  for (guint i = 0; i < sorted->len; i++)
    {
      const PodShiftTable *table = &g_array_index ((GArray *) sorted, PodShiftTable, i);
      guint at = tables->len;

      for (guint k = 0; k < tables->len; k++)
        if (pod_grade_is_variant (get_grade (book, &g_array_index (tables, PodShiftTable, k)),
                                  get_grade (book, table)))
          at = k + 1;
      g_array_insert_val (tables, at, *table);
    }
  return tables;
}

GArray *
pod_shift_book_make_tables (const PodShiftBook *book, const char *cohort, PodShiftPick pick)
{
  g_autoptr (GArray) tables = g_array_new (FALSE, FALSE, sizeof (PodShiftTable));

  for (guint i = 0; i < book->terms->len; i++)
    {
      PodShiftTable table = { .term = i,
                              .grade = g_array_index (book->terms, PodShiftTerm, i).grade };
      const char *name = g_array_index (book->terms, PodShiftTerm, i).observation->symbol.name;

      table.is_followed = is_named (book->study, "wall_course", name) ||
                          is_named (book->study, "wall_values", name);
      if (fill_table (book, cohort, pick, &table))
        g_array_append_val (tables, table);
    }
  g_array_sort (tables, compare_tables);
  return gather (book, tables);
}

GPtrArray *
pod_shift_book_list (const PodShiftBook *book,
                     const char *cohort,
                     PodShiftPick pick,
                     guint term,
                     int row,
                     int column)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < book->subjects->len; i++)
    {
      const PodShiftSubject *subject = book->subjects->pdata[i];
      const PodShiftEntry *entry = pod_shift_subject_get (subject, pick, term);

      if (entry && entry->row == row && entry->column == column &&
          pod_shift_subject_is_of (subject, cohort))
        g_ptr_array_add (list, (gpointer) subject);
    }
  return list;
}

/* ---- in words ---- */

static const char *const levels[] = { "0", "1", "2", "3", "4" };

const char *
pod_shift_row_to_words (int row)
{
  return row >= 0 && row <= HIGHEST ? levels[row] : C_ ("grade", "not graded");
}

const char *
pod_shift_column_to_words (int column)
{
  if (column == POD_SHIFT_COLUMN_NONE)
    return C_ ("grade", "no result");
  return column >= 0 && column <= HIGHEST ? levels[column] : C_ ("grade", "not graded");
}

char *
pod_shift_row_print (const PodGrade *grade, int row, int sure)
{
  return row <= HIGHEST ? pod_finding_grade_print (&(PodFindingGrade){
                              .grade = grade, .level = row, .sure = sure })
                        : g_strdup (pod_shift_row_to_words (row));
}

char *
pod_shift_column_print (const PodGrade *grade, int column, int sure)
{
  return column <= HIGHEST ? pod_finding_grade_print (&(PodFindingGrade){
                                 .grade = grade, .level = column, .sure = sure })
                           : g_strdup (pod_shift_column_to_words (column));
}

/* What is at least so much is surely no more than what is sure. */
char *
pod_shift_entry_print_worst (const PodShiftEntry *entry)
{
  if (pod_shift_entry_is_at_least (entry))
    return g_strdup_printf ("≥ %d", entry->sure);
  return pod_shift_column_print (entry->grade, entry->column, entry->sure);
}

const char *
pod_shift_term_to_sign (const PodShiftTerm *term)
{
  return pod_grade_is_low (term->grade) ? "↓" : "↑";
}
