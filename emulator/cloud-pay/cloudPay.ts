/** WeChat Pay behind `cloud.cloudPay`: answers functions, and plays the paying user and the bank. */
import { randomBytes, randomInt } from 'node:crypto';
import type { SteerableClock } from '../clock';
import type { FunctionHost } from '../functions/host';
import { Notifications, type Attempt } from './notifications';
import { payTime, type PayOrder, type Refund } from './order';
import { OrderBook } from './orderBook';
import { ORDER_APIS, paidFields, type PayApi, type PayContext } from './payApis';
import { BadPayRequest, PayRefusal, type Fields } from './payRequest';
import { REFUND_APIS, refundFields } from './refundApis';

export interface CloudPayOptions {
  readonly envId: string;
  readonly appid: string;
  readonly host: FunctionHost;
  readonly clock: SteerableClock;
  readonly log: (line: string) => void;
  /** Where orders are kept; absent: in memory. */
  readonly file?: string;
}

export interface PayScript {
  /** API name → code of the pay API (`SYSTEMERROR`, `NOTENOUGH`, …) that its calls answer until cleared with ''. */
  readonly failing?: Readonly<Record<string, string>>;
  /** Refunds stay PROCESSING until `settleRefund`. */
  readonly holdRefunds?: boolean;
}

/** What became of a user's attempt to pay. */
export interface PayOutcome {
  readonly paid: boolean;
  /** As `wx.requestPayment` would say it. */
  readonly errMsg: string;
  /** Whether the callback function understood at the first attempt. */
  readonly notified?: boolean;
}

export interface CloudPay {
  /** `undefined` when there is no such API. The answer is what travels, in snake case. */
  call(apiName: string, fields: Fields, openid?: string): Fields | undefined;
  /** The user pays, or not, the order of this prepay id or merchant's number. */
  pay(which: { outTradeNo?: string; prepayId?: string }, how?: 'pay' | 'cancel' | 'fail'): Promise<PayOutcome>;
  /** The bank is done with a refund; CHANGE is one it could not carry out. */
  settleRefund(outRefundNo: string, status?: 'SUCCESS' | 'CHANGE'): Promise<boolean>;
  orders(): readonly PayOrder[];
  notifications(): readonly Attempt[];
  script(script: PayScript): void;
  close(): Promise<void>;
}

const APIS: ReadonlyMap<string, PayApi> = new Map(Object.entries({ ...ORDER_APIS, ...REFUND_APIS }));
/** The service provider under which all merchants of the cloud pay. */
const PROVIDER = { appid: 'wx0provider', mch_id: '1800000001' };

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const camelCased = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [camel(name), value]));

export function openCloudPay(options: CloudPayOptions): CloudPay {
  return new LocalCloudPay(options);
}

class LocalCloudPay implements CloudPay {
  private readonly book: OrderBook;
  private readonly notices: Notifications;
  private readonly failing = new Map<string, string>();
  private holdRefunds = false;

  constructor(private readonly options: CloudPayOptions) {
    this.book = new OrderBook(options.file);
    this.notices = new Notifications(options);
  }

  orders = (): readonly PayOrder[] => this.book.all();
  notifications = (): readonly Attempt[] => this.notices.attempts;
  close = (): Promise<void> => this.notices.close();

  script({ failing, holdRefunds }: PayScript): void {
    for (const [api, code] of Object.entries(failing ?? {})) this.failing.set(api, code);
    if (holdRefunds !== undefined) this.holdRefunds = holdRefunds;
  }

  call(apiName: string, fields: Fields, openid?: string): Fields | undefined {
    const api = APIS.get(apiName);
    if (!api) return undefined;
    try {
      const failing = this.failing.get(apiName);
      if (failing) throw new PayRefusal(failing, 'failing as scripted');
      const answer = api(fields, this.context(openid));
      return { return_code: 'SUCCESS', return_msg: 'OK', result_code: 'SUCCESS', ...this.parties(fields), ...answer };
    } catch (error) {
      if (error instanceof BadPayRequest) return { return_code: 'FAIL', return_msg: error.message };
      if (!(error instanceof PayRefusal)) throw error;
      const refusal = { result_code: 'FAIL', err_code: error.errCode, err_code_des: error.description };
      return { return_code: 'SUCCESS', return_msg: 'OK', ...this.parties(fields), ...refusal };
    }
  }

