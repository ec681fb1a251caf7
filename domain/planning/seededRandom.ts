/** Chance with a seed: the same seed gives the same numbers on every machine (xorshift32). */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    // Zero would stay zero; neighbouring seeds are spread by a multiplication.
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0 || 1;
    for (let warmUp = 0; warmUp < 8; warmUp += 1) this.bits();
  }

  private bits(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return x >>> 0;
  }

  /** 0 ≤ x < 1 */
  unit(): number {
    return this.bits() / 4_294_967_296;
  }

  /** A whole number below `limit`. */
  below(limit: number): number {
    return Math.floor(this.unit() * limit);
  }
}
