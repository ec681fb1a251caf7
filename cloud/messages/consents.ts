/**
 * How many messages of each kind a person allowed WeChat to send and has not had yet. WeChat alone knows for certain; this count
 * says when it is time to ask again.
 */
import type { MessageConsentAnswer, MessageConsentsView } from '#contract/ownMessages';
import { MESSAGE_TEMPLATES, type MessageTemplate } from '#contract/messageTemplates';
import { _, db, read } from '../database';
import { transact } from '../transact';

/** A document of `messageConsents`; its id is the openid. */
interface ConsentCount {
  readonly _id: string;
  readonly left: Partial<Readonly<Record<MessageTemplate, number>>>;
  readonly updatedAt: number;
}

/** Nobody taps oftener than this before the first of them is sent. */
const MOST_LEFT = 50;

export async function leftOf(openid: string): Promise<MessageConsentsView> {
  const row = openid ? await read<ConsentCount>('messageConsents', openid) : null;
  return row?.left ?? {};
}

/** What she tapped in WeChat's question: each yes is one more, a no ends what was left. */
export function noteAnswers(openid: string, answers: readonly MessageConsentAnswer[], now: number) {
  return transact(async (transaction) => {
    const row = await transaction.get<ConsentCount>('messageConsents', openid);
    const left = { ...row?.left };
    for (const { template, answer } of answers) {
      left[template] = answer === 'accept' ? Math.min(MOST_LEFT, (left[template] ?? 0) + 1) : 0;
    }
    await transaction.put('messageConsents', { _id: openid, left, updatedAt: now } satisfies ConsentCount);
    return left;
  });
}

/** What went out and is not subtracted yet: a sweep that sends to a hundred people counts them in one go. */
let uncounted: { readonly openid: string; readonly template: MessageTemplate }[] = [];

/** One less, once `countSent` is called. */
export const noteSent = (openid: string, template: MessageTemplate): number => uncounted.push({ openid, template });

/** A message that came without a known yes was allowed somewhere else, for good perhaps. */
export async function countSent(): Promise<void> {
  const sent = uncounted;
  uncounted = [];
  for (const template of new Set(sent.map((one) => one.template))) {
    const left = `left.${template}`;
    let openids = sent.filter((one) => one.template === template).map(({ openid }) => openid);
    // Who had two of them is counted in the next round once more.
    while (openids.length > 0) {
      const once = [...new Set(openids)];
      await counted(once, { [left]: _.gt(0) }, { [left]: _.inc(-1) });
      openids = openids.filter((openid, place) => openids.indexOf(openid) !== place);
    }
  }
}

export const noteRefused = (openid: string, template: MessageTemplate): Promise<void> =>
  counted([openid], {}, { [`left.${template}`]: 0 });

/** The count is a help, not the message: when it cannot be written, the message counts as what it is. */
async function counted(openids: readonly string[], where: object, change: object): Promise<void> {
  try {
    await db
      .collection('messageConsents')
      .where({ _id: _.in([...openids]), ...where })
      .update(change);
  } catch (error) {
    console.warn('messageConsents', error);
  }
}

export const isTemplate = (name: string): name is MessageTemplate =>
  (MESSAGE_TEMPLATES as readonly string[]).includes(name);
