#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-known.h"

#include <glib/gi18n-lib.h>

#include "pod-trial-screening.h"
#include "pod-words.h"

struct _PodScreeningKnown
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows; /* AdwActionRow: the group's */
};

static guint open_subject_signal;

G_DEFINE_FINAL_TYPE (PodScreeningKnown, pod_screening_known, ADW_TYPE_BIN)

static void
open_cb (GtkButton *button, gpointer user_data)
{
  PodScreeningKnown *self = user_data;
  const gint64 *subject = g_object_get_data (G_OBJECT (button), "subject");

  g_signal_emit (self, open_subject_signal, 0, *subject);
}

static GtkWidget *
make_button (PodScreeningKnown *self, const PodSubject *subject)
{
  /* Translators: a button that shows an earlier screening; %s is its number, S-004. */
  g_autofree char *label = g_strdup_printf (_ ("Open %s"), subject->screening_number);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "subject",
                          g_memdup2 (&subject->record.id, sizeof (gint64)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, 0);
  return button;
}

static void
add_row (PodScreeningKnown *self, PodTrial *trial, PodCasebook *casebook, PodSubjectState state)
{
  const PodSubject *subject = pod_casebook_get_subject (casebook);
  const PodEvent *consent = pod_casebook_find_event (casebook, "consent");
  g_autofree char *date = consent != NULL ? pod_date_to_words (consent->date) : g_strdup ("–");
  /* Translators: of an earlier screening: how it stands, and the day of its consent. */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · consent of %s"),
                                               pod_subject_state_to_words (state), date);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), subject->screening_number);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_button (self, subject));
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear (PodScreeningKnown *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static gboolean
is_over (PodSubjectState state)
{
  return state == POD_STATE_SCREEN_FAILURE || state == POD_STATE_WITHDRAWN ||
         state == POD_STATE_COMPLETED || state == POD_STATE_DIED;
}

static void
show (PodScreeningKnown *self, const char *number, gboolean all_over)
{
  g_autofree char *title = g_strdup_printf (_ ("This patient was screened before as %s"), number);
  /* A group's title is markup. */
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (self->group, escaped);
  adw_preferences_group_set_description (
      self->group,
      all_over
          ? _ ("To screen again, go on: the attempt gets a number and a consent of its own, and "
               "the earlier one stays as it is.")
          : _ ("An attempt is not over yet: open it and go on there."));
}

void
pod_screening_known_look (PodScreeningKnown *self,
                          PodTrial *trial,
                          const char *record_number,
                          const char *id_number)
{
  g_autoptr (GArray) subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  const char *number = NULL;
  gboolean all_over = TRUE;

  clear (self);
  /* Who may not know is warned when registering. */
  pod_trial_find_attempts (trial, record_number, id_number, subjects, NULL);
  for (guint i = 0; i < subjects->len; i++)
    {
      g_autoptr (PodCasebook)
          casebook = pod_trial_load_casebook (trial, g_array_index (subjects, gint64, i), NULL);
      PodSubjectState state;

      if (casebook == NULL)
        continue;
      state = pod_subject_state (pod_trial_get_study (trial), casebook,
                                 pod_trial_get_today (trial));
      all_over = all_over && is_over (state);
      add_row (self, trial, casebook, state);
      number = adw_preferences_row_get_title (g_ptr_array_index (self->rows, self->rows->len - 1));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), number != NULL);
  if (number != NULL)
    show (self, number, all_over);
}

static void
pod_screening_known_finalize (GObject *object)
{
  g_ptr_array_unref (POD_SCREENING_KNOWN (object)->rows);
  G_OBJECT_CLASS (pod_screening_known_parent_class)->finalize (object);
}

static void
pod_screening_known_class_init (PodScreeningKnownClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_screening_known_finalize;
  open_subject_signal = g_signal_new ("open-subject", POD_TYPE_SCREENING_KNOWN, G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
pod_screening_known_init (PodScreeningKnown *self)
{
  self->rows = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
