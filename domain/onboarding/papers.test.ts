import { filledParts } from '../testing/anApplication';
import { maskNumber, numberForm } from './licenceNumber';
import { missingDocuments, neededDocuments, yearsOfWork } from './papers';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const at = (fromDay: string, toDay: string | null) => ({ employer: '医院', department: '', fromDay, toDay });

test.each([
  ['one place until now', [at('2016-11-23', null)], 10],
  ['a leap year is a year', [at('2024-01-01', '2024-12-31')], 1],
  ['a plain year is a year', [at('2023-01-01', '2023-12-31')], 1],
  ['a day less is none', [at('2023-01-02', '2023-12-31')], 0],
  ['two places one after the other', [at('2010-01-01', '2012-12-31'), at('2013-01-01', '2014-12-31')], 5],
  ['two places at once count once', [at('2010-01-01', '2014-12-31'), at('2012-01-01', '2013-12-31')], 5],
  ['what is still to come does not count', [at('2025-11-23', '2040-01-01')], 1],
  ['nothing', [], 0],
])('%s: %i years', (_, employments, years) => {
  expect(yearsOfWork(employments as Parameters<typeof yearsOfWork>[0], NOW)).toBe(years);
});

test('each role needs its papers, and a photograph of every kind of certificate named', () => {
  const parts = filledParts();
  expect(missingDocuments(parts)).toEqual([]);
  const worker = { ...parts, licence: { ...parts.licence, role: 'care_worker' as const } };
  expect(missingDocuments(worker)).toEqual(['healthCertificate']);
  expect(neededDocuments(worker)).not.toContain('permissionLetter');
  const certificate = { name: 'PICC维护培训合格证', issuedBy: '学会', issuedDay: '2025-01-01', validUntilDay: null };
  const named = { ...parts, certificates: { ...parts.certificates, certificates: [certificate] } };
  expect(missingDocuments(named)).toEqual(['qualification']);
});

test.each([
  ['registered_nurse', '201833012345', 'usual'],
  ['registered_nurse', '2018 3301-2345', 'usual'],
  ['registered_nurse', '201833012345678', 'unusual'],
  ['registered_nurse', '2018', 'impossible'],
  ['registered_nurse', '证2018330123', 'impossible'],
  ['care_worker', '2018330123456789', 'usual'],
  ['rehab_therapist', 'ab12345678', 'usual'],
] as const)('%s %s: %s', (role, number, form) => {
  expect(numberForm(role, number)).toBe(form);
});

test('a mask shows the year and the end', () => {
  expect(maskNumber('201833012345')).toBe('2018******45');
  expect(maskNumber('123')).toBe('***');
});
