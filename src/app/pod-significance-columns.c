/* What the list of results to judge shows of each, and what of it is looked through. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-significance-columns.h"

#include <glib/gi18n-lib.h>

#include "pod-significance-item.h"
#include "pod-text-column.h"

void
pod_significance_columns_append (GtkColumnView *view)
{
  static const PodTitledColumn columns[] = {
    { NC_ ("results to judge", "Judgement"), { pod_significance_item_say_state, NULL, 10, TRUE } },
    { NC_ ("results to judge", "Day"), { pod_significance_item_say_day, NULL, 10, FALSE } },
    { NC_ ("results to judge", "Result"),
      { pod_significance_item_say_name, NULL, 14, TRUE, TRUE } },
    { NC_ ("results to judge", "Value"),
      { pod_significance_item_print_value, pod_significance_item_explain_value, 10, FALSE } },
    { NC_ ("results to judge", "Limits"),
      { pod_significance_item_say_limits, pod_significance_item_explain_limits, 7, FALSE } },
    { NC_ ("results to judge", "Flag"),
      { pod_significance_item_say_flag, pod_significance_item_explain_flag, 2, FALSE } },
    { NC_ ("results to judge", "Grade"),
      { pod_significance_item_say_grade, pod_significance_item_explain_grade, 10, FALSE } },
    { NC_ ("results to judge", "Previous"),
      { pod_significance_item_say_previous, pod_significance_item_explain_previous, 10, TRUE } },
    { NC_ ("results to judge", "Change"), { pod_significance_item_say_change, NULL, 6, FALSE } },
  };

  pod_text_columns_append (view, "results to judge", columns, G_N_ELEMENTS (columns), NULL);
}

/* Not the numbers: who looks for a grade would find them all. */
GListModel *
pod_significance_columns_find (PodListFind *find, GListStore *items, GtkColumnView *view)
{
  static const PodCellText texts[] = {
    pod_significance_item_say_state, pod_significance_item_say_day,
    pod_significance_item_say_name,  pod_significance_item_explain_flag,
    pod_significance_item_say_grade,
  };

  return pod_list_find_attach (find, G_LIST_MODEL (items), texts, G_N_ELEMENTS (texts),
                               GTK_WIDGET (view));
}
