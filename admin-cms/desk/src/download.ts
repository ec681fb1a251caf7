/** Tables the operator takes away: saved by the browser, nothing leaves it. */
import { type Cell, csvOf } from '#domain/documents/csv';

/** `name` without its ending. */
export const downloadTable = (name: string, rows: readonly (readonly Cell[])[]): void => downloadCsv(name, csvOf(rows));

export function downloadCsv(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
}
