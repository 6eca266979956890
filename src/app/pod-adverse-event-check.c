#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-adverse-event-check.h"

#include <glib/gi18n-lib.h>

/* CTCAE and the scales beside it agree on this one: the highest grade is death. */
#define GRADE_OF_DEATH 5

static void
add_problem (GPtrArray *problems, const char *field, const char *message)
{
  pod_problems_add (problems, NULL, 0, 0, NULL, field, "%s", message);
}

/* Whether @a was certainly before @b; what is not known in one of them is no contradiction. */
static gboolean
is_before (PodMoment a, PodMoment b)
{
  if (pod_date_is_before (a.date, b.date) == POD_TRUE)
    return TRUE;
  return pod_date_is_complete (a.date) && pod_date_equal (a.date, b.date) && a.minute >= 0 &&
         b.minute >= 0 && a.minute < b.minute;
}

static gboolean
is_blank (const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *stripped == '\0';
}

GPtrArray *
pod_adverse_event_find_problems (const PodAdverseEvent *event)
{
  GPtrArray *problems = pod_problems_new ();
  gboolean has_start = pod_date_is_set (event->start.date);

  if (event->term == NULL && is_blank (event->verbatim))
    add_problem (problems, "term", _ ("Choose a term, or write in your own words what it was."));
  if (!has_start)
    add_problem (problems, "start",
                 _ ("When did it start? The month or the year will do where the day is not "
                    "known."));
  if (has_start && pod_date_is_set (event->end.date) && is_before (event->end, event->start))
    add_problem (problems, "end", _ ("It cannot end before it started."));
  if (event->seriousness != 0 && !pod_date_is_set (event->learned.date))
    add_problem (problems, "learned",
                 _ ("When did the site learn that it is serious? The reporting clock runs from "
                    "then."));
  else if (event->seriousness != 0 && has_start && is_before (event->learned, event->start))
    add_problem (problems, "learned", _ ("This is before the adverse event started."));
  return problems;
}

static void
ask (GString *questions, gboolean odd, const char *sentence)
{
  if (!odd)
    return;
  if (questions->len > 0)
    g_string_append_c (questions, '\n');
  g_string_append (questions, sentence);
}

char *
pod_adverse_event_find_question (const PodAdverseEvent *event)
{
  g_autoptr (GString) questions = g_string_new (NULL);
  gboolean ended = pod_date_is_set (event->end.date);
  gboolean fatal = event->outcome == POD_OUTCOME_FATAL;
  gboolean death = (event->seriousness & POD_SERIOUS_DEATH) != 0;
  gboolean graded_death = event->grade == GRADE_OF_DEATH;

  ask (questions, graded_death && !fatal && !death,
       _ ("Grade 5 means death, but the outcome is not fatal and death is not ticked."));
  ask (questions, fatal && !death, _ ("The outcome is fatal, but death is not ticked."));
  ask (questions, death && !fatal, _ ("Death is ticked, but the outcome is not fatal."));
  ask (questions, (fatal || death) && event->grade != 0 && !graded_death,
       _ ("It was fatal, but its grade is not 5."));
  ask (questions,
       !ended &&
           (event->outcome == POD_OUTCOME_RECOVERED || event->outcome == POD_OUTCOME_SEQUELAE),
       _ ("The outcome is recovered, but it has no end."));
  ask (questions,
       ended && (event->outcome == POD_OUTCOME_NOT_RECOVERED ||
                 event->outcome == POD_OUTCOME_RECOVERING),
       _ ("It has ended, but the outcome is not recovered."));
  return questions->len > 0 ? g_string_free (g_steal_pointer (&questions), FALSE) : NULL;
}
