import { AppError, wordsFor } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { serverNow } from '@/cloud/server-time';
import { answerWith } from './stand-ins/cloud';

beforeEach(() => jest.spyOn(console, 'warn').mockImplementation(() => {}));
afterEach(() => jest.restoreAllMocks());

test('the data of a good answer comes back, and the server’s clock is believed', async () => {
  const at = Date.now() + 15 * 60_000;
  answerWith({ confirmOrder: () => ({ ok: true, data: { dueFen: 7680 }, at }) });
  expect(await call('confirmOrder', { orderId: 'o1' })).toEqual({ dueFen: 7680 });
  expect(Math.abs(serverNow() - at)).toBeLessThan(1000);
});

test('a refusal is thrown with its code and the words of the server', async () => {
  const error = { code: 'OFFER_TAKEN', message: '已被别人接走', details: { by: 'n2' } };
  answerWith({ acceptOrder: () => ({ ok: false, error, at: 1 }) });
  const refused = await call('acceptOrder', { orderId: 'o1' }).catch((thrown) => thrown);
  expect(refused).toBeInstanceOf(AppError);
  expect([refused.code, refused.message, refused.details]).toEqual(['OFFER_TAKEN', '已被别人接走', { by: 'n2' }]);
});

test.each([
  [
    'the line is dead',
    () => {
      throw new Error('ECONNREFUSED');
    },
  ],
  ['the platform answers an error of its own', () => ({ code: 'FUNCTION_NOT_FOUND', message: 'x' })],
  ['nothing comes', () => undefined],
])('%s: said as a bad connection, not as a refusal', async (_, answer) => {
  answerWith({ signIn: answer });
  await expect(call('signIn', {})).rejects.toMatchObject({ code: 'UNREACHABLE' });
});

test('what is not ours is never shown as it is', () => {
  expect(wordsFor(new TypeError('x is undefined'))).toBe('出了点问题，请再试一次');
});
