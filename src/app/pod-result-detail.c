#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-result-detail.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-choice.h"
#include "pod-date-row.h"
#include "pod-in-view.h"
#include "pod-number-text.h"
#include "pod-problem-row.h"

struct _PodResultDetail
{
  AdwBin parent_instance;

  const PodObservation *observation;

  PodDateRow *when;
  GtkEditable *lower;
  GtkEditable *upper;
  PodProblemRow *limits_problem;
  GtkEditable *laboratory;
  PodDateRow *began;
  GtkEditable *volume;
  PodProblemRow *volume_problem;
  AdwComboRow *completeness;
  GtkEditable *not_done;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodResultDetail, pod_result_detail, ADW_TYPE_BIN)

#define COMPLETENESS "completeness"

const char *const pod_result_detail_fields[] = { "when",       "lower",      "upper",
                                                 "laboratory", "not_done",   "began",
                                                 "volume",     COMPLETENESS, NULL };

/* In the order of the row's choices. */
static const char *const completenesses[] = { "", "complete", "incomplete" };

/* All but the one that is chosen. */

static GtkEditable *
get_field (PodResultDetail *self, const char *field)
{
  GtkEditable *fields[] = {
    GTK_EDITABLE (self->when),  self->lower, self->upper, self->laboratory, self->not_done,
    GTK_EDITABLE (self->began), self->volume
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (field, pod_result_detail_fields[i]))
      return fields[i];
  g_return_val_if_reached (self->not_done);
}

static void
changed_cb (PodResultDetail *self)
{
  pod_problem_row_show (self->limits_problem, GTK_WIDGET (self->upper), NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pod_result_detail_class_init (PodResultDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (POD_TYPE_DATE_ROW);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_RESULT_DETAIL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-result-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, PodResultDetail, when);
  gtk_widget_class_bind_template_child (widget_class, PodResultDetail, lower);
  gtk_widget_class_bind_template_child (widget_class, PodResultDetail, upper);
  gtk_widget_class_bind_template_child (widget_class, PodResultDetail, limits_problem);
  gtk_widget_class_bind_template_child (widget_class, PodResultDetail, laboratory);
  gtk_widget_class_bind_template_child (widget_class, PodResultDetail, began);
  gtk_widget_class_bind_template_child (widget_class, PodResultDetail, volume);
  gtk_widget_class_bind_template_child (widget_class, PodResultDetail, volume_problem);
  gtk_widget_class_bind_template_child (widget_class, PodResultDetail, completeness);
  gtk_widget_class_bind_template_child (widget_class, PodResultDetail, not_done);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

void
pod_result_detail_bring (PodResultDetail *self, GtkWidget *field)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX_ROW);

  pod_in_view_bring (row != NULL ? row : GTK_WIDGET (self), field);
}

static void
entered_cb (PodResultDetail *self, GtkEventController *focus)
{
  pod_result_detail_bring (self, gtk_event_controller_get_widget (focus));
}

/* Whoever types into one of them sees the others. */
static void
watch_fields (PodResultDetail *self)
{
  GtkWidget *list = adw_bin_get_child (ADW_BIN (self));

  for (GtkWidget *field = gtk_widget_get_first_child (list); field != NULL;
       field = gtk_widget_get_next_sibling (field))
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_swapped (focus, "enter", G_CALLBACK (entered_cb), self);
      gtk_widget_add_controller (field, focus);
    }
}

static void
pod_result_detail_init (PodResultDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_choice_show_whole (GTK_WIDGET (self->completeness), 0);
  watch_fields (self);
}

GtkWidget *
pod_result_detail_new (const PodObservation *observation, PodDate today)
{
  PodResultDetail *self = g_object_new (POD_TYPE_RESULT_DETAIL, NULL);
  gboolean is_collected = pod_observation_is_collected (observation);

  self->observation = observation;
  pod_date_row_set_today (self->when, today);
  pod_date_row_set_today (self->began, today);
  gtk_widget_set_visible (GTK_WIDGET (self->began), is_collected);
  gtk_widget_set_visible (GTK_WIDGET (self->volume), is_collected);
  gtk_widget_set_visible (GTK_WIDGET (self->completeness), is_collected);
  if (is_collected)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->when),
                                   _ ("End of collection, with its time"));
  pod_result_detail_set_brief (self, FALSE);
  return GTK_WIDGET (self);
}

void
pod_result_detail_set_brief (PodResultDetail *self, gboolean is_brief)
{
  gboolean has_limits, has_laboratory;

  g_return_if_fail (POD_IS_RESULT_DETAIL (self));

  has_limits = self->observation->symbol.kind == POD_KIND_QUANTITY;
  has_laboratory = has_limits || self->observation->symbol.kind == POD_KIND_CHOICE;
  gtk_widget_set_visible (GTK_WIDGET (self->lower), has_limits && !is_brief);
  gtk_widget_set_visible (GTK_WIDGET (self->upper), has_limits && !is_brief);
  gtk_widget_set_visible (GTK_WIDGET (self->laboratory), has_laboratory && !is_brief);
  gtk_widget_set_visible (GTK_WIDGET (self->not_done), !is_brief);
}

