#include "pod-signature-footer.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial-sign.h"

#define MARGIN 12
#define LINE 18
#define SIZE 12

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

void
pod_scene_add_signatures (PodScene *scene, const PodCasebook *casebook)
{
  guint n;
  const PodSignature *signatures = pod_casebook_get_signatures (casebook, &n);
  g_autofree char *entry = g_strdup_printf ("%" G_GINT64_FORMAT, pod_casebook_get_audit (casebook));
  g_autofree char *state = g_strdup_printf (_ ("The record as of entry %s of the audit trail"),
                                            entry);

  scene->height += LINE / 2;
  for (guint i = 0; i < n; i++)
    if (pod_casebook_find_signature (casebook, signatures[i].scope, signatures[i].about) ==
        &signatures[i])
      add_signature (scene, casebook, &signatures[i]);
  add_line (scene, POD_ROLE_DIM_TEXT, state);
}
