#include "pod-history-detail.h"

#include "pod-history-columns.h"

struct _PodHistoryDetail
{
  AdwBin parent_instance;

  GtkLabel *head;
  GtkLabel *when;
  GtkLabel *old_value;
  GtkLabel *new_value;
  GtkLabel *why;
};

G_DEFINE_FINAL_TYPE (PodHistoryDetail, pod_history_detail, ADW_TYPE_BIN)

static void
show_value (GtkLabel *label, const char *value)
{
  gtk_label_set_text (label, value != NULL ? value : "–");
}

/* What a computed value rests on, as which creatinine and what age, stands behind the words that the list has: in the program's own signs. */
static char *
say_in_full (PodHistoryItem *item, PodTrial *trial, gboolean old)
{
  const char *value = old ? pod_history_item_get_old (item) : pod_history_item_get_new (item);
  g_autofree char *words = pod_history_item_say_value (item, trial, old);

  if (words == NULL || g_strcmp0 (pod_history_item_get_field (item), "method") != 0 ||
      g_strcmp0 (words, value) == 0)
    return g_steal_pointer (&words);
  return g_strdup_printf ("%s (%s)", words, value);
}

/* "Changed: Adverse event · Neutropenia · Grade", and "pi, principal investigator, Changhai Hospital". */
static void
show_item (PodHistoryDetail *self, PodTrial *trial, PodHistoryItem *item)
{
  const char *field = pod_history_item_get_field (item);
  const char *organisation = pod_history_item_get_organisation (item);
  const char *role = pod_history_item_say_role (item);
  g_autofree char *record = pod_history_item_say_record (item, trial);
  g_autofree char *when = pod_history_item_say_exactly_when (item);
  g_autofree char *old = say_in_full (item, trial, TRUE);
  g_autofree char *new = say_in_full (item, trial, FALSE);
  g_autoptr (GString) head = g_string_new (pod_history_item_say_action (item));
  g_autoptr (GString) who = g_string_new (pod_history_item_get_user (item));

  if (record != NULL)
    g_string_append_printf (head, " · %s", record);
  if (field != NULL)
    g_string_append_printf (head, " · %s",
                            pod_history_field_to_words (pod_history_item_get_table (item), field));
  if (role != NULL)
    g_string_append_printf (who, " · %s", role);
  if (organisation != NULL)
    g_string_append_printf (who, " · %s", organisation);
  g_string_append_printf (who, " · %s", when);
  gtk_label_set_text (self->head, head->str);
  gtk_label_set_text (self->when, who->str);
  show_value (self->old_value, old);
  show_value (self->new_value, new);
  show_value (self->why, pod_history_item_get_why (item));
}

/* What is not seen is not kept either: a lock takes away what was typed. */
static void
clear (PodHistoryDetail *self)
{
  GtkLabel *labels[] = { self->head, self->when, self->old_value, self->new_value, self->why };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_label_set_text (labels[i], "");
}

static void
pod_history_detail_class_init (PodHistoryDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-history-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, PodHistoryDetail, head);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryDetail, when);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryDetail, old_value);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryDetail, new_value);
  gtk_widget_class_bind_template_child (widget_class, PodHistoryDetail, why);
}

static void
pod_history_detail_init (PodHistoryDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_history_detail_show (PodHistoryDetail *self, PodTrial *trial, PodHistoryItem *item)
{
  gtk_widget_set_visible (GTK_WIDGET (self), item != NULL);
  if (item != NULL)
    show_item (self, trial, item);
  else
    clear (self);
}
