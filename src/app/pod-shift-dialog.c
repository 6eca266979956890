#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-shift-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-grade.h"
#include "pod-scene.h"
#include "pod-words.h"

/* "3.1 g/d, D −12": as it was reported. */
static char *
print_result (const PodStudy *study, const PodShiftSubject *subject, const PodFinding *finding)
{
  g_autofree char *value = pod_finding_to_words (study, finding);
  g_autofree char *when = NULL;
  int day;

  when = pod_subject_day (study, subject->casebook, finding->when.date, &day)
             ? pod_day_short (day, 0)
             : pod_moment_to_words (finding->when);
  return g_strconcat (value, C_ ("clause", ", "), when, NULL);
}

/* The grade, or why there is none, and what it is of. */
static char *
print_side (const PodStudy *study,
            const PodShiftSubject *subject,
            const PodFinding *finding,
            const char *grade,
            PodUngraded why)
{
  g_autofree char *result = NULL;

  if (finding == NULL)
    return g_strdup ("–");
  result = print_result (study, subject, finding);
  if (why == POD_GRADED)
    {
      g_autofree char *words = g_strdup_printf (_ ("grade %s"), grade);

      return g_strdup_printf ("%s · %s", words, result);
    }
  return g_strdup_printf ("%s: %s · %s", grade, pod_ungraded_to_words (why), result);
}

/* What may be worse stands behind what was surely reached. */
static char *
print_after (const PodStudy *study, const PodShiftSubject *subject, const PodShiftEntry *entry)
{
  g_autofree char *worst = pod_shift_entry_print_worst (entry);
  g_autofree char *reached = print_side (study, subject, entry->after, worst, entry->why_after);
  g_autofree char *open = NULL;

  if (entry->open == NULL || entry->open == entry->after)
    return g_steal_pointer (&reached);
  open = print_result (study, subject, entry->open);
  /* Translators: the result of a grade that was surely reached; then one without a grade, which may be worse, and why it has none. */
  return g_strdup_printf (C_ ("shift", "%1$s; may be worse: %2$s (%3$s)"), reached, open,
                          pod_ungraded_to_words (entry->why_open));
}

static char *
print_change (const PodShiftEntry *entry)
{
  const PodShift shift = pod_shift_entry_get_shift (entry);
  g_autofree char *change = pod_shift_print (&shift);

  if (entry->state != POD_SHIFT_KNOWN && entry->state != POD_SHIFT_AT_LEAST)
    return g_strdup (pod_shift_state_to_words (entry->state));
  if (entry->is_new == POD_TRUE)
    /* Translators: by how much a grade changed, and that nothing was as bad before the infusion. */
    return g_strdup_printf (C_ ("shift", "%s, new since infusion"), change);
  return g_steal_pointer (&change);
}

static void
add_row (PodRecordsDialog *self,
         const PodStudy *study,
         const PodShiftSubject *subject,
         const PodShiftEntry *entry)
{
  const PodSubject *who = pod_casebook_get_subject (subject->casebook);
  const PodFinding *result = entry->after != NULL ? entry->after : entry->before;
  g_autofree char *grade = pod_shift_row_print (entry->grade, entry->row, entry->sure_before);
  g_autofree char *before = print_side (study, subject, entry->before, grade, entry->why_before);
  g_autofree char *after = print_after (study, subject, entry);
  g_autofree char *change = print_change (entry);
  const char *cells[] = { pod_subject_get_number (who), before, after, change, NULL };

  pod_records_dialog_add (self, result != NULL ? POD_RECORD_FINDING : POD_RECORD_SUBJECT,
                          result != NULL ? result->record.id : who->record.id, cells);
}

/* A number tells most of one grade well enough: INR of 1.6 is 2 under any drug, and of 1.3 it is not known. */
static gboolean
has_open (const GPtrArray *list, PodShiftPick pick, guint term)
{
  for (guint i = 0; i < list->len; i++)
    {
      const PodShiftEntry *entry = pod_shift_subject_get (list->pdata[i], pick, term);

      if (entry->sure < entry->column)
        return TRUE;
    }
  return FALSE;
}

/* The cell in words; where a number alone does not tell the grade of somebody in it, why, too. */
static char *
say_cell (const PodShiftBook *book,
          const GPtrArray *list,
          PodShiftPick pick,
          guint term,
          int column,
          const char *words)
{
  const GArray *terms = pod_shift_book_get_terms (book);
  const PodGrade *grade = g_array_index (terms, PodShiftTerm, term).grade;
  const char *note = column > 0 && column < (int) G_N_ELEMENTS (grade->notes) &&
                             (has_open (list, pick, term) || !pod_grade_assumes (grade))
                         ? pod_words_get (&grade->notes[column], pod_words_locale ())
                         : NULL;

  return note != NULL ? g_strdup_printf (C_ ("grade", "%1$s. %2$s"), words, note)
                      : g_strdup (words);
}

PodRecordsDialog *
pod_shift_dialog_new (GtkWindow *parent,
                      const PodShiftBook *book,
                      const char *cohort,
                      PodShiftPick pick,
                      guint term,
                      int row,
                      int column,
                      const char *words)
{
  g_autoptr (GPtrArray) list = pod_shift_book_list (book, cohort, pick, term, row, column);
  g_autofree char *said = say_cell (book, list, pick, term, column, words);
  PodRecordsDialog *self = pod_records_dialog_new (parent, _ ("Subjects in the Shift Table"), said);
  const char *heading[] = { _ ("Subject"), C_ ("shift", "Before treatment"),
                            pick == POD_SHIFT_LAST ? C_ ("shift", "Last after infusion")
                                                   : C_ ("shift", "Worst after infusion"),
                            C_ ("grade", "Grade shift"), NULL };

  for (guint i = 0; i < list->len; i++)
    add_row (self, pod_shift_book_get_study (book), list->pdata[i],
             pod_shift_subject_get (list->pdata[i], pick, term));
  pod_records_dialog_fill (self, heading);
  return self;
}
