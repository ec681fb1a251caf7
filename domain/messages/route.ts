/**
 * Which way a message goes next. Every message lies in the inbox; beyond that its kind names the channels that reach a phone, tried one
 * after the other. No channel has a key against sending twice, so each is taken at most once unless it said itself that nothing went
 * out, or refuses the same words so soon after the first (docs/decisions/0007-one-message-per-channel.md).
 */
import type { OperationParameters } from '../operations/parameters';
import { DAY, HOUR, MINUTE, startOfBeijingDay } from '../schedule/beijing';

export type Channel = 'weChat' | 'sms' | 'call';

/**
 * `sending`: somebody is at it, or died doing it · `accepted`: the operator of the network took it, the phone has not answered yet ·
 * `busy`: it said that nothing went out, and may be asked again · `unknown`: nobody knows whether it went out.
 */
export interface Attempt {
  readonly state: 'sending' | 'accepted' | 'sent' | 'busy' | 'refused' | 'unknown';
  readonly tries: number;
  readonly at: number;
  /** What the channel calls it. */
  readonly number?: string;
  readonly why?: string;
  /** Of one that nobody knows about: the network was asked already. */
  readonly asked?: boolean;
  /** A try before this one had no answer, so it may be out since `at`. */
  readonly maybeOut?: boolean;
}

export type Route = Partial<Readonly<Record<Channel, Attempt>>>;

export type Step =
  | { readonly act: 'send'; readonly channel: Channel }
  /** Asks the network whether it reached the phone. */
  | { readonly act: 'ask'; readonly channel: Channel }
  | { readonly act: 'wait'; readonly until: number }
  /** `reached` null: only the inbox has it. */
  | { readonly act: 'end'; readonly reached: Channel | null };

export type Rings = 'always' | 'ifSoon' | 'byDay';

export interface Sending {
  readonly channels: readonly Channel[];
  readonly tried: Route;
  readonly rings: Rings;
  /** When the visit begins; null: it is about none. */
  readonly startAt: number | null;
  /** Later nobody wants to hear it; null: it stays true. */
  readonly goodUntil: number | null;
}

type Numbers = OperationParameters['messages'];

export function nextStep(message: Sending, now: number, p: Numbers): Step {
  if (message.goodUntil !== null && now >= message.goodUntil) return { act: 'end', reached: arrived(message) };
  for (const [place, channel] of message.channels.entries()) {
    // People phone for what is urgent; the rest can be read later.
    if (channel === 'call' && !isUrgent(message, now, p)) continue;
    const attempt = message.tried[channel];
    if (!attempt) {
      const from = ringsFrom(message, now, p);
      return from > now ? { act: 'wait', until: from } : { act: 'send', channel };
    }
    const step = after(attempt, channel, place < message.channels.length - 1, now, p);
    if (step) return step;
  }
  return { act: 'end', reached: arrived(message) };
}

/** Null: nothing more is to be had from this channel. */
function after(attempt: Attempt, channel: Channel, hasNext: boolean, now: number, p: Numbers): Step | null {
  const { state, tries, at } = attempt;
  const later = (ms: number, then: Step | null): Step | null =>
    now < at + ms ? { act: 'wait', until: at + ms } : then;
  // Only where something else could still be tried is it worth asking the network what became of it.
  const ask: Step | null = channel === 'sms' && hasNext ? { act: 'ask', channel } : null;
  switch (state) {
    case 'sent':
      return { act: 'end', reached: channel };
    case 'sending':
      // The list of the desk takes a message once however often it is given to it.
      return later(p.abandonedSeconds * 1000, channel === 'call' ? { act: 'send', channel } : ask);
    case 'busy':
      return tries < p.mostTries ? later(pauseMs(tries, p), { act: 'send', channel }) : null;
    case 'accepted':
      if (!ask || tries > p.mostTries) return { act: 'end', reached: channel };
      return later(p.receiptSeconds * 1000, ask);
    case 'unknown':
      if (channel === 'sms' && mayRepeat(attempt, now, p)) return { act: 'send', channel };
      return ask && !attempt.asked ? later(p.receiptSeconds * 1000, ask) : null;
    case 'refused':
      return null;
  }
}

/**
 * The same words to the same number are taken once in thirty seconds (Tencent Cloud's policy, which the console may change): well
 * within that a text message without an answer can be sent again and cannot arrive twice.
 */
export const mayRepeat = ({ tries, at, asked = false }: Attempt, now: number, p: Numbers): boolean =>
  !asked && tries < p.mostTries && now < at + p.sameWordsSeconds * 1000;

/** The row's word before it is sent: what may be out already counts from its first try. */
export function sendingNow(before: Attempt | undefined, now: number): Attempt {
  const tries = (before?.tries ?? 0) + 1;
  const mayBeOut = before !== undefined && (before.state === 'unknown' || before.maybeOut === true);
  return { state: 'sending', tries, ...(mayBeOut ? { at: before.at, maybeOut: true } : { at: now }) };
}

/** 15, 30, 60 … seconds. */
export const pauseMs = (tries: number, p: Numbers): number => p.firstPauseSeconds * 1000 * 2 ** (tries - 1);

const arrived = ({ channels, tried }: Sending): Channel | null =>
  channels.find((channel) => tried[channel]?.state === 'sent' || tried[channel]?.state === 'accepted') ?? null;

const isUrgent = ({ rings, startAt }: Pick<Sending, 'rings' | 'startAt'>, now: number, p: Numbers): boolean =>
  rings === 'always' || (rings === 'ifSoon' && startAt !== null && startAt - now < p.soonHours * HOUR);

/** By night only what cannot wait: what is always urgent, and what changes a visit that is near. */
export function ringsFrom(message: Pick<Sending, 'rings' | 'startAt'>, now: number, p: Numbers): number {
  if (isUrgent(message, now, p)) return now;
  const midnight = startOfBeijingDay(now);
  const minute = (now - midnight) / MINUTE;
  if (minute < p.quietToMinute) return midnight + p.quietToMinute * MINUTE;
  return minute >= p.quietFromMinute ? midnight + DAY + p.quietToMinute * MINUTE : now;
}
