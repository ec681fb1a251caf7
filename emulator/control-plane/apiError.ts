/** A refusal in the words of Tencent Cloud's API. */
import { EngineError } from '../database/engine';
import { RuleMistake } from '../rules/ruleset';

export type Parameters = Readonly<Record<string, unknown>>;

export class ApiError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The engine words refusals as the SDKs see them, `[Code] text`; here the code is what stands in the brackets. */
export function refusalOf(error: unknown): { Code: string; Message: string } {
  if (error instanceof ApiError) return { Code: error.code, Message: error.message };
  if (error instanceof RuleMistake) return { Code: 'InvalidParameter', Message: error.message };
  if (!(error instanceof EngineError)) return { Code: 'InternalError', Message: (error as Error).message };
  const [, code = error.code, text = error.message] = /^\[([\w.]+)\] ([\s\S]*)$/.exec(error.message) ?? [];
  return { Code: code, Message: text };
}

export function required(parameters: Parameters, field: string): string {
  const value = parameters[field];
  if (typeof value !== 'string' || value === '') throw new ApiError('MissingParameter', `${field} is required`);
  return value;
}

/** A count with a default; anything but a whole number in the range is refused. */
export function wholeNumber(parameters: Parameters, field: string, preset: number, max: number): number {
  const value = parameters[field] ?? preset;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
    throw new ApiError('InvalidParameterValue', `${field} must be a whole number from 0 to ${max}`);
  }
  return value;
}
