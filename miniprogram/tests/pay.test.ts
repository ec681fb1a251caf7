import { pay } from '@/payment/pay';
import { outcomeOf, UNPAID_WORDS } from '@/payment/outcome';
import { requestPayment } from '@/payment/request-payment';
import { answerWith, asked } from './stand-ins/cloud';

jest.mock('@/payment/request-payment', () => ({ requestPayment: jest.fn() }));
const sheet = requestPayment as jest.MockedFunction<typeof requestPayment>;
const payment = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=p', signType: 'RSA', paySign: 's' };
const ok = (data: object) => ({ ok: true, data, at: 1 });
const refused = (code: string) => ({ ok: false, error: { code, message: code, details: {} }, at: 1 });
/** `paid` answers what the server knows at each asking, the last one from then on. */
const server = (paid: number[], payOrder: () => unknown = () => ok({ outTradeNo: 't', amountFen: 2_600, payment })) =>
  answerWith({ readOrder: () => ok({ paidFen: paid.length > 1 ? paid.shift() : paid[0] }), payOrder });
const looks = () => asked.filter(([name]) => name === 'readOrder').length - 1;
const wordsOf = (paying: Promise<void>) =>
  paying.then(
    () => '',
    (error: Error) => error.message,
  );

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());
const through = async (paying: Promise<void>) => {
  const words = wordsOf(paying);
  await jest.advanceTimersByTimeAsync(60_000);
  return words;
};

test.each([
  [{ errMsg: 'requestPayment:fail cancel' }, 'cancelled'],
  [{ errMsg: 'requestPayment:fail (余额不足)' }, 'failed'],
  [{ errMsg: 'requestPayment:fail timeout' }, 'unanswered'],
  [{ errMsg: 'requestPayment:fail request:fail 网络连接超时' }, 'unanswered'],
  [undefined, 'failed'],
])('%p is %s', (error, outcome) => expect(outcomeOf(error)).toBe(outcome));

test('confirmed, and the server hears of it a moment later: nothing to say, the screen followed', async () => {
  server([0, 0, 2_600]);
  sheet.mockResolvedValue('confirmed');
  let followed = 0;
  expect(await through(pay('o1', 'deposit', () => (followed += 1)))).toBe('');
  expect([looks(), followed]).toEqual([2, 2]);
});

test.each([
  ['cancelled', 1],
  ['failed', 2],
  ['unanswered', 15],
  ['confirmed', 15],
] as const)('%s: the server is asked, and only then it is said that nothing was paid', async (outcome, times) => {
  server([0]);
  sheet.mockResolvedValue(outcome);
  expect(await through(pay('o1', 'deposit', () => {}))).toBe(UNPAID_WORDS[outcome]);
  expect(looks()).toBe(times);
});

test('the phone says it failed, the server has the money: it is paid', async () => {
  server([0, 2_600]);
  sheet.mockResolvedValue('failed');
  expect(await through(pay('o1', 'deposit', () => {}))).toBe('');
});

test('paid on another phone already: said so, the screen is refreshed, no sheet is shown', async () => {
  sheet.mockClear();
  server([2_600], () => refused('NOTHING_TO_PAY'));
  let followed = 0;
  expect(await through(pay('o1', 'deposit', () => (followed += 1)))).toContain('已经付好了');
  expect([followed, sheet.mock.calls.length]).toEqual([1, 0]);
});

test('every other refusal is the server’s own word', async () => {
  server([0], () => refused('PAYMENT_SERVICE_FAILED'));
  expect(await through(pay('o1', 'deposit', () => {}))).toBe('PAYMENT_SERVICE_FAILED');
});
