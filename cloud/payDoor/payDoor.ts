/** One door for asking for money, two ways behind it; a payment and its refunds keep to the way the payment was begun. */
import type { PayOrderReply } from '#contract/payOrder';
import { Refusal } from '#domain/refusal';
import * as apiV3 from '../weChatPay';
import type { Prepayment, RefundWish } from '../weChatPay';
import { merchant } from '../weChatPay/merchant';
import type { RefundState, Transaction } from '../weChatPay/transaction';
import { chosenDoor, type DoorName } from './chosen';
import { cloudPay } from './cloudPay';

export type PaymentSheet = PayOrderReply['payment'];

export interface Prepaid {
  readonly prepayId: string;
  /** Signed by the service provider, good for this announcement only; null: we sign it ourselves when it is shown. */
  readonly sheet: PaymentSheet | null;
}

export interface PayDoor {
  /** Announces a payment. The same number with the same content may be announced again. */
  prepay(wanted: Prepayment): Promise<Prepaid>;
  /** Null: never heard of. */
  query(outTradeNo: string): Promise<Transaction | null>;
  close(outTradeNo: string): Promise<void>;
  /** May be asked again under the same number. */
  refund(wish: RefundWish): Promise<RefundState>;
  queryRefund(outRefundNo: string): Promise<RefundState | null>;
  /** Who is paid, as notifications and queries name it; `serial`: of the certificate that announces. */
  account(): { readonly mchid: string; readonly appid: string; readonly serial: string };
}

const DOORS: Readonly<Record<DoorName, PayDoor>> = {
  apiV3: {
    ...apiV3,
    prepay: async (wanted) => ({ prepayId: await apiV3.prepay(wanted), sheet: null }),
    account: merchant,
  },
  cloudPay,
};

export const payDoor = (): PayDoor => DOORS[chosenDoor(process.env)];

/** On payments and refunds; absent: APIv3. */
export interface ByDoor {
  readonly door?: 'cloudPay';
}

export const doorOfNew = (): ByDoor => (chosenDoor(process.env) === 'cloudPay' ? { door: 'cloudPay' } : {});

/** The way by which this one was begun. An owner who changed ways cannot have it done by the other: said so, never tried. */
export function doorOf({ door = 'apiV3' }: { readonly door?: DoorName }): PayDoor {
  const chosen = chosenDoor(process.env);
  if (door !== chosen) throw new Refusal('SERVICE_NOT_CONFIGURED', { begunBy: door, chosen });
  return DOORS[door];
}

/** For `wx.requestPayment`, as it is. */
export const sheetOf = (announced: { readonly prepayId: string; readonly sheet?: PaymentSheet }, now: number) =>
  announced.sheet ?? apiV3.paymentRequest(announced.prepayId, now);
