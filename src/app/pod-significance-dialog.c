#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-significance-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-attribution-dialog.h"
#include "pod-choice.h"
#include "pod-dialogs.h"
#include "pod-judge-again.h"
#include "pod-judgement-undo.h"
#include "pod-label-keep.h"
#include "pod-list-find.h"
#include "pod-report-words.h"
#include "pod-sign-dialog.h"
#include "pod-significance-columns.h"
#include "pod-significance-item.h"
#include "pod-significance-standing.h"
#include "pod-significance-words.h"
#include "pod-text-column.h"
#include "pod-words.h"

struct _PodSignificanceDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  gint64 subject;
  PodCasebook *casebook; /* what is shown, and so what is judged */
  GListStore *items;     /* PodSignificanceItem */
  GArray *reports;       /* PodReport: in the order of the drop-down, behind what waits of all */
  gint32 day;            /* POD_DAY_MAX for all that wait */
  gboolean loose_only;   /* of all that wait, those that are not attributed yet */
  PodWaitingResults waiting;
  gboolean filling;
  PodJudgementUndo *judged;

  AdwWindowTitle *title;
  GtkWidget *undo;
  GtkWidget *sign;
  GtkDropDown *days;
  GtkLabel *standing;
  GtkWidget *next_report;
  PodListFind *find;
  GtkStack *stack;
  GtkColumnView *view;
  GtkMultiSelection *selection;
  GtkWidget *buttons;
  GtkLabel *count;
  GtkWidget *for_physician;
};

G_DEFINE_FINAL_TYPE (PodSignificanceDialog, pod_significance_dialog, ADW_TYPE_WINDOW)

/* ---- what is shown ---- */

/* What stands before the days: all that wait, and, where there are any, those that are not attributed yet. */
static guint
count_fixed (PodSignificanceDialog *self)
{
  return self->waiting.n_loose > 0 ? 2 : 1;
}

static void
add_fixed (PodSignificanceDialog *self, GtkStringList *names)
{
  guint n = self->waiting.n_open + self->waiting.n_loose;
  g_autofree char *all = g_strdup_printf (_ ("All that wait: %u"), n);
  g_autofree char *loose = g_strdup_printf (_ ("Significant, not attributed yet: %u"),
                                            self->waiting.n_loose);

  gtk_string_list_append (names, n > 0 ? all : _ ("All that wait"));
  if (count_fixed (self) > 1)
    gtk_string_list_append (names, loose);
}

static void
fill_days (PodSignificanceDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected;

  self->waiting = pod_reports_count (self->reports);
  self->loose_only &= self->waiting.n_loose > 0;
  selected = self->loose_only ? 1 : 0;
  add_fixed (self, names);
  for (guint i = 0; i < self->reports->len; i++)
    {
      const PodReport *report = &g_array_index (self->reports, PodReport, i);
      g_autofree char *name = pod_report_name (report);

      gtk_string_list_append (names, name);
      if (report->day == self->day)
        selected = i + count_fixed (self);
    }
  if (selected < count_fixed (self))
    self->day = POD_DAY_MAX;
  gtk_drop_down_set_model (self->days, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->days, selected);
}

static const PodReport *
find_report (PodSignificanceDialog *self)
{
  for (guint i = 0; i < self->reports->len; i++)
    if (g_array_index (self->reports, PodReport, i).day == self->day)
      return &g_array_index (self->reports, PodReport, i);
  return NULL;
}

static guint
list_chosen (PodSignificanceDialog *self, GArray *ids, gboolean significant_only)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (PodSignificanceItem)
          item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      const PodFinding *finding = pod_significance_item_get_finding (item);

      if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i) ||
          (significant_only && !pod_finding_is_significant (finding)))
        continue;
      n++;
      if (ids != NULL)
        g_array_append_val (ids, finding->record.id);
    }
  return n;
}

static void
show_page (PodSignificanceDialog *self)
{
  guint all = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_widget_set_visible (GTK_WIDGET (self->find), all > 0 || pod_list_find_is_active (self->find));
  gtk_stack_set_visible_child_name (self->stack, all == 0    ? "empty"
                                                 : shown > 0 ? "list"
                                                             : "nothing-found");
}

