/** Consents are read, given and taken back: each an act of its own, never written over. */
import type { ConsentView, GiveConsentInput, GiveConsentReply } from '#contract/giveConsent';
import { nextAct, onBehalfOf, standing, type Asked } from '#domain/consent/consent';
import { CONSENT_KINDS, REQUIRED_KINDS, scopeOf, type ConsentKind } from '#domain/consent/kinds';
import { Refusal } from '#domain/refusal';
import type { Account } from '../accounts';
import { countToday } from '../dailyLimit';
import { isMinor } from '../eligibility/familyFacts';
import { assertRight, recipientFor } from '../people/careRights';
import { orderById } from '../orders';
import type { Recipient } from '../recipients';
import { transact, type Transaction } from '../transact';
import {
  accountSubject,
  actsOf,
  consentRow,
  lastNumber,
  newestAct,
  orderSubject,
  recipientSubject,
  type ConsentRow,
  type Subject,
} from './acts';
import { consentTexts, type ConsentTexts } from './texts';
import { noteOnNurse } from './nurseConsents';

type Input<S extends GiveConsentInput['step']> = Extract<GiveConsentInput, { step: S }>;

/** The person the step is about; the account must be family with the right to decide. */
const recipientOf = (recipientId: string | null | undefined, userId: string, now: number): Promise<Recipient> | null =>
  recipientId ? recipientFor(recipientId, userId, 'manage', now) : null;

function subjectOf(kind: ConsentKind, userId: string, recipient: Recipient | null): Subject {
  if (scopeOf(kind) === 'account') return accountSubject(userId);
  if (!recipient) throw new Refusal('BAD_INPUT', { fields: ['recipientId'] });
  return recipientSubject(recipient._id);
}

export async function give(input: Input<'give'>, account: Account, now: number): Promise<void> {
  const recipient = await recipientOf(input.recipientId, account.userId, now);
  const said = { authorised: input.authorised ?? false, guardian: input.guardian ?? false };
  const relation = recipient && { relation: recipient.relation, isMinor: isMinor(recipient, now) };
  const asked = input.consents.map(({ kind, version }) => {
    const onBehalf = scopeOf(kind) === 'recipient' && relation ? onBehalfOf(relation, said) : null;
    return {
      subject: subjectOf(kind, account.userId, recipient),
      asked: { kind, version, action: 'given', onBehalf } as const,
    };
  });
  await act(asked, account, now);
}

export async function withdraw(input: Input<'withdraw'>, account: Account, now: number): Promise<void> {
  const recipient = await recipientOf(input.recipientId, account.userId, now);
  const asked = { kind: input.kind, version: 0, action: 'withdrawn', onBehalf: null } as const;
  await act([{ subject: subjectOf(input.kind, account.userId, recipient), asked }], account, now);
}

/** The informed consent to one visit, or its withdrawal; after the nurse has checked in it is too late for either. */
export async function signVisit(
  { orderId, ...said }: Pick<Input<'sign'>, 'orderId'> & { readonly version?: number },
  account: Account,
  now: number,
): Promise<void> {
  const order = await orderById(orderId);
  await assertRight(order, account.userId, 'manage', now);
  if (order.checkedInAt !== null) throw new Refusal('ILLEGAL_STEP', { status: order.status });
  const isGiven = said.version !== undefined;
  const recipient = await recipientOf(order.recipientId, account.userId, now);
  const { relation = '' } = recipient ?? {};
  const onBehalf = relation === '本人' ? null : { relation, guardian: recipient !== null && isMinor(recipient, now) };
  const asked = {
    kind: 'visit',
    version: said.version ?? 0,
    action: isGiven ? 'given' : 'withdrawn',
    onBehalf,
  } as const;
  await act([{ subject: orderSubject(orderId), asked }], account, now);
}

interface AskedOf {
  readonly subject: Subject;
  readonly asked: Asked;
}

/** All of it together or none; whoever does the same at once meets at the same id and is asked again. */
async function act(wanted: readonly AskedOf[], account: Account, now: number): Promise<void> {
  await countToday('consentAct', account.userId, now);
  const [texts, numbers] = await Promise.all([
    consentTexts(now),
    Promise.all(wanted.map(({ subject, asked }) => lastNumber(subject, asked.kind))),
  ]);
  await transact(async (transaction) => {
    const rows: ConsentRow[] = [];
    for (const [place, { subject, asked }] of wanted.entries()) {
      const known = await newestAct(transaction, subject, asked.kind, numbers[place] as number);
      const next = nextAct(known ? [known] : [], asked, versionOf(texts, asked.kind), now);
      if (next) rows.push(consentRow(subject, account.userId, next));
    }
    await transaction.addAll('consents', rows);
    await noteForNurse(transaction, rows, account);
  });
}

const versionOf = ({ kinds, visit }: ConsentTexts, kind: Asked['kind']): number =>
  kind === 'visit' ? visit.version : kinds[kind].version;

async function noteForNurse(transaction: Transaction, rows: readonly ConsentRow[], account: Account): Promise<void> {
  const own = rows.filter(({ subject }) => subject === accountSubject(account.userId));
  if (account.nurseId && own.length > 0) await noteOnNurse(transaction, account.nurseId, own);
}

/** How it stands after the step. `orderId`: whose informed consent is asked about. */
export async function consentReply(
  asked: { readonly recipientId: string | null; readonly orderId: string | null },
  account: Account,
  now: number,
): Promise<GiveConsentReply> {
  const { recipientId, orderId } = asked;
  const recipient = await recipientOf(recipientId, account.userId, now);
  const subjects = [
    accountSubject(account.userId),
    ...(recipient ? [recipientSubject(recipient._id)] : []),
    ...(orderId ? [orderSubject(orderId)] : []),
  ];
  const [acts, texts] = await Promise.all([actsOf(subjects), consentTexts(now)]);
  const kinds = CONSENT_KINDS.filter((kind) => recipient !== null || scopeOf(kind) === 'account');
  const { version, title, text } = texts.visit;
  const ofVisit =
    orderId &&
    standing(
      acts.filter(({ subject }) => subject === orderSubject(orderId)),
      'visit',
      version,
    );
  return {
    consents: kinds.map((kind) => viewOf(kind, acts, texts)),
    visit: { version, title, text, signed: ofVisit ? ofVisit.state === 'given' : null },
  };
}

function viewOf(kind: ConsentKind, acts: readonly ConsentRow[], { kinds }: ConsentTexts): ConsentView {
  const { version, title, text, purpose, withdrawal } = kinds[kind];
  const { state, act: last } = standing(acts, kind, version);
  return {
    ...{ kind, title, version, text, purpose, withdrawal, state },
    required: REQUIRED_KINDS.includes(kind),
    scope: scopeOf(kind),
    givenVersion: last?.action === 'given' ? last.version : null,
    at: last?.at ?? null,
  };
}
