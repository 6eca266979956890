#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-result-input.h"

#include <glib/gi18n-lib.h>

#include "pod-answer-input.h"
#include "pod-choice.h"
#include "pod-date-row.h"
#include "pod-results-paste.h"
#include "pod-words.h"

/* A number with its comparator; a text takes the place that there is. */
#define NUMBER_COLUMNS 9

struct _PodResultInput
{
  GtkBox parent_instance;

  const PodObservation *observation;
  GtkWidget *value;    /* a GtkEntry, PodDateRow or PodAnswerInput */
  GPtrArray *units;    /* PodUnit; empty for what has none */
  GtkDropDown *choice; /* (nullable): of the unit */
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodResultInput, pod_result_input, GTK_TYPE_BOX)

static const char *
get_name (PodResultInput *self)
{
  return pod_words_get (&self->observation->label, pod_words_locale ());
}

static void
changed_cb (PodResultInput *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activate_cb (PodResultInput *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

/* ---- units ---- */

static void
add_unit (PodResultInput *self, const PodUnit *unit)
{
  if (unit != NULL && !g_ptr_array_find (self->units, unit, NULL))
    g_ptr_array_add (self->units, (gpointer) unit);
}

/* Several units are read alike: mg/g and mg/g{creat}. The first of them stands for all. */
static gboolean
is_read_alike (PodResultInput *self, const PodUnit *unit)
{
  for (guint i = 0; i < self->units->len; i++)
    if (g_str_equal (pod_unit_to_words (g_ptr_array_index (self->units, i)),
                     pod_unit_to_words (unit)))
      return TRUE;
  return FALSE;
}

static void
list_units (PodResultInput *self)
{
  add_unit (self, self->observation->symbol.unit);
  for (guint i = 0; i < self->observation->n_conversions; i++)
    if (!is_read_alike (self, self->observation->conversions[i].from))
      add_unit (self, self->observation->conversions[i].from);
}

static void
add_unit_list (PodResultInput *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autofree char *name = g_strdup_printf (_ ("Unit of %s"), get_name (self));

  for (guint i = 0; i < self->units->len; i++)
    gtk_string_list_append (words, pod_unit_to_words (g_ptr_array_index (self->units, i)));
  self->choice = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (words)), NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->choice), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->choice), "result-unit");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->choice), _ ("Unit (Ctrl+U)"));
  pod_choice_show_whole (GTK_WIDGET (self->choice), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->choice));
}

static void
add_units (PodResultInput *self)
{
  GtkWidget *label;

  if (self->units->len > 1)
    {
      add_unit_list (self);
      return;
    }
  label = gtk_label_new (self->units->len == 1
                             ? pod_unit_to_words (g_ptr_array_index (self->units, 0))
                             : "");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "result-unit");
  gtk_box_append (GTK_BOX (self), label);
}

/* ---- values ---- */

/* ---- what is pasted: a column goes down the rows, anything else is GTK's own ---- */

static void paste_cb (GtkText *text, PodResultInput *self);

static void
paste_here (PodResultInput *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->value));

  g_signal_handlers_block_by_func (text, paste_cb, self);
  g_signal_emit_by_name (text, "paste-clipboard");
  g_signal_handlers_unblock_by_func (text, paste_cb, self);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PodResultInput) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (!pod_results_paste_is_column (text) ||
      !gtk_widget_activate_action (GTK_WIDGET (self), "results.paste", "(ss)",
                                   self->observation->symbol.name, text))
    paste_here (self);
}

static void
paste_cb (GtkText *text, PodResultInput *self)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (text)), NULL, pasted_cb,
                                 g_object_ref (self));
}

static GtkWidget *
make_entry (PodResultInput *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), NUMBER_COLUMNS);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_name (self), -1);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "paste-clipboard",
                    G_CALLBACK (paste_cb), self);
  gtk_box_append (GTK_BOX (self), entry);
  return entry;
}

static GtkWidget *
make_date (PodResultInput *self, PodDate today)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = g_object_new (POD_TYPE_DATE_ROW, "title", _ ("Date"), NULL);
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  pod_date_row_set_today (POD_DATE_ROW (row), today);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_hexpand (list, TRUE);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_name (self), -1);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (activate_cb), self);
  gtk_box_append (GTK_BOX (self), list);
  return row;
}

static GtkWidget *
make_answer (PodResultInput *self)
{
  GtkWidget *answer = pod_answer_input_new (self->observation);

  gtk_widget_set_halign (answer, GTK_ALIGN_END);
  gtk_widget_set_hexpand (answer, TRUE);
  gtk_box_append (GTK_BOX (self), answer);
  return answer;
}

static GtkWidget *
make_value (PodResultInput *self, PodDate today)
{
  switch (self->observation->symbol.kind)
    {
    case POD_KIND_CHOICE:
    case POD_KIND_FLAG:
      return make_answer (self);
    case POD_KIND_DATE:
      return make_date (self, today);
    case POD_KIND_QUANTITY:
    case POD_KIND_TEXT:
    default:
      return make_entry (self);
    }
}

/* ---- the widget ---- */

static gboolean
pod_result_input_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (POD_RESULT_INPUT (widget)->value);
}

