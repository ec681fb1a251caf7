import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as FaceidClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/faceid/v20180301/faceid_client';
import { Client as OcrClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/ocr/v20181119/ocr_client';
import { Client as SmsClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/sms/v20210111/sms_client';
import { openClock } from '../clock';
import identity from '../vectors/identity-and-maps.json';
import { isIdCard } from './idCardVerification';
import {
  STAND_IN_CREDENTIAL,
  startTencentCloud,
  type TencentCloud,
  type TencentCloudOptions,
} from './startTencentCloud';

const [ZHANG, LI] = ['11010519491231002X', '440524188001010014'];
let dir: string;
let cloud: TencentCloud;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tencent-cloud-'));
  cloud = await start();
});
afterEach(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true });
});

const start = (more: Partial<TencentCloudOptions> = {}) =>
  startTencentCloud({ dir, clock: openClock(), people: [{ name: '张三', idCard: ZHANG }], ...more });

function profile(credential = STAND_IN_CREDENTIAL) {
  const httpProfile = { endpoint: new URL(cloud.url).host, protocol: 'http://' };
  return { credential, region: 'ap-guangzhou', profile: { signMethod: 'TC3-HMAC-SHA256' as const, httpProfile } };
}
const faceid = () => new FaceidClient(profile());
const result = async (Name: string, IdCard: string) => (await faceid().IdCardVerification({ Name, IdCard })).Result;

describe('identity numbers', () => {
  it.each(identity.gb11643.valid)('$id is one', ({ id }) => expect(isIdCard(id)).toBe(true));
  it.each(identity.gb11643.invalid)('$id is none: $why', ({ id }) => expect(isIdCard(id)).toBe(false));
});

describe('IdCardVerification through the real SDK', () => {
  it('knows a match, a mismatch, nobody, and nonsense', async () => {
    const answer = await faceid().IdCardVerification({ Name: '张三', IdCard: ZHANG });
    expect(answer).toMatchObject({ Result: '0', Description: '姓名和身份证号一致' });
    expect(answer.RequestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await result('张三', ZHANG.toLowerCase())).toBe('0');
    expect(await result('李四', ZHANG)).toBe('-1');
    expect(await result('李四', LI)).toBe('-5');
    expect(await result('张三', '110105194912310021')).toBe('-2');
    expect(await result('Zhang', ZHANG)).toBe('-3');
  });

  it('can be told to fail for a number, and to take unknown people for granted', async () => {
    cloud.script({ idCard: { idCard: ZHANG, result: '-4' }, times: 1 });
    expect(await result('李四', LI)).toBe('-5');
    expect(await result('张三', ZHANG)).toBe('-4');
    expect(await result('张三', ZHANG)).toBe('0');
    await cloud.stop();
    cloud = await start({ unknownPeople: 'match' });
    expect(await result('李四', LI)).toBe('0');
    expect(await result('李四', ZHANG)).toBe('-1');
  });

  it('keeps people added over HTTP through a restart', async () => {
    const added = [{ name: '李四', idCard: LI }];
    await fetch(`${cloud.url}/_tencent/people`, { method: 'POST', body: JSON.stringify(added) });
    await cloud.stop();
    cloud = await start();
    expect(await result('李四', LI)).toBe('0');
  });
});

