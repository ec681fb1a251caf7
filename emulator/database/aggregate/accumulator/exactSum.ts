/**
 * Adds doubles with a second double for what rounding loses, as MongoDB does: 0.1 + 0.2 + 0.3 is 0.6. Infinities and NaN
 * go the plain way.
 */
export class ExactSum {
  private sum = 0;
  private lost = 0;
  private plain = 0;

  add(value: number): void {
    this.plain += value;
    const sum = this.sum + value;
    const shareOfValue = sum - this.sum;
    this.lost += this.sum - (sum - shareOfValue) + (value - shareOfValue);
    this.sum = sum;
  }

  total(): number {
    const total = this.sum + this.lost;
    return Number.isFinite(total) ? total : this.plain;
  }
}
