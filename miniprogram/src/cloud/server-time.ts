/** The server's clock as far as we know it. Countdowns are drawn from it: a phone's own clock may be anything. */
let offsetMs = 0;

/** `at` was true somewhere between asking and hearing; the middle is the best guess. */
export function noteServerTime(at: number, askedAt: number, heardAt: number): void {
  offsetMs = at - (askedAt + heardAt) / 2;
}

export const serverNow = (): number => Math.round(Date.now() + offsetMs);
