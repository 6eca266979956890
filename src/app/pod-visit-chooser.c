#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-visit-chooser.h"

#include <glib/gi18n-lib.h>

#include "pod-choice.h"
#include "pod-course.h"
#include "pod-date-text.h"
#include "pod-label-keep.h"
#include "pod-visit-proposal.h"
#include "pod-words.h"

struct _PodVisitChooser
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;
  GArray *
      schedule; /* PodScheduledVisit; after it in the list: a day without a visit, and everything */
  PodDate stays; /* a day that somebody said is of the visit all the same; no date for none */
  gboolean filling;

  GtkDropDown *visits;
  GtkWidget *day_box;
  GtkEditable *day;
  GtkLabel *note;
  GtkWidget *question;
  GtkLabel *question_label;
  GtkButton *stay_button;
  GtkButton *back_button;
};

enum
{
  CHANGED,
  CHOSEN,
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodVisitChooser, pod_visit_chooser, ADW_TYPE_BIN)

static PodDate
get_today (PodVisitChooser *self)
{
  return pod_trial_get_today (self->trial);
}

/* NULL where no visit of the schedule is chosen. */
static const PodScheduledVisit *
get_visit (PodVisitChooser *self)
{
  guint selected = gtk_drop_down_get_selected (self->visits);

  return self->schedule != NULL && selected < self->schedule->len
             ? &g_array_index (self->schedule, PodScheduledVisit, selected)
             : NULL;
}

/* ---- what is said of it ---- */

/* "Day 7 · done on 19 Nov 2026", "Day 10 · due, 20 Nov 2026 to 24 Nov 2026". */
static char *
say_visit (const PodScheduledVisit *visit)
{
  const char *label = pod_words_get (&visit->plan->label, pod_words_locale ());
  const char *state = pod_visit_state_to_words (visit->state);
  PodDate date = visit->visit != NULL ? visit->visit->date : visit->target;
  g_autofree char *day = pod_date_is_set (date) ? pod_date_to_words (date) : NULL;

  return day != NULL ? g_strdup_printf ("%s · %s · %s", label, state, day)
                     : g_strdup_printf ("%s · %s", label, state);
}

static char *
say_away (gint32 early, gint32 late)
{
  if (early > 0)
    return g_strdup_printf (ngettext ("%d day before its window", "%d days before its window",
                                      (gulong) early),
                            early);
  return g_strdup_printf (ngettext ("%d day after its window", "%d days after its window",
                                    (gulong) late),
                          late);
}

/* Where the day lies in the window of the visit, which decides nothing. */
static char *
say_window (PodVisitChooser *self, const PodScheduledVisit *visit, gboolean *outside)
{
  PodDate day = pod_visit_chooser_get_day (self);
  g_autofree char *earliest = NULL;
  g_autofree char *latest = NULL;
  gint32 early, late;

  *outside = FALSE;
  if (visit == NULL || !pod_date_is_set (visit->earliest))
    return NULL;
  earliest = pod_date_to_words (visit->earliest);
  latest = pod_date_to_words (visit->latest);
  if (pod_date_is_complete (day))
    {
      early = pod_date_first_day (visit->earliest) - pod_date_first_day (day);
      late = pod_date_first_day (day) - pod_date_first_day (visit->latest);
      *outside = early > 0 || late > 0;
      if (*outside)
        return say_away (early, late);
    }
  if (pod_date_equal (visit->earliest, visit->latest))
    return g_strdup_printf (_ ("Planned for %s"), earliest);
  return g_strdup_printf (_ ("Window %s – %s"), earliest, latest);
}

/* "20 Nov 2026 · Window 18 Nov 2026 – 22 Nov 2026": the day as everywhere else, beside what is typed. */
static char *
say_day (PodVisitChooser *self, const char *window)
{
  PodDate day = pod_visit_chooser_get_day (self);
  g_autofree char *words = pod_date_is_complete (day) ? pod_date_to_words (day) : NULL;

  if (words == NULL || window == NULL)
    return words != NULL ? g_steal_pointer (&words) : g_strdup (window);
  /* Translators: a day, and where it lies in the window of a visit. */
  return g_strdup_printf (C_ ("visit", "%1$s · %2$s"), words, window);
}

