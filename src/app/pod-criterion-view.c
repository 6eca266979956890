#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-criterion-view.h"

#include <glib/gi18n-lib.h>

#include "pod-consent.h"
#include "pod-criterion-readings.h"
#include "pod-verdict-item.h"
#include "pod-words.h"

struct _PodCriterionView
{
  AdwBin parent_instance;

  PodTrial *trial; /* NULL where the readings are not shown */

  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *kind;
  GtkLabel *glyph;
  GtkLabel *words;
  GtkLabel *text;
  GtkLabel *text_heading;
  GtkLabel *other_text;
  GtkLabel *other_heading;
  GtkWidget *reading_box;
  GtkLabel *reading_heading;
  GtkLabel *reading;
  PodCriterionReadings *readings;
  GtkListBox *evidence;
  GtkWidget *notes_box;
  GtkLabel *notes;
  GtkLabel *validity;
  GtkLabel *look_back;
  GtkLabel *rule;
};

enum
{
  EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodCriterionView, pod_criterion_view, ADW_TYPE_BIN)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static gboolean
reads_chinese (void)
{
  return g_str_equal (pod_words_locale (), "zh_CN");
}

/* The reader's language first.  Which of the two are the registry's own words, and which the site's translation, is said over
 * each: the registry's are English. */
static void
show_text (PodCriterionView *self, const PodCriterion *criterion)
{
  gboolean translated = reads_chinese () && criterion->text.translated != NULL;

  set_text (self->text, translated ? criterion->text.translated : criterion->text.plain);
  set_text (self->other_text, translated ? criterion->text.plain : criterion->text.translated);
  set_text (self->text_heading,
            translated ? _ ("The site’s translation") : _ ("In the registry’s words"));
  if (criterion->text.translated == NULL)
    set_text (self->other_heading, NULL);
  else
    set_text (self->other_heading,
              translated ? _ ("In the registry’s words") : _ ("The site’s translation"));
}

static void
show_reading (PodCriterionView *self, const PodCriterion *criterion)
{
  const char *reading = criterion->reading.plain != NULL
                            ? pod_words_get (&criterion->reading, pod_words_locale ())
                            : NULL;
  gboolean by_site = g_strcmp0 (criterion->reading_source, "site") == 0;

  gtk_widget_set_visible (self->reading_box, reading != NULL);
  set_text (self->reading, reading);
  gtk_label_set_text (self->reading_heading,
                      by_site ? _ ("How it is read: the site’s reading") : _ ("How it is read"));
}

static char *
say_amount (const PodWindow *window)
{
  if (window->months)
    return g_strdup_printf (ngettext ("%d month", "%d months", window->amount), window->amount);
  return g_strdup_printf (ngettext ("%d day", "%d days", window->amount), window->amount);
}

/* "Look-back: 28 days, counted from: Enrolment · the site’s setting" */
static char *
say_look_back (const PodStudy *study, const PodCriterion *criterion)
{
  const PodWindow *window = &criterion->window;
  const PodAnchor *anchor = window->anchor != NULL ? pod_study_find_anchor (study, window->anchor)
                                                   : NULL;
  g_autofree char *amount = NULL;
  g_autofree char *words = NULL;

  if (window->amount == 0)
    return g_strdup (_ ("Look-back: none, however old a value is"));
  amount = say_amount (window);
  /* Translators: an amount of time, then the event it counts back from. */
  words = anchor != NULL ? g_strdup_printf (_ ("Look-back: %s, counted from: %s"), amount,
                                            pod_words_get (&anchor->label, pod_words_locale ()))
                         : g_strdup_printf (_ ("Look-back: %s"), amount);
  if (g_strcmp0 (criterion->look_back_source, "site") == 0)
    /* Translators: a look-back that the site has set, where the registry is silent. */
    return g_strdup_printf (_ ("%s · the site’s setting"), words);
  if (g_strcmp0 (criterion->look_back_source, "registry") == 0)
    return g_strdup_printf (_ ("%s · as the registry has it"), words);
  return g_steal_pointer (&words);
}

