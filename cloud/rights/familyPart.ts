/** What an export says of an account as a family: its people, addresses, consents, and who cares with it. */
import { CARE_ACTS, type CareAct } from '#contract/shareCare';
import type { Exported } from '#domain/rights/readable';
import type { UserDocument } from '../accounts';
import type { Address } from '../addresses';
import type { ConsentRow } from '../consents/acts';
import { _ } from '../database';
import type { CareActivity } from '../people/activities';
import type { Proxy } from '../people/careRights';
import { openedIn } from '../personalData/sealedFields';
import type { Health, Recipient } from '../recipients';
import type { AssessmentPrivate } from '../assessment/assessments';
import type { Assessment } from '#domain/assessment/assessment';
import { rowsWhere } from './accountFacts';

/** A document and its sealed texts, opened. Only `ownExport` calls this, after the line in the audit log is written. */
const opened = <T extends { readonly _id: string }>(collection: string, document: T): Record<string, string> =>
  openedIn(collection, document as unknown as { readonly _id: string } & Record<string, unknown>);

export const accountPart = (user: UserDocument): Exported => ({
  id: user._id,
  displayName: user.displayName,
  phone: opened('users', user).phone ?? '',
  waysIn: [user.openid && '微信', user.uid && '浏览器'].filter(Boolean),
  roles: user.roles.map((role) => ({ patient: '家庭', nurse: '护士' })[role]),
  createdAt: user.createdAt,
});

export function recipientPart(recipient: Recipient): Exported {
  const { name = '', birthDay = '', idNumber = '', contacts = '[]', health = '{}' } = opened('recipients', recipient);
  const { conditions = [], allergies = [], history = '', mobility, living } = JSON.parse(health) as Partial<Health>;
  const { _id: id, relation, verified, sex, statedAt, createdAt } = recipient;
  return {
    ...{ id, name, relation, verified, sex: sex && { female: '女', male: '男' }[sex], birthDay, idNumber },
    ...{ conditions, allergies, history, mobility: mobility ?? '', living: living ?? '' },
    dialect: recipient.dialect ? { name: recipient.dialect.name, must: recipient.dialect.must } : null,
    emergencyContacts: (JSON.parse(contacts) as Exported[]) ?? [],
    ...{ statedAt, createdAt },
  };
}

export function addressPart(address: Address): Exported {
  const { text = '', phone = '' } = opened('addresses', address);
  const { _id: id, label, district, location, createdAt } = address;
  return { id, label, text, contactPhone: phone, district, position: [...location.coordinates], createdAt };
}

export async function consentPart(subjects: readonly string[]): Promise<Exported> {
  const acts = await rowsWhere<ConsentRow>('consents', { subject: _.in([...subjects]) });
  return acts.map(({ subject, kind, version, action, onBehalf, at }) => ({
    ...{ subject, kind, version, action: { given: '同意', withdrawn: '撤回' }[action], at },
    onBehalf: onBehalf && { relation: onBehalf.relation, guardian: onBehalf.guardian },
  }));
}

/** The family sees who cares together by the name that person gave; the account's own shares by its own. */
export async function sharePart(userId: string, recipientIds: readonly string[]): Promise<Record<string, Exported>> {
  const [given, received] = await Promise.all([
    rowsWhere<Proxy>('recipientProxies', { recipientId: _.in([...recipientIds]) }),
    rowsWhere<Proxy>('recipientProxies', { userId }),
  ]);
  const line = (proxy: Proxy): Exported => {
    const { relation, rights, since, until } = proxy;
    return { name: opened('recipientProxies', proxy).name ?? '', relation, rights, since, until };
  };
  return { sharedBy: given.map(line), sharedWithMe: received.map(line) };
}

export async function activityPart(userId: string, recipientIds: readonly string[]): Promise<Exported> {
  const done = await rowsWhere<CareActivity>('careActivities', { recipientId: _.in([...recipientIds]) });
  return done.map(({ at, userId: by, act, orderId }) => ({
    ...{ at, who: by === userId ? '本人' : '家人', action: CARE_ACTS[act as CareAct], orderId },
  }));
}

export async function assessmentPart(recipientIds: readonly string[]): Promise<Exported> {
  const whose = { recipientId: _.in([...recipientIds]) };
  const [judged, said] = await Promise.all([
    rowsWhere<Assessment>('assessments', whose),
    rowsWhere<AssessmentPrivate>('assessmentPrivate', whose),
  ]);
  const words = new Map(said.map((one) => [one._id, opened('assessmentPrivate', one).said ?? '']));
  return judged.map(({ _id, kind, decision, advice, conditions, createdAt, validUntil }) => ({
    ...{
      kind: { risk: '服务前问卷', first: '首诊评估', order: '医嘱或处方' }[kind],
      decision,
      advice,
      conditions,
      createdAt,
      validUntil,
    },
    said: words.get(_id) ?? '',
  }));
}

/** As the audit log names them. */
export async function assessmentSubjects(recipientIds: readonly string[]): Promise<readonly string[]> {
  const found = await rowsWhere<Assessment>('assessments', { recipientId: _.in([...recipientIds]) });
  return found.map(({ _id }) => `assessments/${_id}`);
}
