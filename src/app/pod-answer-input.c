#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-answer-input.h"

#include <glib/gi18n-lib.h>

#include "pod-choice.h"
#include "pod-words.h"

/* What is longer, in columns of the screen, is a list. */
#define MOST_COLUMNS 34
/* Where nothing is chosen yet, a list is as wide as the field of a number. */
#define LIST_WIDTH 168

struct _PodAnswerInput
{
  GtkBox parent_instance;

  const PodObservation *observation;
  GPtrArray *codes;   /* interned by the study */
  GPtrArray *buttons; /* (nullable): GtkToggleButton, one for each code */
  GtkDropDown *list;  /* (nullable) */
  gboolean setting;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodAnswerInput, pod_answer_input, GTK_TYPE_BOX)

static const char *
say_answer (PodAnswerInput *self, guint i)
{
  const char *code = g_ptr_array_index (self->codes, i);
  const char *words = pod_observation_get_choice (self->observation, code, pod_words_locale ());

  if (g_strcmp0 (words, code) != 0)
    return words;
  if (g_str_equal (code, "yes"))
    return C_ ("attestation", "Yes");
  return g_str_equal (code, "no") ? C_ ("attestation", "No") : words;
}

static void
list_codes (PodAnswerInput *self)
{
  static const char *const flag[] = { "yes", "no", NULL };
  const char *const *codes = self->observation->symbol.kind == POD_KIND_FLAG
                                 ? flag
                                 : self->observation->symbol.choices;

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    g_ptr_array_add (self->codes, (gpointer) codes[i]);
}

static guint
count_columns (const char *text)
{
  guint columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    columns += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return columns;
}

/* In whichever language it has more: what is a list in one is none in the other otherwise. */
static guint
count_most_columns (PodAnswerInput *self, guint i)
{
  const PodWords *words = self->observation->choice_words;
  guint most = count_columns (say_answer (self, i));

  if (words != NULL && words[i].plain != NULL)
    most = MAX (most, count_columns (words[i].plain));
  if (words != NULL && words[i].translated != NULL)
    most = MAX (most, count_columns (words[i].translated));
  return most;
}

static gboolean
fits_beside (PodAnswerInput *self)
{
  guint columns = 0;

  for (guint i = 0; i < self->codes->len; i++)
    columns += count_most_columns (self, i) + 3;
  return columns <= MOST_COLUMNS;
}

/* ---- buttons ---- */

static guint
find_active (PodAnswerInput *self)
{
  for (guint i = 0; self->buttons != NULL && i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->buttons, i)))
      return i;
  return G_MAXUINT;
}

/* One of them is where Tab stops. */
static void
set_stop (PodAnswerInput *self, guint stop)
{
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_widget_set_focusable (g_ptr_array_index (self->buttons, i), i == stop);
}

static void
select_button (PodAnswerInput *self, guint selected)
{
  self->setting = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), i == selected);
  self->setting = FALSE;
  set_stop (self, selected < self->buttons->len ? selected : 0);
}

static void
toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  PodAnswerInput *self = user_data;
  guint i;

  if (self->setting || !g_ptr_array_find (self->buttons, button, &i))
    return;
  select_button (self, gtk_toggle_button_get_active (button) ? i : G_MAXUINT);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
choose (PodAnswerInput *self, guint selected)
{
  select_button (self, selected);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
walk (PodAnswerInput *self, int step)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  guint i;

  if (!g_ptr_array_find (self->buttons, focus, &i) || (step < 0 && i == 0) ||
      (step > 0 && i + 1 == self->buttons->len))
    return;
  set_stop (self, (guint) ((int) i + step));
  gtk_widget_grab_focus (g_ptr_array_index (self->buttons, (guint) ((int) i + step)));
}

/* The answer whose key it is; G_MAXUINT for another key. */
static guint
find_key (PodAnswerInput *self, guint key)
{
  if (self->observation->symbol.kind == POD_KIND_FLAG && (key == GDK_KEY_y || key == GDK_KEY_Y))
    return 0;
  if (self->observation->symbol.kind == POD_KIND_FLAG && (key == GDK_KEY_n || key == GDK_KEY_N))
    return 1;
  if (key >= GDK_KEY_1 && key < GDK_KEY_1 + self->buttons->len)
    return key - GDK_KEY_1;
  if (key >= GDK_KEY_KP_1 && key < GDK_KEY_KP_1 + self->buttons->len)
    return key - GDK_KEY_KP_1;
  return G_MAXUINT;
}

