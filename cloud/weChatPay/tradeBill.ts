/** WeChat Pay's bill of one day (`/v3/bill/tradebill`). */
import { billFile } from './billFile';
import { linesOf, type BillLine } from './billLines';

/** Null: on that day no money moved. */
export async function tradeBill(day: string): Promise<readonly BillLine[] | null> {
  const text = await billFile(`/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`);
  return text === null ? null : linesOf(text);
}
