#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-amendment-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-ask-dialog.h"
#include "pod-busy-page.h"
#include "pod-reading-words.h"
#include "pod-trial-amendment.h"

/* What a question names of many subjects; the page has them all. */
#define MOST_ASKED 8

struct _PodAmendmentDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  GCancellable *cancellable;
  PodAmendment *amendment; /* NULL while it is compared */

  AdwWindowTitle *title;
  GtkStack *stack;
  PodBusyPage *busy;
  AdwPreferencesGroup *lacking;
  AdwPreferencesGroup *subjects;
  AdwPreferencesGroup *definition;
  AdwStatusPage *failure;
  GtkWidget *adopt_button;
};

G_DEFINE_FINAL_TYPE (PodAmendmentDialog, pod_amendment_dialog, ADW_TYPE_WINDOW)

/* ---- what would change ---- */

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  /* By itself and first: together with the others it takes hold after the subtitle. */
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_set (row, "title-lines", 0, "subtitle-lines", 0, "title", title, "subtitle",
                subtitle != NULL ? subtitle : "", NULL);
  adw_preferences_group_add (group, row);
  return row;
}

static void
show_lacking (PodAmendmentDialog *self)
{
  const GPtrArray *lacking = self->amendment->lacking;

  for (guint i = 0; i < lacking->len; i++)
    {
      GtkWidget *row = add_row (self->lacking, g_ptr_array_index (lacking, i), NULL);
      GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                      GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
                                      "dialog-warning-symbolic", NULL);

      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lacking), lacking->len > 0);
}

static void
show_subjects (PodAmendmentDialog *self)
{
  const GPtrArray *effects = self->amendment->effects;

  for (guint i = 0; i < effects->len; i++)
    {
      const PodEffect *effect = g_ptr_array_index (effects, i);
      g_autofree char *words = pod_effect_to_words (effect);

      add_row (self->subjects, effect->number, words);
    }
  if (effects->len == 0)
    add_row (self->subjects, _ ("No subject is affected"), NULL);
}

/* "Before: …", and in the next line "After: …", of which there is one at least. */
static char *
say_values (const PodStudyDifference *difference)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (difference->before != NULL && *difference->before != '\0')
    g_string_append_printf (text, _ ("Before: %s"), difference->before);
  if (text->len > 0 && difference->after != NULL && *difference->after != '\0')
    g_string_append_c (text, '\n');
  if (difference->after != NULL && *difference->after != '\0')
    g_string_append_printf (text, _ ("After: %s"), difference->after);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_definition (PodAmendmentDialog *self)
{
  const GPtrArray *differences = self->amendment->differences;

  for (guint i = 0; i < differences->len; i++)
    {
      const PodStudyDifference *difference = g_ptr_array_index (differences, i);
      g_autofree char *what = pod_study_difference_say_what (difference);
      g_autofree char *values = say_values (difference);

      add_row (self->definition, what, values);
    }
  if (differences->len == 0)
    add_row (self->definition,
             self->amendment->differs ? _ ("Only comments or the order differ")
                                      : _ ("The study on this computer is the one in force"),
             NULL);
}

static void
update_button (PodAmendmentDialog *self)
{
  const PodAmendment *amendment = self->amendment;
  gboolean may = self->trial != NULL && pod_trial_may (self->trial, POD_VERB_SETTLE);

  gtk_widget_set_visible (self->adopt_button, may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "amendment.adopt",
                                 may && amendment != NULL && amendment->differs &&
                                     amendment->lacking->len == 0);
}

static void
show_amendment (PodAmendmentDialog *self)
{
  g_autofree char *words = pod_amendment_to_words (self->amendment);

  adw_window_title_set_subtitle (self->title, words);
  show_lacking (self);
  show_subjects (self);
  show_definition (self);
  gtk_stack_set_visible_child_name (self->stack, "compared");
  update_button (self);
}

/* ---- comparing ---- */

/* So many faults of a definition are seen at once; podocytectl study check has them all. */
#define MOST_FAULTS 5

