#pragma once

#include "pod-evidence.h"
#include "pod-problem.h"

G_BEGIN_DECLS

/*
 * The rule language.  A nephrologist should be able to read a rule aloud.
 *
 *   anc >= 1.0 10*9/L and hgb >= 60 g/L
 *   childbearing implies (serum_hcg = negative and lactating = no)
 *   alt <= 3 * uln(alt)
 *   persists(uprot24 > 8 g/d, over 6 mo)
 *   change(uprot24, from treatment_start) > -50 %
 *
 * Weakest first: implies; or; and; not; = != < <= > >= in; + -; * /; ^; unary -.
 * A number takes a unit after a space: everything up to the next space, comma or closing bracket that is
 * not the unit's own, unless it is a keyword or an operator; so 10*9/L is read as one unit.  A unit never starts
 * with an operator.
 *
 *   x                  the latest final value inside the look-back
 *   uln(x) lln(x)      the limits that came with that very value
 *   known(x)           whether there is a value inside the look-back; unknown only where its date does not tell
 *   number(x, unit)    the value of x in that unit, as a plain number
 *   if(c, a, b)  min(a, b, …)  max(a, b, …)  abs(a)
 *   latest(x, within 7 d before enrolment)   with a look-back of its own
 *   ever(condition)    some value ever recorded, of the one observation in the condition, meets it
 *   ever(condition, within 28 d before enrolment)   some value of that look-back meets it
 *   persists(condition)            the two latest values meet it
 *   persists(condition, over 6 mo) at least two values, the first and the last more than that apart, all meeting
 *                                  it, up to and including the latest
 *   change(x, from anchor)         from the last value on or before the anchor to the latest, as a ratio (-50 %)
 *   change(x, within 3 mo)         the greatest fall between two values at most that far apart, the later
 *                                  one being inside the look-back, as a ratio
 *                      (persists too looks for a latest value inside the look-back, and further back from there)
 *   days_since(x)      for a date observation: whole days from it to the day of the question.  Of a date that lacks its day
 *                      or month: at least and at most so many
 *   days_since(x, at enrolment)    the same to that date; while it is not known, to the day of the question
 *   x in (a, b, c)     for a choice
 *   at_least(2, a, b, c)           so many of these conditions hold, or more
 *   exposure(m)        how long the class of medication m, or the single one, has been taken without a break, in calendar
 *                      months; in days beside an amount of d or wk.  exposure(m, cumulative): all days laid end to end;
 *                      exposure(m, longest): the longest unbroken course of one treatment of m
 *   stable_dose(m)     how long the current course has gone on with the same treatments at the same doses
 *   days_since_given(m)            since the last day on which it was given; of what was never given more than any
 *   ever_given(m)      a condition
 *                      each may add: gap 14 d (days without it that do not break a course), at enrolment (count to that
 *                      date), else x (what counts where the courses on record do not decide)
 *
 * What is on record of a medication is at least so much, and all of it where its flag is yes: see PodMedication.
 *
 * A change is in percent, and may also be compared with a plain ratio (-0.5).  A name in uln, lln, known, number and
 * days_since may be a latest(…).  The answer "unknown" to a choice or a flag leaves a rule undecided and cannot be asked for.
 */

/**
 * PodWindow:
 * @amount: how many, 0 for no look-back at all (any value, however old)
 * @months: calendar months rather than days
 * @anchor: (nullable): interned; the date it counts back from.  While that date is not known, the day of the
 *   question stands for it.  NULL: the day of the question
 *
 * How old a value may be.
 */
typedef struct
{
  int amount;
  gboolean months;
  const char *anchor;
} PodWindow;

/* "28 d before enrolment", "6 mo before consent", "7 d", "4 wk", "1 a". FALSE with *fault set (static string) otherwise. */
gboolean pod_window_parse (const char *text, PodWindow *window, const char **fault);

/**
 * PodRuleOrigin:
 * Where a rule's text stands, for its problems.  @column is of the text's first character.
 */
typedef struct
{
  const char *file;
  guint line;
  guint column;
  const char *group;
  const char *key;
} PodRuleOrigin;

/**
 * pod_rule_new_condition:
 * @text: the rule
 * @vocabulary: what names mean; read only during the call, its symbols must live as long as the rule
 * @origin: for problems
 * @problems: gets a PodProblem for every fault: unknown names (with the nearest known one), units that
 *   do not fit, kinds that do not fit, syntax with its column and what was expected
 *
 * Returns: a rule that is true, false or unknown; NULL where it has a fault.
 */
PodRule *pod_rule_new_condition (const char *text,
                                 const PodVocabulary *vocabulary,
                                 const PodRuleOrigin *origin,
                                 GPtrArray *problems);

/* The same for a rule that computes a quantity; its dimension must be @unit's. */
PodRule *pod_rule_new_quantity (const char *text,
                                const PodUnit *unit,
                                const PodVocabulary *vocabulary,
                                const PodRuleOrigin *origin,
                                GPtrArray *problems);
PodRule *pod_rule_ref (PodRule *rule);
void pod_rule_unref (PodRule *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodRule, pod_rule_unref)

const char *pod_rule_get_text (const PodRule *rule);
gboolean pod_rule_is_condition (const PodRule *rule);
/* The symbols it reads, definitions included, each once, in order.  (element-type PodSymbol), free the array. */
GPtrArray *pod_rule_get_symbols (const PodRule *rule);
/* Whether it asks for the laboratory's upper, or lower, limit of normal of @symbol, definitions included. */
gboolean pod_rule_asks_limit (const PodRule *rule, const PodSymbol *symbol, gboolean upper);

/**
 * pod_rule_evaluate:
 * @window: (nullable): the look-back of every name in it that is not lasting
 * @as_of: the day of the question; complete
 *
 * Values after @as_of are not seen.  Pure: the same facts, window and day give the same evidence.
 */
PodEvidence *pod_rule_evaluate (const PodRule *rule,
                                const PodFacts *facts,
                                const PodWindow *window,
                                PodDate as_of);

/* The truth of that evidence alone, for whoever asks thousands of times and does not look at why. */
PodTruth
pod_rule_judge (const PodRule *rule, const PodFacts *facts, const PodWindow *window, PodDate as_of);

/* TRUE and *number in the unit the rule was made with; FALSE where an input is missing or censored. */
gboolean pod_rule_compute (const PodRule *rule,
                           const PodFacts *facts,
                           const PodWindow *window,
                           PodDate as_of,
                           double *number);

G_END_DECLS
