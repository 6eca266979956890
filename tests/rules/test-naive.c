#include "rules-fixture.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "naive.h"

/*
 * Rules and records are made up from a seed, and the evaluator must agree with a naive one, today and on days up to the
 * one until which its answer is said to hold.  PODOCYTE_RULES_CASES=100000 says how many, PODOCYTE_RULES_SEED with which
 * seed; what fails is made as small as it can be and printed.
 */

#define CASES 25000
#define DAYS_WITHOUT_END 200
#define LATER_DAYS 6
#define DEPTH 3

typedef struct
{
  NaiveWorld world;
  GRand *random;
  int today;
} Maker;

static const char *const symbols[] = { "anc",
                                       "creatinine",
                                       "uprot24",
                                       "inr",
                                       "infection",
                                       "serum_hcg",
                                       "other_trial_end",
                                       "history_complete",
                                       "acei_arb_months" };
static const char *const units[] = { " 10*9/L", " umol/L", " g/d", "" };
static const char *const plain_units[] = { "10*9/L", "mg/dL", "g/d" };
static const char *const relations[] = { "<", "<=", ">", ">=", "=", "!=" };
static const char *const mirrored[] = { ">", ">=", "<", "<=", "=", "!=" };
static const char *const hcg_answers[] = { "negative", "positive", "borderline", "unknown" };
static const char *const flag_answers[] = { "no", "yes", "?", "unknown" };
static const char *const anchors[] = { "", "enrolment", "treatment_start" };
static const char *const treatments[] = { "ramipril", "losartan", "prednisone", "tacrolimus" };
static const char *const medications[] = { "acei_arb", "ramipril", "immunosuppressant",
                                           "prednisone" };

static int
roll (Maker *maker, int sides)
{
  return g_rand_int_range (maker->random, 0, sides);
}

/* ---- a rule ---- */

static void
make_window (Maker *maker, NaiveWindow *window)
{
  window->months = roll (maker, 2);
  window->amount = window->months ? 1 + roll (maker, 3) : 5 + roll (maker, 40);
  window->anchor = roll (maker, N_ANCHORS);
}

static void
make_leaf (Maker *maker, NaiveNode *node)
{
  gboolean is_exposure = node->kind >= C_EXPOSURE && node->kind <= C_EVER_GIVEN;

  node->symbol = node->kind == C_CHOICE  ? OF_HCG
                 : node->kind == C_FLAG  ? OF_INFECTION
                 : node->kind == C_KNOWN ? roll (maker, N_SYMBOLS)
                 : node->kind == C_DAYS  ? OF_TRIAL
                                         : roll (maker, OF_INFECTION);
  node->number = 1 + roll (maker, 5);
  node->needed = 1 + (int) node->number % 3;
  node->relation = roll (maker, G_N_ELEMENTS (relations));
  node->upper = roll (maker, 2);
  node->swapped = roll (maker, 4) == 0;
  node->answers = node->relation == 5 ? 1 << roll (maker, 3) : 1 + roll (maker, 7);
  make_window (maker, &node->window);
  node->own = roll (maker, 4) == 0 &&
              (node->kind == C_VALUE || node->kind == C_KNOWN || node->kind == C_FLAG ||
               node->kind == C_CHOICE || node->kind == N_VALUE);
  node->anchor = roll (maker, N_ANCHORS);
  if (node->kind == C_CHANGE_FROM || node->kind == C_CHANGE_WITHIN)
    node->number = -80 + 10 * roll (maker, 10);
  if (node->kind == C_CHANGE_FROM && node->anchor == AT_NONE)
    node->anchor = AT_START;
  node->medication = roll (maker, 4);
  node->mode = node->kind == C_EXPOSURE ? roll (maker, 3) : 0;
  node->gap = node->mode == 1 || node->kind > C_STABLE || roll (maker, 2) ? 0
                                                                          : 1 + roll (maker, 15);
  node->has_else = roll (maker, 3) == 0;
  node->in_days = node->kind == C_SINCE_GIVEN || roll (maker, 2);
  if (node->kind == C_DAYS || (is_exposure && node->in_days))
    node->number = 10 * roll (maker, 14);
  else if (is_exposure)
    node->number = roll (maker, 7);
}

