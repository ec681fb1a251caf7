/**
 * By which way money comes in, chosen by the owner's environment, once for all: our own merchant account through APIv3, or the cloud's
 * service provider through `cloudPay`. What began one way cannot be asked about or refunded the other (reference §1.1).
 */
export type DoorName = 'apiV3' | 'cloudPay';

type Environment = Readonly<Record<string, string | undefined>>;

const CLOUD_PAY = ['CLOUDPAY_SUB_MCH_ID', 'CLOUDPAY_APPID', 'CLOUDPAY_ENV_ID'];

/** Throws one line where both are set up, or one of them by half. What APIv3 needs is checked with it (weChatPay/merchant.ts). */
export function chosenDoor(env: Environment): DoorName {
  const missing = CLOUD_PAY.filter((name) => !env[name]);
  if (missing.length === CLOUD_PAY.length) return 'apiV3';
  if (missing.length > 0) throw new Error(`cloudPay is set up by half, not set: ${missing.join(', ')}`);
  if (env.WECHATPAY_MCHID)
    throw new Error('cloudPay and APIv3 are both set up: leave out CLOUDPAY_… or WECHATPAY_MCHID');
  return 'cloudPay';
}
