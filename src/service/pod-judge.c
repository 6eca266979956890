/* What becomes of one result of a laboratory: taken, known already, or for a person to decide, and why. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-importing.h"

#define TEST "test_message"
#define LIMITS "limits"

/* The words beside a code are anybody's: of two answers that are known by their codes these tell. */
static gboolean
is_same_answer (const PodFinding *a, const PodFinding *b)
{
  return g_strcmp0 (a->code, b->code) == 0 &&
         (a->code != NULL || g_strcmp0 (a->text, b->text) == 0);
}

gboolean
pod_import_is_same_result (const PodFinding *a, const PodFinding *b)
{
  return a->quantity.comparator == b->quantity.comparator &&
         ((isnan (a->quantity.number) && isnan (b->quantity.number)) ||
          a->quantity.number == b->quantity.number) &&
         a->quantity.unit == b->quantity.unit && is_same_answer (a, b) &&
         pod_date_equal (a->date, b->date);
}

/* ---- the answers ---- */

static void
refuse (PodJudgement *judgement, const char *reason)
{
  *judgement = (PodJudgement){ "refused", POD_ARRIVAL_REFUSED, NULL, reason, TRUE };
}

static void
wait_for (PodJudgement *judgement, const char *cause, PodMet met)
{
  *judgement = (PodJudgement){ "conflict", POD_ARRIVAL_WAITING, cause,
                               pod_arrival_cause_explain (cause, met), TRUE };
}

static void
know (PodJudgement *judgement, const char *reason)
{
  *judgement = (PodJudgement){ "duplicate", POD_ARRIVAL_ACCEPTED, NULL, reason, FALSE };
}

static void
know_recorded (PodJudgement *judgement)
{
  know (judgement, _ ("the same result is on record already"));
}

/* What was typed keeps no words of the laboratory: those that say the same are kept beside it, as nobody's result; @is_kept: they are. */
static void
know_standing (PodJudgement *judgement, gboolean is_kept)
{
  know_recorded (judgement);
  if (is_kept)
    return;
  judgement->as = POD_ARRIVAL_REJECTED;
  judgement->cause = "duplicate";
  judgement->is_kept = TRUE;
}

/* @line: of this file */
static void
know_repeated (PodJudgement *judgement, guint line)
{
  know (judgement, NULL);
  judgement->line = line;
}

/* ---- what is known of it ---- */

/* A test message is no rival of a real one, nor is a real one known because somebody tried it out before. */
static char *
make_mark (gint64 subject, const PodLabItem *item)
{
  const PodFinding *finding = &item->finding;

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%s|%s|%d", subject, finding->origin,
                          finding->observation, item->is_test);
}

static gboolean
is_withdrawal (const PodLabItem *item)
{
  return item->status == POD_LAB_STATUS_WITHDRAWN ||
         item->status == POD_LAB_STATUS_ENTERED_IN_ERROR;
}

/* Not read, and not by its status or its date. */
static gboolean
is_unusable (const PodLabItem *item)
{
  if (item->finding.origin == NULL)
    return TRUE;
  if (item->reason == NULL || is_withdrawal (item))
    return FALSE;
  return !item->readable || item->status == POD_LAB_STATUS_CANCELLED ||
         item->status == POD_LAB_STATUS_UNKNOWN ||
         (item->status == POD_LAB_STATUS_NONE && pod_date_is_complete (item->finding.when.date));
}

void
pod_judge_remember (PodJudge *judge, const PodLabItem *item, gint64 subject)
{
  const PodLabItem *first;
  char *mark;

  if (item->finding.origin == NULL)
    return;
  if (item->readable && !item->is_test && !is_withdrawal (item) && !is_unusable (item))
    pod_day_table_add (judge->days, subject, &item->finding);
  mark = make_mark (subject, item);
  first = g_hash_table_lookup (judge->seen, mark);
  if (first != NULL && (!is_withdrawal (first) || is_withdrawal (item)))
    g_free (mark);
  else
    g_hash_table_replace (judge->seen, mark, (gpointer) item);
}

