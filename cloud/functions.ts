import { app } from './database';

/** Long enough for the platform to have taken the call; nobody waits for what it does then. */
const WAIT_MS = 800;

/**
 * Hurries another function of ours along. Never throws and never waits long: what is to be done stands in the database already,
 * and a timer finds it if this call is lost.
 */
export async function poke(name: string, data: Readonly<Record<string, unknown>> = {}): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, WAIT_MS)));
  const call = app.callFunction({ name, data }).then(
    () => undefined,
    (error: unknown) => console.warn(`poke ${name}`, error),
  );
  await Promise.race([call, enough]);
  clearTimeout(timer);
}
