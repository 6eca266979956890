#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-reading-view.h"

#include <glib/gi18n-lib.h>

#include "pod-ask-dialog.h"
#include "pod-words.h"

/* What a question names of many subjects; the page has them all. */
#define MOST_ASKED 8

struct _PodReadingView
{
  AdwBin parent_instance;

  PodTrial *trial;
  const PodReading *reading;
  const char *chosen; /* one of its choices */
  const char *shown;  /* the one that was in force when it was last shown */
  gboolean is_filling;

  GtkStack *stack;
  GtkLabel *criteria;
  GtkLabel *question;
  GtkLabel *state;
  GtkBox *wording;
  GtkListBox *choices;
  GtkLabel *reason;
  GtkWidget *change_box;
  GtkLabel *change;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (PodReadingView, pod_reading_view, ADW_TYPE_BIN)

static const char *
get_in_force (PodReadingView *self)
{
  return pod_reading_get_in_force (self->reading, pod_trial_get_site (self->trial));
}

static const char *
get_name (PodReadingView *self)
{
  return self->reading->observation.symbol.name;
}

/* ---- the wording ---- */

static void
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  g_auto (GStrv) classes = g_strsplit (style, " ", -1);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), g_str_equal (style, "body"));
  gtk_widget_set_css_classes (label, (const char **) classes);
  gtk_box_append (box, label);
}

static void
add_text (PodReadingView *self, const PodCriterion *criterion, gboolean translated)
{
  const char *text = translated ? criterion->text.translated : criterion->text.plain;

  if (text == NULL)
    return;
  add_label (self->wording,
             translated ? _ ("The site’s translation") : _ ("In the registry’s words"),
             "caption dim-label");
  add_label (self->wording, text, "body");
}

/* The reader's language first: the registry's words are English, and the site translates them. */
static void
add_criterion (PodReadingView *self, const PodCriterion *criterion)
{
  gboolean translated = pod_words_get (&criterion->text, pod_words_locale ()) !=
                        criterion->text.plain;
  g_autofree char *title = g_strdup_printf ("%s  %s", criterion->id,
                                            pod_words_get (&criterion->label, pod_words_locale ()));

  add_label (self->wording, title, "heading");
  add_text (self, criterion, translated);
  add_text (self, criterion, !translated);
}

static void
show_wording (PodReadingView *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->wording))) != NULL)
    gtk_box_remove (self->wording, child);
  for (guint i = 0; self->reading->criteria[i] != NULL; i++)
    {
      const PodCriterion *criterion = pod_study_find_criterion (study, self->reading->criteria[i]);

      if (criterion != NULL)
        add_criterion (self, criterion);
    }
}

/* ---- what would change ---- */

static void
show_change (PodReadingView *self)
{
  gboolean is_other = self->chosen != NULL && self->chosen != get_in_force (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) effects = NULL;
  g_autofree char *words = NULL;

  if (is_other)
    {
      effects = pod_trial_compare_reading (self->trial, get_name (self), self->chosen, &error);
      words = effects != NULL ? pod_effects_to_words (effects, G_MAXUINT)
                              : pod_trial_error_to_words (error);
    }
  gtk_label_set_text (self->change, words != NULL ? words : "");
  gtk_widget_set_visible (self->change_box, is_other);
}

/* As it stands it is settled once; otherwise, whenever it is read otherwise. */
static void
update_button (PodReadingView *self)
{
  gboolean may = self->trial != NULL && self->reading != NULL &&
                 pod_trial_may (self->trial, POD_VERB_SETTLE);
  gboolean is_new = may &&
                    (self->chosen != get_in_force (self) ||
                     pod_reading_get_state (self->trial, self->reading) == POD_READING_PROPOSED);

  gtk_widget_set_visible (self->button, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reading.settle", may && is_new);
}

/* ---- the choices ---- */

static void
chosen_cb (GtkCheckButton *check, GParamSpec *pspec, PodReadingView *self)
{
  if (self->is_filling || !gtk_check_button_get_active (check))
    return;
  self->chosen = g_object_get_data (G_OBJECT (check), "choice");
  show_change (self);
  update_button (self);
}

static const char *
say_place (PodReadingView *self, const char *choice)
{
  gboolean is_proposed = choice == self->reading->in_force;

  if (choice == get_in_force (self))
    return is_proposed ? _ ("In force, as the study proposes") : _ ("In force");
  return is_proposed ? _ ("The study’s proposal") : "";
}

static GtkWidget *
make_check (PodReadingView *self, const char *choice, GtkCheckButton *group)
{
  GtkWidget *check = gtk_check_button_new ();

  g_object_set_data (G_OBJECT (check), "choice", (gpointer) choice);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), group);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), choice == self->chosen);
  g_signal_connect (check, "notify::active", G_CALLBACK (chosen_cb), self);
  return check;
}

static GtkCheckButton *
add_choice (PodReadingView *self, const char *choice, gboolean is_open, GtkCheckButton *group)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = make_check (self, choice, group);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title-lines", 0, "title", pod_reading_say_choice (self->reading, choice),
                "subtitle", say_place (self, choice), NULL);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_sensitive (row, is_open || choice == get_in_force (self));
  gtk_list_box_append (self->choices, row);
  return GTK_CHECK_BUTTON (check);
}

