#include "pod-trial-paper.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-charts.h"
#include "pod-new-file.h"
#include "pod-signature-footer.h"
#include "pod-trial-private.h"
#include "pod-trial-sign.h"
#include "pod-words.h"

/* ---- what is said around the contents ---- */

typedef struct
{
  PodPaperFrame frame;
  char *signature;
  char *printed;
  char *state;
} Frame;

static void
frame_clear (Frame *frame)
{
  g_free (frame->signature);
  g_free (frame->printed);
  g_free (frame->state);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Frame, frame_clear)

/* Notes it, unless it is only looked at. @casebook: (nullable). */
static gboolean
fill_frame (Frame *frame,
            PodTrial *self,
            const char *kind,
            const PodCasebook *casebook,
            gboolean is_noted,
            GError **error)
{
  g_autofree char *head = NULL;

  if (is_noted)
    {
      head = pod_trial_note_print (self, kind, casebook, error);
      if (head == NULL)
        return FALSE;
      frame->printed = pod_signature_footer_say_printed (self);
      frame->state = pod_audit_head_to_words (head);
    }
  frame->frame = (PodPaperFrame){ self->demo, frame->signature, frame->printed, frame->state };
  return TRUE;
}

/* ---- the screening sheet ---- */

/* Of the decision; where the decision was changed since, that is said, too. */
static char *
say_signature (const PodCasebook *casebook)
{
  const PodEvent *decision = pod_casebook_find_event (casebook, "enrolment");
  const PodSignature *signature = NULL;
  g_autofree char *words = NULL;

  if (decision == NULL)
    decision = pod_casebook_find_event (casebook, "screen_failure");
  if (decision != NULL)
    signature = pod_casebook_find_signature (casebook, "event", decision->record.id);
  if (signature == NULL)
    return NULL;
  words = pod_signature_to_words (signature);
  return signature->changed
             ? g_strdup_printf (_ ("Not currently signed, since it was changed. %s"), words)
             : g_steal_pointer (&words);
}

GPtrArray *
pod_trial_draw_screening_sheet (PodTrial *self,
                                gint64 subject,
                                PodDate as_of,
                                gboolean is_noted,
                                GError **error)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_auto (Frame) frame = { { FALSE } };

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return NULL;
  casebook = pod_trial_load_casebook (self, subject, error);
  if (casebook == NULL)
    return NULL;
  frame.signature = say_signature (casebook);
  if (!fill_frame (&frame, self, "screening sheet", casebook, is_noted, error))
    return NULL;
  if (!pod_date_is_set (as_of))
    as_of = pod_screening_get_day (casebook, pod_trial_get_today (self));
  return pod_sheet_scenes_new (self->study, self->site, casebook, as_of, &frame.frame,
                               pod_metrics_pango ());
}

/* ---- the screening log ---- */

PodScreeningLog *
pod_trial_list_screening_log (PodTrial *self, const PodLogFilter *filter, GError **error)
{
  GListModel *subjects = pod_trial_get_subjects (self);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      g_ptr_array_add (casebooks, pod_subject_item_get_casebook (item));
    }
  return pod_screening_log_new (self->study, self->site, casebooks, filter,
                                pod_trial_get_today (self));
}

GPtrArray *
pod_trial_draw_screening_log (PodTrial *self,
                              const PodLogFilter *filter,
                              gboolean is_noted,
                              GError **error)
{
  g_autoptr (PodScreeningLog) log = pod_trial_list_screening_log (self, filter, error);
  g_auto (Frame) frame = { { FALSE } };

  if (log == NULL || !fill_frame (&frame, self, "screening log", NULL, is_noted, error))
    return NULL;
  return pod_log_scenes_new (self->study, log, &frame.frame, pod_metrics_pango ());
}

/* ---- as a file ---- */

typedef struct
{
  PodStamp *stamp;
  const char *sum;
} Noting;

/* The trail knows of a file before it is there: one that nobody knows of must not lie about. */
static gpointer
note_file (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Noting *noting = data;
  g_autofree char *head = pod_audit_head (connection, error);
  g_autofree char *detail = NULL;

  if (head == NULL || !pod_trial_begin_writing (connection, noting->stamp, error))
    return NULL;
  detail = g_strdup_printf ("screening log sha256 %s head %s", noting->sum, head);
  pod_audit_note (connection, "PRINT", detail, error);
  return NULL;
}

static gboolean
save_text (PodTrial *self, const char *text, const char *path, GError **error)
{
  gsize length = strlen (text);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, (gssize) length);
  g_autoptr (PodStamp) stamp = pod_trial_make_stamp (self, NULL);
  g_autoptr (PodNewFile) file = pod_new_file_create (path, error);
  Noting noting = { stamp, sum };

  return file != NULL && pod_new_file_write (file, (const guint8 *) text, length, error) &&
         pod_trial_call (self, POD_ACCESS_WRITE, note_file, &noting, error) &&
         pod_new_file_put_in_place (file, error);
}

static gboolean
save_pages (PodTrial *self, const PodLogFilter *filter, const char *path, GError **error)
{
  g_autoptr (GPtrArray) pages = pod_trial_draw_screening_log (self, filter, TRUE, error);

  return pages != NULL && pod_paper_write (pages, path, error);
}

gboolean
pod_trial_save_screening_log (PodTrial *self,
                              const PodLogFilter *filter,
                              PodLogFormat format,
                              const char *path,
                              GError **error)
{
  g_autoptr (PodScreeningLog) log = NULL;
  g_autofree char *text = NULL;

  if (format == POD_LOG_PDF)
    return save_pages (self, filter, path, error);
  log = pod_trial_list_screening_log (self, filter, error);
  if (log == NULL)
    return FALSE;
  text = format == POD_LOG_CSV ? pod_screening_log_to_csv (log) : pod_screening_log_to_json (log);
  return save_text (self, text, path, error);
}
