#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-label-keep.h"
#include "pod-result-row-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-date-text.h"
#include "pod-in-view.h"
#include "pod-number-text.h"
#include "pod-result-laboratory.h"
#include "pod-words.h"

enum
{
  CHANGED,
  STEP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodResultRow, pod_result_row, ADW_TYPE_PREFERENCES_ROW)

static const char *
get_name (PodResultRow *self)
{
  return pod_words_get (&self->observation->label, pod_words_locale ());
}

static PodKind
get_kind (PodResultRow *self)
{
  return self->observation->symbol.kind;
}

/* What the program computes, or the registration says, nobody types. */
static gboolean
is_typed (const PodObservation *observation)
{
  return !observation->derived && g_strcmp0 (observation->symbol.name, "sex") != 0;
}

/* An attestation is a physician's. */
static gboolean
may_type (PodResultRow *self)
{
  return pod_trial_may (self->trial,
                        self->observation->attested ? POD_VERB_JUDGE : POD_VERB_RECORD);
}

/* ---- the note below: a problem, else a question, else how it is understood ---- */

static void
set_note (PodResultRow *self, const char *text, const char *style)
{
  static const char *const styles[] = { "error", "warning", "dim-label" };

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if (g_strcmp0 (style, styles[i]) == 0)
      gtk_widget_add_css_class (GTK_WIDGET (self->note), styles[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->note), styles[i]);
  gtk_label_set_text (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL && *text != '\0');
  if (self->input != NULL)
    pod_result_input_mark (self->input, g_strcmp0 (style, "error") == 0 &&
                                            !pod_result_row_is_wrongly_collected (self));
}

static const char *
say_limit_missing (PodResultRow *self)
{
  if (self->standing.asks_upper)
    return _ ("Upper limit of normal missing: a criterion compares the result with it.");
  return _ ("Lower limit of normal missing: a criterion compares the result with it.");
}

static char *
say_clash (PodResultRow *self, const PodFinding *clash)
{
  g_autofree char *value = pod_finding_to_words (pod_trial_get_study (self->trial), clash);

  return g_strdup_printf (_ ("Of the same time %s is on record. Is this its correction? If both "
                             "are "
                             "true, give this one a time of its own (Ctrl+D)."),
                          value);
}

