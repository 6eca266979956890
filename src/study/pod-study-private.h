#pragma once

#include "pod-key-file.h"
#include "pod-study.h"

G_BEGIN_DECLS

/* Inside the room only: what a study is made of, for the readers that fill it. */

typedef enum
{
  POD_LIST_COHORTS,
  POD_LIST_CONSENT_FORMS,
  POD_LIST_GROUPS,
  POD_LIST_CLASSES,
  POD_LIST_TREATMENTS,
  POD_LIST_OBSERVATIONS,
  POD_LIST_READINGS,
  POD_LIST_ANCHORS,
  POD_LIST_DEFINITIONS,
  POD_LIST_CRITERIA,
  POD_LIST_VISITS,
  POD_LIST_GRADES,
  POD_LIST_EQUATIONS,
  POD_LIST_TERMS,
  POD_LIST_INSTRUMENTS,
  POD_LIST_SYSTEMS,
  POD_LIST_ITEMS,
  POD_LIST_NOTES,
  POD_LIST_CHECKS,
  POD_LIST_CONDITIONS,
  POD_LIST_BURDENS,
  POD_LIST_NOT_DONE,
  POD_LIST_ANSWERS,
  POD_LIST_EQUIVALENTS,
  POD_LIST_KINETICS,
  POD_N_LISTS,
} PodListKind;

typedef struct
{
  char *name;
  GBytes *bytes;
  PodKeyFile *keys;
} PodStudyFile;

/* The names that the rules of one grade read; they differ between grades only by the unit. */
typedef struct
{
  PodSymbol value;
  PodSymbol baseline;
  PodSymbol upper;
  PodSymbol lower;
  PodSymbol baseline_state;
  PodSymbol judgement;
  PodSymbol worst_case;
} PodGradeSymbols;

/*
 * Strings of everything in the lists point into the key files, which is why these are kept.
 * @lists: of the structs, in the files' order; @index: the same by id
 * @owned: arrays that the structs point to, g_free()
 * @arrays: (element-type GPtrArray) that the structs point to
 * @rules: every rule made, once
 * @settings: keys and values of [study], "title[zh_CN]" being a key of its own
 */
struct _PodStudy
{
  gatomicrefcount ref_count;
  GPtrArray *files;
  GHashTable *settings;
  GPtrArray *lists[POD_N_LISTS];
  GHashTable *index[POD_N_LISTS];
  GPtrArray *owned;
  GPtrArray *arrays;
  GPtrArray *rules;
  GHashTable *grade_symbols;
};

PodStudy *pod_study_new (void);
/* Takes @item, whose id is @id. */
void pod_study_add (PodStudy *study, PodListKind kind, const char *id, gpointer item);
gpointer pod_study_find (const PodStudy *study, PodListKind kind, const char *id);
/* Keeps @memory until the study goes; gives it back. */
gpointer pod_study_own (PodStudy *study, gpointer memory);
const PodRule *pod_study_own_rule (PodStudy *study, PodRule *rule);

/* The vocabulary of grades: see pod-grade.h. */
const PodGradeSymbols *pod_study_get_grade_symbols (PodStudy *study, const PodUnit *unit);
void pod_grade_init_vocabulary (const PodGradeSymbols *symbols, PodVocabulary *vocabulary);

G_END_DECLS