/* What the quarantine has of that origin; FALSE with an error. */
static gboolean
list_arrived (PodJudge *judge,
              const PodLabItem *item,
              gint64 subject,
              GPtrArray **arrived,
              GError **error)
{
  const PodArrivalQuery query = { .subject = subject, .origin = item->finding.origin };

  *arrived = pod_arrival_item_list (judge->known->connection, NULL, &query, error);
  return *arrived != NULL;
}

static gboolean
is_test (const PodArrivalItem *arrived)
{
  return pod_arrival_cause_has (arrived->cause, TEST);
}

/* The laboratory has sent it again so that its limits can be read: the one that waits without is another. */
static gboolean
repairs_limits (const PodArrivalItem *arrived, const PodLabItem *item)
{
  gboolean has_some = !isnan (item->finding.lower) || !isnan (item->finding.upper);

  return arrived->state == POD_ARRIVAL_WAITING && pod_arrival_cause_has (arrived->cause, LIMITS) &&
         !item->limits_lost && has_some;
}

/* A withdrawal and a result are never the same, nor is what was preliminary the same once it is final. */
static gboolean
is_same_item (const PodArrivalItem *arrived, const PodLabItem *item)
{
  gboolean withdraws = pod_arrival_cause_has (arrived->cause, "withdrawal");

  if (is_test (arrived) != item->is_test)
    return FALSE;
  if (withdraws || is_withdrawal (item))
    return withdraws && is_withdrawal (item);
  return g_strcmp0 (arrived->finding.observation, item->finding.observation) == 0 &&
         (g_strcmp0 (arrived->finding.status, "preliminary") == 0) ==
             (item->status == POD_LAB_STATUS_PRELIMINARY) &&
         pod_import_is_same_result (&arrived->finding, &item->finding);
}

/* What this very line became when its file was read before. */
static gboolean
is_own (const PodJudge *judge, const PodArrivalItem *other)
{
  return judge->arrival != 0 && other->arrival == judge->arrival &&
         other->position == judge->position;
}

/* What there is of that origin by now, or was typed in its place. */
typedef struct
{
  const PodCasebook *casebook;
  const PodFinding *standing; /* NULL for nothing */
  const PodFinding
      *of_day; /* a rival of the day on record; NULL for nothing, and for what is only tried out */
  const PodLabItem *before; /* in this file; NULL for nothing */
  gboolean has_open; /* something lies there that nobody has settled, or came before in this file */
} Present;

/* It names what stands, or nothing at all.  What was typed is found by what it says: one that leaves that out names whatever was typed only as
 * long as nobody has settled it. */
static gboolean
names_standing (const PodLabItem *item, const Present *present)
{
  if (present->standing->origin == NULL)
    return item->readable;
  return !item->readable || pod_import_is_same_result (present->standing, &item->finding);
}

/* What a withdrawal took back has come back since, or it names what stands, or nothing at all: then it is to be decided anew, as where it comes to take
 * back what nobody has taken yet.  Another result of that origin, which was recorded since, it says nothing of. */
static gboolean
is_back (const PodJudge *judge,
         const PodArrivalItem *arrived,
         const PodLabItem *item,
         const Present *present)
{
  const PodFinding *standing = present->standing;
  const PodCasebook *casebook;
  const PodFinding *taken;

  if (present->has_open)
    return TRUE;
  if (standing == NULL)
    return FALSE;
  if (names_standing (item, present))
    return TRUE;
  casebook = g_hash_table_lookup (judge->known->casebooks, &standing->record.subject);
  taken = pod_casebook_find_finding (casebook, arrived->result);
  return taken != NULL && pod_import_is_same_result (standing, taken);
}

/* A person has said that a result stands although it was taken back: of that one, and of no other that came since.  A withdrawal that leaves
 * its value out does not tell which that was: it is asked about once more, rather than passed over. */
static gboolean
is_overruled (const PodArrivalItem *arrived, const PodLabItem *item, const Present *present)
{
  if (present->has_open)
    return FALSE;
  return present->standing == NULL ||
         (item->readable && pod_import_is_same_result (&arrived->finding, &item->finding));
}

