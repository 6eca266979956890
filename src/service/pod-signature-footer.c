#include "pod-signature-footer.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-paper-frame.h"
#include "pod-trial-private.h"
#include "pod-trial-sign.h"
#include "pod-words.h"

#define MARGIN 12
#define LINE 18
#define SIZE 12
/* Enough to find a rewritten trail by, and to be compared by eye. */
#define HEAD_DIGITS 16

static void
add_line (PodScene *scene, PodRole role, const char *text)
{
  PodMark *mark = pod_scene_add_text (scene, role, MARGIN, scene->height + LINE / 2,
                                      POD_ALIGN_START, SIZE, text);

  mark->w = scene->width - 2 * MARGIN;
  mark->what = mark->text;
  scene->height += LINE;
}

static char *
print_event (const PodCasebook *casebook, gint64 id)
{
  guint n;
  const PodEvent *events = pod_casebook_get_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (events[i].record.id == id)
      {
        g_autofree char *date = pod_date_to_string (events[i].date);

        return g_strdup_printf ("%s %s", events[i].code, date);
      }
  return NULL;
}

static char *
print_adverse_event (const PodCasebook *casebook, gint64 id)
{
  const PodAdverseEvent *event = pod_casebook_find_adverse_event (casebook, id);
  g_autofree char *start = event ? pod_moment_to_string (event->start) : NULL;

  /* Translators: an adverse event, told by the day on which it began. */
  return start ? g_strdup_printf (_ ("Adverse event of %s"), start) : NULL;
}

static char *
print_visit (const PodCasebook *casebook, gint64 id)
{
  const PodVisit *visit = pod_casebook_find_visit (casebook, id);
  g_autofree char *date = visit ? pod_date_to_string (visit->date) : NULL;

  return date ? g_strdup_printf (_ ("Visit of %s"), date) : NULL;
}

static char *
print_record (const PodCasebook *casebook, const PodSignature *signature)
{
  char *words = NULL;

  if (g_strcmp0 (signature->scope, "casebook") == 0)
    return g_strdup (_ ("Casebook"));
  if (g_strcmp0 (signature->scope, "adverse_event") == 0)
    words = print_adverse_event (casebook, signature->about);
  else if (g_strcmp0 (signature->scope, "visit") == 0)
    words = print_visit (casebook, signature->about);
  else if (g_strcmp0 (signature->scope, "event") == 0)
    words = print_event (casebook, signature->about);
  return words != NULL
             ? words
             : g_strdup_printf ("%s %" G_GINT64_FORMAT, signature->scope, signature->about);
}

static void
add_signature (PodScene *scene, const PodCasebook *casebook, const PodSignature *signature)
{
  g_autofree char *record = print_record (casebook, signature);
  g_autofree char *words = pod_signature_to_words (signature);
  g_autofree char *line = NULL;

  /* Translators: what was signed; then who signed it, when, and what that meant. */
  line = signature->changed
             ? g_strdup_printf (_ ("%1$s: not currently signed, since it was changed. %2$s"),
                                record, words)
             : g_strdup_printf (_ ("%1$s: %2$s"), record, words);
  add_line (scene, POD_ROLE_TEXT, line);
}

