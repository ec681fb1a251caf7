import { type Merchant, refusal, standAt, startMerchant } from './merchantForTests';
import { CONFIRM_WITHIN_MS } from './transfers';

const NOON = Date.parse('2026-03-02T12:00:00+08:00');
const BILLS = 'v3/fund-app/mch-transfer/transfer-bills';

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

const bill = (outBillNo: string, more: Record<string, unknown> = {}) => ({
  appid: merchant.pay.account.appid,
  out_bill_no: outBillNo,
  transfer_scene_id: '1005',
  openid: 'o-nurse-1',
  transfer_amount: 13_760,
  transfer_remark: '护理服务收入',
  notify_url: merchant.notifyUrl,
  transfer_scene_report_infos: [
    { info_type: '岗位类型', info_content: '上门护士' },
    { info_type: '报酬说明', info_content: '上门护理服务费' },
  ],
  ...more,
});
const ask = async (body: Record<string, unknown>): Promise<Record<string, string>> =>
  (await merchant.client.chain(BILLS).post(body)).data as Record<string, string>;
const query = async (outBillNo: string): Promise<Record<string, unknown>> =>
  (await merchant.client.chain(`${BILLS}/out-bill-no/${outBillNo}`).get()).data;
const receive = (packageInfo = '', openid = 'o-nurse-1') =>
  merchant.pay.receive({
    mchId: merchant.pay.account.mchid,
    appId: merchant.pay.account.appid,
    package: packageInfo,
    openid,
  });

test('waits for the person, who confirms once; the end is announced', async () => {
  const made = await ask(bill('T1'));
  expect(made).toMatchObject({ out_bill_no: 'T1', state: 'WAIT_USER_CONFIRM' });
  await merchant.pay.tick();
  expect(await query('T1')).toMatchObject({ state: 'WAIT_USER_CONFIRM' });
  await expect(receive(made.package_info, 'o-somebody')).rejects.toMatchObject({ code: 'WRONG_PAYEE' });
  await receive(made.package_info);
  await expect(receive(made.package_info)).rejects.toMatchObject({ code: 'NOT_WAITING' });
  expect(await query('T1')).toMatchObject({ state: 'TRANSFERING' });
  await merchant.pay.tick();
  const told = { out_bill_no: 'T1', state: 'SUCCESS', transfer_amount: 13_760, openid: 'o-nurse-1' };
  expect(await query('T1')).toMatchObject(told);
  expect(merchant.received).toEqual([
    expect.objectContaining({
      ...{ eventType: 'MCHTRANSFER.BILL.FINISHED', wellSigned: true },
      plain: expect.objectContaining({ ...told, mch_id: merchant.pay.account.mchid }),
    }),
  ]);
});

test('the same number is the same transfer; with other content it is refused', async () => {
  const [first, again] = [await ask(bill('T2')), await ask(bill('T2'))];
  expect(again).toEqual(first);
  expect(await refusal(ask(bill('T2', { transfer_amount: 1 })))).toMatchObject({ status: 400, code: 'ALREADY_EXISTS' });
});

test('fails as told, expires after a day, is withdrawn only before it is confirmed', async () => {
  merchant.pay.script({ transfer: { mode: 'fail', failReason: 'REAL_NAME_CHECK_FAIL' }, times: 1 });
  await receive((await ask(bill('T3'))).package_info);
  await merchant.pay.tick();
  expect(await query('T3')).toMatchObject({ state: 'FAIL', fail_reason: 'REAL_NAME_CHECK_FAIL' });

  const withdrawn = await ask(bill('T4'));
  await merchant.client.chain(`${BILLS}/out-bill-no/T4/cancel`).post({});
  await expect(receive(withdrawn.package_info)).rejects.toMatchObject({ code: 'NOT_WAITING' });
  await merchant.pay.tick();
  expect(await query('T4')).toMatchObject({ state: 'CANCELLED' });
  const cancelled = merchant.client.chain(`${BILLS}/out-bill-no/T3/cancel`).post({});
  expect(await refusal(cancelled)).toMatchObject({ code: 'INVALID_REQUEST' });

  await ask(bill('T5'));
  standAt(NOON + CONFIRM_WITHIN_MS);
  expect(await query('T5')).toMatchObject({ state: 'FAIL', fail_reason: 'OVERDUE_CLOSE' });
  await merchant.pay.tick();
  const told = merchant.received.map(({ plain }) => `${String(plain?.['out_bill_no'])} ${String(plain?.['state'])}`);
  // T2 was never confirmed either.
  expect(told.sort()).toEqual(['T2 FAIL', 'T3 FAIL', 'T4 CANCELLED', 'T5 FAIL']);
});

test('an empty account takes no transfer, and forgets that it was asked', async () => {
  merchant.pay.script({ transfer: { mode: 'notEnough' }, times: 1 });
  expect(await refusal(ask(bill('T6')))).toMatchObject({ status: 403, code: 'NOT_ENOUGH' });
  expect(await refusal(query('T6'))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  expect(await ask(bill('T6'))).toMatchObject({ state: 'WAIT_USER_CONFIRM' });
});

test.each([
  ['a number with a dash', { out_bill_no: 'T-7' }],
  ['no fen', { transfer_amount: 0 }],
  ['half a fen', { transfer_amount: 0.5 }],
  ['a scene there is not', { transfer_scene_id: '1006' }],
  ['no word what for', { transfer_scene_report_infos: [] }],
  ['2000 yuan without a name', { transfer_amount: 200_000 }],
])('%s is refused', async (_, more) => {
  expect(await refusal(ask(bill('T7', more)))).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
});
