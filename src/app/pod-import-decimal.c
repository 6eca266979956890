#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-decimal.h"

#include <glib/gi18n-lib.h>

struct _PodImportDecimal
{
  AdwBin parent_instance;

  gboolean showing;
  GtkLabel *unread;
  GtkCheckButton *comma;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodImportDecimal, pod_import_decimal, ADW_TYPE_BIN)

void
pod_import_decimal_show (PodImportDecimal *self, gboolean decimal_comma, guint n)
{
  g_autofree char *unread =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u result cannot be read for how its decimals are written.",
                                    "%u results cannot be read for how their decimals are written.",
                                    n),
                       n);

  self->showing = TRUE;
  gtk_check_button_set_active (self->comma, decimal_comma);
  self->showing = FALSE;
  gtk_label_set_text (self->unread, unread);
  gtk_widget_set_visible (GTK_WIDGET (self->unread), n > 0);
}

gboolean
pod_import_decimal_get (PodImportDecimal *self)
{
  return gtk_check_button_get_active (self->comma);
}

static void
toggled_cb (PodImportDecimal *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
pod_import_decimal_class_init (PodImportDecimalClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_FIRST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-import-decimal.ui");
  gtk_widget_class_bind_template_child (widget_class, PodImportDecimal, unread);
  gtk_widget_class_bind_template_child (widget_class, PodImportDecimal, comma);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
pod_import_decimal_init (PodImportDecimal *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
