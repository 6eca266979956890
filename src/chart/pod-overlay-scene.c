#include <math.h>

#include "pod-lab-key.h"
#include "pod-lab-mode.h"
#include "pod-lab-rows.h"
#include "pod-overlay.h"
#include "pod-text-wrap.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define MARGIN 16.0
#define LEGEND 28.0
#define FOOT 24.0
#define FOOT_LINE 16.0
/* Between samples and sentences. */
#define KEY_WHITE 4.0
#define COHORTS 3
#define DIGITS 4

/* ---- the legend ---- */

static guint
count_subjects (const PodOverlay *overlay, int cohort)
{
  guint n = 0;

  for (guint i = 0; i < overlay->subjects->len; i++)
    n += pod_overlay_get_subject (overlay, i)->cohort == cohort;
  return n;
}

typedef struct
{
  PodScene *scene;
  const PodMetrics *metrics;
  double x;
  double y;
} Legend;

static void
add_sample (Legend *legend, PodRole role, PodDash dash, int shape, double width, const char *text)
{
  double words = pod_metrics_width (legend->metrics, text, POD_SIZE_SMALL, FALSE) + 1;
  PodMark mark = { .kind = POD_MARK_SYMBOL, .role = role, .y = legend->y, .w = 8 };

  if (legend->x + 36 + words > legend->scene->width - MARGIN && legend->x > MARGIN)
    {
      legend->x = MARGIN;
      legend->y += LEGEND - 8;
    }
  if (width > 0)
    pod_scene_add_line (legend->scene, role, legend->x, legend->y, legend->x + 28, legend->y, width)
        ->dashed = dash;
  if (shape >= 0)
    {
      mark.shape = (PodShape) shape;
      mark.x = legend->x + 14;
      mark.y = legend->y;
      pod_scene_add (legend->scene, &mark);
    }
  pod_scene_add_text (legend->scene, POD_ROLE_TEXT, legend->x + 34, legend->y, POD_ALIGN_START,
                      POD_SIZE_SMALL, text);
  legend->x += 34 + words + 20;
}

/* How many are behind a median changes from visit to visit: where they are few it says so itself. */
static void
add_open_sample (Legend *legend)
{
  /* Translators: of a chart's marks: open, not filled; the number of subjects. */
  g_autofree char *text = g_strdup_printf (_ ("open: median of fewer than %d subjects"),
                                           POD_OVERLAY_LEAST_FOR_QUARTILES);

  add_sample (legend, POD_ROLE_TEXT, POD_SOLID, POD_SHAPE_RING, 0, text);
}

static gboolean
has_preliminary (const PodOverlay *overlay)
{
  for (guint i = 0; i < overlay->points->len; i++)
    if (g_array_index (overlay->points, PodOverlayPoint, i).preliminary)
      return TRUE;
  return FALSE;
}

static gboolean
has_few (const PodOverlay *overlay)
{
  for (guint i = 0; i < overlay->middles->len; i++)
    {
      guint n = g_array_index (overlay->middles, PodOverlayMiddle, i).n;

      if (n > 0 && n < POD_OVERLAY_LEAST_FOR_QUARTILES)
        return TRUE;
    }
  return FALSE;
}

/* Who is of a cohort that is not in the picture must not be taken for one of those that are. */
static char *
name_focus (const PodOverlay *overlay)
{
  const PodOverlaySubject *subject = pod_overlay_get_subject (overlay, (guint) overlay->focus);
  const GPtrArray *cohorts = pod_study_get_cohorts (overlay->study);
  const PodCohort *cohort = subject->cohort >= 0 ? g_ptr_array_index (cohorts, subject->cohort)
                                                 : NULL;

  if (cohort == NULL || pod_overlay_has_others (overlay, subject->cohort))
    return g_strdup (subject->name);
  /* Translators: a subject's number, then the cohort. */
  return g_strdup_printf (C_ ("overlay", "%1$s (%2$s)"), subject->name,
                          pod_words_get (&cohort->short_label, pod_words_locale ()));
}

static void
add_focus (Legend *legend, const PodOverlay *overlay)
{
  g_autofree char *text = overlay->focus >= 0 ? name_focus (overlay)
                          : overlay->absent != NULL
                              /* Translators: a subject's number. */
                              ? g_strdup_printf (_ ("%s: not infused, not in this picture"),
                                                 overlay->absent)
                              : NULL;

  if (overlay->focus >= 0)
    add_sample (legend, POD_ROLE_SUBJECT, POD_SOLID, POD_SHAPE_DIAMOND, POD_OVERLAY_FOCUS_WIDTH,
                text);
  else if (text != NULL)
    add_sample (legend, POD_ROLE_SUBJECT, POD_SOLID, -1, 0, text);
}

