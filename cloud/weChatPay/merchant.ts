import { needs, required, requiredPem } from '../environment';
import { chosenDoor } from '../payDoor/chosen';
import { assertSensible, trustsCertificates } from './settings';

/** What APIv3 cannot work without; an owner who is paid through the cloud's service provider has none of it. */
const NEEDED = [
  'WECHATPAY_BASE_URL',
  'WECHATPAY_MCHID',
  'WECHATPAY_APPID',
  'WECHATPAY_MERCHANT_SERIAL',
  'WECHATPAY_MERCHANT_PRIVATE_KEY',
  ...(trustsCertificates(process.env) ? [] : ['WECHATPAY_PUBLIC_KEY_ID', 'WECHATPAY_PUBLIC_KEY']),
  'WECHATPAY_API_V3_KEY',
  'WECHATPAY_NOTIFY_URL',
];
if (chosenDoor(process.env) === 'apiV3') {
  needs(...NEEDED);
  assertSensible(process.env);
}

/**
 * Our account at WeChat Pay, read anew each time: the environment may differ from call to call. The merchant's certificate is
 * changed by changing its serial and key together; what was announced under the old one is announced again (cloud/payments.ts).
 */
export const merchant = () => ({
  baseUrl: required('WECHATPAY_BASE_URL'),
  mchid: required('WECHATPAY_MCHID'),
  appid: required('WECHATPAY_APPID'),
  serial: required('WECHATPAY_MERCHANT_SERIAL'),
  privateKeyPem: requiredPem('WECHATPAY_MERCHANT_PRIVATE_KEY'),
});
