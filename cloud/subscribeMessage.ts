/** Sends WeChat's subscription messages. */
import { Refusal } from '#domain/refusal';
import { needs, required } from './environment';
import type { MessagePayload } from './outbox';
import { weChatApi } from './weChatApi';

needs('SUBSCRIBE_TEMPLATES');

/** Which field of our templates holds which word, and how much of it WeChat takes. */
const FIELDS: Readonly<Record<string, readonly [field: string, mostCharacters: number]>> = {
  service: ['thing1', 20],
  time: ['thing2', 20],
  note: ['thing4', 20],
};

/** People who do not want the message, or never had a phone to show it on: trying again changes nothing. */
const FINAL_CODES = [43101, 40003, 40037, 41030, 43107, 43108, 45168, 47003];

export class NotDeliverable extends Error {}

export async function sendMessage(message: MessagePayload): Promise<void> {
  const { template, openid, words } = message;
  if (!openid) throw new NotDeliverable('not reachable through WeChat');
  const { openapi } = await weChatApi();
  try {
    await openapi.subscribeMessage.send({
      touser: openid,
      templateId: templateId(template),
      page: pageOf(message),
      data: dataOf(words),
    });
  } catch (error) {
    const { errCode, errMsg } = error as { errCode?: number; errMsg?: string };
    if (errCode !== undefined && FINAL_CODES.includes(errCode)) throw new NotDeliverable(`${errCode} ${errMsg ?? ''}`);
    throw error;
  }
}

/** Where a tap on the message leads: patients to the order, nurses to the visit or to what they are asked. */
export function pageOf({
  template,
  to,
  words: { orderId },
}: Omit<MessagePayload, 'openid' | 'uid'>): string | undefined {
  if (template === 'newOffer') return 'pages/offers/index';
  if (template === 'paperNotice') return 'pages/mine/index';
  const page = to === 'nurse' ? 'packages/visit/visit/index' : 'packages/order/order/index';
  return orderId && `${page}?orderId=${encodeURIComponent(orderId)}`;
}

function templateId(name: string): string {
  const id = (JSON.parse(required('SUBSCRIBE_TEMPLATES')) as Record<string, string>)[name];
  if (!id) throw new Refusal('SERVICE_NOT_CONFIGURED', { name: `SUBSCRIBE_TEMPLATES.${name}` });
  return id;
}

/** An empty value would be refused (47003), a long one too. */
export function dataOf(words: Readonly<Record<string, string>>): Record<string, { value: string }> {
  const fields = Object.entries(FIELDS).flatMap(([word, [field, most]]) => {
    const text = words[word]?.trim();
    return text ? [[field, { value: cut(text, most) }] as const] : [];
  });
  return Object.fromEntries(fields);
}

const cut = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
};
