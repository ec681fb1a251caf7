/**
 * Brings one message into the inbox and then to a phone. Before a channel is used the row says so: whoever finds it so, and nobody at
 * it, knows that it may have gone out and leaves that channel alone (docs/decisions/0007-one-message-per-channel.md).
 */
import { MESSAGE_KINDS } from '#contract/messageTemplates';
import type { OperationParameters } from '#domain/operations/parameters';
import { nextStep, sendingNow, type Attempt, type Channel, type Route, type Step } from '#domain/messages/route';
import { claim } from '../claims';
import { _ } from '../database';
import type { MessageRow } from '../outbox';
import { operations } from '../settings';
import { TencentFailure } from '../tencentCloud/ask';
import { keepInInbox } from './inbox';
import { listForCalling } from './phoneCalls';
import type { Said } from './said';
import { receiptOf, sendBySms } from './sms';
import { sendByWeChat } from './weChat';

type Numbers = OperationParameters['messages'];

const CHANNELS: Readonly<Record<Channel, (row: MessageRow, now: number) => Promise<Said>>> = {
  weChat: ({ payload }) => sendByWeChat(payload),
  sms: sendBySms,
  call: listForCalling,
};

/** As far as it goes now: through one channel after the other, until one took it or there is something to wait for. */
export async function deliverMessage(row: MessageRow): Promise<boolean> {
  const { messages: p } = await operations(Date.now());
  if (!row.kept) await keepInInbox(row);
  for (let held = row; ;) {
    // Asked anew at each step: a text message may take seconds.
    const now = Date.now();
    const step = stepOf(held, now, p);
    const next = { ...held, ...changeFor(step, held, now, p) };
    if (!(await write(held, next))) return held !== row;
    if (step.act === 'end' || step.act === 'wait') return true;
    held = { ...next, tried: { ...next.tried, [step.channel]: await carriedOut(step, next, now) } };
  }
}

function stepOf({ payload, tried = {} }: MessageRow, now: number, p: Numbers): Step {
  const { channels, rings } = MESSAGE_KINDS[payload.template];
  const { startAt = null, goodUntil = null } = payload;
  return nextStep({ channels, rings, tried, startAt, goodUntil }, now, p);
}

/** What the row says before the step is done. Should this process die in it, another one goes on at `nextAttemptAt`. */
function changeFor(step: Step, { tried = {}, attempts }: MessageRow, now: number, p: Numbers): Partial<MessageRow> {
  const change = { kept: true, attempts: attempts + 1, tried };
  switch (step.act) {
    case 'end':
      return { ...change, state: 'done', reached: step.reached, lastError: '' };
    case 'wait':
      return { ...change, nextAttemptAt: step.until };
    case 'ask':
      return { ...change, nextAttemptAt: now + p.abandonedSeconds * 1000 };
    case 'send': {
      const sending: Route = { ...tried, [step.channel]: sendingNow(tried[step.channel], now) };
      return { ...change, tried: sending, nextAttemptAt: now + p.abandonedSeconds * 1000 };
    }
  }
}

/** Only over what was read: of two that are at the same row one goes on. The route is replaced, not mixed with the one before. */
function write(seen: MessageRow, next: MessageRow): Promise<boolean> {
  const { kept, attempts, tried, nextAttemptAt, state, reached, lastError } = next;
  const plainly = { kept, attempts, nextAttemptAt, state, lastError, ...(reached === undefined ? {} : { reached }) };
  return claim('outbox', seen, 'nextAttemptAt', { ...plainly, tried: _.set(tried) as unknown as Route });
}

async function carriedOut(step: Extract<Step, { channel: Channel }>, row: MessageRow, now: number): Promise<Attempt> {
  const before = row.tried?.[step.channel] ?? { state: 'sending', tries: 1, at: now };
  if (step.act === 'send') return { ...before, ...(await CHANNELS[step.channel](row, now)) };
  const receipt = await askedFor(row, before, now);
  if (receipt) return { ...before, ...receipt };
  if (before.state === 'accepted') return { ...before, tries: before.tries + 1, at: now };
  return { ...before, state: 'unknown', asked: true };
}

/** Null: nothing is known yet. */
async function askedFor(row: MessageRow, before: Attempt, now: number): Promise<Said | null> {
  try {
    return await receiptOf(row, before, now);
  } catch (error) {
    if (error instanceof TencentFailure) return null;
    throw error;
  }
}
