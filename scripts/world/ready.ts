/** What a family has settled before it books: consents given, a first assessment, questions answered. As documents, for people who are invented. */
import { consentRow, accountSubject, recipientSubject, type ConsentRow, type Subject } from '#cloud/consents/acts';
import { answered, decideFirst, requested, type Assessment } from '#domain/assessment/assessment';
import { CONSENT_KINDS, scopeOf } from '#domain/consent/kinds';
import { DAY } from '#domain/schedule/beijing';
import { services, setting } from './baseData';

interface Person {
  readonly userId: string;
  readonly recipientId: string;
  readonly relation: string;
}

interface Texts {
  readonly kinds: Readonly<Record<string, { readonly version: number }>>;
}

/** Everything agreed to by the account. */
export const accountConsents = (userId: string, at: number): ConsentRow[] =>
  consentsOf('account', accountSubject(userId), userId, null, at);

function consentsOf(
  scope: 'account' | 'recipient',
  subject: Subject,
  userId: string,
  onBehalf: ConsentRow['onBehalf'],
  at: number,
): ConsentRow[] {
  const { kinds } = setting<Texts>('consentTexts');
  return CONSENT_KINDS.filter((kind) => scopeOf(kind) === scope).map((kind) =>
    consentRow(subject, userId, {
      kind,
      number: 1,
      version: kinds[kind]?.version ?? 1,
      action: 'given',
      onBehalf,
      at,
    }),
  );
}

/** Newcomers to the demo find everything settled for a while: the questions count for so long here, not for a day. */
const ANSWERS_COUNT_DAYS = 60;

/** Consents for a person, a first assessment that allows every service with its papers, and the questions answered for each. */
export function readyPerson({ userId, recipientId, relation }: Person, at: number) {
  const codes = services().map(({ code }) => code);
  const onBehalf = relation === '本人' ? null : { relation, guardian: false };
  return {
    consents: consentsOf('recipient', recipientSubject(recipientId), userId, onBehalf, at),
    assessments: [firstOf(recipientId, userId, codes, at), riskOf(recipientId, userId, codes, at)],
  };
}

function firstOf(recipientId: string, userId: string, codes: readonly string[], at: number): Assessment {
  const asked = requested({ _id: `first-${recipientId}`, recipientId, requestedBy: userId }, [], at);
  const papersUntil = Object.fromEntries(codes.map((code) => [code, at + 180 * DAY]));
  const verdict = { decision: 'allowed', reasonCodes: [], advice: [], conditions: [], papersUntil } as const;
  return decideFirst(asked, verdict, 'operator-1', at);
}

function riskOf(recipientId: string, userId: string, codes: readonly string[], at: number): Assessment {
  const made = {
    _id: `risk-${recipientId}`,
    recipientId,
    requestedBy: userId,
    serviceCode: codes[0] ?? '',
    version: 1,
  };
  const fine = { isEmergency: false, reasonCodes: [], advice: [], conditions: [], limitedMobility: true };
  const risk = answered(made, { decision: 'allowed', ...fine, changed: false, points: 1 }, at);
  return { ...risk, serviceCodes: codes, validUntil: at + ANSWERS_COUNT_DAYS * DAY };
}
