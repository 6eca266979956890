/* User names: each is one person's for ever (21 CFR 11.100 (a)), and two that a reader takes for the same are the same. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial-private.h"

/* Capital or small, full width or half, composed or not. */
char *
pod_user_name_fold (const char *name)
{
  g_autofree char *plain = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = plain != NULL ? g_utf8_casefold (plain, -1) : NULL;

  return folded != NULL ? g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE) : g_strdup (name);
}

/* What takes no place on the screen could make two names of one. */
static gboolean
is_invisible (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return TRUE;
    default:
      return FALSE;
    }
}

/* A single space may stand between two words, and nowhere else. */
static gboolean
is_plain (const char *name)
{
  gboolean after_space = TRUE;

  if (!g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_space = g_unichar_isspace (c);

      if (is_invisible (c) || (is_space && after_space))
        return FALSE;
      after_space = is_space;
    }
  return !after_space;
}

gboolean
pod_user_name_check (const char *name, GError **error)
{
  if (name == NULL || *name == '\0' || is_plain (name))
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       _ ("A user name has single spaces between words at most, and nothing "
                          "invisible in it."));
  return FALSE;
}
