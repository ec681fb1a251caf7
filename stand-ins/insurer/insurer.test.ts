import { createHash, createHmac, randomBytes } from 'node:crypto';
import { openClock } from '../clock';
import { type Insurer, STAND_IN_INSURER, startInsurer } from './startInsurer';

let insurer: Insurer;
beforeAll(async () => {
  insurer = await startInsurer({ clock: openClock() });
});
afterAll(() => insurer.stop());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const policies = ['liability', 'medicalAccident', 'personalAccident'].map((cover) => ({
  cover,
  policyNumber: `P-${cover}`,
}));
const visit = (except: object = {}) => ({
  requestId: 'order-1-nurse-1',
  serviceCode: 'MED-05',
  startAt: '2026-11-23T10:00:00+08:00',
  endAt: '2026-11-23T10:45:00+08:00',
  policies,
  ...except,
});

async function ask(
  content: object,
  { key = STAND_IN_INSURER.key, at = Date.now(), nonce = randomBytes(16).toString('hex') } = {},
) {
  const body = JSON.stringify(content);
  const timestamp = String(Math.floor(at / 1000));
  const text = `POST\n/v1/covers\n${timestamp}\n${nonce}\n${sha256(body)}\n`;
  const response = await fetch(`${insurer.url}/v1/covers`, {
    method: 'POST',
    headers: {
      'X-Client-Id': STAND_IN_INSURER.clientId,
      'X-Timestamp': timestamp,
      'X-Nonce': nonce,
      'X-Signature': createHmac('sha256', key).update(text).digest('hex'),
    },
    body,
  });
  const told = (await response.json()) as { coverNumber?: string; code?: string };
  return { status: response.status, headers: response.headers, ...told };
}

it('issues a number once per request, and signs its answer', async () => {
  const first = await ask(visit());
  expect(first).toMatchObject({ status: 200, coverNumber: expect.stringMatching(/^PA[0-9A-F]{14}$/) });
  const { headers, status: _status, ...told } = first;
  const text = `${headers.get('x-timestamp')}\n${sha256(JSON.stringify(told))}\n`;
  expect(headers.get('x-signature')).toBe(createHmac('sha256', STAND_IN_INSURER.key).update(text).digest('hex'));
  expect((await ask(visit())).coverNumber).toBe(first.coverNumber);
  expect(await ask(visit({ serviceCode: 'MED-01' }))).toMatchObject({ status: 409, code: 'REQUEST_CONFLICT' });
});

it.each([
  ['another key', { key: 'x' }],
  ['an old timestamp', { at: Date.now() - 301_000 }],
])('%s: 401', async (_, how) => {
  expect(await ask(visit(), how)).toMatchObject({ status: 401, code: 'BAD_SIGNATURE' });
});

it('the same nonce twice: 401', async () => {
  const nonce = '0'.repeat(32);
  expect((await ask(visit(), { nonce })).status).toBe(200);
  expect((await ask(visit(), { nonce })).status).toBe(401);
});

it.each([
  ['two policies', { policies: policies.slice(1) }, 422],
  ['a name in it', { patientName: '王秀兰' }, 400],
  ['an end before the beginning', { endAt: '2026-11-23T09:00:00+08:00' }, 400],
])('%s: refused', async (_, except, status) => {
  expect((await ask(visit({ requestId: 'other', ...except }))).status).toBe(status);
});

it('fails as told, so often as told; after the effect the number stays', async () => {
  insurer.script({ fail: { status: 503, code: 'BUSY', afterEffect: true }, times: 1 });
  expect((await ask(visit({ requestId: 'lost' }))).status).toBe(503);
  const issued = insurer.covers().find(({ requestId }) => requestId === 'lost');
  expect((await ask(visit({ requestId: 'lost' }))).coverNumber).toBe(issued?.coverNumber);
  expect(() => insurer.script({ fali: 1 } as never)).toThrow('unknown: fali');
});
