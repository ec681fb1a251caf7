import type { Reply } from '#contract/reply';
import { AppError } from './app-error';
import { answerFor, askAhead } from './ask-ahead';
import type { CallName, Calls } from './calls';
import { cloud } from './cloud';
import { noteServerTime } from './server-time';
import { strings } from '@/strings/phone';

/** Calls a cloud function. Answers its data; a refusal, or a server that cannot be reached, is thrown as an AppError. */
export function call<N extends CallName>(name: N, input: Calls[N]['input']): Promise<Calls[N]['data']> {
  return answerFor(name, input, () => callNow(name, input));
}

/** What a screen still on its way will ask, asked now. */
export function callAhead<N extends CallName>(name: N, input: Calls[N]['input']): void {
  askAhead(name, input, () => callNow(name, input));
}

async function callNow<N extends CallName>(name: N, input: Calls[N]['input']): Promise<Calls[N]['data']> {
  const askedAt = Date.now();
  const reply = await ask<Calls[N]['data']>(name, input);
  noteServerTime(reply.at, askedAt, Date.now());
  if (!reply.ok) throw new AppError(reply.error.code, reply.error.message, reply.error.details);
  return reply.data;
}

async function ask<T>(name: string, input: object): Promise<Reply<T>> {
  let answer: unknown;
  try {
    answer = await cloud.callFunction(name, input);
  } catch (error) {
    throw unreachable(name, error);
  }
  const reply = answer as Partial<Reply<T>> | null | undefined;
  if (typeof reply?.ok !== 'boolean' || typeof reply.at !== 'number') throw unreachable(name, answer);
  return reply as Reply<T>;
}

function unreachable(name: string, cause: unknown): AppError {
  console.warn(`${name} gave no answer`, cause);
  return new AppError('UNREACHABLE', strings.trouble.unreachable);
}
