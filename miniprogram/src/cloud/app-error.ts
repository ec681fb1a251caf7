import type { RefusalCode } from '#domain/refusal';
import { strings } from '@/strings/phone';

/** A refusal of the server, or what went wrong on the way to it. `message` is what the person reads. */
export class AppError extends Error {
  constructor(
    readonly code: RefusalCode | 'UNREACHABLE' | 'DEVICE',
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** What to show for anything that was thrown; what is not ours is written to the console and worded plainly. */
export function wordsFor(thrown: unknown): string {
  if (thrown instanceof AppError) return thrown.message;
  console.warn(thrown);
  return strings.trouble.unknown;
}
