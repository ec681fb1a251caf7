/** Who works at this desk, and what is hers to do. What is not shown here the server refuses anyway. */
import { ref } from 'vue';
import { hasOneOf, mayCommand, type OperatorRole, type WithRoles } from '#domain/operations/operatorRoles';
import { database, operatorUid } from './cloud';

interface Operator extends WithRoles {
  readonly name: string;
}

export const operator = ref<Operator | null>(null);

/** The rules show an operator her own row and no other. */
export async function readOperator(): Promise<void> {
  const { data } = (await database().collection('operators').where({ _id: operatorUid() }).get()) as {
    data: Operator[];
  };
  operator.value = data[0] ?? null;
  if (!operator.value) throw new Error('这个账号不是运营人员，请联系管理员');
}

export const rolesShown = (): readonly string[] => operator.value?.roles ?? [operator.value?.role ?? ''];
export const may = (kind: string): boolean => operator.value !== null && mayCommand(operator.value, kind);
export const hasRole = (allowed: readonly OperatorRole[]): boolean =>
  operator.value !== null && hasOneOf(operator.value, allowed);
