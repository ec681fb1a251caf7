/** What time the stand-ins believe it is: the emulator's steered clock when one is named, else the machine's. */
export interface Clock {
  now(): Promise<number>;
}

/**
 * A clock that asks `clockUrl` (answering `{"now": epochMs}`) at every call, so that steered time agrees on both sides.
 * When it cannot be reached, the last known offset goes on counting: a restart of the emulator must not move time.
 */
export function openClock(clockUrl?: string): Clock {
  if (clockUrl === undefined) return { now: async () => Date.now() };
  let offsetMs = 0;
  return {
    now: async () => {
      const steered = await askedTime(clockUrl);
      if (steered !== undefined) offsetMs = steered - Date.now();
      return steered ?? Date.now() + offsetMs;
    },
  };
}

async function askedTime(clockUrl: string): Promise<number | undefined> {
  try {
    const response = await fetch(clockUrl, { signal: AbortSignal.timeout(1_000) });
    const { now } = (await response.json()) as { now?: unknown };
    return typeof now === 'number' ? now : undefined;
  } catch {
    return undefined; // not running (yet): the caller counts on from what it knew
  }
}
