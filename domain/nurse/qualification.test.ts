import type { Service } from '../care/service';
import { aNurse } from '../testing/aNurse';
import { meetsStaff } from './qualification';

const asks = (except: Partial<Service['staff']> = {}): Service['staff'] => ({
  role: 'registered_nurse',
  minTitle: '护师',
  minYears: 5,
  certificates: [],
  ...except,
});

test.each([
  ['护士', false],
  ['护师', false],
  ['主管护师', true],
  ['主任护师', true],
  ['', false],
  ['主管治疗师', false],
])('where 主管护师 is asked, %s passes: %s', (title, expected) => {
  expect(meetsStaff(aNurse({ title }), asks({ minTitle: '主管护师' }))).toBe(expected);
});

test('years count', () => {
  expect(meetsStaff(aNurse({ years: 7 }), asks({ minYears: 8 }))).toBe(false);
  expect(meetsStaff(aNurse({ years: 8 }), asks({ minYears: 8 }))).toBe(true);
});

test('a registered nurse needs five years and 护师 by law, even where the catalogue asks less', () => {
  const lenient = asks({ role: 'rn_or_care_worker', minTitle: null, minYears: 0 });
  expect(meetsStaff(aNurse({ years: 4 }), lenient)).toBe(false);
  expect(meetsStaff(aNurse({ title: '护士' }), lenient)).toBe(false);
  expect(meetsStaff(aNurse({ years: 5, title: '护师' }), lenient)).toBe(true);
});

const careWorker = aNurse({ role: 'care_worker', title: '', years: 1, certificates: ['健康证', '长期照护师'] });
const therapist = aNurse({ role: 'rehab_therapist', title: '治疗师', years: 3, certificates: ['吞咽专科培训'] });

test('a care worker never does what a nurse must do, nor a nurse what is asked of a care worker', () => {
  expect(meetsStaff(careWorker, asks({ minTitle: null, minYears: 0 }))).toBe(false);
  expect(meetsStaff(aNurse(), asks({ role: 'care_worker', minTitle: null, minYears: 0 }))).toBe(false);
});

test('治疗师/护师: either ladder will do', () => {
  const either = asks({ role: 'rehab_therapist_or_rn', minTitle: '治疗师/护师', minYears: 3 });
  expect(meetsStaff(therapist, either)).toBe(true);
  expect(meetsStaff(aNurse({ title: '护师' }), either)).toBe(true);
  expect(meetsStaff({ ...therapist, title: '治疗士' }, either)).toBe(false);
  expect(meetsStaff(careWorker, either)).toBe(false);
});

test('every certificate is needed; of alternatives one is enough', () => {
  const life = asks({
    role: 'care_worker',
    minTitle: null,
    minYears: 0,
    certificates: ['养老护理员证(或长期照护师/医疗护理员证)', '健康证'],
  });
  expect(meetsStaff(careWorker, life)).toBe(true);
  expect(meetsStaff({ ...careWorker, certificates: ['养老护理员证', '健康证'] }, life)).toBe(true);
  expect(meetsStaff({ ...careWorker, certificates: ['长期照护师'] }, life)).toBe(false);
  expect(meetsStaff({ ...careWorker, certificates: ['健康证', '急救证'] }, life)).toBe(false);
});

test('a title nobody knows is not passed over', () => {
  expect(meetsStaff(aNurse(), asks({ minTitle: '护理部主任' }))).toBe(false);
});