static void
pod_result_input_finalize (GObject *object)
{
  g_ptr_array_unref (POD_RESULT_INPUT (object)->units);
  G_OBJECT_CLASS (pod_result_input_parent_class)->finalize (object);
}

static void
pod_result_input_class_init (PodResultInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_result_input_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = pod_result_input_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_RESULT_INPUT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", POD_TYPE_RESULT_INPUT, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
pod_result_input_init (PodResultInput *self)
{
  self->units = g_ptr_array_new ();
  gtk_box_set_spacing (GTK_BOX (self), 6);
}

GtkWidget *
pod_result_input_new (const PodObservation *observation, PodDate today)
{
  PodResultInput *self = g_object_new (POD_TYPE_RESULT_INPUT, NULL);

  self->observation = observation;
  self->value = make_value (self, today);
  g_signal_connect_swapped (self->value, "changed", G_CALLBACK (changed_cb), self);
  if (observation->symbol.kind == POD_KIND_QUANTITY)
    {
      list_units (self);
      add_units (self);
    }
  return GTK_WIDGET (self);
}

const char *
pod_result_input_get_text (PodResultInput *self)
{
  const char *code;

  g_return_val_if_fail (POD_IS_RESULT_INPUT (self), "");

  if (GTK_IS_EDITABLE (self->value))
    return gtk_editable_get_text (GTK_EDITABLE (self->value));
  code = pod_answer_input_get_code (POD_ANSWER_INPUT (self->value));
  return code != NULL ? code : "";
}

void
pod_result_input_set_text (PodResultInput *self, const char *text)
{
  g_return_if_fail (POD_IS_RESULT_INPUT (self) && text != NULL);

  if (GTK_IS_EDITABLE (self->value))
    gtk_editable_set_text (GTK_EDITABLE (self->value), text);
  else
    pod_answer_input_set_code (POD_ANSWER_INPUT (self->value), text);
  changed_cb (self);
}

void
pod_result_input_set_record (PodResultInput *self, const char *words)
{
  g_return_if_fail (POD_IS_RESULT_INPUT (self));

  if (POD_IS_ANSWER_INPUT (self->value))
    pod_answer_input_set_hint (POD_ANSWER_INPUT (self->value), NULL);
  if (!GTK_IS_ENTRY (self->value))
    return;
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->value), words);
  if (words != NULL)
    gtk_widget_add_css_class (self->value, "on-record");
  else
    gtk_widget_remove_css_class (self->value, "on-record");
}

void
pod_result_input_set_hint (PodResultInput *self, const char *words)
{
  g_return_if_fail (POD_IS_RESULT_INPUT (self) && words != NULL);

  if (POD_IS_ANSWER_INPUT (self->value))
    {
      pod_answer_input_set_hint (POD_ANSWER_INPUT (self->value), words);
      return;
    }
  pod_result_input_set_record (self, NULL);
  if (GTK_IS_ENTRY (self->value))
    gtk_entry_set_placeholder_text (GTK_ENTRY (self->value), words);
}

void
pod_result_input_set_answer_align (PodResultInput *self, GtkAlign align)
{
  g_return_if_fail (POD_IS_RESULT_INPUT (self));

  if (POD_IS_ANSWER_INPUT (self->value))
    gtk_widget_set_halign (self->value, align);
}

const PodUnit *
pod_result_input_get_unit (PodResultInput *self)
{
  guint selected;

  g_return_val_if_fail (POD_IS_RESULT_INPUT (self), NULL);

  selected = self->choice != NULL ? gtk_drop_down_get_selected (self->choice) : 0;
  return selected < self->units->len ? g_ptr_array_index (self->units, selected) : NULL;
}

/* One that is not offered, though it measures the same, was used before. */
static gboolean
offer_unit (PodResultInput *self, const PodUnit *unit)
{
  double factor;

  if (self->choice == NULL || !pod_observation_get_factor (self->observation, unit, &factor))
    return FALSE;
  add_unit (self, unit);
  gtk_string_list_append (GTK_STRING_LIST (gtk_drop_down_get_model (self->choice)),
                          pod_unit_to_words (unit));
  return TRUE;
}

void
pod_result_input_set_unit (PodResultInput *self, const PodUnit *unit)
{
  guint i;

  g_return_if_fail (POD_IS_RESULT_INPUT (self));

  if (unit == NULL || (!g_ptr_array_find (self->units, unit, NULL) && !offer_unit (self, unit)) ||
      self->choice == NULL)
    return;
  if (g_ptr_array_find (self->units, unit, &i))
    gtk_drop_down_set_selected (self->choice, i);
}

gboolean
pod_result_input_open_units (PodResultInput *self)
{
  g_return_val_if_fail (POD_IS_RESULT_INPUT (self), FALSE);

  if (self->choice == NULL)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->choice));
  gtk_widget_activate (GTK_WIDGET (self->choice));
  return TRUE;
}

gboolean
pod_result_input_has_cursor (PodResultInput *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, self->value);
}

void
pod_result_input_mark (PodResultInput *self, gboolean wrong)
{
  GtkWidget *value = self->value;

  g_return_if_fail (POD_IS_RESULT_INPUT (self));

  if (wrong)
    gtk_widget_add_css_class (value, "error");
  else
    gtk_widget_remove_css_class (value, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
