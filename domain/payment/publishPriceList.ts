/** A new version of a price list: what it would change, and the decision to publish it. */
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { DAY, startOfBeijingDay } from '../schedule/beijing';
import { wholeFen } from './fen';
import { type ListOwner, type PriceLine, type PriceList, priceListId, samePrice, versionsOf } from './priceList';

export interface WantedList extends ListOwner {
  readonly filingNumber: string;
  /** From the midnight that begins this day on, Beijing time. */
  readonly fromDay: string;
  /** The first day on which it does not hold; null: until the next version. */
  readonly untilDay: string | null;
  /** The version it was made from; 0: the owner has none yet. Another one meanwhile is refused. */
  readonly expectedVersion: number;
  /** Lines that are new or different; all others stay as they are. */
  readonly edits: readonly PriceLine[];
  readonly reason: string;
}

export interface LineChange {
  readonly serviceCode: string;
  /** null: the service had no price on this list. */
  readonly before: PriceLine | null;
  readonly after: PriceLine;
}

export interface PublishedList {
  readonly list: PriceList;
  /** The version before it with its end; null: it is the first. */
  readonly ended: PriceList | null;
  readonly changes: readonly LineChange[];
}

/** A process remembers price lists for half a minute; a minute ahead all of them have heard of a new one. */
const HEARD_EVERYWHERE_MS = 60_000;

export function publishPriceList(
  lists: readonly PriceList[],
  wanted: WantedList,
  by: string,
  now: number,
  p: OperationParameters['price'],
): PublishedList {
  const before = versionsOf(lists, wanted).at(-1) ?? null;
  if ((before?.version ?? 0) !== wanted.expectedVersion) {
    throw new Refusal('PRICE_LIST_CHANGED', { version: before?.version ?? 0 });
  }
  const validFrom = startOfBeijingDay(wanted.fromDay);
  const validUntil = wanted.untilDay === null ? null : startOfBeijingDay(wanted.untilDay);
  assertNoticed(validFrom, now, p);
  assertFollows(before, validFrom, validUntil, now);
  // Where the platform's own list ends, nothing could be booked any more.
  if (wanted.institutionId === null && validUntil !== null) throw new Refusal('PRICE_LIST_GAP', { validUntil });
  const lines = withEdits(before?.lines ?? [], wanted.edits);
  const changes = changesBetween(before?.lines ?? [], lines);
  const { city, institutionId, filingNumber, reason } = wanted;
  const isSame = before?.filingNumber === filingNumber && before.validUntil === validUntil;
  if (changes.length === 0 && (before === null || isSame)) throw new Refusal('PRICE_LIST_UNCHANGED');
  const version = wanted.expectedVersion + 1;
  const _id = priceListId(wanted, version);
  const said = { filingNumber, reason, publishedAt: now, publishedBy: by };
  return {
    list: { _id, city, institutionId, version, validFrom, validUntil, lines, ...said },
    ended: before && { ...before, validUntil: Math.min(before.validUntil ?? validFrom, validFrom) },
    changes,
  };
}

/** P-052: published so many days before it holds. */
function assertNoticed(validFrom: number, now: number, p: OperationParameters['price']): void {
  const earliest = Math.max(startOfBeijingDay(now) + p.listNoticeDays * DAY, now + HEARD_EVERYWHERE_MS);
  if (validFrom < earliest) throw new Refusal('PRICE_LIST_TOO_SOON', { earliest });
}

/**
 * One after the other. A version that does not hold yet may be replaced from its own day on: it then never comes to hold. Between the end of
 * an institution's list and its next one the platform's prices hold.
 */
function assertFollows(before: PriceList | null, validFrom: number, validUntil: number | null, now: number): void {
  const isOrdered = validUntil === null || validUntil > validFrom;
  const isAfter = before === null || validFrom >= Math.max(before.validFrom, now);
  if (!isOrdered || !isAfter) throw new Refusal('PRICE_LIST_OVERLAP', { after: before?.validFrom ?? null });
}

function withEdits(lines: readonly PriceLine[], edits: readonly PriceLine[]): readonly PriceLine[] {
  const edited = new Map(edits.map((line) => [line.serviceCode, line]));
  if (edited.size !== edits.length) throw new Refusal('BAD_INPUT', { fields: ['edits'] });
  for (const { serviceFen, consumablesFen } of edits) [serviceFen, consumablesFen].forEach(wholeFen);
  const kept = lines.map((line) => edited.get(line.serviceCode) ?? line);
  const known = new Set(lines.map(({ serviceCode }) => serviceCode));
  const added = edits.filter(({ serviceCode }) => !known.has(serviceCode));
  return [...kept, ...added].sort((a, b) => (a.serviceCode < b.serviceCode ? -1 : 1));
}

/** What an operator looks at before publishing, and what the answer counts. */
export const changesBetween = (before: readonly PriceLine[], after: readonly PriceLine[]): readonly LineChange[] =>
  after
    .map((line) => ({
      serviceCode: line.serviceCode,
      before: before.find(({ serviceCode }) => serviceCode === line.serviceCode) ?? null,
      after: line,
    }))
    .filter((change) => !samePrice(change.after, change.before));