static char *
say_validity (const PodVerdict *verdict)
{
  g_autofree char *date = NULL;

  if (verdict->holds == POD_UNKNOWN)
    return g_strdup ("");
  if (!pod_date_is_set (verdict->valid_until))
    return g_strdup (_ ("What is recorded does not expire"));
  date = pod_date_to_words (verdict->valid_until);
  return g_strdup_printf (_ ("Follows from what is recorded until %s"), date);
}

/* ---- evidence ---- */

typedef struct
{
  PodCriterionView *self;
  const PodStudy *study;
  const PodCasebook *casebook;
  PodDate as_of;
} Listing;

static const char *
say_truth (PodTruth truth)
{
  return truth == POD_TRUE    ? C_ ("condition", "holds")
         : truth == POD_FALSE ? C_ ("condition", "does not hold")
                              : C_ ("condition", "cannot tell yet");
}

/* Where a value is from.  What is not known here stands as it was recorded. */
static const char *
say_source (const char *source)
{
  if (g_strcmp0 (source, "derived") == 0)
    return C_ ("source", "computed");
  if (g_strcmp0 (source, "import") == 0)
    return C_ ("source", "from the laboratory file");
  if (g_strcmp0 (source, "demo") == 0)
    return C_ ("source", "invented for the demonstration");
  return source != NULL ? source : "";
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, style);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

/* (transfer full) */
static char *
say_leaf (const Listing *listing, const PodEvidence *leaf)
{
  char *consent = listing->casebook != NULL
                      ? pod_consent_say_lacking (listing->study, listing->casebook, listing->as_of,
                                                 leaf)
                      : NULL;

  if (consent != NULL)
    return consent;
  return leaf->truth == POD_UNKNOWN ? pod_absence_to_words (listing->study, leaf)
                                    : pod_evidence_to_words (listing->study, leaf);
}

/* Holding is neither good nor bad here: that depends on the criterion, so no leaf has a colour. */
static void
add_leaf (const PodEvidence *leaf, gpointer data)
{
  Listing *listing = data;
  GtkWidget *row = adw_action_row_new ();
  const char *name = leaf->symbol != NULL ? leaf->symbol->name : NULL;
  g_autofree char *words = say_leaf (listing, leaf);
  const char *source = leaf->absence == POD_ABSENCE_NONE ? leaf->fact.source : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), say_source (source));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             make_label (pod_truth_to_glyph (leaf->truth), "verdict-glyph"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_label (say_truth (leaf->truth), "dim-label"));
  /* A symbol's name is interned. */
  g_object_set_data (G_OBJECT (row), "observation", (gpointer) name);
  gtk_list_box_append (listing->self->evidence, row);
}

static void
clear_evidence (PodCriterionView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->evidence))) != NULL)
    gtk_list_box_remove (self->evidence, child);
}

static void
show_evidence (PodCriterionView *self,
               const PodStudy *study,
               const PodCasebook *casebook,
               PodDate as_of,
               const PodVerdict *verdict)
{
  Listing listing = { self, study, casebook, as_of };

  clear_evidence (self);
  pod_evidence_foreach_leaf (verdict->evidence, FALSE, add_leaf, &listing);
}

/* "• Prednisone, 10 Nov 2026: …": what is to be weighed, and changes nothing. */
static void
add_note (GString *words, const PodStudy *study, const PodVerdictNote *note)
{
  const char *locale = pod_words_locale ();
  g_string_append (words, words->len > 0 ? "\n• " : "• ");
  if (note->given != NULL)
    {
      g_autofree char *when = pod_date_to_words (note->given_on);

      g_string_append_printf (words, _ ("%s, %s: "), pod_words_get (&note->given->label, locale),
                              when);
    }
  g_string_append (words, pod_words_get (&note->note->text, locale));
  if (note->note->check.plain != NULL)
    g_string_append_printf (words, " (%s)", pod_words_get (&note->note->check, locale));
}

