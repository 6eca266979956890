#pragma once

#include "chart-fixture.h"

G_BEGIN_DECLS

/* What holds of every scene that is right, whatever it shows; and of one scene, what was computed by hand. */

/* Where a record is to be, and as what. */
typedef struct
{
  gint64 id;
  PodShape shape;
  PodRole role;
  double x;
  double y;
} Expected;

/* Every fault as a line of text (element-type utf8); none where the scene is right.
 * @records: how many there are; @expected: those that were computed by hand */
GPtrArray *scene_check (const PodScene *scene, guint records, const Expected *expected, guint n);

G_END_DECLS
