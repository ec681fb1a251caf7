import { AppError } from '@/cloud/app-error';
import { strings } from '@/strings/account';

/** A refusal of a code in words that say how many tries are left. */
export function withTriesLeft(thrown: unknown): unknown {
  if (!(thrown instanceof AppError) || typeof thrown.details.triesLeft !== 'number') return thrown;
  const { code, message, details } = thrown;
  return new AppError(code, strings.phone.triesLeft({ message, tries: thrown.details.triesLeft }), details);
}

/** From when another code may be asked for, where a refusal says so. */
export function retryAtIn(thrown: unknown): number | null {
  const retryAt = thrown instanceof AppError ? thrown.details.retryAt : undefined;
  return typeof retryAt === 'number' ? retryAt : null;
}
