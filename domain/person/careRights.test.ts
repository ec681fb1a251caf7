import { assertGuardian, covers, isChild, lasts, shareBy, type Invitation } from './careRights';

const AT = Date.parse('2026-11-23T08:00:00+08:00');
const DAY = 86_400_000;
const invitation: Invitation = {
  recipientId: 'r',
  rights: 'follow',
  forDays: 30,
  invitedBy: 'daughter',
  createdAt: AT,
  expiresAt: AT + 3 * DAY,
  usedBy: null,
};

test.each([
  ['owner', 'owner', true],
  ['owner', 'follow', true],
  ['manage', 'owner', false],
  ['manage', 'manage', true],
  ['manage', 'follow', true],
  ['follow', 'manage', false],
  ['follow', 'follow', true],
] as const)('who has %s may %s: %p', (held, needed, allowed) => {
  expect(covers(held, needed)).toBe(allowed);
});

test('accepted on the last millisecond of the third day, it lasts thirty days', () => {
  const now = AT + 3 * DAY - 1;
  const share = shareBy(invitation, 'brother', now);
  expect(share).toEqual({ rights: 'follow', since: now, until: now + 30 * DAY });
  expect(lasts(share, now + 30 * DAY - 1)).toBe(true);
  expect(lasts(share, now + 30 * DAY)).toBe(false);
});

test.each([
  ['unknown', null, 'brother', AT],
  ['older than 72 hours', invitation, 'brother', AT + 3 * DAY],
  ['used', { ...invitation, usedBy: 'brother' }, 'brother', AT],
  ['her own', invitation, 'daughter', AT],
])('an invitation that is %s is refused', (_, given, userId, now) => {
  expect(() => shareBy(given, userId, now)).toThrow(expect.objectContaining({ code: 'INVITATION_INVALID' }));
});

test.each([
  ['2012-11-24', true],
  ['2012-11-23', false],
])('born on %s, a child on 23 November 2026: %p', (birthDay, child) => {
  expect(isChild(birthDay, AT)).toBe(child);
});

test.each([
  ['子女', '2020-01-01', true],
  ['被监护人', '2020-01-01', true],
  ['其他', '2020-01-01', false],
  ['本人', '2020-01-01', false],
  ['父亲', '1948-01-01', true],
])('%s born %s may be registered: %p', (relation, birthDay, allowed) => {
  const register = () => assertGuardian(relation, birthDay, AT);
  if (allowed) expect(register).not.toThrow();
  else expect(register).toThrow(expect.objectContaining({ code: 'GUARDIAN_NEEDED' }));
});
