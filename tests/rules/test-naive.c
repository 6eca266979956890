#include "rules-fixture.h"

/*
 * A second evaluator, as simple as can be, beside the first: it knows days as numbers, looks at every value in turn, and
 * tells what "< 5" may be by trying values.  Rules and records are made up from a fixed seed; both must agree today and on
 * each day up to the one until which the answer is said to hold.
 */

#define ROUNDS 1200
#define DAYS_WITHOUT_END 230
#define MAX_RECORDS 12
#define MAX_NODES 64
#define WINDOW_DAYS 21
#define OWN_WINDOW_DAYS 5
/* Values are whole numbers from 1 on, limits too: half a step away lies whatever a sign leaves open. */
#define HIGHEST 5

typedef enum
{
  WHAT_NUMBER, /* anc */
  WHAT_OWN,    /* latest(anc, …) */
  WHAT_FLAG,   /* infection */
  WHAT_KNOWN,  /* known(infection) */
  WHAT_EVER,   /* ever(uprot24 …) */
  WHAT_TWO,    /* persists(uprot24 …) */
  WHAT_DAYS,   /* days_since(other_trial_end) */
  WHAT_UNTIL,  /* days_since(other_trial_end, at enrolment) */
  N_LEAVES,
  WHAT_NOT = N_LEAVES,
  WHAT_AND,
  WHAT_OR,
  WHAT_IMPLIES,
  N_WHATS,
} What;

typedef enum
{
  OF_ANC,
  OF_INFECTION,
  OF_UPROT24,
  OF_TRIAL,
  N_SYMBOLS,
} Symbol;

typedef struct
{
  What what;
  int relation; /* < <= > >= = != */
  int limit;
  int left, right;
} Node;

typedef struct
{
  Symbol symbol;
  int day;   /* before or on the first day of the question */
  char sign; /* '<', '>', '=' or '?' for what cannot be read */
  int value;
  int first, last; /* of a date: the days that it may be */
} Record;

typedef struct
{
  GRand *random;
  Node nodes[MAX_NODES];
  int n_nodes;
  Record records[MAX_RECORDS];
  int n_records;
  int enrolment; /* 0: not known */
  GString *rule;
  GString *facts;
} World;

static const char *const signs[] = { "<", "<=", ">", ">=", "=", "!=" };

static gboolean
holds (int relation, double a, double b)
{
  const gboolean answers[] = { a<b, a <= b, a> b, a >= b, a == b, a != b };

  return answers[relation];
}

/* ---- the simple evaluator ---- */

/* 0 is no, 1 cannot tell, 2 yes. */
static int
try_values (const Record *record, int relation, int limit)
{
  gboolean some = FALSE, every = TRUE;

  if (record->sign == '?')
    return 1;
  for (double value = -1; value <= HIGHEST + 2; value += 0.5)
    {
      if (record->sign == '<'   ? value >= record->value
          : record->sign == '>' ? value <= record->value
                                : value != record->value)
        continue;
      some |= holds (relation, value, limit);
      every &= holds (relation, value, limit);
    }
  return some + every;
}

/* The latest of @symbol from @from to @to, the last written of a day; NULL where there is none. */
static const Record *
find (const World *world, Symbol symbol, int from, int to)
{
  const Record *found = NULL;

  for (int i = 0; i < world->n_records; i++)
    if (world->records[i].symbol == symbol && world->records[i].day >= from &&
        world->records[i].day <= to && (found == NULL || world->records[i].day >= found->day))
      found = &world->records[i];
  return found;
}

static const Record *
find_inside (const World *world, Symbol symbol, int days, int today)
{
  int end = world->enrolment != 0 ? world->enrolment : today;

  return find (world, symbol, end - days, MIN (end, today));
}

static int
count_days (const World *world, const Node *node, int today)
{
  const Record *record = find (world, OF_TRIAL, G_MININT, today);
  int end = node->what == WHAT_UNTIL && world->enrolment != 0 ? world->enrolment : today;
  gboolean some = FALSE, every = TRUE;

  if (record == NULL)
    return 1;
  for (int day = record->first; day <= record->last; day++)
    {
      some |= holds (node->relation, end - day, node->limit * 30);
      every &= holds (node->relation, end - day, node->limit * 30);
    }
  return some + every;
}

static int
judge_ever (const World *world, const Node *node, int today)
{
  int best = -1;

  for (int i = 0; i < world->n_records; i++)
    if (world->records[i].symbol == OF_UPROT24 && world->records[i].day <= today)
      best = MAX (best, try_values (&world->records[i], node->relation, node->limit));
  return best < 0 ? 1 : best;
}

