#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-adverse-event-form.h"

#include <glib/gi18n-lib.h>

#include "pod-adverse-event-check.h"
#include "pod-adverse-event-item.h"
#include "pod-date-row.h"
#include "pod-grade-row.h"
#include "pod-problem-row.h"
#include "pod-term-row.h"
#include "pod-words.h"

#define N_SERIOUS 6

struct _PodAdverseEventForm
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;
  PodAdverseEvent saved; /* lends from the casebook */
  gboolean confirmed;    /* the grade is somebody's own as from now */
  char *words;           /* lent by collect() */
  char *other_action;    /* one that is not offered, as it was saved */

  GtkWidget *what_group;
  GtkWidget *judgement_note;
  GtkWidget *grade_group;
  AdwPreferencesGroup *serious_group;
  GtkWidget *causality_group;
  GtkWidget *outcome_group;
  PodTermRow *term;
  GtkEditable *verbatim;
  PodProblemRow *term_problem;
  PodDateRow *start;
  GtkSwitch *ongoing;
  PodDateRow *end;
  PodGradeRow *grade;
  GtkWidget *confirm;
  GtkCheckButton *serious[N_SERIOUS];
  PodDateRow *learned;
  AdwComboRow *product;
  AdwComboRow *lymphodepletion;
  AdwComboRow *outcome;
  AdwComboRow *action;
};

G_DEFINE_FINAL_TYPE (PodAdverseEventForm, pod_adverse_event_form, ADW_TYPE_BIN)

/* What is stored (CDISC's terms, which the export sends) and what is shown.  One infusion leaves little to act upon. */
static const struct
{
  const char *stored;
  const char *shown;
} actions[] = {
  { NULL, NC_ ("action taken", "Not recorded") },
  { "NOT APPLICABLE", NC_ ("action taken", "Not applicable: already given") },
  { "DOSE NOT CHANGED", NC_ ("action taken", "Dose not changed") },
  { "DOSE REDUCED", NC_ ("action taken", "Dose reduced") },
  { "DRUG INTERRUPTED", NC_ ("action taken", "Interrupted") },
  { "DRUG WITHDRAWN", NC_ ("action taken", "Withdrawn") },
  { "UNKNOWN", NC_ ("action taken", "Unknown") },
};

static gboolean
may_judge (PodAdverseEventForm *self)
{
  return pod_trial_may (self->trial, POD_VERB_JUDGE);
}

/* ---- the grade and its scale ---- */

static gboolean
is_same_term (PodAdverseEventForm *self)
{
  return g_strcmp0 (pod_search_row_get_chosen (POD_SEARCH_ROW (self->term)), self->saved.term) == 0;
}

/* A scale stays with the grade it was given on; a new term brings its own. */
static const char *
find_scale (PodAdverseEventForm *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const char *id = pod_search_row_get_chosen (POD_SEARCH_ROW (self->term));
  const PodTerm *term = id != NULL ? pod_study_find_term (study, id) : NULL;

  if (self->saved.scale != NULL && (is_same_term (self) || !may_judge (self)))
    return self->saved.scale;
  return term != NULL && term->scale != NULL ? term->scale
                                             : pod_study_get (study, "toxicity_scale");
}

static gboolean
has_own_grade (PodAdverseEventForm *self)
{
  return self->confirmed || pod_grade_row_get_grade (self->grade) != self->saved.grade ||
         (self->saved.grade > 0 && g_strcmp0 (find_scale (self), self->saved.scale) != 0);
}

/* Who answers for the grade: whoever sets or confirms it here, else whoever did before. */
static const char *
find_grader (PodAdverseEventForm *self)
{
  if (pod_grade_row_get_grade (self->grade) == 0)
    return NULL;
  return may_judge (self) && has_own_grade (self) ? pod_trial_get_user (self->trial)
                                                  : self->saved.graded_by;
}

/* "CTCAE 5.0 · confirmed by chen" */
static void
update_grade (PodAdverseEventForm *self)
{
  const char *scale = find_scale (self);
  const char *grader = find_grader (self);
  gboolean graded = pod_grade_row_get_grade (self->grade) > 0;
  g_autofree char *text = NULL;

  if (!graded)
    text = g_strdup (_ ("Not graded yet"));
  else if (grader != NULL)
    text = g_strdup_printf (_ ("Confirmed by %s"), grader);
  else
    text = g_strdup (_ ("Not confirmed by a physician"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->grade),
                                 scale != NULL ? scale : _ ("No scale"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->grade), text);
  gtk_widget_set_visible (self->confirm, graded && grader == NULL && may_judge (self));
}

