#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a cell says of @item, newly allocated; NULL is nothing. */
typedef char *(*PodCellText) (gpointer item, gpointer data);

/**
 * PodTextColumn:
 * @get_text, @get_tooltip: what explains it; where that is NULL the tooltip is the text, if that is cut
 * @chars: how narrow it may become, the rest is cut with an ellipsis
 * @expand: takes what room is left
 * @keeps_end: what does not fit is cut in the middle: its end tells it from its like
 * @lines: it goes on in so many lines before it is cut; 0 or 1 for one
 */
typedef struct
{
  PodCellText get_text;
  PodCellText get_tooltip;
  int chars;
  gboolean expand;
  gboolean keeps_end;
  int lines;
} PodTextColumn;

/* A column of plain text, never markup, for items that are no more than their getters.  @column must live as long as the view.
 * @data: must do so, too. */
GtkColumnViewColumn *
pod_text_column_new (const char *title, const PodTextColumn *column, gpointer data);

typedef struct
{
  const char *title;
  PodTextColumn column;
} PodTitledColumn;

/* As many at the end of @view, their titles translated by @context (NC_()); @columns: must live as long as the view. */
void pod_text_columns_append (GtkColumnView *view,
                              const char *context,
                              const PodTitledColumn *columns,
                              gsize n,
                              gpointer data);

/* The item of the row that has the keyboard, NULL where none has; and back, FALSE where @item has no row that is on the screen.  Both of a
 * view whose columns are made by pod_text_column_new(). */
gpointer pod_text_column_get_focused (GtkColumnView *view);
gboolean pod_text_column_focus (GtkColumnView *view, gpointer item);
/* Brings a row of a view into sight, whatever its columns are made by; the keyboard's place in the view is there from then on. */
void pod_text_column_scroll_to (GtkColumnView *view, guint position);

G_END_DECLS
