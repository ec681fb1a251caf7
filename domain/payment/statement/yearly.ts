/** A nurse's year in money, for the tax office: what was earned and what arrived, by month of Beijing time, from the ledger alone. */
import { sum } from '../fen';
import { type Entry, nurseLineFen } from '../ledger';
import { beijingDay, startOfBeijingDay } from '../../schedule/beijing';
import { isIncome } from './items';

export interface MonthOfIncome {
  /** 1 to 12 */
  readonly month: number;
  /** How many visits and the like. */
  readonly lines: number;
  readonly earnedFen: number;
  /** Taken off again; zero or less. */
  readonly takenFen: number;
  readonly paidOutFen: number;
}

export interface YearlySheet {
  readonly year: number;
  /** Those in which something happened. */
  readonly months: readonly MonthOfIncome[];
  readonly earnedFen: number;
  readonly takenFen: number;
  readonly paidOutFen: number;
}

export const startOfYear = (year: number): number => startOfBeijingDay(`${year}-01-01`);

/** `entries`: hers, of that year. */
export function yearlySheet(year: number, entries: readonly Pick<Entry, 'at' | 'cause' | 'lines'>[]): YearlySheet {
  const months = Array.from({ length: 12 }, (_, index) => index + 1)
    .map((month) =>
      monthOf(
        month,
        entries.filter(({ at }) => Number(beijingDay(at).slice(5, 7)) === month),
      ),
    )
    .filter(({ lines, paidOutFen }) => lines > 0 || paidOutFen > 0);
  return {
    year,
    months,
    earnedFen: sum(...months.map(({ earnedFen }) => earnedFen)),
    takenFen: sum(...months.map(({ takenFen }) => takenFen)),
    paidOutFen: sum(...months.map(({ paidOutFen }) => paidOutFen)),
  };
}

function monthOf(month: number, entries: readonly Pick<Entry, 'at' | 'cause' | 'lines'>[]): MonthOfIncome {
  const income = entries.filter(isIncome).map(nurseLineFen);
  const paidOut = entries.filter((entry) => !isIncome(entry)).map(nurseLineFen);
  return {
    month,
    lines: income.length,
    earnedFen: sum(...income.filter((fen) => fen > 0)),
    takenFen: sum(...income.filter((fen) => fen < 0)),
    paidOutFen: 0 - sum(...paidOut),
  };
}
