#include "pod-evaluator.h"

#include <math.h>
#include <string.h>

#include "pod-exposure.h"

/* exposure() and the like: what the courses on record come to, and what counts where they do not decide. */

/* Until when it counts that somebody attests that all of it is on record: nobody vouches for what comes later.  @flag: what was read. */
static gint32
find_complete_until (PodEvaluation *self, const PodMedication *medication, PodRead *flag)
{
  if (medication->complete == NULL)
    return POD_DAY_MIN;
  *flag = pod_evaluation_peek (self, medication->complete);
  if (flag->absence != POD_ABSENCE_NONE || strcmp (flag->fact.code, "yes") != 0)
    return POD_DAY_MIN;
  return pod_exposure_get_complete_until (flag->fact.when.date, medication->complete_days);
}

/* FALSE where the day to count to is not known. */
static gboolean
find_end (const PodEvaluation *self, const PodNode *node, gint32 *day)
{
  PodDate anchor = POD_DATE_NONE;

  *day = POD_DAY_MAX;
  if (node->anchor != NULL)
    anchor = self->facts->anchor (self->facts->self, node->anchor);
  if (pod_date_is_complete (anchor))
    *day = pod_date_first_day (anchor);
  else if (pod_date_is_set (anchor))
    *day = POD_DAY_MIN;
  return *day != POD_DAY_MIN;
}

/* Everything that is needed to measure on any day.  FALSE where the day to count to is not known. */
static gboolean
begin (PodEvaluation *self, const PodNode *node, PodExposure *exposure, PodRead *flag)
{
  const PodFacts *facts = self->facts;

  *flag = (PodRead){ .symbol = NULL };
  *exposure = (PodExposure){ .kind = node->kind,
                             .mode = node->mode,
                             .gap = node->gap,
                             .in_days = node->unit == pod_unit_from_ucum ("d") };
  exposure->courses = g_array_new (FALSE, FALSE, sizeof (PodCourse));
  if (facts->courses != NULL)
    facts->courses (facts->self, node->medication, exposure->courses);
  exposure->complete_until = find_complete_until (self, node->medication, flag);
  return find_end (self, node, &exposure->anchor);
}

static void
show_courses (PodEvaluation *self, const PodExposure *exposure, gint32 day)
{
  for (guint i = 0; self->looked_at != NULL && i < exposure->courses->len; i++)
    {
      const PodCourse *course = &g_array_index (exposure->courses, PodCourse, i);

      if (pod_exposure_counts (exposure, day, course))
        g_ptr_array_add (self->looked_at, pod_evidence_new_course (course));
    }
}

/* The attestation is evidence where it was relied on, and missing where it would help. */
static void
finish (PodEvaluation *self, PodExposure *exposure, PodRead *flag, gboolean undecided)
{
  gboolean complete = pod_exposure_is_complete (exposure, pod_date_first_day (self->as_of));

  show_courses (self, exposure, pod_date_first_day (self->as_of));
  if (flag->symbol != NULL && (complete || undecided))
    {
      if (flag->absence == POD_ABSENCE_NONE && !complete)
        flag->absence = POD_ABSENCE_INCOMPLETE;
      g_array_append_vals (self->reads, flag, 1);
    }
  g_array_unref (exposure->courses);
}

static PodNumber
get_bound (PodBounds bounds, gboolean upper)
{
  if (bounds.least == bounds.most)
    return pod_number_exactly (bounds.least);
  return upper && isfinite (bounds.most)
             ? (PodNumber){ POD_ABSENCE_NONE, POD_AT_MOST, bounds.most }
             : (PodNumber){ POD_ABSENCE_NONE, POD_AT_LEAST, bounds.least };
}

PodNumber
pod_evaluation_get_exposure (PodEvaluation *self, const PodNode *node)
{
  PodExposure exposure;
  PodRead flag;
  PodNumber number = pod_number_absent (POD_ABSENCE_NO_ANCHOR);

  if (begin (self, node, &exposure, &flag))
    number = get_bound (pod_exposure_measure (&exposure, pod_date_first_day (self->as_of)), FALSE);
  finish (self, &exposure, &flag, number.comparator != POD_EXACTLY && node->children->len == 0);
  if (node->children->len > 0 &&
      (number.absence != POD_ABSENCE_NONE || number.comparator != POD_EXACTLY))
    {
      PodNumber other = pod_evaluation_get_number (self, pod_node_get (node, 0));

      return other.absence == POD_ABSENCE_NONE || number.absence != POD_ABSENCE_NONE ? other
                                                                                     : number;
    }
  return number;
}

