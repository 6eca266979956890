#include "pod-charts.h"
#include "pod-text-layout.h"

#define FAMILIES "Cantarell, Noto Sans, Noto Sans CJK SC, sans"
/* Enough for the largest chart; past that the cache begins anew rather than grow. */
#define MOST_LAYOUTS 4096

typedef struct
{
  int size; /* in 16ths */
  int width;
  gboolean bold;
  char *text;
} Key;

typedef struct
{
  PangoContext *context;
  GHashTable *layouts;
} TextCache;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return ((g_str_hash (key->text) * 31 + (guint) key->size) * 31 + (guint) key->width) * 2 +
         (guint) key->bold;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *one = a;
  const Key *other = b;

  return one->size == other->size && one->width == other->width && one->bold == other->bold &&
         g_str_equal (one->text, other->text);
}

static void
free_key (gpointer data)
{
  g_free (((Key *) data)->text);
  g_free (data);
}

static void
free_cache (gpointer data)
{
  TextCache *cache = data;

  g_hash_table_unref (cache->layouts);
  g_object_unref (cache->context);
  g_free (cache);
}

static GPrivate cache_key = G_PRIVATE_INIT (free_cache);

/* Widths must not depend on the scale it is painted at, hence no hinting of metrics. */
static PangoContext *
new_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

static TextCache *
get_cache (void)
{
  TextCache *cache = g_private_get (&cache_key);

  if (cache == NULL)
    {
      cache = g_new0 (TextCache, 1);
      cache->context = new_context ();
      cache->layouts = g_hash_table_new_full (hash_key, equal_keys, free_key, g_object_unref);
      g_private_set (&cache_key, cache);
    }
  return cache;
}

static PangoLayout *
new_layout (TextCache *cache, const char *text, double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_layout_new (cache->context);
  PangoFontDescription *font = pango_font_description_from_string (FAMILIES);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  if (width > 0)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

PangoLayout *
pod_text_layout (const char *text, double size, gboolean bold, double width)
{
  TextCache *cache = get_cache ();
  Key key = { (int) (size * 16), (int) (width * 16), bold != FALSE, (char *) text };
  PangoLayout *layout = g_hash_table_lookup (cache->layouts, &key);

  if (layout != NULL)
    return layout;
  if (g_hash_table_size (cache->layouts) >= MOST_LAYOUTS)
    g_hash_table_remove_all (cache->layouts);
  layout = new_layout (cache, text, size, bold, width);
  key.text = g_strdup (text);
  g_hash_table_insert (cache->layouts, g_memdup2 (&key, sizeof key), layout);
  return layout;
}

static double
measure_pango_cb (gpointer data, const char *text, double size, gboolean bold)
{
  PangoRectangle logical;

  pango_layout_get_extents (pod_text_layout (text, size, bold, 0), NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

const PodMetrics *
pod_metrics_pango (void)
{
  static const PodMetrics metrics = { measure_pango_cb, NULL };

  return &metrics;
}
