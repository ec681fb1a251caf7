/** What stays when an account is closed, why, and until when. */
import type { Order } from '../order/order';

export interface Kept {
  readonly what: string;
  readonly why: string;
  readonly until: number;
}

/** 电子商务法 第三十一条: transactions at least three years (P-043). */
export const TRANSACTION_YEARS = 3;
/** 医疗机构病历管理规定 第二十九条: outpatient records at least fifteen years after the last visit (P-044). */
export const CARE_RECORD_YEARS = 15;

export interface RetentionTerms {
  /** Null: nothing of the kind. */
  readonly transactionsUntil: number | null;
  readonly careRecordsUntil: number | null;
}

type Kind = Pick<Order, 'createdAt' | 'statusSince' | 'checkedInAt' | 'finishedAt'>;

/** Counted from the end of the last order, and from the last visit. */
export function retentionTerms(orders: readonly Kind[]): RetentionTerms {
  const visits = orders.flatMap(({ checkedInAt, finishedAt }) => finishedAt ?? checkedInAt ?? []);
  const ends = orders.map(({ statusSince, createdAt }) => Math.max(statusSince, createdAt));
  return {
    transactionsUntil: ends.length === 0 ? null : yearsAfter(Math.max(...ends), TRANSACTION_YEARS),
    careRecordsUntil: visits.length === 0 ? null : yearsAfter(Math.max(...visits), CARE_RECORD_YEARS),
  };
}

export function keptList({ transactionsUntil, careRecordsUntil }: RetentionTerms): readonly Kept[] {
  return [
    ...(transactionsUntil === null
      ? []
      : [{ what: '订单与支付记录', why: '电子商务法要求交易信息保存三年', until: transactionsUntil }]),
    ...(careRecordsUntil === null
      ? []
      : [{ what: '护理记录与被照护人的身份', why: '病历管理规定要求病历保存十五年', until: careRecordsUntil }]),
  ];
}

/** The same day so many years later; 29 February becomes 1 March. */
function yearsAfter(at: number, years: number): number {
  const day = new Date(at);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return day.getTime();
}
