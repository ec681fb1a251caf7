/**
 * The medical insurance office, through the gateway of the designated institution (stand-ins/medical-insurance/README.md): who showed
 * the voucher, 6201 the bill, 6202 the settlement, 6203 taking it back. Nothing answers here where an owner has not set it up:
 * without the environment each call is SERVICE_NOT_CONFIGURED, and no amount is ever made up.
 */
import * as v from 'valibot';
import type { SettlementAnswer } from '#domain/payment/insurance/settled';
import { Refusal } from '#domain/refusal';
import { required } from '../environment';
import { askSigned } from '../hmacService';

const service = (baseUrl: string) => ({
  name: 'medical insurance',
  baseUrl,
  clientId: required('MEDINS_PARTNER_ID'),
  key: required('MEDINS_PARTNER_SECRET'),
});

async function asked<S extends v.GenericSchema>(
  baseUrl: string,
  path: string,
  content: object,
  schema: S,
  now: number,
): Promise<v.InferOutput<S>> {
  const answer = JSON.parse(await reached(() => askSigned(service(baseUrl), path, content, now))) as Said;
  // The office's words may name the person: they go into no log.
  if ((answer.infcode ?? answer.code) !== 0) throw new Refusal('INSURANCE_FAILED', { path, said: 'no' });
  const result = v.safeParse(schema, answer);
  if (!result.success) throw new Refusal('INSURANCE_FAILED', { path, said: 'not as documented' });
  return result.output;
}

interface Said {
  readonly infcode?: number;
  readonly code?: number;
}

async function reached(act: () => Promise<string>): Promise<string> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    console.error('medical insurance', error);
    throw new Refusal('INSURANCE_FAILED', { said: 'nothing' });
  }
}

const fsi = <S extends v.GenericSchema>(infno: string, input: object, schema: S, now: number) =>
  asked(required('MEDINS_GATEWAY_URL'), `/fsi/${infno}`, { infno, input }, v.object({ output: schema }), now);

/** Who showed the voucher, and the office's word that she agreed, good for minutes and once. */
export interface Authorized {
  readonly name: string;
  readonly idNumber: string;
  readonly payAuthNo: string;
  /** `lng,lat`, as the office wants it. */
  readonly geoLocation: string;
}

const User = v.object({
  user_name: v.string(),
  user_card_no: v.string(),
  pay_auth_no: v.pipe(v.string(), v.minLength(1)),
  user_longitude_latitude: v.object({ longitude: v.string(), latitude: v.string() }),
});

export async function userOfVoucher(authCode: string, openid: string, now: number): Promise<Authorized> {
  const path = `/api/mipuserquery/userQuery/${encodeURIComponent(required('MEDINS_PARTNER_ID'))}`;
  const said = await asked(required('MEDINS_USER_QUERY_URL'), path, { qrcode: authCode, openid }, User, now);
  const { longitude, latitude } = said.user_longitude_latitude;
  const [name, idNumber, payAuthNo] = [said.user_name, said.user_card_no, said.pay_auth_no];
  return { name, idNumber, payAuthNo, geoLocation: `${longitude},${latitude}` };
}

/** On the wire: yuan with two decimals. */
const yuan = (fen: number): string => (fen / 100).toFixed(2);
const Fen = v.pipe(
  v.string(),
  v.regex(/^\d{1,9}\.\d{2}$/),
  v.transform((text) => Number(text.replace('.', ''))),
);

export interface OfficeBill {
  readonly serial: string;
  readonly institutionNumber: string;
  readonly payAuthNo: string;
  readonly lines: readonly { readonly label: string; readonly amountFen: number }[];
  readonly billFen: number;
}

const Uploaded = v.object({ payOrdId: v.string(), payToken: v.string() });
const Settled = v.object({ payOrdId: v.string(), feeSumamt: Fen, fundPay: Fen, psnAcctPay: Fen, ownPayAmt: Fen });

/** 6201 and 6202: hands in the bill and has it settled. The same serial with the same bill is the same order. */
export async function settledByOffice(bill: OfficeBill, now: number): Promise<SettlementAnswer> {
  const { serial, institutionNumber: orgCodg, payAuthNo, lines, billFen } = bill;
  const feedetailList = lines.map(({ label, amountFen }) => ({
    ...{ medListName: label, cnt: '1', price: yuan(amountFen), sumamt: yuan(amountFen) },
  }));
  const input = { payAuthNo, medOrgOrd: serial, orgCodg, feeSumamt: yuan(billFen), feedetailList };
  const { output: uploaded } = await fsi('6201', input, Uploaded, now);
  const { output } = await fsi('6202', { payAuthNo, ...uploaded, orgCodg }, Settled, now);
  if (output.payOrdId !== uploaded.payOrdId) throw new Refusal('INSURANCE_FAILED', { said: 'another order' });
  return {
    payOrderId: output.payOrdId,
    totalFen: output.feeSumamt,
    fundFen: output.fundPay,
    accountFen: output.psnAcctPay,
    ownPayFen: output.ownPayAmt,
  };
}

export interface OfficeRefund {
  readonly payOrderId: string;
  readonly outRefundNo: string;
  readonly govFen: number;
  readonly selfFen: number;
  readonly otherFen: number;
}

/** 6203. May be asked again under the same number. */
export async function takeBack(refund: OfficeRefund, now: number): Promise<void> {
  const { payOrderId, outRefundNo, govFen, selfFen, otherFen } = refund;
  const amounts = { fundRefdAmt: yuan(govFen), psnAcctRefdAmt: yuan(selfFen), othRefdAmt: yuan(otherFen) };
  const totlRefdAmt = yuan(govFen + selfFen + otherFen);
  const input = { payOrdId: payOrderId, appRefdSn: outRefundNo, totlRefdAmt, ...amounts };
  const Done = v.object({ appRefdSn: v.literal(outRefundNo), refStatus: v.literal('SUCC') });
  await fsi('6203', input, Done, now);
}
