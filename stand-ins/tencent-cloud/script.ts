/** How tests make Tencent Cloud misbehave: the body of `POST /_tencent/script`. */
import { chanceOf } from '../chance';
import { type Scripted, scripted } from '../scripted';
import { assertKnown, SteeringError } from '../steering';
import { CloudError } from './cloudError';
import { type Card } from './idCardOcr';
import { VERIFICATION_DESCRIPTIONS } from './idCardVerification';
import { type SmsReceipt } from './sendSms';

export const KNOWN_CHANGES = ['idCard', 'smsCode', 'smsReceipt', 'flaky', 'card', 'fail', 'delayMs', 'times', 'reset'];

export interface ScriptChange {
  /** Result of IdCardVerification, for one number or (left out) for all. */
  idCard?: { result: string; idCard?: string };
  /** Code for an SMS, for one number (`+86…`) or (left out) for all. */
  smsCode?: { code: string; phoneNumber?: string };
  /** What the network says of an SMS, for one number or for all; without it: that it arrived. */
  smsReceipt?: { status: SmsReceipt; phoneNumber?: string };
  /** An Error object with this chance, the same for the same seed; `afterEffect`: it was done all the same. Null: no more. */
  flaky?: Flaky | null;
  /** What IDCardOCR reads in an image: SHA-256 (hex) of its bytes, or its URL. */
  card?: { image: string; fields: Card };
  /** An Error object instead of an answer. */
  fail?: { action: string; code: string; message?: string };
  delayMs?: number;
  /** How often it applies; left out: until changed. Cards stay. */
  times?: number;
  reset?: boolean;
}

export interface Flaky {
  action: string;
  /** From 0 to 1. */
  share: number;
  seed: number;
  /** Of those that fail, how many were done all the same, and how many are told that too much was asked: from 0 to 1. */
  afterEffect?: number;
  limited?: number;
}

export interface Script {
  change(change: ScriptChange): void;
  idCardResult(idCard: string): string | undefined;
  smsCode(phoneNumber: string): string | undefined;
  smsReceipt(phoneNumber: string): SmsReceipt | undefined;
  card(image: string): Card | undefined;
  /** Throws what this action is to fail with. */
  mayFail(action: string): void;
  /** Does it, and fails by chance before or after. */
  byChance<T>(action: string, act: () => T): T;
  delayMs(): number;
}

export function openScript(): Script {
  const fresh = () => ({
    idCard: scripted<ScriptChange['idCard']>(undefined),
    smsCode: scripted<ScriptChange['smsCode']>(undefined),
    smsReceipt: scripted<ScriptChange['smsReceipt']>(undefined),
    flaky: undefined as { rule: Flaky; chance: () => number } | undefined,
    fail: scripted<ScriptChange['fail']>(undefined),
    delayMs: scripted(0),
    cards: new Map<string, Card>(),
  });
  let now = fresh();
  return {
    change: (change) => {
      assertSensible(change);
      if (change.reset) now = fresh();
      const { times } = change;
      if (change.idCard) now.idCard.set(change.idCard, times);
      if (change.smsCode) now.smsCode.set(change.smsCode, times);
      if (change.smsReceipt) now.smsReceipt.set(change.smsReceipt, times);
      if (change.flaky !== undefined)
        now.flaky = change.flaky ? { rule: change.flaky, chance: chanceOf(change.flaky.seed) } : undefined;
      if (change.fail) now.fail.set(change.fail, times);
      if (change.delayMs !== undefined) now.delayMs.set(change.delayMs, times);
      if (change.card) now.cards.set(change.card.image, change.card.fields);
    },
    idCardResult: (idCard) => takeIf(now.idCard, (one) => one.idCard === undefined || one.idCard === idCard)?.result,
    smsCode: (phone) => takeIf(now.smsCode, (one) => one.phoneNumber === undefined || one.phoneNumber === phone)?.code,
    smsReceipt: (phone) =>
      takeIf(now.smsReceipt, (one) => one.phoneNumber === undefined || one.phoneNumber === phone)?.status,
    byChance: (action, act) => (now.flaky?.rule.action === action ? flakily(now.flaky, act) : act()),
    card: (image) => now.cards.get(image),
    mayFail: (action) => {
      const failure = takeIf(now.fail, (one) => one.action === action);
      if (failure) throw new CloudError(failure.code, failure.message ?? failure.code);
    },
    delayMs: () => now.delayMs.take(),
  };
}

function flakily<T>({ rule, chance }: { rule: Flaky; chance: () => number }, act: () => T): T {
  const { share, afterEffect = 0, limited = 0 } = rule;
  if (chance() >= share) return act();
  const kind = chance();
  if (kind < limited) throw new CloudError('RequestLimitExceeded', 'by chance');
  if (kind < limited + afterEffect) {
    act();
    throw new CloudError('InternalError.Timeout', 'by chance, after it was done');
  }
  throw new CloudError('InternalError.Other', 'by chance, before it was done');
}

function takeIf<Value>(behaviour: Scripted<Value | undefined>, fits: (value: Value) => boolean): Value | undefined {
  const value = behaviour.peek();
  return value !== undefined && fits(value) ? behaviour.take() : undefined;
}

function assertSensible(change: ScriptChange): void {
  assertKnown(change, KNOWN_CHANGES);
  if (change.idCard && VERIFICATION_DESCRIPTIONS[change.idCard.result] === undefined) {
    throw new SteeringError(`idCard.result: one of ${Object.keys(VERIFICATION_DESCRIPTIONS).join(', ')}`);
  }
  if (change.smsCode && typeof change.smsCode.code !== 'string') throw new SteeringError('smsCode.code: a string');
  const { smsReceipt, flaky } = change;
  if (smsReceipt && !['FAIL', 'none'].includes(smsReceipt.status)) throw new SteeringError('smsReceipt: FAIL or none');
  if (flaky && !(flaky.action && flaky.share >= 0 && flaky.share <= 1 && Number.isInteger(flaky.seed)))
    throw new SteeringError('flaky: action, share from 0 to 1, seed');
  if (change.card && typeof change.card.image !== 'string') throw new SteeringError('card.image: a string');
  if (change.fail && !(change.fail.action && change.fail.code)) throw new SteeringError('fail: action and code');
}
