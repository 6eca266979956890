#include "pod-in-view.h"

/* A frame begins with its ticks, and is laid out after them. */
#define FRAMES 2
/* So that a ring around it is seen, too. */
#define ROOM 6

typedef struct
{
  GtkWidget *least; /* weak */
  guint frames;
} Wanted;

static void
free_wanted (gpointer data)
{
  Wanted *wanted = data;

  g_clear_weak_pointer (&wanted->least);
  g_free (wanted);
}

typedef struct
{
  double top, bottom;
} Span;

/* From the beginning of all that is scrolled: whoever asks twice in one frame gets the same answer. */
static gboolean
find_span (GtkWidget *viewport, GtkWidget *widget, Span *span)
{
  graphene_rect_t place;

  if (widget == NULL ||
      !gtk_widget_compute_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &place))
    return FALSE;
  *span = (Span){ place.origin.y - ROOM, place.origin.y + place.size.height + ROOM };
  return TRUE;
}

/* Of what is too high its beginning, and as much as there is room for, unless what has the cursor lies below that. */
static void
scroll (GtkWidget *viewport, GtkWidget *whole, GtkWidget *least)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  Span span, part;

  if (!find_span (viewport, whole, &span))
    return;
  if (span.bottom - span.top > page && find_span (viewport, least, &part) &&
      part.bottom - span.top > page)
    span = part;
  span.bottom = MIN (span.bottom, span.top + page);
  gtk_adjustment_set_value (adjustment, CLAMP (value, span.bottom - page, span.top));
}

static gboolean
tick_cb (GtkWidget *whole, GdkFrameClock *clock, gpointer user_data)
{
  Wanted *wanted = user_data;
  GtkWidget *viewport = gtk_widget_get_ancestor (whole, GTK_TYPE_VIEWPORT);

  if (++wanted->frames < FRAMES)
    return G_SOURCE_CONTINUE;
  if (viewport != NULL)
    scroll (viewport, whole, wanted->least);
  return G_SOURCE_REMOVE;
}

void
pod_in_view_bring (GtkWidget *whole, GtkWidget *least)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  if (least != NULL)
    g_set_weak_pointer (&wanted->least, least);
  gtk_widget_add_tick_callback (whole, tick_cb, wanted, free_wanted);
}
