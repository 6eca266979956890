#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-instrument-group.h"

#include <glib/gi18n-lib.h>

#include "pod-assessment.h"
#include "pod-instrument-words.h"
#include "pod-words.h"

struct _PodInstrumentGroup
{
  AdwPreferencesGroup parent_instance;

  const PodInstrumentSystem *system;
  GPtrArray *rows;
  char *note;
  GtkButton *none;
};

enum
{
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodInstrumentGroup, pod_instrument_group, ADW_TYPE_PREFERENCES_GROUP)

static PodInstrumentRow *
get_row (PodInstrumentGroup *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

/* What the form does not ask is hidden, and not by a search. */
static gboolean
is_asked (PodInstrumentRow *row)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (row));
}

static guint
count_open (PodInstrumentGroup *self, guint *answered)
{
  guint n = 0;
  int achieved;

  *answered = 0;
  for (guint i = 0; i < self->rows->len; i++)
    if (!is_asked (get_row (self, i)))
      continue;
    else if (pod_instrument_row_get_answer (get_row (self, i), &achieved) == POD_UNKNOWN)
      n++;
    else
      ++*answered;
  return n;
}

static void
show_button (PodInstrumentGroup *self)
{
  guint answered, open = count_open (self, &answered);

  gtk_button_set_label (self->none, answered > 0 ? _ ("No Others") : _ ("None of These"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->none), open > 0);
}

/* ---- answering ---- */

/* Of those of which one counts, one is there. */
static void
deny_rivals (PodInstrumentGroup *self, PodInstrumentRow *row)
{
  const PodInstrumentItem *item = pod_instrument_row_get_item (row);

  for (guint i = 0; item->one_of != NULL && i < self->rows->len; i++)
    if (get_row (self, i) != row &&
        g_strcmp0 (pod_instrument_row_get_item (get_row (self, i))->one_of, item->one_of) == 0)
      pod_instrument_row_set_answer (get_row (self, i), POD_FALSE, 0);
}

static void
row_answered_cb (PodInstrumentRow *row, PodInstrumentGroup *self)
{
  int achieved;

  if (pod_instrument_row_get_answer (row, &achieved) == POD_TRUE)
    deny_rivals (self, row);
  show_button (self);
  g_signal_emit (self, signals[ANSWERED], 0, row);
}

void
pod_instrument_group_deny_rest (PodInstrumentGroup *self)
{
  int achieved;

  for (guint i = 0; i < self->rows->len; i++)
    if (is_asked (get_row (self, i)) &&
        pod_instrument_row_get_answer (get_row (self, i), &achieved) == POD_UNKNOWN)
      pod_instrument_row_set_answer (get_row (self, i), POD_FALSE, 0);
  show_button (self);
  g_signal_emit (self, signals[ANSWERED], 0, NULL);
}

static void
none_cb (PodInstrumentGroup *self)
{
  /* A button that goes insensitive would lose the cursor. */
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);
  pod_instrument_group_deny_rest (self);
}

/* ---- the widget ---- */

static void
pod_instrument_group_finalize (GObject *object)
{
  PodInstrumentGroup *self = POD_INSTRUMENT_GROUP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->note);
  G_OBJECT_CLASS (pod_instrument_group_parent_class)->finalize (object);
}

static void
pod_instrument_group_class_init (PodInstrumentGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_instrument_group_finalize;
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, POD_TYPE_INSTRUMENT_ROW);
}

static void
pod_instrument_group_init (PodInstrumentGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->none = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->none), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->none), "flat");
  g_signal_connect_swapped (self->none, "clicked", G_CALLBACK (none_cb), self);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->none));
}

static PodInstrumentRow *
find_leader (PodInstrumentGroup *self, const PodInstrumentItem *item)
{
  for (guint i = 0; item->one_of != NULL && i < self->rows->len; i++)
    if (g_strcmp0 (pod_instrument_row_get_item (get_row (self, i))->one_of, item->one_of) == 0)
      return get_row (self, i);
  return NULL;
}

