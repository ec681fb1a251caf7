import fc from 'fast-check';
import { type Table } from '../journal';
import { type Ledger, type Order, openLedger } from './ledger';
import { type Merchant, refusal, standAt, startMerchant } from './merchantForTests';
import { completeRefunds, refund } from './refunds';

const NOON = Date.parse('2026-03-02T12:00:00+08:00');

describe('over HTTP', () => {
  let merchant: Merchant;
  beforeEach(async () => {
    standAt(NOON);
    merchant = await startMerchant();
    await merchant.paid('ORDER-0001', 10_000);
    merchant.received.length = 0;
  });
  afterEach(async () => {
    await merchant.stop();
    jest.useRealTimers();
  });

  const ask = (outRefundNo: string, refundFen: number, more = {}) =>
    merchant.client.chain('v3/refund/domestic/refunds').post({
      out_trade_no: 'ORDER-0001',
      out_refund_no: outRefundNo,
      reason: '服务取消',
      notify_url: merchant.notifyUrl,
      amount: { refund: refundFen, total: 10_000, currency: 'CNY' },
      ...more,
    });
  const status = async (outRefundNo: string) =>
    (await merchant.client.chain(`v3/refund/domestic/refunds/${outRefundNo}`).get()).data.status as string;

  it('is processing, then done at the next tick, and announced', async () => {
    const made: Record<string, unknown> = (await ask('R-1', 3_000)).data;
    expect(made).toMatchObject({ status: 'PROCESSING', amount: { total: 10_000, refund: 3_000, payer_refund: 3_000 } });
    expect(merchant.received).toEqual([]);
    await merchant.pay.tick();
    expect(await status('R-1')).toBe('SUCCESS');
    expect(merchant.received).toEqual([
      expect.objectContaining({
        eventType: 'REFUND.SUCCESS',
        wellSigned: true,
        plain: {
          mchid: merchant.pay.account.mchid,
          transaction_id: made['transaction_id'],
          out_trade_no: 'ORDER-0001',
          refund_id: made['refund_id'],
          out_refund_no: 'R-1',
          refund_status: 'SUCCESS',
          success_time: '2026-03-02T12:00:00+08:00',
          user_received_account: '支付用户零钱',
          amount: { total: 10_000, refund: 3_000, payer_total: 10_000, payer_refund: 3_000 },
        },
      }),
    ]);
    expect(merchant.pay.orders()[0]?.tradeState).toBe('REFUND');
  });

  it('the same number is the same refund; with other content it is refused', async () => {
    const first = (await ask('R-1', 3_000)).data;
    expect((await ask('R-1', 3_000)).data).toEqual(first);
    expect(await refusal(ask('R-1', 3_001))).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    expect(merchant.pay.refunds()).toHaveLength(1);
  });

  it('parts may add up to the whole, not to a fen more', async () => {
    await ask('R-1', 3_000);
    await ask('R-2', 6_999);
    expect(await refusal(ask('R-3', 2))).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
    await ask('R-4', 1);
  });

  it('too little money on the account: 403, and the same number works later', async () => {
    merchant.pay.script({ refund: 'notEnough', times: 1 });
    expect(await refusal(ask('R-1', 3_000))).toMatchObject({ status: 403, code: 'NOT_ENOUGH' });
    expect((await ask('R-1', 3_000)).data).toMatchObject({ status: 'PROCESSING' });
  });

  it.each([
    ['abnormal', 'ABNORMAL', ['REFUND.ABNORMAL'], 'REFUND'],
    ['closed', 'CLOSED', ['REFUND.CLOSED'], 'SUCCESS'],
    ['stuck', 'PROCESSING', [], 'REFUND'],
  ] as const)('scripted %s ends as %s', async (mode, ends, events, tradeState) => {
    merchant.pay.script({ refund: mode, times: 1 });
    await ask('R-1', 3_000);
    await merchant.pay.tick();
    expect(await status('R-1')).toBe(ends);
    expect(merchant.received.map(({ eventType }) => eventType)).toEqual(events);
    expect(merchant.pay.orders()[0]?.tradeState).toBe(tradeState);
  });

  it.each([
    ['an unknown order', { out_trade_no: 'ORDER-9999' }, 404],
    ['another total', { amount: { refund: 1, total: 9_999, currency: 'CNY' } }, 400],
    ['both kinds of number', { transaction_id: '4200001' }, 400],
    ['no currency', { amount: { refund: 1, total: 10_000 } }, 400],
  ])('refuses %s', async (_what, change, expected) => {
    expect((await refusal(ask('R-1', 1, change))).status).toBe(expected);
  });

  it('refuses an unpaid order, and one paid more than a year ago', async () => {
    await merchant.prepay(merchant.order('ORDER-0002', 10_000));
    expect(await refusal(ask('R-1', 1, { out_trade_no: 'ORDER-0002' }))).toMatchObject({ status: 400 });
    jest.setSystemTime(NOON + 366 * 24 * 3_600_000);
    expect(await refusal(ask('R-2', 1))).toMatchObject({ status: 400 });
  });
});

it('whatever is asked in whatever order, no more than the order goes back', () => {
  const asks = fc.array(fc.record({ fen: fc.integer({ min: 1, max: 700 }), closed: fc.boolean() }), { maxLength: 30 });
  fc.assert(
    fc.property(asks, (list) => {
      const ledger = paidLedger(1_000);
      list.forEach(({ fen, closed }, index) => {
        const body = {
          out_trade_no: 'ORDER-0001',
          out_refund_no: `R-${index}`,
          amount: { refund: fen, total: 1_000, currency: 'CNY' },
        };
        const leftFen = 1_000 - backFen(ledger);
        const call = () => refund(ledger, body, () => (closed ? 'closed' : 'success'), NOON);
        if (fen <= leftFen) call();
        else expect(call).toThrow('退款总额超过订单金额');
        completeRefunds(ledger, NOON);
      });
      expect(backFen(ledger)).toBeLessThanOrEqual(1_000);
    }),
  );
});

function backFen(ledger: Ledger): number {
  return ledger.refunds
    .rows()
    .reduce((sum, row) => sum + (row.status === 'SUCCESS' ? row.request.amount.refund : 0), 0);
}

function paidLedger(totalFen: number): Ledger {
  const ledger = openLedger({
    table: <Row>(): Table<Row> => {
      const rows = new Map<string, Row>();
      return {
        get: (key) => rows.get(key),
        put: (key, row) => void rows.set(key, row),
        rows: () => [...rows.values()],
      };
    },
    close: () => undefined,
  });
  const order: Order = {
    outTradeNo: 'ORDER-0001',
    prepayId: 'wx1',
    prepaidAtMs: NOON,
    createdAtMs: NOON,
    request: {
      appid: 'wx1',
      mchid: '1',
      description: '护理',
      out_trade_no: 'ORDER-0001',
      notify_url: 'http://127.0.0.1/n',
      amount: { total: totalFen },
      payer: { openid: 'o-1' },
    },
    merchantSerials: [],
    tradeState: 'SUCCESS',
    transactionId: '42',
    paidAtMs: NOON,
  };
  ledger.orders.put(order.outTradeNo, order);
  return ledger;
}
