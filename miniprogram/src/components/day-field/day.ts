/** A day as three numbers somebody types. */
export interface Digits {
  year: string;
  month: string;
  date: string;
}

export function digitsOf(day: string): Digits {
  const [year = '', month = '', date = ''] = day.split('-');
  return { year, month: month.replace(/^0/, ''), date: date.replace(/^0/, '') };
}

/** `2028-06-30`; '' where that is no day of the calendar. */
export function composedDay({ year, month, date }: Digits): string {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  return at && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text ? text : '';
}
