#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-subject-list.h"

#include <glib/gi18n-lib.h>

#include "pod-subject-item.h"
#include "pod-text-column.h"
#include "pod-trial-sign.h"
#include "pod-words.h"

struct _PodSubjectList
{
  AdwBin parent_instance;

  PodTrial *trial;
  guint news_id;

  GtkRevealer *news_line;
  GtkLabel *news;
  GtkColumnView *view;
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;
  GtkCustomFilter *filter;
  GtkDropDown *cohort;
  GtkSearchEntry *search;
  GtkLabel *enrolment;
  GtkStack *stack;
};

enum
{
  SUBJECT_ACTIVATED,
  JUDGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodSubjectList, pod_subject_list, ADW_TYPE_BIN)

/* The cohort that the drop-down shows; NULL for all of them. */
static const char *
get_cohort (PodSubjectList *self)
{
  guint selected = gtk_drop_down_get_selected (self->cohort);
  const GPtrArray *cohorts;

  if (self->trial == NULL || selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  cohorts = pod_study_get_cohorts (pod_trial_get_study (self->trial));
  return selected <= cohorts->len
             ? ((const PodCohort *) g_ptr_array_index (cohorts, selected - 1))->id
             : NULL;
}

static gboolean
contains (const char *haystack, const char *needle)
{
  g_autofree char *a = haystack != NULL ? g_utf8_casefold (haystack, -1) : g_strdup ("");
  g_autofree char *b = g_utf8_casefold (needle, -1);

  return strstr (a, b) != NULL;
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  PodSubjectList *self = user_data;
  const char *cohort = get_cohort (self);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *screening = NULL;
  g_autofree char *state = NULL;

  if (cohort != NULL && g_strcmp0 (cohort, pod_subject_item_get_cohort (item)) != 0)
    return FALSE;
  g_object_get (item, "screening-number", &screening, "state-label", &state, NULL);
  return *words == '\0' || contains (pod_subject_item_get_number (item), words) ||
         contains (screening, words) || contains (state, words);
}

static void
update_stack (PodSubjectList *self)
{
  guint all = self->trial != NULL ? g_list_model_get_n_items (pod_trial_get_subjects (self->trial))
                                  : 0;
  guint shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  gtk_stack_set_visible_child_name (self->stack, all == 0     ? "empty"
                                                 : shown == 0 ? "nothing-found"
                                                              : "list");
}

static void
filter_changed_cb (PodSubjectList *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static gboolean
is_enrolled (PodSubjectItem *item)
{
  g_autofree char *number = NULL;

  g_object_get (item, "enrolment-number", &number, NULL);
  return number != NULL;
}

static guint
count_enrolled (GListModel *subjects, const char *cohort)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      if (is_enrolled (item) &&
          (cohort == NULL || g_strcmp0 (cohort, pod_subject_item_get_cohort (item)) == 0))
        count++;
    }
  return count;
}

/* "Enrolled 21 of 36: MN 8, IgAN 9, AAV 4" */
static void
update_enrolment (PodSubjectList *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  GListModel *subjects = pod_trial_get_subjects (self->trial);
  const GPtrArray *cohorts = pod_study_get_cohorts (study);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, _ ("Enrolled %u of %u"), count_enrolled (subjects, NULL),
                   pod_study_get_target (study));
  for (guint i = 0; i < cohorts->len; i++)
    {
      const PodCohort *cohort = g_ptr_array_index (cohorts, i);

      g_string_append_printf (text, " · %s %u",
                              pod_words_get (&cohort->short_label, pod_words_locale ()),
                              count_enrolled (subjects, cohort->id));
    }
  gtk_label_set_text (self->enrolment, text->str);
}

static void
items_changed_cb (PodSubjectList *self)
{
  update_enrolment (self);
  update_stack (self);
}

static void
activate_cb (PodSubjectList *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (self->view));
  g_autoptr (PodSubjectItem) item = g_list_model_get_item (model, position);

  if (item != NULL)
    g_signal_emit (self, signals[SUBJECT_ACTIVATED], 0, pod_subject_item_get_id (item));
}

/* As on the page of the subject: of whoever is chosen. */
static gboolean
judge_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  PodSubjectList *self = POD_SUBJECT_LIST (widget);
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_column_view_get_model (self->view));
  PodSubjectItem *item = gtk_single_selection_get_selected_item (selection);

  if (item == NULL)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[JUDGE], 0, pod_subject_item_get_id (item));
  return GDK_EVENT_STOP;
}

/* Enter opens the first of what was found: a number that is typed whole needs no second look. */
static void
search_activated_cb (PodSubjectList *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    return;
  filter_changed_cb (self);
  activate_cb (self, 0);
}