static int
judge_two (const World *world, const Node *node, int today)
{
  const Record *latest = find_inside (world, OF_UPROT24, WINDOW_DAYS, today);
  const Record *other;
  int truth;

  if (latest == NULL || latest->sign == '?')
    return 1;
  truth = try_values (latest, node->relation, node->limit);
  other = find (world, OF_UPROT24, G_MININT, latest->day - 1);
  return MIN (truth, other != NULL ? try_values (other, node->relation, node->limit) : 1);
}

static int
judge (const World *world, int index, int today)
{
  const Node *node = &world->nodes[index];
  const Record *record;

  switch (node->what)
    {
    case WHAT_NUMBER:
    case WHAT_OWN:
      record = find_inside (world, OF_ANC, node->what == WHAT_OWN ? OWN_WINDOW_DAYS : WINDOW_DAYS,
                            today);
      return record != NULL ? try_values (record, node->relation, node->limit) : 1;
    case WHAT_FLAG:
      record = find_inside (world, OF_INFECTION, WINDOW_DAYS, today);
      return record == NULL || record->sign == '?' ? 1 : record->value > 2 ? 2 : 0;
    case WHAT_KNOWN:
      record = find_inside (world, OF_INFECTION, WINDOW_DAYS, today);
      return record != NULL && record->sign != '?' ? 2 : 0;
    case WHAT_EVER:
      return judge_ever (world, node, today);
    case WHAT_TWO:
      return judge_two (world, node, today);
    case WHAT_DAYS:
    case WHAT_UNTIL:
      return count_days (world, node, today);
    case WHAT_NOT:
      return 2 - judge (world, node->left, today);
    case WHAT_AND:
      return MIN (judge (world, node->left, today), judge (world, node->right, today));
    case WHAT_OR:
      return MAX (judge (world, node->left, today), judge (world, node->right, today));
    default:
      return MAX (2 - judge (world, node->left, today), judge (world, node->right, today));
    }
}

/* ---- rules and records ---- */

static void
write_leaf (World *world, const Node *node)
{
  static const char *const formats[] = {
    [WHAT_NUMBER] = "anc %s %d 10*9/L",
    [WHAT_OWN] = "latest(anc, within 5 d before enrolment) %s %d 10*9/L",
    [WHAT_FLAG] = "infection",
    [WHAT_KNOWN] = "known(infection)",
    [WHAT_EVER] = "ever(uprot24 %s %d g/d)",
    [WHAT_TWO] = "persists(uprot24 %s %d g/d)",
    [WHAT_DAYS] = "days_since(other_trial_end) %s %d0 d",
    [WHAT_UNTIL] = "days_since(other_trial_end, at enrolment) %s %d0 d",
  };
  gboolean is_days = node->what == WHAT_DAYS || node->what == WHAT_UNTIL;
  g_auto (GStrv) pieces = g_strsplit (formats[node->what], "%s %d", 2);

  g_string_append (world->rule, pieces[0]);
  if (pieces[1] != NULL)
    g_string_append_printf (world->rule, "%s %d%s", signs[node->relation],
                            node->limit * (is_days ? 3 : 1), pieces[1]);
}

static int
make_node (World *world, int depth)
{
  int index = world->n_nodes++;
  Node *node = &world->nodes[index];

  g_assert_cmpint (index, <, MAX_NODES);
  node->relation = g_rand_int_range (world->random, 0, G_N_ELEMENTS (signs));
  node->limit = g_rand_int_range (world->random, 1, HIGHEST + 1);
  node->what = depth == 0 ? g_rand_int_range (world->random, 0, N_LEAVES)
                          : g_rand_int_range (world->random, 0, N_WHATS);
  if (node->what < N_LEAVES)
    {
      write_leaf (world, node);
      return index;
    }
  g_string_append (world->rule, node->what == WHAT_NOT ? "not (" : "(");
  node->left = make_node (world, depth - 1);
  if (node->what != WHAT_NOT)
    {
      g_string_append (world->rule, node->what == WHAT_AND  ? " and "
                                    : node->what == WHAT_OR ? " or "
                                                            : " implies ");
      node->right = make_node (world, depth - 1);
    }
  g_string_append_c (world->rule, ')');
  return index;
}

