#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-check-row.h"

#include <glib/gi18n-lib.h>

#include "pod-screening-need.h"
#include "pod-verdict-item.h"
#include "pod-words.h"

struct _PodCheckRow
{
  AdwExpanderRow parent_instance;
};

G_DEFINE_FINAL_TYPE (PodCheckRow, pod_check_row, ADW_TYPE_EXPANDER_ROW)

static void
wants_cb (GtkWidget *owner, GtkWidget *button)
{
  g_signal_emit_by_name (owner, "wants", g_object_get_data (G_OBJECT (button), "observation"));
}

static GtkWidget *
make_button (GtkWidget *owner, const PodStudy *study, const PodObservation *observation)
{
  const PodObservation *entry = pod_screening_find_entry (study, observation);
  const char *label = pod_words_get (&entry->label, pod_words_locale ());
  GtkWidget *button = gtk_button_new_with_label (_ ("Enter…"));
  /* Translators: %s is what is to be entered: a test, an attestation. */
  g_autofree char *words = g_strdup_printf (_ ("Enter: %s"), label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data (G_OBJECT (button), "observation", (gpointer) entry->symbol.name);
  g_signal_connect_object (button, "clicked", G_CALLBACK (wants_cb), owner, G_CONNECT_SWAPPED);
  return button;
}

/* Titles stand under one another, whatever the mark. */
static GtkWidget *
make_glyph (PodTruth truth, const char *style)
{
  GtkWidget *glyph = gtk_label_new (pod_truth_to_glyph (truth));

  gtk_label_set_width_chars (GTK_LABEL (glyph), 2);
  gtk_widget_add_css_class (glyph, style);
  return glyph;
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

GtkWidget *
pod_check_row_make_entry (GtkWidget *owner,
                          const PodStudy *study,
                          const PodSymbol *symbol,
                          const char *words,
                          gboolean may_enter)
{
  /* An observation begins with its symbol. */
  const PodObservation *observation = (const PodObservation *) symbol;
  GtkWidget *row = make_row (pod_words_get (&observation->label, pod_words_locale ()), words);

  if (may_enter)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (owner, study, observation));
  return row;
}

/* ---- what it rests on ---- */

typedef struct
{
  PodCheckRow *self;
  const PodStudy *study;
  const GPtrArray *missing;
  gboolean may_enter;
} Listing;

static void
add_leaf (const PodEvidence *leaf, gpointer data)
{
  Listing *listing = data;
  gboolean unknown = leaf->truth == POD_UNKNOWN;
  g_autofree char *words = unknown ? pod_absence_to_words (listing->study, leaf)
                                   : pod_evidence_to_words (listing->study, leaf);
  GtkWidget *row = make_row (words, "");

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), make_glyph (leaf->truth, "dim-label"));
  if (unknown && listing->may_enter && leaf->symbol != NULL &&
      g_ptr_array_find ((GPtrArray *) listing->missing, leaf->symbol, NULL))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               make_button (GTK_WIDGET (listing->self), listing->study,
                                            (const PodObservation *) leaf->symbol));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (listing->self), row);
}

static const char *
say_verdict (PodTruth holds)
{
  return holds == POD_TRUE    ? C_ ("condition", "holds")
         : holds == POD_FALSE ? C_ ("condition", "does not hold")
                              : C_ ("condition", "cannot tell yet");
}

/* "does not hold · the site’s proposal" */
static void
show_verdict (PodCheckRow *self, const PodConditionVerdict *verdict)
{
  const PodCondition *condition = verdict->condition;
  gboolean by_site = g_strcmp0 (condition->source, "site") == 0;
  g_autofree char *words = g_strdup_printf ("%s · %s", say_verdict (verdict->holds),
                                            by_site ? _ ("the site’s proposal")
                                                    : condition->source);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 pod_words_get (&condition->label, pod_words_locale ()));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self),
                               make_glyph (verdict->holds, pod_truth_to_style (verdict->holds)));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), verdict->holds != POD_TRUE);
}

static void
show_caveat (PodCheckRow *self, const PodCondition *condition)
{
  GtkWidget *row;

  if (condition->caveat.plain == NULL)
    return;
  row = make_row (pod_words_get (&condition->caveat, pod_words_locale ()), "");
  gtk_widget_add_css_class (row, "dim-label");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

GtkWidget *
pod_check_row_new (const PodStudy *study, const PodConditionVerdict *verdict, gboolean may_enter)
{
  PodCheckRow *self = g_object_new (POD_TYPE_CHECK_ROW, NULL);
  Listing listing = { self, study, verdict->missing, may_enter };

  show_verdict (self, verdict);
  pod_evidence_foreach_leaf (verdict->evidence, FALSE, add_leaf, &listing);
  show_caveat (self, verdict->condition);
  return GTK_WIDGET (self);
}

static void
pod_check_row_class_init (PodCheckRowClass *klass)
{
  g_signal_new ("wants", POD_TYPE_CHECK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
pod_check_row_init (PodCheckRow *self)
{
}
