/** How tests make WeChat Pay misbehave: the body of `POST /_pay/script`. */
import { chanceOf } from '../chance';
import { type Scripted, scripted } from '../scripted';
import { assertKnown, SteeringError } from '../steering';
import { type FapiaoFate } from './fapiao';
import { type RefundOutcome } from './ledger';
import { type MedInsFate } from './medIns';

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
  'unknownSerial', // signed with a certificate that is on no list
] as const;
export type NotifyMode = (typeof NOTIFY_MODES)[number];

const REFUND_MODES = ['success', 'abnormal', 'closed', 'stuck', 'notEnough'] as const;
export type RefundMode = RefundOutcome | 'notEnough';

const TRANSFER_MODES = ['success', 'fail', 'stuck', 'notEnough'] as const;
/** How a transfer to a person goes once it is confirmed; `notEnough`: it is not even taken. */
export interface TransferFate {
  mode: (typeof TRANSFER_MODES)[number];
  failReason?: string;
}

const FAPIAO_FATES: readonly FapiaoFate[] = ['good', 'fail', 'stuck'];

const MED_INS_FATES: readonly MedInsFate[] = ['success', 'fail', 'stuck'];

const SIGNERS = ['publicKey', 'certificate'] as const;
/** With which of its keys WeChat Pay signs where the merchant named none. */
export type SignsWith = (typeof SIGNERS)[number];

const ANSWER_MODES = ['signed', 'unsigned', 'forged'] as const;
export type AnswerMode = (typeof ANSWER_MODES)[number];

