/**
 * Comma-separated values (RFC 4180) that a spreadsheet opens as they are meant: with a byte order mark, else Excel takes Chinese for
 * something else, and never as a formula, whatever a person wrote into a name or a note (OWASP, CSV injection).
 */

/** Fen are written as yuan with two places, so that they can be summed. */
export type Cell = string | number | { readonly fen: number };

const MARK = '\uFEFF';
const LINE_END = '\r\n';
/** What a spreadsheet begins a formula with, also written full-width; tabs and line ends are skipped before it looks. */
const FORMULA = /^[\s]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u;

export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  MARK + rows.map((row) => row.map(written).join(',') + LINE_END).join('');

function written(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return yuanFigure(cell.fen);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** `-12.05`: a number to a spreadsheet, without sign of currency. */
function yuanFigure(fen: number): string {
  const absolute = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
}