static void
show_act (PodResultRow *self, const PodFinding *clash)
{
  gboolean limit = clash == NULL && pod_result_row_lacks_limit (self);

  gtk_widget_set_visible (GTK_WIDGET (self->act_button),
                          may_type (self) && (clash != NULL || limit));
  gtk_button_set_label (self->act_button, clash != NULL ? _ ("Correct What Is on Record (F2)")
                                                        : _ ("Enter the Limit of Normal (Ctrl+G)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->act_button),
                                  clash != NULL ? "result.correct" : "result.limit");
}

/* "3.5; limits 3.5–9.5, as in the last result of this laboratory". */
static char *
say_understood (PodResultRow *self)
{
  const char *text = pod_result_input_get_text (self->input);
  g_autofree char *number = get_kind (self) == POD_KIND_QUANTITY ? pod_number_text_explain (text)
                                                                 : NULL;
  g_autofree char *understood = number != NULL ? g_strdup_printf (_ ("Understood as %s"), number)
                                               : NULL;
  g_autofree char *limits = NULL;

  if (get_kind (self) == POD_KIND_QUANTITY && *text != '\0' && self->detail == NULL &&
      !self->in_grid)
    {
      PodResultLimits suggested = pod_result_row_suggest_limits (self);

      limits = pod_result_limits_to_words (&suggested);
    }
  if (understood != NULL && limits != NULL)
    return g_strdup_printf ("%s · %s", understood, limits);
  return understood != NULL ? g_steal_pointer (&understood) : g_steal_pointer (&limits);
}

/* NULL where nothing of it is typed. */
static char *
say_not_done (PodResultRow *self)
{
  const char *why = pod_result_row_get_detail (self, "not_done");

  return !gtk_toggle_button_get_active (self->detail_button) && *why != '\0'
             ? g_strdup_printf (_ ("Not done: %s · Ctrl+Backspace takes that back"), why)
             : NULL;
}

static void
update_note (PodResultRow *self)
{
  g_autofree char *text = NULL;
  const PodFinding *clash;

  pod_result_row_show_grid (self);
  if (self->input == NULL)
    return;
  clash = pod_result_row_find_clash (self);
  show_act (self, clash);
  if (self->problem != NULL)
    set_note (self, self->problem, "error");
  else if (pod_result_row_is_no_number (self))
    set_note (self, pod_result_row_say_no_number (), "error");
  else if ((text = pod_result_row_say_implausible (self)) != NULL)
    set_note (self, text, pod_result_row_is_impossible (self) ? "error" : "warning");
  else if (clash != NULL)
    set_note (self, text = say_clash (self, clash), "warning");
  else if (!may_type (self) && self->observation->attested)
    set_note (self, _ ("This is a judgement: a physician gives it."), "dim-label");
  else if (pod_result_row_is_touched (self) && pod_result_row_lacks_limit (self))
    set_note (self, say_limit_missing (self), "warning");
  else if ((text = pod_result_row_say_collection (self)) != NULL)
    set_note (self, text, "warning");
  else if ((text = say_not_done (self)) != NULL)
    set_note (self, text, "dim-label");
  else if (pod_result_row_completes (self))
    set_note (self,
              _ ("This is on record already; what you add, a limit or a remark, completes it."),
              "dim-label");
  else if (pod_result_row_was_not_done (self))
    set_note (self, _ ("On record it was not done: what you enter takes the place of that."),
              "dim-label");
  else if (self->corrects != 0)
    set_note (self, _ ("Corrects what is on record; Ctrl+Backspace leaves it as it is."),
              "dim-label");
  else if (pod_result_row_lacks_day (self))
    set_note (self,
              _ ("The day is not known: it goes on record so, decides nothing where the day "
                 "matters, "
                 "and is not drawn."),
              "dim-label");
  else if (pod_result_row_is_wrongly_collected (self))
    set_note (self, NULL, NULL);
  else if (pod_result_row_lacks_collection (self))
    set_note (self,
              _ ("How it was collected is not known, and stays so on record: say from when to "
                 "when, "
                 "or whether it is complete (Tab)."),
              "warning");
  else if (pod_result_row_lacks_hours (self))
    set_note (self,
              _ ("Over how many hours it was collected is not known: give the time of its start "
                 "and of its end (Tab)."),
              "warning");
  else
    set_note (self, text = say_understood (self), "dim-label");
}

void
pod_result_row_set_problem (PodResultRow *self, const char *words)
{
  char *problem;

  g_return_if_fail (POD_IS_RESULT_ROW (self));

  problem = g_strdup (words);
  g_free (self->problem);
  self->problem = problem;
  update_note (self);
}

const char *
pod_result_row_get_problem (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), NULL);

  return self->problem;
}

/* ---- the detail, unfolded ---- */

static void
fill_limit (PodResultRow *self, const char *field, char **filled, double limit)
{
  g_autofree char *text = pod_decimal_to_label (limit, 6);

  if (*filled != NULL && g_strcmp0 (pod_result_row_get_detail (self, field), *filled) != 0)
    return;
  g_free (*filled);
  *filled = g_steal_pointer (&text);
  pod_result_detail_set_text (self->detail, field, *filled);
}

static void
show_unit (PodResultRow *self)
{
  const PodUnit *unit = pod_result_input_get_unit (self->input);

  pod_result_detail_set_unit (self->detail, unit != NULL ? pod_unit_to_words (unit) : "");
}

/* The limits follow unit and laboratory, until somebody types others. */
static void
fill_limits (PodResultRow *self)
{
  PodResultLimits limits;

  if (self->detail == NULL || get_kind (self) != POD_KIND_QUANTITY)
    return;
  show_unit (self);
  if (self->filling || self->corrects != 0)
    return;
  self->filling = TRUE;
  limits = pod_result_row_suggest_limits (self);
  fill_limit (self, "lower", &self->filled_lower, limits.lower);
  fill_limit (self, "upper", &self->filled_upper, limits.upper);
  self->filling = FALSE;
}

static void
changed_cb (PodResultRow *self)
{
  pod_result_row_take_changed (self);
}

/* What a value of a collected specimen is worth depends on how that was collected: it is asked for with the value, and the rest when it is
 * unfolded. */
