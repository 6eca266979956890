#include "pod-store-error.h"

/* clang-format off */
G_DEFINE_QUARK (pod-store-error-quark, pod_store_error)
/* clang-format on */

PodStoreError
pod_store_error_find_code (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_CONSTRAINT:
      return POD_STORE_ERROR_CONSTRAINT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return POD_STORE_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return POD_STORE_ERROR_CORRUPT;
    case SQLITE_FULL:
      return POD_STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return POD_STORE_ERROR_READONLY;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
      return POD_STORE_ERROR_IO;
    default:
      return POD_STORE_ERROR_FAILED;
    }
}

void
pod_store_set_error (GError **error, sqlite3 *db, int rc)
{
  const char *message = db ? sqlite3_errmsg (db) : sqlite3_errstr (rc);

  /* Only the progress handler interrupts, and it does so for a cancellable alone. */
  if ((rc & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled");
  else
    g_set_error_literal (error, POD_STORE_ERROR, pod_store_error_find_code (rc), message);
}