static int
count_children (NaiveKind kind)
{
  if (kind == N_IF || kind == C_AT_LEAST)
    return 3;
  if (kind == C_NOT || kind == N_NEGATE || kind == N_ABS)
    return 1;
  return kind <= C_COMPARE || kind > N_ABS || (kind >= N_ADD && kind <= N_MAX) ? 2 : 0;
}

static int
make_node (Maker *maker, gboolean condition, int depth)
{
  int index = maker->world.n_nodes++;
  NaiveNode *node = &maker->world.nodes[index];
  NaiveKind first = condition ? C_AND : N_CONSTANT;

  g_assert_cmpint (index, <, NAIVE_MAX_NODES);
  node->kind = first + roll (maker, condition ? N_CONDITIONS : N_KINDS - N_CONDITIONS);
  if (depth == 0 && count_children (node->kind) > 0)
    node->kind = condition ? C_VALUE + roll (maker, N_CONDITIONS - C_VALUE)
                           : N_CONSTANT + roll (maker, 4);
  make_leaf (maker, node);
  for (int i = 0; i < count_children (node->kind); i++)
    {
      gboolean is_condition = node->kind < C_COMPARE || (node->kind == N_IF && i == 0);
      int child;

      if (node->kind == N_POWER && i == 1)
        {
          child = maker->world.n_nodes++;
          maker->world.nodes[child] = (NaiveNode){ .kind = N_CONSTANT, .number = roll (maker, 4) };
        }
      else
        child = make_node (maker, is_condition, depth - 1);
      node->child[i] = child;
    }
  return index;
}

/* ---- the rule as text ---- */

static void
write_name (GString *text, const NaiveNode *node)
{
  const NaiveWindow *window = &node->window;

  if (!node->own)
    {
      g_string_append (text, symbols[node->symbol]);
      return;
    }
  g_string_append_printf (text, "latest(%s, within %d %s", symbols[node->symbol], window->amount,
                          window->months ? "mo" : "d");
  if (window->anchor != AT_NONE)
    g_string_append_printf (text, " before %s", anchors[window->anchor]);
  g_string_append_c (text, ')');
}

/* The condition inside ever() and persists(). */
static void
write_inner (GString *text, const NaiveNode *node)
{
  const char *name = symbols[node->symbol];

  g_string_append (text, node->swapped ? "(not (" : "(");
  if (node->upper)
    g_string_append_printf (text, "%s %s %g * uln(%s)", name, relations[node->relation],
                            node->number, name);
  else
    g_string_append_printf (text, "%s %s %g%s", name, relations[node->relation], node->number,
                            units[node->symbol]);
  if (node->swapped)
    g_string_append_c (text, ')');
  if (node->kind == C_OVER)
    g_string_append_printf (text, ", over %d %s", node->window.amount,
                            node->window.months ? "mo" : "d");
  g_string_append_c (text, ')');
}

static void
write_answers (GString *text, const NaiveNode *node)
{
  const char *separator = "";

  write_name (text, node);
  if (node->relation == 5)
    {
      int answer = node->answers & 1 ? 0 : node->answers & 2 ? 1 : 2;

      g_string_append_printf (text, " != %s", hcg_answers[answer]);
      return;
    }
  g_string_append (text, " in (");
  for (int i = 0; i < 3; i++)
    if (node->answers & (1 << i))
      {
        g_string_append_printf (text, "%s%s", separator, hcg_answers[i]);
        separator = ", ";
      }
  g_string_append_c (text, ')');
}

