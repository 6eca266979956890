#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-date-row.h"

#include <glib/gi18n-lib.h>

#include "pod-date-text.h"
#include "pod-words.h"

struct _PodDateRow
{
  AdwEntryRow parent_instance;

  GtkLabel *note;
  char *problem;
  PodDate today;
  PodDate zero;
  gboolean with_time;
  gboolean complete;
  gboolean required;
};

enum
{
  PROP_0,
  PROP_WITH_TIME,
  PROP_COMPLETE,
  PROP_REQUIRED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodDateRow, pod_date_row, ADW_TYPE_ENTRY_ROW)

/* A note of a sentence beside a short entry. */
#define NOTE_WIDTH 30

static const char *
get_text (PodDateRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self));
}

/* What stays wrong however it goes on. */
static const char *
find_definite_fault (PodDateRow *self, PodMoment moment)
{
  if (pod_date_is_set (self->today) && pod_date_is_set (moment.date) &&
      pod_date_first_day (moment.date) > pod_date_last_day (self->today))
    return _ ("This lies in the future.");
  if (moment.minute >= 0 && !self->with_time)
    return _ ("Only the day belongs here, no time.");
  return NULL;
}

static const char *
find_fault (PodDateRow *self, PodMoment *moment)
{
  *moment = POD_MOMENT_NONE;
  if (!pod_date_text_parse (get_text (self), moment))
    return self->with_time
               ? _ ("No such date. Write the year first: 2026-03-14 or 2026-03-14 9:30.")
               : _ ("No such date. Write the year first: 2026-03-14.");
  if (!pod_date_is_set (moment->date))
    return self->required ? _ ("A date is needed here.") : NULL;
  if (self->complete && !pod_date_is_complete (moment->date))
    return _ ("The day is needed: year, month and day.");
  return find_definite_fault (self, *moment);
}

/* A Chinese character is as wide as two of the Latin ones that a label counts in. */
static int
count_columns (const char *text)
{
  int columns = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    columns += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return columns;
}

static void
set_note (PodDateRow *self, const char *text, gboolean is_problem)
{
  GtkWidget *note = GTK_WIDGET (self->note);
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (self));

  gtk_label_set_text (self->note, text);
  /* A date is read in one piece; a label that wraps would else be as narrow as its longest word. */
  gtk_label_set_wrap (self->note, is_problem);
  gtk_label_set_width_chars (self->note, is_problem ? MIN (count_columns (text), NOTE_WIDTH) : -1);
  gtk_widget_set_visible (note, *text != '\0');
  gtk_widget_set_visible (gtk_widget_get_parent (note), *text != '\0');
  if (is_problem)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      gtk_widget_remove_css_class (note, "dim-label");
      gtk_widget_add_css_class (note, "error");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
      gtk_widget_remove_css_class (note, "error");
      gtk_widget_add_css_class (note, "dim-label");
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (delegate), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (delegate), GTK_ACCESSIBLE_STATE_INVALID,
                               is_problem ? GTK_ACCESSIBLE_INVALID_TRUE
                                          : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_problem (PodDateRow *self, const char *words)
{
  char *problem = g_strdup (words);

  g_free (self->problem);
  self->problem = problem;
  set_note (self, problem, TRUE);
}

/* "20 Nov 2026, 14:30 · day 3" */
static char *
make_hint (PodDateRow *self, PodMoment moment)
{
  if (!pod_date_is_set (moment.date))
    return g_strdup ("");
  if (!pod_date_is_complete (self->zero) || !pod_date_is_complete (moment.date))
    return pod_moment_to_words (moment);
  return pod_moment_on_day_to_words (moment, pod_study_day (pod_date_first_day (moment.date),
                                                            pod_date_first_day (self->zero)));
}

static void
show_hint (PodDateRow *self)
{
  PodMoment moment = POD_MOMENT_NONE;
  g_autofree char *hint = NULL;

  g_clear_pointer (&self->problem, g_free);
  pod_date_text_parse (get_text (self), &moment);
  hint = make_hint (self, moment);
  set_note (self, hint, FALSE);
}

