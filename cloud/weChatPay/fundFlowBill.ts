/**
 * What changed the balance of our accounts at WeChat Pay on one day (`/v3/bill/fundflowbill`): of the two that money is sent from.
 * The account of fees is a merchant's own choice; without it fees stand on the basic one.
 */
import { billFile } from './billFile';
import { fundLinesOf, type FundLine } from './fundFlowLines';

const ACCOUNTS = ['BASIC', 'OPERATION'] as const;

export async function fundFlowBill(day: string): Promise<readonly FundLine[]> {
  const lines: FundLine[] = [];
  for (const account of ACCOUNTS) {
    const text = await billFile(`/v3/bill/fundflowbill?bill_date=${day}&account_type=${account}`);
    if (text !== null) lines.push(...fundLinesOf(text));
  }
  return lines;
}
