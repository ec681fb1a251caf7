import type { CommandInput } from '#contract/runCommand';
import type { PriceList } from '#domain/payment/priceList';
import { publishPriceList } from '#domain/payment/publishPriceList';
import { Refusal } from '#domain/refusal';
import { yearTimeText } from '#domain/schedule/beijing';
import { answerRow, type CommandRow } from '../commandRows';
import { read } from '../database';
import { districts } from '../places';
import { operations } from '../settings';
import { transact, type Transaction } from '../transact';
import { priceListsNow } from './priceLists';

type Command = Extract<CommandInput, { kind: 'publishPriceList' }>;

/**
 * An operator publishes the next version of a price list. Orders keep the version they were made under; the version before is told in the
 * same transaction when it ends, so that at any time exactly one holds.
 */
export async function runPublishPriceList(wanted: Command, row: CommandRow, now: number): Promise<void> {
  const [lists, { price }] = await Promise.all([priceListsNow(), operations(now), assertPlace(wanted, now)]);
  const { list, ended, changes } = publishPriceList(lists, wanted, row.requestedBy, now, price);
  await transact(async (transaction) => {
    await assertNewest(transaction, list);
    await transaction.add('priceLists', list);
    if (ended) await transaction.put('priceLists', ended);
    const answer = `已发布第 ${list.version} 版，改动 ${changes.length} 项，${yearTimeText(list.validFrom)} 起生效`;
    await answerRow(transaction, row, 'done', answer, now);
  });
}

/** Two operators at once: the second has looked at prices that are not the newest any more. */
async function assertNewest(transaction: Transaction, { _id }: PriceList): Promise<void> {
  const twin = await transaction.get<PriceList>('priceLists', _id);
  if (twin) throw new Refusal('PRICE_LIST_CHANGED', { version: twin.version });
}

/** Only of a city we serve and of services and institutions there are. */
async function assertPlace({ city, institutionId, edits }: Command, now: number): Promise<void> {
  const [served, institution, services] = await Promise.all([
    districts(now),
    institutionId === null ? null : read('institutions', institutionId),
    Promise.all(edits.map(({ serviceCode }) => read('services', serviceCode))),
  ]);
  if (!served.some((district) => district.city === city)) throw new Refusal('BAD_INPUT', { fields: ['city'] });
  if (institutionId !== null && !institution) throw new Refusal('BAD_INPUT', { fields: ['institutionId'] });
  const unknown = edits.find((_, index) => services[index] === null);
  if (unknown) throw new Refusal('UNKNOWN_SERVICE', { code: unknown.serviceCode });
}
