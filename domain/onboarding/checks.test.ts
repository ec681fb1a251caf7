import { filledParts, goodFacts } from '../testing/anApplication';
import type { Parts } from './application';
import { blocksSubmission, checkApplication, type Check, type Gathered } from './checks';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const LIMITS = { criminalRecordMaxMonths: 6 };
type Filled = ReturnType<typeof filledParts>;

const check = (parts: Partial<Filled> = {}, facts: Partial<Gathered> = {}) =>
  checkApplication(filledParts(parts), goodFacts(facts), LIMITS, NOW);
const outcome = (list: readonly Check[], id: Check['id']) => list.find((one) => one.id === id)?.outcome;
const marks = (kind: string, change: object): Filled['documents'] =>
  filledParts().documents.map((mark) => (mark.kind === kind ? { ...mark, ...change } : mark));
const licence = (change: Partial<NonNullable<Parts['licence']>>) => ({
  licence: { ...filledParts().licence, ...change },
});
const since = (fromDay: string) => ({
  work: { ...filledParts().work, employments: [{ employer: '医院', department: '', fromDay, toDay: null }] },
});

test('a nurse who has everything passes everything, thirteen lines in words', () => {
  const list = check();
  expect(list).toHaveLength(13);
  expect(list.filter((one) => one.outcome !== 'pass')).toEqual([]);
  expect(list.filter((one) => !/[\u4e00-\u9fff]/.test(one.text))).toEqual([]);
});

test.each<[string, Partial<Filled>, Partial<Gathered>, Check['id'], Check['outcome']]>([
  ['name and number do not belong together', {}, { identity: 'mismatch' }, 'identity', 'fail'],
  ['the source was silent', {}, { identity: 'unknown' }, 'identity', 'warn'],
  ['another face', {}, { face: 'mismatch' }, 'face', 'fail'],
  ['no face was shown', {}, { face: 'unknown' }, 'face', 'warn'],
  ['an odd licence number', {}, { licenceForm: 'unusual' }, 'licenceNumber', 'warn'],
  ['no licence number', {}, { licenceForm: 'impossible' }, 'licenceNumber', 'fail'],
  ['the licence ended yesterday', licence({ validUntilDay: '2026-11-22' }), {}, 'licenceTerm', 'fail'],
  ['the licence ends today', licence({ validUntilDay: '2026-11-23' }), {}, 'licenceTerm', 'warn'],
  ['the licence ends in a month', licence({ validUntilDay: '2026-12-24' }), {}, 'licenceTerm', 'pass'],
  ['five years to the day', since('2021-11-23'), {}, 'experience', 'pass'],
  ['a month less', since('2021-12-23'), {}, 'experience', 'fail'],
  ['护士, one rung too low', licence({ title: '护士' }), {}, 'title', 'fail'],
  ['a title of another ladder', licence({ title: '主管治疗师' }), {}, 'title', 'fail'],
  ['an unknown title', licence({ title: '专家' }), {}, 'title', 'fail'],
  ['a therapist', licence({ role: 'rehab_therapist', title: '治疗师' }), {}, 'title', 'pass'],
  [
    'sent from where she is not registered',
    { work: { ...filledParts().work, practicePlaceIds: ['elsewhere'] } },
    {},
    'practicePlace',
    'fail',
  ],
  [
    'a paper of six months ago',
    { documents: marks('criminalRecord', { issuedDay: '2026-05-23' }) },
    {},
    'criminalRecord',
    'pass',
  ],
  ['a day older', { documents: marks('criminalRecord', { issuedDay: '2026-05-22' }) }, {}, 'criminalRecord', 'fail'],
  [
    'a paper of tomorrow',
    { documents: marks('criminalRecord', { issuedDay: '2026-11-24' }) },
    {},
    'criminalRecord',
    'fail',
  ],
  ['a paper without a day', { documents: marks('criminalRecord', { issuedDay: null }) }, {}, 'criminalRecord', 'fail'],
  ['somebody else’s ID number', {}, { idNumberUsedElsewhere: true }, 'duplicateIdNumber', 'fail'],
  ['somebody else’s licence', {}, { licenceUsedElsewhere: true }, 'duplicateLicence', 'fail'],
  ['a photograph that never arrived', {}, { photosNotStored: 1 }, 'documents', 'fail'],
  ['no photograph of the title', { documents: filledParts().documents.slice(0, 4) }, {}, 'documents', 'fail'],
])('%s', (_, parts, facts, id, expected) => {
  expect(outcome(check(parts, facts), id)).toBe(expected);
});

test('a care worker needs a health certificate that is still good (P-011)', () => {
  const worker = licence({ role: 'care_worker', title: '' });
  const healthy = (validUntilDay: string | null): Partial<Filled> => ({
    ...worker,
    documents: [...filledParts().documents, { kind: 'healthCertificate', place: 0, issuedDay: null, validUntilDay }],
  });
  expect(outcome(check(worker), 'healthCertificate')).toBe('fail');
  expect(outcome(check(healthy(null)), 'healthCertificate')).toBe('fail');
  expect(outcome(check(healthy('2026-11-22')), 'healthCertificate')).toBe('fail');
  expect(outcome(check(healthy('2026-11-23')), 'healthCertificate')).toBe('pass');
  expect(outcome(check(worker), 'title')).toBe('pass');
});

test('what she can mend keeps her from handing in; a duplicate does not', () => {
  expect(check({}, { idNumberUsedElsewhere: true, licenceUsedElsewhere: true }).some(blocksSubmission)).toBe(false);
  expect(check({}, { identity: 'mismatch' }).some(blocksSubmission)).toBe(true);
  expect(check({}, { identity: 'unknown', face: 'unknown' }).some(blocksSubmission)).toBe(false);
});
