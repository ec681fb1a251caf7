import {
  answered,
  decideFirst,
  decideOrder,
  handedIn,
  latestFirst,
  latestOrder,
  latestRisk,
  orderStanding,
  requested,
  type Verdict,
} from './assessment';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const DAY = 86_400_000;
const made = { _id: 'a1', recipientId: 'recipient-1', requestedBy: 'user-1' };
const verdict = (except: Partial<Verdict> = {}): Verdict => ({
  decision: 'allowed',
  reasonCodes: [],
  advice: [],
  conditions: [],
  papersUntil: {},
  ...except,
});
const bad = expect.objectContaining({ code: 'BAD_INPUT' }) as Error;
const illegal = expect.objectContaining({ code: 'ILLEGAL_STEP' }) as Error;

test('a first assessment counts for 180 days from the verdict', () => {
  const waiting = requested(made, [], NOW);
  expect([waiting.decision, waiting.validUntil]).toEqual(['waiting', null]);
  const decided = decideFirst(waiting, verdict(), 'operator-1', NOW + DAY);
  expect(decided).toMatchObject({ decision: 'allowed', decidedBy: 'operator-1', validUntil: NOW + 181 * DAY });
});

test('one waits at a time; after the verdict another may be asked for', () => {
  const waiting = requested(made, [], NOW);
  const again = expect.objectContaining({ code: 'ASSESSMENT_WAITING', details: { assessmentId: 'a1' } }) as Error;
  expect(() => requested({ ...made, _id: 'a2' }, [waiting], NOW)).toThrow(again);
  const decided = decideFirst(waiting, verdict(), 'operator-1', NOW);
  expect(requested({ ...made, _id: 'a2' }, [decided], NOW).decision).toBe('waiting');
});

test.each<[string, Partial<Verdict>]>([
  ['a refusal without a reason', { decision: 'refused', advice: ['请到医院就诊。'] }],
  ['a refusal without advice', { decision: 'refused', reasonCodes: ['UNSTABLE'] }],
  ['a condition that is not said', { decision: 'conditional' }],
  ['a condition nobody has to keep', { conditions: ['家属在场。'] }],
  ['a reason without refusal', { reasonCodes: ['UNSTABLE'] }],
])('%s is no verdict', (_, except) => {
  expect(() => decideFirst(requested(made, [], NOW), verdict(except), 'operator-1', NOW)).toThrow(bad);
});

test('nothing is decided twice, nor what has ended', () => {
  const decided = decideFirst(requested(made, [], NOW), verdict(), 'operator-1', NOW);
  expect(() => decideFirst(decided, verdict(), 'operator-1', NOW)).toThrow(illegal);
  expect(() => decideFirst({ ...requested(made, [], NOW), endedAt: NOW }, verdict(), 'operator-1', NOW)).toThrow(
    illegal,
  );
});

test('the latest speaks: for this service, and not what has ended', () => {
  const risk = { decision: 'allowed', isEmergency: false, reasonCodes: [], advice: [], conditions: [] } as const;
  const answer = (id: string, serviceCode: string, at: number) =>
    answered(
      { ...made, _id: id, serviceCode, version: 1 },
      { ...risk, limitedMobility: true, changed: false, points: 0 },
      at,
    );
  const known = [answer('old', 'MED-01', NOW), answer('new', 'MED-01', NOW + 1), answer('other', 'MED-05', NOW + 2)];
  expect(latestRisk(known, 'MED-01')).toMatchObject({ _id: 'new', validUntil: NOW + 1 + DAY });
  expect(latestRisk(known, 'LIF-01')).toBeNull();
  const first = requested(made, [], NOW);
  expect(latestFirst([first, ...known])).toBe(first);
  expect(latestFirst([{ ...first, endedAt: NOW }])).toBeNull();
});