/* The items are new, of the new casebook: GTK would keep neither the choice nor the row. */
static void
fill_list (PodSignificanceDialog *self)
{
  g_autoptr (GPtrArray)
      results = pod_results_to_judge (pod_trial_get_study (self->trial),
                                      pod_trial_get_site (self->trial), self->casebook, self->day);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PodSignificanceStanding)
      standing = pod_significance_standing_new (self->view, GTK_SELECTION_MODEL (self->selection));

  for (guint i = 0; i < results->len; i++)
    if (!self->loose_only || pod_finding_is_judged (g_ptr_array_index (results, i)))
      g_ptr_array_add (items, pod_significance_item_new (self->trial, self->casebook,
                                                         g_ptr_array_index (results, i)));
  /* It keeps the order of what is equal. */
  g_ptr_array_sort (items, pod_significance_item_compare);
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  show_page (self);
  pod_significance_standing_restore (standing, self->view, GTK_SELECTION_MODEL (self->selection));
}

static gboolean
may_sign (PodSignificanceDialog *self, const PodReport *report)
{
  g_autofree char *obstacle = report != NULL ? pod_report_find_obstacle (report) : NULL;

  return report != NULL && report->day != POD_DAY_MIN && obstacle == NULL &&
         pod_sign_may (self->trial, "report") &&
         pod_signing_get (self->casebook, "report", report->day) != POD_SIGNING_CURRENT;
}

/* While all days are shown: the latest whose report only waits for the signature; NULL for none. */
static const PodReport *
find_to_sign (PodSignificanceDialog *self)
{
  for (guint i = 0; find_report (self) == NULL && i < self->reports->len; i++)
    if (may_sign (self, &g_array_index (self->reports, PodReport, i)))
      return &g_array_index (self->reports, PodReport, i);
  return NULL;
}

/* Nothing is said to be chosen that cannot be. */
static char *
say_waiting (PodSignificanceDialog *self)
{
  g_autofree char *waiting = pod_results_say_waiting (self->waiting);
  gboolean is_to_sign = find_to_sign (self) != NULL;

  if (waiting == NULL)
    return g_strdup (is_to_sign ? _ ("Choose a day to sign its report.") : "");
  /* Translators: what waits, without its full stop. */
  return g_strdup_printf (is_to_sign ? _ ("%s. Choose a day to sign its report.") : _ ("%s."),
                          waiting);
}

static char *
say_standing (PodSignificanceDialog *self)
{
  const PodReport *report = find_report (self);
  const PodSignature *signature;

  if (report == NULL)
    return say_waiting (self);
  if (report->day == POD_DAY_MIN)
    return g_strdup (_ ("Results whose day is not known are judged, and belong to no report."));
  signature = pod_casebook_find_signature (self->casebook, "report", report->day);
  return signature != NULL ? pod_report_say_signed (report, signature)
                           : pod_report_find_obstacle (report);
}

/* Takes both; either may be NULL. */
static char *
join_sentences (char *one, char *other)
{
  g_autofree char *first = one;
  g_autofree char *second = other;

  if (first == NULL)
    return g_steal_pointer (&second);
  if (second == NULL)
    return g_steal_pointer (&first);
  /* Translators: two sentences. */
  return g_strdup_printf (C_ ("sentences", "%1$s %2$s"), first, second);
}

/* That nothing is to be judged means less where nothing could be compared, or something is missing. */
static char *
say_day (PodSignificanceDialog *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const PodReport *report = find_report (self);
  char *standing = say_standing (self);

  if (report == NULL)
    return standing;
  standing = join_sentences (standing,
                             pod_results_say_unlimited (study, pod_trial_get_site (self->trial),
                                                        self->casebook, report->day));
  return join_sentences (standing, pod_results_say_not_done (study, self->casebook, report->day));
}

/* Choosing a day is one press where there is something to sign. */
static void
show_next_report (PodSignificanceDialog *self)
{
  const PodReport *report = self->casebook != NULL ? find_to_sign (self) : NULL;
  g_autofree char *day = report != NULL ? pod_date_to_words (pod_date_from_day (report->day))
                                        : NULL;
  /* Translators: the day of a report of which all is judged, so that it can be signed; the button shows it. */
  g_autofree char *label = g_strdup_printf (C_ ("results to judge", "Ready to Si_gn: %s"),
                                            day != NULL ? day : "");

  gtk_widget_set_visible (self->next_report, report != NULL);
  gtk_button_set_label (GTK_BUTTON (self->next_report), label);
}

