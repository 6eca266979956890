#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-problem-row.h"

#include <glib/gi18n-lib.h>

struct _PodProblemRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label;
  guint n_refused;
};

G_DEFINE_FINAL_TYPE (PodProblemRow, pod_problem_row, ADW_TYPE_PREFERENCES_ROW)

static void
pod_problem_row_class_init (PodProblemRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-problem-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PodProblemRow, label);
}

static void
pod_problem_row_init (PodProblemRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_problem_row_show (PodProblemRow *self, GtkWidget *field, const char *text)
{
  gboolean wrong = text != NULL;

  gtk_label_set_text (self->label, wrong ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self), wrong);
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (wrong)
    gtk_widget_add_css_class (field, "error");
  else
    gtk_widget_remove_css_class (field, "error");
}

void
pod_problem_row_refuse (PodProblemRow *self, GtkWidget *password, const char *words)
{
  guint n = ++self->n_refused;
  g_autofree char *counted = NULL;

  /* Translators: %1$s is what was the matter, without a full stop: "no such user, or not this password". */
  counted = g_strdup_printf (ngettext ("%1$s: %2$u attempt was refused.",
                                       "%1$s: %2$u attempts were refused.", n),
                             words, n);
  gtk_editable_set_text (GTK_EDITABLE (password), "");
  pod_problem_row_show (self, password, counted);
  gtk_widget_grab_focus (password);
}

const char *
pod_problem_row_get_text (PodProblemRow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (self->label) : NULL;
}
