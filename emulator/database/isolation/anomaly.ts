/** Names as in Adya's and Elle's papers, and two of our own for what needs no graph. */
export type AnomalyName =
  /** A read contains what was never committed. */
  | 'G1a aborted read'
  /** A read ends with a write that its transaction wrote over later. */
  | 'G1b intermediate read'
  /** Writes of committed transactions depend on each other in a circle. */
  | 'G0 write cycle'
  /** The same with reads of what the other wrote. */
  | 'G1c circular information flow'
  /** One anti-dependency in the circle: a snapshot that is none, a lost update. */
  | 'G-single read skew'
  /** Several anti-dependencies, no two of them in a row: impossible under snapshot isolation, too. */
  | 'G-nonadjacent'
  /** Two in a row: write skew, which snapshot isolation allows. */
  | 'G2-item write skew'
  | 'internal: own writes not seen'
  | 'non-repeatable read'
  | 'lost write'
  | 'incompatible order'
  /** Two transactions that ran at the same time have both written a key and both committed. */
  | 'concurrent writers';

export interface Anomaly {
  readonly name: AnomalyName;
  readonly what: string;
}

export const isAllowed = ({ name }: Anomaly): boolean => name === 'G2-item write skew';