static void
update_actions (PodSignificanceDialog *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean judges = self->casebook != NULL && pod_trial_may (self->trial, POD_VERB_JUDGE);
  guint n = self->casebook != NULL ? list_chosen (self, NULL, FALSE) : 0;
  g_autofree char *count = pod_significance_say_chosen (GTK_SELECTION_MODEL (self->selection), n);
  g_autofree char *standing = self->casebook != NULL ? say_day (self) : NULL;
  g_autofree char *words = pod_significance_say_order (G_LIST_MODEL (self->selection), standing);

  gtk_widget_action_set_enabled (widget, "significance.significant", judges && n > 0);
  gtk_widget_action_set_enabled (widget, "significance.not-significant", judges && n > 0);
  gtk_widget_action_set_enabled (widget, "significance.attribute",
                                 judges && n > 0 && list_chosen (self, NULL, TRUE) == n);
  gtk_widget_action_set_enabled (widget, "significance.undo",
                                 judges && pod_judgement_undo_can (self->judged));
  gtk_widget_action_set_enabled (widget, "significance.sign",
                                 self->casebook != NULL && may_sign (self, find_report (self)));
  gtk_label_set_text (self->count, count);
  gtk_label_set_text (self->standing, words);
  gtk_widget_set_visible (self->buttons, judges);
  gtk_widget_set_visible (self->undo, judges);
  gtk_widget_set_visible (self->sign, pod_sign_may (self->trial, "report"));
  gtk_widget_set_visible (self->for_physician, !judges);
  show_next_report (self);
}

static void
update (PodSignificanceDialog *self)
{
  if (!pod_trial_is_signed_in (self->trial))
    return;
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  if (self->casebook == NULL)
    return;
  pod_judgement_undo_end_signed (self->judged, self->casebook);
  self->filling = TRUE;
  g_clear_pointer (&self->reports, g_array_unref);
  self->reports = pod_reports_new (pod_trial_get_study (self->trial),
                                   pod_trial_get_site (self->trial), self->casebook);
  fill_days (self);
  fill_list (self);
  self->filling = FALSE;
  adw_window_title_set_subtitle (self->title, pod_casebook_get_number (self->casebook));
  update_actions (self);
}

static void
changed_cb (PodSignificanceDialog *self, gint64 subject)
{
  if (subject == self->subject || subject == 0)
    update (self);
}

static void
day_chosen_cb (PodSignificanceDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->days);

  guint n_fixed = count_fixed (self);

  if (self->filling || self->casebook == NULL || selected >= self->reports->len + n_fixed)
    return;
  self->loose_only = n_fixed > 1 && selected == 1;
  self->day = selected < n_fixed ? POD_DAY_MAX
                                 : g_array_index (self->reports, PodReport, selected - n_fixed).day;
  fill_list (self);
  update_actions (self);
}

static void
next_report_cb (PodSignificanceDialog *self)
{
  const PodReport *report = self->casebook != NULL ? find_to_sign (self) : NULL;

  if (report == NULL)
    return;
  pod_list_find_clear (self->find);
  pod_significance_dialog_show_day (self, report->day);
  gtk_widget_grab_focus (self->sign);
}

static void
selected_cb (PodSignificanceDialog *self)
{
  if (!self->filling)
    update_actions (self);
}

/* What is hidden is not chosen any more.  What is outlined is what a key judges: where nothing is chosen that is left, the first is. */
static void
found_cb (PodSignificanceDialog *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (selection);
  guint place = gtk_bitset_is_empty (chosen) ? 0 : gtk_bitset_get_minimum (chosen);

  show_page (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (selection)) > 0)
    {
      if (gtk_bitset_is_empty (chosen))
        gtk_selection_model_select_item (selection, 0, TRUE);
      pod_text_column_scroll_to (self->view, place);
    }
  update_actions (self);
}

/* ---- judging ---- */

/* @above: (nullable): what is open over it. */
static void
show_error (PodSignificanceDialog *self, gpointer above, GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  pod_dialogs_show_error (GTK_WINDOW (above != NULL ? above : self), _ ("Not judged"), words);
}

static gboolean
judge (PodSignificanceDialog *self,
       const PodResultJudgement *judgement,
       const char *why,
       GError **error)
{
  if (!pod_trial_judge_results (self->trial, judgement, why, error))
    return FALSE;
  pod_judgement_undo_remember (self->judged, judgement);
  update_actions (self);
  return TRUE;
}

/* A question that is open, and what is done with its answer. */
typedef struct
{
  PodSignificanceDialog *self;
  PodCasebook *base;
  GArray *findings;
  GArray *rest; /* which were taken out of the answer: asked about next */
  const char *significance;
  gint64 adverse_event;
  gint64 history;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->self);
  pod_casebook_unref (asking->base);
  g_array_unref (asking->findings);
  g_array_unref (asking->rest);
  g_free (asking);
}

static PodAttributionDialog *ask_attribution (PodSignificanceDialog *self, const GArray *findings);