static void
grade_cb (PodAdverseEventForm *self)
{
  if (self->trial != NULL)
    update_grade (self);
}

static void
confirm_cb (PodAdverseEventForm *self)
{
  self->confirmed = TRUE;
  update_grade (self);
}

/* ---- the rest of the fields ---- */

static void
term_cb (PodAdverseEventForm *self)
{
  pod_problem_row_show (self->term_problem, GTK_WIDGET (self->term), NULL);
  grade_cb (self);
}

static void
ongoing_cb (PodAdverseEventForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->end), !gtk_switch_get_active (self->ongoing));
}

static guint
get_seriousness (PodAdverseEventForm *self)
{
  guint seriousness = 0;

  for (guint i = 0; i < N_SERIOUS; i++)
    if (gtk_check_button_get_active (self->serious[i]))
      seriousness |= 1u << i;
  return seriousness;
}

static void
serious_cb (PodAdverseEventForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->learned), get_seriousness (self) != 0);
}

static void
add_serious_row (PodAdverseEventForm *self, guint i)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  const char *words = pod_seriousness_to_words (1u << i);

  self->serious[i] = GTK_CHECK_BUTTON (check);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (serious_cb), self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->serious_group, row);
}

static void
add_serious_rows (PodAdverseEventForm *self)
{
  for (guint i = 0; i < N_SERIOUS; i++)
    add_serious_row (self, i);
  self->learned = g_object_new (POD_TYPE_DATE_ROW, "with-time", TRUE, "visible", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->learned),
                                 _ ("Site learned of it (the clock starts)"));
  adw_preferences_group_add (self->serious_group, GTK_WIDGET (self->learned));
}

static void
add_causalities (AdwComboRow *row)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = POD_CAUSALITY_UNASSESSED; i <= POD_CAUSALITY_DEFINITE; i++)
    gtk_string_list_append (words, pod_causality_to_words (i));
  adw_combo_row_set_model (row, G_LIST_MODEL (words));
}

static void
add_outcomes (AdwComboRow *row)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = POD_OUTCOME_UNKNOWN; i <= POD_OUTCOME_FATAL; i++)
    gtk_string_list_append (words, pod_outcome_to_words (i));
  adw_combo_row_set_model (row, G_LIST_MODEL (words));
}

static void
add_actions (PodAdverseEventForm *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_string_list_append (words,
                            g_dpgettext2 (GETTEXT_PACKAGE, "action taken", actions[i].shown));
  adw_combo_row_set_model (self->action, G_LIST_MODEL (words));
}

/* What is saved is never lost, whether it is offered or not. */
static void
select_action (PodAdverseEventForm *self, const char *action)
{
  GtkStringList *words = GTK_STRING_LIST (adw_combo_row_get_model (self->action));
  g_autofree char *other = g_strdup (action);

  gtk_string_list_splice (words, G_N_ELEMENTS (actions),
                          g_list_model_get_n_items (G_LIST_MODEL (words)) - G_N_ELEMENTS (actions),
                          NULL);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (action == NULL
            ? actions[i].stored == NULL
            : actions[i].stored != NULL && g_ascii_strcasecmp (action, actions[i].stored) == 0)
      {
        adw_combo_row_set_selected (self->action, i);
        return;
      }
  gtk_string_list_append (words, other);
  g_free (self->other_action);
  self->other_action = g_steal_pointer (&other);
  adw_combo_row_set_selected (self->action, G_N_ELEMENTS (actions));
}

static const char *
get_action (PodAdverseEventForm *self)
{
  guint selected = adw_combo_row_get_selected (self->action);

  return selected < G_N_ELEMENTS (actions) ? actions[selected].stored : self->other_action;
}

static void
pod_adverse_event_form_finalize (GObject *object)
{
  PodAdverseEventForm *self = POD_ADVERSE_EVENT_FORM (object);

  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  g_free (self->words);
  g_free (self->other_action);
  G_OBJECT_CLASS (pod_adverse_event_form_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, what_group);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, judgement_note);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, grade_group);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, serious_group);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, causality_group);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, outcome_group);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, term);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, verbatim);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, term_problem);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, start);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, ongoing);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, end);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, grade);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, confirm);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, product);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, lymphodepletion);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, outcome);
  gtk_widget_class_bind_template_child (widget_class, PodAdverseEventForm, action);
}

