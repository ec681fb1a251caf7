import { doneSteps, missingStep } from './registration';

test.each([
  [false, false, 0, 'basic', []],
  [true, false, 0, 'identity', ['basic']],
  [true, true, 0, 'contacts', ['basic', 'identity']],
  [true, true, 1, 'contacts', ['basic', 'identity']],
  [true, true, 2, null, ['basic', 'identity', 'contacts']],
  // Taken out of order: the first hole is named.
  [true, false, 2, 'identity', ['basic', 'contacts']],
  [false, true, 5, 'basic', ['identity', 'contacts']],
] as const)('basic %p, verified %p, %i contacts: missing %p', (basicDone, verified, contactCount, missing, done) => {
  expect(missingStep({ basicDone, verified, contactCount })).toBe(missing);
  expect(doneSteps({ basicDone, verified, contactCount })).toEqual(done);
});
