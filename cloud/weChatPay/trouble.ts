/** Errors of WeChat Pay that stay until a person does something: told to finance at the desk, once until it is dealt with. */
import { serviceError } from '#domain/payment/serviceErrors';
import { raiseAlert } from '../alerts/alerts';

const TEXTS: Readonly<Record<string, string>> = {
  NOT_ENOUGH: '微信支付商户账户余额不足，退款暂停。请充值，系统会用原单号自动再退。',
  NO_AUTH: '微信支付拒绝了请求：商户号没有这个接口的权限。请到商户平台开通。',
  RULE_LIMIT: '微信支付的风控或额度规则拦下了请求。请到商户平台查看。',
  SIGN_ERROR: '微信支付认不出我们的签名。请技术人员核对商户证书序列号和私钥。',
  APPID_MCHID_NOT_MATCH: '小程序 AppID 没有绑定到这个商户号。请到商户平台绑定。',
};

/** Nothing where trying again, or looking, is enough. */
export async function tellDesk(code: string, cause: string, now: number): Promise<void> {
  if (serviceError(code, cause).reaction !== 'person') return;
  const text = TEXTS[code] ?? `微信支付不接受我们的请求（${code}${cause && ` ${cause}`}）。请技术人员查看日志。`;
  await raiseAlert({ _id: `payService:${code}`, kind: 'payService', orderId: '', nurseId: '', text }, now);
}
