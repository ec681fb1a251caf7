/** An operator opens one sensitive thing of one application, says why, and leaves a trace. */
import * as v from 'valibot';
import { DOCUMENT_KINDS } from '#domain/onboarding/application';
import { Id, Text } from './fields';

/** Why a record may be opened. */
export const OPEN_PURPOSES = ['资质审核', '联系申请人', '投诉核查', '监管要求', '本人要求'] as const;

export const OpenRecord = v.strictObject({
  nurseId: Id,
  item: v.variant('kind', [
    v.strictObject({ kind: v.picklist(['name', 'idNumber', 'phone', 'licenceNumber'] as const) }),
    v.strictObject({
      kind: v.literal('document'),
      document: v.picklist(DOCUMENT_KINDS),
      place: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(29)), 0),
    }),
    /** The screenshot of the register that a reviewer kept. */
    v.strictObject({ kind: v.literal('registryScreenshot') }),
  ]),
  purpose: v.picklist(OPEN_PURPOSES),
  /** In one's own words. */
  reason: v.pipe(Text, v.minLength(4), v.maxLength(200)),
});
export type OpenRecordInput = v.InferInput<typeof OpenRecord>;
export interface OpenRecordReply {
  /** Text for what is text, a link for what is a picture. Kept nowhere: show it, forget it. */
  readonly text: string | null;
  readonly url: string | null;
  /** When the link ends; also when the screen has to take the text away. */
  readonly endsAt: number;
}
