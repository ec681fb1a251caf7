/**
 * A printed page in words: receipts, weekly statements. What stands on it is decided by rules; `cloud/documents/pdf.ts` only draws it.
 */
export interface SheetColumn {
  readonly label: string;
  /** Its share of the width, against the other columns'. */
  readonly share: number;
  /** Amounts stand to the right. */
  readonly align?: 'left' | 'right';
}

export interface SheetTable {
  readonly heading?: string;
  readonly columns: readonly SheetColumn[];
  /** One text per column. */
  readonly rows: readonly (readonly string[])[];
  /** Below a line, in heavier print. */
  readonly totals?: readonly (readonly string[])[];
}

export interface SheetFact {
  readonly label: string;
  readonly value: string;
}

export interface Sheet {
  readonly title: string;
  readonly subtitle?: string;
  readonly facts: readonly SheetFact[];
  readonly tables: readonly SheetTable[];
  /** What the reader should know; small print at the end. */
  readonly notes: readonly string[];
  /** Who made it: at the foot of each page, beside its number. */
  readonly issuer: string;
  /** When it was made. */
  readonly at: number;
}

/** A table whose rows do not fit its columns would shift amounts under the wrong heading. */
export function assertWhole({ tables }: Pick<Sheet, 'tables'>): void {
  for (const { columns, rows, totals = [] } of tables) {
    const odd = [...rows, ...totals].find((row) => row.length !== columns.length);
    if (odd) throw new Error(`a row of ${odd.length} texts in a table of ${columns.length} columns`);
  }
}
