/**
 * Random lives of orders against a hostile WeChat Pay and dying processes: `LIVES=10000 npm run bench -- lives`. Towns one after the
 * other, each with its own seed; at the end of each WeChat Pay's ledger, its bills and our books are compared to the fen.
 */
import { liveMany, type Lived } from '../scripts/lives/lives';
import type { Figures } from './measure';

const PAIRS = 50;
const WAVES = 10;

export default async function lives(): Promise<Figures> {
  const wanted = Number(process.env.LIVES ?? 1_000);
  const firstSeed = Number(process.env.SEED ?? 1);
  const towns: Lived[] = [];
  const began = Date.now();
  for (let seed = firstSeed; sumOf(towns, ({ lives }) => lives) < wanted; seed += 1) {
    const { town, lived } = await liveMany({ seed, pairs: PAIRS, waves: WAVES });
    await town.stage.close();
    towns.push(lived);
    console.log(JSON.stringify(lived));
  }
  return {
    lives: sumOf(towns, ({ lives }) => lives),
    deaths: sumOf(towns, ({ deaths }) => deaths),
    payments: sumOf(towns, ({ payments }) => payments),
    refunds: sumOf(towns, ({ refunds }) => refunds),
    paidFen: sumOf(towns, ({ paidFen }) => paidFen),
    refundedFen: sumOf(towns, ({ refundedFen }) => refundedFen),
    seeds: towns.map(({ seed }) => seed),
    problems: towns.flatMap(({ problems }) => problems),
    seconds: Math.round((Date.now() - began) / 1000),
  };
}

const sumOf = (towns: readonly Lived[], of: (lived: Lived) => number): number =>
  towns.reduce((total, lived) => total + of(lived), 0);
