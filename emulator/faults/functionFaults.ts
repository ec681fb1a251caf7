/** Fault switches on function calls, wherever the call comes from: clients, functions, timers, HTTP routes. */
import { randomUUID } from 'node:crypto';
import type { InvocationResult } from '../functions/host';
import type { LocalFunctionHost } from '../functions/localHost';
import { BareStatus, carryOut, ConnectionCut, pause, requestEnding } from './carryOut';
import type { Faults } from './faults';

const refused = (code: string, message: string): InvocationResult => ({
  ok: false,
  ...{ code, message, requestId: randomUUID() },
});

/** What the platform does to a function that does not come to an end. The function is not started. */
async function timedOut(host: LocalFunctionHost, name: string): Promise<InvocationResult> {
  const seconds = host.definition(name)?.timeoutSeconds ?? 0;
  await pause(seconds * 1000);
  return refused('FUNCTIONS_TIME_LIMIT_EXCEEDED', `Invoking task timed out after ${seconds} seconds`);
}

/** Puts the switches between the host and everybody who calls functions. */
export function strikeFunctions(host: LocalFunctionHost, faults: Faults): void {
  const invoke = host.invoke.bind(host);
  host.invoke = async (invocation) => {
    const rule = faults.isArmed('function') ? faults.strike({ on: 'function', name: invocation.name }) : undefined;
    if (!rule) return invoke(invocation);
    if (rule.effect === 'timeout') return timedOut(host, invocation.name);
    try {
      return await carryOut(
        rule,
        () => invoke(invocation),
        ({ code, message }) => refused(code, message),
      );
    } catch (error) {
      if (!(error instanceof ConnectionCut || error instanceof BareStatus)) throw error;
      // The request that brought the call ends so; a timer has none, and learns it as a failure.
      const request = requestEnding.getStore();
      if (request) request.by = error;
      return refused('FUNCTIONS_EXECUTE_FAIL', error.message);
    }
  };
}
