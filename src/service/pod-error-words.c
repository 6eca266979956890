/* What went wrong, and what to do, in the reader's language.  The store and the service speak in codes; a person is told here. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial-private.h"

static const char *
say_store (int code)
{
  switch (code)
    {
    case POD_STORE_ERROR_EXISTS:
      return _ ("A file of that name is there already, and nothing is overwritten. Choose another "
                "name.");
    case POD_STORE_ERROR_CONFLICT:
      return _ ("Somebody else has changed this since you opened it. Look at what is saved now, "
                "then save again.");
    case POD_STORE_ERROR_BUSY:
      return _ ("Another program has held the database for too long. Nothing was saved; try "
                "again.");
    case POD_STORE_ERROR_CORRUPT:
      return _ ("The file is damaged, or is not a database at all. Keep it as it is, and restore a "
                "backup.");
    case POD_STORE_ERROR_FOREIGN:
      return _ ("The file belongs to another program. Choose a trial database of this one.");
    case POD_STORE_ERROR_TOO_NEW:
      return _ ("The database was written by a later version of this program. Install that "
                "version.");
    case POD_STORE_ERROR_PLACE:
      return _ ("A trial database must stand in a folder of your own on this computer’s own disk: "
                "not on a network drive, not behind "
                "a link, and not where everybody may write.");
    case POD_STORE_ERROR_OUTCOME:
      return _ ("It is not known whether the disk took the last entry. Open the database again and "
                "look before you enter it once more.");
    case POD_STORE_ERROR_LOCKED:
      return _ ("Without the key to the vault this is not possible. Sign in as somebody whose role "
                "has one.");
    case POD_STORE_ERROR_NOT_FOUND:
      return _ ("It is not there, or is there no longer.");
    case POD_STORE_ERROR_FULL:
      return _ ("The disk is full. Nothing was saved, and nothing that was saved before is lost. "
                "Make room on the disk, then try again.");
    case POD_STORE_ERROR_READONLY:
      return _ ("The file or its folder may not be written. Nothing was saved, and nothing that "
                "was saved before is lost. Ask whoever looks after this computer for the right "
                "to write there.");
    case POD_STORE_ERROR_IO:
      return _ ("The disk did not read or write what it should. Nothing was saved. See that the "
                "disk is in its place and whole, then try again; if it happens again, look "
                "after the backups.");
    case POD_STORE_ERROR_CONSTRAINT:
      return _ ("It does not agree with what is in the database. Nothing was saved; look at what "
                "is there now.");
    default:
      return NULL;
    }
}

static const char *
say_service (int code)
{
  switch (code)
    {
    case POD_SERVICE_ERROR_SIGNED_OUT:
      return _ ("Nobody is signed in. Sign in and try again.");
    case POD_SERVICE_ERROR_ROLE:
      return _ ("Your role does not include this. Ask the principal investigator.");
    case POD_SERVICE_ERROR_REASON:
      return _ ("A change of something already saved needs a reason.");
    default:
      return NULL;
    }
}

char *
pod_trial_error_to_words (const GError *error)
{
  const char *words = NULL;

  if (error->domain == POD_STORE_ERROR)
    words = say_store (error->code);
  else if (error->domain == POD_SERVICE_ERROR)
    words = say_service (error->code);
  return g_strdup (words != NULL ? words : error->message);
}
