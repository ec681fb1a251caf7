import { feesEntry, refundByHandEntry, refundReturnedEntry } from './clearingEntries';
import { balances, paidEntry, refundRequestedEntry } from './ledger';

const refund = { orderId: 'o', outRefundNo: 'R1', amountFen: 3_000 };
const paid = paidEntry({ orderId: 'o', outTradeNo: 'F1', amountFen: 10_000 }, 1);
const requested = refundRequestedEntry(refund, 2);

test('a refund that comes back to our bank is owed until it is paid from there', () => {
  const back = [paid, requested, refundReturnedEntry(refund, 3)];
  expect(balances(back)).toMatchObject({ wechatClearing: 7_000, bank: 3_000, held: 7_000, refundPayable: 3_000 });
  const done = [...back, refundByHandEntry(refund, 4)];
  expect(balances(done)).toMatchObject({ wechatClearing: 7_000, bank: 0, held: 7_000, refundPayable: 0 });
});

test('closed at WeChat Pay and paid from the bank: the money there is still ours', () => {
  const done = [paid, requested, refundByHandEntry(refund, 4)];
  expect(balances(done)).toMatchObject({ wechatClearing: 10_000, bank: -3_000, held: 7_000, refundPayable: 0 });
});

test('fees leave WeChat Pay; on a day of refunds alone they come back; without any nothing is booked', () => {
  const entries = [feesEntry('2026-11-23', 60, 5), feesEntry('2026-11-24', -18, 6)].flatMap((made) => made ?? []);
  expect(balances([paid, ...entries])).toMatchObject({ wechatClearing: 9_958, wechatFees: 42 });
  expect(feesEntry('2026-11-25', 0, 7)).toBeNull();
});
