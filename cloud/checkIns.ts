/** Checking in at the patient's door, with a lock against guessing. */
import { timingSafeEqual } from 'node:crypto';
import type { Position } from '#domain/geo/distance';
import type { Nurse } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { checkIn } from '#domain/order/visit';
import { Refusal } from '#domain/refusal';
import { MINUTE } from '#domain/schedule/beijing';
import { giveBack } from './reductions';
import type { About } from './doors/aboutOrder';
import { dayPapers, decideOnTheDay, type DayActs } from './eligibility/visitDecision';
import { visitCodeOf, type OrderPrivate } from './orderPrivate';
import { changeOrder, type Change } from './orders';
import { operations } from './settings';

interface AtDoor {
  readonly nurse: Nurse;
  readonly position: Position;
  readonly visitCode: string;
}

/** What `orderPrivate` holds besides: how often a wrong code was said, and until when no code is heard. */
type Guarded = OrderPrivate & { readonly wrongCodes?: number; readonly lockedUntil?: number };

/** A wrong code is counted in the transaction that refuses it, so that a hundred guesses at once are no more than five. */
export async function checkInAtDoor(
  orderId: string,
  door: AtDoor,
  { seen, beside }: About<DayActs>,
  now: number,
): Promise<void> {
  const [p, papers] = await Promise.all([operations(now), dayPapers(now)]);
  let refused: Refusal | null = null;
  await changeOrder(
    orderId,
    async (order, transaction) => {
      refused = null;
      const guarded = await transaction.get<Guarded>('orderPrivate', orderId);
      if (!guarded) throw new Error(`order ${orderId} has no private part`);
      const lockedUntil = guarded.lockedUntil ?? 0;
      if (lockedUntil > now) throw new Refusal('WRONG_VISIT_CODE', { lockedUntil });
      try {
        const change = decide(order, door, guarded, now, p);
        const alsoWrite = await decideOnTheDay(
          order,
          door.nurse,
          'checkIn',
          papers,
          now,
          transaction.trusting ? beside : null,
        );
        await giveBack(transaction, change, now);
        return { ...change, alsoWrite };
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'WRONG_VISIT_CODE')) throw error;
        const counted = oneMoreWrong(guarded, now, p.visit);
        refused = new Refusal('WRONG_VISIT_CODE', counted.lockedUntil ? { lockedUntil: counted.lockedUntil } : {});
        return { order, fact: null, alsoWrite: (also) => also.put('orderPrivate', counted) };
      }
    },
    seen,
  );
  if (refused) throw refused;
}

function decide(
  order: Order,
  { nurse, position, visitCode }: AtDoor,
  guarded: Guarded,
  now: number,
  p: OperationParameters,
): Change {
  const expectedCode = visitCodeOf(guarded);
  // Compared here, in constant time; the rule then sees either the code itself or none.
  const said = sameText(visitCode, expectedCode) ? expectedCode : '';
  return checkIn(
    order,
    { nurseId: nurse._id, position, place: guarded.location.coordinates, visitCode: said, expectedCode },
    now,
    p,
  );
}

function oneMoreWrong(guarded: Guarded, now: number, p: OperationParameters['visit']): Guarded {
  const wrongCodes = (guarded.wrongCodes ?? 0) + 1;
  if (wrongCodes < p.wrongCodesMax) return { ...guarded, wrongCodes };
  return { ...guarded, wrongCodes: 0, lockedUntil: now + p.codeLockMinutes * MINUTE };
}

const sameText = (a: string, b: string): boolean =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b));
