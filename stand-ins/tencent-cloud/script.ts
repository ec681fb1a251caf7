/** How tests make Tencent Cloud misbehave: the body of `POST /_tencent/script`. */
import { type Scripted, scripted } from '../scripted';
import { assertKnown, SteeringError } from '../steering';
import { CloudError } from './cloudError';
import { type Card } from './idCardOcr';
import { VERIFICATION_DESCRIPTIONS } from './idCardVerification';

const KNOWN = ['idCard', 'smsCode', 'card', 'fail', 'delayMs', 'times', 'reset'];

export interface ScriptChange {
  /** Result of IdCardVerification, for one number or (left out) for all. */
  idCard?: { result: string; idCard?: string };
  /** Code for an SMS, for one number (`+86…`) or (left out) for all. */
  smsCode?: { code: string; phoneNumber?: string };
  /** What IDCardOCR reads in an image: SHA-256 (hex) of its bytes, or its URL. */
  card?: { image: string; fields: Card };
  /** An Error object instead of an answer. */
  fail?: { action: string; code: string; message?: string };
  delayMs?: number;
  /** How often it applies; left out: until changed. Cards stay. */
  times?: number;
  reset?: boolean;
}

export interface Script {
  change(change: ScriptChange): void;
  idCardResult(idCard: string): string | undefined;
  smsCode(phoneNumber: string): string | undefined;
  card(image: string): Card | undefined;
  /** Throws what this action is to fail with. */
  mayFail(action: string): void;
  delayMs(): number;
}

export function openScript(): Script {
  const fresh = () => ({
    idCard: scripted<ScriptChange['idCard']>(undefined),
    smsCode: scripted<ScriptChange['smsCode']>(undefined),
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
      if (change.fail) now.fail.set(change.fail, times);
      if (change.delayMs !== undefined) now.delayMs.set(change.delayMs, times);
      if (change.card) now.cards.set(change.card.image, change.card.fields);
    },
    idCardResult: (idCard) => takeIf(now.idCard, (one) => one.idCard === undefined || one.idCard === idCard)?.result,
    smsCode: (phone) => takeIf(now.smsCode, (one) => one.phoneNumber === undefined || one.phoneNumber === phone)?.code,
    card: (image) => now.cards.get(image),
    mayFail: (action) => {
      const failure = takeIf(now.fail, (one) => one.action === action);
      if (failure) throw new CloudError(failure.code, failure.message ?? failure.code);
    },
    delayMs: () => now.delayMs.take(),
  };
}

function takeIf<Value>(behaviour: Scripted<Value | undefined>, fits: (value: Value) => boolean): Value | undefined {
  const value = behaviour.peek();
  return value !== undefined && fits(value) ? behaviour.take() : undefined;
}

function assertSensible(change: ScriptChange): void {
  assertKnown(change, KNOWN);
  if (change.idCard && VERIFICATION_DESCRIPTIONS[change.idCard.result] === undefined) {
    throw new SteeringError(`idCard.result: one of ${Object.keys(VERIFICATION_DESCRIPTIONS).join(', ')}`);
  }
  if (change.smsCode && typeof change.smsCode.code !== 'string') throw new SteeringError('smsCode.code: a string');
  if (change.card && typeof change.card.image !== 'string') throw new SteeringError('card.image: a string');
  if (change.fail && !(change.fail.action && change.fail.code)) throw new SteeringError('fail: action and code');
}