static void
draw_legend (const PodOverlay *overlay, PodScene *scene, const PodMetrics *metrics)
{
  static const PodShape shapes[] = { POD_SHAPE_DOT, POD_SHAPE_TRIANGLE_UP, POD_SHAPE_SQUARE };
  static const PodDash dashes[] = { POD_SOLID, POD_DASHED, POD_DOTTED };
  const GPtrArray *cohorts = pod_study_get_cohorts (overlay->study);
  Legend legend = { scene, metrics, MARGIN, LEGEND / 2 + 2 };

  for (guint i = 0; i < cohorts->len; i++)
    {
      const PodCohort *cohort = g_ptr_array_index (cohorts, i);
      guint n = count_subjects (overlay, (int) i);
      /* Translators: a cohort and how many subjects of it there are. */
      g_autofree char *text =
          g_strdup_printf (_ ("%s, %u: median and quartiles"),
                           pod_words_get (&cohort->short_label, pod_words_locale ()), n);

      if (pod_overlay_has_others (overlay, (int) i))
        add_sample (&legend, POD_ROLE_COHORT_1 + i % COHORTS, dashes[i % COHORTS],
                    (int) shapes[i % COHORTS], 2, text);
    }
  if (has_few (overlay))
    add_open_sample (&legend);
  if (overlay->subjects->len > 0)
    add_sample (&legend, POD_ROLE_CROWD, POD_SOLID, -1, 1, _ ("each subject"));
  if (has_preliminary (overlay))
    add_sample (&legend, POD_ROLE_CROWD, POD_SOLID, POD_SHAPE_RING, 1,
                _ ("open dot: preliminary, in no median"));
  add_focus (&legend, overlay);
  scene->head = scene->height = legend.y + LEGEND / 2;
}

/* ---- words and rows, when somebody asks ---- */

static char *
print_words (gpointer data, const PodMark *mark)
{
  const PodOverlay *overlay = data;

  return pod_overlay_print (overlay, &g_array_index (overlay->panels, PodOverlayPanel, mark->count),
                            &g_array_index (overlay->points, PodOverlayPoint, mark->first));
}

static int
get_subject (gpointer data, const PodMark *mark)
{
  const PodOverlay *overlay = data;

  return mark != NULL ? (int) g_array_index (overlay->points, PodOverlayPoint, mark->first).subject
                      : overlay->focus;
}

static const char *
get_name (gpointer data, int subject)
{
  return pod_overlay_get_subject (data, (guint) subject)->name;
}

static char *
print_value (gpointer data, const PodMark *mark)
{
  const PodOverlay *overlay = data;

  return pod_overlay_print_value (overlay,
                                  &g_array_index (overlay->points, PodOverlayPoint, mark->first));
}

static const char *
get_cohort_label (const PodOverlay *overlay, int cohort)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (overlay->study);
  const PodCohort *found = cohort >= 0 ? g_ptr_array_index (cohorts, cohort) : NULL;

  return found != NULL ? pod_words_get (&found->short_label, pod_words_locale ()) : "";
}

typedef struct
{
  const PodOverlay *overlay;
  PodScene *scene;
  const PodLabTable *table;
  const GPtrArray *all;
} Rows;

static char *
print_number (const PodOverlay *overlay, double value)
{
  if (isinf (value))
    return g_strdup (value < 0 ? _ ("below quantification") : _ ("above quantification"));
  return pod_lab_mode_print (overlay->mode, value, DIGITS);
}

static void
add_middle_row (const Rows *rows, guint panel, guint bin, guint cohort)
{
  const PodOverlay *overlay = rows->overlay;
  const PodOverlayPanel *data = &g_array_index (overlay->panels, PodOverlayPanel, panel);
  const PodOverlayMiddle *middle = pod_overlay_get_middle (overlay, panel, bin, cohort);
  const PodOverlayBin *when = &g_array_index (overlay->bins, PodOverlayBin, bin);
  g_autofree char *day = when->is_baseline ? g_strdup (when->name)
                                           : pod_day_label (when->target, 0);
  g_autofree char *median = print_number (overlay, middle->median);
  g_autofree char *low = print_number (overlay, middle->low);
  g_autofree char *high = print_number (overlay, middle->high);
  g_autofree char *who = NULL;
  g_autofree char *value = NULL;

  if (middle->n == 0)
    return;
  /* Translators: in a table, in place of one subject: the median of so many. */
  who = g_strdup_printf (_ ("median of %u"), middle->n);
  value = g_strdup_printf ("%s (%s–%s)", median, low, high);
  pod_lab_table_add_middle (rows->table, rows->scene,
                            &(PodLabMiddleRow){ data->label, who,
                                                get_cohort_label (overlay, (int) cohort), day,
                                                value, data->unit });
}

