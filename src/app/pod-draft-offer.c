#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-draft-offer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-adverse-event-editor.h"
#include "pod-course-choices.h"
#include "pod-course-editor.h"
#include "pod-instrument-dialog.h"
#include "pod-instrument-draft.h"
#include "pod-lost-draft.h"
#include "pod-medication-dialog.h"
#include "pod-query-ask.h"
#include "pod-results-dialog.h"
#include "pod-screening-need.h"
#include "pod-screening-wizard.h"
#include "pod-trial-draft.h"
#include "pod-user-editor.h"

/* One draft after the other, each once: the next when the one before has been answered or its form is closed. */
typedef struct
{
  PodTrialWindow *window; /* NULL once it is gone */
  PodTrial *trial;
  GPtrArray *drafts; /* PodDraft */
  guint next;
} Offer;

static void
offer_free (Offer *offer)
{
  g_clear_weak_pointer (&offer->window);
  g_object_unref (offer->trial);
  g_ptr_array_unref (offer->drafts);
  g_free (offer);
}

static void offer_next (gpointer data);

static gboolean
go_on_cb (gpointer data)
{
  offer_next (data);
  return G_SOURCE_REMOVE;
}

/* Once what closes the form is over: it may be a lock, or the end. */
static void
go_on (gpointer data)
{
  g_idle_add (go_on_cb, data);
}

static void
show_form (Offer *offer, GtkWindow *form)
{
  g_signal_connect_swapped (form, "destroy", G_CALLBACK (go_on), offer);
  gtk_window_present (form);
}

static const PodAdverseEvent *
find_event (PodCasebook *casebook, const PodDraft *draft)
{
  return casebook != NULL ? pod_casebook_find_adverse_event (casebook, draft->record) : NULL;
}

/* NULL where the form takes it. */
static const char *
find_obstacle (PodTrial *trial, PodCasebook *casebook, const PodDraft *draft)
{
  const PodAdverseEvent *event = find_event (casebook, draft);

  if (!pod_trial_may (trial, POD_VERB_RECORD))
    return _ ("Your role does not write adverse events any more.");
  if (draft->record == 0 && casebook != NULL)
    return NULL;
  if (event == NULL)
    return _ ("The adverse event that it is about cannot be found.");
  return event->record.voided ? _ ("The adverse event that it is about was voided since: it counts "
                                   "for nothing and cannot be changed.")
                              : NULL;
}

static void
offer_lost (Offer *offer, const PodDraft *draft, const char *why)
{
  pod_lost_draft_show (GTK_WINDOW (offer->window), offer->trial, draft, why, go_on, offer);
}

/* The editor finds the draft itself, as it does whenever it is opened where one waits. */
static void
offer_adverse_event (Offer *offer, const PodDraft *draft)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (offer->trial, draft->subject, NULL);
  const char *obstacle = find_obstacle (offer->trial, casebook, draft);

  if (casebook != NULL)
    pod_trial_window_show_subject (offer->window, draft->subject);
  if (obstacle != NULL)
    offer_lost (offer, draft, obstacle);
  else
    show_form (offer,
               GTK_WINDOW (pod_adverse_event_editor_new (GTK_WINDOW (offer->window), offer->trial,
                                                         casebook, draft->record)));
}

static void
offer_registration (Offer *offer, const PodDraft *draft)
{
  if (pod_trial_may (offer->trial, POD_VERB_CONSENT))
    show_form (offer,
               GTK_WINDOW (draft->subject != 0
                               ? pod_screening_wizard_new_again (offer->window, draft->subject)
                               : pod_screening_wizard_new (offer->window, 0)));
  else
    offer_lost (offer, draft, _ ("Your role does not register patients any more."));
}

/* A change of a course that is gone goes nowhere. */
static gboolean
has_course (PodCasebook *casebook, const PodDraft *draft)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  const PodIntervention *course;
  gint64 id;

  if (!g_key_file_load_from_data (file, draft->content, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return FALSE;
  id = g_key_file_get_int64 (file, POD_COURSE_DRAFT, "record", NULL);
  course = id != 0 ? pod_course_find (casebook, id) : NULL;
  return id == 0 || (course != NULL && !course->record.voided);
}

static void
offer_medication (Offer *offer, const PodDraft *draft)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (offer->trial, draft->subject, NULL);

  if (casebook != NULL)
    pod_trial_window_show_subject (offer->window, draft->subject);
  if (casebook == NULL)
    offer_lost (offer, draft, _ ("The subject that it is about cannot be found."));
  else if (!pod_trial_may (offer->trial, POD_VERB_RECORD))
    offer_lost (offer, draft, _ ("Your role does not record medication any more."));
  else if (!has_course (casebook, draft))
    offer_lost (offer, draft, _ ("The course that it is about was voided since."));
  else
    show_form (offer, GTK_WINDOW (pod_medication_dialog_new (GTK_WINDOW (offer->window),
                                                             offer->trial, draft->subject)));
}

static void
offer_person (Offer *offer, const PodDraft *draft)
{
  PodUserEditor *editor;

  if (!pod_trial_may (offer->trial, POD_VERB_MANAGE_USERS))
    {
      offer_lost (offer, draft, _ ("Your role does not add people any more."));
      return;
    }
  editor = pod_user_editor_new (GTK_WINDOW (offer->window), offer->trial);
  g_signal_connect_object (editor, "added", G_CALLBACK (pod_trial_window_reload_people),
                           offer->window, G_CONNECT_SWAPPED);
  show_form (offer, GTK_WINDOW (editor));
}

