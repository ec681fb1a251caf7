/**
 * Cuts what was read (one row more than a page) into a page and the mark to go on from. Rows with the same mark are never torn
 * apart: the next page begins below the mark, so a group that does not fit moves there as a whole.
 */
export function pageOf<R>(
  found: readonly R[],
  size: number,
  mark: (row: R) => number,
): { readonly page: readonly R[]; readonly next: number | null } {
  const extra = found[size];
  if (extra === undefined) return { page: found, next: null };
  const page = found.slice(0, size).filter((row) => mark(row) !== mark(extra));
  const last = page.at(-1);
  if (last === undefined) throw new Error(`more than ${size} rows with the same mark`);
  return { page, next: mark(last) };
}
