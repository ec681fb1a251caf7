/** A city in virtual time: the real function bundles on the emulator, its people, and what they have in mind. */
import type { Reply } from '#contract/reply';
import type { As } from '../../scripts/demo/players';
import { setStage, type Stage } from '../../scripts/demo/stage';
import { chanceFrom, type Chance } from '../../scripts/world/chance';
import { Agenda } from './agenda';

export interface Size {
  readonly orders: number;
  readonly users: number;
  readonly nurses: number;
  readonly seed: number;
}

export interface Town {
  readonly stage: Stage;
  readonly size: Size;
  readonly chance: Chance;
  readonly agenda: Agenda;
  readonly now: () => number;
  /** Orders whose booking the product acknowledged. */
  readonly acknowledged: string[];
  /** Orders for which every minute counts: they look for a nurse, wait for money, or somebody is on the way or at work. */
  readonly pressing: Set<string>;
  /** What was refused or failed, and how often. */
  readonly refusals: Map<string, number>;
  /** As a phone calls: a failure without an answer is tried once more with the same data. Null: refused. */
  readonly ask: <T>(name: string, data: object, as: As) => Promise<T | null>;
}

/** The night before the day; families and nurses are asleep. */
export const MIDNIGHT = Date.parse('2026-11-24T00:00:00+08:00');
/** Families that may book; the rest of the users only look around. */
const HOUSEHOLDS_PER_ORDER = 1.2;
const AT_ONCE = 500;

export const householdsOf = ({ orders, users }: Size): number =>
  Math.min(users, Math.ceil(orders * HOUSEHOLDS_PER_ORDER));

export async function openTown(size: Size): Promise<Town> {
  const stage = await setStage();
  const { emulator } = stage.cloud;
  emulator.clock.set(MIDNIGHT);
  const { fillWorld } = await import('../../scripts/world/world');
  const families = householdsOf(size);
  const filled = { nurses: size.nurses, applicants: 0, families, pastVisits: size.nurses * 2 };
  await fillWorld(MIDNIGHT, (line) => console.log(line), filled);
  await lookersOn(families, size.users);
  const chance = chanceFrom(size.seed);
  const refusals = new Map<string, number>();
  return {
    ...{ stage, size, chance, refusals, agenda: new Agenda(), acknowledged: [], pressing: new Set<string>() },
    now: () => emulator.clock.now(),
    ask: asking(stage, refusals),
  };
}

/** Accounts that have nobody to care for yet. */
async function lookersOn(from: number, to: number): Promise<void> {
  const { db } = await import('#cloud/database');
  for (let first = from + 1; first <= to; first += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, to - first + 1) }, (_, index) => first + index);
    const known = { displayName: '', uid: '', roles: ['patient'], nurseId: null, createdAt: MIDNIGHT };
    await db.collection('users').add(numbers.map((one) => ({ _id: `user-l${one}`, openid: `o-l${one}`, ...known })));
    await db.collection('identities').add(numbers.map((one) => ({ _id: `openid:o-l${one}`, userId: `user-l${one}` })));
  }
}

const asking =
  ({ ask }: Stage, refusals: Map<string, number>): Town['ask'] =>
  async <T>(name: string, data: object, as: As) => {
    const count = (what: string) => refusals.set(what, (refusals.get(what) ?? 0) + 1);
    for (const isLast of [false, true]) {
      try {
        const reply: Reply<T> = await ask<T>(name, data, as);
        if (reply.ok) return reply.data;
        if (reply.error.code !== 'INTERNAL' || isLast) {
          count(`${name} ${reply.error.code}`);
          return null;
        }
      } catch (error) {
        count(`${name} did not run`);
        if (isLast) console.warn(`${name}: ${(error as Error).message}`);
      }
    }
    return null;
  };

const STEP_MS = 60_000;
const QUIET_MS = 10 * STEP_MS;
const LANES = 6;

/** Lives on until nobody has anything in mind, or until then; `eachMinute` sees the time pass. Hours in which nothing presses are skipped. */
export async function live(town: Town, until: number, eachMinute: () => void): Promise<void> {
  const { timers } = town.stage.cloud.emulator;
  for (;;) {
    const next = town.agenda.nextAt();
    if (next === undefined || next > until) return;
    while (next > town.now()) {
      const isQuiet = town.pressing.size === 0 && next - town.now() > QUIET_MS;
      if (isQuiet) await timers.set(next - 2 * STEP_MS);
      const { fired } = await timers.advance(Math.min(STEP_MS, Math.max(0, next - town.now())));
      for (const { name, ok, error } of fired) if (!ok) console.warn(`${name}: ${error}`);
      eachMinute();
    }
    await inLanes(town.agenda.takeDue(town.now()));
    eachMinute();
  }
}

/** People do not wait for each other: several at once, as the product would meet them. */
async function inLanes(acts: (() => Promise<void>)[]): Promise<void> {
  const lane = async () => {
    for (let act = acts.shift(); act; act = acts.shift()) await act();
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}