static void
show_detail (PodResultRow *self)
{
  gboolean unfolded = gtk_toggle_button_get_active (self->detail_button);
  gboolean is_asked = self->input != NULL && may_type (self) &&
                      pod_observation_is_collected (self->observation) &&
                      *pod_result_input_get_text (self->input) != '\0';

  if (unfolded || is_asked)
    pod_result_row_unfold (self);
  if (self->detail != NULL)
    pod_result_detail_set_brief (self->detail, !unfolded);
  gtk_widget_set_visible (GTK_WIDGET (self->detail_bin), unfolded || is_asked);
  if ((unfolded || is_asked) && gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    pod_result_detail_bring (self->detail, NULL);
}

void
pod_result_row_take_changed (PodResultRow *self)
{
  if (self->filling)
    return;
  show_detail (self);
  g_ptr_array_set_size (self->lent, 0);
  g_clear_pointer (&self->problem, g_free);
  fill_limits (self);
  update_note (self);
  gtk_widget_set_visible (GTK_WIDGET (self->remark), get_kind (self) == POD_KIND_FLAG &&
                                                         self->input != NULL && may_type (self) &&
                                                         pod_result_row_is_touched (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

void
pod_result_row_unfold (PodResultRow *self)
{
  if (self->detail != NULL)
    return;
  self->detail = POD_RESULT_DETAIL (pod_result_detail_new (self->observation,
                                                           pod_trial_get_today (self->trial)));
  adw_bin_set_child (self->detail_bin, GTK_WIDGET (self->detail));
  fill_limits (self);
  g_signal_connect_swapped (self->detail, "changed", G_CALLBACK (changed_cb), self);
}

static void
detail_cb (PodResultRow *self)
{
  gboolean unfolded = gtk_toggle_button_get_active (self->detail_button);

  show_detail (self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->detail_button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               unfolded, -1);
  update_note (self);
}

/* ---- keys ---- */

static void
next_cb (PodResultRow *self)
{
  g_signal_emit (self, signals[STEP], 0, 1);
}

static void
fold_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodResultRow *self = POD_RESULT_ROW (widget);
  gboolean unfold = !gtk_toggle_button_get_active (self->detail_button);

  if (self->input == NULL || !may_type (self))
    return;
  gtk_toggle_button_set_active (self->detail_button, unfold);
  if (unfold)
    gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->input));
}

static void
units_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodResultRow *self = POD_RESULT_ROW (widget);

  if (self->input != NULL && may_type (self))
    pod_result_input_open_units (self->input);
}

static void
correct_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_result_row_correct (POD_RESULT_ROW (widget));
}

static void
limit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_result_row_focus_lack (POD_RESULT_ROW (widget));
}

static gboolean
not_done_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return gtk_widget_activate_action (widget, "results.not-done", "s",
                                     POD_RESULT_ROW (widget)->observation->symbol.name);
}

static void
clear_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_result_row_clear (POD_RESULT_ROW (widget));
}

/* GTK's own field takes these two, and deletes what is typed. */
static gboolean
act_key (PodResultRow *self, guint key, GdkModifierType state)
{
  const char *action = key == GDK_KEY_u           ? "result.units"
                       : key == GDK_KEY_BackSpace ? "result.clear"
                                                  : NULL;

  return action != NULL && (state & gtk_accelerator_get_default_mod_mask ()) == GDK_CONTROL_MASK &&
         gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

/* From value to value; what lies between is reached by its own key.  At either end Tab leaves the form. */
static gboolean
key_cb (PodResultRow *self, guint key, guint code, GdkModifierType state)
{
  gboolean is_tab = key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab || key == GDK_KEY_KP_Tab;
  gboolean is_enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;
  gboolean back = key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK);

  if (self->input == NULL || !pod_result_input_has_cursor (self->input))
    return GDK_EVENT_PROPAGATE;
  if (act_key (self, key, state))
    return GDK_EVENT_STOP;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) ||
      !(is_tab || (is_enter && (back || get_kind (self) == POD_KIND_FLAG))))
    return GDK_EVENT_PROPAGATE;
  /* A judgement that was just given has its reason next, a value of a collected specimen how that was collected; Enter passes over it. */
  if (!back && gtk_widget_get_visible (GTK_WIDGET (self->remark)))
    gtk_widget_grab_focus (GTK_WIDGET (self->remark));
  else if (!back && is_tab && gtk_widget_get_visible (GTK_WIDGET (self->detail_bin)) &&
           pod_observation_is_collected (self->observation))
    gtk_widget_child_focus (GTK_WIDGET (self->detail), GTK_DIR_TAB_FORWARD);
  else
    g_signal_emit (self, signals[STEP], 0, back ? -1 : 1);
  return GDK_EVENT_STOP;
}

/* ---- the widget ---- */

static gboolean
pod_result_row_grab_focus (GtkWidget *widget)
{
  PodResultRow *self = POD_RESULT_ROW (widget);

  if (self->input == NULL || !gtk_widget_grab_focus (GTK_WIDGET (self->input)))
    return FALSE;
  /* GTK scrolls to the field alone, and the row of the field is cut by the edge. */
  pod_in_view_bring (widget, GTK_WIDGET (self->input));
  return TRUE;
}

