import { createHash, createHmac, randomBytes } from 'node:crypto';
import { openClock } from '../clock';
import { type MedicalInsurance, STAND_IN_OFFICE, startMedicalInsurance } from './startMedicalInsurance';

let office: MedicalInsurance;
beforeAll(async () => {
  office = await startMedicalInsurance({ clock: openClock() });
});
afterAll(() => office.stop());

interface Said {
  status: number;
  infcode?: number;
  err_msg?: string;
  pay_auth_no?: string;
  user_card_no?: string;
  output: Record<string, string>;
}

async function ask(path: string, content: object, key = STAND_IN_OFFICE.key): Promise<Said> {
  const body = JSON.stringify(content);
  const [timestamp, nonce] = [String(Math.floor(Date.now() / 1000)), randomBytes(16).toString('hex')];
  const digest = createHash('sha256').update(body).digest('hex');
  const text = `POST\n${path}\n${timestamp}\n${nonce}\n${digest}\n`;
  const headers = {
    ...{ 'X-Client-Id': STAND_IN_OFFICE.clientId, 'X-Timestamp': timestamp, 'X-Nonce': nonce },
    'X-Signature': createHmac('sha256', key).update(text).digest('hex'),
  };
  const response = await fetch(`${office.url}${path}`, { method: 'POST', headers, body });
  return { status: response.status, ...((await response.json()) as Omit<Said, 'status'>) };
}
const fsi = (infno: string, input: object) => ask(`/fsi/${infno}`, { infno, input });
const PERSON = { name: '王秀兰', idNumber: '330106194703072541' };
const userQuery = (qrcode: string) =>
  ask(`/api/mipuserquery/userQuery/${STAND_IN_OFFICE.clientId}`, { qrcode, openid: 'o1' });
const bill = (payAuthNo: string, serial: string, feeSumamt = '147.00') => ({
  ...{ payAuthNo, medOrgOrd: serial, orgCodg: 'H33010001', feeSumamt },
  feedetailList: [{ medListName: '压疮护理', cnt: '1', price: feeSumamt, sumamt: feeSumamt }],
});

async function authorized(): Promise<string> {
  return (await userQuery(office.authorize(PERSON))).pay_auth_no as string;
}

it('from the voucher to the split and back, in yuan; each step again is the same step', async () => {
  const payAuthNo = await authorized();
  const { output: uploaded } = await fsi('6201', bill(payAuthNo, 'S1'));
  expect((await fsi('6201', bill(payAuthNo, 'S1'))).output).toEqual(uploaded);
  const { payOrdId = '' } = uploaded;
  const settle = () => fsi('6202', { payAuthNo, ...uploaded, orgCodg: 'H33010001' });
  // 60 % of 147.00, 20.00 in the account, the rest.
  const parts = { feeSumamt: '147.00', fundPay: '88.20', psnAcctPay: '20.00', ownPayAmt: '38.80' };
  expect((await settle()).output).toMatchObject({ payOrdId, ...parts });
  expect((await settle()).output).toMatchObject(parts);
  const back = {
    payOrdId,
    appRefdSn: 'R1',
    totlRefdAmt: '54.10',
    fundRefdAmt: '44.10',
    psnAcctRefdAmt: '10.00',
    othRefdAmt: '0.00',
  };
  expect((await fsi('6203', back)).output).toEqual({ payOrdId, appRefdSn: 'R1', refStatus: 'SUCC' });
  expect((await fsi('6203', back)).output).toEqual({ payOrdId, appRefdSn: 'R1', refStatus: 'SUCC' });
  expect(office.bills()[0]?.refunds).toEqual([{ fundFen: 4_410, accountFen: 1_000, otherFen: 0, number: 'R1' }]);
  expect(await fsi('6203', { ...back, appRefdSn: 'R2', totlRefdAmt: '54.11', fundRefdAmt: '44.11' })).toMatchObject({
    err_msg: '退费金额超过已结算金额',
  });
});

it('a code is good once; another secret is nobody’s', async () => {
  const code = office.authorize(PERSON);
  expect((await userQuery(code)).user_card_no).toBe(PERSON.idNumber);
  expect((await userQuery(code)).err_msg).toBe('授权码无效或已使用');
  expect((await ask('/fsi/6201', {}, 'x')).status).toBe(401);
});

it('bills that do not add up, other bills under a number, amounts in fen: refused', async () => {
  const payAuthNo = await authorized();
  const { feedetailList } = bill(payAuthNo, 'S2', '146.00');
  expect((await fsi('6201', { ...bill(payAuthNo, 'S2'), feedetailList })).err_msg).toBe('明细合计与总额不符');
  expect((await fsi('6201', bill(payAuthNo, 'S2', '14700'))).err_msg).toBe('金额格式错误 feeSumamt');
  await fsi('6201', bill(payAuthNo, 'S2'));
  expect((await fsi('6201', bill(payAuthNo, 'S2', '1.00'))).err_msg).toBe('订单号重复');
});

it('fails as told; after the effect the bill stays', async () => {
  const payAuthNo = await authorized();
  office.script({ fail: { service: '6201', afterEffect: true }, times: 1 });
  expect((await fsi('6201', bill(payAuthNo, 'S3'))).status).toBe(503);
  expect(office.bills().filter(({ serial }) => serial === 'S3')).toHaveLength(1);
  expect((await fsi('6201', bill(payAuthNo, 'S3'))).infcode).toBe(0);
});
