#pragma once

#include "pod-quantity.h"

G_BEGIN_DECLS

typedef struct _PodRule PodRule;

/**
 * PodKind:
 * @POD_KIND_QUANTITY: a number with a unit
 * @POD_KIND_CHOICE: one of the answers a list declares
 * @POD_KIND_FLAG: yes or no; stands as a condition by itself
 * @POD_KIND_DATE: a civil date
 * @POD_KIND_TEXT: free text, which no rule may read
 */
typedef enum
{
  POD_KIND_QUANTITY,
  POD_KIND_CHOICE,
  POD_KIND_FLAG,
  POD_KIND_DATE,
  POD_KIND_TEXT,
} PodKind;

/**
 * PodSymbol:
 * @name: interned (g_intern_string()), so that symbols compare by pointer
 * @kind: what its values are
 * @unit: for a quantity, the canonical unit that facts are given in; NULL otherwise
 * @choices: (array zero-terminated=1): for a choice, the codes, interned; NULL otherwise
 * @setting: (nullable): it is nothing of the subject but how the site reads the rules, and this, interned, is what the study proposes.
 *   Where it settles a verdict, nothing else is told
 * @lasting: once recorded it stays true to the subject (sex, a biopsy): no look-back applies
 *
 * What a bare name in a rule stands for.
 */
typedef struct
{
  const char *name;
  PodKind kind;
  const PodUnit *unit;
  const char *const *choices;
  gboolean lasting;
  const char *setting;
} PodSymbol;

/**
 * PodMedication:
 * @name: interned: of the class, or of the one treatment
 * @treatments: (array zero-terminated=1): ids of what belongs to it, interned
 * @complete: (nullable): the flag by which somebody attests that all of it is on record
 * @complete_days: for how many days after its own that flag counts; 0 for ever
 *
 * What a name inside exposure() and the like stands for: a class of medication, or a single one.
 */
typedef struct
{
  const char *name;
  const char *const *treatments;
  const PodSymbol *complete;
  int complete_days;
} PodMedication;

/**
 * PodVocabulary:
 *
 * What names mean while a rule is loaded.  A study answers it; rules know no study.
 * @symbol: the observation of that name, or NULL
 * @definition: a named rule that was loaded before, or NULL
 * @has_anchor: whether a date of that name exists ("consent", "enrolment", "infusion")
 * @factor: for number(x, unit): what one canonical unit of @symbol is in @unit,
 *   observation-specific conversions included (creatinine umol/L to mg/dL); FALSE if there is none
 * @names: (nullable) (array zero-terminated=1): every name and anchor there is, so that a problem can say which one was
 *   meant; NULL where the vocabulary does not list them
 * @medication: (nullable): the class of medication, or the treatment, of that name
 * @medications: (nullable) (array zero-terminated=1): the names of all of them
 */
typedef struct
{
  const PodSymbol *(*symbol) (gpointer self, const char *name);
  const PodRule *(*definition) (gpointer self, const char *name);
  gboolean (*has_anchor) (gpointer self, const char *name);
  gboolean (*factor) (gpointer self, const PodSymbol *symbol, const PodUnit *unit, double *factor);
  gpointer self;
  const char *const *(*names) (gpointer self);
  const PodMedication *(*medication) (gpointer self, const char *name);
  const char *const *(*medications) (gpointer self);
} PodVocabulary;

G_END_DECLS
