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

/**
 * Tightness: how much is said, where it would not fit into one page otherwise
 * @evidence, @note, @reading: lines of each; 0 for as many as it takes
 * @without: neither notes nor readings
 */
typedef struct
{
  double size;
  guint evidence;
  guint note;
  guint reading;
  gboolean without;
} Tightness;

/* The readings give way first, since the ledger has them, too; then the notes, then what a verdict rests on. */
static const Tightness levels[] = {
  { 11.0, 0, 0, 0, FALSE },
  { 10.5, 0, 0, 0, FALSE },
  { POD_PAPER_SMALLEST, 0, 0, 0, FALSE },
  { POD_PAPER_SMALLEST, 0, 2, 1, FALSE },
  { POD_PAPER_SMALLEST, 6, 2, 1, FALSE },
  { POD_PAPER_SMALLEST, 5, 1, 1, FALSE },
  { POD_PAPER_SMALLEST, 4, 1, 1, FALSE },
  { POD_PAPER_SMALLEST, 3, 1, 1, FALSE },
  { POD_PAPER_SMALLEST, 2, 1, 1, FALSE },
  { POD_PAPER_SMALLEST, 1, 1, 1, FALSE },
  { POD_PAPER_SMALLEST, 1, 0, 0, TRUE },
};

typedef struct
{
  PodScene *scene;
  const PodStudy *study;
  const PodSite *site;
  const PodCasebook *casebook;
  const PodScreening *screening;
  const PodPaperFrame *frame;
  const PodMetrics *metrics;
  const Tightness *tight;
  PodFlow *flow;
  guint cut;
} Sheet;

/* ---- what flows ---- */

static void
add_text (Sheet *sheet, const char *text, PodRole role, guint most)
{
  sheet->cut +=
      pod_flow_add (sheet->flow,
                    &(PodFlowText){ .text = text, .indent = INDENT, .role = role, .most = most });
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
  g_autofree char *evidence = pod_sheet_say_evidence (sheet->study, verdict);
  g_autoptr (GPtrArray) notes = pod_sheet_list_notes (verdict);

  pod_flow_begin (sheet->flow, 4, FALSE);
  pod_flow_add (sheet->flow, &(PodFlowText){ .text = head,
                                             .mark = get_mark (verdict->passes),
                                             .end = words,
                                             .indent = INDENT,
                                             .bold = TRUE,
                                             .role = POD_ROLE_TEXT });
  /* What keeps somebody out, or from being told, is read first. */
  add_text (sheet, evidence, POD_ROLE_TEXT,
            sheet->tight->evidence * (verdict->passes == POD_TRUE ? 1 : 2));
  for (guint i = 0; !sheet->tight->without && i < notes->len; i++)
    add_text (sheet, g_ptr_array_index (notes, i), POD_ROLE_DIM_TEXT, sheet->tight->note);
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
      add_text (sheet, words, POD_ROLE_TEXT, sheet->tight->reading);
    }
}

static void
fill_flow (Sheet *sheet, const Tightness *tight)
{
  double width = sheet->scene->width - 2 * POD_PAPER_MARGIN - (COLUMNS - 1) * GAP;

  g_clear_pointer (&sheet->flow, pod_flow_free);
  sheet->tight = tight;
  sheet->cut = 0;
  sheet->flow = pod_flow_new (sheet->metrics, width / COLUMNS, tight->size);
  add_verdicts (sheet, POD_INCLUSION, _ ("Inclusion criteria"));
  add_verdicts (sheet, POD_EXCLUSION, _ ("Exclusion criteria"));
  if (!tight->without)
    add_readings (sheet);
}

/* The least tight that fits; the last one is what there is. */
static double
fit_flow (Sheet *sheet, double most)
{
  double height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      fill_flow (sheet, &levels[i]);
      height = pod_flow_measure (sheet->flow, COLUMNS, most);
      if (height <= most)
        return height;
    }
  return height;
}

/* ---- what stands ---- */

static double
draw_answer (Sheet *sheet, double y)
{
  g_autofree char *subject = pod_sheet_say_subject (sheet->study, sheet->casebook,
                                                    sheet->screening->as_of);
  g_autofree char *answer = pod_sheet_say_answer (sheet->screening);
  g_autofree char *marked = g_strdup_printf ("%s  %s", get_mark (sheet->screening->eligible),
                                             answer);
  g_autofree char *consent = pod_sheet_say_consent (sheet->study, sheet->casebook);
  double right = sheet->scene->width - POD_PAPER_MARGIN;

  pod_scene_add_text (sheet->scene, POD_ROLE_TEXT, POD_PAPER_MARGIN, y + LINE / 2, POD_ALIGN_START,
                      TEXT, subject)
      ->bold = TRUE;
  pod_scene_add_text (sheet->scene, POD_ROLE_DIM_TEXT, right, y + LINE + ANSWER, POD_ALIGN_END,
                      POD_PAPER_SMALLEST, consent);
  y += LINE + ANSWER;
  pod_scene_add_text (sheet->scene, POD_ROLE_TEXT, POD_PAPER_MARGIN, y, POD_ALIGN_START, ANSWER,
                      marked)
      ->bold = TRUE;
  y += ANSWER;
  pod_scene_add_line (sheet->scene, POD_ROLE_AXIS, POD_PAPER_MARGIN, y, right, y, 1);
  return y + 8;
}

