#include "pod-truth.h"

PodTruth
pod_truth_from_boolean (gboolean value)
{
  return value ? POD_TRUE : POD_FALSE;
}

PodTruth
pod_truth_not (PodTruth a)
{
  return POD_TRUE - a;
}

PodTruth
pod_truth_and (PodTruth a, PodTruth b)
{
  return MIN (a, b);
}

PodTruth
pod_truth_or (PodTruth a, PodTruth b)
{
  return MAX (a, b);
}

PodTruth
pod_truth_implies (PodTruth a, PodTruth b)
{
  return pod_truth_or (pod_truth_not (a), b);
}

PodTruth
pod_truth_at_least (guint needed, guint n_true, guint n_unknown)
{
  if (n_true >= needed)
    return POD_TRUE;
  return n_true + n_unknown >= needed ? POD_UNKNOWN : POD_FALSE;
}

const char *
pod_truth_to_string (PodTruth a)
{
  switch (a)
    {
    case POD_FALSE:
      return "false";
    case POD_TRUE:
      return "true";
    case POD_UNKNOWN:
    default:
      return "unknown";
    }
}
