/* What a course of results comes to, in words. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "pod-kinetics.h"
#include "pod-words-private.h"

/* What was measured is shown as it is; a conversion leaves no more. */
#define DIGITS 6

static void
free_figure (gpointer data)
{
  PodKineticsFigure *figure = data;

  g_free (figure->name);
  g_free (figure->value);
  g_free (figure->remark);
  g_array_unref (figure->findings);
  g_free (figure);
}

/* Takes all three. */
static PodKineticsFigure *
add_figure (GPtrArray *figures, char *name, char *value, char *remark)
{
  PodKineticsFigure *figure = g_new0 (PodKineticsFigure, 1);

  figure->name = name;
  figure->value = value;
  figure->remark = remark;
  figure->findings = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (figures, figure);
  return figure;
}

static void
add_source (PodKineticsFigure *figure, const PodKinetics *self, int place)
{
  const PodKineticsPoint *point = pod_kinetics_get_point (self, place);

  if (point)
    g_array_append_val (figure->findings, point->finding->record.id);
}

static char *
say_day_of (const PodKinetics *self, int place)
{
  return pod_study_day_to_words (pod_kinetics_get_point (self, place)->day);
}

static char *
say_extreme (const PodKinetics *self)
{
  return pod_words_quantity (self->extreme.comparator, self->extreme.number, self->extreme.unit,
                             DIGITS);
}

/* ---- exposure ---- */

static void
add_highest (GPtrArray *figures, const PodKinetics *self)
{
  gboolean is_known = self->extreme_at >= 0;
  g_autofree char *bound = is_known ? NULL : say_extreme (self);
  PodKineticsFigure *figure =
      add_figure (figures, g_strdup (C_ ("kinetics", "Cmax")),
                  is_known ? say_extreme (self)
                           : g_strdup_printf (C_ ("kinetics", "below quantification (%s)"), bound),
                  NULL);

  add_source (figure, self, self->extreme_at);
  if (is_known)
    add_source (add_figure (figures, g_strdup (C_ ("kinetics", "Tmax")),
                            say_day_of (self, self->extreme_at), NULL),
                self, self->extreme_at);
}

static char *
print_area (const PodKinetics *self, double number)
{
  g_autofree char *label = pod_decimal_to_label (number, POD_WORDS_DIGITS);

  /* Translators: an area under a curve: number and unit, times days. */
  return g_strdup_printf (C_ ("kinetics", "%1$s %2$s × d"), label,
                          pod_unit_to_words (self->plan->observation->symbol.unit));
}

/* What is above what could be measured leaves the area open; what is below quantification is told where it shows. */
static char *
say_bounds (const PodKinetics *self)
{
  g_autofree char *least = print_area (self, self->area.least);
  g_autofree char *most = NULL;

  if (isinf (self->area.most))
    return g_strdup (C_ ("kinetics", "a result is above what could be measured"));
  most = print_area (self, self->area.most);
  if (g_str_equal (least, most))
    return NULL;
  return g_strdup_printf (C_ ("kinetics", "what is below quantification counts as nothing; as its "
                                          "limit it would be %s"),
                          most);
}

static char *
say_area (const PodKinetics *self)
{
  g_autofree char *least = print_area (self, self->area.least);

  return isinf (self->area.most)
             ? g_strconcat (pod_comparator_to_label (POD_AT_LEAST), " ", least, NULL)
             : g_steal_pointer (&least);
}

static char *
join (char *first, char *second)
{
  char *both;

  if (!first || !second)
    return first ? first : second;
  both = pod_words_join (first, second);
  g_free (first);
  g_free (second);
  return both;
}

/* What the area is not of, and what it begins with. */
static char *
say_part (const PodKinetics *self)
{
  char *part = pod_kinetics_is_whole (self)
                   ? NULL
                   : g_strdup_printf (C_ ("kinetics",
                                          "not all of day %1$d to day %2$d, for want of results"),
                                      self->plan->first_day, self->plan->last_day);

  return self->is_assumed
             ? join (part, g_strdup (C_ ("kinetics", "taken as 0 before the infusion")))
             : part;
}

/* Of the days that it is of: a part must not pass for the whole. */
static char *
name_area (const PodKinetics *self)
{
  gboolean is_known = pod_kinetics_has_area (self);

  return g_strdup_printf (C_ ("kinetics", "AUC, day %1$d–%2$d"),
                          is_known ? self->area.from : self->plan->first_day,
                          is_known ? self->area.to : self->plan->last_day);
}

