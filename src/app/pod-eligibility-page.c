#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-eligibility-page.h"

#include <glib/gi18n-lib.h>

#include "pod-course.h"
#include "pod-criteria-view.h"
#include "pod-screening-need.h"
#include "pod-signing-bar.h"
#include "pod-verdict-item.h"
#include "pod-words.h"

struct _PodEligibilityPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;

  GtkLabel *glyph;
  GtkLabel *answer;
  GtkLabel *as_of;
  GtkExpander *missing_expander;
  GtkLabel *missing;
  GtkWidget *decide_button;
  PodCriteriaView *criteria;
  PodSigningBar *signing;
};

G_DEFINE_FINAL_TYPE (PodEligibilityPage, pod_eligibility_page, ADW_TYPE_BIN)

enum
{
  DECIDE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const PodScreening *
get_screening (PodEligibilityPage *self)
{
  return pod_criteria_view_get_screening (self->criteria);
}

/* ---- the day of the question ---- */

/* The decision's own day for somebody about whom it was made, else today. @why: how to say so. */
static PodDate
find_day (PodEligibilityPage *self, const char **why)
{
  const PodEvent *enrolment = pod_casebook_find_event (self->casebook, "enrolment");
  const PodEvent *failure = pod_casebook_find_event (self->casebook, "screen_failure");

  *why = NULL;
  if (enrolment != NULL && pod_date_is_complete (enrolment->date))
    {
      *why = _ ("As of %s, the day of enrolment");
      return enrolment->date;
    }
  if (failure != NULL && pod_date_is_complete (failure->date))
    {
      *why = _ ("As of %s, the day of the screen failure");
      return failure->date;
    }
  return pod_trial_get_today (self->trial);
}

/* ---- the head ---- */

/* The formats come from the table in find_day() and from nowhere else. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static char *
say_day (const char *why, PodDate day)
{
  g_autofree char *date = pod_date_to_words (day);

  return g_strdup_printf (why != NULL ? why : _ ("As of %s, today"), date);
}
#pragma GCC diagnostic pop

/* "As of 23 Nov 2026, today · holds until 19 Dec 2026" */
static void
show_day (PodEligibilityPage *self, const char *why)
{
  const PodScreening *screening = get_screening (self);
  g_autofree char *day = say_day (why, screening->as_of);
  g_autofree char *until = NULL;
  g_autofree char *text = NULL;

  if (screening->eligible == POD_TRUE && pod_date_is_set (screening->valid_until))
    {
      until = pod_date_to_words (screening->valid_until);
      text = g_strdup_printf (_ ("%s · holds until %s"), day, until);
    }
  gtk_label_set_text (self->as_of, text != NULL ? text : day);
}

static void
show_missing (PodEligibilityPage *self)
{
  g_autoptr (GPtrArray) missing = pod_screening_list_missing (pod_trial_get_study (self->trial),
                                                              get_screening (self));
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *title = NULL;

  for (guint i = 0; i < missing->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (missing, i);

      g_string_append_printf (list, "%s%s", i > 0 ? " · " : "",
                              pod_words_get (&observation->label, pod_words_locale ()));
    }
  title = g_strdup_printf (ngettext ("%u value is missing", "%u values are missing", missing->len),
                           missing->len);
  gtk_expander_set_label (self->missing_expander, title);
  gtk_label_set_text (self->missing, list->str);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_expander), missing->len > 0);
}

static void
show_glyph (GtkLabel *label, PodTruth truth)
{
  gtk_label_set_text (label, pod_truth_to_glyph (truth));
  for (PodTruth other = POD_FALSE; other <= POD_TRUE; other++)
    gtk_widget_remove_css_class (GTK_WIDGET (label), pod_truth_to_style (other));
  gtk_widget_add_css_class (GTK_WIDGET (label), pod_truth_to_style (truth));
}

