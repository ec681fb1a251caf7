/** What brought a nurse money, one line each: read from the ledger, never computed again. */
import type { Order } from '../../order/order';
import { type Entry, nurseLineFen } from '../ledger';

/**
 * `visit`: done and confirmed · `callOff`: her part of a cancellation fee · `fromPlatform`: the family pays nothing, the platform does ·
 * `deduction`: by the decision of a dispute (S5).
 */
export const ITEM_KINDS = ['visit', 'callOff', 'fromPlatform', 'star', 'deduction', 'correction'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** By what the entry's cause begins with; anything else that touches her account is a correction. */
const KIND_OF_CAUSE: Readonly<Record<string, ItemKind>> = {
  completed: 'visit',
  cancellationFee: 'callOff',
  nurseFromFund: 'fromPlatform',
  starBonus: 'star',
  dispute: 'deduction',
};

/** The cause of an entry that pays a nurse out: `paidOut:<number of the transfer>`. */
export const PAID_OUT = 'paidOut';

export interface IncomeItem {
  /** The ledger entry it is. */
  readonly entryId: string;
  readonly orderId: string;
  readonly kind: ItemKind;
  /** When it was booked: that decides the week. */
  readonly at: number;
  /** Less than nothing where it was taken away. */
  readonly amountFen: number;
  /** What she gave, and when the visit began; `''` and null: the order is gone, or there was none. */
  readonly serviceName: string;
  readonly startAt: number | null;
  /** Of a visit of which not all was done: what she earned less for it, already off the amount. */
  readonly reductions: readonly { readonly label: string; readonly nurseFen: number }[];
}

const headOf = (cause: string): string => cause.split(':', 1)[0] ?? '';

/** Money that left for her account is no income. */
export const isIncome = ({ cause }: Pick<Entry, 'cause'>): boolean => headOf(cause) !== PAID_OUT;

export const kindOf = (cause: string): ItemKind => KIND_OF_CAUSE[headOf(cause)] ?? 'correction';

type Visit = Pick<Order, 'serviceName' | 'startAt' | 'money'>;

/** One entry as a line of her statement; `order`: absent where there is none, or none any more. */
export function itemOf(entry: Entry & { readonly _id: string }, order: Visit | undefined): IncomeItem {
  const kind = kindOf(entry.cause);
  const reductions = (kind === 'visit' && order?.money.reductions) || [];
  return {
    entryId: entry._id,
    orderId: entry.orderId,
    kind,
    at: entry.at,
    amountFen: nurseLineFen(entry),
    serviceName: order?.serviceName ?? '',
    startAt: order?.startAt ?? null,
    // What a dispute took away later is a line of its own.
    reductions: reductions
      .filter(({ kind: why, nurseFen }) => why !== 'dispute' && nurseFen > 0)
      .map(({ label, nurseFen }) => ({ label, nurseFen })),
  };
}