/* ---- what is told of it ---- */

static PodCount
find_count (const PodNode *asked)
{
  static const PodCount modes[] = { [POD_EXPOSURE_CURRENT] = POD_COUNT_CURRENT,
                                    [POD_EXPOSURE_CUMULATIVE] = POD_COUNT_CUMULATIVE,
                                    [POD_EXPOSURE_LONGEST] = POD_COUNT_LONGEST };

  switch (asked->kind)
    {
    case POD_NODE_STABLE_DOSE:
      return POD_COUNT_STABLE_DOSE;
    case POD_NODE_DAYS_SINCE_GIVEN:
      return POD_COUNT_SINCE_GIVEN;
    case POD_NODE_EVER_GIVEN:
      return POD_COUNT_EVER_GIVEN;
    default:
      return modes[asked->mode];
    }
}

/* Only for the leaf itself: an exposure inside of a sum is no answer by itself. */
static PodCourseCount *
begin_count (PodEvaluation *self, const PodNode *asked, const PodExposure *exposure)
{
  PodCourseCount *count;

  if (self->looked_at == NULL)
    return NULL;
  count = g_new0 (PodCourseCount, 1);
  count->count = find_count (asked);
  count->medication = g_intern_string (asked->medication->name);
  count->most = INFINITY;
  count->until = POD_DATE_NONE;
  count->attested = POD_DATE_NONE;
  if (exposure->anchor < pod_date_first_day (self->as_of) && exposure->anchor != POD_DAY_MIN)
    count->until = pod_date_from_day (exposure->anchor);
  g_clear_pointer (&self->courses, g_free);
  self->courses = count;
  return count;
}

static void
show_bounds (PodCourseCount *count,
             const PodExposure *exposure,
             const PodRead *flag,
             gint32 today,
             PodBasis basis)
{
  PodBounds bounds = pod_exposure_measure (exposure, today);

  count->basis = basis;
  count->least = bounds.least;
  count->most = bounds.most;
  if (pod_exposure_is_complete (exposure, today))
    count->attested = flag->fact.when.date;
}

/* What was typed, by the plain name @node; the leaf in hand is not to know that it was looked at.  @truth: of a yes-or-no. */
static PodEvidence *
show_other (PodEvaluation *self, const PodNode *node, PodNumber *number, PodTruth *truth)
{
  guint n = self->reads->len;
  PodAbsence absence = self->absence;
  PodRead read = *pod_evaluation_read (self, node);

  if (number != NULL)
    *number = pod_evaluation_get_number (self, node);
  else
    *truth = pod_evaluation_get_truth (self, node);
  g_array_set_size (self->reads, n);
  self->absence = absence;
  return read.absence == POD_ABSENCE_NONE
             ? pod_evaluation_show (read.symbol, read.absence, &read.fact)
             : NULL;
}

static gboolean
is_plain_read (const PodNode *asked)
{
  return asked->children->len > 0 && (pod_node_get (asked, 0)->kind == POD_NODE_VALUE ||
                                      pod_node_get (asked, 0)->kind == POD_NODE_LATEST);
}

/* ---- against a limit ---- */

/* What a leaf compares on any day: bounds against a limit, else what was read instead. */
typedef struct
{
  PodRelation relation;
  PodNumber limit;
  PodTruth otherwise;
} Question;

static PodTruth
decide (PodBounds bounds, const Question *question, PodNumber *left)
{
  PodTruth truth;

  *left = get_bound (bounds, FALSE);
  truth = pod_number_compare (*left, question->relation, question->limit);
  if (truth != POD_UNKNOWN)
    return truth;
  *left = get_bound (bounds, TRUE);
  return pod_number_compare (*left, question->relation, question->limit);
}

static PodTruth
decide_on_cb (PodBounds bounds, gpointer data)
{
  const Question *question = data;
  PodNumber left;
  PodTruth truth = decide (bounds, question, &left);

  return truth != POD_UNKNOWN ? truth : question->otherwise;
}

static gboolean
turns_once (const PodNode *node)
{
  return !pod_node_get (node, 1)->reads && node->relation != POD_RELATION_EQ &&
         node->relation != POD_RELATION_NE;
}