static gboolean
counts_as_withdrawal (const PodJudge *judge,
                      const PodArrivalItem *arrived,
                      const PodLabItem *item,
                      const Present *present)
{
  if (arrived->state == POD_ARRIVAL_ACCEPTED)
    return is_own (judge, arrived) || !is_back (judge, arrived, item, present);
  if (arrived->state == POD_ARRIVAL_REJECTED)
    return is_own (judge, arrived) || is_overruled (arrived, item, present);
  return arrived->state != POD_ARRIVAL_UNDONE;
}

/* Such a result was taken before, and what stands now is its laboratory's correction. */
static gboolean
was_corrected (const PodArrivalItem *arrived, const Present *present)
{
  return arrived->state == POD_ARRIVAL_ACCEPTED && present->standing != NULL &&
         present->standing->origin != NULL &&
         g_strcmp0 (present->standing->status, "corrected") == 0;
}

/* What was taken counts as long as its result stands, and what took one back as long as that is out, whatever became of the file; what a
 * person took out is not known.  What was corrected since is known where the very file comes again.  Whether what was on record when it came still
 * is the record tells. */
static gboolean
counts (const PodJudge *judge,
        const PodArrivalItem *arrived,
        const PodLabItem *item,
        const Present *present)
{
  const PodFinding *result;

  if (pod_arrival_cause_has (arrived->cause, "withdrawal"))
    return counts_as_withdrawal (judge, arrived, item, present);
  if (arrived->state == POD_ARRIVAL_REJECTED && g_strcmp0 (arrived->cause, "duplicate") == 0)
    return FALSE;
  if (arrived->state != POD_ARRIVAL_ACCEPTED)
    return arrived->state != POD_ARRIVAL_UNDONE;
  result = pod_casebook_find_finding (present->casebook, arrived->result);
  if (result != NULL && !result->record.voided)
    return TRUE;
  return result != NULL && judge->same_file != 0 && arrived->arrival == judge->same_file &&
         item->status != POD_LAB_STATUS_CORRECTED && was_corrected (arrived, present);
}

/* What the laboratory wrote of it is kept already: a file that grows brings it again and again. */
static gboolean
is_kept_beside (const GPtrArray *arrived, const PodLabItem *item)
{
  for (guint i = 0; i < arrived->len; i++)
    {
      const PodArrivalItem *other = g_ptr_array_index (arrived, i);

      if (other->state == POD_ARRIVAL_REJECTED && g_strcmp0 (other->cause, "duplicate") == 0 &&
          is_same_item (other, item))
        return TRUE;
    }
  return FALSE;
}

/* It came with these very bytes: as this line of them, or as another. */
static gboolean
is_of_file (const PodJudge *judge, const PodArrivalItem *other, gboolean of_line)
{
  return judge->same_file != 0 && other->arrival == judge->same_file &&
         (other->position == judge->index) == of_line;
}

/* The same that came before, in another file, and lies there still or was settled; the line's own first. */
static const PodArrivalItem *
find_same (const PodJudge *judge,
           const GPtrArray *arrived,
           const PodLabItem *item,
           const Present *present)
{
  const PodArrivalItem *same = NULL;

  for (guint i = 0; i < arrived->len; i++)
    {
      const PodArrivalItem *other = g_ptr_array_index (arrived, i);

      if (!counts (judge, other, item, present) || !is_same_item (other, item))
        continue;
      if (is_of_file (judge, other, TRUE))
        return other;
      if (same == NULL && !repairs_limits (other, item))
        same = other;
    }
  return same;
}

/* Where nothing that it meets is on record, what there is only came in, too; but of a file that is taken at once what came before it is being
 * recorded, unless it contradicts this. */
static PodMet
find_met (const PodJudge *judge, const Present *present, const char *cause)
{
  if (present->standing != NULL ||
      (pod_arrival_cause_has (cause, "same_day") && present->of_day != NULL))
    return POD_MET_RECORD;
  return judge->takes && judge->rival == NULL ? POD_MET_RECORD : POD_MET_ARRIVAL;
}

