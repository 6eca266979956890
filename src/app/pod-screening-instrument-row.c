#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-instrument-row.h"

#include <glib/gi18n-lib.h>

#include "pod-assessment.h"
#include "pod-words.h"

struct _PodScreeningInstrumentRow
{
  AdwActionRow parent_instance;

  const PodInstrument *instrument;

  GtkImage *icon;
};

G_DEFINE_FINAL_TYPE (PodScreeningInstrumentRow, pod_screening_instrument_row, ADW_TYPE_ACTION_ROW)

/* How many items of the last form are answered; 0 where there is none.  @asked: (out): of how many. */
static guint
count_answered (PodCasebook *casebook, const PodInstrument *instrument, guint *asked)
{
  g_autoptr (GArray) moments = pod_assessment_list (casebook, instrument);
  g_autoptr (PodAssessment) last = NULL;

  *asked = 0;
  if (moments->len > 0)
    last = pod_assessment_read (casebook, instrument,
                                g_array_index (moments, PodMoment, moments->len - 1));
  if (last == NULL)
    return 0;
  for (guint i = 0; i < instrument->items->len; i++)
    *asked += pod_assessment_asks (last->form, g_ptr_array_index (instrument->items, i));
  return MIN (last->n_answered, *asked);
}

static void
show_state (PodScreeningInstrumentRow *self, const char *icon, const char *words)
{
  gtk_image_set_from_icon_name (self->icon, icon);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
}

static void
show_needed (PodScreeningInstrumentRow *self, PodCasebook *casebook, gboolean is_missing)
{
  guint asked, answered = count_answered (casebook, self->instrument, &asked);
  g_autofree char *partly = NULL;

  if (!is_missing)
    {
      /* What it would say is had from elsewhere, or what is answered is enough. */
      show_state (self, "object-select-symbolic",
                  answered > 0 ? C_ ("instrument", "Done")
                               : C_ ("instrument", "Nothing is missing"));
      return;
    }
  if (answered == 0)
    {
      /* Every cohort's is listed until one is chosen. */
      show_state (self, "radio-symbolic",
                  pod_casebook_get_subject (casebook)->cohort == NULL
                      ? C_ ("instrument", "The cohort is not decided")
                      : C_ ("instrument", "Not begun"));
      return;
    }
  /* Translators: a form of which so many items are answered, of so many. */
  partly = g_strdup_printf (C_ ("instrument", "Partly: %u of %u"), answered, asked);
  show_state (self, "radio-mixed-symbolic", partly);
}

static void
pod_screening_instrument_row_class_init (PodScreeningInstrumentRowClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/podocyte/Podocyte/"
                                               "pod-screening-instrument-row.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), PodScreeningInstrumentRow, icon);
}

static void
pod_screening_instrument_row_init (PodScreeningInstrumentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pod_screening_instrument_row_new (const PodInstrument *instrument)
{
  PodScreeningInstrumentRow *self = g_object_new (POD_TYPE_SCREENING_INSTRUMENT_ROW, NULL);

  self->instrument = instrument;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 pod_words_get (&instrument->label, pod_words_locale ()));
  return GTK_WIDGET (self);
}

const PodInstrument *
pod_screening_instrument_row_get_instrument (PodScreeningInstrumentRow *self)
{
  return self->instrument;
}

void
pod_screening_instrument_row_show (PodScreeningInstrumentRow *self,
                                   PodCasebook *casebook,
                                   gboolean is_needed,
                                   gboolean is_missing)
{
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), is_needed);
  gtk_widget_set_sensitive (GTK_WIDGET (self), is_needed);
  if (is_needed)
    show_needed (self, casebook, is_missing);
  else
    show_state (self, "list-remove-symbolic", C_ ("instrument", "Not needed for this cohort"));
}
