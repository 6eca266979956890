/* The process as a place where patients' data is: what it leaves behind, and what it says aloud. */

#include "pod-config.h"

#include "pod-hardening.h"

#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define WITHHELD "(the text is withheld: it could name a person)"

/* Both, as one does not stand in for the other; see the header. */
static void
forbid_cores (void)
{
  setrlimit (RLIMIT_CORE, &(struct rlimit){ 0, 0 });
  prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}

const char *
pod_hardening_hush (const char *message)
{
  if (message != NULL && strstr (message, ": assertion '") != NULL &&
      g_str_has_suffix (message, "' failed"))
    return message;
  return WITHHELD;
}

/* The default writer looks after what is fatal, so it gets every message that is not dropped.  What is said for developers alone is
 * dropped, whatever G_MESSAGES_DEBUG asks for. */
static GLogWriterOutput
write_log_cb (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  g_autofree GLogField *hushed = g_memdup2 (fields, n * sizeof *fields);

  if (level & (G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO))
    return G_LOG_WRITER_HANDLED;
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (hushed[i].key, "MESSAGE"))
      {
        hushed[i].value = hushed[i].length < 0 ? pod_hardening_hush (hushed[i].value) : WITHHELD;
        hushed[i].length = -1;
      }
  return g_log_writer_default (level, hushed, n, data);
}

void
pod_harden_process (void)
{
  umask (077);
  if (POD_DUMPABLE)
    return;
  forbid_cores ();
  g_log_set_writer_func (write_log_cb, NULL, NULL);
}