static void
show_notes (PodCriterionView *self, const PodStudy *study, const PodVerdict *verdict)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < verdict->notes->len; i++)
    add_note (words, study, g_ptr_array_index (verdict->notes, i));
  gtk_label_set_text (self->notes, words->str);
  gtk_widget_set_visible (self->notes_box, words->len > 0);
}

/* F2 on what was looked at: somebody wants to mend it. */
static void
edit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PodCriterionView *self = POD_CRITERION_VIEW (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->evidence));
  const char *name = row != NULL ? g_object_get_data (G_OBJECT (row), "observation") : NULL;

  if (name != NULL)
    g_signal_emit (self, signals[EDIT], 0, name);
}

static void
show_head (PodCriterionView *self, const PodVerdict *verdict)
{
  const PodCriterion *criterion = verdict->criterion;
  g_autofree char *title = g_strdup_printf ("%s  %s", criterion->id,
                                            pod_words_get (&criterion->label, pod_words_locale ()));
  static const char *const styles[] = { "verdict-true", "verdict-false", "verdict-unknown" };

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->kind, criterion->kind == POD_INCLUSION ? _ ("Inclusion criterion")
                                                                   : _ ("Exclusion criterion"));
  gtk_label_set_text (self->glyph, pod_truth_to_glyph (verdict->passes));
  gtk_label_set_text (self->words, pod_verdict_to_words (verdict));
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->glyph), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->glyph), pod_truth_to_style (verdict->passes));
}

static void
pod_criterion_view_dispose (GObject *object)
{
  g_clear_object (&POD_CRITERION_VIEW (object)->trial);
  G_OBJECT_CLASS (pod_criterion_view_parent_class)->dispose (object);
}

static void
pod_criterion_view_class_init (PodCriterionViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[EDIT] = g_signal_new ("edit", POD_TYPE_CRITERION_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "criterion.edit", NULL, edit_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "criterion.edit", NULL);
  G_OBJECT_CLASS (klass)->dispose = pod_criterion_view_dispose;
  g_type_ensure (POD_TYPE_CRITERION_READINGS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-criterion-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, stack);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, title);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, kind);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, glyph);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, words);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, text);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, text_heading);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, other_text);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, other_heading);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, reading_box);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, reading_heading);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, reading);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, readings);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, evidence);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, notes_box);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, notes);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, validity);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, look_back);
  gtk_widget_class_bind_template_child (widget_class, PodCriterionView, rule);
}

static void
pod_criterion_view_init (PodCriterionView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_criterion_view_set_trial (PodCriterionView *self, PodTrial *trial)
{
  g_return_if_fail (POD_IS_CRITERION_VIEW (self));

  g_set_object (&self->trial, trial);
}

void
pod_criterion_view_set_verdict (PodCriterionView *self,
                                const PodStudy *study,
                                const PodCasebook *casebook,
                                PodDate as_of,
                                const PodVerdict *verdict)
{
  g_autofree char *look_back = NULL;
  g_autofree char *validity = NULL;

  g_return_if_fail (POD_IS_CRITERION_VIEW (self));

  gtk_stack_set_visible_child_name (self->stack, verdict != NULL ? "criterion" : "nothing");
  pod_criterion_readings_set (self->readings, self->trial,
                              verdict != NULL ? verdict->criterion : NULL);
  if (verdict == NULL)
    {
      clear_evidence (self);
      gtk_label_set_text (self->words, "");
      gtk_label_set_text (self->validity, "");
      gtk_label_set_text (self->notes, "");
      return;
    }
  look_back = say_look_back (study, verdict->criterion);
  validity = say_validity (verdict);
  show_head (self, verdict);
  show_text (self, verdict->criterion);
  show_reading (self, verdict->criterion);
  show_evidence (self, study, casebook, as_of, verdict);
  show_notes (self, study, verdict);
  set_text (self->validity, validity);
  set_text (self->look_back, look_back);
  set_text (self->rule, pod_rule_get_text (verdict->criterion->rule));
}