static void
draw_rule (Sheet *sheet, double x, double y, double width, const char *words)
{
  pod_scene_add_line (sheet->scene, POD_ROLE_AXIS, x, y, x + width, y, 1);
  pod_scene_add_text (sheet->scene, POD_ROLE_DIM_TEXT, x, y + LINE / 2, POD_ALIGN_START,
                      POD_PAPER_SMALLEST, words);
}

/* Who signed here signed the record; a hand may sign the paper all the same. */
static void
draw_decision (Sheet *sheet, double y)
{
  g_autofree char *decision = pod_sheet_say_decision (sheet->casebook);
  double right = sheet->scene->width - POD_PAPER_MARGIN;
  double half = (right - POD_PAPER_MARGIN) / 2;

  pod_scene_add_line (sheet->scene, POD_ROLE_AXIS, POD_PAPER_MARGIN, y, right, y, 1);
  pod_scene_add_text (sheet->scene, POD_ROLE_TEXT, POD_PAPER_MARGIN, y + LINE, POD_ALIGN_START,
                      TEXT, decision)
      ->bold = TRUE;
  if (sheet->frame->signature != NULL)
    pod_scene_add_text (sheet->scene, POD_ROLE_TEXT, POD_PAPER_MARGIN, y + 2 * LINE,
                        POD_ALIGN_START, POD_PAPER_SMALLEST, sheet->frame->signature)
        ->w = right - POD_PAPER_MARGIN;
  draw_rule (sheet, POD_PAPER_MARGIN, y + 54, half - GAP, _ ("Principal investigator, signature"));
  draw_rule (sheet, POD_PAPER_MARGIN + half, y + 54, half / 2, C_ ("paper", "Date"));
}

/* ---- the same, read out ---- */

static void
add_rows (Sheet *sheet)
{
  const GPtrArray *verdicts = sheet->screening->verdicts;

  pod_scene_add_row (sheet->scene, 0, _ ("Criterion"), _ ("Verdict"), _ ("Evidence"), NULL);
  for (guint i = 0; i < verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (verdicts, i);
      g_autofree char *words = pod_sheet_say_verdict (verdict);
      g_autofree char *evidence = pod_sheet_say_evidence (sheet->study, verdict);

      pod_scene_add_row (sheet->scene, 0, verdict->criterion->id, words, evidence, NULL);
    }
}

static void
describe (Sheet *sheet)
{
  g_autofree char *subject = pod_sheet_say_subject (sheet->study, sheet->casebook,
                                                    sheet->screening->as_of);
  g_autofree char *consent = pod_sheet_say_consent (sheet->study, sheet->casebook);
  g_autofree char *answer = pod_sheet_say_answer (sheet->screening);
  g_autofree char *decision = pod_sheet_say_decision (sheet->casebook);

  sheet->scene->title = g_strdup (_ ("Screening Sheet"));
  sheet->scene->description = g_strjoin (". ", subject, consent, answer, decision, NULL);
  sheet->scene->not_drawn = sheet->cut;
  if (sheet->cut > 0)
    sheet->scene->not_drawn_why = g_strdup (_ ("cut short so that all fits on one page"));
}

PodScene *
pod_sheet_scene_new (const PodStudy *study,
                     const PodSite *site,
                     const PodCasebook *casebook,
                     PodDate as_of,
                     const PodPaperFrame *frame,
                     const PodMetrics *metrics)
{
  g_autoptr (PodScreening) screening = pod_screening_new (study, site, casebook, as_of);
  Sheet sheet = { .scene = pod_scene_new (POD_PAPER_SHORT, POD_PAPER_LONG),
                  .study = study,
                  .site = site,
                  .casebook = casebook,
                  .screening = screening,
                  .frame = frame,
                  .metrics = metrics };
  double top = pod_paper_draw_head (sheet.scene, _ ("Screening Sheet"), study, frame);
  double bottom = pod_paper_draw_foot (sheet.scene, frame, NULL) - DECISION;
  double height;

  top = draw_answer (&sheet, top);
  height = fit_flow (&sheet, bottom - top - 6);
  pod_flow_draw (sheet.flow, sheet.scene, POD_PAPER_MARGIN, top, GAP, height);
  draw_decision (&sheet, bottom);
  add_rows (&sheet);
  describe (&sheet);
  pod_flow_free (sheet.flow);
  return sheet.scene;
}
