/**
 * A city's day in virtual time against the real function bundles: `npm run bench -- city`. People arrive over the day, hesitate, refuse,
 * come late; messages, text messages and transactions fail by chance. CITY_ORDERS (default 150) sets the wishes; users and nurses follow
 * (20 and 1 per wish) unless CITY_USERS and CITY_NURSES say otherwise; CITY_ORDERS=5000 is the city of 100,000 users and 5,000 nurses.
 * CITY_SEED: another day. CITY_SABOTAGE=ledger|message|step loses one row before the judge looks: then the judge must find it.
 */
import { build } from '../scripts/build/products';
import { CONTROLS } from './city/controls';
import { counting } from './city/counting';
import { day } from './city/day';
import { evidenceOf } from './city/evidence';
import { faultsIn, type Evidence } from './city/oracle';
import { emptyMinute, report } from './city/report';
import { MIDNIGHT, openTown, type Size, type Town } from './city/town';
import { badWeather, WEATHER } from './city/weather';
import { rounded, type Figures } from './measure';

function sizeAsked(): Size {
  const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
  const orders = number('CITY_ORDERS', 150);
  const [users, nurses] = [number('CITY_USERS', orders * 20), number('CITY_NURSES', orders)];
  return { orders, users, nurses, seed: number('CITY_SEED', 1) };
}

const SABOTAGE: Readonly<Record<string, readonly [collection: string, where: object]>> = {
  ledger: ['ledgerEntries', {}],
  message: ['outbox', { kind: 'message', 'payload.template': 'orderAccepted' }],
  step: ['orderEvents', { event: 'accept' }],
};

async function sabotaged({ stage }: Town): Promise<string | null> {
  const name = process.env.CITY_SABOTAGE;
  if (!name) return null;
  const [collection, query] = SABOTAGE[name] ?? [];
  if (!collection || !query) throw new Error(`CITY_SABOTAGE is one of ${Object.keys(SABOTAGE).join(', ')}`);
  const { engine } = stage.cloud.emulator;
  const [row] = await engine.find(collection, { query: query as never, limit: 1 });
  await engine.remove(collection, { _id: row?._id } as never, false);
  return name;
}

/** The judge's word on the day, and on days that were broken on purpose. */
function judged(evidence: Evidence, sabotage: string | null) {
  const faults = faultsIn(evidence);
  for (const fault of faults.slice(0, 20)) console.log(`FAULT ${fault}`);
  if (sabotage && faults.length === 0) throw new Error(`the judge did not notice ${sabotage}`);
  if (!sabotage && faults.length > 0) throw new Error(`${faults.length} faults`);
  const blind = Object.entries(CONTROLS).filter(([, damage]) => faultsIn(damage(evidence)).length <= faults.length);
  if (blind.length > 0) throw new Error(`the judge does not notice: ${blind.map(([name]) => name).join('; ')}`);
  return { faults: faults.length, sabotage, controlsNoticed: Object.keys(CONTROLS).length };
}

/** One line for each hour of the city, so that whoever waits sees it live. */
function hours({ now, acknowledged, pressing }: Town): () => void {
  let told = -1;
  return () => {
    const hour = Math.floor((now() - MIDNIGHT) / 3_600_000);
    if (hour > told) console.log(`hour ${(told = hour)}: ${acknowledged.length} booked, ${pressing.size} under way`);
  };
}

export default async function city(): Promise<Figures> {
  await build(['functions'], () => undefined);
  const size = sizeAsked();
  const town = await openTown(size);
  try {
    const empty = await emptyMinute(town);
    const count = counting(town.stage);
    badWeather(town.stage, size.seed);
    const [from, tell] = [performance.now(), hours(town)];
    await day(town, () => (count.look(town.now()), tell()));
    const secondsOfTheDay = rounded((performance.now() - from) / 1000, 0);
    const sabotage = await sabotaged(town);
    const evidence = await evidenceOf(town);
    const verdict = judged(evidence, sabotage);
    return { size, weather: WEATHER, verdict, ...report(town, evidence, count, empty), secondsOfTheDay };
  } finally {
    await town.stage.close();
  }
}