static void
mark_wrong (PodVisitChooser *self, gboolean wrong)
{
  GtkWidget *day = GTK_WIDGET (self->day);

  if (wrong)
    gtk_widget_add_css_class (day, "error");
  else
    gtk_widget_remove_css_class (day, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (day), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* A month is no mistake, but it has its own place. */
static const char *
say_wrong (PodVisitChooser *self)
{
  PodMoment when = POD_MOMENT_NONE;

  if (pod_date_text_parse (gtk_editable_get_text (self->day), &when) &&
      pod_date_is_set (when.date) && !pod_date_is_complete (when.date))
    return _ ("A visit has a day. What is known by its month or year only goes on record under "
              "“Everything, each panel with a date of its own”.");
  return _ ("That is no day that has been.");
}

static void
show_note (PodVisitChooser *self)
{
  gboolean chosen = pod_visit_chooser_get_choice (self) != NULL;
  gboolean wrong = chosen && !pod_date_is_complete (pod_visit_chooser_get_day (self));
  gboolean outside = FALSE;
  g_autofree char *window = say_window (self, get_visit (self), &outside);
  g_autofree char *words = say_day (self, window);

  mark_wrong (self, wrong);
  gtk_widget_set_visible (self->day_box, chosen);
  gtk_label_set_text (self->note, wrong ? say_wrong (self) : words != NULL ? words : "");
  if (outside || wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "warning");
}

/* ---- another day than that of a visit that took place ---- */

static gboolean
is_screening (const PodScheduledVisit *visit)
{
  return g_strcmp0 (visit->plan->epoch, "SCREENING") == 0;
}

static gboolean
took_place (const PodScheduledVisit *visit)
{
  return visit != NULL && visit->visit != NULL && visit->state != POD_VISIT_MISSED &&
         pod_date_is_complete (visit->visit->date);
}

/* It may have taken more days than one. */
static gboolean
has_day (PodVisitChooser *self, const PodScheduledVisit *visit, PodDate day)
{
  guint n;
  const PodVisit *visits = pod_casebook_get_visits (self->casebook, &n);

  for (guint i = 0; i < n; i++)
    if (!visits[i].record.voided && g_strcmp0 (visits[i].planned, visit->plan->id) == 0 &&
        g_strcmp0 (visits[i].status, "missed") != 0 && pod_date_equal (visits[i].date, day))
      return TRUE;
  return FALSE;
}

gboolean
pod_visit_chooser_is_asking (PodVisitChooser *self)
{
  const PodScheduledVisit *visit;
  PodDate day;

  g_return_val_if_fail (POD_IS_VISIT_CHOOSER (self), FALSE);

  visit = get_visit (self);
  if (!took_place (visit))
    return FALSE;
  day = pod_visit_chooser_get_day (self);
  return pod_date_is_complete (day) && !pod_date_equal (day, self->stays) &&
         !has_day (self, visit, day);
}

static void
fill_question (PodVisitChooser *self, const PodScheduledVisit *visit)
{
  const char *label = pod_words_get (&visit->plan->label, pod_words_locale ());
  g_autofree char *day = pod_date_to_words (pod_visit_chooser_get_day (self));
  g_autofree char *done = pod_date_to_words (visit->visit->date);
  /* Translators: a day, then a visit and the day on which it took place. */
  g_autofree char *question = g_strdup_printf (_ ("These results are of %1$s, but %2$s was done on "
                                                  "%3$s. What are they?"),
                                               day, label, done);
  g_autofree char *back = g_strdup_printf (_ ("_Back to %s"), done);

  gtk_label_set_text (self->question_label, question);
  gtk_button_set_label (self->back_button, back);
  /* Screening has a record of each of its days; results of another visit stay with the one that it has. */
  gtk_button_set_label (self->stay_button, is_screening (visit)
                                               ? _ ("A_nother Day of That Visit")
                                               : _ ("Of That Visit A_ll the Same"));
}

static void
show_question (PodVisitChooser *self)
{
  gboolean is_asking = pod_visit_chooser_is_asking (self);

  if (is_asking)
    fill_question (self, get_visit (self));
  gtk_widget_set_visible (self->question, is_asking);
}

gboolean
pod_visit_chooser_focus_question (PodVisitChooser *self)
{
  g_return_val_if_fail (POD_IS_VISIT_CHOOSER (self), FALSE);

  return gtk_widget_get_visible (self->question) &&
         gtk_widget_grab_focus (GTK_WIDGET (self->stay_button));
}

/* ---- the day ---- */

/* What took place has its day: what it has stands beside what it lacks.  A day that has been is never made up: what was never recorded is of
 * today, unless somebody says when it was. */
static PodDate
guess_day (PodVisitChooser *self, const PodScheduledVisit *visit)
{
  return took_place (visit) ? visit->visit->date : get_today (self);
}

static void
fill_day (PodVisitChooser *self, const char *text)
{
  g_autofree char *guess = NULL;

  if (text == NULL)
    text = guess = pod_date_text_format (pod_moment_on (guess_day (self, get_visit (self))));
  self->filling = TRUE;
  gtk_editable_set_text (self->day, text);
  self->filling = FALSE;
  show_note (self);
  show_question (self);
}

static void
day_changed_cb (PodVisitChooser *self)
{
  if (self->filling || self->trial == NULL)
    return;
  show_note (self);
  show_question (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
chosen_cb (PodVisitChooser *self)
{
  if (self->filling || self->trial == NULL)
    return;
  self->stays = POD_DATE_NONE;
  fill_day (self, NULL);
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* ---- the answers ---- */

/* The day is settled: what is typed next is a result, else another day in its place. */
static void
go_on (PodVisitChooser *self)
{
  gtk_editable_select_region (self->day, 0, -1);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
stay_cb (PodVisitChooser *self)
{
  self->stays = pod_visit_chooser_get_day (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->day));
  show_question (self);
  g_signal_emit (self, signals[CHANGED], 0);
  go_on (self);
}

static void
apart_cb (PodVisitChooser *self)
{
  g_autofree char *day = g_strdup (gtk_editable_get_text (self->day));

  gtk_widget_grab_focus (GTK_WIDGET (self->day));
  pod_visit_chooser_set_choice (self, POD_VISIT_UNSCHEDULED, day);
  g_signal_emit (self, signals[CHOSEN], 0);
  go_on (self);
}

static void
back_cb (PodVisitChooser *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->day));
  fill_day (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
  go_on (self);
}

/* ---- the widget ---- */

static void
pod_visit_chooser_dispose (GObject *object)
{
  PodVisitChooser *self = POD_VISIT_CHOOSER (object);

  g_clear_pointer (&self->schedule, g_array_unref);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_visit_chooser_parent_class)->dispose (object);
}

static void
pod_visit_chooser_class_init (PodVisitChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_visit_chooser_dispose;
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_VISIT_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", POD_TYPE_VISIT_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[ANSWERED] = g_signal_new ("answered", POD_TYPE_VISIT_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-visit-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, PodVisitChooser, visits);
  gtk_widget_class_bind_template_child (widget_class, PodVisitChooser, day_box);
  gtk_widget_class_bind_template_child (widget_class, PodVisitChooser, day);
  gtk_widget_class_bind_template_child (widget_class, PodVisitChooser, note);
  gtk_widget_class_bind_template_child (widget_class, PodVisitChooser, question);
  gtk_widget_class_bind_template_child (widget_class, PodVisitChooser, question_label);
  gtk_widget_class_bind_template_child (widget_class, PodVisitChooser, stay_button);
  gtk_widget_class_bind_template_child (widget_class, PodVisitChooser, back_button);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stay_cb);
  gtk_widget_class_bind_template_callback (widget_class, apart_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
}

static void
pod_visit_chooser_init (PodVisitChooser *self)
{
  self->stays = POD_DATE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_label_keep (self->note);
  pod_label_keep (self->question_label);
  pod_choice_show_whole (GTK_WIDGET (self->visits), 0);
}

static GtkStringList *
list_choices (PodVisitChooser *self)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->schedule->len; i++)
    gtk_string_list_take (list, say_visit (&g_array_index (self->schedule, PodScheduledVisit, i)));
  gtk_string_list_append (list, _ ("A day without a planned visit"));
  gtk_string_list_append (list, _ ("Everything, each panel with a date of its own"));
  return list;
}

void
pod_visit_chooser_set (PodVisitChooser *self, PodTrial *trial, PodCasebook *casebook)
{
  const char *choice;
  g_autofree char *text = NULL;
  g_autoptr (GtkStringList) list = NULL;

  g_return_if_fail (POD_IS_VISIT_CHOOSER (self));

  choice = pod_visit_chooser_get_choice (self);
  text = choice != NULL ? g_strdup (pod_visit_chooser_get_text (self)) : NULL;
  g_set_object (&self->trial, trial);
  g_clear_pointer (&self->schedule, g_array_unref);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = pod_casebook_ref (casebook);
  self->schedule = pod_schedule_new (pod_trial_get_study (trial), casebook, get_today (self));
  list = list_choices (self);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->visits, G_LIST_MODEL (list));
  self->filling = FALSE;
  pod_visit_chooser_set_choice (self, choice, text);
}