static void
show_unit (gpointer row, gboolean is_upper, const char *unit)
{
  const char *alone = is_upper ? _ ("Upper limit of normal") : _ ("Lower limit of normal");
  g_autofree char *title = g_strdup_printf (is_upper ? _ ("Upper limit of normal, in %s")
                                                     : _ ("Lower limit of normal, in %s"),
                                            unit);

  adw_preferences_row_set_title (row, *unit != '\0' ? title : alone);
}

void
pod_result_detail_set_unit (PodResultDetail *self, const char *unit)
{
  g_return_if_fail (POD_IS_RESULT_DETAIL (self) && unit != NULL);

  show_unit (self->lower, FALSE, unit);
  show_unit (self->upper, TRUE, unit);
}

const char *
pod_result_detail_get_text (PodResultDetail *self, const char *field)
{
  g_return_val_if_fail (POD_IS_RESULT_DETAIL (self), "");

  if (g_str_equal (field, COMPLETENESS))
    return completenesses[MIN (adw_combo_row_get_selected (self->completeness),
                               G_N_ELEMENTS (completenesses) - 1)];
  return gtk_editable_get_text (get_field (self, field));
}

void
pod_result_detail_set_text (PodResultDetail *self, const char *field, const char *text)
{
  g_return_if_fail (POD_IS_RESULT_DETAIL (self) && text != NULL);

  if (!g_str_equal (field, COMPLETENESS))
    {
      gtk_editable_set_text (get_field (self, field), text);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (completenesses); i++)
    if (g_str_equal (text, completenesses[i]))
      adw_combo_row_set_selected (self->completeness, i);
}

gboolean
pod_result_detail_get_moment (PodResultDetail *self, PodMoment *moment)
{
  g_return_val_if_fail (POD_IS_RESULT_DETAIL (self), FALSE);

  return pod_date_row_get_moment (self->when, moment);
}

static gboolean
read_limit (GtkEditable *entry, double *limit)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  PodQuantity quantity = { 0 };

  *limit = NAN;
  if (*text == '\0')
    return TRUE;
  if (!pod_number_text_parse (text, &quantity) || quantity.comparator != POD_EXACTLY)
    return FALSE;
  *limit = quantity.number;
  return TRUE;
}

gboolean
pod_result_detail_get_limits (PodResultDetail *self, double *lower, double *upper)
{
  const char *problem = NULL;

  g_return_val_if_fail (POD_IS_RESULT_DETAIL (self), FALSE);

  if (!read_limit (self->lower, lower) || !read_limit (self->upper, upper))
    problem = _ ("A limit is a number, without a sign before it.");
  else if (*lower > *upper)
    problem = _ ("The lower limit lies above the upper one.");
  pod_problem_row_show (self->limits_problem, GTK_WIDGET (self->upper), problem);
  return problem == NULL;
}

void
pod_result_detail_focus_limit (PodResultDetail *self, gboolean upper)
{
  g_return_if_fail (POD_IS_RESULT_DETAIL (self));

  gtk_widget_grab_focus (GTK_WIDGET (upper ? self->upper : self->lower));
}

/* NULL where it can be read; @is_begun: (out): it may yet, by going on: "1." */
static const char *
find_volume_fault (PodResultDetail *self, gboolean *is_begun)
{
  g_autofree char *longer = g_strconcat (gtk_editable_get_text (self->volume), "1", NULL);
  PodQuantity quantity = { 0 };
  double volume;

  *is_begun = pod_number_text_parse (longer, &quantity) && quantity.comparator == POD_EXACTLY;
  if (read_limit (self->volume, &volume) && !(volume < 0))
    return NULL;
  return _ ("A volume is a number of millilitres: 1850.");
}

const char *
pod_result_detail_find_collection_fault (PodResultDetail *self, PodMoment ended)
{
  PodMoment began = POD_MOMENT_NONE;
  const char *of_start = NULL, *of_volume;
  gboolean is_begun;

  g_return_val_if_fail (POD_IS_RESULT_DETAIL (self), NULL);

  of_volume = find_volume_fault (self, &is_begun);
  pod_problem_row_show (self->volume_problem, GTK_WIDGET (self->volume),
                        is_begun ? NULL : of_volume);
  /* Of what is no date its own row says so, once it is left. */
  if (!pod_date_row_get_moment (self->began, &began))
    return _ ("The start of its collection cannot be read.");
  if (pod_date_is_set (began.date) && pod_date_is_set (ended.date) &&
      pod_moment_compare (began, ended) > 0)
    of_start = _ ("Its collection began after it ended.");
  pod_date_row_set_problem (self->began, of_start);
  return of_start != NULL ? of_start : of_volume;
}

void
pod_result_detail_check_start (PodResultDetail *self)
{
  g_return_if_fail (POD_IS_RESULT_DETAIL (self));

  pod_date_row_check (self->began);
}

gboolean
pod_result_detail_get_collection (PodResultDetail *self, PodMoment *began, double *volume)
{
  g_return_val_if_fail (POD_IS_RESULT_DETAIL (self), FALSE);

  return read_limit (self->volume, volume) && !(*volume < 0) &&
         pod_date_row_get_moment (self->began, began);
}
