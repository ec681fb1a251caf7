import * as fc from 'fast-check';
import { parameters } from '../testing/parameters';
import { mayRepeat, nextStep, ringsFrom, sendingNow, type Attempt, type Channel, type Sending } from './route';

const p = parameters.messages;
const at = (text: string) => Date.parse(`2026-11-${text}:00+08:00`);
const NOON = at('23T12:00');
const SECOND = 1000;

const message = (tried: Sending['tried'] = {}, more: Partial<Sending> = {}): Sending => ({
  channels: ['weChat', 'sms', 'call'],
  rings: 'always',
  startAt: null,
  goodUntil: null,
  ...more,
  tried,
});
const attempt = (state: Attempt['state'], tries = 1, ago = 0): Attempt => ({ state, tries, at: NOON - ago * SECOND });
const stepAfter = (tried: Sending['tried'], more?: Partial<Sending>) => nextStep(message(tried, more), NOON, p);

describe('which channel', () => {
  test.each<[string, Sending['tried'], unknown]>([
    ['nothing was tried', {}, { act: 'send', channel: 'weChat' }],
    ['WeChat took it', { weChat: attempt('sent') }, { act: 'end', reached: 'weChat' }],
    ['the person refused it there', { weChat: attempt('refused') }, { act: 'send', channel: 'sms' }],
    ['nobody knows whether WeChat took it', { weChat: attempt('unknown') }, { act: 'send', channel: 'sms' }],
    ['somebody is at it', { weChat: attempt('sending', 1, 59) }, { act: 'wait', until: NOON + SECOND }],
    ['somebody died at it', { weChat: attempt('sending', 1, 60) }, { act: 'send', channel: 'sms' }],
    ['busy a moment ago', { weChat: attempt('busy', 1, 14) }, { act: 'wait', until: NOON + SECOND }],
    ['busy 15 seconds ago', { weChat: attempt('busy', 1, 15) }, { act: 'send', channel: 'weChat' }],
    ['busy twice: the pause doubles', { weChat: attempt('busy', 2, 29) }, { act: 'wait', until: NOON + SECOND }],
    ['busy three times', { weChat: attempt('busy', 3, 0) }, { act: 'send', channel: 'sms' }],
  ])('%s', (_, tried, step) => expect(stepAfter(tried)).toEqual(step));

  const refused = { weChat: attempt('refused') };
  test.each<[string, Attempt, unknown]>([
    ['on its way for a minute: the network is asked', attempt('accepted', 1, 60), { act: 'ask', channel: 'sms' }],
    ['asked three times in vain: it counts as arrived', attempt('accepted', 4, 0), { act: 'end', reached: 'sms' }],
    ['it never arrived', attempt('refused'), { act: 'send', channel: 'call' }],
    ['no answer: asked once', attempt('unknown', 1, 60), { act: 'ask', channel: 'sms' }],
    ['died while sending: asked once', attempt('sending', 1, 60), { act: 'ask', channel: 'sms' }],
    ['no answer a moment ago: the same words again', attempt('unknown', 1, 19), { act: 'send', channel: 'sms' }],
    ['no answer twenty seconds ago', attempt('unknown', 1, 20), { act: 'wait', until: NOON + 40 * SECOND }],
    ['no answer three times', attempt('unknown', 3, 1), { act: 'wait', until: NOON + 59 * SECOND }],
    ['nobody knows', { ...attempt('unknown'), asked: true }, { act: 'send', channel: 'call' }],
  ])('text message, %s', (_, sms, step) => expect(stepAfter({ ...refused, sms })).toEqual(step));

  test('where nothing would follow, the network is not asked', () => {
    const channels = ['weChat', 'sms'] as const;
    const sms = attempt('accepted');
    expect(stepAfter({ ...refused, sms }, { channels })).toEqual({ act: 'end', reached: 'sms' });
    expect(stepAfter({ ...refused, sms: attempt('unknown', 1, 20) }, { channels })).toEqual({
      act: 'end',
      reached: null,
    });
  });

  test('what may be out counts from its first try, however often it is sent again', () => {
    const first = attempt('unknown', 1, 12);
    const again = sendingNow(first, NOON);
    expect(again).toEqual({ state: 'sending', tries: 2, at: first.at, maybeOut: true });
    // Refused as too much: the first one may be out all the same.
    expect(sendingNow({ ...again, state: 'unknown' }, NOON + SECOND)).toEqual({ ...again, tries: 3 });
    expect(sendingNow(attempt('busy', 1, 15), NOON)).toEqual({ state: 'sending', tries: 2, at: NOON });
  });

  test('people phone only for what is urgent', () => {
    const gone = { weChat: attempt('refused'), sms: attempt('refused') };
    expect(stepAfter(gone)).toEqual({ act: 'send', channel: 'call' });
    expect(stepAfter(gone, { rings: 'byDay' })).toEqual({ act: 'end', reached: null });
    const visit = (hours: number) => ({ rings: 'ifSoon', startAt: NOON + hours * 3_600_000 }) as const;
    expect(stepAfter(gone, visit(11.9))).toEqual({ act: 'send', channel: 'call' });
    expect(stepAfter(gone, visit(12))).toEqual({ act: 'end', reached: null });
    // The list takes it once however often it is given.
    expect(stepAfter({ ...gone, call: attempt('sending', 1, 60) })).toEqual({ act: 'send', channel: 'call' });
  });

  test('an offer that is over is not sent any more', () => {
    expect(stepAfter({}, { goodUntil: NOON })).toEqual({ act: 'end', reached: null });
    expect(stepAfter({}, { goodUntil: NOON + 1 })).toEqual({ act: 'send', channel: 'weChat' });
    expect(stepAfter({ weChat: attempt('sent') }, { goodUntil: NOON })).toEqual({ act: 'end', reached: 'weChat' });
  });
});