static void
pod_adverse_event_form_class_init (PodAdverseEventFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_adverse_event_form_finalize;
  g_type_ensure (POD_TYPE_TERM_ROW);
  g_type_ensure (POD_TYPE_DATE_ROW);
  g_type_ensure (POD_TYPE_GRADE_ROW);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-adverse-event-form.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, term_cb);
  gtk_widget_class_bind_template_callback (widget_class, ongoing_cb);
  gtk_widget_class_bind_template_callback (widget_class, grade_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
}

static void
pod_adverse_event_form_init (PodAdverseEventForm *self)
{
  pod_adverse_event_init (&self->saved);
  gtk_widget_init_template (GTK_WIDGET (self));
  add_serious_rows (self);
  add_causalities (self->product);
  add_causalities (self->lymphodepletion);
  add_outcomes (self->outcome);
  add_actions (self);
  ongoing_cb (self);
}

/* The day of the product's infusion; no date before it. */
static PodDate
find_zero (PodTrial *trial, PodCasebook *casebook, PodDate today)
{
  int day;

  if (!pod_date_is_complete (today) ||
      !pod_subject_day (pod_trial_get_study (trial), casebook, today, &day))
    return POD_DATE_NONE;
  return pod_date_add_days (today, -day);
}

static void
prepare_dates (PodAdverseEventForm *self)
{
  PodDateRow *rows[] = { self->start, self->end, self->learned };
  PodDate today = pod_trial_get_today (self->trial);
  PodDate zero = find_zero (self->trial, self->casebook, today);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      pod_date_row_set_today (rows[i], today);
      pod_date_row_set_zero (rows[i], zero);
    }
}

static void
restrict_fields (PodAdverseEventForm *self, gboolean read_only)
{
  gboolean judging = may_judge (self) && !read_only;

  gtk_widget_set_visible (self->judgement_note, !may_judge (self) && !read_only);
  gtk_widget_set_sensitive (self->what_group, !read_only);
  gtk_widget_set_sensitive (self->outcome_group, !read_only);
  gtk_widget_set_sensitive (self->grade_group, judging);
  gtk_widget_set_sensitive (GTK_WIDGET (self->serious_group), judging);
  gtk_widget_set_sensitive (self->causality_group, judging);
}

static void
show_seriousness (PodAdverseEventForm *self, guint seriousness)
{
  for (guint i = 0; i < N_SERIOUS; i++)
    gtk_check_button_set_active (self->serious[i], (seriousness & (1u << i)) != 0);
}

static void
show_event (PodAdverseEventForm *self, const PodAdverseEvent *event)
{
  /* It may have been lent by the very fields that are set. */
  g_autofree char *verbatim = g_strdup (event->verbatim);

  pod_search_row_choose (POD_SEARCH_ROW (self->term), event->term);
  gtk_editable_set_text (self->verbatim, verbatim != NULL ? verbatim : "");
  pod_date_row_set_moment (self->start, event->start);
  pod_date_row_set_moment (self->end, event->end);
  gtk_switch_set_active (self->ongoing, !pod_date_is_set (event->end.date));
  pod_grade_row_set_grade (self->grade, CLAMP (event->grade, 0, 5));
  show_seriousness (self, event->seriousness);
  pod_date_row_set_moment (self->learned, event->learned);
  adw_combo_row_set_selected (self->product, event->to_product);
  adw_combo_row_set_selected (self->lymphodepletion, event->to_lymphodepletion);
  adw_combo_row_set_selected (self->outcome, event->outcome);
  select_action (self, event->action);
}

void
pod_adverse_event_form_fill (PodAdverseEventForm *self,
                             PodTrial *trial,
                             PodCasebook *casebook,
                             const PodAdverseEvent *saved,
                             gboolean read_only)
{
  g_autofree char *product = NULL;

  g_return_if_fail (POD_IS_ADVERSE_EVENT_FORM (self) && self->trial == NULL);

  self->trial = g_object_ref (trial);
  self->casebook = pod_casebook_ref (casebook);
  if (saved != NULL)
    self->saved = *saved;
  product = pod_adverse_event_say_product (pod_trial_get_study (trial));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->product), product);
  pod_term_row_set_study (self->term, pod_trial_get_study (trial));
  prepare_dates (self);
  show_event (self, &self->saved);
  restrict_fields (self, read_only);
  update_grade (self);
}

