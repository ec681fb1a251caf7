/** The amounts of a mixed order of WeChat Pay's 医保支付 2.0: what the insurance pays, what is added, what is taken off, what is left. */
import { Refusal } from '../../refusal';
import { sum } from '../fen';
import type { Price, PriceItem } from '../price';
import { insuredFen, type SettledSplit } from './settled';

export type MixType = 'CASH_ONLY' | 'INSURANCE_ONLY' | 'CASH_AND_INSURANCE';
export type AddType = 'DEFAULT_ADD_TYPE' | 'FREIGHT' | 'OTHER_MEDICAL_EXPENSES';
export type ReduceType = 'DEFAULT_REDUCE_TYPE' | 'DISCOUNT';

export interface MixAmounts {
  readonly type: MixType;
  readonly totalFen: number;
  readonly govFen: number;
  readonly selfFen: number;
  readonly otherFen: number;
  /** Of the bill the office saw. */
  readonly medInsCashFen: number;
  readonly added: readonly { readonly type: AddType; readonly fen: number }[];
  readonly reduced: readonly { readonly type: ReduceType; readonly fen: number }[];
  /** What the payer pays in WeChat. */
  readonly weChatCashFen: number;
}

/** What is billed to the office; everything else of the price the family pays itself. */
export const BILLED_KINDS: readonly PriceItem['kind'][] = ['service', 'consumables'];

/** The bill for the office. Null: nothing of this price can be billed (a prepaid visit, an order of before there were price lists). */
export function billFen({ items, basis }: Pick<Price, 'items' | 'basis'>): number | null {
  if (basis?.itemKind !== 'medical' || items.some(({ kind }) => kind === 'package')) return null;
  const fen = sum(...items.filter(({ kind }) => BILLED_KINDS.includes(kind)).map(({ amountFen }) => amountFen));
  return fen > 0 ? fen : null;
}

/** INSURANCE_SPLIT_WRONG where what is taken off is more than the family's own part: a coupon cannot pay the insurance. */
export function mixAmounts({ items }: Pick<Price, 'items'>, split: SettledSplit): MixAmounts {
  const besides = items.filter(({ kind, amountFen }) => !BILLED_KINDS.includes(kind) && amountFen !== 0);
  const added = besides
    .filter(({ amountFen }) => amountFen > 0)
    .map(({ kind, amountFen }) => ({ type: addType(kind), fen: amountFen }));
  const reduced = besides
    .filter(({ amountFen }) => amountFen < 0)
    .map(({ amountFen }) => ({ type: 'DISCOUNT' as const, fen: -amountFen }));
  const addedFen = sum(...added.map(({ fen }) => fen));
  const weChatCashFen = split.cashFen + addedFen - sum(...reduced.map(({ fen }) => fen));
  const { govFen, selfFen, otherFen, cashFen: medInsCashFen } = split;
  const parts = { govFen, selfFen, otherFen, medInsCashFen, added, reduced, weChatCashFen };
  const amounts: MixAmounts = {
    type: typeOf(insuredFen(split), weChatCashFen),
    totalFen: split.totalFen + addedFen,
    ...parts,
  };
  assertIdentities(amounts);
  return amounts;
}

const addType = (kind: PriceItem['kind']): AddType => (kind === 'transport' ? 'FREIGHT' : 'OTHER_MEDICAL_EXPENSES');

function typeOf(insured: number, cashFen: number): MixType {
  if (insured === 0) return 'CASH_ONLY';
  return cashFen === 0 ? 'INSURANCE_ONLY' : 'CASH_AND_INSURANCE';
}

/** All three must hold to the fen (reference §1.6), or WeChat Pay refuses the order. */
export function assertIdentities(amounts: MixAmounts): void {
  const { totalFen, govFen, selfFen, otherFen, medInsCashFen, added, reduced, weChatCashFen } = amounts;
  const addedFen = sum(...added.map(({ fen }) => fen));
  const reducedFen = sum(...reduced.map(({ fen }) => fen));
  const insured = sum(govFen, selfFen, otherFen);
  const holds =
    [totalFen, govFen, selfFen, otherFen, medInsCashFen, weChatCashFen].every(
      (fen) => Number.isSafeInteger(fen) && fen >= 0,
    ) &&
    totalFen === insured + weChatCashFen + reducedFen &&
    totalFen === insured + medInsCashFen + addedFen &&
    weChatCashFen === medInsCashFen + addedFen - reducedFen;
  if (!holds) throw new Refusal('INSURANCE_SPLIT_WRONG', { totalFen, insured, medInsCashFen, weChatCashFen });
}