static void
write_record (World *world, Record *record)
{
  static const char *const names[] = { "anc", "infection", "uprot24", "other_trial_end" };
  g_autofree char *day = pod_date_to_string (pod_date_from_day (record->day));
  PodDate value = pod_date_from_day (record->day - 30 * record->value + 15);
  g_autofree char *date = NULL;

  if (record->symbol == OF_TRIAL)
    {
      value.day = record->sign == '=' ? value.day : 0;
      record->first = pod_date_first_day (value);
      record->last = pod_date_last_day (value);
      date = pod_date_to_string (value);
    }
  g_string_append_printf (world->facts, "%s ", names[record->symbol]);
  if (date != NULL)
    g_string_append (world->facts, date);
  else if (record->sign == '?')
    g_string_append_c (world->facts, '?');
  else if (record->symbol == OF_INFECTION)
    g_string_append (world->facts, record->value > 2 ? "yes" : "no");
  else
    g_string_append_printf (world->facts, "%s%d",
                            record->sign == '<'   ? "<"
                            : record->sign == '>' ? ">"
                                                  : "",
                            record->value);
  g_string_append_printf (world->facts, " %s; ", day);
}

/* No two of one observation on one day: which of them is the latest is the casebook's to say. */
static void
make_records (World *world, int today)
{
  int n = g_rand_int_range (world->random, 0, MAX_RECORDS + 1);

  for (int i = 0; i < n; i++)
    {
      Record *record = &world->records[world->n_records];

      record->symbol = g_rand_int_range (world->random, 0, N_SYMBOLS);
      record->day = today - g_rand_int_range (world->random, 0, 40);
      record->sign = "====<>?"[g_rand_int_range (world->random, 0, 7)];
      record->value = g_rand_int_range (world->random, 1, HIGHEST + 1);
      if (find (world, record->symbol, record->day, record->day) != NULL)
        continue;
      write_record (world, record);
      world->n_records++;
    }
}

static void
check_day (const World *world, const char *anchors, int day, const PodEvidence *first)
{
  g_autofree char *date = pod_date_to_string (pod_date_from_day (day));
  g_autoptr (PodEvidence) then = rules_ask (world->rule->str, world->facts->str, anchors,
                                            "21 d before enrolment", date);
  int expected = judge (world, 0, day);

  if ((int) then->truth != expected || (first != NULL && first->truth != then->truth))
    g_test_message ("%s | %s | %s | %s", world->rule->str, world->facts->str, anchors, date);
  g_assert_cmpint (then->truth, ==, expected);
  if (first != NULL)
    g_assert_cmpint (then->truth, ==, first->truth);
}

static void
check_world (World *world, int today)
{
  g_autofree char *enrolled = pod_date_to_string (pod_date_from_day (world->enrolment));
  g_autofree char *anchors = world->enrolment != 0 ? g_strconcat ("enrolment ", enrolled, NULL)
                                                   : NULL;
  g_autoptr (PodEvidence) first = rules_ask (world->rule->str, world->facts->str, anchors,
                                             "21 d before enrolment", AS_OF);
  g_autoptr (GPtrArray) missing = pod_evidence_get_missing (first);
  int last = pod_date_is_set (first->valid_until) ? pod_date_first_day (first->valid_until)
                                                  : today + DAYS_WITHOUT_END;

  check_day (world, anchors, today, first);
  g_assert_cmpint (missing->len > 0, ==, first->truth == POD_UNKNOWN);
  g_assert_true (first->truth != POD_UNKNOWN || !pod_date_is_set (first->valid_until));
  for (int day = today + 1; first->truth != POD_UNKNOWN && day <= last;
       day += 1 + (day - today) / 20)
    check_day (world, anchors, day, first);
  if (first->truth != POD_UNKNOWN)
    check_day (world, anchors, last, first);
  /* Later both go on to agree, whatever they say. */
  check_day (world, anchors, last + g_rand_int_range (world->random, 1, 60), NULL);
}

static void
test_agree (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  int today = pod_date_first_day (rules_date (AS_OF));

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GString) rule = g_string_new (NULL);
      g_autoptr (GString) facts = g_string_new (NULL);
      World world = { .random = random, .rule = rule, .facts = facts };

      world.enrolment = g_rand_int_range (random, 0, 3) == 0
                            ? today - g_rand_int_range (random, 0, 20)
                            : 0;
      make_node (&world, 3);
      make_records (&world, today);
      check_world (&world, today);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/naive/agree", test_agree);
  return g_test_run ();
}