static void
add_area (GPtrArray *figures, const PodKinetics *self)
{
  PodKineticsFigure *figure;
  gboolean is_known = pod_kinetics_has_area (self);
  char *name = name_area (self);

  if (is_known)
    figure = add_figure (figures, name, say_area (self), join (say_part (self), say_bounds (self)));
  else
    figure = add_figure (figures, name, g_strdup (C_ ("kinetics", "none")),
                         g_strdup (self->last_present < 0
                                       ? C_ ("kinetics", "no result above quantification")
                                       : C_ ("kinetics", "it takes two results of these days")));
  for (guint i = 0; is_known && i < self->points->len; i++)
    if (pod_kinetics_get_point (self, (int) i)->day <= self->area.to ||
        pod_kinetics_get_point (self, (int) i - 1)->day < self->area.to)
      add_source (figure, self, (int) i);
}

static char *
say_persistence (const PodKinetics *self)
{
  const PodKineticsPoint *last = pod_kinetics_get_point (self, (int) self->points->len - 1);
  int present, absent;

  if (self->last_present < 0)
    return g_strdup_printf (C_ ("kinetics", "never above quantification, up to day %d"), last->day);
  present = pod_kinetics_get_point (self, self->last_present)->day;
  if (self->first_absent < 0)
    return g_strdup_printf (C_ ("kinetics", "still present on day %d, the last result"), present);
  absent = pod_kinetics_get_point (self, self->first_absent)->day;
  return g_strdup_printf (C_ ("kinetics", "up to day %1$d; below quantification on day %2$d"),
                          present, absent);
}

static void
add_persistence (GPtrArray *figures, const PodKinetics *self)
{
  PodKineticsFigure *figure = add_figure (figures, g_strdup (C_ ("kinetics", "Persistence")),
                                          say_persistence (self), NULL);

  add_source (figure, self, self->last_present);
  add_source (figure, self,
              self->last_present < 0 ? (int) self->points->len - 1 : self->first_absent);
}

/* ---- below a limit, and peaks ---- */

static void
add_extreme (GPtrArray *figures, const PodKinetics *self, const char *name)
{
  PodKineticsFigure *figure = add_figure (figures, g_strdup (name), say_extreme (self), NULL);

  if (self->extreme_at < 0)
    return;
  figure->remark = say_day_of (self, self->extreme_at);
  add_source (figure, self, self->extreme_at);
}

static char *
say_spell (const PodKinetics *self, const PodKineticsSpell *spell)
{
  g_autofree char *first = say_day_of (self, spell->first);
  g_autofree char *end = say_day_of (self, spell->after < 0 ? spell->last : spell->after);

  if (spell->after < 0)
    return g_strdup_printf (C_ ("kinetics", "from %1$s, still on %2$s"), first, end);
  return g_strdup_printf (C_ ("kinetics", "from %1$s, above again on %2$s"), first, end);
}

/* The ends lie between two draws. */
static char *
say_ends (const PodKinetics *self, const PodKineticsSpell *spell)
{
  g_autofree char *before = spell->before < 0 ? NULL : say_day_of (self, spell->before);
  g_autofree char *last = spell->after < 0 ? NULL : say_day_of (self, spell->last);
  char *began = before ? g_strdup_printf (C_ ("kinetics", "above on %s"), before)
                       : g_strdup (C_ ("kinetics", "nobody knows since when"));
  char *ended = last ? g_strdup_printf (C_ ("kinetics", "last below on %s"), last) : NULL;

  return join (began, ended);
}

/* The first of several is not to be taken for all there is. */
static char *
name_spell (const PodKinetics *self, guint index)
{
  if (self->spells->len == 1)
    return g_strdup (C_ ("kinetics", "Below the limit"));
  /* Translators: the second of five times. */
  return g_strdup_printf (C_ ("kinetics", "Below the limit, %1$u of %2$u"), index + 1,
                          self->spells->len);
}

static void
add_spell (GPtrArray *figures, const PodKinetics *self, guint index)
{
  const PodKineticsSpell *spell = &g_array_index (self->spells, PodKineticsSpell, index);
  PodKineticsFigure *figure = add_figure (figures, name_spell (self, index),
                                          say_spell (self, spell), say_ends (self, spell));

  add_source (figure, self, spell->before);
  for (int i = spell->first; i <= spell->last; i++)
    add_source (figure, self, i);
  add_source (figure, self, spell->after);
}

/* What goes on is known of the last result, however long ago that was. */
static char *
say_still (const PodKinetics *self)
{
  const PodKineticsSpell *spell = &g_array_index (self->spells, PodKineticsSpell,
                                                  self->spells->len - 1);
  g_autofree char *day = say_day_of (self, spell->last);

  if (spell->last == (int) self->points->len - 1)
    return g_strdup_printf (C_ ("kinetics", "still below on %s, the last result"), day);
  return g_strdup_printf (C_ ("kinetics", "still below on %s"), day);
}

static char *
say_length (const PodKinetics *self)
{
  int least = (int) self->least_days;

  if (isinf (self->most_days))
    return join (g_strdup_printf (ngettext ("at least %d day", "at least %d days", (gulong) least),
                                  least),
                 say_still (self));
  return g_strdup_printf (ngettext ("%1$d to %2$d day", "%1$d to %2$d days",
                                    (gulong) self->most_days),
                          least, (int) self->most_days);
}