/* What contradicts it in this file is of its own test, specimen and time. */
static gboolean
is_own_rival (const PodJudge *judge, const PodLabItem *item)
{
  return judge->rival != NULL &&
         g_strcmp0 (judge->rival->finding.origin, item->finding.origin) == 0;
}

/* The line of this file that it meets; 0 for none, or where what it meets is on record. */
static guint
find_line (const PodJudge *judge,
           const PodLabItem *item,
           const Present *present,
           const char *cause,
           PodMet met)
{
  const PodLabItem *other = NULL;

  if (met != POD_MET_ARRIVAL)
    return 0;
  if (pod_arrival_cause_has (cause, "another_result"))
    other = is_own_rival (judge, item) ? judge->rival : present->before;
  else if (pod_arrival_cause_has (cause, "same_day") && !is_own_rival (judge, item))
    other = judge->rival;
  return other != NULL && other->line != item->line ? other->line : 0;
}

/* Whose the number in the file is but for hyphens; NULL for nobody's. */
static const PodSubject *
find_near (const PodJudge *judge, const PodLabItem *item, const PodCasebook *casebook)
{
  return pod_known_find_near (judge->known, pod_casebook_get_subject (casebook), item->subject_key);
}

/* Says of a near number whose the two are. */
static void
wait_and_name (const PodJudge *judge,
               const PodLabItem *item,
               const Present *present,
               const char *cause,
               PodMet met,
               PodJudgement *judgement)
{
  wait_for (judgement, cause, met);
  judgement->reason = pod_arrival_cause_name_near (judgement->reason, cause,
                                                   pod_casebook_get_subject (present->casebook),
                                                   find_near (judge, item, present->casebook));
  /* What lies there lost them before the table had any. */
  if (item->limits_lost && !pod_judge_are_limits_lost (judge, item, present->casebook))
    judgement->reason = pod_arrival_cause_name_table (judgement->reason);
}

static void
wait_for_other (const PodJudge *judge,
                const PodLabItem *item,
                const Present *present,
                const char *cause,
                PodJudgement *judgement)
{
  PodMet met = find_met (judge, present, cause);

  wait_and_name (judge, item, present, cause, met, judgement);
  judgement->line = find_line (judge, item, present, cause, met);
}

static void
wait_with (const PodJudge *judge,
           const PodArrivalItem *same,
           const PodLabItem *item,
           const Present *present,
           PodJudgement *judgement)
{
  wait_for_other (judge, item, present, g_intern_string (same->cause), judgement);
  judgement->is_kept = FALSE;
  judgement->lies_there = same->state == POD_ARRIVAL_WAITING;
  if (judgement->lies_there)
    return;
  judgement->as = POD_ARRIVAL_CLEAR;
  judgement->cause = "not_taken";
  judgement->reason = _ ("it has come in already; nobody has taken it yet");
}

/* What became of it when it came in before. */
static void
know_settled (PodJudgement *judgement, const PodArrivalItem *same, const Present *present)
{
  const PodFinding *result = pod_casebook_find_finding (present->casebook, same->result);

  if (same->state == POD_ARRIVAL_REJECTED && g_strcmp0 (same->resolution, "withdrawn") == 0)
    know (judgement, _ ("it came in already, and the laboratory took it back"));
  else if (same->state == POD_ARRIVAL_REJECTED)
    know (judgement, _ ("it came in already, and was rejected by a person"));
  else if (pod_arrival_cause_has (same->cause, "withdrawal"))
    know (judgement, _ ("it came in already, and the result that it takes back was taken out"));
  else if (result != NULL && result->record.voided)
    know (judgement, _ ("it came in already, and was corrected since"));
  else
    know_recorded (judgement);
}

