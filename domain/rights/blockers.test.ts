import { anOrder } from '../testing/anOrder';
import type { OrderStatus } from '../order/status';
import { closingBlockers, type AccountFacts } from './blockers';

const nothing: AccountFacts = { ordered: [], served: [], applicationState: null, unpaidIncomeFen: 0, packageFen: 0 };
const kinds = (facts: Partial<AccountFacts>) => closingBlockers({ ...nothing, ...facts }).map(({ kind }) => kind);

test('nothing open: nothing in the way', () => {
  expect(kinds({})).toEqual([]);
});

test.each<[OrderStatus, string[]]>([
  ['pendingAcceptance', ['order']],
  ['pendingPayment', ['order']],
  ['pendingService', ['order']],
  ['travelling', ['order']],
  ['inService', ['order']],
  ['pendingConfirmation', ['order']],
  ['pendingBalance', ['owed']],
  ['refunding', ['refund']],
  ['completed', []],
  ['cancelled', []],
  ['refunded', []],
])('of a family with a %s order: %j', (status, expected) => {
  expect(kinds({ ordered: [anOrder({ status })] })).toEqual(expected);
});

test('money on its way back from an order that is over', () => {
  const { money } = anOrder({});
  expect(kinds({ ordered: [anOrder({ status: 'completed', money: { ...money, refundingFen: 1 } })] })).toEqual([
    'refund',
  ]);
});

test('money asked back and not decided yet keeps both sides', () => {
  const dispute = { state: 'open', round: 1, decideBy: 0, amountFen: null } as const;
  const asked = anOrder({ status: 'completed', dispute });
  expect(kinds({ ordered: [asked] })).toEqual(['refund']);
  expect(kinds({ served: [asked] })).toEqual(['refund']);
  const decided = anOrder({ status: 'completed', dispute: { ...dispute, state: 'decided', amountFen: 0 } });
  expect(kinds({ ordered: [decided], served: [decided] })).toEqual([]);
});

test('what is owed is told to the fen, with the order it is for', () => {
  const { money } = anOrder({});
  const order = anOrder({
    _id: 'o1',
    status: 'pendingBalance',
    money: { ...money, paidFen: money.price.totalFen - 1234 },
  });
  const [blocker] = closingBlockers({ ...nothing, ordered: [order] });
  expect(blocker).toMatchObject({ kind: 'owed', orderId: 'o1', text: expect.stringContaining('12.34 元') });
});

test('nurses: a visit of hers, money of it on its way, her application', () => {
  expect(kinds({ served: [anOrder({ status: 'pendingService' })] })).toEqual(['visit']);
  expect(kinds({ served: [anOrder({ status: 'completed' })] })).toEqual([]);
  expect(kinds({ served: [anOrder({ status: 'refunding' })] })).toEqual(['refund']);
  const { money } = anOrder({});
  expect(kinds({ served: [anOrder({ status: 'completed', money: { ...money, refundingFen: 1 } })] })).toEqual([
    'refund',
  ]);
  for (const applicationState of ['submitted', 'reviewing'] as const)
    expect(kinds({ applicationState })).toEqual(['application']);
  for (const applicationState of ['draft', 'returned', 'rejected', 'withdrawn'] as const)
    expect(kinds({ applicationState })).toEqual([]);
});

test('nurses: what they have not been paid; who owes us may leave', () => {
  expect(kinds({ unpaidIncomeFen: 1 })).toEqual(['income']);
  expect(kinds({ unpaidIncomeFen: -500 })).toEqual([]);
  const [blocker] = closingBlockers({ ...nothing, unpaidIncomeFen: 1234 });
  expect(blocker?.text).toContain('12.34 元');
});

test('money in packages is named to the fen', () => {
  expect(kinds({ packageFen: 1 })).toEqual(['package']);
  const [blocker] = closingBlockers({ ...nothing, packageFen: 36_000 });
  expect(blocker?.text).toContain('360.00 元');
});