/* A decision is the principal investigator's, and only while somebody is in screening. */
static void
update_actions (PodEligibilityPage *self)
{
  gboolean may = get_screening (self) != NULL && pod_trial_may (self->trial, POD_VERB_ENROL) &&
                 get_screening (self)->eligible != POD_UNKNOWN &&
                 pod_subject_state (pod_trial_get_study (self->trial), self->casebook,
                                    pod_trial_get_today (self->trial)) == POD_STATE_SCREENING;

  gtk_widget_set_visible (self->decide_button, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "eligibility.decide", may);
}

static void
decide_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[DECIDE], 0);
}

/* ---- the class ---- */

static void
clear (PodEligibilityPage *self)
{
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  g_clear_object (&self->trial);
}

static void
pod_eligibility_page_dispose (GObject *object)
{
  clear (POD_ELIGIBILITY_PAGE (object));
  G_OBJECT_CLASS (pod_eligibility_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, glyph);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, answer);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, as_of);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, missing_expander);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, missing);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, decide_button);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, criteria);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, signing);
}

static void
pod_eligibility_page_class_init (PodEligibilityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_eligibility_page_dispose;
  signals[DECIDE] = g_signal_new ("decide", POD_TYPE_ELIGIBILITY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (POD_TYPE_CRITERIA_VIEW);
  g_type_ensure (POD_TYPE_SIGNING_BAR);
  gtk_widget_class_install_action (widget_class, "eligibility.decide", NULL, decide_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-eligibility-page.ui");
  bind_children (widget_class);
}

static void
pod_eligibility_page_init (PodEligibilityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

static void
show_screening (PodEligibilityPage *self, const char *why)
{
  g_autofree char *answer = pod_screening_to_words (get_screening (self));

  show_glyph (self->glyph, get_screening (self)->eligible);
  gtk_label_set_text (self->answer, answer);
  show_day (self, why);
  show_missing (self);
}

/* Labels are memory too. */
static void
show_nothing (PodEligibilityPage *self)
{
  gtk_label_set_text (self->glyph, "");
  gtk_label_set_text (self->answer, "");
  gtk_label_set_text (self->as_of, "");
  gtk_label_set_text (self->missing, "");
  gtk_widget_set_visible (GTK_WIDGET (self->missing_expander), FALSE);
  pod_criteria_view_set (self->criteria, NULL, NULL, POD_DATE_NONE, FALSE);
}

static gboolean
is_same_subject (PodEligibilityPage *self, PodCasebook *casebook)
{
  return self->casebook != NULL && casebook != NULL &&
         pod_casebook_get_subject (self->casebook)->record.id ==
             pod_casebook_get_subject (casebook)->record.id;
}

/* What is signed here is the decision, once it is made. */
static void
show_signing (PodEligibilityPage *self)
{
  const PodEvent *decision = NULL;

  if (self->casebook != NULL)
    decision = pod_casebook_find_event (self->casebook, "enrolment");
  if (self->casebook != NULL && decision == NULL)
    decision = pod_casebook_find_event (self->casebook, "screen_failure");
  if (decision != NULL)
    pod_signing_bar_set (self->signing, self->trial, decision->record.subject, "event",
                         decision->record.id);
  else
    pod_signing_bar_set (self->signing, NULL, 0, "event", 0);
}

static void
screen (PodEligibilityPage *self, gboolean keep)
{
  const char *why = NULL;
  PodDate day = find_day (self, &why);

  pod_criteria_view_set (self->criteria, self->trial, self->casebook, day, keep);
  show_screening (self, why);
}

void
pod_eligibility_page_set_casebook (PodEligibilityPage *self, PodTrial *trial, PodCasebook *casebook)
{
  gboolean is_same;

  g_return_if_fail (POD_IS_ELIGIBILITY_PAGE (self));

  is_same = is_same_subject (self, casebook);
  clear (self);
  if (trial != NULL && casebook != NULL)
    {
      self->trial = g_object_ref (trial);
      self->casebook = pod_casebook_ref (casebook);
      screen (self, is_same);
    }
  else
    show_nothing (self);
  show_signing (self);
  update_actions (self);
}

void
pod_eligibility_page_show_missing (PodEligibilityPage *self)
{
  g_return_if_fail (POD_IS_ELIGIBILITY_PAGE (self));

  gtk_expander_set_expanded (self->missing_expander, TRUE);
}