/* Down goes to what was found, past whatever is told between the two, as Enter would open it; GTK goes to whatever is nearest below. */
static gboolean
to_hits_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  PodSubjectList *self = POD_SUBJECT_LIST (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search)))
    return GDK_EVENT_PROPAGATE;
  filter_changed_cb (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (self->view))) == 0)
    return GDK_EVENT_STOP;
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    pod_text_column_scroll_to (self->view, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return GDK_EVENT_STOP;
}

/* ---- what changed since one looked: read last, since nobody waits for it ---- */

/* What others do in a burst is counted once. */
#define NEWS_PAUSE_MS 700

static void
news_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodSubjectList) self = user_data;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) news = pod_trial_list_news_finish (POD_TRIAL (source), result, FALSE, NULL);

  /* Another is shown by now, or none. */
  if (self->trial != POD_TRIAL (source))
    return;
  if (news != NULL && news->len > 0)
    {
      text = g_strdup_printf (ngettext ("Since you looked, others changed %u record.",
                                        "Since you looked, others changed %u records.", news->len),
                              news->len);
      gtk_label_set_text (self->news, text);
    }
  gtk_revealer_set_reveal_child (self->news_line, text != NULL);
}

static gboolean
count_news_cb (gpointer user_data)
{
  PodSubjectList *self = user_data;

  self->news_id = 0;
  if (self->trial != NULL && pod_trial_may (self->trial, POD_VERB_SIGN))
    pod_trial_list_news_async (self->trial, NULL, news_ready_cb, g_object_ref (self));
  else
    gtk_revealer_set_reveal_child (self->news_line, FALSE);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (PodSubjectList *self)
{
  if (self->news_id == 0)
    self->news_id = g_timeout_add (NEWS_PAUSE_MS, count_news_cb, self);
}

void
pod_subject_list_count_news (PodSubjectList *self)
{
  g_clear_handle_id (&self->news_id, g_source_remove);
  self->news_id = g_idle_add_full (G_PRIORITY_LOW, count_news_cb, self, NULL);
}

static void
disconnect (PodSubjectList *self)
{
  g_signal_handlers_disconnect_by_data (pod_trial_get_subjects (self->trial), self);
  g_signal_handlers_disconnect_by_data (self->trial, self);
}

static void
pod_subject_list_dispose (GObject *object)
{
  PodSubjectList *self = POD_SUBJECT_LIST (object);

  if (self->trial != NULL)
    disconnect (self);
  g_clear_handle_id (&self->news_id, g_source_remove);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_subject_list_parent_class)->dispose (object);
}

static void
pod_subject_list_class_init (PodSubjectListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_subject_list_dispose;
  signals[SUBJECT_ACTIVATED] = g_signal_new ("subject-activated", POD_TYPE_SUBJECT_LIST,
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                             G_TYPE_INT64);
  signals[JUDGE] = g_signal_new ("judge", POD_TYPE_SUBJECT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_j, GDK_CONTROL_MASK, judge_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, to_hits_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Down, 0, to_hits_cb, NULL);
  g_type_ensure (POD_TYPE_SUBJECT_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-subject-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PodSubjectList, view);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectList, news_line);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectList, news);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectList, sorted);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectList, filtered);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectList, filter);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectList, cohort);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectList, search);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectList, enrolment);
  gtk_widget_class_bind_template_child (widget_class, PodSubjectList, stack);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
}

static void
pod_subject_list_init (PodSubjectList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->filter, filter_cb, self, NULL);
  gtk_sort_list_model_set_sorter (self->sorted, gtk_column_view_get_sorter (self->view));
}

static void
fill_cohorts (PodSubjectList *self)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (pod_trial_get_study (self->trial));
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("All cohorts"));
  for (guint i = 0; i < cohorts->len; i++)
    gtk_string_list_append (labels,
                            pod_words_get (&((const PodCohort *) g_ptr_array_index (cohorts, i))
                                                ->label,
                                           pod_words_locale ()));
  gtk_drop_down_set_model (self->cohort, G_LIST_MODEL (labels));
}

void
pod_subject_list_set_trial (PodSubjectList *self, PodTrial *trial)
{
  if (self->trial != NULL)
    disconnect (self);
  g_set_object (&self->trial, trial);
  gtk_filter_list_model_set_model (self->filtered,
                                   trial != NULL ? pod_trial_get_subjects (trial) : NULL);
  if (trial == NULL)
    {
      /* Whoever signs in next looks for somebody else. */
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      gtk_label_set_text (self->enrolment, "");
      g_clear_handle_id (&self->news_id, g_source_remove);
      gtk_revealer_set_reveal_child (self->news_line, FALSE);
      return;
    }
  fill_cohorts (self);
  g_signal_connect_swapped (pod_trial_get_subjects (trial), "items-changed",
                            G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  items_changed_cb (self);
  pod_subject_list_count_news (self);
}

void
pod_subject_list_focus_search (PodSubjectList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