static void
write_exposure (GString *text, const NaiveNode *node)
{
  static const char *const names[] = { "exposure", "stable_dose", "days_since_given",
                                       "ever_given" };
  static const char *const modes[] = { "", ", cumulative", ", longest" };

  g_string_append_printf (text, "%s(%s%s", names[node->kind - C_EXPOSURE],
                          medications[node->medication], modes[node->mode]);
  if (node->gap > 0)
    g_string_append_printf (text, ", gap %d d", node->gap);
  if (node->anchor != AT_NONE)
    g_string_append_printf (text, ", at %s", anchors[node->anchor]);
  if (node->has_else)
    g_string_append_printf (text, ", else %s",
                            node->kind == C_EVER_GIVEN    ? "infection"
                            : node->kind == C_SINCE_GIVEN ? "1 d * number(acei_arb_months, mo)"
                                                          : "acei_arb_months");
  g_string_append_c (text, ')');
}

static void
write_days (GString *text, const NaiveNode *node)
{
  g_string_append_printf (text, "days_since(%s", symbols[node->symbol]);
  if (node->anchor != AT_NONE)
    g_string_append_printf (text, ", at %s", anchors[node->anchor]);
  g_string_append_c (text, ')');
}

static void
write_change (GString *text, const NaiveNode *node)
{
  if (node->kind == C_CHANGE_FROM)
    g_string_append_printf (text, "change(%s, from %s)", symbols[node->symbol],
                            anchors[node->anchor]);
  else
    g_string_append_printf (text, "change(%s, within %d %s)", symbols[node->symbol],
                            node->window.amount, node->window.months ? "mo" : "d");
}

/* The left side of a comparison against a limit, and the limit's unit. */
static const char *
write_left (GString *text, const NaiveNode *node)
{
  switch (node->kind)
    {
    case C_CHANGE_FROM:
    case C_CHANGE_WITHIN:
      write_change (text, node);
      return " %";
    case C_DAYS:
      write_days (text, node);
      return " d";
    case C_VALUE:
      write_name (text, node);
      return units[node->symbol];
    default:
      write_exposure (text, node);
      return node->in_days ? " d" : " mo";
    }
}

static void
write_comparison (GString *text, const NaiveNode *node)
{
  g_autoptr (GString) left = g_string_new (NULL);
  const char *unit = write_left (left, node);

  if (node->swapped)
    g_string_append_printf (text, "%g%s %s %s", node->number, unit, mirrored[node->relation],
                            left->str);
  else
    g_string_append_printf (text, "%s %s %g%s", left->str, relations[node->relation], node->number,
                            unit);
}

static void write_node (GString *text, const NaiveWorld *world, int index);

static void
write_leaf (GString *text, const NaiveNode *node)
{
  switch (node->kind)
    {
    case C_LIMIT:
      g_string_append_printf (text, "%s %s %g * %s(%s)", symbols[node->symbol],
                              relations[node->relation], node->number, node->upper ? "uln" : "lln",
                              symbols[node->symbol]);
      break;
    case C_CHOICE:
      write_answers (text, node);
      break;
    case C_FLAG:
      write_name (text, node);
      break;
    case C_KNOWN:
      g_string_append (text, "known(");
      write_name (text, node);
      g_string_append_c (text, ')');
      break;
    case C_EVER:
    case C_TWO:
    case C_OVER:
      g_string_append (text, node->kind == C_EVER ? "ever" : "persists");
      write_inner (text, node);
      break;
    case C_EVER_GIVEN:
      write_exposure (text, node);
      break;
    case C_DEFINITION:
      g_string_append (text, "enough_cells");
      break;
    default:
      write_comparison (text, node);
    }
}

static void
write_number (GString *text, const NaiveNode *node)
{
  switch (node->kind)
    {
    case N_CONSTANT:
      g_string_append_printf (text, "%g", node->number);
      break;
    case N_VALUE:
      /* Plain as it is: "1" is no unit to write. */
      if (node->symbol == OF_INR)
        {
          write_name (text, node);
          break;
        }
      g_string_append (text, "number(");
      write_name (text, node);
      g_string_append_printf (text, ", %s)", plain_units[node->symbol]);
      break;
    case N_RATIO:
      g_string_append_printf (text, "%s / %s(%s)", symbols[node->symbol],
                              node->upper ? "uln" : "lln", symbols[node->symbol]);
      break;
    default:
      g_string_append (text, "twice_protein");
    }
}

