import type { Price } from '../price';
import { assertIdentities, billFen, type MixAmounts, mixAmounts } from './mixOrder';
import { settledSplit, type SettlementAnswer } from './settled';

const basis: Price['basis'] = {
  ...{ listId: 'l', city: '杭州市', institutionId: null, version: 1, filingNumber: '', starNurseId: null },
  itemKind: 'medical',
};
const item = (kind: Price['items'][number]['kind'], amountFen: number) => ({ kind, label: kind, amountFen });
const price = { items: [item('service', 11_800), item('consumables', 2_900), item('transport', 2_000)], basis };
/** 60 % of the fund, 20.00 of the account: 14700 = 8820 + 2000 + 3880. */
const answer: SettlementAnswer = {
  ...{ payOrderId: 'ORD1', totalFen: 14_700, fundFen: 8_820, accountFen: 2_000, ownPayFen: 3_880 },
};
const code = (act: () => unknown) => {
  try {
    act();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

// WeChat Pay's own sample: 202000 = 100000+45000+5000+42000+10000 = 100000+45000+5000+50000+2000.
const SAMPLE: MixAmounts = {
  ...{ type: 'CASH_AND_INSURANCE', totalFen: 202_000, govFen: 100_000, selfFen: 45_000, otherFen: 5_000 },
  ...{ medInsCashFen: 50_000, weChatCashFen: 42_000 },
  added: [{ type: 'FREIGHT', fen: 2_000 }],
  reduced: [{ type: 'DEFAULT_REDUCE_TYPE', fen: 10_000 }],
};

test('the official sample holds; a fen more anywhere does not', () => {
  expect(code(() => assertIdentities(SAMPLE))).toBe('done');
  for (const name of ['totalFen', 'govFen', 'selfFen', 'otherFen', 'medInsCashFen', 'weChatCashFen'] as const) {
    expect(code(() => assertIdentities({ ...SAMPLE, [name]: SAMPLE[name] + 1 }))).toBe('INSURANCE_SPLIT_WRONG');
  }
});

test('the visit and what is used up are billed, the way is the family’s', () => {
  expect(billFen(price)).toBe(14_700);
  expect(mixAmounts(price, settledSplit(answer, 14_700))).toEqual({
    ...{ type: 'CASH_AND_INSURANCE', totalFen: 16_700, govFen: 8_820, selfFen: 2_000, otherFen: 0 },
    ...{ medInsCashFen: 3_880, weChatCashFen: 5_880, reduced: [], added: [{ type: 'FREIGHT', fen: 2_000 }] },
  });
});

test('a coupon is taken off the family’s part, and can never pay more than that', () => {
  const less = { items: [...price.items, item('coupon', -5_880)] };
  expect(mixAmounts(less, settledSplit(answer, 14_700))).toMatchObject({ type: 'INSURANCE_ONLY', weChatCashFen: 0 });
  const more = { items: [...price.items, item('coupon', -5_881)] };
  expect(code(() => mixAmounts(more, settledSplit(answer, 14_700)))).toBe('INSURANCE_SPLIT_WRONG');
});

test('the office pays nothing: all of it is cash', () => {
  const nothing = { ...answer, fundFen: 0, accountFen: 0, ownPayFen: 14_700 };
  expect(mixAmounts(price, settledSplit(nothing, 14_700))).toMatchObject({ type: 'CASH_ONLY', weChatCashFen: 16_700 });
});

test.each<[string, Partial<SettlementAnswer>]>([
  ['another bill', { totalFen: 14_701 }],
  ['more parts than the bill', { fundFen: 8_821 }],
  ['half a fen', { fundFen: 8_819.5 }],
  ['less than nothing', { accountFen: -1 }],
  ['no number', { payOrderId: '' }],
])('no settlement: %s', (_, except) => {
  expect(code(() => settledSplit({ ...answer, ...except }, 14_700))).toBe('INSURANCE_SPLIT_WRONG');
});

test('what nobody else pays comes from other funds', () => {
  expect(settledSplit({ ...answer, fundFen: 8_000 }, 14_700)).toMatchObject({ govFen: 8_000, otherFen: 820 });
});

test.each([
  ['life care', { ...price, basis: { ...basis, itemKind: 'lifeCare' as const } }],
  ['a visit out of a package', { ...price, items: [...price.items, item('package', -14_700)] }],
  ['an order without a price list', { items: price.items }],
])('nothing to bill: %s', (_, one) => expect(billFen(one)).toBeNull());