static void
add_below (GPtrArray *figures, const PodKinetics *self)
{
  PodKineticsFigure *length;

  add_extreme (figures, self, C_ ("kinetics", "Lowest"));
  for (guint i = 0; i < self->spells->len; i++)
    add_spell (figures, self, i);
  length = add_figure (figures, g_strdup (C_ ("kinetics", "Days below since the infusion")),
                       self->spells->len > 0 ? say_length (self)
                                             : g_strdup (C_ ("kinetics", "never below")),
                       NULL);
  for (guint i = 0; i < self->points->len; i++)
    if (!pod_kinetics_get_point (self, (int) i)->before)
      add_source (length, self, (int) i);
}

GPtrArray *
pod_kinetics_list_figures (const PodKinetics *self)
{
  GPtrArray *figures = g_ptr_array_new_with_free_func (free_figure);

  if (self->state != POD_KINETICS_COUNTED)
    return figures;
  if (self->plan->kind == POD_KINETICS_BELOW)
    add_below (figures, self);
  else if (self->plan->kind == POD_KINETICS_PEAK)
    add_extreme (figures, self, C_ ("kinetics", "Peak"));
  else
    {
      add_highest (figures, self);
      add_area (figures, self);
      add_persistence (figures, self);
    }
  return figures;
}

/* ---- around them ---- */

char *
pod_kinetics_get_title (const PodKinetics *self)
{
  const char *label = pod_words_get (&self->plan->label, pod_words_locale ());

  if (self->n_courses <= 1)
    return g_strdup (label);
  /* Translators: what is followed, and after which of several infusions. */
  return g_strdup_printf (C_ ("kinetics", "%1$s, infusion %2$u"), label, self->course);
}

static char *
say_plan (const PodKineticsPlan *plan)
{
  const char *label = pod_words_get (&plan->observation->label, pod_words_locale ());
  g_autofree char *limit = NULL;

  if (plan->kind == POD_KINETICS_PEAK)
    return g_strdup_printf (C_ ("kinetics", "%1$s, highest of day %2$d–%3$d"), label,
                            plan->first_day, plan->last_day);
  if (plan->kind == POD_KINETICS_EXPOSURE)
    return g_strdup_printf (C_ ("kinetics", "%s, area by linear trapezoids"), label);
  limit = pod_words_quantity (plan->relation == POD_RELATION_LT ? POD_LESS_THAN : POD_AT_MOST,
                              plan->limit, plan->observation->symbol.unit, 0);
  return g_strdup_printf (C_ ("kinetics", "%1$s %2$s"), label, limit);
}

char *
pod_kinetics_get_basis (const PodKinetics *self)
{
  g_autofree char *plan = say_plan (self->plan);
  const char *source = self->plan->source;

  if (g_strcmp0 (source, "site") == 0)
    return g_strdup_printf (C_ ("kinetics", "%s. The site’s choice."), plan);
  if (g_strcmp0 (source, "registry") == 0)
    return g_strdup_printf (C_ ("kinetics", "%s. From the registry."), plan);
  return g_strdup_printf (C_ ("kinetics", "%1$s. The site’s choice, after %2$s."), plan, source);
}

char *
pod_kinetics_get_caveat (const PodKinetics *self)
{
  guint n = self->left_out->len;
  char *why = NULL, *left_out = NULL;

  if (self->state == POD_KINETICS_NOT_GIVEN)
    why = g_strdup (C_ ("kinetics", "no infusion yet"));
  else if (self->state == POD_KINETICS_DAY_UNKNOWN)
    why = g_strdup (C_ ("kinetics", "the day of the infusion is not known"));
  else if (self->state == POD_KINETICS_NO_RESULT)
    why = g_strdup (C_ ("kinetics", "no result since the infusion"));
  if (n > 0)
    left_out = g_strdup_printf (ngettext ("%u result does not count: without a number, "
                                          "preliminary, without its day, or in another unit",
                                          "%u results do not count: without a number, preliminary, "
                                          "without their day, or in another unit",
                                          n),
                                n);
  return join (why, left_out);
}

char *
pod_kinetics_to_words (const PodKinetics *self)
{
  g_autoptr (GPtrArray) figures = pod_kinetics_list_figures (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < figures->len; i++)
    {
      const PodKineticsFigure *figure = g_ptr_array_index (figures, i);

      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? C_ ("list", "; ") : "",
                              figure->name, figure->value);
      if (figure->remark)
        /* Translators: what has to be known with a figure. */
        g_string_append_printf (text, C_ ("kinetics", " (%s)"), figure->remark);
    }
  return g_string_free (text, text->len == 0);
}
