import { needs, required, requiredPem } from '../environment';
import type { TrustedKeys } from './signature';

needs(
  'WECHATPAY_BASE_URL',
  'WECHATPAY_MCHID',
  'WECHATPAY_APPID',
  'WECHATPAY_MERCHANT_SERIAL',
  'WECHATPAY_MERCHANT_PRIVATE_KEY',
  'WECHATPAY_PUBLIC_KEY_ID',
  'WECHATPAY_PUBLIC_KEY',
  'WECHATPAY_API_V3_KEY',
  'WECHATPAY_NOTIFY_URL',
);

/** Our account at WeChat Pay, read anew each time: the environment may differ from call to call. */
export const merchant = () => ({
  baseUrl: required('WECHATPAY_BASE_URL'),
  mchid: required('WECHATPAY_MCHID'),
  appid: required('WECHATPAY_APPID'),
  serial: required('WECHATPAY_MERCHANT_SERIAL'),
  privateKeyPem: requiredPem('WECHATPAY_MERCHANT_PRIVATE_KEY'),
});

/** WeChat Pay's own public key, under the id the merchant platform shows with it. */
export const trustedKeys = (): TrustedKeys => ({
  [required('WECHATPAY_PUBLIC_KEY_ID')]: requiredPem('WECHATPAY_PUBLIC_KEY'),
});
