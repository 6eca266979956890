#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-failed.h"

#include <glib/gi18n-lib.h>

#include "pod-trial.h"

struct _PodImportFailed
{
  AdwBin parent_instance;

  AdwStatusPage *page;
  GtkWidget *mend;
  GtkWidget *back;
  GtkWidget *aside;
};

enum
{
  SET_ASIDE,
  CHOOSE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodImportFailed, pod_import_failed, ADW_TYPE_BIN)

/* What came in as another laboratory's can be read; whether that one goes is to be said. */
void
pod_import_failed_show (PodImportFailed *self, const GError *error, gboolean has_source)
{
  gboolean elsewhere = g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_CAME_ELSEWHERE);
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  gtk_widget_set_visible (self->mend, !elsewhere);
  gtk_widget_set_visible (self->aside, elsewhere);
  gtk_widget_set_visible (self->back, has_source && !elsewhere);
  adw_status_page_set_title (self->page, elsewhere ? _ ("This file came in already")
                                                   : _ ("This file cannot be read"));
  adw_status_page_set_description (self->page, escaped);
}

static void
aside_cb (PodImportFailed *self)
{
  g_signal_emit (self, signals[SET_ASIDE], 0);
}

static void
choose_cb (PodImportFailed *self)
{
  g_signal_emit (self, signals[CHOOSE], 0);
}

static void
pod_import_failed_class_init (PodImportFailedClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SET_ASIDE] = g_signal_new ("set-aside", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_FIRST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOOSE] = g_signal_new ("choose", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_FIRST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-import-failed.ui");
  gtk_widget_class_bind_template_child (widget_class, PodImportFailed, page);
  gtk_widget_class_bind_template_child (widget_class, PodImportFailed, mend);
  gtk_widget_class_bind_template_child (widget_class, PodImportFailed, back);
  gtk_widget_class_bind_template_child (widget_class, PodImportFailed, aside);
  gtk_widget_class_bind_template_callback (widget_class, aside_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
pod_import_failed_init (PodImportFailed *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
