#pragma once

#include <adwaita.h>

#include "pod-trial-draft.h"

G_BEGIN_DECLS

/**
 * PodDraftKeeper:
 *
 * Keeps what is being typed into a form, wherever its person is called away to: half a second after the last keystroke, when the
 * window is left, when the trial is locked or closed.  It stands in the form's window as a quiet line ("Draft saved"); where a draft of
 * before was found, the form is filled with it, and a bar says so and offers to discard it.
 */
#define POD_TYPE_DRAFT_KEEPER (pod_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (PodDraftKeeper, pod_draft_keeper, POD, DRAFT_KEEPER, AdwBin)

/**
 * PodDraftForm: what the keeper asks of a form
 * @write: what is worth keeping; NULL where nothing was typed.  Free with g_free()
 * @read: fills the form; FALSE where @content is of no use
 * @reset: makes the form what it was before anything was typed
 */
typedef struct
{
  char *(*write) (gpointer form);
  gboolean (*read) (gpointer form, const char *content);
  void (*reset) (gpointer form);
} PodDraftForm;

/* Once the form is filled: looks for a draft, and watches every field below @form, a toplevel that holds the keeper.  @name: as of
 * pod_trial_save_draft_async(). */
void pod_draft_keeper_start (PodDraftKeeper *self,
                             PodTrial *trial,
                             const char *name,
                             gint64 subject,
                             gint64 record,
                             const PodDraftForm *functions,
                             GtkWindow *form);
/* For a form that is but a part of its window, and makes its fields as it goes: a keeper in @place, whose functions are called with @part,
 * which tells of what is typed by pod_draft_keeper_touch().  NULL while @part stands in no window: one that is set before waits for it. */
PodDraftKeeper *pod_draft_keeper_new_for_part (AdwBin *place,
                                               PodTrial *trial,
                                               const char *name,
                                               gint64 subject,
                                               const PodDraftForm *functions,
                                               GtkWidget *part);
/* A last flush, and out of @place: the part goes on to be about something else.  What is still being saved may outlive it.  *self may be
 * NULL, and is afterwards. */
void pod_draft_keeper_drop (PodDraftKeeper **self, AdwBin *place);
void pod_draft_keeper_touch (PodDraftKeeper *self);
/* Whether what is typed outlives the window: where the role may send such a form off. */
gboolean pod_draft_keeper_can_keep (PodDraftKeeper *self);
/* What becomes of it where it is not kept, and how long it is where it is: for whoever is about to leave the form. */
const char *pod_draft_keeper_say_loss (PodDraftKeeper *self);
/* What a pause in typing does, now. */
void pod_draft_keeper_flush (PodDraftKeeper *self);
/* The form was saved or discarded: there is no draft of it any more, and nothing more is kept. */
void pod_draft_keeper_forget (PodDraftKeeper *self);

G_END_DECLS
