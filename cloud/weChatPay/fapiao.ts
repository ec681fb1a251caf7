/** Electronic invoices by WeChat Pay (new-tax-control-fapiao), title given by us (WITHOUT_WECHATPAY). */
import * as v from 'valibot';
import type { Goods } from '#domain/invoice/goods';
import type { Said } from '#domain/invoice/invoice';
import type { InvoiceTitle } from '#domain/invoice/title';
import { Refusal } from '#domain/refusal';
import { required } from '../environment';
import { ask } from './ask';
import { downloadFile } from './download';

const BASE = '/v3/new-tax-control-fapiao';
const at = (applyId: string) => `${BASE}/fapiao-applications/${encodeURIComponent(applyId)}`;
/** Quantities are counted in hundred-millionths. */
const ONE = 100_000_000;

/** Where WeChat Pay tells what became of invoices. Saying it again does no harm. */
export const configureFapiao = (): Promise<unknown> =>
  ask('PATCH', `${BASE}/merchant/development-config`, { callback_url: required('WECHATPAY_NOTIFY_URL') });

export interface FapiaoWish {
  readonly applyId: string;
  readonly title: InvoiceTitle;
  readonly amountFen: number;
  readonly goods: Goods;
  readonly remark: string;
}

/** Asks for one invoice with one line. An application is known by its number: a second one under it is refused. */
export async function applyForFapiao({ applyId, title, amountFen, goods, remark }: FapiaoWish): Promise<void> {
  const { kind, name, taxNumber } = title;
  await ask('POST', `${BASE}/fapiao-applications`, {
    scene: 'WITHOUT_WECHATPAY',
    fapiao_apply_id: applyId,
    buyer_information: {
      type: kind === 'organization' ? 'ORGANIZATION' : 'INDIVIDUAL',
      name,
      ...(kind === 'organization' && { taxpayer_id: taxNumber }),
    },
    fapiao_information: [{ fapiao_id: applyId, total_amount: amountFen, remark, items: [lineOf(goods, amountFen)] }],
  });
}

const lineOf = ({ taxCode, goodsCategory, goodsName, taxRateTenThousandths, taxPreferMark }: Goods, fen: number) => ({
  tax_code: taxCode,
  goods_category: goodsCategory,
  goods_name: goodsName,
  unit: '次',
  quantity: ONE,
  total_amount: fen,
  tax_rate: taxRateTenThousandths,
  tax_prefer_mark: taxPreferMark,
  discount: false,
});

/** The red letter: the invoice counts no longer. */
export async function reverseFapiao(applyId: string, number: string): Promise<void> {
  await ask('POST', `${at(applyId)}/reverse`, {
    reverse_reason: 'SALES_RETURN',
    fapiao_information: [{ fapiao_id: applyId, fapiao_number: number }],
  });
}

const Paper = v.optional(v.object({ fapiao_number: v.optional(v.string(), '') }), {});
const Queried = v.object({
  fapiao_information: v.array(
    v.object({
      fapiao_id: v.string(),
      status: v.string(),
      blue_fapiao: Paper,
      fapiao_error_code: v.optional(v.string(), ''),
      fapiao_error_message: v.optional(v.string(), ''),
    }),
  ),
});

/** Null: WeChat Pay never heard of it. */
export async function queryFapiao(applyId: string): Promise<Said | null> {
  const answer = await orNothing(() => ask('GET', `${at(applyId)}?fapiao_id=${encodeURIComponent(applyId)}`));
  if (!answer) return null;
  const result = v.safeParse(Queried, answer);
  const found = result.success
    ? result.output.fapiao_information.find(({ fapiao_id: id }) => id === applyId)
    : undefined;
  if (!found) throw new Refusal('PAYMENT_SERVICE_FAILED', { code: 'NOT_AS_DOCUMENTED' });
  const { status, blue_fapiao: paper, fapiao_error_code: code, fapiao_error_message: message } = found;
  return { status, number: paper.fapiao_number ?? '', error: [code, message].filter(Boolean).join(' ') };
}

const Files = v.object({
  fapiao_download_info_list: v.array(v.object({ fapiao_id: v.string(), download_url: v.string() })),
});

/** The PDF. INVOICE_NOT_READY where WeChat Pay has none. */
export async function fapiaoPdf(applyId: string): Promise<Buffer> {
  const answer = await ask('GET', `${at(applyId)}/fapiao-files?fapiao_id=${encodeURIComponent(applyId)}`);
  const result = v.safeParse(Files, answer);
  const list = result.success ? result.output.fapiao_download_info_list : [];
  const file = list.find(({ fapiao_id: id }) => id === applyId);
  if (!file) throw new Refusal('INVOICE_NOT_READY');
  const { pathname, search } = new URL(file.download_url);
  const bytes = await downloadFile(`${pathname}${search}`);
  // Unsigned as files are: what is no PDF (a gateway's error page) is not handed on as an invoice.
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw new Refusal('INVOICE_NOT_READY');
  return bytes;
}

async function orNothing<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal && ['NOT_FOUND', 'RESOURCE_NOT_EXISTS'].includes(String(error.details.code)))
      return null;
    throw error;
  }
}