describe('refusals the SDK throws', () => {
  it('a wrong key', async () => {
    const stranger = new FaceidClient(profile({ ...STAND_IN_CREDENTIAL, secretKey: 'other' }));
    const call = stranger.IdCardVerification({ Name: '张三', IdCard: ZHANG });
    await expect(call).rejects.toMatchObject({ code: 'AuthFailure.SignatureFailure' });
  });

  it('a stale signature', async () => {
    await cloud.stop();
    cloud = await start({ clock: { now: async () => Date.now() + 400_000 } });
    await expect(result('张三', ZHANG)).rejects.toMatchObject({ code: 'AuthFailure.SignatureExpire' });
  });

  it('an action, a parameter, a missing parameter nobody knows', async () => {
    await expect(faceid().request('Unheard', {})).rejects.toMatchObject({ code: 'InvalidAction' });
    await expect(faceid().request('toString', {})).rejects.toMatchObject({ code: 'InvalidAction' });
    const unknown = faceid().request('IdCardVerification', { Name: '张三', IdCard: ZHANG, Age: 3 });
    await expect(unknown).rejects.toMatchObject({ code: 'UnknownParameter' });
    await expect(faceid().request('IdCardVerification', { Name: '张三' })).rejects.toMatchObject({
      code: 'MissingParameter',
    });
    const wrongType = faceid().request('IdCardVerification', { Name: 3, IdCard: ZHANG });
    await expect(wrongType).rejects.toMatchObject({ code: 'InvalidParameter' });
    await expect(new SmsClient(profile()).request('IDCardOCR', {})).rejects.toMatchObject({ code: 'NoSuchVersion' });
  });

  it('a scripted error, once', async () => {
    cloud.script({ fail: { action: 'IdCardVerification', code: 'RequestLimitExceeded' }, times: 1 });
    await expect(result('张三', ZHANG)).rejects.toMatchObject({ code: 'RequestLimitExceeded' });
    expect(await result('张三', ZHANG)).toBe('0');
  });
});

it('face detection: open, then as the test decides', async () => {
  const { BizToken = '', Url } = await faceid().DetectAuth({
    RuleId: '1',
    Name: '张三',
    IdCard: ZHANG,
    Extra: 'nonce-1',
  });
  expect(Url).toContain(BizToken);
  const page = await (await fetch(Url ?? '')).text();
  expect(page).toContain(BizToken);
  expect(page).toContain('id="pass"');
  const info = async () => (await faceid().GetDetectInfoEnhanced({ BizToken, RuleId: '1', InfoType: '1' })).Text;
  expect((await info())?.ErrCode).toBeNull();
  cloud.face(BizToken, 'fail');
  expect(await info()).toMatchObject({ ErrCode: 2004, Name: '张三' });
  cloud.face(BizToken, 'pass');
  expect(await info()).toMatchObject({ ErrCode: 0, LiveStatus: 0, Comparestatus: 0, IdCard: ZHANG, Extra: 'nonce-1' });
  const other = faceid().GetDetectInfoEnhanced({ BizToken, RuleId: '2' });
  await expect(other).rejects.toMatchObject({ code: 'InvalidParameterValue.BizTokenIllegal' });
});

it('reads the card a test wrote for an image, else the specimen', async () => {
  const ocr = new OcrClient(profile());
  const image = Buffer.from('a photo');
  const hash = createHash('sha256').update(image).digest('hex');
  cloud.script({ card: { image: hash, fields: { Name: '李四', IdNum: LI } } });
  const read = await ocr.IDCardOCR({ ImageBase64: image.toString('base64'), CardSide: 'FRONT' });
  expect(read).toMatchObject({ Name: '李四', IdNum: LI });
  expect(await ocr.IDCardOCR({ ImageUrl: 'http://127.0.0.1/x.jpg' })).toMatchObject({ Name: '张三', IdNum: ZHANG });
  await expect(ocr.IDCardOCR({})).rejects.toMatchObject({ code: 'FailedOperation.EmptyImageError' });
});

describe('SendSms', () => {
  const send = (PhoneNumberSet: string[], more = {}) =>
    new SmsClient(profile()).SendSms({
      PhoneNumberSet,
      SmsSdkAppId: '1400000001',
      TemplateId: '1001',
      SignName: '上门护理',
      TemplateParamSet: ['123456'],
      ...more,
    });
  const codes = async (...args: Parameters<typeof send>) =>
    (await send(...args)).SendStatusSet?.map((status) => status.Code);

  it('answers per number and keeps what was sent', async () => {
    expect(await codes(['+8613800000001', '13800000002'])).toEqual([
      'Ok',
      'InvalidParameterValue.IncorrectPhoneNumber',
    ]);
    const kept = await fetch(`${cloud.url}/_tencent/sms`);
    expect(await kept.json()).toEqual([
      expect.objectContaining({ phoneNumber: '+8613800000001', params: ['123456'], code: 'Ok' }),
      expect.objectContaining({ phoneNumber: '13800000002', code: 'InvalidParameterValue.IncorrectPhoneNumber' }),
    ]);
  });

  it('refuses the same content within thirty seconds, other content not', async () => {
    expect(await codes(['+8613800000001'])).toEqual(['Ok']);
    expect(await codes(['+8613800000001'])).toEqual(['LimitExceeded.PhoneNumberThirtySecondLimit']);
    expect(await codes(['+8613800000001'], { TemplateParamSet: ['654321'] })).toEqual(['Ok']);
  });

  it('refuses brackets in the signature and can be told a code for a number', async () => {
    expect(await codes(['+8613800000001'], { SignName: '【上门护理】' })).toEqual([
      'FailedOperation.SignatureIncorrectOrUnapproved',
    ]);
    cloud.script({ smsCode: { phoneNumber: '+8613800000009', code: 'FailedOperation.PhoneNumberInBlacklist' } });
    expect(await codes(['+8613800000008', '+8613800000009'])).toEqual(['Ok', 'FailedOperation.PhoneNumberInBlacklist']);
  });
});

