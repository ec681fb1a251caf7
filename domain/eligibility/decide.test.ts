import { nurseFacts, serviceFacts } from './nurseFacts';
import { aNurse, competency } from '../testing/aNurse';
import { aService } from '../testing/aService';
import { aFirst, allGiven, aProvider, aRisk, someFacts } from '../testing/someFacts';
import { assertAllowed, canonical, decideEligibility, reasonsFor, replay } from './decide';
import type { Facts } from './facts';
import { IN_FORCE } from './table';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const rulesAgainst = (except: Partial<Facts>) =>
  decideEligibility(someFacts(except)).reasons.map(({ rule, code }) => `${rule.replace(/@\d+$/, '')} ${code}`);
const service = (except: Parameters<typeof aService>[0]) => serviceFacts(aService(except));
const person = (except: object) => ({ ...(someFacts().recipient as NonNullable<Facts['recipient']>), ...except });
const registered = (except: object) =>
  person({ registration: { basicDone: true, verified: true, contactCount: 2, ...except } });
const nurse = (except: Parameters<typeof aNurse>[0]) => nurseFacts(aNurse(except), { familyUserIds: ['user-family'] });
const never = { state: 'never', onBehalf: null } as const;
const over = at('2026-11-22T12:00');

test('a booking where nothing is missing is allowed, and every rule but those of the door was asked', () => {
  const { allowed, reasons, rules } = decideEligibility(someFacts());
  expect([allowed, reasons]).toEqual([true, []]);
  expect(rules).toHaveLength(IN_FORCE.length - 1);
  expect(rules).not.toContain('consent:P-030@1');
  expect(rules).toContain('staff:P-008@2');
  expect(rules).not.toContain('staff:P-008@1');
});

test.each<[string, Partial<Facts>, readonly string[]]>([
  ['licence of the institution over', { provider: aProvider({ licenceUntil: over }) }, ['P-001 PROVIDER_NOT_LICENSED']],
  ['it may not come to homes', { provider: aProvider({ serviceModes: ['门诊'] }) }, ['P-001 PROVIDER_NOT_LICENSED']],
  ['filing over', { provider: aProvider({ filedUntil: over }) }, ['P-002 PROVIDER_NOT_LICENSED']],
  ['no agreement', { provider: aProvider({ agreementNumber: '' }) }, ['P-003 PROVIDER_NOT_LICENSED']],
  ['too few years', { nurse: nurse({ years: 4 }) }, ['P-004 NURSE_NOT_QUALIFIED']],
  ['too low a title', { nurse: nurse({ title: '护士' }) }, ['P-005 NURSE_NOT_QUALIFIED']],
  ['licence over', { nurse: nurse({ licenceValidUntil: over }) }, ['P-006 NURSE_NOT_QUALIFIED']],
  ['registered elsewhere', { nurse: nurse({ practicePlaceIds: [] }) }, ['P-007 NURSE_NOT_QUALIFIED']],
  ['competency over', { nurse: nurse({ competencies: [competency('MED-05', over)] }) }, ['P-008 NURSE_NOT_QUALIFIED']],
  ['re-check over', { nurse: nurse({ reviewedUntil: over }) }, ['P-009 NURSE_UNAVAILABLE']],
  ['training over', { nurse: nurse({ trainedUntil: over }) }, ['P-010 NURSE_NOT_QUALIFIED']],
  ['insurance over', { nurse: nurse({ insuredUntil: over }) }, ['P-015 NURSE_UNAVAILABLE']],
  ['not verified', { recipient: registered({ verified: false }) }, ['P-016 REGISTRATION_INCOMPLETE']],
  ['one contact', { recipient: registered({ contactCount: 1 }) }, ['P-017 REGISTRATION_INCOMPLETE']],
  ['no health consent', { consents: { ...allGiven, health: never } }, ['P-031 CONSENT_MISSING']],
  [
    'for somebody else without saying so',
    { consents: { ...allGiven, health: { state: 'given', onBehalf: null } } },
    ['P-024 AUTHORISATION_MISSING'],
  ],
  ['a child, no guardian', { recipient: person({ isMinor: true }) }, ['P-024 AUTHORISATION_MISSING']],
  [
    'not on the city’s list',
    { lists: [{ level: 'city', version: 3, codes: ['MED-01'] }] },
    ['P-025 SERVICE_NOT_ON_LIST'],
  ],
  ['an infusion in the note', { forbiddenInNote: [{ code: 'N-01', name: '静脉输液' }] }, ['P-026 NEGATIVE_LIST']],
  [
    'no doctor’s order',
    { assessment: { first: aFirst({ papersUntil: {} }), risk: aRisk() } },
    ['P-027 ORDER_PAPERS_MISSING'],
  ],
  [
    'never assessed',
    { assessment: { first: null, risk: aRisk() } },
    ['P-018 ASSESSMENT_NEEDED', 'P-027 ORDER_PAPERS_MISSING'],
  ],
  [
    'assessed 181 days ago',
    { assessment: { first: aFirst({ validUntil: over }), risk: aRisk() } },
    ['P-020 ASSESSMENT_NEEDED'],
  ],
  [
    'not as it was assessed',
    { assessment: { first: aFirst({ changed: true }), risk: aRisk() } },
    ['P-020 ASSESSMENT_NEEDED'],
  ],
  [
    'refused',
    { assessment: { first: { ...aFirst(), decision: 'refused', reasonCodes: ['UNSTABLE'] }, risk: aRisk() } },
    ['P-021 ASSESSMENT_REFUSED'],
  ],
  ['nothing answered', { assessment: { first: aFirst(), risk: null } }, ['P-022 RISK_ANSWERS_MISSING']],
  [
    'an emergency',
    { assessment: { first: aFirst(), risk: { ...aRisk(), decision: 'refused', isEmergency: true } } },
    ['P-022 EMERGENCY_CALL_120'],
  ],
  [
    'infectious',
    { assessment: { first: aFirst(), risk: { ...aRisk(), decision: 'refused', reasonCodes: ['INFECTIOUS'] } } },
    ['P-023 ASSESSMENT_REFUSED'],
  ],
  [
    'high risk, no recording',
    { service: service({ riskLevel: 3 }), recording: 'withdrawn' },
    ['P-039 RECORDING_NEEDED'],
  ],
])('%s', (_, except, expected) => {
  expect(rulesAgainst(except)).toEqual(expected);
});

