/* What is kept of a laboratory's words, as one text each. */

#include <string.h>

#include "pod-importing.h"

/* No file of text holds it. */
#define BETWEEN "\x1f"

char *
pod_import_print (const PodLabItem *item, const char *reason)
{
  return g_strjoin (BETWEEN, item->item, item->value, item->unit, item->range, item->flag,
                    item->specimen, item->collected_text, reason != NULL ? reason : "", item->code,
                    item->system, NULL);
}

/* In the order in which they stand in a message. */
char *
pod_import_join_raw (const PodLabItem *item)
{
  GString *raw = g_string_new (item->raw_patient);

  if (*item->raw_order != '\0')
    g_string_append_printf (raw, "%s%s", raw->len > 0 ? "\n" : "", item->raw_order);
  g_string_append_printf (raw, "%s%s", raw->len > 0 ? "\n" : "", item->raw);
  return g_string_free (raw, FALSE);
}

static const char *
get_status (PodLabStatus status)
{
  if (status == POD_LAB_STATUS_PRELIMINARY)
    return "preliminary";
  return status == POD_LAB_STATUS_CORRECTED ? "corrected" : NULL;
}

/* Of what is not mapped there is no origin: the item's own words stand for it, which tell nothing of the patient. */
void
pod_import_fill_finding (const PodLabItem *item, PodArrivalState state, PodArrivalItem *arrived)
{
  pod_finding_init (&arrived->finding);
  if (state != POD_ARRIVAL_UNMAPPED && state != POD_ARRIVAL_REFUSED)
    {
      arrived->finding = item->finding;
      arrived->finding.status = get_status (item->status);
      return;
    }
  arrived->finding.observation = item->finding.observation;
  arrived->finding.when = item->collected;
  arrived->finding.laboratory = item->finding.laboratory;
}
