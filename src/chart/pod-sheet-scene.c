#include "pod-axis.h"
#include "pod-flow.h"
#include "pod-paper-frame.h"
#include "pod-sheet-words.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define COLUMNS 2
#define GAP 22.0
#define INDENT 13.0
#define LINE 15.0
#define ANSWER 14.0
#define TEXT 11.0
/* The decision, and a line to sign on. */
#define DECISION 74.0

/* One page is the aim, and what is small may be read; where it does not fit, there are two, and not smaller ones. */
static const double sizes[] = { 11.0, 10.5, POD_PAPER_SMALLEST };

typedef struct
{
  GPtrArray *pages;
  const PodStudy *study;
  const PodSite *site;
  const PodCasebook *casebook;
  const PodScreening *screening;
  const PodPaperFrame *frame;
  const PodMetrics *metrics;
  PodFlow *flow;
} Sheet;

/* ---- what flows ---- */

static void
add_text (Sheet *sheet, const char *text, PodRole role)
{
  pod_flow_add (sheet->flow, &(PodFlowText){ .text = text, .indent = INDENT, .role = role });
}

static void
add_heading (Sheet *sheet, const char *words)
{
  pod_flow_begin (sheet->flow, 9, TRUE);
  pod_flow_add (sheet->flow,
                &(PodFlowText){ .text = words, .bold = TRUE, .role = POD_ROLE_DIM_TEXT });
}

static const char *
get_mark (PodTruth passes)
{
  return passes == POD_TRUE ? "✓" : passes == POD_FALSE ? "✗" : "?";
}

static void
add_verdict (Sheet *sheet, const PodVerdict *verdict)
{
  const PodCriterion *criterion = verdict->criterion;
  g_autofree char *head = g_strdup_printf ("%s  %s", criterion->id,
                                           pod_words_get (&criterion->label, pod_words_locale ()));
  g_autofree char *words = pod_sheet_say_verdict (verdict);
  g_autofree char *evidence = pod_verdict_say_evidence (sheet->study, verdict);
  g_autoptr (GPtrArray) notes = pod_sheet_list_notes (verdict);

  pod_flow_begin (sheet->flow, 4, FALSE);
  pod_flow_add (sheet->flow, &(PodFlowText){ .text = head,
                                             .mark = get_mark (verdict->passes),
                                             .end = words,
                                             .indent = INDENT,
                                             .bold = TRUE,
                                             .role = POD_ROLE_TEXT });
  add_text (sheet, evidence, POD_ROLE_TEXT);
  for (guint i = 0; i < notes->len; i++)
    add_text (sheet, g_ptr_array_index (notes, i), POD_ROLE_DIM_TEXT);
}

static void
add_verdicts (Sheet *sheet, PodCriterionKind kind, const char *heading)
{
  const GPtrArray *verdicts = sheet->screening->verdicts;
  gboolean begun = FALSE;

  for (guint i = 0; i < verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (verdict->criterion->kind != kind)
        continue;
      if (!begun)
        add_heading (sheet, heading);
      begun = TRUE;
      add_verdict (sheet, verdict);
    }
}

static void
add_readings (Sheet *sheet)
{
  const GPtrArray *readings = pod_study_get_readings (sheet->study);
  gboolean begun = FALSE;

  for (guint i = 0; i < readings->len; i++)
    {
      g_autofree char *words = pod_sheet_say_reading (sheet->study, sheet->site, sheet->casebook,
                                                      g_ptr_array_index (readings, i));

      if (words == NULL)
        continue;
      if (!begun)
        add_heading (sheet, _ ("How the protocol is read"));
      begun = TRUE;
      pod_flow_begin (sheet->flow, 2, FALSE);
      add_text (sheet, words, POD_ROLE_TEXT);
    }
}