static void
write_children (GString *text, const NaiveWorld *world, const NaiveNode *node)
{
  static const char *const forms[N_KINDS][4] = {
    [C_AND] = { "(", " and ", ")" },
    [C_OR] = { "(", " or ", ")" },
    [C_IMPLIES] = { "(", " implies ", ")" },
    [C_AT_LEAST] = { "", ", ", ", ", ")" },
    [C_NOT] = { "not (", ")" },
    [C_COMPARE] = { "", "", "" },
    [N_NEGATE] = { "-(", ")" },
    [N_ADD] = { "(", " + ", ")" },
    [N_SUBTRACT] = { "(", " - ", ")" },
    [N_MULTIPLY] = { "(", ") * (", ")" },
    [N_DIVIDE] = { "(", ") / (", ")" },
    [N_POWER] = { "(", ")^", "" },
    [N_MIN] = { "min(", ", ", ")" },
    [N_MAX] = { "max(", ", ", ")" },
    [N_ABS] = { "abs(", ")" },
    [N_IF] = { "if(", ", ", ", ", ")" },
  };

  if (node->kind == C_AT_LEAST)
    g_string_append_printf (text, "at_least(%d, ", node->needed);
  for (int i = 0; i < count_children (node->kind); i++)
    {
      g_string_append (text, forms[node->kind][i]);
      if (node->kind == C_COMPARE && i == 1)
        g_string_append_printf (text, " %s ", relations[node->relation]);
      write_node (text, world, node->child[i]);
    }
  g_string_append (text, forms[node->kind][count_children (node->kind)]);
}

static void
write_node (GString *text, const NaiveWorld *world, int index)
{
  const NaiveNode *node = &world->nodes[index];

  if (count_children (node->kind) > 0)
    write_children (text, world, node);
  else if (node->kind < N_CONDITIONS)
    write_leaf (text, node);
  else
    write_number (text, node);
}

/* ---- records ---- */

/* "2026-02-14", "2026-02", "2026" or "none", and the days that it may be. */
static char *
write_day (int day, int precision, int *first, int *last)
{
  PodDate date = pod_date_from_day (day);

  *first = INT_MIN;
  *last = INT_MAX;
  if (precision == 3)
    return g_strdup ("none");
  date.day = precision > 0 ? 0 : date.day;
  date.month = precision > 1 ? 0 : date.month;
  *first = pod_date_first_day (date);
  *last = pod_date_last_day (date);
  return pod_date_to_string (date);
}

static int
make_precision (Maker *maker)
{
  int thrown = roll (maker, 40);

  return thrown < 34 ? 0 : thrown < 38 ? 1 : thrown < 39 ? 2 : 3;
}

/* Of a date as a value, and of courses: one without a date at all has none. */
static int
make_date_precision (Maker *maker)
{
  int precision = make_precision (maker);

  return precision == 3 ? 1 : precision;
}

static char *
write_value (Maker *maker, NaiveRecord *record)
{
  const char *sign = record->sign == '<' ? "<" : record->sign == '>' ? ">" : "";

  if (record->symbol == OF_TRIAL)
    {
      g_autofree char *date = NULL;

      if (record->sign == '?')
        return g_strdup ("?");
      date = write_day (maker->today - roll (maker, 200), make_date_precision (maker),
                        &record->date_first, &record->date_last);
      return g_steal_pointer (&date);
    }
  if (record->sign == '?')
    return g_strdup ("?");
  if (record->symbol == OF_HCG)
    return g_strdup (hcg_answers[(int) record->value]);
  if (record->symbol == OF_INFECTION || record->symbol == OF_COMPLETE)
    return g_strdup (flag_answers[(int) record->value]);
  return g_strdup_printf ("%s%g", sign, record->value);
}

