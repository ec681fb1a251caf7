/** 商家转账: money to a person who confirms it in WeChat (reference 1.8). */
import * as v from 'valibot';
import { Refusal } from '#domain/refusal';
import { required } from '../environment';
import { asDocumented, orNull } from '../weChatPay';
import { ask } from './ask';
import { merchant } from './merchant';

const BILLS = '/v3/fund-app/mch-transfer/transfer-bills';
/** 佣金报酬: the scene for pay; it asks for exactly these two words. */
const SCENE = '1005';
const REPORT = [
  { info_type: '岗位类型', info_content: '上门护理人员' },
  { info_type: '报酬说明', info_content: '上门护理服务报酬' },
];

const STATES = [
  ...(['ACCEPTED', 'PROCESSING', 'WAIT_USER_CONFIRM', 'TRANSFERING'] as const),
  ...(['SUCCESS', 'FAIL', 'CANCELING', 'CANCELLED'] as const),
] as const;
export type TransferStateName = (typeof STATES)[number];

const common = { out_bill_no: v.string(), transfer_bill_no: v.optional(v.string(), ''), state: v.picklist(STATES) };

/** The answer to the request. */
const Accepted = v.object({
  ...common,
  package_info: v.optional(v.string(), ''),
  fail_reason: v.optional(v.string(), ''),
});
export type AcceptedTransfer = v.InferOutput<typeof Accepted>;

/** A query, or the notification of its end; the merchant's number is spelled in two ways. */
export const TransferBill = v.object({
  ...common,
  transfer_amount: v.pipe(v.number(), v.integer()),
  openid: v.optional(v.string(), ''),
  fail_reason: v.optional(v.string(), ''),
  /** Of its last step, RFC 3339. */
  update_time: v.optional(v.string(), ''),
  mch_id: v.optional(v.string()),
  mchid: v.optional(v.string()),
});
export type TransferBill = v.InferOutput<typeof TransferBill>;

export interface TransferWish {
  readonly outBillNo: string;
  readonly openid: string;
  readonly amountFen: number;
  readonly remark: string;
}

/** May be asked again under the same number; a new number would be a second transfer. */
export async function requestTransfer(wish: TransferWish): Promise<AcceptedTransfer> {
  const answer = await ask('POST', BILLS, {
    appid: merchant().appid,
    out_bill_no: wish.outBillNo,
    transfer_scene_id: SCENE,
    openid: wish.openid,
    transfer_amount: wish.amountFen,
    transfer_remark: [...wish.remark].slice(0, 32).join(''),
    notify_url: required('WECHATPAY_NOTIFY_URL'),
    transfer_scene_report_infos: REPORT,
  });
  return asDocumented(Accepted, answer);
}

/** Null: WeChat Pay never heard of it. */
export const queryTransfer = (outBillNo: string): Promise<TransferBill | null> =>
  orNull('NOT_FOUND', async () =>
    asDocumented(TransferBill, await ask('GET', `${BILLS}/out-bill-no/${encodeURIComponent(outBillNo)}`)),
  );

/** Ours, and for what we asked: anything else is not acted upon. */
export function assertAsAsked(said: TransferBill, asked: Pick<TransferWish, 'openid' | 'amountFen'>): void {
  const ours = merchant().mchid;
  const differing = [
    ...((said.mch_id ?? said.mchid ?? ours) === ours ? [] : ['mchid']),
    ...(said.openid === '' || said.openid === asked.openid ? [] : ['openid']),
  ];
  if (differing.length > 0) throw new Refusal('BAD_INPUT', { outBillNo: said.out_bill_no, differing });
  if (said.transfer_amount === asked.amountFen) return;
  const { out_bill_no: outBillNo, transfer_amount: saidFen } = said;
  throw new Refusal('AMOUNT_MISMATCH', { outBillNo, expectedFen: asked.amountFen, saidFen });
}
