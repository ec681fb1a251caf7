/** Whom an invoice is made out to. */
import { Refusal } from '../refusal';
import { checkTaxNumber } from './taxNumber';

export type TitleKind = 'individual' | 'organization';

export interface InvoiceTitle {
  readonly kind: TitleKind;
  /** A person's name, or 个人; a company's as it is registered. */
  readonly name: string;
  /** A company's; `''` of a person. */
  readonly taxNumber: string;
}

/** A title that can stand on an invoice; refused with what is wrong with it. */
export function checkTitle({ kind, name, taxNumber }: InvoiceTitle): InvoiceTitle {
  const whole = name.trim().replace(/\s+/g, ' ');
  const least = kind === 'organization' ? 4 : 2;
  if (whole.length < least || !/[\p{L}]/u.test(whole)) throw new Refusal('TITLE_NAME_INVALID', { kind });
  if (kind === 'individual') return { kind, name: whole, taxNumber: '' };
  return { kind, name: whole, taxNumber: checkTaxNumber(taxNumber) };
}

/** What lists show: a company is no secret, a person is. */
export function maskedTitle({ kind, name }: InvoiceTitle): string {
  if (kind === 'organization' || name === '个人') return name;
  return `${[...name][0] ?? ''}${'*'.repeat(Math.max(1, [...name].length - 1))}`;
}
