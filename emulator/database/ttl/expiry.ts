import type { Engine } from '../engine';

/** As often as MongoDB looks. */
const roundMs = 60_000;

export interface ExpiryOptions {
  readonly engine: Pick<Engine, 'removeExpired'>;
  /** Told when time is steered; answers how to stop listening. */
  readonly onClockChange: (listener: () => void) => () => void;
  readonly log: (line: string) => void;
}

/** Removes expired documents every minute and whenever the clock is steered. `close` waits for a round under way. */
export function openExpiry({ engine, onClockChange, log }: ExpiryOptions): { close(): Promise<void> } {
  let running: Promise<void> | undefined;
  let again = false;
  const round = async () => {
    do {
      again = false;
      await engine.removeExpired();
    } while (again);
  };
  const look = () => {
    again = running !== undefined;
    running ??= round()
      .catch((error: Error) => log(`expired documents could not be removed: ${error.message}`))
      .finally(() => (running = undefined));
  };
  const timer = setInterval(look, roundMs);
  timer.unref();
  const forget = onClockChange(look);
  return {
    close: async () => {
      clearInterval(timer);
      forget();
      await running;
    },
  };
}
