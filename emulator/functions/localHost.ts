import type { FunctionDefinition } from './definition';
import type { Caller, FunctionHost } from './host';

/** One call as it was seen from outside: kept for the developer, never for the program. */
export interface CallRecord {
  readonly name: string;
  readonly requestId: string;
  readonly source: string;
  readonly caller: Caller;
  readonly startedAt: number;
  readonly durationMs: number;
  /** `OK`, or the error code. */
  readonly result: string;
  /** What the caller was told when it failed: the function's own error with its stack. */
  readonly message?: string;
  readonly coldStartMs?: number;
  readonly lines: readonly string[];
}

export interface FunctionReport {
  readonly name: string;
  readonly calls: number;
  readonly errors: number;
  readonly coldStarts: number;
  readonly lastColdStartMs?: number;
  readonly processes: number;
  readonly busy: number;
  readonly queued: number;
}

/** A call that is running now, found by the token its requests to the server carry (`tcb_sessionToken`). */
export interface CallInProgress {
  readonly requestId: string;
  readonly name: string;
  readonly caller: Caller;
  readonly source: string;
}

/** The function host of this machine: a `FunctionHost` that can also be looked into. */
export interface LocalFunctionHost extends FunctionHost {
  definition(name: string): FunctionDefinition | undefined;
  definitions(): FunctionDefinition[];
  /** Every request of a function's SDK carries the call's token as body or form field `tcb_sessionToken`. */
  callInProgress(sessionToken: string): CallInProgress | undefined;
  report(): FunctionReport[];
  /** Kills one process of the function in the middle of its work, as machines do; false: none is at work. */
  crashOne(name: string): boolean;
  /** The last calls of one function, oldest first. */
  calls(name: string): readonly CallRecord[];
}
