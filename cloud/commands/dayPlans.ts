/** Operators ask for a plan of a day, look at it, and release it; the planner's timer does the work. */
import type { CommandInput } from '#contract/runCommand';
import { Refusal } from '#domain/refusal';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { answerRow, type CommandRow } from '../commandRows';
import { poke } from '../functions';
import { askedPlan, planId, type DayPlanRow } from '../planning/dayPlans';
import { cities } from '../planning/openOrders';
import { transact } from '../transact';

type Command = Extract<CommandInput, { kind: 'planDay' | 'releasePlan' }>;

export async function runDayPlanCommand(command: Command, row: CommandRow, now: number): Promise<void> {
  if (command.kind === 'planDay') await ask(command, row, now);
  else await release(command.planId, row, now);
  await poke('planTimer');
}

async function ask({ city, day }: { city: string; day: string }, row: CommandRow, now: number): Promise<void> {
  if (startOfBeijingDay(day) + DAY <= now) throw new Refusal('SLOT_IN_PAST', { day });
  if (!(await cities(now)).includes(city)) throw new Refusal('NOT_FOUND', { city });
  await transact(async (transaction) => {
    const known = await transaction.get<DayPlanRow>('dayPlans', planId(city, day));
    if (known?.state === 'releasing') throw new Refusal('PLAN_NOT_READY', { planId: known._id });
    await transaction.put('dayPlans', askedPlan(city, day, row.requestedBy, (known?.version ?? 0) + 1, now));
    await answerRow(transaction, row, 'done', '正在排班，一两分钟后请刷新', now);
  });
}

async function release(id: string, row: CommandRow, now: number): Promise<void> {
  await transact(async (transaction) => {
    const plan = await transaction.get<DayPlanRow>('dayPlans', id);
    if (!plan) throw new Refusal('NOT_FOUND', { planId: id });
    if (plan.state !== 'proposed') throw new Refusal('PLAN_NOT_READY', { planId: id });
    const change = { state: 'releasing' as const, releasedBy: row.requestedBy, version: plan.version + 1 };
    await transaction.put('dayPlans', { ...plan, ...change });
    await answerRow(transaction, row, 'done', '正在按方案派单，稍后请刷新看结果', now);
  });
}
