import fc from 'fast-check';
import { aNurse, competency } from '../testing/aNurse';
import { parameters } from '../testing/parameters';
import { daysLeft, expire, papersOf, reinstated, remindersDue, renewed, runOut, serviceCodesOn } from './expiry';
import type { Nurse } from './nurse';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const NIGHT = at('2026-11-24T00:05');
const reminders = (nurse: Partial<Nurse>, now = NIGHT) =>
  remindersDue(aNurse(nurse), now, parameters.papers).map(({ paper, beforeDays }) => `${paper} ${beforeDays}`);

test.each([
  ['a licence on its last day', 'licence', '2026-11-24T00:00', 0],
  ['whatever the hour', 'licence', '2026-11-24T23:59', 0],
  ['a licence of yesterday', 'licence', '2026-11-23T23:59', -1],
  ['a policy to this midnight ended yesterday', 'insurance', '2026-11-24T00:00', -1],
  ['a policy to the next midnight', 'insurance', '2026-11-25T00:00', 0],
] as const)('%s', (_, paper, end, left) => {
  expect(daysLeft({ paper, validUntil: at(end) }, NIGHT)).toBe(left);
});

describe('reminders 30, 7 and 1 days before', () => {
  test.each([
    ['2026-12-25T12:00', []], // 31 days
    ['2026-12-24T12:00', ['licence 30']],
    ['2026-12-02T12:00', ['licence 30']],
    ['2026-12-01T12:00', ['licence 7']],
    ['2026-11-25T12:00', ['licence 1']],
    ['2026-11-24T12:00', ['licence 1']],
    ['2026-11-23T12:00', []], // has run out: no reminder any more
  ])('licence until %s', (until, expected) => {
    expect(reminders({ licenceValidUntil: at(until) })).toEqual(expected);
  });

  test('every kind of paper, each for itself', () => {
    const soon = at('2026-11-30T12:00');
    const all = {
      licenceValidUntil: soon,
      healthCertificateUntil: soon,
      insuredUntil: soon,
      trainedUntil: soon,
      reviewedUntil: soon,
    };
    expect(reminders({ ...all, competencies: [competency('MED-05', soon)] })).toEqual(
      ['licence', 'healthCertificate', 'insurance', 'training', 'review', 'competency'].map((paper) => `${paper} 7`),
    );
  });

  test('nobody is asked for a health certificate who needs none', () => {
    expect(papersOf(aNurse({ healthCertificateUntil: null })).map(({ paper }) => paper)).not.toContain(
      'healthCertificate',
    );
  });
});

const yesterday = at('2026-11-23T12:00');

test('on the day after its last a paper suspends, and says which', () => {
  const expired = expire(aNurse({ licenceValidUntil: yesterday, trainedUntil: yesterday }), NIGHT);
  expect(expired).toMatchObject({
    suspended: true,
    nurse: { status: 'suspended', suspendedBy: 'papers', statusReason: '已到期：执业证书、岗前培训' },
  });
  expect(expire(aNurse({ licenceValidUntil: NIGHT }), NIGHT)).toBeNull();
});

test('a competency that ran out ends only its own service', () => {
  const nurse = aNurse({
    competencies: [competency('MED-05', yesterday), competency('MED-01', at('2027-01-01T00:00'))],
    serviceCodes: ['MED-05', 'MED-01'],
  });
  expect(expire(nurse, NIGHT)).toMatchObject({
    suspended: false,
    endedServices: ['MED-05'],
    nurse: { status: 'active', serviceCodes: ['MED-01'] },
  });
});

test('who is suspended already stays so for her old reason', () => {
  const nurse = aNurse({ status: 'suspended', suspendedBy: 'operators', licenceValidUntil: yesterday });
  expect(expire(nurse, NIGHT)).toBeNull();
});

describe('back in service by proof', () => {
  const suspended = aNurse({
    licenceValidUntil: yesterday,
    trainedUntil: yesterday,
    status: 'suspended',
    suspendedBy: 'papers',
    statusReason: '已到期：执业证书、岗前培训',
  });
  const until = at('2027-10-01T00:00');

  test('only when nothing else is missing', () => {
    const half = renewed(suspended, { paper: 'licence', serviceCode: null, validUntil: until }, NIGHT);
    expect(half).toMatchObject({ status: 'suspended', statusReason: '已到期：岗前培训' });
    const whole = renewed(half, { paper: 'training', serviceCode: null, validUntil: until }, NIGHT);
    expect(whole).toMatchObject({ status: 'active', statusReason: '' });
    expect(whole).not.toHaveProperty('suspendedBy');
  });

  test('not from what operators decided', () => {
    const byPeople = { ...suspended, suspendedBy: 'operators' as const, trainedUntil: until };
    expect(renewed(byPeople, { paper: 'licence', serviceCode: null, validUntil: until }, NIGHT).status).toBe(
      'suspended',
    );
  });

  test.each([
    ['over already', 'licence', '2026-11-23T00:00'],
    ['a licence for six years', 'licence', '2032-11-24T00:00'],
    ['a re-check for a year', 'review', '2027-11-23T00:00'],
    ['training for two years', 'training', '2028-11-23T00:00'],
  ] as const)('%s is refused', (_, paper, end) => {
    expect(() => renewed(suspended, { paper, serviceCode: null, validUntil: at(end) }, NIGHT)).toThrow('PAPER_INVALID');
  });

  test('a competency comes back with its service, unless she does not offer it', () => {
    const nurse = aNurse({ competencies: [competency('MED-05', yesterday)], serviceCodes: [] });
    const renewal = { paper: 'competency', serviceCode: 'MED-05', validUntil: until } as const;
    expect(renewed(nurse, renewal, NIGHT).serviceCodes).toEqual(['MED-05']);
    expect(renewed({ ...nurse, servicesOff: ['MED-05'] }, renewal, NIGHT).serviceCodes).toEqual([]);
    expect(() => renewed(nurse, { ...renewal, serviceCode: 'MED-01' }, NIGHT)).toThrow('SERVICE_NOT_CERTIFIED');
  });
});

test('after the night nobody active holds a paper that ran out, and a second look finds nothing', () => {
  const end = fc.integer({ min: -3, max: 3 }).map((days) => NIGHT + days * 86_400_000);
  fc.assert(
    fc.property(end, end, end, end, end, end, (licence, insured, trained, reviewed, health, competent) => {
      const nurse = aNurse({
        licenceValidUntil: licence,
        insuredUntil: insured,
        trainedUntil: trained,
        reviewedUntil: reviewed,
        healthCertificateUntil: health,
        competencies: [competency('MED-05', competent)],
      });
      const after = expire(nurse, NIGHT)?.nurse ?? nurse;
      expect(after.status === 'active' && runOut(after, NIGHT).length > 0).toBe(false);
      expect(after.serviceCodes.every((code) => serviceCodesOn(after, NIGHT).includes(code))).toBe(true);
      expect(expire(after, NIGHT)).toBeNull();
      expect(reinstated(after, NIGHT).status).toBe(after.status);
    }),
  );
});
