import { aNurse } from '../testing/aNurse';
import { approve, reject } from './review';

const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const applicant = aNurse({ status: 'pending', statusReason: '待补材料' });

test('an approved nurse may work', () => {
  expect(approve(applicant, NOW)).toEqual({ ...applicant, status: 'active', statusReason: '' });
});

test('a rejected nurse reads why', () => {
  expect(reject(applicant, ' 执业证照片不清晰 ')).toEqual({
    ...applicant,
    status: 'rejected',
    statusReason: '执业证照片不清晰',
  });
});

test.each(['active', 'rejected', 'suspended'] as const)('a nurse who is %s is not decided about again', (status) => {
  expect(() => approve(aNurse({ status }), NOW)).toThrow(expect.objectContaining({ code: 'ILLEGAL_STEP' }));
  expect(() => reject(aNurse({ status }), '重复')).toThrow(expect.objectContaining({ code: 'ILLEGAL_STEP' }));
});

test('nobody is let in on a licence or an insurance that ran out', () => {
  for (const lapsed of [{ licenceValidUntil: NOW }, { insuredUntil: NOW }]) {
    expect(() => approve({ ...applicant, ...lapsed }, NOW)).toThrow(
      expect.objectContaining({ code: 'NURSE_NOT_QUALIFIED' }),
    );
  }
});

test('a rejection without a reason is refused', () => {
  expect(() => reject(applicant, '  ')).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
});
