/** The paying user, the bank and WeChat Pay's failures, played by the tester: `/_emulator/pay`. */
import type { CloudPay, PayScript } from '../cloud-pay/cloudPay';
import { BadRequest, type Body, objectBody, onlyKeys, optionalText, requiredText } from './body';
import type { SteerContext } from './steer';

function payOf({ cloudPay }: SteerContext): CloudPay {
  if (!cloudPay) throw new BadRequest('there is no cloudPay here', 404);
  return cloudPay;
}

function oneOf<T extends string>(body: Body, field: string, allowed: readonly T[]): T {
  const value = optionalText(body, field) ?? allowed[0];
  const found = allowed.find((each) => each === value);
  if (!found) throw new BadRequest(`${field} must be one of ${allowed.join(', ')}`);
  return found;
}

export const listPay = (_body: Body, context: SteerContext) => ({
  orders: payOf(context).orders(),
  notifications: payOf(context).notifications(),
});

/** `{outTradeNo}` or `{prepayId}`, and `how`: `pay` unless told, `cancel` or `fail`. */
export function payOrder(body: Body, context: SteerContext): Promise<unknown> {
  onlyKeys(body, ['outTradeNo', 'prepayId', 'how']);
  const [outTradeNo, prepayId] = [optionalText(body, 'outTradeNo'), optionalText(body, 'prepayId')];
  if (!outTradeNo === !prepayId) throw new BadRequest('give outTradeNo or prepayId');
  const which = outTradeNo ? { outTradeNo } : { prepayId: prepayId ?? '' };
  return payOf(context).pay(which, oneOf(body, 'how', ['pay', 'cancel', 'fail'] as const));
}

/** `{outRefundNo}`, and `status`: `SUCCESS` unless told, or `CHANGE` for one the bank could not carry out. */
export async function settleRefund(body: Body, context: SteerContext): Promise<unknown> {
  onlyKeys(body, ['outRefundNo', 'status']);
  const status = oneOf(body, 'status', ['SUCCESS', 'CHANGE'] as const);
  return { settled: await payOf(context).settleRefund(requiredText(body, 'outRefundNo'), status) };
}

/** `{failing: {unifiedOrder: 'SYSTEMERROR'}, holdRefunds: true}`. */
export function scriptPay(body: Body, context: SteerContext): unknown {
  onlyKeys(body, ['failing', 'holdRefunds']);
  const failing = objectBody(body.failing);
  if (Object.values(failing).some((code) => typeof code !== 'string')) throw new BadRequest('failing maps to codes');
  const { holdRefunds } = body;
  if (holdRefunds !== undefined && typeof holdRefunds !== 'boolean')
    throw new BadRequest('holdRefunds is true or false');
  const script: PayScript = {
    failing: failing as Record<string, string>,
    ...(holdRefunds === undefined ? {} : { holdRefunds }),
  };
  payOf(context).script(script);
  return { ok: true };
}
