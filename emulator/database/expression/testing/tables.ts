import { compileExpression } from '../compile';
import type { Expression } from '../expression';

/** What the tables of the operators' tests share. */

export const fixedNow = new Date('2021-05-17T08:30:00.000Z');

/** The value of an expression for one document; undefined means missing. */
export const evaluated = (source: unknown, root: unknown = {}, variables: Record<string, unknown> = {}): unknown =>
  compileExpression(source, Object.keys(variables))({ root, now: fixedNow, variables });

export const compiled = (source: unknown): Expression => compileExpression(source);

export type Row = readonly [expression: unknown, document: unknown, expected: unknown];

/** One test per row: the expression over the document gives exactly the expected value. */
export function gives(rows: readonly Row[]): void {
  test.each(rows)('%j over %j gives %j', (source, document, expected) => {
    expect(evaluated(source, document)).toStrictEqual(expected);
  });
}

function refusal(text: string) {
  return expect.objectContaining({ code: 'DATABASE_REQUEST_FAILED', message: `[FailedOperation] ${text}` }) as Error;
}

/** One test per row: the expression over the document is refused in exactly these words. */
export function refuses(rows: readonly (readonly [unknown, unknown, string])[]): void {
  test.each(rows)('%j over %j is refused: %s', (source, document, text) => {
    expect(() => evaluated(source, document)).toThrow(refusal(text));
  });
}

/** One test per row: the expression does not even compile. */
export function refusesToCompile(rows: readonly (readonly [unknown, string])[]): void {
  test.each(rows)('%j does not compile: %s', (source, text) => {
    expect(() => compiled(source)).toThrow(refusal(text));
  });
}