/* As they stand now: somebody may have taken one back meanwhile. */
static GArray *
list_significant (PodSignificanceDialog *self, const GArray *findings)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; self->casebook != NULL && i < findings->len; i++)
    {
      gint64 id = g_array_index (findings, gint64, i);
      const PodFinding *finding = pod_casebook_find_finding (self->casebook, id);

      if (finding != NULL && pod_finding_counts (finding) && pod_finding_is_significant (finding))
        g_array_append_val (ids, id);
    }
  return ids;
}

/* What was chosen is asked about again, so that nobody looks for it, or writes a new event a second time; and what was taken out of the answer with
 * it, as it was. */
static void
fail (Asking *asking, GError *error)
{
  PodSignificanceDialog *self = asking->self;
  gboolean attributes = asking->adverse_event != 0 || asking->history != 0;
  g_autoptr (GArray) findings = NULL, rest = NULL;
  PodAttributionDialog *dialog = NULL;

  update (self);
  findings = list_significant (self, asking->findings);
  rest = list_significant (self, asking->rest);
  g_array_append_vals (findings, rest->data, rest->len);
  if (attributes && pod_trial_is_signed_in (self->trial))
    dialog = ask_attribution (self, findings);
  if (dialog != NULL)
    {
      pod_attribution_dialog_take_out (dialog, rest);
      pod_attribution_dialog_point_at (dialog, asking->adverse_event, asking->history);
    }
  show_error (self, dialog, error);
}

static void
finish (Asking *asking, const char *why)
{
  PodSignificanceDialog *self = asking->self;
  PodResultJudgement judgement = { .base = asking->base,
                                   .findings = (const gint64 *) (gpointer) asking->findings->data,
                                   .n_findings = asking->findings->len,
                                   .significance = asking->significance,
                                   .adverse_event = asking->adverse_event,
                                   .history = asking->history };
  g_autoptr (GError) error = NULL;

  if (!judge (self, &judgement, why, &error))
    {
      fail (asking, error);
      return;
    }
  if (g_strcmp0 (asking->significance, "significant") != 0)
    return;
  if (asking->adverse_event == 0 && asking->history == 0)
    ask_attribution (self, asking->findings);
  else
    ask_attribution (self, asking->rest);
}

static void
reason_given (const char *reason, gpointer data)
{
  Asking *asking = data;

  if (reason != NULL && asking->self->casebook != NULL)
    finish (asking, reason);
  asking_free (asking);
}

/* What was judged before is judged anew only with a reason. */
static void
start (PodSignificanceDialog *self,
       const GArray *findings,
       const GArray *rest,
       const char *significance,
       gint64 adverse_event,
       gint64 history)
{
  Asking *asking = g_new0 (Asking, 1);
  PodResultJudgement judgement;

  *asking = (Asking){ .self = g_object_ref (self),
                      .base = pod_casebook_ref (self->casebook),
                      .findings = g_array_copy ((GArray *) findings),
                      .rest = rest != NULL ? g_array_copy ((GArray *) rest)
                                           : g_array_new (FALSE, FALSE, sizeof (gint64)),
                      .significance = significance,
                      .adverse_event = adverse_event,
                      .history = history };
  judgement = (PodResultJudgement){ .base = asking->base,
                                    .findings = (const gint64 *) (gpointer) asking->findings->data,
                                    .n_findings = asking->findings->len,
                                    .significance = significance,
                                    .adverse_event = adverse_event,
                                    .history = history };
  if (pod_result_judgement_needs_reason (&judgement))
    {
      g_autofree char *words = pod_judge_again_to_words (self->trial, &judgement);

      pod_dialogs_ask_reason (GTK_WINDOW (self), _ ("Judge anew?"), words, _ ("_Judge Anew"),
                              reason_given, asking);
      return;
    }
  finish (asking, NULL);
  asking_free (asking);
}

static void
judge_chosen (PodSignificanceDialog *self, const char *significance)
{
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->casebook != NULL && list_chosen (self, findings, FALSE) > 0)
    start (self, findings, NULL, significance, 0, 0);
}

static void
significant_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  judge_chosen (POD_SIGNIFICANCE_DIALOG (widget), "significant");
}

static void
not_significant_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  judge_chosen (POD_SIGNIFICANCE_DIALOG (widget), "not_significant");
}

/* ---- what it is attributed to ---- */

static void
attributed_cb (PodAttributionDialog *dialog,
               gint64 adverse_event,
               gint64 history,
               PodSignificanceDialog *self)
{
  g_autoptr (GArray) taken = pod_attribution_dialog_list (dialog, TRUE);
  g_autoptr (GArray) rest = pod_attribution_dialog_list (dialog, FALSE);

  if (self->casebook != NULL && taken->len > 0)
    start (self, taken, rest, "significant", adverse_event, history);
}

