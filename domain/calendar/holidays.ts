/**
 * Days off and make-up working days as the State Council publishes them for each year, usually in November of the year before.
 * A year that is not here is unknown: whoever counts over it is told so (`workingDays.ts`), nothing is guessed silently.
 */
export interface YearOfHolidays {
  /** The notice it is taken from. */
  readonly notice: string;
  /** First and last day of each holiday. */
  readonly off: readonly (readonly [from: string, to: string])[];
  /** Saturdays and Sundays on which people work. */
  readonly makeUp: readonly string[];
}

export const HOLIDAYS: Readonly<Record<string, YearOfHolidays>> = {
  '2025': {
    notice: '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）',
    off: [
      ['2025-01-01', '2025-01-01'],
      ['2025-01-28', '2025-02-04'],
      ['2025-04-04', '2025-04-06'],
      ['2025-05-01', '2025-05-05'],
      ['2025-05-31', '2025-06-02'],
      ['2025-10-01', '2025-10-08'],
    ],
    makeUp: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  '2026': {
    notice: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    off: [
      ['2026-01-01', '2026-01-03'],
      ['2026-02-15', '2026-02-23'],
      ['2026-04-04', '2026-04-06'],
      ['2026-05-01', '2026-05-05'],
      ['2026-06-19', '2026-06-21'],
      ['2026-09-25', '2026-09-27'],
      ['2026-10-01', '2026-10-07'],
    ],
    makeUp: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
};

/**
 * A day off by the State Council's notice. Plain weekends are none, and neither is a day of a year that is not published yet: a
 * surcharge is not guessed.
 */
export function isHoliday(day: string, calendar: Readonly<Record<string, YearOfHolidays>> = HOLIDAYS): boolean {
  const off = calendar[day.slice(0, 4)]?.off ?? [];
  return off.some(([from, to]) => from <= day && day <= to);
}
