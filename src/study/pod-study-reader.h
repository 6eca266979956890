#pragma once

#include "pod-study-private.h"

G_BEGIN_DECLS

/* Inside the room only: what the readers of the kinds of groups share. */

/**
 * PodStudyReader:
 * @study: what is being filled
 * @problems: every fault of every file
 * @groups: (element-type PodKeyGroup): of all files, in their order
 * @pending: names of definitions that are not loaded yet, to their PodKeyGroup
 * @path: (element-type utf8): the definitions being loaded, the outermost first
 * @names: (nullable): what a rule may name, with a NULL at the end
 * @medications: (nullable): the same inside exposure() and the like
 * @stand_in: (nullable): what a definition at fault is for those that use it, so that one fault is reported once
 */
typedef struct
{
  PodStudy *study;
  GPtrArray *problems;
  GPtrArray *groups;
  GHashTable *pending;
  GPtrArray *path;
  PodRule *stand_in;
  GPtrArray *names;
  GPtrArray *medications;
} PodStudyReader;

/* The domain and the test code that @key (optional) names; FALSE where it is not there. */
gboolean pod_reader_take_sdtm (PodStudyReader *reader,
                               PodKeyGroup *group,
                               const char *key,
                               const char **domain,
                               const char **testcd);
/* sdtm= and sdtm.test=. */
void
pod_reader_take_sdtm_test (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation);

/* A reader fills the study with one group.  What is at fault is reported and, where others may refer to it,
 * added all the same. */
void pod_read_cohort (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_consent_form (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_group (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_not_done (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_observation (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_reading (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_class (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_treatment (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_equivalent (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_anchor (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_visit (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_definition (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_criterion (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_grade (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_equation (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_term (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_instrument (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_system (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_item (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_note (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_check (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_condition (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_burden (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_kinetics (PodStudyReader *reader, PodKeyGroup *group);
void pod_read_settings (PodStudyReader *reader, PodKeyGroup *group);
/* Whether the criteria are there that a reading is of, once all are read. */
void pod_check_reading (PodStudyReader *reader, PodKeyGroup *group);
/* What [study] says of things that are only known when all is read. */
void pod_check_settings (PodStudyReader *reader, PodKeyGroup *group);

/* Pieces of a group.  Each takes its keys; an absent optional one is NULL, 0 or FALSE; a fault is reported and reads as absent. */
#define POD_OPTIONAL FALSE
#define POD_REQUIRED TRUE
typedef gboolean PodRequirement;

PodKeyEntry *pod_reader_take (PodStudyReader *reader,
                              PodKeyGroup *group,
                              const char *key,
                              PodRequirement required);
const char *pod_reader_take_text (PodStudyReader *reader,
                                  PodKeyGroup *group,
                                  const char *key,
                                  PodRequirement required);
PodWords pod_reader_take_words (PodStudyReader *reader,
                                PodKeyGroup *group,
                                const char *key,
                                PodRequirement required);
gboolean pod_reader_take_flag (PodStudyReader *reader, PodKeyGroup *group, const char *key);
gboolean
pod_reader_take_int (PodStudyReader *reader, PodKeyGroup *group, const char *key, int *number);
/* "-5..-3" or "0". */
gboolean pod_reader_take_span (PodStudyReader *reader,
                               PodKeyGroup *group,
                               const char *key,
                               PodRequirement required,
                               int *first,
                               int *last);
const PodUnit *pod_reader_take_unit (PodStudyReader *reader,
                                     PodKeyGroup *group,
                                     const char *key,
                                     PodRequirement required);
/* One of the words of @allowed, NULL-terminated. */
const char *pod_reader_take_one_of (PodStudyReader *reader,
                                    PodKeyGroup *group,
                                    const char *key,
                                    PodRequirement required,
                                    const char *const *allowed);
/* The id of something that is in @list; @what names it in the fault. */
const char *pod_reader_take_id (PodStudyReader *reader,
                                PodKeyGroup *group,
                                const char *key,
                                PodRequirement required,
                                PodListKind list,
                                const char *what);
/* choices= and the words of each, choice.CODE=. */
void
pod_reader_take_choices (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation);
/* Names between commas, interned, NULL-terminated; the study's. */
const char *const *pod_reader_take_names (PodStudyReader *reader, const PodKeyEntry *entry);
PodRule *pod_reader_make_condition (PodStudyReader *reader,
                                    PodKeyGroup *group,
                                    const PodKeyEntry *entry,
                                    const PodVocabulary *vocabulary);
PodRule *pod_reader_make_quantity (PodStudyReader *reader,
                                   PodKeyGroup *group,
                                   const PodKeyEntry *entry,
                                   const PodUnit *unit,
                                   const PodVocabulary *vocabulary);

/* look_back=28 d before enrolment; left alone where the group has none, which answers FALSE. */
gboolean pod_reader_take_look_back (PodStudyReader *reader, PodKeyGroup *group, PodWindow *window);
/* cohorts=mn, igan; NULL for "all". */
const char *const *
pod_reader_take_cohorts (PodStudyReader *reader, PodKeyGroup *group, PodRequirement required);

/* What criteria, definitions and equations may read: the study's observations, definitions and anchors. */
void pod_reader_init_vocabulary (PodStudyReader *reader, PodVocabulary *vocabulary);

/* Text that is a whole number, or any number, and nothing else. */
gboolean pod_parse_int (const char *text, int *number);
gboolean pod_parse_double (const char *text, double *number);

G_END_DECLS
