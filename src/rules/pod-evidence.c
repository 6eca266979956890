#include "pod-evidence-private.h"

#include <math.h>

PodEvidence *
pod_evidence_new (PodEvidenceKind kind, PodTruth truth, char *text)
{
  PodEvidence *evidence = g_new0 (PodEvidence, 1);

  evidence->ref_count = 1;
  evidence->kind = kind;
  evidence->truth = truth;
  evidence->text = g_ref_string_acquire (text);
  evidence->value = NAN;
  evidence->limit = NAN;
  evidence->margin = NAN;
  evidence->fact.lower = NAN;
  evidence->fact.upper = NAN;
  evidence->fact.when = POD_MOMENT_NONE;
  evidence->children = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_evidence_unref);
  return evidence;
}

PodEvidence *
pod_evidence_new_course (const PodCourse *course)
{
  g_autoptr (GRefString) text = g_ref_string_new_intern (course->treatment);
  PodEvidence *evidence = pod_evidence_new (POD_EVIDENCE_COURSE, POD_UNKNOWN, text);

  evidence->fact.ref = course->ref;
  evidence->value = course->dose;
  evidence->unit = course->unit;
  evidence->from = course->start;
  evidence->to = course->ongoing ? POD_DATE_NONE : course->end;
  evidence->ongoing = course->ongoing;
  return evidence;
}

void
pod_evidence_unref (PodEvidence *evidence)
{
  if (evidence == NULL || !g_atomic_int_dec_and_test (&evidence->ref_count))
    return;
  if (evidence->courses != NULL)
    pod_evidence_unref (evidence->courses->other);
  g_free (evidence->courses);
  g_ptr_array_unref (evidence->children);
  g_ref_string_release (evidence->text);
  g_free ((char *) evidence->fact.text);
  g_free ((char *) evidence->fact.source);
  g_free (evidence);
}

void
pod_evidence_add (PodEvidence *evidence, PodEvidence *child)
{
  g_ptr_array_add (evidence->children, child);
}

void
pod_evidence_set_fact (PodEvidence *evidence, const PodFact *fact)
{
  evidence->fact = *fact;
  evidence->fact.code = g_intern_string (fact->code);
  evidence->fact.text = g_strdup (fact->text);
  evidence->fact.source = g_strdup (fact->source);
}

PodDate
pod_evidence_earlier (PodDate a, PodDate b)
{
  return pod_date_compare (a, b) <= 0 ? a : b;
}

static const PodEvidence *
get_child (const PodEvidence *evidence, guint index)
{
  return g_ptr_array_index (evidence->children, index);
}

/* What child @index says to its parent: the premise of *implies* speaks as its opposite, for
 * "a implies b" is "not a, or b". */
static PodTruth
hear_child (const PodEvidence *evidence, guint index)
{
  PodTruth truth = get_child (evidence, index)->truth;

  if (evidence->kind == POD_EVIDENCE_NOT || (evidence->kind == POD_EVIDENCE_IMPLIES && index == 0))
    return pod_truth_not (truth);
  return truth;
}

/* How many of the children have to be true for it to be true. */
static guint
count_needed (const PodEvidence *evidence)
{
  if (evidence->kind == POD_EVIDENCE_AT_LEAST)
    return evidence->needed;
  return evidence->kind == POD_EVIDENCE_ALL ? evidence->children->len : 1;
}

guint
pod_evidence_count_needed (const PodEvidence *evidence)
{
  guint needed = count_needed (evidence);

  return evidence->truth == POD_FALSE ? evidence->children->len - needed + 1 : needed;
}

static PodTruth
find_truth (const PodEvidence *evidence)
{
  guint n[3] = { 0 };

  for (guint i = 0; i < evidence->children->len; i++)
    n[hear_child (evidence, i)]++;
  return pod_truth_at_least (count_needed (evidence), n[POD_TRUE], n[POD_UNKNOWN]);
}

/* Does one child alone carry the verdict? */
static gboolean
suffices_alone (const PodEvidence *evidence)
{
  return evidence->truth != POD_UNKNOWN && pod_evidence_count_needed (evidence) == 1;
}