test('walking well is a word to operators, no refusal', () => {
  const facts = someFacts({ assessment: { first: aFirst(), risk: aRisk({ limitedMobility: false }) } });
  const decided = decideEligibility(facts);
  expect([decided.allowed, decided.reasons.map(({ rule }) => rule)]).toEqual([true, ['P-019@1']]);
  expect(reasonsFor(decided, 'patient')).toEqual([]);
});

test('life care needs neither first assessment nor a licensed institution; the assessment visit opens the way', () => {
  const none = { first: null, risk: aRisk() };
  const life = service({ category: 'LIF', orderRequired: 'none' });
  expect(rulesAgainst({ service: life, assessment: none, nurse: null })).toEqual([]);
  const visit = service({ code: 'SPC-09', category: 'SPC', orderRequired: 'none' });
  expect(rulesAgainst({ service: visit, assessment: none, nurse: null })).toEqual([]);
});

test('patients do not read which paper a nurse lacks; the first reason is the refusal', () => {
  const decided = decideEligibility(
    someFacts({ nurse: nurse({ trainedUntil: over }), recipient: registered({ basicDone: false, verified: false }) }),
  );
  expect(decided.reasons.map(({ rule }) => rule)).toEqual(['P-016@1', 'P-010@1']);
  expect(reasonsFor(decided, 'patient').map(({ rule }) => rule)).toEqual(['P-016@1']);
  expect(() => assertAllowed(decided)).toThrow(
    expect.objectContaining({
      code: 'REGISTRATION_INCOMPLETE',
      details: { step: 'basic', recipientId: 'recipient-1', rules: ['P-016@1', 'P-010@1'] },
    }),
  );
});

test('at the door the informed consent to this visit is asked for', () => {
  const atDoor = { moment: 'checkIn', visitConsent: 'never' } as const;
  expect(rulesAgainst(atDoor)).toEqual(['P-030 INFORMED_CONSENT_MISSING']);
  expect(rulesAgainst({ ...atDoor, visitConsent: 'given' })).toEqual([]);
});

/** Since version 2 the ledger must say when she was trained and watched. A decision of before stays what it was. */
test('an old decision is made again by the version of its day', () => {
  const [line] = [competency('MED-05', at('2027-06-30T00:00'))];
  const facts = someFacts({ nurse: nurse({ competencies: [{ ...line, trainedAt: null }] }) });
  expect(replay({ facts, rules: ['staff:P-008@1'] }).allowed).toBe(true);
  expect(replay({ facts, rules: ['staff:P-008@2'] }).allowed).toBe(false);
  expect(decideEligibility(facts).reasons.map(({ rule }) => rule)).toEqual(['P-008@2']);
  expect(() => replay({ facts, rules: ['staff:P-008@3'] })).toThrow('no rule staff:P-008@3');
});

test('a text for a fingerprint does not depend on the order of fields', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
  expect(canonical({ a: 1, b: 2 })).toBe(canonical({ b: 2, a: 1 }));
});
