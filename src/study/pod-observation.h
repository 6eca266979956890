#pragma once

#include "pod-rule.h"

G_BEGIN_DECLS

/* A word in the reader's language and as written (English). */
typedef struct
{
  const char *plain;
  const char *translated; /* [zh_CN]; NULL where there is none */
} PodWords;

/* The words for @locale ("zh_CN", "en", NULL for English). */
const char *pod_words_get (const PodWords *words, const char *locale);

/**
 * PodConversion: convert=mg/dL * 88.4; mmol/L * 1000
 * canonical = value in @from × @factor
 */
typedef struct
{
  const PodUnit *from;
  double factor;
} PodConversion;

/**
 * PodObservation: [observation anc] label= short=ANC type=quantity unit= convert= choices=a, b loinc= sdtm=LB:NEUT plausible=0..100
 * possible=0.. sdtm.test=Neutrophils group=blood_count scale=log lasting=yes derived=yes attested=yes score=bvas.renal_items score.once=a, b
 *
 * @symbol: what rules see; first member, so that a PodSymbol of a study is its PodObservation
 * @short_label: for where there is little room; the label where the file gives none
 * @choice_words: one for each of symbol.choices; for a flag the two of yes and no; else NULL
 * @domain, @testcd, @test: SDTM domain, --TESTCD and --TEST; NULL where it is not exported
 * @group: for panels and forms; an id of a PodGroup
 * @plausible_low, @plausible_high: outside these a typed value is questioned, never refused; NAN where open
 * @possible_low, @possible_high: outside these there is no such value, and none is kept, whatever the reason: a count below zero; NAN where
 *   open
 * @log_scale: charts draw it on a logarithmic axis
 * @attested: a physician alone gives it: attested=, which a flag is where the file does not say, and an item of an instrument is not
 * @derived: computed by the program (eGFR, age), never typed
 * @abnormal: (nullable): NULL-terminated answers that a physician has to judge: abnormal=positive, borderline
 * @collection_low, @collection_high: of a specimen that is collected over time, between how many hours that lasts: collection=22..26; NAN
 *   where it is not
 * @burden: (nullable): an id of a PodBurden: burden=, else its panel's
 * @score: (nullable): the instrument whose sum it is, and @score_count: (nullable): or the count of that instrument instead.  It is
 *   computed where the form was filled in, and typed where only its result is known
 * @score_once: NULL-terminated names of items that count as one, score.once=; NULL where each counts
 */
typedef struct
{
  PodSymbol symbol;
  PodWords label;
  PodWords short_label;
  PodWords *choice_words;
  PodConversion *conversions;
  guint n_conversions;
  const char *loinc;
  const char *domain;
  const char *testcd;
  const char *test;
  const char *group;
  double plausible_low;
  double plausible_high;
  double possible_low;
  double possible_high;
  gboolean log_scale;
  gboolean derived;
  gboolean attested;
  const char *const *abnormal;
  double collection_low;
  double collection_high;
  const char *burden;
  const struct _PodInstrument *score;
  const char *score_count;
  const char *const *score_once;
  const char *source;
} PodObservation;

/* [burden blood] label=Blood test: what it takes to learn something; the files' order is from the least to the most */
typedef struct
{
  const char *id;
  PodWords label;
  const char *source;
} PodBurden;

/* [not_done haemolysed] label=Specimen haemolysed: why a test was not done; what is not among them is written out */
typedef struct
{
  const char *id;
  PodWords label;
  const char *source;
} PodNotDone;

/* [group blood_count] label=Blood count burden=blood; in the order in which panels are shown.  @burden: (nullable): of what is in it */
typedef struct
{
  const char *id;
  PodWords label;
  const char *burden;
} PodGroup;

/* Factor from @unit to the observation's canonical unit: its own conversions first, then by dimension.  FALSE where
 * they measure different things, which holds for {RU} and {copies}, and for mL/min and mL/min/{1.73_m2}, too. */
gboolean
pod_observation_get_factor (const PodObservation *observation, const PodUnit *unit, double *factor);
/* The words of a choice's or flag's code; the code itself where it is not declared. */
const char *pod_observation_get_choice (const PodObservation *observation,
                                        const char *code,
                                        const char *locale);
gboolean pod_observation_is_abnormal (const PodObservation *observation, const char *code);
/* Measured by a laboratory, by its SDTM domain. */
gboolean pod_observation_is_laboratory (const PodObservation *observation);
/* Its specimen is collected over hours. */
gboolean pod_observation_is_collected (const PodObservation *observation);

G_END_DECLS