static gboolean
take_over (const PodJudge *judge,
           const GPtrArray *arrived,
           const PodLabItem *item,
           const Present *present,
           PodJudgement *judgement)
{
  const PodArrivalItem *same = find_same (judge, arrived, item, present);

  if (same == NULL)
    return FALSE;
  if (is_own (judge, same) && same->state == POD_ARRIVAL_CLEAR)
    *judgement = (PodJudgement){ "accepted", POD_ARRIVAL_CLEAR, NULL, NULL, FALSE };
  else if (is_of_file (judge, same, FALSE))
    know_repeated (judgement, (guint) same->line);
  else if (same->state == POD_ARRIVAL_WAITING || same->state == POD_ARRIVAL_CLEAR)
    wait_with (judge, same, item, present, judgement);
  else
    know_settled (judgement, same, present);
  return TRUE;
}

/* Whether something of that origin, tried out or real as this is, lies there that nobody has rejected. */
static gboolean
has_rival (const GPtrArray *arrived, const PodLabItem *item)
{
  for (guint i = 0; i < arrived->len; i++)
    {
      const PodArrivalItem *other = g_ptr_array_index (arrived, i);

      if (is_test (other) == item->is_test &&
          (other->state == POD_ARRIVAL_CLEAR || other->state == POD_ARRIVAL_WAITING))
        return TRUE;
    }
  return FALSE;
}

/* ---- why a person decides ---- */

/* What stands, lies in the quarantine, or came before in this file, of the same test and day. */
static gboolean
find_of_day (PodJudge *judge,
             const PodLabItem *item,
             const Present *present,
             const char **other,
             GError **error)
{
  gint64 subject = pod_casebook_get_subject (present->casebook)->record.id;
  const PodFinding *finding = &item->finding, *open;

  if (item->is_test)
    return TRUE;
  if (!pod_known_find_open_day (judge->known, judge->study, subject, finding, &open, error))
    return FALSE;
  if (open != NULL || judge->rival != NULL || present->of_day != NULL ||
      pod_day_table_find (judge->days, judge->study, subject, finding) != NULL ||
      pod_day_table_find_said (judge->days, judge->study, subject, finding, FALSE) != NULL)
    *other = "same_day";
  return TRUE;
}

static gboolean
is_other_patient (const PodLabItem *item, const PodCasebook *casebook, PodDate birth)
{
  const char *sex = pod_casebook_get_subject (casebook)->sex;

  return pod_judge_is_same_sex (item->sex, sex) == POD_FALSE ||
         pod_judge_is_same_date (item->birth, birth) == POD_FALSE;
}

/* What was typed has no origin: the withdrawal that took it out tells of which it was. */
static gboolean
was_typed_and_withdrawn (const PodJudge *judge,
                         const PodCasebook *casebook,
                         const PodFinding *finding,
                         const GPtrArray *arrived)
{
  for (guint i = 0; i < arrived->len; i++)
    {
      const PodArrivalItem *withdrawal = g_ptr_array_index (arrived, i);
      const PodFinding *taken = pod_arrival_took_back (withdrawal)
                                    ? pod_casebook_find_finding (casebook, withdrawal->result)
                                    : NULL;

      if (taken != NULL && taken->record.voided && taken->origin == NULL &&
          g_strcmp0 (taken->observation, finding->observation) == 0 &&
          pod_import_says_the_same (judge->study, taken, finding))
        return TRUE;
    }
  return FALSE;
}

static gboolean
was_withdrawn (PodJudge *judge,
               const PodCasebook *casebook,
               const PodFinding *finding,
               const GPtrArray *arrived)
{
  const PodFinding *withdrawn = pod_known_find_withdrawn (judge->known, casebook, finding);

  return (withdrawn != NULL && pod_import_is_same_result (withdrawn, finding)) ||
         was_typed_and_withdrawn (judge, casebook, finding, arrived);
}

/* Why a person decides, whatever the value says, and whosever it is. */
static const char *
find_main_cause (const PodLabItem *item, const char *other)
{
  if (item->status == POD_LAB_STATUS_PRELIMINARY)
    return "preliminary";
  if (!pod_date_is_complete (item->finding.when.date))
    return "partial_date";
  return item->status == POD_LAB_STATUS_CORRECTED ? "correction" : other;
}

