/** What the functions of one machine are told: where the stand-ins are and which keys to use. In the cloud an owner sets the same names. */
import { MESSAGE_TEMPLATES, SMS_KINDS } from '#contract/messageTemplates';
import { STAND_IN_AMAP_KEY } from '../../stand-ins/amap/startAmap';
import { STAND_IN_INSURER } from '../../stand-ins/insurer/startInsurer';
import { STAND_IN_OFFICE } from '../../stand-ins/medical-insurance/startMedicalInsurance';
import type { Ports } from './ports';
import type { Secrets } from './secrets';

interface MerchantAccount {
  readonly mchid: string;
  readonly appid: string;
  readonly merchantSerial: string;
  readonly merchantPrivateKeyPem: string;
  readonly platformPublicKeyId: string;
  readonly platformPublicKeyPem: string;
  readonly apiV3Key: string;
}

/** Line ends are written out: that is how PEM texts travel in environment variables. */
const oneLine = (pem: string) => pem.trim().replaceAll('\n', '\\n');

/** WeChat's id of each template; here nobody looks them up. */
const SUBSCRIBE_TEMPLATES = Object.fromEntries(MESSAGE_TEMPLATES.map((name) => [name, `local-${name}`]));
const FIRST_SMS_TEMPLATE = 1_000_100;
const SMS_TEMPLATES = Object.fromEntries(SMS_KINDS.map((name, place) => [name, String(FIRST_SMS_TEMPLATE + place)]));

export function functionEnvironment(
  secrets: Secrets,
  merchant: MerchantAccount,
  tencent: { readonly secretId: string; readonly secretKey: string },
  ports: Pick<Ports, 'emulator' | 'wechatPay' | 'tencentCloud' | 'amap' | 'insurer' | 'medicalInsurance'>,
): Record<string, string> {
  return {
    ...secrets,
    WECHATPAY_BASE_URL: `http://127.0.0.1:${ports.wechatPay}/`,
    WECHATPAY_MCHID: merchant.mchid,
    WECHATPAY_APPID: merchant.appid,
    WECHATPAY_MERCHANT_SERIAL: merchant.merchantSerial,
    WECHATPAY_MERCHANT_PRIVATE_KEY: oneLine(merchant.merchantPrivateKeyPem),
    WECHATPAY_PUBLIC_KEY_ID: merchant.platformPublicKeyId,
    WECHATPAY_PUBLIC_KEY: oneLine(merchant.platformPublicKeyPem),
    WECHATPAY_API_V3_KEY: merchant.apiV3Key,
    WECHATPAY_NOTIFY_URL: `http://127.0.0.1:${ports.emulator}/pay/notify`,
    TENCENT_API_SECRET_ID: tencent.secretId,
    TENCENT_API_SECRET_KEY: tencent.secretKey,
    TENCENT_API_ENDPOINT: `127.0.0.1:${ports.tencentCloud}`,
    TENCENT_API_PROTOCOL: 'http://',
    TENCENT_FACE_RULE_ID: '1',
    SMS_SDK_APP_ID: '1400000001',
    SMS_SIGN_NAME: '居家护理',
    SMS_CODE_TEMPLATE_ID: '1000001',
    AMAP_BASE_URL: `http://127.0.0.1:${ports.amap}`,
    AMAP_KEY: STAND_IN_AMAP_KEY,
    INSURER_BASE_URL: `http://127.0.0.1:${ports.insurer}`,
    INSURER_CLIENT_ID: STAND_IN_INSURER.clientId,
    INSURER_KEY: STAND_IN_INSURER.key,
    MEDINS_GATEWAY_URL: `http://127.0.0.1:${ports.medicalInsurance}`,
    MEDINS_USER_QUERY_URL: `http://127.0.0.1:${ports.medicalInsurance}`,
    MEDINS_PARTNER_ID: STAND_IN_OFFICE.clientId,
    MEDINS_PARTNER_SECRET: STAND_IN_OFFICE.key,
    SMS_TEMPLATES: JSON.stringify(SMS_TEMPLATES),
    SUBSCRIBE_TEMPLATES: JSON.stringify(SUBSCRIBE_TEMPLATES),
  };
}
