import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { homeCard, orderCard, serviceCard } from '@/share/share-card';
import { sideOf } from '@/session/tabs';

type Global = { wx?: unknown };
const source = path.join(__dirname, '../src');
afterEach(() => {
  delete (globalThis as Global).wx;
  jest.resetModules();
});

/** Those WeChat wants declared in `requiredPrivateInfos`. */
const PRIVATE_INFOS = [
  'getLocation',
  'getFuzzyLocation',
  'onLocationChange',
  'startLocationUpdate',
  'startLocationUpdateBackground',
  'chooseLocation',
  'choosePoi',
  'chooseAddress',
];

test('requiredPrivateInfos names what the program calls, and nothing else', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(ts|vue)$/.test(file));
  const code = files.map((file) => readFileSync(path.join(source, file), 'utf8')).join('\n');
  const called = PRIVATE_INFOS.filter((name) => new RegExp(`\\b(?:Taro|wx)\\.${name}\\b`).test(code));
  const config = readFileSync(path.join(source, 'app.config.ts'), 'utf8');
  const declared = /requiredPrivateInfos: \[([^\]]*)\]/.exec(config)?.[1]?.match(/\w+/g);
  expect(declared).toEqual(called);
  expect(config).toContain('__usePrivacyCheck__: true');
});

describe('privacy consent', () => {
  const begun = async (needAuthorization: boolean) => {
    let ask: (resolve: (verdict: object) => void) => void = () => {};
    (globalThis as Global).wx = {
      getPrivacySetting: ({ success }: { success: (setting: object) => void }) => success({ needAuthorization }),
      onNeedPrivacyAuthorization: (asked: typeof ask) => (ask = asked),
    };
    const consent = await import('@/privacy/consent.weapp');
    consent.startConsent();
    return { consent, ask: (resolve: (verdict: object) => void) => ask(resolve) };
  };

  test('asked once at the first start; who agreed is not asked', async () => {
    const first = await begun(true);
    expect(first.consent.consentWanted.value).toBe(true);
    first.consent.agree();
    expect(first.consent.consentWanted.value).toBe(false);
    jest.resetModules();
    expect((await begun(false)).consent.consentWanted.value).toBe(false);
  });

  test('calls that wait all hear the answer, with the button WeChat checks', async () => {
    const { consent, ask } = await begun(false);
    const heard: object[] = [];
    ask((verdict) => heard.push(verdict));
    ask((verdict) => heard.push(verdict));
    expect(consent.consentWanted.value).toBe(true);
    consent.agree();
    const shown = { event: 'exposureAuthorization' };
    const agreed = { event: 'agree', buttonId: consent.AGREE_BUTTON_ID };
    expect(heard).toEqual([shown, shown, agreed, agreed]);
    ask((verdict) => heard.push(verdict));
    consent.disagree();
    expect(heard.slice(4)).toEqual([shown, { event: 'disagree' }]);
  });

  test('a host that knows none of it starts all the same', async () => {
    (globalThis as Global).wx = {};
    const consent = await import('@/privacy/consent.weapp');
    expect(consent.startConsent).not.toThrow();
    expect([consent.consentWanted.value, consent.hasContract]).toEqual([false, false]);
    const { followUpdates } = await import('@/start/updates.weapp');
    expect(followUpdates).not.toThrow();
  });
});

test('a new version is offered, and applied only when wanted', async () => {
  let ready = () => {};
  const applyUpdate = jest.fn();
  const answers = [false, true];
  (globalThis as Global).wx = {
    getUpdateManager: () => ({
      onUpdateReady: (tell: () => void) => (ready = tell),
      onUpdateFailed: () => {},
      applyUpdate,
    }),
    showModal: ({ success }: { success: (answer: object) => void }) => success({ confirm: answers.shift() }),
  };
  (await import('@/start/updates.weapp')).followUpdates();
  ready();
  expect(applyUpdate).not.toHaveBeenCalled();
  ready();
  expect(applyUpdate).toHaveBeenCalledTimes(1);
});

describe('share cards', () => {
  test('an order’s card carries its id and nothing else, and never a picture of the screen', () => {
    expect(orderCard('o1')).toEqual({
      title: '护士上门的进度，点开看看',
      path: '/packages/order/order/index?orderId=o1',
      imageUrl: '/static/share.png',
    });
  });

  test('each leads to a page that forwards and is declared; its picture is in the package', () => {
    for (const { path: url, imageUrl } of [homeCard(), serviceCard('MED-05', '普通伤口换药'), orderCard('o1')]) {
      const page = readFileSync(path.join(source, `${url.split('?')[0]}.config.ts`), 'utf8');
      expect(page).toContain('enableShareAppMessage: true');
      expect(readFileSync(path.join(source, imageUrl)).length).toBeLessThan(128 * 1024);
    }
  });
});

test('which side a tab belongs to: a message that leads there takes the person to that side', () => {
  expect(['offers', 'orders', 'mine', ''].map(sideOf)).toEqual(['nurse', 'patient', null, null]);
});