static void
pod_result_row_dispose (GObject *object)
{
  PodResultRow *self = POD_RESULT_ROW (object);

  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->latest = self->on_day = self->before = NULL;
  G_OBJECT_CLASS (pod_result_row_parent_class)->dispose (object);
}

static void
pod_result_row_finalize (GObject *object)
{
  PodResultRow *self = POD_RESULT_ROW (object);

  g_free (self->group_laboratory);
  g_free (self->problem);
  g_free (self->filled_lower);
  g_free (self->filled_upper);
  g_ptr_array_unref (self->lent);
  G_OBJECT_CLASS (pod_result_row_parent_class)->finalize (object);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "result.fold", NULL, fold_cb);
  gtk_widget_class_install_action (widget_class, "result.units", NULL, units_cb);
  gtk_widget_class_install_action (widget_class, "result.correct", NULL, correct_cb);
  gtk_widget_class_install_action (widget_class, "result.limit", NULL, limit_cb);
  gtk_widget_class_install_action (widget_class, "result.clear", NULL, clear_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "result.fold",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_u, GDK_CONTROL_MASK, "result.units",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "result.correct", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "result.limit",
                                       NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, not_done_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, GDK_CONTROL_MASK,
                                       "result.clear", NULL);
}

static void
bind_grid (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, previous_box);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, previous);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, previous_when);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, limits);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, flag_box);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, flag);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, change);
}

static void
pod_result_row_class_init (PodResultRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_result_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_result_row_finalize;
  widget_class->grab_focus = pod_result_row_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_RESULT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[STEP] = g_signal_new ("step", POD_TYPE_RESULT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  add_bindings (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-result-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, label);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, record);
  bind_grid (widget_class);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, input_bin);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, detail_button);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, remark);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, note);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, act_button);
  gtk_widget_class_bind_template_child (widget_class, PodResultRow, detail_bin);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, detail_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
pod_result_row_init (PodResultRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->lent = g_ptr_array_new_with_free_func (g_free);
  self->group_when = POD_MOMENT_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_label_keep (self->record);
  pod_label_keep (self->note);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
add_input (PodResultRow *self)
{
  GtkWidget *input = pod_result_input_new (self->observation, pod_trial_get_today (self->trial));

  self->input = POD_RESULT_INPUT (input);
  adw_bin_set_child (self->input_bin, input);
  gtk_widget_set_sensitive (input, may_type (self));
  g_signal_connect_swapped (input, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (input, "activate", G_CALLBACK (next_cb), self);
}

static void
name_parts (PodResultRow *self)
{
  g_autofree char *detail = g_strdup_printf (_ ("Date, laboratory and limits of %s"),
                                             get_name (self));
  g_autofree char *remark = g_strdup_printf (_ ("Remark or reason: %s"), get_name (self));

  gtk_label_set_text (self->label, get_name (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->detail_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, detail, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remark, -1);
}

GtkWidget *
pod_result_row_new (PodTrial *trial, const PodObservation *observation)
{
  PodResultRow *self = g_object_new (POD_TYPE_RESULT_ROW, NULL);

  self->trial = g_object_ref (trial);
  self->observation = observation;
  name_parts (self);
  if (is_typed (observation))
    add_input (self);
  gtk_widget_set_visible (GTK_WIDGET (self->detail_button), self->input != NULL && may_type (self));
  update_note (self);
  return GTK_WIDGET (self);
}

const PodObservation *
pod_result_row_get_observation (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), NULL);

  return self->observation;
}

/* ---- what is on record ---- */

/* As the laboratory of the group writes it, while nothing is typed. */
static void
follow_unit (PodResultRow *self)
{
  if (self->input != NULL && get_kind (self) == POD_KIND_QUANTITY && self->casebook != NULL &&
      !pod_result_row_is_touched (self))
    pod_result_input_set_unit (self->input,
                               pod_result_laboratory_find_unit (self->trial, self->casebook,
                                                                self->observation,
                                                                self->group_laboratory));
}

static char *
say_sex (PodResultRow *self)
{
  const char *sex = pod_casebook_get_subject (self->casebook)->sex;

  return g_strdup (sex != NULL
                       ? pod_observation_get_choice (self->observation, sex, pod_words_locale ())
                       : C_ ("result", "No value"));
}

/* What is on record, and that somebody asked for it since, where it was not done. */
static char *
say_standing (PodResultRow *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const PodFinding *not_done = pod_result_find_not_done (self->casebook,
                                                         self->observation->symbol.name);
  g_autofree char *standing = pod_result_standing_to_words (study, self->latest, &self->standing);
  g_autofree char *asked = not_done != NULL ? pod_result_not_done_to_words (study, not_done) : NULL;

  return asked != NULL ? g_strdup_printf ("%s · %s", standing, asked) : g_steal_pointer (&standing);
}

static char *
say_record (PodResultRow *self)
{
  if (g_strcmp0 (self->observation->symbol.name, "sex") == 0)
    return say_sex (self);
  if (self->observation->derived && self->latest == NULL)
    return g_strdup (_ ("The program computes it from what is recorded"));
  return say_standing (self);
}

void
pod_result_row_set_record (PodResultRow *self,
                           PodCasebook *casebook,
                           const PodResultStanding *standing)
{
  g_autofree char *words = NULL;

  g_return_if_fail (POD_IS_RESULT_ROW (self));

  pod_casebook_ref (casebook);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = casebook;
  self->latest = pod_result_find_latest (casebook, self->observation->symbol.name);
  self->standing = standing != NULL ? *standing : (PodResultStanding){ 0 };
  words = say_record (self);
  gtk_label_set_text (self->record, words);
  pod_result_row_find_days (self);
  follow_unit (self);
  fill_limits (self);
  update_note (self);
}

void
pod_result_row_set_group (PodResultRow *self, PodMoment when, const char *laboratory)
{
  gboolean is_another;

  g_return_if_fail (POD_IS_RESULT_ROW (self));

  is_another = g_strcmp0 (self->group_laboratory, laboratory) != 0;
  g_free (self->group_laboratory);
  self->group_laboratory = g_strdup (laboratory);
  self->group_when = when;
  pod_result_row_find_days (self);
  if (is_another)
    follow_unit (self);
  fill_limits (self);
  update_note (self);
}

gboolean
pod_result_row_is_missing (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return self->in_grid ? pod_result_row_is_vacant (self)
                       : self->input != NULL && pod_result_standing_is_missing (&self->standing);
}

gboolean
pod_result_row_may_be_needed (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return self->input != NULL && self->standing.need == POD_NEED_PERHAPS;
}

gboolean
pod_result_row_is_open (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return self->input != NULL && may_type (self);
}

gboolean
pod_result_row_is_touched (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return self->input != NULL &&
         (self->corrects != 0 || *pod_result_input_get_text (self->input) != '\0' ||
          *gtk_editable_get_text (self->remark) != '\0' ||
          *pod_result_row_get_detail (self, "not_done") != '\0');
}

static gboolean
holds (const char *text, const char *needle)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, needle) != NULL;
}