export const OPERATIONS = [
  'prepay',
  'query',
  'close',
  'refund',
  'queryRefund',
  'certificates',
  'bill',
  'transfer',
  'queryTransfer',
  'cancelTransfer',
  'fapiaoConfig',
  'fapiao',
  'queryFapiao',
  'reverseFapiao',
  'fapiaoFiles',
  'medIns',
  'queryMedIns',
  'medInsRefund',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A failure with which `operation` answers; `afterEffect` means the work was done and only the answer was lost. */
export interface Failure {
  operation: Operation;
  status: number;
  code: string;
  message: string;
  afterEffect: boolean;
}

/** Misbehaviour by chance, the same for the same seed; all shares from 0 to 1. Where a mode is scripted besides, that one counts. */
export interface Whims {
  seed: number;
  /** Of the requests of merchants: refused before anything was done; done, and the answer lost; answered with a false signature. */
  failBefore?: number;
  failAfter?: number;
  forgedAnswers?: number;
  /** Of the notifications. */
  notify?: Partial<Record<NotifyMode, number>>;
  refund?: Partial<Record<RefundMode, number>>;
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
  transfer: Scripted<TransferFate>;
  /** How the next invoice, or red letter, that is asked for turns out. */
  fapiao: Scripted<FapiaoFate>;
  /** How the insurance's part of the next mixed payment turns out. */
  medIns: Scripted<MedInsFate>;
  signsWith: Scripted<SignsWith>;
  whims: Scripted<(Whims & { chance: () => number }) | undefined>;
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
  transfer?: TransferFate;
  fapiao?: FapiaoFate;
  medIns?: MedInsFate;
  signsWith?: SignsWith;
  whims?: Whims;
  /** How often what this call sets applies; left out: until changed. */
  times?: number;
  /** First back to normal. */
  reset?: boolean;
}

export const SCRIPT_FIELDS = [
  ...(['notify', 'delayMs', 'amountFen', 'refund', 'answers', 'answerDelayMs'] as const),
  ...(['fail', 'transfer', 'fapiao', 'medIns', 'signsWith', 'whims', 'times', 'reset'] as const),
];

export function openScript(): Script {
  return {
    notify: scripted<NotifyMode>('normal'),
    notifyDelayMs: scripted(0),
    amountFen: scripted<number | undefined>(undefined),
    refund: scripted<RefundMode>('success'),
    answers: scripted<AnswerMode>('signed'),
    answerDelayMs: scripted(0),
    fail: scripted<Failure | undefined>(undefined),
    transfer: scripted<TransferFate>({ mode: 'success' }),
    fapiao: scripted<FapiaoFate>('good'),
    medIns: scripted<MedInsFate>('success'),
    signsWith: scripted<SignsWith>('publicKey'),
    whims: scripted<(Whims & { chance: () => number }) | undefined>(undefined),
  };
}

export function changeScript(script: Script, change: ScriptChange): void {
  assertKnown(change, SCRIPT_FIELDS);
  assertOneOf('notify', change.notify, NOTIFY_MODES);
  assertOneOf('refund', change.refund, REFUND_MODES);
  assertOneOf('answers', change.answers, ANSWER_MODES);
  assertOneOf('signsWith', change.signsWith, SIGNERS);
  assertOneOf('transfer.mode', change.transfer?.mode, TRANSFER_MODES);
  assertOneOf('fapiao', change.fapiao, FAPIAO_FATES);
  assertOneOf('medIns', change.medIns, MED_INS_FATES);
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
  if (change.transfer !== undefined) script.transfer.set(change.transfer, times);
  if (change.fapiao !== undefined) script.fapiao.set(change.fapiao, times);
  if (change.medIns !== undefined) script.medIns.set(change.medIns, times);
  if (change.signsWith !== undefined) script.signsWith.set(change.signsWith, times);
  if (change.whims !== undefined) script.whims.set({ ...change.whims, chance: chanceOf(change.whims.seed) });
}

/** How the next refund goes. */
export const nextRefund = (script: Script): RefundMode => moodOf(script, script.refund.take(), 'success', 'refund');

/** What becomes of a notification that is about to be made, or of one that is about to be sent. */
export function nextNotify(script: Script, moment: 'made' | 'sent'): NotifyMode {
  const isForThis = (mode: NotifyMode) => (mode === 'never' || mode === 'delay') === (moment === 'made');
  if (script.notify.peek() !== 'normal') return isForThis(script.notify.peek()) ? script.notify.take() : 'normal';
  const mode = moodOf(script, 'normal', 'normal', 'notify');
  return isForThis(mode) ? mode : 'normal';
}

/** Whether a request comes to grief by chance. */
export function nextMishap({ whims }: Script): 'before' | 'after' | 'forged' | undefined {
  const mood = whims.peek();
  if (mood === undefined) return undefined;
  return drawn(mood.chance(), { before: mood.failBefore, after: mood.failAfter, forged: mood.forgedAnswers });
}

function moodOf<Mode extends string>(script: Script, scriptedMode: Mode, usual: Mode, of: 'notify' | 'refund'): Mode {
  const mood = script.whims.peek();
  if (scriptedMode !== usual || mood === undefined) return scriptedMode;
  return drawn(mood.chance(), (mood[of] ?? {}) as Partial<Record<Mode, number>>) ?? usual;
}

/** Which of the shares `chance` falls into; undefined: none. */
function drawn<Kind extends string>(
  chance: number,
  shares: Partial<Record<Kind, number | undefined>>,
): Kind | undefined {
  let upTo = 0;
  for (const [kind, share] of Object.entries(shares) as [Kind, number | undefined][]) {
    upTo += share ?? 0;
    if (chance < upTo) return kind;
  }
  return undefined;
}

/** What is set now, for whoever wonders. */
export function currentScript(script: Script): Record<string, unknown> {
  return Object.fromEntries(Object.entries(script).map(([name, behaviour]) => [name, behaviour.peek() ?? null]));
}

export const USUAL_FAILURE = { status: 500, code: 'SYSTEM_ERROR', message: '系统异常，请稍后重试', afterEffect: false };

function assertOneOf(name: string, value: string | undefined, allowed: readonly string[]): void {
  if (value !== undefined && !allowed.includes(value)) throw new SteeringError(`${name}: one of ${allowed.join(', ')}`);
}

function assertWhole(name: string, value: unknown): void {
  if (value !== undefined && !(Number.isSafeInteger(value) && Number(value) >= 0)) {
    throw new SteeringError(`${name}: a whole number, not negative`);
  }
}