/* @cause: (nullable) */
static const char *
join_causes (const char *cause, const char *weightier)
{
  g_autofree char *both = NULL;

  if (cause == NULL || weightier == NULL)
    return weightier != NULL ? weightier : cause;
  both = g_strconcat (cause, POD_ARRIVAL_AND, weightier, NULL);
  return g_intern_string (both);
}

/* An interface may be left on "test" for years: the mark stands beside what else speaks against the result, never in place of it.  So does a doubt
 * of the value beside that it is here already, or was. */
static const char *
find_cause (const PodJudge *judge,
            const PodLabItem *item,
            const PodCasebook *casebook,
            PodDate birth,
            const char *other)
{
  const char *cause = join_causes (find_main_cause (item, other),
                                   pod_judge_find_doubt (judge, item, casebook));

  if (is_other_patient (item, casebook, birth))
    cause = join_causes (cause, "wrong_patient");
  if (find_near (judge, item, casebook) != NULL)
    cause = join_causes (cause, POD_ARRIVAL_NEAR_NUMBER);
  if (cause == NULL && item->flag_disagrees)
    cause = "flag";
  if (pod_judge_are_limits_lost (judge, item, casebook))
    cause = join_causes (LIMITS, cause);
  return join_causes (item->is_test ? TEST : NULL, cause);
}

/* In another file than this. */
static gboolean
came_before_its_correction (const PodLabItem *item,
                            const Present *present,
                            const GPtrArray *arrived)
{
  for (guint i = 0; i < arrived->len; i++)
    if (was_corrected (g_ptr_array_index (arrived, i), present) &&
        is_same_item (g_ptr_array_index (arrived, i), item))
      return TRUE;
  return FALSE;
}

/* What else there is or was of it, and first what of that is on record; *other: NULL for nothing. */
static gboolean
find_other (PodJudge *judge,
            const PodLabItem *item,
            const Present *present,
            const GPtrArray *arrived,
            const char **other,
            GError **error)
{
  gboolean is_beside_record = present->standing == NULL && present->of_day != NULL;
  gboolean has_another = present->before != NULL || present->has_open;

  *other = NULL;
  if (came_before_its_correction (item, present, arrived))
    *other = "corrected_before";
  else if (present->standing != NULL || (has_another && !is_beside_record))
    *other = "another_result";
  else if (was_withdrawn (judge, present->casebook, &item->finding, arrived))
    *other = "withdrawn_before";
  else if (is_own_rival (judge, item) && !is_beside_record)
    *other = "another_result";
  else
    return find_of_day (judge, item, present, other, error);
  return TRUE;
}

/* ---- the judgement ---- */

static const char *
find_refusal (const PodJudge *judge, const PodFinding *finding, PodDate birth)
{
  /* Of a birth date that is only a year, what certainly lies before it. */
  if (pod_date_is_before (finding->when.date, birth) == POD_TRUE)
    return _ ("the date of collection lies before the patient’s birth");
  if (pod_date_first_day (finding->when.date) > pod_date_first_day (judge->today))
    return _ ("the date of collection lies in the future");
  return NULL;
}

/* A withdrawal of what is not here is nothing to decide, nor is one that is only tried out.  Whose result it takes out may be as doubtful as whose another
 * is. */
static void
judge_withdrawal (const PodJudge *judge,
                  const PodLabItem *item,
                  const Present *present,
                  PodJudgement *judgement)
{
  gboolean is_near = find_near (judge, item, present->casebook) != NULL;
  const char *cause = join_causes ("withdrawal", is_near ? POD_ARRIVAL_NEAR_NUMBER : NULL);

  if (item->is_test)
    refuse (judgement, _ ("a test message takes a result back; nothing is taken out"));
  else if (present->standing != NULL || present->before != NULL || present->has_open)
    wait_and_name (judge, item, present, cause, POD_MET_RECORD, judgement);
  else
    refuse (judgement, item->reason);
}

gboolean
pod_import_is_final_of (const PodFinding *earlier, const PodFinding *finding)
{
  return g_strcmp0 (earlier->status, "preliminary") == 0 &&
         g_strcmp0 (finding->status, "preliminary") != 0;
}

