/* Forms of instruments as they are filled in: every item answered, so that the sums follow as they do from a person's answers. */

#include <math.h>
#include <string.h>

#include "pod-assessment.h"
#include "pod-demo-private.h"

/* What somebody with such a vasculitis has, the kidney first; who has how much of the rest differs by where the list begins. */
static const char *const kidney[] = { "haematuria", "proteinuria", "hypertension" };
static const char *const elsewhere[] = { "infiltrate",
                                         "purpura",
                                         "weight_loss",
                                         "arthralgia_arthritis",
                                         "nodules_cavities",
                                         "sensory_neuropathy",
                                         "wheeze",
                                         "scleritis",
                                         "fever",
                                         "myalgia",
                                         "headache" };

static void
put (PodDemoSession *session,
     const PodObservation *observation,
     const char *code,
     double number,
     PodMoment when)
{
  g_autofree char *origin = pod_assessment_make_origin (observation, when);
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = pod_change_reserve (session->change);
  finding.record.subject = session->person->subject;
  finding.visit = session->visit;
  finding.observation = observation->symbol.name;
  finding.when = when;
  finding.code = code;
  if (code == NULL)
    finding.quantity = (PodQuantity){ POD_EXACTLY, number, observation->symbol.unit };
  finding.source = "demo";
  finding.origin = origin;
  pod_change_put_finding (session->change, &finding);
}

static const char *
say (gboolean yes)
{
  return yes ? "yes" : "no";
}

static void
put_form (PodDemoSession *session, const PodInstrumentForm *form, PodMoment when)
{
  const PodInstrument *instrument = form->instrument;
  const gboolean marks[] = {
    [POD_MARK_PERSISTENT] = form->persistent, [POD_MARK_FIRST_ASSESSMENT] = form->first_assessment
  };

  for (guint i = 0; i < instrument->items->len; i++)
    {
      const PodInstrumentItem *item = g_ptr_array_index (instrument->items, i);

      if (!pod_assessment_asks (form, item))
        continue;
      put (session, item->observation,
           item->has_each ? NULL : say (g_array_index (form->answers, PodTruth, i) == POD_TRUE),
           g_array_index (form->achieved, int, i), when);
    }
  for (guint i = 0; i < POD_N_INSTRUMENT_MARKS; i++)
    if (instrument->marks[i] != NULL)
      put (session, instrument->marks[i], say (marks[i]), NAN, when);
}

static int
add_up (const PodInstrumentForm *form)
{
  g_autoptr (PodScore) score = pod_instrument_score (form);

  return score->lowest;
}

/* An item that would go beyond @target stays out. */
static void
try_item (PodInstrumentForm *form, const char *name, int target)
{
  const PodInstrumentItem *item = pod_instrument_find_item (form->instrument, name);

  if (item == NULL)
    return;
  pod_instrument_form_set (form, item, POD_TRUE, 0);
  if (add_up (form) > target)
    pod_instrument_form_set (form, item, POD_FALSE, 0);
}

void
pod_demo_put_score (PodDemoSession *session,
                    const PodInstrument *instrument,
                    int target,
                    gboolean first,
                    PodMoment when)
{
  g_autoptr (PodInstrumentForm) form = pod_instrument_form_new (instrument);
  guint offset = session->person->identity % G_N_ELEMENTS (elsewhere);

  form->first_assessment = first;
  for (guint i = 0; i < G_N_ELEMENTS (kidney); i++)
    try_item (form, kidney[i], target);
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    try_item (form, elsewhere[(i + offset) % G_N_ELEMENTS (elsewhere)], target);
  put_form (session, form, when);
}

void
pod_demo_put_instrument (PodDemoSession *session,
                         const char *instrument,
                         const char *ticked,
                         PodMoment when)
{
  const PodStudy *study = pod_trial_get_study (session->trial);
  g_autoptr (PodInstrumentForm)
      form = pod_instrument_form_new (pod_study_find_instrument (study, instrument));
  g_auto (GStrv) names = g_strsplit (ticked, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    pod_instrument_form_set (form, pod_instrument_find_item (form->instrument, names[i]), POD_TRUE,
                             0);
  put_form (session, form, when);
}
