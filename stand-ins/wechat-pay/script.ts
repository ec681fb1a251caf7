/** How tests make WeChat Pay misbehave: the body of `POST /_pay/script`. */
import { type Scripted, scripted } from '../scripted';
import { assertKnown, SteeringError } from '../steering';
import { type RefundOutcome } from './ledger';

const NOTIFY_MODES = [
  'normal',
  'never', // not sent at all; `resend` still can
  'delay', // sent `delayMs` later
  'twice', // the same notification twice, at once
  'forged', // body altered after signing
  'wrongKey', // signed by somebody who is not WeChat Pay
  'undecryptable', // signed well, sealed with another APIv3 key
  'stale', // signed well, ten minutes ago
  'probe', // WeChat Pay's own test that merchants do verify
] as const;
export type NotifyMode = (typeof NOTIFY_MODES)[number];

const REFUND_MODES = ['success', 'abnormal', 'closed', 'stuck', 'notEnough'] as const;
export type RefundMode = RefundOutcome | 'notEnough';

const ANSWER_MODES = ['signed', 'unsigned', 'forged'] as const;
export type AnswerMode = (typeof ANSWER_MODES)[number];

export const OPERATIONS = ['prepay', 'query', 'close', 'refund', 'queryRefund', 'certificates', 'bill'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A failure with which `operation` answers; `afterEffect` means the work was done and only the answer was lost. */
export interface Failure {
  operation: Operation;
  status: number;
  code: string;
  message: string;
  afterEffect: boolean;
}

export interface Script {
  notify: Scripted<NotifyMode>;
  notifyDelayMs: Scripted<number>;
  /** Payment notifications claim this amount instead, well signed. */
  amountFen: Scripted<number | undefined>;
  refund: Scripted<RefundMode>;
  answers: Scripted<AnswerMode>;
  answerDelayMs: Scripted<number>;
  fail: Scripted<Failure | undefined>;
}

export interface ScriptChange {
  notify?: NotifyMode;
  /** For `notify: 'delay'`. */
  delayMs?: number;
  amountFen?: number;
  refund?: RefundMode;
  answers?: AnswerMode;
  answerDelayMs?: number;
  fail?: Partial<Failure> & { operation: Operation };
  /** How often what this call sets applies; left out: until changed. */
  times?: number;
  /** First back to normal. */
  reset?: boolean;
}

const KNOWN = ['notify', 'delayMs', 'amountFen', 'refund', 'answers', 'answerDelayMs', 'fail', 'times', 'reset'];

export function openScript(): Script {
  return {
    notify: scripted<NotifyMode>('normal'),
    notifyDelayMs: scripted(0),
    amountFen: scripted<number | undefined>(undefined),
    refund: scripted<RefundMode>('success'),
    answers: scripted<AnswerMode>('signed'),
    answerDelayMs: scripted(0),
    fail: scripted<Failure | undefined>(undefined),
  };
}

export function changeScript(script: Script, change: ScriptChange): void {
  assertKnown(change, KNOWN);
  assertOneOf('notify', change.notify, NOTIFY_MODES);
  assertOneOf('refund', change.refund, REFUND_MODES);
  assertOneOf('answers', change.answers, ANSWER_MODES);
  assertOneOf('fail.operation', change.fail?.operation, OPERATIONS);
  for (const name of ['delayMs', 'amountFen', 'answerDelayMs', 'times'] as const) assertWhole(name, change[name]);
  if (change.reset) Object.assign(script, openScript());
  const { times } = change;
  if (change.notify !== undefined) script.notify.set(change.notify, times);
  if (change.delayMs !== undefined) script.notifyDelayMs.set(change.delayMs, times);
  if (change.amountFen !== undefined) script.amountFen.set(change.amountFen, times);
  if (change.refund !== undefined) script.refund.set(change.refund, times);
  if (change.answers !== undefined) script.answers.set(change.answers, times);
  if (change.answerDelayMs !== undefined) script.answerDelayMs.set(change.answerDelayMs, times);
  if (change.fail !== undefined) script.fail.set({ ...USUAL_FAILURE, ...change.fail }, times);
}

/** What is set now, for whoever wonders. */
export function currentScript(script: Script): Record<string, unknown> {
  return Object.fromEntries(Object.entries(script).map(([name, behaviour]) => [name, behaviour.peek() ?? null]));
}

const USUAL_FAILURE = { status: 500, code: 'SYSTEM_ERROR', message: '系统异常，请稍后重试', afterEffect: false };

function assertOneOf(name: string, value: string | undefined, allowed: readonly string[]): void {
  if (value !== undefined && !allowed.includes(value)) throw new SteeringError(`${name}: one of ${allowed.join(', ')}`);
}

function assertWhole(name: string, value: unknown): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && Number(value) >= 0)) {
    throw new SteeringError(`${name}: a whole number, not negative`);
  }
}
