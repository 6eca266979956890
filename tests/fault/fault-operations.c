/* What people wait for, each as one operation that says what came of it. */

#include "fault-operations.h"

static PodStamp *
make_stamp (void)
{
  return pod_stamp_new ("anna", "coordinator", "s-1", NULL,
                        (PodInstant){ G_GINT64_CONSTANT (1773469800000000), 480 });
}

PodChange *
fault_make_change (const char *number, guint n)
{
  PodChange *change = pod_change_new ();
  gint64 subject = pod_change_reserve (change), visit = pod_change_reserve (change);

  pod_change_put_subject (change, &(PodSubject){ .record = { .id = subject },
                                                 .usubjid = number,
                                                 .screening_number = number,
                                                 .cohort = "mn",
                                                 .sex = "female" });
  pod_change_put_visit (change, &(PodVisit){ .record = { .id = visit, .subject = subject },
                                             .planned = "screening",
                                             .date = pod_date_new (2026, 3, 14),
                                             .status = "done",
                                             .note = "准时到访" });
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *origin = g_strdup_printf ("central|creatinine|%u", i);
      PodFinding finding;

      pod_finding_init (&finding);
      finding.record = (PodRecord){ .id = pod_change_reserve (change), .subject = subject };
      finding.visit = visit;
      finding.observation = "creatinine";
      finding.quantity = (PodQuantity){ POD_EXACTLY, 60 + i, pod_unit_from_ucum ("umol/L") };
      finding.text = "as the laboratory wrote it";
      finding.source = "import";
      finding.origin = origin;
      pod_change_put_finding (change, &finding);
    }
  return change;
}

gpointer
fault_write_job (PodConnection *connection,
                 gpointer change,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (PodStamp) stamp = make_stamp ();

  if (pod_connection_set_stamp (connection, stamp, error))
    pod_change_apply (connection, change, NULL, error);
  return NULL;
}

static gpointer
list_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return pod_subject_table_list (connection, error);
}

static void
free_list (gpointer list)
{
  g_ptr_array_unref (list);
}

/* Once the outcome was unknown, nothing more is believed of that connection. */
static FaultSaid
tell (PodDatabase *database, const GError *error)
{
  g_autoptr (GError) after = NULL;
  GPtrArray *list;

  if (error == NULL)
    return FAULT_SAID_DONE;
  if (g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD) ||
      g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT) ||
      g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT) ||
      g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND))
    {
      g_test_message ("wrongly: %s", error->message);
      return FAULT_SAID_WRONG;
    }
  if (!g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME))
    return FAULT_SAID_FAILED;
  list = pod_database_call (database, POD_ACCESS_READ, list_job, NULL, free_list, NULL, &after);
  g_clear_pointer (&list, g_ptr_array_unref);
  return g_error_matches (after, POD_STORE_ERROR, POD_STORE_ERROR_OUTCOME) ? FAULT_SAID_UNKNOWN
                                                                           : FAULT_SAID_WRONG;
}

static PodDatabase *
open_site (const char *path)
{
  g_autoptr (GError) error = NULL;
  PodDatabase *database = pod_database_open (path, &error);

  g_assert_no_error (error);
  return database;
}

static FaultSaid
run_create (const char *path)
{
  g_autoptr (PodDatabase) database = NULL;

  fault_begin ();
  database = pod_database_create (path, NULL);
  if (database != NULL)
    pod_database_close (database);
  fault_end ();
  return database ? FAULT_SAID_DONE : FAULT_SAID_FAILED;
}

static gboolean
has_subjects (GPtrArray *list)
{
  if (list->len != 2)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    if (((PodSubject *) g_ptr_array_index (list, i))->screening_number == NULL)
      return FALSE;
  return TRUE;
}

