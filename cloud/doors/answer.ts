/** How every call ends: a reply in the one shape, a log line, and no secret in either. */
import { MESSAGES } from '#contract/messages';
import type { Reply } from '#contract/reply';
import { Refusal } from '#domain/refusal';
import { caller } from '../caller';

/** Runs the use case and words its outcome. Unknown errors are told to the log in full and to the caller not at all. */
export async function answer<T>(act: (now: number) => Promise<T>): Promise<Reply<T>> {
  const startedAt = Date.now();
  try {
    const data = await act(startedAt);
    log('ok', startedAt);
    return { ok: true, data, at: Date.now() };
  } catch (error) {
    if (!(error instanceof Refusal)) {
      console.error(error);
      log('INTERNAL', startedAt);
      return refused(new Refusal('INTERNAL'));
    }
    log(error.code, startedAt);
    return refused(error);
  }
}

export const refused = ({ code, details }: Refusal): Reply<never> => ({
  ok: false,
  error: { code, message: MESSAGES[code], details },
  at: Date.now(),
});

function log(outcome: string, startedAt: number): void {
  const { source, requestId } = caller();
  console.log(JSON.stringify({ outcome, source, requestId, ms: Date.now() - startedAt }));
}
