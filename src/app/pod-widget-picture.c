#include "pod-widget-picture.h"

/* A popover has a surface of its own, which stands where the window system put it. */
static void
add_popover (GtkSnapshot *snapshot, GtkWidget *root, GtkWidget *popover)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (popover);
  GdkPopup *popup = GDK_POPUP (gtk_native_get_surface (GTK_NATIVE (popover)));
  double root_x, root_y, x, y;

  gtk_native_get_surface_transform (GTK_NATIVE (root), &root_x, &root_y);
  gtk_native_get_surface_transform (GTK_NATIVE (popover), &x, &y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (gdk_popup_get_position_x (popup) + x - root_x,
                                                gdk_popup_get_position_y (popup) + y - root_y));
  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot),
                          gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  gtk_snapshot_restore (snapshot);
}

static void
add_popovers (GtkSnapshot *snapshot, GtkWidget *root, GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child) && gtk_widget_get_mapped (child))
      add_popover (snapshot, root, child);
    else
      add_popovers (snapshot, root, child);
}

static GskRenderNode *
take_node (GtkWidget *widget, GdkPaintable *paintable, int width, int height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  if (GTK_IS_WINDOW (widget))
    add_popovers (snapshot, widget, widget);
  return gtk_snapshot_free_to_node (snapshot);
}

static gboolean
save_node (GskRenderNode *node, int width, int height, const char *path, GError **error)
{
  g_autoptr (GskRenderer) renderer = gsk_cairo_renderer_new ();
  g_autoptr (GdkTexture) texture = NULL;
  gboolean saved;

  if (!gsk_renderer_realize (renderer, NULL, error))
    return FALSE;
  texture = gsk_renderer_render_texture (renderer, node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gsk_renderer_unrealize (renderer);
  saved = gdk_texture_save_to_png (texture, path);
  if (!saved)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s could not be written", path);
  return saved;
}

gboolean
pod_widget_picture_save (GtkWidget *widget, const char *path, GError **error)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  GskRenderNode *node = width > 0 && height > 0 ? take_node (widget, paintable, width, height)
                                                : NULL;
  gboolean saved;

  if (node == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "nothing was drawn yet");
      return FALSE;
    }
  saved = save_node (node, width, height, path, error);
  gsk_render_node_unref (node);
  return saved;
}

void
pod_widget_picture_prepare (GtkWindow *window)
{
  gtk_widget_remove_css_class (GTK_WIDGET (window), "solid-csd");
  gtk_widget_queue_draw (GTK_WIDGET (window));
}

GtkWidget *
pod_widget_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = pod_widget_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}
