#include "pod-reading-row.h"

#include <string.h>

#include "pod-words.h"

struct _PodReadingRow
{
  AdwActionRow parent_instance;

  PodTrial *trial;
  const PodReading *reading;
  PodReadingState state;
  char *words; /* casefolded, to be searched */

  GtkImage *icon;
};

G_DEFINE_FINAL_TYPE (PodReadingRow, pod_reading_row, ADW_TYPE_ACTION_ROW)

static void
show_icon (PodReadingRow *self)
{
  static const char *const icons[] = {
    [POD_READING_PROPOSED] = NULL,
    [POD_READING_SETTLED] = "emblem-ok-symbolic",
    [POD_READING_CHANGED] = "document-edit-symbolic",
  };

  gtk_image_set_from_icon_name (self->icon, icons[self->state]);
}

/* "INC-08 · Yes, every subject of the cohort · settled by chen on 3 Mar 2026" */
static char *
describe (PodReadingRow *self)
{
  const PodSite *site = pod_trial_get_site (self->trial);
  g_autofree char *criteria = pod_reading_say_criteria (self->reading);
  g_autofree char *settled = pod_reading_say_settled (self->trial, self->reading);
  const char *choice = pod_reading_say_choice (self->reading,
                                               pod_reading_get_in_force (self->reading, site));

  return g_strjoin (" · ", criteria, choice, settled, NULL);
}

/* Also what it says in the other language: who knows the protocol in English looks for its words. */
static void
collect_words (PodReadingRow *self, const char *title, const char *subtitle)
{
  const PodWords *question = &self->reading->question;
  g_autofree char *all = g_strjoin ("\n", title, subtitle, question->plain,
                                    question->translated != NULL ? question->translated : "", NULL);

  g_free (self->words);
  self->words = g_utf8_casefold (all, -1);
}

void
pod_reading_row_update (PodReadingRow *self)
{
  const char *title = pod_words_get (&self->reading->question, pod_words_locale ());
  g_autofree char *subtitle = describe (self);

  self->state = pod_reading_get_state (self->trial, self->reading);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  collect_words (self, title, subtitle);
  show_icon (self);
}

static void
pod_reading_row_dispose (GObject *object)
{
  g_clear_object (&POD_READING_ROW (object)->trial);
  G_OBJECT_CLASS (pod_reading_row_parent_class)->dispose (object);
}

static void
pod_reading_row_finalize (GObject *object)
{
  g_free (POD_READING_ROW (object)->words);
  G_OBJECT_CLASS (pod_reading_row_parent_class)->finalize (object);
}

static void
pod_reading_row_class_init (PodReadingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_reading_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_reading_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-reading-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PodReadingRow, icon);
}

static void
pod_reading_row_init (PodReadingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodReadingRow *
pod_reading_row_new (PodTrial *trial, const PodReading *reading)
{
  PodReadingRow *self = g_object_new (POD_TYPE_READING_ROW, NULL);

  self->trial = g_object_ref (trial);
  self->reading = reading;
  pod_reading_row_update (self);
  return self;
}

const PodReading *
pod_reading_row_get_reading (PodReadingRow *self)
{
  return self->reading;
}

PodReadingState
pod_reading_row_get_state (PodReadingRow *self)
{
  return self->state;
}

gboolean
pod_reading_row_holds (PodReadingRow *self, const char *text)
{
  return strstr (self->words, text) != NULL;
}