test.each<[string, Pick<Sending, 'rings' | 'startAt'>, number, number]>([
  ['by day at once', { rings: 'byDay', startAt: null }, at('23T21:59'), at('23T21:59')],
  ['at ten it waits until seven', { rings: 'byDay', startAt: null }, at('23T22:00'), at('24T07:00')],
  ['after midnight until seven', { rings: 'byDay', startAt: null }, at('24T00:30'), at('24T07:00')],
  ['at seven it rings', { rings: 'byDay', startAt: null }, at('24T07:00'), at('24T07:00')],
  ['the nurse is on her way', { rings: 'always', startAt: null }, at('24T05:40'), at('24T05:40')],
  ['a visit tomorrow at eight', { rings: 'ifSoon', startAt: at('24T08:00') }, at('23T23:00'), at('23T23:00')],
  ['a visit the day after', { rings: 'ifSoon', startAt: at('25T08:00') }, at('23T23:00'), at('24T07:00')],
])('quiet hours: %s', (_, message, now, from) => expect(ringsFrom(message, now, p)).toBe(from));

describe('whatever the channels answer', () => {
  const answer = fc.constantFrom<Attempt['state']>('sending', 'accepted', 'sent', 'busy', 'refused', 'unknown');
  const channels = fc.constantFrom<readonly Channel[]>(
    ['weChat'],
    ['weChat', 'sms'],
    ['weChat', 'sms', 'call'],
    ['sms'],
  );

  /** The list of the desk is a row of ours, given to it until it is there: each time whoever gives it dies takes a minute. */
  test('a channel is used again only if it said that nothing went out, or cannot take it twice; it ends within five minutes', () => {
    fc.assert(
      fc.property(channels, fc.array(answer, { minLength: 30, maxLength: 30 }), (ways, answers) => {
        let sending = message({}, { channels: ways });
        let now = NOON;
        let deathsAtList = 0;
        for (const state of answers) {
          const step = nextStep(sending, now, p);
          if (step.act === 'end') break;
          if (step.act === 'wait') {
            expect(step.until).toBeGreaterThan(now);
            now = step.until;
            continue;
          }
          const before = sending.tried[step.channel];
          const isSafe = before?.state === 'busy' || (step.channel === 'sms' && before && mayRepeat(before, now, p));
          if (step.act === 'send' && before && step.channel !== 'call') expect(isSafe).toBe(true);
          if (step.channel === 'call' && state === 'sending') deathsAtList += 1;
          const sent = sendingNow(before, now);
          // What may be out is never said not to have gone out (cloud/messages/sms.ts).
          const said = sent.maybeOut && state === 'busy' ? 'unknown' : state;
          const tried =
            step.act === 'ask' ? { ...sent, state: 'unknown' as const, asked: true } : { ...sent, state: said };
          sending = { ...sending, tried: { ...sending.tried, [step.channel]: tried } };
        }
        expect(now - NOON).toBeLessThan((300 + deathsAtList * p.abandonedSeconds) * SECOND);
      }),
    );
  });
});
