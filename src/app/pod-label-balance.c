#include "pod-label-balance.h"

/* As GtkLabel counts them. */
static int
get_character_width (PangoContext *context)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                   pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return width;
}

static int
count_lines (PangoLayout *layout, int characters)
{
  pango_layout_set_width (layout,
                          characters * get_character_width (pango_layout_get_context (layout)));
  return pango_layout_get_line_count (layout);
}

void
pod_label_balance (GtkLabel *label, int most)
{
  g_autoptr (PangoLayout)
      layout = gtk_widget_create_pango_layout (GTK_WIDGET (label), gtk_label_get_text (label));
  int lines = count_lines (layout, most), characters = most;

  while (characters > 1 && count_lines (layout, characters - 1) == lines)
    characters--;
  gtk_label_set_width_chars (label, characters);
  gtk_label_set_max_width_chars (label, characters);
}
