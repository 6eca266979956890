#include "pod-config.h"

#include "pod-judge-bar.h"

struct _PodJudgeBar
{
  AdwBin parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (PodJudgeBar, pod_judge_bar, ADW_TYPE_BIN)

static void
pod_judge_bar_class_init (PodJudgeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-judge-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PodJudgeBar, label);
}

static void
pod_judge_bar_init (PodJudgeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pod_judge_bar_new (void)
{
  return g_object_new (POD_TYPE_JUDGE_BAR, NULL);
}

static char *
say_waiting (PodTrial *trial, PodCasebook *casebook)
{
  g_autoptr (GArray)
      reports = pod_reports_new (pod_trial_get_study (trial), pod_trial_get_site (trial), casebook);

  return pod_results_say_waiting (pod_reports_count (reports));
}

void
pod_judge_bar_set (PodJudgeBar *self, PodTrial *trial, PodCasebook *casebook)
{
  g_autofree char *words = casebook != NULL ? say_waiting (trial, casebook) : NULL;

  gtk_label_set_text (self->label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
}
