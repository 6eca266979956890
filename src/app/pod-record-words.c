#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-record-words.h"

#include <glib/gi18n-lib.h>

#include "pod-adverse-event-editor.h"
#include "pod-adverse-event-item.h"
#include "pod-check-record.h"
#include "pod-record-field.h"
#include "pod-subject-page.h"
#include "pod-trial-window.h"
#include "pod-widget-picture.h"
#include "pod-words.h"

/* ---- what a record is called ---- */

static char *
name_visit (PodTrial *trial, const PodVisit *visit)
{
  const PodPlannedVisit *planned = visit->planned != NULL
                                       ? pod_study_find_visit (pod_trial_get_study (trial),
                                                               visit->planned)
                                       : NULL;
  g_autofree char *day = pod_date_is_set (visit->date) ? pod_date_to_words (visit->date) : NULL;
  const char *label = visit->planned != NULL ? visit->planned : _ ("Unscheduled visit");

  if (planned != NULL)
    label = pod_words_get (&planned->label, pod_words_locale ());
  return day != NULL ? g_strdup_printf (C_ ("record", "%1$s, %2$s"), label, day) : g_strdup (label);
}

static char *
name_finding (PodTrial *trial, const PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (pod_trial_get_study (trial),
                                                                  finding->observation);
  const char *label = observation != NULL ? pod_words_get (&observation->label, pod_words_locale ())
                                          : finding->observation;
  g_autofree char *when = pod_moment_to_words (finding->when);

  /* Translators: what was measured or done, and when. */
  return g_strdup_printf (C_ ("record", "%1$s, %2$s"), label, when);
}

/* A check is called what the study calls it. */
const char *
pod_record_event_to_words (const PodStudy *study, const char *code)
{
  static const struct
  {
    const char *code;
    const char *words;
  } all[] = {
    { "consent", N_ ("Informed consent") },
    { "reconsent", N_ ("Renewed consent") },
    { "enrolment", N_ ("Enrolment") },
    { "screen_failure", N_ ("Screen failure") },
    { "rescreened", N_ ("Re-screening") },
    { "completed", N_ ("Completion") },
    { "withdrawal", N_ ("Withdrawal") },
    { "death", N_ ("Death") },
    { "infusion_planned", N_ ("Planned day 0") },
    { "condition", N_ ("Pre-existing condition") },
  };
  const PodCheck *check = pod_check_find_by_code (study, code);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (code, all[i].code) == 0)
      return _ (all[i].words);
  if (check != NULL)
    return pod_words_get (&check->label, pod_words_locale ());
  return code;
}

/* What the medical history says is its own name. */
static char *
name_event (PodTrial *trial, const PodEvent *event)
{
  const char *words = pod_record_event_to_words (pod_trial_get_study (trial), event->code);

  return g_strdup (g_strcmp0 (event->category, "history") == 0 && event->detail != NULL
                       ? event->detail
                       : words);
}

static char *
name_by_casebook (PodTrial *trial, PodCasebook *casebook, const char *table, gint64 row)
{
  if (g_strcmp0 (table, "adverse_event") == 0)
    {
      const PodAdverseEvent *event = pod_casebook_find_adverse_event (casebook, row);

      return event != NULL
                 ? g_strdup (pod_adverse_event_get_name (pod_trial_get_study (trial), event))
                 : NULL;
    }
  if (g_strcmp0 (table, "visit") == 0)
    {
      const PodVisit *visit = pod_casebook_find_visit (casebook, row);

      return visit != NULL ? name_visit (trial, visit) : NULL;
    }
  if (g_strcmp0 (table, "finding") == 0)
    {
      const PodFinding *finding = pod_casebook_find_finding (casebook, row);

      return finding != NULL ? name_finding (trial, finding) : NULL;
    }
  if (g_strcmp0 (table, "event") == 0)
    {
      guint n;
      const PodEvent *events = pod_casebook_get_events (casebook, &n);

      for (guint i = 0; i < n; i++)
        if (events[i].record.id == row)
          return name_event (trial, &events[i]);
    }
  if (g_strcmp0 (table, "subject") == 0 || g_strcmp0 (table, "casebook") == 0)
    return g_strdup (pod_casebook_get_number (casebook));
  return NULL;
}

char *
pod_record_name (PodTrial *trial, PodCasebook *casebook, const char *table, gint64 row)
{
  char *name = casebook != NULL ? name_by_casebook (trial, casebook, table, row) : NULL;

  /* A report is its day. */
  if (name == NULL && g_strcmp0 (table, "report") == 0)
    return pod_date_to_words (pod_date_from_day ((gint32) row));
  return name != NULL ? name : g_strdup_printf ("%" G_GINT64_FORMAT, row);
}

/* ---- going there ---- */

static GtkWindow *
find_trial_window (GtkWindow *window)
{
  while (window != NULL && !POD_IS_TRIAL_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return window;
}

static const char *
find_tab (const char *table)
{
  if (g_strcmp0 (table, "finding") == 0)
    return "labs";
  if (g_strcmp0 (table, "event") == 0)
    return "eligibility";
  return "timeline";
}

/* The page is behind whatever asked. */
static void
show_page (GtkWindow *asking, GtkWindow *window, gint64 subject, const char *tab)
{
  GtkWidget *page;

  pod_trial_window_show_subject (POD_TRIAL_WINDOW (window), subject);
  page = pod_widget_find (GTK_WIDGET (window), POD_TYPE_SUBJECT_PAGE);
  pod_subject_page_show_tab (POD_SUBJECT_PAGE (page), tab);
  while (asking != NULL && asking != window)
    {
      GtkWindow *parent = gtk_window_get_transient_for (asking);

      gtk_window_close (asking);
      asking = parent;
    }
}

gboolean
pod_record_open (GtkWidget *from, PodTrial *trial, gint64 subject, const char *table, gint64 row)
{
  GtkWindow *asking = GTK_WINDOW (gtk_widget_get_root (from));
  GtkWindow *window = find_trial_window (asking);
  PodRecordType type;
  g_autoptr (PodCasebook) casebook = NULL;

  if (subject == 0 || table == NULL || !pod_record_type_from_string (table, &type))
    return FALSE;
  casebook = pod_trial_load_casebook (trial, subject, NULL);
  if (casebook == NULL)
    return FALSE;
  if (type == POD_RECORD_ADVERSE_EVENT && pod_casebook_find_adverse_event (casebook, row) != NULL)
    gtk_window_present (GTK_WINDOW (pod_adverse_event_editor_new (asking, trial, casebook, row)));
  else if (window != NULL)
    show_page (asking, window, subject, find_tab (table));
  else
    return FALSE;
  return TRUE;
}