static void
make_value (Maker *maker, NaiveRecord *record)
{
  gboolean is_flag = record->symbol == OF_INFECTION || record->symbol == OF_COMPLETE;

  record->sign = "======<>?"[roll (maker, 9)];
  record->value = record->symbol == OF_CREATININE ? 88.4 * roll (maker, 5) : roll (maker, 8);
  if (record->symbol == OF_HCG)
    record->value = roll (maker, 4);
  if (is_flag)
    record->value = (const int[]){ 0, 1, 1, 3 }[roll (maker, 4)];
  if (record->symbol >= OF_INFECTION && record->symbol <= OF_COMPLETE && record->sign != '?')
    record->sign = '=';
}

static void
make_record (Maker *maker, NaiveRecord *record)
{
  g_autofree char *day = NULL, *value = NULL;

  record->symbol = roll (maker, N_SYMBOLS);
  make_value (maker, record);
  record->precision = make_precision (maker);
  day = write_day (maker->today - roll (maker, 120), record->precision, &record->first,
                   &record->last);
  value = write_value (maker, record);
  if (record->symbol < OF_INFECTION && roll (maker, 4) > 0)
    record->upper = 2 + 2 * roll (maker, 3);
  if (record->upper > 0)
    g_snprintf (record->text, sizeof record->text, "%s %s %s uln=%g lln=%g",
                symbols[record->symbol], value, day, record->upper, record->upper / 2);
  else
    g_snprintf (record->text, sizeof record->text, "%s %s %s", symbols[record->symbol], value, day);
}

/* The days are complete where the naive evaluator walks over them. @before: (nullable): the course made before, which this one may take over
 * from. */
static void
make_course (Maker *maker, NaiveCourse *course, const NaiveCourse *before, gboolean complete)
{
  gboolean goes_on = complete && before != NULL && !before->ongoing && roll (maker, 2);
  int start = goes_on ? before->end_first + 1 + roll (maker, 3) : maker->today - roll (maker, 300);
  g_autofree char *from = NULL, *to = NULL;
  char dose[8];

  course->treatment = goes_on ? before->treatment : roll (maker, 4);
  course->ongoing = roll (maker, 2) == 0;
  course->dose = roll (maker, complete ? 6 : 12) == 0 ? 0 : 1 + roll (maker, 2);
  g_snprintf (dose, sizeof dose, "%d", course->dose);
  from = write_day (start, complete ? 0 : make_date_precision (maker), &course->start_first,
                    &course->start_last);
  course->end_first = course->end_last = INT_MAX;
  if (!course->ongoing)
    to = write_day (start + roll (maker, 150), complete ? 0 : make_date_precision (maker),
                    &course->end_first, &course->end_last);
  g_snprintf (course->text, sizeof course->text, "course %s %s %s..%s",
              treatments[course->treatment], course->dose == 0 ? "?" : dose, from, to ? to : "");
}

static gboolean
asks_for_dose (const NaiveWorld *world)
{
  for (int i = 0; i < world->n_nodes; i++)
    if (world->nodes[i].kind == C_STABLE)
      return TRUE;
  return FALSE;
}

static void
make_world (Maker *maker)
{
  NaiveWorld *world = &maker->world;

  memset (world, 0, sizeof *world);
  make_node (maker, TRUE, DEPTH);
  if (roll (maker, 4) > 0)
    make_window (maker, &world->window);
  for (NaiveAnchor i = AT_ENROLMENT; i < N_ANCHORS; i++)
    {
      world->anchor_first[i] = world->anchor_last[i] = INT_MIN;
      if (roll (maker, 2))
        g_free (write_day (maker->today - roll (maker, 60), roll (maker, 10) == 0,
                           &world->anchor_first[i], &world->anchor_last[i]));
    }
  world->n_records = roll (maker, NAIVE_MAX_RECORDS + 1);
  for (int i = 0; i < world->n_records; i++)
    make_record (maker, &world->records[i]);
  world->n_courses = roll (maker, NAIVE_MAX_COURSES + 1);
  for (int i = 0; i < world->n_courses; i++)
    make_course (maker, &world->courses[i], i > 0 ? &world->courses[i - 1] : NULL,
                 asks_for_dose (world));
}

