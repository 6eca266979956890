#include <math.h>
#include <string.h>

#include "pod-label-balance.h"
#include "pod-label-keep.h"
#include "pod-test-window.h"

/* The program's own sheets of style, which an application loads by their names; no window of the tests does. */

#define RESOURCES "/io/github/podocyte/Podocyte/"

static void
error_cb (GtkCssProvider *provider, GtkCssSection *section, const GError *error, gpointer name)
{
  g_autofree char *where = gtk_css_section_to_string (section);

  g_error ("%s: %s: %s", (const char *) name, where, error->message);
}

/* GTK passes over what it cannot read. */
static void
test_read (void)
{
  static const char *const names[] = { "style.css", "style-hc.css", "style-hc-dark.css" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat (RESOURCES, names[i], NULL);
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

      g_signal_connect (provider, "parsing-error", G_CALLBACK (error_cb), (gpointer) names[i]);
      gtk_css_provider_load_from_resource (provider, path);
    }
}

static double
get_luminance (const GdkRGBA *colour)
{
  const double parts[] = { colour->red, colour->green, colour->blue };
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    sum += weights[i] *
           (parts[i] <= 0.04045 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/* "@define-color NAME #rrggbb;" */
static GdkRGBA
read_colour (const char *sheet, const char *name)
{
  g_autofree char *path = g_strconcat (RESOURCES, sheet, NULL);
  g_autofree char *begin = g_strdup_printf ("@define-color %s ", name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  const char *found;
  g_autofree char *value = NULL;
  GdkRGBA colour;

  g_assert_no_error (error);
  found = strstr (g_bytes_get_data (bytes, NULL), begin);
  g_assert_nonnull (found);
  found += strlen (begin);
  value = g_strndup (found, strcspn (found, ";"));
  g_assert_true (gdk_rgba_parse (&colour, value));
  return colour;
}

/* In high contrast what is told by a colour is told by one of 7 to 1 upon its ground. */
static void
test_contrast (void)
{
  static const char *const names[] = { "warning_color", "error_color", "success_color",
                                       "accent_color" };
  static const struct
  {
    const char *sheet;
    double ground;
  } sheets[] = { { "style-hc.css", 1 }, { "style-hc-dark.css", 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
      {
        GdkRGBA colour = read_colour (sheets[i].sheet, names[k]);
        double seen = get_luminance (&colour);

        g_test_message ("%s: %s", sheets[i].sheet, names[k]);
        g_assert_cmpfloat ((MAX (seen, sheets[i].ground) + 0.05) /
                               (MIN (seen, sheets[i].ground) + 0.05),
                           >=, 7);
      }
}

/* What goes on in another line has no character alone there: in Chinese a line may break behind each. */
static void
test_balance (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *label = gtk_label_new ("已有一段时间无人操作：半分钟后将锁定。按任意键继续。");
  int longest = 0, shortest = G_MAXINT;
  PangoLayoutIter *lines;
  PangoRectangle line;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  gtk_window_set_child (GTK_WINDOW (window), label);
  pod_label_balance (GTK_LABEL (label), 40);
  pod_test_present (window);
  pod_test_settle ();
  pod_test_picture (window, "style-balance.png");
  lines = pango_layout_get_iter (gtk_label_get_layout (GTK_LABEL (label)));
  do
    {
      pango_layout_iter_get_line_extents (lines, NULL, &line);
      longest = MAX (longest, line.width);
      shortest = MIN (shortest, line.width);
    }
  while (pango_layout_iter_next_line (lines));
  pango_layout_iter_free (lines);
  g_test_message ("from %d to %d", shortest, longest);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), >, 1);
  g_assert_cmpint (shortest * 2, >, longest);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Whether a line of @layout ends within @phrase, at whatever width. */
static gboolean
is_ever_broken (PangoLayout *layout, const char *phrase)
{
  const char *text = pango_layout_get_text (layout);
  const char *at = strstr (text, phrase);
  int begin = (int) (at - text), end = begin + (int) strlen (phrase);

  g_assert_nonnull (at);
  for (int width = 40; width < 600; width++)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      for (int i = 1; i < pango_layout_get_line_count (layout); i++)
        {
          int start = pango_layout_get_line_readonly (layout, i)->start_index;

          if (start > begin && start < end)
            return TRUE;
        }
    }
  return FALSE;
}

/* A day and a value are read in one piece, in either language; what lies between breaks as ever. */
static void
test_keep (void)
{
  static const struct
  {
    const char *text, *phrase;
    gboolean is_kept;
  } rows[] = {
    { "Collected on 14 Mar 2026, when it was 5.2 mmol/L", "14 Mar 2026", TRUE },
    { "Collected on 14 Mar 2026, when it was 5.2 mmol/L", "5.2 mmol/L", TRUE },
    { "Collected on 14 Mar 2026, when it was 5.2 mmol/L", "on 14", FALSE },
    { "Of a whole month it is Mar 2026 and no day", "Mar 2026", TRUE },
    { "Cells 2.31 ×10⁹/L, and 12 results", "2.31 ×10⁹/L", TRUE },
    { "Cells 2.31 ×10⁹/L, and 12 results", "12 results", TRUE },
    { "Since 6 Dec 2025 · day 3 of the study", "day 3", TRUE },
    { "Since 6 Dec 2025 · day 3 of the study", "2025 · day", FALSE },
    { "From day −14 on", "day −14", TRUE },
    { "自2025年12月6日 · 第 −14 天起", "第 −14 天", TRUE },
    { "Of MN-001 (S-001) alone", "001 (S", FALSE },
    { "采集于2026年3月14日的结果为 5.2 mmol/L，共 12 项", "2026年3月14日", TRUE },
    { "采集于2026年3月14日的结果为 5.2 mmol/L，共 12 项", "5.2 mmol/L", TRUE },
    { "采集于2026年3月14日的结果为 5.2 mmol/L，共 12 项", "12 项", TRUE },
    { "采集于2026年3月14日的结果为 5.2 mmol/L，共 12 项", "的结果", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (NULL));
      g_autoptr (PangoLayout) layout = NULL;

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      pod_label_keep (GTK_LABEL (label));
      gtk_label_set_text (GTK_LABEL (label), rows[i].text);
      layout = pango_layout_copy (gtk_label_get_layout (GTK_LABEL (label)));
      g_test_message ("%s: %s", rows[i].text, rows[i].phrase);
      g_assert_cmpint (is_ever_broken (layout, rows[i].phrase), ==, !rows[i].is_kept);
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, rows[i].text);
    }
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/style/read", test_read);
  g_test_add_func ("/ui/style/contrast", test_contrast);
  g_test_add_func ("/ui/style/balance", test_balance);
  g_test_add_func ("/ui/style/keep", test_keep);
  return g_test_run ();
}