void
pod_adverse_event_form_show (PodAdverseEventForm *self,
                             PodCasebook *casebook,
                             const PodAdverseEvent *saved,
                             const PodAdverseEvent *values)
{
  g_autoptr (PodCasebook) before = NULL;

  g_return_if_fail (POD_IS_ADVERSE_EVENT_FORM (self) && self->trial != NULL);

  before = g_steal_pointer (&self->casebook);
  self->casebook = pod_casebook_ref (casebook);
  if (saved != NULL)
    self->saved = *saved;
  else
    pod_adverse_event_init (&self->saved);
  self->confirmed = values != NULL && values->grade > 0 &&
                    g_strcmp0 (values->graded_by, pod_trial_get_user (self->trial)) == 0;
  show_event (self, values != NULL ? values : &self->saved);
  update_grade (self);
}

static const char *
lend_words (PodAdverseEventForm *self)
{
  g_free (self->words);
  self->words = g_strstrip (g_strdup (gtk_editable_get_text (self->verbatim)));
  return *self->words != '\0' ? self->words : NULL;
}

void
pod_adverse_event_form_collect (PodAdverseEventForm *self, PodAdverseEvent *event)
{
  g_return_if_fail (POD_IS_ADVERSE_EVENT_FORM (self));

  event->term = pod_search_row_get_chosen (POD_SEARCH_ROW (self->term));
  event->verbatim = lend_words (self);
  event->start = event->end = event->learned = POD_MOMENT_NONE;
  pod_date_row_get_moment (self->start, &event->start);
  if (!gtk_switch_get_active (self->ongoing))
    pod_date_row_get_moment (self->end, &event->end);
  event->grade = pod_grade_row_get_grade (self->grade);
  event->scale = event->grade > 0 ? find_scale (self) : NULL;
  event->graded_by = find_grader (self);
  event->seriousness = get_seriousness (self);
  if (event->seriousness != 0)
    pod_date_row_get_moment (self->learned, &event->learned);
  event->to_product = adw_combo_row_get_selected (self->product);
  event->to_lymphodepletion = adw_combo_row_get_selected (self->lymphodepletion);
  event->outcome = adw_combo_row_get_selected (self->outcome);
  event->action = get_action (self);
}

/* An end that was announced has to come, or the switch says that it goes on. */
static gboolean
check_end (PodAdverseEventForm *self)
{
  PodMoment end;

  if (gtk_switch_get_active (self->ongoing) || !pod_date_row_check (self->end))
    return gtk_switch_get_active (self->ongoing);
  pod_date_row_get_moment (self->end, &end);
  if (!pod_date_is_set (end.date))
    pod_date_row_set_problem (self->end, _ ("When did it end? Switch to ongoing if it has not."));
  return pod_date_is_set (end.date);
}

static GtkWidget *
show_problem (PodAdverseEventForm *self, const PodProblem *problem)
{
  PodDateRow *row = self->learned;

  if (g_str_equal (problem->key, "term"))
    {
      pod_problem_row_show (self->term_problem, GTK_WIDGET (self->term), problem->message);
      return GTK_WIDGET (self->term);
    }
  if (g_str_equal (problem->key, "start"))
    row = self->start;
  else if (g_str_equal (problem->key, "end"))
    row = self->end;
  /* What cannot be read says so by itself, which is nearer to the mistake. */
  if (pod_date_row_get_problem (row) == NULL)
    pod_date_row_set_problem (row, problem->message);
  return GTK_WIDGET (row);
}

static GtkWidget *
find_first_fault (PodAdverseEventForm *self)
{
  PodAdverseEvent event = self->saved;
  g_autoptr (GPtrArray) problems = NULL;
  GtkWidget *first = NULL;
  gboolean start_fits = pod_date_row_check (self->start);
  gboolean end_fits = check_end (self);
  gboolean learned_fits = get_seriousness (self) == 0 || pod_date_row_check (self->learned);

  pod_adverse_event_form_collect (self, &event);
  problems = pod_adverse_event_find_problems (&event);
  for (guint i = problems->len; i > 0; i--)
    first = show_problem (self, g_ptr_array_index (problems, i - 1));
  if (first != NULL)
    return first;
  if (!start_fits)
    return GTK_WIDGET (self->start);
  if (!end_fits)
    return GTK_WIDGET (self->end);
  return learned_fits ? NULL : GTK_WIDGET (self->learned);
}

