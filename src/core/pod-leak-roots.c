#include "pod-leak-roots.h"

#ifdef __SANITIZE_ADDRESS__

#include <link.h>
#include <string.h>

/* What a static variable points at is no leak, nor is what that block points at. */
static gpointer variables_of_glib;

/* Not checked: the segment belongs to a library that is not instrumented, and its padding may be read. */
__attribute__ ((no_sanitize_address)) static gpointer
copy_words (const gsize *words, gsize n)
{
  gsize *copy = g_new (gsize, n);

  for (gsize i = 0; i < n; i++)
    copy[i] = words[i];
  return copy;
}

static int
keep_cb (struct dl_phdr_info *library, size_t size, void *data)
{
  if (strstr (library->dlpi_name, "libglib-2.0.so") == NULL)
    return 0;
  for (int i = 0; i < library->dlpi_phnum; i++)
    {
      const ElfW (Phdr) *segment = &library->dlpi_phdr[i];

      if (segment->p_type == PT_LOAD && (segment->p_flags & PF_W) != 0)
        variables_of_glib = copy_words ((const gsize *) (library->dlpi_addr + segment->p_vaddr),
                                        segment->p_memsz / sizeof (gsize));
    }
  return 1;
}

void
pod_leak_roots_keep (void)
{
  if (variables_of_glib == NULL)
    dl_iterate_phdr (keep_cb, NULL);
}

#else

void
pod_leak_roots_keep (void)
{
}

#endif
