#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define POD_TYPE_APPLICATION (pod_application_get_type ())
G_DECLARE_FINAL_TYPE (PodApplication, pod_application, POD, APPLICATION, AdwApplication)

PodApplication *pod_application_new (void);

/* Translations from the installed catalogue, or from PODOCYTE_LOCALE_DIR where the program runs from its build. */
void pod_application_bind_translations (void);

G_END_DECLS