static void
add_subject_rows (const Rows *rows, const PodLabSeries *series, guint index)
{
  const PodOverlaySubject *subject = pod_overlay_get_subject (rows->overlay, index);

  for (guint i = 0; i < series->points->len; i++)
    if (pod_overlay_is_shown (rows->overlay, pod_lab_series_get (series, i)->day - subject->zero))
      pod_lab_table_add (rows->table, rows->scene, series, i, subject->zero, subject->name,
                         get_cohort_label (rows->overlay, subject->cohort));
}

static void
add_panel_rows (const Rows *rows, guint index)
{
  const PodOverlay *overlay = rows->overlay;
  guint n = overlay->subjects->len;

  for (guint bin = 0; bin < overlay->bins->len; bin++)
    for (guint cohort = 0; cohort < pod_study_get_cohorts (overlay->study)->len; cohort++)
      add_middle_row (rows, index, bin, cohort);
  for (guint i = 0; i < n; i++)
    add_subject_rows (rows, g_ptr_array_index (rows->all, index * n + i), i);
}

/* (element-type PodLabSeries): by panel, then by subject. */
static GPtrArray *
read_all (const PodOverlay *overlay)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_lab_series_free);

  for (guint i = 0; i < overlay->panels->len; i++)
    for (guint k = 0; k < overlay->subjects->len; k++)
      g_ptr_array_add (all,
                       pod_overlay_read_series (overlay,
                                                pod_overlay_get_subject (overlay, k)->casebook,
                                                g_array_index (overlay->panels, PodOverlayPanel, i)
                                                    .observation,
                                                NULL));
  return all;
}

static void
fill_rows (gpointer data, PodScene *scene)
{
  const PodOverlay *overlay = data;
  g_autoptr (GPtrArray) all = read_all (overlay);
  g_autofree PodLabTable *table = pod_lab_table_new (scene, all);
  const Rows rows = { overlay, scene, table, all };

  for (guint i = 0; i < overlay->panels->len; i++)
    add_panel_rows (&rows, i);
}

/* ---- the whole ---- */

static gboolean
has_crowded (const PodOverlay *overlay)
{
  for (guint i = 0; i < overlay->bins->len; i++)
    if (g_array_index (overlay->bins, PodOverlayBin, i).crowded)
      return TRUE;
  return FALSE;
}

/* There is one, and it is among the days shown. */
static gboolean
has_baselines (const PodOverlay *overlay)
{
  guint cohorts = pod_study_get_cohorts (overlay->study)->len;
  guint n = 0;

  if (overlay->bins->len == 0 || !g_array_index (overlay->bins, PodOverlayBin, 0).is_baseline)
    return FALSE;
  for (guint i = 0; i < overlay->panels->len; i++)
    for (guint cohort = 0; cohort < cohorts; cohort++)
      n += pod_overlay_get_middle (overlay, i, 0, cohort)->n;
  return n > 0;
}

static gboolean
has_medians (const PodOverlay *overlay)
{
  for (guint i = 0; i < overlay->middles->len; i++)
    if (g_array_index (overlay->middles, PodOverlayMiddle, i).n > 0)
      return TRUE;
  return FALSE;
}

/* What the medians are of.  Free with g_free(). */
static char *
print_medians (const PodOverlay *overlay)
{
  g_autofree char *days =
      overlay->step > 0
          ? g_strdup_printf (_ ("Medians and quartiles of %d days each"), overlay->step)
          : g_strdup (_ ("Medians and quartiles of the planned visits' windows"));

  /* Translators: goes on after "Medians and quartiles of the planned visits' windows": of each subject's baseline. */
  return g_strconcat (days, has_baselines (overlay) ? _ (", before them of the baselines") : "",
                      has_crowded (overlay)
                          ? _ (", small and without quartiles where they are near one another")
                          : "",
                      /* Translators: goes on after the same. */
                      has_medians (overlay) ? _ ("; below the days: of how many subjects each is, "
                                                 "where there is room")
                                            : "",
                      NULL);
}

/* In as many lines as it needs. */
static void
add_foot_words (PodScene *scene, const PodMetrics *metrics, const char *text)
{
  double room = scene->width - 2 * MARGIN;
  g_autoptr (GPtrArray) lines = pod_text_wrap (metrics, text, POD_SIZE_SMALL, FALSE, room, 0, NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      pod_scene_add_text (scene, POD_ROLE_DIM_TEXT, MARGIN, scene->height + 4, POD_ALIGN_START,
                          POD_SIZE_SMALL, g_ptr_array_index (lines, i))
          ->w = room;
      scene->height += FOOT_LINE;
    }
}

