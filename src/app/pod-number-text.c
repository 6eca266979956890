#include "pod-number-text.h"

#include <string.h>

/* Half-width, with a point where an input method wrote its full stop. */
static char *
fold (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr (GString) folded = g_string_new (NULL);

  for (const char *p = composed != NULL ? composed : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xFF01 && c <= 0xFF5E)
        g_string_append_c (folded, (char) (c - 0xFEE0));
      else if (c == 0x3002 || c == 0xFF61)
        g_string_append_c (folded, '.');
      else
        g_string_append_unichar (folded, c);
    }
  return g_strstrip (g_string_free (g_steal_pointer (&folded), FALSE));
}

/* One comma, no point, and behind it what no group of three digits can be; or a nought before it, which begins no group. */
static gboolean
is_decimal_comma (const char *text, const char *comma)
{
  const char *first = text + strcspn (text, "0123456789,");

  if (strchr (comma + 1, ',') != NULL || strchr (text, '.') != NULL)
    return FALSE;
  if (comma[1] == '\0' || strspn (comma + 1, "0123456789") != strlen (comma + 1))
    return FALSE;
  return strlen (comma + 1) != 3 || (*first == '0' && first + 1 == comma);
}

/* "<.5" becomes "<0.5". */
static char *
complete_point (const char *text)
{
  const char *point = strchr (text, '.');

  if (point == NULL || (point > text && g_ascii_isdigit (point[-1])))
    return g_strdup (text);
  return g_strdup_printf ("%.*s0%s", (int) (point - text), text, point);
}

gboolean
pod_number_text_parse (const char *text, PodQuantity *quantity)
{
  g_autofree char *folded = fold (text);
  g_autofree char *complete = NULL;
  char *comma = strchr (folded, ',');

  if (comma != NULL && is_decimal_comma (folded, comma))
    *comma = '.';
  complete = complete_point (folded);
  return pod_quantity_parse_number (complete, quantity);
}

static char *
drop_spaces (const char *text)
{
  GString *kept = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ' ')
      g_string_append_c (kept, *p);
  return g_string_free (kept, FALSE);
}

char *
pod_number_text_explain (const char *text)
{
  g_autofree char *typed = drop_spaces (text);
  g_autofree char *number = NULL;
  PodQuantity quantity = { 0 };
  const char *sign;

  if (!pod_number_text_parse (text, &quantity))
    return NULL;
  if (g_str_is_ascii (typed) && strchr (typed, ',') == NULL && *typed != '.')
    return NULL;
  number = pod_decimal_to_string (quantity.number);
  sign = pod_comparator_to_label (quantity.comparator);
  return g_strconcat (sign, *sign != '\0' ? " " : "", number, NULL);
}