gboolean
pod_adverse_event_form_check (PodAdverseEventForm *self)
{
  GtkWidget *first;

  g_return_val_if_fail (POD_IS_ADVERSE_EVENT_FORM (self), FALSE);

  first = find_first_fault (self);
  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first == NULL;
}

/* ---- as a text: a draft, or what two states are compared by ---- */

#define GROUP "form"

static void
write_text (GKeyFile *file, const char *key, gpointer editable)
{
  g_key_file_set_string (file, GROUP, key, gtk_editable_get_text (editable));
}

/* Dates as they were typed: half a date is something that can be lost as well. */
void
pod_adverse_event_form_write (PodAdverseEventForm *self, GKeyFile *file)
{
  const char *term = pod_search_row_get_chosen (POD_SEARCH_ROW (self->term));
  const char *action = get_action (self);

  g_return_if_fail (POD_IS_ADVERSE_EVENT_FORM (self));

  g_key_file_set_string (file, GROUP, "term", term != NULL ? term : "");
  write_text (file, "verbatim", self->verbatim);
  write_text (file, "start", self->start);
  g_key_file_set_boolean (file, GROUP, "ongoing", gtk_switch_get_active (self->ongoing));
  write_text (file, "end", self->end);
  g_key_file_set_integer (file, GROUP, "grade", pod_grade_row_get_grade (self->grade));
  g_key_file_set_boolean (file, GROUP, "confirmed", self->confirmed);
  g_key_file_set_integer (file, GROUP, "seriousness", (int) get_seriousness (self));
  write_text (file, "learned", self->learned);
  g_key_file_set_integer (file, GROUP, "product", (int) adw_combo_row_get_selected (self->product));
  g_key_file_set_integer (file, GROUP, "lymphodepletion",
                          (int) adw_combo_row_get_selected (self->lymphodepletion));
  g_key_file_set_integer (file, GROUP, "outcome", (int) adw_combo_row_get_selected (self->outcome));
  g_key_file_set_string (file, GROUP, "action", action != NULL ? action : "");
}

/* What is not in the file is left as it stands. */
static void
read_text (GKeyFile *file, const char *key, gpointer editable)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, key, NULL);

  if (text != NULL)
    gtk_editable_set_text (editable, text);
}

static void
read_choice (GKeyFile *file, const char *key, AdwComboRow *row)
{
  int choice = g_key_file_get_integer (file, GROUP, key, NULL);

  if (choice >= 0 && (guint) choice < g_list_model_get_n_items (adw_combo_row_get_model (row)))
    adw_combo_row_set_selected (row, (guint) choice);
}

/* Whoever does not judge any more does not do so by an old draft. */
static void
read_judgement (PodAdverseEventForm *self, GKeyFile *file)
{
  pod_grade_row_set_grade (self->grade,
                           CLAMP (g_key_file_get_integer (file, GROUP, "grade", NULL), 0, 5));
  self->confirmed = g_key_file_get_boolean (file, GROUP, "confirmed", NULL);
  show_seriousness (self, (guint) g_key_file_get_integer (file, GROUP, "seriousness", NULL));
  read_text (file, "learned", self->learned);
  read_choice (file, "product", self->product);
  read_choice (file, "lymphodepletion", self->lymphodepletion);
}

gboolean
pod_adverse_event_form_read (PodAdverseEventForm *self, GKeyFile *file)
{
  g_autofree char *term = g_key_file_get_string (file, GROUP, "term", NULL);
  g_autofree char *action = g_key_file_get_string (file, GROUP, "action", NULL);

  g_return_val_if_fail (POD_IS_ADVERSE_EVENT_FORM (self), FALSE);

  if (term == NULL || action == NULL)
    return FALSE;
  pod_search_row_choose (POD_SEARCH_ROW (self->term), *term != '\0' ? term : NULL);
  read_text (file, "verbatim", self->verbatim);
  read_text (file, "start", self->start);
  gtk_switch_set_active (self->ongoing, g_key_file_get_boolean (file, GROUP, "ongoing", NULL));
  read_text (file, "end", self->end);
  if (may_judge (self))
    read_judgement (self, file);
  read_choice (file, "outcome", self->outcome);
  select_action (self, *action != '\0' ? action : NULL);
  update_grade (self);
  return TRUE;
}

char *
pod_adverse_event_form_to_string (PodAdverseEventForm *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  pod_adverse_event_form_write (self, file);
  return g_key_file_to_data (file, NULL, NULL);
}
