#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-limits-change-view.h"

#include <glib/gi18n-lib.h>

#include "pod-label-keep.h"
#include "pod-regraded-item.h"
#include "pod-text-column.h"

struct _PodLimitsChangeView
{
  AdwBin parent_instance;

  GListStore *items; /* PodRegradedItem */

  GtkLabel *title;
  GtkLabel *words;
  GtkWidget *list;
  GtkColumnView *view;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (PodLimitsChangeView, pod_limits_change_view, ADW_TYPE_BIN)

static void
add_columns (PodLimitsChangeView *self)
{
  static const PodTitledColumn columns[] = {
    { NC_ ("limits", "Subject"), { pod_regraded_item_say_subject, NULL, 8, FALSE } },
    { NC_ ("limits", "Day"), { pod_regraded_item_say_day, NULL, 14, FALSE } },
    { NC_ ("limits", "Result"), { pod_regraded_item_say_test, NULL, 12, TRUE, FALSE, 2 } },
    { NC_ ("limits", "Value"), { pod_regraded_item_say_value, NULL, 10, FALSE } },
    { NC_ ("limits", "Before"), { pod_regraded_item_say_before, NULL, 16, TRUE, FALSE, 2 } },
    { NC_ ("limits", "After"), { pod_regraded_item_say_after, NULL, 16, TRUE, FALSE, 2 } },
  };

  pod_text_columns_append (self->view, "limits", columns, G_N_ELEMENTS (columns), NULL);
}

void
pod_limits_change_view_show (PodLimitsChangeView *self,
                             const PodStudy *study,
                             const PodLimitsChange *change,
                             gboolean is_done)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *words = pod_limits_change_to_words (change);

  gtk_label_set_text (self->title, is_done ? _ ("What was saved changed this of what is recorded")
                                           : _ ("Saving it changes this of what is recorded"));
  gtk_label_set_text (self->words, words);
  for (guint i = 0; i < change->regraded->len; i++)
    g_ptr_array_add (items, pod_regraded_item_new (study, g_ptr_array_index (change->regraded, i)));
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  gtk_widget_set_visible (self->list, items->len > 0);
}

/* ---- the class ---- */

static void
pod_limits_change_view_dispose (GObject *object)
{
  g_clear_object (&POD_LIMITS_CHANGE_VIEW (object)->items);
  G_OBJECT_CLASS (pod_limits_change_view_parent_class)->dispose (object);
}

static void
pod_limits_change_view_class_init (PodLimitsChangeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_limits_change_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-limits-change-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PodLimitsChangeView, title);
  gtk_widget_class_bind_template_child (widget_class, PodLimitsChangeView, words);
  gtk_widget_class_bind_template_child (widget_class, PodLimitsChangeView, list);
  gtk_widget_class_bind_template_child (widget_class, PodLimitsChangeView, view);
  gtk_widget_class_bind_template_child (widget_class, PodLimitsChangeView, selection);
}

static void
pod_limits_change_view_init (PodLimitsChangeView *self)
{
  self->items = g_list_store_new (POD_TYPE_REGRADED_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_label_keep (self->words);
  add_columns (self);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->items));
}
