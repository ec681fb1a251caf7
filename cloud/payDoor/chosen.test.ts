import { chosenDoor } from './chosen';

const CLOUD = { CLOUDPAY_SUB_MCH_ID: '1900000109', CLOUDPAY_APPID: 'wx1', CLOUDPAY_ENV_ID: 'env-1' };

test('one of the two, never both, never a half', () => {
  expect(chosenDoor({ WECHATPAY_MCHID: '1900000109' })).toBe('apiV3');
  expect(chosenDoor({})).toBe('apiV3');
  expect(chosenDoor(CLOUD)).toBe('cloudPay');
  expect(() => chosenDoor({ ...CLOUD, WECHATPAY_MCHID: '1900000109' })).toThrow('both set up');
  expect(() => chosenDoor({ ...CLOUD, CLOUDPAY_APPID: '' })).toThrow('by half, not set: CLOUDPAY_APPID');
});
