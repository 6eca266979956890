#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-lab-status.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *word;
  PodLabStatus status;
} Word;

static PodLabStatus
look_up (const Word *words, guint n, const char *word)
{
  if (*word == '\0')
    return POD_LAB_STATUS_NONE;
  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp (words[i].word, word) == 0)
      return words[i].status;
  return POD_LAB_STATUS_UNKNOWN;
}

/* HL7 tables 0085 and 0123. */
PodLabStatus
pod_lab_status_from_hl7 (const char *letter)
{
  static const Word words[] = {
    { "F", POD_LAB_STATUS_FINAL },       { "U", POD_LAB_STATUS_FINAL },
    { "V", POD_LAB_STATUS_FINAL },       { "P", POD_LAB_STATUS_PRELIMINARY },
    { "R", POD_LAB_STATUS_PRELIMINARY }, { "S", POD_LAB_STATUS_PRELIMINARY },
    { "I", POD_LAB_STATUS_PRELIMINARY }, { "M", POD_LAB_STATUS_PRELIMINARY },
    { "C", POD_LAB_STATUS_CORRECTED },   { "A", POD_LAB_STATUS_CORRECTED },
    { "B", POD_LAB_STATUS_CORRECTED },   { "W", POD_LAB_STATUS_WITHDRAWN },
    { "D", POD_LAB_STATUS_WITHDRAWN },   { "X", POD_LAB_STATUS_CANCELLED },
    { "N", POD_LAB_STATUS_CANCELLED },   { "O", POD_LAB_STATUS_CANCELLED },
  };

  return look_up (words, G_N_ELEMENTS (words), letter);
}

/* "A": there are some of its results, and nothing says that they are final. */
PodLabStatus
pod_lab_status_from_hl7_order (const char *letter)
{
  return g_ascii_strcasecmp (letter, "A") == 0 ? POD_LAB_STATUS_PRELIMINARY
                                               : pod_lab_status_from_hl7 (letter);
}

PodLabStatus
pod_lab_status_from_fhir (const char *word)
{
  static const Word words[] = {
    { "final", POD_LAB_STATUS_FINAL },
    { "preliminary", POD_LAB_STATUS_PRELIMINARY },
    { "registered", POD_LAB_STATUS_PRELIMINARY },
    { "partial", POD_LAB_STATUS_PRELIMINARY },
    { "amended", POD_LAB_STATUS_CORRECTED },
    { "corrected", POD_LAB_STATUS_CORRECTED },
    { "appended", POD_LAB_STATUS_CORRECTED },
    { "entered-in-error", POD_LAB_STATUS_ENTERED_IN_ERROR },
    { "cancelled", POD_LAB_STATUS_CANCELLED },
  };

  return look_up (words, G_N_ELEMENTS (words), word);
}

static const char *const own_words[] = {
  "none",      "preliminary",      "final",     "corrected",
  "withdrawn", "entered_in_error", "cancelled", "unknown",
};

PodLabStatus
pod_lab_status_from_string (const char *word)
{
  for (guint i = POD_LAB_STATUS_PRELIMINARY; i < POD_LAB_STATUS_UNKNOWN; i++)
    if (strcmp (own_words[i], word) == 0)
      return (PodLabStatus) i;
  return POD_LAB_STATUS_UNKNOWN;
}

const char *
pod_lab_status_to_string (PodLabStatus status)
{
  return own_words[status];
}

const char *
pod_lab_status_refuse (PodLabStatus status)
{
  switch (status)
    {
    case POD_LAB_STATUS_PRELIMINARY:
      return _ ("the result is preliminary");
    case POD_LAB_STATUS_WITHDRAWN:
      return _ ("the laboratory has withdrawn this result");
    case POD_LAB_STATUS_ENTERED_IN_ERROR:
      return _ ("this result was entered in error");
    case POD_LAB_STATUS_CANCELLED:
      return _ ("the test was not done");
    case POD_LAB_STATUS_UNKNOWN:
      return _ ("the status of the result is not known");
    case POD_LAB_STATUS_NONE:
    case POD_LAB_STATUS_FINAL:
    case POD_LAB_STATUS_CORRECTED:
    default:
      return NULL;
    }
}
