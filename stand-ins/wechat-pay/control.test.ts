/** What is steered by hand or by chance: the control page, new keys, whims. */
import { type Merchant, refusal, startMerchant } from './merchantForTests';

let merchant: Merchant;
beforeEach(async () => {
  merchant = await startMerchant();
});
afterEach(() => merchant.stop());

const post = async (path: string, body: object) =>
  (await fetch(`${merchant.pay.url}${path}`, { method: 'POST', body: JSON.stringify(body) })).json();

it('shows what waits to be paid, and pays it without a sheet, once; names of goods are text', async () => {
  const order = merchant.order('ORDER-0001', 15_500, { description: '<b>护理' });
  const prepayId = await merchant.prepay(order);
  const page = await (await fetch(`${merchant.pay.url}/_pay/`)).text();
  expect(page).toContain(`data-pay="${prepayId}"`);
  expect(page).toContain('¥155.00');
  expect(page).toContain('&#60;b&#62;护理');
  expect(await post('/_pay/pay', { prepayId })).toMatchObject({ ok: true, outTradeNo: 'ORDER-0001' });
  await merchant.pay.tick();
  expect(merchant.received.map(({ plain }) => plain?.['out_trade_no'])).toEqual(['ORDER-0001']);
  expect(await post('/_pay/pay', { prepayId })).toMatchObject({ ok: false, code: 'ALREADY_PAID' });
  expect(await (await fetch(`${merchant.pay.url}/_pay/`)).text()).not.toContain('data-pay=');
});

it('a new certificate joins the list, holds another key and signs notifications', async () => {
  const { serial } = (await post('/_pay/certificate', {})) as { serial: string };
  const { data } = await merchant.client.chain('v3/certificates').get();
  expect(data.data.map((one: { serial_no: string }) => one.serial_no)).toHaveLength(2);
  expect(data.data[1].serial_no).toBe(serial);
  const prepayId = await merchant.prepay(merchant.order('ORDER-0001', 100));
  merchant.pay.script({ signsWith: 'certificate' });
  await merchant.pay.confirm(merchant.payRequest(prepayId));
  await merchant.pay.tick();
  // The receiver knows the public key only.
  expect(merchant.received[0]?.wellSigned).toBe(false);
});

it('a second key of the merchant counts beside the first; a sheet must be signed with the one that announced it', async () => {
  const first = await merchant.prepay(merchant.order('ORDER-0001', 100));
  const { privateKeyPem } = merchant.pay.addMerchantKey();
  expect(privateKeyPem).toContain('PRIVATE KEY');
  await merchant.pay.confirm(merchant.payRequest(first));
  const second = await merchant.prepay(merchant.order('ORDER-0002', 100));
  const sheet = merchant.payRequest(second, { paySign: Buffer.from('somebody else').toString('base64') });
  await expect(merchant.pay.confirm(sheet)).rejects.toMatchObject({ code: 'BAD_SIGN' });
});

it('an abnormal refund can go to the merchant, once; no other can', async () => {
  await merchant.paid('ORDER-0001', 100);
  merchant.pay.script({ refund: 'abnormal', times: 1 });
  const refunds = 'v3/refund/domestic/refunds';
  const amount = { refund: 100, total: 100, currency: 'CNY' };
  const wish = { out_trade_no: 'ORDER-0001', out_refund_no: 'R-1', amount };
  await merchant.client.chain(refunds).post(wish);
  const [{ refundId } = { refundId: '' }] = merchant.pay.refunds();
  const apply = () =>
    merchant.client
      .chain(`${refunds}/${refundId}/apply-abnormal-refund`)
      .post({ out_refund_no: 'R-1', type: 'MERCHANT_BANK_CARD' });
  expect(await refusal(apply())).toMatchObject({ status: 400, code: 'INVALID_REQUEST' });
  await merchant.pay.tick();
  expect((await apply()).data).toMatchObject({ status: 'PROCESSING' });
  await merchant.pay.tick();
  expect((await apply()).data).toMatchObject({ status: 'SUCCESS' });
});

it('whims: the same seed fails the same requests, and the shares are about what was asked for', async () => {
  const failed = async () => {
    merchant.pay.script({ reset: true, whims: { seed: 7, failBefore: 0.1, failAfter: 0.1 } });
    const outcomes: boolean[] = [];
    for (let place = 0; place < 40; place += 1) {
      const query = merchant.client.chain('v3/certificates').get();
      outcomes.push(await query.then(() => false).catch(() => true));
    }
    return outcomes;
  };
  const first = await failed();
  expect(await failed()).toEqual(first);
  expect(first.filter(Boolean).length).toBeGreaterThan(2);
  expect(first.filter(Boolean).length).toBeLessThan(20);
});