static void
find_validity (PodEvaluation *self,
               const PodNode *node,
               const PodExposure *exposure,
               const Question *question,
               PodLeaf *leaf)
{
  gint32 today = pod_date_first_day (self->as_of);

  if (exposure->anchor <= today)
    return;
  leaf->valid_until = turns_once (node) ? pod_exposure_find_last_day (exposure, today, decide_on_cb,
                                                                      (gpointer) question)
                                        : self->as_of;
}

/* What the rule names after "else" counts where the courses do not decide. */
static PodNumber
take_other (PodEvaluation *self, const PodNode *asked, Question *question, PodLeaf *leaf)
{
  PodNumber other = pod_evaluation_get_number (self, pod_node_get (asked, 0));

  leaf->absence = pod_absence_combine (other.absence, question->limit.absence);
  if (leaf->absence != POD_ABSENCE_NONE)
    return other;
  question->otherwise = pod_number_compare (other, question->relation, question->limit);
  leaf->truth = question->otherwise;
  if (leaf->truth == POD_UNKNOWN)
    leaf->absence = POD_ABSENCE_CENSORED;
  return other;
}

/* An attestation whose date does not tell whether it counts already: by itself it may, tomorrow. */
static PodDate
find_doubt (const PodEvaluation *self, const PodRead *flag)
{
  return flag->symbol != NULL && flag->absence == POD_ABSENCE_UNDATED ? self->as_of : POD_DATE_NONE;
}

/* The courses against the limit.  What they come to is in @left. */
static void
judge_courses (PodEvaluation *self,
               const PodExposure *exposure,
               const Question *question,
               PodLeaf *leaf,
               PodNumber *left)
{
  gint32 today = pod_date_first_day (self->as_of);

  leaf->truth = decide (pod_exposure_measure (exposure, today), question, left);
  if (leaf->truth == POD_UNKNOWN)
    leaf->absence = pod_exposure_is_complete (exposure, today) ? POD_ABSENCE_UNDATED
                                                               : POD_ABSENCE_INCOMPLETE;
}

/* Whether the courses decide it although nobody attests that they are all. */
static PodBasis
find_basis (const PodExposure *exposure, const Question *question, gint32 today)
{
  PodExposure bare = *exposure;
  PodNumber left;

  bare.complete_until = POD_DAY_MIN;
  return decide (pod_exposure_measure (&bare, today), question, &left) != POD_UNKNOWN
             ? POD_BASIS_COURSES
             : POD_BASIS_ATTESTED;
}

static void
show_count (PodEvaluation *self,
            const PodNode *asked,
            const PodExposure *exposure,
            const PodRead *flag,
            const Question *question,
            gboolean is_other)
{
  gint32 today = pod_date_first_day (self->as_of);
  PodCourseCount *count = begin_count (self, asked, exposure);
  PodNumber other;

  if (count == NULL)
    return;
  count->basis = is_other ? POD_BASIS_OTHER : POD_BASIS_COURSES;
  if (exposure->anchor != POD_DAY_MIN)
    show_bounds (count, exposure, flag, today,
                 is_other ? POD_BASIS_OTHER : find_basis (exposure, question, today));
  if (!is_plain_read (asked))
    return;
  count->other = show_other (self, pod_node_get (asked, 0), &other, NULL);
  if (count->other == NULL)
    return;
  count->other->value = other.number;
  count->other->comparator = other.comparator;
  count->other->truth = pod_number_compare (other, question->relation, question->limit);
}

static void
show_numbers (PodLeaf *leaf, PodNumber left, PodNumber limit, gboolean read)
{
  leaf->comparator = left.comparator;
  if (left.absence == POD_ABSENCE_NONE && !read)
    leaf->value = left.number;
  if (limit.absence == POD_ABSENCE_NONE)
    leaf->limit = limit.number;
  if (leaf->truth != POD_UNKNOWN)
    leaf->margin = pod_leaf_find_margin (leaf, left.number);
}

