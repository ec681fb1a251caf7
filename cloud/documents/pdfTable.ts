/** A table of a document; its heading line comes again on each new page. */
import type { SheetColumn, SheetTable } from '#domain/documents/sheet';
import type { Pdf } from './pdf';

const PADDING = 6;
const FONT_SIZE = 10.5;

interface Colours {
  readonly ink: string;
  readonly quiet: string;
}

interface Cell {
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** Below what was drawn last. */
export function drawTable(pdf: Pdf, table: SheetTable, colours: Colours): void {
  const cells = cellsOf(pdf, table.columns);
  if (table.heading) {
    startPageIfFull(pdf, 60);
    pdf.fillColor(colours.ink).fontSize(12.5).text(table.heading, pdf.page.margins.left).moveDown(0.4);
  }
  const labels = () =>
    drawRow(
      pdf,
      cells,
      table.columns.map(({ label }) => label),
      { colour: colours.quiet, fill: '#f2f3f5' },
    );
  labels();
  for (const row of table.rows) {
    if (startPageIfFull(pdf, heightOf(pdf, cells, row))) labels();
    drawRow(pdf, cells, row, { colour: colours.ink });
    drawLine(pdf, '#e5e6eb');
  }
  for (const row of table.totals ?? []) {
    startPageIfFull(pdf, heightOf(pdf, cells, row));
    drawRow(pdf, cells, row, { colour: colours.ink, heavy: true });
  }
  drawLine(pdf, colours.quiet);
  pdf.moveDown(0.8);
}

function cellsOf(pdf: Pdf, columns: readonly SheetColumn[]): readonly Cell[] {
  const { left, right } = pdf.page.margins;
  const whole = columns.reduce((total, { share }) => total + share, 0);
  let x = left;
  return columns.map(({ share, align = 'left' }) => {
    const width = ((pdf.page.width - left - right) * share) / whole;
    const cell = { x: x + PADDING, width: width - 2 * PADDING, align };
    x += width;
    return cell;
  });
}

function heightOf(pdf: Pdf, cells: readonly Cell[], row: readonly string[]): number {
  pdf.fontSize(FONT_SIZE);
  const heights = cells.map(({ width }, index) => pdf.heightOfString(row[index] ?? '', { width }));
  return Math.max(...heights) + 2 * PADDING;
}

/** True: a new page was begun. */
function startPageIfFull(pdf: Pdf, neededPoints: number): boolean {
  if (pdf.y + neededPoints <= pdf.page.height - pdf.page.margins.bottom) return false;
  pdf.addPage();
  return true;
}

interface Look {
  readonly colour: string;
  readonly fill?: string;
  /** The font has one weight: a thin line around the letters makes them heavier. */
  readonly heavy?: boolean;
}

function drawRow(pdf: Pdf, cells: readonly Cell[], row: readonly string[], { colour, fill, heavy }: Look): void {
  const { left, right } = pdf.page.margins;
  const height = heightOf(pdf, cells, row);
  const top = pdf.y;
  if (fill) pdf.rect(left, top, pdf.page.width - left - right, height).fill(fill);
  pdf.fontSize(FONT_SIZE).fillColor(colour).strokeColor(colour).lineWidth(0.3);
  cells.forEach(({ x, width, align }, index) => {
    pdf.text(row[index] ?? '', x, top + PADDING, { width, align, fill: true, stroke: heavy ?? false });
  });
  pdf.x = left;
  pdf.y = top + height;
}

function drawLine(pdf: Pdf, colour: string): void {
  const { left, right } = pdf.page.margins;
  pdf
    .moveTo(left, pdf.y)
    .lineTo(pdf.page.width - right, pdf.y)
    .lineWidth(0.5)
    .strokeColor(colour)
    .stroke();
}