/* ---- both are asked ---- */

static char *
write_rule (const NaiveWorld *world)
{
  GString *text = g_string_new (NULL);

  write_node (text, world, 0);
  return g_string_free (text, FALSE);
}

static char *
write_facts (const NaiveWorld *world)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < world->n_records; i++)
    if (!world->records[i].gone)
      g_string_append_printf (text, "%s; ", world->records[i].text);
  for (int i = 0; i < world->n_courses; i++)
    if (!world->courses[i].gone)
      g_string_append_printf (text, "%s; ", world->courses[i].text);
  return g_string_free (text, FALSE);
}

static char *
write_anchors (const NaiveWorld *world)
{
  GString *text = g_string_new (NULL);

  for (NaiveAnchor i = AT_ENROLMENT; i < N_ANCHORS; i++)
    {
      PodDate date = pod_date_from_day (world->anchor_first[i]);
      g_autofree char *day = NULL;

      if (world->anchor_first[i] == INT_MIN)
        continue;
      if (world->anchor_first[i] != world->anchor_last[i])
        date.day = 0;
      day = pod_date_to_string (date);
      g_string_append_printf (text, "%s %s; ", anchors[i], day);
    }
  return g_string_free (text, FALSE);
}

static PodWindow
get_window (const NaiveWorld *world)
{
  const char *anchor = anchors[world->window.anchor];

  return (PodWindow){ world->window.amount, world->window.months,
                      *anchor ? g_intern_string (anchor) : NULL };
}

typedef struct
{
  const NaiveWorld *world;
  PodRule *rule;
  RulesFacts *facts;
  PodWindow window;
  char *fault;
} Trial;

static PodEvidence *
ask (const Trial *trial, int day)
{
  return pod_rule_evaluate (trial->rule, rules_facts_get (trial->facts), &trial->window,
                            pod_date_from_day (day));
}

/* Without a tree of reasons. */
static PodTruth
ask_truth (const Trial *trial, int day)
{
  return pod_rule_judge (trial->rule, rules_facts_get (trial->facts), &trial->window,
                         pod_date_from_day (day));
}

static gboolean
agree (Trial *trial, int day, const PodEvidence *first)
{
  g_autoptr (PodEvidence) then = ask (trial, day);
  g_autofree char *date = pod_date_to_string (pod_date_from_day (day));
  int expected = naive_judge (trial->world, 0, day);

  if ((int) then->truth != expected)
    trial->fault = g_strdup_printf ("on %s: %s, but naively %s", date,
                                    pod_truth_to_string (then->truth),
                                    pod_truth_to_string ((PodTruth) expected));
  else if (ask_truth (trial, day) != then->truth)
    trial->fault = g_strdup_printf ("on %s: %s, but not without the reasons", date,
                                    pod_truth_to_string (then->truth));
  else if (first != NULL && first->truth != then->truth)
    trial->fault = g_strdup_printf ("%s was said to hold on %s too, which is %s",
                                    pod_truth_to_string (first->truth), date,
                                    pod_truth_to_string (then->truth));
  return trial->fault == NULL;
}

static void
compare_days (Trial *trial, int today)
{
  g_autoptr (PodEvidence) first = ask (trial, today);
  g_autoptr (GPtrArray) missing = pod_evidence_get_missing (first);
  int last = pod_date_is_set (first->valid_until)
                 ? MIN (pod_date_first_day (first->valid_until), today + DAYS_WITHOUT_END)
                 : today + DAYS_WITHOUT_END;

  if (!agree (trial, today, NULL))
    return;
  if (first->truth != POD_UNKNOWN && missing->len > 0)
    trial->fault = g_strdup ("decided, but something is said to be missing");
  else if (first->truth == POD_UNKNOWN && pod_date_is_set (first->valid_until))
    trial->fault = g_strdup ("what is not decided is said to expire");
  if (trial->fault != NULL || first->truth == POD_UNKNOWN)
    return;
  for (int i = 1; i <= LATER_DAYS; i++)
    if (!agree (trial, today + (last - today) * i / LATER_DAYS, first))
      return;
  agree (trial, last + 1 + (last - today) % 40, NULL);
}

