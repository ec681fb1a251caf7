/** Who does not want to meet again: a family a nurse, or a nurse a household. Honoured in every search, whichever side said it. */
import { db, erase, rows, write } from './database';

/** A document of `blocks`. A household is the account that registered the person. */
export interface Block {
  readonly _id: string;
  readonly familyUserId: string;
  readonly nurseId: string;
  readonly by: 'patient' | 'nurse';
  readonly at: number;
}

type Pair = Pick<Block, 'familyUserId' | 'nurseId' | 'by'>;

const MOST_BLOCKS = 500;

const blockId = ({ familyUserId, nurseId, by }: Pair): string => `${by}:${familyUserId}:${nurseId}`;

/** Nurses who are not sent to this family. */
export async function blockedNurses(familyUserId: string): Promise<readonly string[]> {
  const found = await rows<Block>(db.collection('blocks').where({ familyUserId }), MOST_BLOCKS, 'blocks of a family');
  return nursesIn(found);
}

export const nursesIn = (blocks: readonly Block[]): readonly string[] => [
  ...new Set(blocks.map(({ nurseId }) => nurseId)),
];

/** Saying it twice changes nothing. */
export const block = (pair: Pair, now: number): Promise<void> =>
  write('blocks', { _id: blockId(pair), ...pair, at: now });

/** Takes back one's own word; the other side's stays. */
export const unblock = (pair: Pair): Promise<void> => erase('blocks', blockId(pair));
