/** What the bills of WeChat Pay have in common: values behind a backtick, amounts in yuan, its fee. */

const FEE_PER_MILLE = 6;

export function feeFen(amountFen: number): number {
  return Math.round((amountFen * FEE_PER_MILLE) / 1000);
}

/** A comma or a line break inside a value would shift the columns. */
export function ticked(values: readonly string[]): string {
  return values.map((value) => `\`${value.replace(/[,\r\n`]/g, ' ')}`).join(',');
}

export function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}
