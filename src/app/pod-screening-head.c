#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-head.h"

#include <glib/gi18n-lib.h>

#include "pod-screening-step.h"

/* @name: the page's. */
static const char *
say_step (const char *name)
{
  static const struct
  {
    const char *name;
    const char *words;
  } all[] = {
    { "patient", NC_ ("screening step", "Patient") },
    { "consent", NC_ ("screening step", "Consent") },
    { "cohort", NC_ ("screening step", "Cohort") },
    { "results", NC_ ("screening step", "Results") },
    { "instruments", NC_ ("screening step", "Instruments") },
    { "criteria", NC_ ("screening step", "Criteria") },
    { "decision", NC_ ("screening step", "Decision") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].name, name))
      return g_dpgettext2 (GETTEXT_PACKAGE, "screening step", all[i].words);
  return name;
}

static void
show_mark (AdwViewStackPage *page)
{
  static const char *const icons[] = { "radio-symbolic", "object-select-symbolic",
                                       "dialog-warning-symbolic", "list-remove-symbolic" };
  PodScreeningStep *step = POD_SCREENING_STEP (adw_view_stack_page_get_child (page));
  g_autofree char *count = NULL;
  PodStepMark mark = pod_screening_step_get_mark (step, &count);
  const char *words = say_step (adw_view_stack_page_get_name (page));
  g_autofree char *title =
      count != NULL ? g_strdup_printf ("%s %s", words, count)
      : mark == POD_STEP_NOTHING
          /* Translators: a step of screening in which there is nothing to do. */
          ? g_strdup_printf (C_ ("screening step", "%s –"), words)
          : g_strdup (words);

  adw_view_stack_page_set_title (page, title);
  adw_view_stack_page_set_icon_name (page, icons[mark]);
}

void
pod_screening_head_show (AdwViewStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (stack);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (pages)); i++)
    {
      g_autoptr (AdwViewStackPage) page = g_list_model_get_item (G_LIST_MODEL (pages), i);

      show_mark (page);
    }
}
