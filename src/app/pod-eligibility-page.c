#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-eligibility-page.h"

#include <glib/gi18n-lib.h>

#include "pod-course.h"
#include "pod-criterion-view.h"
#include "pod-dialogs.h"
#include "pod-signing-bar.h"
#include "pod-verdict-item.h"
#include "pod-words.h"

struct _PodEligibilityPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;
  PodScreening *screening;

  GtkLabel *glyph;
  GtkLabel *answer;
  GtkLabel *as_of;
  GtkExpander *missing_expander;
  GtkLabel *missing;
  GtkWidget *fail_button;
  GtkWidget *enrol_button;
  GtkToggleButton *all;
  GtkToggleButton *failed;
  GtkToggleButton *unknown;
  GtkToggleButton *passed;
  GtkStack *list_stack;
  GtkListView *view;
  GtkSingleSelection *selection;
  GListStore *verdicts;
  GtkCustomFilter *filter;
  PodCriterionView *criterion;
  PodSigningBar *signing;
};

G_DEFINE_FINAL_TYPE (PodEligibilityPage, pod_eligibility_page, ADW_TYPE_BIN)

static GtkWindow *
get_window (PodEligibilityPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static const char *
get_number (PodEligibilityPage *self)
{
  return pod_casebook_get_subject (self->casebook)->screening_number;
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

static guint
count (const PodScreening *screening, PodTruth passes)
{
  guint n = 0;

  for (guint i = 0; i < screening->verdicts->len; i++)
    n += ((const PodVerdict *) g_ptr_array_index (screening->verdicts, i))->passes == passes;
  return n;
}

/* ---- the head ---- */

static char *
say_answer (const PodScreening *screening)
{
  guint failed = count (screening, POD_FALSE);
  guint unknown = count (screening, POD_UNKNOWN);

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
  const PodScreening *screening = self->screening;
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
  const GPtrArray *missing = self->screening->missing;
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

static void
label_filter (GtkToggleButton *button, const char *format_words, guint n)
{
  g_autofree char *text = g_strdup_printf ("%s %u", format_words, n);

  gtk_button_set_label (GTK_BUTTON (button), text);
}

static void
show_counts (PodEligibilityPage *self)
{
  label_filter (self->all, C_ ("criteria", "All"), self->screening->verdicts->len);
  label_filter (self->failed, C_ ("criteria", "Not met"), count (self->screening, POD_FALSE));
  label_filter (self->unknown, C_ ("criteria", "Missing"), count (self->screening, POD_UNKNOWN));
  label_filter (self->passed, C_ ("criteria", "Met"), count (self->screening, POD_TRUE));
}

/* A decision is the principal investigator's, and only while somebody is in screening. */
static void
update_actions (PodEligibilityPage *self)
{
  gboolean deciding = self->screening != NULL && pod_trial_may (self->trial, POD_VERB_ENROL) &&
                      pod_subject_state (pod_trial_get_study (self->trial), self->casebook,
                                         pod_trial_get_today (self->trial)) == POD_STATE_SCREENING;
  gboolean may_enrol = deciding && self->screening->eligible == POD_TRUE;
  gboolean may_fail = deciding && self->screening->eligible == POD_FALSE;

  gtk_widget_set_visible (self->enrol_button, may_enrol);
  gtk_widget_set_visible (self->fail_button, may_fail);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "eligibility.enrol", may_enrol);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "eligibility.fail", may_fail);
}

/* ---- the list ---- */

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  PodEligibilityPage *self = user_data;
  PodTruth passes = pod_verdict_item_get_verdict (item)->passes;

  if (gtk_toggle_button_get_active (self->failed))
    return passes == POD_FALSE;
  if (gtk_toggle_button_get_active (self->unknown))
    return passes == POD_UNKNOWN;
  if (gtk_toggle_button_get_active (self->passed))
    return passes == POD_TRUE;
  return TRUE;
}

static void
update_list_stack (PodEligibilityPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_stack_set_visible_child_name (self->list_stack, n > 0 ? "list" : "none");
}

static void
filter_toggled_cb (PodEligibilityPage *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_list_stack (self);
}

static void
selected_cb (PodEligibilityPage *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  pod_criterion_view_set_verdict (self->criterion,
                                  self->trial != NULL ? pod_trial_get_study (self->trial) : NULL,
                                  item != NULL && self->trial != NULL
                                      ? pod_verdict_item_get_verdict (item)
                                      : NULL);
}

/* The criterion that was read, by its id; else the first that fails, else the first that is open. */
static void
select_criterion (PodEligibilityPage *self, const char *id)
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
          return;
        }
    }
}

static void
fill (PodEligibilityPage *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->screening->verdicts->len; i++)
    g_ptr_array_add (items,
                     pod_verdict_item_new (g_ptr_array_index (self->screening->verdicts, i)));
  g_list_store_splice (self->verdicts, 0, 0, items->pdata, items->len);
}

/* ---- the decision ---- */

static void
tell_failure (PodEligibilityPage *self, const char *heading, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  pod_dialogs_show_error (get_window (self), heading, words);
}

