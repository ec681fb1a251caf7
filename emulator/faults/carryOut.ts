/** What a fault does to a piece of work, whoever does the work. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { transactionConflict } from '../database/refusals';
import type { FaultRule } from './rule';

/** The request ends without an answer: its connection is closed. */
export class ConnectionCut extends Error {
  constructor() {
    super('the connection was cut by a fault switch');
  }
}

/** The request ends with a bare HTTP status. */
export class BareStatus extends Error {
  constructor(readonly status: number) {
    super(`HTTP ${status} by a fault switch`);
  }
}

/** How the HTTP request that is being served shall end, when something deep inside it decides that. */
export const requestEnding = new AsyncLocalStorage<{ by?: ConnectionCut | BareStatus }>();

const silence = (): Promise<never> => new Promise(() => undefined);

/** Real time, and no reason to keep the process alive. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
}

function refusalOf({ effect, code, message, status }: FaultRule): Refusal {
  if (effect === 'conflict') {
    const conflict = transactionConflict();
    return { code: conflict.code, message: conflict.message };
  }
  const words = { code: code ?? 'SYS_ERR', message: message ?? 'set by a fault switch' };
  return status === undefined ? words : { ...words, status };
}

/** Does the work with the fault: throws ConnectionCut or BareStatus, or never settles, where there is no answer. */
export async function carryOut<T>(
  rule: FaultRule,
  work: () => Promise<T>,
  refuse: (refusal: Refusal) => T | Promise<T>,
): Promise<T> {
  if (rule.delayMs) await pause(rule.delayMs);
  switch (rule.effect) {
    case undefined:
      return work();
    case 'error':
    case 'conflict':
      return refuse(refusalOf(rule));
    case 'status':
      throw new BareStatus(rule.status ?? 500);
    case 'timeout':
      return silence();
    case 'dropBefore':
      throw new ConnectionCut();
    case 'dropAfter':
      await work();
      throw new ConnectionCut();
  }
}
