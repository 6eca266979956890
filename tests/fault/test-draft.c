/* A draft leaves nothing in the trail by which a doubtful commit could be looked up: what is said to be kept must be there all the
 * same, whatever call of the disk fails. */

#include "fault-vfs.h"
#include "pod-draft-table.h"
#include "store-fixture.h"

typedef struct
{
  PodVault *vault;
  char *content;
} Draft;

static void
stamp (PodConnection *connection)
{
  PodInstant when = { G_GINT64_CONSTANT (1773469800000000), 480 };
  g_autoptr (PodStamp) made = pod_stamp_new ("anna", "coordinator", "s-1", NULL, when);

  pod_connection_set_stamp (connection, made, NULL);
}

static gpointer
put_job (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Draft *draft = data;

  stamp (connection);
  pod_draft_table_put (connection, draft->vault, "register", 0, 0, draft->content, error);
  return NULL;
}

static PodVault *
open_vault (const char *path)
{
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autofree char *role = NULL;
  PodVault *vault = NULL;

  pod_vault_sign_in (connection, "anna", "another phrase", &role, &vault, NULL);
  g_assert_nonnull (vault);
  return vault;
}

static char *
read_back (const char *path, PodVault *vault)
{
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (GPtrArray) drafts = NULL;

  fixture_read (connection);
  drafts = pod_draft_table_list (connection, vault, "anna", NULL);
  fixture_commit (connection);
  g_assert_nonnull (drafts);
  return g_strdup (drafts->len > 0 ? ((PodStoredDraft *) drafts->pdata[0])->content : NULL);
}

/* Breaks the @at-th call: FALSE where there was none any more.  Counts what was said to be kept. */
static gboolean
try (const char *path, PodVault *vault, const FaultKind *kind, guint at, guint *kept)
{
  g_autofree char *content = g_strdup_printf ("%s %u", kind->name, at);
  g_autofree char *before = read_back (path, vault);
  g_autoptr (GError) error = NULL;
  PodDatabase *database = pod_database_open (path, &error);
  g_autofree char *after = NULL;
  guint broken;

  g_assert_no_error (error);
  fault_vfs_arm (kind, at, FALSE);
  pod_database_call (database, POD_ACCESS_WRITE, put_job, &(Draft){ vault, content }, NULL, NULL,
                     &error);
  broken = fault_vfs_disarm ();
  pod_database_close (database);
  g_object_unref (database);
  after = read_back (path, vault);
  if (error == NULL)
    g_assert_cmpstr (after, ==, content);
  else if (g_strcmp0 (after, content) != 0)
    g_assert_cmpstr (after, ==, before);
  *kept += error == NULL;
  return broken > 0;
}

static void
test_every_call (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodVault) vault = open_vault (path);
  guint points = 0, kept = 0;

  for (guint i = 0; i < fault_n_kinds; i++)
    for (guint at = 1; try (path, vault, &fault_kinds[i], at, &kept); at++)
      points++;
  g_test_message ("%u faults; %u savings went on all the same", points, kept);
  g_assert_cmpuint (points, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fault_vfs_install ();
  g_test_add_func ("/draft/every-call-of-the-disk", test_every_call);
  return g_test_run ();
}
