#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-charts.h"
#include "pod-cli.h"
#include "pod-signature-footer.h"
#include "pod-subject-item.h"
#include "pod-trial-paper.h"

#define WIDTH 1200

static PodScene *
draw_timeline (PodTrial *trial, PodCasebook *casebook, PodDate as_of, GError **error)
{
  const PodStudy *study = pod_trial_get_study (trial);
  g_autoptr (PodTimeline)
      timeline = pod_timeline_new (study, pod_trial_get_site (trial), casebook, as_of);

  return pod_timeline_scene_new (study, timeline, pod_date_first_day (as_of), POD_ALL_DAYS, WIDTH,
                                 pod_metrics_pango ());
}

static PodScene *
draw_labs (PodTrial *trial, PodCasebook *casebook, PodDate as_of, GError **error)
{
  const PodLabOptions options = { .width = WIDTH };

  return pod_lab_scene_new (pod_trial_get_study (trial), pod_trial_get_site (trial), casebook,
                            as_of, &options, pod_metrics_pango ());
}

static PodScene *
draw_overlay (PodTrial *trial, PodCasebook *casebook, PodDate as_of, GError **error)
{
  const PodLabOptions options = { .width = WIDTH };
  g_autoptr (GPtrArray) casebooks = pod_trial_list_casebooks (trial);

  return pod_overlay_scene_new (pod_trial_get_study (trial), pod_trial_get_site (trial), casebooks,
                                as_of, &options, pod_metrics_pango ());
}

static PodShiftBook *
make_book (PodTrial *trial, const GPtrArray *casebooks, PodDate as_of)
{
  PodShiftBook *book = pod_shift_book_new ();

  pod_shift_book_update (book, pod_trial_get_study (trial), NULL, pod_trial_get_site (trial),
                         casebooks, as_of);
  return book;
}

static PodScene *
draw_wall (PodTrial *trial, PodCasebook *casebook, PodDate as_of, GError **error)
{
  g_autoptr (GPtrArray) casebooks = pod_trial_list_casebooks (trial);
  g_autoptr (PodShiftBook) book = make_book (trial, casebooks, as_of);

  return pod_wall_scene_new (pod_trial_get_study (trial), pod_trial_get_site (trial), casebooks,
                             book, as_of, WIDTH, pod_metrics_pango ());
}

static PodScene *
draw_shifts (PodTrial *trial, PodCasebook *casebook, PodDate as_of, GError **error)
{
  g_autoptr (GPtrArray) casebooks = pod_trial_list_casebooks (trial);
  g_autoptr (PodShiftBook) book = make_book (trial, casebooks, as_of);

  return pod_shift_scene_new (book, NULL, POD_SHIFT_WORST, WIDTH, pod_metrics_pango ());
}

static PodScene *
draw_last_shifts (PodTrial *trial, PodCasebook *casebook, PodDate as_of, GError **error)
{
  g_autoptr (GPtrArray) casebooks = pod_trial_list_casebooks (trial);
  g_autoptr (PodShiftBook) book = make_book (trial, casebooks, as_of);

  return pod_shift_scene_new (book, NULL, POD_SHIFT_LAST, WIDTH, pod_metrics_pango ());
}

/* "s.png" for the first page, "s-2.png" for the second: only a PDF has several. */
static char *
name_page (const char *file, guint index)
{
  const char *end = strrchr (file, '.');

  return index == 0 ? g_strdup (file)
                    : g_strdup_printf ("%.*s-%u%s", (int) (end - file), file, index + 1, end);
}

/* Noted already, since its foot says so. */
static gboolean
write_screening (PodTrial *trial,
                 PodCasebook *casebook,
                 PodDate as_of,
                 const char *file,
                 GError **error)
{
  g_autoptr (GPtrArray)
      pages = pod_trial_draw_screening_sheet (trial, pod_casebook_get_subject (casebook)->record.id,
                                              as_of, TRUE, error);

  if (pages == NULL)
    return FALSE;
  if (g_str_has_suffix (file, ".pdf"))
    return pod_paper_write (pages, file, error);
  for (guint i = 0; i < pages->len; i++)
    {
      g_autofree char *page = name_page (file, i);

      if (!pod_scene_write (g_ptr_array_index (pages, i), page, POD_THEME_LIGHT, error))
        return FALSE;
    }
  return TRUE;
}