void
pod_evaluation_judge_exposure (PodEvaluation *self, const PodNode *node, PodLeaf *leaf)
{
  const PodNode *asked = pod_node_get (node, 0);
  Question question = { node->relation, pod_evaluation_get_number (self, pod_node_get (node, 1)),
                        POD_UNKNOWN };
  gboolean is_other = asked->children->len > 0 && question.limit.absence == POD_ABSENCE_NONE;
  PodNumber left = pod_number_absent (POD_ABSENCE_NO_ANCHOR);
  PodExposure exposure;
  PodRead flag;

  leaf->absence = question.limit.absence;
  if (!begin (self, asked, &exposure, &flag))
    leaf->absence = pod_absence_combine (leaf->absence, POD_ABSENCE_NO_ANCHOR);
  else if (leaf->absence == POD_ABSENCE_NONE)
    judge_courses (self, &exposure, &question, leaf, &left);
  is_other = is_other && leaf->truth == POD_UNKNOWN;
  if (is_other)
    left = take_other (self, asked, &question, leaf);
  show_numbers (leaf, left, question.limit, is_other && is_plain_read (asked));
  if (leaf->truth != POD_UNKNOWN)
    find_validity (self, node, &exposure, &question, leaf);
  if (is_other)
    leaf->valid_until = pod_evidence_earlier (leaf->valid_until, find_doubt (self, &flag));
  show_count (self, asked, &exposure, &flag, &question, is_other);
  finish (self, &exposure, &flag, leaf->truth == POD_UNKNOWN && !is_other);
}

/* ---- ever_given() ---- */

static PodTruth
was_given (PodBounds bounds)
{
  if (bounds.least >= 1)
    return POD_TRUE;
  return bounds.most <= 0 ? POD_FALSE : POD_UNKNOWN;
}

static PodTruth
was_given_on_cb (PodBounds bounds, gpointer data)
{
  PodTruth truth = was_given (bounds);

  return truth != POD_UNKNOWN ? truth : *(const PodTruth *) data;
}

static void
show_ever_given (PodEvaluation *self,
                 const PodNode *node,
                 const PodExposure *exposure,
                 const PodRead *flag,
                 gboolean is_other)
{
  gint32 today = pod_date_first_day (self->as_of);
  PodCourseCount *count = begin_count (self, node, exposure);
  PodTruth truth = POD_UNKNOWN;

  if (count == NULL)
    return;
  count->basis = is_other ? POD_BASIS_OTHER : POD_BASIS_COURSES;
  if (exposure->anchor != POD_DAY_MIN)
    show_bounds (count, exposure, flag, today,
                 is_other                                            ? POD_BASIS_OTHER
                 : pod_exposure_measure (exposure, today).least >= 1 ? POD_BASIS_COURSES
                                                                     : POD_BASIS_ATTESTED);
  if (!is_plain_read (node))
    return;
  count->other = show_other (self, pod_node_get (node, 0), NULL, &truth);
  if (count->other != NULL)
    count->other->truth = truth;
}

void
pod_evaluation_judge_ever_given (PodEvaluation *self, const PodNode *node, PodLeaf *leaf)
{
  gint32 today = pod_date_first_day (self->as_of);
  PodTruth otherwise = POD_UNKNOWN;
  gboolean is_other = FALSE;
  PodExposure exposure;
  PodRead flag;

  leaf->kind = POD_EVIDENCE_FLAG;
  if (!begin (self, node, &exposure, &flag))
    leaf->absence = POD_ABSENCE_NO_ANCHOR;
  else
    {
      leaf->truth = was_given (pod_exposure_measure (&exposure, today));
      if (leaf->truth == POD_UNKNOWN)
        leaf->absence = pod_exposure_is_complete (&exposure, today) ? POD_ABSENCE_UNDATED
                                                                    : POD_ABSENCE_INCOMPLETE;
    }
  if (leaf->truth == POD_UNKNOWN && node->children->len > 0)
    {
      is_other = TRUE;
      otherwise = pod_evaluation_get_truth (self, pod_node_get (node, 0));
      leaf->truth = otherwise;
      leaf->absence = otherwise == POD_UNKNOWN ? self->absence : POD_ABSENCE_NONE;
    }
  if (leaf->truth != POD_UNKNOWN && exposure.anchor > today)
    leaf->valid_until = pod_exposure_find_last_day (&exposure, today, was_given_on_cb, &otherwise);
  if (is_other)
    leaf->valid_until = pod_evidence_earlier (leaf->valid_until, find_doubt (self, &flag));
  show_ever_given (self, node, &exposure, &flag, is_other);
  finish (self, &exposure, &flag, leaf->truth == POD_UNKNOWN && !is_other);
}
