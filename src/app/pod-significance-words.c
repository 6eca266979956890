#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-significance-words.h"

#include <glib/gi18n-lib.h>

#include "pod-significance-item.h"

char *
pod_significance_say_order (GListModel *shown, const char *standing)
{
  guint n = g_list_model_get_n_items (shown), n_new = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PodSignificanceItem) item = g_list_model_get_item (shown, i);

      n_new += pod_significance_item_is_new (item);
    }
  if (n_new == 0 || n_new == n)
    return g_strdup (standing != NULL ? standing : "");
  /* Translators: what waits, or who signed, a sentence; then how the list below it is ordered. */
  return g_strstrip (g_strdup_printf (_ ("%s New grades since infusion stand first, the highest "
                                         "before others."),
                                      standing != NULL ? standing : ""));
}

/* The one that is chosen; NULL where none is, or several are. */
static PodSignificanceItem *
get_only_chosen (GtkSelectionModel *selection)
{
  g_autoptr (GtkBitset) chosen = gtk_selection_model_get_selection (selection);

  return gtk_bitset_get_size (chosen) == 1
             ? g_list_model_get_item (G_LIST_MODEL (selection), gtk_bitset_get_minimum (chosen))
             : NULL;
}

/* @doubt: (nullable): how the specimen of the one that is chosen was collected.  Free with g_free(). */
static char *
say_doubted (const char *count, const char *doubt)
{
  /* Translators: how many are chosen, then of the one how its specimen was collected, for which it is in doubt. */
  return doubt != NULL ? g_strdup_printf (C_ ("collection", "%1$s, in doubt (%2$s)"), count, doubt)
                       : g_strdup (count);
}

char *
pod_significance_say_chosen (GtkSelectionModel *selection, guint n)
{
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u result chosen",
                                                         "%u results chosen", n),
                                            n);
  g_autoptr (PodSignificanceItem) item = n == 1 ? get_only_chosen (selection) : NULL;
  const char *kept = item != NULL ? pod_significance_item_get_kept (item) : NULL;
  const char *note = item != NULL ? pod_significance_item_get_note (item) : NULL;
  g_autofree char *doubt = item != NULL ? pod_significance_item_say_doubt (item) : NULL;
  g_autofree char *doubted = say_doubted (count, doubt);
  g_autofree char *words = NULL;

  if (kept != NULL)
    /* Translators: how many are chosen, then that the value of the one is not plausible and why it was kept. */
    words = g_strdup_printf (C_ ("kept result", "%1$s: %2$s"), doubted, kept);
  else
    words = g_steal_pointer (&doubted);
  return note != NULL ? g_strdup_printf (C_ ("grade", "%1$s. %2$s"), words, note)
                      : g_steal_pointer (&words);
}