  async pay(which: { outTradeNo?: string; prepayId?: string }, how = 'pay'): Promise<PayOutcome> {
    const order = this.book
      .all()
      .find(({ outTradeNo, prepayId }) => outTradeNo === which.outTradeNo || prepayId === which.prepayId);
    if (!order) return { paid: false, errMsg: 'requestPayment:fail no such order' };
    const now = this.options.clock.now();
    if (order.state !== 'NOTPAY') return { paid: false, errMsg: `requestPayment:fail the order is ${order.state}` };
    if (order.expiresAt !== undefined && order.expiresAt <= now) {
      return { paid: false, errMsg: 'requestPayment:fail the order has expired' };
    }
    if (how !== 'pay') return { paid: false, errMsg: `requestPayment:fail${how === 'cancel' ? ' cancel' : ''}` };
    const transactionId = `4200${payTime(now)}${String(randomInt(1e9)).padStart(10, '0')}`;
    const paid = this.book.put({ ...order, state: 'SUCCESS', transactionId, paidAt: now });
    const notified = await this.tell(paid, paid.notify.functionName, {
      result_code: 'SUCCESS',
      out_trade_no: paid.outTradeNo,
      ...(paid.attach === undefined ? {} : { attach: paid.attach }),
      ...paidFields(paid),
    });
    return { paid: true, errMsg: 'requestPayment:ok', notified };
  }

  async settleRefund(outRefundNo: string, status: 'SUCCESS' | 'CHANGE' = 'SUCCESS'): Promise<boolean> {
    const isIt = (refund: Refund) => refund.outRefundNo === outRefundNo && refund.status === 'PROCESSING';
    const order = this.book.all().find(({ refunds }) => refunds.some(isIt));
    const refund = order?.refunds.find(isIt);
    if (!order || !refund) return false;
    const now = this.options.clock.now();
    const settled: Refund = { ...refund, status, ...(status === 'SUCCESS' ? { succeededAt: now } : {}) };
    this.book.put({ ...order, refunds: order.refunds.map((each) => (isIt(each) ? settled : each)) });
    if (!refund.notify) return true;
    await this.tell(order, refund.notify.functionName, {
      ...refundFields(order, settled),
      refund_status: status,
      settlement_refund_fee: settled.refundFen,
      settlement_total_fee: order.totalFen,
      refund_account: 'REFUND_SOURCE_RECHARGE_FUNDS',
      refund_recv_accout: '支付用户的零钱', // spelt so by the API
      refund_request_source: 'API',
      ...(status === 'SUCCESS' ? { success_time: payTime(now) } : {}),
    });
    return true;
  }

  private context(openid: string | undefined): PayContext {
    const { envId, appid, clock } = this.options;
    return {
      ...{ book: this.book, now: clock.now, envId, appid },
      ...(openid ? { openid } : {}),
      onRefund: (_order, { outRefundNo }) => {
        // After the answer, as a bank would: never inside the call that asked for it.
        if (!this.holdRefunds) setImmediate(() => void this.settleRefund(outRefundNo).catch(this.report));
      },
    };
  }

  private readonly report = (error: unknown): void => this.options.log(`pay: ${(error as Error).stack}`);

  private parties(fields: Fields): Fields {
    const { appid } = this.options;
    const nonce_str = randomBytes(16).toString('hex').toUpperCase();
    return { ...PROVIDER, sub_appid: appid, sub_mch_id: fields.sub_mch_id, nonce_str };
  }

  private tell(order: PayOrder, functionName: string, fields: Fields): Promise<boolean> {
    const common = { return_code: 'SUCCESS', ...this.parties({ sub_mch_id: order.subMchId }) };
    return this.notices.send({
      functionName,
      openid: order.openid,
      event: camelCased({ ...common, ...fields }),
    });
  }
}
