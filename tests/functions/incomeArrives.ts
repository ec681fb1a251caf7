/** As WeChat Pay would have confirmed a transfer of all a nurse is owed; how it comes to that has tests of its own. */
import { paidOutEntry } from '#domain/payment/payoutEntries';

/** To be called once the environment of a world or a city is set: what it loads asks for its keys at once. */
export async function incomeArrives(nurseId: string, now: number): Promise<void> {
  const { owedTo } = await import('#cloud/income/entries');
  const { book } = await import('#cloud/ledger');
  const { transact } = await import('#cloud/transact');
  const paid = { nurseId, outBillNo: `P${nurseId}`, amountFen: await owedTo(nurseId) };
  await transact((transaction) => book(transaction, paidOutEntry(paid, now)));
}
