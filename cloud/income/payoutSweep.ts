/** Transfers WeChat Pay did not tell us about, and those it has not taken yet: asked again, ever more rarely. */
import { HOUR, MINUTE } from '#domain/schedule/beijing';
import { claim, dueRows } from '../claims';
import { sweep } from '../sweep';
import type { Payout } from './payouts';
import { carryOut, lookUp } from './transfers';

const QUERY_AGAIN_MS = 5 * MINUTE;
const LONGEST_PAUSE_MS = HOUR;
/** Two days of asking every hour; then a person must look (an empty account, a scene that is not approved …). */
const MOST_ATTEMPTS = 54;

const pauseAfter = (attempts: number): number => Math.min(MINUTE * 2 ** (attempts - 1), LONGEST_PAUSE_MS);

/** How many were asked about. */
export async function sweepPayouts(now: number, budgetMs: number): Promise<number> {
  const endsAt = Date.now() + budgetMs;
  const of = (state: Payout['state'], handle: (row: Payout) => Promise<boolean>) =>
    sweep<Payout>({
      find: (limit) => dueRows('payouts', state, 'nextAskAt', now, limit),
      handle,
      budgetMs: Math.max(0, endsAt - Date.now()),
    });
  const asked = await of('requested', (row) => askAgain(row, now));
  return asked + (await of('underway', (row) => query(row, now)));
}

/** By the same number: taken already or not, it is one transfer, and only this answer tells what her phone needs. */
async function askAgain(payout: Payout, now: number): Promise<boolean> {
  const attempts = payout.attempts + 1;
  if (attempts > MOST_ATTEMPTS) return claim('payouts', payout, 'nextAskAt', { state: 'stuck' });
  if (!(await claim('payouts', payout, 'nextAskAt', { attempts, nextAskAt: now + pauseAfter(attempts) }))) return false;
  await carryOut(payout, now);
  return true;
}

async function query(payout: Payout, now: number): Promise<boolean> {
  if (!(await claim('payouts', payout, 'nextAskAt', { nextAskAt: now + QUERY_AGAIN_MS }))) return false;
  await lookUp(payout._id, now);
  return true;
}
