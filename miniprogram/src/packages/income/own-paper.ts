import { call } from '@/cloud/call';
import { openDocument } from '@/documents/open-document';

type Paper =
  | { readonly kind: 'statementFile'; readonly statementId: string }
  | { readonly kind: 'yearlyFile'; readonly year: number };

/** Made, and shown. */
export async function showPaper(wanted: Paper): Promise<void> {
  const reply = await call('ownMoney', wanted);
  if (reply.kind !== 'document') throw new Error(`asked for a document, got ${reply.kind}`);
  await openDocument(reply.url);
}
