#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-criteria-view.h"

#include <glib/gi18n-lib.h>

#include "pod-criterion-view.h"
#include "pod-freshness.h"
#include "pod-verdict-item.h"

/* Until rows that have just come have their height; and how long it is waited for that the list itself has one. */
#define FRAMES 2
#define MOST_FRAMES 120

struct _PodCriteriaView
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook; /* what notes beside the verdicts point into */
  PodScreening *screening;
  gboolean filling; /* what is chosen meanwhile is nobody's choice */
  guint bringing;   /* the chosen one into view, at one of the next frames; 0 for not */
  guint frames;     /* since then */

  GtkToggleButton *all;
  GtkToggleButton *failed;
  GtkToggleButton *unknown;
  GtkToggleButton *soon;
  GtkToggleButton *passed;
  GtkStack *list_stack;
  GtkListView *view;
  GtkSingleSelection *selection;
  GListStore *verdicts;
  GtkCustomFilter *filter;
  PodCriterionView *criterion;
  AdwBin *extra;
};

enum
{
  SELECTED,
  EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodCriteriaView, pod_criteria_view, ADW_TYPE_BIN)

guint
pod_screening_count (const PodScreening *screening, PodTruth passes)
{
  guint n = 0;

  for (guint i = 0; i < screening->verdicts->len; i++)
    n += ((const PodVerdict *) g_ptr_array_index (screening->verdicts, i))->passes == passes;
  return n;
}

char *
pod_screening_to_words (const PodScreening *screening)
{
  guint failed = pod_screening_count (screening, POD_FALSE);
  guint unknown = pod_screening_count (screening, POD_UNKNOWN);

  if (screening->eligible == POD_TRUE)
    return g_strdup (_ ("Eligible on paper"));
  if (screening->eligible == POD_FALSE)
    return g_strdup_printf (ngettext ("Not eligible: %u criterion", "Not eligible: %u criteria",
                                      failed),
                            failed);
  return g_strdup_printf (ngettext ("Cannot tell yet: %u criterion is open",
                                    "Cannot tell yet: %u criteria are open", unknown),
                          unknown);
}

/* ---- what is listed ---- */

/* Met, and not much longer. */
static gboolean
is_soon (PodCriteriaView *self, const PodVerdict *verdict)
{
  int days = pod_freshness_get_notice (pod_trial_get_study (self->trial));

  return verdict->passes == POD_TRUE && pod_date_is_complete (verdict->valid_until) &&
         pod_date_first_day (verdict->valid_until) <=
             pod_date_first_day (self->screening->as_of) + days;
}

static guint
count_soon (PodCriteriaView *self)
{
  const PodScreening *screening = self->screening;
  guint n = 0;

  for (guint i = 0; i < screening->verdicts->len; i++)
    n += is_soon (self, g_ptr_array_index (screening->verdicts, i));
  return n;
}

static void
label_filter (GtkToggleButton *button, const char *words, guint n)
{
  g_autofree char *text = g_strdup_printf ("%s %u", words, n);

  gtk_button_set_label (GTK_BUTTON (button), text);
}

static void
show_counts (PodCriteriaView *self)
{
  const PodScreening *screening = self->screening;

  label_filter (self->all, C_ ("criteria", "All"), screening->verdicts->len);
  label_filter (self->failed, C_ ("criteria", "Not met"),
                pod_screening_count (screening, POD_FALSE));
  label_filter (self->unknown, C_ ("criteria", "Open"),
                pod_screening_count (screening, POD_UNKNOWN));
  label_filter (self->soon, C_ ("criteria", "Soon"), count_soon (self));
  label_filter (self->passed, C_ ("criteria", "Met"), pod_screening_count (screening, POD_TRUE));
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  PodCriteriaView *self = user_data;
  const PodVerdict *verdict = pod_verdict_item_get_verdict (item);

  if (gtk_toggle_button_get_active (self->failed))
    return verdict->passes == POD_FALSE;
  if (gtk_toggle_button_get_active (self->unknown))
    return verdict->passes == POD_UNKNOWN;
  if (gtk_toggle_button_get_active (self->passed))
    return verdict->passes == POD_TRUE;
  return !gtk_toggle_button_get_active (self->soon) || is_soon (self, verdict);
}

static void
update_list_stack (PodCriteriaView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_stack_set_visible_child_name (self->list_stack, n > 0 ? "list" : "none");
}

static void
fill (PodCriteriaView *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->screening->verdicts->len; i++)
    g_ptr_array_add (items,
                     pod_verdict_item_new (g_ptr_array_index (self->screening->verdicts, i)));
  g_list_store_splice (self->verdicts, 0, 0, items->pdata, items->len);
}

/* ---- what is chosen ---- */

static gboolean
bring_cb (GtkWidget *list, GdkFrameClock *clock, gpointer user_data)
{
  PodCriteriaView *self = user_data;
  guint chosen = gtk_single_selection_get_selected (self->selection);

  /* A frame begins with its ticks, and is laid out after them: what has no height yet would be scrolled nowhere. */
  if (++self->frames < FRAMES || (self->frames < MOST_FRAMES && gtk_widget_get_mapped (list) &&
                                  gtk_widget_get_height (list) == 0))
    return G_SOURCE_CONTINUE;
  if (chosen != GTK_INVALID_LIST_POSITION && gtk_widget_get_mapped (list))
    gtk_widget_activate_action (list, "list.scroll-to-item", "u", chosen);
  self->bringing = 0;
  return G_SOURCE_REMOVE;
}

