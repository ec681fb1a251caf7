/** What brought a nurse money, one line each: read from the ledger, never computed again. */
import type { Order } from '../../order/order';
import { yuan } from '../fen';
import { type Entry, nurseLineFen } from '../ledger';
import { partOf } from '../price';

/**
 * `visit`: done and confirmed · `callOff`: her part of a cancellation fee · `fromPlatform`: the family pays nothing, the platform does ·
 * `deduction`: by the decision of a dispute (S5) · `returned`: her appeal against one was right.
 */
export const ITEM_KINDS = ['visit', 'callOff', 'fromPlatform', 'star', 'deduction', 'returned', 'correction'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** The cause of an entry that gives a deduction back: `appealReturned:<the entry it was>`. */
export const APPEAL_RETURNED = 'appealReturned';

/** By what the entry's cause begins with; anything else that touches her account is a correction. */
const KIND_OF_CAUSE: Readonly<Record<string, ItemKind>> = {
  completed: 'visit',
  cancellationFee: 'callOff',
  nurseFromFund: 'fromPlatform',
  starBonus: 'star',
  dispute: 'deduction',
  [APPEAL_RETURNED]: 'returned',
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
  /** Of a visit: which part of the service fee is hers, and by whose word. Absent: written before it was told. */
  readonly share?: { readonly serviceFen: number; readonly percent: number; readonly byInstitution: boolean };
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
    ...(kind === 'visit' && order && shareOf(order)),
  };
}

function shareOf({ money: { price, commission } }: Visit): Pick<IncomeItem, 'share'> {
  if (commission === undefined) return {};
  const { sharePercent: percent, rule } = commission;
  return { share: { serviceFen: partOf(price, 'service'), percent, byInstitution: rule === 'institution' } };
}

/** Which part of the fee is hers, as she reads it on screen and paper; `''`: it is not known. */
export const shareWords = ({ share }: Pick<IncomeItem, 'share'>): string =>
  share
    ? `服务费 ${yuan(share.serviceFen)} 的 ${share.percent}%${share.byInstitution ? '（按您所在机构与平台的约定）' : ''}`
    : '';
