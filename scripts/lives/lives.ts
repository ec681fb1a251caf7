/** A town's worth of random lives, under hostile circumstances, and what the ledgers say when everything has come to rest. */
import { DAY, HOUR, beijingDay, startOfBeijingDay } from '#domain/schedule/beijing';
import { chanceFrom } from '../world/chance';
import { beginDying, whimsOf } from './hostility';
import { settle } from './settle';
import { openTown, type Town } from './town';
import { verdictOn, type Verdict } from './verdict';
import { liveWave, passTime, type Life } from './wave';

export interface Lived extends Verdict {
  readonly seed: number;
  readonly lives: number;
  readonly deaths: number;
  readonly rounds: number;
}

export interface LivesWish {
  readonly seed: number;
  /** Lives of a wave, as many families and nurses. */
  readonly pairs: number;
  readonly waves: number;
}

const MONDAY_EIGHT = Date.parse('2026-11-23T08:00:00+08:00');
/** A quarter past ten the bill is held against the books; later, and the last day is done as well. */
const BILLS_READY_MS = 11 * HOUR;

/** The same seed draws the same plans; what meets what is the machine's affair. The caller closes the town. */
export async function liveMany({
  seed,
  pairs,
  waves,
}: LivesWish): Promise<{ town: Town; lives: readonly Life[]; lived: Lived }> {
  const town = await openTown(pairs, MONDAY_EIGHT);
  const { stage } = town;
  const chance = chanceFrom(seed);
  stage.wechatPay.script({ whims: whimsOf(seed) });
  const dying = beginDying(stage, chanceFrom(seed + 1));
  const lives: Life[] = [];
  for (let wave = 0; wave < waves; wave += 1) {
    lives.push(...(await liveWave(town, chance)));
    await stage.jumpTo(startOfBeijingDay(beijingDay(await stage.now())) + DAY + 8 * HOUR);
  }
  const rounds = await settle(town, lives);
  dying.stop();
  stage.wechatPay.script({ reset: true });
  await holdAgainstBills(town);
  const lived = { seed, lives: lives.length, deaths: dying.deaths(), rounds, ...(await verdictOn(town, lives)) };
  return { town, lives, lived };
}

/** Every day up to the last one that saw money move. */
async function holdAgainstBills(town: Town): Promise<void> {
  const { stage, rows } = town;
  const lastDay = beijingDay(await stage.now());
  let at = startOfBeijingDay(lastDay) + DAY + BILLS_READY_MS;
  for (let tries = 0; tries < 200; tries += 1, at += 60_000) {
    await passTime(town, at);
    const done = await rows('reconciliations', { _id: lastDay, state: { $in: ['agrees', 'differs'] } });
    if (done.length > 0) return;
  }
}