static gboolean
is_known (const PodFinding *earlier, const PodLabItem *item)
{
  return pod_import_is_same_result (earlier, &item->finding) &&
         !pod_import_is_final_of (earlier, &item->finding);
}

/* What is only tried out is nobody's. */
static const PodFinding *
find_said (const PodJudge *judge, const PodLabItem *item, const PodCasebook *casebook)
{
  return item->is_test ? NULL
                       : pod_known_find_said (judge->known, judge->study, casebook, &item->finding,
                                              is_withdrawal (item));
}

/* It stands, typed or as another of the laboratory's items: but what came of its own since, and waits, may be what it corrects. */
static gboolean
is_said_already (const PodLabItem *item, const Present *present)
{
  return present->before == NULL && !present->has_open &&
         !pod_import_is_final_of (present->standing, &item->finding);
}

static gboolean
stands_already (const PodLabItem *item, const Present *present)
{
  const PodFinding *standing = present->standing;

  if (standing == NULL)
    return FALSE;
  return g_strcmp0 (standing->origin, item->finding.origin) == 0 ? is_known (standing, item)
                                                                 : is_said_already (item, present);
}

static gboolean
is_repeated (const PodLabItem *item, const PodLabItem *before)
{
  return before != NULL && before->status == item->status && is_known (&before->finding, item);
}

static gboolean
judge_usable (PodJudge *judge,
              const PodLabItem *item,
              PodCasebook *casebook,
              PodDate birth,
              PodJudgement *judgement,
              GError **error)
{
  gint64 subject = pod_casebook_get_subject (casebook)->record.id;
  g_autofree char *mark = make_mark (subject, item);
  Present present = { .casebook = casebook,
                      .standing = pod_known_find_recorded (judge->known, casebook, &item->finding),
                      .before = g_hash_table_lookup (judge->seen, mark) };
  g_autoptr (GPtrArray) arrived = NULL;
  const char *other, *cause;

  if (present.standing == NULL)
    present.standing = find_said (judge, item, casebook);
  if (!item->is_test)
    present.of_day = pod_known_find_day (judge->known, judge->study, casebook, &item->finding);
  if (!list_arrived (judge, item, subject, &arrived, error))
    return FALSE;
  present.has_open = has_rival (arrived, item) ||
                     (present.before != NULL && !is_withdrawal (present.before));
  if (take_over (judge, arrived, item, &present, judgement))
    return TRUE;
  if (is_withdrawal (item))
    judge_withdrawal (judge, item, &present, judgement);
  else if (stands_already (item, &present))
    know_standing (judgement, present.standing->origin != NULL || is_kept_beside (arrived, item));
  else if (is_repeated (item, present.before))
    know_repeated (judgement, present.before->line);
  else
    {
      if (!find_other (judge, item, &present, arrived, &other, error))
        return FALSE;
      cause = find_cause (judge, item, casebook, birth, other);
      *judgement = (PodJudgement){ "accepted", POD_ARRIVAL_CLEAR, NULL, NULL, TRUE };
      if (cause != NULL)
        wait_for_other (judge, item, &present, cause, judgement);
    }
  return TRUE;
}

gboolean
pod_judge_item (PodJudge *judge,
                const PodLabItem *item,
                PodCasebook *casebook,
                PodJudgement *judgement,
                GError **error)
{
  PodDate birth;
  const char *refusal;

  if (!item->mapped)
    {
      *judgement = (PodJudgement){ "unmapped", POD_ARRIVAL_UNMAPPED, NULL, item->reason, TRUE };
      return TRUE;
    }
  if (is_unusable (item))
    {
      refuse (judgement, item->reason);
      return TRUE;
    }
  if (!pod_known_find_birth (judge->known, casebook, &birth, error))
    return FALSE;
  refusal = find_refusal (judge, &item->finding, birth);
  if (refusal == NULL)
    return judge_usable (judge, item, casebook, birth, judgement, error);
  refuse (judgement, refusal);
  return TRUE;
}
