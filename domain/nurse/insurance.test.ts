import { insuredUntil, type NursePolicy, policiesAt, type PolicyCover } from './insurance';

const day = (text: string) => Date.parse(`2026-${text}T00:00:00+08:00`);
const policy = (cover: PolicyCover, from: string, until: string): NursePolicy => ({
  _id: `nurse-1:${cover}:${from}`,
  nurseId: 'nurse-1',
  cover,
  insurer: '示例保险',
  policyNumber: `P-${cover}-${from}`,
  validFrom: day(from),
  validUntil: day(until),
});
const three = [
  policy('liability', '01-01', '12-01'),
  policy('medicalAccident', '01-01', '11-01'),
  policy('personalAccident', '03-01', '12-31'),
];

test('the policy that ends first decides', () => {
  expect(insuredUntil(three, day('06-01'))).toBe(day('11-01'));
});

test('two of three are none', () => {
  expect(insuredUntil(three.slice(1), day('06-01'))).toBe(0);
  expect(insuredUntil(three, day('02-01'))).toBe(0); // the accident policy begins in March
  expect(insuredUntil(three, day('11-01'))).toBe(0);
  expect(insuredUntil([], day('06-01'))).toBe(0);
});

test('a renewal counts from the old end on, a gap ends the cover', () => {
  expect(insuredUntil([...three, policy('medicalAccident', '11-01', '12-15')], day('06-01'))).toBe(day('12-01'));
  expect(insuredUntil([...three, policy('medicalAccident', '11-02', '12-15')], day('06-01'))).toBe(day('11-01'));
});

test('which policies stand behind a visit', () => {
  expect(policiesAt(three, day('06-01'))).toEqual(three);
  expect(policiesAt(three, day('11-01')).map(({ cover }) => cover)).toEqual(['liability', 'personalAccident']);
});