/* The wizard, where one waits for the same subject and may open, has a form that finds it. */
static gboolean
is_in_wizard (Offer *offer, const PodDraft *draft)
{
  for (guint i = 0; i < offer->drafts->len; i++)
    {
      const PodDraft *other = g_ptr_array_index (offer->drafts, i);

      if (g_str_equal (other->form, "screening") && other->subject == draft->subject)
        return pod_trial_may (offer->trial, POD_VERB_RECORD);
    }
  return FALSE;
}

/* It shows what the criteria ask for, and no other. */
static gboolean
shows_instrument (PodTrial *trial, PodCasebook *casebook, const PodInstrument *instrument)
{
  PodDate day = pod_screening_get_day (casebook, pod_trial_get_today (trial));
  g_autoptr (PodScreening) screening =
      pod_screening_new (pod_trial_get_study (trial), pod_trial_get_site (trial), casebook, day);
  g_autoptr (GPtrArray) instruments = pod_screening_list_instruments (screening);

  return g_ptr_array_find (instruments, instrument, NULL);
}

/* The form finds the draft itself. */
static void
offer_instrument (Offer *offer, const PodDraft *draft)
{
  const char *id = draft->form + strlen (POD_INSTRUMENT_DRAFT);
  const PodStudy *study = pod_trial_get_study (offer->trial);
  const PodInstrument *instrument = pod_study_find_instrument (study, id);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (offer->trial, draft->subject, NULL);

  if (!pod_trial_may (offer->trial, POD_VERB_RECORD))
    offer_lost (offer, draft, _ ("Your role does not fill in forms any more."));
  else if (casebook == NULL || instrument == NULL)
    offer_lost (offer, draft, _ ("The form that it is about cannot be found."));
  else if (is_in_wizard (offer, draft) && shows_instrument (offer->trial, casebook, instrument))
    go_on (offer);
  else
    {
      pod_trial_window_show_subject (offer->window, draft->subject);
      show_form (offer, GTK_WINDOW (pod_instrument_dialog_new (GTK_WINDOW (offer->window),
                                                               offer->trial, draft->subject, id)));
    }
}

static void
offer_screening (Offer *offer, const PodDraft *draft)
{
  if (!pod_trial_may (offer->trial, POD_VERB_RECORD))
    offer_lost (offer, draft, _ ("Your role does not screen patients any more."));
  else
    {
      pod_trial_window_show_subject (offer->window, draft->subject);
      show_form (offer, GTK_WINDOW (pod_screening_wizard_new (offer->window, draft->subject)));
    }
}

static void
offer_results (Offer *offer, const PodDraft *draft)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (offer->trial, draft->subject, NULL);

  if (is_in_wizard (offer, draft))
    go_on (offer);
  else if (casebook == NULL)
    offer_lost (offer, draft, _ ("The subject that it is about cannot be found."));
  else if (!pod_trial_may (offer->trial, POD_VERB_RECORD))
    offer_lost (offer, draft, _ ("Your role does not record results any more."));
  else
    {
      pod_trial_window_show_subject (offer->window, draft->subject);
      show_form (offer, GTK_WINDOW (pod_results_dialog_new (GTK_WINDOW (offer->window),
                                                            offer->trial, draft->subject)));
    }
}

static void
offer_query (Offer *offer, const PodDraft *draft)
{
  GtkWindow *form = pod_query_reopen (GTK_WINDOW (offer->window), offer->trial, draft);

  pod_trial_window_show_subject (offer->window, draft->subject);
  if (form != NULL)
    show_form (offer, form);
  else
    offer_lost (offer, draft, _ ("The query that it is about does not wait for it any more."));
}

/* Saved or discarded meanwhile, in a form that was offered before it: an empty form is no use. */
static gboolean
still_waits (Offer *offer, const PodDraft *draft)
{
  g_autoptr (GPtrArray) drafts = pod_trial_list_drafts (offer->trial, NULL);

  for (guint i = 0; drafts != NULL && i < drafts->len; i++)
    {
      const PodDraft *other = g_ptr_array_index (drafts, i);

      if (other->subject == draft->subject && other->record == draft->record &&
          g_str_equal (other->form, draft->form))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_over (Offer *offer)
{
  return offer->window == NULL || pod_trial_window_get_trial (offer->window) != offer->trial ||
         !pod_trial_is_signed_in (offer->trial) || offer->next == offer->drafts->len;
}

static void
offer_draft (Offer *offer, const PodDraft *draft)
{
  if (g_str_equal (draft->form, "adverse_event"))
    offer_adverse_event (offer, draft);
  else if (g_str_equal (draft->form, "register"))
    offer_registration (offer, draft);
  else if (g_str_equal (draft->form, "person"))
    offer_person (offer, draft);
  else if (g_str_equal (draft->form, "medication"))
    offer_medication (offer, draft);
  else if (g_str_equal (draft->form, "results"))
    offer_results (offer, draft);
  else if (g_str_has_prefix (draft->form, POD_INSTRUMENT_DRAFT))
    offer_instrument (offer, draft);
  else if (g_str_equal (draft->form, "screening"))
    offer_screening (offer, draft);
  else
    offer_query (offer, draft);
}

static void
offer_next (gpointer data)
{
  Offer *offer = data;
  const PodDraft *draft;

  if (is_over (offer))
    {
      offer_free (offer);
      return;
    }
  draft = g_ptr_array_index (offer->drafts, offer->next++);
  if (still_waits (offer, draft))
    offer_draft (offer, draft);
  else
    go_on (offer);
}

void
pod_draft_offer (PodTrialWindow *window)
{
  PodTrial *trial = pod_trial_window_get_trial (window);
  GPtrArray *drafts = pod_trial_list_drafts (trial, NULL);
  Offer *offer;

  if (drafts == NULL)
    return;
  offer = g_new0 (Offer, 1);
  g_set_weak_pointer (&offer->window, window);
  offer->trial = g_object_ref (trial);
  offer->drafts = drafts;
  offer_next (offer);
}
