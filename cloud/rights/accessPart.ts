/** Who opened the account's data, when and why, as the audit log has it; other people by what they are, never by name. */
import type { AuditEntry } from '../audit';
import { _, db, everyRow } from '../database';
import type { Exported } from '#domain/rights/readable';

type Entry = Omit<AuditEntry, 'now'> & { readonly at: number };

/** The log's subjects are asked for by so many at once. */
const CHUNK = 100;

export async function accessPart(userId: string, subjects: readonly string[]): Promise<Exported> {
  const entries: Entry[] = [];
  for (let from = 0; from < subjects.length; from += CHUNK) {
    const some = { subject: _.in(subjects.slice(from, from + CHUNK)) };
    entries.push(
      ...(await everyRow<Entry>(db.collection('auditLog').where(some).orderBy('at', 'desc').orderBy('_id', 'asc'))),
    );
  }
  const kindOf = await kinds([...new Set(entries.map(({ actor }) => actor))], userId);
  return entries.map(({ at, actor, subject, action, purpose }) => ({
    ...{ at, who: kindOf(actor), subject: kindOfSubject(subject), what: whatOf(action), why: purpose },
  }));
}

/** `recipients/…/name` tells nobody anything; how many texts were opened does. */
const whatOf = (action: string): string =>
  action.startsWith('open ') ? `查看了 ${action.split(', ').length} 项资料` : action;

const SUBJECTS: Readonly<Record<string, string>> = {
  users: '账号',
  recipients: '被照护人',
  orders: '订单',
  assessments: '评估',
  nurses: '护士资料',
  nurseApplications: '护士申请',
};
const kindOfSubject = (subject: string): string => SUBJECTS[subject.split('/')[0] as string] ?? '资料';

async function kinds(actors: readonly string[], userId: string): Promise<(actor: string) => string> {
  const known = async (collection: string) =>
    new Map(
      (
        await everyRow<{ _id: string; nurseId?: string | null }>(
          db
            .collection(collection)
            .where({ _id: _.in([...actors]) })
            .orderBy('_id', 'asc'),
        )
      ).map((one) => [one._id, one]),
    );
  const [operators, users] = await Promise.all([known('operators'), known('users')]);
  return (actor) => {
    if (actor === userId) return '本人';
    if (operators.has(actor)) return '平台工作人员';
    const user = users.get(actor);
    if (user) return user.nurseId ? '护士' : '家人';
    return '系统';
  };
}
