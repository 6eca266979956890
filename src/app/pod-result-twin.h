#pragma once

#include "pod-casebook.h"

G_BEGIN_DECLS

/*
 * What is on record of the very moment at which a result is typed: the same result typed again completes it, another one contradicts it.
 * A test that was done twice has two moments, or two laboratories.
 */

/* (nullable): says the same as @typed. */
const PodFinding *pod_result_find_same (const PodCasebook *casebook, const PodFinding *typed);
/* (nullable): typed before, or, where @any, brought in by whatever way, and says otherwise. */
const PodFinding *
pod_result_find_clash (const PodCasebook *casebook, const PodFinding *typed, gboolean any);

/* (nullable): typed before, that it was not done: where it was done after all, the result takes its place. */
const PodFinding *pod_result_find_replaced (const PodCasebook *casebook, const PodFinding *typed);

/* Keeps what @base has and @typed leaves empty; its text and source where both say the same. */
void pod_result_complete (const PodFinding *base, PodFinding *typed);
/* Nothing that @base has becomes another: at most something is added to it. */
gboolean pod_result_only_adds (const PodFinding *base, const PodFinding *typed);
gboolean pod_result_is_as_saved (const PodFinding *base, const PodFinding *typed);

G_END_DECLS
