import { flushPromises, mount } from '@vue/test-utils';
import { scaleOf } from '@/components/line-chart/scale';
import { curvesOf, isLine } from '@/health/curves';
import { fieldsFor, vitalProblem, vitalTexts } from '@/health/vital-fields';
import HealthContent from '@/pages/health/health-content.vue';
import { signIn } from '@/session/session';
import { answerWith } from './stand-ins/cloud';

test('a service asks only for its own signs, blood pressure as two fields', () => {
  expect(fieldsFor(['P', 'BP']).map((field) => field.sign)).toEqual([
    'systolicMmHg',
    'diastolicMmHg',
    'pulsePerMinute',
  ]);
  expect(fieldsFor([])).toEqual([]);
});

test('what cannot be is said at its own field', () => {
  const vitals = { systolicMmHg: 900, diastolicMmHg: 84 };
  expect(vitalProblem('systolicMmHg', vitals)).toBe('收缩压（高压）应在 40—300 之间，请再量一次');
  expect(vitalProblem('diastolicMmHg', vitals)).toBe('');
  expect(vitalProblem('diastolicMmHg', { systolicMmHg: 120, diastolicMmHg: 130 })).toContain('舒张压');
  expect(vitalProblem('pulsePerMinute', vitals)).toBe('');
});

test('blood pressure reads as people say it', () => {
  expect(vitalTexts({ systolicMmHg: 132, diastolicMmHg: 84, temperatureCelsius: 36.5 })).toEqual([
    { name: '血压', value: '132/84', unit: 'mmHg' },
    { name: '体温', value: '36.5', unit: '℃' },
  ]);
});

test('a curve has the oldest point first, and only what was measured', () => {
  const base = { orderId: 'o', serviceName: 's', alerts: [] };
  const [curve, ...more] = curvesOf([
    { ...base, at: 200, vitals: { pulsePerMinute: 72 } },
    { ...base, at: 100, vitals: { pulsePerMinute: 90 } },
  ]);
  expect(more).toEqual([]);
  expect(curve?.series[0]?.points).toEqual([
    { at: 100, value: 90 },
    { at: 200, value: 72 },
  ]);
});

test.each([
  [[132, 138, 84, 79], { low: 60, high: 160, step: 20 }],
  [[36.5], { low: 36, high: 37, step: 0.5 }],
  [[72, 91], { low: 65, high: 95, step: 5 }],
])('the scale of %p has round numbers and holds all', (values, scale) => expect(scaleOf(values)).toEqual(scale));

test('one instant is no line, two are', () => {
  const at = (instant: number) => ({
    orderId: 'o',
    serviceName: 's',
    alerts: [],
    at: instant,
    vitals: { spo2Percent: 97 },
  });
  expect(curvesOf([at(100)]).map(isLine)).toEqual([false]);
  expect(curvesOf([at(100), at(200)]).map(isLine)).toEqual([true]);
});

test.each([
  [1, true, false, false],
  [2, false, true, true],
])('%i measurements: said to be the first %p, curves %p, list %p', async (count, first, curve, list) => {
  const measured = Array.from({ length: count }, (_, n) => ({
    ...{ orderId: `o${n}`, serviceName: '静脉采血', alerts: [], at: 100 + n },
    vitals: { pulsePerMinute: 72 + n },
  }));
  const recipients = [{ recipientId: 'r1', name: '王秀兰', relation: '母亲', conditions: [] }];
  const me = {
    userId: 'u1',
    displayName: '王',
    openid: 'o1',
    uid: 'u1',
    roles: ['patient'],
    addresses: [],
    recipients,
  };
  answerWith({
    signIn: () => ({ ok: true, data: me, at: 1 }),
    readHealth: () => ({ ok: true, data: { measurements: measured }, at: 1 }),
  });
  await signIn();
  const page = mount(HealthContent, { global: { stubs: { LineChart: true } } });
  await flushPromises();
  const shown = ['first-measurement', 'curve-pulse', 'measurement'].map((mark) =>
    page.find(`[data-test=${mark}]`).exists(),
  );
  expect(page.find('[data-test=latest-vitals]').text()).toContain(`${71 + count}`);
  expect(shown).toEqual([first, curve, list]);
});
