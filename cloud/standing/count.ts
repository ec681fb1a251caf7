/** Counts nurses' stars anew and keeps every count with its inputs. */
import type { Nurse } from '#domain/nurse/nurse';
import { type Standing, standing, type StandingFacts } from '#domain/nurse/standing';
import { beijingDay } from '#domain/schedule/beijing';
import { db } from '../database';
import { transact } from '../transact';
import { operations } from '../settings';
import { factsOf } from './facts';

/** A document of `nurseStandings`. */
export interface StandingDocument extends Standing {
  readonly _id: string;
  readonly nurseId: string;
  readonly at: number;
}

/**
 * After a review, a complaint or an appeal; doing it again changes nothing. The facts are read between the nurse's being read and
 * being written: of two counts at once one loses the conflict and counts again, so the last to write saw the most.
 */
export async function countStars(nurseId: string, now: number): Promise<void> {
  const p = await operations(now);
  await transact(async (transaction) => {
    const nurse = await transaction.get<Nurse>('nurses', nurseId);
    if (!nurse) throw new Error(`stars of an unknown nurse: ${nurseId}`);
    const facts = (await factsOf([nurseId], now)).get(nurseId) as StandingFacts;
    const counted = standing(facts, now, p);
    const { stars, reviewCount } = counted;
    await transaction.put('nurses', { ...nurse, stars, reviewCount, standingAt: now });
    await transaction.put('nurseStandings', { _id: `${nurseId}:${now}`, nurseId, at: now, ...counted });
  });
}

type Seen = Pick<Nurse, '_id' | 'standingAt'>;

/** The daily count of a page of nurses: the same day again writes the same documents. Answers how many could not be counted. */
export async function countPage(nurses: readonly Seen[], now: number): Promise<number> {
  const ids = nurses.map(({ _id }) => _id);
  const [p, facts] = await Promise.all([operations(now), factsOf(ids, now)]);
  const counted = await Promise.allSettled(
    nurses.map((nurse) => write(nurse, standing(facts.get(nurse._id) as StandingFacts, now, p), now)),
  );
  const failed = counted.filter((one) => one.status === 'rejected');
  for (const { reason } of failed) console.error('daily stars', reason);
  return failed.length;
}

/** A nurse whose stars were counted meanwhile, from newer facts, keeps those. */
async function write({ _id, standingAt }: Seen, counted: Standing, now: number): Promise<void> {
  const document = { nurseId: _id, at: now, ...counted };
  await db
    .collection('nurseStandings')
    .doc(`${_id}:${beijingDay(now)}`)
    .set(document);
  const { stars, reviewCount } = counted;
  // Null also means: no such field.
  await db
    .collection('nurses')
    .where({ _id, standingAt: standingAt ?? null })
    .update({ stars, reviewCount, standingAt: now });
}
