import { visitCode } from './code';

test('six digits, zeros kept', () => {
  expect(visitCode(42_137)).toBe('042137');
  expect(visitCode(0)).toBe('000000');
  expect(visitCode(999_999)).toBe('999999');
});

test.each([1_000_000, -1, 0.5, NaN])('refuses %p', (random) => {
  expect(() => visitCode(random)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
});