/* While somebody types, half a date is no mistake. */
static void
changed_cb (PodDateRow *self)
{
  PodMoment moment = POD_MOMENT_NONE;
  const char *fault = NULL;

  if (pod_date_text_parse (get_text (self), &moment))
    fault = find_definite_fault (self, moment);
  if (fault != NULL)
    show_problem (self, fault);
  else
    show_hint (self);
}

/* An untouched row is not scolded for being empty. */
static void
leave_cb (PodDateRow *self)
{
  if (self->problem == NULL && *get_text (self) != '\0')
    pod_date_row_check (self);
}

static void
pod_date_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PodDateRow *self = POD_DATE_ROW (object);

  if (id == PROP_WITH_TIME)
    g_value_set_boolean (value, self->with_time);
  else if (id == PROP_COMPLETE)
    g_value_set_boolean (value, self->complete);
  else if (id == PROP_REQUIRED)
    g_value_set_boolean (value, self->required);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_date_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PodDateRow *self = POD_DATE_ROW (object);

  if (id == PROP_WITH_TIME)
    self->with_time = g_value_get_boolean (value);
  else if (id == PROP_COMPLETE)
    self->complete = g_value_get_boolean (value);
  else if (id == PROP_REQUIRED)
    self->required = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_date_row_finalize (GObject *object)
{
  g_free (POD_DATE_ROW (object)->problem);
  G_OBJECT_CLASS (pod_date_row_parent_class)->finalize (object);
}

static void
pod_date_row_class_init (PodDateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pod_date_row_get_property;
  object_class->set_property = pod_date_row_set_property;
  object_class->finalize = pod_date_row_finalize;
  properties[PROP_WITH_TIME] = g_param_spec_boolean ("with-time", NULL, NULL, FALSE, flags);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, flags);
  properties[PROP_REQUIRED] = g_param_spec_boolean ("required", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pod_date_row_init (PodDateRow *self)
{
  GtkWidget *note = gtk_label_new (NULL);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->note = GTK_LABEL (note);
  gtk_label_set_max_width_chars (self->note, NOTE_WIDTH);
  gtk_label_set_xalign (self->note, 1);
  gtk_label_set_justify (self->note, GTK_JUSTIFY_RIGHT);
  gtk_widget_set_visible (note, FALSE);
  gtk_widget_add_css_class (note, "dim-label");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), note);
  /* The row would leave a gap for its suffixes, even where none of them is to be seen. */
  gtk_widget_set_visible (gtk_widget_get_parent (note), FALSE);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

void
pod_date_row_set_today (PodDateRow *self, PodDate today)
{
  g_return_if_fail (POD_IS_DATE_ROW (self));

  self->today = today;
}

void
pod_date_row_set_zero (PodDateRow *self, PodDate zero)
{
  g_return_if_fail (POD_IS_DATE_ROW (self));

  self->zero = zero;
  if (self->problem == NULL)
    show_hint (self);
}

void
pod_date_row_set_moment (PodDateRow *self, PodMoment moment)
{
  g_autofree char *text = pod_date_text_format (moment);

  g_return_if_fail (POD_IS_DATE_ROW (self));

  gtk_editable_set_text (GTK_EDITABLE (self), text);
  show_hint (self);
}

gboolean
pod_date_row_get_moment (PodDateRow *self, PodMoment *moment)
{
  PodMoment typed;

  g_return_val_if_fail (POD_IS_DATE_ROW (self), FALSE);

  if (find_fault (self, &typed) != NULL)
    return FALSE;
  *moment = typed;
  return TRUE;
}

gboolean
pod_date_row_check (PodDateRow *self)
{
  PodMoment moment;
  const char *fault;

  g_return_val_if_fail (POD_IS_DATE_ROW (self), FALSE);

  fault = find_fault (self, &moment);
  if (fault != NULL)
    show_problem (self, fault);
  else
    show_hint (self);
  return fault == NULL;
}

void
pod_date_row_set_problem (PodDateRow *self, const char *words)
{
  g_return_if_fail (POD_IS_DATE_ROW (self));

  if (words != NULL)
    show_problem (self, words);
  else
    show_hint (self);
}

const char *
pod_date_row_get_problem (PodDateRow *self)
{
  g_return_val_if_fail (POD_IS_DATE_ROW (self), NULL);

  return self->problem;
}
