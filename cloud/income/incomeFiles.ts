/** A nurse's week and year as files: to print, and as tables to count with. */
import type { OwnIncomeInput } from '#contract/ownIncome';
import { type Cell, csvOf } from '#domain/documents/csv';
import type { Sheet } from '#domain/documents/sheet';
import type { Nurse } from '#domain/nurse/nurse';
import { statementSheet, type Whose, yearSheet } from '#domain/payment/statement/sheets';
import { statementTable, yearTable } from '#domain/payment/statement/tables';
import { startOfYear, yearlySheet } from '#domain/payment/statement/yearly';
import { read } from '../database';
import { pdfOf } from '../documents/pdf';
import { invoicing } from '../invoices/invoices';
import { entriesOf } from './entries';
import { statementIn } from './payouts';

type FileInput = Extract<OwnIncomeInput, { kind: 'statementFile' | 'yearlyFile' }>;

/** Looked up before it is counted as one of the day's documents; made only then. */
export async function fileOf(nurse: Nurse, input: FileInput, now: number) {
  const file = (name: string, sheet: (whose: Whose) => Sheet, table: () => readonly (readonly Cell[])[]) => ({
    name: `income-${name}`,
    make: async () => (input.type === 'csv' ? Buffer.from(csvOf(table())) : pdfOf(sheet(await whose(nurse)))),
  });
  if (input.kind === 'statementFile') {
    const statement = await statementIn({ get: read }, input.statementId, nurse._id);
    const sheet = (of: Whose) => statementSheet(statement, of, now);
    return file(statement.week, sheet, () => statementTable(statement, nurse.displayName));
  }
  const year = await yearOf(nurse._id, input.year);
  return file(
    String(input.year),
    (of) => yearSheet(year, of, now),
    () => yearTable(year, nurse.displayName),
  );
}

/** By month, from the ledger alone. */
export const yearOf = async (nurseId: string, year: number) =>
  yearlySheet(year, await entriesOf(nurseId, startOfYear(year), startOfYear(year + 1)));

const whose = async ({ displayName }: Nurse) => ({
  nurseName: displayName,
  issuer: (await invoicing()).sellerName,
});
