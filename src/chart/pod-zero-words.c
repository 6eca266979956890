#include "pod-zero-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

const char *
pod_zero_get_axis_title (const PodTimeline *timeline)
{
  switch (timeline->zero_is)
    {
    case POD_ZERO_PLANNED:
      return _ ("Study day; no infusion yet: day 0 is its planned day");
    case POD_ZERO_CONSENT:
      return _ ("Study day; no infusion yet: day 0 is consent");
    case POD_ZERO_TODAY:
      return _ ("Study day; no infusion yet: day 0 is today");
    case POD_ZERO_INFUSION:
    default:
      return _ ("Study day; day 0 is the infusion");
    }
}

const char *
pod_zero_get_heading (const PodTimeline *timeline)
{
  switch (timeline->zero_is)
    {
    case POD_ZERO_PLANNED:
      return _ ("Day (0: planned infusion)");
    case POD_ZERO_CONSENT:
      return _ ("Day (0: consent)");
    case POD_ZERO_TODAY:
      return _ ("Day (0: today)");
    case POD_ZERO_INFUSION:
    default:
      return _ ("Day");
    }
}
