import * as v from 'valibot';
import { Id, PersonName } from './fields';

/** What a member of the family may do for somebody's person; `manage` includes `follow`. */
export const CARE_RIGHTS = ['manage', 'follow'] as const;
export const CARE_RELATIONS = ['本人', '父亲', '母亲', '配偶', '子女', '兄弟姐妹', '其他'] as const;

const Token = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{43}$/));
const ForDays = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650));

/**
 * Family members who care for the same person (A4): `manage` books, pays, cancels, sees health and edits contacts; `follow` reads
 * orders and reports. What they may not, and everything once removed, is `NOT_FOUND`; `FORBIDDEN` (details.right) where they may
 * know of the person but not do this. Other refusals: `INVITATION_INVALID`, `SHARED_TOO_OFTEN`, `AUTHORISATION_MISSING`.
 */
export const ShareCare = v.variant('kind', [
  /** Only the owner invites. `forDays`: how long the share lasts once accepted; the invitation itself lasts 72 hours. */
  v.strictObject({ kind: v.literal('invite'), recipientId: Id, rights: v.picklist(CARE_RIGHTS), forDays: ForDays }),
  /** What an invitation says, before it is accepted. */
  v.strictObject({ kind: v.literal('look'), token: Token }),
  /** Takes it, once. `statement`: read and agreed that one acts for this person as what one says to be (P-024). */
  v.strictObject({
    kind: v.literal('accept'),
    token: Token,
    name: PersonName,
    relation: v.picklist(CARE_RELATIONS),
    statement: v.literal(true),
  }),
  /** The owner sees everybody and the invitations that are still open, a proxy herself. */
  v.strictObject({ kind: v.literal('list'), recipientId: Id }),
  v.strictObject({ kind: v.literal('remove'), recipientId: Id, userId: Id }),
  /** An invitation nobody has taken yet is worth nothing from now on. Taken meanwhile: `ILLEGAL_STEP`. */
  v.strictObject({ kind: v.literal('takeBack'), recipientId: Id, invitationId: Id }),
  v.strictObject({ kind: v.literal('leave'), recipientId: Id }),
  /** Who did what for this person, newest first; for the owner and those who manage. */
  v.strictObject({ kind: v.literal('activity'), recipientId: Id, before: v.optional(v.pipe(v.number(), v.integer())) }),
]);
export type ShareCareInput = v.InferInput<typeof ShareCare>;
export type CareRights = (typeof CARE_RIGHTS)[number];

export const CARE_ACTS = {
  registered: '登记了被照护人',
  edited: '修改了资料',
  contactsEdited: '修改了紧急联系人',
  verified: '完成了实名认证',
  invited: '邀请了家人',
  takenBack: '收回了邀请',
  joined: '接受了邀请',
  removed: '移除了家人',
  left: '退出了照护',
  booked: '预约了服务',
  cancelled: '取消了订单',
  rescheduled: '改了上门时间',
  timeDeclined: '没有同意改时间',
  nurseAbsent: '反映护士没有上门',
  paid: '发起了支付',
  confirmed: '确认了服务完成',
  reviewed: '评价了服务',
} as const;
export type CareAct = keyof typeof CARE_ACTS;

export interface InvitedReply {
  readonly kind: 'invited';
  /** Goes to the person invited and nowhere else: whoever has it may accept. Said once, kept nowhere. */
  readonly token: string;
  readonly expiresAt: number;
}
export interface InvitationReply {
  readonly kind: 'invitation';
  readonly recipientMaskedName: string;
  readonly rights: CareRights;
  readonly forDays: number;
  readonly expiresAt: number;
  /** To be shown above "accept"; `statement: true` agrees to it. */
  readonly statementText: string;
}
export interface AcceptedReply {
  readonly kind: 'accepted';
  readonly recipientId: string;
  readonly rights: CareRights;
  readonly until: number;
}
export interface SharesReply {
  readonly kind: 'shares';
  readonly people: readonly {
    readonly userId: string;
    readonly name: string;
    readonly relation: string;
    readonly rights: CareRights;
    readonly since: number;
    readonly until: number;
  }[];
  /** Not taken yet, the newest first; for the owner only. */
  readonly invitations: readonly {
    readonly invitationId: string;
    readonly rights: CareRights;
    readonly forDays: number;
    readonly createdAt: number;
    readonly expiresAt: number;
  }[];
}
export interface DoneReply {
  readonly kind: 'done';
}
export interface ActivityReply {
  readonly kind: 'activity';
  readonly entries: readonly {
    readonly at: number;
    /** `您`, the proxy's name, or `家人` for one who is gone. */
    readonly who: string;
    readonly act: CareAct;
    readonly text: string;
    readonly orderId: string | null;
  }[];
  /** Put into `before` for the next page; null at the end. */
  readonly next: number | null;
}
export type ShareCareReply = InvitedReply | InvitationReply | AcceptedReply | SharesReply | DoneReply | ActivityReply;
