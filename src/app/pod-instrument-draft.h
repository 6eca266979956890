#pragma once

#include "pod-instrument.h"

G_BEGIN_DECLS

/* A form that is being filled in, as text: its answers by the items' names, so that it survives another version of the instrument. */

/* What the name of such a draft begins with; the instrument's id follows. */
#define POD_INSTRUMENT_DRAFT "instrument."
/* The group of its answers: items by their names, a number each. */
#define POD_INSTRUMENT_DRAFT_ITEMS "items"

/**
 * PodInstrumentDraft:
 * @was: of the saved assessment that is being corrected; no date for a new one
 * @when, @reason: as they were typed
 */
typedef struct
{
  PodMoment was;
  char *when;
  char *reason;
} PodInstrumentDraft;

char *pod_instrument_draft_write (const PodInstrumentDraft *draft, const PodInstrumentForm *form);
/* FALSE where @content is none.  @form: an empty one. */
gboolean
pod_instrument_draft_read (PodInstrumentDraft *draft, PodInstrumentForm *form, const char *content);
void pod_instrument_draft_clear (PodInstrumentDraft *draft);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PodInstrumentDraft, pod_instrument_draft_clear)

G_END_DECLS