static gboolean
key_cb (PodAnswerInput *self, guint key, guint code, GdkModifierType state)
{
  guint answer;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;
  answer = find_key (self, key);
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    walk (self, key == GDK_KEY_Left ? -1 : 1);
  else if (key == GDK_KEY_BackSpace || key == GDK_KEY_Delete)
    choose (self, G_MAXUINT);
  else if (answer != G_MAXUINT)
    {
      choose (self, answer);
      gtk_widget_grab_focus (g_ptr_array_index (self->buttons, answer));
    }
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_button (PodAnswerInput *self, guint i)
{
  const char *name = pod_words_get (&self->observation->label, pod_words_locale ());
  GtkWidget *button = gtk_toggle_button_new_with_label (say_answer (self, i));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  name, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  return button;
}

static void
add_buttons (PodAnswerInput *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->buttons = g_ptr_array_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  for (guint i = 0; i < self->codes->len; i++)
    {
      GtkWidget *button = make_button (self, i);

      g_ptr_array_add (self->buttons, button);
      gtk_box_append (GTK_BOX (self), button);
    }
  set_stop (self, 0);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* ---- a list, whose first line answers nothing ---- */

static void
selected_cb (PodAnswerInput *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_list (PodAnswerInput *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  const char *name = pod_words_get (&self->observation->label, pod_words_locale ());

  gtk_string_list_append (words, C_ ("answer", "Choose…"));
  for (guint i = 0; i < self->codes->len; i++)
    gtk_string_list_append (words, say_answer (self, i));
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (words)), NULL));
  pod_choice_show_whole (GTK_WIDGET (self->list), 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->list), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (self->list), LIST_WIDTH, -1);
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
}

/* ---- the widget ---- */

static gboolean
pod_answer_input_grab_focus (GtkWidget *widget)
{
  PodAnswerInput *self = POD_ANSWER_INPUT (widget);
  guint active = find_active (self);

  if (self->list != NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->list));
  return gtk_widget_grab_focus (g_ptr_array_index (self->buttons,
                                                   active < self->buttons->len ? active : 0));
}

static void
pod_answer_input_finalize (GObject *object)
{
  PodAnswerInput *self = POD_ANSWER_INPUT (object);

  g_ptr_array_unref (self->codes);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  G_OBJECT_CLASS (pod_answer_input_parent_class)->finalize (object);
}

static void
pod_answer_input_class_init (PodAnswerInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_answer_input_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = pod_answer_input_grab_focus;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_ANSWER_INPUT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pod_answer_input_init (PodAnswerInput *self)
{
  self->codes = g_ptr_array_new ();
}

GtkWidget *
pod_answer_input_new (const PodObservation *observation)
{
  PodAnswerInput *self = g_object_new (POD_TYPE_ANSWER_INPUT, NULL);
  const char *name = pod_words_get (&observation->label, pod_words_locale ());

  self->observation = observation;
  list_codes (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (fits_beside (self))
    add_buttons (self);
  else
    add_list (self);
  return GTK_WIDGET (self);
}

const char *
pod_answer_input_get_code (PodAnswerInput *self)
{
  guint i;

  g_return_val_if_fail (POD_IS_ANSWER_INPUT (self), NULL);

  i = self->list != NULL ? gtk_drop_down_get_selected (self->list) - 1 : find_active (self);
  return i < self->codes->len ? g_ptr_array_index (self->codes, i) : NULL;
}

void
pod_answer_input_set_code (PodAnswerInput *self, const char *code)
{
  guint selected = G_MAXUINT;

  g_return_if_fail (POD_IS_ANSWER_INPUT (self));

  for (guint i = 0; i < self->codes->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->codes, i), code) == 0)
      selected = i;
  self->setting = TRUE;
  if (self->list != NULL)
    gtk_drop_down_set_selected (self->list, selected == G_MAXUINT ? 0 : selected + 1);
  else
    select_button (self, selected);
  self->setting = FALSE;
}

void
pod_answer_input_set_hint (PodAnswerInput *self, const char *words)
{
  const char *hint[] = { words != NULL ? words : C_ ("answer", "Choose…"), NULL };
  GtkStringList *list;
  guint selected;

  g_return_if_fail (POD_IS_ANSWER_INPUT (self));

  if (self->list == NULL)
    return;
  list = GTK_STRING_LIST (gtk_drop_down_get_model (self->list));
  if (g_str_equal (gtk_string_list_get_string (list, 0), hint[0]))
    return;
  selected = gtk_drop_down_get_selected (self->list);
  self->setting = TRUE;
  gtk_string_list_splice (list, 0, 1, hint);
  /* Where the line that was chosen is taken away, GTK chooses another. */
  gtk_drop_down_set_selected (self->list, selected);
  self->setting = FALSE;
}