const char *
pod_visit_chooser_get_choice (PodVisitChooser *self)
{
  const PodScheduledVisit *visit;

  g_return_val_if_fail (POD_IS_VISIT_CHOOSER (self), NULL);

  visit = get_visit (self);
  if (visit != NULL)
    return visit->plan->id;
  return self->schedule != NULL && gtk_drop_down_get_selected (self->visits) == self->schedule->len
             ? POD_VISIT_UNSCHEDULED
             : NULL;
}

static guint
find_index (PodVisitChooser *self, const char *choice)
{
  for (guint i = 0; choice != NULL && i < self->schedule->len; i++)
    if (g_str_equal (g_array_index (self->schedule, PodScheduledVisit, i).plan->id, choice))
      return i;
  return g_strcmp0 (choice, POD_VISIT_UNSCHEDULED) == 0 ? self->schedule->len
                                                        : self->schedule->len + 1;
}

void
pod_visit_chooser_set_choice (PodVisitChooser *self, const char *choice, const char *day)
{
  g_return_if_fail (POD_IS_VISIT_CHOOSER (self) && self->schedule != NULL);

  if (g_strcmp0 (choice, pod_visit_chooser_get_choice (self)) != 0)
    self->stays = POD_DATE_NONE;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->visits, find_index (self, choice));
  self->filling = FALSE;
  fill_day (self, day);
}

const char *
pod_visit_chooser_find_first (PodVisitChooser *self)
{
  const PodScheduledVisit *visit;

  g_return_val_if_fail (POD_IS_VISIT_CHOOSER (self) && self->schedule != NULL,
                        POD_VISIT_UNSCHEDULED);

  visit = pod_visit_propose (pod_trial_get_study (self->trial), self->casebook, self->schedule,
                             get_today (self));
  return visit != NULL ? visit->plan->id : POD_VISIT_UNSCHEDULED;
}

const char *
pod_visit_chooser_get_text (PodVisitChooser *self)
{
  g_return_val_if_fail (POD_IS_VISIT_CHOOSER (self), "");

  return gtk_editable_get_text (self->day);
}

PodDate
pod_visit_chooser_get_day (PodVisitChooser *self)
{
  PodMoment when = POD_MOMENT_NONE;

  g_return_val_if_fail (POD_IS_VISIT_CHOOSER (self), POD_DATE_NONE);

  if (!pod_date_text_parse (gtk_editable_get_text (self->day), &when) ||
      !pod_date_is_complete (when.date) || pod_date_compare (when.date, get_today (self)) > 0)
    return POD_DATE_NONE;
  return when.date;
}