/* Opens and reads who is there: what is read is whole, or is not given at all. */
static FaultSaid
run_open (const char *path)
{
  g_autoptr (PodDatabase) database = NULL;
  g_autoptr (GPtrArray) list = NULL;

  fault_begin ();
  database = pod_database_open (path, NULL);
  if (database != NULL)
    {
      list = pod_database_call (database, POD_ACCESS_READ, list_job, NULL, free_list, NULL, NULL);
      pod_database_close (database);
    }
  fault_end ();
  if (list == NULL)
    return FAULT_SAID_FAILED;
  return has_subjects (list) ? FAULT_SAID_DONE : FAULT_SAID_WRONG;
}

static FaultSaid
run_job (const char *path, PodAccess access, PodDatabaseFunc func, gpointer data)
{
  g_autoptr (PodDatabase) database = open_site (path);
  g_autoptr (GError) error = NULL;
  FaultSaid said;

  fault_begin ();
  pod_database_call (database, access, func, data, NULL, NULL, &error);
  said = tell (database, error);
  pod_database_close (database);
  fault_end ();
  return said;
}

static FaultSaid
run_change (const char *path)
{
  g_autoptr (PodChange) change = fault_make_change ("S-900", 2);

  return run_job (path, POD_ACCESS_WRITE, fault_write_job, change);
}

static FaultSaid
run_import (const char *path)
{
  g_autoptr (PodChange) change = fault_make_change ("S-900", FAULT_IMPORT_SIZE);

  return run_job (path, POD_ACCESS_WRITE, fault_write_job, change);
}

/* As the service does it: who could not be asked has not typed a wrong password. */
static gpointer
sign_in_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodStamp) stamp = make_stamp ();
  g_autoptr (PodVault) vault = NULL;
  g_autofree char *role = NULL;

  if (pod_connection_set_stamp (connection, stamp, error) &&
      pod_vault_sign_in (connection, "anna", "another phrase", &role, &vault, error))
    pod_audit_note (connection, "LOGIN", NULL, error);
  return NULL;
}

static FaultSaid
run_sign_in (const char *path)
{
  return run_job (path, POD_ACCESS_WRITE, sign_in_job, NULL);
}

/* A good file is never accused because the disk failed while it was read. */
static gpointer
verify_job (PodConnection *connection, gpointer accused, GCancellable *cancellable, GError **error)
{
  g_autoptr (PodVerification)
      verification = pod_audit_verify (connection, NULL, NULL, NULL, cancellable, error);

  *(gboolean *) accused = verification != NULL && verification->faults->len > 0;
  if (*(gboolean *) accused)
    g_printerr ("# accused: %s\n", describe_faults (verification));
  return NULL;
}

static FaultSaid
run_verify (const char *path)
{
  gboolean accused = FALSE;
  FaultSaid said = run_job (path, POD_ACCESS_READ, verify_job, &accused);

  return accused ? FAULT_SAID_WRONG : said;
}

/* ---- the control ---- */

/* A program that does not look at what COMMIT said. */
static FaultSaid
run_careless (const char *path)
{
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (PodChange) change = fault_make_change ("S-900", 2);
  g_autoptr (PodStamp) stamp = make_stamp ();

  fault_begin ();
  if (pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, NULL))
    {
      pod_connection_set_stamp (connection, stamp, NULL);
      pod_change_apply (connection, change, NULL, NULL);
      pod_connection_commit (connection, NULL);
    }
  g_clear_pointer (&connection, pod_connection_free);
  fault_end ();
  return FAULT_SAID_DONE;
}

const FaultOperation fault_operations[] = {
  { "create", TRUE, FALSE, FALSE, run_create },
  { "open", FALSE, FALSE, FALSE, run_open },
  { "open after a kill", FALSE, FALSE, TRUE, run_open },
  { "change", FALSE, TRUE, FALSE, run_change },
  { "import", FALSE, TRUE, FALSE, run_import },
  { "sign in", FALSE, TRUE, FALSE, run_sign_in },
  { "verify", FALSE, FALSE, FALSE, run_verify },
};
const guint fault_n_operations = G_N_ELEMENTS (fault_operations);
const FaultOperation fault_careless = { "careless", FALSE, TRUE, FALSE, run_careless };
