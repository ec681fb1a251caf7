/** A nurse's standing as she reads it, and her appeals against entries of it. */
import type { AppealView, StandingItem, StandingView } from '#contract/readStanding';
import { daysLeft, papersOf } from '#domain/nurse/expiry';
import type { Nurse } from '#domain/nurse/nurse';
import { capText, explained, itemsOf, publishedRules, standing, type StandingFacts } from '#domain/nurse/standing';
import { Refusal } from '#domain/refusal';
import { db, everyRow, isDuplicate } from '../database';
import { plain } from '../plain';
import { operations } from '../settings';
import type { StandingDocument } from './count';
import { factsOf } from './facts';

/** A document of `standingAppeals`; its id makes a second appeal against the same entry impossible. */
interface Appeal extends AppealView {
  readonly _id: string;
  readonly nurseId: string;
  readonly itemId: string;
  readonly answeredAt: number | null;
}

const MOST_ITEMS = 50;
const MOST_HISTORY = 30;

/** The newest count as it was kept; where there is none yet, counted now. */
export async function standingView(nurse: Nurse, now: number): Promise<StandingView> {
  const [p, facts, history, appeals] = await Promise.all([
    operations(now),
    factsOf([nurse._id], now),
    historyOf(nurse._id),
    everyRow<Appeal>(db.collection('standingAppeals').where({ nurseId: nurse._id }).orderBy('_id', 'asc')),
  ]);
  const known = facts.get(nurse._id) as StandingFacts;
  const counted = history[0] ?? { ...standing(known, now, p), at: now };
  const byItem = new Map(appeals.map((appeal) => [appeal.itemId, appeal]));
  return {
    stars: counted.stars,
    isNew: counted.isNew,
    newBelowReviews: p.score.newcomerBelowReviews,
    score: counted.score,
    countedAt: counted.at,
    lines: explained(counted, p),
    cap: capText(counted, p),
    rules: publishedRules(p),
    items: itemsOf(known, p)
      .slice(0, MOST_ITEMS)
      .map((item): StandingItem => ({ ...item, appeal: shown(byItem.get(item.itemId)) })),
    history: history.map(({ at, stars, score }) => ({ at, stars, score })),
    papers: papersOf(nurse).map((paper) => ({ ...paper, daysLeft: daysLeft(paper, now) })),
    status: nurse.status,
    statusReason: nurse.statusReason,
  };
}

const shown = (appeal: Appeal | undefined): AppealView | null =>
  appeal ? { state: appeal.state, text: appeal.text, at: appeal.at, answer: appeal.answer } : null;

async function historyOf(nurseId: string): Promise<readonly StandingDocument[]> {
  const found = db.collection('nurseStandings').where({ nurseId }).orderBy('at', 'desc').limit(MOST_HISTORY);
  return plain((await found.get()).data as StandingDocument[]);
}

/** Against an entry that is hers, once. */
export async function appeal(nurseId: string, itemId: string, text: string, now: number): Promise<void> {
  const [p, facts] = await Promise.all([operations(now), factsOf([nurseId], now)]);
  if (!itemsOf(facts.get(nurseId) as StandingFacts, p).some((item) => item.itemId === itemId))
    throw new Refusal('NOT_FOUND', { itemId });
  const document: Appeal = {
    _id: `${nurseId}:${itemId}`,
    ...{ nurseId, itemId, text, at: now, state: 'waiting', answer: '', answeredAt: null },
  };
  try {
    await db.collection('standingAppeals').add(document);
  } catch (error) {
    if (isDuplicate(error)) throw new Refusal('ALREADY_APPEALED', { itemId });
    throw error;
  }
}
