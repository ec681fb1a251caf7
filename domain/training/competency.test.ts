import fc from 'fast-check';
import { aNurse, competency } from '../testing/aNurse';
import { aService } from '../testing/aService';
import { certify, practised, revoke } from './competency';

const at = (day: string) => Date.parse(`${day}T00:00:00+08:00`);
const NOW = at('2026-11-23');
const TERMS = { competencyMonths: 12 };
const service = aService();
const dates = (except = {}) => ({
  trainedAt: at('2026-11-01'),
  observedAt: at('2026-11-10'),
  validUntil: at('2027-11-10'),
  ...except,
});
const bare = aNurse({ competencies: [], serviceCodes: [] });
const refusal = (code: string) => expect.objectContaining({ code });

test('trained, watched, certified: dispatch may offer it, and the last thing missing lets her in', () => {
  const certified = certify({ ...bare, status: 'training' }, service, dates(), TERMS, NOW);
  expect(certified).toMatchObject({
    status: 'active',
    serviceCodes: [service.code],
    competencies: [{ serviceCode: service.code, ...dates(), lastDoneAt: null }],
  });
});

test.each([
  ['watched before trained', { trainedAt: at('2026-11-11') }],
  ['watched tomorrow', { observedAt: at('2026-11-24'), validUntil: at('2027-11-10') }],
  ['longer than twelve months', { validUntil: at('2027-11-11') }],
  ['over already', { validUntil: at('2026-11-22') }],
])('%s: refused', (_, wrong) => {
  expect(() => certify(bare, service, dates(wrong), TERMS, NOW)).toThrow(refusal('COMPETENCY_DATES_INVALID'));
});

test('not what her role, title, years or certificates forbid, and nobody who is not approved', () => {
  expect(() => certify({ ...bare, role: 'care_worker' }, service, dates(), TERMS, NOW)).toThrow(
    refusal('NURSE_NOT_QUALIFIED'),
  );
  expect(() => certify({ ...bare, years: 4 }, service, dates(), TERMS, NOW)).toThrow(refusal('NURSE_NOT_QUALIFIED'));
  for (const status of ['pending', 'rejected'] as const) {
    expect(() => certify({ ...bare, status }, service, dates(), TERMS, NOW)).toThrow(refusal('ILLEGAL_STEP'));
  }
});

test('renewed: one line, and when she last did it stays; revoked: gone', () => {
  const old = { ...competency(service.code, at('2026-12-01')), lastDoneAt: at('2026-10-01') };
  const nurse = aNurse({
    competencies: [old, competency('MED-01', at('2027-01-01'))],
    serviceCodes: [service.code, 'MED-01'],
  });
  const renewed = certify(nurse, service, dates(), TERMS, NOW);
  expect(renewed.competencies).toHaveLength(2);
  expect(renewed.competencies.find(({ serviceCode }) => serviceCode === service.code)).toMatchObject({
    validUntil: at('2027-11-10'),
    lastDoneAt: at('2026-10-01'),
  });
  const without = revoke(renewed, service.code);
  expect(without.serviceCodes).toEqual(['MED-01']);
  expect(without.competencies.map(({ serviceCode }) => serviceCode)).toEqual(['MED-01']);
  expect(() => revoke(without, service.code)).toThrow(refusal('NOT_FOUND'));
});

test('a visit that is complete stands in the ledger; an older one told later does not turn it back', () => {
  const done = practised(aNurse(), 'MED-05', 100);
  expect(done).toMatchObject({ completedVisits: 61, competencies: [{ lastDoneAt: 100 }] });
  expect(practised(done, 'MED-05', 50).competencies[0]?.lastDoneAt).toBe(100);
  expect(practised(aNurse(), 'MED-01', 100).competencies[0]?.lastDoneAt).toBeNull();
});

test('whatever is certified and revoked: what may be offered always stands in the ledger', () => {
  const codes = fc.constantFrom('MED-01', 'MED-03', 'MED-05');
  const steps = fc.array(fc.record({ code: codes, add: fc.boolean() }), { maxLength: 12 });
  fc.assert(
    fc.property(steps, (list) => {
      let nurse = bare;
      for (const { code, add } of list) {
        const has = nurse.competencies.some(({ serviceCode }) => serviceCode === code);
        if (add) nurse = certify(nurse, aService({ code }), dates(), TERMS, NOW);
        else if (has) nurse = revoke(nurse, code);
        expect([...nurse.serviceCodes].sort()).toEqual(nurse.competencies.map(({ serviceCode }) => serviceCode).sort());
      }
    }),
  );
});
