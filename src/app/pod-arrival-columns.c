/* What the list of results that came in shows of each. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-columns.h"

#include <glib/gi18n-lib.h>

#include "pod-arrival-row.h"
#include "pod-text-column.h"

/* What fits beside the panel of a small screen: a result is read to the end of its unit, which the file makes way for; the panel has all the
 * rest. */
void
pod_arrival_columns_append (GtkColumnView *view)
{
  static const PodTitledColumn columns[] = {
    { NC_ ("arrivals", "Subject"), { pod_arrival_row_say_subject, NULL, 8, FALSE, FALSE, 2 } },
    { NC_ ("arrivals", "Test"),
      { pod_arrival_row_say_test, pod_arrival_row_explain_test, 13, TRUE, FALSE, 2 } },
    { NC_ ("arrivals", "Result"),
      { pod_arrival_row_say_result, pod_arrival_row_explain_result, 15, TRUE } },
    { NC_ ("arrivals", "Collected"), { pod_arrival_row_say_collected, NULL, 18, FALSE } },
    { NC_ ("arrivals", "State"),
      { pod_arrival_row_say_state, pod_arrival_row_say_reason, 9, FALSE } },
    { NC_ ("arrivals", "File"),
      { pod_arrival_row_say_file, pod_arrival_row_explain_file, 8, FALSE } },
  };

  pod_text_columns_append (view, "arrivals", columns, G_N_ELEMENTS (columns), NULL);
}

/* Not what was measured, nor when: the number of a file would be found in it. */
GListModel *
pod_arrival_columns_find (PodListFind *find, GListStore *rows, GtkColumnView *view)
{
  static const PodCellText texts[] = {
    pod_arrival_row_say_subject, pod_arrival_row_say_test, pod_arrival_row_say_state,
    pod_arrival_row_say_reason,  pod_arrival_row_say_file,
  };

  return pod_list_find_attach (find, G_LIST_MODEL (rows), texts, G_N_ELEMENTS (texts),
                               GTK_WIDGET (view));
}
