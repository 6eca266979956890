#pragma once

#include "pod-trial-results.h"

G_BEGIN_DECLS

/**
 * PodJudgementUndo:
 * The judgements of results that were made in one window, to be taken back one after the other, the last first.
 *
 * Only one's own is taken back, and only where the result still stands as it was left.  What a judgement replaced of another physician's is
 * not restored: it would stand in the name of whoever takes back.  What is signed since is not taken back at all: it is judged anew, with a
 * reason.
 */
typedef struct _PodJudgementUndo PodJudgementUndo;

PodJudgementUndo *pod_judgement_undo_new (PodTrial *trial);
void pod_judgement_undo_free (PodJudgementUndo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodJudgementUndo, pod_judgement_undo_free)

/* Of a judgement that is written, by whoever is signed in. */
void pod_judgement_undo_remember (PodJudgementUndo *self, const PodResultJudgement *judgement);
/* Forgets those of results that a signature covers in @casebook. */
void pod_judgement_undo_end_signed (PodJudgementUndo *self, const PodCasebook *casebook);
/* Whether whoever is signed in made the last one. */
gboolean pod_judgement_undo_can (PodJudgementUndo *self);
/* The ids of the results that the last one was of. */
GArray *pod_judgement_undo_list (PodJudgementUndo *self);
/* Takes the last one back, of @casebook.  *kept (out): what of it was not, and why, in words; NULL where all was.  Where it fails the rest can
 * be tried again. */
gboolean pod_judgement_undo_take_back (PodJudgementUndo *self,
                                       PodCasebook *casebook,
                                       char **kept,
                                       GError **error);

G_END_DECLS
