#include "pod-welcome-page.h"

struct _PodWelcomePage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PodWelcomePage, pod_welcome_page, ADW_TYPE_BIN)

static void
pod_welcome_page_class_init (PodWelcomePageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/podocyte/Podocyte/pod-welcome-page.ui");
}

static void
pod_welcome_page_init (PodWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