/* NULL where there is nothing to ask about. */
static PodAttributionDialog *
ask_attribution (PodSignificanceDialog *self, const GArray *findings)
{
  PodAttributionDialog *dialog;

  if (findings->len == 0)
    return NULL;
  dialog = pod_attribution_dialog_new (GTK_WINDOW (self), self->trial, self->subject, findings);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (attributed_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static void
attribute_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSignificanceDialog *self = POD_SIGNIFICANCE_DIALOG (widget);
  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->casebook != NULL && list_chosen (self, findings, TRUE) > 0)
    ask_attribution (self, findings);
}

/* ---- undoing, signing ---- */

static gboolean
is_among (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* Nothing is taken back out of sight. */
static void
show_taken_back (PodSignificanceDialog *self, const GArray *ids)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (PodSignificanceItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (!pod_list_find_shows (self->find, item) &&
          is_among (ids, pod_significance_item_get_finding (item)->record.id))
        pod_list_find_clear (self->find);
    }
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSignificanceDialog *self = POD_SIGNIFICANCE_DIALOG (widget);
  g_autoptr (PodCasebook) base = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (GArray) ids = NULL;

  if (self->casebook == NULL)
    return;
  ids = pod_judgement_undo_list (self->judged);
  /* The list gets another one while it is being written. */
  base = pod_casebook_ref (self->casebook);
  if (!pod_judgement_undo_take_back (self->judged, base, &kept, &error))
    {
      show_error (self, NULL, error);
      update (self);
    }
  else if (kept != NULL)
    pod_dialogs_show_error (GTK_WINDOW (self), _ ("Not all of it was taken back"), kept);
  show_taken_back (self, ids);
  update_actions (self);
}

/* Nothing is signed out of sight. */
static void
sign_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodSignificanceDialog *self = POD_SIGNIFICANCE_DIALOG (widget);

  if (self->casebook == NULL || !may_sign (self, find_report (self)))
    return;
  pod_list_find_clear (self->find);
  gtk_window_present (GTK_WINDOW (pod_sign_dialog_new (GTK_WINDOW (self), self->trial,
                                                       self->subject, "report", self->day)));
}

/* ---- the class ---- */

static void
pod_significance_dialog_dispose (GObject *object)
{
  PodSignificanceDialog *self = POD_SIGNIFICANCE_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  if (self->items != NULL)
    g_list_store_remove_all (self->items);
  g_clear_object (&self->items);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  g_clear_pointer (&self->reports, g_array_unref);
  g_clear_pointer (&self->judged, pod_judgement_undo_free);
  G_OBJECT_CLASS (pod_significance_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, undo);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, sign);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, days);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, standing);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, next_report);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, find);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, view);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, buttons);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, count);
  gtk_widget_class_bind_template_child (widget_class, PodSignificanceDialog, for_physician);
  gtk_widget_class_bind_template_callback (widget_class, day_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_report_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, pod_list_find_leave);
}

static void
pod_significance_dialog_class_init (PodSignificanceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (POD_TYPE_LIST_FIND);
  G_OBJECT_CLASS (klass)->dispose = pod_significance_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-significance-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "significance.significant", NULL, significant_cb);
  gtk_widget_class_install_action (widget_class, "significance.not-significant", NULL,
                                   not_significant_cb);
  gtk_widget_class_install_action (widget_class, "significance.attribute", NULL,
                                   attribute_action_cb);
  gtk_widget_class_install_action (widget_class, "significance.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "significance.sign", NULL, sign_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK,
                                       "significance.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_significance_dialog_init (PodSignificanceDialog *self)
{
  self->items = g_list_store_new (POD_TYPE_SIGNIFICANCE_ITEM);
  self->reports = g_array_new (FALSE, FALSE, sizeof (PodReport));
  self->day = POD_DAY_MAX;
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_label_keep (self->standing);
  pod_label_keep (self->count);
  pod_choice_show_whole (GTK_WIDGET (self->days), 0);
  gtk_multi_selection_set_model (self->selection,
                                 pod_significance_columns_find (self->find, self->items,
                                                                self->view));
}

PodSignificanceDialog *
pod_significance_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject)
{
  PodSignificanceDialog *self = g_object_new (POD_TYPE_SIGNIFICANCE_DIALOG, "transient-for", parent,
                                              NULL);

  self->trial = g_object_ref (trial);
  self->subject = subject;
  self->judged = pod_judgement_undo_new (trial);
  pod_significance_columns_append (self->view);
  update (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return self;
}

void
pod_significance_dialog_show_day (PodSignificanceDialog *self, gint32 day)
{
  self->day = day;
  self->loose_only = FALSE;
  update (self);
}
