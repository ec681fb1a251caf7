import { drop, keep, readKept } from '@/session/kept-on-phone';
import { forgetEveryone, perPerson, personIs } from '@/session/per-person';

test('two people on one phone never see each other’s state', () => {
  const notes = perPerson<string[]>(() => []);
  personIs('grandmother');
  notes().push('hers');
  personIs('nurse');
  expect(notes()).toEqual([]);
});

test('signing out forgets; the same person begins anew', () => {
  const notes = perPerson<string[]>(() => []);
  personIs('grandmother');
  notes().push('hers');
  forgetEveryone();
  personIs('grandmother');
  expect(notes()).toEqual([]);
});

test('state stays while the person stays', () => {
  const notes = perPerson<string[]>(() => []);
  personIs('grandmother');
  notes().push('hers');
  personIs('grandmother');
  expect(notes()).toEqual(['hers']);
});

test('what the phone keeps is kept under the person', () => {
  keep('preferences', 'u1', { role: 'nurse', careMode: true });
  expect(readKept('preferences', 'u2')).toBeNull();
  expect(readKept('preferences', 'u1')).toEqual({ role: 'nurse', careMode: true });
  drop('preferences', 'u1');
  expect(readKept('preferences', 'u1')).toBeNull();
});
