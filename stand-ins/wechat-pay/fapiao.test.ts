import { type Merchant, refusal, standAt, startMerchant } from './merchantForTests';

const NOON = Date.parse('2026-03-02T12:00:00+08:00');
const BASE = 'v3/new-tax-control-fapiao';

let merchant: Merchant;
beforeAll(async () => {
  standAt(NOON);
  merchant = await startMerchant();
});
afterAll(async () => {
  await merchant.stop();
  jest.useRealTimers();
});
beforeEach(() => {
  merchant.pay.script({ reset: true });
  merchant.received.length = 0;
});

const item = (totalFen: number) => ({
  tax_code: '3070201000000000000',
  goods_name: '上门护理服务',
  unit: '次',
  quantity: 100_000_000,
  total_amount: totalFen,
  tax_rate: 0,
  tax_prefer_mark: 'NO_FAVORABLE',
  discount: false,
});
const wish = (applyId: string, totalFen = 16_700, more: Record<string, unknown> = {}) => ({
  scene: 'WITHOUT_WECHATPAY',
  fapiao_apply_id: applyId,
  buyer_information: { type: 'ORGANIZATION', name: '杭州某某有限公司', taxpayer_id: '91350100M000100Y43' },
  fapiao_information: [{ fapiao_id: applyId, total_amount: totalFen, items: [item(totalFen)] }],
  ...more,
});
const apply = (body: object) => merchant.client.chain(`${BASE}/fapiao-applications`).post(body);
const configure = () =>
  merchant.client.chain(`${BASE}/merchant/development-config`).patch({ callback_url: merchant.notifyUrl });
const one = async (applyId: string) =>
  (await merchant.client.chain(`${BASE}/fapiao-applications/${applyId}`).get({ params: { fapiao_id: applyId } })).data
    .fapiao_information[0] as Record<string, unknown> & { blue_fapiao?: { fapiao_number: string } };
const reverse = (applyId: string, fapiaoNumber: string) =>
  merchant.client.chain(`${BASE}/fapiao-applications/${applyId}/reverse`).post({
    reverse_reason: 'SALES_RETURN',
    fapiao_information: [{ fapiao_id: applyId, fapiao_number: fapiaoNumber }],
  });
const files = (applyId: string) =>
  merchant.client.chain(`${BASE}/fapiao-applications/${applyId}/fapiao-files`).get({ params: { fapiao_id: applyId } });

test('taken at once, issued later, told without an original type; the file, the red letter', async () => {
  await configure();
  expect((await apply(wish('A1'))).status).toBe(202);
  expect(await one('A1')).toMatchObject({ status: 'ISSUE_ACCEPTED' });
  expect(await refusal(files('A1'))).toMatchObject({ status: 400 });
  await merchant.pay.tick();
  const issued = await one('A1');
  const number = issued.blue_fapiao?.fapiao_number ?? '';
  expect(number).toMatch(/^\d{20}$/);
  expect(merchant.received).toMatchObject([
    {
      eventType: 'FAPIAO.ISSUED',
      wellSigned: true,
      plain: { fapiao_apply_id: 'A1', fapiao_information: [{ fapiao_id: 'A1', fapiao_status: 'ISSUED' }] },
    },
  ]);
  expect((await files('A1')).data.fapiao_download_info_list).toMatchObject([{ fapiao_id: 'A1', status: 'ISSUED' }]);
  expect(await refusal(reverse('A1', '00000000000000000000'))).toMatchObject({ code: 'INVALID_REQUEST' });
  expect((await reverse('A1', number)).status).toBe(202);
  expect(await refusal(reverse('A1', number))).toMatchObject({ code: 'INVALID_REQUEST' });
  await merchant.pay.tick();
  expect(await one('A1')).toMatchObject({ status: 'REVERSED' });
  expect(merchant.received.map(({ eventType }) => eventType)).toEqual(['FAPIAO.ISSUED', 'FAPIAO.REVERSED']);
});

test('what does not add up, or lacks a part, is refused; an application is taken once', async () => {
  const lines = { fapiao_information: [{ fapiao_id: 'B1', total_amount: 2, items: [item(1)] }] };
  expect(await refusal(apply(wish('B1', 1, lines)))).toMatchObject({ code: 'INVALID_REQUEST' });
  const buyer = { buyer_information: { type: 'ORGANIZATION', name: '杭州某某有限公司' } };
  expect(await refusal(apply(wish('B1', 1, buyer)))).toMatchObject({ code: 'PARAM_ERROR' });
  expect(await refusal(one('B1'))).toMatchObject({ status: 404 });
  await apply(wish('B1', 1));
  expect(await refusal(apply(wish('B1', 1)))).toMatchObject({ code: 'RESOURCE_ALREADY_EXISTS' });
});

test('told to fail: the failure stands in the query and is told to nobody', async () => {
  merchant.pay.script({ fapiao: 'fail', times: 1 });
  await merchant.pay.tick();
  merchant.received.length = 0;
  await apply(wish('C1'));
  await merchant.pay.tick();
  expect(await one('C1')).toMatchObject({ status: 'ISSUE_FAILED', fapiao_error_code: 'TAX_SERVICE_ERROR' });
  expect(merchant.received).toEqual([]);
});
