import { call } from '@/cloud/call';
import { openDocument, passOnTable } from '@/documents/open-document';

type Paper =
  | { readonly kind: 'statementFile'; readonly statementId: string }
  | { readonly kind: 'yearlyFile'; readonly year: number };

async function made(wanted: Paper, type: 'pdf' | 'csv'): Promise<string> {
  const reply = await call('ownMoney', { ...wanted, type });
  if (reply.kind !== 'document') throw new Error(`asked for a document, got ${reply.kind}`);
  return reply.url;
}

/** Made, and shown. */
export const showPaper = async (wanted: Paper): Promise<void> => openDocument(await made(wanted, 'pdf'));

/** The same as a table to count with; `name` without its ending. */
export const sendTable = async (wanted: Paper, name: string): Promise<void> =>
  passOnTable(await made(wanted, 'csv'), `${name}.csv`);