static void
enrol_answered (gboolean yes, gpointer data)
{
  g_autoptr (PodEligibilityPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!yes || self->casebook == NULL)
    return;
  if (!pod_trial_enrol (self->trial, pod_casebook_get_subject (self->casebook)->record.id,
                        pod_trial_get_today (self->trial), &error))
    tell_failure (self, _ ("Not Enrolled"), error);
}

static void
enrol_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodEligibilityPage *self = POD_ELIGIBILITY_PAGE (widget);
  g_autofree char *heading = g_strdup_printf (_ ("Enrol %s Today?"), get_number (self));
  g_autofree char *body = g_strdup_printf (_ ("All %u criteria are settled in favour of entry on "
                                              "what is recorded. The decision is yours "
                                              "and is recorded under your name; the subject gets "
                                              "an enrolment number, which cannot be "
                                              "taken back."),
                                           self->screening->verdicts->len);

  pod_dialogs_ask (get_window (self), heading, body, _ ("_Enrol"), FALSE, enrol_answered,
                   g_object_ref (self));
}

static void
fail_answered (gboolean yes, gpointer data)
{
  g_autoptr (PodEligibilityPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!yes || self->casebook == NULL)
    return;
  if (!pod_trial_fail_screening (self->trial, pod_casebook_get_subject (self->casebook)->record.id,
                                 pod_trial_get_today (self->trial), &error))
    tell_failure (self, _ ("The Screen Failure Was Not Recorded"), error);
}

static char *
list_failed (const PodScreening *screening)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);

      if (verdict->passes == POD_FALSE)
        g_string_append_printf (list, "\n%s  %s", verdict->criterion->id,
                                pod_words_get (&verdict->criterion->label, pod_words_locale ()));
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
fail_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodEligibilityPage *self = POD_ELIGIBILITY_PAGE (widget);
  g_autofree char *heading = g_strdup_printf (_ ("Record the Screen Failure of %s?"),
                                              get_number (self));
  g_autofree char *list = list_failed (self->screening);
  g_autofree char *body = g_strdup_printf (_ ("Screening ends today, because of:%s\n\nThe patient "
                                              "can be screened again "
                                              "under a new screening number."),
                                           list);

  pod_dialogs_ask (get_window (self), heading, body, _ ("_Record"), FALSE, fail_answered,
                   g_object_ref (self));
}

/* ---- the class ---- */

static void
clear (PodEligibilityPage *self)
{
  /* Items lend their verdicts from the screening, so they go first. */
  g_list_store_remove_all (self->verdicts);
  g_clear_pointer (&self->screening, pod_screening_free);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  g_clear_object (&self->trial);
}

static void
pod_eligibility_page_dispose (GObject *object)
{
  PodEligibilityPage *self = POD_ELIGIBILITY_PAGE (object);

  if (self->verdicts != NULL)
    clear (self);
  self->verdicts = NULL;
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
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, fail_button);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, enrol_button);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, all);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, failed);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, unknown);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, passed);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, view);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, selection);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, verdicts);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, filter);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, criterion);
  gtk_widget_class_bind_template_child (widget_class, PodEligibilityPage, signing);
}

static void
pod_eligibility_page_class_init (PodEligibilityPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_eligibility_page_dispose;
  g_type_ensure (POD_TYPE_VERDICT_ITEM);
  g_type_ensure (POD_TYPE_CRITERION_VIEW);
  g_type_ensure (POD_TYPE_SIGNING_BAR);
  gtk_widget_class_install_action (widget_class, "eligibility.enrol", NULL, enrol_cb);
  gtk_widget_class_install_action (widget_class, "eligibility.fail", NULL, fail_cb);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-eligibility-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, filter_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
pod_eligibility_page_init (PodEligibilityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, filter_cb, self, NULL);
  update_actions (self);
}

static void
show_screening (PodEligibilityPage *self, const char *why)
{
  g_autofree char *answer = say_answer (self->screening);

  show_glyph (self->glyph, self->screening->eligible);
  gtk_label_set_text (self->answer, answer);
  show_day (self, why);
  show_missing (self);
  show_counts (self);
}

static char *
get_selected_id (PodEligibilityPage *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? g_strdup (pod_verdict_item_get_verdict (item)->criterion->id) : NULL;
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
  pod_criterion_view_set_verdict (self->criterion, NULL, NULL);
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

void
pod_eligibility_page_set_casebook (PodEligibilityPage *self, PodTrial *trial, PodCasebook *casebook)
{
  g_autofree char *selected = NULL;
  const char *why = NULL;
  PodDate day;

  g_return_if_fail (POD_IS_ELIGIBILITY_PAGE (self));

  if (is_same_subject (self, casebook))
    selected = get_selected_id (self);
  clear (self);
  if (trial != NULL && casebook != NULL)
    {
      self->trial = g_object_ref (trial);
      self->casebook = pod_casebook_ref (casebook);
      day = find_day (self, &why);
      self->screening = pod_screening_new (pod_trial_get_study (trial), pod_trial_get_site (trial),
                                           casebook, day);
      show_screening (self, why);
      fill (self);
      select_criterion (self, selected);
      selected_cb (self);
    }
  else
    show_nothing (self);
  show_signing (self);
  update_list_stack (self);
  update_actions (self);
}