static void
add_signatures (PodScene *scene, const PodCasebook *casebook)
{
  guint n;
  const PodSignature *signatures = pod_casebook_get_signatures (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (pod_casebook_find_signature (casebook, signatures[i].scope, signatures[i].about) ==
        &signatures[i])
      add_signature (scene, casebook, &signatures[i]);
}

char *
pod_audit_head_to_words (const char *head)
{
  const char *colon = strchr (head, ':');
  g_autofree char *entry = g_strndup (head, (gsize) (colon - head));
  g_autofree char *digits = g_strndup (colon + 1, HEAD_DIGITS);

  /* Translators: the number of the entry, then the beginning of its hash. */
  return g_strdup_printf (_ ("The record as of entry %1$s of the audit trail, head %2$s"), entry,
                          digits);
}

static void
add_state (PodScene *scene, const char *head)
{
  g_autofree char *state = pod_audit_head_to_words (head);

  add_line (scene, POD_ROLE_DIM_TEXT, state);
  g_free (scene->state);
  scene->state = g_steal_pointer (&state);
}

/* ---- what it is of ---- */

/* And on what is invented, that it is. */
static char *
say_whose (const PodScene *scene, const PodCasebook *casebook, gboolean demo)
{
  const char *number = casebook != NULL       ? pod_casebook_get_number (casebook)
                       : scene->whose != NULL ? scene->whose
                                              : _ ("All subjects");
  const char *invented = demo ? _ ("Demonstration: every subject here is invented") : NULL;

  return g_strjoin (" · ", number, invented, NULL);
}

/* "NCT07241468 · site 01 · 29 Nov 2026". */
static char *
say_about (PodTrial *self)
{
  g_autofree char *study = pod_paper_describe_study (self->study);
  g_autofree char *day = pod_date_to_words (pod_trial_get_today (self));

  return g_strjoin (" · ", study, day, NULL);
}

static void
add_subject (PodScene *scene, const PodCasebook *casebook, gboolean demo)
{
  char *line = say_whose (scene, casebook, demo);

  g_free (scene->whose);
  scene->whose = line;
  add_line (scene, POD_ROLE_TEXT, line);
  g_array_index (scene->marks, PodMark, scene->marks->len - 1).bold = TRUE;
}

/* A table has no foot: each row says it. */
static void
mark_rows (PodScene *scene, const char *note)
{
  pod_scene_get_rows (scene);
  for (guint i = 0; i < scene->rows->len; i++)
    {
      char **row = g_ptr_array_index (scene->rows, i);
      guint n = g_strv_length (row);

      row = g_renew (char *, row, n + 2);
      row[n] = g_strdup (i == 0 ? _ ("Note") : note);
      row[n + 1] = NULL;
      g_ptr_array_index (scene->rows, i) = row;
    }
}

/* That its subjects are invented, and which days it holds where that is not all. */
static void
note_rows (PodScene *scene, gboolean demo)
{
  const char *invented = demo ? _ ("Invented for the demonstration") : NULL;
  g_autofree char *both = scene->part != NULL
                              ? g_strjoin (C_ ("list", "; "), scene->part, invented, NULL)
                              : g_strdup (invented);

  if (both != NULL)
    mark_rows (scene, both);
}

char *
pod_signature_footer_say_printed (PodTrial *self)
{
  g_autofree char *when = pod_instant_to_words (pod_clock_now (&self->clock));

  /* Translators: who made a page of paper or a file of it, in which role, and when. */
  return g_strdup_printf (_ ("Made by %1$s, %2$s, on %3$s"), self->user,
                          pod_user_role_to_words (self->role), when);
}

static void
add_printed (PodScene *scene, PodTrial *self)
{
  g_free (scene->printed);
  scene->printed = pod_signature_footer_say_printed (self);
  add_line (scene, POD_ROLE_DIM_TEXT, scene->printed);
}

/* ---- noting it ---- */

typedef struct
{
  PodStamp *stamp;
  const char *kind;
  const PodCasebook *casebook;
  const char *of; /* in the trail, which has screening numbers */
} Printing;

static gpointer
note (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Printing *printing = data;
  const PodCasebook *casebook = printing->casebook;
  g_autofree char *head = casebook != NULL
                              ? pod_audit_head_at (connection, pod_casebook_get_audit (casebook),
                                                   error)
                              : pod_audit_head (connection, error);
  g_autofree char *detail = NULL;

  if (head == NULL)
    return NULL;
  detail = g_strdup_printf ("%s%s, head %s", printing->kind, printing->of, head);
  if (!pod_connection_set_stamp (connection, printing->stamp, error) ||
      !pod_audit_note (connection, "PRINT", detail, error))
    return NULL;
  return g_steal_pointer (&head);
}

/* @is_group: @kind says of whom. */
static char *
note_print (PodTrial *self,
            const char *kind,
            const PodCasebook *casebook,
            gboolean is_group,
            GError **error)
{
  g_autoptr (PodStamp) stamp = NULL;
  g_autofree char *of = NULL;

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return NULL;
  stamp = pod_trial_make_stamp (self, NULL);
  of = casebook != NULL
           ? g_strconcat (" ", pod_casebook_get_subject (casebook)->screening_number, NULL)
           : g_strdup (is_group ? "" : " of all subjects");
  return pod_database_call (self->database, POD_ACCESS_WRITE, note,
                            &(Printing){ stamp, kind, casebook, of }, g_free, NULL, error);
}

char *
pod_trial_note_print (PodTrial *self, const char *kind, const PodCasebook *casebook, GError **error)
{
  return note_print (self, kind, casebook, FALSE, error);
}

gboolean
pod_trial_print (PodTrial *self,
                 const char *kind,
                 const PodCasebook *casebook,
                 PodScene *scene,
                 GError **error)
{
  g_autofree char *head = note_print (self, kind, casebook, scene->whose != NULL, error);
  double top;

  if (head == NULL)
    return FALSE;
  scene->height += LINE / 2;
  if (scene->closing <= 0)
    scene->closing = scene->height;
  add_subject (scene, casebook, self->demo);
  g_free (scene->about);
  scene->about = say_about (self);
  note_rows (scene, self->demo);
  top = scene->height;
  if (casebook != NULL)
    add_signatures (scene, casebook);
  /* No foot of a sheet has the signatures. */
  if (scene->height > top)
    scene->closing = scene->height;
  add_printed (scene, self);
  add_state (scene, head);
  return TRUE;
}