gboolean
pod_result_row_matches (PodResultRow *self, const char *needle)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  return holds (self->observation->label.plain, needle) ||
         holds (self->observation->label.translated, needle) ||
         holds (self->observation->symbol.name, needle);
}

gboolean
pod_result_row_focus_lack (PodResultRow *self)
{
  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  if (!pod_result_row_is_open (self) || !pod_result_row_lacks_limit (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!pod_result_row_is_touched (self))
    pod_result_row_correct (self);
  gtk_toggle_button_set_active (self->detail_button, TRUE);
  pod_result_detail_focus_limit (self->detail, self->standing.asks_upper);
  return TRUE;
}

void
pod_result_row_clear (PodResultRow *self)
{
  g_return_if_fail (POD_IS_RESULT_ROW (self));

  if (self->input == NULL)
    return;
  self->corrects = 0;
  gtk_toggle_button_set_active (self->detail_button, FALSE);
  adw_bin_set_child (self->detail_bin, NULL);
  self->detail = NULL;
  g_clear_pointer (&self->filled_lower, g_free);
  g_clear_pointer (&self->filled_upper, g_free);
  gtk_editable_set_text (self->remark, "");
  pod_result_input_set_text (self->input, "");
  changed_cb (self);
}

gboolean
pod_result_row_rebase (PodResultRow *self)
{
  const PodFinding *saved;

  g_return_val_if_fail (POD_IS_RESULT_ROW (self), FALSE);

  if (self->corrects == 0 || self->casebook == NULL)
    return FALSE;
  saved = pod_casebook_find_finding (self->casebook, self->corrects);
  if (saved != NULL && saved->record.version == self->version && !saved->record.voided)
    return FALSE;
  if (saved == NULL || saved->record.voided)
    self->corrects = 0;
  else
    self->version = saved->record.version;
  pod_result_row_set_problem (self,
                              self->corrects == 0
                                  ? _ ("Somebody else withdrew what this corrects. Saved again, it "
                                       "is a new result.")
                                  : _ ("Somebody else changed it meanwhile: what is on record now "
                                       "stands above. Saved again, yours takes its place."));
  return TRUE;
}