static void
add_row (PodInstrumentGroup *self, const PodInstrumentItem *item)
{
  PodInstrumentRow *row = pod_instrument_row_new (item, find_leader (self, item));

  g_ptr_array_add (self->rows, row);
  g_signal_connect (row, "answered", G_CALLBACK (row_answered_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (row));
}

PodInstrumentGroup *
pod_instrument_group_new (const PodInstrument *instrument, const PodInstrumentSystem *system)
{
  PodInstrumentGroup *self = g_object_new (POD_TYPE_INSTRUMENT_GROUP, NULL);
  const char *title = system != NULL ? pod_words_get (&system->label, pod_words_locale ())
                                     : _ ("Items");
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *name = g_strdup_printf (_ ("No others of “%s”"), title);

  self->system = system;
  /* The group parses markup in its title. */
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), escaped);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->none), name);
  for (guint i = 0; i < instrument->items->len; i++)
    {
      const PodInstrumentItem *item = g_ptr_array_index (instrument->items, i);

      if (item->system == system)
        add_row (self, item);
    }
  show_button (self);
  return self;
}

GPtrArray *
pod_instrument_group_get_rows (PodInstrumentGroup *self)
{
  return self->rows;
}

void
pod_instrument_group_show (PodInstrumentGroup *self, const PodInstrumentForm *form)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      PodInstrumentRow *row = get_row (self, i);
      const PodInstrumentItem *item = pod_instrument_row_get_item (row);
      gboolean asked = pod_assessment_asks (form, item);
      guint index;

      g_ptr_array_find (form->instrument->items, item, &index);
      pod_instrument_row_set_answer (row, g_array_index (form->answers, PodTruth, index),
                                     g_array_index (form->achieved, int, index));
      gtk_widget_set_sensitive (GTK_WIDGET (row), asked);
      gtk_widget_set_visible (GTK_WIDGET (row), asked);
    }
  show_button (self);
}

static char *
say_points (const PodSystemScore *part, int cap)
{
  g_autofree char *range = pod_instrument_range_to_words (part->lowest, part->highest);

  /* Translators: what a system of an instrument has come to, and the most that it counts. */
  return g_strdup_printf (_ ("%1$s of at most %2$d points"), range, cap);
}

static void
show_description (PodInstrumentGroup *self, const char *points)
{
  g_autofree char *text = g_strdup_printf ("%s%s%s", points != NULL ? points : "",
                                           points != NULL && self->note != NULL ? "\n" : "",
                                           self->note != NULL ? self->note : "");
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), escaped);
}

void
pod_instrument_group_show_score (PodInstrumentGroup *self, const PodScore *score)
{
  for (guint i = 0; i < self->rows->len; i++)
    pod_instrument_row_set_persistent (get_row (self, i), score->is_persistent);
  if (self->system == NULL)
    show_description (self, NULL);
  for (guint i = 0; i < score->systems->len; i++)
    {
      const PodSystemScore *part = &g_array_index (score->systems, PodSystemScore, i);

      if (part->system == self->system)
        {
          g_autofree char *points = say_points (part, score->is_persistent
                                                          ? part->system->cap_persistent
                                                          : part->system->cap);

          show_description (self, points);
        }
    }
}

void
pod_instrument_group_set_note (PodInstrumentGroup *self, const char *note)
{
  g_free (self->note);
  self->note = g_strdup (note);
}

gboolean
pod_instrument_group_search (PodInstrumentGroup *self, const char *needle)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      PodInstrumentRow *row = get_row (self, i);
      gboolean shown = is_asked (row) && pod_instrument_row_matches (row, needle);

      gtk_widget_set_visible (GTK_WIDGET (row), shown);
      any |= shown;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), any);
  return any;
}

PodInstrumentRow *
pod_instrument_group_get_first (PodInstrumentGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (get_row (self, i))))
      return get_row (self, i);
  return NULL;
}
