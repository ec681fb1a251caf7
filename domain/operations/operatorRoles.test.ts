import {
  ASSESSMENT_RECORD_ROLES,
  COMMAND_ROLES,
  hasOneOf,
  mayCommand,
  OPERATOR_ROLES,
  RECORD_ROLES,
} from './operatorRoles';

test.each([
  ['审核', 'approveNurse', true],
  ['运营', 'approveNurse', false],
  ['财务', 'cancelOrder', false],
  ['客服', 'cancelOrder', true],
  ['内容', 'assignOrder', false],
  ['审核', 'makeMeRich', false],
  ['审核', 'toString', false],
  ['老板', 'approveNurse', false],
])('%s, %s: %s', (role, kind, may) => {
  expect(mayCommand({ role }, kind)).toBe(may);
});

test('several roles are the sum of them, and stand instead of the one', () => {
  expect(mayCommand({ role: '运营', roles: ['审核', '财务'] }, 'approveNurse')).toBe(true);
  expect(mayCommand({ role: '运营', roles: ['审核', '财务'] }, 'assignOrder')).toBe(false);
  expect(mayCommand({ role: '运营', roles: [] }, 'assignOrder')).toBe(false);
});

test('papers are opened by reviewers and support, nobody else', () => {
  expect(OPERATOR_ROLES.filter((role) => hasOneOf({ role }, RECORD_ROLES))).toEqual(['审核', '客服']);
});

test('what a family wrote about somebody’s health is for assessors alone', () => {
  expect(OPERATOR_ROLES.filter((role) => hasOneOf({ role }, ASSESSMENT_RECORD_ROLES))).toEqual(['审核']);
});

test('every command is somebody’s', () => {
  expect(Object.entries(COMMAND_ROLES).filter(([, roles]) => roles.length === 0)).toEqual([]);
});