/* The latest first, what does not expire before all. */
static int
compare_last_days (gconstpointer a, gconstpointer b)
{
  return pod_date_compare (*(const PodDate *) b, *(const PodDate *) a);
}

/* Of the children that carry the verdict, so many may expire as are not needed; the next takes it along. */
static PodDate
find_last_day (const PodEvidence *evidence)
{
  g_autoptr (GArray) days = NULL;

  /* What is not known today does not become known by waiting. */
  if (evidence->truth == POD_UNKNOWN)
    return POD_DATE_NONE;
  days = g_array_new (FALSE, FALSE, sizeof (PodDate));
  for (guint i = 0; i < evidence->children->len; i++)
    if (hear_child (evidence, i) == evidence->truth)
      g_array_append_val (days, get_child (evidence, i)->valid_until);
  g_array_sort (days, compare_last_days);
  return g_array_index (days, PodDate, pod_evidence_count_needed (evidence) - 1);
}

void
pod_evidence_conclude (PodEvidence *evidence)
{
  evidence->truth = find_truth (evidence);
  evidence->valid_until = find_last_day (evidence);
}

static gboolean
is_setting (const PodEvidence *evidence)
{
  return evidence->symbol != NULL && evidence->symbol->setting != NULL;
}

/* By how the site reads the rule the rest of it does not matter. */
static gboolean
is_settled (const PodEvidence *evidence)
{
  for (guint i = 0; suffices_alone (evidence) && i < evidence->children->len; i++)
    if (is_setting (get_child (evidence, i)) && hear_child (evidence, i) == evidence->truth)
      return TRUE;
  return FALSE;
}

static void
mark_children (PodEvidence *evidence)
{
  gboolean settled = is_settled (evidence);

  for (guint i = 0; i < evidence->children->len; i++)
    {
      PodEvidence *child = g_ptr_array_index (evidence->children, i);

      child->decides = evidence->decides && hear_child (evidence, i) == evidence->truth &&
                       (!settled || is_setting (child));
      mark_children (child);
    }
}

void
pod_evidence_mark_deciding (PodEvidence *root)
{
  root->decides = TRUE;
  mark_children (root);
}

static gboolean
is_leaf (const PodEvidence *evidence)
{
  return evidence->kind == POD_EVIDENCE_COMPARE || evidence->kind == POD_EVIDENCE_FLAG ||
         evidence->kind == POD_EVIDENCE_OVER_TIME;
}

void
pod_evidence_foreach_leaf (const PodEvidence *evidence,
                           gboolean deciding,
                           PodEvidenceFunc func,
                           gpointer data)
{
  if (deciding && !evidence->decides)
    return;
  if (is_leaf (evidence))
    {
      func (evidence, data);
      return;
    }
  for (guint i = 0; i < evidence->children->len; i++)
    pod_evidence_foreach_leaf (get_child (evidence, i), deciding, func, data);
}

/* No value of the observation would help where it is the date to count from that is not known. */
static void
add_missing (GPtrArray *missing, const PodEvidence *evidence)
{
  if (evidence->symbol == NULL || evidence->absence == POD_ABSENCE_NONE ||
      evidence->absence == POD_ABSENCE_NO_ANCHOR)
    return;
  for (guint i = 0; i < missing->len; i++)
    if (((const PodSymbol *) g_ptr_array_index (missing, i))->name == evidence->symbol->name)
      return;
  g_ptr_array_add (missing, (gpointer) evidence->symbol);
}

/* What reads several observations or values has them as children; only those without a value are missing. */
static void
add_missing_cb (const PodEvidence *leaf, gpointer data)
{
  gboolean found = FALSE;

  for (guint i = 0; i < leaf->children->len; i++)
    {
      add_missing (data, get_child (leaf, i));
      found = found || get_child (leaf, i)->absence != POD_ABSENCE_NONE;
    }
  if (!found)
    add_missing (data, leaf);
}

GPtrArray *
pod_evidence_get_missing (const PodEvidence *evidence)
{
  GPtrArray *missing = g_ptr_array_new ();

  if (evidence->truth == POD_UNKNOWN)
    pod_evidence_foreach_leaf (evidence, TRUE, add_missing_cb, missing);
  return missing;
}
