#include "pod-config.h"

#include <locale.h>
#include <sys/stat.h>

#include "pod-application.h"

int
main (int argc, char *argv[])
{
  g_autoptr (PodApplication) application = NULL;

  /* Whatever this program writes is for its user alone. */
  umask (077);
  setlocale (LC_ALL, "");
  pod_application_bind_translations ();

  application = pod_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
