import { answered, decideFirst, latestFirst, latestRisk, requested, type Verdict } from './assessment';

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