describe('PullSmsSendStatusByPhoneNumber', () => {
  const PHONE = '+8613800000001';
  const client = () => new SmsClient(profile());
  const send = (SessionContext: string) =>
    client().SendSms({
      ...{ PhoneNumberSet: [PHONE], SmsSdkAppId: '1400000001', TemplateId: '1001', SignName: '上门护理' },
      ...{ TemplateParamSet: [SessionContext], SessionContext },
    });
  const pulled = async (from = Date.now() - 60_000, PhoneNumber = PHONE) => {
    const asked = { BeginTime: Math.floor(from / 1000), Offset: 0, Limit: 10, PhoneNumber, SmsSdkAppId: '1400000001' };
    return (await client().PullSmsSendStatusByPhoneNumber(asked)).PullSmsSendStatusSet ?? [];
  };
  let laterMs = 0;
  beforeEach(async () => {
    laterMs = 0;
    await cloud.stop();
    cloud = await start({ clock: { now: async () => Date.now() + laterMs } });
  });

  it('tells after a moment what became of each message to a number, as often as it is asked', async () => {
    cloud.script({ smsReceipt: { status: 'FAIL' }, times: 1 });
    const [lost] = (await send('lost')).SendStatusSet ?? [];
    await send('arrived');
    cloud.script({ smsReceipt: { status: 'none' }, times: 1 });
    await send('silent');
    expect(await pulled()).toEqual([]);
    laterMs = 3_000;
    const receipts = await pulled();
    expect(receipts.map(({ SessionContext, ReportStatus }) => [SessionContext, ReportStatus])).toEqual([
      ['lost', 'FAIL'],
      ['arrived', 'SUCCESS'],
    ]);
    expect(receipts[0]?.SerialNo).toBe(lost?.SerialNo);
    expect(await pulled()).toEqual(receipts);
    expect(await pulled(Date.now() + 60_000)).toEqual([]);
    expect(await pulled(undefined, '+8613800000002')).toEqual([]);
    await expect(pulled(Date.now() - 8 * 86_400_000)).rejects.toMatchObject({
      code: expect.stringContaining('BeginTime'),
    });
  });

  it('can be flaky: an error by chance, before or after the message went out', async () => {
    const sentWith = async (afterEffect: number) => {
      cloud.script({ flaky: { action: 'SendSms', share: 1, seed: 7, afterEffect } });
      await expect(send(`flaky ${afterEffect}`)).rejects.toMatchObject({
        code: expect.stringMatching(/^InternalError/),
      });
      return cloud.sms().filter(({ sessionContext }) => sessionContext === `flaky ${afterEffect}`).length;
    };
    expect([await sentWith(0), await sentWith(1)]).toEqual([0, 1]);
    cloud.script({ flaky: null });
    expect((await send('well again')).SendStatusSet?.[0]?.Code).toBe('Ok');
  });
});

it('senseless steering is refused', async () => {
  const post = async (path: string, body: string) =>
    (await fetch(`${cloud.url}${path}`, { method: 'POST', body })).status;
  expect(await post('/_tencent/script', '{"idCard":{"result":"-9"}}')).toBe(400);
  expect(await post('/_tencent/script', '{"idcard":{"result":"-4"}}')).toBe(400);
  expect(await post('/_tencent/people', '[{"name":"王五","idCard":"1"}]')).toBe(400);
});
