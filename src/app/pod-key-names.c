#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-key-names.h"

#include <glib/gi18n-lib.h>

static void
write_out (GtkLabel *label)
{
  static const struct
  {
    const char *name;
    const char *words;
  } keys[] = {
    { "Page_Up", NC_ ("key", "Page Up") },
    { "Page_Down", NC_ ("key", "Page Down") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (gtk_label_get_text (label), keys[i].name))
      gtk_label_set_text (label, g_dpgettext2 (GETTEXT_PACKAGE, "key", keys[i].words));
}

void
pod_key_names_write_out (GtkWidget *overlay)
{
  if (GTK_IS_LABEL (overlay))
    write_out (GTK_LABEL (overlay));
  for (GtkWidget *child = gtk_widget_get_first_child (overlay); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    pod_key_names_write_out (child);
}
