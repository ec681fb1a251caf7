/** Nurses' pay in the words of finance. */
import type { StatementState } from '#domain/payment/statement/statement';

export const STATEMENT_WORDS: Readonly<Record<StatementState, string>> = {
  nothing: '没有可领',
  open: '可领取',
  underway: '转账中',
  paid: '已付清',
};

export interface Week {
  readonly week: string;
  readonly nurses: number;
  readonly totalFen: number;
  readonly paidFen: number;
  readonly underwayFen: number;
}

type Amounts = Pick<Week, 'week' | 'totalFen' | 'paidFen' | 'underwayFen'>;

/** Statements summed by week, the newest first. */
export function weeksOf(statements: readonly Amounts[]): readonly Week[] {
  const weeks = new Map<string, Week>();
  for (const { week, totalFen, paidFen, underwayFen } of statements) {
    const sum = weeks.get(week) ?? { week, nurses: 0, totalFen: 0, paidFen: 0, underwayFen: 0 };
    weeks.set(week, {
      week,
      nurses: sum.nurses + 1,
      totalFen: sum.totalFen + totalFen,
      paidFen: sum.paidFen + paidFen,
      underwayFen: sum.underwayFen + underwayFen,
    });
  }
  return [...weeks.values()].sort((a, b) => (a.week < b.week ? 1 : -1));
}
