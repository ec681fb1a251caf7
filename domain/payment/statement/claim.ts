/** Paying a statement out: she takes what is hers and not held, in as many transfers as WeChat Pay's limit asks for. */
import { Refusal } from '../../refusal';
import { split, sum, wholeFen } from '../fen';
import { type Statement, withState } from './statement';

/** From 2000 yuan on WeChat Pay wants the name sealed beside it; below it does not ask (integrations 1.8). */
const NAMELESS_MOST_FEN = 199_999;

/** What a dispute or a decision about money holds back of it: the lines of these orders. */
export const heldFen = ({ items }: Pick<Statement, 'items'>, heldOrderIds: ReadonlySet<string>): number =>
  Math.max(0, sum(...items.filter(({ orderId }) => heldOrderIds.has(orderId)).map(({ amountFen }) => amountFen)));

type Money = Pick<Statement, 'totalFen' | 'paidFen' | 'underwayFen'>;

export const claimableFen = ({ totalFen, paidFen, underwayFen }: Money, held: number): number =>
  Math.max(0, totalFen - paidFen - underwayFen - held);

export interface Claim {
  readonly statement: Statement;
  /** One transfer each, none above the limit; they sum to what is claimed. */
  readonly amountsFen: readonly number[];
}

/** `mostFen`: of one transfer, an operator's number. */
export function claim(statement: Statement, held: number, mostFen: number): Claim {
  const fen = claimableFen(statement, held);
  if (fen === 0) {
    const open = statement.totalFen - statement.paidFen - statement.underwayFen;
    throw new Refusal(open > 0 ? 'INCOME_HELD' : 'NOTHING_TO_CLAIM', { statementId: statement._id, heldFen: held });
  }
  const parts = Math.ceil(fen / Math.max(1, Math.min(mostFen, NAMELESS_MOST_FEN)));
  const amountsFen = split(fen, Array<number>(parts).fill(1));
  const underwayFen = statement.underwayFen + fen;
  return {
    statement: withState({ ...statement, underwayFen, payoutCount: statement.payoutCount + parts }),
    amountsFen,
  };
}

/** A transfer arrived. */
export const arrived = (statement: Statement, amountFen: number): Statement =>
  moved(statement, amountFen, wholeFen(amountFen));

/** A transfer did not go through: she can claim the amount again, under a new number. */
export const cameBack = (statement: Statement, amountFen: number): Statement => moved(statement, amountFen, 0);

function moved(statement: Statement, amountFen: number, paid: number): Statement {
  const underwayFen = statement.underwayFen - wholeFen(amountFen);
  if (underwayFen < 0) throw new Refusal('INTERNAL', { statementId: statement._id, amountFen });
  return withState({ ...statement, underwayFen, paidFen: statement.paidFen + paid });
}
