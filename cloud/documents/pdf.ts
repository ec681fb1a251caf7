/** Draws a sheet as a PDF: A4, one font, embedded. The library is loaded when the first document is made: few calls need it. */
import { assertWhole, type Sheet, type SheetTable } from '#domain/documents/sheet';
import { documentFont } from './font';
import { drawTable } from './pdfTable';

const MARGIN = 48;
const FOOT_HEIGHT = 30;
const INK = '#1f2329';
const QUIET = '#646a73';

export type Pdf = PDFKit.PDFDocument;

/** The same sheet gives the same document. */
export async function pdfOf(sheet: Sheet): Promise<Buffer> {
  assertWhole(sheet);
  const pdf = await emptyPdf(sheet);
  const bytes = collected(pdf);
  drawHead(pdf, sheet);
  drawFacts(pdf, sheet);
  for (const table of sheet.tables) drawTable(pdf, printable(pdf, table), { ink: INK, quiet: QUIET });
  drawNotes(pdf, sheet);
  drawFeet(pdf, sheet);
  pdf.end();
  return bytes;
}

async function emptyPdf({ title, issuer, at }: Sheet): Promise<Pdf> {
  const { default: PdfDocument } = await import('pdfkit');
  const font = documentFont();
  return new PdfDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT_HEIGHT },
    // `as string`: the library takes the bytes of a font too, its types do not say so.
    font: font as unknown as string,
    lang: 'zh-CN',
    displayTitle: true,
    bufferPages: true,
    info: { Title: title, Author: issuer, CreationDate: new Date(at) },
  });
}

function collected(pdf: Pdf): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
}

/** What the font cannot print shows as 〓, the printer's sign for a missing character, instead of nothing. */
export function printableText(pdf: Pdf, text: string): string {
  const { font } = (pdf as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font;
  return [...text].map((one) => (font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0) ? one : '〓')).join('');
}

const printable = (pdf: Pdf, { columns, rows, totals, heading }: SheetTable): SheetTable => {
  const row = (texts: readonly string[]) => texts.map((text) => printableText(pdf, text));
  return {
    heading,
    columns: columns.map((column) => ({ ...column, label: printableText(pdf, column.label) })),
    rows: rows.map(row),
    totals: totals?.map(row),
  };
};

function drawHead(pdf: Pdf, { title, subtitle }: Sheet): void {
  pdf.fillColor(INK).fontSize(20).text(printableText(pdf, title), { align: 'center' });
  if (subtitle) pdf.moveDown(0.2).fillColor(QUIET).fontSize(10).text(printableText(pdf, subtitle), { align: 'center' });
  pdf.moveDown(1.2);
}

const LABEL_WIDTH = 84;

function drawFacts(pdf: Pdf, { facts }: Sheet): void {
  const { left, right } = pdf.page.margins;
  for (const { label, value } of facts) {
    const y = pdf.y;
    pdf.fontSize(11).fillColor(QUIET).text(printableText(pdf, label), left, y, { width: LABEL_WIDTH });
    const width = pdf.page.width - left - right - LABEL_WIDTH;
    pdf.fillColor(INK).text(printableText(pdf, value), left + LABEL_WIDTH, y, { width });
    pdf.y += 4;
  }
  pdf.x = left;
  pdf.moveDown(0.8);
}

function drawNotes(pdf: Pdf, { notes }: Sheet): void {
  pdf.x = pdf.page.margins.left;
  pdf.moveDown(0.8).fontSize(9).fillColor(QUIET);
  for (const note of notes) pdf.text(printableText(pdf, note), { lineGap: 3 }).moveDown(0.3);
}

/** Last, because only now it is known how many pages there are. */
function drawFeet(pdf: Pdf, { issuer }: Sheet): void {
  const { count } = pdf.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    const { left, right } = pdf.page.margins;
    const y = pdf.page.height - MARGIN - 12;
    // Below the margin the library would begin a new page.
    pdf.page.margins.bottom = 0;
    const width = pdf.page.width - left - right;
    pdf.fontSize(9).fillColor(QUIET).text(printableText(pdf, issuer), left, y, { width, lineBreak: false });
    pdf.text(`第 ${page + 1} 页 / 共 ${count} 页`, left, y, { width, align: 'right', lineBreak: false });
  }
}
