/**
 * Every sealed field of every collection, and what its text is bound to. Changing keys and handing people their own data go by this
 * list; a sealed text in a field that is not on it fails tests/functions/keyRotation.test.ts.
 */
import { unseal, type Cipher } from '../personalData';

/** What a field's text is bound to, from its document's id. */
type Binding = (id: string) => string;

/** `nameCipher` of `recipients/1` is bound to `recipients/1/name`, unless the collection seals under another's name. */
const bound = <N extends string>(names: readonly N[], under: string, idOf: (id: string) => string = (id) => id) =>
  Object.fromEntries(names.map((name) => [`${name}Cipher`, (id: string) => `${under}/${idOf(id)}/${name}`])) as Record<
    `${N}Cipher`,
    Binding
  >;

export const SEALED_FIELDS: Readonly<Record<string, Readonly<Record<string, Binding>>>> = {
  users: bound(['phone'], 'users'),
  recipients: bound(['name', 'birthDay', 'idNumber', 'contacts', 'health'], 'recipients'),
  recipientProxies: bound(['name'], 'recipientProxies'),
  cardReadings: bound(['name', 'idNumber'], 'cardReadings'),
  faceChecks: bound(['session'], 'faceChecks'),
  addresses: bound(['text', 'phone'], 'addresses'),
  assessmentPrivate: bound(['said'], 'assessments'),
  orderPrivate: bound(['recipientName', 'addressText', 'phone', 'note', 'visitCode'], 'orders'),
  invoicePrivate: bound(['title'], 'invoices'),
  invoiceTitles: bound(['title'], 'invoiceTitles'),
  disputePrivate: bound(['text'], 'disputes'),
  visitRecords: bound(['summary'], 'visitRecords'),
  nursePrivate: bound(['name', 'phone', 'idNumber', 'licenceNumber'], 'nurses'),
  // Copies of a submission, `<account>:<number>`, open with the account's own names.
  nurseApplicationPrivate: bound(
    ['name', 'phone', 'idNumber', 'licenceNumber'],
    'nurseApplications',
    (id) => id.split(':')[0] as string,
  ),
};

export type Sealed = Readonly<Record<string, unknown>> & { readonly _id: string };

/** The sealed texts a document holds, with what each is bound to; empty fields are left out. */
export function sealedIn(
  collection: string,
  document: Sealed,
): readonly { readonly field: string; readonly cipher: Cipher; readonly bound: string }[] {
  return Object.entries(SEALED_FIELDS[collection] ?? {}).flatMap(([field, binding]) => {
    const cipher = document[field];
    return typeof cipher === 'string' ? [{ field, cipher, bound: binding(document._id) }] : [];
  });
}

/** All texts of a document, `nameCipher` as `name`. Whoever shows them to a person writes that into the audit log first. */
export const openedIn = (collection: string, document: Sealed): Record<string, string> =>
  Object.fromEntries(
    sealedIn(collection, document).map(({ field, cipher, bound: name }) => [
      field.replace(/Cipher$/, ''),
      unseal(cipher, name),
    ]),
  );
