#include "pod-deidentify.h"

/* The day that stands for a date of which only the month or the year is known. */
static PodDate
impute (PodDate date)
{
  if (date.month == 0)
    return pod_date_new (date.year, 6, 30);
  return date.day == 0 ? pod_date_new (date.year, date.month, 15) : date;
}

static PodDate
cut_back (PodDate moved, PodDate like)
{
  if (like.month == 0)
    return pod_date_new (moved.year, 0, 0);
  return like.day == 0 ? pod_date_new (moved.year, moved.month, 0) : moved;
}

PodDate
pod_shift_date (PodShift shift, PodDate date)
{
  int months = date.month == 0 ? 12 : 1;
  PodDate moved, cut;

  if (shift.profile == POD_PROFILE_CODED || !pod_date_is_set (date))
    return date;
  if (shift.profile == POD_PROFILE_STUDY_DAY)
    return POD_DATE_NONE;
  moved = pod_date_add_days (impute (date), shift.offset);
  cut = cut_back (moved, date);
  if (pod_date_equal (cut, date))
    cut = cut_back (pod_date_add_months (moved, shift.offset < 0 ? -months : months), date);
  return cut;
}

PodMoment
pod_shift_moment (PodShift shift, PodMoment moment)
{
  PodMoment moved = moment;

  moved.date = pod_shift_date (shift, moment.date);
  if (!pod_date_is_complete (moved.date))
    moved.minute = -1;
  return moved;
}
