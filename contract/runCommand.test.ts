import { Command } from './runCommand';
import { COMMAND_ROLES } from '#domain/operations/operatorRoles';

test('every kind of command is given to a role, and no other', () => {
  const kinds = Command.options.map(({ entries }) => entries.kind.literal);
  expect([...kinds].sort()).toEqual(Object.keys(COMMAND_ROLES).sort());
});