/* Both in one line where there is room. */
static void
draw_sentences (const PodOverlay *overlay, PodScene *scene, const PodMetrics *metrics)
{
  const char *days = _ ("Days from the infusion; BLQ: below the limit of quantification");
  g_autofree char *medians = print_medians (overlay);
  g_autofree char *both = g_strdup_printf (C_ ("sentences", "%1$s. %2$s"), medians, days);

  if (pod_metrics_width (metrics, both, POD_SIZE_SMALL, FALSE) <= scene->width - 2 * MARGIN)
    {
      add_foot_words (scene, metrics, both);
      return;
    }
  add_foot_words (scene, metrics, medians);
  add_foot_words (scene, metrics, days);
}

/* What the marks are, which stands on each sheet of paper and, with the head, in the key. */
static void
draw_key (const PodOverlay *overlay, PodScene *scene, const PodMetrics *metrics)
{
  scene->legend_top = scene->height;
  pod_lab_key_draw (scene, metrics);
  if (scene->key_bottom > 0)
    scene->height += KEY_WHITE;
  draw_sentences (overlay, scene, metrics);
  scene->key_top = scene->legend_top;
  scene->key_bottom = scene->legend_bottom = scene->height;
  scene->legend_head = scene->head;
}

static void
draw_foot (PodOverlay *overlay, PodScene *scene, const PodMetrics *metrics)
{
  guint missing = pod_tally_count (&overlay->tally);
  guint records = overlay->points->len - overlay->tally.counts[POD_LEFT_OUTSIDE] + missing;

  if (overlay->panels->len > 0)
    draw_key (overlay, scene, metrics);
  else
    add_foot_words (scene, metrics, _ ("No results that could be drawn"));
  scene->height += FOOT - FOOT_LINE;
  if (overlay->tally.counts[POD_LEFT_OUTSIDE] > 0)
    scene->part = pod_days_print_part (overlay->first, overlay->last);
  scene->height += pod_tally_finish (&overlay->tally, scene, records, MARGIN, scene->height);
}

static guint
count_beyond (const PodOverlay *overlay)
{
  guint n = 0;

  for (guint i = 0; i < overlay->panels->len; i++)
    {
      const PodOverlayPanel *panel = &g_array_index (overlay->panels, PodOverlayPanel, i);

      n += pod_overlay_count_beyond (overlay, panel, 1) +
           pod_overlay_count_beyond (overlay, panel, -1);
    }
  return n;
}

static char *
describe (const PodOverlay *overlay)
{
  guint beyond = count_beyond (overlay);
  GString *out = g_string_new (NULL);

  g_string_printf (out,
                   g_dngettext (GETTEXT_PACKAGE,
                                "%u subject over one another in %u charts, from day 0",
                                "%u subjects over one another in %u charts, from day 0",
                                overlay->subjects->len),
                   overlay->subjects->len, overlay->panels->len);
  if (overlay->focus >= 0)
    /* Translators: goes on after a sentence about all subjects: the number of the one in focus. */
    g_string_append_printf (out, _ ("; in focus: %s"),
                            pod_overlay_get_subject (overlay, (guint) overlay->focus)->name);
  if (beyond > 0)
    /* Translators: goes on after the same. */
    g_string_append_printf (out,
                            g_dngettext (GETTEXT_PACKAGE, "; %u result beyond the axis",
                                         "; %u results beyond the axis", beyond),
                            beyond);
  return g_string_free (out, FALSE);
}

static void
free_overlay (gpointer overlay)
{
  pod_overlay_free (overlay);
}

PodScene *
pod_overlay_scene_new (const PodStudy *study,
                       const PodSite *site,
                       const GPtrArray *casebooks,
                       PodDate as_of,
                       const PodLabOptions *options,
                       const PodMetrics *metrics)
{
  PodScene *scene = pod_scene_new (options->width, 0);
  PodOverlay *overlay = pod_overlay_new (study, site, casebooks, as_of, options, scene);

  scene->model = (PodSceneModel){ overlay,     free_overlay, print_words, fill_rows,
                                  get_subject, get_name,     print_value };
  draw_legend (overlay, scene, metrics);
  pod_overlay_layout (overlay, scene, options, metrics);
  draw_foot (overlay, scene, metrics);
  scene->title = g_strdup (_ ("Results"));
  scene->description = describe (overlay);
  return scene;
}
