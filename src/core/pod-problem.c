#include "pod-problem.h"

void
pod_problem_free (PodProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->file);
  g_free (problem->group);
  g_free (problem->key);
  g_free (problem->message);
  g_free (problem);
}

static void
append_part (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, part);
}

char *
pod_problem_to_string (const PodProblem *problem)
{
  GString *text = g_string_new (problem->file);

  if (problem->line != 0)
    g_string_append_printf (text, "%s%u", text->len > 0 ? ":" : "", problem->line);
  if (problem->line != 0 && problem->column != 0)
    g_string_append_printf (text, ":%u", problem->column);
  if (problem->group != NULL)
    {
      g_autofree char *group = g_strdup_printf ("[%s]", problem->group);

      append_part (text, group);
    }
  if (problem->key != NULL)
    append_part (text, problem->key);
  if (text->len > 0)
    g_string_append (text, ": ");
  g_string_append (text, problem->message);
  return g_string_free (text, FALSE);
}

GPtrArray *
pod_problems_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) pod_problem_free);
}

void
pod_problems_add (GPtrArray *problems,
                  const char *file,
                  guint line,
                  guint column,
                  const char *group,
                  const char *key,
                  const char *format,
                  ...)
{
  PodProblem *problem;
  va_list args;

  if (problems == NULL)
    return;
  problem = g_new0 (PodProblem, 1);
  problem->file = g_strdup (file);
  problem->line = line;
  problem->column = column;
  problem->group = g_strdup (group);
  problem->key = g_strdup (key);
  va_start (args, format);
  problem->message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (problems, problem);
}
