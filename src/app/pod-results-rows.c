#include "pod-results-rows.h"

#include "pod-in-view.h"
#include "pod-results-draft.h"

PodResultsRows *
pod_results_rows_new (void)
{
  PodResultsRows *self = g_new0 (PodResultsRows, 1);

  self->groups = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  return self;
}

void
pod_results_rows_free (PodResultsRows *self)
{
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static PodResultRow *
get_row (PodResultsRows *self, guint i)
{
  return g_ptr_array_index (self->rows, i);
}

static PodResultGroup *
get_group (PodResultsRows *self, guint i)
{
  return g_ptr_array_index (self->groups, i);
}

/* ---- laying them out ---- */

static PodResultGroup *
add_group (PodResultsRows *self, GtkBox *box, PodTrial *trial, const PodGroup *group)
{
  GtkWidget *widget = pod_result_group_new (trial, group);

  gtk_box_append (box, widget);
  g_ptr_array_add (self->groups, widget);
  return POD_RESULT_GROUP (widget);
}

/* @group: (nullable): for those that are in none the study knows. */
static void
fill_group (PodResultsRows *self,
            GtkBox *box,
            PodTrial *trial,
            const PodGroup *group,
            const GPtrArray *observations)
{
  PodResultGroup *widget = NULL;

  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);
      const PodGroup *own = observation->group != NULL
                                ? pod_study_find_group (pod_trial_get_study (trial),
                                                        observation->group)
                                : NULL;
      GtkWidget *row;

      if (own != group)
        continue;
      if (widget == NULL)
        widget = add_group (self, box, trial, group);
      row = pod_result_row_new (trial, observation);
      pod_result_group_add (widget, POD_RESULT_ROW (row));
      g_ptr_array_add (self->rows, row);
    }
}

void
pod_results_rows_fill (PodResultsRows *self,
                       GtkBox *box,
                       PodTrial *trial,
                       const GPtrArray *observations)
{
  const GPtrArray *groups = pod_study_get_groups (pod_trial_get_study (trial));

  for (guint i = 0; i < groups->len; i++)
    fill_group (self, box, trial, g_ptr_array_index (groups, i), observations);
  fill_group (self, box, trial, NULL, observations);
}

void
pod_results_rows_empty (PodResultsRows *self, GtkBox *box)
{
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < self->groups->len; i++)
    gtk_box_remove (box, GTK_WIDGET (get_group (self, i)));
  g_ptr_array_set_size (self->groups, 0);
}

void
pod_results_rows_connect (PodResultsRows *self,
                          GCallback changed_cb,
                          GCallback step_cb,
                          gpointer user_data)
{
  for (guint i = 0; i < self->groups->len; i++)
    g_signal_connect_swapped (get_group (self, i), "changed", changed_cb, user_data);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_signal_connect_swapped (get_row (self, i), "changed", changed_cb, user_data);
      g_signal_connect (get_row (self, i), "step", step_cb, user_data);
    }
}

/* ---- what is on record, and what is seen of it ---- */

void
pod_results_rows_set_record (PodResultsRows *self, PodCasebook *casebook, GHashTable *standings)
{
  for (guint i = 0; i < self->groups->len; i++)
    pod_result_group_set_record (get_group (self, i), casebook, standings);
}

void
pod_results_rows_set_day (PodResultsRows *self, const char *day)
{
  for (guint i = 0; i < self->groups->len; i++)
    pod_result_group_set_day (get_group (self, i), day);
}

guint
pod_results_rows_filter (PodResultsRows *self, const char *needle, gboolean missing_only)
{
  guint shown = 0;

  for (guint i = 0; i < self->groups->len; i++)
    shown += pod_result_group_filter (get_group (self, i), needle, missing_only);
  return shown;
}

guint
pod_results_rows_count (PodResultsRows *self, PodResultRowTest test)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += test (get_row (self, i));
  return n;
}

/* ---- one of them ---- */

PodResultRow *
pod_results_rows_find (PodResultsRows *self, const char *observation)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (pod_result_row_get_observation (get_row (self, i))->symbol.name, observation) ==
        0)
      return get_row (self, i);
  return NULL;
}

static gboolean
can_take_cursor (PodResultRow *row)
{
  return gtk_widget_get_child_visible (GTK_WIDGET (row)) &&
         gtk_widget_is_visible (GTK_WIDGET (row)) && pod_result_row_is_open (row) &&
         !pod_result_row_is_settled (row);
}

/* Not what is only kept in sight because it was typed: whoever looks for another row would type over it. */
PodResultRow *
pod_results_rows_find_first (PodResultsRows *self, const char *needle)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_matches (get_row (self, i), needle) &&
        gtk_widget_get_visible (GTK_WIDGET (get_row (self, i))) &&
        pod_result_row_is_open (get_row (self, i)) &&
        !pod_result_row_is_settled (get_row (self, i)))
      return get_row (self, i);
  return NULL;
}

PodResultRow *
pod_results_rows_find_next (PodResultsRows *self, PodResultRow *row, int step)
{
  guint i;

  if (!g_ptr_array_find (self->rows, row, &i))
    return NULL;
  for (i += (guint) step; i < self->rows->len; i += (guint) step)
    if (can_take_cursor (get_row (self, i)))
      return get_row (self, i);
  return NULL;
}

void
pod_results_rows_show_first (PodResultsRows *self, PodResultRowTest test)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (test (get_row (self, i)))
      {
        pod_in_view_bring (GTK_WIDGET (get_row (self, i)), NULL);
        return;
      }
}

void
pod_results_rows_focus_problem (PodResultsRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_get_problem (get_row (self, i)) != NULL)
      {
        gtk_widget_grab_focus (GTK_WIDGET (get_row (self, i)));
        return;
      }
}

/* ---- what is typed ---- */

gboolean
pod_results_rows_check (PodResultsRows *self)
{
  gboolean fits = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    if (!pod_result_row_check (get_row (self, i)))
      fits = FALSE;
  return fits;
}

void
pod_results_rows_add_typed (PodResultsRows *self, GPtrArray *observations)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      gpointer observation = (gpointer) pod_result_row_get_observation (get_row (self, i));

      if (pod_result_row_is_touched (get_row (self, i)) &&
          !g_ptr_array_find (observations, observation, NULL))
        g_ptr_array_add (observations, observation);
    }
}

void
pod_results_rows_rebase (PodResultsRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    pod_result_row_rebase (get_row (self, i));
}

void
pod_results_rows_clear (PodResultsRows *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_is_touched (get_row (self, i)))
      pod_result_row_clear (get_row (self, i));
}

void
pod_results_rows_write (PodResultsRows *self, GKeyFile *draft)
{
  for (guint i = 0; i < self->groups->len; i++)
    pod_result_group_write (get_group (self, i), draft);
  for (guint i = 0; i < self->rows->len; i++)
    pod_result_row_write (get_row (self, i), draft);
}

void
pod_results_rows_read (PodResultsRows *self, GKeyFile *draft, GKeyFile *apart)
{
  pod_results_draft_copy (draft, apart);
  for (guint i = 0; i < self->groups->len; i++)
    pod_result_group_read (get_group (self, i), draft);
  for (guint i = 0; i < self->rows->len; i++)
    {
      PodResultRow *row = get_row (self, i);
      g_autofree char *group = pod_result_row_name_group (pod_result_row_get_observation (row));

      pod_result_row_read (row, draft);
      g_key_file_remove_group (apart, group, NULL);
    }
}
