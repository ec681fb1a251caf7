/** A nurse's own income (contract/ownIncome.ts). */
import type { IncomeReply, OwnIncomeInput, OwnIncomeReply, StatementLine, StatementReply } from '#contract/ownIncome';
import type { Nurse } from '#domain/nurse/nurse';
import { sum } from '#domain/payment/fen';
import { appealUntil, takenFen } from '#domain/payment/statement/appeal';
import { claimableFen, heldFen } from '#domain/payment/statement/claim';
import type { Statement } from '#domain/payment/statement/statement';
import { Refusal } from '#domain/refusal';
import { beijingDay, startOfBeijingDay } from '#domain/schedule/beijing';
import type { Account } from '../accounts';
import { _, db, everyRow, read } from '../database';
import { handOut } from '../documents/handOut';
import { plain } from '../plain';
import { operations } from '../settings';
import { appealDeduction, appealsOf } from './appeals';
import { incomeItems } from './entries';
import { heldOrders, holdsOf } from './holds';
import { fileOf, yearOf } from './incomeFiles';
import { payoutView } from './payoutView';
import { type Payout, reservePayouts } from './payouts';
import { carryOut } from './transfers';

const WEEKS_AT_ONCE = 12;
/** A slow WeChat Pay must not keep her waiting: what it was not asked for yet the sweep asks for. */
const CLAIM_BUDGET_MS = 8_000;

export async function ownIncome(input: OwnIncomeInput, account: Account, now: number): Promise<OwnIncomeReply> {
  const nurse = await nurseOf(account);
  switch (input.kind) {
    case 'income':
      return income(nurse, input.before, now);
    case 'statement':
      return statementReply(nurse, input.statementId, now);
    case 'appealDeduction':
      await appealDeduction(nurse._id, input, now);
      return statementReply(nurse, input.statementId, now);
    case 'claim': {
      const payouts = await reservePayouts(input.statementId, nurse, account.openid, now);
      const endsAt = Date.now() + CLAIM_BUDGET_MS;
      for (const payout of payouts) {
        if (Date.now() < endsAt) await carryOut(payout, now);
      }
      return statementReply(nurse, input.statementId, now);
    }
    case 'yearly':
      return { kind: 'yearly', ...(await yearOf(nurse._id, input.year)) };
    case 'statementFile':
    case 'yearlyFile':
      return handOut({ userId: account.userId, type: input.type, ...(await fileOf(nurse, input, now)) }, now);
  }
}

async function nurseOf({ nurseId, userId }: Account): Promise<Nurse> {
  const nurse = nurseId === null ? null : await read<Nurse>('nurses', nurseId);
  if (nurse?.userId !== userId) throw new Refusal('FORBIDDEN', { role: 'nurse' });
  return nurse;
}

async function income({ _id: nurseId }: Nurse, before: string | undefined, now: number): Promise<IncomeReply> {
  const month = startOfBeijingDay(`${beijingDay(now).slice(0, 7)}-01`);
  const [items, page] = await Promise.all([incomeItems(nurseId, month, now + 1), weeksOf(nurseId, before)]);
  const today = startOfBeijingDay(now);
  const total = (some: typeof items) => sum(...some.map(({ amountFen }) => amountFen));
  return {
    kind: 'income',
    todayFen: total(items.filter(({ at }) => at >= today)),
    monthFen: total(items),
    earned: [...items].reverse(),
    statements: page.slice(0, WEEKS_AT_ONCE).map(lineOf),
    next: page.length > WEEKS_AT_ONCE ? (page[WEEKS_AT_ONCE - 1]?.week ?? null) : null,
  };
}

/** Newest first, one more than fits. */
async function weeksOf(nurseId: string, before: string | undefined): Promise<readonly Statement[]> {
  const { data } = await db
    .collection('nurseStatements')
    .where({ nurseId, ...(before === undefined ? {} : { week: _.lt(before) }) })
    .orderBy('week', 'desc')
    .limit(WEEKS_AT_ONCE + 1)
    .get();
  return plain(data as Statement[]);
}

const lineOf = ({
  _id,
  week,
  fromAt,
  toAt,
  totalFen,
  paidFen,
  underwayFen,
  state,
  items,
}: Statement): StatementLine => ({
  ...{ statementId: _id, week, fromAt, toAt, totalFen, paidFen, underwayFen, state, lines: items.length },
});

async function statementReply(nurse: Nurse, statementId: string, now: number): Promise<StatementReply> {
  const [statement, payouts, holds, appeals, p] = await Promise.all([
    read<Statement>('nurseStatements', statementId),
    everyRow<Payout>(
      db.collection('payouts').where({ statementId }).orderBy('createdAt', 'desc').orderBy('_id', 'desc'),
    ),
    holdsOf({ get: read }, nurse._id),
    appealsOf(statementId),
    operations(now),
  ]);
  if (statement?.nurseId !== nurse._id) throw new Refusal('NOT_FOUND', { statementId });
  const held = heldOrders(holds);
  const heldBackFen = heldFen(statement, held);
  const { items, itemsFen, broughtFen, carryFen } = statement;
  const until = appealUntil(statement, p.payout);
  return {
    ...{ kind: 'statement', ...lineOf(statement), itemsFen, broughtFen, carryFen, heldFen: heldBackFen },
    items: items.map((item) => ({
      ...{ ...item, held: held.has(item.orderId), appeal: appeals.get(item.entryId) ?? null },
      appealableFen: now < until && !appeals.has(item.entryId) ? takenFen(item) : 0,
    })),
    appealUntil: until,
    claimableFen: claimableFen(statement, heldBackFen),
    payouts: payouts.map(payoutView),
  };
}
