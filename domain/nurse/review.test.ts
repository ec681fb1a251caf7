import { checkApplication } from '../onboarding/checks';
import type { RegistryEvidence } from '../onboarding/application';
import { filledParts, goodFacts } from '../testing/anApplication';
import { aNurse } from '../testing/aNurse';
import { admitted, lacksOf } from './admission';
import { approve, reject } from './review';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const DAY = 86_400_000;
const TERMS = { recheckDays: 180 };
const applicant = aNurse({ status: 'pending', statusReason: '待补材料' });
const checks = (facts = {}) => checkApplication(filledParts(), goodFacts(facts), { criminalRecordMaxMonths: 6 }, NOW);
const evidence = (except: Partial<RegistryEvidence> = {}): RegistryEvidence => ({
  source: '国家卫生健康委护士执业注册信息查询',
  lookedAt: NOW - DAY,
  lookedBy: 'operator-1',
  numberMatches: true,
  maskedNumber: '2018******45',
  status: '在册',
  validUntilDay: '2027-12-31',
  placeFound: '西湖区护理站',
  placeMatches: true,
  ...except,
});
const file = (except: Partial<RegistryEvidence> = {}, facts = {}) => ({
  checks: checks(facts),
  evidence: evidence(except),
  role: 'registered_nurse' as const,
});
const refusal = (code: string) => expect.objectContaining({ code });

test('approved, trained, certified and insured: she may work, for half a year until the next check', () => {
  expect(approve(applicant, file(), TERMS, NOW)).toEqual({
    ...applicant,
    status: 'active',
    statusReason: '',
    // The register's own end comes before the one she wrote down.
    licenceValidUntil: Date.parse('2027-12-31T00:00:00+08:00'),
    reviewedUntil: Date.parse('2027-05-22T00:00:00+08:00'),
  });
});

test.each([
  ['training', { trainedUntil: 0 }],
  ['competency', { competencies: [] }],
  ['insurance', { insuredUntil: NOW }],
] as const)('approved without %s: not yet', (lack, without) => {
  const approved = approve({ ...applicant, ...without }, file(), TERMS, NOW);
  expect(approved.status).toBe('training');
  expect(lacksOf(approved, NOW)).toEqual([lack]);
  const { trainedUntil, competencies, insuredUntil } = applicant;
  expect(admitted({ ...approved, trainedUntil, competencies, insuredUntil }, NOW).status).toBe('active');
});

test('only an approved nurse is admitted, and nobody is brought back from suspension on the way', () => {
  for (const status of ['pending', 'rejected', 'suspended'] as const) {
    expect(admitted(aNurse({ status }), NOW).status).toBe(status);
  }
});

test.each<[string, Partial<RegistryEvidence>]>([
  ['another number', { numberMatches: false }],
  ['struck off', { status: '注销' }],
  ['suspended', { status: '暂停' }],
  ['not found', { status: '未查到' }],
  ['registered elsewhere', { placeMatches: false }],
  ['over', { validUntilDay: '2026-11-22' }],
  ['without an end', { validUntilDay: null }],
])('the register says %s: not approved', (_, found) => {
  expect(() => approve(applicant, file(found), TERMS, NOW)).toThrow(refusal('NURSE_NOT_QUALIFIED'));
});

test('nobody looked, or a month ago: not approved (P-006)', () => {
  expect(() => approve(applicant, { ...file(), evidence: null }, TERMS, NOW)).toThrow(
    refusal('REVIEW_EVIDENCE_MISSING'),
  );
  expect(() => approve(applicant, file({ lookedAt: NOW - 31 * DAY }), TERMS, NOW)).toThrow(
    refusal('REVIEW_EVIDENCE_MISSING'),
  );
});

test('a failed check stops it, a duplicate as well; no check at all, too', () => {
  for (const facts of [{ identity: 'mismatch' }, { idNumberUsedElsewhere: true }]) {
    expect(() => approve(applicant, file({}, facts), TERMS, NOW)).toThrow(refusal('NURSE_NOT_QUALIFIED'));
  }
  expect(() => approve(applicant, { ...file(), checks: [] }, TERMS, NOW)).toThrow(refusal('NURSE_NOT_QUALIFIED'));
});

test('a rejected nurse reads why', () => {
  expect(reject(applicant, ' 执业证照片不清晰 ')).toEqual({
    ...applicant,
    status: 'rejected',
    statusReason: '执业证照片不清晰',
  });
});

test.each(['training', 'active', 'rejected', 'suspended'] as const)(
  'a nurse who is %s is not decided about again',
  (status) => {
    expect(() => approve(aNurse({ status }), file(), TERMS, NOW)).toThrow(refusal('ILLEGAL_STEP'));
    expect(() => reject(aNurse({ status }), '重复')).toThrow(refusal('ILLEGAL_STEP'));
  },
);

test('a rejection without a reason is refused', () => {
  expect(() => reject(applicant, '  ')).toThrow(refusal('BAD_INPUT'));
});
