#pragma once

#include "pod-scene.h"

G_BEGIN_DECLS

/* Breaks @text where its language allows, into lines no wider than @width, (element-type utf8).  @most: at most so many, the last with an
 * ellipsis where there would be more, and *cut (nullable) is then set; 0 for as many as it takes. */
GPtrArray *pod_text_wrap (const PodMetrics *metrics,
                          const char *text,
                          double size,
                          gboolean bold,
                          double width,
                          guint most,
                          gboolean *cut);

G_END_DECLS