describe('a doctor’s order for one service', () => {
  const order = { ...made, serviceCode: 'MED-05', issuedAt: NOW - 2 * DAY, validDays: 7 };
  const seen = (until: number) => verdict({ papersUntil: { 'MED-05': until } });

  test('waits, counts by its own words until somebody saw it, then until the day that was read on it', () => {
    const waiting = handedIn(order, [], NOW);
    expect(waiting).toMatchObject({ kind: 'order', decision: 'waiting', statedUntil: NOW + 5 * DAY - 1 });
    expect(orderStanding([waiting], 'MED-05')).toEqual({ passedUntil: null, waitingUntil: NOW + 5 * DAY - 1 });
    expect(orderStanding([waiting], 'MED-01')).toEqual({ passedUntil: null, waitingUntil: null });
    const decided = decideOrder(waiting, seen(NOW + 3 * DAY), 'operator-1', NOW);
    expect(decided).toMatchObject({ decision: 'allowed', validUntil: NOW + 3 * DAY, decidedBy: 'operator-1' });
    expect(orderStanding([decided], 'MED-05')).toEqual({ passedUntil: NOW + 3 * DAY, waitingUntil: null });
    expect(() => decideOrder(decided, seen(NOW + 3 * DAY), 'operator-1', NOW)).toThrow(illegal);
    // it is no first assessment, and no first assessment is decided like it
    expect(latestFirst([decided])).toBeNull();
    expect(() => decideFirst(waiting, verdict(), 'operator-1', NOW)).toThrow(illegal);
    expect(() => decideOrder(requested(made, [], NOW), seen(NOW + DAY), 'operator-1', NOW)).toThrow(illegal);
  });

  test('one waits for a service at a time; run out or from the future it is not taken', () => {
    const waiting = handedIn(order, [], NOW);
    const again = expect.objectContaining({ code: 'ASSESSMENT_WAITING' }) as Error;
    expect(() => handedIn({ ...order, _id: 'a2' }, [waiting], NOW)).toThrow(again);
    expect(handedIn({ ...order, _id: 'a2', serviceCode: 'MED-01' }, [waiting], NOW).decision).toBe('waiting');
    const expired = expect.objectContaining({ code: 'ORDER_PAPER_EXPIRED' }) as Error;
    expect(() => handedIn({ ...order, validDays: 2 }, [], NOW)).toThrow(expired);
    expect(() => handedIn({ ...order, issuedAt: NOW + 1 }, [], NOW)).toThrow(expired);
  });

  test.each<[string, Partial<Verdict>]>([
    ['passed without a day', {}],
    ['passed until yesterday', { papersUntil: { 'MED-05': NOW - DAY } }],
    ['passed for another service too', { papersUntil: { 'MED-05': NOW + DAY, 'MED-01': NOW + DAY } }],
    ['refused without a reason', { decision: 'refused', advice: ['请重拍。'] }],
    ['refused without advice', { decision: 'refused', reasonCodes: ['ORDER_UNREADABLE'] }],
    ['passed under a condition', { decision: 'conditional', conditions: ['家属在场。'] }],
  ])('%s is no verdict', (_, except) => {
    expect(() => decideOrder(handedIn(order, [], NOW), verdict(except), 'operator-1', NOW)).toThrow(bad);
  });

  test('refused it stands for nothing; a longer one that waits takes nothing from what was seen', () => {
    const refusal = verdict({ decision: 'refused', reasonCodes: ['ORDER_UNREADABLE'], advice: ['请重拍。'] });
    const refused = decideOrder(handedIn(order, [], NOW), refusal, 'operator-1', NOW);
    expect(orderStanding([refused], 'MED-05')).toEqual({ passedUntil: null, waitingUntil: null });
    expect(latestOrder([refused], 'MED-05')).toBe(refused);
    const passed = decideOrder(handedIn(order, [], NOW), seen(NOW + DAY), 'operator-1', NOW);
    const longer = handedIn({ ...order, validDays: 30 }, [passed], NOW);
    expect(orderStanding([passed, longer], 'MED-05')).toEqual({
      passedUntil: NOW + DAY,
      waitingUntil: NOW + 28 * DAY - 1,
    });
  });
});