/* @of_subject: needs one.  @draw: NULL for whole pages, which need nothing below them, and which know their own day. */
typedef struct
{
  const char *name;
  gboolean of_subject;
  PodScene *(*draw) (PodTrial *trial, PodCasebook *casebook, PodDate as_of, GError **error);
} Kind;

static const Kind kinds[] = {
  { "timeline", TRUE, draw_timeline }, { "labs", TRUE, draw_labs },
  { "wall", FALSE, draw_wall },        { "overlay", FALSE, draw_overlay },
  { "shifts", FALSE, draw_shifts },    { "shifts-last", FALSE, draw_last_shifts },
  { "screening", TRUE, NULL },
};

static const Kind *
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

static gboolean
write_kind (PodTrial *trial,
            const Kind *kind,
            PodCasebook *casebook,
            PodDate as_of,
            const char *file,
            GError **error)
{
  g_autoptr (PodScene) scene = NULL;

  if (!pod_scene_check_name (file, error))
    return FALSE;
  if (kind->draw == NULL)
    return write_screening (trial, casebook, as_of, file, error);
  if (!pod_date_is_set (as_of))
    as_of = pod_trial_get_today (trial);
  scene = kind->draw (trial, casebook, as_of, error);
  return scene != NULL && pod_trial_print (trial, kind->name, casebook, scene, error) &&
         pod_scene_write (scene, file, POD_THEME_LIGHT, error);
}

static PodExit
write_scene (PodTrial *trial, const Kind *kind, char **operands, PodDate as_of)
{
  const char *file = operands[kind->of_subject ? 2 : 1];
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;

  if (kind->of_subject)
    {
      gint64 subject = pod_trial_find_subject (trial, operands[1]);

      if (subject == 0)
        return pod_cli_fail (_ ("“%s” is no subject of this trial; give a screening or enrolment "
                                "number"),
                             operands[1]);
      casebook = pod_trial_load_casebook (trial, subject, &error);
      if (casebook == NULL)
        return pod_cli_fail_error (operands[1], error);
    }
  if (!write_kind (trial, kind, casebook, as_of, file, &error))
    return pod_cli_fail_error (file, error);
  return POD_EXIT_YES;
}

static PodExit
render (const PodCredentials *credentials, const char *day, char **operands)
{
  const Kind *kind = find_kind (operands[0]);
  PodDate as_of = POD_DATE_NONE;
  PodTrial *trial;
  PodExit status;

  if (kind == NULL || g_strv_length (operands) != (kind->of_subject ? 3 : 2))
    return pod_cli_fail (_ ("render: usage: podocytectl %s; all but wall, overlay, shifts and "
                            "shifts-last need a subject"),
                         pod_cmd_render.usage);
  if (day != NULL && !pod_cli_parse_day ("--as-of", day, &as_of))
    return POD_EXIT_TROUBLE;
  trial = pod_credentials_open (credentials);
  if (trial == NULL)
    return POD_EXIT_TROUBLE;
  status = write_scene (trial, kind, operands, as_of);
  pod_cli_close (trial);
  return status;
}

static PodExit
run (const char *const *arguments)
{
  PodCredentials credentials;
  g_autofree char *day = NULL;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &day, N_ ("The day of the question"), "DATE" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) operands = NULL;
  PodExit status = POD_EXIT_TROUBLE;

  pod_credentials_init (&credentials);
  if (pod_cli_parse (&pod_cmd_render, entries, credentials.entries, arguments, 2, 3, &operands))
    status = render (&credentials, day, operands);
  pod_credentials_clear (&credentials);
  return status;
}

const PodCommand pod_cmd_render = {
  "render",
  "render timeline|labs|screening|wall|overlay|shifts|shifts-last [SUBJECT] "
  "FILE.png|.svg|.pdf|.csv [--as-of DATE]",
  N_ ("Draw a subject’s timeline, laboratory results or screening sheet, or the whole trial."),
  run,
};
