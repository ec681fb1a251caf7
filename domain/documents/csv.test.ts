import * as fc from 'fast-check';
import { csvOf } from './csv';

const lineOf = (...cells: Parameters<typeof csvOf>[0][number]) => csvOf([cells]).slice(1, -2);

test('a mark, commas, line ends; amounts are numbers in yuan', () => {
  expect(
    csvOf([
      ['月份', '金额'],
      [11, { fen: -1205 }],
    ]),
  ).toBe('\uFEFF月份,金额\r\n11,-12.05\r\n');
  expect(lineOf({ fen: 5 }, { fen: 0 }, { fen: 199_900 })).toBe('0.05,0.00,1999.00');
});

test('what needs quotes has them', () => {
  expect(lineOf('a,b', 'say "yes"', 'two\nlines')).toBe('"a,b","say ""yes""","two\nlines"');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r=1'])('%j is text, not a formula', (text) => {
  expect(lineOf(text).replace(/^"/, '')).toMatch(/^'/);
});

test('whatever people write, each row has as many cells as it was given, and none begins a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 5 }), (cells) => {
      const read = readBack(csvOf([cells]));
      expect(read).toHaveLength(1);
      expect(read[0]).toHaveLength(cells.length);
      for (const [n, cell] of (read[0] ?? []).entries()) {
        expect([cells[n], `'${cells[n]}`]).toContain(cell);
        expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }
    }),
    { numRuns: 300, seed: 20261123 },
  );
});

/** As RFC 4180 says, worked out on its own. */
function readBack(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 1; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (isQuoted && sign === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === ',') {
      row.push(cell);
      cell = '';
    } else if (!isQuoted && sign === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at += 1;
    } else cell += sign;
  }
  return rows;
}