static void
fill_flow (Sheet *sheet, double size)
{
  double width = POD_PAPER_SHORT - 2 * POD_PAPER_MARGIN - (COLUMNS - 1) * GAP;

  g_clear_pointer (&sheet->flow, pod_flow_free);
  sheet->flow = pod_flow_new (sheet->metrics, width / COLUMNS, size);
  add_verdicts (sheet, POD_INCLUSION, _ ("Inclusion criteria"));
  add_verdicts (sheet, POD_EXCLUSION, _ ("Exclusion criteria"));
  add_readings (sheet);
}

/* Returns how high the columns are; where they do not all fit on one page, as high as they may be. */
static double
fit_flow (Sheet *sheet, double most)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double height;

      fill_flow (sheet, sizes[i]);
      height = pod_flow_measure (sheet->flow, COLUMNS, most);
      if (height <= most)
        return height;
    }
  fill_flow (sheet, sizes[0]);
  return most;
}

/* ---- what stands ---- */

static double
draw_answer (Sheet *sheet, PodScene *scene, double y)
{
  g_autofree char *subject = pod_sheet_say_subject (sheet->study, sheet->casebook,
                                                    sheet->screening->as_of);
  g_autofree char *answer = pod_sheet_say_answer (sheet->screening);
  g_autofree char *marked = g_strdup_printf ("%s  %s", get_mark (sheet->screening->eligible),
                                             answer);
  g_autofree char *consent = pod_sheet_say_consent (sheet->study, sheet->casebook);
  double right = scene->width - POD_PAPER_MARGIN;

  pod_scene_add_text (scene, POD_ROLE_TEXT, POD_PAPER_MARGIN, y + LINE / 2, POD_ALIGN_START, TEXT,
                      subject)
      ->bold = TRUE;
  pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, right, y + LINE + ANSWER, POD_ALIGN_END,
                      POD_PAPER_SMALLEST, consent);
  y += LINE + ANSWER;
  pod_scene_add_text (scene, POD_ROLE_TEXT, POD_PAPER_MARGIN, y, POD_ALIGN_START, ANSWER, marked)
      ->bold = TRUE;
  y += ANSWER;
  pod_scene_add_line (scene, POD_ROLE_AXIS, POD_PAPER_MARGIN, y, right, y, 1);
  return y + 8;
}

static void
draw_rule (PodScene *scene, double x, double y, double width, const char *words)
{
  pod_scene_add_line (scene, POD_ROLE_AXIS, x, y, x + width, y, 1);
  pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, x, y + LINE / 2, POD_ALIGN_START,
                      POD_PAPER_SMALLEST, words);
}

/* Who signed here signed the record; a hand may sign the paper all the same. */
static void
draw_decision (Sheet *sheet, PodScene *scene, double y)
{
  g_autofree char *decision = pod_sheet_say_decision (sheet->casebook);
  double right = scene->width - POD_PAPER_MARGIN;
  double half = (right - POD_PAPER_MARGIN) / 2;

  pod_scene_add_line (scene, POD_ROLE_AXIS, POD_PAPER_MARGIN, y, right, y, 1);
  pod_scene_add_text (scene, POD_ROLE_TEXT, POD_PAPER_MARGIN, y + LINE, POD_ALIGN_START, TEXT,
                      decision)
      ->bold = TRUE;
  if (sheet->frame->signature != NULL)
    pod_scene_add_text (scene, POD_ROLE_TEXT, POD_PAPER_MARGIN, y + 2 * LINE, POD_ALIGN_START,
                        POD_PAPER_SMALLEST, sheet->frame->signature)
        ->w = right - POD_PAPER_MARGIN;
  draw_rule (scene, POD_PAPER_MARGIN, y + 54, half - GAP, _ ("Principal investigator, signature"));
  draw_rule (scene, POD_PAPER_MARGIN + half, y + 54, half / 2, C_ ("paper", "Date"));
}

/* ---- the same, read out ---- */