/* What is read beside the list is in sight in it, too, once it is laid out. */
static void
bring_chosen (PodCriteriaView *self)
{
  self->frames = 0;
  if (self->bringing == 0)
    self->bringing = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), bring_cb, self, NULL);
}

static void
filter_toggled_cb (PodCriteriaView *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_list_stack (self);
  bring_chosen (self);
}

const PodVerdict *
pod_criteria_view_get_selected (PodCriteriaView *self)
{
  gpointer item = self->trial != NULL ? gtk_single_selection_get_selected_item (self->selection)
                                      : NULL;

  return item != NULL ? pod_verdict_item_get_verdict (item) : NULL;
}

static void
selected_cb (PodCriteriaView *self)
{
  if (self->filling)
    return;
  pod_criterion_view_set_verdict (self->criterion,
                                  self->trial != NULL ? pod_trial_get_study (self->trial) : NULL,
                                  self->casebook,
                                  self->screening != NULL ? self->screening->as_of : POD_DATE_NONE,
                                  pod_criteria_view_get_selected (self));
  g_signal_emit (self, signals[SELECTED], 0);
}

/* By its id; else the first that fails, else the first that is open. */
static gboolean
select_criterion (PodCriteriaView *self, const char *id)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  PodTruth wanted = self->screening->eligible;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PodVerdictItem) item = g_list_model_get_item (model, i);
      const PodVerdict *verdict = pod_verdict_item_get_verdict (item);

      if (id != NULL ? g_str_equal (verdict->criterion->id, id) : verdict->passes == wanted)
        {
          gtk_single_selection_set_selected (self->selection, i);
          return TRUE;
        }
    }
  return FALSE;
}

void
pod_criteria_view_select (PodCriteriaView *self, const char *id)
{
  if (self->screening == NULL)
    return;
  if (!select_criterion (self, id))
    {
      gtk_toggle_button_set_active (self->all, TRUE);
      select_criterion (self, id);
    }
  bring_chosen (self);
}

static void
edit_cb (PodCriteriaView *self, const char *observation)
{
  g_signal_emit (self, signals[EDIT], 0, observation);
}

/* ---- the class ---- */

static void
clear (PodCriteriaView *self)
{
  /* Items lend their verdicts from the screening, so they go first. */
  g_list_store_remove_all (self->verdicts);
  g_clear_pointer (&self->screening, pod_screening_free);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  g_clear_object (&self->trial);
}

static void
pod_criteria_view_dispose (GObject *object)
{
  PodCriteriaView *self = POD_CRITERIA_VIEW (object);

  if (self->verdicts != NULL)
    clear (self);
  self->verdicts = NULL;
  G_OBJECT_CLASS (pod_criteria_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, all);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, failed);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, unknown);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, soon);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, passed);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, list_stack);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, view);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, selection);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, verdicts);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, filter);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, criterion);
  gtk_widget_class_bind_template_child (widget_class, PodCriteriaView, extra);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
}

static void
pod_criteria_view_class_init (PodCriteriaViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_criteria_view_dispose;
  signals[SELECTED] = g_signal_new ("selected", POD_TYPE_CRITERIA_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT] = g_signal_new ("edit", POD_TYPE_CRITERIA_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (POD_TYPE_VERDICT_ITEM);
  g_type_ensure (POD_TYPE_CRITERION_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-criteria-view.ui");
  bind_children (widget_class);
}

static void
pod_criteria_view_init (PodCriteriaView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, filter_cb, self, NULL);
  g_signal_connect_swapped (self->view, "map", G_CALLBACK (bring_chosen), self);
}

void
pod_criteria_view_set (PodCriteriaView *self,
                       PodTrial *trial,
                       PodCasebook *casebook,
                       PodDate day,
                       gboolean keep)
{
  const PodVerdict *before = pod_criteria_view_get_selected (self);
  g_autofree char *selected = keep && before != NULL ? g_strdup (before->criterion->id) : NULL;
  /* The criterion that is shown lends from them until another is. */
  g_autoptr (PodCasebook) old_casebook = g_steal_pointer (&self->casebook);
  g_autoptr (PodScreening) old_screening = g_steal_pointer (&self->screening);

  g_return_if_fail (POD_IS_CRITERIA_VIEW (self));

  self->filling = TRUE;
  clear (self);
  pod_criterion_view_set_trial (self->criterion, trial);
  if (casebook != NULL)
    {
      self->trial = g_object_ref (trial);
      self->casebook = pod_casebook_ref (casebook);
      self->screening = pod_screening_new (pod_trial_get_study (trial), pod_trial_get_site (trial),
                                           casebook, day);
      show_counts (self);
      fill (self);
      if (!select_criterion (self, selected) && selected != NULL)
        select_criterion (self, NULL);
    }
  self->filling = FALSE;
  selected_cb (self);
  update_list_stack (self);
  bring_chosen (self);
}

const PodScreening *
pod_criteria_view_get_screening (PodCriteriaView *self)
{
  return self->screening;
}

void
pod_criteria_view_set_extra (PodCriteriaView *self, GtkWidget *extra)
{
  adw_bin_set_child (self->extra, extra);
}

void
pod_criteria_view_focus_list (PodCriteriaView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
