#include "pod-config.h"

#include <locale.h>

#include "pod-application.h"
#include "pod-hardening.h"
#include "pod-leak-roots.h"

int
main (int argc, char *argv[])
{
  g_autoptr (PodApplication) application = NULL;

  pod_leak_roots_keep ();
  pod_harden_process ();
  setlocale (LC_ALL, "");
  pod_application_bind_translations ();

  application = pod_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
