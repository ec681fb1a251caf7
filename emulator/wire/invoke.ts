/** Calling a function, from wherever the call comes. */
import { EngineError } from '../database/engine';
import { NOBODY, type Caller, type FunctionHost, type Invocation } from '../functions/host';
import { invalidParam } from './envelope';

/** The SDK sends the event as JSON text, empty when the caller gave no data. */
export function eventOf(requestData: unknown): Record<string, unknown> {
  if (requestData === undefined || requestData === null || requestData === '') return {};
  let event: unknown = requestData;
  if (typeof requestData === 'string') {
    try {
      event = JSON.parse(requestData);
    } catch {
      throw invalidParam('request_data is not JSON');
    }
  }
  if (event === null || typeof event !== 'object' || Array.isArray(event)) {
    throw invalidParam('request_data must be a JSON object');
  }
  return event as Record<string, unknown>;
}

/** The result as JSON text, or the platform's refusal thrown. */
export async function resultOf(host: FunctionHost, invocation: Invocation): Promise<string> {
  const result = await host.invoke(invocation);
  if (!result.ok) throw new EngineError(result.code, result.message);
  return result.resultJson;
}

/** A function called by a function sees a chain such as `wx_client,scf`; one called by a script, `scf`. */
export function chainedSource(sourceHeader: string | undefined): string {
  const sources = (sourceHeader ?? '').split(',').map((part) => part.trim());
  const known = sources.filter((source) => source !== '' && source !== 'unknown' && source !== 'scf');
  return [...known, 'scf'].join(',');
}

/** The callee knows which way it was called, not for whom: the platform hands on no openid between functions. */
export function callerFromFunction(clientIp: string): Caller {
  return { ...NOBODY, clientIp };
}
