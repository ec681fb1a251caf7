/** Ten thousand decisions over random facts, stored as JSON and made again. */
import fc from 'fast-check';
import { parameters } from '../testing/parameters';
import { someFacts } from '../testing/someFacts';
import { canonical, decideEligibility, replay } from './decide';
import type { Facts } from './facts';

const DECISIONS = 10_000;
const instant = fc.integer({ min: Date.parse('2026-11-01T00:00+08:00'), max: Date.parse('2026-12-20T00:00+08:00') });
const state = fc.constantFrom('given', 'withdrawn', 'outdated', 'never') as fc.Arbitrary<'given' | 'never'>;
const consent = fc.record({
  state,
  onBehalf: fc.constantFrom(null, { relation: '母亲', guardian: false }, { relation: '子女', guardian: true }),
});
const base = someFacts();
const known = <P extends keyof Facts>(name: P) => base[name] as NonNullable<Facts[P]>;

const nurse = fc
  .record({
    status: fc.constantFrom('active', 'suspended') as fc.Arbitrary<'active'>,
    years: fc.integer({ min: 0, max: 30 }),
    title: fc.constantFrom('护士', '护师', '主管护师', ''),
    role: fc.constantFrom('registered_nurse', 'care_worker', 'rehab_therapist') as fc.Arbitrary<'care_worker'>,
    licenceValidUntil: instant,
    insuredUntil: instant,
    trainedUntil: instant,
    reviewedUntil: instant,
    healthCertificateUntil: fc.option(instant),
    isOwnFamily: fc.boolean(),
    competencies: fc.array(
      fc.record({
        serviceCode: fc.constantFrom('MED-05', 'MED-01'),
        validUntil: instant,
        trainedAt: fc.option(instant),
        observedAt: fc.option(instant),
        lastDoneAt: fc.option(instant),
      }),
      { maxLength: 3 },
    ),
  })
  .map((some) => ({ ...known('nurse'), ...some }));

const diary = fc
  .array(fc.tuple(instant, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 90 })), { maxLength: 5 })
  .map((others) => {
    const spells = [known('diary').spells[0] ?? { startAt: 0, endAt: 0 }].concat(
      others.map(([startAt, halves]) => ({ startAt, endAt: startAt + halves * 1_800_000 })),
    );
    const way = (a: number, b: number) => (a === b ? 0 : (others[Math.max(a, b) - 1]?.[2] ?? 0));
    return { spells, wayMinutes: spells.map((_, a) => spells.map((__, b) => way(a, b))), rest: parameters.rest };
  });

const assessment = fc.record({
  first: fc.option(
    fc.record({
      decision: fc.constantFrom('allowed', 'conditional', 'refused', 'waiting') as fc.Arbitrary<'allowed'>,
      reasonCodes: fc.subarray(['UNSTABLE', 'INFECTIOUS', 'no such code']),
      advice: fc.subarray(['请到医院就诊。']),
      validUntil: fc.option(instant),
      changed: fc.boolean(),
      papersUntil: fc.dictionary(fc.constantFrom('MED-05', 'MED-01'), instant),
    }),
  ),
  risk: fc.option(
    fc.record({
      decision: fc.constantFrom('allowed', 'conditional', 'refused') as fc.Arbitrary<'allowed'>,
      isEmergency: fc.boolean(),
      reasonCodes: fc.subarray(['EMERGENCY', 'AGGRESSIVE', 'FIRST_DOSE']),
      advice: fc.subarray(['请到医院就诊。']),
      limitedMobility: fc.boolean(),
      validUntil: instant,
    }),
  ),
});

const strange: fc.Arbitrary<Facts> = fc
  .record({
    moment: fc.constantFrom('booking', 'acceptance', 'departure', 'checkIn') as fc.Arbitrary<Facts['moment']>,
    now: instant,
    provider: fc.option(
      fc
        .record({ licenceUntil: instant, filedUntil: instant, agreementUntil: instant })
        .map((ends) => ({ ...known('provider'), ...ends })),
    ),
    lists: fc.option(fc.constantFrom(known('lists'), [{ level: 'city' as const, version: 2, codes: ['MED-01'] }])),
    forbiddenInNote: fc.option(fc.subarray([{ code: 'N-01', name: '静脉输液' }])),
    recipient: fc.option(
      fc.record({
        recipientId: fc.constant('recipient-1'),
        registration: fc.record({ basicDone: fc.boolean(), verified: fc.boolean(), contactCount: fc.nat(3) }),
        isSelf: fc.boolean(),
        isMinor: fc.boolean(),
      }),
    ),
    consents: fc.option(
      fc.record({
        service: consent,
        privacy: consent,
        health: consent,
        location: consent,
        recording: consent,
        face: consent,
      }),
    ),
    recording: fc.option(state),
    assessment: fc.option(assessment),
    visitConsent: fc.option(state),
    nurse: fc.option(nurse),
    place: fc.option(
      fc.record({ distanceMeters: fc.nat(20_000), reachMeters: fc.nat(20_000), isInArea: fc.boolean() }),
    ),
    diary: fc.option(diary),
    riskLevel: fc.constantFrom(1, 2, 3) as fc.Arbitrary<1 | 2 | 3>,
  })
  .map(({ riskLevel, ...some }) => ({ ...base, ...some, service: { ...base.service, riskLevel } }));

/** Some parts strange, the others in order: else everything would be refused for many reasons at once. */
const facts: fc.Arbitrary<Facts> = fc
  .tuple(strange, fc.subarray(Object.keys(base) as (keyof Facts)[], { maxLength: 3 }))
  .map(([some, parts]) => ({ ...base, ...Object.fromEntries(parts.map((name) => [name, some[name]])) }));

test(`${DECISIONS} stored decisions give the same answer`, () => {
  let refused = 0;
  fc.assert(
    fc.property(facts, (some) => {
      const decided = decideEligibility(some);
      const stored = JSON.parse(JSON.stringify({ ...decided, facts: some })) as typeof decided & { facts: Facts };
      expect(replay(stored)).toEqual(decided);
      expect(canonical(stored.facts)).toBe(canonical(some));
      refused += decided.allowed ? 0 : 1;
    }),
    { numRuns: DECISIONS },
  );
  // Not ten thousand times the same.
  expect(refused).toBeGreaterThan(DECISIONS / 4);
  expect(refused).toBeLessThan(DECISIONS);
}, 120_000);
