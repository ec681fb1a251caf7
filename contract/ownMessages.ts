/** One's own messages: the inbox, how one wants to be told, and what WeChat was allowed to send. Steps of `ownData`. */
import * as v from 'valibot';
import { MESSAGE_TEMPLATES, type MessageTemplate } from './messageTemplates';

const As = v.picklist(['patient', 'nurse']);
const MessageId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,160}$/));

export const OWN_MESSAGE_STEPS = [
  /** Newest first; `before` is `next` of the page before. */
  v.strictObject({
    kind: v.literal('messages'),
    as: As,
    before: v.optional(v.pipe(v.number(), v.integer())),
  }),
  /** One, or without `messageId` all of this side. */
  v.strictObject({ kind: v.literal('readMessages'), as: As, messageId: v.optional(MessageId) }),
  /** Text messages about visits, where WeChat does not reach. Codes to sign in come in any case. */
  v.strictObject({ kind: v.literal('messageSettings'), sms: v.optional(v.boolean()) }),
  /** What was tapped in WeChat's question, as WeChat said it. */
  v.strictObject({
    kind: v.literal('messageConsents'),
    answers: v.pipe(
      v.array(
        v.strictObject({
          template: v.picklist(MESSAGE_TEMPLATES),
          answer: v.picklist(['accept', 'reject', 'ban', 'filter']),
        }),
      ),
      v.minLength(1),
      v.maxLength(3),
    ),
  }),
] as const;

export type OwnMessagesInput = v.InferOutput<(typeof OWN_MESSAGE_STEPS)[number]>;
export type MessageConsentAnswer = Extract<OwnMessagesInput, { kind: 'messageConsents' }>['answers'][number];

export interface InboxMessage {
  readonly messageId: string;
  readonly template: MessageTemplate;
  readonly title: string;
  readonly text: string;
  /** Which visit: the service and its time. */
  readonly about: string;
  /** Where a tap leads; `''`: nowhere. */
  readonly page: string;
  readonly createdAt: number;
}

export interface InboxPage {
  readonly messages: readonly (InboxMessage & { readonly isRead: boolean })[];
  readonly unread: number;
  /** Put into `before` for the next page; null at the end. */
  readonly next: number | null;
}

/** How many messages of each kind WeChat may still send. */
export type MessageConsentsView = Partial<Readonly<Record<MessageTemplate, number>>>;

export interface OwnMessagesReply extends InboxPage {
  readonly kind: 'messages';
}
export interface MessageSettingsReply {
  readonly kind: 'messageSettings';
  readonly sms: boolean;
  /** `138****0000`; `''`: no phone is linked, so no text message can come. */
  readonly maskedPhone: string;
  readonly left: MessageConsentsView;
}
export interface MessageConsentsReply {
  readonly kind: 'messageConsents';
  readonly left: MessageConsentsView;
}
export type OwnMessageReply = OwnMessagesReply | MessageSettingsReply | MessageConsentsReply;
