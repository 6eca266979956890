#include "pod-significance-standing.h"

#include "pod-significance-item.h"
#include "pod-text-column.h"

/* Ids of findings; of the row that has the keyboard, 0 where none has. */
struct _PodSignificanceStanding
{
  GArray *ids;
  GArray *chosen;
  gint64 focused;
};

static const PodFinding *
get_finding (GtkSelectionModel *selection, guint position)
{
  g_autoptr (PodSignificanceItem) item = g_list_model_get_item (G_LIST_MODEL (selection), position);

  /* The list keeps it. */
  return item != NULL ? pod_significance_item_get_finding (item) : NULL;
}

static guint
find_position (GtkSelectionModel *selection, gint64 id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    if (get_finding (selection, i)->record.id == id)
      return i;
  return GTK_INVALID_LIST_POSITION;
}

PodSignificanceStanding *
pod_significance_standing_new (GtkColumnView *view, GtkSelectionModel *selection)
{
  PodSignificanceStanding *self = g_new0 (PodSignificanceStanding, 1);
  PodSignificanceItem *focused = pod_text_column_get_focused (view);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->focused = focused != NULL ? pod_significance_item_get_finding (focused)->record.id : 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (selection)); i++)
    {
      gint64 id = get_finding (selection, i)->record.id;

      g_array_append_val (self->ids, id);
      if (gtk_selection_model_is_selected (selection, i))
        g_array_append_val (self->chosen, id);
    }
  return self;
}

void
pod_significance_standing_free (PodSignificanceStanding *self)
{
  g_array_unref (self->ids);
  g_array_unref (self->chosen);
  g_free (self);
}

/* Where @id is now, else the next that followed it and is still there, else the last before it. */
static guint
find_heir (const PodSignificanceStanding *self, GtkSelectionModel *selection, gint64 id)
{
  const GArray *ids = self->ids;
  guint start = 0, position = GTK_INVALID_LIST_POSITION;

  while (start < ids->len && g_array_index (ids, gint64, start) != id)
    start++;
  for (guint i = start; position == GTK_INVALID_LIST_POSITION && i < ids->len; i++)
    position = find_position (selection, g_array_index (ids, gint64, i));
  for (guint i = start; position == GTK_INVALID_LIST_POSITION && i-- > 0;)
    position = find_position (selection, g_array_index (ids, gint64, i));
  return position;
}

/* Whether any is left of what was there. */
static gboolean
is_same_list (const PodSignificanceStanding *self, GtkSelectionModel *selection)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (find_position (selection, g_array_index (self->ids, gint64, i)) !=
        GTK_INVALID_LIST_POSITION)
      return TRUE;
  return FALSE;
}

static gboolean
is_waiting (const PodFinding *finding)
{
  return !pod_finding_is_judged (finding) ||
         (pod_finding_is_significant (finding) && !pod_finding_is_attributed (finding));
}

/* The first, where none waits. */
static guint
find_waiting (GtkSelectionModel *selection)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));

  for (guint i = 0; i < n; i++)
    if (is_waiting (get_finding (selection, i)))
      return i;
  return n > 0 ? 0 : GTK_INVALID_LIST_POSITION;
}

static void
add_position (GtkBitset *positions, guint position)
{
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_bitset_add (positions, position);
}

static void
choose_again (const PodSignificanceStanding *self, GtkSelectionModel *selection)
{
  g_autoptr (GtkBitset) chosen = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset)
      all = gtk_bitset_new_range (0, g_list_model_get_n_items (G_LIST_MODEL (selection)));

  for (guint i = 0; i < self->chosen->len; i++)
    add_position (chosen, find_position (selection, g_array_index (self->chosen, gint64, i)));
  if (self->chosen->len > 0 && gtk_bitset_is_empty (chosen))
    add_position (chosen, find_heir (self, selection, g_array_index (self->chosen, gint64, 0)));
  if (gtk_bitset_is_empty (chosen) && !is_same_list (self, selection))
    add_position (chosen, find_waiting (selection));
  gtk_selection_model_set_selection (selection, chosen, all);
}

void
pod_significance_standing_restore (PodSignificanceStanding *self,
                                   GtkColumnView *view,
                                   GtkSelectionModel *selection)
{
  guint position = self->focused != 0 ? find_heir (self, selection, self->focused)
                                      : GTK_INVALID_LIST_POSITION;
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (selection), position);

  choose_again (self, selection);
  if (item != NULL && !pod_text_column_focus (view, item))
    gtk_widget_grab_focus (GTK_WIDGET (view));
}
