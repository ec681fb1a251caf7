/**
 * Questions asked before the screen that needs them stands. Each answer serves once; a question that failed this early (nobody was
 * known yet, say) is asked again by the screen, in its own time.
 */
interface Early {
  readonly askedAt: number;
  readonly answer: Promise<unknown>;
}

/** Whoever comes later than that wants to know how things stand by then. */
const FRESH_MS = 10_000;
const ahead = new Map<string, Early>();
const keyOf = (name: string, input: object) => `${name} ${JSON.stringify(input)}`;

export function askAhead(name: string, input: object, ask: () => Promise<unknown>): void {
  const answer = ask();
  ahead.set(keyOf(name, input), { askedAt: Date.now(), answer });
  // told to whoever takes it; without a taker there is nobody to tell
  answer.catch(() => undefined);
}

/** The answer that was asked for ahead, or what `ask` says now. */
export async function answerFor<T>(name: string, input: object, ask: () => Promise<T>): Promise<T> {
  const early = ahead.get(keyOf(name, input));
  ahead.delete(keyOf(name, input));
  if (!early || Date.now() - early.askedAt > FRESH_MS) return ask();
  return early.answer.then((answer) => answer as T, ask);
}