/* What they do not agree on; NULL where they do.  Free. */
static char *
find_fault (const NaiveWorld *world, int today)
{
  g_autofree char *rule = write_rule (world), *facts = write_facts (world);
  g_autofree char *dates = write_anchors (world);
  Trial trial = { .world = world, .window = get_window (world) };

  trial.rule = rules_condition (rule);
  trial.facts = rules_facts_new (facts, dates);
  compare_days (&trial, today);
  pod_rule_unref (trial.rule);
  rules_facts_free (trial.facts);
  return trial.fault;
}

/* ---- smaller ---- */

static gboolean
still_fails (const NaiveWorld *world, int today)
{
  g_autofree char *fault = find_fault (world, today);

  return fault != NULL;
}

static gboolean
is_condition (NaiveKind kind)
{
  return kind < N_CONDITIONS;
}

static gboolean
shrink_rule (NaiveWorld *world, int today)
{
  for (int i = 0; i < world->n_nodes; i++)
    for (int j = 0; j < count_children (world->nodes[i].kind); j++)
      {
        const NaiveNode kept = world->nodes[i];
        const NaiveNode child = world->nodes[kept.child[j]];

        if (is_condition (kept.kind) != is_condition (child.kind))
          continue;
        world->nodes[i] = child;
        if (still_fails (world, today))
          return TRUE;
        world->nodes[i] = kept;
      }
  return FALSE;
}

static gboolean
shrink_flag (NaiveWorld *world, gboolean *gone, int today)
{
  if (*gone)
    return FALSE;
  *gone = TRUE;
  if (still_fails (world, today))
    return TRUE;
  *gone = FALSE;
  return FALSE;
}

static gboolean
shrink_records (NaiveWorld *world, int today)
{
  gboolean smaller = FALSE;

  for (int i = 0; i < world->n_records; i++)
    smaller |= shrink_flag (world, &world->records[i].gone, today);
  for (int i = 0; i < world->n_courses; i++)
    smaller |= shrink_flag (world, &world->courses[i].gone, today);
  return smaller;
}

static void
report (NaiveWorld *world, int today)
{
  g_autofree char *rule = NULL, *facts = NULL, *dates = NULL, *fault = NULL;

  while (shrink_rule (world, today) || shrink_records (world, today))
    ;
  rule = write_rule (world);
  facts = write_facts (world);
  dates = write_anchors (world);
  fault = find_fault (world, today);
  g_printerr ("# rule:     %s\n# on record: %s\n# dates:    %s\n# look-back: %d %s before %s\n"
              "# %s\n",
              rule, facts, dates, world->window.amount, world->window.months ? "mo" : "d",
              anchors[world->window.anchor], fault);
}

static int
get_number_from (const char *name, int otherwise)
{
  const char *text = g_getenv (name);

  return text != NULL ? atoi (text) : otherwise;
}

static void
test_agree (void)
{
  int n = get_number_from ("PODOCYTE_RULES_CASES", CASES), failed = 0;
  g_autoptr (GRand)
      random = g_rand_new_with_seed ((guint32) get_number_from ("PODOCYTE_RULES_SEED", 5));
  g_autofree Maker *maker = g_new0 (Maker, 1);

  rules_define ("enough_cells", "anc >= 3 10*9/L");
  rules_define_quantity ("twice_protein", "number(uprot24, g/d) * 2", "1");
  maker->random = random;
  maker->today = pod_date_first_day (rules_date (AS_OF));
  for (int i = 0; i < n && failed < 5; i++)
    {
      make_world (maker);
      if (!still_fails (&maker->world, maker->today))
        continue;
      failed++;
      report (&maker->world, maker->today);
    }
  g_test_message ("rules: %d random rules and casebooks, %d answered otherwise", n, failed);
  g_assert_cmpint (failed, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/naive/agree", test_agree);
  return g_test_run ();
}