static void
add_rows (Sheet *sheet)
{
  PodScene *scene = g_ptr_array_index (sheet->pages, 0);
  const GPtrArray *verdicts = sheet->screening->verdicts;

  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, _ ("Criterion"), _ ("Verdict"), _ ("Evidence"),
                     NULL);
  for (guint i = 0; i < verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (verdicts, i);
      g_autofree char *words = pod_sheet_say_verdict (verdict);
      g_autofree char *evidence = pod_verdict_say_evidence (sheet->study, verdict);

      pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, verdict->criterion->id, words, evidence,
                         NULL);
    }
}

static void
describe (Sheet *sheet, PodScene *scene, const char *page)
{
  g_autofree char *subject = pod_sheet_say_subject (sheet->study, sheet->casebook,
                                                    sheet->screening->as_of);
  g_autofree char *consent = pod_sheet_say_consent (sheet->study, sheet->casebook);
  g_autofree char *answer = pod_sheet_say_answer (sheet->screening);
  g_autofree char *decision = pod_sheet_say_decision (sheet->casebook);

  scene->title = g_strdup (_ ("Screening Sheet"));
  scene->description = page != NULL
                           ? g_strjoin (". ", subject, consent, answer, decision, page, NULL)
                           : g_strjoin (". ", subject, consent, answer, decision, NULL);
}

/* ---- pages ---- */

static double
begin_page (Sheet *sheet)
{
  PodScene *scene = pod_scene_new (POD_PAPER_SHORT, POD_PAPER_LONG);
  double top = pod_paper_draw_head (scene, _ ("Screening Sheet"), sheet->study, sheet->frame,
                                    sheet->metrics);

  g_ptr_array_add (sheet->pages, scene);
  return draw_answer (sheet, scene, top);
}

/* Where the foot is to stand; the number of pages is not known yet. */
static double
find_bottom (const PodPaperFrame *frame)
{
  g_autoptr (PodScene) scene = pod_scene_new (POD_PAPER_SHORT, POD_PAPER_LONG);

  return pod_paper_draw_foot (scene, frame, NULL) - DECISION;
}

static void
draw_pages (Sheet *sheet, PodFlowPlace *place)
{
  guint columns = pod_flow_count_columns (sheet->flow, place->height);

  while (sheet->pages->len * COLUMNS < columns)
    begin_page (sheet);
  place->n_full = (sheet->pages->len - 1) * COLUMNS;
  place->rest = pod_flow_balance (sheet->flow, place->height, place->n_full, COLUMNS);
  for (guint i = 0; i < sheet->pages->len; i++)
    {
      PodScene *scene = g_ptr_array_index (sheet->pages, i);
      g_autofree char *page = sheet->pages->len > 1 ? g_strdup_printf (_ ("Page %1$u of %2$u"),
                                                                       i + 1, sheet->pages->len)
                                                    : NULL;

      place->first = i * COLUMNS;
      pod_flow_draw (sheet->flow, scene, place);
      pod_paper_draw_foot (scene, sheet->frame, page);
      describe (sheet, scene, page);
    }
}

GPtrArray *
pod_sheet_scenes_new (const PodStudy *study,
                      const PodSite *site,
                      const PodCasebook *casebook,
                      PodDate as_of,
                      const PodPaperFrame *frame,
                      const PodMetrics *metrics)
{
  g_autoptr (PodScreening) screening = pod_screening_new (study, site, casebook, as_of);
  Sheet sheet = { .pages = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_scene_unref),
                  .study = study,
                  .site = site,
                  .casebook = casebook,
                  .screening = screening,
                  .frame = frame,
                  .metrics = metrics };
  double top = begin_page (&sheet);
  double bottom = find_bottom (frame);
  PodFlowPlace place = {
    POD_PAPER_MARGIN, top, GAP, fit_flow (&sheet, bottom - top - 6), 0, COLUMNS
  };

  draw_pages (&sheet, &place);
  draw_decision (&sheet, g_ptr_array_index (sheet.pages, sheet.pages->len - 1), bottom);
  add_rows (&sheet);
  pod_flow_free (sheet.flow);
  return sheet.pages;
}
