/** Operators put packages on sale and take them off it. */
import type { CommandInput } from '#contract/runCommand';
import { yuan } from '#domain/payment/fen';
import { assertSensibleOffer, type PackageOffer } from '#domain/payment/packages/offer';
import { Refusal } from '#domain/refusal';
import { serviceByCode } from '../catalogue';
import { answerRow, type CommandRow } from '../commandRows';
import { transact } from '../transact';

type Command<K extends CommandInput['kind']> = Extract<CommandInput, { kind: K }>;

export const runPackageCommand = (
  command: Command<'publishPackage' | 'withdrawPackage'>,
  row: CommandRow,
  now: number,
): Promise<void> => (command.kind === 'publishPackage' ? publish(command, row, now) : withdraw(command, row, now));

/** The row's id is the offer's: the same row twice is one package on sale. */
async function publish(command: Command<'publishPackage'>, row: CommandRow, now: number): Promise<void> {
  const { kind: _kind, ...terms } = command;
  assertSensibleOffer(terms);
  for (const code of terms.serviceCodes) {
    if (!(await serviceByCode(code, now)).offered) throw new Refusal('SERVICE_NOT_OFFERED', { serviceCode: code });
  }
  const offer: PackageOffer = {
    ...{ _id: row._id, ...terms, state: 'open', publishedBy: row.requestedBy, publishedAt: now },
  };
  await transact(async (transaction) => {
    await transaction.add('packageOffers', offer);
    await answerRow(transaction, row, 'done', `已上架：${offer.name}，${yuan(offer.priceFen)}`, now);
  });
}

async function withdraw({ offerId }: Command<'withdrawPackage'>, row: CommandRow, now: number): Promise<void> {
  await transact(async (transaction) => {
    const offer = await transaction.get<PackageOffer>('packageOffers', offerId);
    if (!offer) throw new Refusal('NOT_FOUND', { offerId });
    await transaction.put('packageOffers', { ...offer, state: 'withdrawn' });
    await answerRow(transaction, row, 'done', `已下架：${offer.name}`, now);
  });
}
