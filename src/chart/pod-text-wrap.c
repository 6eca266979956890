#include "pod-text-wrap.h"

#include <pango/pango.h>
#include <string.h>

#include "pod-axis.h"

typedef struct
{
  const PodMetrics *metrics;
  double size;
  gboolean bold;
  double width;
  GPtrArray *lines;
  GString *line;
} Wrap;

static double
measure (const Wrap *wrap, const char *text)
{
  return pod_metrics_width (wrap->metrics, text, wrap->size, wrap->bold);
}

static void
end_line (Wrap *wrap)
{
  g_ptr_array_add (wrap->lines, g_strchomp (g_strdup (wrap->line->str)));
  g_string_truncate (wrap->line, 0);
}

/* A piece that has no place to break and is wider than a line is broken anywhere. */
static void
add_wide (Wrap *wrap, const char *piece)
{
  for (const char *p = piece; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize length = wrap->line->len;

      g_string_append_unichar (wrap->line, g_utf8_get_char (p));
      if (length == 0 || measure (wrap, wrap->line->str) <= wrap->width)
        continue;
      g_string_truncate (wrap->line, length);
      end_line (wrap);
      g_string_append_unichar (wrap->line, g_utf8_get_char (p));
    }
}

/* What ends a line may hang over by its space. */
static void
add_piece (Wrap *wrap, const char *piece)
{
  g_autofree char *longer = g_strchomp (g_strconcat (wrap->line->str, piece, NULL));
  g_autofree char *alone = g_strchomp (g_strdup (piece));

  if (measure (wrap, longer) <= wrap->width)
    {
      g_string_append (wrap->line, piece);
      return;
    }
  if (wrap->line->len > 0)
    end_line (wrap);
  if (measure (wrap, alone) <= wrap->width)
    g_string_append (wrap->line, piece);
  else
    add_wide (wrap, piece);
}

/* By the rules of the language: no closing bracket begins a line, and Chinese breaks between characters. */
static void
add_text (Wrap *wrap, const char *text)
{
  int n = (int) g_utf8_strlen (text, -1);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n + 1);
  const char *start = text, *p = text;

  pango_get_log_attrs (text, (int) strlen (text), -1, pango_language_get_default (), attrs, n + 1);
  for (int i = 1; i <= n; i++)
    {
      p = g_utf8_next_char (p);
      if (i < n && !attrs[i].is_line_break)
        continue;
      g_autofree char *piece = g_strndup (start, (gsize) (p - start));

      add_piece (wrap, piece);
      start = p;
    }
}

/* The last line that is kept says that there was more. */
static void
cut_lines (Wrap *wrap, guint most)
{
  g_autoptr (GString) last = g_string_new (g_ptr_array_index (wrap->lines, most - 1));
  g_autofree char *ended = g_strconcat (last->str, "…", NULL);

  while (last->len > 0 && measure (wrap, ended) > wrap->width)
    {
      g_string_truncate (last, (gsize) (g_utf8_find_prev_char (last->str, last->str + last->len) -
                                        last->str));
      g_free (ended);
      ended = g_strconcat (g_strchomp (last->str), "…", NULL);
    }
  g_ptr_array_set_size (wrap->lines, (int) most - 1);
  g_ptr_array_add (wrap->lines, g_steal_pointer (&ended));
}

GPtrArray *
pod_text_wrap (const PodMetrics *metrics,
               const char *text,
               double size,
               gboolean bold,
               double width,
               guint most,
               gboolean *cut)
{
  Wrap wrap = {
    metrics, size, bold, width, g_ptr_array_new_with_free_func (g_free), g_string_new (NULL)
  };

  add_text (&wrap, text);
  if (wrap.line->len > 0)
    end_line (&wrap);
  g_string_free (wrap.line, TRUE);
  if (most > 0 && wrap.lines->len > most)
    {
      cut_lines (&wrap, most);
      if (cut != NULL)
        *cut = TRUE;
    }
  return wrap.lines;
}
