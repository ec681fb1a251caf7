/** WeChat's subscription messages: a message per yes of the person, or as many as she likes where the template is a long-term one. */
import { fitted, takes } from '#contract/messageFields';
import { MESSAGE_KINDS, type MessageTemplate, type Word } from '#contract/messageTemplates';
import { yearTimeText } from '#domain/schedule/beijing';
import { needs, required } from '../environment';
import type { MessagePayload } from '../outbox';
import { weChatApi } from '../weChatApi';
import { noteRefused, noteSent } from './consents';
import { pageOf } from './pageOf';
import type { Said } from './said';

needs('SUBSCRIBE_TEMPLATES');

/** The person does not want it (any more): the next yes begins anew. */
const REFUSED = 43101;
/** WeChat's own "try again": nothing went out. What the SDK says by itself has other numbers (-501001, -601001). */
const BUSY_CODES = [-1, 20001, 45009, 45011];
/** The platform did not let the call through: no such interface, or not in config.json. */
const NOT_LET_THROUGH = [-604100, -604101];

export async function sendByWeChat(message: MessagePayload): Promise<Said> {
  const { template, openid } = message;
  const templateId = templateIds()[template];
  if (!openid) return { state: 'refused', why: 'no WeChat' };
  if (!templateId) return broken(`SUBSCRIBE_TEMPLATES names no ${template}`);
  const data = weChatData(message);
  const wrong = Object.entries(data).find(([field, { value }]) => !takes(field, value));
  if (wrong) return broken(`${template}.${wrong[0]} does not take what it was given`);
  const { openapi } = await weChatApi();
  try {
    const { msgid } = (await openapi.subscribeMessage.send({
      touser: openid,
      templateId,
      page: pageOf(message),
      data,
    })) as { msgid?: string | number };
    noteSent(openid, template);
    return { state: 'sent', number: String(msgid ?? '') };
  } catch (error) {
    return saidBy(error, message);
  }
}

async function saidBy(error: unknown, { openid, template }: MessagePayload): Promise<Said> {
  const { errCode = 0, errMsg = '' } = error as { errCode?: number; errMsg?: string };
  const why = `${errCode} ${errMsg}`.slice(0, 200);
  if (errCode === REFUSED) {
    await noteRefused(openid, template);
    return { state: 'refused', why };
  }
  if (BUSY_CODES.includes(errCode)) return { state: 'busy', why };
  // Every other number of WeChat's is final: trying again changes nothing.
  if (errCode > 0 || NOT_LET_THROUGH.includes(errCode)) return broken(why);
  // No answer, or "system error" from somewhere on the way: the message may have gone out.
  console.warn(`subscribeMessage ${template}: ${why}`);
  return { state: 'unknown', why };
}

/** Ours to mend: said loudly, and the next channel goes on. */
function broken(why: string): Said {
  console.error(`subscribeMessage: ${why}`);
  return { state: 'refused', why };
}

const templateIds = () => JSON.parse(required('SUBSCRIBE_TEMPLATES')) as Partial<Record<MessageTemplate, string>>;

/** The fields of the template, cut to what WeChat takes. */
export function weChatData(message: Pick<MessagePayload, 'template' | 'words' | 'startAt'>) {
  const fields = Object.entries<Word>(MESSAGE_KINDS[message.template].fields);
  return Object.fromEntries(fields.map(([field, word]) => [field, { value: fitted(field, wordOf(message, word)) }]));
}

/** WeChat wants moments with their year. */
const wordOf = ({ words, startAt }: Pick<MessagePayload, 'words' | 'startAt'>, word: Word): string =>
  word === 'time' && startAt !== undefined ? yearTimeText(startAt) : (words[word] ?? '');
