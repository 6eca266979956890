#include "pod-axis.h"
#include "pod-paper-frame.h"
#include "pod-text-wrap.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define TEXT 11.0
#define LINE 14.5
#define PAD 6.0
/* Room over and under a row. */
#define AIR 3.0
#define HEADING 22.0

typedef enum
{
  COLUMN_NUMBER,
  COLUMN_CONSENT,
  COLUMN_COHORT,
  COLUMN_PERSON,
  COLUMN_OUTCOME,
  COLUMN_DECIDED,
  COLUMN_DAYS,
  COLUMN_BY,
  N_COLUMNS,
} Column;

/* Shares of the width. */
static const double shares[N_COLUMNS] = { 0.09, 0.1, 0.07, 0.12, 0.31, 0.1, 0.06, 0.15 };

typedef struct
{
  const PodStudy *study;
  const PodScreeningLog *log;
  const PodPaperFrame *frame;
  const PodMetrics *metrics;
  GPtrArray *pages;
  PodScene *page;
  double y;
  double bottom;
  double left[N_COLUMNS + 1];
} Log;

static char *
say_days (const PodLogEntry *entry)
{
  return entry->days >= 0 ? g_strdup_printf ("%d", entry->days) : g_strdup ("–");
}

static char *
say_date (PodDate date)
{
  return pod_date_is_set (date) ? pod_date_to_words (date) : g_strdup ("–");
}

static char *
say_cohort (const Log *self, const PodLogEntry *entry)
{
  const PodCohort *cohort = entry->cohort != NULL
                                ? pod_study_find_cohort (self->study, entry->cohort)
                                : NULL;

  return g_strdup (cohort != NULL ? pod_words_get (&cohort->short_label, pod_words_locale ())
                                  : "–");
}

static void
fill_cells (const Log *self, const PodLogEntry *entry, char *cells[N_COLUMNS + 1])
{
  cells[COLUMN_NUMBER] = g_strdup (entry->screening_number);
  cells[COLUMN_CONSENT] = say_date (entry->consent);
  cells[COLUMN_COHORT] = say_cohort (self, entry);
  cells[COLUMN_PERSON] = pod_log_entry_say_person (entry);
  cells[COLUMN_OUTCOME] = pod_log_entry_say_outcome (entry);
  cells[COLUMN_DECIDED] = say_date (entry->decided);
  cells[COLUMN_DAYS] = say_days (entry);
  cells[COLUMN_BY] = g_strdup (pod_log_entry_say_signer (entry));
}

/* ---- pages ---- */

static void
find_columns (Log *self)
{
  double x = POD_PAPER_MARGIN;
  double width = POD_PAPER_LONG - 2 * POD_PAPER_MARGIN;

  for (Column column = 0; column < N_COLUMNS; column++)
    {
      self->left[column] = x;
      x += shares[column] * width;
    }
  self->left[N_COLUMNS] = x;
}

static void
draw_heading (Log *self)
{
  const char *const names[N_COLUMNS + 1] = {
    C_ ("screening log", "No."),     C_ ("screening log", "Consent"),
    C_ ("screening log", "Cohort"),  C_ ("screening log", "Sex, age"),
    C_ ("screening log", "Outcome"), C_ ("screening log", "Decided"),
    C_ ("screening log", "Days"),    C_ ("screening log", "Decided by"),
  };

  for (Column column = 0; column < N_COLUMNS; column++)
    {
      PodMark *mark = pod_scene_add_text (self->page, POD_ROLE_DIM_TEXT, self->left[column],
                                          self->y + HEADING / 2, POD_ALIGN_START, TEXT,
                                          names[column]);
      mark->bold = TRUE;
      mark->w = self->left[column + 1] - self->left[column] - PAD;
    }
  self->y += HEADING;
  pod_scene_add_line (self->page, POD_ROLE_AXIS, POD_PAPER_MARGIN, self->y, self->left[N_COLUMNS],
                      self->y, 1);
  pod_scene_add_cells (self->page, POD_N_RECORD_TYPES, 0, names);
}