static void
show_choices (PodReadingView *self)
{
  const char *const *choices = self->reading->observation.symbol.choices;
  gboolean is_asked = pod_trial_is_reading_asked (self->trial, get_name (self));
  gboolean may = pod_trial_may (self->trial, POD_VERB_SETTLE);
  GtkCheckButton *group = NULL;
  GtkWidget *row;

  self->is_filling = TRUE;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_list_box_remove (self->choices, row);
  for (guint i = 0; choices[i] != NULL; i++)
    group = add_choice (self, choices[i], is_asked, group);
  self->is_filling = FALSE;
  gtk_label_set_text (self->reason,
                      !is_asked ? _ ("No rule of the study asks how this is read: what is in force "
                                     "is built into the rules. Another reading needs an "
                                     "amendment of the study definition.")
                      : !may    ? _ ("Choose another one to see what it would change. The "
                                        "principal investigator settles it.")
                                : _ ("Choose another one to see what it would change. Nothing is "
                                        "settled before you say so."));
}

/* ---- settling ---- */

typedef struct
{
  char *reading;
  const char *choice;
} Settling;

static gboolean
settle (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  const Settling *settling = data;

  return pod_trial_settle_reading (trial, settling->reading, settling->choice, answer->reason,
                                   error);
}

static void
settling_free (gpointer data)
{
  Settling *settling = data;

  g_free (settling->reading);
  g_free (settling);
}

static char *
say_settling (PodReadingView *self)
{
  g_autofree char *criteria = pod_reading_say_criteria (self->reading);
  const char *question = pod_words_get (&self->reading->question, pod_words_locale ());
  const char *choice = pod_reading_say_choice (self->reading, self->chosen);
  g_autoptr (GPtrArray) effects = NULL;
  g_autofree char *change = NULL;

  effects = pod_trial_compare_reading (self->trial, get_name (self), self->chosen, NULL);
  change = effects != NULL ? pod_effects_to_words (effects, MOST_ASKED) : g_strdup ("");
  return g_strdup_printf ("%s\n%s\n→ %s\n\n%s", criteria, question, choice, change);
}

static void
settle_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodReadingView *self = POD_READING_VIEW (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autofree char *body = say_settling (self);
  Settling *settling = g_new0 (Settling, 1);
  PodAsk ask = {
    .heading = _ ("Settle this reading?"), .body = body, .verb = _ ("_Settle"), .reason = TRUE
  };

  settling->reading = g_strdup (get_name (self));
  settling->choice = self->chosen;
  gtk_window_present (GTK_WINDOW (pod_ask_dialog_new (window, self->trial, &ask, settle, NULL,
                                                      settling, settling_free)));
}

/* ---- the class ---- */

static void
pod_reading_view_dispose (GObject *object)
{
  g_clear_object (&POD_READING_VIEW (object)->trial);
  G_OBJECT_CLASS (pod_reading_view_parent_class)->dispose (object);
}

static void
pod_reading_view_class_init (PodReadingViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_reading_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-reading-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PodReadingView, stack);
  gtk_widget_class_bind_template_child (widget_class, PodReadingView, criteria);
  gtk_widget_class_bind_template_child (widget_class, PodReadingView, question);
  gtk_widget_class_bind_template_child (widget_class, PodReadingView, state);
  gtk_widget_class_bind_template_child (widget_class, PodReadingView, wording);
  gtk_widget_class_bind_template_child (widget_class, PodReadingView, choices);
  gtk_widget_class_bind_template_child (widget_class, PodReadingView, reason);
  gtk_widget_class_bind_template_child (widget_class, PodReadingView, change_box);
  gtk_widget_class_bind_template_child (widget_class, PodReadingView, change);
  gtk_widget_class_bind_template_child (widget_class, PodReadingView, button);
  gtk_widget_class_install_action (widget_class, "reading.settle", NULL, settle_cb);
}

static void
pod_reading_view_init (PodReadingView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_button (self);
}

static void
show_head (PodReadingView *self)
{
  g_autofree char *criteria = pod_reading_say_criteria (self->reading);
  g_autofree char *settled = pod_reading_say_settled (self->trial, self->reading);
  /* Translators: the reading in force, and whose it is. */
  g_autofree char *state =
      g_strdup_printf (_ ("In force: %s · %s"),
                       pod_reading_say_choice (self->reading, get_in_force (self)), settled);

  gtk_label_set_text (self->criteria, criteria);
  gtk_label_set_text (self->question,
                      pod_words_get (&self->reading->question, pod_words_locale ()));
  gtk_label_set_text (self->state, state);
}

void
pod_reading_view_set (PodReadingView *self, PodTrial *trial, const PodReading *reading)
{
  gboolean is_same = reading != NULL && reading == self->reading;

  g_set_object (&self->trial, trial);
  self->reading = reading;
  gtk_stack_set_visible_child_name (self->stack, reading != NULL ? "reading" : "nothing");
  if (reading == NULL)
    {
      self->chosen = self->shown = NULL;
      update_button (self);
      return;
    }
  /* Settled elsewhere meanwhile: who had chosen nothing else does not wish it undone. */
  if (!is_same || self->chosen == self->shown)
    self->chosen = get_in_force (self);
  self->shown = get_in_force (self);
  show_head (self);
  show_wording (self);
  show_choices (self);
  show_change (self);
  update_button (self);
}