static void
show_failure (PodAmendmentDialog *self, const GPtrArray *problems, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autoptr (GString) text = g_string_new (words);
  g_autofree char *escaped = NULL;

  for (guint i = 0; i < MIN (problems->len, MOST_FAULTS); i++)
    {
      g_autofree char *problem = pod_problem_to_string (g_ptr_array_index (problems, i));

      g_string_append_printf (text, "\n\n%s", problem);
    }
  escaped = g_markup_escape_text (text->str, -1);
  adw_status_page_set_description (self->failure, escaped);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

typedef struct
{
  PodAmendmentDialog *dialog;
  GPtrArray *problems;
} Comparing;

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Comparing *comparing = user_data;
  g_autoptr (PodAmendmentDialog) self = comparing->dialog;
  g_autoptr (GPtrArray) problems = comparing->problems;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodAmendment)
      amendment = pod_trial_compare_amendment_finish (POD_TRIAL (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  pod_busy_page_stop (self->busy);
  if (amendment == NULL)
    {
      show_failure (self, problems, error);
      return;
    }
  self->amendment = g_steal_pointer (&amendment);
  show_amendment (self);
}

/* The page is gone with the dialog. */
static void
report_cb (double fraction, gpointer user_data)
{
  PodAmendmentDialog *self = user_data;

  if (!g_cancellable_is_cancelled (self->cancellable))
    pod_busy_page_report (fraction, self->busy);
}

static void
compare (PodAmendmentDialog *self)
{
  Comparing *comparing = g_new0 (Comparing, 1);

  *comparing = (Comparing){ g_object_ref (self), pod_problems_new () };
  pod_busy_page_start (self->busy, _ ("Comparing the verdicts of every subject…"));
  gtk_stack_set_visible_child_name (self->stack, "busy");
  pod_trial_compare_amendment_async (self->trial, comparing->problems, report_cb, self,
                                     self->cancellable, compared_cb, comparing);
}

/* ---- adopting ---- */

static gboolean
adopt (PodTrial *trial, const PodAnswer *answer, gpointer data, GError **error)
{
  return pod_trial_adopt_amendment (trial, data, answer->reason, answer->password, error);
}

static void
amendment_unref (gpointer data)
{
  pod_amendment_unref (data);
}

/* Adopted, it signs everybody out: the window closes what is open over it. */
static void
adopt_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodAmendmentDialog *self = POD_AMENDMENT_DIALOG (widget);
  g_autofree char *words = pod_amendment_to_words (self->amendment);
  g_autofree char *effects = pod_effects_to_words (self->amendment->effects, MOST_ASKED);
  g_autofree char *body = g_strdup_printf (
      "%s\n\n%s\n\n%s", words, effects,
      _ ("From then on every verdict follows from the amended study. Everybody is signed out, you "
         "included, and the signature under the ledger of readings ends."));
  PodAsk ask = { .heading = _ ("Adopt the amendment?"),
                 .body = body,
                 .verb = _ ("_Adopt"),
                 .reason = TRUE,
                 .password_title = _ ("Your password"),
                 .slow = TRUE };

  gtk_window_present (GTK_WINDOW (pod_ask_dialog_new (GTK_WINDOW (self), self->trial, &ask, adopt,
                                                      NULL, pod_amendment_ref (self->amendment),
                                                      amendment_unref)));
}

/* ---- the class ---- */

static gboolean
pod_amendment_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (POD_AMENDMENT_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (pod_amendment_dialog_parent_class)->close_request (window);
}

static void
pod_amendment_dialog_dispose (GObject *object)
{
  PodAmendmentDialog *self = POD_AMENDMENT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_amendment_dialog_parent_class)->dispose (object);
}

static void
pod_amendment_dialog_finalize (GObject *object)
{
  PodAmendmentDialog *self = POD_AMENDMENT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->amendment, pod_amendment_unref);
  G_OBJECT_CLASS (pod_amendment_dialog_parent_class)->finalize (object);
}

static void
pod_amendment_dialog_class_init (PodAmendmentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_amendment_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_amendment_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = pod_amendment_dialog_close_request;
  g_type_ensure (POD_TYPE_BUSY_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-amendment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodAmendmentDialog, title);
  gtk_widget_class_bind_template_child (widget_class, PodAmendmentDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PodAmendmentDialog, busy);
  gtk_widget_class_bind_template_child (widget_class, PodAmendmentDialog, lacking);
  gtk_widget_class_bind_template_child (widget_class, PodAmendmentDialog, subjects);
  gtk_widget_class_bind_template_child (widget_class, PodAmendmentDialog, definition);
  gtk_widget_class_bind_template_child (widget_class, PodAmendmentDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, PodAmendmentDialog, adopt_button);
  gtk_widget_class_install_action (widget_class, "amendment.adopt", NULL, adopt_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_amendment_dialog_init (PodAmendmentDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_button (self);
}

PodAmendmentDialog *
pod_amendment_dialog_new (GtkWindow *parent, PodTrial *trial)
{
  PodAmendmentDialog *self = g_object_new (POD_TYPE_AMENDMENT_DIALOG, "transient-for", parent,
                                           NULL);

  self->trial = g_object_ref (trial);
  update_button (self);
  compare (self);
  return self;
}
