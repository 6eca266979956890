#include "pod-label-keep.h"

/* What is longer is no unit: it may be broken. */
#define MOST_UNIT "16"

/* A study day, a date as either language writes it, or a number with the next word; Chinese breaks between any two signs, so that one is
 * enough.  What stands in parentheses is no unit: another number of a subject, which else would break the first. */
#define TOGETHER                                                                                   \
  "\\bday −?\\d+|第 −?\\d+ 天|"                                                              \
  "\\d{1,2} \\p{L}{3,9} \\d{4}|\\p{L}{3} \\d{4}\\b|\\d{4}年(?:\\d{1,2}月)?(?:\\d{1,2}日)?|"     \
  "\\d (?:\\p{Han}|(?!\\()[^\\s\\p{Han}]{1," MOST_UNIT "}(?=[\\s\\p{Han}]|$))"

static const GRegex *
get_together (void)
{
  static GRegex *regex;

  if (regex == NULL)
    regex = g_regex_new (TOGETHER, G_REGEX_OPTIMIZE, 0, NULL);
  return regex;
}

static PangoAttrList *
find_together (const char *text)
{
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (get_together (), text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      attribute->start_index = (guint) start;
      attribute->end_index = (guint) end;
      pango_attr_list_insert (attributes, attribute);
    }
  return attributes;
}

static void
said_cb (GtkLabel *label)
{
  PangoAttrList *attributes = find_together (gtk_label_get_text (label));

  gtk_label_set_attributes (label, attributes);
  pango_attr_list_unref (attributes);
}

void
pod_label_keep (GtkLabel *label)
{
  g_signal_connect (label, "notify::label", G_CALLBACK (said_cb), NULL);
  said_cb (label);
}
