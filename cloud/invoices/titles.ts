/** Whom one has invoices made out to: `invoiceTitles`, sealed, for their owner alone. */
import type { InvoiceTitleView } from '#contract/ownInvoices';
import { checkTitle, type InvoiceTitle } from '#domain/invoice/title';
import { Refusal } from '#domain/refusal';
import { db, erase, read, write } from '../database';
import { newId } from '../newId';
import { seal, unseal, type Cipher } from '../personalData';

/** A document of `invoiceTitles`. */
export interface TitleDocument {
  readonly _id: string;
  readonly userId: string;
  readonly titleCipher: Cipher;
  readonly createdAt: number;
}

const MOST = 10;
const field = (id: string): string => `invoiceTitles/${id}/title`;
const opened = ({ _id, titleCipher }: TitleDocument) => JSON.parse(unseal(titleCipher, field(_id))) as InvoiceTitle;

/** Newest first. */
export async function titlesOf(userId: string): Promise<readonly InvoiceTitleView[]> {
  const { data } = await db
    .collection('invoiceTitles')
    .where({ userId })
    .orderBy('createdAt', 'desc')
    .limit(MOST + 1)
    .get();
  return (data as TitleDocument[]).map((document) => {
    const { kind, name, taxNumber } = opened(document);
    return { titleId: document._id, titleKind: kind, name, taxNumber };
  });
}

/** The same title again is not kept twice. */
export async function saveTitle(userId: string, said: InvoiceTitle, now: number): Promise<void> {
  const title = checkTitle(said);
  const known = await titlesOf(userId);
  if (known.some(({ name, taxNumber }) => name === title.name && taxNumber === title.taxNumber)) return;
  if (known.length >= MOST) throw new Refusal('TOO_MANY_TRIES', { what: 'invoiceTitles', most: MOST });
  const _id = newId();
  const titleCipher = seal(JSON.stringify(title), field(_id));
  await write('invoiceTitles', { _id, userId, titleCipher, createdAt: now } satisfies TitleDocument);
}

/** Somebody else's is not found. */
async function ownDocument(userId: string, titleId: string): Promise<TitleDocument> {
  const found = await read<TitleDocument>('invoiceTitles', titleId);
  if (found?.userId !== userId) throw new Refusal('NOT_FOUND', { titleId });
  return found;
}

export const ownTitle = async (userId: string, titleId: string): Promise<InvoiceTitle> =>
  opened(await ownDocument(userId, titleId));

export async function removeTitle(userId: string, titleId: string): Promise<void> {
  await ownDocument(userId, titleId);
  await erase('invoiceTitles', titleId);
}
