#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-patients.h"

#include <glib/gi18n-lib.h>

#include "pod-subject-page.h"
#include "pod-trial-arrival-person.h"
#include "pod-words.h"

struct _PodArrivalPatients
{
  AdwBin parent_instance;

  PodTrial *trial; /* not held: it is the dialog's */
  gint64 subject;
  guint hide_id;
  GCancellable *cancellable; /* of the comparison that is shown next */

  GtkLabel *differs;
  GtkWidget *grid;
  GtkLabel *number;
  GtkLabel *sex;
  GtkLabel *birth;
  GtkToggleButton *reveal_button;
  GtkLabel *file_number;
  GtkLabel *file_sex;
  GtkLabel *file_birth;
};

G_DEFINE_FINAL_TYPE (PodArrivalPatients, pod_arrival_patients, ADW_TYPE_BIN)

/* ---- the subject's birth date ---- */

static void
hide_birth (PodArrivalPatients *self)
{
  g_clear_handle_id (&self->hide_id, g_source_remove);
  /* Translators: a date of birth that is not shown until somebody asks for it. */
  gtk_label_set_text (self->birth, C_ ("arrivals", "sealed"));
  gtk_toggle_button_set_active (self->reveal_button, FALSE);
}

static gboolean
hide_cb (gpointer user_data)
{
  PodArrivalPatients *self = user_data;

  self->hide_id = 0;
  hide_birth (self);
  return G_SOURCE_REMOVE;
}

/* As a look at a name it is an entry in the audit trail, so it happens only when asked for. */
static void
reveal_toggled_cb (PodArrivalPatients *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  PodDate birth;

  if (!gtk_toggle_button_get_active (self->reveal_button))
    {
      hide_birth (self);
      return;
    }
  if (self->trial == NULL)
    return;
  if (!pod_trial_reveal_birth (self->trial, self->subject, &birth, &error))
    words = pod_trial_error_to_words (error);
  else
    words = pod_date_is_set (birth) ? pod_date_to_words (birth)
                                    : g_strdup (C_ ("arrivals", "not known"));
  gtk_label_set_text (self->birth, words);
  self->hide_id = g_timeout_add_seconds (POD_REVEAL_SECONDS, hide_cb, self);
}

/* ---- side by side ---- */

static const char *
say_sex (const char *sex, const char *none)
{
  if (g_strcmp0 (sex, "male") == 0)
    return _ ("Male");
  return g_strcmp0 (sex, "female") == 0 ? _ ("Female") : none;
}

static const char *
say_what_differs (const PodArrivalPerson *person)
{
  gboolean sex = person->is_same_sex == POD_FALSE, birth = person->is_same_birth == POD_FALSE;

  if (!person->is_read)
    return _ ("Whom the file names cannot be read again by itself: show what the laboratory wrote, "
              "below.");
  if (sex && birth)
    return _ ("Sex and date of birth differ.");
  if (sex)
    return person->is_same_birth == POD_TRUE ? _ ("The sex differs; the date of birth is the same.")
                                             : _ ("The sex differs.");
  if (birth)
    return person->is_same_sex == POD_TRUE ? _ ("The date of birth differs; the sex is the same.")
                                           : _ ("The date of birth differs.");
  return _ ("By what is on record now, neither sex nor date of birth differs.");
}

static void
mark (GtkLabel *one, GtkLabel *other, PodTruth is_same)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (is_same == POD_FALSE)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes (one, attributes);
  gtk_label_set_attributes (other, attributes);
}

/* Where it is the subject's own, it stays sealed beside the sealed one. */
static char *
say_birth (const PodArrivalPerson *person, const char *none)
{
  if (person->is_same_birth == POD_TRUE)
    return g_strdup (C_ ("arrivals", "the same"));
  return pod_date_is_set (person->birth) ? pod_date_to_words (person->birth) : g_strdup (none);
}

static void
show_person (PodArrivalPatients *self, const PodArrivalPerson *person)
{
  /* Translators: of the patient whom a laboratory's file names: it does not tell the sex, or the date of birth. */
  const char *none = C_ ("arrivals", "not told");
  g_autofree char *birth = say_birth (person, none);

  gtk_label_set_text (self->differs, say_what_differs (person));
  gtk_widget_set_visible (self->grid, person->is_read);
  gtk_label_set_text (self->number, person->subject_number);
  gtk_label_set_text (self->sex, say_sex (person->subject_sex, C_ ("arrivals", "not known")));
  gtk_label_set_text (self->file_number, person->number != NULL ? person->number : none);
  gtk_label_set_text (self->file_sex, say_sex (person->sex, none));
  gtk_label_set_text (self->file_birth, birth);
  mark (self->sex, self->file_sex, person->is_same_sex);
  mark (self->birth, self->file_birth, person->is_same_birth);
}

static void
forget (PodArrivalPatients *self)
{
  GtkLabel *const labels[] = { self->number, self->sex, self->file_number, self->file_sex,
                               self->file_birth };

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  hide_birth (self);
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_label_set_text (labels[i], "");
  gtk_label_set_text (self->differs, "");
  gtk_widget_set_visible (self->grid, FALSE);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodArrivalPatients) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodArrivalPerson)
      person = pod_trial_compare_person_finish (POD_TRIAL (source), result, &error);
  g_autofree char *words = NULL;

  /* By then another result is chosen, or nothing. */
  if (self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;
  if (person != NULL)
    {
      show_person (self, person);
      return;
    }
  words = pod_trial_error_to_words (error);
  gtk_label_set_text (self->differs, words);
}

void
pod_arrival_patients_show (PodArrivalPatients *self,
                           PodTrial *trial,
                           const PodTrialArrival *arrival,
                           const PodTrialArrivalItem *item)
{
  gboolean suspected = arrival != NULL && item != NULL &&
                       pod_arrival_cause_has (item->cause, "wrong_patient");

  self->trial = trial;
  forget (self);
  gtk_widget_set_visible (GTK_WIDGET (self), suspected);
  if (!suspected)
    return;
  self->subject = item->subject;
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button),
                          pod_trial_may (trial, POD_VERB_SEE_IDENTITY));
  self->cancellable = g_cancellable_new ();
  pod_trial_compare_person_async (trial, arrival->laboratory, item->id, self->cancellable,
                                  compared_cb, g_object_ref (self));
}

/* ---- the widget ---- */

static void
pod_arrival_patients_unmap (GtkWidget *widget)
{
  hide_birth (POD_ARRIVAL_PATIENTS (widget));
  GTK_WIDGET_CLASS (pod_arrival_patients_parent_class)->unmap (widget);
}

static void
pod_arrival_patients_dispose (GObject *object)
{
  PodArrivalPatients *self = POD_ARRIVAL_PATIENTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->hide_id, g_source_remove);
  G_OBJECT_CLASS (pod_arrival_patients_parent_class)->dispose (object);
}

static void
pod_arrival_patients_class_init (PodArrivalPatientsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_arrival_patients_dispose;
  widget_class->unmap = pod_arrival_patients_unmap;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-arrival-patients.ui");
  gtk_widget_class_bind_template_child (widget_class, PodArrivalPatients, differs);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalPatients, grid);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalPatients, number);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalPatients, sex);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalPatients, birth);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalPatients, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalPatients, file_number);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalPatients, file_sex);
  gtk_widget_class_bind_template_child (widget_class, PodArrivalPatients, file_birth);
  gtk_widget_class_bind_template_callback (widget_class, reveal_toggled_cb);
}

static void
pod_arrival_patients_init (PodArrivalPatients *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hide_birth (self);
}