/* The number of pages is known only at the end. */
static void
begin_page (Log *self)
{
  g_autofree char *totals = pod_screening_log_say_totals (self->log);
  g_autofree char *day = pod_date_to_words (self->log->as_of);
  g_autofree char *line = g_strdup_printf (_ ("As of %1$s: %2$s"), day, totals);
  PodMark *mark;

  self->page = pod_scene_new (POD_PAPER_LONG, POD_PAPER_SHORT);
  g_ptr_array_add (self->pages, self->page);
  self->page->title = g_strdup (_ ("Screening Log"));
  self->page->description = g_strdup (line);
  self->y = pod_paper_draw_head (self->page, _ ("Screening Log"), self->study, self->frame,
                                 self->metrics);
  mark = pod_scene_add_text (self->page, POD_ROLE_TEXT, POD_PAPER_MARGIN, self->y + LINE / 2,
                             POD_ALIGN_START, TEXT, line);
  mark->bold = TRUE;
  mark->w = self->left[N_COLUMNS] - POD_PAPER_MARGIN;
  self->y += 2 * LINE;
  draw_heading (self);
}

static guint
wrap_cells (const Log *self, char **cells, GPtrArray *wrapped[N_COLUMNS])
{
  guint most = 1;

  for (Column column = 0; column < N_COLUMNS; column++)
    {
      wrapped[column] = pod_text_wrap (self->metrics, cells[column], TEXT, FALSE,
                                       self->left[column + 1] - self->left[column] - PAD, 0, NULL);
      most = MAX (most, wrapped[column]->len);
    }
  return most;
}

static void
draw_cells (Log *self, GPtrArray *wrapped[N_COLUMNS])
{
  for (Column column = 0; column < N_COLUMNS; column++)
    {
      for (guint i = 0; i < wrapped[column]->len; i++)
        pod_scene_add_text (self->page, POD_ROLE_TEXT, self->left[column],
                            self->y + AIR + (i + 0.5) * LINE, POD_ALIGN_START, TEXT,
                            g_ptr_array_index (wrapped[column], i))
            ->bold = column == COLUMN_NUMBER;
      g_ptr_array_unref (wrapped[column]);
    }
}

static void
draw_entry (Log *self, const PodLogEntry *entry)
{
  g_auto (GStrv) cells = g_new0 (char *, N_COLUMNS + 1);
  GPtrArray *wrapped[N_COLUMNS];
  double height;

  fill_cells (self, entry, cells);
  height = wrap_cells (self, cells, wrapped) * LINE + 2 * AIR;
  if (self->y + height > self->bottom)
    begin_page (self);
  draw_cells (self, wrapped);
  self->y += height;
  pod_scene_add_line (self->page, POD_ROLE_GRID, POD_PAPER_MARGIN, self->y, self->left[N_COLUMNS],
                      self->y, 1);
  pod_scene_add_cells (self->page, POD_RECORD_SUBJECT, entry->subject, (const char *const *) cells);
}

static void
draw_feet (Log *self)
{
  for (guint i = 0; i < self->pages->len; i++)
    {
      /* Translators: at the foot of a printed page. */
      g_autofree char *page = g_strdup_printf (_ ("Page %1$u of %2$u"), i + 1, self->pages->len);

      pod_paper_draw_foot (g_ptr_array_index (self->pages, i), self->frame, page);
    }
}

GPtrArray *
pod_log_scenes_new (const PodStudy *study,
                    const PodScreeningLog *log,
                    const PodPaperFrame *frame,
                    const PodMetrics *metrics)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_scene_unref);
  Log self = { study, log, frame, metrics, pages };

  find_columns (&self);
  /* Where the foot is to stand. */
  self.bottom = POD_PAPER_SHORT - POD_PAPER_MARGIN - 3 * LINE;
  begin_page (&self);
  for (guint i = 0; i < log->entries->len; i++)
    draw_entry (&self, g_ptr_array_index (log->entries, i));
  if (log->entries->len == 0)
    pod_scene_add_text (self.page, POD_ROLE_DIM_TEXT, POD_PAPER_MARGIN, self.y + LINE,
                        POD_ALIGN_START, TEXT, _ ("No attempt to show"));
  draw_feet (&self);
  return pages;
}
