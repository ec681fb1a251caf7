/** What others do meanwhile, through the real functions and without a window. */
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { CreateOrderReply } from '#contract/createOrder';
import type { Reply } from '#contract/reply';
import type { City } from './city';

type Calling = Pick<City, 'product'>;

/** Calls a function as the account of this openid. */
export async function callAs<T>({ product }: Calling, openid: string, name: string, data: object): Promise<T> {
  const result = await product.cloud.emulator.functions.invoke({
    name,
    event: { ...data },
    caller: { openid, loginType: 'WECHAT', clientIp: '127.0.0.1' },
    source: 'wx_client',
    addsUserInfo: true,
  });
  if (!result.ok) throw new Error(`${name}: ${result.code} ${result.message}`);
  const reply = JSON.parse(result.resultJson) as Reply<T>;
  if (!reply.ok) throw new Error(`${name} refused: ${JSON.stringify(reply.error)}`);
  return reply.data;
}

let requests = 0;

/** A family books; answers the order's id. */
export async function bookAs(
  city: Calling,
  family: string,
  wish: {
    readonly recipient?: number;
    readonly startAt: number;
    readonly serviceCode?: string;
    readonly nurseId?: string;
  },
): Promise<string> {
  const { recipient = 1, startAt, serviceCode = 'MED-02', nurseId = null } = wish;
  const recipientId = `recipient-${family}-${recipient}`;
  const asked = { serviceCode, startAt, recipientId, addressId: `address-${family}` };
  const { price, quote } = await callAs<QuoteOrderReply>(city, `o-${family}`, 'quoteOrder', asked);
  const requestId = `browser${String((requests += 1)).padStart(13, '0')}`;
  const said = { informedConsent: { version: 1 }, expectedTotalFen: price.totalFen, quote: quote.token };
  const order = { ...asked, requestId, nurseId, note: '', ...said };
  return (await callAs<CreateOrderReply>(city, `o-${family}`, 'createOrder', order)).orderId;
}
